"""The records of the lists of inquiries and quotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from sdtui.dialogs.list_base import list_class
from sdtui.dialogs.selection import selection_class
from sdtui.domain import elements as e
from sdtui.domain.list_rows import DocumentLine, ItemLine

ListChoice = Annotated[str, e.code("list_choice", 1, "list_choice")]
ByItem = Annotated[bool, e.Element(name="by_item", length=1)]
IncompletionStep = Annotated[str, e.code("incompletion_step", 1, "incompletion")]
ExtendDays = Annotated[int, e.Element(name="extend_days", length=3)]
Outcome = Annotated[str, e.text("outcome", 100)]
Mark = Annotated[str, e.text("done_mark", 1)]

CRITERIA = (
    "sold_to", "material", "customer_reference", "number", "document_date", "valid_from", "valid_to",
    "requested_delivery_date", "partner_function", "partner", "document_type", "sales_org", "channel", "division",
    "sales_office", "sales_group", "created_by", "created_on", "overall_status", "rejection_reason", "net_value",
    "probability",
)  # fmt: skip
# Criteria that are no fields of a document's line.
_OF_ITEMS_AND_PARTNERS = {
    "material": e.Material,
    "rejection_reason": e.RejectionReason,
    "partner_function": e.PartnerFunction,
    "partner": e.PartnerNumber,
}
_ENTRIES = {"choice": ListChoice, "by_item": ByItem}

DocumentSelection = selection_class("DocumentSelection", DocumentLine, CRITERIA, _OF_ITEMS_AND_PARTNERS | _ENTRIES)
IncompleteSelection = selection_class(
    "IncompleteSelection",
    DocumentLine,
    CRITERIA,
    _OF_ITEMS_AND_PARTNERS | _ENTRIES | {"incompletion_step": IncompletionStep},
)
DocumentList, ItemList = list_class("DocumentList", DocumentLine), list_class("ItemList", ItemLine)


@dataclass(slots=True)
class RejectChoice:
    """Why documents are rejected."""

    rejection_reason: e.RejectionReason = ""


@dataclass(slots=True)
class ExtendChoice:
    """Until when documents are valid: a day for all, or so many days more for each."""

    valid_to: e.ValidTo = None
    days: ExtendDays = 0


@dataclass(slots=True)
class OutcomeLine:
    """A document and what happens to it."""

    done_mark: Mark
    number: e.DocumentNumber
    outcome: Outcome


@dataclass(slots=True)
class Outcomes:
    """What a mass act would do or has done, document by document."""

    lines: list[OutcomeLine] = field(default_factory=list[OutcomeLine])


RECORDS: dict[str, type] = {
    record.__name__: record
    for record in (
        DocumentSelection, IncompleteSelection, DocumentList, ItemList, DocumentLine, ItemLine, RejectChoice,
        ExtendChoice, OutcomeLine, Outcomes,
    )
}  # fmt: skip
