"""A company in a database of its own for each scenario, and clerks who work in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sdtui import shipped, wiring
from sdtui.services.bundle import Services
from sdtui.services.installing import install
from sdtui.store.engine import open_database
from tests.clerk import Clerk

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def today() -> date:
    return TODAY


def now() -> datetime:
    return NOW


def build_company(path: Path, *, documents: bool) -> None:
    database = open_database(f"sqlite:///{path}")
    services = wiring.services_for(database, "SDTUI", "en", today, now)
    install(services, shipped.folder("data") / "demo", documents=documents)
    database.close()


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Customers, materials and prices of the demo company, without documents; copied by each scenario."""
    path = tmp_path_factory.mktemp("company") / "company.db"
    build_company(path, documents=False)
    return path


@pytest.fixture
def database_url(company: Path, tmp_path: Path) -> str:
    """A copy of the company."""
    shutil.copy(company, tmp_path / "sales.db")
    return f"sqlite:///{tmp_path / 'sales.db'}"


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


@pytest.fixture
def services(database_url: str) -> Iterator[Services]:
    """The services of a clerk, to look at what is stored."""
    database = open_database(database_url)
    yield wiring.services_for(database, "LOOKER", "en", today, now)
    database.close()
