from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.conditions import Condition, ConditionClass, Origin
from sdtui.domain.copying import copy_header, copy_header_conditions, copy_items, kept_conditions
from sdtui.domain.customizing_rows import PricingType
from sdtui.domain.errors import Refuse
from sdtui.domain.open_items import OpenItem, pending, propose, proposed
from sdtui.domain.sales_document import Category, DocumentText, Partner, SalesDocument, SalesItem, Status
from tests.domain.samples import (
    CATEGORIES,
    INQUIRY,
    ORDER,
    QUOTATION,
    TODAY,
    control,
    inquiry,
    item,
    new_order,
    quotation,
)

TO_ORDER = control("QT", "OR")


def order_from(source: SalesDocument, chosen: dict[int, str] | None = None, **facts: object) -> list[SalesItem]:
    target = new_order(**facts)
    lines = propose(source, TO_ORDER, CATEGORIES, TODAY, pending(source, target))
    choice = proposed(lines) if chosen is None else {number: Decimal(quantity) for number, quantity in chosen.items()}
    return copy_items(source, target, TO_ORDER, ORDER, lines, choice)


def refused(source: SalesDocument, chosen: dict[int, str]) -> tuple[str, str]:
    with pytest.raises(Refuse) as refusal:
        order_from(source, chosen)
    return refusal.value.message, refusal.value.field


def test_open_quantities_are_copied_with_the_category_of_the_new_document() -> None:
    source = quotation(item(10, "5", referenced_quantity="2"), item(20, "3"), item(30, "0", item_category="AGTX"))
    copies = order_from(source)
    assert [(c.item, c.item_category, c.quantity) for c in copies] == [(10, "TAN", 3), (20, "TAN", 3), (30, "TATX", 0)]
    assert [(c.reference_number, c.reference_item, c.reference_category) for c in copies[:2]] == [
        ("0020000001", 10, "B"), ("0020000001", 20, "B"),
    ]  # fmt: skip
    assert all(c.referenced_quantity == 0 and c.overall_status is Status.NOT_RELEVANT for c in copies)
    assert source.items[0].referenced_quantity == 2


def test_what_belongs_to_the_old_act_stays_behind() -> None:
    source = quotation(item(10, requested_delivery_date=TODAY, billing_block="01", customer_material="4711"))
    copy = order_from(source)[0]
    assert (copy.requested_delivery_date, copy.billing_block, copy.customer_material) == (None, "", "4711")


def test_a_copy_shares_nothing_with_its_source() -> None:
    source = quotation(item(10, texts=[DocumentText("0001", "soft")], partners=[Partner("SH", "1")]))
    copy = order_from(source)[0]
    copy.texts[0].text = "hard"
    copy.partners[0].number = "2"
    assert (source.items[0].texts[0].text, source.items[0].partners[0].number) == ("soft", "1")


def test_weights_and_volume_follow_the_quantity() -> None:
    source = quotation(item(10, "3", gross_weight=Decimal(10), net_weight=Decimal(9), volume=Decimal(1)))
    copy = order_from(source, {10: "1"})[0]
    assert (copy.gross_weight, copy.net_weight, copy.volume) == (Decimal("3.333"), 3, Decimal("0.333"))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (item(10, rejection_reason="03"), "source-item-rejected"),
        (item(10, referenced_quantity="5"), "source-item-complete"),
        (item(10, item_category="AGX"), "source-item-not-copied"),
        (item(10, alternative_to=5), "source-item-alternative"),
    ],
)
def test_an_item_that_is_not_proposed_says_why(row: SalesItem, reason: str) -> None:
    lines = propose(quotation(item(5), row), TO_ORDER, CATEGORIES, TODAY)
    assert [line.reason for line in lines] == ["", reason]
    assert lines[1].possible == (reason == "source-item-alternative")


def test_an_expired_quotation_offers_nothing() -> None:
    source = quotation(item(10), valid_to=date(2026, 11, 23))
    assert [line.reason for line in propose(source, TO_ORDER, CATEGORIES, TODAY)] == ["source-expired"]
    assert refused(source, {10: "1"}) == ("source-expired", "items[0].quantity")


def test_an_inquiry_item_is_used_up_by_any_quotation() -> None:
    source = inquiry(item(10, "5", item_category="AFN", referenced_quantity="2"))
    lines = propose(source, control("IN", "QT"), CATEGORIES, TODAY)
    assert [(line.reason, line.quantity) for line in lines] == [("source-item-complete", 0)]


def test_a_copy_that_uses_nothing_up_always_finds_everything_open() -> None:
    source = quotation(item(10, "5", referenced_quantity="5"))
    lines = propose(source, control("QT", "QT", counts=False), CATEGORIES, TODAY)
    assert lines[0].quantity == 5


def test_texts_alone_make_no_copy_once_the_goods_are_complete() -> None:
    text = item(20, "0", item_category="AGTX")
    lines = propose(quotation(item(10, referenced_quantity="5"), text), TO_ORDER, CATEGORIES, TODAY)
    assert proposed(lines) == {}
    assert proposed(propose(quotation(text), TO_ORDER, CATEGORIES, TODAY)) == {20: 0}


