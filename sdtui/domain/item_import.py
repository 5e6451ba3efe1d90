"""Lines of a file on their way to become items: what was read, which column is which, and what is wrong with a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from sdtui.domain import elements as e
from sdtui.domain.delimited import fold_heading, is_heading
from sdtui.domain.rounding import ZERO
from sdtui.domain.sales_document import SalesItem

# The fields of an item that a file may bring: the key by which a clerk names each, and its name.
FIELDS = {
    "MATERIAL": "material",
    "QUANTITY": "quantity",
    "UNIT": "unit",
    "TEXT": "description",
    "DATE": "requested_delivery_date",
    "CUSTMAT": "customer_material",
    "PLANT": "plant",
    "STORAGE": "storage_location",
}
KEYS = {name: key for key, name in FIELDS.items()}
# One of them must be there, or a line says nothing.
LEADING = ("MATERIAL", "TEXT")
# Where a heading was left out on purpose.
NO_FIELD = "-"

Cell = str | Decimal | date | None

FileName = Annotated[str, e.Element(name="import_file", length=200, values="import_file", checked=False)]
SheetName = Annotated[str, e.Element(name="import_sheet", length=31)]
Encoding = Annotated[str, e.Element(name="import_encoding", length=8, values="import_encoding", upper=True)]
Separator = Annotated[str, e.Element(name="import_separator", length=9, values="import_separator", upper=True)]
Headed = Annotated[bool, e.Element(name="import_headed", length=1)]
LineCount = Annotated[int, e.Element(name="import_lines", length=6)]
FileColumn = Annotated[str, e.Element(name="import_column", length=3)]
Heading = Annotated[str, e.Element(name="import_heading", length=40)]
Sample = Annotated[str, e.Element(name="import_sample", length=40)]
ItemField = Annotated[str, e.Element(name="import_field", length=8, values="import_field", upper=True)]
FileLine = Annotated[int, e.Element(name="import_line", length=6)]
Complaint = Annotated[str, e.Element(name="complaint", length=80)]


class SheetLine(NamedTuple):
    """A line that is not blank, with its number in the file; a spreadsheet has numbers and dates beside texts."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read from a file, and how; ``name`` is that of the worksheet, empty for a text file."""

    lines: tuple[SheetLine, ...]
    name: str = ""
    encoding: str = ""
    separator: str = ""

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(line.cells) for line in self.lines), default=0)


@dataclass(slots=True)
class ImportFile:
    """The file that a clerk names."""

    import_file: FileName = ""


@dataclass(slots=True)
class ImportColumn:
    """A column of the file and the field of an item that it is for."""

    import_column: FileColumn
    import_heading: Heading
    import_sample: Sample
    import_field: ItemField = ""


@dataclass(slots=True)
class ImportMapping:
    """How a file was read, and what its columns are for."""

    import_file: FileName = ""
    import_sheet: SheetName = ""
    import_encoding: Encoding = ""
    import_separator: Separator = ""
    import_headed: Headed = False
    import_lines: LineCount = 0
    columns: list[ImportColumn] = field(default_factory=list[ImportColumn])


@dataclass(slots=True)
class ImportLine:
    """A line of the file as the item that it becomes; ``complaint`` says why it does not."""

    import_line: FileLine
    material: e.Material = ""
    quantity: e.OrderQuantity = ZERO
    unit: e.Unit = ""
    description: e.ItemDescription = ""
    requested_delivery_date: e.RequestedDeliveryDate = None
    customer_material: e.CustomerMaterial = ""
    plant: e.Plant = ""
    storage_location: e.StorageLocation = ""
    complaint: Complaint = ""

    def fill(self, item: SalesItem) -> SalesItem:
        """``item`` with what the line brings."""
        for name in FIELDS.values():
            setattr(item, name, getattr(self, name))
        return item


@dataclass(slots=True)
class ImportPreview:
    """The lines that are not yet taken."""

    import_file: FileName = ""
    import_lines: LineCount = 0
    lines: list[ImportLine] = field(default_factory=list[ImportLine])


def column_letters(index: int) -> str:
    """How spreadsheets call a column: A to Z, AA and on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def propose_columns(sheet: Sheet, known: Callable[[str], str]) -> ImportMapping:
    """Whether the first line is one of headings, and the field that each of them means by ``known``, each once.

    ``known`` answers a heading with the key of a field, ``NO_FIELD`` for one that is not wanted, nothing where it knows
    none.
    """
    first = [str(cell or "") for cell in sheet.lines[0].cells] if sheet.lines else []
    named = [known(heading) for heading in first]
    headed = len(sheet.lines) > 1 and (is_heading(first, named) or _says_what_items_are(first, named))
    mapping = ImportMapping(
        import_sheet=sheet.name,import_encoding=sheet.encoding,import_separator=sheet.separator,import_headed=headed,
        import_lines=len(sheet.lines) - headed,
    )  # fmt: skip
    for index in range(sheet.width):
        heading = first[index].strip() if headed and index < len(first) else ""
        taken = {column.import_field for column in mapping.columns}
        name = named[index] if headed and index < len(first) else ""
        mapping.columns.append(
            ImportColumn(column_letters(index), heading[:40], "", name if name in FIELDS.keys() - taken else "")
        )
    return mapping


def _says_what_items_are(cells: Sequence[str], named: Sequence[str]) -> bool:
    """Headings of which few are known: one is the material or the description, and no cell is a figure."""
    known = [name for name in named if name in FIELDS]
    figures = any(cell.strip()[:1].isdigit() for cell in cells)
    return len(known) > 1 and any(name in LEADING for name in known) and not figures


def memory_key(heading: str, letters: str = "") -> str:
    """Under which the clerk's choice for a column is remembered: its heading, else its place."""
    folded = fold_heading(heading)
    return f"IMPORT {folded}" if folded else f"IMPORT #{letters}"


def columns_in_use(mapping: ImportMapping) -> Mapping[str, int]:
    """By name of the field the column that brings it."""
    return {
        FIELDS[column.import_field]: index
        for index, column in enumerate(mapping.columns)
        if column.import_field in FIELDS
    }


def wrong_column(mapping: ImportMapping) -> int | None:
    """A column whose field another one has before it, or the first where nothing says what the item is."""
    named = [column.import_field for column in mapping.columns]
    twice = (index for index, name in enumerate(named) if name and name in named[:index])
    return next(twice, None if any(name in LEADING for name in named) else 0)


def data_lines(sheet: Sheet, mapping: ImportMapping) -> Sequence[SheetLine]:
    """The lines below the headings."""
    return sheet.lines[int(mapping.import_headed) :]
