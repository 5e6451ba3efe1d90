"""Documents are stored as they were shown, with a number, their changes and the status of what they came from."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from sdtui.domain.conditions import Origin
from sdtui.domain.errors import Refuse
from sdtui.domain.sales_document import SalesDocument, Status
from sdtui.store.errors import NotSaved
from tests.services.test_pricing import offer
from tests.services.writer import Writer, line, typed, values


def saved_offer(anna: Writer) -> str:
    return anna.save(offer(anna))


def test_what_was_saved_is_what_is_shown_again(anna: Writer) -> None:
    document = offer(anna)
    shown = values(document.items[0])
    number = anna.save(document)
    again = anna.open(number)
    assert values(again.items[0]) == shown
    assert (again.net_value, again.tax, again.cost, again.expected_value) == (
        document.net_value, document.tax, document.cost, document.expected_value,
    )  # fmt: skip
    assert again.items[0].margin_percent == Decimal("29.33")


def test_looking_and_pressing_enter_changes_nothing(anna: Writer) -> None:
    number = saved_offer(anna)
    document = anna.open(number)
    before = anna.sales.snapshot(document)
    anna.enter(document)
    anna.enter(document, saving=True)
    assert document == before


def test_every_line_finds_its_record(anna: Writer) -> None:
    document = anna.open(saved_offer(anna))
    sources = {row.condition_type: row.source for row in document.items[0].conditions if row.source}
    assert set(sources) == {"PR00", "K005", "K007", "K004", "KF00", "MWST"}
    assert sources["PR00"].startswith("A004 ")


def test_numbers_follow_each_other_without_gaps(anna: Writer) -> None:
    assert [saved_offer(anna) for _ in range(3)] == ["0020000000", "0020000001", "0020000002"]
    inquiry = anna.begin("IN")
    anna.add(inquiry, "M-100", "5")
    assert anna.save(inquiry) == "0010000000"


def test_a_changed_rate_is_in_the_changes_and_what_follows_from_it_is_not(anna: Writer) -> None:
    number = saved_offer(anna)
    document = anna.open(number)
    item = document.items[0]
    line(item, "K007").rate = Decimal(-6)
    anna.enter(document)
    anna.save(document)
    first, second = anna.changes(number)
    assert [(row.kind, row.section) for row in first] == [("I", "header")]
    assert [(row.kind, row.section, row.item, row.row, row.field, row.old, row.new) for row in second] == [
        ("U", "condition", 10, "104/0/K007", "rate", "-5", "-6"),
        ("U", "condition", 10, "104/0/K007", "origin", "A", "C"),
    ]


def test_a_condition_that_comes_and_goes_is_in_the_changes(anna: Writer) -> None:
    number = saved_offer(anna)
    document = anna.open(number)
    document.items[0].conditions.append(typed("RB00", "7"))
    del document.conditions[0]
    anna.save(document)
    changed = {(row.kind, row.section, row.item, row.row) for row in anna.changes(number)[1]}
    assert changed == {("I", "condition", 10, "110/3/RB00"), ("D", "condition", 0, "810/1/HA00")}


def test_a_quantity_alone_is_one_change(anna: Writer) -> None:
    number = saved_offer(anna)
    document = anna.open(number)
    document.items[0].quantity = Decimal(21)
    anna.save(document)
    assert [(row.field, row.old, row.new) for row in anna.changes(number)[1]] == [("quantity", "20", "21")]


# --- with reference --------------------------------------------------------------------------------------------------
def header_status(document: SalesDocument) -> str:
    return f"{document.reference_status}{document.rejection_status}{document.overall_status}"


def test_an_inquiry_item_is_complete_with_a_part_and_a_quotation_item_with_the_whole(anna: Writer) -> None:
    inquiry = anna.begin("IN")
    anna.add(inquiry, "M-100", "5")
    asked = anna.save(inquiry)
    quoted = anna.save(anna.refer(asked, "QT", {10: "4"}))
    assert (header_status(anna.sales.load(asked)), header_status(anna.sales.load(quoted))) == ("CAC", "AAA")
    ordered = anna.save(anna.refer(quoted, "OR", {10: "2"}))
    assert header_status(anna.sales.load(quoted)) == "BAB"
    anna.save(anna.refer(quoted, "OR"))
    assert header_status(anna.sales.load(quoted)) == "CAC"
    order = anna.open(ordered)
    order.items[0].quantity = Decimal(1)
    anna.save(order)
    assert (header_status(anna.sales.load(quoted)), anna.sales.load(quoted).items[0].referenced_quantity) == (
        "BAB", Decimal(3),
    )  # fmt: skip


def test_an_order_item_that_is_deleted_opens_the_quotation_again(anna: Writer) -> None:
    quotation = anna.begin()
    for material in ("M-100", "M-110"):
        anna.add(quotation, material, "5")
    quoted = anna.save(quotation)
    ordered = anna.save(anna.refer(quoted, "OR"))
    assert header_status(anna.sales.load(quoted)) == "CAC"
    order = anna.open(ordered)
    del order.items[1]
    anna.save(order)
    stored = anna.sales.load(quoted)
    assert (header_status(stored), [item.overall_status for item in stored.items]) == ("BAB", ["C", "A"])


def test_what_was_used_up_meanwhile_is_refused_and_no_number_is_lost(anna: Writer, hire: Callable[..., Writer]) -> None:
    quoted, bert = saved_offer(anna), hire("BERT")
    mine, his = anna.refer(quoted, "OR"), bert.refer(quoted, "OR", {10: "1"})
    first = anna.save(mine)
    with pytest.raises(Refuse) as refused:
        bert.save(his)
    assert (refused.value.message, refused.value.field) == ("source-used-up", "items[0].quantity")
    other = bert.begin("OR")
    bert.add(other, "M-100", "1")
    assert int(bert.save(other)) == int(first) + 1


def test_a_rejected_rest_completes_the_quotation(anna: Writer) -> None:
    quoted = saved_offer(anna)
    anna.save(anna.refer(quoted, "OR", {10: "5"}))
    quotation = anna.open(quoted)
    quotation.items[0].rejection_reason = "03"
    anna.save(quotation)
    assert header_status(anna.sales.load(quoted)) == "BCC"
    assert quotation.items[0].overall_status is Status.COMPLETE
    assert quotation.net_value == 0


def test_an_order_keeps_the_prices_of_its_quotation(anna: Writer) -> None:
    quoted = saved_offer(anna)
    for condition_type, table, key, rate in (
        ("PR00", "004", "1000/10/M-100", "150"),
        ("K007", "007", "1000/10/00/0000001000", "-1"),
        ("MWST", "002", "PL/1/1", "24"),
    ):
        anna.change_record(anna.record(condition_type, table, key), rate)
    order = anna.refer(quoted, "OR")
    item = order.items[0]
    assert (order.net_value, item.cost, line(item, "MWST").rate) == (Decimal("2218.79"), 1568, 24)
    assert {line(item, code).origin for code in ("PR00", "K005", "K007", "K004", "KF00")} == {Origin.COPIED}
    assert {line(item, code).origin for code in ("RA00", "RA01")} == {Origin.MANUAL}
    assert (line(item, "HA00").origin, line(item, "PR00").reason) == (Origin.HEADER, "copied")
    item.quantity, item.plant = Decimal(10), "1100"
    anna.enter(order)
    assert (line(item, "PR00").rate, line(item, "K007").rate) == (125, -5)
    number = anna.save(order)
    again = anna.open(number)
    anna.enter(again)
    assert again.net_value == order.net_value
    anna.sales.reprice(again, "C")
    assert (line(again.items[0], "PR00").rate, line(again.items[0], "RA00").rate) == (150, -2)


def test_a_part_of_the_quoted_quantity_keeps_the_quoted_price(anna: Writer) -> None:
    quotation = anna.begin()
    anna.add(quotation, "M-120", "60")
    quoted = anna.save(quotation)
    assert line(quotation.items[0], "PR00").rate == 16
    order = anna.refer(quoted, "OR", {10: "5"})
    assert (line(order.items[0], "PR00").rate, line(order.items[0], "PR00").value) == (16, 80)


def test_a_quotation_is_priced_today_and_keeps_what_the_inquiry_was_promised(anna: Writer) -> None:
    inquiry = anna.begin("IN")
    item = anna.add(inquiry, "M-100", "5")
    anna.enter(inquiry)
    item.conditions.append(typed("RA00", "4"))
    asked = anna.save(inquiry)
    anna.change_record(anna.record("PR00", "004", "1000/10/M-100"), "150")
    quotation = anna.refer(asked, "QT")
    assert (line(quotation.items[0], "PR00").rate, line(quotation.items[0], "RA00").rate) == (150, -4)


def test_what_cannot_be_read_behind_its_lock_is_free_again(
    anna: Writer, hire: Callable[..., Writer], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = saved_offer(anna)

    def unreadable(document: SalesDocument) -> None:
        raise NotSaved("database-busy")

    monkeypatch.setattr(anna.sales.pricing, "note_stored", unreadable)
    with pytest.raises(NotSaved):
        anna.sales.open_for_change(number)
    assert hire("BEN").sales.open_for_change(number).number == number
