"""The views of a material and what is checked of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sdtui.domain.customizing_model import Customizing
from sdtui.domain.material import Material, MaterialPlant, MaterialSales, MaterialTax, MaterialUnit, MaterialValuation
from sdtui.domain.material_check import MaterialCheck, Used, sale_finding
from sdtui.domain.material_views import Levels, View, first_levels, following_base_unit, maintained, open_views
from tests.company import customizing as delivered

HERE = Levels("1000", "1000", "10")
ALL = list(View)
UNUSED = Used()


@pytest.fixture(scope="module")
def customizing() -> Customizing:
    return delivered()[0]


def material(**facts: object) -> Material:
    return Material("M-1", "HAWA", "M", "TOOL", "PC", **facts)  # type: ignore[arg-type]


def test_levels_are_only_those_that_a_view_needs() -> None:
    assert HERE.needed([View.SALES_ORG_2]) == Levels("", "1000", "10")
    assert HERE.needed([View.ACCOUNTING, View.BASIC_DATA]) == Levels("1000")
    assert Levels.names([View.SALES_TEXT]) == ()


def test_views_that_exist_are_those_of_the_type_with_something_in_them(customizing: Customizing) -> None:
    found = material(plants=[MaterialPlant("1000")])
    assert maintained(found, customizing) == [View.BASIC_DATA, View.SALES_TEXT, View.SALES_PLANT]
    assert maintained(Material("C-1", "WETT"), customizing) == [View.BASIC_DATA]


def test_levels_fall_back_to_where_the_material_is() -> None:
    found = material(plants=[MaterialPlant("1100")], sales=[MaterialSales("2000", "12")])
    assert first_levels(found, HERE) == Levels("1100", "2000", "12")
    assert first_levels(found, Levels("1100", "2000", "12")) == Levels("1100", "2000", "12")


def test_what_a_view_begins_with(customizing: Customizing) -> None:
    new = material()
    open_views(new, ALL, HERE, customizing)
    assert new.sales == [MaterialSales("1000", "10", "NORM", delivering_plant="1000")]
    assert new.taxes == [MaterialTax("PL")]
    assert new.valuations == [MaterialValuation("1000", "V", currency="PLN")]
    open_views(new, ALL, HERE, customizing)
    assert (len(new.sales), len(new.plants), len(new.taxes)) == (1, 1, 1)


def test_a_service_begins_with_its_own_item_category_group(customizing: Customizing) -> None:
    new = Material("S-1", "DIEN")
    open_views(new, [View.SALES_ORG_1], HERE, customizing)
    assert new.sales[0].item_category_group == "DIEN"


def test_another_plant_takes_over_what_is_not_its_own(customizing: Customizing) -> None:
    old = material(
        plants=[MaterialPlant("1000", "0001", "02", planned_delivery_days=5, stock=Decimal(9))],
        valuations=[MaterialValuation("1000", "S", Decimal(7), price_per=10, currency="PLN")],
        sales=[MaterialSales("1000", "10", material_status="02", delivering_plant="1000", deletion_flag=True)],
    )
    new = material()
    open_views(new, ALL, Levels("3000", "3000", "12"), customizing, old)
    assert new.plants == [MaterialPlant("3000", "", "02", planned_delivery_days=5)]
    assert new.valuations == [MaterialValuation("3000", "S", price_per=10, currency="USD")]
    assert new.sales == [MaterialSales("3000", "12", delivering_plant="3000")]


def test_sales_units_follow_the_base_unit() -> None:
    before = material(
        sales=[MaterialSales("1000", "10", sales_unit="PC"), MaterialSales("1000", "12", sales_unit="BOX")]
    )
    after = material(sales=before.sales)
    after.base_unit = "EA"
    assert [row.sales_unit for row in following_base_unit(after, before).sales] == ["EA", "BOX"]
    assert [row.sales_unit for row in after.sales] == ["PC", "BOX"]
    assert following_base_unit(before, before) is before


def messages(checked: Material, customizing: Customizing, *, used: Used = UNUSED, saving: bool = True) -> list[str]:
    check = MaterialCheck(customizing, "EN", lambda _: False, used, saving)
    before = material(units=[MaterialUnit("BOX", 10)])
    return [f"{found.message} {found.field}" for found in check.findings(checked, ALL, HERE, before)]


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "refused"),
    [("G", 1, 1000, False), ("TO", 1000, 1, False), ("G", 2, 2000, False), ("G", 1, 100, True), ("BOX", 7, 3, False)],
)
def test_units_of_one_dimension_convert_as_they_do(
    customizing: Customizing, unit: str, numerator: int, denominator: int, *, refused: bool
) -> None:
    checked = material(units=[MaterialUnit(unit, numerator, denominator)])
    checked.base_unit = "KG"
    assert ("factor-not-physical units[0].numerator" in messages(checked, customizing)) == refused


def test_what_documents_use_stays(customizing: Customizing) -> None:
    checked = material()
    checked.base_unit = "EA"
    used = Used(documents=True, units=frozenset({"PC", "BOX"}))
    assert messages(checked, customizing, used=used)[:2] == ["base-unit-used base_unit", "unit-used units[0].unit"]
    assert messages(checked, customizing) == []


def test_what_is_missing_is_asked_for_when_saving_only(customizing: Customizing) -> None:
    checked = material(taxes=[MaterialTax("PL")], valuations=[MaterialValuation("1000", "S")])
    assert messages(checked, customizing) == [
        "required-field taxes[0].tax_class", "price-of-control-missing standard_price",
    ]  # fmt: skip
    assert messages(checked, customizing, saving=False) == []


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, None),
        ({"deletion_flag": True}, "E material-flagged"),
        ({"sales": [MaterialSales("1000", "10", deletion_flag=True)]}, "E material-flagged"),
        ({"sales": [MaterialSales("1000", "10", material_status="01")]}, "W material-status-warns"),
        ({"sales": [MaterialSales("1000", "10", material_status="02")]}, "E material-status-refuses"),
    ],
)
def test_what_stands_against_selling_it(customizing: Customizing, facts: dict[str, object], found: str | None) -> None:
    wanted = material(**facts)
    finding = sale_finding(wanted, wanted.sales_data("1000", "10"), customizing, "items[0].material")
    assert (f"{finding.type} {finding.message}" if finding else None) == found
