"""What a clerk selects by: single values, ranges, patterns and exclusions for each field, as selection screens have it.

Of the criteria of one field those that include are alternatives, and what one that excludes meets is left out. A field
without criteria selects everything; criteria of several fields must all be met.

The empty value comes before all others, but only a criterion that names it meets it: documents without a date are not
among those up to a date. In patterns ``*`` stands for any characters and ``+`` for one; they take a key as it is shown,
without leading zeros, and capitals for small letters.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

Plain = str | bool | int | Decimal | date


class Option(StrEnum):
    """How a value is compared (SELECT-OPTIONS)."""

    EQUAL = "EQ"
    NOT_EQUAL = "NE"
    LESS = "LT"
    AT_MOST = "LE"
    GREATER = "GT"
    AT_LEAST = "GE"
    BETWEEN = "BT"
    PATTERN = "CP"
    NO_PATTERN = "NP"


class Anchor(StrEnum):
    """The day that a relative date is counted from."""

    TODAY = "today"
    WEEK_START = "week-start"
    MONTH_START = "month-start"
    MONTH_END = "month-end"
    YEAR_START = "year-start"
    YEAR_END = "year-end"


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date that moves with the calendar: so many ``days`` from an anchor. A variant keeps it as it was entered."""

    anchor: Anchor
    days: int = 0

    def on(self, today: date) -> date:
        """The date that it is on ``today``."""
        return _ANCHORS[self.anchor](today) + timedelta(days=self.days)


_ANCHORS: Mapping[Anchor, Callable[[date], date]] = {
    Anchor.TODAY: lambda today: today,
    Anchor.WEEK_START: lambda today: today - timedelta(days=today.weekday()),
    Anchor.MONTH_START: lambda today: today.replace(day=1),
    Anchor.MONTH_END: lambda today: today.replace(day=calendar.monthrange(today.year, today.month)[1]),
    Anchor.YEAR_START: lambda today: today.replace(month=1, day=1),
    Anchor.YEAR_END: lambda today: today.replace(month=12, day=31),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """What stands in one field of a selection screen: ``>=100``, ``10*``, ``today-7``, or a plain value.

    ``value`` is in stored form; None stands for the empty value of the field, which ``=""`` asks for.
    """

    option: Option = Option.EQUAL
    value: Plain | RelativeDate | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a selection. ``high`` counts for ``BETWEEN`` only, both ends belong to the range."""

    option: Option
    low: Plain | RelativeDate | None
    high: Plain | RelativeDate | None = None
    exclude: bool = False


Selection = Mapping[str, Sequence[Criterion]]


def resolved(value: Plain | RelativeDate | None, today: date) -> Any:
    """A plain value: relative dates as they fall on ``today``."""
    return value.on(today) if isinstance(value, RelativeDate) else value


def criterion(low: Limit | None, high: Limit | None, *, exclude: bool = False) -> Criterion | None:
    """From the two fields of a line; None when both are empty. A high end alone means everything up to it."""
    if high is not None:
        if low is None:
            return Criterion(Option.AT_MOST, high.value, exclude=exclude)
        return Criterion(Option.BETWEEN, low.value, high.value, exclude)
    return Criterion(low.option, low.value, exclude=exclude) if low is not None else None


def matches(
    criteria: Sequence[Criterion], value: Any, today: date, *, alpha: bool = False, optional: bool = False
) -> bool:
    """Whether a value is selected.

    ``alpha`` tells that it is a key that is stored with leading zeros, ``optional`` that None is the empty value of the
    field, where others have 0 or no text.
    """
    if isinstance(value, datetime):
        value = value.date()
    elif isinstance(value, StrEnum):
        value = value.value
    empty = None if optional else next((e for e in _EMPTIES if type(e) is type(value)), None)

    def meets(line: Criterion) -> bool:
        if line.option in (Option.PATTERN, Option.NO_PATTERN):
            text = as_shown(str(value), alpha=alpha) if isinstance(value, str) else None
            found = text is not None and bool(_pattern(str(line.low or "")).fullmatch(text))
            return found is (line.option is Option.PATTERN)
        low, high = (empty if end is None else resolved(end, today) for end in (line.low, line.high))
        return _meets(line.option, value, low, high)

    including = [line for line in criteria if not line.exclude]
    if including and not any(map(meets, including)):
        return False
    return not any(meets(line) for line in criteria if line.exclude)


_EMPTIES: Sequence[Plain] = ("", 0, False, Decimal())


def _meets(option: Option, value: Any, low: Any, high: Any) -> bool:
    if value is None:
        return option in _MET_BY_EMPTY if low is None else option is Option.NOT_EQUAL
    if low is None:
        return option in (Option.NOT_EQUAL, Option.GREATER, Option.AT_LEAST) or (
            option is Option.BETWEEN and high is not None and value <= high
        )
    return _COMPARED[option](value, low, high)


_MET_BY_EMPTY = (Option.EQUAL, Option.AT_MOST, Option.AT_LEAST, Option.BETWEEN)
_COMPARED: Mapping[Option, Callable[[Any, Any, Any], bool]] = {
    Option.EQUAL: lambda value, low, _: value == low,
    Option.NOT_EQUAL: lambda value, low, _: value != low,
    Option.LESS: lambda value, low, _: value < low,
    Option.AT_MOST: lambda value, low, _: value <= low,
    Option.GREATER: lambda value, low, _: value > low,
    Option.AT_LEAST: lambda value, low, _: value >= low,
    Option.BETWEEN: lambda value, low, high: high is not None and low <= value <= high,
}


def as_shown(key: str, *, alpha: bool = True) -> str:
    """A key as clerks write it: one of digits alone without leading zeros."""
    return key.lstrip("0") if alpha and key.isascii() and key.isdigit() else key


@lru_cache(maxsize=200)
def _pattern(text: str) -> re.Pattern[str]:
    parts = {"*": ".*", "+": "."}
    return re.compile("".join(parts.get(each, re.escape(each)) for each in text), re.IGNORECASE | re.DOTALL)
