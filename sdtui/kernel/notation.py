"""Numbers and dates in the clerk's notation, parsed strictly: what could be read in two ways is refused."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " "})
_SHIFT = re.compile(r"^([+-])(\d{1,4})([dwmy]?)$")
_PARTS = re.compile(r"^(\d{1,4})([./-])(\d{1,2})(?:\2(\d{1,4})?)?$")


class Unreadable(ValueError):
    """A text that is no value; ``id`` names the message, ``slots`` fill it."""

    def __init__(self, id: str, **slots: object) -> None:
        super().__init__(id)
        self.id = id
        self.slots = slots


@dataclass(frozen=True, slots=True)
class Notation:
    """Decimal sign, grouping sign, order of a date (``DMY``, ``MDY`` or ``YMD``) and the sign between its parts."""

    decimal: str = "."
    group: str = ","
    order: str = "MDY"
    separator: str = "/"

    @property
    def date_pattern(self) -> str:
        """The date format in letters: MM/DD/YYYY."""
        return self.separator.join({"D": "DD", "M": "MM", "Y": "YYYY"}[part] for part in self.order)


def parse_number(text: str, notation: Notation, decimals: int, *, signed: bool = False) -> Decimal:
    """The number in ``text``; a minus may stand before or, as clerks are used to, behind it."""
    raw = text.translate(BLANKS).strip()
    negative = raw.startswith("-") or raw.endswith("-")
    digits = raw.strip("-+").strip() if raw.count("-") <= 1 else "?"
    group, point = re.escape(notation.group), re.escape(notation.decimal)
    whole = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)"
    found = re.fullmatch(rf"({whole})?(?:{point}(\d*))?", digits, re.ASCII)
    if not found or not (found[1] or found[2]):
        raise Unreadable("not-a-number", text=text, example=format_number(Decimal("1234.5"), notation, 2))
    fraction = (found[2] or "").rstrip("0")
    if len(fraction) > decimals:
        raise Unreadable("too-many-decimals", text=text, decimals=decimals)
    if negative and not signed:
        raise Unreadable("no-negative", text=text)
    value = Decimal(f"{(found[1] or '0').replace(notation.group, '')}.{fraction or '0'}")
    return -value if negative else value


def format_number(value: Decimal, notation: Notation, least: int = 0, most: int | None = None) -> str:
    """``value`` with at least ``least`` decimals and as many more, up to ``most``, as it has."""
    sign, digits, exponent = value.as_tuple()
    decimals = max(least, min(-int(exponent) if int(exponent) < 0 else 0, least if most is None else most))
    text = f"{abs(value):,.{decimals}f}"
    whole, _, fraction = text.partition(".")
    if decimals > least:
        fraction = fraction.rstrip("0").ljust(least, "0")
    whole = whole.replace(",", notation.group)
    return f"{'-' if sign and any(digits) else ''}{whole}{notation.decimal + fraction if fraction else ''}"


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
    ``me`` (begin and end of the month). Points always mean day.month.year and hyphens year-month-day, whatever the order.
    """
    raw = text.strip().lower()
    if raw in (".", "t", "today", "heute", "dziś", "dzis"):
        return today
    if shifted := _SHIFT.match(raw):
        return _shift(today, int(shifted[1] + shifted[2]), shifted[3] or "d", text)
    if raw == "mb":
        return today.replace(day=1)
    if raw == "me":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    parts = _split(raw, notation)
    if parts is None:
        raise Unreadable("not-a-date", text=text, format=notation.date_pattern)
    day, month, year = parts
    try:
        return date(_century(year) if year is not None else today.year, month or today.month, day)
    except ValueError:
        raise Unreadable("no-such-date", text=text, format=notation.date_pattern) from None


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def _shift(today: date, count: int, unit: str, text: str) -> date:
    try:
        if unit in "dw":
            return today + timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        raise Unreadable("no-such-date", text=text, format="") from None


def _split(raw: str, notation: Notation) -> tuple[int, int | None, int | None] | None:
    """Day, month and year as typed, or None."""
    if found := _PARTS.match(raw):
        order = {".": "DMY", "-": "YMD"}.get(found[2], notation.order if notation.separator == "/" else "MDY")
        values = [int(part) for part in (found[1], found[3], found[4]) if part]
        if len(values) == 2:
            order = order.replace("Y", "")
        elif order[0] != "Y" and len(found[1]) > 2:
            return None
        named = dict(zip(order, values, strict=True))
        return named["D"], named["M"], named.get("Y")
    if not raw.isdecimal() or not raw.isascii():
        return None
    return _undivided(raw, notation.order)


def _undivided(raw: str, order: str) -> tuple[int, int | None, int | None] | None:
    if len(raw) <= 2:
        return int(raw), None, None
    if len(raw) not in (4, 6, 8):
        return None
    years = len(raw) - 4
    named: dict[str, int] = {}
    for part in order if years else order.replace("Y", ""):
        size = years if part == "Y" else 2
        named[part], raw = int(raw[:size]), raw[size:]
    return named["D"], named["M"], named.get("Y")
