"""What the program remembers of a clerk: parameters and the history of the command field."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping

from sdtui.services.context import Context
from sdtui.store import user_memory
from sdtui.store.errors import NotSaved, SaveUncertain
from sdtui.store.unit import Unit


def note(context: Context, act: Callable[[Unit], None]) -> None:
    """Write what only spares the clerk typing; a database that is busy or full shall not keep him from his work."""
    with contextlib.suppress(NotSaved, SaveUncertain):
        context.database.write(act)


class ClerkMemory:
    """Parameters and commands, stored by user."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def parameters(self) -> dict[str, str]:
        """Parameter ids and values."""
        with self.context.database.read() as unit:
            return user_memory.parameters(unit, self.context.actor.user)

    def keep(self, parameters: Mapping[str, str]) -> None:
        """Store changed parameters."""
        user = self.context.actor.user
        note(self.context, lambda unit: user_memory.set_parameters(unit, user, dict(parameters)))

    def history(self) -> list[str]:
        """Commands, the newest first."""
        with self.context.database.read() as unit:
            return user_memory.commands(unit, self.context.actor.user)

    def add_command(self, text: str) -> None:
        """Add a command to the history."""
        user, now = self.context.actor.user, self.context.now()
        note(self.context, lambda unit: user_memory.use_command(unit, user, text, now))
