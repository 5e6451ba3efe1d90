"""The price of one item: the worked examples to the cent, then what may stand in the way."""

from decimal import Decimal
from typing import Any

import pytest

from sdtui.domain.conditions import Calculation, Condition, Inactive, Origin, ScaleBasis, ScaleType
from sdtui.domain.price_sheet import ItemPrice
from sdtui.domain.sales_document import SalesItem
from tests.domain.pricing_samples import entered, found, goods, line, priced, setting, steps


def pump() -> SalesItem:
    """20 pieces at 62.5 kg with every condition of a full line."""
    return goods(
        10, "20",
        found("PR00", "125.00"), found("K005", "-1.50"), found("K007", "-5"), found("K004", "-2.00"),
        entered("RA01", "-1"), entered("RA00", "-2"), found("KF00", "0.80"), found("MWST", "23"),
        found("SKTO", "-2", record=0), found("VPRS", "78.40", record=0),
        gross_weight=Decimal("62.5"), weight_unit="KG",
    )  # fmt: skip


def shown(price: ItemPrice) -> list[tuple[str, str, str]]:
    """Step, base and value of every line, as they stand in the table; a subtotal has no base."""
    return [
        (
            f"{row.step}/{row.counter}" if row.counter else str(row.step),
            "" if row.subtotal else f"{row.base.normalize():f}",
            f"{row.value}",
        )
        for row in price.conditions
    ]


def test_the_full_line_of_the_standard_procedure() -> None:
    (price,) = priced(pump(), header=[entered("HA00", "-3")])
    assert shown(price) == [
        ("11", "20", "2500.00"),
        ("100", "", "2500.00"),
        ("103", "20", "-30.00"),
        ("104", "2470", "-123.50"),
        ("105", "20", "-40.00"),
        ("110/1", "2500", "-25.00"),
        ("110/2", "2281.5", "-45.63"),
        ("300", "", "-264.13"),
        ("800", "", "2235.87"),
        ("810/1", "2235.87", "-67.08"),
        ("815", "62.5", "50.00"),
        ("900", "", "2218.79"),
        ("915", "2218.79", "510.32"),
        ("920", "", "2729.11"),
        ("930", "2729.11", "-54.58"),
        ("940", "20", "1568.00"),
        ("950", "", "650.79"),
    ]
    assert (price.net_value, price.tax, price.cost) == (Decimal("2218.79"), Decimal("510.32"), Decimal("1568.00"))
    margin = price.conditions[-1]
    assert (margin.rate, margin.currency) == (Decimal("29.33"), "%")
    assert (price.net_price, price.price_per, price.price_unit) == (Decimal("110.94"), 1, "PC")
    assert 20 * price.net_price != price.net_value
    assert all(not row.inactive for row in price.conditions)


def test_seven_boxes_at_a_price_for_a_hundred_pieces() -> None:
    box = goods(10, "7", found("PR00", "349.00", per=100), unit="BOX", numerator=12)
    (price,) = priced(box)
    assert (price.net_value, line(price, "PR00").base) == (Decimal("293.16"), 84)
    assert (price.net_price, price.price_per, price.price_unit) == (Decimal("349.00"), 100, "PC")


@pytest.mark.parametrize(
    ("facts", "price", "value"),
    [
        ({"unit": "PC"}, {"unit": "BOX", "numerator": 12}, "20.00"),  # 24 PC at 10.00 a box
        ({"unit": "BOX", "numerator": 12}, {"unit": "BOX"}, "240.00"),
        ({"unit": "BOX", "numerator": 12}, {"unit": ""}, "240.00"),
        ({"unit": "CAR", "numerator": 48}, {"unit": "BOX", "numerator": 12}, "960.00"),
        ({"unit": "ROL", "numerator": 5, "denominator": 2}, {"unit": "PC"}, "600.00"),
        ({"unit": "G", "base_unit": "G"}, {"unit": "KG"}, "0.24"),
    ],
)
def test_a_price_counts_in_its_own_unit(facts: dict[str, object], price: dict[str, Any], value: str) -> None:
    item = goods(10, "24", found("PR00", "10.00", **price), **facts)
    assert priced(item)[0].net_value == Decimal(value)


