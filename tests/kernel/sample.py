"""A small application for the tests of the dialog machine: notes with a head, lines, tabs, a text and a warning."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from sdtui.domain import elements as e
from sdtui.domain.errors import Refuse
from sdtui.kernel.conversion import Conversion
from sdtui.kernel.definitions import (
    BlockDefinition,
    Definitions,
    FieldStatus,
    FunctionCode,
    MenuEntry,
    Screen,
    TabDefinition,
    TableDefinition,
    Transaction,
)
from sdtui.kernel.desk import Desk
from sdtui.kernel.dialog import STAY, Act, Ask, Call, Dialog, State, Turn, Workplace, on
from sdtui.kernel.machinery import Connection, Machinery
from sdtui.kernel.messages import success
from sdtui.kernel.notation import Notation
from sdtui.kernel.popups import Hits
from sdtui.kernel.texts import Texts

TODAY = date(2026, 11, 24)
COLOURS = {"RED": "Red as a brick", "BLUE": "Blue as the sea", "BLACK": "Black"}
Colour = Annotated[str, e.code("colour", 6, "colour", parameter="COL")]


@dataclass(slots=True)
class NoteLine:
    item: e.ItemNumber = 0
    colour: Colour = ""
    quantity: e.OrderQuantity = Decimal(0)


@dataclass(slots=True)
class Note:
    number: e.DocumentNumber = ""
    colour: Colour = ""
    valid_to: e.ValidTo = None
    net_value: e.NetValue = Decimal(0)
    currency: e.Currency = "EUR"
    description: e.Description = ""
    story: e.LongText = ""
    lines: list[NoteLine] = field(default_factory=list[NoteLine])


@dataclass(slots=True)
class Wanted:
    item: e.ItemNumber = 0


class NoteDialog(Dialog):
    """Enter opens the note, F11 saves it, a black one warns, a fault is on F10."""

    records: ClassVar[Mapping[str, type]] = {"Note": Note, "NoteLine": NoteLine, "Wanted": Wanted}

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.note = Note()
        self.wanted = Wanted()
        self.saved: list[Note] = desk.services
        self.asks = False
        self.unshowable = ""

    @property
    def displays(self) -> bool:
        return self.transaction.activity == "03"

    def record(self, screen: str) -> object:
        return self.wanted if screen == "note_position" else self.note

    def closed(self, screen: str) -> bool:
        return self.displays and screen != "note_first"

    def states(self, screen: str) -> Mapping[str, State]:
        if screen == self.unshowable:
            raise LookupError(screen)
        return {}

    def key_refusal(self, screen: str, code: str) -> str:
        return "display-only" if self.displays and code in ("save", "paste") else ""

    def new_row(self, screen: str, table: str) -> object:
        return NoteLine()

    def add_row(self, screen: str, table: str) -> None:
        self.note.lines.append(NoteLine(item=(len(self.note.lines) + 1) * 10))

    def leaves(self, screen: str, code: str) -> bool:
        return screen == "note"

    def unsaved(self) -> bool:
        empty = Note(self.note.number, self.note.colour)
        return not self.displays and self.note != empty

    def discard(self) -> None:
        self.note = Note()

    @on("note_first", "check")
    def open(self, act: Act) -> Turn:
        if self.transaction.activity != "01" and not self.note.number.isdecimal():
            raise Refuse("note-unknown", "number", number=self.note.number)
        return Turn("note")

    @on("note", "check")
    def check(self, act: Act) -> Turn:
        self.warn_of_black()
        return STAY

    def warn_of_black(self) -> None:
        if self.note.colour == "BLACK":
            self.warn("black-note", "colour", colour="BLACK")

    @on("note", "save")
    def save_note(self, act: Act) -> Turn:
        return self.save()

    def save(self) -> Turn:
        self.warn_of_black()
        if self.note.valid_to is None:
            raise Refuse("valid-to-required", "valid_to")
        self.saved.append(self.note)
        number = f"{len(self.saved):010}"
        self.desk.remember("NOT", number)
        self.note = Note()
        return Turn("note_first", success("note-saved", number=number))

    @on("note", "delete_line")
    def delete_line(self, act: Act) -> Turn:
        if self.asks:
            return Turn(ask=Ask("really", {"yes": lambda: self.delete(act), "no": lambda: STAY}))
        return self.delete(act)

    def delete(self, act: Act) -> Turn:
        for row in sorted(act.rows(), reverse=True):
            del self.note.lines[row]
        self.warn_of_black()
        return STAY

    @on("note", "mark_fault")
    def fault(self, act: Act) -> Turn:
        raise ZeroDivisionError

    @on("note", "break_view")
    def break_view(self, act: Act) -> Turn:
        self.unshowable = "note"
        return STAY

    @on("note", "really")
    def ask(self, act: Act) -> Turn:
        return Turn(ask=Ask("really", {"yes": lambda: Turn(message=success("done")), "no": lambda: STAY}))

    @on("note", "text")
    def edit_text(self, act: Act) -> Turn:
        return Turn("note_text")

    @on("note", "position")
    def ask_position(self, act: Act) -> Turn:
        return Turn("note_position")

    @on("note_position", "check")
    def go_to_position(self, act: Act) -> Turn:
        return Turn("note", cursor=f"lines[{self.wanted.item // 10 - 1}].colour", top=self.wanted.item // 10 - 1)

    @on("note", "show")
    def show(self, act: Act) -> Turn:
        return Turn(call=Call("NOT3", {"NOT": "0000000007"}))


class Values:
    """The value table of colours."""

    def __init__(self) -> None:
        self.recent: list[str] = []

    def exists(self, table: str, value: str, facts: Mapping[str, str]) -> bool:
        return value in COLOURS

    def text(self, table: str, value: str, facts: Mapping[str, str]) -> str:
        return COLOURS.get(value, "")

    def search(self, table: str, text: str, facts: Mapping[str, str], limit: int) -> Hits:
        found = [row for row in COLOURS.items() if text.lower() in " ".join(row).lower()]
        return Hits(("colour", "text"), found)

    def used(self, entered: Collection[tuple[str, str]]) -> None:
        self.recent += [value for _, value in entered]


class Memory:
    """Parameters and commands that outlive a desk."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.commands: list[str] = []

    def parameters(self) -> dict[str, str]:
        return dict(self.kept)

    def keep(self, parameters: Mapping[str, str]) -> None:
        self.kept |= parameters

    def history(self) -> list[str]:
        return list(self.commands)

    def add_command(self, text: str) -> None:
        self.commands.insert(0, text)


