"""Lists: rows page by page, sums, counts, layouts and variants; for the clerk who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from sdtui.domain.lists import ListQuery, Page, Total

PAGE = 200


class Source(Protocol):
    """Where the rows of a list come from. Rows are dataclasses whose fields have elements; they are never changed."""

    name: str
    row: type
    key: tuple[str, ...]
    sort: tuple[Any, ...]

    def page(self, query: ListQuery, *, after: Any = None, before: Any = None, size: int = PAGE) -> Page[Any]:
        """The first rows, those behind the row ``after``, or those ahead of ``before`` (in the order of the list)."""
        ...

    def last(self, query: ListQuery, size: int = PAGE) -> Page[Any]:
        """The last rows."""
        ...

    def count(self, query: ListQuery) -> int:
        """How many rows there are."""
        ...

    def totals(self, query: ListQuery, columns: Sequence[str], by: Sequence[str] = ()) -> list[Total]:
        """Sums of ``columns`` by their currency or unit, for each group of ``by``."""
        ...


def all_rows(source: Source, query: ListQuery, size: int = 1000) -> Iterator[Any]:
    """Every row, page by page."""
    page = source.page(query, size=size)
    yield from page.rows
    while page.more:
        page = source.page(query, after=page.rows[-1], size=size)
        yield from page.rows
