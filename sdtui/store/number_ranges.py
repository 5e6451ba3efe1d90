"""Number ranges without gaps: the row of the range is locked until the act that drew the number has ended.

Draw as the last step of an act: whoever draws from the same range next has to wait for its commit.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from sdtui.domain.customizing_rows import NumberRange
from sdtui.store.columns import table
from sdtui.store.errors import NumberRefused
from sdtui.store.tables import infrastructure as t
from sdtui.store.unit import Unit

SALES_DOCUMENT = "RV_BELEG"
_RANGE = table(t.NumberRangeRow)
_COLUMNS = ("object", "code", "range_start", "range_end", "external", "level")


def ensure_number_ranges(unit: Unit, ranges: Iterable[NumberRange]) -> None:
    """Adds the ranges that are not there yet; the interval of one that is there is taken over, its level stays."""
    known = {(row[0], row[1]) for row in unit.rows(select(_RANGE.c.object, _RANGE.c.code))}
    rows = [(wanted.object, wanted.code, wanted.start, wanted.end, wanted.external) for wanted in ranges]
    unit.insert(_RANGE, _COLUMNS, [(*row, _before(row[2])) for row in rows if row[:2] not in known])
    changed = [(*row[2:], *row[:2]) for row in rows if row[:2] in known]
    unit.update(_RANGE, _COLUMNS[2:5], _COLUMNS[:2], changed)


def _before(start: str) -> int:
    """The level of a range from which nothing was drawn; an interval with letters is external and has none."""
    return int(start) - 1 if start.isdigit() else 0


def next_number(unit: Unit, of: str, code: str) -> str:
    """The next number of the range, with leading zeros; raises NumberRefused when there is none."""
    first, width = _draw(unit, of, code, 1)
    return str(first).zfill(width)


def take(unit: Unit, of: str, code: str, count: int) -> int:
    """Draws ``count`` numbers at once and returns the first; raises NumberRefused when they are not all there."""
    return _draw(unit, of, code, count)[0]


def take_or_make(unit: Unit, wanted: NumberRange, count: int) -> int:
    """Like ``take``, but makes the range at its first use."""
    row = (wanted.object, wanted.code, wanted.start, wanted.end, wanted.external, _before(wanted.start))
    unit.insert_missing(_RANGE, _COLUMNS, _COLUMNS[:2], [row])
    return take(unit, wanted.object, wanted.code, count)


def _draw(unit: Unit, of: str, code: str, count: int) -> tuple[int, int]:
    """The first number drawn, and how many digits numbers of the range have."""
    mine = (_RANGE.c.object == of) & (_RANGE.c.code == code) & ~_RANGE.c.external
    drawn = _RANGE.update().where(mine).values(level=_RANGE.c.level + count)
    row = unit.first(drawn.returning(_RANGE.c.level, _RANGE.c.range_start, _RANGE.c.range_end))
    if row is None:
        raise NumberRefused("number-range-missing", object=of, range=code)
    level, start, end = row
    if level > int(end) or level - count + 1 < int(start):
        raise NumberRefused("number-range-used-up", object=of, range=code, end=end)
    return level - count + 1, len(start)


def check_external(unit: Unit, of: str, code: str, number: str) -> None:
    """Raises NumberRefused unless ``number``, in stored form, lies in the external interval."""
    mine = (_RANGE.c.object == of) & (_RANGE.c.code == code) & _RANGE.c.external
    row = unit.first(select(_RANGE.c.range_start, _RANGE.c.range_end).where(mine))
    if row is None:
        raise NumberRefused("number-external-not-allowed", "number", object=of, range=code)
    start, end = row
    numeric = f"{start}{end}".isdigit()
    if not start <= number <= end or (numeric and not (number.isdigit() and len(number) == len(start))):
        raise NumberRefused("number-outside-interval", "number", number=number, start=start, end=end)
