"""The demo company in databases for the tests, and the services of those who work there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from sdtui import shipped, wiring
from sdtui.domain.authority import Actor
from sdtui.domain.customizing import Customizing
from sdtui.domain.pricing_customizing import PricingCustomizing
from sdtui.services.authority import EverythingAllowed
from sdtui.services.bundle import Services
from sdtui.services.context import Context
from sdtui.services.installing import install
from sdtui.store.engine import Database, open_database

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
_PATIENCE = 120.0


def today() -> date:
    return TODAY


def now() -> datetime:
    return NOW


@cache
def customizing() -> tuple[Customizing, PricingCustomizing]:
    """What is delivered, read once."""
    return wiring.read_customizing()


def services_of(user: str, database: Database, day: Callable[[], date] = today) -> Services:
    """The services of a clerk on an open database."""
    rules, pricing = customizing()
    actor = Actor(user, user.title(), "EN")
    return Services(Context(actor, database, rules, EverythingAllowed(), day, now, f"session of {user}"), pricing)


def build_company(path: Path, *, documents: bool) -> None:
    database = open_database(f"sqlite:///{path}")
    install(services_of("SDTUI", database), shipped.folder("data") / "demo", documents=documents)
    database.close()


def shared_company(folders: pytest.TempPathFactory, name: str, *, documents: bool) -> Path:
    """The file of a company that is built once for all workers of a run; not to be changed, only copied or read."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        path = folders.mktemp(name) / "company.db"
        build_company(path, documents=documents)
        return path
    path = folders.getbasetemp().parent / f"{name}.db"
    building = path.with_suffix(".building")
    deadline = time.monotonic() + _PATIENCE
    while not path.exists():
        try:
            building.mkdir()
        except FileExistsError:
            assert time.monotonic() < deadline, f"nobody finishes {path}"
            time.sleep(0.05)
        else:
            try:
                build_company(building / "company.db", documents=documents)
                (building / "company.db").rename(path)
            except BaseException:
                building.rename(folders.mktemp(f"{name}-failed"))
                raise
    return path
