"""Long statements that tell of themselves several times a second, and can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError

from sdtui.store.unit import Unit, Values

EVERY = 0.05
# Some milliseconds of the virtual machine of SQLite.
_STEPS = 20_000


def rows(unit: Unit, statement: Executable, beat: Callable[[], None] | None) -> list[Values]:
    """What a statement finds; ``beat`` is called while it runs, and what that raises stops it and comes through.

    The connection can be used afterwards, on a server for nothing but to end the transaction.
    """
    if beat is None:
        return unit.rows(statement)
    if unit.connection.dialect.name == "sqlite":
        with _interrupted_by(unit.connection.connection.dbapi_connection, beat):
            return unit.rows(statement)
    return _beside(unit, statement, beat)


@contextmanager
def _interrupted_by(driver: Any, beat: Callable[[], None]) -> Generator[None]:
    raised: list[BaseException] = []
    latest = time.monotonic()

    def progress() -> int:
        nonlocal latest
        if time.monotonic() - latest < EVERY:
            return 0
        latest = time.monotonic()
        try:
            beat()
        except BaseException as stop:  # noqa: BLE001 - it goes on where the statement was begun
            raised.append(stop)
            return 1
        return 0

    driver.set_progress_handler(progress, _STEPS)
    try:
        yield
    except DBAPIError:
        if not raised:
            raise
        raise raised[0] from None
    finally:
        driver.set_progress_handler(None, 0)


def _beside(unit: Unit, statement: Executable, beat: Callable[[], None]) -> list[Values]:
    """In a thread of its own, as a server answers only when it is done; it is asked to give up."""
    driver: Any = unit.connection.connection.dbapi_connection
    with ThreadPoolExecutor(max_workers=1) as other:
        running = other.submit(unit.rows, statement)
        while True:
            try:
                return running.result(timeout=EVERY)
            except NotYet:
                pass
            try:
                beat()
            except BaseException:
                driver.cancel_safe()
                running.exception()
                raise
