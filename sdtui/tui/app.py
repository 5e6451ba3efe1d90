"""The way in: paint the machine's screen on this terminal and run until the session ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType

from sdtui.kernel.view import Machine, Request
from sdtui.tui.line import Line
from sdtui.tui.session import Session
from sdtui.tui.themes import choose_theme
from sdtui.tui.wire import Wire
from sdtui.tui.words import WORDS, Words


def run(
    machine: Machine, *, theme: str = "", mouse: bool = False, command: str = "", words: Words | None = None
) -> int:
    """Run the session on standard input and output; returns the exit status.

    The first picture is on the terminal before Textual is imported.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        # They would make Textual write files, load drivers or type keys.
        del os.environ[name]
    line = Line(os.environ, mouse=mouse)
    chosen = choose_theme(theme, os.environ)
    wire = Wire(chosen, erases=line.erases, glyphs=line.glyphs)
    session = Session(
        machine, chosen, line.size(), words={**WORDS, **(words or {})}, plain_keys=line.plain_keys, wire=wire
    )
    signals = {number: signal.signal(number, _leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    line.enter()
    try:
        line.send(session.frame())
        return _serve(session, line, command)
    finally:
        line.leave()
        for number, former in signals.items():
            signal.signal(number, former)


def _leave(number: int, _frame: FrameType | None) -> None:
    """A signal before the loop runs; the terminal is given back on the way out."""
    sys.exit(128 + number)


def _serve(session: Session, line: Line, command: str) -> int:
    from sdtui.tui.terminal import GlassApp

    app = GlassApp(session, line)
    threading.Thread(target=session.machine.warm, name="warm", daemon=True).start()
    if command:
        session.turn(Request(command=command))
        if session.ended:
            return 0
        line.send(session.frame())
    status = app.run(mouse=False)
    if app.fault:
        raise app.fault
    return status or 0
