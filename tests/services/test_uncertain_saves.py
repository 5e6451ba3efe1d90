"""After a commit of unknown outcome the document is looked up before anything is claimed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from sdtui.domain.errors import Refuse
from sdtui.store.errors import SaveUncertain
from tests.services.test_pricing import offer
from tests.services.writer import Writer


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


def test_a_document_that_was_stored_after_all_is_found(anna: Writer, breaking: Callable[..., None]) -> None:
    document = offer(anna)
    anna.enter(document, saving=True)
    breaking(stored=True)
    assert anna.save(document) == "0020000000"
    assert document.version == 1


def test_one_that_was_not_is_told_and_can_be_saved_again(anna: Writer, breaking: Callable[..., None]) -> None:
    document = offer(anna)
    breaking(stored=False)
    with pytest.raises(Refuse) as refused:
        anna.save(document)
    assert refused.value.message == "not-saved"
    assert (document.number, document.version) == ("", 0)


def test_nothing_is_claimed_while_nothing_can_be_read(anna: Writer, breaking: Callable[..., None]) -> None:
    document = offer(anna)
    breaking(stored=True, readable=False)
    with pytest.raises(SaveUncertain) as uncertain:
        anna.save(document)
    assert uncertain.value.message == "save-uncertain"
