"""Clerks in front of an inquiry and a quotation that Anna has saved, each in a copy of his own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from sdtui import wiring
from sdtui.domain.sales_document import Category, SalesDocument
from sdtui.store.engine import open_database
from tests.clerk import Clerk
from tests.company import customizing, now, services_of, today
from tests.screens.scenes import QUOTATION, write_documents

Hire = Callable[..., Clerk]
definitions = cache(wiring.read_definitions)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden pictures anew instead of comparing")


def seat(path: Path, language: str, user: str) -> Clerk:
    return Clerk(wiring.make_desk(f"sqlite:///{path}", language, user=user, today=today, now=now))


def order_from_quotation(path: Path) -> None:
    """What became of the quotation: five pieces of its first item are ordered."""
    database = open_database(f"sqlite:///{path}")
    desk = services_of("KRUK", database).sales_documents
    order = desk.new(SalesDocument(Category.ORDER, "OR", sales_org="1000", channel="10", division="00"))
    begun = desk.snapshot(order)
    desk.copy_from(desk.source(QUOTATION.zfill(10), order), order, {10: Decimal(5)})
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


@pytest.fixture
def hire(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hire]:
    """Clerks by name and language."""
    # from where a lock is held stands on the screen
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.7 50000 192.0.2.1 22")
    # read once, as a clerk would wait for it each time
    monkeypatch.setattr(wiring, "read_definitions", definitions)
    monkeypatch.setattr(wiring, "read_customizing", customizing)
    path = tmp_path / "sales.db"
    shutil.copy(office, path)
    hired: list[Clerk] = []

    def clerk(user: str = "ANNA", language: str = "en") -> Clerk:
        hired.append(seat(path, language, user))
        return hired[-1]

    yield clerk
    for one in hired:
        if one.desk.machinery.connected:
            one.desk.machinery.connection.close()
