"""Dialogs: the behaviour behind the screens, as functions from a key to a turn.

A dialog belongs to one running transaction. A handler is found by screen and function code, changes the record through
a service and returns a ``Turn``; it refuses by raising one of the errors of the domain.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from sdtui.domain.errors import Refuse, SdtuiError
from sdtui.kernel.definitions import Screen, Transaction
from sdtui.kernel.messages import Message

if TYPE_CHECKING:
    from sdtui.kernel.words import Words

ANY = "*"


class State(StrEnum):
    """What a field lets a clerk do."""

    OPEN = "open"
    CLOSED = "closed"
    REQUIRED = "required"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Act:
    """What was pressed, and where: the row under the cursor (-1 for none) and the marked rows of its table.

    ``top`` is the first row of the table that the clerk sees.

    ``direct`` is an Enter that nobody pressed: the first screen is skipped, its key being known. ``wrong`` are the
    fields that hold texts which could not be taken.
    """

    code: str
    screen: str = ""
    cursor: str = ""
    table: str = ""
    row: int = -1
    marked: tuple[int, ...] = ()
    pasted: str = ""
    direct: bool = False
    wrong: tuple[str, ...] = ()
    top: int = -1

    @property
    def column(self) -> str:
        """The column of the cursor, empty where it stands in none."""
        return (self.cursor.partition("].")[2]) if self.row >= 0 else ""

    def rows(self) -> tuple[int, ...]:
        """The rows an act is meant for: the marked ones, else the one under the cursor."""
        return self.marked or ((self.row,) if self.row >= 0 else ())


@dataclass(frozen=True, slots=True)
class Ask:
    """A question answered with one key. ``answers`` maps answer ids (``yes``, ``no``, ``cancel``, ...) to what follows.

    The last answer is the harmless one: F12 gives it. Where the question interrupts a clerk who is leaving, he leaves
    after an answer that is ``onward``.
    """

    id: str
    answers: Mapping[str, Callable[[], Turn]]
    slots: Mapping[str, object] = field(default_factory=dict[str, object])
    onward: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choose:
    """A list to choose one row from: ``columns`` are ids of labels, ``chosen`` gets the number of the row.

    A cell is a text, or what the slot of a message may be.
    """

    id: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    chosen: Callable[[int], Turn]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a dialog has to say of its data on every picture: a text by id with slots, in a role of the theme.

    ``code`` is the act that it calls for. A ``quiet`` one is only shown where there is room to spare.
    """

    id: str
    slots: Mapping[str, object] = field(default_factory=dict[str, object])
    style: str = ""
    code: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as the clerk wants it; ``width`` 0 is that of its element, ``mark`` stands behind its heading."""

    name: str
    width: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """What is shown of a list: its columns, and how the rows that are there stand to all of them (see ``Table``)."""

    columns: tuple[ShownColumn, ...] = ()
    before: bool = False
    more: bool = False
    first: int = 0
    total: int = -1


@dataclass(frozen=True, slots=True)
class Call:
    """Another transaction, run on top of this one; F3 on its first picture comes back here.

    With ``codes``, its first screen is left by these function codes and not by Enter, as far as they lead. Where it
    cannot be left, the clerk stays here, unless he is to ``enter`` there what is missing.
    """

    tcode: str
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    skip_first: bool = True
    codes: tuple[str, ...] = ()
    enter: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """The answer of a dialog. A ``screen`` below the present one is returned to, any other opens on top.

    ``over`` names the open screen that it stands on; what is above that one is left. ``typed`` are texts that are put
    into the fields of the screen as if the clerk had typed them and pressed Enter, ``refusals`` fields that keep their
    text, marked.
    """

    screen: str = ""
    message: Message | None = None
    cursor: str = ""
    tab: str = ""
    ask: Ask | Choose | None = None
    call: Call | None = None
    end: bool = False
    top: int | None = None
    over: str = ""
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    refusals: tuple[SdtuiError, ...] = ()


STAY = Turn()
END = Turn(end=True)
Handler = Callable[[Any, Act], Turn]
H = TypeVar("H", bound=Handler)


def on(screen: str, *codes: str) -> Callable[[H], H]:
    """Register a method as the handler of function codes on a screen (``ANY`` for every screen of the dialog)."""

    def register(method: H) -> H:
        handled: list[tuple[str, str]] = getattr(method, "handles", [])
        method.handles = [*handled, *((screen, code) for code in codes)]  # type: ignore[attr-defined]
        return method

    return register


class Warned(Refuse):
    """A warning: the clerk accepts it with Enter, or corrects the field."""

    @property
    def key(self) -> tuple[object, ...]:
        """What was accepted once passes; another field or value warns again."""
        return (self.message, self.field, *self.slots.values())


class Dialog:
    """Base of the dialogs. ``records`` names the record classes that its screens may use."""

    records: ClassVar[Mapping[str, type]] = {}
    handlers: ClassVar[Mapping[tuple[str, str], str]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        handlers: dict[tuple[str, str], str] = {}
        for base in reversed(cls.__mro__):
            for name, member in vars(base).items():
                handlers |= dict.fromkeys(getattr(member, "handles", ()), name)
        cls.handlers = handlers

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        self.transaction = transaction
        self.desk = desk
        self.accepted: set[tuple[object, ...]] = set()

    def handler(self, screen: str, code: str) -> Callable[[Act], Turn] | None:
        """The method that answers ``code`` on ``screen``, or None."""
        name = self.handlers.get((screen, code)) or self.handlers.get((ANY, code))
        return getattr(self, name) if name else None

    def record(self, screen: str) -> object:
        """The data behind a screen."""
        raise NotImplementedError

    def states(self, screen: str) -> Mapping[str, State]:
        """States that depend on the data, by field, by ``table.column`` or by path; they win over customizing."""
        return {}

    def tabs(self, screen: str) -> Collection[str] | None:
        """The tabs that the screen has for these data, by name; None for all that are defined."""
        return None

    def closed(self, screen: str) -> bool:
        """Whether the activity closes every field of the screen."""
        return False

    def place_of(self, screen: str, path: str) -> tuple[str, str]:
        """Screen and path of a field that ``screen`` does not have; an empty screen where there is none to go to."""
        return "", ""

    def key_refusal(self, screen: str, code: str) -> str:
        """The id of the text that says why a key cannot be used now; empty when it can."""
        return ""

    def slots(self, screen: str) -> Mapping[str, object]:
        """Slots of the screen's title, besides ``transaction``."""
        return {}

    def remark(self, screen: str) -> Remark | None:
        """What stands below the body of the screen, besides messages; None for nothing."""
        return None

    def new_row(self, screen: str, table: str) -> object:
        """A blank row for an entry table, not yet part of the record."""
        raise NotImplementedError

    def add_row(self, screen: str, table: str) -> None:
        """Append a new row to an entry table, as its first typed cell asks."""
        raise NotImplementedError

    def works_around(self, screen: str, code: str) -> bool:
        """Whether an act does its work on what could be taken, whatever could not; others wait until all is right."""
        return False

    def column_named(self, table: str, heading: str) -> str:
        """The column of an entry table that a heading in a pasted block means, besides its label; empty for none."""
        return ""

    def row_style(self, screen: str, table: str, row: object) -> tuple[str, int]:
        """Role of the theme and indentation of a row."""
        return "", 0

    def extent(self, screen: str, table: str) -> Extent | None:
        """What is shown of a list; None for a table with the columns of the screen, whose rows are all there."""
        return None

    def marked(self, screen: str, table: str, row: object) -> bool | None:
        """Whether a row is marked, where the dialog keeps the marks; None where the kernel does."""
        return None

    def resumed(self, screen: str) -> Turn:
        """Called when a transaction that was called has ended, and the clerk comes back to ``screen``."""
        return STAY

    def facts(self, screen: str, row: object | None) -> Mapping[str, str]:
        """What restricts the value tables here (sales area, category, customer)."""
        return {}

    def leaves(self, screen: str, code: str) -> bool:
        """Whether ``back`` or ``cancel`` on ``screen`` leaves the data that the clerk is working on."""
        return False

    def unsaved(self) -> bool:
        """Whether leaving now would lose something."""
        return False

    def save(self) -> Turn:
        """Save, for the answer Yes when leaving; refuses like the handler of ``save``."""
        return STAY

    def discard(self) -> None:
        """The clerk leaves the data: free locks, forget changes."""

    def entered(self, screen: str) -> Turn:
        """Called when a transaction starts on its first screen with the proposals in place."""
        return STAY

    def news(self) -> Message | None:
        """What happened elsewhere that the clerk waits for; told once, when no other message stands there."""
        return None

    def warn(self, id: str, path: str = "", **slots: object) -> None:
        """Stop once with a warning; after Enter the same warning passes, and the act begins again.

        So a handler warns before it does what must not be done twice.
        """
        warned = Warned(id, path, **slots)
        if warned.key not in self.accepted:
            raise warned


class Workplace:
    """What a dialog may use of the desk it runs at: parameter memory, other transactions, words and the services."""

    def __init__(
        self,
        services: Any,
        parameters: dict[str, str],
        transactions: Mapping[str, Transaction],
        keep: Callable[[Mapping[str, str]], None],
        permit: Callable[[str], object],
        words: Words,
    ) -> None:
        self.services = services
        self.words = words
        self.screens: Mapping[str, Screen] = {}
        self.parameters = parameters
        self.transactions = transactions
        self._keep = keep
        self._permit = permit

    def permit(self, transaction: Transaction) -> None:
        """Raise NotAuthorized when the clerk may not start ``transaction``; a dialog that becomes another one asks."""
        self._permit(transaction.code)

    def remember(self, parameter: str, value: str) -> None:
        """Keep ``value`` as the clerk's last one."""
        if parameter and value:
            self.parameters[parameter] = value
            self._keep({parameter: value})

    def transaction_for(self, category: str, activity: str) -> Transaction | None:
        """The transaction that does ``activity`` with one document of ``category``; a list of them has no parameter."""
        rows = (t for t in self.transactions.values() if t.parameter)
        return next((t for t in rows if (t.category, t.activity) == (category, activity)), None)
