"""What a screen shows, as plain data: the only thing that the glass knows of the program.

Texts are in the clerk's language, values in the clerk's notation. A *path* names a field: ``"valid_to"`` on the record
of the screen, ``"items[2].material"`` in the third row of the table ``items``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

_CELL = re.compile(r"^(\w+)\[(\d+)\]\.(\w+(?:\.text)?)$")


def cell_path(table: str, row: int, column: str) -> str:
    """The path of a cell; ``row`` counts from 0."""
    return f"{table}[{row}].{column}"


def split_cell(path: str) -> tuple[str, int, str] | None:
    """Table, row and column of a cell's path, or None for any other field."""
    found = _CELL.match(path)
    return (found[1], int(found[2]), found[3]) if found else None


class MessageType(StrEnum):
    """S success, I information, W warning, E error, A the transaction ends, X a fault of the program."""

    SUCCESS = "S"
    INFORMATION = "I"
    WARNING = "W"
    ERROR = "E"
    ABEND = "A"
    FAULT = "X"


@dataclass(frozen=True, slots=True)
class MessageView:
    """The message of a turn, in words. ``number`` is what support asks for ("V1 311"), ``long`` what F1 says of it."""

    type: MessageType
    id: str
    text: str
    number: str = ""
    field: str = ""
    long: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field or a cell. ``length`` limits what may be typed, ``width`` is the room it wants in columns.

    ``open`` fields take input. ``values`` says that F4 has something. ``live`` asks for a turn after every change of
    its text. ``style`` is a role of the theme ("", "total", "muted", "good", "warning", "bad", "key", "heading"), never
    the only carrier of a meaning.
    """

    path: str
    text: str = ""
    label: str = ""
    length: int = 0
    width: int = 0
    open: bool = False
    required: bool = False
    error: bool = False
    right: bool = False
    values: bool = False
    live: bool = False
    capitals: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: groups side by side, each a labelled field and those that stand right of it."""

    groups: tuple[tuple[FieldView, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; labels of one block are aligned."""

    lines: tuple[Line, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Running text, wrapped by the glass to its width; scrolls when it is longer than the room."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab; ``code`` is the function code that selects it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class TabStrip:
    """The tabs of a screen; what follows it in the body belongs to the active one."""

    tabs: tuple[Tab, ...]
    active: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``need`` orders columns by importance: the highest go first where room is short. ``least`` is the room without which
    a long text says too little; 0 leaves that to the glass. A ``fixed`` one is as wide as the clerk wants it.
    """

    name: str
    label: str
    width: int
    right: bool = False
    need: int = 0
    least: int = 0
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``cells`` has one field for each column of the table, in the same order."""

    cells: tuple[FieldView, ...]
    marked: bool = False
    style: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table control or a list.

    ``rows`` may be lazy: the glass asks for the rows that it paints. ``choice`` marks a list whose rows are chosen (the
    cursor stands on a row, not in a cell); in one with ``cells`` it stands in a cell of the row as well, and the
    columns scroll sideways behind the first. ``entry`` says that blank rows for new lines stand at the end, as many as
    fit; the kernel delivers them through ``rows`` beyond ``filled``. ``top`` asks the glass to show this row first;
    None leaves the scroll position as it is.

    Of a long list only some rows are there: there are others ``before`` or ``more`` behind them, which the codes
    ``next_rows``, ``previous_rows``, ``first_rows`` and ``last_rows`` ask for. ``first`` rows stand before the first
    one that is there, and ``total`` is the number of all; -1 where nobody knows.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    filled: int
    choice: bool = False
    entry: bool = False
    markable: bool = False
    top: int | None = None
    empty_text: str = ""
    cells: bool = False
    before: bool = False
    more: bool = False
    first: int = 0
    total: int = -1


@dataclass(frozen=True, slots=True)
class Editor:
    """A multi-line text field that takes the remaining height."""

    path: str
    label: str
    text: str
    open: bool = False
    length: int = 20_000
    error: bool = False


Part = Block | Paragraphs | TabStrip | Table | Editor


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key of this screen: ``keys`` are the names of the keys that send ``code`` ("f8", "ctrl+s"), the first is shown.

    A disabled key says why in ``reason``. ``answer`` marks a single character that answers a question at once.
    """

    code: str
    keys: tuple[str, ...]
    label: str
    enabled: bool = True
    reason: str = ""
    shown: bool = True
    answer: bool = False


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A line above the keys that says something of the data; ``code`` is the function code of the key it calls for.

    A ``quiet`` one is left out where the body misses the line.
    """

    text: str
    style: str = ""
    code: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A whole screen. ``behind`` is what a popup stands on.

    ``screen`` changes when the clerk stands on another screen, and with it the glass forgets scroll positions.
    ``cursor`` is the path of the field (or row, as ``"items[2]."`` with any column) where the cursor goes; empty leaves
    it where it is on the same screen, and puts it on the first open field of a new one. ``command`` is the text of the
    command field, ``menu`` says that the cursor starts in the command field.
    """

    screen: str
    title: str
    body: tuple[Part, ...]
    keys: tuple[KeyView, ...] = ()
    message: MessageView | None = None
    remark: RemarkView | None = None
    cursor: str = ""
    command: str = ""
    history: tuple[str, ...] = ()
    menu: bool = False
    transaction: str = ""
    session: int = 1
    sessions: int = 1
    user: str = ""
    system: str = ""
    milliseconds: int = 0
    popup: bool = False
    behind: View | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What the clerk did: the raw texts that changed, where the cursor stood, and a function code or a command.

    ``changes`` maps paths to texts, in the order typed. ``row`` is the row of the cursor in ``table``, -1 for none.
    ``pasted`` carries a text of several cells or lines for the code ``paste``, to be laid over the table from
    ``cursor`` on. ``top`` is the first row of ``table`` that is shown, -1 where there is none.
    """

    code: str = ""
    command: str | None = None
    changes: Mapping[str, str] = field(default_factory=dict[str, str])
    cursor: str = ""
    table: str = ""
    row: int = -1
    pasted: str = ""
    top: int = -1


class Machine(Protocol):
    """The dialog machine, as the glass sees it. ``warm`` runs beside the first keys, all else between two keys.

    ``progress`` is called several times a second while a turn reads much, with the number of rows read so far (0 where
    nobody knows); by True it stops the read.
    """

    progress: Callable[[int], bool] | None

    def view(self) -> View:
        """The screen as it stands."""
        ...

    def turn(self, request: Request) -> View:
        """Take one turn. Never raises for anything that a clerk can do."""
        ...

    def warm(self) -> None:
        """Import and connect what the first transaction will need; called once, behind the first picture."""
        ...

    def beat(self) -> str:
        """Keep the clerk's locks alive; returns what he waits for and what has happened. Called about once a minute."""
        ...
