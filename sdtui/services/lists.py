"""Lists: rows page by page, sums, counts, layouts and variants; for the clerk who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.lists import ListQuery, Page, SortKey, Total
from sdtui.services.context import Context
from sdtui.services.list_records import PAGE, RecordsSource
from sdtui.services.list_settings import Layouts, Variants
from sdtui.store import list_sources
from sdtui.store.list_sql import Beat, Description, SqlList

if TYPE_CHECKING:
    from sdtui.store.unit import Unit


class Source(Protocol):
    """Where the rows of a list come from. Rows are dataclasses whose fields have elements; they are never changed.

    ``sort`` is its own order; it decides where a query leaves rows alike, and ends with ``key``.
    """

    @property
    def name(self) -> str: ...

    @property
    def row(self) -> type: ...

    @property
    def key(self) -> tuple[str, ...]: ...

    @property
    def sort(self) -> tuple[SortKey, ...]: ...

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
        """Sums of ``columns`` by their currency or unit, for each group of ``by``.

        Columns with currencies or units of different names are summed apart.
        """
        ...


def pages(source: Source, query: ListQuery, size: int = 1000) -> Iterator[Sequence[Any]]:
    """All rows, page by page; nothing is held open between them."""
    page = source.page(query, size=size)
    yield page.rows
    while page.more:
        page = source.page(query, after=page.rows[-1], size=size)
        yield page.rows


def all_rows(source: Source, query: ListQuery, size: int = 1000) -> Iterator[Any]:
    """Every row, read as by ``pages``."""
    return chain.from_iterable(pages(source, query, size))


class SqlSource:
    """Rows of the database, of the sales areas that the clerk may see; what is slow beats the pulse."""

    def __init__(self, name: str, context: Context, description: Description, object: str) -> None:
        self.name = name
        self.row = description.row
        self.key = description.key
        self.sort = description.sort
        self._context = context
        self._description = description
        self._object = object

    def page(self, query: ListQuery, *, after: Any = None, before: Any = None, size: int = PAGE) -> Page[Any]:
        return self._asked(lambda rows, unit, beat: rows.page(unit, query, size, after, before, beat))

    def last(self, query: ListQuery, size: int = PAGE) -> Page[Any]:
        return self._asked(lambda rows, unit, beat: rows.last(unit, query, size, beat))

    def count(self, query: ListQuery) -> int:
        return self._asked(lambda rows, unit, beat: rows.count(unit, query, beat))

    def totals(self, query: ListQuery, columns: Sequence[str], by: Sequence[str] = ()) -> list[Total]:
        return self._asked(lambda rows, unit, beat: rows.totals(unit, query, columns, by, beat))

    def _asked(self, ask: Callable[[SqlList, Unit, Beat | None], Any]) -> Any:
        context = self._context
        areas = None
        if self._description.area:
            areas = context.authority.areas(context.actor, ActivityCode.DISPLAY, self._object)
        else:
            context.permit(ActivityCode.DISPLAY, self._object, SalesArea())
        beat = context.pulse.beat if context.pulse.listener else None
        with context.database.read() as unit:
            return ask(SqlList(self._description, context.today(), areas), unit, beat)


class Lists:
    """The lists of one clerk."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.variants = Variants(context)
        self.layouts = Layouts(context)

    def source(self, name: str) -> Source:
        """The source ``documents``, ``items`` or ``materials``."""
        description, object = {
            "documents": (list_sources.documents, "V_VBAK_AAT"),
            "items": (list_sources.items, "V_VBAK_AAT"),
            "materials": (lambda: list_sources.materials(self.context.actor.language), "M_MATE_MAR"),
        }[name]
        return SqlSource(name, self.context, description(), object)

    def records(
        self,
        name: str,
        row: type,
        rows: Callable[[], Iterable[Any]],
        key: tuple[str, ...],
        sort: tuple[SortKey, ...] = (),
    ) -> Source:
        """A source of what ``rows`` gives, for short lists; ``row`` is the class of the rows, all of one key differ."""
        return RecordsSource(name, row, rows, key, sort, today=self.context.today)
