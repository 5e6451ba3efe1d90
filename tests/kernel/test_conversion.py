"""From the text of a field to its value and back, by element."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain import elements as e
from sdtui.domain.elements import Element
from sdtui.kernel.conversion import Conversion
from sdtui.kernel.notation import Notation, Unreadable

DECIMALS = {"JPY": 0, "KWD": 3}
EN = Conversion(Notation(), lambda: date(2026, 11, 24), lambda currency: DECIMALS.get(currency, 2))
FLAG = Element(name="flag", length=1)


def element(annotated: Any) -> Element:
    return get_args(annotated)[1]


def value(annotated: Any, kind: type, text: str, reference: str = "") -> object:
    return EN.to_value(element(annotated), kind, text, reference)


def reason(annotated: Any, kind: type, text: str, reference: str = "") -> str:
    with pytest.raises(Unreadable) as refused:
        value(annotated, kind, text, reference)
    return refused.value.id


def test_a_numeric_key_gets_leading_zeros_and_loses_them_on_the_screen() -> None:
    assert value(e.SoldTo, str, " 1000 ") == "0000001000"
    assert EN.to_text(element(e.SoldTo), "0000001000") == "1000"
    assert value(e.SoldTo, str, "kd-1") == "KD-1"
    assert EN.to_text(element(e.SoldTo), "0000000000") == "0"
    assert value(e.Material, str, "100") == "0" * 15 + "100"


def test_digits_of_other_scripts_are_no_numeric_key() -> None:
    assert value(e.SoldTo, str, "\u0661\u0662") == "\u0661\u0662"


def test_keys_are_kept_in_capitals_and_free_text_is_not() -> None:
    assert value(e.DocumentType, str, "qt") == "QT"
    assert value(e.CustomerReference, str, "Anfrage 7") == "Anfrage 7"


def test_a_text_that_is_too_long_is_refused_also_when_capitals_make_it_longer() -> None:
    assert reason(e.DocumentType, str, "QTOOL") == "text-too-long"
    assert reason(e.DocumentType, str, "xßßß") == "text-too-long"


def test_money_has_the_decimals_of_its_currency() -> None:
    assert value(e.NetPrice, Decimal, "1,234.50", "EUR") == Decimal("1234.50")
    assert reason(e.NetPrice, Decimal, "1234.5", "JPY") == "too-many-decimals"
    assert value(e.NetPrice, Decimal, "1.234", "KWD") == Decimal("1.234")
    assert EN.to_text(element(e.NetPrice), Decimal("1234.5"), "EUR") == "1,234.50"
    assert EN.to_text(element(e.NetPrice), Decimal(1234), "JPY") == "1,234"
    assert EN.to_text(element(e.NetPrice), Decimal(0), "EUR") == "0.00"


def test_a_quantity_shows_no_decimals_that_it_does_not_have_and_no_nothing() -> None:
    assert EN.to_text(element(e.OrderQuantity), Decimal("5.000")) == "5"
    assert EN.to_text(element(e.OrderQuantity), Decimal("0.5")) == "0.5"
    assert EN.to_text(element(e.OrderQuantity), Decimal(0)) == ""
    assert reason(e.OrderQuantity, Decimal, "1-") == "no-negative"


@pytest.mark.parametrize(
    ("annotated", "kind", "text"),
    [
        (e.OrderQuantity, Decimal, "9" * 13),
        (e.Probability, int, "1000"),
        (e.NetPrice, Decimal, "1" + "0" * 13),
    ],
)
def test_a_number_that_is_too_large_is_refused(annotated: Any, kind: type, text: str) -> None:
    assert reason(annotated, kind, text) == "number-too-large"


def test_thousands_of_digits_are_refused_and_break_nothing() -> None:
    assert reason(e.OrderQuantity, Decimal, "9" * 9000) == "not-a-number"
    assert reason(e.Probability, int, "9" * 9000) == "not-a-number"


@pytest.mark.parametrize(("text", "expected"), [("X", True), ("x", True), ("1", True), ("", False), ("0", False)])
def test_a_flag(text: str, expected: bool) -> None:
    assert EN.to_value(FLAG, bool, text) is expected


def test_anything_else_is_no_flag() -> None:
    with pytest.raises(Unreadable) as refused:
        EN.to_value(FLAG, bool, "?")
    assert refused.value.id == "not-a-flag"
    assert (EN.to_text(FLAG, True), EN.to_text(FLAG, False)) == ("X", "")


def test_empty_is_the_empty_value_of_its_kind() -> None:
    assert value(e.SoldTo, str, " ") == ""
    assert value(e.ValidTo, date, "") is None
    assert value(e.OrderQuantity, Decimal, "") == 0
    assert value(e.Probability, int, "") == 0


def test_hostile_text_does_not_come_in() -> None:
    assert value(e.CustomerReference, str, "A\x1b[2J\u202eB") == "A\ufffd[2J\ufffdB"
    assert value(e.LongText, str, "one\r\ntwo\x07") == "one\ntwo\ufffd"


ELEMENTS = [
    (annotated, next(kind for kind in (bool, int, Decimal, date, str) if kind in (base, *get_args(base))))
    for annotated in vars(e).values()
    if get_args(annotated) and isinstance(get_args(annotated)[-1], Element) and (base := get_args(annotated)[0])
]


@given(
    st.sampled_from(ELEMENTS), st.one_of(st.text(), st.text("0123456789.,- xX")), st.sampled_from(["", "EUR", "JPY"])
)
def test_what_any_field_takes_is_shown_so_that_it_can_be_typed_again(
    what: tuple[Any, type], text: str, reference: str
) -> None:
    annotated, kind = what
    with suppress(Unreadable):
        taken = value(annotated, kind, text, reference)
        shown = EN.to_text(element(annotated), taken, reference)
        assert value(annotated, kind, shown, reference) == taken
