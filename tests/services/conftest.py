"""Clerks who write documents through the services."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from sdtui.services.bundle import Services
from tests.company import TODAY, services_of
from tests.services.writer import Writer


@pytest.fixture
def anna(services: Services) -> Writer:
    return Writer(services_of("ANNA", services.context.database))


@pytest.fixture
def hire(services: Services) -> Callable[..., Writer]:
    """Further clerks, on other days too."""

    def writer(user: str, day: date = TODAY) -> Writer:
        return Writer(services_of(user, services.context.database, lambda: day))

    return writer


def failure() -> OperationalError:
    """As when the medium does not confirm that it wrote."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return OperationalError("", None, error)


@pytest.fixture
def breaking(anna: Writer) -> Iterator[Callable[..., None]]:
    """Lets the next commit fail: after it took place or before, and with reading impossible afterwards or not."""
    engine = anna.services.context.database.engine
    listening: list[tuple[str, Callable[..., None]]] = []

    def on(name: str, listener: Callable[..., None]) -> None:
        listening.append((name, listener))
        event.listen(engine, name, listener)

    def unreadable(_: Any) -> None:
        raise failure()

    def start(*, stored: bool, readable: bool = True) -> None:
        def commit(connection: Any) -> None:
            if stored:
                connection.connection.dbapi_connection.execute("COMMIT")
            if not readable:
                on("begin", unreadable)
            raise failure()

        on("commit", commit)

    yield start
    for name, listener in listening:
        event.remove(engine, name, listener)
