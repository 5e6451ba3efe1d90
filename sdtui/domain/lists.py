"""The words of lists: what is shown of which rows, in which order, and how it looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from sdtui.domain import elements as e
from sdtui.domain.selection import Criterion, Selection

R = TypeVar("R")
VariantName = Annotated[str, e.code("variant", 14)]
LayoutName = Annotated[str, e.code("layout", 12)]
ListText = Annotated[str, e.text("list_text", 30)]


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by; empty values come first, in descending order last."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which rows of a source, in which order.

    ``selection`` and ``filter`` name columns of the rows or criteria that only the source knows (``material`` of a
    list of documents); both must be met. After ``sort`` the order of the source itself decides, so that it is total.
    """

    source: str
    selection: Selection = field(default_factory=dict[str, tuple[Criterion, ...]])
    filter: Selection = field(default_factory=dict[str, tuple[Criterion, ...]])
    sort: tuple[SortKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Rows that follow each other in a list; ``before`` and ``more`` say whether there are others around them."""

    rows: Sequence[R]
    before: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """What a group of rows comes to: in one currency (or unit), or "" for columns that have none.

    ``group`` holds the values of the columns that were grouped by, () for the whole list.
    """

    group: tuple[Any, ...]
    currency: str
    sums: Mapping[str, Decimal]
    count: int


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column that is shown; ``width`` 0 is that of its element."""

    name: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is shown. A ``name`` that begins with ``/`` is everybody's, any other its owner's alone.

    ``totals`` are columns that are summed, ``subtotals`` those whose values divide the list into groups: they are also
    the first that it is sorted by.
    """

    name: str = ""
    text: str = ""
    columns: tuple[LayoutColumn, ...] = ()
    sort: tuple[SortKey, ...] = ()
    filter: Selection = field(default_factory=dict[str, tuple[Criterion, ...]])
    totals: tuple[str, ...] = ()
    subtotals: tuple[str, ...] = ()
    default: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """Entries of a selection screen under a name.

    ``shared`` ones are offered to everybody, ``protected`` ones are changed by their owner alone. ``fields`` are
    further entries of the screen by name (open, all or mine), in stored form.
    """

    name: str
    text: str = ""
    owner: str = ""
    shared: bool = False
    protected: bool = False
    selection: Selection = field(default_factory=dict[str, tuple[Criterion, ...]])
    fields: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class RowField:
    """What a field of a row is: its element, the plain type of its values, and whether None is one of them."""

    element: e.Element
    kind: type
    optional: bool


_KINDS = (str, bool, int, Decimal, datetime, date)


@cache
def fields_of_row(row: type) -> Mapping[str, RowField]:
    """The fields of a row that have an element, in their order."""
    found: dict[str, RowField] = {}
    for name, hint in get_type_hints(row, include_extras=True).items():
        base, *extras = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        element = next((extra for extra in extras if isinstance(extra, e.Element)), None)
        parts = get_args(base) or (base,)
        plain = next(part for part in parts if part is not NoneType)
        kind = next((kind for kind in _KINDS if isinstance(plain, type) and issubclass(plain, kind)), None)
        if element and kind:
            found[name] = RowField(element, kind, NoneType in parts)
    return found
