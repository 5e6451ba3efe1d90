"""What is remembered only to spare typing is written once a turn, and never keeps a clerk from his work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.services.writer import Writer


@pytest.fixture
def commits(anna: Writer) -> Iterator[list[str]]:
    """The commits that took place; each one that would be the fourth fails for lack of room."""
    engine, seen = anna.services.context.database.engine, list[str]()

    def commit(_: Any) -> None:
        if len(seen) == 3:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise OperationalError("", None, error)
        seen.append("commit")

    event.listen(engine, "commit", commit)
    yield seen
    event.remove(engine, "commit", commit)


def test_what_was_entered_in_a_turn_is_one_write(anna: Writer, commits: list[str]) -> None:
    tables = anna.services.value_tables
    tables.used([("customer", "0000001000"), ("currency", "PLN"), ("material", "M-100"), ("material", "M-110")])
    assert len(commits) == 1
    found = tables.search("material", "", {}, 300).rows
    assert {row[0] for row in found[:2]} == {"M-100", "M-110"}
    tables.used([("currency", "PLN")])
    assert len(commits) == 1


def test_a_full_database_keeps_nobody_from_his_work(anna: Writer, commits: list[str]) -> None:
    memory = anna.services.memory
    for n in range(5):
        memory.keep({"VKO": f"{n}000"})
        anna.services.value_tables.used([("material", f"M-{n}")])
        memory.add_command(f"/nVA2{n}")
    assert len(commits) == 3
    assert memory.parameters() == {"VKO": "0000"}
    assert memory.history() == ["/nVA20"]
