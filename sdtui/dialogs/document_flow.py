"""The document flow: what a document came from and what followed, a line each."""

from __future__ import annotations

from sdtui.dialogs.records import DocumentFlow, FlowLine
from sdtui.dialogs.sales_base import SalesBase
from sdtui.dialogs.sales_screens import FLOW, HEADER, INITIAL_CHANGE, INITIAL_DISPLAY, ITEM, OVERVIEW
from sdtui.domain.authority import ActivityCode
from sdtui.domain.errors import Refuse
from sdtui.domain.sales_document import FlowEntry
from sdtui.kernel.dialog import Act, Call, Turn, on


class DocumentFlowActs(SalesBase):
    """F5, and the way from a line to its document."""

    @on(INITIAL_CHANGE, "document_flow")
    @on(INITIAL_DISPLAY, "document_flow")
    @on(OVERVIEW, "document_flow")
    @on(HEADER, "document_flow")
    @on(ITEM, "document_flow")
    def document_flow(self, act: Act) -> Turn:
        """The flow of the document on the screen; a new document shows what it refers to."""
        document = self.document
        if not self.in_document:
            document = self.sales.load(self.document.number, self.transaction.category)
        item = self.shown_item().item if act.screen == ITEM else 0
        entries = self.sales.references.flow(document, item)
        if not entries:
            raise Refuse("no-document-flow")
        lines = [self.flow_line(entry) for entry in entries]
        self.flow = DocumentFlow(document.number, document.sold_to, self.sales.partner_name(document), lines)
        place = next((n for n, entry in enumerate(entries) if entry.level == 0), 0)
        return Turn(FLOW, cursor=f"entries[{place}].title")

    def flow_line(self, entry: FlowEntry) -> FlowLine:
        """A document in words; an arrow marks the one that the clerk came from."""
        kind = self.sales.type_text(entry.document_type)
        number = entry.number.lstrip("0") or "-"
        item = f" / {entry.item}" if entry.item else ""
        title = f"{kind} {number}{item}"
        here = " ←" if entry.level == 0 else ""
        return FlowLine(
            entry, title + here, entry.document_date, entry.net_value, entry.currency, entry.overall_status.value
        )

    @on(FLOW, "check", "choose")
    def display_document(self, act: Act) -> Turn:
        """Display the document of the line; F3 comes back here."""
        if not 0 <= act.row < len(self.flow.entries):
            raise Refuse("choose-a-row")
        entry = self.flow.entries[act.row].entry
        transaction = self.desk.transaction_for(entry.category, ActivityCode.DISPLAY)
        if transaction is None:
            raise Refuse("no-display-transaction", number=entry.number)
        return Turn(call=Call(transaction.code, {transaction.parameter: entry.number}))
