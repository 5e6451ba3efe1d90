"""Numbers and dates in the clerk's notation, parsed strictly: what could be read in two ways is refused."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " "})
_SIGNED = re.compile(r"([+-])?\s*([^+-]*?)\s*(?(1)|([+-])?)", re.ASCII)
_SHIFT = re.compile(r"([+-])([0-9]{1,4})([dwmy]?)")
_PARTS = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,4})(?:\2(?:([0-9]{1,4}))?)?")
# More digits than any field holds; Python refuses to convert thousands of them.
_MOST_DIGITS = 60


class Unreadable(ValueError):  # noqa: N818 - named for what it is to the clerk
    """A text that is no value; ``id`` names the message, ``slots`` fill it."""

    def __init__(self, id: str, **slots: object) -> None:
        super().__init__(id)
        self.id = id
        self.slots = slots


@dataclass(frozen=True, slots=True)
class Notation:
    """Decimal sign, grouping sign, order of a date (``DMY``, ``MDY`` or ``YMD``) and the sign between its parts.

    ``letters`` stand for day, month and year in the clerk's language.
    """

    decimal: str = "."
    group: str = ","
    order: str = "MDY"
    separator: str = "/"
    letters: str = "DMY"

    @property
    def date_pattern(self) -> str:
        """The date format in letters: MM/DD/YYYY."""
        day, month, year = self.letters
        return self.separator.join({"D": day * 2, "M": month * 2, "Y": year * 4}[part] for part in self.order)


def parse_number(text: str, notation: Notation, decimals: int, *, signed: bool = False) -> Decimal:
    """The number in ``text``; a minus may stand before or, as clerks are used to, behind it."""
    raw = text.translate(BLANKS).strip()
    sign = _SIGNED.fullmatch(raw)
    group, point = re.escape(notation.group), re.escape(notation.decimal)
    whole = rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)"
    found = re.fullmatch(rf"({whole})?(?:{point}([0-9]*))?", sign[2]) if sign else None
    if sign is None or found is None or not (found[1] or found[2]) or len(raw) > _MOST_DIGITS:
        raise Unreadable("not-a-number", text=text, example=format_number(Decimal("1234.5"), notation, 2))
    fraction = (found[2] or "").rstrip("0")
    if len(fraction) > decimals:
        raise Unreadable("too-many-decimals", text=text, decimals=decimals)
    value = Decimal(f"{(found[1] or '0').replace(notation.group, '')}.{fraction or '0'}")
    negative = "-" in (sign[1], sign[3]) and value != 0
    if negative and not signed:
        raise Unreadable("no-negative", text=text)
    return value.copy_negate() if negative else value


def format_number(value: Decimal, notation: Notation, least: int = 0, most: int | None = None) -> str:
    """``value`` with at least ``least`` decimals and as many more, up to ``most``, as it has."""
    sign, digits = ("-", value.copy_abs()) if value.is_signed() else ("", value)
    own = -int(value.as_tuple().exponent)
    text = f"{digits:,.{max(least, min(own, least if most is None else most))}f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    shown = whole.replace(",", notation.group) + (notation.decimal + fraction if fraction else "")
    return sign + shown if any(digit in shown for digit in "123456789") else shown


def format_date(value: date | None, notation: Notation) -> str:
    """The date in the clerk's order, always with four digits of the year; empty for None."""
    if value is None:
        return ""
    parts = {"D": f"{value.day:02}", "M": f"{value.month:02}", "Y": f"{value.year:04}"}
    return notation.separator.join(parts[part] for part in notation.order)


def parse_date(text: str, notation: Notation, today: date) -> date:
    """The date in ``text``.

    Understood are the clerk's own order with or without separators, years of two digits (this century), day and month
    alone, a day alone, and the shortcuts ``t`` or ``.`` (today), ``+7``, ``-3``, ``+2w``, ``+1m``, ``+1y``, ``mb`` and
    ``me`` (begin and end of the month). Points always mean day.month.year; hyphens mean year-month-day, with a year of
    four digits; slashes mean month/day/year to whoever writes other signs himself.
    """
    raw = text.strip().lower()
    if raw in (".", "t", "today", "heute", "dziś", "dzis"):
        return today
    if raw == "mb":
        return today.replace(day=1)
    if raw == "me":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    shifted = _SHIFT.fullmatch(raw)
    parts = None if shifted else _split(raw, notation)
    if not shifted and parts is None:
        raise Unreadable("not-a-date", text=text, format=notation.date_pattern)
    try:
        if shifted:
            return _shift(today, int(shifted[1] + shifted[2]), shifted[3] or "d")
        return _dated(parts or {}, today)
    except (ValueError, OverflowError):
        raise Unreadable("no-such-date", text=text, format=notation.date_pattern) from None


def _dated(parts: Mapping[str, str], today: date) -> date:
    year = parts.get("Y", f"{today.year:04}")
    month = parts.get("M", f"{today.month}")
    return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(parts["D"]))


def _shift(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _split(raw: str, notation: Notation) -> dict[str, str] | None:
    """The digits of day, month and year as typed, or None."""
    if found := _PARTS.fullmatch(raw):
        order = {".": "DMY", "-": "YMD"}.get(found[2], notation.order if notation.separator == "/" else "MDY")
        digits = [part for part in (found[1], found[3], found[4]) if part]
        named = dict(zip(order if len(digits) == 3 else order.replace("Y", ""), digits, strict=True))
        years = (4,) if found[2] == "-" else (2, 4)
        fits = all(len(part) in years if name == "Y" else len(part) <= 2 for name, part in named.items())
        return named if fits else None
    if not raw.isdecimal() or not raw.isascii():
        return None
    return _undivided(raw, notation.order)


def _undivided(raw: str, order: str) -> dict[str, str] | None:
    if len(raw) <= 2:
        return {"D": raw}
    if len(raw) not in (4, 6, 8):
        return None
    years = len(raw) - 4
    named: dict[str, str] = {}
    for part in order if years else order.replace("Y", ""):
        size = years if part == "Y" else 2
        named[part], raw = raw[:size], raw[size:]
    return named
