"""Master records: read, lock, change and save one of them as a whole; customers and materials alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar, cast

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.errors import ChangedMeanwhile, Refuse
from sdtui.services.context import Context
from sdtui.services.locking import Locking
from sdtui.store import changes, number_ranges
from sdtui.store.aggregate import Aggregate
from sdtui.store.errors import NotSaved, SaveUncertain
from sdtui.store.stamp import Stamp
from sdtui.store.unit import Unit


class Master(Protocol):
    """What every master has."""

    number: str
    version: int
    created_by: str
    created_on: date | None
    changed_by: str
    changed_at: datetime | None


M = TypeVar("M", bound=Master)


@dataclass(frozen=True, slots=True)
class MasterKind(Generic[M]):
    """A kind of master: how it lies in the store, its authority object, the object of its number ranges, and the
    message that refuses a number which nobody has, with the slot of the number."""

    aggregate: Aggregate[M]
    authority: str
    ranges: str
    unknown: str

    @property
    def object(self) -> str:
        """What it is called in locks and change documents."""
        return self.aggregate.object


@dataclass(frozen=True, slots=True)
class Numbering:
    """The intervals that the account group or material type draws from; an empty one does not exist."""

    internal: str = ""
    external: str = ""


class MasterRecords(Generic[M]):
    """The acts of one clerk on the masters of a kind."""

    def __init__(self, context: Context, locking: Locking, kind: MasterKind[M]) -> None:
        self.context = context
        self.locking = locking
        self.kind = kind

    # --- read ---------------------------------------------------------------------------------------------------------
    def find(self, number: str) -> M | None:
        """The master as it is stored, without asking who wants to know."""
        with self.context.database.read() as unit:
            return self.kind.aggregate.load(unit, [number]).get(number)

    def load(self, number: str, path: str = "number", area: SalesArea | None = None) -> M:
        """The master for the clerk who may display it; refuses an unknown one on the field ``path``."""
        return self._permitted(ActivityCode.DISPLAY, number, path, area)

    def open_for_change(self, number: str, path: str = "number", area: SalesArea | None = None) -> M:
        """Lock the master and read it; raises ``Locked`` with who has it, since when and where."""
        self._permitted(ActivityCode.CHANGE, number, path, area)
        self.locking.lock(self.kind.object, number)
        try:
            # read again behind the lock: it may have been saved between reading and locking
            return self._permitted(ActivityCode.CHANGE, number, path, area)
        except Exception:
            self.release(number)
            raise

    def _permitted(self, activity: ActivityCode, number: str, path: str, area: SalesArea | None) -> M:
        self.permit(activity, area)
        found = self.find(number)
        if found is None:
            raise Refuse(self.kind.unknown, path, **{self.kind.object: number, "number": number})
        return found

    def permit(self, activity: ActivityCode, area: SalesArea | None = None) -> None:
        """Ask the authority question; without an ``area`` the general data are meant."""
        self.context.permit(activity, self.kind.authority, area or SalesArea())

    def release(self, number: str) -> None:
        """Give the lock back; nothing happens when it is not held."""
        self.locking.release(self.kind.object, number)

    # --- numbers ------------------------------------------------------------------------------------------------------
    def check_number(self, number: str, numbering: Numbering, path: str = "number") -> None:
        """Whether a new master may have ``number``, which is empty where the program is to give it one."""
        if not number and not numbering.internal:
            raise Refuse("number-to-be-entered", path)
        if not number:
            return
        with self.context.database.read() as unit:
            self._check_external(unit, number, numbering)

    def _check_external(self, unit: Unit, number: str, numbering: Numbering) -> None:
        number_ranges.check_external(unit, self.kind.ranges, numbering.external, number)
        if self.kind.aggregate.exists(unit, number):
            raise Refuse("number-taken", "number", number=number)

    # --- save ---------------------------------------------------------------------------------------------------------
    def save(
        self,
        after: M,
        before: M | None,
        tcode: str,
        numbering: Numbering | None = None,
        *,
        complete: Callable[[Unit, M], M] | None = None,
        area: SalesArea | None = None,
    ) -> M:
        """Store a master as one act and return it as stored; ``before`` is what was read, None for a new one.

        A new one gets its number by ``numbering``; ``complete`` adds what only the act can know, as other numbers.
        Raises ``ChangedMeanwhile`` when somebody saved in between. ``after`` is left as it is.
        """
        self.permit(ActivityCode.CHANGE if before else ActivityCode.CREATE, area)
        stamp = Stamp(self.context.actor.user, self.context.now(), tcode)

        def act(unit: Unit) -> M:
            numbered = after if before else self._numbered(unit, after, numbering or Numbering())
            whole = complete(unit, numbered) if complete else numbered
            saved = self._rewritten(unit, whole, before, stamp) if before else self._made(unit, whole, stamp)
            changes.write(unit, self.kind.object, saved.number, changes.differences(before, saved), stamp)
            return saved

        try:
            return self.context.database.write(act)
        except SaveUncertain as uncertain:
            return self._look_up(after.number, stamp, uncertain)

    def _numbered(self, unit: Unit, new: M, ranges: Numbering) -> M:
        if new.number:
            self._check_external(unit, new.number, ranges)
            return new
        return _with(new, number=number_ranges.next_number(unit, self.kind.ranges, ranges.internal))

    def _made(self, unit: Unit, new: M, stamp: Stamp) -> M:
        made = {"created_by": stamp.user, "created_on": self.context.today()}
        saved = _with(new, version=1, changed_by=stamp.user, changed_at=stamp.at, **made)
        self.kind.aggregate.insert(unit, [saved])
        return saved

    def _rewritten(self, unit: Unit, after: M, before: M, stamp: Stamp) -> M:
        saved = _with(after, version=before.version + 1, changed_by=stamp.user, changed_at=stamp.at)
        if not self.kind.aggregate.replace(unit, saved, before.version):
            latest = self.kind.aggregate.load(unit, [after.number]).get(after.number)
            user, at = (latest.changed_by, latest.changed_at) if latest else ("", None)
            raise ChangedMeanwhile("master-changed-meanwhile", number=after.number, user=user, at=at)
        return saved

    def _look_up(self, number: str, stamp: Stamp, uncertain: SaveUncertain) -> M:
        """After a commit of unknown outcome: the master, if it was stored after all.

        One that was to get its number in the act is known by who stored it, and when.
        """
        try:
            with self.context.database.read() as unit:
                key = number or self.kind.aggregate.made(unit, stamp.user, stamp.at)
                found = self.kind.aggregate.load(unit, [key]).get(key) if key else None
        except NotSaved as unreadable:
            # That nothing could be read does not say that nothing was saved.
            raise uncertain from unreadable
        if found is None or (found.changed_by, found.changed_at) != (stamp.user, stamp.at):
            raise Refuse("not-saved")
        return found


def _with(master: M, **facts: Any) -> M:
    return cast("M", replace(cast("Any", master), **facts))
