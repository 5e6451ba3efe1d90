"""A morning at the desk: what a clerk who knows SAP expects of the next key, across lists, documents and masters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clerk import Clerk
from tests.scenarios import acts
from tests.scenarios.lists import LIST, column, listed, on_row_of, table


@pytest.fixture
def company(whole_company: Path) -> Path:
    """With its documents."""
    return whole_company


def test_an_incomplete_document_is_changed_where_it_lacks_something(clerk: Clerk) -> None:
    listed(clerk, "V.04")
    assert [cell.path.partition("].")[2] for cell in table(clerk).rows[0].cells][2] == "incompletion.text"
    number = next(row["number"] for row in clerk.rows() if not row["valid_to"])
    on_row_of(clerk, number).press("f6")
    assert (clerk.view.transaction, clerk.cursor) == ("VA22", "valid_to")
    clerk.fill(valid_to="+14").press("ctrl+s")
    assert (clerk.message_id, clerk.screen) == ("document-saved", LIST)
    assert number not in column(clerk, "number")


def test_where_a_marked_row_is_gone_the_next_one_takes_its_place(clerk: Clerk) -> None:
    for _ in range(3):
        acts.quotation(clerk)
    listed(clerk, choice="N").on("rows[0].number").press("ctrl+b")
    numbers = [number for number in column(clerk, "number") if number]
    clerk.on("rows[0].number").press("f9")
    assert clerk.cursor == "rows[2].number"
    clerk.on("rows[1].number").press("ctrl+d").fill(rejection_reason="03").press("enter")
    assert clerk.message_id == "document-rejected"
    assert clerk.text(clerk.cursor) == numbers[2]


@pytest.mark.parametrize("tcode", ["VD02", "XD03"])
def test_f4_looks_for_what_was_typed_where_any_text_can_be_entered(clerk: Clerk, tcode: str) -> None:
    clerk.run(f"/n{tcode}").fill(number="zone").on("number").press("f4")
    assert clerk.text("number") == "1000"


def test_f4_in_a_selection_finds_by_name_and_keeps_its_place_on_a_key(clerk: Clerk) -> None:
    clerk.run("/nVA25").fill(sold_to="bike").on("sold_to").press("f4")
    assert clerk.view.popup
    assert all("bike" in " ".join(row.values()).lower() for row in clerk.rows())
    clerk.press("f12").fill(sold_to="1000").on("sold_to").press("f4")
    assert len(clerk.rows()) > 20
    assert clerk.text(clerk.cursor) == "1000"


def test_the_format_of_a_file_is_asked_first(clerk: Clerk) -> None:
    listed(clerk).press("ctrl+e")
    assert (clerk.cursor, clerk.text("export_format")) == ("export_format", "XLSX")
