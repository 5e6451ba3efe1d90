"""Clerks who work in the company, each test in a copy of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import pytest

from sdtui import wiring
from tests.clerk import Clerk
from tests.company import TODAY, now


# What every desk reads when it opens is the same for all of them: half the time of a scenario.
READ_ONCE = {name: cache(getattr(wiring, name)) for name in ("read_customizing", "read_definitions", "texts_for")}


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    """For these scenarios only: other tests read other files."""
    with pytest.MonkeyPatch.context() as patched:
        for name, read in READ_ONCE.items():
            patched.setattr(wiring, name, read)
        yield


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
