"""The sessions of one clerk: up to six, each with its own transactions; one of them is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sdtui.kernel.dialog import STAY, Turn
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.messages import error
from sdtui.kernel.session import Session

MOST_SESSIONS = 6


class Sessions:
    """Opens, shows and closes sessions; ``log_off`` is what closing the last one means."""

    def __init__(self, machinery: Machinery, log_off: Callable[[], Turn]) -> None:
        self.machinery = machinery
        self.log_off = log_off
        self.all = [Session(machinery)]
        self.active = 0

    @property
    def session(self) -> Session:
        """The session that the clerk sees."""
        return self.all[self.active]

    def rows(self) -> Sequence[tuple[str, str, str]]:
        """Number, T-code and title of each session."""
        return [(str(number), *self._running(session)) for number, session in enumerate(self.all, 1)]

    def _running(self, session: Session) -> tuple[str, str]:
        texts = self.machinery.texts
        if not session.frames:
            return "", texts.find("screen.menu")
        transaction = session.frame.transaction
        return transaction.code, transaction.title(texts.language)

    def switch(self, index: int) -> Turn:
        """Show a session."""
        self.active = index
        return STAY

    def open(self, tcode: str = "", key: str = "") -> Turn:
        """Open another session, with a transaction in it if one is named."""
        if tcode:
            self.machinery.transaction(tcode)
        if len(self.all) >= MOST_SESSIONS:
            return Turn(message=error("too-many-sessions", limit=MOST_SESSIONS))
        self.all.append(Session(self.machinery))
        self.active = len(self.all) - 1
        if tcode:
            self.session.guarded(lambda: self.session.start(tcode, key=key))
        return STAY

    def close(self, index: int) -> Turn:
        """Close a session; one with unsaved input comes up and asks."""
        if not 0 <= index < len(self.all):
            return Turn(message=error("no-such-session", session=index + 1))
        if len(self.all) == 1:
            return self.log_off()
        seen, closing = self.session, self.all[index]

        def closed() -> Turn:
            self.all.remove(closing)
            self.active = self.all.index(seen) if seen in self.all else min(index, len(self.all) - 1)
            self.session.message = closing.message or self.session.message
            return STAY

        turn = closing.leave_then(closed)
        if turn.ask:
            self.active = index
            closing.follow(turn)
        return STAY

    def end_all(self) -> None:
        """End everything in every session."""
        for session in self.all:
            session.end_all()
