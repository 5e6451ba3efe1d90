"""Reading items from files: text in the usual encodings and separators, and workbooks of spreadsheets.

Nothing in a file is ever executed: of a formula the value counts that was stored with it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from sdtui.domain.delimited import COMMA, SEMICOLON, TAB, CellLine, separator_of, split_block
from sdtui.domain.errors import Refuse
from sdtui.domain.item_import import Cell, Sheet, SheetLine
from sdtui.services.files import MOST_BYTES, Files

ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
MOST_LINES = 2_000
MOST_COLUMNS = 60
# A worksheet may have blank lines in between; what its parts come to unpacked keeps a small file from filling memory.
MOST_ROWS = 20_000
MOST_UNPACKED = 100_000_000
LIMITS = {"megabytes": MOST_BYTES // 1_000_000, "lines": MOST_LINES, "columns": MOST_COLUMNS}
SEPARATORS = {"TAB": TAB, "SEMICOLON": SEMICOLON, "COMMA": COMMA}
CODECS = {"UTF-8": "utf-8-sig", "UTF-16": "utf-16", "CP1250": "cp1250", "CP1252": "cp1252"}
_FIELD = "import_file"
_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Read as Western European text, these stand where Central European letters do and nobody writes them in a word.
_ODD_IN_WORDS = re.compile(r"(?<=\w)[³¹¿œŸæê\x8c\x9c\x9f]|[³¹¿œŸæê](?=[a-z])")
# What the reader of workbooks raises for a file that is none.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
    OSError, NotImplementedError, RuntimeError,
)  # fmt: skip


class ItemImport:
    """Reads files for one clerk; ``language`` decides where an encoding could be either."""

    def __init__(self, files: Files, language: str) -> None:
        self.files = files
        self.language = language

    def read(self, name: str, encoding: str = "", separator: str = "") -> Sheet:
        """The lines of a file that are not blank. Encoding and separator are found out where they are not given."""
        content = self.files.read(name, _FIELD)
        if len(content) > MOST_BYTES:
            raise Refuse("file-too-large", _FIELD, file=name, **LIMITS)
        if content.startswith(_OLD_WORKBOOK):
            raise Refuse("file-no-workbook", _FIELD, file=name)
        sheet = _workbook(content, name) if content.startswith(_WORKBOOK) else self._text(content, encoding, separator)
        if not sheet.lines:
            raise Refuse("file-without-lines", _FIELD, file=name)
        if len(sheet.lines) > MOST_LINES or sheet.width > MOST_COLUMNS:
            raise Refuse("file-too-large", _FIELD, file=name, **LIMITS)
        return sheet

    def _text(self, content: bytes, encoding: str, separator: str) -> Sheet:
        used = encoding or self.encoding_of(content)
        try:
            text = content.decode(CODECS[used])
        except UnicodeError:
            raise Refuse("file-not-text", "import_encoding" if encoding else _FIELD, encoding=used) from None
        if "\0" in text:
            raise Refuse("file-not-text", _FIELD, encoding=used)
        sign = SEPARATORS.get(separator) or separator_of(text)
        name = next(name for name, known in SEPARATORS.items() if known == sign)
        return Sheet(tuple(_lines(split_block(text, sign))), encoding=used, separator=name)

    def encoding_of(self, content: bytes) -> str:
        """UTF-16 by its mark; UTF-8 where it can be; else the code page of Central or of Western Europe."""
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "UTF-16"
        for name in ("UTF-8", "CP1252", "CP1250"):
            try:
                text = content.decode(CODECS[name])
            except UnicodeError:
                continue
            central = name == "CP1252" and (self.language == "PL" or _ODD_IN_WORDS.search(text))
            return "CP1250" if central and _readable(content, "CP1250") else name
        raise Refuse("file-not-text", _FIELD, encoding="UTF-8")


def _readable(content: bytes, encoding: str) -> bool:
    try:
        content.decode(CODECS[encoding])
    except UnicodeError:
        return False
    return True


def _lines(lines: Sequence[CellLine]) -> Iterator[SheetLine]:
    for line in lines:
        yield SheetLine(line.number, tuple(cell.strip() for cell in line.cells))


def _workbook(content: bytes, name: str) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise Refuse("file-too-large", _FIELD, file=name, **LIMITS)
        return _worksheet(content)
    except _BROKEN:
        raise Refuse("file-no-workbook", _FIELD, file=name) from None


def _worksheet(content: bytes) -> Sheet:
    """The worksheet that was open when the workbook was saved."""
    from openpyxl import load_workbook

    # the library has no types of its own
    book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        page: Any = book.active if hasattr(book.active, "iter_rows") else book.worksheets[0]
        rows = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS + 1, values_only=True)
        lines: list[SheetLine] = []
        for number, row in enumerate(rows, 1):
            cells = [_cell(value) for value in row]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            if cells:
                lines.append(SheetLine(number, tuple(cells)))
            if len(lines) > MOST_LINES:
                break
        return Sheet(tuple(lines), name=str(page.title))
    finally:
        book.close()


def _cell(value: object) -> Cell:
    """Numbers to the 15 digits that a spreadsheet shows; of a time of day only the day."""
    match value:
        case None:
            return None
        case bool():
            return "X" if value else ""
        case int() | float():
            number = Decimal(f"{value:.15g}")
            return number if number.is_finite() else str(value)
        case datetime():
            return value.date()
        case date():
            return value
        case _:
            return str(value).strip()
