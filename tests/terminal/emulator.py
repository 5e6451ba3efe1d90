"""A program in a real pseudo-terminal, seen and driven as a clerk does."""

from __future__ import annotations

import os
import re
import select
import signal
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from ptyprocess import PtyProcess

PATIENCE = 15.0
# What xterm sends.
ENTER, TAB, BACK_TAB, ESCAPE, DOWN = b"\r", b"\t", b"\x1b[Z", b"\x1b", b"\x1b[B"
F3, SHIFT_F3, F4, F5, F8, F12 = b"\x1bOR", b"\x1b[1;2R", b"\x1bOS", b"\x1b[15~", b"\x1b[19~", b"\x1b[24~"
COMMAND_FIELD, SAVE, END = b"\x1f", b"\x13", b"\x1b[F"


class NeverShownError(AssertionError):
    """The screen never came to what was waited for; the message carries it."""


class Terminal:
    """Runs a command; ``received`` is every byte that it wrote."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.size = size
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.received = b""
        self.process = PtyProcess.spawn(
            list(command), dimensions=size[::-1], env={**os.environ, **(environment or {})}, cwd=folder
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        if self.process.isalive():
            self.process.kill(signal.SIGKILL)
            self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Take the terminal away."""
        if not self.process.closed:
            self.process.fileobj.close()
            self.process.closed = True

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column."""
        return self.screen.cursor.y, self.screen.cursor.x

    @property
    def cooked(self) -> bool:
        """Whether the line echoes and signals, as a shell leaves it."""
        flags = termios.tcgetattr(self.process.fd)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON and flags & termios.ISIG)

    @property
    def flow_control(self) -> bool:
        return bool(termios.tcgetattr(self.process.fd)[0] & (termios.IXON | termios.IXOFF))

    def keys(self, *pressed: bytes | str) -> Terminal:
        """Send keys all at once, and read on meanwhile."""
        data = b"".join(key.encode() if isinstance(key, str) else key for key in pressed)
        while data:
            _, writable, _ = select.select([], [self.process.fd], [], 0.05)
            if writable:
                data = data[os.write(self.process.fd, data[:512]) :]
            self._read(0)
        return self

    def rest(self) -> Terminal:
        """Read until the program has nothing more to write for a moment."""
        while self._read(0.002):
            pass
        return self

    def wait_for(self, pattern: str, patience: float = PATIENCE) -> re.Match[str]:
        """Read until the screen matches; while a picture is on its way, the cursor is hidden."""
        end = time.monotonic() + patience
        while (found := re.search(pattern, self.text, re.MULTILINE)) is None or self.screen.cursor.hidden:
            if not self._read(end - time.monotonic()):
                raise NeverShownError(f"{pattern}\n{self.text}\ncursor {self.cursor}")
        return found

    def wait_for_end(self) -> int:
        """Read on until the program has ended; its exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while self.process.isalive():
            if time.monotonic() > end:
                raise NeverShownError(f"the end\n{self.text}")
            self._read(0.02)
        while self._read(0):
            pass
        return -self.process.signalstatus if self.process.signalstatus else self.process.exitstatus or 0

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        self.process.setwinsize(height, width)

    def _read(self, seconds: float) -> bool:
        """Take what comes within that time; False when nothing did, or nothing will."""
        if self.process.closed or not select.select([self.process.fd], [], [], max(seconds, 0))[0]:
            return False
        try:
            data = os.read(self.process.fd, 65536)
        except OSError:
            data = b""
        self.received += data
        self._stream.feed(data)
        return bool(data)
