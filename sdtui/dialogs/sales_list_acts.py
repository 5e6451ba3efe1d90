"""Rows of documents act: display, change, refer to, flow; reject and extend one document or all that are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sdtui.dialogs.change_documents import changes_of
from sdtui.dialogs.list_popups import LIST
from sdtui.dialogs.lists import ListDialog
from sdtui.dialogs.sales_list_records import ExtendChoice, OutcomeLine, Outcomes, RejectChoice
from sdtui.domain.authority import ActivityCode
from sdtui.domain.errors import Refuse
from sdtui.domain.pulse import Cancelled
from sdtui.domain.sales_document import Category
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import Act, Call, Extent, ShownColumn, Turn, on
from sdtui.kernel.messages import Message, information, success
from sdtui.kernel.view import MessageType
from sdtui.services.mass_acts import Change, Outcome

REJECT, EXTEND, TRIAL, LOG = "list_reject", "list_extend", "list_trial", "list_log"
DONE, NOT_DONE = "✓", "!"
# The characters of a result that are shown.
_OUTCOME = 52
# What is created with reference to which category, the usual one first.
FOLLOWING = {Category.INQUIRY: (Category.QUOTATION,), Category.QUOTATION: (Category.ORDER, Category.QUOTATION)}


class SalesListActs(ListDialog):
    """``change`` is what a mass act does, ``log`` what the last one has done.

    ``first_acts`` is what is pressed in a document that is opened to be changed.
    """

    first_acts: ClassVar[tuple[str, ...]] = ()
    change: Change | None = None
    tried: Sequence[Outcome] = ()
    log: Sequence[OutcomeLine] = ()

    # --- one document ------------------------------------------------------------------------------------------------
    def open_row(self, row: Any) -> Turn:
        """Display the document."""
        return Turn(call=self.call(ActivityCode.DISPLAY, row))

    def transaction_of(self, activity: ActivityCode) -> Transaction:
        """The transaction that does something with a document of the list."""
        found = self.desk.transaction_for(self.transaction.category, activity)
        if found is None:
            raise Refuse("no-other-activity")
        self.desk.permit(found)
        return found

    def call(self, activity: ActivityCode, row: Any, *codes: str) -> Call:
        """The transaction on the document of a row, and what is pressed there."""
        transaction = self.transaction_of(activity)
        return Call(transaction.code, {transaction.parameter: row.number}, codes=codes)

    @on(LIST, "change_document")
    def change_document(self, act: Act) -> Turn:
        """Change the document under the cursor."""
        self.note_place(act)
        return Turn(call=self.call(ActivityCode.CHANGE, self.row_at(act), *self.first_acts))

    @on(LIST, "show_flow")
    def show_flow(self, act: Act) -> Turn:
        """The document flow of the document under the cursor."""
        self.note_place(act)
        return Turn(call=self.call(ActivityCode.DISPLAY, self.row_at(act), "document_flow"))

    @on(LIST, "changes")
    def changes(self, act: Act) -> Turn:
        """Who changed the document under the cursor, and what."""
        self.note_place(act)
        return changes_of(self.services.change_documents, "sales_document", self.row_at(act).number)

    @on(LIST, "create_with_reference")
    def create_with_reference(self, act: Act) -> Turn:
        """A new document that refers to the one under the cursor."""
        self.note_place(act)
        row = self.row_at(act)
        source = self.transaction_of(ActivityCode.DISPLAY)
        for category in FOLLOWING[Category(self.transaction.category)]:
            if transaction := self.desk.transaction_for(category, ActivityCode.CREATE):
                self.desk.permit(transaction)
                given = {source.parameter: row.number, **self.type_for(category, row.document_type)}
                codes = ("create_with_reference", "check")
                return Turn(call=Call(transaction.code, given, codes=codes, enter=True))
        raise Refuse("no-predecessors", document_type=row.document_type)

    def type_for(self, category: Category, source: str) -> Mapping[str, str]:
        """The type of the new document where the clerk has not created one before: the first that takes ``source``."""
        parameter, customizing = f"AAT{category}", self.services.context.customizing
        kinds = (code for code, kind in customizing.document_types.items() if kind.category is category)
        first = next((code for code in kinds if (source, code) in customizing.copy_controls), "")
        return {parameter: first} if first and not self.desk.parameters.get(parameter) else {}

    # --- reject and extend -------------------------------------------------------------------------------------------
    @on(LIST, "reject_documents")
    def ask_reason(self, act: Act) -> Turn:
        """Ask for the reason for rejection."""
        self.note_place(act)
        self.targets(act)
        self.popup = RejectChoice()
        return Turn(REJECT, cursor="rejection_reason")

    @on(LIST, "extend_documents")
    def ask_validity(self, act: Act) -> Turn:
        """Ask for the new end of validity."""
        self.note_place(act)
        self.targets(act)
        self.popup = ExtendChoice()
        return Turn(EXTEND, cursor="valid_to")

    @on(REJECT, "check")
    def reject(self, act: Act) -> Turn:
        """Reject the documents."""
        return self.tried_out(self.services.mass_acts.rejection(self.popup.rejection_reason))

    @on(EXTEND, "check")
    def extend(self, act: Act) -> Turn:
        """Extend the validity of the documents."""
        choice = self.popup
        if bool(choice.valid_to) == bool(choice.days):
            raise Refuse("valid-to-or-days", "valid_to")
        if choice.valid_to and choice.valid_to < self.services.context.today():
            raise Refuse("valid-to-in-past", "valid_to", valid_to=choice.valid_to)
        return self.tried_out(self.services.mass_acts.extension(choice.valid_to, choice.days))

    def numbers(self) -> list[str]:
        """The documents that are meant: each once, however many of its items are marked."""
        rows = list(self.marks.values()) or [row for row in self.shown if self.is_here(row)]
        return list(dict.fromkeys(row.number for row in rows))

    def tried_out(self, change: Change) -> Turn:
        """Say of several documents what would happen to each; one is changed at once."""
        self.change = change
        numbers = self.numbers()
        if len(numbers) == 1:
            return self.done_with_one(self.carried_out(numbers)[0])
        beat, acts = self.services.context.pulse.beat, self.services.mass_acts
        self.tried = []
        for count, number in enumerate(numbers):
            beat(count)
            self.tried.append(acts.try_out(number, change))
        self.popup = Outcomes([self.outcome_line(each) for each in self.tried])
        possible = sum(each.done for each in self.tried)
        message = information("trial", count=possible, all=len(numbers))
        return Turn(TRIAL, message, cursor="lines[0].number", over=self.screen_of_list)

    def outcome_line(self, outcome: Outcome) -> OutcomeLine:
        """A document and what happens to it, in words."""
        told = Message(MessageType.SUCCESS, outcome.message, {"number": outcome.number, **outcome.slots})
        return OutcomeLine(DONE if outcome.done else NOT_DONE, outcome.number, self.desk.words.message(told))

    @on(TRIAL, "check")
    def carry_out(self, act: Act) -> Turn:
        """Change the documents that can be changed, each by itself, and show what was done."""
        numbers = [each.number for each in self.tried if each.done]
        if not numbers:
            raise Refuse("trial-nothing-possible")
        outcomes = self.carried_out(numbers)
        done = {each.number: each for each in outcomes}
        self.log = [self.outcome_line(done.get(each.number, each)) for each in self.tried]
        count = sum(each.done for each in outcomes)
        self.marks = {}
        self.renewed()
        self.popup = Outcomes(list(self.log))
        id = "mass-done" if count == len(self.log) else "mass-partly-done"
        message = success(id, count=count, all=len(self.log))
        return Turn(LOG, message, cursor="lines[0].number", over=self.screen_of_list)

    def carried_out(self, numbers: Sequence[str]) -> list[Outcome]:
        """Change documents one after the other; stopped by the clerk, the rest stays as it was."""
        change = self.change
        if change is None:
            raise RuntimeError("nothing was asked for")
        acts, tcode = self.services.mass_acts, self.transaction_of(ActivityCode.CHANGE).code
        outcomes: list[Outcome] = []
        for count, number in enumerate(numbers):
            try:
                self.services.context.pulse.beat(count)
            except Cancelled as cancelled:
                outcomes += [Outcome(each, cancelled.message) for each in numbers[count:]]
                break
            outcomes.append(acts.carry_out(number, change, tcode))
        return outcomes

    def done_with_one(self, outcome: Outcome) -> Turn:
        """What was done to one document, or why not."""
        if not outcome.done:
            slots = {"number": outcome.number, **outcome.slots}
            return Turn(message=Message(MessageType.ERROR, outcome.message, slots))
        self.log = [self.outcome_line(outcome)]
        self.marks = {}
        told = Message(MessageType.SUCCESS, outcome.message, {"number": outcome.number, **outcome.slots})
        return self.renewed(told)

    @on(LIST, "log")
    def show_log(self, act: Act) -> Turn:
        """What the last act on documents has done."""
        self.note_place(act)
        if not self.log:
            raise Refuse("no-log")
        self.popup = Outcomes(list(self.log))
        return Turn(LOG, cursor="lines[0].number")

    @on(LOG, "check")
    def leave_log(self, act: Act) -> Turn:
        """Back to the list."""
        return self.back()

    def slots(self, screen: str) -> Mapping[str, object]:
        if screen not in (REJECT, EXTEND):
            return super().slots(screen)
        numbers = self.numbers()
        many = self.desk.words.text("text.documents", count=len(numbers))
        return {"documents": numbers[0] if len(numbers) == 1 else many}

    def extent(self, screen: str, table: str) -> Extent | None:
        if screen not in (TRIAL, LOG):
            return super().extent(screen, table)
        return Extent((ShownColumn("done_mark"), ShownColumn("number"), ShownColumn("outcome", _OUTCOME)))

    def row_style(self, screen: str, table: str, row: object) -> tuple[str, int]:
        if isinstance(row, OutcomeLine):
            return ("" if row.done_mark == DONE else "warning"), 0
        return super().row_style(screen, table, row)
