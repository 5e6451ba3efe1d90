"""The promises of the engine: how SQLite is set up, that acts are whole, tried again, and never half believed."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from sdtui.domain.errors import Refuse
from sdtui.store import number_ranges, sqlite
from sdtui.store.engine import Database, open_database
from sdtui.store.errors import DatabaseBusy, DiskFull, SaveUncertain, StorageFailed
from sdtui.store.unit import Unit
from tests.store.conftest import prepared
from tests.store.samples import sales_document, saved

OBJECT, RANGE = "sales_document", "05"


@pytest.fixture
def on_file(tmp_path: Path) -> Iterator[Database]:
    with closing(prepared(f"sqlite:///{tmp_path / 'sales.db'}")) as database:
        yield database


def draw(unit: Unit) -> int:
    return int(number_ranges.next_number(unit, OBJECT, RANGE))


# --- SQLite ----------------------------------------------------------------------------------------------------------
def test_every_connection_is_durable_strict_and_patient(on_file: Database) -> None:
    wanted = {"synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000, "trusted_schema": 0}
    for _ in range(2):
        with on_file.read() as unit:
            found = {name: unit.execute(text(f"PRAGMA {name}")).scalar_one() for name in wanted}
        assert found == wanted
        on_file.forget()
    assert on_file.facts.journal_mode == sqlite.choose().journal_mode


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False), ((3, 7, 0), True), ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False),
        ((3, 45, 0), True), ((3, 50, 6), True), ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)  # fmt: skip
def test_which_sqlite_has_the_wal_reset_bug(version: tuple[int, ...], affected: bool) -> None:
    assert sqlite.has_wal_reset_bug(version) is affected


@pytest.mark.parametrize("better", [True, False])
def test_an_affected_sqlite_is_replaced_or_used_without_wal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, better: bool
) -> None:
    monkeypatch.setattr(sqlite.sqlite3, "sqlite_version_info", (3, 40, 1))
    if better:
        pytest.importorskip("pysqlite3")
    else:
        monkeypatch.setitem(sys.modules, "pysqlite3", None)
        monkeypatch.setitem(sys.modules, "pysqlite3.dbapi2", None)
    with closing(prepared(f"sqlite:///{tmp_path / 'sales.db'}")) as database:
        saved(database, sales_document())
        facts = database.facts
    assert (facts.driver, facts.journal_mode) == (("pysqlite3", "wal") if better else ("sqlite3", "delete"))
    assert "WAL-reset bug" in facts.reason


# --- one after the other ---------------------------------------------------------------------------------------------
def test_many_writers_draw_every_number_once_and_lose_none(url: str) -> None:
    """Every fifth gives up after drawing; the number goes to the next."""
    drawn: list[int] = []
    with closing(prepared(url)) as database:

        def clerk() -> None:
            for n in range(10):
                try:
                    drawn.append(database.write(lambda unit, n=n: given_up(draw(unit), n)))
                except Refuse:
                    continue

        clerks = [threading.Thread(target=clerk) for _ in range(4)]
        for each in clerks:
            each.start()
        for each in clerks:
            each.join()
    assert sorted(drawn) == list(range(20_000_000, 20_000_000 + 32))


def given_up(number: int, n: int) -> int:
    if n % 5 == 4:
        raise Refuse("changed-my-mind")
    return number


def test_what_an_act_has_read_stays_true_until_it_has_written(on_file: Database) -> None:
    """A transaction that began by reading would be refused when another one wrote in between."""
    order: list[str] = []

    def second() -> None:
        on_file.write(draw)
        order.append("second")

    def first(unit: Unit) -> None:
        before = unit.execute(text("SELECT level FROM number_range WHERE code = '05'")).scalar_one()
        thread.start()
        thread.join(0.1)
        assert draw(unit) == before + 1
        order.append("first")

    thread = threading.Thread(target=second)
    on_file.write(first)
    thread.join()
    assert order == ["first", "second"]


def test_reading_goes_on_while_another_writes(on_file: Database) -> None:
    number = saved(on_file, sales_document()).number
    found: list[str] = []

    def look() -> None:
        with on_file.read() as unit:
            found.append(unit.execute(text("SELECT number FROM sales_document")).scalar_one())

    def act(unit: Unit) -> None:
        draw(unit)
        reader = threading.Thread(target=look)
        reader.start()
        reader.join(5)

    on_file.write(act)
    assert found == [number]


def test_an_act_within_an_act_is_part_of_it(database: Database) -> None:
    def act(_: Unit) -> None:
        saved(database, sales_document())
        with database.read() as unit:
            assert unit.execute(text("SELECT count(*) FROM sales_document")).scalar_one() == 1
        raise Refuse("changed-my-mind")

    with pytest.raises(Refuse):
        database.write(act)
    with database.read() as unit:
        assert unit.execute(text("SELECT count(*) FROM sales_document")).scalar_one() == 0
        with pytest.raises(RuntimeError):
            database.write(draw)


# --- what goes wrong -------------------------------------------------------------------------------------------------
class Failure(sqlite3.OperationalError):
    """An error of the driver with a code of SQLite."""

    def __init__(self, code: int) -> None:
        super().__init__(f"code {code}")
        self.sqlite_errorcode = code


def failing(code: int) -> OperationalError:
    return OperationalError("", None, Failure(code))


BUSY_SNAPSHOT, IO_FSYNC = 517, 1034


def test_a_refusal_to_serialize_is_tried_again_from_the_start(on_file: Database) -> None:
    tries: list[int] = []

    def act(unit: Unit) -> int:
        tries.append(draw(unit))
        if len(tries) < 3:
            raise failing(BUSY_SNAPSHOT)
        return tries[-1]

    assert on_file.write(act) == 20_000_000
    assert tries == [20_000_000] * 3


@pytest.mark.parametrize(("code", "kind"), [(5, DatabaseBusy), (13, DiskFull), (IO_FSYNC, StorageFailed)])
def test_patience_ends_and_nothing_is_stored(tmp_path: Path, code: int, kind: type[Exception]) -> None:
    prepared(url := f"sqlite:///{tmp_path / 'sales.db'}").close()
    with closing(open_database(url, patience=0.05)) as database:

        def act(unit: Unit) -> None:
            draw(unit)
            raise failing(code)

        with pytest.raises(kind):
            database.write(act)
        assert database.write(draw) == 20_000_000


def test_a_bug_is_no_answer(on_file: Database) -> None:
    with pytest.raises(OperationalError):
        on_file.write(lambda unit: unit.execute(text("SELECT nothing FROM nowhere")))
    assert on_file.write(draw) == 20_000_000


def test_without_room_nothing_is_stored_and_reading_goes_on(on_file: Database) -> None:
    number = saved(on_file, sales_document()).number

    def limit(connection: Any, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(on_file.engine, "checkout", limit)
    with pytest.raises(DiskFull) as full:
        saved(on_file, sales_document(items=500))
    assert full.value.message == "database-disk-full"
    event.remove(on_file.engine, "checkout", limit)
    with on_file.read() as unit:
        assert [row[0] for row in unit.rows(text("SELECT number FROM sales_document"))] == [number]


def test_a_commit_that_found_no_turn_leaves_no_transaction_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the rollback journal a commit waits for readers."""
    monkeypatch.setattr(sqlite, "choose", lambda: sqlite.Choice(sqlite3, "delete", "for the test"))
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    url = f"sqlite:///{tmp_path / 'sales.db'}"
    prepared(url).close()
    with closing(open_database(url, patience=0.05)) as database, closing(open_database(url)) as other:
        with other.read() as unit:
            assert unit.first(text("SELECT count(*) FROM sales_document")) == (0,)
            with pytest.raises(DatabaseBusy):
                database.write(draw)
        assert database.write(draw) == 20_000_000


@pytest.mark.parametrize("stored", [True, False])
def test_a_commit_that_fails_is_uncertain(on_file: Database, stored: bool) -> None:
    def commit(connection: Any) -> None:
        if stored:
            connection.connection.dbapi_connection.execute("COMMIT")
        raise failing(IO_FSYNC)

    event.listen(on_file.engine, "commit", commit)
    with pytest.raises(SaveUncertain):
        on_file.write(draw)
    event.remove(on_file.engine, "commit", commit)
    assert on_file.write(draw) == 20_000_000 + stored
