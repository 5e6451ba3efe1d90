"""What a clerk writes into a field of a selection screen: ``1000``, ``>=100``, ``10*``, ``today-7``, ``""``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from sdtui.domain.elements import Element, LimitElement
from sdtui.domain.selection import Anchor, Limit, Option, Plain, RelativeDate
from sdtui.kernel.notation import Unreadable
from sdtui.kernel.texts import Texts

EMPTY = '""'
# The longer ones first, as they begin like the shorter.
SIGNS = {
    ">=": Option.AT_LEAST,
    "<=": Option.AT_MOST,
    "<>": Option.NOT_EQUAL,
    ">": Option.GREATER,
    "<": Option.LESS,
    "=": Option.EQUAL,
}
_SHOWN = {option: sign for sign, option in SIGNS.items() if option is not Option.EQUAL}
_WILD = re.compile(r"[*+]")
_SHIFT = re.compile(r"([+-])\s*([0-9]{1,4})(d?|w)")
Anchors = Mapping[Anchor, tuple[str, ...]]


class Converting(Protocol):
    """What of the conversion is needed for the values between the signs."""

    @property
    def anchors(self) -> Anchors: ...

    def to_value(self, element: Element, kind: type, text: str, reference: str = "") -> object:
        """The value typed as ``text``."""
        ...

    def to_text(self, element: Element, value: object, reference: str = "") -> str:
        """The value as the clerk reads it."""
        ...


def anchor_words(texts: Texts) -> Anchors:
    """The words for the days that dates are counted from: the clerk's first, the English ones too."""
    return {
        anchor: tuple(dict.fromkeys(word for text in texts.every(f"date.{anchor.value}") for word in text.split("|")))
        for anchor in Anchor
    }


def read_limit(conversion: Converting, element: LimitElement, raw: str) -> Limit | None:
    """What a field selects by, None when it is empty. Raises ``Unreadable``."""
    if not raw:
        return None
    sign = next((sign for sign in SIGNS if raw.startswith(sign)), "")
    option, text = SIGNS.get(sign, Option.EQUAL), raw.removeprefix(sign).strip()
    if not text:
        raise Unreadable("limit-without-value", text=raw)
    if text == EMPTY:
        return Limit(_equal_or_not(option, raw), None)
    if element.kind is str and _WILD.search(text):
        return _pattern(element, option, text)
    if element.kind is date and (day := _relative(text, conversion.anchors)):
        return Limit(option, day)
    value = conversion.to_value(element.of, element.kind, text)
    if not isinstance(value, Plain):
        raise Unreadable("limit-without-value", text=raw)
    return Limit(option, value)


def show_limit(conversion: Converting, element: Element, limit: Limit) -> str:
    """The limit as it may be typed again."""
    of = element.of if isinstance(element, LimitElement) else element
    sign = "<>" if limit.option is Option.NO_PATTERN else _SHOWN.get(limit.option, "")
    return sign + _show_value(conversion, of, limit.value)


def _show_value(conversion: Converting, of: Element, value: Plain | RelativeDate | None) -> str:
    match value:
        case None:
            return EMPTY
        case RelativeDate():
            return conversion.anchors[value.anchor][0] + (f"{value.days:+d}" if value.days else "")
        case bool():
            return "X" if value else "-"
        case int() | Decimal():
            return conversion.to_text(of, value) or "0"
        case _:
            return conversion.to_text(of, value)


def _equal_or_not(option: Option, raw: str) -> Option:
    if option not in (Option.EQUAL, Option.NOT_EQUAL):
        raise Unreadable("limit-not-comparable", text=raw)
    return option


def _pattern(element: LimitElement, option: Option, text: str) -> Limit:
    negative = _equal_or_not(option, text) is Option.NOT_EQUAL
    # capitals may be longer than what was typed
    kept = text.upper() if element.of.upper else text
    if len(kept) > element.of.length:
        raise Unreadable("text-too-long", text=text, length=element.of.length)
    return Limit(Option.NO_PATTERN if negative else Option.PATTERN, kept)


def _relative(text: str, anchors: Anchors) -> RelativeDate | None:
    """``today``, ``month start+3``, ``-7``: a date that moves with the calendar; None for any other text."""
    small = " ".join(text.lower().split())
    days = _days(small)
    if days is not None:
        return RelativeDate(Anchor.TODAY, days)
    by_length: Callable[[tuple[str, Anchor]], int] = lambda pair: -len(pair[0])  # noqa: E731
    words = sorted(((word, anchor) for anchor, own in anchors.items() for word in own), key=by_length)
    for word, anchor in [*words, (".", Anchor.TODAY)]:
        if small == word:
            return RelativeDate(anchor)
        if small.startswith(word) and (shift := _days(small.removeprefix(word).strip())) is not None:
            return RelativeDate(anchor, shift)
    return None


def _days(text: str) -> int | None:
    found = _SHIFT.fullmatch(text)
    return int(found[1] + found[2]) * (7 if found[3] == "w" else 1) if found else None
