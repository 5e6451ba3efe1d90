"""Numbers and dates as clerks write them, in the three notations that are delivered."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sdtui.kernel.notation import Notation, Unreadable, format_date, format_number, parse_date, parse_number

EN = Notation()
PL = Notation(",", " ", "DMY", ".")
DE = Notation(",", ".", "DMY", ".")
ISO = Notation(".", ",", "YMD", "-")
TODAY = date(2026, 11, 24)
notations = st.sampled_from([EN, PL, DE, ISO])


def reason(text: str, notation: Notation = EN, decimals: int = 2, **options: bool) -> str:
    with pytest.raises(Unreadable) as refused:
        parse_number(text, notation, decimals, **options)
    return refused.value.id


@pytest.mark.parametrize(
    ("notation", "text", "value"),
    [
        (EN, "1,234.50", "1234.50"),
        (EN, "1234.5", "1234.5"),
        (EN, "1,234,567", "1234567"),
        (EN, ".5", "0.5"),
        (EN, "5.", "5"),
        (EN, " 7 ", "7"),
        (EN, "+7", "7"),
        (EN, "1.5000", "1.5"),
        (PL, "1 234,50", "1234.50"),
        (PL, "1\u00a0234,50", "1234.50"),
        (PL, "1\u202f234,50", "1234.50"),
        (DE, "1.234,50", "1234.50"),
        (DE, "1.234", "1234"),
    ],
)
def test_a_number_is_read_in_the_clerks_notation(notation: Notation, text: str, value: str) -> None:
    assert parse_number(text, notation, 2) == Decimal(value)


@pytest.mark.parametrize("text", ["5-", "-5", "5 -", "- 5"])
def test_a_minus_stands_before_or_behind(text: str) -> None:
    assert parse_number(text, EN, 2, signed=True) == -5
    assert reason(text) == "no-negative"


def test_minus_nothing_is_nothing() -> None:
    assert parse_number("0-", EN, 2) == 0
    assert not parse_number("-0", EN, 2, signed=True).is_signed()


@pytest.mark.parametrize("text", ["+-5", "-+5", "5+-", "--5", "-5-", "+5-", "-5+", "-", "+"])
def test_two_signs_are_no_number(text: str) -> None:
    assert reason(text, signed=True) == "not-a-number"


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        (EN, "1,23"),
        (EN, "12,34.5"),
        (EN, "1234,567"),
        (EN, "1.234,50"),
        (EN, "1 234"),
        (EN, "1,,234"),
        (EN, ","),
        (EN, "."),
        (EN, ""),
        (EN, "1e5"),
        (EN, "0x10"),
        (EN, "NaN"),
        (EN, "1_000"),
        (EN, "\uff11"),
        (DE, "1,234.50"),
        (DE, "1.23"),
        (PL, "1.234,50"),
        (PL, "12 34"),
        (EN, "9" * 5000),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(notation: Notation, text: str) -> None:
    assert reason(text, notation) == "not-a-number"


def test_more_decimals_than_the_field_keeps_are_refused_and_not_rounded() -> None:
    assert reason("1.005") == "too-many-decimals"
    assert reason("1.5", decimals=0) == "too-many-decimals"


@pytest.mark.parametrize(
    ("value", "least", "most", "text"),
    [
        ("1234.5", 2, None, "1,234.50"),
        ("1234.5", 0, 3, "1,234.5"),
        ("1234.500", 0, 3, "1,234.5"),
        ("1E+3", 0, 3, "1,000"),
        ("-0.001", 2, 2, "0.00"),
        ("-0.00", 2, 2, "0.00"),
        ("-12.5", 2, 2, "-12.50"),
        ("0", 0, None, "0"),
    ],
)
def test_a_number_is_shown_with_the_decimals_it_needs(value: str, least: int, most: int | None, text: str) -> None:
    assert format_number(Decimal(value), EN, least, most) == text


@given(st.decimals(-(10**15), 10**15, places=3), notations)
def test_a_number_that_is_shown_can_be_typed_again(value: Decimal, notation: Notation) -> None:
    assert parse_number(format_number(value, notation, 0, 3), notation, 3, signed=True) == value
    assert parse_number(format_number(value, notation, 3), notation, 3, signed=True) == value


@given(st.dates(), notations)
def test_a_date_that_is_shown_can_be_typed_again(day: date, notation: Notation) -> None:
    assert parse_date(format_date(day, notation), notation, TODAY) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from([EN, PL, DE]))
def test_a_date_without_separators_or_century_is_the_same_date(day: date, notation: Notation) -> None:
    shown = format_date(day, notation)
    assert parse_date(shown.replace(notation.separator, ""), notation, TODAY) == day
    assert parse_date(shown[:6] + shown[8:], notation, TODAY) == day


digits = st.text(alphabet="0123456789.,/-+ dwmytbe", max_size=12)


@given(st.one_of(st.text(), digits), notations, st.integers(0, 5), st.booleans(), st.dates())
@example("9" * 5000, EN, 2, True, TODAY)
@example("\ud800", EN, 2, True, TODAY)
@example("+9999y", EN, 2, True, TODAY)
@example("-9999m", EN, 2, True, date.min)
def test_any_text_is_a_value_or_unreadable(
    text: str, notation: Notation, decimals: int, signed: bool, today: date
) -> None:
    with suppress(Unreadable):
        assert parse_number(text, notation, decimals, signed=signed).is_finite()
    with suppress(Unreadable):
        assert parse_date(text, notation, today)


@pytest.mark.parametrize(
    ("notation", "text", "day"),
    [
        (EN, "12/31/2026", date(2026, 12, 31)),
        (EN, "1/2/27", date(2027, 1, 2)),
        (EN, "12/31", date(2026, 12, 31)),
        (EN, "12/31/", date(2026, 12, 31)),
        (EN, "123126", date(2026, 12, 31)),
        (EN, "12312026", date(2026, 12, 31)),
        (EN, "1231", date(2026, 12, 31)),
        (EN, "31.12.2026", date(2026, 12, 31)),
        (EN, "2026-12-31", date(2026, 12, 31)),
        (PL, "2026-1-5", date(2026, 1, 5)),
        (DE, "31.12.26", date(2026, 12, 31)),
        (DE, "3.1.", date(2026, 1, 3)),
        (DE, "31122026", date(2026, 12, 31)),
        (PL, "12/31/2026", date(2026, 12, 31)),
        (Notation(order="DMY"), "31/12/2026", date(2026, 12, 31)),
        (ISO, "20261231", date(2026, 12, 31)),
        (ISO, "12-31", date(2026, 12, 31)),
        (EN, "5", date(2026, 11, 5)),
        (EN, "0005", None),
        (EN, " 12/31/2026 ", date(2026, 12, 31)),
    ],
)
def test_the_separators_decide_the_order(notation: Notation, text: str, day: date | None) -> None:
    if day is None:
        assert no_date(text, notation) == "no-such-date"
    else:
        assert parse_date(text, notation, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (".", TODAY),
        ("t", TODAY),
        ("T", TODAY),
        ("+7", date(2026, 12, 1)),
        ("-24", date(2026, 10, 31)),
        ("+2w", date(2026, 12, 8)),
        ("+1m", date(2026, 12, 24)),
        ("+3m", date(2027, 2, 24)),
        ("-1y", date(2025, 11, 24)),
        ("mb", date(2026, 11, 1)),
        ("ME", date(2026, 11, 30)),
    ],
)
def test_shortcuts_count_from_today(text: str, day: date) -> None:
    assert parse_date(text, DE, TODAY) == day


def test_a_month_later_than_the_31st_is_the_last_day_of_a_short_month() -> None:
    assert parse_date("+1m", EN, date(2027, 1, 31)) == date(2027, 2, 28)
    assert parse_date("+1y", EN, date(2028, 2, 29)) == date(2029, 2, 28)


def no_date(text: str, notation: Notation) -> str:
    with pytest.raises(Unreadable) as refused:
        parse_date(text, notation, TODAY)
    return refused.value.id


@pytest.mark.parametrize("text", ["31.02.2026", "24.0", "2400", "0.12", "32", "0", "31.13.2026", "+9999y", "29.02.27"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    assert no_date(text, DE) == "no-such-date"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "24-12-26", "1.2.3", "1.2.345", "123", "12345", "1.2/2026", "2026.12.31", "\u0661.\u0662", "1..2"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert no_date(text, DE) == "not-a-date"


def test_the_pattern_of_a_date_is_written_in_the_clerks_letters() -> None:
    assert EN.date_pattern == "MM/DD/YYYY"
    assert Notation(",", ".", "DMY", ".", "TMJ").date_pattern == "TT.MM.JJJJ"
