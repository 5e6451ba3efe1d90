"""What the glass keeps of a screen between two keys, and what a painted screen tells about its places."""

from __future__ import annotations

from dataclasses import dataclass, field

from sdtui.kernel.view import Editor, FieldView, Paragraphs, Table, View, cell_path, split_cell
from sdtui.tui.canvas import Canvas
from sdtui.tui.entry import Entry
from sdtui.tui.prose import ProseEntry
from sdtui.tui.words import WORDS, Words

# The path under which the command field is active; no field of a record is called so.
COMMAND = "="
LEAST_WIDTH = 80
LEAST_HEIGHT = 24


@dataclass(slots=True)
class State:
    """The view, and everything the clerk did to it since its turn.

    ``active`` is the path of the field with the cursor. ``tops`` and ``chosen`` hold scroll position and chosen row of
    each table, ``lefts`` the first column behind the one that stays, ``offsets`` the scroll position of running texts
    by their place in the body. ``shift`` is how far a body that is too high is scrolled. ``full`` asks for pages
    without room below their last row, as far as there are rows above: after a change of size.
    """

    view: View
    width: int = LEAST_WIDTH
    height: int = LEAST_HEIGHT
    words: Words = field(default_factory=lambda: WORDS)
    plain_keys: bool = False
    active: str = ""
    entry: Entry | None = None
    edits: dict[str, str] = field(default_factory=dict[str, str])
    prose: dict[str, ProseEntry] = field(default_factory=dict[str, ProseEntry])
    tops: dict[str, int] = field(default_factory=dict[str, int])
    chosen: dict[str, int] = field(default_factory=dict[str, int])
    lefts: dict[str, int] = field(default_factory=dict[str, int])
    offsets: dict[int, int] = field(default_factory=dict[int, int])
    shift: int = 0
    full: bool = False
    overwrite: bool = False
    hint: str = ""
    history_at: int | None = None
    # At a question: characters of a command that was typed ahead, which answer nothing.
    deaf: bool = False

    def text_of(self, spot: FieldView) -> str:
        """The text of a field as the clerk left it."""
        return self.edits.get(spot.path, spot.text)


@dataclass(slots=True)
class Spot:
    """Where a field stands: row, column and width on the screen; ``table`` and ``row`` for a cell.

    ``blank`` marks a cell of a row for a new line, ``cell`` one that has the cursor beside its row.
    """

    view: FieldView
    y: int
    x: int
    width: int
    table: str = ""
    row: int = -1
    role: str = "text"
    blank: bool = False
    cell: bool = False


@dataclass(slots=True)
class Grid:
    """Where a table stands: its first row on the screen, the rows that fit, and the columns that are shown."""

    table: Table
    y: int
    x: int
    width: int
    height: int
    top: int
    columns: list[tuple[int, int, int]]
    hidden: int = 0
    open: bool = False

    @property
    def limit(self) -> int:
        """One more than the last row that exists, blank ones included."""
        return max(self.table.filled, len(self.table.rows)) if self.table.entry else self.table.filled

    @property
    def last_top(self) -> int:
        """The furthest that the table scrolls: a page that is full, or that ends with the first blank row."""
        used = self.table.filled + 1 if self.table.entry else self.table.filled
        return max(0, min(used, self.limit) - self.height)

    def row_path(self, row: int, active: str = "") -> str:
        """The path of a row: that of its first shown cell, or of the column of ``active`` where cells have a cursor."""
        cell = split_cell(active) if self.table.cells else None
        if cell and cell[0] == self.table.name:
            return cell_path(self.table.name, row, cell[2])
        return cell_path(self.table.name, row, self.table.columns[self.columns[0][0]].name) if self.columns else ""


@dataclass(slots=True)
class Area:
    """Where running text stands: a multi-line field or paragraphs; ``total`` lines of which ``height`` are shown."""

    part: Editor | Paragraphs
    number: int
    y: int
    x: int
    width: int
    height: int
    total: int = 0


@dataclass(slots=True)
class Target:
    """Cells that a click presses."""

    y: int
    x: int
    end: int
    code: str


@dataclass(slots=True)
class Picture:
    """A painted screen and the places on it; ``body`` are the rows between the bars."""

    canvas: Canvas
    body: tuple[int, int] = (0, 0)
    spots: dict[str, Spot] = field(default_factory=dict[str, Spot])
    grids: list[Grid] = field(default_factory=list[Grid])
    areas: list[Area] = field(default_factory=list[Area])
    targets: list[Target] = field(default_factory=list[Target])
    command: Spot | None = None
    excess: int = 0

    def grid(self, name: str) -> Grid | None:
        """The painted table of that name."""
        return next((grid for grid in self.grids if grid.table.name == name), None)

    def area(self, path: str) -> Area | None:
        """The painted multi-line field of that path."""
        return next((area for area in self.areas if isinstance(area.part, Editor) and area.part.path == path), None)

    def beyond(self, path: str) -> int:
        """How many lines the body must scroll to show a field: negative upwards, 0 when it is in view."""
        spot, area = self.spots.get(path), self.area(path)
        if not self.excess or not (spot or area):
            return 0
        y, height = (spot.y, 1) if spot else (area.y, area.height) if area else (0, 0)
        first, last = self.body
        return min(y - first, 0) or min(max(y + height - last, 0), y - first)

    def choice(self) -> Grid | None:
        """The first list whose rows are chosen."""
        return next((grid for grid in self.grids if grid.table.choice), None)
