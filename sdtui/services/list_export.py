"""Lists in files for spreadsheets: workbooks and tables of text, written row by row while the list is read.

What a clerk or a customer wrote is text there and never a formula.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from sdtui.domain.errors import Refuse
from sdtui.domain.lists import ListQuery, RowField, Total, fields_of_row
from sdtui.services.context import Context
from sdtui.services.files import Files
from sdtui.services.lists import Source, pages

# Rows of a worksheet.
_MOST_ROWS = 1_048_576
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBERS = (int, Decimal)


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of the file; ``width`` 0 is that of its element."""

    name: str
    heading: str
    width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """How a list is written.

    ``shown`` gives the text of a row's field as the list shows it, ``decimals`` those of a currency. ``totals`` are the
    columns that are summed at the end, under ``total_label``. Tables of text have ``separator`` between their columns;
    ``day`` is the format of dates in workbooks.
    """

    columns: Sequence[ExportColumn]
    shown: Callable[[Any, str], str]
    decimals: Callable[[str], int]
    totals: Sequence[str] = ()
    total_label: str = ""
    title: str = ""
    separator: str = ";"
    day: str = "yyyy-mm-dd"


class _Sheet(Protocol):
    """What is written, row by row."""

    def row(self, values: Sequence[Any]) -> None: ...

    def total(self, label: str, values: Sequence[Any]) -> None: ...

    def close(self) -> None: ...


class ListExport:
    """Writes lists through the gate to files."""

    def __init__(self, context: Context, files: Files) -> None:
        self.context = context
        self.files = files

    def write(self, source: Source, query: ListQuery, name: str, export: Export, *, replace: bool = False) -> int:
        """Write all rows to the file ``name``, whose ending says what kind it is; returns how many there are.

        Beats the pulse; who cancels leaves no file. Refuses on the field ``file_name``.
        """
        kind = _KINDS.get(Path(name).suffix.lower())
        if kind is None:
            raise Refuse("export-ending", "file_name", file=name)
        with self.files.new(name, "file_name", replace=replace) as file:
            sheet = kind(file, export, fields_of_row(source.row))
            try:
                return self._fill(sheet, source, query, export)
            except BaseException:
                with suppress(Exception):
                    sheet.close()
                raise

    def _fill(self, sheet: _Sheet, source: Source, query: ListQuery, export: Export) -> int:
        count = 0
        for rows in pages(source, query):
            for row in rows:
                sheet.row([row, *(getattr(row, column.name) for column in export.columns)])
            count += len(rows)
            self.context.pulse.beat(count)
        if export.totals and count:
            for total in source.totals(query, export.totals):
                sheet.total(export.total_label, _sums(total, source, export))
        sheet.close()
        return count


def _sums(total: Total, source: Source, export: Export) -> list[Any]:
    """A row of sums: each with its currency or unit, where there is a column for it."""
    fields = fields_of_row(source.row)
    references = {fields[name].element.reference for name in total.sums}
    return [
        total.sums.get(column.name, total.currency if column.name in references else None) for column in export.columns
    ]


# --- tables of text --------------------------------------------------------------------------------------------------
class _Table:
    """UTF-8 with a mark at its beginning, by which spreadsheets know it; numbers as the clerk writes them."""

    def __init__(self, file: BinaryIO, export: Export, fields: Mapping[str, RowField]) -> None:
        self._export = export
        self._numeric = [issubclass(fields[column.name].kind, _NUMBERS) for column in export.columns]
        self._text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text, delimiter=export.separator, lineterminator="\r\n")
        self._writer.writerow([_harmless(column.heading) for column in export.columns])

    def row(self, values: Sequence[Any]) -> None:
        row, shown = values[0], self._export.shown
        texts = [shown(row, column.name) for column in self._export.columns]
        self._writer.writerow(
            [text if number else _harmless(text) for text, number in zip(texts, self._numeric, strict=True)]
        )

    def total(self, label: str, values: Sequence[Any]) -> None:
        """Sums are for workbooks: in a table of text they would be taken for rows."""

    def close(self) -> None:
        self._text.flush()
        self._text.detach()


def _harmless(text: str) -> str:
    """Text that a spreadsheet takes for text."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


class _Patient:
    """A file whose failure is kept until the workbook is done: left in the middle, it would go on writing later."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.fault: OSError | None = None

    def write(self, data: bytes) -> int:
        self._try(lambda: self._file.write(data))
        return len(data)

    def seek(self, place: int, whence: int = 0) -> int:
        return self._try(lambda: self._file.seek(place, whence))

    def tell(self) -> int:
        return self._try(self._file.tell)

    def flush(self) -> None:
        self._try(self._file.flush)

    def _try(self, act: Callable[[], Any]) -> Any:
        if self.fault is None:
            try:
                return act()
            except OSError as fault:
                self.fault = fault
        return 0


