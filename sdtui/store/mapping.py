"""Between a dataclass and the table that was made from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, Table, select, tuple_

from sdtui.store.columns import Stored, table
from sdtui.store.unit import Unit, Values

T = TypeVar("T")


class Shape(Generic[T]):
    """How objects of ``kind`` lie in the table of ``row``: the columns ``leading`` come first, then their own fields.

    ``values`` are in the order of ``columns``; what the table has beyond these is not touched.
    """

    def __init__(self, kind: type[T], row: type[Stored], leading: Sequence[str] = ()) -> None:
        self.kind = kind
        self.table: Table = table(row)
        self.leading = tuple(leading)
        names = [field.name for field in fields(kind) if field.name in self.table.c]  # type: ignore[arg-type]
        self.names = tuple(name for name in names if name not in self.leading)
        self.columns = self.leading + self.names
        self._take = attrgetter(*self.names)

    def values(self, thing: T, *leading: object) -> Values:
        return (*leading, *self._take(thing))

    def build(self, values: Sequence[Any]) -> T:
        """From values in the order of ``columns``."""
        return self.kind(**dict(zip(self.names, values[len(self.leading) :], strict=True)))

    def select(self) -> Select[Any]:
        return select(*(self.table.c[name] for name in self.columns))

    def column(self, name: str) -> ColumnElement[Any]:
        return self.table.c[name]

    def read_by_owner(self, unit: Unit, owners: Collection[str], order: Sequence[str] = ()) -> dict[str, list[T]]:
        """The rows of each owner (the one leading column), in the order of ``order``."""
        owner = self.table.c[self.leading[0]]
        statement = self.select().where(owner.in_(owners)).order_by(owner, *(self.table.c[name] for name in order))
        found: dict[str, list[T]] = defaultdict(list)
        for values in unit.rows(statement):
            found[values[0]].append(self.build(values))
        return found

    def insert(self, unit: Unit, rows: Iterable[Values]) -> None:
        unit.insert(self.table, self.columns, list(rows))


def in_rows(columns: Sequence[ColumnElement[Any]], rows: Iterable[Sequence[Any]]) -> ColumnElement[bool]:
    """Whether the columns together hold one of ``rows``."""
    return tuple_(*columns).in_([tuple(row) for row in rows])
