"""The desk: one clerk's logon with its sessions, the command field, and what happens when the program has a fault."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from sdtui.domain.errors import SdtuiError
from sdtui.domain.pulse import Cancelled
from sdtui.kernel.command import Command, Verb, parse
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import STAY, Ask, Choose, Turn
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.messages import Message, error
from sdtui.kernel.popups import SessionList
from sdtui.kernel.safety import clean
from sdtui.kernel.session import Session
from sdtui.kernel.sessions import Sessions
from sdtui.kernel.showing import Showing
from sdtui.kernel.start_menu import MENU, StartMenu
from sdtui.kernel.view import MessageType, Request, View

HISTORY = 15
# What clerks type in lists of SAP.
SHORT = {"%pc": "export", "%sc": "find_text"}
log = logging.getLogger("sdtui")


@dataclass(slots=True)
class Desk:
    """The dialog machine of one clerk; the glass and the tests hand it requests and show its views.

    ``commands`` are those of this logon, ``former`` those of earlier ones; ``warm`` sets the latter and nothing else,
    as it runs beside the first turns. ``progress`` is told how many rows a long read has come to, and stops it by True.
    """

    machinery: Machinery
    user: str
    system: str
    now: Callable[[], datetime]
    sessions: Sessions = field(init=False)
    command: str = ""
    ended: bool = False
    commands: list[str] = field(default_factory=list[str])
    former: tuple[str, ...] = ()
    milliseconds: int = 0
    dumps: int = 0
    progress: Callable[[int], bool] | None = None

    def __post_init__(self) -> None:
        self.sessions = Sessions(self.machinery, self._ask_to_log_off)

    @property
    def session(self) -> Session:
        """The session that the clerk sees."""
        return self.sessions.session

    @property
    def history(self) -> tuple[str, ...]:
        """What was typed in the command field, the latest first, each once."""
        typed = {text.lower() for text in self.commands}
        return (*self.commands, *(text for text in self.former if text.lower() not in typed))[:HISTORY]

    # --- Machine -----------------------------------------------------------------------------------------------------
    def warm(self) -> None:
        """Connect behind the first picture; what prevents it is said when the first transaction needs it."""
        self._survives(self._recall)

    def beat(self) -> str:
        """Keep the locks alive, and tell news; a database that cannot be reached now gets the next sign of life."""
        if self.machinery.connected:
            self._survives(self._beat)
        told = self._news()
        return self.machinery.words(told).text if told else ""

    def _beat(self) -> None:
        with suppress(SdtuiError):
            self.machinery.connection.beat()

    def _news(self) -> Message | None:
        """What the transactions of the active session wait for, and what has happened."""
        told: list[Message | None] = []

        def ask() -> None:
            with suppress(SdtuiError):
                told.extend(frame.dialog.news() for frame in reversed(self.session.frames))

        self._survives(ask)
        return next((message for message in told if message), None)

    def turn(self, request: Request) -> View:
        """Take one turn."""
        started = time.perf_counter()
        self.command = ""
        if dump := self._survives(lambda: self._watched_turn(request)):
            self.session.message = Message(MessageType.FAULT, "short-dump", {"dump": dump})
        self.session.message = self.session.message or self._news()
        shown = self._shown()
        self.milliseconds = round((time.perf_counter() - started) * 1000)
        return replace(shown, milliseconds=self.milliseconds)

    def view(self) -> View:
        """The screen of the active session, with its topmost popup."""
        sessions = self.sessions
        return replace(
            Showing(self.machinery, self.session, sessions.active).view(),
            command=self.command,
            history=self.history,
            session=sessions.active + 1,
            sessions=len(sessions.all),
            user=self.user,
            system=self.system,
            milliseconds=self.milliseconds,
            ended=self.ended,
        )

    def _shown(self) -> View:
        """The view; a screen that cannot be shown is left, so that the clerk is not locked out of his session."""
        shown: list[View] = []
        while dump := self._survives(lambda: shown.append(self.view())):
            session = self.session
            if session.popups:
                session.popups.pop()
            elif session.frame.on_first:
                self._survives(session.frames.pop().dialog.discard)
            else:
                session.frame.step_back()
            session.message = Message(MessageType.FAULT, "short-dump", {"dump": dump})
        return shown[0]

    def _survives(self, act: Callable[[], object]) -> str:
        """Do it; the only place that catches a fault of the program. Returns the id under which it is logged, or ""."""
        try:
            act()
        except Exception:
            self.dumps += 1
            dump = f"{self.now():%Y%m%d-%H%M%S}-{self.dumps}"
            log.exception("short dump %s", dump)
            return dump
        return ""

    def _watched_turn(self, request: Request) -> None:
        """A turn whose long reads tell the glass how far they are."""
        pulse = self.machinery.connection.pulse if self.machinery.connected and self.progress else None
        if pulse is None:
            self._turn(request)
            return
        pulse.listener = self._told
        try:
            self._turn(request)
        finally:
            pulse.listener = None

    def _told(self, rows: int) -> None:
        if self.progress and self.progress(rows):
            raise Cancelled("read-cancelled")

    def _turn(self, request: Request) -> None:
        session = self.session
        if request.command is not None and request.command.strip():
            self._command_turn(clean(request.command), request)
        elif not session.frames and not session.popups:
            session.message = None
            session.guarded(lambda: self._menu_turn(request))
        else:
            session.turn(request)

    def _menu_turn(self, request: Request) -> Turn:
        menu = StartMenu(self.machinery)
        match request.code:
            case "check" | "choose" if request.table == MENU and 0 <= request.row < len(menu.lines()):
                entry = menu.lines()[request.row][1]
                return self.session.start(entry.tcode) if entry.tcode else STAY
            case "exit" | "back" | "cancel":
                return self._ask_to_log_off()
            case "help":
                self.session.popups.append(menu.help())
                return STAY
            case "check":
                return STAY
            case code:
                return Turn(message=error("function-not-here", function=code))

    # --- the command field -------------------------------------------------------------------------------------------
    def _command_turn(self, text: str, request: Request) -> None:
        session, command = self.session, parse(text)
        session.message = None
        if session.asks:
            session.message = error("popup-first")
        else:
            session.guarded(lambda: self._obey(command, self._taken(request)))
        refused = session.message and session.message.type is MessageType.ERROR
        if refused and command.verb is not Verb.FUNCTION:
            self.command = text
        else:
            self._remember(text.strip())

    def _taken(self, request: Request) -> Request:
        """What was typed before the command belongs to the screen, so that nothing is lost unasked."""
        if self.session.frames:
            self.session.entry().take(request.changes)
        return replace(request, changes={}, command=None)

    def _remember(self, text: str) -> None:
        self.commands = [text, *(old for old in self.commands if old.lower() != text.lower())][:HISTORY]
        if self.machinery.connected:
            self.machinery.connection.memory.add_command(text)

    def _recall(self) -> None:
        self.former = tuple(self.machinery.connection.memory.history())

    def _obey(self, command: Command, request: Request) -> Turn:
        match command.verb:
            case Verb.START:
                return self._switch_to(command.word, command.key)
            case Verb.SKIP_FIRST:
                return self._switch_to(command.word, command.key, skip_first=True)
            case Verb.NEW_SESSION:
                return self.sessions.open(command.word, command.key)
            case Verb.FUNCTION:
                return self._function(command.word, request)
            case Verb.WORD:
                return self._word(command.word, request)
            case _:
                return self._leave_by(command)

    def _leave_by(self, command: Command) -> Turn:
        match command.verb:
            case Verb.MENU:
                return self.session.leave_then(lambda: STAY)
            case Verb.SESSIONS:
                self.session.popups.append(SessionList(self.sessions))
                return STAY
            case Verb.CLOSE_SESSION:
                return self.sessions.close(command.session - 1 if command.session else self.sessions.active)
            case Verb.LOG_OFF:
                return self._ask_to_log_off()
            case Verb.LOG_OFF_AT_ONCE:
                return self._end()
            case _:
                return Turn(message=error("command-unknown"))

    def _switch_to(self, tcode: str, key: str = "", *, skip_first: bool = False) -> Turn:
        code = self.machinery.transaction(tcode).code
        return self.session.leave_then(lambda: self.session.start(code, key=key, skip_first=skip_first))

    def _function(self, code: str, request: Request) -> Turn:
        showing = Showing(self.machinery, self.session, self.sessions.active)
        if not self.session.frames or code not in showing.codes():
            return Turn(message=error("function-not-here", function=code))
        self.session.turn(replace(request, code=code))
        return STAY

    def _word(self, text: str, request: Request) -> Turn:
        """A T-code on the menu, a function code in a transaction, or words to search for."""
        word, _, key = text.partition(" ")
        known = word.upper() in self.machinery.definitions.transactions
        if not self.session.frames:
            return self._switch_to(word, key.strip()) if known else self._search(text)
        if known:
            return Turn(message=error("function-cannot-be-selected", function=word.upper()))
        showing = Showing(self.machinery, self.session, self.sessions.active)
        code = SHORT.get(text.lower(), text.lower())
        return self._function(code, request) if code in showing.codes() else self._search(text)

    def _search(self, words: str) -> Turn:
        """Transactions whose title has all the words, in any language."""
        wanted = words.lower().split()
        found = [t for t in self.machinery.definitions.transactions.values() if _matches(t, wanted)]
        if not found:
            return Turn(message=error("transaction-unknown", tcode=words.upper()))
        rows = [(t.code, t.title(self.machinery.texts.language)) for t in found]
        chosen = Choose("transactions", ("transaction", "title"), rows, lambda row: self._switch_to(found[row].code))
        return Turn(ask=chosen)

    # --- the end -----------------------------------------------------------------------------------------------------
    def _ask_to_log_off(self) -> Turn:
        return Turn(ask=Ask("log-off", {"yes": self._end, "no": lambda: STAY}))

    def _end(self) -> Turn:
        # first, so that a fault in giving locks back keeps nobody logged on
        self.ended = True
        self.sessions.end_all()
        return STAY


def _matches(transaction: Transaction, words: Sequence[str]) -> bool:
    texts = (transaction.code, transaction.text, transaction.text_pl, transaction.text_de, *transaction.alias)
    titles = " ".join(texts).lower()
    return all(word in titles for word in words)
