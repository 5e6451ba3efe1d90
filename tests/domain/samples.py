"""Small documents and customizing for the tests of the rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sdtui.domain.customizing_rows import Completion, CopyControl, CopyItemRule, DocumentType, Expired, ItemCategory
from sdtui.domain.sales_document import Category, SalesDocument, SalesItem

TODAY = date(2026, 11, 24)

CATEGORIES = {
    row.code: row
    for row in (
        ItemCategory(code="AFN", completion=Completion.ANY),
        ItemCategory(code="AFTX", text_item=True, priced=False, alternatives=False),
        ItemCategory(code="AGN", completion=Completion.FULL),
        ItemCategory(code="AGTX", text_item=True, priced=False, alternatives=False),
        ItemCategory(code="TAN"),
        ItemCategory(code="TATX", text_item=True, priced=False, alternatives=False),
    )
}

INQUIRY = DocumentType(code="IN", category=Category.INQUIRY, probability=30, lead_time=7)
QUOTATION = DocumentType(code="QT", category=Category.QUOTATION, probability=70, lead_time=14)
ORDER = DocumentType(code="OR", category=Category.ORDER, lead_time=2)


def control(source: str, target: str, expired: Expired = Expired.REFUSE, **facts: Any) -> CopyControl:
    """Copy control with one rule for goods and one for texts; ``facts`` go to both."""
    first, second = {"IN": "AF", "QT": "AG", "OR": "TA"}[source], {"IN": "AF", "QT": "AG", "OR": "TA"}[target]
    items = {f"{first}{end}": CopyItemRule(target_category=f"{second}{end}", **facts) for end in ("N", "TX")}
    return CopyControl(source=source, target=target, expired=expired, items=items)


def item(number: int, quantity: str = "5", **facts: Any) -> SalesItem:
    facts.setdefault("item_category", "AGN")
    facts.setdefault("material", f"M-{number}")
    facts.setdefault("unit", "PC")
    if "referenced_quantity" in facts:
        facts["referenced_quantity"] = Decimal(facts["referenced_quantity"])
    return SalesItem(item=number, quantity=Decimal(quantity), **facts)


def quotation(*items: SalesItem, **facts: Any) -> SalesDocument:
    facts = {
        "category": Category.QUOTATION,
        "document_type": "QT",
        "number": "0020000001",
        "sales_org": "1000",
        "channel": "10",
        "division": "00",
        "sold_to": "0000001000",
        "valid_to": date(2026, 12, 24),
        **facts,
    }
    return SalesDocument(items=list(items), **facts)


def inquiry(*items: SalesItem, **facts: Any) -> SalesDocument:
    facts = {"category": Category.INQUIRY, "document_type": "IN", "number": "0010000001", **facts}
    return quotation(*items, **facts)


def new_order(**facts: Any) -> SalesDocument:
    return SalesDocument(category=Category.ORDER, document_type="OR", **facts)