def test_a_price_in_a_unit_that_the_material_does_not_have_is_missing() -> None:
    (price,) = priced(goods(10, "24", found("PR00", "10.00", unit="BOX"), found("RA00", "-2")))
    row = line(price, "PR00")
    assert (row.inactive, row.reason, row.value) == (Inactive.ERROR, "unit-not-convertible", 0)
    assert (price.price_missing, price.net_value) == (True, 0)


# Halves that 28 digits miss after a division that does not come out even.
@pytest.mark.parametrize(
    ("quantity", "numerator", "rate", "per", "value"),
    [("65231", 24, "188.40", 10, "51206.34"), ("85105", 3, "192.99", 10, "547480.47"), ("1", 3, "0.015", 1, "0.01")],
)
def test_half_a_cent_is_rounded_up_whatever_was_divided(
    quantity: str, numerator: int, rate: str, per: int, value: str
) -> None:
    item = goods(10, quantity, found("PR00", rate, per=per, unit="BOX", numerator=numerator))
    assert priced(item)[0].net_value == Decimal(value)


def test_every_line_is_rounded_before_the_next_one_reads_it() -> None:
    (price,) = priced(goods(10, "1", found("PR00", "10.05"), found("K007", "-10"), found("K020", "-10")))
    assert [line(price, code).value for code in ("K007", "K020")] == [Decimal("-1.01"), Decimal("-0.90")]
    assert price.net_value == Decimal("8.14")


def test_nothing_has_no_minus() -> None:
    (price,) = priced(goods(10, "0", found("PR00", "10"), found("K007", "-5"), found("MWST", "23")))
    assert [str(row.value) for row in price.conditions if not row.subtotal] == ["0.00", "0.00", "0.00"]
    assert (price.net_value, price.net_price, price.price_missing) == (0, 0, False)


def test_two_percentages_at_one_step_follow_each_other() -> None:
    (price,) = priced(goods(10, "1", found("PR00", "100"), entered("RA00", "-10"), entered("RA00", "-10")))
    assert price.net_value == Decimal("81.00")


# --- prices by hand --------------------------------------------------------------------------------------------------
def test_an_overwritten_price_counts() -> None:
    row = found("PR00", "125.00")
    row.rate, row.origin = Decimal("119.90"), Origin.MANUAL
    (price,) = priced(goods(10, "20", row))
    assert (price.net_value, row.reason) == (Decimal("2398.00"), "changed")


def test_a_price_that_was_added_puts_the_one_that_was_found_aside() -> None:
    (price,) = priced(goods(10, "2", found("PR00", "125.00"), entered("PR00", "100.00")))
    first, second = (row for row in price.conditions if row.condition_type == "PR00")
    assert (first.inactive, first.reason) == (Inactive.MANUAL, "manual-counts")
    assert (second.inactive, second.reason) == (Inactive.NO, "manual")
    assert price.net_value == Decimal("200.00")


def test_freight_by_hand_is_not_added_to_what_was_found() -> None:
    (price,) = priced(
        goods(10, "2", found("KF00", "3"), entered("KF00", "5"), gross_weight=Decimal(10), weight_unit="KG")
    )
    assert [(row.inactive, row.value) for row in price.conditions if row.condition_type == "KF00"] == [
        ("M", 30),
        ("", 50),
    ]
    assert price.net_value == 50


def test_a_manual_price_takes_the_place_of_the_list_price() -> None:
    (price,) = priced(goods(10, "2", found("PR00", "125.00"), entered("PB00", "90.00"), entered("RA01", "-10")))
    row = line(price, "PR00")
    assert (row.inactive, row.reason, row.value) == (Inactive.LATER_PRICE, "later-price", Decimal("250.00"))
    assert line(price, "RA01").base == 180
    assert (price.net_value, price.net_price) == (Decimal("162.00"), Decimal("81.00"))


def test_a_net_price_switches_off_all_that_stands_before_it() -> None:
    item = goods(10, "2", found("PR00", "125.00"), found("K007", "-5"), entered("RB00", "-3"), entered("PN00", "80"))
    (price,) = priced(item, header=[entered("HA00", "-10")])
    assert {code: line(price, code).inactive for code in ("PR00", "K007", "RB00", "PN00", "HA00")} == {
        "PR00": "Y", "K007": "Y", "RB00": "Y", "PN00": "", "HA00": "",
    }  # fmt: skip
    assert price.net_value == Decimal("144.00")


