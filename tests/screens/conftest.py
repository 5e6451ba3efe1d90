"""Clerks in front of an inquiry and a quotation that Anna has saved, each in a copy of his own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from sdtui import wiring
from sdtui.domain.sales_document import Category, SalesDocument
from sdtui.kernel.view import View
from sdtui.store import engine
from sdtui.store.engine import open_database
from sdtui.tui.model import Model
from tests.clerk import Clerk
from tests.company import NOW, customizing, services_of, today
from tests.desks import Databases
from tests.screens.scenes import FITTING, QUOTATION, SCENES, SIZES, Scene, write_documents

Hire = Callable[..., Clerk]
definitions, texts = cache(wiring.read_definitions), cache(wiring.texts_for)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden pictures anew instead of comparing")


def seat(path: Path, language: str, user: str) -> Clerk:
    return Clerk(wiring.make_desk(f"sqlite:///{path}", language, user=user, today=today, now=half_past_nine))


def half_past_nine() -> datetime:
    """As the clock on the wall shows it, wherever the tests run."""
    return NOW.replace(tzinfo=None).astimezone()


def order_from_quotation(path: Path) -> None:
    """What became of the quotation: five pieces of its first item are ordered."""
    database = open_database(f"sqlite:///{path}")
    desk = services_of("KRUK", database).sales_documents
    order = desk.new(SalesDocument(Category.ORDER, "OR", sales_org="1000", channel="10", division="00"))
    begun = desk.snapshot(order)
    desk.references.copy_from(desk.references.source(QUOTATION.zfill(10), order), order, {10: Decimal(5)})
    order.customer_reference = "PO-4711"
    desk.complete(order, None, saving=True)
    desk.save(order, begun, "VA01")
    database.close()


@pytest.fixture(scope="session")
def office(company: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company with the documents of the scenes; copied by each test."""
    path = tmp_path_factory.mktemp("office") / "office.db"
    shutil.copy(company, path)
    anna = seat(path, "en", "ANNA")
    write_documents(anna)
    anna.desk.machinery.connection.close()
    order_from_quotation(path)
    return path


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    kept = Databases(tmp_path_factory.mktemp("screens") / "sales.db")
    yield kept
    kept.close()


@pytest.fixture
def hire(office: Path, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hire]:
    """Clerks by name and language."""
    settle(monkeypatch)
    databases.begin(office)
    monkeypatch.setattr(engine, "open_database", databases.open)
    path = databases.path
    hired: list[Clerk] = []

    def clerk(user: str = "ANNA", language: str = "en") -> Clerk:
        hired.append(seat(path, language, user))
        return hired[-1]

    yield clerk
    for one in hired:
        one.desk.sessions.end_all()
        if one.desk.machinery.connected:
            one.desk.machinery.connection.close()


def settle(patch: pytest.MonkeyPatch) -> None:
    """The same place for all, and definitions and texts that are read once."""
    # from where a lock is held stands on the screen
    patch.setenv("SSH_CONNECTION", "192.0.2.7 50000 192.0.2.1 22")
    patch.setattr(wiring, "read_definitions", definitions)
    patch.setattr(wiring, "read_customizing", customizing)
    patch.setattr(wiring, "texts_for", texts)


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as a clerk sees it, on a small window and on a large one."""

    view: View
    models: Mapping[tuple[int, int], Model]


@pytest.fixture(scope="session")
def shown(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, Shown]]:
    """Every screen in a language, by the name of its scene; for tests that only look."""

    @cache
    def screens(language: str) -> Mapping[str, Shown]:
        path = tmp_path_factory.mktemp("shown") / "sales.db"
        shutil.copy(office, path)
        with pytest.MonkeyPatch.context() as patch:
            settle(patch)
            return {name: show(path, language, SCENES[name]) for name in FITTING}

    return screens


def show(path: Path, language: str, scene: Scene) -> Shown:
    """The screen at the end of a scene, painted."""
    clerk = seat(path, language, "ANNA")
    scene(clerk)
    models = {size: Model(clerk.view, *size) for size in SIZES}
    for model in models.values():
        model.picture()
    shown = Shown(clerk.view, models)
    clerk.desk.sessions.end_all()
    return shown
