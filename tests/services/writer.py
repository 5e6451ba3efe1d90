"""A clerk who writes documents through the services, as a dialog or a batch would, and looks at what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sdtui.domain.conditions import Condition, ConditionRecord, Origin
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.services.bundle import Services
from sdtui.services.completion import Completed
from sdtui.store import changes, condition_records
from sdtui.store.changes import Change
from tests.company import TODAY, customizing

TCODES = {"IN": ("VA11", "VA12"), "QT": ("VA21", "VA22"), "OR": ("VA01", "VA02")}


class Writer:
    """Begins, enters and saves documents, and looks at what is stored."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.sales = services.sales_documents
        self.begun: dict[int, SalesDocument] = {}

    # --- writing -----------------------------------------------------------------------------------------------------
    def begin(self, document_type: str = "QT", area: str = "1000/10/00", sold_to: str = "1000") -> SalesDocument:
        """A new document; a quotation is valid for a month."""
        kind = customizing()[0].document_type(document_type)
        sales_org, channel, division = area.split("/")
        first = SalesDocument(kind.category, document_type, sales_org=sales_org, channel=channel, division=division)
        document = self.sales.new(first)
        self.begun[id(document)] = self.sales.snapshot(document)
        document.sold_to = sold_to.zfill(10) if sold_to else ""
        document.valid_to = TODAY + timedelta(days=30)
        return document

    def add(self, document: SalesDocument, material: str, quantity: str, **facts: Any) -> SalesItem:
        item = self.sales.add_item(document)
        item.material, item.quantity = material, Decimal(quantity)
        for name, value in facts.items():
            setattr(item, name, value)
        return item

    def enter(self, document: SalesDocument, *, saving: bool = False) -> Completed:
        """As Enter does; of several partners the first is taken."""
        result = self.sales.complete(document, None, saving=saving)
        for candidates in result.choose.values():
            self.sales.set_partner(document, candidates[0])
        if result.choose:
            result = self.sales.complete(document, None, saving=saving)
        return result

    def save(self, document: SalesDocument) -> str:
        """Complete and save; an error of the check fails the test."""
        errors = [f for f in self.enter(document, saving=True).findings if f.type == "E"]
        assert not errors
        tcode = TCODES[document.document_type][1 if document.version else 0]
        return self.sales.save(document, self.begun.pop(id(document)), tcode)

    def open(self, number: str) -> SalesDocument:
        """Open a stored document for change."""
        document = self.sales.open_for_change(number)
        self.begun[id(document)] = self.sales.snapshot(document)
        return document

    def refer(self, number: str, document_type: str, chosen: dict[int, str] | None = None) -> SalesDocument:
        """A new document with reference to a stored one; everything that is open, unless ``chosen`` says otherwise."""
        target = self.begin(document_type, area="//", sold_to="")
        source = self.sales.references.source(number, target)
        quantities = {item: Decimal(quantity) for item, quantity in (chosen or {}).items()}
        proposed = {line.item: line.quantity for line in source.lines if not line.reason}
        self.sales.references.copy_from(source, target, quantities or proposed)
        self.enter(target)
        return target

    # --- looking -----------------------------------------------------------------------------------------------------
    def changes(self, number: str) -> list[tuple[Change, ...]]:
        with self.services.context.database.read() as unit:
            return [document.changes for document in changes.read(unit, "sales_document", number)]

    # --- records -----------------------------------------------------------------------------------------------------
    def record(self, condition_type: str, table: str, key: str) -> ConditionRecord:
        with self.services.context.database.read() as unit:
            found = condition_records.find(unit, condition_type, table, tuple(key.split("/")), TODAY)
        assert found
        return found

    def change_record(self, record: ConditionRecord, rate: str) -> None:
        changed = replace(record, rate=Decimal(rate))
        self.services.context.database.write(lambda unit: condition_records.update(unit, changed))

    def new_record(self, condition_type: str, table: str, key: str, rate: str, **facts: Any) -> None:
        facts = {"valid_from": date(2020, 1, 1), "valid_to": date.max, "currency": "PLN", "unit": "PC", **facts}
        record = ConditionRecord(0, condition_type, table, tuple(key.split("/")), rate=Decimal(rate), **facts)
        self.services.context.database.write(lambda unit: condition_records.insert(unit, [record]))


def typed(code: str, rate: str) -> Condition:
    """A condition as a clerk types it: type and rate."""
    return Condition(condition_type=code, rate=Decimal(rate), origin=Origin.MANUAL)


def line(owner: SalesItem | SalesDocument, code: str) -> Condition:
    """The only condition of a type."""
    (only,) = [row for row in owner.conditions if row.condition_type == code]
    return only


def values(item: SalesItem) -> dict[str, str]:
    """Values by condition type, subtotals by step."""
    return {row.condition_type or str(row.step): f"{row.value}" for row in item.conditions if not row.inactive}