def test_a_manual_price_is_enough_where_none_was_found() -> None:
    nothing = found("PR00", "0", record=0, table="")
    (price,) = priced(goods(10, "3", nothing))
    assert (price.price_missing, line(price, "PR00").reason, price.net_value) == (True, "missing", 0)
    (price,) = priced(goods(10, "3", nothing, entered("PB00", "7.50")))
    assert (price.price_missing, price.net_value) == (False, Decimal("22.50"))
    nothing.rate, nothing.origin = Decimal(8), Origin.MANUAL
    (price,) = priced(goods(10, "3", nothing))
    assert (price.price_missing, price.net_value) == (False, Decimal("24.00"))


def test_a_price_of_nothing_by_hand_is_a_price() -> None:
    row = found("PR00", "125.00")
    row.rate, row.origin = Decimal(0), Origin.MANUAL
    (price,) = priced(goods(10, "20", row))
    assert (price.net_value, price.price_missing) == (0, False)


# --- currencies, weights, scales -------------------------------------------------------------------------------------
def test_a_record_in_another_currency_is_converted_once_at_the_end() -> None:
    (price,) = priced(goods(10, "3", found("PR00", "10.01", currency="EUR")))
    assert price.net_value == Decimal("128.53")  # 30.03 EUR at 4.28 = 128.5284


def test_without_an_exchange_rate_the_price_is_missing() -> None:
    (price,) = priced(goods(10, "3", found("PR00", "10", currency="USD"), entered("RB00", "-5", currency="CHF")))
    assert [line(price, code).reason for code in ("PR00", "RB00")] == ["no-exchange-rate"] * 2
    assert (price.price_missing, price.net_value) == (True, 0)


def test_a_currency_without_decimals_is_rounded_to_whole_units() -> None:
    item = goods(10, "3", found("PR00", "1.35"), found("K007", "-5"), found("MWST", "10"))
    (price,) = priced(item, at=setting("JPY", 0))
    assert [line(price, code).value for code in ("PR00", "K007", "MWST")] == [152, -8, 14]
    assert [str(amount) for amount in (price.net_value, price.tax)] == ["144", "14"]


@pytest.mark.parametrize(
    ("facts", "value", "reason"),
    [
        ({"gross_weight": Decimal("62.5"), "weight_unit": "KG"}, "50.00", "A004"),
        ({"gross_weight": Decimal(240), "weight_unit": "G"}, "0.19", "A004"),
        ({"gross_weight": Decimal(5), "weight_unit": "LB"}, "0", "unit-not-convertible"),
        ({}, "0.00", "A004"),
    ],
)
def test_freight_by_weight(facts: dict[str, object], value: str, reason: str) -> None:
    (price,) = priced(goods(10, "20", found("KF00", "0.80"), **facts))
    assert (line(price, "KF00").value, line(price, "KF00").reason) == (Decimal(value), reason)


FROM = steps(("1", "10"), ("10", "11"), ("20", "12"), ("30", "13"), ("40", "14"), ("50", "15"))
UP_TO = steps(("10", "10"), ("20", "11"), ("30", "12"), ("40", "13"), ("50", "14"))


@pytest.mark.parametrize(
    ("kind", "quantity", "value"),
    [
        *(("A", quantity, value) for quantity, value in [("9", 90), ("10", 110), ("25", 300), ("60", 900)]),
        *(("B", quantity, value) for quantity, value in [("10", 100), ("11", 121), ("25", 300)]),
        *(("D", quantity, value) for quantity, value in [("10", 100), ("11", 111), ("25", 270), ("30", 330)]),
        ("D", "50", 600),
        ("A", "0.5", 5),
    ],
)
def test_a_scale_gives_the_price(kind: str, quantity: str, value: int) -> None:
    scales = FROM if kind == "A" else UP_TO
    (price,) = priced(goods(10, quantity, found("PR00", "10", scales=scales, scale_type=ScaleType(kind))))
    assert (price.net_value, price.price_missing) == (value, False)


