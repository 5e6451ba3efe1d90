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
from typing import Any, Literal, cast, get_args, get_type_hints

from sqlalchemy import select

from sdtui.domain import customer as c
from sdtui.domain import material as m
from sdtui.domain.conditions import Condition, ConditionRecord, Origin, Scale
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
    Scale: ("scale", ("value",)),
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
_ADMINISTRATIVE = frozenset({"number", "version", "created_by", "created_on", "changed_by", "changed_at"})
_VALUES = frozenset({"net_value", "tax", "cost", "expected_value"})
_DERIVED: dict[type, frozenset[str]] = {
    SalesDocument: _STATUS
    | _VALUES
    | _ADMINISTRATIVE
    | {"sold_to_address", "ship_to_address", "probability", "condition_totals", "pricing_procedure"},
    SalesItem: _STATUS
    | _VALUES
    | {"currency", "net_price", "price_per", "price_unit", "price_missing", "priced_for", "cost_per_base_unit"}
    | {"gross_weight", "net_weight", "volume", "referenced_quantity"},
    c.Customer: _ADMINISTRATIVE,
    m.Material: _ADMINISTRATIVE,
    Condition: frozenset(
        {"base", "value", "automatic_rate", "scales", "text", "reason", "inactive", "record", "table"}
        | {"numerator", "denominator", "document_currency", "lower_limit", "upper_limit"}
    ),
    ConditionRecord: frozenset({"record", "created_by", "created_on"}),
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
    """All changes of one save of one object."""

    user: str
    at: datetime
    transaction: str
    changes: tuple[Change, ...]
    object: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which change documents are looked for; what is empty does not restrict. Both ends of the time belong to it."""

    object: str = ""
    keys: tuple[str, ...] = ()
    user: str = ""
    transaction: str = ""
    since: datetime | None = None
    until: datetime | None = None


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
        if _are_rows(old) and _are_rows(new):
            yield from _compare_rows(_by_key(old), _by_key(cast("list[Any]", new)), at)
        else:
            yield Change("U", at.section, at.item, at.row, field.name, stored_form(old), stored_form(new))


def _are_rows(value: object) -> bool:
    """Whether a field holds rows of its own: a list of them, or the steps of a scale."""
    return isinstance(value, list | tuple) and all(type(row) in _ROWS for row in cast("list[object]", value))


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
    return find(unit, Wanted(of, (key,)))[::-1]


def find(unit: Unit, wanted: Wanted, limit: int = 0) -> list[ChangeDocument]:
    """The latest change documents first, at most ``limit`` (0: all of them)."""
    columns = _HEADER.c
    saves = select(*(columns[name] for name in ("change", "user", "at", "transaction", "object", "key")))
    for name in ("object", "user", "transaction"):
        if value := getattr(wanted, name):
            saves = saves.where(columns[name] == value)
    if wanted.keys:
        saves = saves.where(columns.key.in_(wanted.keys))
    if wanted.since:
        saves = saves.where(columns.at >= wanted.since)
    if wanted.until:
        saves = saves.where(columns.at <= wanted.until)
    saves = saves.order_by(columns.change.desc())
    found = (saves.limit(limit) if limit else saves).subquery()
    rows = select(found, *(_ITEM.c[name] for name in _COLUMNS)).join(_ITEM, _ITEM.c.change == found.c.change)
    lines = unit.rows(rows.order_by(found.c.change.desc(), _ITEM.c.position))
    return [
        ChangeDocument(user, at, transaction, tuple(Change(*line[6:]) for line in rows), of, key)
        for (_, user, at, transaction, of, key), rows in groupby(lines, lambda line: line[:6])
    ]


# What stands behind the objects.
_ROOTS: dict[str, type] = {
    "sales_document": SalesDocument,
    "customer": c.Customer,
    "material": m.Material,
    "condition": ConditionRecord,
}


def kind_of(of: str, section: str) -> type | None:
    """The dataclass whose fields the changes of a section name."""
    root = _ROOTS.get(of)
    if root is None or section == "header":
        return root
    return next((kind for kind in _rows_below(root) if _ROWS[kind][0] == section), None)


def _rows_below(root: type) -> Iterator[type]:
    """The rows that hang on an object, and those that hang on these."""
    for hint in get_type_hints(root).values():
        for kind in get_args(hint):
            if kind in _ROWS:
                yield kind
                yield from _rows_below(kind)
