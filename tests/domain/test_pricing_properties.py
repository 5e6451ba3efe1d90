"""What holds for every price, whatever was found and entered."""

import copy
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from sdtui.domain.conditions import Condition, ConditionClass, Scale, ScaleType
from sdtui.domain.price_sheet import ItemPrice
from sdtui.domain.sales_document import SalesItem
from tests.domain.pricing_samples import entered, found, goods, priced

FOUND = ["PR00", "K004", "K005", "K007", "K020", "KF00", "MWST", "SKTO", "VPRS"]
ADDED = ["PR00", "PB00", "RA01", "RA00", "RB00", "RC00", "RD00", "PN00", "KF00"]
HEADER = ["HA00", "HB00", "HD00", "RB00"]
RATES = st.decimals(-10_000, 10_000, places=3)
CURRENCIES = st.sampled_from(["PLN", "PLN", "PLN", "EUR", "USD"])
SCALES = st.lists(st.tuples(st.integers(1, 500), RATES), max_size=3, unique_by=lambda step: step[0]).map(
    lambda rows: tuple(Scale(Decimal(value), rate) for value, rate in sorted(rows))
)


@st.composite
def conditions(draw: st.DrawFn) -> list[Condition]:
    rows: list[Condition] = []
    for code in draw(st.lists(st.sampled_from(FOUND), unique=True)):
        row = found(code, str(draw(RATES)), per=draw(st.sampled_from([1, 3, 100])))
        if row.currency != "%":
            row.currency = draw(CURRENCIES)
            row.scales, row.scale_type = draw(SCALES), draw(st.sampled_from(ScaleType))
        rows.append(row)
    added = draw(st.lists(st.tuples(st.sampled_from(ADDED), RATES), max_size=3))
    return rows + [entered(code, str(rate)) for code, rate in added]


@st.composite
def items(draw: st.DrawFn) -> list[SalesItem]:
    return [
        goods(
            10 * number,
            str(draw(st.decimals(0, 1000, places=3))),
            *draw(conditions()),
            numerator=draw(st.sampled_from([1, 3, 12])),
            unit=draw(st.sampled_from(["PC", "BOX"])),
            gross_weight=draw(st.decimals(0, 1000, places=3)),
            weight_unit=draw(st.sampled_from(["KG", "G", "LB", ""])),
            item_category=draw(st.sampled_from(["AGN", "AGN", "AGNN"])),
            rejection_reason=draw(st.sampled_from(["", "", "03"])),
        )
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]


HEADERS = st.lists(st.tuples(st.sampled_from(HEADER), RATES), max_size=3)


def at_header(rows: list[tuple[str, Decimal]]) -> list[Condition]:
    return [entered(code, str(rate)) for code, rate in rows]


def adding(price: ItemPrice) -> list[Condition]:
    return [row for row in price.conditions if not (row.subtotal or row.inactive or row.statistical)]


@settings(max_examples=40)
@given(items(), HEADERS)
def test_the_net_value_is_the_sum_of_its_lines(rows: list[SalesItem], header: list[tuple[str, Decimal]]) -> None:
    for price in priced(*rows, header=at_header(header)):
        lines = adding(price)
        net = [row.value for row in lines if row.condition_class is not ConditionClass.TAX]
        assert price.net_value == sum(net)
        assert price.tax == sum(row.value for row in lines) - sum(net)
        assert sum(row.condition_class is ConditionClass.PRICE for row in lines) <= 1


@settings(max_examples=40)
@given(items(), HEADERS)
def test_calculating_twice_is_calculating_once(rows: list[SalesItem], header: list[tuple[str, Decimal]]) -> None:
    top = at_header(header)
    once = copy.deepcopy((priced(*rows, header=top), top))
    assert (priced(*rows, header=top), top) == once


@settings(max_examples=40)
@given(items(), HEADERS)
def test_no_condition_is_lost(rows: list[SalesItem], header: list[tuple[str, Decimal]]) -> None:
    own = [sorted((row.step, row.condition_type, row.origin) for row in item.conditions) for item in rows]
    for price, before in zip(priced(*rows, header=at_header(header)), own, strict=True):
        after = [row for row in price.conditions if not row.subtotal and row.origin != "D"]
        assert sorted((row.step, row.condition_type, row.origin) for row in after) == before


@settings(max_examples=40)
@given(items(), HEADERS)
def test_header_conditions_show_the_sum_of_what_counts(
    rows: list[SalesItem], header: list[tuple[str, Decimal]]
) -> None:
    top = at_header(header)
    prices = priced(*rows, header=top)
    counting = [price for item, price in zip(rows, prices, strict=True) if not item.rejection_reason]
    shares = sum(row.value for price in counting for row in adding(price) if row.origin == "D")
    assert sum(row.value for row in top) == shares


@settings(max_examples=40)
@given(items(), HEADERS)
def test_amounts_are_exact_and_in_the_decimals_of_the_currency(
    rows: list[SalesItem], header: list[tuple[str, Decimal]]
) -> None:
    for price in priced(*rows, header=at_header(header)):
        amounts = [price.net_value, price.net_price, price.tax, price.cost, *(row.value for row in price.conditions)]
        assert all(type(amount) is Decimal and amount == round(amount, 2) for amount in amounts)
        assert all(type(row.rate) is Decimal and row.base == round(row.base, 3) for row in price.conditions)
        assert not any(amount.is_signed() and not amount for amount in amounts)
