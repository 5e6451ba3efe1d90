"""Conditions that are entered once for the whole document."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.conditions import Inactive, Origin
from sdtui.domain.price_sheet import ItemPrice
from sdtui.domain.pricing import totals
from tests.domain.pricing_samples import entered, found, goods, line, priced, setting

AMOUNTS = st.decimals(-1_000_000, 1_000_000, places=2)
RATES = st.decimals(-1_000_000, 1_000_000, places=3)


def values(prices: list[ItemPrice], code: str) -> list[Decimal]:
    return [line(price, code).value for price in prices]


def test_an_amount_on_each_item_and_one_in_shares() -> None:
    items = [goods(10 * n, "1", found("PR00", f"{n}00")) for n in (1, 2, 3)]
    on_each, shared = entered("RB00", "-90"), entered("HB00", "-90")
    assert values(priced(*items, header=[on_each]), "RB00") == [-90, -90, -90]
    assert on_each.value == -270
    for item in items:
        item.conditions = [found("PR00", f"{item.item}0")]
    assert values(priced(*items, header=[shared]), "HB00") == [-15, -30, -45]
    assert (shared.value, shared.base) == (-90, 600)


def test_what_rounding_leaves_goes_to_the_largest_item() -> None:
    items = [
        goods(10, "1", found("PR00", "10")),
        goods(20, "1", found("PR00", "10.01")),
        goods(30, "1", found("PR00", "10")),
    ]
    assert values(priced(*items, header=[entered("HB00", "-100")]), "HB00") == [
        Decimal("-33.32"), Decimal("-33.36"), Decimal("-33.32"),
    ]  # fmt: skip


def test_a_percentage_is_worked_out_on_each_item() -> None:
    header = entered("HA00", "-3")
    items = goods(10, "1", found("PR00", "10.50")), goods(20, "1", found("PR00", "10.50"))
    assert values(priced(*items, header=[header]), "HA00") == [Decimal("-0.32")] * 2
    assert (header.value, header.base) == (Decimal("-0.64"), 21)


def test_shares_belong_to_the_header() -> None:
    header = entered("HA00", "-3")
    (price,) = priced(goods(10, "1", found("PR00", "100")), header=[header])
    share = line(price, "HA00")
    assert (share.origin, share.reason, header.origin, header.reason) == (Origin.HEADER, "header", "C", "manual")
    assert share is not header
    (again,) = priced(goods(10, "1", *price.conditions), header=[header])
    assert [row.condition_type for row in again.conditions].count("HA00") == 1
    (gone,) = priced(goods(10, "1", *again.conditions))
    assert (gone.net_value, [row.condition_type for row in gone.conditions].count("HA00")) == (100, 0)


def test_alternatives_and_rejected_items_take_no_share_and_pay_the_percentage() -> None:
    items = [
        goods(10, "1", found("PR00", "100")),
        goods(20, "1", found("PR00", "300"), alternative_to=10),
        goods(30, "1", found("PR00", "500"), rejection_reason="03"),
    ]
    shared, percent, whole = entered("HB00", "-10"), entered("HA00", "-10"), entered("RB00", "-1")
    prices = priced(*items, header=[shared, percent, whole])
    assert [price.net_value for price in prices] == [Decimal("79.10"), Decimal("269.10"), Decimal("449.10")]
    assert (shared.value, percent.value, whole.value) == (-10, Decimal("-9.90"), -1)
    sums = totals(items, lambda item: not (item.alternative_to or item.rejection_reason))
    assert sums.net_value == Decimal("79.10")


def test_an_amount_in_another_currency_is_shared_in_that_of_the_document() -> None:
    header = entered("HB00", "-10", currency="EUR")
    items = [goods(10 * n, "1", found("PR00", "100")) for n in (1, 2, 3)]
    shares = [line(price, "HB00") for price in priced(*items, header=[header])]
    assert [share.value for share in shares] == [Decimal("-14.26"), Decimal("-14.27"), Decimal("-14.27")]
    assert {share.currency for share in shares} == {"PLN"}
    assert (header.value, header.rate, header.currency) == (Decimal("-42.80"), -10, "EUR")


def test_an_amount_that_cannot_be_converted_counts_nowhere() -> None:
    header = entered("HB00", "-10", currency="USD")
    (price,) = priced(goods(10, "1", found("PR00", "100")), header=[header])
    assert (price.net_value, line(price, "HB00").reason) == (100, "no-exchange-rate")
    assert (header.inactive, header.reason, header.value) == (Inactive.ERROR, "no-exchange-rate", 0)


def test_the_header_shows_what_counts_in_the_end() -> None:
    header = entered("RB00", "-10")
    items = goods(10, "1", found("PR00", "100")), goods(20, "1", found("PR00", "100"), entered("PN00", "50"))
    assert [price.net_value for price in priced(*items, header=[header])] == [90, 50]
    assert (header.value, header.inactive) == (-10, "")


def test_without_items_a_header_condition_is_nothing() -> None:
    header = entered("HB00", "-90")
    assert priced(header=[header]) == []
    assert (header.value, header.inactive) == (0, "")


def test_items_without_value_share_alike() -> None:
    items = [goods(10 * n, "0", found("PR00", "100")) for n in (1, 2)]
    assert values(priced(*items, header=[entered("HD00", "5.01")]), "HD00") == [Decimal("2.50"), Decimal("2.51")]


def test_up_and_down_share_by_size() -> None:
    items = goods(10, "1", entered("RB00", "-50")), goods(20, "1", found("PR00", "50.01"))
    assert values(priced(*items, header=[entered("HD00", "10")]), "HD00") == [5, 5]


def test_one_amount_that_cannot_be_converted_leaves_the_other_alone() -> None:
    lost, kept = entered("HB00", "-7", currency="USD"), entered("HB00", "-7")
    (price,) = priced(goods(10, "1", found("PR00", "30")), header=[lost, kept])
    assert (price.net_value, lost.value, kept.value) == (23, 0, -7)


@given(RATES, st.lists(st.tuples(AMOUNTS, st.booleans()), min_size=1, max_size=9), st.sampled_from([0, 2, 3]))
def test_shares_add_up_to_the_amount_exactly(rate: Decimal, rows: list[tuple[Decimal, bool]], decimals: int) -> None:
    header = entered("HB00", str(rate))
    items = [
        goods(10 * n, "1", found("PR00", str(price)), alternative_to=0 if counts else 5)
        for n, (price, counts) in enumerate(rows, 1)
    ]
    at = setting(decimals=decimals)
    prices = priced(*items, header=[header], at=at)
    shares = [row for price in prices for row in price.conditions if row.condition_type == "HB00"]
    assert len(shares) == sum(counts for _, counts in rows)
    assert sum(share.value for share in shares) == header.value == (at.money(rate) if shares else 0)
