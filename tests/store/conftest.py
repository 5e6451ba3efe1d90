"""Databases for the tests of the store: SQLite in memory and in a file, and a real PostgreSQL server."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sdtui.store import number_ranges
from sdtui.store.engine import Database, open_database
from sdtui.store.schema import create_schema
from sdtui.store.unit import Unit
from tests.store.samples import RANGES

ENGINES = ["memory", "file", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Gives the URL of a new, empty database on the named engine."""

    def url(engine: str) -> str:
        if engine == "postgresql":
            return request.getfixturevalue("server")()
        return "sqlite://" if engine == "memory" else f"sqlite:///{tmp_path / 'sdtui.db'}"

    return url


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, new_url: Callable[[str], str]) -> str:
    return new_url(request.param)


@pytest.fixture(params=ENGINES[1:])
def shared_url(request: pytest.FixtureRequest, new_url: Callable[[str], str]) -> str:
    """Of a database that several processes can open."""
    return new_url(request.param)


def prepared(url: str) -> Database:
    database = open_database(url)
    create_schema(database)
    database.write(lambda unit: number_ranges.ensure_number_ranges(unit, RANGES))
    return database


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    with closing(prepared(url)) as database:
        yield database


@pytest.fixture(scope="session")
def standing(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Database]]:
    """Gives the prepared database of the named engine that all tests with a ``unit`` share."""
    made: dict[str, Database] = {}

    def get(engine: str) -> Database:
        if engine not in made:
            url = request.getfixturevalue("server")() if engine == "postgresql" else "sqlite://"
            made[engine] = prepared(url)
        return made[engine]

    yield get
    for database in made.values():
        database.close()


@pytest.fixture(params=["memory", ENGINES[-1]])
def unit(request: pytest.FixtureRequest, standing: Callable[[str], Database]) -> Iterator[Unit]:
    """A unit of work that is undone after the test."""
    with standing(request.param).engine.connect() as connection, connection.begin() as transaction:
        yield Unit(connection, writes=True)
        transaction.rollback()
