"""What becomes of condition records when others are written: on any day one record of a key holds, the newest.

Also what a record must say before it is written. Rates and limits are signed as their condition type has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sdtui.domain.conditions import (
    Calculation,
    ConditionRecord,
    ConditionTypeRule,
    Scale,
    ScaleType,
    Sign,
)
from sdtui.domain.errors import Finding, error
from sdtui.domain.rounding import ZERO

FOREVER = date.max
# The word for a limit that there is not.
NO_LIMIT = "no-limit"
_DAY = timedelta(days=1)
# Numbers of customers and materials are stored with zeros up to these characters, or more.
_PADDED = 10
Period = tuple[date, date]
# Condition type, table and key.
Place = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Displaced:
    """An older record, and what is left of it: nothing, one period under its number, or also new records behind it."""

    old: ConditionRecord
    left: tuple[Period, ...]

    @property
    def kept(self) -> ConditionRecord:
        """The old record as it stays: with the first period that is left, flagged for deletion when there is none."""
        if not self.left:
            return replace(self.old, deletion_flag=True)
        start, end = self.left[0]
        return replace(self.old, valid_from=start, valid_to=end)

    @property
    def split_off(self) -> list[ConditionRecord]:
        """The further parts, records of their own without a number yet."""
        return [replace(self.old, record=0, valid_from=start, valid_to=end) for start, end in self.left[1:]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in one field of a key: everything, a value or a pattern with * and +, or a range.

    Numbers are in stored form, with leading zeros; a pattern is for numbers as clerks write them.
    """

    low: str = ""
    high: str = ""

    @property
    def exact(self) -> bool:
        """Whether only one value fits."""
        return bool(self.low) and not self.high and not self._wild

    @property
    def _wild(self) -> bool:
        return "*" in self.low or "+" in self.low

    def admits(self, value: str) -> bool:
        """Whether a value of the key is looked for."""
        if self.high:
            return self.low <= value <= self.high
        if not self._wild:
            return self.low in {"", value}
        # the zeros of a short code, as a price list has it, belong to it
        shown = value.lstrip("0") if value.isdecimal() and len(value) >= _PADDED else value
        parts = (".*" if part == "*" else "." if part == "+" else re.escape(part) for part in self.low)
        return re.fullmatch("".join(parts), shown) is not None


def displaced(written: Iterable[ConditionRecord], stored: Iterable[ConditionRecord]) -> list[Displaced]:
    """Which of ``stored`` give way to ``written``, by number.

    Records that are themselves written, or flagged for deletion, are left alone; so is what nothing new overlaps.
    """
    own: set[int] = set()
    taken: dict[Place, list[Period]] = defaultdict(list)
    for record in written:
        own.add(record.record)
        if not record.deletion_flag:
            taken[_place(record)].append((record.valid_from, record.valid_to))
    found: list[Displaced] = []
    for old in sorted(stored, key=lambda record: record.record):
        if old.deletion_flag or old.record in own:
            continue
        left = _without((old.valid_from, old.valid_to), taken.get(_place(old), ()))
        if left != [(old.valid_from, old.valid_to)]:
            found.append(Displaced(old, tuple(left)))
    return found


def _place(record: ConditionRecord) -> Place:
    return record.condition_type, record.table, record.key


def _without(period: Period, taken: Iterable[Period]) -> list[Period]:
    """What is left of a period, in order."""
    left = [period]
    for start, end in taken:
        left = [rest for whole in left for rest in _cut(whole, start, end)]
    return left


def _cut(period: Period, start: date, end: date) -> Iterator[Period]:
    first, last = period
    if end < first or last < start:
        yield period
        return
    if first < start:
        yield first, start - _DAY
    if end < last:
        yield end + _DAY, last


