"""Files of the machine that the program runs on, for the clerk who works at it."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sdtui.domain.errors import Refuse

MOST_BYTES = 10_000_000
MOST_NAMES = 500
# What opens neither waits for the other end of a pipe nor translates line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Files:
    """The one gate to files; where it is not ``allowed`` (a terminal for everybody, a server) none is touched.

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

    @contextmanager
    def new(self, name: str, path: str, *, replace: bool = False) -> Generator[BinaryIO]:
        """A file to write; under ``name`` it is there when all is written, and not at all when something was raised.

        Refuses on the field ``path``: what is there already unless ``replace``, a folder that is not there or takes no
        files, a medium without room.
        """
        self._refuse_closed(path)
        try:
            place = self._place(name)
            _refuse_place(place, name, path, replace=replace)
        except (OSError, ValueError, RuntimeError) as fault:
            raise Refuse("file-not-written", path, file=name, reason=_reason(fault)) from None
        aside = place.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with _written(aside) as file:
                yield file
            _put(aside, place, replace=replace)
        except FileExistsError:
            raise Refuse("file-exists", path, file=name) from None
        except OSError as fault:
            raise Refuse("file-not-written", path, file=name, reason=_reason(fault)) from None

    def _refuse_closed(self, path: str) -> None:
        if not self.allowed:
            raise Refuse("files-closed", path)

    def _place(self, name: str) -> Path:
        return self.folder() / Path(name).expanduser()


def _refuse_place(place: Path, name: str, path: str, *, replace: bool) -> None:
    if not place.parent.is_dir():
        raise Refuse("folder-not-found", path, folder=str(place.parent))
    if place.is_dir() or not place.name or "\0" in name:
        raise Refuse("file-not-regular", path, file=name)
    if place.exists() and not (replace and place.is_file()):
        raise Refuse("file-exists", path, file=name)


@contextmanager
def _written(aside: Path) -> Generator[BinaryIO]:
    """A new file beside the one that is meant; it is gone when something is raised."""
    try:
        with aside.open("xb") as file:
            yield file
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise


def _put(aside: Path, place: Path, *, replace: bool) -> None:
    """Under its name, and over no other file that came meanwhile where links are known."""
    try:
        if replace:
            aside.replace(place)
            return
        try:
            place.hardlink_to(aside)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            aside.rename(place)
    finally:
        aside.unlink(missing_ok=True)


def _content(descriptor: int) -> bytes:
    parts: list[bytes] = []
    left = MOST_BYTES + 1
    while left and (part := os.read(descriptor, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _reason(fault: Exception) -> str:
    return (fault.strerror or "") if isinstance(fault, OSError) else str(fault)
