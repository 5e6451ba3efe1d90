"""What is done to many documents from a list: each is tried out first, and then an act of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sdtui.domain.authority import ActivityCode
from sdtui.domain.errors import Refuse, SdtuiError, refuse_errors
from sdtui.domain.sales_document import SalesDocument, Status
from sdtui.services.locking import Locking
from sdtui.services.sales_documents import SalesDocuments
from sdtui.services.saving import OBJECT as LOCKED

# Changes a document and says how, as the id of a message and its slots; refuses what cannot be changed.
Change = Callable[[SalesDocument], tuple[str, Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to a document, or would happen: done as ``message`` says, or not because of it."""

    number: str
    message: str
    slots: Mapping[str, object] = field(default_factory=dict[str, object])
    done: bool = False


class MassActs:
    """The acts of one clerk on many documents."""

    def __init__(self, sales: SalesDocuments, locking: Locking) -> None:
        self.sales = sales
        self.locking = locking

    # --- changes -----------------------------------------------------------------------------------------------------
    def rejection(self, reason: str) -> Change:
        """Reject every item that is still open; what was ordered stays as it is."""

        def change(document: SalesDocument) -> tuple[str, Mapping[str, object]]:
            items = [item for item in document.items if not _is_settled(item.rejection_reason, item.overall_status)]
            if not items:
                raise Refuse("nothing-to-reject")
            for item in items:
                item.rejection_reason = reason
            return "document-rejected", {"count": len(items), "all": len(document.items), "reason": reason}

        return change

    def extension(self, valid_to: date | None, days: int) -> Change:
        """Extend the validity to a day, or by so many days from its own end."""

        def change(document: SalesDocument) -> tuple[str, Mapping[str, object]]:
            former = document.valid_to
            if document.overall_status is Status.COMPLETE:
                raise Refuse("nothing-to-extend")
            if not valid_to and not former:
                raise Refuse("no-validity-to-extend")
            new = valid_to or ((former + timedelta(days=days)) if former else None)
            if new is None or (former and new <= former):
                raise Refuse("valid-to-not-later", valid_to=former)
            document.valid_to = new
            return "document-extended", {"former": former or "", "valid_to": new}

        return change

    # --- trying out and doing ----------------------------------------------------------------------------------------
    def try_out(self, number: str, change: Change) -> Outcome:
        """What a change would do, without writing anything."""
        try:
            document = self.sales.load(number)
            self.sales.permit(ActivityCode.CHANGE, document)
            self._refuse_locked(number)
            return self._changed(document, change)
        except SdtuiError as refused:
            return Outcome(number, refused.message, refused.slots)

    def carry_out(self, number: str, change: Change, tcode: str) -> Outcome:
        """Change a document as if ``tcode`` had done it; others go on when it is refused."""
        try:
            document = self.sales.open_for_change(number)
        except SdtuiError as refused:
            return Outcome(number, refused.message, refused.slots)
        try:
            before = self.sales.snapshot(document)
            outcome = self._changed(document, change, before)
            self.sales.save(document, before, tcode)
        except SdtuiError as refused:
            return Outcome(number, refused.message, refused.slots)
        else:
            return outcome
        finally:
            self.sales.release(number)

    def _changed(self, document: SalesDocument, change: Change, before: SalesDocument | None = None) -> Outcome:
        stored = before or self.sales.snapshot(document)
        message, slots = change(document)
        completed = self.sales.complete(document, stored, saving=True)
        if completed.choose or completed.areas:
            raise Refuse("only-in-document")
        refuse_errors(completed.findings)
        return Outcome(document.number, message, slots, done=True)

    def _refuse_locked(self, number: str) -> None:
        """Raises ``Locked`` with who has the document; nothing stays locked."""
        if not self.locking.is_free(LOCKED, number):
            self.locking.lock(LOCKED, number)
            self.locking.release(LOCKED, number)


def _is_settled(reason: str, status: Status) -> bool:
    return bool(reason) or status is Status.COMPLETE
