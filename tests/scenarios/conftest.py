"""Clerks who work in the company, each test in a copy of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sdtui import wiring
from sdtui.services.bundle import Services
from sdtui.store import engine
from tests.clerk import Clerk
from tests.company import TODAY, now, services_of
from tests.desks import Databases

# What every desk reads when it opens is the same for all of them: half the time of a scenario.
READ_ONCE = {name: cache(getattr(wiring, name)) for name in ("read_customizing", "read_definitions", "texts_for")}


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    """For these scenarios only: other tests read other files."""
    with pytest.MonkeyPatch.context() as patched:
        for name, read in READ_ONCE.items():
            patched.setattr(wiring, name, read)
        yield


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
