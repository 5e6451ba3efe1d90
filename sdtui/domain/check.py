"""What is checked on a whole document before it is saved.

Findings come in the order of the document: header fields, items from top to bottom, partners. So the first E is where
the cursor belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from sdtui.domain.alternatives import check_alternatives
from sdtui.domain.authority import SalesArea
from sdtui.domain.customizing_model import Customizing
from sdtui.domain.errors import Finding, error, item_path
from sdtui.domain.partners import check_partners
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.domain.status import State, category_of, may_become, state
from sdtui.domain.validity import check_validity

_HEADER_ORDER = {field.name: place for place, field in enumerate(fields(SalesDocument))}
_ITEM_ORDER = {field.name: place for place, field in enumerate(fields(SalesItem))}
_CELL = re.compile(r"(\w+)\[(\d+)\]\.(\w+)")


def check_document(
    document: SalesDocument, customizing: Customizing, today: date, before: SalesDocument | None = None
) -> list[Finding]:
    """Everything that stands against saving (E) or deserves a second look (W).

    ``before`` is the document as it is stored, None for a new one. Raises only when the document type is unknown.
    """
    document_type = customizing.document_type(document.document_type)
    findings = [
        *_check_sales_area(document, customizing),
        *_check_header(document, before),
        *check_validity(document, today, before),
        *_check_items(document, customizing),
        *check_alternatives(document, customizing.item_categories),
        *check_partners(document, customizing.partner_procedure(document_type.partner_procedure), before),
    ]
    if before is not None:
        findings += _check_references(document, before, customizing)
    return sorted(findings, key=lambda finding: _place(finding.field))


def _check_sales_area(document: SalesDocument, customizing: Customizing) -> Iterator[Finding]:
    """The sales area is customized, the office sells in it, the group belongs to the office."""
    area = SalesArea(document.sales_org, document.channel, document.division)
    empty = [name for name in ("sales_org", "channel", "division") if not getattr(document, name)]
    offices = customizing.organization.sales_areas.get(area)
    office, group = document.sales_office, document.sales_group
    if empty:
        yield error("sales-area-required", empty[0])
    elif offices is None:
        yield error("sales-area-unknown", "sales_org", sales_area=str(area))
    elif office and office not in offices:
        yield error("sales-office-not-in-area", "sales_office", sales_office=office, sales_area=str(area))
    elif group and group not in customizing.organization.groups(office):
        yield error("sales-group-not-in-office", "sales_group", sales_group=group, sales_office=office)


def _check_header(document: SalesDocument, before: SalesDocument | None) -> Iterator[Finding]:
    if not document.sold_to:
        yield error("sold-to-required", "sold_to")
    elif before is not None and before.sold_to != document.sold_to and _has_references(before):
        yield error("sold-to-referenced", "sold_to", sold_to=before.sold_to)
    if not document.items:
        yield error("items-required", item_path(0, "material"))


def _has_references(document: SalesDocument) -> bool:
    """Whether an item came from another document or went into one."""
    return any(item.reference_number or item.referenced_quantity > 0 for item in document.items)


def _check_items(document: SalesDocument, customizing: Customizing) -> Iterator[Finding]:
    numbers: set[int] = set()
    for index, item in enumerate(document.items):
        if item.item <= 0:
            yield error("item-number-required", item_path(index, "item"))
        elif item.item in numbers:
            yield error("item-number-twice", item_path(index, "item"), item=item.item)
        numbers.add(item.item)
        yield from _check_item(index, item, customizing)
    for index, item in enumerate(document.items):
        if item.higher_level_item and (item.higher_level_item not in numbers or item.higher_level_item == item.item):
            yield error(
                "higher-level-item-unknown",
                item_path(index, "higher_level_item"),
                item=item.item,
                higher_level_item=item.higher_level_item,
            )


def _check_item(index: int, item: SalesItem, customizing: Customizing) -> Iterator[Finding]:
    category = category_of(item, customizing.item_categories)
    if not item.item_category:
        yield error("item-category-required", item_path(index, "item_category"), item=item.item)
    if not 0 <= item.probability <= 100:
        yield error("probability-range", item_path(index, "probability"), item=item.item)
    if not category.text_item:
        yield from _check_quantity(index, item, customizing)


def _check_quantity(index: int, item: SalesItem, customizing: Customizing) -> Iterator[Finding]:
    if not item.material:
        yield error("material-required", item_path(index, "material"), item=item.item)
    if item.quantity < 0:
        yield error("quantity-not-positive", item_path(index, "quantity"), item=item.item)
    decimals = customizing.unit_decimals(item.unit)
    if item.quantity != round(item.quantity, decimals):
        yield error("too-many-decimals", item_path(index, "quantity"), text=item.quantity, decimals=decimals)
    if not item.unit:
        yield error("unit-required", item_path(index, "unit"), item=item.item)
    elif item.unit not in customizing.units:
        yield error("unit-unknown", item_path(index, "unit"), item=item.item, unit=item.unit)
    if 0 <= item.quantity < item.referenced_quantity:
        yield error(
            "quantity-below-referenced",
            item_path(index, "quantity"),
            item=item.item,
            quantity=item.quantity,
            referenced=item.referenced_quantity,
            unit=item.unit,
        )


def _check_references(document: SalesDocument, before: SalesDocument, customizing: Customizing) -> Iterator[Finding]:
    """What follow-on documents rely on stays: the item, its material, its unit, and that it was not rejected."""
    now = {item.item: (index, item) for index, item in enumerate(document.items)}
    for old in before.items:
        index, item = now.get(old.item, (0, None))
        if item is None:
            if old.referenced_quantity > 0:
                yield error("item-referenced", item_path(len(document.items), "item"), item=old.item)
            continue
        if old.referenced_quantity > 0 and item.material != old.material:
            yield error("material-referenced", item_path(index, "material"), item=item.item, material=old.material)
        if old.referenced_quantity > 0 and item.unit != old.unit:
            yield error("unit-referenced", item_path(index, "unit"), item=item.item, unit=old.unit)
        became = state(item, category_of(item, customizing.item_categories))
        was = state(old, category_of(old, customizing.item_categories))
        if not may_become(was, became) and became is State.REJECTED:
            yield error("item-complete", item_path(index, "rejection_reason"), item=item.item)


def _place(path: str) -> tuple[int, int, int]:
    """Header fields in the order of the record, then items, then partners; the sort is stable."""
    cell = _CELL.fullmatch(path)
    if cell is None:
        return 0, _HEADER_ORDER.get(path, len(_HEADER_ORDER)), 0
    table, row, name = cell[1], int(cell[2]), cell[3]
    return (1 if table == "items" else 2), row, _ITEM_ORDER.get(name, 0)
