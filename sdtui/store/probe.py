"""Whether there is a database that can be used, found out before the slow libraries are loaded.

Needs neither SQLAlchemy nor Alembic, and writes nothing.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sdtui.domain.errors import Refuse
from sdtui.store.address import file_of, is_in_memory, shown
from sdtui.store.versions import HEAD, REVISIONS

_MAGIC = b"SQLite format 3\0"
_READ_VERSION = "SELECT version_num FROM alembic_version"
# A table that no other program has beside a version of Alembic's.
_OURS = "sales_document"
_SECONDS = 5


def refusal(url: str) -> Refuse | None:
    """Why the program cannot start on this database, None if it can; nothing is raised.

    Messages, with the slot ``place``: database-url-unknown, database-folder-missing, database-folder-not-writable,
    database-is-folder, database-not-readable, database-missing, database-not-sqlite, database-foreign,
    database-newer and database-older (with ``found`` and ``known``), database-unreachable (with ``reason``).
    """
    if is_in_memory(url):
        return None
    if path := file_of(url):
        return _sqlite(path)
    scheme = url.partition("://")[0]
    if scheme.partition("+")[0] == "postgresql":
        return _postgresql(url.replace(scheme, "postgresql", 1))
    return Refuse("database-url-unknown", place=shown(url))


def _sqlite(path: Path) -> Refuse | None:
    try:
        wrong = _wrong_with_path(path) or _wrong_with_content(path)
        return Refuse(wrong, place=str(path)) if wrong else _look_into(path)
    except (OSError, ValueError, sqlite3.Error) as error:
        return Refuse("database-unreachable", place=str(path), reason=str(error))


def _look_into(path: Path) -> Refuse | None:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_SECONDS)) as connection:
        tables = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return Refuse("database-missing", place=str(path))
        if not {"alembic_version", _OURS} <= tables:
            return Refuse("database-foreign", place=str(path))
        return _version([str(row[0]) for row in connection.execute(_READ_VERSION)], str(path))


def _wrong_with_path(path: Path) -> str:
    folder = path.absolute().parent
    if not folder.is_dir():
        return "database-folder-missing"
    if path.is_dir():
        return "database-is-folder"
    # The journal is a second file beside the first.
    if not os.access(folder, os.W_OK | os.X_OK):
        return "database-folder-not-writable"
    return ""


def _wrong_with_content(path: Path) -> str:
    if not path.exists() or path.stat().st_size == 0:
        return "database-missing"
    if not os.access(path, os.R_OK | os.W_OK):
        return "database-not-readable"
    with path.open("rb") as file:
        return "" if file.read(len(_MAGIC)) == _MAGIC else "database-not-sqlite"


def _postgresql(url: str) -> Refuse | None:
    place = shown(url)
    try:
        import psycopg
    except ImportError as error:
        return Refuse("database-unreachable", place=place, reason=str(error))
    try:
        with psycopg.connect(url, connect_timeout=_SECONDS) as connection:
            if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
                return Refuse("database-missing", place=place)
            if connection.execute("SELECT to_regclass(%s)", (_OURS,)).fetchone() == (None,):
                return Refuse("database-foreign", place=place)
            return _version([str(row[0]) for row in connection.execute(_READ_VERSION).fetchall()], place)
    except psycopg.Error as error:
        return Refuse("database-unreachable", place=place, reason=" ".join(str(error).split()))


def _version(found: list[str], place: str) -> Refuse | None:
    if found == [HEAD]:
        return None
    if not found:
        return Refuse("database-foreign", place=place)
    message = "database-older" if found[0] in REVISIONS else "database-newer"
    return Refuse(message, place=place, found=found[0], known=HEAD)
