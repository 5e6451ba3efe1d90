"""Every change a clerk makes leaves its trace, and nothing that the rules derive does."""

from copy import deepcopy
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sdtui.domain.conditions import Condition, Origin
from sdtui.domain.customer import Customer, CustomerSalesArea
from sdtui.domain.sales_document import Partner, Status
from sdtui.store import changes
from sdtui.store.changes import Change, ChangeDocument, Wanted
from sdtui.store.stamp import Stamp
from sdtui.store.unit import Unit
from tests.store.samples import NOON, sales_document, sales_item, stamp


def test_a_creation_is_one_entry() -> None:
    assert changes.differences(None, sales_document(number="0020000000")) == [Change("I", "header", new="0020000000")]


def test_nothing_changed_gives_nothing() -> None:
    assert changes.differences(sales_document(), sales_document()) == []


def test_each_place_of_a_document_is_named() -> None:
    before, after = sales_document(items=3), sales_document(items=3)
    after.valid_to = None
    after.complete_delivery = True
    after.items[0].quantity = Decimal("7.500")
    after.items[0].rejection_reason = "01"
    del after.items[1]
    after.items.append(sales_item(40))
    after.partners[1].number = "0000003000"
    after.partners.append(Partner("CP", "0000000007"))
    after.items[0].texts[0].text = "White\nas snow"
    after.conditions[0].rate = Decimal(-3)
    assert changes.differences(before, after) == [
        Change("U", "header", field="valid_to", old="2026-12-24"),
        Change("U", "header", field="complete_delivery", new="X"),
        Change("U", "item", 10, field="quantity", old="5", new="7.5"),
        Change("U", "item", 10, field="rejection_reason", new="01"),
        Change("U", "text", 10, "0001/PL", "text", "Black as the night", "White\nas snow"),
        Change("D", "item", 20),
        Change("I", "item", 40),
        Change("I", "partner", row="CP"),
        Change("U", "partner", row="SH", field="number", old="0000001000", new="0000003000"),
        Change("U", "condition", row="800/0/HA00", field="rate", old="-2.5", new="-3"),
    ]


def test_what_the_rules_derive_is_left_out() -> None:
    before, after = sales_document(), sales_document()
    after.net_value = Decimal(1)
    after.overall_status = Status.COMPLETE
    after.items[0].priced_for = ()
    after.items[0].conditions[0].rate = Decimal(2)
    after.items[0].conditions.pop(0)
    assert changes.differences(before, after) == []


def test_conditions_that_a_clerk_entered_or_changed_are_not_left_out() -> None:
    before, after = sales_document(items=1, conditions=1), sales_document(items=1, conditions=1)
    before.items[0].conditions[0].automatic_rate = None
    after.items[0].conditions[0].automatic_rate = Decimal(3000)
    after.items[0].conditions[0].rate = Decimal(2500)
    after.items[0].conditions.append(Condition(step=100, condition_type="K007", origin=Origin.MANUAL))
    assert changes.differences(before, after) == [
        Change("U", "condition", 10, "0/0/PR00", "rate", "3000.1234", "2500"),
        Change("I", "condition", 10, "100/0/K007"),
    ]


def test_rows_of_the_same_key_are_compared_in_their_order() -> None:
    before, after = sales_document(), sales_document()
    for document in (before, after):
        document.partners += [Partner("CP", "0000000007"), Partner("CP", "0000000008")]
    after.partners.pop()
    assert changes.differences(before, after) == [Change("D", "partner", row="CP")]


def test_masters_are_compared_too() -> None:
    before = Customer("0000001000", "Old", sales_areas=[CustomerSalesArea("1000", "10", "00")])
    after = deepcopy(before)
    after.name, after.sales_areas[0].payment_terms = "New", "0002"
    assert changes.differences(before, after) == [
        Change("U", "header", field="name", old="Old", new="New"),
        Change("U", "sales_area", row="1000/10/00", field="payment_terms", new="0002"),
    ]


def test_every_field_that_is_named_as_derived_exists() -> None:
    for kind, names in changes._DERIVED.items():
        assert names <= {field.name for field in fields(kind)}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "X"),
        (False, ""),
        (Decimal(100), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.50"), "-0.5"),
        (Decimal("0.00"), "0"),
        (date(2026, 11, 24), "2026-11-24"),
        (Status.OPEN, "A"),
        (7, "7"),
    ],
)
def test_the_stored_form(value: object, text: str) -> None:
    assert changes.stored_form(value) == text


def test_changes_are_kept_and_read_oldest_first(unit: Unit) -> None:
    before, after = sales_document(), sales_document(description="'; DROP TABLE -- \x1b]52;c;\u202e")
    changes.write(unit, "sales_document", "1", changes.differences(None, before), stamp("ANNA", "VA21"))
    changes.write(unit, "sales_document", "1", changes.differences(before, after), stamp("BERND", "VA22"))
    changes.write(unit, "sales_document", "1", [], stamp())
    changes.write(unit, "sales_document", "2", changes.differences(None, before), stamp())
    assert changes.read(unit, "sales_document", "1") == [
        ChangeDocument("ANNA", NOON, "VA21", (Change("I", "header"),), "sales_document", "1"),
        ChangeDocument(
            "BERND",
            NOON,
            "VA22",
            (Change("U", "header", field="description", new=after.description),),
            "sales_document",
            "1",
        ),
    ]


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        (Wanted(), ["3", "2", "1"]),
        (Wanted("customer"), ["3"]),
        (Wanted(user="BERND"), ["3", "2"]),
        (Wanted(user="BERND", transaction="VA22"), ["2"]),
        (Wanted(since=NOON + timedelta(days=1)), ["3", "2"]),
        (Wanted(until=NOON + timedelta(days=1)), ["2", "1"]),
        (Wanted("sales_document", ("9",)), []),
    ],
)
def test_they_are_found_by_what_who_and_when(unit: Unit, wanted: Wanted, keys: list[str]) -> None:
    changed = [Change("U", "header", field="description", new="x"), Change("I", "item", 10)]
    for day, (of, key, user, tcode) in enumerate(
        (
            ("sales_document", "1", "ANNA", "VA22"),
            ("sales_document", "2", "BERND", "VA22"),
            ("customer", "3", "BERND", "VD02"),
        )
    ):
        changes.write(unit, of, key, changed, Stamp(user, NOON + timedelta(days=day), tcode, f"save-{day}"))
    found = changes.find(unit, wanted)
    assert [document.key for document in found] == keys
    assert all(document.changes == tuple(changed) for document in found)
    assert changes.find(unit, wanted, limit=1) == found[:1]


def test_a_document_without_changes_has_none(unit: Unit) -> None:
    assert changes.read(unit, "sales_document", "1") == []
