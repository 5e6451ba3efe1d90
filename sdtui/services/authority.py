"""May this clerk do this, to this kind of object, in this sales area? Every service asks here, and T-codes do too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sdtui.domain.authority import ActivityCode, Actor, SalesArea


class Authority(Protocol):
    """Answers authority questions."""

    def permits(
        self, actor: Actor, activity: ActivityCode, object: str, area: SalesArea, fields: Mapping[str, str]
    ) -> bool:
        """Whether ``actor`` may do ``activity`` to ``object`` (an authority object) in ``area``."""
        ...

    def transaction(self, actor: Actor, tcode: str) -> bool:
        """Whether ``actor`` may start ``tcode`` (S_TCODE)."""
        ...

    def areas(self, actor: Actor, activity: ActivityCode, object: str) -> frozenset[SalesArea] | None:
        """Where ``actor`` may do ``activity`` to ``object``, for what is listed; an empty part of an area means any.

        None stands for everywhere.
        """
        ...


class EverythingAllowed:
    """The authority of a database that keeps no roles."""

    def permits(
        self, actor: Actor, activity: ActivityCode, object: str, area: SalesArea, fields: Mapping[str, str]
    ) -> bool:
        """Yes."""
        return True

    def transaction(self, actor: Actor, tcode: str) -> bool:
        """Yes."""
        return True

    def areas(self, actor: Actor, activity: ActivityCode, object: str) -> frozenset[SalesArea] | None:
        """Everywhere."""
        return None
