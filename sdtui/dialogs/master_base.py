"""The way through a master record, whatever the master is: first screen, lock, screens with tabs, saving, leaving."""

from __future__ import annotations

from typing import Generic, TypeVar

from sdtui.dialogs.locked import LockedActs
from sdtui.domain.authority import ActivityCode
from sdtui.domain.copies import copied
from sdtui.domain.errors import Locked
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import ANY, STAY, Act, Ask, Turn, Workplace, on
from sdtui.kernel.messages import Message, information, success
from sdtui.services.master_records import Master

M = TypeVar("M", bound=Master)
WRITING = frozenset({"save", "delete_line", "insert_line", "paste"})


class MasterDialog(LockedActs, Generic[M]):
    """``master`` is what the clerk works on, ``before`` how it was read or began; None before one is open.
    ``object`` is what locks call the master, ``created`` and ``changed`` are the messages, with the slot ``number``.

    A dialog of masters says how one is read (``load``, ``lock``, ``release``), shown (``show``), checked and stored.
    """

    object = ""
    created = ""
    changed = ""

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.master: M | None = None
        self.before: M | None = None

    @property
    def is_new(self) -> bool:
        """Whether what the clerk works on is not stored yet."""
        return self.creates

    # --- what a dialog of masters says --------------------------------------------------------------------------------
    def load(self, number: str) -> M:
        """The master as it is stored, for display; refuses an unknown one on its field."""
        raise NotImplementedError

    def lock(self, number: str) -> M:
        """The master, locked for change."""
        raise NotImplementedError

    def release(self, number: str) -> None:
        """Give the lock back."""
        raise NotImplementedError

    def show(self, master: M) -> Turn:
        """The first picture of a master that was read, for display or change."""
        raise NotImplementedError

    def shown_again(self) -> None:
        """The master was read anew on the same picture: records of the screens follow it."""

    def check(self, *, saving: bool = False) -> Turn | None:
        """Complete and check the master; raises the first error; a turn where only the clerk can decide."""
        raise NotImplementedError

    def store(self, master: M) -> M:
        """Save what became of ``before``; returns the master as it is stored."""
        raise NotImplementedError

    def forget(self) -> None:
        """Back to an empty first screen that keeps what leads to the next one."""

    # --- the way in ---------------------------------------------------------------------------------------------------
    def begin_new(self, master: M) -> None:
        """Work on a master that is new."""
        self.master, self.before = master, copied(master)

    def open_existing(self, number: str) -> Turn:
        """Read the master; lock it for change, or display it when somebody else has it."""
        if self.displays:
            return self.opened(self.load(number))
        try:
            return self.opened(self.lock(number))
        except Locked as locked:
            place = (self.object, number)
            return self.locked_out(
                locked, place, lambda: self.open_existing(number), lambda: self.opened(self.load(number))
            )

    def opened(self, master: M) -> Turn:
        """Work on a master that was read."""
        self.master, self.before = master, copied(master)
        self.accepted.clear()
        return self.show(master)

    def changed_object(self, act: Act) -> tuple[str, str]:
        return self.object, self.master.number if self.master else ""

    # --- what the kernel asks -----------------------------------------------------------------------------------------
    def key_refusal(self, screen: str, code: str) -> str:
        if self.displays and code in WRITING:
            return "display-only"
        if code == "toggle_change" and self.creates:
            return "not-saved-yet"
        if code == "toggle_change" and not self.other(self.other_activity):
            return "no-other-activity"
        return ""

    @property
    def other_activity(self) -> ActivityCode:
        """Change where this displays, else display."""
        return ActivityCode.CHANGE if self.displays else ActivityCode.DISPLAY

    def unsaved(self) -> bool:
        return not self.displays and self.master is not None and self.master != self.before

    def discard(self) -> None:
        if self.master is not None and self.master.number and not self.displays and not self.is_new:
            self.release(self.master.number)
        super().discard()
        self.master = self.before = None
        self.accepted.clear()
        self.forget()

    # --- from display to change and back ------------------------------------------------------------------------------
    @on(ANY, "toggle_change")
    def toggle_change(self, act: Act) -> Turn:
        """From display to change and back; unsaved changes are asked about."""
        if self.master is None:
            return STAY
        number = self.master.number
        if other := self.other(self.other_activity):
            self.desk.permit(other)
        if self.displays:
            self._read_anew(self.lock(number))
            self.become(ActivityCode.CHANGE)
            return Turn(message=information("master-changing", number=number))
        if self.unsaved():
            answers = {"yes": self.save_and_show, "no": self.show_stored, "cancel": lambda: STAY}
            return Turn(ask=Ask("save-first", answers))
        return self.show_stored()

    def save_and_show(self) -> Turn:
        """Save, and go on in display."""
        if waiting := self.check(saving=True):
            return waiting
        message = self.written()
        self.show_stored()
        return Turn(message=message)

    def show_stored(self) -> Turn:
        """Give the lock back and show what is stored."""
        if self.master is None:
            return STAY
        number = self.master.number
        self.release(number)
        self.become(ActivityCode.DISPLAY)
        self._read_anew(self.load(number))
        return Turn(message=information("master-displaying", number=number))

    def _read_anew(self, master: M) -> None:
        self.master, self.before = master, copied(master)
        self.shown_again()

    # --- saving -------------------------------------------------------------------------------------------------------
    @on(ANY, "save")
    def save_master(self, act: Act) -> Turn:
        """Save and return to the first screen, ready for the next one."""
        return self.save()

    def save(self) -> Turn:
        if self.master is None:
            return STAY
        if waiting := self.check(saving=True):
            return waiting
        unchanged = not self.creates and self.master == self.before
        message = information("nothing-changed") if unchanged else self.written()
        self.discard()
        return Turn(self.transaction.screen, message)

    def written(self) -> Message:
        """Save; the message of success, and the number remembered for the next transaction."""
        if self.master is None:
            return information("nothing-changed")
        is_new = self.is_new
        saved = self.store(self.master)
        self.master.number = saved.number
        self.desk.remember(self.transaction.parameter, saved.number)
        return success(self.created if is_new else self.changed, number=saved.number)
