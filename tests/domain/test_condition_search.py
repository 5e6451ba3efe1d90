"""Which conditions an item gets by itself."""

from decimal import Decimal
from typing import Any

import pytest

from sdtui.domain.condition_search import Facts, Read, accesses_for, determine
from sdtui.domain.conditions import Access, Condition, ConditionRecord, Inactive, ScaleType
from tests.domain.pricing_samples import RVAA01, record, steps

FACTS = {
    "sales_org": "1000",
    "channel": "10",
    "division": "00",
    "customer": "0000001000",
    "material": "M-100",
    "price_list": "01",
    "price_group": "02",
    "currency": "PLN",
    "base_unit": "PC",
    "country": "PL",
    "customer_tax_class": "1",
    "material_tax_class": "1",
    "plant": "1000",
    "priced": "X",
    "cost": "78.40",
    "cash_discount": "2",
}


def facts(**other: str) -> Facts:
    return FACTS | other


def reading(*records: ConditionRecord) -> Read:
    """A store that has one record for each type and table, whatever the key."""

    def read(code: str, access: Access, key: tuple[str, ...]) -> ConditionRecord | None:
        return next((row for row in records if (row.condition_type, row.table) == (code, access.table)), None)

    return read


def determined(*records: ConditionRecord, **other: str) -> dict[str, Condition]:
    return {row.condition_type: row for row in determine(RVAA01, facts(**other), reading(*records))}


def keys(**other: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(code, access.table, key) for code, access, key in accesses_for(RVAA01, facts(**other))]


def test_the_accesses_of_a_price_go_from_the_most_special_to_the_most_general() -> None:
    assert [row for row in keys() if row[0] == "PR00"] == [
        ("PR00", "005", ("1000", "10", "0000001000", "M-100")),
        ("PR00", "006", ("1000", "10", "01", "PLN", "M-100")),
        ("PR00", "004", ("1000", "10", "M-100")),
    ]


def test_a_key_that_the_facts_do_not_fill_is_not_asked_for() -> None:
    assert [table for code, table, _ in keys(price_list="") if code == "PR00"] == ["005", "004"]
    assert [row for row in keys(price_group="") if row[0] == "K020"] == []


def test_tax_is_domestic_or_crosses_the_border() -> None:
    assert [row for row in keys() if row[0] == "MWST"] == [("MWST", "002", ("PL", "1", "1"))]
    abroad = keys(country="", departure_country="DE", destination_country="PL")
    assert [row for row in abroad if row[0] == "MWST"] == [("MWST", "011", ("DE", "PL", "1", "1"))]


@pytest.mark.parametrize(("tables", "rate"), [("005 006 004", 5), ("006 004", 6), ("004", 4)])
def test_the_first_hit_counts(tables: str, rate: int) -> None:
    rows = [record("PR00", table, table[-1]) for table in tables.split()]
    price = determined(*rows)["PR00"]
    assert (price.rate, price.table, price.reason) == (rate, tables[:3], f"A{tables[:3]}")


def test_a_condition_keeps_what_its_record_says() -> None:
    row = record("PR00", "004", "349", currency="EUR", per=100, unit="PC", record=4711)
    price = determined(row)["PR00"]
    assert (price.step, price.rate, price.automatic_rate) == (11, 349, 349)
    assert (price.currency, price.per, price.unit, price.source) == ("EUR", 100, "PC", "A004 4711")


def test_a_discount_lowers_and_freight_raises_whatever_the_record_says() -> None:
    rows = record("K007", "007", "5"), record("KF00", "004", "-0.8", scales=steps(("10", "-0.7"), ("1", "-0.8")))
    found = determined(*rows)
    assert (found["K007"].rate, found["K007"].currency) == (-5, "%")
    assert (found["KF00"].rate, found["KF00"].scales) == (Decimal("0.8"), steps(("1", "0.8"), ("10", "0.7")))
    assert found["KF00"].scale_type is ScaleType.FROM


def test_what_has_to_be_there_and_is_not_leaves_a_line() -> None:
    found = determined()
    assert {code for code, row in found.items() if row.missing} == {"PR00", "MWST"}
    price = found["PR00"]
    assert (price.rate, price.currency, price.unit, price.inactive) == (0, "PLN", "PC", Inactive.ERROR)
    assert found["MWST"].currency == "%"


def test_a_price_of_nothing_is_not_a_missing_one() -> None:
    assert not determined(record("PR00", "004", "0"))["PR00"].missing


def test_cost_and_cash_discount_come_from_the_item() -> None:
    found = determined()
    assert (found["VPRS"].rate, found["VPRS"].unit, found["VPRS"].reason) == (Decimal("78.40"), "PC", "cost")
    assert (found["SKTO"].rate, found["SKTO"].currency, found["SKTO"].reason) == (-2, "%", "payment-terms")
    assert {"VPRS", "SKTO"}.isdisjoint(determined(cost="0.0000", cash_discount="0"))


@pytest.mark.parametrize(
    ("other", "left"),
    [
        ({"priced": ""}, {"VPRS"}),
        ({"priced": "", "material": ""}, set[str]()),
        ({"plant": ""}, {"PR00", "SKTO", "VPRS"}),
    ],
)
def test_requirements_leave_conditions_out(other: dict[str, str], left: set[str]) -> None:
    assert set(determined(**other)) == left


def test_nothing_is_found_for_nothing() -> None:
    nothing: dict[str, Any] = {}
    assert determine(RVAA01, nothing, reading()) == []
    assert list(accesses_for(RVAA01, nothing)) == []


def test_manual_steps_are_not_looked_for() -> None:
    assert {code for code, _, _ in keys()}.isdisjoint({"PB00", "PN00", "RA00", "HA00"})
