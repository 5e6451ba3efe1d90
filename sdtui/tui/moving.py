"""Moving the cursor over a screen: from field to field, line to line, page to page."""

from __future__ import annotations

from sdtui.kernel.view import Editor, Request, cell_path
from sdtui.tui.lookup import choice_table, find_field, first_cell, row_of
from sdtui.tui.model import Model
from sdtui.tui.state import COMMAND, Area, Grid, Picture
from sdtui.tui.walk import beside, grid_of, line_away, next_stop, row_beyond, stops


# --- Tab -------------------------------------------------------------------------------------------------------------
def tab(model: Model, by: int) -> None:
    """To the next field that takes input, or back; tables scroll on while there are rows."""
    picture, state = model.picture(), model.state
    at = grid_of(picture, state.active)
    following = None if state.active == COMMAND else next_stop(picture, state, by)
    if at and not _same_table(picture, following, at[0]) and _scroll_on(model, at, by):
        return
    if following:
        model.activate(following)
    elif by < 0 and state.active != COMMAND and not model.view.popup:
        model.activate(COMMAND)
    else:
        enter_stop(model, 0 if by > 0 else -1)


def _same_table(picture: Picture, path: str | None, grid: Grid) -> bool:
    other = grid_of(picture, path) if path else None
    return other is not None and other[0] is grid


