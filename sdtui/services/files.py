"""Files of the machine that the program runs on, for the clerk who works at it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from sdtui.domain.errors import Refuse

MOST_BYTES = 10_000_000
MOST_NAMES = 500
# What opens neither waits for the other end of a pipe nor translates line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Files:
    """The one gate to files; where it is not ``allowed`` (a terminal for everybody, a server) nothing is read.

    Names are relative to ``folder``, the clerk's working directory.
    """

    allowed: bool = True
    folder: Callable[[], Path] = Path.cwd

    def read(self, name: str, path: str) -> bytes:
        """The content of a regular file, of a very large one the first byte over ``MOST_BYTES`` at most.

        Refuses on the field ``path``.
        """
        self._refuse_closed(path)
        try:
            descriptor = os.open(self._place(name), _FLAGS)
        except FileNotFoundError:
            raise Refuse("file-not-found", path, file=name, folder=str(self.folder())) from None
        except (OSError, ValueError, RuntimeError) as fault:
            raise Refuse("file-not-readable", path, file=name, reason=_reason(fault)) from None
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Refuse("file-not-regular", path, file=name)
            return _content(descriptor)
        except OSError as fault:
            raise Refuse("file-not-readable", path, file=name, reason=_reason(fault)) from None
        finally:
            os.close(descriptor)

    def names(self, endings: Collection[str]) -> list[str]:
        """The files of the folder that end in one of ``endings``, the newest first; none where nothing may be read."""
        if not self.allowed:
            return []
        try:
            with os.scandir(self.folder()) as entries:
                found = [
                    (entry.stat().st_mtime, entry.name)
                    for entry in entries
                    if entry.name.lower().endswith(tuple(endings)) and entry.is_file()
                ]
        except OSError:
            return []
        return [name for _, name in sorted(found, reverse=True)[:MOST_NAMES]]

    def _refuse_closed(self, path: str) -> None:
        if not self.allowed:
            raise Refuse("files-closed", path)

    def _place(self, name: str) -> Path:
        return self.folder() / Path(name).expanduser()


def _content(descriptor: int) -> bytes:
    parts: list[bytes] = []
    left = MOST_BYTES + 1
    while left and (part := os.read(descriptor, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _reason(fault: Exception) -> str:
    return (fault.strerror or "") if isinstance(fault, OSError) else str(fault)
