"""Lists of what is at hand in memory: locks, change documents, logs. They are used like those of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cmp_to_key
from typing import Any

from sdtui.domain.lists import ListQuery, Page, SortKey, Total, fields_of_row
from sdtui.domain.selection import matches

PAGE = 200


class RecordsSource:
    """A list of what ``rows`` gives whenever it is read; ``sort`` is its own order, after which ``key`` decides."""

    def __init__(
        self,
        name: str,
        row: type,
        rows: Callable[[], Iterable[Any]],
        key: tuple[str, ...],
        sort: tuple[SortKey, ...] = (),
        *,
        today: Callable[[], date],
    ) -> None:
        self.name = name
        self.row = row
        self.key = key
        named = {each.column for each in sort}
        self.sort = (*sort, *(SortKey(column) for column in key if column not in named))
        self._rows = rows
        self._today = today
        self._fields = fields_of_row(row)

    def page(self, query: ListQuery, *, after: Any = None, before: Any = None, size: int = PAGE) -> Page[Any]:
        rows, order = self._all(query), self._order(query)
        start, end = 0, len(rows)
        if before is not None:
            end = sum(1 for row in rows if order(row) < order(before))
            start = max(end - size, 0)
        else:
            if after is not None:
                start = sum(1 for row in rows if order(row) <= order(after))
            end = min(start + size, end)
        return Page(rows[start:end], before=start > 0, more=end < len(rows))

    def last(self, query: ListQuery, size: int = PAGE) -> Page[Any]:
        rows = self._all(query)
        return Page(rows[-size:], before=len(rows) > size)

    def count(self, query: ListQuery) -> int:
        return len(self._selected(query))

    def totals(self, query: ListQuery, columns: Sequence[str], by: Sequence[str] = ()) -> list[Total]:
        found: list[Total] = []
        references = dict.fromkeys(self._fields[name].element.reference for name in columns)
        for reference in references:
            names = [name for name in columns if self._fields[name].element.reference == reference]
            groups: dict[tuple[Any, ...], list[Any]] = {}
            for row in self._selected(query):
                heads = tuple(getattr(row, name) for name in (*by, *([reference] if reference else [])))
                groups.setdefault(heads, []).append(row)
            for heads in sorted(groups, key=lambda heads: [_placed(value) for value in heads]):
                rows = groups[heads]
                sums = {name: sum((Decimal(getattr(row, name)) for row in rows), Decimal()) for name in names}
                found.append(Total(heads[: len(by)], str(heads[-1]) if reference else "", sums, len(rows)))
        return found

    def _selected(self, query: ListQuery) -> list[Any]:
        today, fields = self._today(), self._fields

        def selected(row: Any) -> bool:
            return all(
                matches(
                    lines,
                    getattr(row, name),
                    today,
                    alpha=fields[name].element.alpha,
                    optional=fields[name].optional,
                )
                for selection in (query.selection, query.filter)
                for name, lines in selection.items()
            )

        return [row for row in self._rows() if selected(row)]

    def _all(self, query: ListQuery) -> list[Any]:
        return sorted(self._selected(query), key=self._order(query))

    def _order(self, query: ListQuery) -> Callable[[Any], Any]:
        keys = (*query.sort, *self.sort)

        def compared(one: Any, other: Any) -> int:
            for each in keys:
                left, right = (_placed(getattr(row, each.column)) for row in (one, other))
                if left != right:
                    return -1 if (left < right) is not each.descending else 1
            return 0

        return cmp_to_key(compared)


def _placed(value: Any) -> tuple[bool, Any]:
    """Empty values come first."""
    return value is not None, value
