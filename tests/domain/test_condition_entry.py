"""What a clerk does to conditions, and what becomes of it when prices are read again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.condition_entry import manual_condition, mark_manual_changes, rate_changeable, reprice
from sdtui.domain.conditions import Condition, Origin, ScaleType
from sdtui.domain.customizing_rows import PricingType
from sdtui.domain.errors import Refuse
from tests.domain.pricing_samples import PRICING, RVAA01, entered, found, steps

RATES = st.decimals(-1000, 1000, places=2)


def typed(code: str, *, on_header: bool = False) -> Condition:
    return manual_condition(RVAA01, code, "EUR", "" if on_header else "BOX", "conditions[2]", on_header=on_header)


@pytest.mark.parametrize(
    ("code", "on_header", "message"),
    [
        ("EK01", False, "condition-type-not-in-procedure"),
        ("", False, "condition-type-not-in-procedure"),
        ("MWST", False, "condition-type-not-manual"),
        ("K007", False, "condition-type-not-manual"),
        ("HA00", False, "condition-type-only-header"),
        ("RA00", True, "condition-type-only-item"),
        ("PR00", True, "condition-type-only-item"),
    ],
)
def test_a_type_that_does_not_belong_here_is_refused(code: str, on_header: bool, message: str) -> None:
    with pytest.raises(Refuse) as refused:
        typed(code, on_header=on_header)
    assert (refused.value.message, refused.value.field) == (message, "conditions[2].condition_type")


@pytest.mark.parametrize(
    ("code", "on_header", "place", "currency", "unit"),
    [
        ("PR00", False, (11, 0), "EUR", "BOX"),
        ("RA00", False, (110, 2), "%", ""),
        ("RB00", False, (110, 3), "EUR", ""),
        ("RC00", False, (110, 4), "EUR", "BOX"),
        ("RD00", False, (110, 5), "EUR", "KG"),
        ("RB00", True, (110, 3), "EUR", ""),
        ("HA00", True, (810, 1), "%", ""),
        ("HD00", True, (810, 3), "EUR", ""),
    ],
)
def test_a_new_condition_gets_its_place_and_terms(
    code: str, on_header: bool, place: tuple[int, int], currency: str, unit: str
) -> None:
    row = typed(code, on_header=on_header)
    assert ((row.step, row.counter), row.currency, row.unit, row.per) == (place, currency, unit, 1)
    assert (row.origin, row.automatic_rate) == (Origin.MANUAL, None)


# --- rates -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "rate", "signed"),
    [("RA00", "3", "-3"), ("RA00", "-3", "-3"), ("PR00", "-9", "9"), ("MWST", "-8", "-8"), ("RA00", "0", "0")],
)
def test_a_type_gives_its_sign_to_the_rate(code: str, rate: str, signed: str) -> None:
    assert str(RVAA01.types[code].signed(Decimal(rate))) == signed


def test_a_rate_that_was_overwritten_is_a_manual_one_until_it_is_back() -> None:
    row = found("PR00", "125")
    for rate, origin in (("120", Origin.MANUAL), ("125", Origin.AUTOMATIC)):
        row.rate = Decimal(rate)
        mark_manual_changes(RVAA01, [row])
        assert row.origin is origin


def test_a_discount_typed_without_its_minus_is_the_same_discount() -> None:
    row = found("K007", "-5")
    row.rate = Decimal(5)
    mark_manual_changes(RVAA01, [row])
    assert (row.rate, row.origin) == (-5, Origin.AUTOMATIC)


def test_what_was_added_keeps_its_sign_when_it_is_changed() -> None:
    own, header = entered("RA00", "-2"), entered("HA00", "-2")
    own.rate = header.rate = Decimal(3)
    mark_manual_changes(RVAA01, [own, header])
    assert (own.rate, header.rate, own.origin) == (-3, -3, Origin.MANUAL)


def test_a_copied_rate_that_is_back_is_a_copied_one_again() -> None:
    price, discount = found("PR00", "125", origin=Origin.COPIED), found("K007", "-5", origin=Origin.COPIED)
    price.rate = Decimal(120)
    mark_manual_changes(RVAA01, [price, discount])
    price.rate = Decimal(125)
    mark_manual_changes(RVAA01, [price, discount])
    assert price.origin is Origin.COPIED


def test_shares_subtotals_and_strangers_are_left_alone() -> None:
    share = entered("HA00", "3", origin=Origin.HEADER)
    subtotal = Condition(step=950, subtotal=True, rate=Decimal(3), automatic_rate=Decimal(4))
    stranger = Condition(step=7, condition_type="ZZ00", rate=Decimal(3), automatic_rate=Decimal(4))
    before = [replace(row) for row in (share, subtotal, stranger)]
    mark_manual_changes(RVAA01, [share, subtotal, stranger])
    assert [share, subtotal, stranger] == before


def test_customizing_says_which_rates_may_be_overwritten() -> None:
    open_ones = [found("PR00", "1"), found("K007", "-1"), entered("RA00", "-1"), entered("HA00", "-1")]
    closed = [
        found("MWST", "23"), found("VPRS", "1"), found("SKTO", "-2"),
        entered("HA00", "-1", origin=Origin.HEADER), Condition(subtotal=True), Condition(condition_type="ZZ00"),
    ]  # fmt: skip
    assert [rate_changeable(RVAA01, row) for row in open_ones] == [True] * 4
    assert [rate_changeable(RVAA01, row) for row in closed] == [False] * 6


# --- prices read again -----------------------------------------------------------------------------------------------
def old_lines() -> list[Condition]:
    """A price that was overwritten, discounts found and added, freight, tax, a share and a subtotal."""
    price = found("PR00", "125", origin=Origin.MANUAL)
    price.rate = Decimal(120)
    return [
        price, Condition(step=100, subtotal=True), found("K007", "-5"), entered("RA00", "-2"),
        entered("HA00", "-3", origin=Origin.HEADER), found("KF00", "0.8"), found("MWST", "23"),
    ]  # fmt: skip


NEW_LINES = (("PR00", "130"), ("K004", "-2"), ("KF00", "0.9"), ("MWST", "8"))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("B", {"PR00": 130, "K004": -2, "KF00": Decimal("0.9"), "MWST": 8}),
        ("C", {"PR00": 120, "K004": -2, "RA00": -2, "KF00": Decimal("0.9"), "MWST": 8}),
        ("G", {"PR00": 120, "K007": -5, "RA00": -2, "KF00": Decimal("0.8"), "MWST": 8}),
        ("H", {"PR00": 120, "K007": -5, "RA00": -2, "KF00": Decimal("0.9"), "MWST": 23}),
        ("A", {"PR00": 120, "K007": -5, "RA00": -2, "KF00": Decimal("0.8"), "MWST": 23}),
        ("D", {"PR00": 120, "K007": -5, "RA00": -2, "KF00": Decimal("0.8"), "MWST": 23}),
    ],
)
def test_the_pricing_type_says_what_is_read_again(kind: str, expected: dict[str, Decimal]) -> None:
    lines = reprice(old_lines(), [found(*line) for line in NEW_LINES], PricingType(kind), PRICING.freight)
    assert {row.condition_type: row.rate for row in lines} == expected
    assert [row.condition_type for row in lines] == list(expected)


def test_an_overwritten_rate_goes_back_to_what_is_found_today() -> None:
    lines = reprice(old_lines(), [found("PR00", "130", record=99, table="005")], PricingType.KEEP_MANUAL)
    price = lines[0]
    assert (price.rate, price.automatic_rate, price.source, price.origin) == (120, 130, "A005 99", "C")
    price.rate = Decimal(130)
    mark_manual_changes(RVAA01, [price])
    assert (price.origin, price.origin_reason) == (Origin.AUTOMATIC, "A005")


def test_an_overwritten_rate_is_not_compared_with_one_on_other_terms() -> None:
    lines = reprice(old_lines(), [found("PR00", "120", per=100)], PricingType.KEEP_MANUAL)
    mark_manual_changes(RVAA01, lines)
    assert (lines[0].rate, lines[0].per, lines[0].origin) == (120, 1, Origin.MANUAL)


def test_an_overwritten_rate_outlives_its_record() -> None:
    lines = reprice(old_lines(), [found("PR00", "0", record=0, table="")], PricingType.KEEP_MANUAL)
    assert (lines[0].rate, lines[0].automatic_rate, lines[0].missing) == (120, 125, False)
    lines = reprice(lines, [], PricingType.KEEP_MANUAL)
    assert (lines[0].rate, lines[0].origin) == (120, Origin.MANUAL)


@pytest.mark.parametrize(("rate", "record"), [("0", 0), ("120", 7)])
def test_a_rate_of_the_clerk_stays_his_though_the_same_is_found(rate: str, record: int) -> None:
    lines = old_lines()
    lines[0].rate = Decimal(rate)
    lines = reprice(lines, [found("PR00", rate, record=record)], PricingType.KEEP_MANUAL)
    mark_manual_changes(RVAA01, lines)
    lines = reprice(lines, [found("PR00", "130")], PricingType.KEEP_MANUAL)
    assert (lines[0].rate, lines[0].origin) == (Decimal(rate), Origin.MANUAL)


def test_a_copied_rate_holds_for_a_part_of_the_quantity() -> None:
    scales = steps(("1", "20"), ("10", "18"))
    row = found("PR00", "18", origin=Origin.COPIED, scales=scales)
    graduated = found("PR00", "19", origin=Origin.COPIED, scales=scales, scale_type=ScaleType.GRADUATED)
    again = found("PR00", "18", origin=Origin.COPIED, scales=scales)
    assert reprice([row], [], PricingType.NEW_TAXES)[0].scales == ()
    assert reprice([graduated], [], PricingType.UNCHANGED)[0].scales == scales
    assert reprice([again], [], PricingType.SCALES)[0].scales == scales


@given(
    st.lists(st.tuples(st.sampled_from(["RA00", "RB00", "RC00", "PB00", "PN00", "KF00"]), RATES), max_size=6),
    st.dictionaries(st.sampled_from(["PR00", "K007", "K004", "KF00"]), st.tuples(RATES, RATES)),
    st.dictionaries(st.sampled_from(["PR00", "K007", "K004", "KF00", "MWST"]), RATES),
)
def test_keeping_what_is_manual_loses_nothing(
    added: list[tuple[str, Decimal]], overwritten: dict[str, tuple[Decimal, Decimal]], new: dict[str, Decimal]
) -> None:
    old = [entered(code, str(rate)) for code, rate in added]
    for code, (rate, was) in overwritten.items():
        row = found(code, str(was))
        row.rate = rate
        old.append(row)
    mark_manual_changes(RVAA01, old)
    manual = sorted((row.condition_type, row.rate) for row in old if row.origin is Origin.MANUAL)
    lines = reprice(old, [found(code, str(rate)) for code, rate in new.items()], PricingType.KEEP_MANUAL)
    assert sorted((row.condition_type, row.rate) for row in lines if row.origin is Origin.MANUAL) == manual
    assert [(row.step, row.counter) for row in lines] == sorted((row.step, row.counter) for row in lines)
    mark_manual_changes(RVAA01, lines)
    again = reprice(lines, [found(code, str(rate)) for code, rate in new.items()], PricingType.KEEP_MANUAL)
    assert again == lines
