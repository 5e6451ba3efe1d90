"""A database file that is taken away or replaced under the program: nothing is saved where nobody finds it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sdtui.store import user_memory
from sdtui.store.engine import Database, open_database
from sdtui.store.errors import StorageFailed
from sdtui.store.schema import create_schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sdtui.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{path}")) as database:
        create_schema(database)
        remember(database, "1000")
        yield database


def remember(database: Database, value: str) -> None:
    database.write(lambda unit: user_memory.set_parameters(unit, "ANNA", {"VKO": value}))


def remembered(database: Database) -> str:
    with database.read() as unit:
        return user_memory.parameters(unit, "ANNA")["VKO"]


def test_a_file_that_is_gone_is_missed_and_not_made_anew(database: Database, path: Path) -> None:
    path.unlink()
    for _ in range(2):
        with pytest.raises(StorageFailed) as failed:
            remember(database, "2000")
        assert failed.value.message == "database-failed"
        database.engine.dispose()
    assert not path.exists()


def test_it_is_found_again_when_it_comes_back(database: Database, path: Path) -> None:
    database.engine.dispose()
    aside = path.rename(path.with_suffix(".aside"))
    with pytest.raises(StorageFailed):
        remembered(database)
    aside.rename(path)
    remember(database, "2000")
    assert remembered(database) == "2000"


def test_what_is_saved_after_a_restore_is_in_the_restored_file(database: Database, path: Path) -> None:
    database.engine.dispose()
    shutil.copy(path, f"{path}.backup")
    remember(database, "2000")
    assert remembered(database) == "2000"
    for file in path.parent.glob(f"{path.name}-*"):
        file.unlink()
    Path(f"{path}.backup").replace(path)
    assert remembered(database) == "1000"
    remember(database, "3000")
    with closing(open_database(f"sqlite:///{path}")) as other:
        assert remembered(other) == "3000"
