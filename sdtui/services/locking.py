"""Locks of one clerk's logon on documents and masters; two sessions of the same clerk lock each other out as well."""

from __future__ import annotations

from datetime import datetime

from sdtui.domain.errors import Locked
from sdtui.services.context import Context
from sdtui.store import locks


class Locking:
    """Takes locks, keeps them alive and gives them back; ``object`` is the kind of thing, ``key`` which one."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._held: dict[tuple[str, str], datetime] = {}

    def lock(self, object: str, key: str) -> None:
        """Lock for change; raises ``Locked`` with who has it, since when and where."""
        context, now = self.context, self.context.now()
        user, session, where = context.actor.user, context.session, context.where
        if (object, key) in self._held:
            raise Locked("locked-by-yourself", user=user, since=self._held[object, key], where=where, key=key)
        context.database.write(lambda unit: locks.acquire(unit, object, key, user, session, where, now))
        self._held[object, key] = now

    def release(self, object: str, key: str) -> None:
        """Give a lock back, if it is held."""
        if self._held.pop((object, key), None):
            session = self.context.session
            self.context.database.write(lambda unit: locks.release(unit, session, object, key))

    def beat(self) -> None:
        """A sign of life for all locks that are held."""
        if self._held:
            session, now = self.context.session, self.context.now()
            self.context.database.write(lambda unit: locks.beat(unit, session, now))
