"""The line to a terminal: raw input, buffered output that never waits, and the way back to how it was."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import termios
from collections.abc import Mapping
from typing import Any

from sdtui.tui.glyphs import ASCII

_READ = 65536
_ENTER = "\x1b[?1049h\x1b[?7l\x1b[?2004h"
_LEAVE = "\x1b[0m\x1b[?2004l\x1b[?7h\x1b[2J\x1b[H\x1b[?25h\x1b[?1049l"
_MOUSE_ON = "\x1b[?1000h\x1b[?1006h"
_MOUSE_OFF = "\x1b[?1006l\x1b[?1000l"
# Terminals that fill what they erase with the present background.
_ERASING = ("xterm", "linux", "putty", "rxvt", "vte", "foot", "alacritty", "konsole", "kitty", "tmux", "st-")


class Line:
    """A terminal by its file descriptors. ``open`` is false again once it is gone or given back."""

    def __init__(self, environment: Mapping[str, str], *, mouse: bool = False, source: int = 0, sink: int = 1) -> None:
        self.term = environment.get("TERM", "")
        self.encoding = locale_encoding(environment)
        self.mouse = mouse
        self.open = False
        self.source = source
        self.sink = sink
        self._pending = b""
        self._before: list[Any] | None = None
        self._own = False

    @property
    def glyphs(self) -> dict[int, str] | None:
        """What to write in place of what the terminal cannot draw."""
        return None if self.encoding == "utf-8" else dict(ASCII)

    @property
    def erases(self) -> bool:
        """Whether erasing fills with the present background."""
        return self.term.startswith(_ERASING)

    @property
    def plain_keys(self) -> bool:
        """Whether arrows and return signs are missing in its font."""
        return self.term == "linux" or self.encoding != "utf-8"

    @property
    def congested(self) -> bool:
        """Whether the terminal has not taken everything yet."""
        return bool(self._pending)

    def size(self) -> tuple[int, int]:
        """Columns and rows; 80 x 24 where the terminal does not know."""
        try:
            rows, columns, _, _ = struct.unpack("HHHH", fcntl.ioctl(self.sink, termios.TIOCGWINSZ, bytes(8)))
        except OSError:
            rows = columns = 0
        return columns or 80, rows or 24

    def enter(self) -> None:
        """Take the terminal: raw, another screen, nothing waits."""
        self._reopen()
        self._before = termios.tcgetattr(self.source)
        mode = termios.tcgetattr(self.source)
        mode[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        mode[6][termios.VMIN] = 1
        mode[6][termios.VTIME] = 0
        termios.tcsetattr(self.source, termios.TCSANOW, mode)
        self.open = True
        self.send(_ENTER + (_MOUSE_ON if self.mouse else ""))

    def _reopen(self) -> None:
        """Open the terminal once more: not waiting shall not be inherited by those who share standard input."""
        try:
            own = os.open(os.ttyname(self.source), os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError:
            os.set_blocking(self.sink, False)
        else:
            self.source = self.sink = own
            self._own = True

    def leave(self) -> None:
        """Give the terminal back as it was, as far as it still exists; may be called again."""
        if not self.open:
            return
        self.open = False
        self._pending = b""
        try:
            os.set_blocking(self.sink, False)
            self._write_for((_MOUSE_OFF if self.mouse else "") + _LEAVE, seconds=0.5)
            if self._before is not None:
                termios.tcsetattr(self.source, termios.TCSANOW, self._before)
        except (OSError, termios.error):
            # It is gone; there is nothing to give back.
            pass
        if self._own:
            os.close(self.sink)
        else:
            os.set_blocking(self.sink, True)

    def _write_for(self, text: str, seconds: float) -> None:
        data = text.encode()
        while data and select.select([], [self.sink], [], seconds)[1]:
            data = data[os.write(self.sink, data) :]

    def read(self) -> bytes | None:
        """What was typed; None when nothing is there, empty when the terminal is gone."""
        try:
            return os.read(self.source, _READ)
        except BlockingIOError:
            return None
        except InterruptedError:
            return None
        except OSError:
            return b""

    def more(self) -> bool:
        """Whether more input is there already."""
        return bool(select.select([self.source], [], [], 0)[0])

    def send(self, text: str) -> None:
        """Write as much as the terminal takes now; the rest waits for ``drain``."""
        if text and self.open:
            self._pending += text.encode(self.encoding, "replace")
            self.drain()

    def drain(self) -> None:
        """Write more of what waits."""
        while self._pending:
            try:
                written = os.write(self.sink, self._pending)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                # The reader finds out that the terminal is gone.
                self._pending = b""
                return
            self._pending = self._pending[written:]


def locale_encoding(environment: Mapping[str, str]) -> str:
    """``utf-8`` or ``ascii``: what the terminal's locale promises."""
    named = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    charset = named.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return "utf-8" if charset == "utf8" else "ascii"
