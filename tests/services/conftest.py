"""Clerks who write documents through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sdtui.services.bundle import Services
from tests.company import TODAY, services_of
from tests.services.writer import Writer


@pytest.fixture
def anna(services: Services) -> Writer:
    return Writer(services_of("ANNA", services.context.database))


@pytest.fixture
def hire(services: Services) -> Callable[..., Writer]:
    """Further clerks, on other days too."""

    def writer(user: str, day: date = TODAY) -> Writer:
        return Writer(services_of(user, services.context.database, lambda: day))

    return writer
