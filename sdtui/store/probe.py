"""Whether there is a database that can be used, found out before the slow libraries are loaded.

Needs neither SQLAlchemy nor Alembic, and writes nothing.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sdtui.domain.errors import Refuse
from sdtui.store.versions import HEAD, REVISIONS

_SQLITE = "sqlite://"
_MAGIC = b"SQLite format 3\0"
_READ_VERSION = "SELECT version_num FROM alembic_version"
_SECONDS = 5


def refusal(url: str) -> Refuse | None:
    """Why the program cannot start on this database, None if it can; nothing is raised.

    Messages, with the slot ``place``: database-url-unknown, database-folder-missing, database-folder-not-writable,
    database-is-folder, database-not-readable, database-missing, database-not-sqlite, database-foreign,
    database-newer and database-older (with ``found`` and ``known``), database-unreachable (with ``reason``).
    """
    if url.startswith(_SQLITE):
        return _sqlite(url.removeprefix(_SQLITE))
    scheme = urlsplit(url).scheme
    if scheme.partition("+")[0] == "postgresql":
        return _postgresql(url.replace(scheme, "postgresql", 1))
    return Refuse("database-url-unknown", place=_without_password(url))


def _sqlite(place: str) -> Refuse | None:
    """``place`` is what follows ``sqlite://``: a slash and the path."""
    name = unquote(place[1:].partition("?")[0])
    if name in {"", ":memory:"}:
        return None
    path = Path(name)
    wrong = _wrong_with_path(path) or _wrong_with_content(path)
    if wrong:
        return Refuse(wrong, place=str(path))
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_SECONDS)
        try:
            rows = connection.execute(_READ_VERSION).fetchall()
        finally:
            connection.close()
    except sqlite3.Error as error:
        if "no such table" in str(error):
            return _foreign_or_empty(path)
        return Refuse("database-unreachable", place=str(path), reason=str(error))
    return _version([str(row[0]) for row in rows], str(path))


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


def _foreign_or_empty(path: Path) -> Refuse:
    """A database without our version table: somebody else's, or one that was only just made."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_SECONDS)
    try:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    finally:
        connection.close()
    return Refuse("database-foreign" if tables else "database-missing", place=str(path))


def _postgresql(url: str) -> Refuse | None:
    place = _without_password(url)
    try:
        import psycopg
    except ImportError as error:
        return Refuse("database-unreachable", place=place, reason=str(error))
    try:
        with psycopg.connect(url, connect_timeout=_SECONDS) as connection:
            if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
                return Refuse("database-missing", place=place)
            return _version([str(row[0]) for row in connection.execute(_READ_VERSION).fetchall()], place)
    except psycopg.Error as error:
        return Refuse("database-unreachable", place=place, reason=str(error).strip())


def _version(found: list[str], place: str) -> Refuse | None:
    if found == [HEAD]:
        return None
    if not found:
        return Refuse("database-foreign", place=place)
    message = "database-older" if found[0] in REVISIONS else "database-newer"
    return Refuse(message, place=place, found=found[0], known=HEAD)


def _without_password(url: str) -> str:
    before, at, after = url.rpartition("@")
    if not at:
        return url
    scheme, _, account = before.partition("://")
    return f"{scheme}://{account.partition(':')[0]}@{after}"
