"""A master with everything that hangs on it, read and written whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Generic, TypeVar

from sqlalchemy import select

from sdtui.store.mapping import Shape
from sdtui.store.unit import Unit

T = TypeVar("T")


class Aggregate(Generic[T]):
    """``head`` with one table per list in ``parts``: the name of the list, its shape and the order of its rows.

    ``search_text`` makes the folded text under which the master is found.
    """

    def __init__(
        self, head: Shape[T], parts: dict[str, tuple[Shape[Any], tuple[str, ...]]], search_text: Callable[[T], str]
    ) -> None:
        self.head = head
        self.parts = parts
        self._search_text = search_text
        self._columns = (*head.columns, "search_text")

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
        unit.insert(self.head.table, self._columns, [self._row(thing) for thing in new])
        self._insert_parts(unit, new)

    def put(self, unit: Unit, things: Iterable[T]) -> None:
        """Inserts masters, or replaces those of the same number as a whole."""
        new = list(things)
        unit.put(self.head.table, self._columns, ["number"], [self._row(thing) for thing in new])
        for shape, _ in self.parts.values():
            unit.delete(shape.table, shape.leading, [(self._number(thing),) for thing in new])
        self._insert_parts(unit, new)

    def _insert_parts(self, unit: Unit, things: list[T]) -> None:
        for name, (shape, _) in self.parts.items():
            shape.insert(
                unit, (shape.values(row, self._number(thing)) for thing in things for row in getattr(thing, name))
            )

    def _row(self, thing: T) -> tuple[Any, ...]:
        return (*self.head.values(thing), self._search_text(thing))

    @staticmethod
    def _number(thing: Any) -> str:
        return thing.number
