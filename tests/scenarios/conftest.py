"""Clerks who work in the company, each test in a copy of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from sdtui import wiring
from tests.clerk import Clerk
from tests.company import NOW, TODAY, now, today

__all__ = ["NOW", "TODAY", "now", "today"]


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
