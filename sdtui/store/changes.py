"""Change documents: what a save changed, field by field, with the old and the new value in stored form.

The comparison works on any dataclass whose lists hold dataclasses named in ``_ROWS``. Left out is what the rules
derive: values, statuses, and conditions that pricing brought and nobody touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any, Literal, cast

from sqlalchemy import select

from sdtui.domain import customer as c
from sdtui.domain import material as m
from sdtui.domain.conditions import Condition, Origin
from sdtui.domain.sales_document import DocumentText, Partner, SalesDocument, SalesItem
from sdtui.store.columns import table
from sdtui.store.stamp import Stamp
from sdtui.store.tables import infrastructure as t
from sdtui.store.unit import Unit

_HEADER = table(t.ChangeHeaderRow)
_ITEM = table(t.ChangeItemRow)
_COLUMNS = ("kind", "section", "item", "row", "field", "old", "new")

_AREA = ("sales_org", "channel", "division")
# The name of a row in change documents, and what tells it from its neighbours.
_ROWS: dict[type, tuple[str, tuple[str, ...]]] = {
    SalesItem: ("item", ("item",)),
    Partner: ("partner", ("function",)),
    Condition: ("condition", ("step", "counter", "condition_type")),
    DocumentText: ("text", ("text_id", "language")),
    c.CustomerSalesArea: ("sales_area", _AREA),
    c.CustomerPartner: ("partner", (*_AREA, "function", "counter")),
    c.CustomerTax: ("tax", ("country", "tax_category")),
    c.ContactPerson: ("contact", ("number",)),
    m.MaterialText: ("text", ("language",)),
    m.MaterialSales: ("sales", ("sales_org", "channel")),
    m.MaterialPlant: ("plant", ("plant",)),
    m.MaterialValuation: ("valuation", ("plant",)),
    m.MaterialUnit: ("unit", ("unit",)),
    m.MaterialTax: ("tax", ("country", "tax_category")),
}

_STATUS = frozenset({"reference_status", "rejection_status", "overall_status"})
_VALUES = frozenset({"net_value", "tax", "cost", "expected_value"})
_DERIVED: dict[type, frozenset[str]] = {
    SalesDocument: _STATUS
    | _VALUES
    | {"number", "version", "created_by", "created_on", "changed_by", "changed_at"}
    | {"sold_to_address", "ship_to_address", "probability", "condition_totals", "pricing_procedure"},
    SalesItem: _STATUS
    | _VALUES
    | {"currency", "net_price", "price_per", "price_unit", "price_missing", "priced_for", "cost_per_base_unit"}
    | {"gross_weight", "net_weight", "volume", "referenced_quantity"},
    Condition: frozenset(
        {"base", "value", "automatic_rate", "scales", "text", "reason", "inactive", "record", "table"}
        | {"numerator", "denominator", "document_currency"}
    ),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A row that came (I) or went (D), or a field that changed (U).

    ``section`` is header, item, partner ...; ``item`` the item number or 0; ``row`` the key of the row within these.
    """

    kind: Literal["I", "U", "D"]
    section: str
    item: int = 0
    row: str = ""
    field: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDocument:
    """All changes of one save."""

    user: str
    at: datetime
    transaction: str
    changes: tuple[Change, ...]


def stored_form(value: object) -> str:
    """As change documents hold it: dates in ISO form, numbers without superfluous zeros, X for true."""
    match value:
        case None | False:
            return ""
        case True:
            return "X"
        case StrEnum():
            return value.value
        case Decimal():
            return f"{value.normalize():f}" if value else "0"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def differences(before: object, after: object) -> list[Change]:
    """From one state of an object to the next; a ``before`` of None makes one I of the whole."""
    if before is None:
        return [Change("I", "header", new=stored_form(getattr(after, "number", "")))]
    return list(_compare(before, after, Change("U", "header")))


def _compare(before: object, after: object, at: Change) -> Iterator[Change]:
    """``at`` says where we are."""
    derived = _DERIVED.get(type(after), frozenset[str]())
    for field in fields(cast("Any", after)):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if not field.compare or old == new or field.name in derived:
            continue
        if isinstance(new, list):
            yield from _compare_rows(_by_key(old), _by_key(cast("list[Any]", new)), at)
        else:
            yield Change("U", at.section, at.item, at.row, field.name, stored_form(old), stored_form(new))


def _compare_rows(old: dict[tuple[Any, ...], Any], new: dict[tuple[Any, ...], Any], at: Change) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if not (_counts(before) or _counts(after)):
            continue
        place = _place(after or before, at)
        if before is None:
            yield Change("I", place.section, place.item, place.row)
        elif after is None:
            yield Change("D", place.section, place.item, place.row)
        else:
            yield from _compare(before, after, place)


def _by_key(rows: list[Any]) -> dict[tuple[Any, ...], Any]:
    """Rows of the same key are told apart by their order."""
    found: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        key = tuple(getattr(row, name) for name in _ROWS[type(row)][1])
        turn = 0
        while (*key, turn) in found:
            turn += 1
        found[*key, turn] = row
    return found


def _place(row: Any, at: Change) -> Change:
    section, names = _ROWS[type(row)]
    if isinstance(row, SalesItem):
        return Change("U", section, row.item)
    return Change("U", section, at.item, "/".join(stored_form(getattr(row, name)) for name in names))


def _counts(row: object) -> bool:
    """Of conditions only what a clerk entered or changed."""
    if isinstance(row, Condition):
        return not row.subtotal and (row.origin is Origin.MANUAL or row.automatic_rate is not None)
    return row is not None


def write(unit: Unit, of: str, key: str, changes: list[Change], stamp: Stamp) -> None:
    """Stores the changes of one save of the object ``of`` with the key ``key``; nothing when there are none."""
    if not changes:
        return
    header = _HEADER.insert().values(object=of, key=key, user=stamp.user, at=stamp.at, transaction=stamp.transaction)
    number = unit.execute(header.returning(_HEADER.c.change)).scalar_one()
    rows = [
        (number, place, *(getattr(change, name) for name in _COLUMNS)) for place, change in enumerate(changes, start=1)
    ]
    unit.insert(_ITEM, ("change", "position", *_COLUMNS), rows)


def read(unit: Unit, of: str, key: str) -> list[ChangeDocument]:
    """All change documents of the object, oldest first."""
    headers = [_HEADER.c[name] for name in ("change", "user", "at", "transaction")]
    rows = [_ITEM.c[name] for name in _COLUMNS]
    statement = (
        select(*headers, *rows)
        .join_from(_HEADER, _ITEM)
        .where(_HEADER.c.object == of, _HEADER.c.key == key)
        .order_by(_HEADER.c.change, _ITEM.c.position)
    )
    found = groupby(unit.rows(statement), lambda row: row[:4])
    return [
        ChangeDocument(user, at, transaction, tuple(Change(*row[4:]) for row in rows))
        for (_, user, at, transaction), rows in found
    ]