@pytest.mark.parametrize(
    ("chosen", "message", "field"),
    [
        ({10: "4"}, "quantity-above-open", "items[0].quantity"),
        ({10: "0"}, "quantity-not-positive", "items[0].quantity"),
        ({20: "1"}, "source-item-rejected", "items[1].quantity"),
        ({99: "1"}, "source-item-unknown", "reference_number"),
        ({}, "nothing-to-copy", "reference_number"),
    ],
)
def test_the_choice_stays_within_what_is_open(chosen: dict[int, str], message: str, field: str) -> None:
    source = quotation(item(10, "5", referenced_quantity="2"), item(20, rejection_reason="03"))
    assert refused(source, chosen) == (message, field)


@pytest.mark.parametrize("chosen", [{10: "5"}, {10: "4", 20: "5"}])
def test_a_complete_reference_takes_every_item_in_full(chosen: dict[int, str]) -> None:
    rules = control("QT", "OR", complete_reference=True)
    source, target = quotation(item(10), item(20)), new_order()
    lines = propose(source, rules, CATEGORIES, TODAY)
    with pytest.raises(Refuse, match="complete-reference-required"):
        copy_items(source, target, rules, ORDER, lines, {n: Decimal(q) for n, q in chosen.items()})
    assert len(copy_items(source, target, rules, ORDER, lines, proposed(lines))) == 2


def test_what_the_unsaved_document_has_taken_is_no_longer_open() -> None:
    source = quotation(item(10, "24", numerator=1), item(20, "3"))
    box = item(10, "1", unit="BOX", numerator=12, reference_number=source.number, reference_item=10)
    target = new_order(items=[box])
    taken = pending(source, target)
    assert taken == {10: 12}
    assert [line.quantity for line in propose(source, TO_ORDER, CATEGORIES, TODAY, taken)] == [12, 3]
    assert pending(source, target, before=target) == {10: 0}


def test_numbers_are_kept_if_the_rules_say_so_and_they_are_free() -> None:
    source = quotation(item(15), item(30))
    keep = control("QT", "OR", keep_numbers=True)
    for present, expected in (([], [15, 30]), ([item(10)], [15, 30]), ([item(15)], [20, 30]), ([item(40)], [50, 60])):
        target = new_order(items=present)
        lines = propose(source, keep, CATEGORIES, TODAY)
        assert [c.item for c in copy_items(source, target, keep, ORDER, lines, proposed(lines))] == expected
    assert [c.item for c in order_from(source)] == [10, 20]


def test_sub_items_follow_their_main_item_under_its_new_number() -> None:
    source = quotation(item(15), item(16, higher_level_item=15), item(17, higher_level_item=15))
    assert [(c.item, c.higher_level_item) for c in order_from(source)] == [(10, 0), (20, 10), (30, 10)]
    assert order_from(source, {16: "1"})[0].higher_level_item == 0
    there = item(70, reference_number=source.number, reference_item=15)
    assert [(c.item, c.higher_level_item) for c in order_from(source, {16: "1"}, items=[there])] == [(80, 70)]


def test_alternatives_stay_alternatives_in_a_quotation() -> None:
    source = inquiry(*(item(n, item_category="AFN", alternative_to=5 if n > 5 else 0) for n in (5, 6, 7)))
    rules, target = control("IN", "QT"), quotation()
    lines = propose(source, rules, CATEGORIES, TODAY)
    assert proposed(lines) == {5: 5}

    def copied(*numbers: int) -> list[tuple[int, int]]:
        copies = copy_items(source, target, rules, QUOTATION, lines, {n: Decimal(5) for n in numbers})
        return [(copy.item, copy.alternative_to) for copy in copies]

    assert copied(5, 6, 7) == [(10, 0), (20, 10), (30, 10)]
    assert copied(6, 7) == [(10, 0), (20, 10)]
    assert copied(7) == [(10, 0)]


def test_an_order_takes_one_of_the_alternatives() -> None:
    source = quotation(item(10), item(20, alternative_to=10), item(30, alternative_to=10))
    assert [(c.material, c.alternative_to) for c in order_from(source, {20: "5"})] == [("M-20", 0)]
    assert refused(source, {10: "1", 20: "1"}) == ("only-one-of-alternatives", "items[1].quantity")
    assert refused(source, {20: "1", 30: "1"}) == ("only-one-of-alternatives", "items[2].quantity")


def test_the_choice_between_alternatives_is_made_once() -> None:
    ordered = quotation(item(10), item(20, "5", alternative_to=10, referenced_quantity="2"))
    ordered.items.append(item(30, alternative_to=10))
    lines = propose(ordered, TO_ORDER, CATEGORIES, TODAY)
    assert [line.reason for line in lines] == ["source-item-complete", "", "source-item-complete"]
    assert proposed(lines) == {20: 3}
    used_up = quotation(item(10, referenced_quantity="5"), item(20, alternative_to=10))
    assert [line.reason for line in propose(used_up, TO_ORDER, CATEGORIES, TODAY)] == ["source-item-complete"] * 2


