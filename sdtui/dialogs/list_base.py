"""What all lists share: the rows that are there, the row under the cursor, marks, and the way back to the same row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, make_dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from sdtui.dialogs.list_popups import LIST, RECORDS, SELECTION
from sdtui.dialogs.list_totals import TotalRow, with_totals
from sdtui.dialogs.list_window import Window
from sdtui.dialogs.selection import SelectionRecord, criteria_of
from sdtui.domain.errors import Refuse
from sdtui.domain.lists import Layout, LayoutColumn, ListQuery, SortKey, Total
from sdtui.domain.selection import Selection
from sdtui.kernel.definitions import TableDefinition, Transaction
from sdtui.kernel.dialog import STAY, Act, Choose, Dialog, Extent, Remark, ShownColumn, State, Turn, Workplace, on
from sdtui.kernel.fields import FieldFacts, base_name, fields_of
from sdtui.kernel.messages import Message
from sdtui.kernel.view import cell_path

if TYPE_CHECKING:
    from sdtui.services.bundle import Services
    from sdtui.services.lists import Source

R = TypeVar("R")
ROWS = "rows"
Key = tuple[Any, ...]
# No clerk means more rows than these by one key.
MOST_MARKS = 10_000
# Characters of an amount that every column for one has.
ORDINARY = 12
# Behind the heading of a column.
RISING, FALLING, FILTERED, SUMMED = "↑", "↓", "▾", "Σ"


@dataclass
class Listed(Generic[R]):
    """The record of a list: its rows, with lines of sums between them."""

    rows: list[R] = field(default_factory=list)


@cache
def list_class(name: str, row: type) -> type[Listed[Any]]:
    """The record class of a list whose rows are of the class ``row``."""
    rows: Any = field(default_factory=list[Any])
    return make_dataclass(name, [(ROWS, list[row], rows)], bases=(Listed,))


class ListBase(Dialog):
    """``list_screens`` are the screens of the lists and the sources of their rows, ``selection_screen`` that of the
    selection before them; without one the list is the first screen.

    ``window`` has the rows that are there, ``layout`` says how they are shown, ``marks`` are marked rows by key.
    """

    list_screens: ClassVar[Mapping[str, str]] = {}
    selection_screen: ClassVar[str] = ""
    selection_record: ClassVar[type[SelectionRecord]] = SelectionRecord

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        places = {LIST: tuple(cls.list_screens), SELECTION: (cls.selection_screen,) if cls.selection_screen else ()}
        general = {key: name for key, name in cls.handlers.items() if key[0] in places}
        own = {key: name for key, name in cls.handlers.items() if key[0] not in places}
        cls.handlers = {(place, code): n for (kind, code), n in general.items() for place in places[kind]} | own
        cls.records = RECORDS | dict(cls.records)

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.services: Services = desk.services
        self.selected: Any = self.new_selection()
        self.screen_of_list: str = next(iter(self.list_screens))
        self.window: Window | None = None
        self.layout: Layout = Layout()
        self.shown: list[Any] = []
        self.marks: dict[Key, Any] = {}
        self.sums: dict[tuple[Any, ...], list[Total]] = {}
        self.here: Key = ()
        self.column = ""
        self.popup: Any = None

    def new_selection(self) -> SelectionRecord:
        """What stands on the selection screen before anything is entered."""
        return self.selection_record()

    # --- what a list is ----------------------------------------------------------------------------------------------
    def source(self) -> Source:
        """Where the rows of the present list come from."""
        return self.services.lists.source(self.list_screens[self.screen_of_list])

    def selection(self) -> Selection:
        """What the rows are selected by; refuses what makes no range on its field."""
        return criteria_of(self.selected, self.services.context.today())

    @property
    def list_name(self) -> str:
        """Under which layouts are kept."""
        return f"{self.transaction.code} {self.screen_of_list}"

    @property
    def row_class(self) -> type[Any]:
        """The class of the rows of the present list."""
        return self.source().row

    def open_row(self, row: Any) -> Turn:
        """Enter on a row."""
        return STAY

    def style_of(self, row: Any) -> str:
        """The role of the theme of a row."""
        return ""

    # --- what the kernel asks ----------------------------------------------------------------------------------------
    def record(self, screen: str) -> object:
        if screen in self.list_screens:
            return list_class(self.desk.screens[screen].record, self.row_class)(self.shown)
        return self.selected if screen == self.selection_screen else self.popup

    def closed(self, screen: str) -> bool:
        return screen in self.list_screens

    def states(self, screen: str) -> Mapping[str, State]:
        if screen == self.selection_screen:
            return {f"{name}_more": State.CLOSED for name in self.selected.criteria}
        return {}

    def row_style(self, screen: str, table: str, row: object) -> tuple[str, int]:
        if screen not in self.list_screens:
            return "", 0
        return ("total" if isinstance(row, TotalRow) else self.style_of(row)), 0

    def marked(self, screen: str, table: str, row: object) -> bool | None:
        if screen not in self.list_screens or self.window is None:
            return None
        return not isinstance(row, TotalRow) and self.window.key(row) in self.marks

    def extent(self, screen: str, table: str) -> Extent | None:
        if screen not in self.list_screens or self.window is None:
            return None
        window = self.window
        return Extent(self.columns(), window.before, window.more, window.first, window.total)

    def remark(self, screen: str) -> Remark | None:
        """The sums of the whole list."""
        if screen not in self.list_screens or not self.layout.totals:
            return None
        return Remark("list-sums", {"sums": self.sums_in_words()}, "total")

    # --- columns -----------------------------------------------------------------------------------------------------
    @property
    def table(self) -> TableDefinition:
        """The table of the present list, as its screen defines it."""
        return self.desk.screens[self.screen_of_list].tables[0]

    def columns(self) -> tuple[ShownColumn, ...]:
        """The columns that are shown, with marks for what is done by them."""
        return tuple(
            ShownColumn(c.name, c.width or self.width_of_sums(c.name), self.mark_of(base_name(c.name)))
            for c in self.layout_columns()
        )

    def width_of_sums(self, name: str) -> int:
        """The room for the sums of a column, 0 when that of its element is enough."""
        if name not in self.layout.totals:
            return 0
        element, words = self.facts_of(name).element, self.desk.words
        texts = (words.value(element, t.sums[name], t.currency) for t in self.sums.get(((), ()), ()) if name in t.sums)
        longest = max(map(len, texts), default=0)
        return longest if longest > ORDINARY else 0

    def layout_columns(self) -> tuple[LayoutColumn, ...]:
        """The columns of the layout, else those that the list begins with."""
        known = [c for c in self.layout.columns if c.name in self.table.columns]
        return tuple(known) or tuple(LayoutColumn(name) for name in self.first_columns())

    def first_columns(self) -> tuple[str, ...]:
        """The columns that the list begins with."""
        return self.table.shown or self.table.columns

    def mark_of(self, name: str) -> str:
        """What is done by a column, in signs."""
        order = {key.column: FALLING if key.descending else RISING for key in self.layout.sort}
        filtered = FILTERED if name in self.layout.filter else ""
        summed = SUMMED if name in self.layout.totals or name in self.layout.subtotals else ""
        return order.get(name, "") + filtered + summed

    def facts_of(self, name: str) -> FieldFacts:
        """Element and type of a column."""
        return fields_of(self.row_class)[base_name(name)]

    def label_of(self, name: str) -> str:
        """The label of a column."""
        return self.desk.words.label(base_name(name), self.facts_of(name).element, self.transaction.variant)

    def text_of(self, row: Any, name: str) -> str:
        """A cell as it stands on the screen."""
        facts, words = self.facts_of(name), self.desk.words
        value = getattr(row, facts.name)
        if name.endswith(".text"):
            return words.meaning(facts.element, str(value))
        reference = facts.element.reference
        return words.value(facts.element, value, str(getattr(row, reference, "")) if reference else "")

    def in_full(self, title: str, row: Any, leave_out: Sequence[str] = ()) -> Turn:
        """All columns of a row below each other, whatever room they have in the list."""
        names = [name for name in self.table.columns if name not in leave_out]
        lines = [(self.label_of(name), self.text_of(row, name)) for name in names]
        return Turn(ask=Choose(title, ("changed_field", "text"), lines, lambda _: STAY))

    # --- reading -----------------------------------------------------------------------------------------------------
    def query(self) -> ListQuery:
        """Selection, filter and order; columns that divide the list come first in it."""
        groups = {key.column: key for key in self.layout.sort}
        first = [groups.get(name) or SortKey(name) for name in self.layout.subtotals]
        rest = [key for key in self.layout.sort if key.column not in self.layout.subtotals]
        return ListQuery(self.source().name, self.selection(), self.layout.filter, (*first, *rest))

    def read(self) -> None:
        """Read the list anew, from its beginning."""
        window = Window(self.source(), self.query())
        window.read()
        self.read_sums(window)
        self.window = window
        self.arrange()

    def read_sums(self, window: Window) -> None:
        """Sums of the whole list and of its groups; those that were there stay when the read is stopped."""
        found: dict[tuple[Any, ...], list[Total]] = {}
        if self.layout.totals:
            levels = [self.layout.subtotals[:n] for n in range(len(self.layout.subtotals) + 1)]
            for by in levels:
                for total in window.source.totals(window.query, self.layout.totals, by):
                    found.setdefault((by, total.group), []).append(total)
        self.sums = found

    def arrange(self) -> None:
        """The rows that are there, with lines of sums behind their groups."""
        window = self.present
        self.shown = with_totals(window, self.layout, self.sums, self.facts_of) if self.sums else window.rows

    @property
    def present(self) -> Window:
        """The rows of the list on the screen."""
        if self.window is None:
            raise RuntimeError("the list was not read")
        return self.window

    # --- where the cursor is -----------------------------------------------------------------------------------------
    def row_at(self, act: Act) -> Any:
        """The row under the cursor; refuses a line of sums and no row at all."""
        row = self.shown[act.row] if 0 <= act.row < len(self.shown) else None
        if row is None or isinstance(row, TotalRow):
            raise Refuse("choose-a-row")
        return row

    def column_at(self, act: Act) -> str:
        """The column under the cursor; the first one when the cursor stands in none."""
        return base_name(act.column) or base_name(self.layout_columns()[0].name)

    def targets(self, act: Act) -> list[Any]:
        """The rows that an act is meant for: the marked ones, else the one under the cursor."""
        return list(self.marks.values()) or [self.row_at(act)]

    def note_place(self, act: Act) -> None:
        """Remember where the clerk is, to come back to it; on a line of sums that is the row above it."""
        above = (row for row in reversed(self.shown[: max(0, act.row) + 1]) if not isinstance(row, TotalRow))
        if (row := next(above, None)) is not None:
            self.here = self.present.key(row)
        self.column = act.column or self.column

    def at(self, row: int) -> str:
        """The path of a row, in the column where the cursor was."""
        shown = [column.name for column in self.layout_columns()]
        column = next((name for name in shown if base_name(name) == base_name(self.column)), shown[0])
        return cell_path(ROWS, max(0, min(row, len(self.shown) - 1)), column)

    def back(self, message: Message | None = None, row: int | None = None) -> Turn:
        """To the list, on the row where the clerk was or on another."""
        if row is None:
            row = next((n for n, each in enumerate(self.shown) if self.is_here(each)), 0)
        return Turn(self.screen_of_list, message, cursor=self.at(row))

    def is_here(self, row: Any) -> bool:
        """Whether a row is the one where the clerk was."""
        return not isinstance(row, TotalRow) and self.present.key(row) == self.here

    def renewed(self, message: Message | None = None) -> Turn:
        """Read again what is there, and stay on the row; where it is gone, on the one that took its place."""
        window = self.present
        old = window.place(self.here) if self.here else 0
        window.reload()
        self.read_sums(window)
        self.arrange()
        keys = {window.key(row): row for row in window.rows}
        self.marks = {key: keys.get(key, row) for key, row in self.marks.items()}
        if window.place(self.here) < 0 and window.rows:
            self.here = window.key(window.rows[max(0, min(old, len(window.rows) - 1))])
        return self.back(message)

    def resumed(self, screen: str) -> Turn:
        if screen not in self.list_screens or self.window is None:
            return STAY
        return replace(self.renewed(), screen="")

    # --- rows that the glass asks for --------------------------------------------------------------------------------
    @on(LIST, "next_rows", "previous_rows", "first_rows", "last_rows")
    def more_rows(self, act: Act) -> Turn:
        """Rows behind or ahead of those that are there, or those at an end of the list."""
        window = self.present
        self.note_place(act)
        before = self.shown[act.row] if 0 <= act.row < len(self.shown) else None
        match act.code:
            case "next_rows":
                window.read_next()
            case "previous_rows":
                window.read_previous()
            case "first_rows":
                window.read()
            case _:
                window.read_last()
        self.arrange()
        if act.code in ("first_rows", "last_rows"):
            return Turn(cursor=self.at(0 if act.code == "first_rows" else len(self.shown) - 1), top=0)
        row = next((n for n, each in enumerate(self.shown) if each is before or self.is_here(each)), 0)
        return Turn(cursor=self.at(row), top=max(0, act.top + row - act.row))

    @on(LIST, "mark", "mark_all", "unmark_all")
    def mark(self, act: Act) -> Turn:
        """Mark the row under the cursor or not, and go on to the next one; all rows of the list, or none."""
        window = self.present
        if act.code == "mark":
            row = self.row_at(act)
            key = window.key(row)
            if self.marks.pop(key, None) is None:
                self.marks[key] = row
            below = range(act.row + 1, len(self.shown))
            following = next((n for n in below if not isinstance(self.shown[n], TotalRow)), act.row)
            return Turn(cursor=cell_path(ROWS, following, act.cursor.partition("].")[2]))
        rows = window.every() if act.code == "mark_all" else ()
        marks = {window.key(row): row for row in islice(rows, MOST_MARKS + 1)}
        if len(marks) > MOST_MARKS:
            raise Refuse("too-many-marks", most=MOST_MARKS)
        self.marks = marks
        return STAY

    @on(LIST, "refresh")
    def refresh(self, act: Act) -> Turn:
        """Read the list again."""
        self.note_place(act)
        return self.renewed()

    @on(LIST, "check", "choose")
    def open_it(self, act: Act) -> Turn:
        """Open the row under the cursor."""
        self.note_place(act)
        return self.open_row(self.row_at(act))

    def sums_in_words(self) -> Sequence[object]:
        """The sums of the whole list: label, and the amount in each currency or unit."""
        found: list[object] = []
        for name in self.layout.totals:
            element, words = self.facts_of(name).element, self.desk.words
            amounts = [
                f"{words.value(element, total.sums[name], total.currency)} {total.currency}".strip()
                for total in self.sums.get(((), ()), ())
                if name in total.sums
            ]
            found.append(f"{self.label_of(name)} {' · '.join(amounts)}")
        return found
