"""The fields of the present screen: take what was typed, check it, propose, remember."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sdtui.domain.delimited import fold_heading, is_heading, pasted_separator, split_block
from sdtui.domain.errors import SdtuiError
from sdtui.kernel.compose import COMPLAINT, ScreenState
from sdtui.kernel.definitions import Screen, TabDefinition, TableDefinition
from sdtui.kernel.dialog import Dialog, State
from sdtui.kernel.fields import FieldFacts, base_name, fields_of, locate, rows_of
from sdtui.kernel.in_place import asked, found_by, search_of
from sdtui.kernel.machinery import WORDED, Machinery
from sdtui.kernel.messages import Message, error
from sdtui.kernel.notation import Unreadable
from sdtui.kernel.view import MessageView, cell_path, split_cell

Places = dict[str, list[object]]


@dataclass(frozen=True, slots=True)
class Pasted:
    """How many lines were taken from a block, and the headings of columns that the table does not know."""

    lines: int = 0
    left_out: tuple[str, ...] = ()


class Entry:
    """Reads and writes the fields of one screen of a running transaction."""

    def __init__(self, machinery: Machinery, dialog: Dialog, screen: Screen, state: ScreenState) -> None:
        self.machinery = machinery
        self.dialog = dialog
        self.screen = screen
        self.state = state
        self._body = machinery.composer.rules(dialog, screen, state)
        self._moved: dict[tuple[str, int], int] = {}
        self._used: list[tuple[str, str]] = []

    @property
    def record(self) -> Any:
        """The data behind the screen; an act may replace it."""
        return self.dialog.record(self.screen.name)

    @property
    def record_class(self) -> type[object]:
        """The class of the record."""
        record: object = self.record
        return type(record)

    # --- facts -------------------------------------------------------------------------------------------------------
    def facts(self, path: str) -> FieldFacts | None:
        """Element and kind of a field, None when the screen's record has no such field."""
        cell = split_cell(path)
        if cell is None:
            return fields_of(self.record_class).get(base_name(path))
        kind = rows_of(self.record_class, cell[0])
        return fields_of(kind).get(base_name(cell[2])) if kind else None

    def rows(self, table: str) -> list[object]:
        """The rows of a table of the record."""
        return (getattr(self.record, table, None) or []) if table else []

    def label(self, path: str) -> str:
        """The label of a field in words; its line is named for a cell, unless complaints stand in the line itself."""
        facts = self.facts(path)
        if facts is None:
            return path
        label = self.machinery.composer.label(facts.name, facts.element, self.dialog.transaction.variant)
        cell = split_cell(path)
        if cell and any(table.rows == cell[0] and COMPLAINT in table.columns for table in self.tables()):
            return label
        return f"{label} ({self.machinery.texts.fill('text.line', {'line': cell[1] + 1})})" if cell else label

    def state_of(self, path: str) -> State:
        """Whether a field is open."""
        cell = split_cell(path)
        if cell is None:
            return self._body.field_state(path)
        kind = rows_of(self.record_class, cell[0])
        return self._body.cell_state(*cell, kind.__name__ if kind else "")

    def _column_state(self, table: str, column: str) -> State:
        kind = rows_of(self.record_class, table)
        return self._body.column_state(table, column, kind.__name__ if kind else "")

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
        return self._body.text(facts, place[0], getattr(place[0], facts.name))

    # --- taking what was typed ---------------------------------------------------------------------------------------
    def take(self, changes: Mapping[str, str]) -> None:
        """Convert and check changed texts into the record; what fails keeps its text and gets a message.

        A text that failed before is tried again, as what it depends on may have been corrected.
        """
        self._add_rows(changes)
        changed = {self.placed(path): text for path, text in changes.items()}
        failed = {path: text for path, (text, _) in self.state.rejected.items() if path not in changed}
        self._used = []
        for path, text in (changed | failed).items():
            facts = self.facts(path)
            self.state.rejected.pop(path, None)
            if facts is None or self.state_of(path) not in (State.OPEN, State.REQUIRED):
                continue
            if refused := self._take(path, facts, text):
                self.state.rejected[path] = (text, self.machinery.words(refused))
        if self._used:
            self.machinery.connection.values.used(self._used)

    def _take(self, path: str, facts: FieldFacts, text: str) -> Message | None:
        place = locate(self.record, path)
        if place is None:
            return None
        if asked(facts, text):
            found = found_by(search_of(self.machinery, facts, self.restricting(path)), text, path, self.label(path))
            if isinstance(found, Message):
                return found
            text = found
        reference = str(getattr(place[0], facts.element.reference, "")) if facts.element.reference else ""
        try:
            value = self.machinery.conversion.to_value(facts.element, facts.kind, text, reference)
        except Unreadable as unreadable:
            return error(unreadable.id, path, field=self.label(path), **unreadable.slots)
        if facts.optional and not text.strip():
            value = None
        if facts.element.values and value and value != getattr(*place):
            if facts.element.checked and not self._permitted(path, facts, str(value)):
                return error("entry-not-in-table", path, value=text.strip(), field=self.label(path))
            self._used.append((facts.element.values, str(value)))
        setattr(*place, value)
        return None

    def _add_rows(self, changes: Mapping[str, str]) -> None:
        """Lines typed below the last one become the next rows, in their order."""
        blank = {
            (table.rows, row)
            for table in self.tables()
            for path, text in changes.items()
            if table.entry and text.strip() and (row := self._blank_row(table, path)) >= 0
        }
        for table, row in sorted(blank):
            self.dialog.add_row(self.screen.name, table)
            self._moved[table, row] = len(self.rows(table)) - 1

    def _blank_row(self, table: TableDefinition, path: str) -> int:
        """The blank row of the table that has the open cell ``path``, -1 for any other field."""
        cell = split_cell(path)
        if cell is None or cell[0] != table.rows or cell[1] < len(self.rows(table.rows)):
            return -1
        return cell[1] if self.state_of(path) in (State.OPEN, State.REQUIRED) else -1

    def placed(self, path: str) -> str:
        """``path``, in the row that what was typed there has gone to."""
        cell = split_cell(path)
        return cell_path(cell[0], self.placed_row(cell[0], cell[1]), cell[2]) if cell else path

    def placed_row(self, table: str, row: int) -> int:
        """The row that what was typed in a blank row has gone to."""
        return self._moved.get((table, row), row)

    def paste(self, text: str, cursor: str) -> Pasted:
        """Lay the lines of a block over an entry table from ``cursor`` on.

        A first line of headings says which column is which; without one they follow each other from the cursor.
        """
        cell = split_cell(cursor)
        table = next((t for t in self.tables() if cell and t.rows == cell[0] and t.entry), None)
        if cell is None or table is None:
            return Pasted()
        lines = split_block(text, pasted_separator(text))
        named = self._columns_named(table, lines[0].cells) if lines else []
        headed = len(lines) > 1 and is_heading(lines[0].cells, named)
        first = min(cell[1], len(self.rows(table.rows)))
        cells: dict[str, str] = {}
        for row, line in enumerate(lines[headed:], first):
            columns = named if headed else self._open_columns(table, row, cell[2])
            parts = zip(columns, line.cells, strict=False)
            cells |= {cell_path(table.rows, row, name): part for name, part in parts if name and part.strip()}
        self.take(cells)
        if not cells:
            return Pasted()
        unknown = [text for text, name in zip(lines[0].cells, named, strict=True) if text.strip() and not name]
        return Pasted(len(lines) - headed, tuple(unknown) if headed else ())

    def _columns_named(self, table: TableDefinition, headings: Sequence[str]) -> list[str]:
        """The open column that each heading means, by its label or as the dialog knows it; empty for none."""
        kind = rows_of(self.record_class, table.rows)
        columns = {name for each in self.tables() if each.rows == table.rows for name in each.columns}
        labels: dict[str, str] = {}
        known: Mapping[str, FieldFacts] = fields_of(kind) if kind else {}
        for name, facts in known.items():
            if name in columns and self._column_state(table.rows, name) in (State.OPEN, State.REQUIRED):
                for heading in (False, True):
                    label = self.machinery.composer.label(
                        facts.name, facts.element, self.dialog.transaction.variant, heading=heading
                    )
                    labels.setdefault(fold_heading(label), name)
        found: list[str] = []
        for heading in headings:
            name = labels.get(fold_heading(heading)) or self.dialog.column_named(table.rows, heading)
            found.append(name if name in labels.values() and name not in found else "")
        return found

    def refuse(self, refusals: Iterable[SdtuiError]) -> None:
        """Mark fields that were refused; they keep their text and are tried again."""
        for refusal in refusals:
            message = self.machinery.refusal(refusal)
            slots = {"field": self.label(refusal.field), **message.slots}
            self.state.rejected[refusal.field] = (
                self.text(refusal.field), self.machinery.words(replace(message, slots=slots))
            )  # fmt: skip

    def wrong_rows(self, table: str) -> tuple[int, ...]:
        """The rows of a table with texts that could not be taken."""
        cells = (split_cell(path) for path in self.state.rejected)
        return tuple(sorted({cell[1] for cell in cells if cell and cell[0] == table}))

    def _open_columns(self, table: TableDefinition, row: int, start: str) -> list[str]:
        names = table.columns[table.columns.index(start) :] if start in table.columns else table.columns
        fields = [n for n in names if "." not in n]
        return [n for n in fields if self.state_of(cell_path(table.rows, row, n)) in (State.OPEN, State.REQUIRED)]

    # --- checks ------------------------------------------------------------------------------------------------------
    def paths(
        self, columns: Callable[[str, str], bool] = lambda _table, _column: True, *, whole: bool = True
    ) -> Iterator[str]:
        """The paths of all fields in reading order; cells of filled rows in wanted columns.

        A column that several tabs show comes where it is first shown. Not the ``whole``: of the tabs the open one.
        """
        screen, seen = self.screen, set[tuple[str, str]]()
        tabs = screen.tabs if whole else filter(None, [screen.tab(self.state.tab)])
        for tab in (TabDefinition("", screen.blocks, screen.tables, screen.editor), *tabs):
            for block in tab.blocks:
                yield from (name for name in block.names() if "." not in name)
            for table in tab.tables:
                places = [(table.rows, name) for name in table.columns if "." not in name]
                names = [place[1] for place in places if place not in seen and columns(*place)]
                seen.update(places)
                for row in range(len(self.rows(table.rows))):
                    yield from (cell_path(table.rows, row, name) for name in names)
            if tab.editor:
                yield tab.editor

    def tables(self) -> tuple[TableDefinition, ...]:
        """All tables of the screen."""
        return (*self.screen.tables, *(table for tab in self.screen.tabs for table in tab.tables))

    def first_rejection(self) -> tuple[str, Message]:
        """The first field, in reading order, whose text could not be taken."""
        order = {path: place for place, path in reversed(list(enumerate(self.paths())))}
        path = min(self.state.rejected, key=lambda path: order.get(path, len(order)))
        return path, self.rejection(path)

    def rejection(self, path: str) -> Message:
        """The message that a text was refused with, as it was worded then."""
        view = self.state.rejected[path][1]
        slots = {"text": view.text, "id": view.id, "number": view.number, "long": view.long}
        return Message(view.type, WORDED, slots, path)

    def complaints(self) -> tuple[str, ...]:
        """One line for each field whose text could not be taken, by field or row; each names its field."""
        rows = {path: cell[1] if (cell := split_cell(path)) else -1 for path in self.state.rejected}
        ordered = sorted(rows, key=rows.__getitem__)
        texts = [(self.label(path), self.state.rejected[path][1].text) for path in ordered]
        return tuple(text if text.startswith(label) else f"{label}: {text}" for label, text in texts)

    def missing_required(self, *, whole: bool) -> str:
        """The first required field that is empty, or nothing; on the whole screen or on what is to be seen of it."""
        own = self._body.own_states.items()
        in_single_cells = any(state is State.REQUIRED and split_cell(path) for path, state in own)

        def may_be_required(table: str, column: str) -> bool:
            return in_single_cells or self._column_state(table, column) is State.REQUIRED

        required = (path for path in self.paths(may_be_required, whole=whole) if self.state_of(path) is State.REQUIRED)
        return next((path for path in required if not self.text(path).strip()), "")

    def first_open(self, tab: TabDefinition) -> str:
        """The first open field of a tab, or the first row of its list."""
        for block in tab.blocks:
            for name in block.names():
                if "." not in name and self.state_of(name) in (State.OPEN, State.REQUIRED):
                    return name
        for table in tab.tables:
            if start := self._start(table):
                return start
            if names := self._open_columns(table, 0, ""):
                return cell_path(table.rows, 0, names[0])
            if table.choice and self.rows(table.rows):
                return cell_path(table.rows, 0, table.columns[0])
        return tab.editor

    def _start(self, table: TableDefinition) -> str:
        """The first open cell of the column in which the cursor begins, be it on a new line."""
        rows = len(self.rows(table.rows)) + table.entry if table.start else 0
        paths = (cell_path(table.rows, row, table.start) for row in range(rows))
        return next((path for path in paths if self.state_of(path) in (State.OPEN, State.REQUIRED)), "")

    # --- rows keep their texts and marks when lines come and go ------------------------------------------------------
    def places(self) -> Places:
        """Which row object stood where."""
        return {table.rows: list(self.rows(table.rows)) for table in self.tables()}

    def keep_places(self, before: Places) -> None:
        """Let rejected texts and marks follow their rows after an act moved, added or deleted rows."""
        after = {table: {id(row): place for place, row in enumerate(rows)} for table, rows in self.places().items()}
        kept: dict[str, tuple[str, MessageView]] = {}
        for path, rejected in self.state.rejected.items():
            cell = split_cell(path)
            if cell is None:
                kept[path] = rejected
            elif cell[1] < len(before[cell[0]]):
                place = after[cell[0]].get(id(before[cell[0]][cell[1]]))
                if place is not None:
                    kept[cell_path(cell[0], place, cell[2])] = rejected
        self.state.rejected = kept
        self.state.marks &= {(table, row) for table, places in after.items() for row in places}

    # --- parameter memory --------------------------------------------------------------------------------------------
    def propose(self) -> None:
        """Fill empty open fields of the first screen from the parameter memory."""
        for path, parameter in self._remembered():
            value = self.machinery.parameters.get(parameter, "")
            is_open = self.state_of(path) in (State.OPEN, State.REQUIRED)
            if not value or not is_open or path in self.state.rejected or getattr(self.record, path):
                continue
            facts = self.facts(path)
            if facts and self._permitted(path, facts, value):
                setattr(self.record, path, value)

    def _permitted(self, path: str, facts: FieldFacts, value: str) -> bool:
        """Whether the value table of a checked field has the value, as what is entered beside it restricts it."""
        element = facts.element
        if not element.values or not element.checked:
            return True
        return self.machinery.connection.values.exists(element.values, value, self.restricting(path))

    def remember(self) -> None:
        """Keep the values of fields that have a parameter.

        On further screens only the key that is worked on: the rest followed from it, and nobody named it for the next.
        """
        key = self.dialog.transaction.parameter
        named = self.screen.popup or self.screen.name == self.dialog.transaction.screen
        changed: dict[str, str] = {}
        for path, parameter in self._remembered():
            if not named and parameter != key:
                continue
            value = str(getattr(self.record, path))
            if value and self.machinery.parameters.get(parameter) != value:
                changed[parameter] = value
        if changed:
            self.machinery.parameters.update(changed)
            self.machinery.connection.memory.keep(changed)

    def key_field(self) -> str:
        """The field of the key that the transaction works on, where this screen has it."""
        key = self.dialog.transaction.parameter
        return next((path for path, parameter in self._remembered() if key and parameter == key), "")

    def _remembered(self) -> Iterator[tuple[str, str]]:
        """The fields of the screen that have a parameter, and its id."""
        for path in self.paths(lambda _table, _column: False):
            if parameter := self._parameter(self.facts(path)):
                yield path, parameter

    def _parameter(self, facts: FieldFacts | None) -> str:
        if facts is None or facts.kind is not str:
            return ""
        if facts.element.name == "document_number":
            return self.dialog.transaction.parameter
        return facts.element.parameter
