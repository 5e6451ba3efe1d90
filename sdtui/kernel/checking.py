"""What is wrong with the definitions, before a clerk finds it: words that name nothing, keys taken twice, lost texts.

Each complaint is a sentence in English with the file, the word, and the nearest known word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdtui.domain.errors import nearest
from sdtui.kernel.checking_size import too_large
from sdtui.kernel.checking_texts import missing_general_texts, missing_screen_texts
from sdtui.kernel.definitions import (
    EVERY_SCREEN,
    Definitions,
    FieldStatus,
    MenuEntry,
    Screen,
    TabDefinition,
    TableDefinition,
    Transaction,
)
from sdtui.kernel.dialog import ANY, Dialog
from sdtui.kernel.fields import fields_of, rows_of
from sdtui.kernel.texts import Texts
from sdtui.kernel.view import MessageType

# Codes that every screen answers without its dialog; those in the lower lines only where there is what they act on.
ALWAYS = frozenset(EVERY_SCREEN)
WITH_TABS = frozenset({"next_tab", "previous_tab"})
WITH_MARKS = frozenset({"mark", "mark_all", "unmark_all"})
# Popups of the kernel, whose keys stand together.
POPUPS = {"the list of sessions": ("check", "new_session", "end_session", "cancel"),
          "lists": ("check", "choose", "cancel")}  # fmt: skip
# The messages that the kernel gives by itself.
MESSAGES = (
    "command-unknown", "transaction-unknown", "transaction-not-authorized", "function-cannot-be-selected",
    "function-not-here", "too-many-sessions", "no-such-session", "popup-first", "short-dump", "required-field",
    "entry-not-in-table", "not-a-number", "too-many-decimals", "no-negative", "number-too-large", "not-a-date",
    "no-such-date", "not-a-flag", "text-too-long", "no-values", "no-hits", "choose-a-row", "no-tabs", "lines-pasted",
)  # fmt: skip


def complaints(definitions: Definitions, dialogs: Mapping[str, type[Dialog]], texts: Sequence[Texts] = ()) -> list[str]:
    """Everything that is wrong; ``dialogs`` by the names that transactions use, ``texts`` of every language."""
    return list(dict.fromkeys(Check(definitions, dialogs, texts).all()))


def unknown(where: str, word: str, what: str, known: Iterable[str]) -> str:
    """The complaint about a word that names nothing."""
    near = nearest(word, known)
    return f"{where}: {word}: {what}" + (f"; did you mean {near}?" if near else "")


@dataclass(frozen=True, slots=True)
class Check:
    """Checks definitions against the dialogs and the texts."""

    definitions: Definitions
    dialogs: Mapping[str, type[Dialog]]
    texts: Sequence[Texts]

    def all(self) -> Iterator[str]:
        """Every complaint."""
        for transaction in self.definitions.transactions.values():
            yield from self.transaction(transaction)
        yield from self.menu(self.definitions.menu)
        for screen in self.definitions.screens.values():
            yield from self.screen(screen)
        for status in self.definitions.field_status.values():
            yield from self.field_status(status)
        yield from self.handlers()
        yield from self.messages()
        for popup, codes in POPUPS.items():
            yield from self.shared_keys(f"function_codes.toml: {popup}", codes)
        yield from missing_general_texts(self.definitions, self.texts)

    # --- transactions, menu, messages --------------------------------------------------------------------------------
    def transaction(self, transaction: Transaction) -> Iterator[str]:
        """Its dialog and first screen, and its title."""
        where = f"tcodes.toml [{transaction.code}]"
        if transaction.code != transaction.code.upper():
            yield f"{where}: {transaction.code}: must be in capitals"
        if transaction.dialog not in self.dialogs:
            yield unknown(where, transaction.dialog, "no such dialog", self.dialogs)
        if transaction.screen not in self.definitions.screens:
            yield unknown(where, transaction.screen, "no such screen", self.definitions.screens)
        yield from self.titles(where, transaction)

    def titles(self, where: str, titled: Transaction | MenuEntry) -> Iterator[str]:
        """The languages that a title lacks."""
        for language in {texts.language for texts in self.texts} - {"en"}:
            key = f"text_{language}"
            if titled.text and not getattr(titled, key, ""):
                yield f"{where}: {key}: is missing"

    def menu(self, entry: MenuEntry) -> Iterator[str]:
        """Entries lead to transactions; folders have a text."""
        where = "menu.toml"
        if entry.tcode and entry.tcode not in self.definitions.transactions:
            yield unknown(where, entry.tcode, "no such transaction", self.definitions.transactions)
        yield from self.titles(f"{where}: {entry.text}", entry)
        for below in entry.entries:
            if not below.tcode and not below.text:
                yield f"{where}: {entry.text}: an entry has neither tcode nor text"
            yield from self.menu(below)

    def messages(self) -> Iterator[str]:
        """Types exist, and so do the messages of the kernel."""
        rules = self.definitions.messages
        for rule in rules.values():
            if rule.type not in set(MessageType):
                yield f"messages.toml [{rule.id}]: {rule.type}: no such type, one of {'/'.join(MessageType)}"
        for id in MESSAGES:
            if id not in rules:
                yield unknown("messages.toml", id, "is missing", rules)

    # --- screens -----------------------------------------------------------------------------------------------------
    def screen(self, screen: Screen) -> Iterator[str]:
        """Record, fields, codes, keys, texts and size of a screen."""
        where = f"{screen.name}.toml"
        records = self.records()
        record = records.get(screen.record)
        if record is None:
            yield unknown(where, screen.record, "no such record", records)
            return
        for part in (TabDefinition("", screen.blocks, screen.tables, screen.editor), *screen.tabs):
            place = f"{where} [{part.name}]" if part.name else where
            yield from self.fields(place, record, [name for block in part.blocks for name in block.names()])
            yield from self.fields(place, record, [part.editor] if part.editor else [])
            for table in part.tables:
                yield from self.table(place, record, table)
        yield from self.codes(screen, where)
        yield from missing_screen_texts(screen, record, self.variants(screen.name), self.texts)
        yield from too_large(screen, record, self.is_closed)

    def records(self) -> dict[str, type]:
        """The record classes of all dialogs, by name."""
        return {name: record for dialog in self.dialogs.values() for name, record in dialog.records.items()}

    def fields(self, where: str, record: type, names: Iterable[str]) -> Iterator[str]:
        """Fields exist, and what has a wording has a value table."""
        known = fields_of(record)
        for name in names:
            base, _, wording = name.partition(".")
            if base not in known:
                yield unknown(where, name, f"no such field of {record.__name__}", known)
            elif wording not in ("", "text"):
                yield unknown(where, name, "only .text may follow a field", [f"{base}.text"])
            elif wording and not known[base].element.values:
                yield f"{where}: {name}: {base} has no value table, so there is no text to show"

    def table(self, where: str, record: type, table: TableDefinition) -> Iterator[str]:
        """Rows, columns and their order of need."""
        row = rows_of(record, table.rows)
        if row is None:
            lists = [name for name in dir(record) if not name.startswith("_") and rows_of(record, name)]
            yield unknown(where, table.rows, f"no list of records of {record.__name__}", lists)
            return
        yield from self.fields(where, row, table.columns)
        for name in table.need:
            if name not in table.columns:
                yield unknown(where, name, "needed, but no column", table.columns)
        for name in table.shown:
            if name not in table.columns:
                yield unknown(where, name, "shown, but no column", table.columns)
        if table.start and table.start not in table.columns:
            yield unknown(where, table.start, "the cursor starts there, but it is no column", table.columns)

    def codes(self, screen: Screen, where: str) -> Iterator[str]:
        """Function codes exist, are answered, and have keys of their own."""
        known = self.definitions.function_codes
        for code in (*screen.keys, *EVERY_SCREEN):
            if code not in known:
                yield unknown(where, code, "no such function code", known)
            elif not self.answered(screen, code):
                yield unknown(where, code, "nobody answers this code here", self.handled(screen.name) - {code})
        yield from self.shared_keys(where, (*screen.keys, *EVERY_SCREEN))

    def shared_keys(self, where: str, codes: Iterable[str]) -> Iterator[str]:
        """Two codes that want the same key."""
        taken: dict[str, str] = {}
        for code in dict.fromkeys(codes):
            rule = self.definitions.function_codes.get(code)
            for key in rule.keys if rule else ():
                if key in taken:
                    yield f"{where}: {code}: has the key {key}, which {taken[key]} has already"
                taken.setdefault(key, code)

    def answered(self, screen: Screen, code: str) -> bool:
        """Whether the kernel or the dialog of the screen answers a code."""
        tables = (*screen.tables, *(table for tab in screen.tabs for table in tab.tables))
        by_kernel = (
            code in ALWAYS
            or (code in WITH_TABS and bool(screen.tabs))
            or (code in WITH_MARKS and any(table.markable for table in tables))
            or (code == "paste" and any(table.entry for table in tables))
        )
        return by_kernel or code in self.handled(screen.name)

    def handled(self, screen: str) -> set[str]:
        """The codes that dialogs handle on a screen."""
        owners = self.owners(screen)
        return {code for dialog in owners for place, code in dialog.handlers if place in (screen, ANY)}

    def owners(self, screen: str) -> list[type[Dialog]]:
        """The dialogs that a screen belongs to."""
        started = {t.dialog for t in self.definitions.transactions.values() if t.screen == screen}
        return [
            dialog
            for name, dialog in self.dialogs.items()
            if name in started or any(place == screen for place, _ in dialog.handlers)
        ]

    def variants(self, screen: str) -> set[str]:
        """The wordings that the transactions of a screen use."""
        owners = self.owners(screen)
        transactions = self.definitions.transactions.values()
        return {t.variant for t in transactions if self.dialogs.get(t.dialog) in owners} or {""}

    def handlers(self) -> Iterator[str]:
        """What dialogs handle exists."""
        screens, codes = self.definitions.screens, self.definitions.function_codes
        for name, dialog in self.dialogs.items():
            for (screen, code), method in dialog.handlers.items():
                where = f"dialog {name}, {method}"
                if screen not in (ANY, *screens):
                    yield unknown(where, screen, "no such screen", screens)
                if code not in codes:
                    yield unknown(where, code, "no such function code", codes)
                elif screen in screens and code not in (*screens[screen].keys, *EVERY_SCREEN):
                    yield unknown(where, code, f"no key of {screen}.toml", screens[screen].keys)

    # --- field status ------------------------------------------------------------------------------------------------
    def field_status(self, status: FieldStatus) -> Iterator[str]:
        """It names a record or a screen, and real fields of it."""
        where = f"field_status.toml [{status.name}]"
        records, screens = self.records(), self.definitions.screens
        screen = screens.get(status.name)
        record = records.get(screen.record if screen else status.name)
        if record is None:
            yield unknown(where, status.name, "neither record nor screen", (*records, *screens))
            return
        for name in (*status.closed, *status.open, *status.required, *status.hidden):
            table, _, column = name.rpartition(".")
            kind = rows_of(record, table) if table else record
            if kind is None or column not in fields_of(kind):
                yield unknown(where, name, f"no such field of {record.__name__}", fields_of(kind or record))

    def is_closed(self, screen: str, record: type, name: str) -> bool:
        """Whether customizing closes a field, screen before record."""
        for status in (self.definitions.field_status.get(screen), self.definitions.field_status.get(record.__name__)):
            if status and name in (*status.open, *status.required):
                return False
            if status and name in (*status.closed, *status.hidden):
                return True
        return False