def _scroll_on(model: Model, at: tuple[Grid, int, str], by: int) -> bool:
    """From the last visible cell into rows that the screen does not show; half a page, so that some context stays."""
    grid, row, _ = at
    target = row_beyond(grid, model.state, row, by)
    found = row_of(grid.table, target) if target is not None else None
    if target is None or found is None:
        return False
    half = max(1, grid.height // 2)
    model.state.tops[grid.table.name] = max(0, grid.top + half * by)
    model.stale = True
    cells = [found.cells[n].path for n, _, _ in grid.columns if found.cells[n].open]
    model.activate(cells[-1 if by < 0 else 0] if cells else first_cell(found))
    return True


def enter_stop(model: Model, number: int) -> None:
    """To the first (0) or last (-1) field of the screen."""
    paths = stops(model.picture(), model.state)
    if paths:
        model.activate(paths[number])


# --- lines -----------------------------------------------------------------------------------------------------------
def move_line(model: Model, by: int) -> None:
    """A line up or down: over the rows of a table in the same column, from field to field elsewhere."""
    picture, state = model.picture(), model.state
    if state.active == COMMAND:
        if by > 0:
            tab(model, 1)
        return
    choice = picture.choice()
    if choice and _drives_list(model):
        _to_row(model, choice, state.chosen.get(choice.table.name, 0) + by)
        return
    if choice and choice.table.cells and _is_elsewhere(choice, state.chosen.get(choice.table.name, 0) + by):
        model.ask_rows(by, far=False, again=lambda model: move_line(model, by))
        return
    at = grid_of(picture, state.active)
    if at and _in_table(model, at, by):
        return
    path = line_away(picture, state, by)
    if path:
        _enter_line(model, picture, path)
    elif not picture.spots or not at:
        scroll_prose(model, by)


def _drives_list(model: Model) -> bool:
    """Whether the active field filters a list: then the vertical keys belong to the list."""
    field = find_field(model.view, model.state.active)
    return bool(field and field.live and field.open and choice_table(model.view))


def _in_table(model: Model, at: tuple[Grid, int, str], by: int) -> bool:
    """A row up or down in the table; False at its ends, and below the first blank rows."""
    grid, row, column = at
    target = row + by
    if not 0 <= target < grid.limit:
        return False
    if grid.table.choice:
        _to_row(model, grid, target)
        return True
    if target >= grid.top + grid.height and row_beyond(grid, model.state, row, by) is None and grid.open:
        return False
    model.activate(cell_path(grid.table.name, target, column), fresh=False)
    if not grid.top <= target < grid.top + grid.height:
        model.stale = True
    return True


def _enter_line(model: Model, picture: Picture, path: str) -> None:
    at = grid_of(picture, path)
    if at and at[0].table.choice:
        _to_row(model, at[0], model.state.chosen.get(at[0].table.name, 0), enter=True)
    else:
        model.activate(path, fresh=False)


def _to_row(model: Model, grid: Grid, row: int, *, enter: bool = False) -> None:
    """Put the row cursor of a list on a row, as far as there are rows; the text cursor stays in a filter."""
    if not grid.table.filled:
        return
    row = max(0, min(row, grid.table.filled - 1))
    if enter or grid_of(model.picture(), model.state.active):
        model.activate(grid.row_path(row, model.state.active))
    else:
        model.choose(grid.table.name, row)


def move_row_edge(model: Model, *, end: bool) -> None:
    """To the first or the last row of a list; where cells have a cursor, to the first or last column."""
    at = grid_of(model.picture(), model.state.active)
    grid = model.picture().choice()
    if at and at[0].table.cells:
        columns = at[0].table.columns
        move_column(model, len(columns) if end else -len(columns))
    elif grid:
        _to_row(model, grid, grid.table.filled - 1 if end else 0)


def move_corner(model: Model, *, end: bool) -> None:
    """To the first or last row of a list with a cursor in its cells, to the first or last field of other screens."""
    at = grid_of(model.picture(), model.state.active)
    if at and at[0].table.cells:
        move_page(model, 1 if end else -1, far=True)
    else:
        enter_stop(model, -1 if end else 0)


def move_beside(model: Model, by: int, *, edge: bool = False) -> None:
    """To the field right or left in the same line: for those that take no input."""
    at = grid_of(model.picture(), model.state.active)
    if at and at[0].table.cells:
        move_column(model, by)
        return
    path = beside(model.picture(), model.state, by, edge=edge)
    if path and not (at and at[0].table.choice):
        model.activate(path, fresh=False)


def move_column(model: Model, by: int) -> None:
    """To the next column of a table, or the one before; those that found no room come into view."""
    at = grid_of(model.picture(), model.state.active)
    row = row_of(at[0].table, at[1]) if at and (at[0].table.cells or not at[0].table.choice) else None
    if at is None or row is None:
        return
    grid, number, name = at
    names = [column.name for column in grid.table.columns]
    target = names.index(name) + by
    if grid.table.cells:
        target = max(0, min(target, len(names) - 1))
    if 0 <= target < len(names):
        model.activate(cell_path(grid.table.name, number, names[target]))
        model.stale = model.stale or target not in [n for n, _, _ in grid.columns]


# --- pages -----------------------------------------------------------------------------------------------------------
def move_page(model: Model, by: int, *, far: bool) -> None:
    """A page of the table under the cursor, else of the list or text on the screen; ``far`` to its ends."""
    picture = model.picture()
    at = grid_of(picture, model.state.active)
    grid = at[0] if at else picture.choice() or next(iter(picture.grids), None)
    if grid is None:
        scroll_prose(model, by, far=far, page=True)
    elif grid.table.choice:
        here = model.state.chosen.get(grid.table.name, 0)
        step = grid.table.filled if far else max(grid.height, 1)
        if _is_elsewhere(grid, here + step * by):
            model.ask_rows(by, far=far, again=lambda model: move_page(model, by, far=False))
            return
        _to_row(model, grid, here + step * by)
        if not far:
            # After the row, as a picture in between would scroll back to it.
            model.state.tops[grid.table.name] = _page_top(grid, by)
            model.stale = True
    else:
        _page_table(model, grid, at, by, far=far)


def _is_elsewhere(grid: Grid, row: int) -> bool:
    """Whether there is such a row, but not here."""
    table = grid.table
    return (row < 0 and table.before) or (row >= table.filled and table.more)


def _page_top(grid: Grid, by: int) -> int:
    """The first row of the next page; the last page stays."""
    top = grid.top + max(grid.height, 1) * by
    used = grid.table.filled + 1 if grid.table.entry else grid.table.filled
    return grid.top if top >= min(used, grid.limit) else max(0, top)


def _page_table(model: Model, grid: Grid, at: tuple[Grid, int, str] | None, by: int, *, far: bool) -> None:
    top = (grid.last_top if by > 0 else 0) if far else _page_top(grid, by)
    if top == grid.top:
        return
    model.state.tops[grid.table.name] = top
    model.stale = True
    if at:
        row = max(top, min(at[1] + top - grid.top, grid.limit - 1))
        model.activate(cell_path(grid.table.name, row, at[2]))


def scroll_prose(model: Model, by: int, *, far: bool = False, page: bool = False) -> None:
    """Scroll the running text of the screen, if there is more of it than shown."""
    area = next((area for area in model.picture().areas if _scrolls(area)), None)
    if area is None:
        return
    offsets, last = model.state.offsets, area.total - area.height
    step = last if far else area.height if page else 1
    top = max(0, min(offsets.get(area.number, 0) + step * by, last))
    if top != offsets.get(area.number, 0):
        offsets[area.number] = top
        model.stale = True


def _scrolls(area: Area) -> bool:
    return not isinstance(area.part, Editor) and area.total > area.height


# --- the mouse -------------------------------------------------------------------------------------------------------
def click(model: Model, x: int, y: int) -> Request | None:
    """Put the cursor where the mouse points, or press what stands there."""
    picture = model.picture()
    for target in picture.targets:
        if target.y == y and target.x <= x < target.end:
            key = next((key for key in model.view.keys if key.code == target.code), None)
            return model.press(key) if key else model.request(target.code)
    command = picture.command
    if command and command.y == y and command.x <= x <= command.x + command.width:
        model.activate(COMMAND)
        return None
    first, last = picture.body
    for spot in picture.spots.values():
        if first <= y < last and spot.y == y and spot.x <= x < spot.x + spot.width:
            at = grid_of(picture, spot.view.path)
            if at and at[0].table.choice:
                _to_row(model, at[0], at[1], enter=True)
                return None
            model.activate(spot.view.path, fresh=False)
            if model.state.entry:
                model.state.entry.move(model.state.entry.first + x - spot.x)
            return None
    return None
