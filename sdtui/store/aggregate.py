"""A master with everything that hangs on it, read and written whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import select

from sdtui.store import search
from sdtui.store.mapping import Shape
from sdtui.store.unit import Unit

T = TypeVar("T")
_AT_ONCE = 1000


class Aggregate(Generic[T]):
    """``head`` with one table per list in ``parts``: the name of the list, its shape and the order of its rows.

    ``entry`` says under what the master is found, ``object`` what it is called among all that is found.
    """

    def __init__(
        self,
        object: str,
        head: Shape[T],
        parts: dict[str, tuple[Shape[Any], tuple[str, ...]]],
        entry: Callable[[T], search.Entry],
    ) -> None:
        self.object = object
        self.head = head
        self.parts = parts
        self._entry = entry

    def load(self, unit: Unit, numbers: Collection[str]) -> dict[str, T]:
        """By number those that there are, with a query per table."""
        if not numbers:
            return {}
        found = unit.rows(self.head.select().where(self.head.column("number").in_(numbers)))
        things: dict[str, Any] = {row[0]: self.head.build(row) for row in found}
        for name, (shape, order) in self.parts.items():
            for owner, rows in shape.read_by_owner(unit, list(things), order).items():
                setattr(things[owner], name, rows)
        return things

    def exists(self, unit: Unit, number: str) -> bool:
        """Whether there is one; asked for every number that is typed, so without reading what hangs on it."""
        own = self.head.column("number")
        return unit.first(select(own).where(own == number)) is not None

    def insert(self, unit: Unit, things: Iterable[T]) -> None:
        """New masters, many at once."""
        new = list(things)
        unit.insert(self.head.table, self.head.columns, [self.head.values(thing) for thing in new])
        self._insert_parts(unit, new)
        self._index(unit, new)

    def put(self, unit: Unit, things: Iterable[T]) -> None:
        """Inserts masters, or replaces those of the same number as a whole."""
        new = list(things)
        unit.put(self.head.table, self.head.columns, ["number"], [self.head.values(thing) for thing in new])
        for shape, _ in self.parts.values():
            unit.delete(shape.table, shape.leading, [(self._number(thing),) for thing in new])
        self._insert_parts(unit, new)
        self._index(unit, new)

    def replace(self, unit: Unit, thing: T, version: int) -> bool:
        """Puts a master in the place of its stored ``version``; False, and nothing written, when there is no such."""
        own, stored = self.head.column("number"), self.head.column("version")
        mine = (own == self._number(thing)) & (stored == version)
        if unit.execute(self.head.table.update().where(mine).values(version=version + 1)).rowcount != 1:
            return False
        self.put(unit, [thing])
        return True

    def made(self, unit: Unit, user: str, at: datetime) -> str | None:
        """The number of the master that was new with this save: the look before a retry."""
        by, when, version = (self.head.column(name) for name in ("changed_by", "changed_at", "version"))
        mine = (by == user) & (when == at) & (version == 1)
        return unit.execute(select(self.head.column("number")).where(mine)).scalar()

    def index_missing(self, unit: Unit) -> None:
        """Makes all masters findable, a thousand at a time, where some are not."""
        own = self.head.column("number")
        if not search.lacks(unit, self.object, own):
            return
        numbers = [number for (number,) in unit.rows(select(own).order_by(own))]
        for start in range(0, len(numbers), _AT_ONCE):
            self._index(unit, self.load(unit, numbers[start : start + _AT_ONCE]).values())

    def _insert_parts(self, unit: Unit, things: list[T]) -> None:
        for name, (shape, _) in self.parts.items():
            shape.insert(
                unit, (shape.values(row, self._number(thing)) for thing in things for row in getattr(thing, name))
            )

    def _index(self, unit: Unit, things: Iterable[T]) -> None:
        search.put(unit, self.object, map(self._entry, things))

    @staticmethod
    def _number(thing: Any) -> str:
        return thing.number
