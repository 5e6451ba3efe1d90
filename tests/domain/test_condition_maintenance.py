"""Which records give way to newer ones, and what a record must say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.condition_maintenance import (
    Displaced,
    Wanted,
    check_record,
    displaced,
    limits,
    overlapping,
    scaled,
    signed,
)
from sdtui.domain.conditions import (
    Calculation,
    ConditionClass,
    ConditionRecord,
    ConditionTypeRule,
    Scale,
    ScaleType,
    Sign,
)

START = date(2026, 1, 1)
PRICE = ConditionTypeRule(code="PR00", condition_class=ConditionClass.PRICE, calculation=Calculation.QUANTITY)
DISCOUNT = ConditionTypeRule(
    code="K007", condition_class=ConditionClass.DISCOUNT, calculation=Calculation.PERCENT, sign=Sign.NEGATIVE
)
KEYS = [("1000", "10", "A"), ("1000", "10", "B")]


def record(number: int, first: int, last: int, key: tuple[str, ...] = KEYS[0], rate: str = "100") -> ConditionRecord:
    """Valid from and to so many days after the start."""
    period = START + timedelta(days=first), START + timedelta(days=last)
    return ConditionRecord(number, "PR00", "004", key, *period, Decimal(rate), currency="PLN", unit="PC")


def days(found: Displaced) -> list[tuple[int, int]]:
    return [((start - START).days, (end - START).days) for start, end in found.left]


@pytest.mark.parametrize(
    ("new", "left"),
    [
        ((0, 9), []),
        ((-5, 15), []),
        ((5, 9), [(0, 4)]),
        ((5, 20), [(0, 4)]),
        ((0, 4), [(5, 9)]),
        ((-3, 4), [(5, 9)]),
        ((3, 5), [(0, 2), (6, 9)]),
        ((9, 9), [(0, 8)]),
        ((0, 0), [(1, 9)]),
    ],
)
def test_what_a_new_record_leaves_of_an_older_one(new: tuple[int, int], left: list[tuple[int, int]]) -> None:
    (found,) = displaced([record(0, *new)], [record(7, 0, 9)])
    assert days(found) == left
    assert found.kept.record == 7
    assert found.kept.deletion_flag is not bool(left)
    assert [part.record for part in found.split_off] == [0] * max(0, len(left) - 1)


@pytest.mark.parametrize(
    "old",
    [
        record(7, 10, 19),
        record(7, 0, 9, KEYS[1]),
        replace(record(7, 0, 9), deletion_flag=True),
        replace(record(7, 0, 9), condition_type="K004"),
        replace(record(7, 0, 9), table="005"),
    ],
)
def test_what_does_not_overlap_or_is_another_key_is_left_alone(old: ConditionRecord) -> None:
    assert displaced([record(0, 0, 9)], [old]) == []


def test_a_record_that_is_flagged_displaces_nothing_and_one_that_is_written_is_not_displaced() -> None:
    old = record(7, 0, 9)
    assert displaced([replace(record(0, 0, 9), deletion_flag=True)], [old]) == []
    assert displaced([record(7, 0, 20)], [old]) == []
    assert [found.old.record for found in displaced([record(7, 0, 20)], [old, record(8, 10, 30)])] == [8]


def test_the_ends_of_the_calendar_are_no_obstacle() -> None:
    forever = ConditionRecord(7, "PR00", "004", KEYS[0], date.min, date.max, Decimal(1))
    new = replace(forever, record=0, valid_from=date.max, valid_to=date.max)
    (found,) = displaced([new], [forever])
    assert found.left == ((date.min, date.max - timedelta(days=1)),)
    (found,) = displaced([replace(new, valid_from=date.min, valid_to=date.min)], [forever])
    assert found.left == ((date.min + timedelta(days=1), date.max),)


Spans = list[tuple[int, int]]
spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=6)


def apart(found: Spans) -> Spans:
    """First and last days of spans that do not overlap, from gaps and lengths."""
    periods: Spans = []
    day = 0
    for gap, length in found:
        day += gap
        periods.append((day, day + length))
        day += length + 1
    return periods


def holding(records: list[ConditionRecord], key: tuple[str, ...], day: int) -> list[Decimal]:
    on = START + timedelta(days=day)
    return [
        record.rate
        for record in records
        if record.key == key and not record.deletion_flag and record.valid_from <= on <= record.valid_to
    ]


@given(st.tuples(spans, spans), st.tuples(spans, spans))
def test_on_every_day_that_was_covered_one_record_holds_and_the_new_one_within_its_validity(
    stored: tuple[Spans, Spans], written: tuple[Spans, Spans]
) -> None:
    old = [record(0, *span, KEYS[n], "1") for n in (0, 1) for span in apart(stored[n])]
    old = [replace(one, record=place, rate=Decimal(place)) for place, one in enumerate(old, start=1)]
    new = [record(0, *span, KEYS[n], "1000") for n in (0, 1) for span in apart(written[n])]
    gone = {found.old.record: found for found in displaced(new, old)}
    after = [*new, *(one for one in old if one.record not in gone)]
    for found in gone.values():
        after += [found.kept, *found.split_off]
    last = max((1, *((one.valid_to - START).days for one in (*old, *new))))
    for key in KEYS:
        for day in range(-1, last + 2):
            expected = holding(new, key, day) or holding(old, key, day)
            assert holding(after, key, day) == expected, (key, day)
    for found in gone.values():
        if found.left:
            assert replace(found.kept, valid_from=found.old.valid_from, valid_to=found.old.valid_to) == found.old
        else:
            assert replace(found.kept, deletion_flag=False) == found.old


def test_lines_of_the_same_key_that_overlap_are_found() -> None:
    assert overlapping([record(0, 0, 9), record(0, 10, 19), record(0, 0, 9, KEYS[1])]) is None
    assert overlapping([record(0, 0, 9), record(0, 20, 29), record(3, 9, 9)]) == 2
    assert overlapping([record(0, 0, 9), replace(record(3, 0, 9), deletion_flag=True), record(0, 0, 0)]) == 2


def steps(*texts: str) -> tuple[Scale, ...]:
    """Value and rate of each step: 10:90."""
    return tuple(Scale(*map(Decimal, text.split(":"))) for text in texts)


def refused(one: ConditionRecord, rule: ConditionTypeRule = PRICE) -> list[tuple[str, str]]:
    return [(finding.message, finding.field) for finding in check_record(one, rule)]


def test_a_record_that_says_everything_is_fine() -> None:
    assert refused(record(0, 0, 0)) == []
    assert refused(replace(record(0, 0, 9), currency="", unit=""), DISCOUNT) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"valid_to": date(2025, 12, 31)}, ("condition-validity-turned", "valid_to")),
        ({"currency": ""}, ("condition-currency-missing", "currency")),
        ({"unit": ""}, ("condition-unit-missing", "unit")),
        ({"lower_limit": Decimal(2), "upper_limit": Decimal(1)}, ("condition-limits-turned", "upper_limit")),
        ({"lower_limit": Decimal("100.01")}, ("rate-outside-limits", "rate")),
        ({"upper_limit": Decimal("99.99")}, ("rate-outside-limits", "rate")),
        ({"scales": steps("5:1", "5:2")}, ("scale-not-ascending", "scales[1].value")),
        ({"scales": steps("0:1"), "scale_type": ScaleType.TO}, ("scale-value-missing", "scales[0].value")),
        ({"scales": steps("1:100", "9:5"), "lower_limit": Decimal(50)}, ("rate-outside-limits", "scales[1].rate")),
    ],
)
def test_what_is_wrong_with_a_record_is_said_of_its_field(
    changed: dict[str, object], expected: tuple[str, str]
) -> None:
    facts = {"scale_type": ScaleType.FROM, **changed}
    assert refused(replace(record(0, 0, 9), **facts)) == [expected]


def test_rates_on_their_limits_are_fine() -> None:
    assert refused(replace(record(0, 0, 9), lower_limit=Decimal(100), upper_limit=Decimal(100))) == []


def test_a_fixed_amount_needs_no_unit() -> None:
    fixed = replace(PRICE, calculation=Calculation.FIXED)
    assert refused(replace(record(0, 0, 9), unit=""), fixed) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("5", "10"), ("-10", "-5")),
        (("10", "5"), ("-10", "-5")),
        (("-10", "-5"), ("-10", "-5")),
        (("5", None), (None, "-5")),
        ((None, "10"), ("-10", None)),
        (("-10", None), ("-10", None)),
        ((None, "-5"), (None, "-5")),
        ((None, None), (None, None)),
    ],
)
def test_the_limits_of_a_discount_are_signed_and_stand_in_order(
    typed: tuple[str | None, str | None], expected: tuple[str | None, str | None]
) -> None:
    lower, upper = (Decimal(text) if text else None for text in typed)
    assert limits(DISCOUNT, lower, upper) == tuple(Decimal(text) if text else None for text in expected)
    assert limits(DISCOUNT, *limits(DISCOUNT, lower, upper)) == limits(DISCOUNT, lower, upper)


def test_a_discount_is_signed_as_a_whole() -> None:
    typed = replace(record(0, 0, 9, rate="5"), scales=(Scale(Decimal(1), Decimal(5)), Scale(Decimal(9), Decimal(-7))))
    one = signed(typed, DISCOUNT)
    assert (one.rate, [step.rate for step in one.scales]) == (-5, [-5, -7])


def test_the_rate_of_a_record_is_that_of_its_first_step() -> None:
    steps = (Scale(Decimal(1), Decimal(90)), Scale(Decimal(10), Decimal(80)))
    assert scaled(replace(record(0, 0, 9), scales=steps, scale_type=ScaleType.TO)).rate == 90
    assert scaled(replace(record(0, 0, 9), scale_type=ScaleType.TO)).scale_type is ScaleType.NONE


@pytest.mark.parametrize(
    ("wanted", "value", "admitted"),
    [
        (Wanted(), "M-100", True),
        (Wanted("M-100"), "M-100", True),
        (Wanted("M-100"), "M-1000", False),
        (Wanted("M-*"), "M-100", True),
        (Wanted("M-1+0"), "M-120", True),
        (Wanted("M-1+0"), "M-1200", False),
        (Wanted("1*"), "0000001000", True),
        (Wanted("0*"), "0000001000", False),
        (Wanted("0*"), "01", True),
        (Wanted("+2"), "02", True),
        (Wanted("M.*"), "M-100", False),
        (Wanted("M-100", "M-120"), "M-110", True),
        (Wanted("M-100", "M-120"), "M-120", True),
        (Wanted("M-100", "M-120"), "M-121", False),
        (Wanted("", "M-120"), "A-1", True),
    ],
)
def test_what_is_looked_for_in_a_key(wanted: Wanted, value: str, admitted: bool) -> None:
    assert wanted.admits(value) is admitted


def test_only_a_single_value_is_exact() -> None:
    assert Wanted("M-100").exact
    assert not any(wanted.exact for wanted in (Wanted(), Wanted("M*"), Wanted("M-100", "M-120"), Wanted("M+1")))
