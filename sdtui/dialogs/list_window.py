"""The rows of a list that are there: a window that moves over all rows, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sdtui.domain.lists import ListQuery, Page
from sdtui.services.lists import PAGE, Source, all_rows

# More rows than these are not kept; those furthest from the cursor go first.
MOST = 2_000


class Window:
    """Rows of a source in the order of a query.

    There are rows ``before`` the first one that is there, or ``more`` behind the last. ``first`` counts those before it
    and ``total`` all rows; -1 where that is not known.
    """

    def __init__(self, source: Source, query: ListQuery) -> None:
        self.source = source
        self.query = query
        self.rows: list[Any] = []
        self.before = self.more = False
        self.first = 0
        self.total = -1

    def key(self, row: Any) -> tuple[Any, ...]:
        """What tells a row from all others."""
        return tuple(getattr(row, name) for name in self.source.key)

    def place(self, key: tuple[Any, ...]) -> int:
        """Where the row with that key is, -1 when it is not there."""
        return next((n for n, row in enumerate(self.rows) if self.key(row) == key), -1)

    def read(self, size: int = PAGE) -> None:
        """From the beginning."""
        self._take(self.source.page(self.query, size=size), first=0)

    def read_last(self) -> None:
        """The last rows."""
        page = self.source.last(self.query)
        first = 0 if not page.before else self.total - len(page.rows) if self.total >= 0 else -1
        self._take(page, first)

    def read_next(self) -> int:
        """Rows behind the last one; returns how many at the beginning are gone for them."""
        if not self.more:
            return 0
        page = self.source.page(self.query, after=self.rows[-1])
        self.rows += page.rows
        self.more = page.more
        gone = max(0, len(self.rows) - MOST)
        if gone:
            del self.rows[:gone]
            self.before = True
            self.first += gone if self.first >= 0 else 0
        if not self.more and self.first >= 0:
            self.total = self.first + len(self.rows)
        return gone

    def read_previous(self) -> int:
        """Rows ahead of the first one; returns how many."""
        if not self.before:
            return 0
        page = self.source.page(self.query, before=self.rows[0])
        self.rows[:0] = page.rows
        self.before = page.before
        self.first = 0 if not page.before else self.first - len(page.rows) if self.first >= 0 else -1
        if len(self.rows) > MOST:
            del self.rows[MOST:]
            self.more = True
        return len(page.rows)

    def reload(self) -> None:
        """The same part of the list as it is stored now."""
        size = max(len(self.rows), PAGE)
        ahead = self.source.page(self.query, before=self.rows[0], size=1).rows if self.before and self.rows else ()
        self.total = -1
        if ahead:
            self._take(self.source.page(self.query, after=ahead[0], size=size), self.first)
            self.before = True
        if not ahead or not self.rows:
            self.read(size)

    def count(self) -> int:
        """How many rows there are in all."""
        self.total = self.source.count(self.query)
        return self.total

    def every(self) -> Iterator[Any]:
        """All rows of the list, whether they are there or not."""
        if not (self.before or self.more):
            return iter(self.rows)
        return all_rows(self.source, self.query)

    def _take(self, page: Page[Any], first: int) -> None:
        self.rows = list(page.rows)
        self.before, self.more, self.first = page.before, page.more, first
        if not page.more and first >= 0:
            self.total = first + len(self.rows)
