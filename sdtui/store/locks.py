"""Who works on what: locks that live for as long as their session gives signs of life.

A lock is taken and released in units of work of its own and held over many turns. It spares clerks a refusal when
saving; that nothing is overwritten is ensured by the version of the document alone.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Select, select

from sdtui.domain.errors import Locked
from sdtui.store.columns import table
from sdtui.store.tables import infrastructure as t
from sdtui.store.unit import Unit

LEASE = timedelta(minutes=2)
_LOCK = table(t.DocumentLockRow)
_COLUMNS = ("object", "key", "user", "name", "session_id", "place", "since", "beat")


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock as a list shows it; ``place`` is where the session was started from, ``beat`` its latest sign of life."""

    object: str
    key: str
    user: str
    name: str
    session_id: str
    place: str
    since: datetime
    beat: datetime

    def is_held(self, now: datetime) -> bool:
        """False when the lease has lapsed, or the session's process on this host has died."""
        return now - self.beat <= LEASE and _lives(self.session_id)


def new_session_id() -> str:
    """Names host and process, so that others on the host can see whether the session still lives."""
    return f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex[:8]}"


def _lives(session_id: str) -> bool:
    host, _, rest = session_id.partition("/")
    pid = rest.partition("/")[0]
    if host != socket.gethostname() or not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def acquire(unit: Unit, mine: Lock) -> Lock:
    """Takes the lock, or gives sign of life for one that the session already holds.

    Raises Locked with the slots ``user``, ``name``, ``since`` and ``where`` when another session holds it.
    """
    holder = _holder(unit, mine)
    if not (holder.session_id == mine.session_id or holder.is_held(mine.beat)):
        # Only the dead one's row goes; whoever was quicker than us keeps his.
        remove(unit, holder)
        holder = _holder(unit, mine)
    if holder.session_id != mine.session_id:
        who = {"user": holder.user, "name": holder.name, "where": holder.place}
        raise Locked("locked-by-user", key=mine.key, since=holder.since, **who)
    beat(unit, mine.session_id, mine.beat)
    return holder


def remove(unit: Unit, lock: Lock) -> None:
    """Takes the lock away from its session, if it still has it."""
    unit.delete(_LOCK, (*_COLUMNS[:2], "session_id"), [(lock.object, lock.key, lock.session_id)])


def _holder(unit: Unit, mine: Lock) -> Lock:
    """Whoever has the lock, after ``mine`` was put there if nobody had it."""
    place = (mine.object, mine.key)
    unit.insert_missing(_LOCK, _COLUMNS, _COLUMNS[:2], [tuple(getattr(mine, name) for name in _COLUMNS)])
    found = unit.first(_select().where(_LOCK.c.object == place[0], _LOCK.c.key == place[1]))
    return Lock(*found) if found else mine


def _select() -> Select[Any]:
    return select(*(_LOCK.c[name] for name in _COLUMNS))


def beat(unit: Unit, session_id: str, now: datetime) -> None:
    """A sign of life for all locks of the session; wanted several times per lease."""
    unit.update(_LOCK, ["beat"], ["session_id"], [(now, session_id)])


def release(unit: Unit, session_id: str, of: str = "", key: str = "") -> None:
    """Gives one lock back, or all of the session."""
    if of:
        unit.delete(_LOCK, ("session_id", "object", "key"), [(session_id, of, key)])
    else:
        unit.delete(_LOCK, ["session_id"], [(session_id,)])


def find(unit: Unit, of: str, key: str, now: datetime) -> Lock | None:
    """The lock that counts, None when the object is free."""
    row = unit.first(_select().where(_LOCK.c.object == of, _LOCK.c.key == key))
    lock = Lock(*row) if row else None
    return lock if lock and lock.is_held(now) else None


def held(unit: Unit, now: datetime) -> list[Lock]:
    """All locks that count, oldest first."""
    found = [Lock(*row) for row in unit.rows(_select().order_by(_LOCK.c.since, _LOCK.c.object, _LOCK.c.key))]
    return [lock for lock in found if lock.is_held(now)]
