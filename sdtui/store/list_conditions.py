"""From the criteria of a selection to conditions of SQL; they mean what ``sdtui.domain.selection.matches`` says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    String,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    true,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from sdtui.domain.errors import Refuse
from sdtui.domain.lists import RowField
from sdtui.domain.selection import Criterion, Option, resolved
from sdtui.store.column_types import Coded, Exact
from sdtui.store.search import pattern

Condition = ColumnElement[bool]
# SQLite takes no deeper expression than 1,000, and no more than 32,766 values.
MOST_LINES, MOST_VALUES = 500, 30_000
_LAST_INT = 2**63 - 1
_EMPTY: Mapping[type, Any] = {str: "", bool: False, int: 0, Decimal: Decimal()}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list in SQL.

    ``days`` tells that the value is the number of days from today to the date that ``expression`` gives.
    """

    expression: ColumnElement[Any]
    field: RowField
    days: bool = False

    @property
    def plain(self) -> ColumnElement[Any]:
        """What is compared: an enumeration as its character, so that any other can be asked for."""
        return type_coerce(self.expression, String()) if isinstance(self.expression.type, Coded) else self.expression

    def bound(self, value: Any, today: date) -> Any:
        """A value as it is compared with ``plain``."""
        if isinstance(value, StrEnum):
            return value.value
        if self.days and value is not None:
            return today + timedelta(days=max((date.min - today).days, min(value, (date.max - today).days)))
        return value

    def read(self, value: Any, today: date) -> Any:
        """A value of the row from one that was read."""
        return (value - today).days if self.days and value is not None else value


def condition(name: str, column: ListColumn, criteria: Sequence[Criterion], today: date) -> Condition:
    """Whether a column is selected; refuses, at the field ``name``, more lines than a statement can hold."""
    including = [line for line in criteria if not line.exclude]
    excluding = [line for line in criteria if line.exclude]
    found: list[Condition] = []
    if including:
        found.append(any_of(name, column, including, today))
    if excluding:
        meets = any_of(name, column, excluding, today)
        found.append(not_(func.coalesce(meets, false()) if column.field.optional else meets))
    return and_(true(), *found)


def any_of(name: str, column: ListColumn, lines: Sequence[Criterion], today: date) -> Condition:
    """Whether one of the lines is met, whatever their sign; unknown for None where no line names it."""
    values: list[Any] = []
    others: list[Condition] = []
    for line in lines:
        low = _end(column, line.low, today)
        if line.option is Option.EQUAL and low is not None and _storable(column, low):
            values.append(low)
        else:
            others.append(_line(column, line, today))
    if len(values) > MOST_VALUES or len(others) > MOST_LINES:
        most = MOST_VALUES if len(values) > MOST_VALUES else MOST_LINES
        raise Refuse("selection-too-long", name, count=len(lines), most=most)
    if values:
        others.append(column.plain == values[0] if len(values) == 1 else column.plain.in_(values))
    return or_(false(), *others)


def _end(column: ListColumn, end: Any, today: date) -> Any:
    if end is None and not column.field.optional:
        return _EMPTY.get(column.field.kind)
    return column.bound(resolved(end, today), today)


def _line(column: ListColumn, line: Criterion, today: date) -> Condition:
    option = line.option
    if option in (Option.PATTERN, Option.NO_PATTERN):
        meets = _like(column, str(line.low or "")) if column.field.kind is str else false()
        return meets if option is Option.PATTERN else not_(meets)
    low, high = (_end(column, end, today) for end in (line.low, line.high))
    if low is None:
        return _with_empty(column.plain, option, high)
    return _COMPARED[option](column, low, high)


def _with_empty(x: ColumnElement[Any], option: Option, high: Any) -> Condition:
    """Compared with the value that is none, which comes before all others."""
    if option in (Option.NOT_EQUAL, Option.GREATER):
        return x.is_not(None)
    if option is Option.BETWEEN and high is not None:
        return or_(x.is_(None), x <= high)
    return {Option.LESS: false(), Option.AT_LEAST: true()}.get(option, x.is_(None))


