"""What a clerk wants to change and somebody else has: it is displayed at once, and he is told when it is free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sdtui.dialogs.change_documents import changes_of
from sdtui.domain.authority import ActivityCode
from sdtui.domain.errors import Locked, Refuse
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import ANY, STAY, Act, Ask, Dialog, Turn, Workplace, on
from sdtui.kernel.messages import Message, information

if TYPE_CHECKING:
    from sdtui.services.bundle import Services


class LockedActs(Dialog):
    """Base of dialogs that lock what they change.

    ``waiting`` is the object and key that the clerk would have changed, ``called`` the transaction that he called.
    """

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.services: Services = desk.services
        self.waiting: tuple[str, str] | None = None
        self.called: Transaction | None = None

    @property
    def displays(self) -> bool:
        """Whether the activity is display."""
        return self.transaction.activity == ActivityCode.DISPLAY

    @property
    def creates(self) -> bool:
        """Whether the activity is create."""
        return self.transaction.activity == ActivityCode.CREATE

    def other(self, activity: ActivityCode) -> Transaction | None:
        """The transaction that does ``activity`` with the same objects, where there is one."""
        return self.desk.transaction_for(self.transaction.category, activity)

    def become(self, activity: ActivityCode) -> None:
        """Go on as the transaction that does ``activity`` with the same objects."""
        self.transaction = self.other(activity) or self.transaction
        self.waiting = self.called = None

    def locked_out(
        self, locked: Locked, place: tuple[str, str], change: Callable[[], Turn], show: Callable[[], Turn]
    ) -> Turn:
        """Display with ``show`` what is locked; from another logon of the same clerk ``change`` may take it over.

        ``place`` is object and key. Raises ``locked`` where there is no transaction to display with.
        """
        display = self.other(ActivityCode.DISPLAY)
        if display is None:
            raise locked
        self.desk.permit(display)

        def displayed() -> Turn:
            called, self.transaction = self.transaction, display
            turn = show()
            self.waiting, self.called = place, called
            return replace(turn, message=information(locked.message, **locked.slots))

        def taken() -> Turn:
            self.services.locking.free_own(*place)
            return change()

        if locked.message != "locked-by-own-logon":
            return displayed()
        answers = {"take_over": taken, "display": displayed, "cancel": lambda: STAY}
        return Turn(ask=Ask("locked-by-own-logon", answers, locked.slots))

    def changed_object(self, act: Act) -> tuple[str, str]:
        """Object and key whose changes are asked for; an empty key where nothing is stored yet."""
        raise NotImplementedError

    @on(ANY, "changes")
    def changes(self, act: Act) -> Turn:
        """Who changed it, and when."""
        object, key = self.changed_object(act)
        if not key:
            raise Refuse("no-changes-yet")
        return changes_of(self.services.change_documents, object, key)

    def discard(self) -> None:
        self.waiting = None
        if self.called:
            # he called change, and so he gets his next one
            self.transaction, self.called = self.called, None

    def news(self) -> Message | None:
        if self.waiting is None or not self.services.locking.is_free(*self.waiting):
            return None
        key, self.waiting = self.waiting[1], None
        return information("free-again", key=key)
