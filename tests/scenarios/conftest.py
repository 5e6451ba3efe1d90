"""Clerks who work in the company, each test in a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sdtui import wiring
from sdtui.services.bundle import Services
from sdtui.store import engine
from sdtui.store.engine import Database, open_database
from tests.clerk import Clerk
from tests.company import TODAY, now, services_of

# What every desk reads when it opens is the same for all of them: half the time of a scenario.
READ_ONCE = {name: cache(getattr(wiring, name)) for name in ("read_customizing", "read_definitions", "texts_for")}


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    """For these scenarios only: other tests read other files."""
    with pytest.MonkeyPatch.context() as patched:
        for name, read in READ_ONCE.items():
            patched.setattr(wiring, name, read)
        yield


class Databases:
    """The databases that the desks of a test open, one each, kept for the next test: they know its statements."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: list[Database] = []
        self._opened = 0

    def begin(self, company: Path) -> None:
        """A fresh copy for the next test."""
        self.close()
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        shutil.copy(company, self.path)
        self._opened = 0

    def close(self) -> None:
        """Give back all connections."""
        for database in self._kept:
            database.close()

    def open(self, url: str) -> Database:
        """In place of ``open_database``."""
        if url != f"sqlite:///{self.path}":
            return open_database(url)
        if self._opened == len(self._kept):
            self._kept.append(open_database(url))
        self._opened += 1
        return self._kept[self._opened - 1]


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    kept = Databases(tmp_path_factory.mktemp("desks") / "sales.db")
    yield kept
    kept.close()


@pytest.fixture
def database_url(company: Path, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of the company."""
    databases.begin(company)
    monkeypatch.setattr(engine, "open_database", databases.open)
    return f"sqlite:///{databases.path}"


@pytest.fixture
def services(database_url: str, databases: Databases) -> Iterator[Services]:
    """The services of a clerk, to look at what is stored."""
    database = databases.open(database_url)
    yield services_of("LOOKER", database)
    database.close()


@pytest.fixture
def hire(database_url: str) -> Iterator[Callable[..., Clerk]]:
    """Clerks by name, each at a desk of his own."""
    desks = []

    def clerk(user: str = "ANNA", language: str = "en", day: date = TODAY) -> Clerk:
        desk = wiring.make_desk(database_url, language, user=user, today=lambda: day, now=now)
        desks.append(desk)
        return Clerk(desk)

    yield clerk
    for desk in desks:
        if desk.machinery.connected:
            desk.machinery.connection.close()


@pytest.fixture
def clerk(hire: Callable[..., Clerk]) -> Clerk:
    """Anna, who works in English."""
    return hire("ANNA")
