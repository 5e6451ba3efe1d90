"""Blocks of cells as spreadsheets copy and write them: lines of texts with a separator between them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# How spreadsheets write a text that looks like a number: ="0042".
_KEPT_TEXT = re.compile(r'="([^"]*)"')
TAB, SEMICOLON, COMMA = "\t", ";", ","
# A cell may be as long as the whole block.
csv.field_size_limit(2**30)


class CellLine(NamedTuple):
    """A line that is not blank, with its number in the block (from 1)."""

    number: int
    cells: tuple[str, ...]


def split_block(text: str, separator: str) -> list[CellLine]:
    """The lines of a block; quoted cells may hold separators and line ends.

    Quotes that do not fit together are taken for what they are: a stray inch sign shall not swallow the lines below it.
    """
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return _read(clean, separator)
    except csv.Error:
        lines = enumerate(clean.split("\n"), 1)
        return [CellLine(n, tuple(line.split(separator))) for n, line in lines if line.replace(separator, "").strip()]


def _read(text: str, separator: str) -> list[CellLine]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[CellLine] = []
    first = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found.append(CellLine(first, tuple(_KEPT_TEXT.sub(r"\1", cell) for cell in cells)))
        first = reader.line_num + 1
    return found


def separator_of(text: str, candidates: Iterable[str] = (TAB, SEMICOLON, COMMA)) -> str:
    """The first of ``candidates`` that stands in at least half of the lines; the first of all where none does."""
    known = tuple(candidates)
    for separator in known:
        lines = split_block(text, separator)
        if lines and 2 * sum(len(line.cells) > 1 for line in lines) >= len(lines):
            return separator
    return known[0]


def pasted_separator(text: str) -> str:
    """The separator of a pasted block; a comma only beside quotes, as it may be a decimal or a grouping sign."""
    return separator_of(text, (TAB, SEMICOLON, COMMA) if '"' in text else (TAB, SEMICOLON))


def fold_heading(text: str) -> str:
    """A heading as it is compared: letters and digits alone, small, without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "".join(c for c in plain if c.isalnum())


def is_heading(cells: Sequence[str], named: Sequence[str]) -> bool:
    """Whether a line is one of headings: most of its cells name columns; ``named`` has what each of them names."""
    filled = [name for cell, name in zip(cells, named, strict=True) if cell.strip()]
    return bool(filled) and 2 * sum(map(bool, filled)) > len(filled)
