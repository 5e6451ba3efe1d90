"""The databases that desks open in the tests."""

from __future__ import annotations

import shutil
from pathlib import Path

from sdtui.store.engine import Database, open_database


class Databases:
    """The databases that the desks of a test open, one each, kept for the next test: they know its statements."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: list[Database] = []
        self._opened = 0

    def begin(self, company: Path) -> None:
        """A fresh copy for the next test."""
        self.close()
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        shutil.copy(company, self.path)
        self._opened = 0

    def close(self) -> None:
        """Give back all connections."""
        for database in self._kept:
            database.close()

    def open(self, url: str) -> Database:
        """In place of ``open_database``."""
        if url != f"sqlite:///{self.path}":
            return open_database(url)
        if self._opened == len(self._kept):
            self._kept.append(open_database(url))
        self._opened += 1
        return self._kept[self._opened - 1]