def _not_equal(column: ListColumn, low: Any, _high: Any) -> Condition:
    x = column.plain
    if not _storable(column, low):
        return true()
    if low == "":
        # Says the same, and an index serves it.
        return x > ""
    return or_(x.is_(None), x != low) if column.field.optional else x != low


def _between(column: ListColumn, low: Any, high: Any) -> Condition:
    return and_(_at_least(column, low, high), _at_most(column, high, high)) if high is not None else false()


def _at_least(column: ListColumn, low: Any, _high: Any) -> Condition:
    return column.plain >= _fitting(column, low, ROUND_CEILING)


def _at_most(column: ListColumn, low: Any, _high: Any) -> Condition:
    return column.plain <= _fitting(column, low, ROUND_FLOOR)


_COMPARED: Mapping[Option, Callable[[ListColumn, Any, Any], Condition]] = {
    Option.EQUAL: lambda column, low, _: column.plain == low if _storable(column, low) else false(),
    Option.NOT_EQUAL: _not_equal,
    Option.LESS: lambda column, low, high: not_(_at_least(column, low, high)),
    Option.AT_MOST: _at_most,
    Option.GREATER: lambda column, low, high: not_(_at_most(column, low, high)),
    Option.AT_LEAST: _at_least,
    Option.BETWEEN: _between,
}


def _decimals(column: ListColumn) -> int:
    kind = column.expression.type
    return kind.decimals if isinstance(kind, Exact) else 0


def _storable(column: ListColumn, value: Any) -> bool:
    """Whether the column can hold the number; any other value can be asked for as it is."""
    return not isinstance(value, int | Decimal) or value == _fitting(column, value, ROUND_FLOOR)


def _fitting(column: ListColumn, value: Any, rounding: str) -> Any:
    """The nearest number, in the direction of ``rounding``, that the column can hold."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    decimals = _decimals(column)
    # As whole steps of the scale, which 64 bits must hold.
    steps = int(Decimal(value).scaleb(decimals).to_integral_value(rounding))
    steps = max(-_LAST_INT, min(steps, _LAST_INT))
    return steps if column.field.kind is int else Decimal(steps).scaleb(-decimals)


def _like(column: ListColumn, text: str) -> Condition:
    x, word = column.plain, text
    if column.field.element.alpha:
        x = case((func.ltrim(x, "0123456789") == "", func.ltrim(x, "0")), else_=x)
    for letter in sorted({each for each in text if not each.isascii()}):
        # Databases fold by themselves the letters of ASCII alone.
        small, capital = letter.lower(), letter.upper()
        if small != capital and len(small) == len(capital) == 1:
            x, word = func.replace(x, capital, small), word.replace(capital, small)
    meets = _Alike(x, literal(pattern(word)))
    if column.field.element.alpha or isinstance(column.expression.type, Coded):
        return meets
    return and_(meets, *_from_to(column.plain, _WILD_OR_FOREIGN.split(text, maxsplit=1)[0]))


class _Alike(FunctionElement[bool]):
    """LIKE without regard to capitals, in the words of each engine: that of SQLite has none by itself."""

    inherit_cache = True
    name = "alike"
    type = Boolean()


@compiles(_Alike)
def _alike(element: _Alike, compiler: SQLCompiler, **options: Any) -> str:
    x, text = (compiler.process(part, **options) for part in element.clauses)
    return f"{x} {'LIKE' if compiler.dialect.name == 'sqlite' else 'ILIKE'} {text} ESCAPE '\\'"


_WILD_OR_FOREIGN = re.compile(r"[*+]|[^\x00-\x7f]")


def _from_to(x: ColumnElement[Any], start: str) -> Iterable[Condition]:
    """The part of an index in which lies whatever begins with ``start``, in capitals or small letters.

    Capitals come before small letters in the order of code points.
    """
    if start:
        end = start.lower()
        yield x >= start.upper()
        yield x < end[:-1] + chr(ord(end[-1]) + 1)