@pytest.mark.parametrize("kind", ["B", "D"])
def test_beyond_the_last_step_there_is_no_price(kind: str) -> None:
    (price,) = priced(goods(10, "51", found("PR00", "10", scales=UP_TO, scale_type=ScaleType(kind))))
    assert (price.price_missing, line(price, "PR00").reason) == (True, "beyond-scale")


def test_a_graduated_price_shows_its_average() -> None:
    row = found("PR00", "10", scales=UP_TO, scale_type=ScaleType.GRADUATED)
    priced(goods(10, "25", row))
    assert row.rate == row.automatic_rate == Decimal("10.8")


def test_a_graduated_percentage_takes_each_slice_of_the_value() -> None:
    row = found("K007", "0", scales=steps(("100", "-1"), ("1000", "-3")), scale_type=ScaleType.GRADUATED)
    row.scale_basis = ScaleBasis.VALUE
    (price,) = priced(goods(10, "2", found("PR00", "100"), row))
    assert (row.value, price.net_value, row.rate) == (Decimal("-4.00"), Decimal("196.00"), -2)


def test_a_rate_by_hand_leaves_the_scale() -> None:
    row = found("PR00", "10", scales=UP_TO, scale_type=ScaleType.GRADUATED)
    row.rate, row.origin = Decimal("9.5"), Origin.MANUAL
    assert priced(goods(10, "51", row))[0].net_value == Decimal("484.50")


def test_a_discount_by_weight_may_stand_on_a_scale_by_quantity() -> None:
    row = found("KF00", "1", scales=steps(("1", "1"), ("10", "0.5")))
    (price,) = priced(goods(10, "10", row, gross_weight=Decimal(4), weight_unit="KG"))
    assert (row.calculation, price.net_value) == (Calculation.GROSS_WEIGHT, Decimal("2.00"))


# --- items without a price -------------------------------------------------------------------------------------------
def test_a_free_item_has_its_cost_and_nothing_else() -> None:
    free = goods(10, "2", found("VPRS", "30", record=0), entered("RB00", "-5"), entered("PB00", "9"))
    free.item_category = "AGNN"
    (price,) = priced(free, header=[entered("RB00", "-4"), entered("HB00", "-4")])
    assert (price.net_value, price.cost, price.price_missing) == (0, Decimal("60.00"), False)
    assert [(row.condition_type, row.reason) for row in price.conditions if row.inactive] == [
        ("PB00", "not-priced"), ("RB00", "not-priced"),
    ]  # fmt: skip
    assert price.conditions[-1].value == Decimal("-60.00")


def test_a_line_of_text_has_no_price_and_says_so_to_who_enters_one() -> None:
    text, other = SalesItem(item=10, description="hello"), SalesItem(item=20, conditions=[entered("RB00", "-5")])
    first, second = priced(text, other, header=[entered("RB00", "-5")])
    assert (first.conditions, first.net_value, second.net_value) == ([], 0, 0)
    assert [(row.condition_type, row.reason) for row in second.conditions] == [("RB00", "not-priced")]


def test_an_item_without_any_fact_has_a_price_of_nothing() -> None:
    (price,) = priced(SalesItem(material="X"), header=[entered("HA00", "-3")])
    assert (price.net_value, price.net_price, price.price_per, price.price_missing) == (0, 0, 1, False)


def test_a_condition_that_the_procedure_does_not_know_stays_without_effect() -> None:
    stranger = Condition(step=7, condition_type="ZZ00", rate=Decimal(5), origin=Origin.MANUAL)
    moved = Condition(step=11, condition_type="ZZ01", rate=Decimal(5), origin=Origin.MANUAL)
    (price,) = priced(goods(10, "2", found("PR00", "10"), stranger, moved), header=[stranger])
    assert [(row.condition_type, row.inactive, row.reason) for row in price.conditions[-2:]] == [
        ("ZZ00", "X", "not-in-procedure"), ("ZZ01", "X", "not-in-procedure"),
    ]  # fmt: skip
    assert price.net_value == 20


def test_the_largest_entries_can_be_worked_out() -> None:
    item = goods(10, "999999999999.999", found("PR00", "999999999999.999"), found("MWST", "23"), numerator=99999)
    (price,) = priced(item)
    assert price.net_value == Decimal("999999999999998000000000.00")
