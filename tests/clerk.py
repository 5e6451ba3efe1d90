"""A clerk for the tests: types into fields, presses keys and reads the screen, without a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from sdtui.kernel.desk import Desk
from sdtui.kernel.messages import Message
from sdtui.kernel.view import (
    Block,
    Editor,
    FieldView,
    Request,
    Table,
    View,
    cell_path,
    split_cell,
)


class Clerk:
    """Drives a desk as the glass does: what was typed goes along with the next key."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.view: View = desk.view()
        self.typed: dict[str, str] = {}
        self.row = -1
        self.table = ""
        self.at = ""

    # --- doing -------------------------------------------------------------------------------------------------------
    def run(self, command: str) -> Clerk:
        """Type into the command field and press Enter."""
        return self._turn(Request(command=command, changes=self.typed, cursor=self.at, table=self.table, row=self.row))

    def fill(self, **fields: str) -> Clerk:
        """Type into fields; each must be on the screen and open."""
        for path, text in fields.items():
            self._type(path, text)
        return self

    def item(self, row: int | None = None, table: str = "items", **cells: str) -> Clerk:
        """Type into a line of an entry table, by default the first free one."""
        line = self._free(table) if row is None else row
        for column, text in cells.items():
            self._type(cell_path(table, line, column), text)
        return self

    def press(self, *keys: str) -> Clerk:
        """Press keys one after the other; a key that the screen does not have fails the test."""
        for key in keys:
            found = next((k for k in self.view.keys if key in k.keys), None)
            assert found, f"no key {key} on {self.view.screen}: {[k.keys for k in self.view.keys]}"
            if not found.enabled:
                raise AssertionError(f"{key} is disabled: {found.reason}")
            self.send(found.code)
        return self

    def send(self, code: str) -> Clerk:
        """Send a function code."""
        return self._turn(Request(code, None, self.typed, self.at, self.table, self.row))

    def on(self, path: str) -> Clerk:
        """Put the cursor on a field or cell."""
        self.at = path
        cell = split_cell(path)
        self.table, self.row = (cell[0], cell[1]) if cell else ("", -1)
        return self

    def on_row(self, row: int) -> Clerk:
        """Put the cursor on a row of the first table."""
        table = next(part for part in self.view.body if isinstance(part, Table))
        self.table, self.row = table.name, row
        self.at = cell_path(table.name, row, table.columns[0].name)
        return self

    def paste(self, text: str) -> Clerk:
        """Paste a block at the cursor."""
        return self._turn(Request("paste", None, self.typed, self.at, self.table, self.row, text))

    # --- reading -----------------------------------------------------------------------------------------------------
    @property
    def message(self) -> Message | None:
        """The message of the last turn."""
        return self.desk.session.message

    @property
    def message_id(self) -> str:
        """Its id; that of the refused field where the text of one is shown."""
        message = self.message
        if message is None:
            return ""
        return str(message.slots["id"]) if message.id == "text" else message.id

    @property
    def cursor(self) -> str:
        """Where the cursor stands."""
        return self.view.cursor

    @property
    def screen(self) -> str:
        """The name of the screen."""
        session = self.desk.session
        return session.frame.state.name if session.frames else "menu"

    def text(self, path: str) -> str:
        """The text of a field on the screen."""
        return self.field(path).text

    def field(self, path: str) -> FieldView:
        """A field on the screen."""
        found = next((f for f in self.fields() if f.path == path), None)
        assert found, f"{path} is not on {self.view.screen}: {[f.path for f in self.fields()]}"
        return found

    def fields(self) -> Iterator[FieldView]:
        """All fields on the screen; of entry tables the filled rows and ten blank ones."""
        for part in self.view.body:
            match part:
                case Block():
                    yield from (f for line in part.lines for group in line.groups for f in group)
                case Table():
                    for n in range(min(len(part.rows), part.filled + 10)):
                        yield from part.rows[n].cells
                case Editor():
                    yield FieldView(part.path, part.text, open=part.open)
                case _:
                    pass

    def rows(self, name: str = "") -> list[dict[str, str]]:
        """The filled rows of a table by column name."""
        table = next(p for p in self.view.body if isinstance(p, Table) and name in ("", p.name))
        names = [column.name for column in table.columns]
        return [dict(zip(names, (cell.text for cell in table.rows[n].cells), strict=True)) for n in range(table.filled)]

    # --- inside ------------------------------------------------------------------------------------------------------
    def _type(self, path: str, text: str) -> None:
        field = self.field(path)
        assert field.open, f"{path} is closed"
        self.typed[path] = text
        self.on(path)

    def _free(self, table: str) -> int:
        part = next(p for p in self.view.body if isinstance(p, Table) and p.name == table)
        typed = [cell[1] for path in self.typed if (cell := split_cell(path)) and cell[0] == table]
        return max([part.filled - 1, *typed]) + 1

    def _turn(self, request: Request) -> Clerk:
        before = self.view.screen
        self.view = self.desk.turn(request)
        self.typed = {}
        if self.view.screen != before:
            self.at, self.table, self.row = "", "", -1
            table = next((p for p in self.view.body if isinstance(p, Table) and p.choice), None)
            if table and table.filled:
                self.table, self.row = table.name, 0
        if self.view.cursor:
            self.on(self.view.cursor)
        return self
