"""Transactions that are a row of the transaction table and nothing more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sdtui.kernel.definitions import Transaction
from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import order, popup, quotation

DISPLAY_ORDER = Transaction(
    "VA03", "Display Order", "sales_document", "sales_document_initial_display", "03", "C", "order", parameter="AUN"
)
# What documents are listed by, and what no single one is opened with.
LIST_OF_QUOTATIONS = Transaction("VA25", "List of Quotations", "document_list", "document_list", "03", "B")


def with_rows(clerk: Clerk, *rows: Transaction, without: str = "") -> Clerk:
    """The clerk at a desk whose table has the rows before all others, and one less."""
    read = clerk.desk.machinery.definitions
    table = {row.code: row for row in rows} | {code: t for code, t in read.transactions.items() if code != without}
    clerk.desk.machinery.definitions = replace(read, transactions=table)
    return clerk


@pytest.fixture
def ordered(clerk: Clerk, services: Services) -> str:
    """The number of an order, and behind it a quotation."""
    return order(services, quotation(clerk), {10: "5"})


def test_an_order_is_displayed_by_a_row(clerk: Clerk, ordered: str) -> None:
    with_rows(clerk, DISPLAY_ORDER).run(f"/nVA03 {ordered}")
    assert (clerk.view.transaction, clerk.text("number")) == ("VA03", ordered.lstrip("0"))
    assert clerk.text("sold_to") == "1000"
    assert not any(field.open for field in clerk.fields())
    assert [row["title"].split()[0] for row in clerk.press("f5").rows()] == ["Quotation", "Standard"]


def test_what_cannot_be_changed_stays_displayed_and_is_not_locked(clerk: Clerk, ordered: str) -> None:
    with_rows(clerk, DISPLAY_ORDER).run(f"/nVA03 {ordered}").send("toggle_change")
    assert (clerk.view.transaction, clerk.message_id) == ("VA03", "no-other-activity")
    locking = clerk.desk.machinery.connection.services.locking
    locking.lock("sales_document", ordered)


def test_what_cannot_be_displayed_is_not_opened_beside_its_lock(clerk: Clerk) -> None:
    number = quotation(clerk)
    with_rows(clerk, without="VA23").run(f"/nVA22 {number}").send("toggle_change")
    assert (clerk.view.transaction, clerk.message_id) == ("VA22", "no-other-activity")
    clerk.run(f"/oVA22 {number}")
    assert (clerk.screen, popup(clerk)) == ("sales_document_initial_change", "")
    assert clerk.message_id == "locked-by-yourself"


def test_a_list_of_documents_is_no_way_to_display_one(clerk: Clerk) -> None:
    number = quotation(clerk)
    with_rows(clerk, LIST_OF_QUOTATIONS).run(f"/nVA22 {number}").press("ctrl+t")
    assert (clerk.view.transaction, clerk.message_id) == ("VA23", "now-displaying")
