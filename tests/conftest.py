"""The company that scenarios and services are tested on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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
