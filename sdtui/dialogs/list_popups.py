"""The names of the screens of lists, and the records of their popups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from sdtui.dialogs.selection import MoreValues
from sdtui.domain import elements as e
from sdtui.domain.lists import LayoutName, ListText, VariantName

# What handlers of every list are registered for; each dialog has screens of its own in their place.
LIST, SELECTION = "list", "selection"
MORE_VALUES, FILTER = "list_more_values", "list_filter"
SORT, COLUMNS, FIND = "list_sort", "list_columns", "list_find"
LAYOUTS, SAVE_LAYOUT = "list_layouts", "list_save_layout"
VARIANTS, SAVE_VARIANT = "list_variants", "list_save_variant"
EXPORT = "list_export"

Place = Annotated[int, e.Element(name="list_place", length=2)]
ColumnName = Annotated[str, e.text("column_name", 30)]
ColumnWidth = Annotated[int, e.Element(name="column_width", length=2)]
Descending = Annotated[bool, e.Element(name="descending", length=1)]
FindText = Annotated[str, e.text("find_text", 40)]
Default = Annotated[bool, e.Element(name="default", length=1)]
Shared = Annotated[bool, e.Element(name="shared", length=1)]
Protected = Annotated[bool, e.Element(name="protected", length=1)]
Owner = Annotated[str, e.code("owner", 12)]
ExportFormat = Annotated[str, e.code("export_format", 4, "export_format")]
Folder = Annotated[str, e.text("folder", 200)]
FileName = Annotated[str, e.text("file_name", 80)]
Overwrite = Annotated[bool, e.Element(name="overwrite", length=1)]


@dataclass(slots=True)
class SortLine:
    """A column and its place in the order; 0 for none."""

    name: str
    place: Place
    label: ColumnName
    descending: Descending = False


@dataclass(slots=True)
class SortChoice:
    """By which columns a list is sorted."""

    lines: list[SortLine] = field(default_factory=list[SortLine])


@dataclass(slots=True)
class ColumnLine:
    """A column, its place from the left (0 for none) and its width (0 for that of its own)."""

    name: str
    place: Place
    label: ColumnName
    width: ColumnWidth = 0


@dataclass(slots=True)
class ColumnChoice:
    """Which columns a list shows."""

    lines: list[ColumnLine] = field(default_factory=list[ColumnLine])


@dataclass(slots=True)
class Finding:
    """What is looked for in a list."""

    find_text: FindText = ""


@dataclass(slots=True)
class LayoutLine:
    """A stored layout."""

    layout: LayoutName
    list_text: ListText
    default: Default = False


@dataclass(slots=True)
class LayoutChoice:
    """The layouts of a list, and the name under which the present one is kept."""

    layout: LayoutName = ""
    list_text: ListText = ""
    default: Default = False
    lines: list[LayoutLine] = field(default_factory=list[LayoutLine])


@dataclass(slots=True)
class VariantLine:
    """A stored variant."""

    variant: VariantName
    list_text: ListText
    owner: Owner = ""
    shared: Shared = False
    protected: Protected = False
    default: Default = False


@dataclass(slots=True)
class VariantChoice:
    """The variants of a selection screen, and the name under which what stands there is kept."""

    variant: VariantName = ""
    list_text: ListText = ""
    shared: Shared = False
    protected: Protected = False
    default: Default = False
    lines: list[VariantLine] = field(default_factory=list[VariantLine])


@dataclass(slots=True)
class ExportChoice:
    """Into which file a list is written."""

    export_format: ExportFormat = "XLSX"
    file_name: FileName = ""
    folder: Folder = ""
    overwrite: Overwrite = False


RECORDS: dict[str, type] = {
    record.__name__: record
    for record in (
        SortLine, SortChoice, ColumnLine, ColumnChoice, Finding, LayoutLine, LayoutChoice, VariantLine, VariantChoice,
        ExportChoice, MoreValues,
    )
}  # fmt: skip
