"""What every act needs: who acts, on which database, by which customizing, and what day it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from sdtui.domain.authority import ActivityCode, Actor, SalesArea
from sdtui.domain.customizing import Customizing
from sdtui.domain.errors import NotAuthorized
from sdtui.domain.pulse import Pulse
from sdtui.services.authority import Authority

if TYPE_CHECKING:
    from sdtui.store.engine import Database


@dataclass(frozen=True, slots=True)
class Context:
    """The acting clerk at work.

    ``now`` is in UTC; ``today`` is the business date of the site; ``pulse`` is told of long reads.
    """

    actor: Actor
    database: Database
    customizing: Customizing
    authority: Authority
    today: Callable[[], date]
    now: Callable[[], datetime]
    session: str
    where: str = ""
    pulse: Pulse = field(default_factory=Pulse)

    def permit(self, activity: ActivityCode, object: str, area: SalesArea, **fields: str) -> None:
        """Ask the one authority question of an act; raises ``NotAuthorized``."""
        if not self.authority.permits(self.actor, activity, object, area, fields):
            raise NotAuthorized("not-authorized", activity=activity.value, object=object, sales_area=str(area))
