"""What a clerk selects by: single values, ranges, patterns and exclusions for each field, as selection screens have it.

Of the criteria of one field those that include are alternatives, and what one that excludes meets is left out. A field
without criteria selects everything; criteria of several fields must all be met.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
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
