"""The program in a pseudo-terminal, with the time of every byte that it writes."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyte
from ptyprocess import PtyProcess

from bench.company import ROOT

PATIENCE = 30.0


class Answer(NamedTuple):
    """What came back on a key: milliseconds to the first and to the last byte, and how many there were."""

    first: float
    last: float
    size: int


class Program:
    """A fresh process of the program; the screen is what a terminal would show by now."""

    def __init__(self, size: tuple[int, int], environment: Mapping[str, str], *words: str) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        command = [sys.executable, "-m", "sdtui", *words]
        self._process = PtyProcess.spawn(command, dimensions=size[::-1], env=dict(environment), cwd=str(ROOT))
        self.pid: int = self._process.pid
        self._line: int = self._process.fd

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self._process.wait()
        self._process.fileobj.close()
        self._process.closed = True

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self._screen.display)

    def press(self, keys: str) -> None:
        """Send keys, and do not wait."""
        os.write(self._line, keys.encode())

    def shows(self, words: str) -> float:
        """Wait until the screen shows ``words``; seconds from the start of the process to the last byte of them."""
        end = time.perf_counter() + PATIENCE
        came = time.perf_counter()
        while words not in self.text:
            data = self._read(end - time.perf_counter())
            if not data:
                raise TimeoutError(f"{words!r} was never shown\n{self.text}")
            came = time.perf_counter()
            self._stream.feed(data)
        return came - self.started

    def settle(self, seconds: float = 0.1) -> None:
        """Wait until nothing has been written for a while."""
        while data := self._read(seconds):
            self._stream.feed(data)

    def answer(self, keys: str, quiet: float = 0.01) -> Answer:
        """Send keys and read until the program has been ``quiet`` for so many seconds after its first byte."""
        sent = time.perf_counter()
        self.press(keys)
        data = self._read(PATIENCE)
        if not data:
            raise TimeoutError(f"no answer to {keys!r}\n{self.text}")
        first = last = time.perf_counter()
        received = [data]
        while data := self._read(quiet):
            last = time.perf_counter()
            received.append(data)
        for part in received:
            self._stream.feed(part)
        return Answer((first - sent) * 1000, (last - sent) * 1000, sum(map(len, received)))

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._line], [], [], max(seconds, 0))[0]:
            return b""
        try:
            return os.read(self._line, 65536)
        except OSError:
            return b""

    # --- what the system says about it -------------------------------------------------------------------------------
    def computed(self) -> float:
        """Milliseconds that the process has computed, over all its threads that still run."""
        return sum(_on_processor(task) for task in Path(f"/proc/{self.pid}/task").iterdir())

    def computed_since_start(self) -> float:
        """Seconds that the process has computed, ended threads included; in steps of a hundredth."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> dict[str, float]:
        """Resident and proportional memory in MiB: what it occupies, and what of that is not shared."""
        found: dict[str, float] = {}
        for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            name, _, rest = line.partition(":")
            if name in ("Rss", "Pss"):
                found[name.upper()] = int(rest.split()[0]) / 1024
        return found


def _on_processor(task: Path) -> float:
    return int((task / "schedstat").read_text(encoding="ascii").split()[0]) / 1e6
