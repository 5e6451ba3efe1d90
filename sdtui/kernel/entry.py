"""The fields of the present screen: take what was typed, check it, propose, remember."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sdtui.kernel.compose import ScreenState
from sdtui.kernel.definitions import Screen, TabDefinition, TableDefinition
from sdtui.kernel.dialog import Dialog, State
from sdtui.kernel.fields import FieldFacts, base_name, fields_of, locate, rows_of
from sdtui.kernel.machinery import WORDED, Machinery
from sdtui.kernel.messages import Message, error
from sdtui.kernel.notation import Unreadable
from sdtui.kernel.view import cell_path, split_cell

Places = dict[str, list[int]]


class Entry:
    """Reads and writes the fields of one screen of a running transaction."""

    def __init__(self, machinery: Machinery, dialog: Dialog, screen: Screen, state: ScreenState) -> None:
        self.machinery = machinery
        self.dialog = dialog
        self.screen = screen
        self.state = state
        self.record: Any = dialog.record(screen.name)
        self._body = machinery.composer.rules(dialog, screen, state)

    # --- facts -------------------------------------------------------------------------------------------------------
    def facts(self, path: str) -> FieldFacts | None:
        """Element and kind of a field, None when the screen's record has no such field."""
        cell = split_cell(path)
        if cell is None:
            return fields_of(type(self.record)).get(base_name(path))
        kind = rows_of(type(self.record), cell[0])
        return fields_of(kind).get(base_name(cell[2])) if kind else None

    def rows(self, table: str) -> list[object]:
        """The rows of a table of the record."""
        return getattr(self.record, table, None) or []

    def label(self, path: str) -> str:
        """The label of a field in words; its line is named for a cell."""
        facts = self.facts(path)
        if facts is None:
            return path
        label = self.machinery.composer.label(facts.name, facts.element, self.dialog.transaction.variant)
        cell = split_cell(path)
        return f"{label} ({self.machinery.texts.fill('text.line', {'line': cell[1] + 1})})" if cell else label

    def state_of(self, path: str) -> State:
        """Whether a field is open."""
        cell = split_cell(path)
        if cell is None:
            return self._body.field_state(path)
        kind = rows_of(type(self.record), cell[0])
        return self._body.cell_state(*cell, kind.__name__ if kind else "")

    def restricting(self, path: str) -> Mapping[str, str]:
        """What restricts the value table of a field."""
        cell = split_cell(path)
        rows = self.rows(cell[0]) if cell else []
        row = rows[cell[1]] if cell and cell[1] < len(rows) else None
        return self.dialog.facts(self.screen.name, row)

    def text(self, path: str) -> str:
        """The text of a field as it stands, typed or from the record."""
        if path in self.state.rejected:
            return self.state.rejected[path][0]
        facts, place = self.facts(path), locate(self.record, path)
        if facts is None or place is None:
            return ""
        return self._body.text(facts, place[0], getattr(*place))

    # --- taking what was typed ---------------------------------------------------------------------------------------
    def take(self, changes: Mapping[str, str]) -> None:
        """Convert and check changed texts into the record; what fails keeps its text and gets a message."""
        for path, text in self._placed(changes).items():
            facts = self.facts(path)
            if facts is None or self.state_of(path) not in (State.OPEN, State.REQUIRED):
                continue
            self.state.rejected.pop(path, None)
            if refused := self._take(path, facts, text):
                self.state.rejected[path] = (text, self.machinery.words(refused))

    def _take(self, path: str, facts: FieldFacts, text: str) -> Message | None:
        place = locate(self.record, path)
        if place is None:
            return None
        reference = str(getattr(place[0], facts.element.reference, "")) if facts.element.reference else ""
        try:
            value = self.machinery.conversion.to_value(facts.element, facts.kind, text, reference)
        except Unreadable as unreadable:
            return error(unreadable.id, path, **unreadable.slots)
        table = facts.element.values
        if table and facts.element.checked and value and value != getattr(*place):
            values = self.machinery.connection.values
            if not values.exists(table, str(value), self.restricting(path)):
                return error("entry-not-in-table", path, value=text.strip(), field=self.label(path))
            values.used(table, str(value))
        setattr(*place, value)
        return None

    def _placed(self, changes: Mapping[str, str]) -> dict[str, str]:
        """Cells typed into blank rows get the next free rows, in the order of the lines they were typed in."""
        placed: dict[str, str] = {}
        moved: dict[tuple[str, int], int] = {}
        blanks = {c[:2] for path, text in changes.items() if (c := split_cell(path)) and text.strip()}
        for table, row in sorted(place for place in blanks if place[1] >= len(self.rows(place[0]))):
            self.dialog.add_row(self.screen.name, table)
            moved[table, row] = len(self.rows(table)) - 1
        for path, text in changes.items():
            cell = split_cell(path)
            if cell and (cell[0], cell[1]) in moved:
                path = cell_path(cell[0], moved[cell[0], cell[1]], cell[2])
            placed[path] = text
        return placed

    def paste(self, text: str, cursor: str) -> int:
        """Lay lines of cells (tab-separated) over an entry table from ``cursor`` on; returns the number of lines."""
        cell = split_cell(cursor)
        table = next((t for t in self.tables() if cell and t.rows == cell[0]), None)
        if cell is None or table is None:
            return 0
        lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
        first = min(cell[1], len(self.rows(table.rows)))
        for offset, line in enumerate(lines):
            columns = self._open_columns(table, first + offset, cell[2])
            cells = zip(columns, line.split("\t"), strict=False)
            self.take({cell_path(table.rows, first + offset, name): part for name, part in cells if part.strip()})
        return len(lines)

    def _open_columns(self, table: TableDefinition, row: int, start: str) -> list[str]:
        names = table.columns[table.columns.index(start) :] if start in table.columns else table.columns
        return [n for n in names if self.state_of(cell_path(table.rows, row, n)) in (State.OPEN, State.REQUIRED)]

    # --- checks ------------------------------------------------------------------------------------------------------
    def paths(self) -> Iterator[str]:
        """The paths of all fields in reading order, every tab included; cells of filled rows only."""
        for tab in (TabDefinition("", self.screen.blocks, self.screen.tables), *self.screen.tabs):
            for block in tab.blocks:
                for line in block.lines:
                    yield from (name for name in line.replace("|", " ").split() if "." not in name)
            for table in tab.tables:
                for row in range(len(self.rows(table.rows))):
                    yield from (cell_path(table.rows, row, name) for name in table.columns)

    def tables(self) -> tuple[TableDefinition, ...]:
        """All tables of the screen."""
        return (*self.screen.tables, *(table for tab in self.screen.tabs for table in tab.tables))

    def first_rejection(self) -> tuple[str, Message]:
        """The first field, in reading order, whose text could not be taken."""
        order = {path: place for place, path in reversed(list(enumerate(self.paths())))}
        path = min(self.state.rejected, key=lambda path: order.get(path, len(order)))
        return path, self._again(path)

    def _again(self, path: str) -> Message:
        view = self.state.rejected[path][1]
        return Message(view.type, WORDED, {"text": view.text, "id": view.id, "number": view.number}, path)

    def complaints(self) -> tuple[str, ...]:
        """One line for each field whose text could not be taken."""
        return tuple(f"{self.label(path)}: {view.text}" for path, (_, view) in self.state.rejected.items())

    def missing_required(self) -> str:
        """The first required field that is empty, or nothing."""
        required = (path for path in self.paths() if self.state_of(path) is State.REQUIRED)
        return next((path for path in required if not self.text(path).strip()), "")

    def first_open(self, tab: TabDefinition) -> str:
        """The first open field of a tab."""
        for block in tab.blocks:
            for line in block.lines:
                for name in line.replace("|", " ").split():
                    if "." not in name and self.state_of(name) in (State.OPEN, State.REQUIRED):
                        return name
        for table in tab.tables:
            if names := self._open_columns(table, 0, ""):
                return cell_path(table.rows, 0, names[0])
        return tab.editor

    # --- rows keep their texts and marks when lines come and go ------------------------------------------------------
    def places(self) -> Places:
        """Which row object stood where."""
        return {table.rows: [id(row) for row in self.rows(table.rows)] for table in self.tables()}

    def keep_places(self, before: Places) -> None:
        """Let rejected texts follow their rows after an act moved, added or deleted rows."""
        after = self.places()
        if after == before:
            return
        kept: dict[str, Any] = {}
        for path, rejected in self.state.rejected.items():
            cell = split_cell(path)
            if cell is None:
                kept[path] = rejected
            elif cell[1] < len(before[cell[0]]) and (row := before[cell[0]][cell[1]]) in after[cell[0]]:
                kept[cell_path(cell[0], after[cell[0]].index(row), cell[2])] = rejected
        self.state.rejected = kept
        present = {(table, row) for table, ids in after.items() for row in ids}
        self.state.marks &= present

    # --- parameter memory --------------------------------------------------------------------------------------------
    def propose(self) -> None:
        """Fill empty open fields of the first screen from the parameter memory."""
        for path in self.paths():
            facts = self.facts(path)
            parameter = self._parameter(facts)
            if facts and parameter and self.state_of(path) in (State.OPEN, State.REQUIRED):
                value = self.machinery.parameters.get(parameter, "")
                if value and not getattr(self.record, path):
                    setattr(self.record, path, value)

    def remember(self) -> None:
        """Keep the values of fields that have a parameter."""
        changed: dict[str, str] = {}
        for path in self.paths():
            facts = self.facts(path) if split_cell(path) is None else None
            parameter = self._parameter(facts)
            value = str(getattr(self.record, path)) if parameter else ""
            if value and self.machinery.parameters.get(parameter) != value:
                changed[parameter] = value
        if changed:
            self.machinery.parameters.update(changed)
            self.machinery.connection.memory.keep(changed)

    def _parameter(self, facts: FieldFacts | None) -> str:
        if facts is None or facts.kind is not str:
            return ""
        if facts.element.name == "document_number":
            return self.dialog.transaction.parameter
        return facts.element.parameter
