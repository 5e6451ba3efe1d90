"""Records of screens that are no documents: what a clerk fills in to get at one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from sdtui.domain import elements as e
from sdtui.domain.sales_document import FlowEntry

InquiryNumber = Annotated[str, e.number("inquiry", "inquiry", "VBAK-VBELN", parameter="AFN", checked=False)]
QuotationNumber = Annotated[str, e.number("quotation", "quotation", "VBAK-VBELN", parameter="AGN", checked=False)]
OrderNumber = Annotated[str, e.number("order", "order", "VBAK-VBELN", parameter="AUN", checked=False)]
Selected = Annotated[bool, e.Element(name="selected", length=1)]
SelectionReason = Annotated[str, e.code("selection_reason", 40, "selection_reason", checked=False)]
FlowTitle = Annotated[str, e.text("flow_title", 46)]


@dataclass(slots=True)
class ReferenceChoice:
    """The document to refer to; one of the fields is filled. ``proposed`` is the number that nobody typed."""

    inquiry: InquiryNumber = ""
    quotation: QuotationNumber = ""
    order: OrderNumber = ""
    proposed: str = ""


@dataclass(slots=True)
class SelectionLine:
    """A line of the selection list; ``quantity`` is what is to be copied of ``open_quantity``."""

    index: int
    selected: Selected
    item: e.ItemNumber
    material: e.Material
    description: e.ItemDescription
    quantity: e.OrderQuantity
    open_quantity: e.OpenQuantity
    unit: e.Unit
    reason: SelectionReason = ""
    possible: bool = True


@dataclass(slots=True)
class SelectionList:
    """The items of a document that may be referred to."""

    number: e.ReferenceNumber = ""
    sold_to: e.SoldTo = ""
    sold_to_name: e.Name = ""
    valid_from: e.ValidFrom = None
    valid_to: e.ValidTo = None
    lines: list[SelectionLine] = field(default_factory=list[SelectionLine])


@dataclass(slots=True)
class FlowLine:
    """A document in the document flow, indented below what it came from."""

    entry: FlowEntry
    title: FlowTitle
    document_date: e.DocumentDate
    net_value: e.NetValue
    currency: e.Currency
    overall_status: Annotated[str, e.code("overall_status", 1, "status", "VBUK-GBSTK")]


@dataclass(slots=True)
class DocumentFlow:
    """The document flow of one document."""

    number: e.DocumentNumber = ""
    sold_to: e.SoldTo = ""
    sold_to_name: e.Name = ""
    entries: list[FlowLine] = field(default_factory=list[FlowLine])


@dataclass(slots=True)
class Position:
    """The item to scroll to."""

    item: e.ItemNumber = 0