def overlapping(records: Sequence[ConditionRecord]) -> int | None:
    """The place of the first record that overlaps an earlier one of the same key; flagged ones do not count."""
    before: dict[Place, list[ConditionRecord]] = defaultdict(list)
    for number, record in enumerate(records):
        if record.deletion_flag:
            continue
        earlier = before[_place(record)]
        if any(record.valid_from <= other.valid_to and other.valid_from <= record.valid_to for other in earlier):
            return number
        earlier.append(record)
    return None


def limits(
    rule: ConditionTypeRule, lower: Decimal | None, upper: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """Lower and upper limit with the sign of the type: of a discount entered as 5 to 10 the lower one is -10."""
    one, other = (rule.signed(limit) if limit else None for limit in (lower, upper))
    if rule.sign is not Sign.NEGATIVE:
        return one, other
    if one is not None and other is not None:
        return min(one, other), max(one, other)
    # entered without its sign, the least discount is the greatest rate
    return (other, one) if (lower or upper or ZERO) > 0 else (one, other)


def outside(rate: Decimal, lower: Decimal | None, upper: Decimal | None) -> bool:
    """Whether a rate is not within its limits; a limit that is None does not count."""
    return (lower is not None and rate < lower) or (upper is not None and rate > upper)


def check_record(record: ConditionRecord, rule: ConditionTypeRule) -> Iterator[Finding]:
    """What stands against writing a record, by the name of its field."""
    if record.valid_to < record.valid_from:
        yield error("condition-validity-turned", "valid_to", valid_from=record.valid_from, valid_to=record.valid_to)
    if rule.calculation is not Calculation.PERCENT:
        if not record.currency:
            yield error("condition-currency-missing", "currency", condition_type=rule.code)
        if rule.calculation is not Calculation.FIXED and not record.unit:
            yield error("condition-unit-missing", "unit", condition_type=rule.code)
    lower, upper = record.lower_limit, record.upper_limit
    if lower is not None and upper is not None and lower > upper:
        yield error("condition-limits-turned", "upper_limit", lower=lower, upper=upper)
    elif outside(record.rate, lower, upper):
        yield outside_limits("rate", record.condition_type, record.rate, lower, upper)
    yield from _check_scale(record)


def outside_limits(
    path: str, condition_type: str, rate: Decimal, lower: Decimal | None, upper: Decimal | None
) -> Finding:
    """The finding about a rate that is not within its limits."""
    slots = {"lower": NO_LIMIT if lower is None else lower, "upper": NO_LIMIT if upper is None else upper}
    return error("rate-outside-limits", path, condition_type=condition_type, rate=rate, **slots)


def _check_scale(record: ConditionRecord) -> Iterator[Finding]:
    steps = record.scales
    for place, scale in enumerate(steps):
        if place and scale.value <= steps[place - 1].value:
            yield error(
                "scale-not-ascending", f"scales[{place}].value", value=scale.value, before=steps[place - 1].value
            )
        if scale.value <= 0 and record.scale_type in {ScaleType.TO, ScaleType.GRADUATED}:
            yield error("scale-value-missing", f"scales[{place}].value")
        if outside(scale.rate, record.lower_limit, record.upper_limit):
            path = f"scales[{place}].rate"
            yield outside_limits(path, record.condition_type, scale.rate, record.lower_limit, record.upper_limit)


def scaled(record: ConditionRecord) -> ConditionRecord:
    """With the rate of its first step as its own; without steps it has no scale."""
    if not record.scales:
        return replace(record, scale_type=ScaleType.NONE)
    return replace(record, rate=record.scales[0].rate)


def signed(record: ConditionRecord, rule: ConditionTypeRule) -> ConditionRecord:
    """With the sign that the type has, in its rate, its scale and its limits."""
    lower, upper = limits(rule, record.lower_limit, record.upper_limit)
    steps = tuple(Scale(step.value, rule.signed(step.rate)) for step in record.scales)
    return replace(record, rate=rule.signed(record.rate), scales=steps, lower_limit=lower, upper_limit=upper)
