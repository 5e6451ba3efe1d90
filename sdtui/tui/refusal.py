"""Whether there is a terminal to work on at all; asked before anything heavy is loaded."""

from __future__ import annotations

import os
from collections.abc import Mapping

from sdtui.tui.state import LEAST_HEIGHT, LEAST_WIDTH


def terminal_refusal(environment: Mapping[str, str] | None = None, *, source: int = 0, sink: int = 1) -> str | None:
    """Why the program cannot run here, in words that follow the program's name; None when it can."""
    term = (os.environ if environment is None else environment).get("TERM", "")
    if not (os.isatty(source) and os.isatty(sink)):
        return "needs a terminal for input and output (over SSH: ssh -t)."
    if term in ("", "dumb", "unknown"):
        return f"cannot draw on a terminal of type {term or 'unknown'}: set TERM, for example to xterm-256color."
    width, height = os.get_terminal_size(sink)
    if 0 < width < LEAST_WIDTH or 0 < height < LEAST_HEIGHT:
        return f"needs {LEAST_WIDTH} x {LEAST_HEIGHT} characters; this terminal has {width} x {height}."
    return None
