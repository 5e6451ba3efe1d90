"""From a record and a screen definition to the parts of a view: labels, texts in the clerk's notation, field states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Protocol

from sdtui.domain.elements import Element, LimitElement
from sdtui.domain.errors import CustomizingError
from sdtui.kernel.conversion import Conversion
from sdtui.kernel.definitions import BlockDefinition, Definitions, FieldStatus, Screen, TableDefinition
from sdtui.kernel.dialog import Dialog, Extent, ShownColumn, State
from sdtui.kernel.fields import FieldFacts, base_name, fields_of, rows_of
from sdtui.kernel.texts import Texts
from sdtui.kernel.view import (
    Block,
    Column,
    Editor,
    FieldView,
    Line,
    MessageView,
    Part,
    Row,
    Tab,
    Table,
    TabStrip,
    cell_path,
)

BLANK_ROWS = 200
TEXT_WIDTH = 30
# The column that shows what is wrong with its row, where a table has it.
COMPLAINT = "complaint"
WIDEST = 40
# Fields of selection screens are alike, so that those on the right stand below each other.
LIMIT_WIDTH = 18
# What a list shows at least of a long text, and of one that may be cut.
LEAST_IN_LIST, LEAST_NARROW = 24, 14
# 9,999,999 and the decimal sign
_NUMBER_WIDTH = 10


class Wording(Protocol):
    """What a value means in words."""

    def text(self, table: str, value: str, facts: Mapping[str, str]) -> str:
        """The text of ``value`` in the value table, empty when it has none."""
        ...


@dataclass(slots=True)
class ScreenState:
    """What a session keeps of one screen on its stack."""

    name: str
    tab: int = 0
    cursor: str = ""
    wrong: str = ""
    top: int | None = None
    rejected: dict[str, tuple[str, MessageView]] = field(default_factory=dict[str, tuple[str, MessageView]])
    marks: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])


class LazyRows(Sequence[Row]):
    """Rows made when the glass asks for them."""

    def __init__(self, count: int, make: Callable[[int], Row]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        if not 0 <= index < self._count:
            raise IndexError(index)
        if index not in self._made:
            self._made[index] = self._make(index)
        return self._made[index]


@dataclass(frozen=True, slots=True)
class Composer:
    """Builds the body of one screen of one dialog."""

    definitions: Definitions
    texts: Texts
    conversion: Conversion
    wording: Wording

    def body(self, dialog: Dialog, screen: Screen, state: ScreenState) -> tuple[Part, ...]:
        """All parts of the screen, those of the active tab last."""
        return Body(self, dialog, screen, state).parts()

    def rules(self, dialog: Dialog, screen: Screen, state: ScreenState) -> Body:
        """The states and texts of single fields of a screen."""
        return Body(self, dialog, screen, state)

    def label(self, name: str, element: Element, variant: str, *, heading: bool = False) -> str:
        """The label of a field: its own before its element's, the variant's before the general one."""
        ids = [f"label.{name}.{variant}", f"label.{name}", f"label.{element.name}.{variant}", f"label.{element.name}"]
        heads = [id.replace("label.", "heading.", 1) for id in ids] if heading else []
        return self.texts.find(*heads, *ids)


class Body:
    """One screen of one dialog, as it stands."""

    def __init__(self, composer: Composer, dialog: Dialog, screen: Screen, state: ScreenState) -> None:
        self.c = composer
        self.dialog = dialog
        self.screen = screen
        self.state = state
        self.record = dialog.record(screen.name)
        self.variant = dialog.transaction.variant
        self.own_states = dialog.states(screen.name)
        self.all_closed = dialog.closed(screen.name)
        self.facts = dialog.facts(screen.name, None)
        self._statuses: dict[tuple[str, str, str], State] = {}

    def parts(self) -> tuple[Part, ...]:
        screen, tab = self.screen, self.screen.tab(self.state.tab)
        parts: list[Part] = [self.block(block) for block in screen.blocks]
        if tab:
            labels = (Tab(f"tab_{t.name}", self.c.texts.find(f"tab.{t.name}")) for t in screen.tabs)
            parts.append(TabStrip(tuple(labels), self.state.tab))
            parts += [self.block(block) for block in tab.blocks]
        for table in (*screen.tables, *(tab.tables if tab else ())):
            parts.append(self.table(table))
        editor = tab.editor if tab and tab.editor else screen.editor
        return (*parts, self.editor(editor)) if editor else tuple(parts)

    def block(self, block: BlockDefinition) -> Block:
        lines = [Line(tuple(group for names in line if (group := self.group(names)))) for line in block.groups()]
        return Block(tuple(line for line in lines if line.groups))

    def group(self, names: list[str]) -> tuple[FieldView, ...]:
        shown = [name for name in names if self.field_state(name) is not State.HIDDEN]
        return tuple(self.field(name, labelled=position == 0) for position, name in enumerate(shown))

    def field(self, name: str, *, labelled: bool) -> FieldView:
        facts = fields_of(type(self.record))[base_name(name)]
        label = self.c.label(facts.name, facts.element, self.variant) if labelled else ""
        if isinstance(facts.element, LimitElement) and not labelled:
            label = self.c.texts.find("text.to")
        return self.view(name, facts, self.record, name, self.field_state(name), label)

    def view(self, path: str, facts: FieldFacts, record: object, name: str, state: State, label: str) -> FieldView:
        element = facts.element
        value = getattr(record, facts.name)
        if name.endswith(".text"):
            facts_here = self.facts if record is self.record else self.dialog.facts(self.screen.name, record)
            refused = path.removesuffix(".text") in self.state.rejected
            text = self.c.wording.text(element.values, str(value), facts_here) if value and not refused else ""
            return FieldView(path, text, label, width=TEXT_WIDTH, style="muted")
        rejected = self.state.rejected.get(path)
        text = rejected[0] if rejected else self.text(facts, record, value)
        open_ = state in (State.OPEN, State.REQUIRED)
        return FieldView(
            path,
            text,
            label,
            length=_length(facts),
            width=_width(facts),
            open=open_,
            required=state is State.REQUIRED,
            error=rejected is not None or path == self.state.wrong,
            right=_is_number(facts),
            values=bool(element.values),
            capitals=element.upper,
        )

    def text(self, facts: FieldFacts, record: object, value: object) -> str:
        element = facts.element
        reference = str(getattr(record, element.reference, "")) if element.reference else ""
        return self.c.conversion.to_text(element, value, reference)

    def field_state(self, name: str) -> State:
        base = base_name(name)
        if own := self.own_states.get(name) or self.own_states.get(base):
            return own
        state = self._customized(base, type(self.record).__name__)
        return State.CLOSED if self.all_closed and state is not State.HIDDEN else state

    def cell_state(self, table: str, row: int, column: str, row_class: str) -> State:
        column = base_name(column)
        own = self.own_states.get(cell_path(table, row, column)) or self.own_states.get(f"{table}.{column}")
        if own:
            return own
        state = self._customized(column, row_class, f"{table}.{column}")
        return State.CLOSED if self.all_closed and state is not State.HIDDEN else state

    def _customized(self, name: str, record: str, place: str = "") -> State:
        """Customizing of the screen wins over that of the record; looked up once, not once for each row."""
        key = (name, record, place)
        if key not in self._statuses:
            self._statuses[key] = self._looked_up(name, record, place)
        return self._statuses[key]

    def _looked_up(self, name: str, record: str, place: str) -> State:
        for status in (
            self.c.definitions.field_status.get(self.screen.name),
            self.c.definitions.field_status.get(record),
        ):
            if status and (state := _status(status, place or name)):
                return state
            if status and place and status.name == record and (state := _status(status, name)):
                return state
        return State.OPEN

    def table(self, table: TableDefinition) -> Table:
        rows: Sequence[object] = getattr(self.record, table.rows)
        kind = rows_of(type(self.record), table.rows)
        if kind is None:
            raise CustomizingError(f"{self.screen.name}.toml", table.rows, "is no list of records")
        facts = fields_of(kind)
        extent = self.dialog.extent(self.screen.name, table.rows) or Extent()
        wanted = extent.columns or tuple(ShownColumn(name) for name in table.shown or table.columns)
        shown = [w for w in wanted if self.column_state(table.rows, w.name, kind.__name__) is not State.HIDDEN]
        names = [column.name for column in shown]
        columns = tuple(self.column(table, facts[base_name(column.name)], column) for column in shown)
        entry = table.entry and not self.all_closed and self.own_states.get(table.rows) is not State.CLOSED
        blank = self.dialog.new_row(self.screen.name, table.rows) if entry else None

        def make(index: int) -> Row:
            row = rows[index] if index < len(rows) else blank
            return self.row(table, names, facts, index, row)

        count = len(rows) + (BLANK_ROWS if entry else 0)
        return Table(
            table.rows,
            columns,
            LazyRows(count, make),
            len(rows),
            choice=table.choice,
            entry=entry,
            markable=table.markable,
            top=self.state.top,
            empty_text=self.c.texts.find("text.no-entries"),
            cells=table.cells,
            before=extent.before,
            more=extent.more,
            first=extent.first,
            total=extent.total,
        )

    def column(self, table: TableDefinition, facts: FieldFacts, shown: ShownColumn) -> Column:
        name = shown.name
        importance = {column: len(table.need) - place for place, column in enumerate(table.need)}
        text = name.endswith(".text")
        label = self.c.label(name if text else facts.name, facts.element, self.variant, heading=True)
        label = f"{label} {shown.mark}".strip()
        width = shown.width or (TEXT_WIDTH if text else _width(facts))
        floor = LEAST_NARROW if name in table.narrow else LEAST_IN_LIST
        least = shown.width or min(width, floor) if table.cells else WIDEST if name == COMPLAINT else 0
        right = not text and _is_number(facts)
        return Column(name, label, width, right, importance.get(name, 0), least, fixed=bool(shown.width))

    def column_state(self, table: str, column: str, row_class: str) -> State:
        """The state that the cells of a column have unless the dialog gives one of them its own."""
        place = f"{table}.{base_name(column)}"
        return self.own_states.get(place) or self._customized(base_name(column), row_class, place)

    def row(
        self, table: TableDefinition, names: Sequence[str], facts: Mapping[str, FieldFacts], index: int, row: object
    ) -> Row:
        blank = index >= len(getattr(self.record, table.rows))
        cells: list[FieldView] = []
        for name in names:
            path = cell_path(table.rows, index, name)
            fact = facts[base_name(name)]
            state = self.cell_state(table.rows, index, name, type(row).__name__)
            view = self.view(path, fact, row, name, state, "")
            if name == COMPLAINT:
                view = replace(view, text=self._complaint(table.rows, index) or view.text)
            empty = (blank and path not in self.state.rejected) or state is State.HIDDEN
            cells.append(_emptied(view) if empty else view)
        style, indent = ("", 0) if blank else self.dialog.row_style(self.screen.name, table.rows, row)
        marked = self.dialog.marked(self.screen.name, table.rows, row)
        if marked is None:
            marked = (table.rows, id(row)) in self.state.marks
        return Row(tuple(cells), marked and not blank, style, indent)

    def _complaint(self, table: str, index: int) -> str:
        """Why a text of a row could not be taken; empty where all was."""
        start = cell_path(table, index, "")
        return next((why.text for path, (_, why) in self.state.rejected.items() if path.startswith(start)), "")

    def editor(self, name: str) -> Editor:
        facts = fields_of(type(self.record))[name]
        state = self.field_state(name)
        label = self.c.label(facts.name, facts.element, self.variant)
        rejected = self.state.rejected.get(name)
        text = rejected[0] if rejected else str(getattr(self.record, name))
        is_open = state in (State.OPEN, State.REQUIRED)
        return Editor(name, label, text, is_open, facts.element.length, error=rejected is not None)


def _status(status: FieldStatus, name: str) -> State | None:
    for state in (State.HIDDEN, State.REQUIRED, State.OPEN, State.CLOSED):
        if name in getattr(status, state.value):
            return state
    return None


def _emptied(view: FieldView) -> FieldView:
    return FieldView(
        view.path,
        "",
        length=view.length,
        width=view.width,
        open=view.open,
        right=view.right,
        values=view.values,
        capitals=view.capitals,
    )


def _is_date(facts: FieldFacts) -> bool:
    return facts.kind.__name__ == "date"


def _is_number(facts: FieldFacts) -> bool:
    return facts.kind in (int, Decimal)


def _length(facts: FieldFacts) -> int:
    # a shortcut or a date with blanks may be longer than the date itself
    return 12 if _is_date(facts) else facts.element.length


def _width(facts: FieldFacts) -> int:
    """The room that a field wants: numbers are seldom as long as they may be."""
    if _is_date(facts):
        return 10
    if isinstance(facts.element, LimitElement):
        return LIMIT_WIDTH
    return min(facts.element.length, WIDEST if facts.kind is not Decimal else _NUMBER_WIDTH + facts.element.decimals)
