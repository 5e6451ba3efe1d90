"""What a clerk writes into fields of selection screens, read and shown again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sdtui.domain import elements as e
from sdtui.domain.elements import Element, limit_element
from sdtui.domain.selection import Anchor, Limit, Option, RelativeDate
from sdtui.kernel.conversion import Conversion
from sdtui.kernel.notation import Notation, Unreadable

TODAY = date(2026, 11, 24)
POLISH: Mapping[Anchor, tuple[str, ...]] = {
    Anchor.TODAY: ("dziś", "dzis", "d", "today"),
    Anchor.WEEK_START: ("początek tygodnia", "pt"),
    Anchor.MONTH_START: ("początek miesiąca", "pm", "month start"),
    Anchor.MONTH_END: ("koniec miesiąca", "km"),
    Anchor.YEAR_START: ("początek roku", "pr"),
    Anchor.YEAR_END: ("koniec roku", "kr"),
}
EN = Conversion(Notation(), lambda: TODAY)
PL = Conversion(Notation(",", " ", "DMY", ".", "DMR"), lambda: TODAY, anchors=POLISH)
CUSTOMER = limit_element(Element(name="customer", length=10, alpha=True, upper=True, values="customer"), str)
TEXT = limit_element(e.text("reference", 12), str)
DAY = limit_element(e.day("day", ""), date)
MONEY = limit_element(e.amount("value", signed=True), Decimal)
NUMBER = limit_element(Element(name="number", length=3), int)
FLAG = limit_element(Element(name="flag", length=1), bool)


def read(element: e.LimitElement, text: str, conversion: Conversion = EN) -> object:
    return conversion.to_value(element, Limit, text)


@pytest.mark.parametrize(
    ("element", "typed", "limit", "shown"),
    [
        (CUSTOMER, "1000", Limit(Option.EQUAL, "0000001000"), "1000"),
        (CUSTOMER, "=1000", Limit(Option.EQUAL, "0000001000"), "1000"),
        (CUSTOMER, ">= 1000", Limit(Option.AT_LEAST, "0000001000"), ">=1000"),
        (CUSTOMER, "<>abc", Limit(Option.NOT_EQUAL, "ABC"), "<>ABC"),
        (CUSTOMER, "10*", Limit(Option.PATTERN, "10*"), "10*"),
        (CUSTOMER, "<>1+0*", Limit(Option.NO_PATTERN, "1+0*"), "<>1+0*"),
        (TEXT, "Ab*c", Limit(Option.PATTERN, "Ab*c"), "Ab*c"),
        (TEXT, '""', Limit(Option.EQUAL, None), '""'),
        (TEXT, '=""', Limit(Option.EQUAL, None), '""'),
        (TEXT, '<>""', Limit(Option.NOT_EQUAL, None), '<>""'),
        (DAY, "11/05/2026", Limit(Option.EQUAL, date(2026, 11, 5)), "11/05/2026"),
        (DAY, "<110526", Limit(Option.LESS, date(2026, 11, 5)), "<11/05/2026"),
        (DAY, "today", Limit(Option.EQUAL, RelativeDate(Anchor.TODAY)), "today"),
        (DAY, ".", Limit(Option.EQUAL, RelativeDate(Anchor.TODAY)), "today"),
        (DAY, "-7", Limit(Option.EQUAL, RelativeDate(Anchor.TODAY, -7)), "today-7"),
        (DAY, "> + 14 ", Limit(Option.GREATER, RelativeDate(Anchor.TODAY, 14)), ">today+14"),
        (DAY, "-2w", Limit(Option.EQUAL, RelativeDate(Anchor.TODAY, -14)), "today-14"),
        (DAY, "Month-Start + 3d", Limit(Option.EQUAL, RelativeDate(Anchor.MONTH_START, 3)), "month-start+3"),
        (DAY, "+1m", Limit(Option.EQUAL, date(2026, 12, 24)), "12/24/2026"),
        (MONEY, "<=-1,000.5", Limit(Option.AT_MOST, Decimal("-1000.5")), "<=-1,000.50"),
        (MONEY, ">0", Limit(Option.GREATER, Decimal(0)), ">0.00"),
        (NUMBER, "0", Limit(Option.EQUAL, 0), "0"),
        (NUMBER, "<50", Limit(Option.LESS, 50), "<50"),
        (FLAG, "x", Limit(Option.EQUAL, value=True), "X"),
        (FLAG, "-", Limit(Option.EQUAL, value=False), "-"),
        (CUSTOMER, "   ", None, ""),
    ],
)
def test_what_is_typed_is_read_and_shown(element: e.LimitElement, typed: str, limit: Limit | None, shown: str) -> None:
    assert read(element, typed) == limit
    assert EN.to_text(element, limit) == shown
    assert read(element, shown) == limit


@pytest.mark.parametrize(
    ("typed", "day", "shown"),
    [
        ("dzis-7", RelativeDate(Anchor.TODAY, -7), "dziś-7"),
        ("D+1", RelativeDate(Anchor.TODAY, 1), "dziś+1"),
        ("today", RelativeDate(Anchor.TODAY), "dziś"),
        ("month  START", RelativeDate(Anchor.MONTH_START), "początek miesiąca"),
        ("pt", RelativeDate(Anchor.WEEK_START), "początek tygodnia"),
        ("Koniec Roku -1", RelativeDate(Anchor.YEAR_END, -1), "koniec roku-1"),
    ],
)
def test_words_are_those_of_the_clerk_and_english_is_understood(typed: str, day: RelativeDate, shown: str) -> None:
    limit = read(DAY, typed, PL)
    assert limit == Limit(Option.EQUAL, day)
    assert PL.to_text(DAY, limit) == shown
    assert read(DAY, shown, PL) == limit


@pytest.mark.parametrize(
    ("element", "typed", "message"),
    [
        (CUSTOMER, ">=", "limit-without-value"),
        (CUSTOMER, "<", "limit-without-value"),
        (CUSTOMER, '>""', "limit-not-comparable"),
        (CUSTOMER, "<10*", "limit-not-comparable"),
        (CUSTOMER, "12345678901", "text-too-long"),
        (CUSTOMER, "1234567890*", "text-too-long"),
        (DAY, "31.02.2026", "no-such-date"),
        (DAY, "todayish", "not-a-date"),
        (DAY, "today-", "not-a-date"),
        (DAY, "today-99999", "not-a-date"),
        (DAY, "10*", "not-a-date"),
        (NUMBER, "1000", "number-too-large"),
        (MONEY, "1*", "not-a-number"),
        (FLAG, "maybe", "not-a-flag"),
    ],
)
def test_what_is_no_limit_is_refused(element: e.LimitElement, typed: str, message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(element, typed)
    assert refused.value.id == message


_VALUES = {
    DAY: st.dates() | st.builds(RelativeDate, st.sampled_from(Anchor), st.integers(-9_999, 9_999)),
    MONEY: st.decimals(-(10**9), 10**9, places=2),
    NUMBER: st.integers(0, 999),
    CUSTOMER: st.text("0123456789", min_size=1, max_size=10).map(lambda text: text.zfill(10)),
}
_COMPARED = [o for o in Option if o not in (Option.BETWEEN, Option.PATTERN, Option.NO_PATTERN)]


@given(st.data())
def test_what_is_shown_can_be_typed_again(data: st.DataObject) -> None:
    element = data.draw(st.sampled_from(list(_VALUES)))
    limit = Limit(data.draw(st.sampled_from(_COMPARED)), data.draw(_VALUES[element]))
    conversion = data.draw(st.sampled_from([EN, PL]))
    assert read(element, conversion.to_text(element, limit), conversion) == limit


@given(st.text(max_size=30))
@example("00000000+ß")
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for element in (CUSTOMER, TEXT, DAY, MONEY, NUMBER, FLAG):
        try:
            limit = read(element, text)
        except Unreadable:
            continue
        assert read(element, EN.to_text(element, limit)) == limit
