"""VA11 to VA23: the way into a sales document, its overview, saving and leaving.

Items, references and the document flow stand beside this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sdtui.dialogs.document_flow import DocumentFlowActs
from sdtui.dialogs.incompletion import IncompletionActs
from sdtui.dialogs.item_acts import ItemActs
from sdtui.dialogs.item_import import ItemImportActs
from sdtui.dialogs.item_records import FastChange, ItemProposal, ProposedItem
from sdtui.dialogs.records import DocumentFlow, FlowLine, Position, ReferenceChoice, SelectionLine, SelectionList
from sdtui.dialogs.reference_acts import ReferenceActs
from sdtui.dialogs.sales_screens import (
    CHANGEABLE,
    FAST_CHANGE,
    FLOW,
    HEADER,
    IMPORT_COLUMNS,
    IMPORT_FILE,
    IMPORT_PREVIEW,
    INITIAL_CHANGE,
    INITIAL_CREATE,
    INITIAL_DISPLAY,
    ITEM,
    OVERVIEW,
    POSITION,
    PROPOSAL,
    REFERENCE,
    SELECTION,
    TEXT,
)
from sdtui.domain.authority import ActivityCode
from sdtui.domain.conditions import Condition
from sdtui.domain.customizing_rows import PricingType
from sdtui.domain.errors import Locked
from sdtui.domain.item_import import ImportColumn, ImportFile, ImportLine, ImportMapping, ImportPreview
from sdtui.domain.sales_document import DocumentText, Partner, SalesDocument, SalesItem
from sdtui.kernel.dialog import ANY, STAY, Act, Ask, State, Turn, on
from sdtui.kernel.fields import fields_of
from sdtui.kernel.messages import Message, information, success
from sdtui.services.saving import OBJECT as LOCKED

WRITING = frozenset({
    "save", "insert_line", "copy_line", "delete_line", "new_pricing", "create_with_reference", "paste",
    "edit_items", "fast_change", "propose_items", "import_items", "renumber", "duplicate_line", "free_line",
})  # fmt: skip


class SalesDocumentDialog(ItemImportActs, ItemActs, ReferenceActs, DocumentFlowActs, IncompletionActs):
    """One running VA transaction."""

    records: ClassVar[Mapping[str, type]] = {
        record.__name__: record
        for record in (
            SalesDocument, SalesItem, Partner, Condition, DocumentText, ReferenceChoice, SelectionList, SelectionLine,
            DocumentFlow, FlowLine, Position, FastChange, ItemProposal, ProposedItem, ImportFile, ImportMapping,
            ImportColumn, ImportPreview, ImportLine,
        )
    }  # fmt: skip

    # --- what the kernel asks ----------------------------------------------------------------------------------------
    def record(self, screen: str) -> object:
        special = {TEXT: self.text, REFERENCE: self.choice, SELECTION: self.selection, FLOW: self.flow,
                   POSITION: self.wanted, FAST_CHANGE: self.fast, PROPOSAL: self.proposal,
                   IMPORT_FILE: self.import_file, IMPORT_COLUMNS: self.mapping,
                   IMPORT_PREVIEW: self.preview}  # fmt: skip
        if screen == ITEM:
            return self.shown_item()
        return special.get(screen, self.document)

    def closed(self, screen: str) -> bool:
        return self.displays and screen in CHANGEABLE

    def states(self, screen: str) -> Mapping[str, State]:
        if screen == REFERENCE:
            return self.reference_states()
        if screen in (HEADER, ITEM):
            return self.condition_states(self.shown_record(screen).conditions)
        special = {SELECTION: self.selection_states, FAST_CHANGE: self.fast_change_states,
                   IMPORT_COLUMNS: self.column_states, IMPORT_PREVIEW: self.preview_states}  # fmt: skip
        if screen in special:
            return special[screen]()
        return self.overview_states() if screen == OVERVIEW and not self.displays else {}

    def overview_states(self) -> dict[str, State]:
        """Who was referred to is not replaced, and a material that was copied stays what it is."""
        states: dict[str, State] = {}
        for index, item in enumerate(self.document.items):
            if item.reference_number or item.referenced_quantity:
                states[f"items[{index}].material"] = State.CLOSED
                states["sold_to"] = State.CLOSED
        return states

    def key_refusal(self, screen: str, code: str) -> str:
        if self.displays and code in WRITING:
            return "display-only"
        if code == "toggle_change" and self.creates:
            return "not-saved-yet"
        if code == "toggle_change" and not self.other(ActivityCode.CHANGE if self.displays else ActivityCode.DISPLAY):
            return "no-other-activity"
        return ""

    def slots(self, screen: str) -> Mapping[str, object]:
        item = self.shown_item().item if screen == ITEM else ""
        return {"number": self.document.number, "item": item, "text": self.text.text_id}

    def facts(self, screen: str, row: object | None) -> Mapping[str, str]:
        document = self.document
        organization = ("sales_org", "channel", "division", "sales_office")
        names = ("document_type", *organization, "sold_to", "currency", "pricing_procedure")
        facts = {name: str(getattr(document, name)) for name in names}
        if screen == REFERENCE:
            facts["reference_of"] = document.sold_to
        facts |= {"category": self.transaction.category, "level": "item" if screen == ITEM else "header"}
        if isinstance(row, SalesItem | ImportLine):
            facts |= {"material": row.material, "plant": row.plant}
        if isinstance(row, Partner):
            facts["partner_function"] = row.function
        return facts

    def row_style(self, screen: str, table: str, row: object) -> tuple[str, int]:
        match row:
            case SalesItem():
                aside = bool(row.alternative_to or row.higher_level_item)
                return ("muted" if row.rejection_reason or row.alternative_to else ""), int(aside)
            case Condition():
                return ("total" if row.subtotal else "muted" if row.inactive else ""), 0
            case SelectionLine():
                return ("" if row.possible else "muted"), 0
            case FlowLine():
                return "", max(0, row.entry.level - min(line.entry.level for line in self.flow.entries))
            case _:
                return "", 0

    def leaves(self, screen: str, code: str) -> bool:
        return screen == OVERVIEW

    def unsaved(self) -> bool:
        return not self.displays and self.in_document and self.document != self.before

    def discard(self) -> None:
        document = self.document
        if self.in_document and document.number and not self.displays:
            self.sales.release(document.number)
        # what followed from a customer is not proposed for the next one
        typed = self.before if self.creates else document
        super().discard()
        self.start_anew(self.sales.blank_like(typed, keep_number=not self.creates))

    # --- the way in --------------------------------------------------------------------------------------------------
    def entered(self, screen: str) -> Turn:
        """The type that the clerk created last in this category, where another category was used since."""
        if self.creates and not self.document.document_type:
            self.document.document_type = self.desk.parameters.get(self.type_parameter, "")
        return STAY

    @property
    def type_parameter(self) -> str:
        """Under which the last document type of the category is remembered."""
        return f"AAT{self.transaction.category}"

    @on(INITIAL_CREATE, "check")
    def begin(self, act: Act) -> Turn:
        """Check type and sales area, and open an empty overview."""
        self.open_new()
        return Turn(OVERVIEW, tab="items", cursor="sold_to")

    @on(INITIAL_CHANGE, "check")
    @on(INITIAL_DISPLAY, "check")
    def open_existing(self, act: Act) -> Turn:
        """Read the document; lock it for change, or offer display when somebody else has it."""
        number = self.document.number
        if self.displays:
            return self.show(self.sales.load(number, self.transaction.category))
        try:
            return self.show(self.sales.open_for_change(number, self.transaction.category))
        except Locked as locked:
            return self.locked_out(locked, (LOCKED, number), lambda: self.open_existing(act), self.show_locked)

    def show_locked(self) -> Turn:
        """Display the document that somebody else has."""
        return self.show(self.sales.load(self.document.number, self.transaction.category))

    def show(self, document: SalesDocument) -> Turn:
        """Open the overview on a document that was read."""
        self.document, self.before = document, self.sales.snapshot(document)
        self.in_document = True
        message = None
        if self.sales.expired(document):
            message = information("document-expired", number=document.number, valid_to=document.valid_to)
        return Turn(OVERVIEW, message, tab="items", cursor="" if self.displays else "customer_reference")

    @on(OVERVIEW, "toggle_change")
    @on(HEADER, "toggle_change")
    @on(ITEM, "toggle_change")
    def toggle_change(self, act: Act) -> Turn:
        """From display to change and back; unsaved changes are asked about."""
        number = self.document.number
        if other := self.other(ActivityCode.CHANGE if self.displays else ActivityCode.DISPLAY):
            self.desk.permit(other)
        if self.displays:
            self.document = self.sales.open_for_change(number, self.transaction.category)
            self.before = self.sales.snapshot(self.document)
            self.become(ActivityCode.CHANGE)
            return Turn(message=information("now-changing", number=number))
        if self.unsaved():
            answers = {"yes": self.save_and_show, "no": self.show_stored, "cancel": lambda: STAY}
            return Turn(ask=Ask("save-first", answers))
        return self.show_stored()

    def save_and_show(self) -> Turn:
        """Save, and go on in display."""
        waiting = self.completed(self.save_and_show, saving=True) or self.asked_incomplete(self.saved_and_shown)
        return waiting or self.saved_and_shown()

    def saved_and_shown(self) -> Turn:
        """Store, and go on in display."""
        message = self.written()
        self.show_stored()
        return Turn(message=message)

    def show_stored(self) -> Turn:
        """Give the lock back and show what is stored."""
        number = self.document.number
        self.sales.release(number)
        self.become(ActivityCode.DISPLAY)
        self.document = self.sales.load(number, self.transaction.category)
        self.before = self.sales.snapshot(self.document)
        self.item_index = min(self.item_index, max(0, len(self.document.items) - 1))
        return Turn(message=information("now-displaying", number=number))

    # --- the overview and the details --------------------------------------------------------------------------------
    @on(OVERVIEW, "check")
    @on(HEADER, "check")
    @on(ITEM, "check")
    @on(TEXT, "check")
    def check(self, act: Act) -> Turn:
        """Enter: complete what follows from what was typed, price it, and say what is wrong."""
        return self.checked()

    @on(OVERVIEW, "header_details")
    def header_details(self, act: Act) -> Turn:
        """Header details."""
        return self.completed(lambda: self.header_details(act)) or Turn(HEADER)

    @on(OVERVIEW, "new_pricing")
    @on(HEADER, "new_pricing")
    @on(ITEM, "new_pricing")
    def new_pricing(self, act: Act) -> Turn:
        """Read prices again: everything anew, or manual conditions kept."""

        def reprice(kind: PricingType) -> Turn:
            self.sales.reprice(self.document, kind)
            return self.completed() or Turn(message=success("prices-read-again"))

        answers = {
            "keep_manual": lambda: reprice(PricingType.KEEP_MANUAL),
            "all_new": lambda: reprice(PricingType.NEW),
            "cancel": lambda: STAY,
        }
        return Turn(ask=Ask("new-pricing", answers))

    # --- saving ------------------------------------------------------------------------------------------------------
    @on(ANY, "save")
    def save_document(self, act: Act) -> Turn:
        """Save and return to the first screen, ready for the next document."""
        return self.save()

    def save(self) -> Turn:
        waiting = self.completed(self.save, saving=True) or self.asked_incomplete(self.saved)
        return waiting or self.saved()

    def saved(self) -> Turn:
        """Store what has changed, and begin anew."""
        unchanged = not self.creates and self.document == self.before
        message = information("nothing-changed") if unchanged else self.written()
        self.discard()
        return Turn(self.transaction.screen, message)

    def written(self) -> Message:
        """Save; the message of success."""
        number = self.sales.save(self.document, self.before, self.transaction.code)
        self.desk.remember(self.transaction.parameter, number)
        self.desk.remember(fields_of(SalesDocument)["sold_to"].element.parameter, self.document.sold_to)
        if self.creates:
            self.desk.remember(self.type_parameter, self.document.document_type)
        return success("document-saved", document=self.sales.type_text(self.document.document_type), number=number)
