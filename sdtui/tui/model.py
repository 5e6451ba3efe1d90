"""A screen that takes keys: each is handled to its end and may ask for a turn. It knows no terminal."""

from __future__ import annotations

from collections.abc import Callable

from sdtui.kernel.view import Editor, KeyView, Request, View, split_cell
from sdtui.tui.canvas import Canvas
from sdtui.tui.chrome import paint_command, paint_status
from sdtui.tui.entry import Entry
from sdtui.tui.fields import cursor_in, paint_field
from sdtui.tui.keys import Key, shown_name
from sdtui.tui.lookup import (
    choice_table,
    find_answer,
    find_editor,
    find_field,
    find_key,
    find_table,
    first_cell,
    first_place,
    has_answers,
    row_of,
    tables,
)
from sdtui.tui.picture import compose, paint_editor
from sdtui.tui.prose import ProseEntry
from sdtui.tui.state import COMMAND, LEAST_HEIGHT, LEAST_WIDTH, Picture, State
from sdtui.tui.tables import paint_row
from sdtui.tui.words import WORDS, Words


class Model:
    """The state of a screen and its picture; painting is put off until somebody looks.

    ``bell`` is set when a key was refused. What is not ``stale`` as a whole is repainted by its path in ``touched``.
    """

    def __init__(self, view: View, width: int, height: int, *, words: Words = WORDS, plain_keys: bool = False) -> None:
        self.state = State(view, max(width, 1), max(height, 1), words, plain_keys)
        self.bell = False
        self.stale = True
        self.touched: set[str] = set()
        self.touched_rows: set[tuple[str, int]] = set()
        self.status_touched = False
        self._picture: Picture | None = None
        # Where the cursor was before it went to the command field, and the field that asked for a live turn.
        self._before_command = ""
        self._live = ""
        # The rows that a movement asks for, and the movement once they are there.
        self._rows_code = ""
        self._again: Callable[[Model], None] | None = None
        self._settle(view, same=False)

    # --- the view ----------------------------------------------------------------------------------------------------
    @property
    def view(self) -> View:
        """The view as the last turn left it."""
        return self.state.view

    def adopt(self, view: View) -> None:
        """Show the view that a turn answered."""
        state = self.state
        same = view.screen == state.view.screen
        state.view = view
        state.edits.clear()
        state.history_at = None
        state.deaf = False
        if not same:
            state.tops.clear()
            state.chosen.clear()
            state.lefts.clear()
            state.offsets.clear()
            state.prose.clear()
            state.shift = 0
            self._before_command = ""
        for path, entry in list(state.prose.items()):
            editor = find_editor(view, path)
            if editor is None:
                del state.prose[path]
            elif entry.text != editor.text:
                entry.text = editor.text
                entry.at = min(entry.at, len(entry.text))
        self._settle(view, same=same)
        self.stale = True
        again, self._again = self._again, None
        if again and same:
            again(self)
            self._rows_code, self._again = "", None

    # --- rows that are not there -------------------------------------------------------------------------------------
    def ask_rows(self, by: int, *, far: bool, again: Callable[[Model], None]) -> None:
        """Rows behind (1) or ahead (-1) of those that are there, or the ``far`` end; then the movement ``again``."""
        ahead, behind = ("first_rows", "last_rows") if far else ("previous_rows", "next_rows")
        self._rows_code = behind if by > 0 else ahead
        self._again = None if far else again

    def rows_asked(self) -> Request | None:
        """The turn for rows that a movement asked for."""
        code, self._rows_code = self._rows_code, ""
        return self.request(code) if code else None

    def _settle(self, view: View, *, same: bool) -> None:
        """Find the place of the cursor and the scroll positions in a view."""
        state = self.state
        for table in tables(view):
            if table.top is not None:
                state.tops[table.name] = table.top
            if table.choice:
                chosen = state.chosen.get(table.name, 0)
                state.chosen[table.name] = max(0, min(chosen, table.filled - 1))
        live, self._live = self._live, ""
        if same and live and state.active == live and view.cursor in ("", live) and find_field(view, live):
            self._reenter(live)
            return
        place = self._named(view) or (self._kept(view) if same else "")
        if not place and view.menu and not view.popup:
            place = COMMAND
        self.activate(place or first_place(view, state.tops))

    def _named(self, view: View) -> str:
        """The place that the view names for the cursor."""
        if not view.cursor:
            return ""
        if find_field(view, view.cursor) and not (choice_table(view) and split_cell(view.cursor)):
            return view.cursor
        if (found := find_table(view, view.cursor)) and found[0].cells and find_field(view, view.cursor):
            self.state.chosen[found[0].name] = found[1]
            return view.cursor
        if find_editor(view, view.cursor):
            return view.cursor
        found = find_table(view, view.cursor)
        row = row_of(*found) if found else None
        if not found or not row or not row.cells:
            return ""
        table, number = found
        if table.choice:
            self.state.chosen[table.name] = number
            return row.cells[0].path
        return first_cell(row)

    def _kept(self, view: View) -> str:
        """The place of the cursor on the same screen, if it is still there."""
        active = self.state.active
        if active == COMMAND and not view.popup:
            if view.command or view.menu:
                return COMMAND
            active = self._before_command
        field = find_field(view, active)
        found = find_table(view, active)
        if found and found[0].choice:
            row = row_of(found[0], self.state.chosen.get(found[0].name, 0))
            name = active.rpartition("].")[2] if found[0].cells else ""
            here = [cell.path for cell in row.cells if cell.path.endswith(f"].{name}")] if row else []
            return (here or [cell.path for cell in row.cells] or [""])[0] if row else ""
        return active if field or find_editor(view, active) else ""

    def _reenter(self, path: str) -> None:
        """Stay in a live field, with its text as the turn left it."""
        field, entry = find_field(self.view, path), self.state.entry
        at = entry.at if entry else 0
        self.state.entry = Entry(field.text if field else "", field.length if field else 0, fresh=False, at=at)

    # --- the active place --------------------------------------------------------------------------------------------
    def activate(self, path: str, *, fresh: bool = True) -> None:
        """Put the cursor into a field, a row, a multi-line field or the command field."""
        state = self.state
        self.touched |= {state.active, path}
        if self._picture and self._picture.beyond(path):
            self.stale = True
        if path == COMMAND and state.active != COMMAND:
            self._before_command = state.active
        state.active, state.entry, state.history_at = path, None, None
        if path == COMMAND:
            state.entry = Entry(state.edits.get(COMMAND, self.view.command), 255, fresh=fresh)
        elif field := find_field(self.view, path):
            if field.open:
                # what filters a list goes on where it ended, be it typed before the list was there
                text = state.text_of(field)
                state.entry = Entry(text, field.length, fresh=fresh and not field.live, at=len(text) * field.live)
            elif (found := find_table(self.view, path)) and found[0].choice:
                self.choose(found[0].name, found[1])
        elif (editor := find_editor(self.view, path)) and path not in state.prose:
            state.prose[path] = ProseEntry(editor.text, editor.length)

    def choose(self, name: str, row: int) -> None:
        """Put the row cursor of a list on a row."""
        old = self.state.chosen.get(name, 0)
        if old != row:
            self.touched_rows |= {(name, old), (name, row)}
            self.state.chosen[name] = row
            if self._picture and (grid := self._picture.grid(name)):
                self._show_row(self.state.tops.get(name, 0), grid.height, name, row)

    def _show_row(self, top: int, height: int, name: str, row: int) -> None:
        """Scroll a table as little as needed to show a row."""
        wanted = max(min(top, row), row - max(height, 1) + 1)
        if wanted != top or wanted != self.state.tops.get(name, 0):
            self.state.tops[name] = wanted
            self.stale = True

    def _changed(self, path: str, text: str, original: str) -> None:
        """Note what the clerk made of a field."""
        self.touched.add(path)
        if text == original:
            self.state.edits.pop(path, None)
        else:
            self.state.edits[path] = text

    # --- answers of the glass itself ---------------------------------------------------------------------------------
    def refuse(self, word: str, **slots: object) -> None:
        """Ring, and say why in the status line."""
        self.say(self.state.words[word].format(**slots))
        self.bell = True

    def say(self, text: str) -> None:
        """Show a text of the glass in the status line until the next key."""
        if text != self.state.hint:
            self.state.hint = text
            self.status_touched = True

    # --- turns -------------------------------------------------------------------------------------------------------
    def request(self, code: str = "", command: str | None = None, pasted: str = "") -> Request:
        """A turn with everything that changed since the last one."""
        state = self.state
        changes = {path: text for path, text in state.edits.items() if path != COMMAND}
        cursor = "" if state.active == COMMAND else state.active
        if command and (list_ := find_table(self.view, self._before_command)) and list_[0].cells:
            # A function code typed into the command field is meant for the row.
            cursor = self._before_command
        table, row = "", -1
        found = find_table(self.view, cursor)
        field = find_field(self.view, cursor)
        if found:
            table, row = found[0].name, found[1]
        elif field and field.live and (choice := choice_table(self.view)) and choice.filled:
            table, row = choice.name, state.chosen.get(choice.name, 0)
        return Request(code, command, changes, cursor, table, row, pasted, state.tops.get(table, -1))

    def press(self, key: KeyView) -> Request | None:
        """A key of the screen; one that is not possible says why."""
        if not key.enabled:
            if key.reason:
                self.say(key.reason)
                self.bell = True
            else:
                self.refuse("disabled", key=key.label or shown_name(key.keys[0]))
            return None
        return self.request(key.code)

    def key(self, key: Key) -> Request | None:
        """Handle one key to its end; the turn that it asks for, if any."""
        from sdtui.tui.handling import handle

        self.say("")
        return handle(self, key)

    def answer(self, char: str) -> Request | None:
        """A character typed at a question; none that belongs to a command typed ahead is an answer."""
        self.state.deaf = self.state.deaf or char == "/"
        found = None if self.state.deaf else find_answer(self.view, char)
        if found is None:
            self.refuse("answer")
            return None
        return self.press(found)

    def function(self, name: str) -> Request | None:
        """A key that only the screen can know."""
        found = find_key(self.view, name)
        if found is None:
            self.refuse("no-function", key=shown_name(name, plain=True))
            return None
        return self.press(found)

    def typed(self) -> Request | None:
        """Note the text of the active field; a live one asks for its turn."""
        state = self.state
        if state.entry is None:
            return None
        if state.active == COMMAND:
            self._changed(COMMAND, state.entry.text, self.view.command)
            return None
        field = find_field(self.view, state.active)
        if field is None:
            return None
        changed = state.entry.text != state.text_of(field)
        self._changed(field.path, state.entry.text, field.text)
        if field.live and changed:
            self._live = field.path
            return self.request("live")
        return None

    def wrote(self, editor: Editor) -> None:
        """Note the text of a multi-line field."""
        self._changed(editor.path, self.state.prose[editor.path].text, editor.text)

    # --- painting ----------------------------------------------------------------------------------------------------
    def resize(self, width: int, height: int) -> None:
        """Another size; a terminal that is too small to work on leaves the picture as if it were large enough."""
        self.state.width, self.state.height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
        self.state.full = True
        self.stale = True

    def picture(self) -> Picture:
        """The screen with all its places, with the cursor in view."""
        if self._picture is not None and not self.stale:
            return self._picture
        picture = self._compose()
        # Scrolling the cursor into view may take a table and then the body around it.
        for _ in range(2):
            if self.stale:
                picture = self._compose()
        self.stale = self.state.full = False
        self.touched.clear()
        self.touched_rows.clear()
        self.status_touched = False
        return picture

    def _compose(self) -> Picture:
        self._picture = picture = compose(self.state)
        self.stale = False
        self._show_active(picture)
        return picture

    def _show_active(self, picture: Picture) -> None:
        """Scroll table and body until the active field is in view; the picture is stale when that moved something."""
        state = self.state
        for grid in picture.grids:
            if grid.table.choice and grid.limit:
                self._show_row(grid.top, grid.height, grid.table.name, state.chosen.get(grid.table.name, 0))
        cell = split_cell(state.active)
        if cell and (grid := picture.grid(cell[0])) and not grid.table.choice:
            self._show_row(grid.top, grid.height, cell[0], cell[1])
        if beyond := picture.beyond(state.active):
            state.shift += beyond
            self.stale = True

    def paint(self) -> tuple[Canvas, tuple[int, int]]:
        """The canvas as it shall be now, and row and column of the cursor."""
        picture = self.picture()
        for name, row in self.touched_rows:
            if (grid := picture.grid(name)) and grid.top <= row < min(grid.top + grid.height, grid.limit):
                paint_row(picture, grid, row, grid.table.rows[row], self.state)
        for path in self.touched:
            self._repaint(picture, path)
        if self.status_touched:
            paint_status(picture.canvas, self.state)
        self.touched.clear()
        self.touched_rows.clear()
        self.status_touched = False
        return picture.canvas, self.cursor(picture)

    def _repaint(self, picture: Picture, path: str) -> None:
        if path == COMMAND and picture.command:
            paint_command(picture.canvas, picture.command, self.state)
        elif spot := picture.spots.get(path):
            picture.canvas.clip(*picture.body)
            paint_field(picture.canvas, spot, self.state)
            picture.canvas.unclip()
        elif area := picture.area(path):
            paint_editor(picture.canvas, area, self.state)

    def cursor(self, picture: Picture) -> tuple[int, int]:
        """Row and column of the hardware cursor."""
        state = self.state
        if state.active == COMMAND and picture.command:
            return picture.command.y, cursor_in(picture.command, state)
        if area := picture.area(state.active):
            line, column = state.prose[state.active].cursor()
            line -= state.prose[state.active].top
            return area.y + max(0, min(line, area.height - 1)), min(area.x + column, picture.canvas.width - 1)
        if spot := picture.spots.get(state.active):
            first, last = picture.body
            return max(first, min(spot.y, last - 1)), min(cursor_in(spot, state), picture.canvas.width - 1)
        if has_answers(self.view) and picture.targets:
            # On the answer that Enter gives.
            default = find_key(self.view, "enter")
            codes = [target.code for target in picture.targets]
            answer = picture.targets[codes.index(default.code) if default and default.code in codes else 0]
            return answer.y, answer.x
        return picture.body[0], min(1, picture.canvas.width - 1)
