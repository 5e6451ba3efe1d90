"""Locks of one clerk's logon on sales documents; two sessions of the same clerk lock each other out as well."""

from __future__ import annotations

from datetime import datetime

from sdtui.domain.errors import Locked
from sdtui.services.context import Context
from sdtui.store import locks

OBJECT = "sales_document"


class Locking:
    """Takes locks, keeps them alive and gives them back."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._held: dict[str, datetime] = {}

    def lock(self, number: str) -> None:
        """Lock a document for change; raises ``Locked`` with who has it, since when and where."""
        context, now = self.context, self.context.now()
        user, session, where = context.actor.user, context.session, context.where
        if number in self._held:
            raise Locked("locked-by-yourself", user=user, since=self._held[number], where=where, key=number)
        context.database.write(lambda unit: locks.acquire(unit, OBJECT, number, user, session, where, now))
        self._held[number] = now

    def release(self, number: str) -> None:
        """Give a lock back, if it is held."""
        if self._held.pop(number, None):
            session = self.context.session
            self.context.database.write(lambda unit: locks.release(unit, session, OBJECT, number))

    def beat(self) -> None:
        """A sign of life for all locks that are held."""
        if self._held:
            session, now = self.context.session, self.context.now()
            self.context.database.write(lambda unit: locks.beat(unit, session, now))
