"""Which SQLite is used, how each connection to it is set up, and how transactions begin on it.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode that two connections write and checkpoint at once (mended in
3.51.3, 3.50.7 and 3.44.6). Where the interpreter brings such a version, ``pysqlite3`` is used when it brings a better
one; else the rollback journal, which is slower and not affected.
"""

from __future__ import annotations

import contextlib
import sqlite3
from types import ModuleType
from typing import Any, NamedTuple

BUSY_SECONDS = 10
_MENDED_IN = ((3, 44, 6), (3, 50, 7))
_MENDED_SINCE = (3, 51, 3)


class Choice(NamedTuple):
    """The driver, the journal mode it may be trusted with, and why."""

    driver: ModuleType
    journal_mode: str
    reason: str


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    if version < (3, 7, 0) or version >= _MENDED_SINCE:
        return False
    return not any(version[:2] == mended[:2] and version >= mended for mended in _MENDED_IN)


def choose() -> Choice:
    own = sqlite3.sqlite_version
    if not has_wal_reset_bug(sqlite3.sqlite_version_info):
        return Choice(sqlite3, "wal", f"SQLite {own} of the interpreter")
    with contextlib.suppress(ImportError):
        import pysqlite3.dbapi2 as other  # pyright: ignore[reportMissingTypeStubs]

        if not has_wal_reset_bug(other.sqlite_version_info):
            return Choice(other, "wal", f"SQLite {own} of the interpreter has the WAL-reset bug; pysqlite3 has not")
    return Choice(sqlite3, "delete", f"SQLite {own} has the WAL-reset bug and no better one is installed")


def prepare(connection: Any, journal_mode: str) -> None:
    """Settings of a new connection. Transactions are begun by hand, so that DDL is part of them too."""
    connection.isolation_level = None
    cursor = connection.cursor()
    # First of all: setting the journal mode may have to wait for others.
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute(f"PRAGMA journal_mode = {journal_mode}")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.close()
