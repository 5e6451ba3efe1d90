"""The documents of the demo company, made through the services, each on its own day by its own clerk.

Dates count from the day of loading, so that there are always open, expiring and expired documents.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from sdtui.domain.authority import Actor
from sdtui.domain.conditions import Condition, Origin
from sdtui.domain.partners import set_partner
from sdtui.domain.sales_document import Category, Partner, SalesDocument
from sdtui.services.bundle import Services
from sdtui.services.demo_rows import Cells, grouped, record, rows
from sdtui.services.locking import Locking
from sdtui.services.pricing import Pricing
from sdtui.services.sales_documents import SalesDocuments

TCODES = {Category.INQUIRY: "VA11", Category.QUOTATION: "VA21", Category.ORDER: "VA01"}


class DemoDocuments:
    """Makes the documents in the order of the file."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services = services
        self.loaded_on = services.context.today()
        self.day = self.loaded_on
        self.numbers: dict[str, str] = {}
        self.desks: dict[str, SalesDocuments] = {}
        self.documents = rows(folder, "documents")
        self.items = grouped(folder, "document_items", "ref")
        self.partners = grouped(folder, "document_partners", "ref")
        self.texts = grouped(folder, "document_texts", "ref")
        self.conditions = grouped(folder, "document_conditions", "ref")

    def load(self) -> int:
        """Make them all; returns how many."""
        for row in self.documents:
            self._document(row)
        return len(self.documents)

    def _desk(self, user: str) -> SalesDocuments:
        if user not in self.desks:
            context = replace(
                self.services.context,
                actor=Actor(user, user.title()),
                today=lambda: self.day,
                now=lambda: datetime.combine(self.day, time(9), UTC),
            )
            self.desks[user] = SalesDocuments(
                context, Pricing(context, self.services.pricing_customizing), Locking(context)
            )
        return self.desks[user]

    def _on(self, offset: str) -> date | None:
        return self.loaded_on + timedelta(days=int(offset)) if offset else None

    def _document(self, row: Cells) -> None:
        ref, user = row["ref"], row["created_by"]
        desk = self._desk(user)
        self.day = self._on(row["document_date"]) or self.loaded_on
        kind = self.services.context.customizing.document_type(row["document_type"])
        first = SalesDocument(
            category=kind.category,
            document_type=kind.code,
            sales_org=row["sales_org"],
            channel=row["channel"],
            division=row["division"],
        )
        document = desk.new(first)
        begun = desk.snapshot(document)
        self._header(document, row)
        self._take_over(desk, document, ref)
        self._settle(desk, document)
        self._details(document, ref)
        self._settle(desk, document, saving=True)
        self.numbers[ref] = desk.save(document, begun, TCODES[kind.category])

    def _header(self, document: SalesDocument, row: Cells) -> None:
        for name in (
            "sold_to",
            "ship_to",
            "customer_reference",
            "customer_reference_type",
            "description",
            "order_reason",
        ):
            if row[name]:
                setattr(document, name, row[name])
        for name in ("customer_reference_date", "valid_from", "valid_to", "requested_delivery_date"):
            if row[name]:
                setattr(document, name, self._on(row[name]))

    def _settle(self, desk: SalesDocuments, document: SalesDocument, *, saving: bool = False) -> None:
        """Complete as a clerk would: of several partners the first is taken, warnings are accepted."""
        result = desk.complete(document, None, saving=saving)
        for candidates in result.choose.values():
            desk.set_partner(document, candidates[0])
        if result.choose:
            result = desk.complete(document, None, saving=saving)
        for finding in result.findings:
            if finding.type == "E":
                raise finding.refusal()

    def _take_over(self, desk: SalesDocuments, document: SalesDocument, ref: str) -> None:
        """Items, those with a reference copied from it."""
        sold_to, kept = document.sold_to, document.ship_to
        chosen: dict[str, dict[int, Decimal]] = {}
        for row in self.items[ref]:
            if row["reference"]:
                number = self.numbers[row["reference"]]
                chosen.setdefault(number, {})[int(row["reference_item"])] = Decimal(row["quantity"] or 0)
        for number, quantities in chosen.items():
            source = desk.references.source(number, document)
            document.sold_to = ""
            desk.references.copy_from(source, document, quantities)
            document.sold_to, document.ship_to = sold_to, kept or document.ship_to
        copied = {(item.reference_number, item.reference_item): item for item in document.items}
        for row in self.items[ref]:
            item = copied.get((self.numbers.get(row["reference"], ""), int(row["reference_item"] or 0)))
            if item is None:
                item = desk.add_item(document)
                item.quantity = Decimal(row["quantity"] or 0)
                for name in ("material", "description", "unit", "item_category"):
                    if row[name]:
                        setattr(item, name, row[name])
            item.item = int(row["item"])
            for name in ("higher_level_item", "alternative_to"):
                setattr(item, name, int(row[name] or 0))
        document.items.sort(key=lambda item: item.item)

    def _details(self, document: SalesDocument, ref: str) -> None:
        items = {item.item: item for item in document.items}
        for row in self.items[ref]:
            item = items[int(row["item"])]
            item.customer_material = row["customer_material"] or item.customer_material
            item.rejection_reason = row["rejection_reason"]
            if row["probability"]:
                item.probability = int(row["probability"])
            if row["requested_delivery_date"]:
                item.requested_delivery_date = self._on(row["requested_delivery_date"])
        for row in self.conditions.get(ref, ()):
            owner = items[int(row["item"])] if int(row["item"]) else document
            typed = Condition(condition_type=row["condition_type"], rate=Decimal(row["rate"]), origin=Origin.MANUAL)
            owner.conditions.append(typed)
        for row in self.partners.get(ref, ()):
            set_partner(document, replace(record(Partner, row), own_address=True))
        for row in self.texts.get(ref, ()):
            owner = items[int(row["item"])] if int(row["item"]) else document
            text = next(text for text in owner.texts if text.text_id == row["text_id"])
            text.text, text.language = row["text"], row["language"]
