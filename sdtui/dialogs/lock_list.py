"""SM12: who works on what, since when and from where; what nobody works under any more is taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from sdtui.dialogs.change_documents import CLASSES
from sdtui.dialogs.change_list_records import ChangeObject, ObjectKey
from sdtui.dialogs.list_popups import LIST
from sdtui.dialogs.lists import ListDialog, list_class
from sdtui.domain import elements as e
from sdtui.domain.errors import Refuse
from sdtui.domain.lists import SortKey
from sdtui.domain.selection import as_shown
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import STAY, Act, Ask, Turn, Workplace, on
from sdtui.kernel.messages import success
from sdtui.services.lists import Source
from sdtui.services.locking import Lock

LockUser = Annotated[str, e.code("lock_user", 12, sap="SEQG3-GUNAME")]
UserName = Annotated[str, e.text("user_name", 35)]
LockDay = Annotated[date | None, e.day("lock_date", "SEQG3-GTDATE")]
LockTime = Annotated[str, e.text("lock_time", 8, "SEQG3-GTTIME")]
Minutes = Annotated[int, e.Element(name="lock_minutes", length=7)]
LockPlace = Annotated[str, e.text("lock_place", 30, "SEQG3-GTHOST")]
OwnLogon = Annotated[bool, e.Element(name="own_logon", length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LockLine:
    """An object that somebody works on; ``own_logon`` are the locks of the logon that looks at them."""

    lock_user: LockUser
    user_name: UserName
    change_object: ChangeObject
    object_key: ObjectKey
    lock_date: LockDay
    lock_time: LockTime
    lock_minutes: Minutes
    lock_place: LockPlace
    own_logon: OwnLogon
    session: str


LockList = list_class("LockList", LockLine)


class LockListDialog(ListDialog):
    """The list of locks."""

    records: ClassVar[Mapping[str, type]] = {"LockLine": LockLine, "LockList": LockList}
    list_screens: ClassVar[Mapping[str, str]] = {"list_locks": "locks"}

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.locks: dict[tuple[object, ...], Lock] = {}

    def source(self) -> Source:
        """The locks that count now, the oldest first."""
        order = (SortKey("lock_date"), SortKey("lock_time"))
        return self.services.lists.records("locks", LockLine, self.lines, ("change_object", "object_key"), order)

    def lines(self) -> Iterator[LockLine]:
        """One line for each lock."""
        self.locks = {}
        now, session = self.services.context.now(), self.services.context.session
        for lock in self.services.locking.all():
            key, since = as_shown(lock.key), lock.since.astimezone()
            kind = CLASSES.get(lock.object, lock.object)
            self.locks[kind, key] = lock
            yield LockLine(
                lock_user=lock.user,
                user_name=lock.name,
                change_object=kind,
                object_key=key,
                lock_date=since.date(),
                lock_time=f"{since:%H:%M:%S}",
                lock_minutes=int((now - lock.since).total_seconds() // 60),
                lock_place=lock.place,
                own_logon=lock.session_id == session,
                session=lock.session_id,
            )

    def style_of(self, row: Any) -> str:
        """One's own locks stand out."""
        return "key" if row.own_logon else ""

    def open_row(self, row: LockLine) -> Turn:
        """The whole lock, whatever room its columns have."""
        return self.in_full("lock", row)

    @on(LIST, "delete_locks")
    def delete_locks(self, act: Act) -> Turn:
        """Take the marked locks away, or the one under the cursor, after a question."""
        self.note_place(act)
        # what was given back since it was marked is not there any more
        there = {key: self.locks[key] for row in self.targets(act) if (key := self.present.key(row)) in self.locks}
        if not there:
            raise Refuse("choose-a-row")
        (_, key), first = next(iter(there.items()))
        slots = {"count": len(there), "name": first.name, "key": key}

        def delete() -> Turn:
            self.services.locking.delete([*there.values()])
            self.marks = {}
            return self.renewed(success("locks-deleted", count=len(there)))

        return Turn(ask=Ask("delete-locks", {"yes": delete, "no": lambda: STAY}, slots))
