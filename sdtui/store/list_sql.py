"""Lists in SQL: pages by key in both directions, counts and exact sums, over a table or a join that is described.

A page is found by comparing with the row before it and never by counting rows off, so the thousandth comes as fast as
the first. First the keys of its rows are looked for, which an index may answer alone, then the rows themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    UnaryExpression,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
)

from sdtui.domain.authority import SalesArea
from sdtui.domain.lists import ListQuery, Page, SortKey, Total
from sdtui.domain.selection import Criterion, Option, Selection
from sdtui.store import list_watch
from sdtui.store.column_types import Exact
from sdtui.store.list_conditions import Condition, ListColumn, any_of, condition
from sdtui.store.unit import Unit, Values

Beat = Callable[[], None]
# Sums of what 64 bits hold need more than 64 bits; each half of the number is summed for itself.
_HALF = 10**9


@dataclass(frozen=True, slots=True)
class Related:
    """Rows of another table that belong to a row of the list: ``link`` of theirs is ``owner`` of the list.

    Criteria of several columns are met by one such row together; what an excluding one meets, none may have.
    """

    link: ColumnElement[Any]
    owner: ColumnElement[Any]
    columns: Mapping[str, ListColumn]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A list: ``start`` is the table or join, ``columns`` are those of ``row``, ``key`` says which row it is.

    ``sort`` is its own order and ends with the key. ``area`` holds the columns of the sales area, where rows have one.
    """

    row: type
    start: FromClause
    columns: Mapping[str, ListColumn]
    key: tuple[str, ...]
    sort: tuple[SortKey, ...]
    related: tuple[Related, ...] = ()
    area: tuple[ColumnElement[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A column in the order; ``empty`` tells that some rows may have no value, which come before all others."""

    column: ListColumn
    descending: bool = False
    empty: bool = False


class SqlList:
    """A described list as it is on one day, for who may see ``areas`` of it (None: all)."""

    def __init__(self, description: Description, today: date, areas: Iterable[SalesArea] | None = None) -> None:
        self.description = description
        self.today = today
        self.areas = None if areas is None else sorted(areas, key=str)
        self._names = [field.name for field in fields(description.row)]

    # --- rows --------------------------------------------------------------------------------------------------------
    def page(self, unit: Unit, query: ListQuery, size: int, after: Any, before: Any, beat: Beat | None) -> Page[Any]:
        """The rows behind ``after``, those ahead of ``before``, or the first."""
        backwards = before is not None
        from_row = before if backwards else after
        found = self._read(unit, query, size + 1, from_row, beat, backwards=backwards)
        further = len(found) > size
        rows = found[:size]
        if backwards:
            return Page(rows[::-1], before=further, more=True)
        return Page(rows, before=after is not None, more=further)

    def last(self, unit: Unit, query: ListQuery, size: int, beat: Beat | None) -> Page[Any]:
        found = self._read(unit, query, size + 1, None, beat, backwards=True)
        return Page(found[:size][::-1], before=len(found) > size)

    def _read(
        self, unit: Unit, query: ListQuery, count: int, from_row: Any, beat: Beat | None, *, backwards: bool
    ) -> list[Any]:
        terms = self._order(query, backwards)
        order = [_ordered(term, unit.connection.dialect.name) for term in terms]
        columns = self.description.columns
        keys = self._select(query, *(columns[name].expression.label(name) for name in self.description.key))
        if from_row is not None:
            keys = keys.where(_beyond(terms, self._values(query, from_row), self.today))
        found = keys.order_by(*order).limit(count).subquery("keys")
        on = and_(*(columns[name].expression == found.c[name] for name in self.description.key))
        statement = select(*(columns[name].expression.label(name) for name in self._names))
        statement = statement.select_from(self.description.start.join(found, on)).order_by(*order)
        return [self._row(values) for values in list_watch.rows(unit, statement, beat)]

    def _row(self, values: Values) -> Any:
        columns = self.description.columns
        named = zip(self._names, values, strict=True)
        return self.description.row(**{name: columns[name].read(value, self.today) for name, value in named})

    def _sort(self, query: ListQuery) -> list[SortKey]:
        """Each column once, the first place counts."""
        named: dict[str, SortKey] = {}
        for each in (*query.sort, *self.description.sort):
            named.setdefault(each.column, each)
        return list(named.values())

    def _order(self, query: ListQuery, backwards: bool) -> list[Term]:
        return [
            Term(column, each.descending is not backwards, column.field.optional and not _has_value(query, each.column))
            for each in self._sort(query)
            for column in [self.description.columns[each.column]]
        ]

    def _values(self, query: ListQuery, row: Any) -> list[Any]:
        return [getattr(row, each.column) for each in self._sort(query)]

    # --- figures -----------------------------------------------------------------------------------------------------
    def count(self, unit: Unit, query: ListQuery, beat: Beat | None) -> int:
        statement = self._select(query, func.count())
        return int(list_watch.rows(unit, statement, beat)[0][0])

    def totals(
        self, unit: Unit, query: ListQuery, columns: Sequence[str], by: Sequence[str], beat: Beat | None
    ) -> list[Total]:
        """Sums by currency or unit; columns that have another one are summed for themselves."""
        known = self.description.columns
        alike: dict[str, list[str]] = {}
        for name in columns:
            alike.setdefault(known[name].field.element.reference, []).append(name)
        found: list[Total] = []
        for reference, names in alike.items():
            found += self._totals(unit, query, reference, names, by, beat)
        return found

    def _totals(
        self, unit: Unit, query: ListQuery, reference: str, names: list[str], by: Sequence[str], beat: Beat | None
    ) -> list[Total]:
        known = self.description.columns
        groups = [known[name] for name in (*by, *([reference] if reference else []))]
        sums = [part for name in names for part in _sums(known[name].expression, unit.connection.dialect.name)]
        statement = self._select(query, *(group.expression for group in groups), func.count(), *sums)
        order = [_ordered(Term(group, empty=group.field.optional), unit.connection.dialect.name) for group in groups]
        statement = statement.group_by(*(group.expression for group in groups)).order_by(*order)
        found: list[Total] = []
        for values in list_watch.rows(unit, statement, beat):
            heads = [group.read(value, self.today) for group, value in zip(groups, values, strict=False)]
            count, *parts = values[len(groups) :]
            amounts = _added(parts, [known[name] for name in names], unit.connection.dialect.name)
            currency = str(heads[-1]) if reference else ""
            if count:
                found.append(Total(tuple(heads[: len(by)]), currency, dict(zip(names, amounts, strict=True)), count))
        return found

    # --- conditions --------------------------------------------------------------------------------------------------
    def _select(self, query: ListQuery, *columns: Any) -> Select[Any]:
        statement = cast("Select[Any]", select(*columns)).select_from(self.description.start)
        if self.areas is not None:
            statement = statement.where(or_(false(), *map(self._in_area, self.areas)))
        for selection in (query.selection, query.filter):
            statement = statement.where(true(), *self._selected(selection))
        return statement

    def _in_area(self, area: SalesArea) -> Condition:
        parts = zip(self.description.area, (area.sales_org, area.channel, area.division), strict=True)
        return and_(true(), *(column == value for column, value in parts if value))

    def _selected(self, selection: Selection) -> Iterable[Condition]:
        known = self.description.columns
        rest = {name: lines for name, lines in selection.items() if lines}
        for related in self.description.related:
            mine = {name: rest.pop(name) for name in list(rest) if name in related.columns and name not in known}
            if mine:
                yield from self._has_related(related, mine)
        for name, lines in rest.items():
            yield condition(name, known[name], lines, self.today)

    def _has_related(self, related: Related, selection: Selection) -> Iterable[Condition]:
        including: dict[str, Condition] = {}
        excluding: dict[str, Condition] = {}
        for name, lines in selection.items():
            for exclude, found in ((False, including), (True, excluding)):
                if some := [line for line in lines if line.exclude is exclude]:
                    found[name] = any_of(name, related.columns[name], some, self.today)
        if including:
            yield related.owner.in_(select(related.link).where(*including.values()))
        for name, meets in excluding.items():
            others = [each for other, each in including.items() if other != name]
            yield ~exists().where(related.link == related.owner, meets, *others)


def _has_value(query: ListQuery, name: str) -> bool:
    """Whether the selection leaves no row without a value in the column."""

    def of_values(lines: Sequence[Criterion]) -> bool:
        including = [line for line in lines if not line.exclude]
        return bool(including) and all(
            line.low is not None and line.option is not Option.NOT_EQUAL for line in including
        )

    return any(of_values(selection.get(name, ())) for selection in (query.selection, query.filter))


def _ordered(term: Term, dialect: str) -> UnaryExpression[Any]:
    x = term.column.plain
    order = x.desc() if term.descending else x.asc()
    if not term.empty or dialect == "sqlite":
        # SQLite has them in this order by itself.
        return order
    return order.nulls_last() if term.descending else order.nulls_first()


def _beyond(terms: Sequence[Term], values: Sequence[Any], today: date) -> Condition:
    """Whether a row comes after the one that has ``values``."""
    bounds = [term.column.bound(value, today) for term, value in zip(terms, values, strict=True)]
    if not any(term.empty for term in terms) and len({term.descending for term in terms}) == 1:
        ours = tuple_(*(term.column.plain for term in terms))
        theirs = tuple_(*bounds, types=[term.column.plain.type for term in terms])
        return ours < theirs if terms[0].descending else ours > theirs
    found: Condition = false()
    for term, value in zip(reversed(terms), reversed(bounds), strict=True):
        here, further = _here(term, value), _further(term, value)
        # The first part says what an index can look up; the second, within it, what comes after.
        found = and_(or_(here, further), or_(further, and_(here, found)))
    return found


def _here(term: Term, value: Any) -> Condition:
    return term.column.plain.is_(None) if value is None else term.column.plain == value


def _further(term: Term, value: Any) -> Condition:
    x = term.column.plain
    if value is None:
        return false() if term.descending else x.is_not(None)
    if not term.descending:
        return x > value
    return or_(x < value, x.is_(None)) if term.empty else x < value


def _sums(x: ColumnElement[Any], dialect: str) -> list[ColumnElement[Any]]:
    if dialect == "sqlite" and isinstance(x.type, Exact):
        whole = type_coerce(x, BigInteger())
        halves = (whole.op("/")(_HALF), whole.op("%")(_HALF))
        return [func.coalesce(func.sum(half, type_=BigInteger()), 0) for half in halves]
    return [func.sum(x)]


def _added(parts: Sequence[Any], columns: Sequence[ListColumn], dialect: str) -> list[Decimal]:
    rest = iter(parts)
    found: list[Decimal] = []
    for column in columns:
        kind = column.expression.type
        if dialect == "sqlite" and isinstance(kind, Exact):
            found.append(Decimal(next(rest) * _HALF + next(rest)).scaleb(-kind.decimals))
        else:
            found.append(Decimal(next(rest) or 0))
    return found
