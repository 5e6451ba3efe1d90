"""Laying out tables: which columns the width takes, which rows the height takes."""

from __future__ import annotations

from functools import lru_cache

from sdtui.kernel.view import Column, FieldView, Row, Table, split_cell
from sdtui.tui.fields import paint_field
from sdtui.tui.glyphs import cut, safe, text_width
from sdtui.tui.state import Grid, Picture, Spot, State

# Columns of long texts give way where room is short; those as wide as a description also grow where there is some.
_LONG = 16
_LEAST_LONG = 12
_DESCRIPTION = 20
_MOST_DESCRIPTION = 60
_MARGIN = 2


def _full(column: Column) -> int:
    return max(column.width, 1 if column.fixed else text_width(safe(column.label)), 1)


def _least(column: Column) -> int:
    if column.right or column.fixed or column.width < _LONG:
        return _full(column)
    return max(min(column.least, column.width) or _LEAST_LONG, text_width(safe(column.label)))


def table_width(table: Table) -> int:
    """The cells that a table would like to have."""
    return _MARGIN + sum(_full(column) + 1 for column in table.columns)


@lru_cache(maxsize=64)
def choose_columns(columns: tuple[Column, ...], width: int, keep: str = "") -> tuple[tuple[int, int, int], ...]:
    """Number, offset and width of each column shown; the least needed are left out, ``keep`` never."""
    shown = list(range(len(columns)))
    # Behind the last column no gap is needed.
    while len(shown) > 1 and sum(_least(columns[n]) + 1 for n in shown) > width + 1:
        shown.remove(min(shown, key=lambda n: (columns[n].name == keep, columns[n].need, -n)))
    return _placed(columns, shown, width)


@lru_cache(maxsize=64)
def scroll_columns(
    columns: tuple[Column, ...], width: int, left: int, keep: str = ""
) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The first column, and those from ``left`` on that fit; ``left`` as it must be to show ``keep``."""
    kept = next((n for n, column in enumerate(columns) if column.name == keep), 0)
    left = max(1, min(left, kept or left, max(len(columns) - 1, 1)))
    shown = _from(columns, width, left)
    while kept and kept not in shown and left < kept:
        left += 1
        shown = _from(columns, width, left)
    return left, _placed(columns, shown, width)


def _from(columns: tuple[Column, ...], width: int, left: int) -> list[int]:
    """The first column and those from ``left`` on, as many as fit; one at least, as the cursor may stand there."""
    shown, room = [0], width - _least(columns[0])
    for n in range(left, len(columns)):
        room -= _least(columns[n]) + 1
        if room < 0 and len(shown) > 1:
            break
        shown.append(n)
    return shown


def _placed(columns: tuple[Column, ...], shown: list[int], width: int) -> tuple[tuple[int, int, int], ...]:
    """Offset and width of the columns that are shown: what each needs, then what it would like to have."""
    widths = {n: _least(columns[n]) for n in shown}
    spare = width + 1 - sum(widths.values()) - len(shown)
    for wish in (_full, _stretched):
        wishes = [n for n in shown if wish(columns[n]) > widths[n]]
        # Words before keys: a name that is cut says less than a narrow key.
        for kind in (True, False):
            alike = [n for n in wishes if _is_text(columns[n]) is kind]
            for place, n in enumerate(alike):
                more = max(0, min(wish(columns[n]) - widths[n], spare // (len(alike) - place)))
                widths[n] += more
                spare -= more
    placed: list[tuple[int, int, int]] = []
    x = 0
    for n in shown:
        placed.append((n, x, max(1, min(widths[n], width - x))))
        x += widths[n] + 1
    return tuple(placed)


def _is_text(column: Column) -> bool:
    return column.width >= _DESCRIPTION and not column.right


def _stretched(column: Column) -> int:
    return max(_full(column), _MOST_DESCRIPTION) if _is_text(column) and not column.fixed else _full(column)


def paint_table(picture: Picture, table: Table, state: State, y: int, x: int, width: int, height: int) -> None:
    """Paint headings and rows in ``height`` lines, and note where everything stands."""
    cell = split_cell(state.active)
    keep = cell[2] if cell and cell[0] == table.name and (table.cells or not table.choice) else ""
    if table.cells:
        left = state.lefts.get(table.name, 1)
        state.lefts[table.name], columns = scroll_columns(table.columns, width - _MARGIN, left, keep)
    else:
        columns = choose_columns(table.columns, width - _MARGIN, keep)
    grid = Grid(table, y + 1, x, width, max(height - 1, 0), 0, [(n, x + _MARGIN + o, w) for n, o, w in columns])
    grid.hidden = len(table.columns) - len(columns)
    grid.top = state.tops[table.name] = _top(grid, state)
    picture.grids.append(grid)
    _headings(picture, grid)
    if not table.filled and not table.entry and table.empty_text:
        picture.canvas.put(grid.y, x + _MARGIN, safe(table.empty_text), "muted", width - _MARGIN)
    for line, row in enumerate(visible_rows(grid)):
        paint_row(picture, grid, grid.top + line, row, state)


def _top(grid: Grid, state: State) -> int:
    """The first row shown: as it was while there is such a row, as the last page may be short; else a full page."""
    wanted = state.tops.get(grid.table.name, 0)
    if 0 <= wanted < grid.limit and not state.full:
        return wanted
    return max(0, min(wanted, grid.limit - max(grid.height, 1)))


def visible_rows(grid: Grid) -> list[Row]:
    """The rows that the screen shows."""
    return [grid.table.rows[row] for row in range(grid.top, min(grid.top + grid.height, grid.limit))]


def _headings(picture: Picture, grid: Grid) -> None:
    canvas, y = picture.canvas, grid.y - 1
    canvas.fill(y, grid.x, grid.width, "column")
    for n, x, width in grid.columns:
        column = grid.table.columns[n]
        label = cut(safe(column.label), width)
        canvas.put(y, x + (width - text_width(label) if column.right else 0), label, "column")


def paint_row(picture: Picture, grid: Grid, number: int, row: Row, state: State) -> None:
    """Paint one row: its mark, then its cells."""
    canvas, table = picture.canvas, grid.table
    y = grid.y + number - grid.top
    chosen = table.choice and state.chosen.get(table.name, 0) == number
    role = "chosen" if chosen else row.style or "text"
    canvas.fill(y, grid.x, grid.width, "chosen" if chosen else "ground")
    mark, mark_role = _mark(table, row, number, chosen=chosen)
    canvas.put(y, grid.x, mark, "chosen" if chosen else mark_role)
    for n, x, width in grid.columns:
        view: FieldView = row.cells[n]
        indent = min(2 * row.indent, width - 1) if n == grid.columns[0][0] and not view.right else 0
        grid.open = grid.open or view.open
        spot = Spot(view, y, x + indent, width - indent, table.name, number, role)
        spot.blank = table.entry and number >= table.filled
        spot.cell = table.cells
        picture.spots[view.path] = spot
        paint_field(canvas, spot, state)


def _mark(table: Table, row: Row, number: int, *, chosen: bool) -> tuple[str, str]:
    if row.marked:
        return "■", "marked"
    if chosen:
        return "▸", "chosen"
    if table.cells and row.style == "total":
        return "Σ", "total"
    return ("□", "muted") if table.markable and number < table.filled else (" ", "text")
