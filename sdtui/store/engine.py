"""The database: where it is, how it is read, and how a business act is written as a whole or not at all."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from sdtui.store import sqlite
from sdtui.store.address import file_of, is_in_memory
from sdtui.store.errors import Fault, SaveUncertain, fault, not_saved
from sdtui.store.same_file import SameFile
from sdtui.store.unit import Unit

T = TypeVar("T")
WRITING = "sdtui_writing"
PATIENCE = 10.0
_POSTGRESQL_OPTIONS = f"-c lock_timeout={int(PATIENCE * 1000)} -c timezone=UTC"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a status screen says about the database; ``reason`` tells why this driver and journal mode."""

    engine: str
    version: str
    driver: str
    journal_mode: str
    reason: str
    place: str


class Database:
    """One database, open. Threads may share it; a forked process calls ``forget`` and then has connections of its own.

    Within an act of the same thread, ``read`` and ``write`` join it.
    """

    def __init__(self, engine: Engine, reason: str, patience: float = PATIENCE) -> None:
        self.engine = engine
        self._writing = engine.execution_options(**{WRITING: True})
        self.patience = patience
        self._reason = reason
        self._facts: Facts | None = None
        self._here = threading.local()
        # A database in memory has one connection, which threads must not use at the same time.
        self._turn = threading.RLock() if isinstance(engine.pool, StaticPool) else None

    @property
    def facts(self) -> Facts:
        if self._facts is None:
            with self.read() as unit:
                self._facts = _facts(self.engine, unit.connection, self._reason)
        return self._facts

    @contextmanager
    def read(self) -> Generator[Unit]:
        """A consistent view of the database; what is written through it is discarded.

        Raises StorageFailed and DatabaseBusy.
        """
        if (unit := self._joined()) is not None:
            yield unit
            return
        try:
            with self._turn_taken(), self.engine.connect() as connection, self._marked(Unit(connection)) as unit:
                yield unit
        except DBAPIError as error:
            raise _answer(error) from error

    def write(self, act: Callable[[Unit], T]) -> T:
        """Runs ``act`` in a transaction and commits it; what it raises undoes everything.

        ``act`` is run again from its start when the database refuses to serialize it, so it must change nothing but
        the database. Raises NotSaved or SaveUncertain.
        """
        if (unit := self._joined()) is not None:
            if not unit.writes:
                raise RuntimeError("an act of writing cannot begin while its own thread reads")
            return act(unit)
        deadline = time.monotonic() + self.patience
        pause = 0.005
        while True:
            try:
                return self._attempt(act)
            except DBAPIError as error:
                if fault(error) is not Fault.RETRY or time.monotonic() + pause > deadline:
                    raise _answer(error) from error
            time.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads those who wait
            pause = min(pause * 2, 0.5)

    def _attempt(self, act: Callable[[Unit], T]) -> T:
        with self._turn_taken(), self._writing.connect() as connection:
            with connection.begin() as transaction:
                with self._marked(Unit(connection, writes=True)) as unit:
                    result = act(unit)
                _commit(connection, transaction.commit)
            return result

    @contextmanager
    def exclusively(self) -> Generator[Connection]:
        """A transaction for a change of the schema: SQLite does not check references in it."""
        with (
            self._turn_taken(),
            self._writing.connect() as connection,
            _references_unchecked(connection),
            connection.begin(),
        ):
            yield connection

    def forget(self) -> None:
        """In a child after a fork: leaves the connections of the parent alone and makes new ones."""
        self.engine.dispose(close=False)

    def close(self) -> None:
        self.engine.dispose()

    def _joined(self) -> Unit | None:
        return getattr(self._here, "unit", None)

    @contextmanager
    def _marked(self, unit: Unit) -> Generator[Unit]:
        self._here.unit = unit
        try:
            yield unit
        finally:
            self._here.unit = None

    @contextmanager
    def _turn_taken(self) -> Generator[None]:
        if self._turn is None:
            yield
            return
        with self._turn:
            yield


@contextmanager
def _references_unchecked(connection: Connection) -> Generator[None]:
    """The setting is one of the connection and cannot change within a transaction."""
    raw = _driver_connection(connection)
    if connection.dialect.name != "sqlite":
        yield
        return
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _driver_connection(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _commit(connection: Connection, commit: Callable[[], None]) -> None:
    """Raises SaveUncertain when the commit fails otherwise than by a refusal to serialize or for lack of room."""
    try:
        commit()
    except DBAPIError as error:
        if fault(error) is not Fault.BROKEN:
            # To SQLAlchemy the transaction is over; SQLite may still be in it, and the next act would find it so.
            _driver_connection(connection).rollback()
            raise
        # The connection may hold the transaction in a state of its own: it is closed and never used again.
        connection.invalidate()
        raise SaveUncertain("save-uncertain", reason=str(error.orig)) from error


def _answer(error: DBAPIError) -> BaseException:
    found = fault(error)
    return error if found is Fault.BUG else not_saved(found, error)


def open_database(url: str, patience: float = PATIENCE) -> Database:
    """``sqlite:///path``, ``sqlite://`` for one in memory, ``postgresql://user@host/name``.

    A file that does not exist is made; whether there is a usable schema is for ``sdtui.store.probe`` to say.
    ``patience`` bounds in seconds for how long a busy database is tried again.
    """
    if is_in_memory(url):
        return _open_sqlite(None, patience)
    if path := file_of(url):
        return _open_sqlite(path, patience)
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _open_postgresql(parsed, patience)
    raise ValueError(f"{parsed.get_backend_name()} is no database that can be used: sqlite or postgresql")


def _open_sqlite(path: Path | None, patience: float) -> Database:
    choice = sqlite.choose()
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
    if path is None:
        options["poolclass"] = StaticPool
    url = URL.create("sqlite", database=str(path) if path else None)
    engine = create_engine(url, module=choice.driver, **options)

    def connected(connection: Any, _record: object) -> None:
        sqlite.prepare(connection, choice.journal_mode)

    def begin(connection: Connection) -> None:
        # A reader that turned into a writer would be refused at once when another has committed in between.
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begin)
    if path:
        SameFile(path).watch(engine)
    return Database(engine, choice.reason, patience)


def _open_postgresql(url: URL, patience: float) -> Database:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        connect_args={"application_name": "sdtui", "options": _POSTGRESQL_OPTIONS},
    )
    return Database(engine, "server", patience)


def _facts(engine: Engine, connection: Connection, reason: str) -> Facts:
    version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
    place = engine.url.render_as_string(hide_password=True)
    if engine.dialect.name == "postgresql":
        return Facts("PostgreSQL", version, engine.driver, "server", reason, place)
    module = engine.dialect.loaded_dbapi.__name__.partition(".")[0]
    journal_mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())
    return Facts("SQLite", str(engine.dialect.loaded_dbapi.sqlite_version), module, journal_mode, reason, place)
