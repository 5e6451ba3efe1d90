"""Who acts, on what, in which sales area: the words of every authority check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sdtui.domain import elements as e


class ActivityCode(StrEnum):
    """What is done to an object (ACTVT)."""

    CREATE = "01"
    CHANGE = "02"
    DISPLAY = "03"
    DELETE = "06"


@dataclass(frozen=True, slots=True)
class Actor:
    """The clerk on whose behalf something is done. ``language`` is that of the texts that the act leaves behind."""

    user: str
    name: str = ""
    language: e.LanguageKey = "EN"
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SalesArea:
    """Sales organization, distribution channel and division; an authority may leave parts of it empty."""

    sales_org: e.SalesOrg = ""
    channel: e.Channel = ""
    division: e.Division = ""

    def __str__(self) -> str:
        return f"{self.sales_org}/{self.channel}/{self.division}"