class Rights:
    """Everything but one transaction."""

    def transaction(self, tcode: str) -> bool:
        return tcode != "NOT9"


class Words(gettext.NullTranslations):
    """A catalogue of a few words; of all others the id is shown."""

    words: ClassVar[Mapping[str, str]] = {
        "answer.yes.key": "y", "answer.no.key": "n", "answer.cancel.key": "c",
        "help.colour": "What the note is painted in.",
        "message.entry-not-in-table": "Entry {value} does not exist",
        "message.entry-not-in-table.long": "Choose one with F4.",
        "message.display-only": "You are displaying",
        "screen.note": "{transaction}: {number}",
    }  # fmt: skip

    def gettext(self, message: str) -> str:
        return self.words.get(message, message)


HEAD = BlockDefinition(("number | net_value currency", "colour colour.text", "valid_to"))
LINES = TableDefinition("lines", ("item", "colour", "quantity"), entry=True, markable=True)
KEYS = (
    "save", "delete_line", "mark", "mark_fault", "really", "next_tab", "previous_tab", "paste",
    "text", "position", "show", "break_view",
)  # fmt: skip
SCREENS = {
    "note_first": Screen("note_first", "Note", blocks=(BlockDefinition(("number", "colour")),)),
    "note_paper": Screen("note_paper", "Note", blocks=(BlockDefinition(("colour",)),)),
    "note": Screen(
        "note",
        "Note",
        KEYS,
        blocks=(HEAD,),
        tabs=(TabDefinition("lines", tables=(LINES,)), TabDefinition("more", (BlockDefinition(("description",)),))),
    ),
    "note_text": Screen("note_text", "Note", blocks=(BlockDefinition(("description",)),), editor="story"),
    "note_position": Screen("note_position", "Wanted", popup=True, blocks=(BlockDefinition(("item",)),)),
}
CODES = {
    "check": "enter", "save": "f11", "back": "f3", "exit": "shift+f3", "cancel": "f12", "help": "f1", "values": "f4",
    "mark": "f9", "mark_fault": "f10", "really": "f8", "delete_line": "ctrl+d", "next_tab": "f7", "previous_tab": "f6",
    "choose": "f2", "new_session": "f5", "end_session": "ctrl+d", "text": "ctrl+t",
    "position": "ctrl+g", "show": "f5", "break_view": "ctrl+b", "paste": "ctrl+v",
}  # fmt: skip


def transactions() -> dict[str, Transaction]:
    rows = [
        Transaction("NOT1", "Create Note", "note", "note_first", "01", "N", parameter="NOT", text_de="Notiz anlegen"),
        Transaction("NOT2", "Change Note", "note", "note_first", "02", "N", parameter="NOT", text_de="Notiz ändern"),
        Transaction("NOT3", "Display Note", "note", "note_first", "03", "N", parameter="NOT"),
        Transaction("NOT4", "Write on Paper", "note", "note_paper", "01", "N", parameter="NOT"),
        Transaction("NOT9", "Burn Note", "note", "note_first", "06", "N", parameter="NOT"),
    ]
    return {row.code: row for row in rows}


def definitions() -> Definitions:
    status = [
        FieldStatus("Note", closed=("net_value", "currency", "number")),
        FieldStatus("note_first", open=("number",)),
        FieldStatus("note_text", required=("description",)),
        FieldStatus("NoteLine", closed=("item",)),
    ]
    notes = (MenuEntry(tcode="NOT1"), MenuEntry(tcode="NOT2"))
    menu = MenuEntry("", entries=(MenuEntry("Notes", entries=notes),))
    codes = {code: FunctionCode(code, (key,)) for code, key in CODES.items()}
    return Definitions(transactions(), SCREENS, codes, {}, {s.name: s for s in status}, menu)


def make_desk(
    saved: list[Note] | None = None, connect: Callable[[], None] = lambda: None, memory: Memory | None = None
) -> Desk:
    """A desk at which notes are written."""
    notes = saved if saved is not None else []
    kept, values = memory or Memory(), Values()

    def connected() -> Connection:
        connect()
        return Connection({"note": NoteDialog}, values, kept, Rights(), notes)

    conversion = Conversion(Notation(), lambda: TODAY)
    machinery = Machinery(definitions(), Texts(Words(), "en"), conversion, connected)
    return Desk(machinery, "clerk", "TST", lambda: datetime(2026, 11, 24, tzinfo=UTC))
