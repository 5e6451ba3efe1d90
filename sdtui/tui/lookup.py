"""Finding fields, tables and keys in a view, before anything is painted."""

from __future__ import annotations

from collections.abc import Iterator

from sdtui.kernel.view import Block, Editor, FieldView, KeyView, Row, Table, View, split_cell
from sdtui.tui.keys import alternatives, canonical

# Where the first open cell is looked for when a screen comes up.
_ROWS_SEARCHED = 50


def block_fields(view: View) -> Iterator[FieldView]:
    """All fields that stand in blocks."""
    for part in view.body:
        if isinstance(part, Block):
            for line in part.lines:
                for group in line.groups:
                    yield from group


def tables(view: View) -> Iterator[Table]:
    """All tables of the body."""
    return (part for part in view.body if isinstance(part, Table))


def editors(view: View) -> Iterator[Editor]:
    """All multi-line fields of the body."""
    return (part for part in view.body if isinstance(part, Editor))


def row_of(table: Table, number: int) -> Row | None:
    """A row of a table, or None when there is none of that number."""
    if 0 <= number < len(table.rows):
        return table.rows[number]
    return None


def find_field(view: View, path: str) -> FieldView | None:
    """The field of that path."""
    cell = split_cell(path)
    if cell is None:
        return next((field for field in block_fields(view) if field.path == path), None)
    table = next((table for table in tables(view) if table.name == cell[0]), None)
    row = row_of(table, cell[1]) if table else None
    return next((field for field in row.cells if field.path == path), None) if row else None


def find_table(view: View, path: str) -> tuple[Table, int] | None:
    """The table and row that the path of a cell or row ("items[2].") is in."""
    cell = split_cell(path) or split_cell(f"{path}any")
    table = next((table for table in tables(view) if cell and table.name == cell[0]), None)
    return (table, cell[1]) if table and cell else None


def find_editor(view: View, path: str) -> Editor | None:
    """The multi-line field of that path."""
    return next((editor for editor in editors(view) if editor.path == path), None)


def choice_table(view: View) -> Table | None:
    """The first list whose rows are chosen."""
    return next((table for table in tables(view) if table.choice), None)


def live_field(view: View) -> FieldView | None:
    """The open field that filters the list of a view."""
    return next((field for field in block_fields(view) if field.live and field.open), None)


def first_place(view: View, tops: dict[str, int]) -> str:
    """Where the cursor goes on a screen that names no field: what takes input or can be chosen, else anything."""
    closed = ""
    for part in view.body:
        match part:
            case Block():
                fields = [field for line in part.lines for group in line.groups for field in group]
                for field in fields:
                    if field.open:
                        return field.path
                    closed = closed or (field.path if field.label else "")
            case Editor() if part.open:
                return part.path
            case Table():
                if place := _place_in(part, tops.get(part.name, 0)):
                    return place
            case _:
                pass
    return closed or next((editor.path for editor in editors(view)), "")


def _place_in(table: Table, top: int) -> str:
    if table.choice:
        return table.rows[0].cells[0].path if table.filled and table.rows[0].cells else ""
    last = min(top + _ROWS_SEARCHED, len(table.rows))
    rows = (table.rows[number] for number in range(top, last))
    found = next((cell.path for row in rows for cell in row.cells if cell.open), "")
    if found or not table.filled:
        return found
    row = row_of(table, top)
    return row.cells[0].path if row and row.cells else ""


def first_cell(row: Row) -> str:
    """The path of the first open cell of a row, else of the first."""
    return next((cell.path for cell in row.cells if cell.open), row.cells[0].path if row.cells else "")


def find_key(view: View, name: str) -> KeyView | None:
    """The key of the screen that a physical key presses."""
    for wanted in alternatives(name):
        for key in view.keys:
            if any(canonical(own) == wanted for own in key.keys):
                return key
    return None


def find_answer(view: View, char: str) -> KeyView | None:
    """The answer that a character gives, large or small."""
    for key in view.keys:
        if key.answer and any(own.casefold() == char.casefold() for own in key.keys):
            return key
    return None


def has_answers(view: View) -> bool:
    """Whether the screen is a question that single characters answer."""
    return any(key.answer for key in view.keys)
