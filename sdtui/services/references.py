"""Referring to other documents: what may be referred to, what is copied, and the flow that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sdtui.domain.copying import copy_header, copy_header_conditions, copy_items
from sdtui.domain.customizing_rows import CopyControl
from sdtui.domain.errors import Finding, Refuse
from sdtui.domain.open_items import OpenItem, check_source, pending, propose
from sdtui.domain.probability import default_probability
from sdtui.domain.sales_document import Category, FlowEntry, SalesDocument, SalesItem
from sdtui.services.completion import entered
from sdtui.services.context import Context
from sdtui.services.incompletion import Incompletion
from sdtui.services.pricing import Pricing
from sdtui.store import document_flow
from sdtui.store import sales_documents as stored


@dataclass(slots=True)
class Source:
    """A document to refer to, how it is copied, and what of it is open."""

    document: SalesDocument
    control: CopyControl
    lines: list[OpenItem]
    findings: list[Finding]


class References:
    """The acts on documents that refer to others; ``admit`` refuses what the clerk may not see."""

    def __init__(self, context: Context, pricing: Pricing, admit: Callable[[SalesDocument, str], None]) -> None:
        self.context = context
        self.customizing = context.customizing
        self.pricing = pricing
        self.incompletion = Incompletion(context, pricing)
        self.admit = admit

    def predecessors(self, document_type: str) -> frozenset[Category]:
        """The categories that a document of this type may refer to."""
        kind = self.customizing.document_types.get(document_type)
        return frozenset(Category(code) for code in kind.predecessors) if kind else frozenset()

    def source(self, number: str, target: SalesDocument, category: str = "") -> Source:
        """Read a document to refer to; ``target`` is the document that refers."""
        if number == target.number:
            raise Refuse("source-same-document", "", number=number)
        with self.context.database.read() as unit:
            document = stored.load(unit, number)
        if document is None:
            raise Refuse("document-unknown", "", number=number)
        self.admit(document, category)
        control = self.customizing.copy_control(document.document_type, target.document_type)
        today = self.context.today()
        findings = self.incompletion.against_reference(document) + check_source(document, target, control, today)
        lines = propose(document, control, self.customizing.item_categories, today, pending(document, target))
        return Source(document, control, lines, findings)

    def copy_from(self, source: Source, target: SalesDocument, chosen: Mapping[int, Decimal]) -> int:
        """Copy the chosen items with their quantities into ``target``; returns how many."""
        kind = self.customizing.document_type(target.document_type)
        freight = self.pricing.customizing.freight
        items = copy_items(source.document, target, source.control, kind, source.lines, chosen, freight)
        copy_header(source.document, target, source.control, kind, self.context.today())
        copy_header_conditions(source.document, target, source.control)
        for item in items:
            item.determined_for = entered(item)
        self._propose_probability(source.document, target, items)
        target.items.extend(items)
        return len(items)

    def _propose_probability(self, source: SalesDocument, target: SalesDocument, items: Iterable[SalesItem]) -> None:
        """A chance that was only proposed becomes that of the new document type; one that a clerk entered stays."""
        was, now = (
            default_probability(self.customizing.document_type(kind).probability, source.customer_probability)
            for kind in (source.document_type, target.document_type)
        )
        for item in items:
            item.probability = now if item.probability == was else item.probability

    def flow(self, document: SalesDocument, item: int = 0) -> list[FlowEntry]:
        """What the document came from, itself, and what followed; of one item where ``item`` names it."""
        with self.context.database.read() as unit:
            return document_flow.flow(unit, document.number, item)
