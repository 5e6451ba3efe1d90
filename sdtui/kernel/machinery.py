"""What the dialog machine works with: definitions, texts, conversion, and the connection behind the first picture."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from threading import Lock
from typing import Any, Protocol, cast

from sdtui.domain.elements import FieldName
from sdtui.domain.errors import NotAuthorized, Refuse, SdtuiError
from sdtui.domain.pulse import Pulse
from sdtui.kernel.compose import Composer
from sdtui.kernel.conversion import Conversion
from sdtui.kernel.definitions import Definitions, Transaction
from sdtui.kernel.dialog import Dialog, Warned, Workplace
from sdtui.kernel.messages import Message
from sdtui.kernel.notation import format_date, format_number
from sdtui.kernel.popups import Hits
from sdtui.kernel.texts import Texts
from sdtui.kernel.view import MessageType, MessageView
from sdtui.kernel.words import Words

# A message that was put into words when its field was refused, and is shown again.
WORDED = "text"


class ValueTables(Protocol):
    """Value tables behind F4 and the check of entries. ``facts`` restrict them (sales area, category)."""

    def exists(self, table: str, value: str, facts: Mapping[str, str]) -> bool:
        """Whether ``value``, in its stored form, may be entered."""
        ...

    def text(self, table: str, value: str, facts: Mapping[str, str]) -> str:
        """What ``value`` means in words."""
        ...

    def search(self, table: str, text: str, facts: Mapping[str, str], limit: int) -> Hits:
        """Possible entries that match ``text``, those the clerk used last first."""
        ...

    def used(self, entered: Collection[tuple[str, str]]) -> None:
        """Note what the clerk entered in a turn, as value table and value."""
        ...


class Memory(Protocol):
    """What outlives a session: parameters and the history of the command field."""

    def parameters(self) -> dict[str, str]:
        """Parameter ids and their values."""
        ...

    def keep(self, parameters: Mapping[str, str]) -> None:
        """Store changed parameters."""
        ...

    def history(self) -> list[str]:
        """Commands, the newest first."""
        ...

    def add_command(self, text: str) -> None:
        """Add to the history."""
        ...


class Rights(Protocol):
    """Who may start which transaction."""

    def transaction(self, tcode: str) -> bool:
        """Whether the clerk may start ``tcode``."""
        ...


@dataclass(frozen=True, slots=True)
class Connection:
    """What stands behind the start menu: dialogs by name, value tables, memory, rights, and the services they use."""

    dialogs: Mapping[str, type[Dialog]]
    values: ValueTables
    memory: Memory
    rights: Rights
    services: Any
    pulse: Pulse = field(default_factory=Pulse)
    beat: Callable[[], None] = lambda: None
    close: Callable[[], None] = lambda: None


@dataclass(slots=True)
class Machinery:
    """Shared by the sessions of one clerk.

    ``connect`` is called once, behind the first picture or when the first transaction needs it, whichever is first.
    """

    definitions: Definitions
    texts: Texts
    conversion: Conversion
    connect: Callable[[], Connection]
    parameters: dict[str, str] = field(default_factory=dict[str, str])
    _connection: Connection | None = None
    _connecting: Lock = field(default_factory=Lock)

    @property
    def connection(self) -> Connection:
        """The connection, made on first use."""
        with self._connecting:
            if self._connection is None:
                made = self.connect()
                self.parameters.update(made.memory.parameters() | self.parameters)
                self._connection = made
            return self._connection

    @property
    def connected(self) -> bool:
        """Whether the connection was made."""
        return self._connection is not None

    @property
    def composer(self) -> Composer:
        """Makes the bodies of screens."""
        return Composer(self.definitions, self.texts, self.conversion, self.connection.values)

    def transaction(self, tcode: str) -> Transaction:
        """The transaction ``tcode``; refuses one that does not exist or that the clerk may not start."""
        transaction = self.definitions.transactions.get(tcode.upper())
        if transaction is None:
            raise Refuse("transaction-unknown", tcode=tcode.upper())
        if not self.connection.rights.transaction(transaction.code):
            raise NotAuthorized("transaction-not-authorized", tcode=transaction.code)
        return transaction

    def dialog(self, transaction: Transaction) -> Dialog:
        """A new dialog for a transaction."""
        connection = self.connection
        workplace = Workplace(
            connection.services,
            self.parameters,
            self.definitions.transactions,
            connection.memory.keep,
            self.transaction,
            Words(
                self.texts, self.conversion, connection.values, lambda told: self.words(told, transaction.variant).text
            ),
        )
        workplace.screens = self.definitions.screens
        return connection.dialogs[transaction.dialog](transaction, workplace)

    def refusal(self, refused: SdtuiError) -> Message:
        """The message for what the domain refused."""
        rule = self.definitions.messages.get(refused.message)
        kind = MessageType.WARNING if isinstance(refused, Warned) else MessageType(rule.type if rule else "E")
        return Message(kind, refused.message, refused.slots, refused.field)

    def words(self, message: Message, variant: str = "") -> MessageView:
        """A message in the clerk's language; slots are shown in the clerk's notation."""
        if message.id == WORDED:
            id, text, number, long = (str(message.slots[name]) for name in ("id", "text", "number", "long"))
            return MessageView(message.type, id, text, number, message.field, long)
        rule = self.definitions.messages.get(message.id)
        slots = {name: self.shown(value, variant) for name, value in message.slots.items()}
        text, more = self.texts.fill(f"message.{message.id}", slots), f"message.{message.id}.long"
        long = self.texts.fill(more, slots) if self.texts.has(more) else ""
        return MessageView(message.type, message.id, text, rule.number if rule else "", message.field, long)

    def shown(self, value: object, variant: str = "") -> str:
        """A slot as text: keys without leading zeros, dates and numbers in the clerk's notation, text ids in words.

        Of a tuple the parts stand side by side, those of a list are enumerated.
        """
        notation = self.conversion.notation
        match value:
            case FieldName():
                names = [name for name in (value.name, value.element) if name]
                return self.texts.find(*(f"label.{name}{end}" for name in names for end in (f".{variant}", "")))
            case tuple() | list():
                parts = [self.shown(part, variant) for part in cast("Sequence[object]", value)]
                return (" " if isinstance(value, tuple) else ", ").join(parts)
            case datetime():
                local = value.astimezone()
                return f"{format_date(local.date(), notation)} {local:%H:%M}"
            case date():
                return format_date(value, notation)
            case Decimal():
                return format_number(value, notation, 0, 4)
            case str() if value.isdecimal() and len(value) >= 10:
                return value.lstrip("0")
            case str() if self.texts.has(f"word.{value}"):
                return self.texts.find(f"word.{value}.{variant}", f"word.{value}")
            case _:
                return str(value)
