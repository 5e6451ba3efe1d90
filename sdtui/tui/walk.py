"""Where the cursor can go on a painted screen."""

from __future__ import annotations

from sdtui.kernel.view import Editor, split_cell
from sdtui.tui.state import Grid, Picture, Spot, State


def grid_of(picture: Picture, path: str) -> tuple[Grid, int, str] | None:
    """The table, row and column of a path, if it is that of a cell on the screen."""
    cell = split_cell(path)
    grid = picture.grid(cell[0]) if cell else None
    return (grid, cell[1], cell[2]) if grid and cell else None


def row_place(grid: Grid, state: State) -> str:
    """The path that stands for a table whose cells take no input: its chosen row, or the first one shown."""
    row = state.chosen.get(grid.table.name, grid.top)
    if not grid.table.choice:
        row = max(grid.top, min(row, grid.top + grid.height - 1))
    return grid.row_path(min(row, grid.limit - 1), state.active) if grid.limit else ""


def stops(picture: Picture, state: State) -> list[str]:
    """The paths that Tab goes through, in reading order; a list counts as one."""
    found = [(spot.y, spot.x, spot.view.path) for spot in picture.spots.values() if spot.view.open]
    found += [
        (area.y, area.x, area.part.path) for area in picture.areas if isinstance(area.part, Editor) and area.part.open
    ]
    for grid in picture.grids:
        if not grid.open and (place := row_place(grid, state)):
            found.append((grid.y, grid.x, place))
    if not found:
        found = [(spot.y, spot.x, spot.view.path) for spot in picture.spots.values() if spot.view.label]
        found += [(area.y, area.x, area.part.path) for area in picture.areas if isinstance(area.part, Editor)]
    return [path for _, _, path in sorted(found)]


def next_stop(picture: Picture, state: State, by: int) -> str | None:
    """The stop after (1) or before (-1) the active one; None beyond the first and the last."""
    paths = stops(picture, state)
    if state.active in paths:
        at = paths.index(state.active) + by
        return paths[at] if 0 <= at < len(paths) else None
    here = place_of(picture, state.active)
    if here is None:
        return (paths[0] if by > 0 else paths[-1]) if paths else None
    places = [(place, path) for path in paths if (place := place_of(picture, path))]
    if by > 0:
        return next((path for place, path in places if place > here), None)
    return next((path for place, path in reversed(places) if place < here), None)


def place_of(picture: Picture, path: str) -> tuple[int, int] | None:
    """Row and column of a field on the screen."""
    if spot := picture.spots.get(path):
        return spot.y, spot.x
    area = picture.area(path)
    return (area.y, area.x) if area else None


def row_beyond(grid: Grid, state: State, row: int, by: int) -> int | None:
    """The row that Tab scrolls to from an edge of the table; None when it shall leave the table."""
    target = row + by
    if not grid.open or not 0 <= target < grid.limit:
        return None
    if by > 0:
        typed = any(path.startswith(f"{grid.table.name}[{row}].") for path in state.edits)
        used = row < grid.table.filled or typed
        return target if used and target >= grid.top + grid.height else None
    return target if target < grid.top else None


def line_away(picture: Picture, state: State, by: int) -> str | None:
    """The field in the next line down (1) or up (-1), the one nearest to the cursor; open ones first."""
    here = place_of(picture, state.active)
    if here is None:
        return None
    spots = [spot for spot in picture.spots.values() if _walkable(picture, spot) and (spot.y - here[0]) * by > 0]
    places = [(spot.y, _distance(here[1], spot), not spot.view.open, spot.view.path) for spot in spots]
    places += [
        (area.y, 0, False, area.part.path)
        for area in picture.areas
        if isinstance(area.part, Editor) and (area.y - here[0]) * by > 0
    ]
    if not places:
        return None
    line = min(places, key=lambda place: abs(place[0] - here[0]))[0]
    return min((place for place in places if place[0] == line), key=lambda place: (place[2], place[1]))[3]


def _distance(x: int, spot: Spot) -> int:
    return max(spot.x - x, x - spot.x - spot.width, 0)


def _walkable(picture: Picture, spot: Spot) -> bool:
    if spot.view.open:
        return True
    if not spot.table:
        return bool(spot.view.label)
    grid = picture.grid(spot.table)
    return bool(grid and not grid.open)


def beside(picture: Picture, state: State, by: int, *, edge: bool = False) -> str | None:
    """The field right (1) or left (-1) in the same line, or the last one in that direction."""
    here = place_of(picture, state.active)
    if here is None:
        return None
    line = sorted(
        (abs(spot.x - here[1]), spot.view.path)
        for spot in picture.spots.values()
        if spot.y == here[0] and (spot.x - here[1]) * by > 0
    )
    if not line:
        return None
    return line[-1 if edge else 0][1]
