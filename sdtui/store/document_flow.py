"""The document flow: who was copied from whom, how much of it, and the whole tree around a document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from sdtui.domain.open_items import in_unit_of
from sdtui.domain.rounding import ZERO
from sdtui.domain.sales_document import FlowEntry, SalesDocument, SalesItem
from sdtui.store.columns import table
from sdtui.store.mapping import in_rows
from sdtui.store.tables import documents as t
from sdtui.store.unit import Unit, Values

_FLOW = table(t.DocumentFlowRow)
_DOCUMENT = table(t.SalesDocumentRow)
_ITEM = table(t.SalesItemRow)
_KEY = ("preceding", "preceding_item", "subsequent", "subsequent_item")
_FACTS = ("preceding_category", "subsequent_category", "quantity", "unit", "value", "currency")
_DEPTH = 20

Pairs = dict[tuple[Any, ...], Values]


def write(unit: Unit, before: SalesDocument | None, after: SalesDocument, uncounted: Collection[int]) -> None:
    """Brings the rows in which ``after`` is the subsequent document up to date; the sign of old rows stays."""
    old, new = _pairs(before) if before else {}, _pairs(after)
    unit.delete(_FLOW, _KEY, [key for key in old if key not in new])
    changed = [(*facts, *key) for key, facts in new.items() if old.get(key, facts) != facts]
    unit.update(_FLOW, _FACTS, _KEY, changed)
    added = [(*key, *facts, _sign(key[3], uncounted)) for key, facts in new.items() if key not in old]
    unit.insert(_FLOW, (*_KEY, *_FACTS, "sign"), added)


def _sign(item: int, uncounted: Collection[int]) -> str:
    return "" if item == 0 or item in uncounted else "+"


def _pairs(document: SalesDocument) -> Pairs:
    """Key to facts, for each item that was copied and once for each document that it was copied from."""
    pairs: Pairs = {}
    for item in document.items:
        if item.reference_number:
            source, number = item.reference_number, document.number
            categories = (item.reference_category, document.category.value)
            pairs[source, 0, number, 0] = (*categories, ZERO, "", document.net_value, document.currency)
            quantity = (item.quantity, item.unit, item.net_value, document.currency)
            pairs[source, item.reference_item, number, item.item] = (*categories, *quantity)
    return pairs


def referenced(unit: Unit, number: str) -> dict[int, Decimal]:
    """By item of the document: what others have copied of it, in its own sales unit."""
    source, copy = _ITEM.alias("source"), _ITEM.alias("copy")
    at_source = (source.c.document == _FLOW.c.preceding) & (source.c.item == _FLOW.c.preceding_item)
    at_copy = (copy.c.document == _FLOW.c.subsequent) & (copy.c.item == _FLOW.c.subsequent_item)
    facts = [side.c[name] for side in (source, copy) for name in ("quantity", "unit", "numerator", "denominator")]
    statement = (
        select(_FLOW.c.preceding_item, *facts)
        .select_from(_FLOW.join(source, at_source).join(copy, at_copy))
        .where(_FLOW.c.preceding == number, _FLOW.c.sign == "+")
    )
    quantities: dict[int, Decimal] = {}
    for item, *row in unit.rows(statement):
        quantities[item] = quantities.get(item, ZERO) + in_unit_of(_measured(*row[:4]), _measured(*row[4:]))
    return quantities


def _measured(quantity: Decimal, unit: str, numerator: int, denominator: int) -> SalesItem:
    return SalesItem(quantity=quantity, unit=unit, numerator=numerator, denominator=denominator)


def flow(unit: Unit, number: str, item: int = 0) -> list[FlowEntry]:
    """The document with all that it came from and all that followed, oldest first; of one item where ``item`` is given.

    Empty for an unknown document.
    """
    levels = {(number, item): 0}
    for step, known, wanted in ((-1, _KEY[2:], _KEY[:2]), (1, _KEY[:2], _KEY[2:])):
        frontier = [(number, item)]
        for distance in range(1, _DEPTH):
            frontier = [pair for pair in _neighbours(unit, known, wanted, frontier) if pair not in levels]
            if not frontier:
                break
            levels |= dict.fromkeys(frontier, step * distance)
    return _entries(unit, levels)


def _neighbours(
    unit: Unit, known: tuple[str, ...], wanted: tuple[str, ...], pairs: Iterable[tuple[str, int]]
) -> list[tuple[str, int]]:
    statement = select(*(_FLOW.c[name] for name in wanted)).distinct()
    found = unit.rows(statement.where(in_rows([_FLOW.c[name] for name in known], pairs)))
    return [(number, item) for number, item in found]


def _entries(unit: Unit, levels: Mapping[tuple[str, int], int]) -> list[FlowEntry]:
    header = [_DOCUMENT.c[name] for name in ("number", "category", "document_type", "document_date")]
    totals = [_DOCUMENT.c[name] for name in ("net_value", "currency", "overall_status")]
    documents = unit.rows(select(*header, *totals).where(header[0].in_({number for number, _ in levels})))
    by_number = {row[0]: row for row in documents}
    items = _items(unit, [pair for pair in levels if pair[1]])
    entries: list[FlowEntry] = []
    for (number, item), level in levels.items():
        _, category, document_type, document_date, *facts = by_number.get(number, (None,) * 7)
        if category is not None and (not item or (number, item) in items):
            value, currency, status, quantity, measure = items.get((number, item), (*facts, ZERO, ""))
            entry = FlowEntry(
                level, number, category, document_type, document_date, value, currency, status, item, quantity, measure
            )
            entries.append(entry)
    return sorted(entries, key=lambda entry: (entry.level, entry.number, entry.item))


def _items(unit: Unit, pairs: list[tuple[str, int]]) -> dict[tuple[str, int], Values]:
    """Net value, currency, overall status, quantity and unit of these items."""
    if not pairs:
        return {}
    names = ("document", "item", "net_value", "currency", "overall_status", "quantity", "unit")
    columns = [_ITEM.c[name] for name in names]
    found = unit.rows(select(*columns).where(in_rows(columns[:2], pairs)))
    return {(row[0], row[1]): row[2:] for row in found}
