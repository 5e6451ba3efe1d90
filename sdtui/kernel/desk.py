"""The desk: one clerk's logon with up to six sessions, the command field, and the start menu."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sdtui.kernel.command import Command, Verb, parse
from sdtui.kernel.compose import LazyRows, ScreenState
from sdtui.kernel.definitions import MenuEntry, Transaction
from sdtui.kernel.dialog import STAY, Ask, Choose, Turn
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.messages import Message, error
from sdtui.kernel.popups import SessionList
from sdtui.kernel.session import Session
from sdtui.kernel.view import (
    Column,
    FieldView,
    KeyView,
    MessageType,
    Part,
    Request,
    Row,
    Table,
    View,
    cell_path,
)

MOST_SESSIONS = 6
HISTORY = 15
EVERY_SCREEN = ("check", "back", "exit", "cancel", "help", "values")
log = logging.getLogger("sdtui")


@dataclass(slots=True)
class Desk:
    """The dialog machine of one clerk; the glass, batch input and the tests hand it requests and show its views."""

    machinery: Machinery
    user: str
    system: str
    now: Callable[[], datetime]
    sessions: list[Session] = field(default_factory=list[Session])
    active: int = 0
    command: str = ""
    ended: bool = False
    commands: list[str] = field(default_factory=list[str])
    milliseconds: int = 0
    dumps: int = 0

    def __post_init__(self) -> None:
        self.sessions.append(Session(self.machinery))

    @property
    def session(self) -> Session:
        """The session that the clerk sees."""
        return self.sessions[self.active]

    # --- Machine -----------------------------------------------------------------------------------------------------
    def warm(self) -> None:
        """Connect behind the first picture."""
        _ = self.machinery.connection

    def beat(self) -> None:
        """Keep the locks alive."""
        if self.machinery.connected:
            self.machinery.connection.beat()

    def turn(self, request: Request) -> View:
        """Take one turn. The only place where a fault of the program is caught: it becomes a short dump with an id."""
        started = time.perf_counter()
        self.command = ""
        try:
            self._turn(request)
        except Exception:
            self._dump()
        self.milliseconds = round((time.perf_counter() - started) * 1000)
        return self.view()

    def _turn(self, request: Request) -> None:
        session = self.session
        if request.command is not None and request.command.strip():
            session.message = None
            if session.popups:
                session.message = error("popup-first")
            else:
                session.guarded(lambda: self._obey(parse(request.command or ""), request))
            if session.message and session.message.type in (MessageType.ERROR, MessageType.FAULT):
                self.command = request.command
            else:
                self._remember(request.command.strip())
        elif not session.frames and not session.popups:
            session.message = None
            session.guarded(lambda: self._menu_turn(request))
        else:
            session.turn(request)

    def _dump(self) -> None:
        self.dumps += 1
        id = f"{self.now():%Y%m%d-%H%M%S}-{self.dumps}"
        log.exception("short dump %s", id)
        self.session.message = Message(MessageType.FAULT, "short-dump", {"dump": id})

    # --- the command field -------------------------------------------------------------------------------------------
    def _remember(self, text: str) -> None:
        self.commands = [text, *(old for old in self.commands if old.lower() != text.lower())][:HISTORY]
        if self.machinery.connected:
            self.machinery.connection.memory.add_command(text)

    def _obey(self, command: Command, request: Request) -> Turn:
        match command.verb:
            case Verb.START | Verb.SKIP_FIRST:
                skip = command.verb is Verb.SKIP_FIRST or bool(command.key)
                return self._switch_to(command.word, command.key, skip_first=skip, request=request)
            case Verb.NEW_SESSION:
                return self._open_session(command.word, command.key)
            case Verb.FUNCTION:
                return self._function(command.word, request)
            case Verb.WORD:
                return self._word(command, request)
            case _:
                return self._leave_by(command, request)

    def _leave_by(self, command: Command, request: Request) -> Turn:
        self._take(request)
        match command.verb:
            case Verb.MENU:
                return self.session.leave_then(lambda: STAY)
            case Verb.SESSIONS:
                return self._session_list()
            case Verb.CLOSE_SESSION:
                return self._close_session(command.session - 1 if command.session else self.active)
            case Verb.LOG_OFF:
                return Turn(ask=Ask("log-off", {"yes": self._end, "no": lambda: STAY}))
            case Verb.LOG_OFF_AT_ONCE:
                return self._end()
            case _:
                return Turn(message=error("command-unknown"))

    def _take(self, request: Request) -> None:
        """What was typed before the command belongs to the screen, so that nothing is lost unasked."""
        if self.session.frames:
            self.session.entry().take(request.changes)

    def _switch_to(self, tcode: str, key: str, *, skip_first: bool, request: Request) -> Turn:
        transaction = self.machinery.transaction(tcode)
        self._take(request)
        given = {transaction.parameter: self._stored_key(key)} if key and transaction.parameter else None
        return self.session.leave_then(lambda: self.session.start(transaction.code, given, skip_first=skip_first))

    def _stored_key(self, key: str) -> str:
        return key.zfill(10) if key.isascii() and key.isdecimal() else key.upper()

    def _function(self, code: str, request: Request) -> Turn:
        if not self.session.frames:
            return Turn(message=error("function-not-here", function=code))
        self.session.turn(replace(request, code=code, command=None))
        return Turn(message=self.session.message)

    def _word(self, command: Command, request: Request) -> Turn:
        word, _, key = command.word.partition(" ")
        transaction = self.machinery.definitions.transactions.get(word.upper())
        if not self.session.frames:
            if transaction:
                return self._switch_to(word, key.strip(), skip_first=bool(key.strip()), request=request)
            return self._search(command.word, request)
        if transaction:
            return Turn(message=error("function-cannot-be-selected", function=word.upper()))
        if word.lower() in self._codes():
            return self._function(word.lower(), request)
        return self._search(command.word, request)

    def _codes(self) -> tuple[str, ...]:
        return (*self.session.screen.keys, *EVERY_SCREEN)

    def _search(self, words: str, request: Request) -> Turn:
        """Transactions whose title has all the words, in the clerk's language or in English."""
        found = [t for t in self.machinery.definitions.transactions.values() if self._matches(t, words.lower().split())]
        if not found:
            return Turn(message=error("transaction-unknown", tcode=words.upper()))
        language = self.machinery.texts.language
        rows = [(t.code, t.title(language)) for t in found]
        return Turn(
            ask=Choose(
                "transactions",
                ("transaction", "title"),
                rows,
                lambda row: self._switch_to(found[row].code, "", skip_first=False, request=request),
            )
        )

    def _matches(self, transaction: Transaction, words: Sequence[str]) -> bool:
        texts = (transaction.title(self.machinery.texts.language), transaction.text, transaction.code)
        titles = " ".join((*texts, *transaction.alias)).lower()
        return all(word in titles for word in words)

    # --- sessions ----------------------------------------------------------------------------------------------------
    def _open_session(self, tcode: str = "", key: str = "") -> Turn:
        transaction = self.machinery.transaction(tcode) if tcode else None
        if len(self.sessions) >= MOST_SESSIONS:
            return Turn(message=error("too-many-sessions", limit=MOST_SESSIONS))
        self.sessions.append(Session(self.machinery))
        self.active = len(self.sessions) - 1
        given = {transaction.parameter: self._stored_key(key)} if transaction and key else None
        if transaction:
            self.session.guarded(lambda: self.session.start(transaction.code, given, skip_first=bool(key)))
        return STAY

    def _session_list(self) -> Turn:
        self.session.popups.append(SessionList(_SessionActs(self)))
        return STAY

    def _close_session(self, index: int) -> Turn:
        if not 0 <= index < len(self.sessions):
            return Turn(message=error("no-such-session", session=index + 1))
        if len(self.sessions) == 1:
            return Turn(ask=Ask("log-off", {"yes": self._end, "no": lambda: STAY}))

        def close() -> Turn:
            session = self.sessions[index]
            session.end_all()
            del self.sessions[index]
            self.active = min(self.active - (index < self.active), len(self.sessions) - 1)
            return STAY

        if self.sessions[index].unsaved():
            self.active = index
            return Turn(ask=Ask("close-session", {"yes": close, "no": lambda: STAY}))
        return close()

    def _end(self) -> Turn:
        for session in self.sessions:
            session.end_all()
        self.ended = True
        return STAY

    # --- the start menu ----------------------------------------------------------------------------------------------
    def _menu_turn(self, request: Request) -> Turn:
        match request.code:
            case "check" | "choose" if request.table == "menu" and request.row >= 0:
                entry = self._menu_lines()[request.row][1]
                return self.session.start(entry.tcode) if entry.tcode else STAY
            case "exit" | "back" | "cancel":
                return Turn(ask=Ask("log-off", {"yes": self._end, "no": lambda: STAY}))
            case "help":
                return self._menu_help()
            case "check":
                return STAY
            case code:
                return Turn(message=error("function-not-here", function=code))

    def _menu_help(self) -> Turn:
        from sdtui.kernel.popups import Notice

        texts = self.machinery.texts
        paragraphs = tuple(texts.find("help.menu").split("\n"))
        self.session.popups.append(Notice("help", texts.find("title.help"), paragraphs))
        return STAY

    def _menu_lines(self) -> list[tuple[int, MenuEntry]]:
        lines: list[tuple[int, MenuEntry]] = []

        def walk(entries: Sequence[MenuEntry], level: int) -> None:
            for entry in entries:
                lines.append((level, entry))
                walk(entry.entries, level + 1)

        walk(self.machinery.definitions.menu.entries, 0)
        return lines

    def _menu_body(self) -> tuple[Part, ...]:
        texts, lines = self.machinery.texts, self._menu_lines()
        columns = (
            Column("text", texts.find("heading.menu"), 56, need=2),
            Column("tcode", texts.find("heading.transaction"), 8),
        )

        def make(index: int) -> Row:
            level, entry = lines[index]
            title = self._menu_text(entry)
            mark = "" if entry.tcode else "▾ "
            cells = (
                FieldView(cell_path("menu", index, "text"), "  " * level + mark + title, width=56),
                FieldView(cell_path("menu", index, "tcode"), entry.tcode, width=8, style="key"),
            )
            return Row(cells, style="" if entry.tcode else "heading")

        return (Table("menu", columns, LazyRows(len(lines), make), len(lines), choice=True),)

    def _menu_text(self, entry: MenuEntry) -> str:
        language = self.machinery.texts.language
        transaction = self.machinery.definitions.transactions.get(entry.tcode)
        return entry.title(language) or (transaction.title(language) if transaction else "")

    # --- the view ----------------------------------------------------------------------------------------------------
    def view(self) -> View:
        """The screen of the active session, with its topmost popup."""
        base = self._screen_view()
        if not self.session.popups:
            return base
        picture = self.session.popups[-1].picture(self.machinery.texts)
        keys = (*picture.answers, *self._keys(picture.keys, ()))
        return replace(
            base,
            screen=f"{base.screen}/{picture.id}.{len(self.session.popups)}",
            title=picture.title,
            body=picture.body,
            keys=keys,
            cursor=picture.cursor,
            popup=True,
            menu=False,
            behind=base,
        )

    def _screen_view(self) -> View:
        session = self.session
        common = self._menu_view() if not session.frames else self._dialog_view()
        message = session.message
        variant = session.frame.transaction.variant if session.frames else ""
        return replace(
            common,
            message=self.machinery.words(message, variant) if message else None,
            command=self.command,
            history=tuple(self.commands),
            session=self.active + 1,
            sessions=len(self.sessions),
            user=self.user,
            system=self.system,
            milliseconds=self.milliseconds,
            ended=self.ended,
        )

    def _menu_view(self) -> View:
        title = self.machinery.texts.find("screen.menu")
        screen = f"{self.active}.menu.{self.session.serial}"
        keys = self._keys(("check", "exit", "help"), ("back", "cancel", "choose"))
        return View(screen, title, self._menu_body(), keys, menu=True)

    def _dialog_view(self) -> View:
        states = self.session.frame.screens
        present = self._state_view(states[-1], len(states))
        if not self.session.screen.popup:
            return present
        return replace(present, popup=True, behind=self._state_view(states[-2], len(states) - 1))

    def _state_view(self, state: ScreenState, depth: int) -> View:
        session, texts = self.session, self.machinery.texts
        frame, screen = session.frame, self.machinery.definitions.screens[state.name]
        body = self.machinery.composer.body(frame.dialog, screen, state)
        title = texts.find(f"screen.{screen.name}.{frame.transaction.variant}", f"screen.{screen.name}")
        slots = {"transaction": frame.transaction.title(texts.language), **frame.dialog.slots(screen.name)}
        for name, value in slots.items():
            title = title.replace("{" + name + "}", self.machinery.shown(value))
        id = f"{self.active}.{len(session.frames)}.{session.serial}.{depth}.{screen.name}.{state.tab}"
        keys = self._keys(screen.keys, EVERY_SCREEN)
        return View(id, title, body, keys, cursor=state.cursor, transaction=frame.transaction.code)

    def _keys(self, own: Sequence[str], common: Sequence[str]) -> tuple[KeyView, ...]:
        codes = self.machinery.definitions.function_codes
        named = [codes[code] for code in dict.fromkeys((*own, *common)) if code in codes]
        return tuple(
            self._key(rule.code, rule.keys, shown=rule.shown > 0)
            for rule in sorted(named, key=lambda rule: -rule.shown)
        )

    def _key(self, code: str, keys: tuple[str, ...], *, shown: bool) -> KeyView:
        texts, session = self.machinery.texts, self.session
        reason = ""
        if session.frames and not session.popups:
            reason = session.frame.dialog.key_refusal(session.frame.state.name, code)
        why = texts.find(f"message.{reason}") if reason else ""
        return KeyView(code, keys, texts.find(f"act.{code}"), not reason, why, shown)


@dataclass(frozen=True, slots=True)
class _SessionActs:
    desk: Desk

    def rows(self) -> Sequence[tuple[str, str, str]]:
        texts = self.desk.machinery.texts
        return [
            (
                str(number),
                session.frame.transaction.code if session.frames else "",
                session.frame.transaction.title(texts.language) if session.frames else texts.find("screen.menu"),
            )
            for number, session in enumerate(self.desk.sessions, 1)
        ]

    def switch(self, index: int) -> Turn:
        self.desk.active = index
        return STAY

    def open(self) -> Turn:
        return self.desk._open_session()  # pyright: ignore[reportPrivateUsage]

    def close(self, index: int) -> Turn:
        return self.desk._close_session(index)  # pyright: ignore[reportPrivateUsage]
