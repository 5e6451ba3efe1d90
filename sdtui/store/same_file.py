"""Watches that connections write to the file that stands at the path, and not to one that was taken away.

Where a file is deleted or replaced while it is open, SQLite in WAL mode goes on with the old one: everything is saved,
and nobody will ever find it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

from sdtui.store.errors import StorageFailed

_FILE = "file"


class SameFile:
    """A file that was replaced is opened anew; one that is gone is missed, and no empty one is made in its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen = False

    def watch(self, engine: Engine) -> None:
        event.listen(engine, "do_connect", self._connecting)
        event.listen(engine, "connect", self._connected)
        event.listen(engine, "checkout", self._taken)

    def _connecting(self, *_facts: object) -> None:
        if self.seen:
            self._identity()

    def _connected(self, _connection: object, record: Any) -> None:
        record.info[_FILE] = self._identity()
        self.seen = True

    def _taken(self, _connection: object, record: Any, _proxy: object) -> None:
        if record.info[_FILE] != self._identity():
            raise DisconnectionError

    def _identity(self) -> tuple[int, int]:
        try:
            found = self.path.stat()
        except OSError as error:
            raise StorageFailed("database-failed", reason=str(error)) from error
        return found.st_dev, found.st_ino
