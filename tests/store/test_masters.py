"""Customers, materials and condition records: loaded in bulk, read whole, found by words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sdtui.domain.condition_maintenance import Wanted
from sdtui.domain.conditions import ConditionRecord, Scale
from sdtui.domain.customer import ContactPerson, Customer, CustomerPartner, CustomerSalesArea, CustomerTax
from sdtui.domain.material import (
    Material,
    MaterialPlant,
    MaterialSales,
    MaterialTax,
    MaterialText,
    MaterialUnit,
    MaterialValuation,
)
from sdtui.domain.sales_document import Category
from sdtui.store import condition_records, customers, document_search, materials
from sdtui.store.search import area_tag
from sdtui.store.unit import Unit
from tests.store.samples import sales_document, save

AREA = ("1000", "10", "00")


def bike_zone() -> Customer:
    return Customer(
        "0000001000",
        "The Bike Zone",
        city="Orlando",
        country="US",
        phone="+1 407 555 0100",
        vat_number="US123",
        sales_areas=[CustomerSalesArea(*AREA, payment_terms="0001", probability=80)],
        partners=[
            CustomerPartner(*AREA, "SH", 0, "0000001000", default=True),
            CustomerPartner(*AREA, "SH", 1, "0000002000"),
        ],
        taxes=[CustomerTax("US", tax_class="1")],
        contacts=[ContactPerson("0000000007", "Miller", "Ann", phone="1")],
    )


OTHERS = [
    Customer("0000002000", "Philly Bikes", city="Philadelphia", country="US", sales_areas=[CustomerSalesArea(*AREA)]),
    Customer("0000010001", "Łożyska Śląsk", "Müller & Søn", city="Łódź", country="PL"),
    Customer("KOWALSKI", "100% Rowery_x", city="Straße", country="DE"),
    Customer("0000000009", "Gone Bikes", deletion_flag=True),
]


@pytest.fixture
def stocked(unit: Unit) -> Unit:
    customers.insert(unit, [bike_zone(), *OTHERS])
    materials.insert(unit, [bike(), *PARTS])
    return unit


def test_a_customer_comes_back_whole(stocked: Unit) -> None:
    assert customers.load(stocked, "0000001000") == bike_zone()
    assert customers.load(stocked, "0000007777") is None
    assert customers.load_many(stocked, []) == {}
    assert list(customers.load_many(stocked, ["KOWALSKI", "0000001000", "x"])) == ["0000001000", "KOWALSKI"]


def test_a_customer_is_replaced_whole(stocked: Unit) -> None:
    changed = bike_zone()
    changed.name, changed.partners = "Zone of Bikes", changed.partners[1:]
    customers.put(stocked, [changed, Customer("0000003000", "New")])
    assert customers.load(stocked, "0000001000") == changed
    assert [hit.number for hit in customers.search_customers(stocked, "zone of")] == ["0000001000"]
    assert customers.load(stocked, "0000003000") == Customer("0000003000", "New")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("phil us", ["0000002000"]),
        ("BIKE", ["0000000009", "0000002000", "0000001000"]),
        ("lozyska SLASK", ["0000010001"]),
        ("łódź", ["0000010001"]),
        ("muller son", ["0000010001"]),
        ("strasse", ["KOWALSKI"]),
        ("1000", ["0000001000", "0000010001"]),
        ("4075550100", ["0000001000"]),
        ("b+ke*zone", ["0000001000"]),
        ("100%", ["KOWALSKI"]),
        ("y_x", ["KOWALSKI"]),
        ("bike paris", []),
        ("gone", ["0000000009"]),
        ("us123", ["0000001000"]),
    ],
)
def test_customers_are_found_by_words(stocked: Unit, text: str, numbers: list[str]) -> None:
    assert [hit.number for hit in customers.search_customers(stocked, text)] == numbers


def test_customers_are_found_in_a_sales_area(stocked: Unit) -> None:
    assert len(customers.search_customers(stocked, "", [{area_tag(*AREA)}])) == 2
    assert customers.search_customers(stocked, "*", [{area_tag("2000", "10", "00")}]) == []
    assert len(customers.search_customers(stocked, "*", limit=3)) == 3
    assert customers.search_customers(stocked, "gone", [{customers.IN_USE}]) == []
    hit = customers.search_customers(stocked, "zone")[0]
    assert (hit.name, hit.city, hit.phone) == ("The Bike Zone", "Orlando", "+1 407 555 0100")


def bike() -> Material:
    return Material(
        "DXTR1",
        material_group="BIKES",
        base_unit="PC",
        gross_weight=Decimal("12.5"),
        weight_unit="KG",
        texts=[
            MaterialText("DE", "Tourenrad, schwarz"),
            MaterialText("EN", "Deluxe touring bike, black", "A fine bike.\nRides itself."),
        ],
        sales=[MaterialSales("1000", "10", sales_unit="BOX", minimum_quantity=Decimal("0.5"))],
        plants=[MaterialPlant("1000", replenishment_days=5, stock=Decimal(17))],
        valuations=[MaterialValuation("1000", "V", Decimal(0), Decimal("1400.1234"), 10, "USD")],
        units=[MaterialUnit("BOX", 12)],
        taxes=[MaterialTax("US", tax_class="1")],
    )


PARTS = [
    Material("000000000000004711", base_unit="PC", texts=[MaterialText("EN", "Bell")]),
    Material("HELM", base_unit="PC", texts=[MaterialText("PL", "Kask rowerowy")]),
]


def test_a_material_comes_back_whole(stocked: Unit) -> None:
    found = materials.load(stocked, "DXTR1")
    assert found
    assert found == bike()
    assert found.conversion("BOX") == (12, 1)
    assert found.conversion("PC") == (1, 1)
    assert found.conversion("KG") is None
    assert [found.description(language) for language in ("DE", "PL")] == [
        "Tourenrad, schwarz",
        found.texts[1].description,
    ]
    changed = bike()
    changed.units = []
    materials.put(stocked, [changed])
    assert materials.load_many(stocked, ["DXTR1", "HELM"])["DXTR1"] == changed


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("touring", "DE", [("DXTR1", "Tourenrad, schwarz")]),
        ("touring black", "PL", [("DXTR1", "Deluxe touring bike, black")]),
        ("4711", "EN", [("000000000000004711", "Bell")]),
        ("rowerowy", "EN", [("HELM", "")]),
        ("dx*", "EN", [("DXTR1", "Deluxe touring bike, black")]),
    ],
)
def test_materials_are_found_by_words(stocked: Unit, text: str, language: str, found: list[tuple[str, str]]) -> None:
    hits = materials.search_materials(stocked, text, language)
    assert [(hit.number, hit.description) for hit in hits] == found


def test_materials_are_found_where_they_are_sold(stocked: Unit) -> None:
    here, elsewhere = ({materials.sold_tag("1000", channel)} for channel in ("10", "20"))
    assert [hit.number for hit in materials.search_materials(stocked, "", "EN", [here])] == ["DXTR1"]
    assert materials.search_materials(stocked, "", "EN", [elsewhere]) == []


def test_documents_are_found_by_words_latest_first(unit: Unit) -> None:
    first = save(unit, sales_document(customer_reference="Tender ÄÖ"))
    second = save(unit, sales_document(category=Category.ORDER))
    found = document_search.search_documents(unit, "lodz rowery")
    assert [hit.number for hit in found] == [second.number, first.number]
    assert found[1].sold_to_name == "Łódź Rowery"
    assert [hit.number for hit in document_search.search_documents(unit, "tender ao")] == [first.number]
    assert [hit.number for hit in document_search.search_documents(unit, first.number.lstrip("0"))] == [first.number]
    tags = [{document_search.category_tag(Category.ORDER)}, {document_search.sold_to_tag("0000001000")}]
    orders = document_search.search_documents(unit, tags=tags, limit=1)
    assert [hit.number for hit in orders] == [second.number]


def record(key: tuple[str, ...], start: date, end: date, rate: str, **facts: object) -> ConditionRecord:
    return ConditionRecord(0, "PR00", "305", key, start, end, Decimal(rate), "USD", unit="PC", **facts)  # pyright: ignore[reportArgumentType]


YEAR = (date(2026, 1, 1), date(2026, 12, 31))
KEY = ("1000", "a/b\\c", "DXTR1")


def test_the_record_valid_on_the_day_is_found(unit: Unit) -> None:
    scales = (Scale(Decimal(10), Decimal("95.5")), Scale(Decimal(100), Decimal(90)))
    old, new = condition_records.insert(
        unit, [record(KEY, *YEAR, "100"), record(KEY, date(2026, 7, 1), YEAR[1], "99", scales=scales, scale_type="A")]
    )
    assert condition_records.find(unit, "PR00", "305", KEY, date(2026, 6, 30)) == old
    assert condition_records.find(unit, "PR00", "305", KEY, date(2026, 7, 1)) == new
    assert condition_records.find(unit, "PR00", "305", KEY, date(2027, 1, 1)) is None
    assert condition_records.find(unit, "PR00", "304", KEY, date(2026, 7, 1)) is None
    assert condition_records.find(unit, "PR00", "305", ("1000", "a", "b\\c", "DXTR1"), date(2026, 7, 1)) is None


def test_records_are_selected_by_parts_of_their_key(unit: Unit) -> None:
    keys = [("1000", "10", "M-1"), ("1000", "10", "M-2"), ("1000", "100", "M-1"), ("2000", "10", "M-1/x")]
    stored = condition_records.insert(unit, [record(key, *YEAR, "1") for key in keys])
    ended = condition_records.insert(unit, [record(keys[0], date(2020, 1, 1), date(2025, 12, 31), "2")])[0]
    (flagged,) = condition_records.insert(unit, [record(keys[1], *YEAR, "3", deletion_flag=True)])

    def selected(*parts: Wanted, **facts: Any) -> list[int]:
        return [one.record for one in condition_records.select_records(unit, "PR00", "305", parts, **facts)]

    all_of_it, day = (Wanted(), Wanted(), Wanted()), YEAR[0]
    numbers = [one.record for one in stored]
    assert selected(*all_of_it, on=day) == numbers
    assert selected(*all_of_it) == [ended.record, *numbers]
    assert selected(*all_of_it, on=day, flagged=True) == [*numbers[:2], flagged.record, *numbers[2:]]
    assert selected(Wanted("1000"), Wanted("10"), Wanted(), on=day) == numbers[:2]
    assert selected(Wanted("1000"), Wanted("10"), Wanted("M-2"), on=day) == numbers[1:2]
    assert selected(Wanted(), Wanted("10"), Wanted("M-*"), on=day) == [numbers[0], numbers[1], numbers[3]]
    assert selected(Wanted("2000"), Wanted("10"), Wanted("M-1/x"), on=day) == numbers[3:]
    assert selected(Wanted("1000"), Wanted(), Wanted("M-2", "M-9"), on=day) == numbers[1:2]
    assert selected(*all_of_it, on=day, limit=2) == numbers[:2]
    assert condition_records.select_records(unit, "PR00", "304", all_of_it) == []


def test_many_records_are_found_at_once(unit: Unit) -> None:
    keys = [("1000", str(number), "M") for number in range(300)]
    condition_records.insert(unit, [record(key, *YEAR, "1") for key in keys[:200]])
    wanted = [("PR00", access, key) for key in keys for access in ("304", "305")]
    found = condition_records.find_many(unit, wanted, date(2026, 6, 1))
    assert set(found) == {("PR00", "305", key) for key in keys[:200]}
    assert condition_records.find_many(unit, [], YEAR[0]) == {}


def test_records_are_changed_and_marked(unit: Unit) -> None:
    (kept,) = condition_records.insert(unit, [record(KEY, *YEAR, "100", scales=(Scale(Decimal(1), Decimal(2)),))])
    limit = Decimal("0.5")
    changed = ConditionRecord(kept.record, "PR00", "305", KEY, *YEAR, Decimal(101), lower_limit=limit)
    condition_records.update(unit, changed)
    assert condition_records.load(unit, kept.record) == changed
    assert condition_records.of_places(unit, [("PR00", "305", KEY), ("PR00", "304", KEY)]) == [changed]
    assert condition_records.of_places(unit, []) == []
    flagged = replace(changed, deletion_flag=True)
    condition_records.update(unit, flagged)
    assert condition_records.find(unit, "PR00", "305", KEY, YEAR[0]) is None
    assert condition_records.load(unit, kept.record) == flagged
    assert condition_records.load(unit, 0) is None