def test_the_header_brings_what_the_clerk_has_not_entered() -> None:
    source = quotation(
        customer_reference="A-4711", sales_office="N001", valid_from=TODAY,
        delivery_block="01", requested_delivery_date=TODAY,
        partners=[Partner("SP", "0000001000"), Partner("CP", "7")], texts=[DocumentText("0002", "note")],
    )  # fmt: skip
    target = new_order(sales_office="S001")
    copy_header(source, target, TO_ORDER, ORDER, TODAY)
    assert (target.sold_to, target.customer_reference, target.sales_office) == ("0000001000", "A-4711", "S001")
    assert (target.valid_from, target.valid_to, target.delivery_block) == (None, None, "")
    assert target.requested_delivery_date == date(2026, 11, 26)
    assert [row.function for row in target.partners] == ["SP", "CP"]
    assert target.texts == source.texts
    assert target.texts[0] is not source.texts[0]


def test_a_further_reference_leaves_the_header_alone() -> None:
    target = new_order(sold_to="0000001000", items=[item(10, reference_number="0020000007")])
    copy_header(quotation(customer_reference="other"), target, TO_ORDER, ORDER, TODAY)
    assert target.customer_reference == ""


CONDITIONS = [
    Condition(condition_type="PR00", condition_class=ConditionClass.PRICE),
    Condition(condition_type="RA00", origin=Origin.MANUAL),
    Condition(condition_type="HA00", origin=Origin.HEADER),
    Condition(condition_type="KF00"),
    Condition(condition_type="MWST", condition_class=ConditionClass.TAX),
    Condition(text="Net value", subtotal=True),
]


@pytest.mark.parametrize(
    ("pricing_type", "kept"),
    [
        ("A", ["PR00", "RA00", "KF00", "MWST"]),
        ("B", []),
        ("C", ["RA00"]),
        ("D", ["PR00", "RA00", "KF00", "MWST"]),
        ("G", ["PR00", "RA00", "KF00"]),
        ("H", ["PR00", "RA00", "MWST"]),
    ],
)
def test_the_pricing_type_says_which_conditions_come_along(pricing_type: str, kept: list[str]) -> None:
    conditions = kept_conditions(CONDITIONS, PricingType(pricing_type), {"KF00"})
    assert [row.condition_type for row in conditions] == kept
    assert all(row.origin is (Origin.MANUAL if row.condition_type == "RA00" else Origin.COPIED) for row in conditions)
    assert CONDITIONS[0].origin is Origin.AUTOMATIC


@pytest.mark.parametrize(("pricing_type", "day", "priced_for"), [("B", None, ()), ("G", date(2026, 10, 1), ("G",))])
def test_kept_prices_keep_their_date(pricing_type: str, day: date | None, priced_for: tuple[str, ...]) -> None:
    source = quotation(item(10, priced_for=("M",)), pricing_date=date(2026, 10, 1))
    rules = control("QT", "OR", pricing_type=PricingType(pricing_type))
    lines = propose(source, rules, CATEGORIES, TODAY)
    copy = copy_items(source, new_order(), rules, ORDER, lines, proposed(lines))[0]
    assert (copy.pricing_date, copy.priced_for) == (day, priced_for)


def test_header_conditions_come_once_unless_everything_is_priced_anew() -> None:
    source, target = quotation(item(10), conditions=[Condition(condition_type="HA00")]), new_order()
    copy_header_conditions(source, target, control("QT", "OR", pricing_type=PricingType.NEW))
    assert target.conditions == []
    copy_header_conditions(source, target, TO_ORDER)
    copy_header_conditions(source, target, TO_ORDER)
    assert target.conditions == source.conditions
    assert target.conditions[0] is not source.conditions[0]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), min_size=1, max_size=6))
def test_the_proposal_is_always_accepted_and_never_exceeds_what_is_open(rows: list[tuple[int, int, bool]]) -> None:
    source = quotation(
        *(
            item(10 * n, str(quantity), referenced_quantity=str(used), rejection_reason="03" if rejected else "")
            for n, (quantity, used, rejected) in enumerate(rows, 1)
        )
    )
    lines: list[OpenItem] = propose(source, TO_ORDER, CATEGORIES, TODAY)
    choice = proposed(lines)
    copies = copy_items(source, new_order(), TO_ORDER, ORDER, lines, choice) if choice else []
    assert sum(c.quantity for c in copies) == sum(max(0, q - u) for q, u, rejected in rows if not rejected)
    assert len({c.item for c in copies}) == len(copies)


def test_an_inquiry_may_be_copied_into_another() -> None:
    source, target = inquiry(item(10, item_category="AFN")), SalesDocument(category=Category.INQUIRY)
    rules = control("IN", "IN", counts=False)
    lines = propose(source, rules, CATEGORIES, TODAY)
    assert copy_items(source, target, rules, INQUIRY, lines, proposed(lines))[0].item_category == "AFN"