# --- workbooks -------------------------------------------------------------------------------------------------------
class _Workbook:
    """Numbers and dates as such, in the formats of their currencies; the heading stays when the rows are scrolled."""

    def __init__(self, file: BinaryIO, export: Export, fields: Mapping[str, RowField]) -> None:
        from xlsxwriter import Workbook  # pyright: ignore[reportMissingTypeStubs]

        self._export = export
        self._fields = [fields[column.name] for column in export.columns]
        self._aside = tempfile.TemporaryDirectory(prefix="sdtui-", ignore_cleanup_errors=True)
        options = {"constant_memory": True, "tmpdir": self._aside.name}
        self._file = _Patient(file)
        self._book: Any = cast("Any", Workbook)(self._file, options)
        self._formats: dict[tuple[str, bool], Any] = {}
        self._place = 0
        self._sheet: Any = None

    def row(self, values: Sequence[Any]) -> None:
        row = values[0]
        if self._sheet is None or self._place == _MOST_ROWS:
            self._begin()
        for place, (field, value) in enumerate(zip(self._fields, values[1:], strict=True)):
            if not self._fact(place, field, value, self._currency(row, field)):
                self._text(place, self._export.shown(row, self._export.columns[place].name))
        self._place += 1

    def total(self, label: str, values: Sequence[Any]) -> None:
        currency = next((value for value in values if isinstance(value, str)), "")
        for place, (field, value) in enumerate(zip(self._fields, values, strict=True)):
            if not self._fact(place, field, value, currency, strong=True):
                self._text(place, value or ("" if place else label), strong=True)
        self._place += 1

    def close(self) -> None:
        if self._sheet is None:
            self._begin()
        try:
            self._book.close()
            self._file.flush()
        finally:
            self._aside.cleanup()
        if self._file.fault:
            raise self._file.fault

    def _begin(self) -> None:
        name = "".join(each for each in self._export.title if each not in "[]:*?/\\'")[:25].strip() or "1"
        number = len(self._book.worksheets())
        self._sheet = self._book.add_worksheet(f"{name} {number + 1}" if number else name)
        self._sheet.freeze_panes(1, 0)
        strong = self._format("", strong=True)
        for place, (column, field) in enumerate(zip(self._export.columns, self._fields, strict=True)):
            width = max(column.width or field.element.length, len(column.heading))
            self._sheet.set_column(place, place, min(width, 60) + 2)
            self._sheet.write_string(0, place, column.heading, strong)
        self._place = 1

    def _fact(self, place: int, field: RowField, value: Any, currency: str, *, strong: bool = False) -> bool:
        """Write a number or a date; False for anything else."""
        if isinstance(value, Decimal):
            pattern = _number_format(self._decimals(field, value, currency))
            self._sheet.write_number(self._place, place, float(value), self._format(pattern, strong=strong))
        elif isinstance(value, int) and not isinstance(value, bool):
            self._sheet.write_number(self._place, place, value, self._format("0", strong=strong))
        elif isinstance(value, date) and not isinstance(value, datetime):
            self._sheet.write_datetime(self._place, place, value, self._format(self._export.day, strong=strong))
        else:
            return False
        return True

    def _text(self, place: int, text: str, *, strong: bool = False) -> None:
        """As text, whatever it looks like."""
        if text:
            self._sheet.write_string(self._place, place, text, self._format("", strong=strong))

    @staticmethod
    def _currency(row: Any, field: RowField) -> str:
        return str(getattr(row, field.element.reference, "")) if field.element.reference else ""

    def _decimals(self, field: RowField, value: Decimal, currency: str) -> int:
        """An amount has those of its currency, any other number those that it needs."""
        if field.element.decimals == 2 and field.element.reference:
            return self._export.decimals(currency)
        exponent = value.normalize().as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0

    def _format(self, pattern: str, *, strong: bool) -> Any:
        key = (pattern, strong)
        if key not in self._formats:
            facts = {"num_format": pattern} if pattern else {}
            self._formats[key] = self._book.add_format({**facts, "bold": True} if strong else facts)
        return self._formats[key]


def _number_format(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


_KINDS: Mapping[str, Callable[[BinaryIO, Export, Mapping[str, RowField]], _Sheet]] = {
    ".csv": _Table,
    ".xlsx": _Workbook,
}
