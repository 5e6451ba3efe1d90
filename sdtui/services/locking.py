"""Locks of one clerk's logon on documents and masters; two sessions of the same clerk lock each other out as well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.errors import Locked, Refuse
from sdtui.services.context import Context
from sdtui.store import locks
from sdtui.store.locks import Lock
from sdtui.store.unit import Unit

AUTHORITY = "S_ENQUE"


class Locking:
    """Takes locks, keeps them alive and gives them back; ``object`` is the kind of thing, ``key`` which one."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._held: dict[tuple[str, str], datetime] = {}

    def lock(self, object: str, key: str) -> None:
        """Lock for change; raises ``Locked`` with who has it, since when and where.

        Its message says whether that is another clerk (``locked-by-user``), the same one logged on a second time
        (``locked-by-own-logon``), or another session of this logon (``locked-by-yourself``).
        """
        mine = self._mine(object, key)
        if (object, key) in self._held:
            slots = {"user": mine.user, "name": mine.name, "where": mine.place, "key": key}
            raise Locked("locked-by-yourself", since=self._held[object, key], **slots)
        try:
            self.context.database.write(lambda unit: locks.acquire(unit, mine))
        except Locked as locked:
            if locked.slots["user"] != mine.user:
                raise
            raise Locked("locked-by-own-logon", "", **locked.slots) from None
        self._held[object, key] = mine.since

    def _mine(self, object: str, key: str) -> Lock:
        context, now = self.context, self.context.now()
        actor = context.actor
        return Lock(object, key, actor.user, actor.name or actor.user, context.session, context.where, now, now)

    def free_own(self, object: str, key: str) -> None:
        """Take the lock away from another logon of the same clerk; what is saved here first is refused there."""
        user, now = self.context.actor.user, self.context.now()

        def act(unit: Unit) -> None:
            there = locks.find(unit, object, key, now)
            if there and there.user == user:
                locks.remove(unit, there)

        self.context.database.write(act)

    def release(self, object: str, key: str) -> None:
        """Give a lock back, if it is held."""
        if self._held.pop((object, key), None):
            session = self.context.session
            self.context.database.write(lambda unit: locks.release(unit, session, object, key))

    def is_free(self, object: str, key: str) -> bool:
        """Whether nobody has it, in this logon or another."""
        if (object, key) in self._held:
            return False
        with self.context.database.read() as unit:
            return locks.find(unit, object, key, self.context.now()) is None

    def beat(self) -> None:
        """A sign of life for all locks that are held."""
        if self._held:
            session, now = self.context.session, self.context.now()
            self.context.database.write(lambda unit: locks.beat(unit, session, now))

    # --- everybody's -------------------------------------------------------------------------------------------------
    def all(self) -> list[Lock]:
        """All locks that count, the oldest first."""
        self.context.permit(ActivityCode.DISPLAY, AUTHORITY, SalesArea())
        with self.context.database.read() as unit:
            return locks.held(unit, self.context.now())

    def delete(self, those: Sequence[Lock]) -> None:
        """Take locks away, all or none: one's own of another logon, or, with the authority, anybody's.

        One that this logon works under is given back where it works, not here.
        """
        if any(lock.user != self.context.actor.user for lock in those):
            self.context.permit(ActivityCode.DELETE, AUTHORITY, SalesArea())
        for lock in those:
            if lock.session_id == self.context.session:
                raise Refuse("lock-in-use", key=lock.key)

        def act(unit: Unit) -> None:
            for lock in those:
                locks.remove(unit, lock)

        self.context.database.write(act)
