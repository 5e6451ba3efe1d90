"""Inquiries, quotations and orders, read and written whole.

A document is laid out as rows by table and key. A new one inserts them all; a change compares the rows before and after
and writes what differs. Neither touches the objects that it is given: an act may be run again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from sdtui.domain.conditions import Condition
from sdtui.domain.errors import ChangedMeanwhile
from sdtui.domain.partners import SOLD_TO, partner
from sdtui.domain.sales_document import DocumentText, Partner, SalesDocument, SalesItem, Status
from sdtui.store import document_flow, document_search
from sdtui.store.mapping import Shape
from sdtui.store.stamp import Stamp
from sdtui.store.tables import documents as t
from sdtui.store.unit import Unit, Values

_PLACE = ("document", "item", "position")
HEADER = Shape(SalesDocument, t.SalesDocumentRow)
ITEM = Shape(SalesItem, t.SalesItemRow, ["document"])
PARTNER = Shape(Partner, t.SalesPartnerRow, _PLACE)
CONDITION = Shape(Condition, t.SalesConditionRow, _PLACE)
TEXT = Shape(DocumentText, t.SalesTextRow, _PLACE)

_KEYS: dict[Shape[Any], tuple[str, ...]] = {
    ITEM: ("document", "item"),
    PARTNER: _PLACE,
    CONDITION: _PLACE,
    TEXT: _PLACE,
}
_HEADER_COLUMNS = (*HEADER.columns, "sold_to_name", "save_id")

Rows = dict[tuple[Any, ...], Values]


def load_header(unit: Unit, number: str, *, lock: bool = False) -> SalesDocument | None:
    """The header alone. ``lock`` keeps others from changing the document until the unit of work ends."""
    statement = HEADER.select().where(HEADER.column("number") == number)
    values = unit.first(statement.with_for_update() if lock else statement)
    return None if values is None else HEADER.build(values)


def load_items(unit: Unit, number: str, *, lock: bool = False) -> SalesDocument | None:
    """Header and items without what hangs on them, for whoever asks how far they have come."""
    document = load_header(unit, number, lock=lock)
    if document is None:
        return None
    items = ITEM.select().where(ITEM.column("document") == number).order_by(ITEM.column("item"))
    document.items = [ITEM.build(row) for row in unit.rows(items)]
    return document


def load(unit: Unit, number: str) -> SalesDocument | None:
    """The whole document without its subtotals."""
    document = load_items(unit, number)
    if document is None:
        return None
    owners: dict[int, Any] = {0: document} | {item.item: item for item in document.items}
    for item, part in _parts(unit, PARTNER, number):
        owners[item].partners.append(part)
    for item, part in _parts(unit, CONDITION, number):
        owners[item].conditions.append(part)
    for item, part in _parts(unit, TEXT, number):
        owners[item].texts.append(part)
    return document


def _parts(unit: Unit, shape: Shape[Any], number: str) -> Iterator[tuple[int, Any]]:
    columns = [shape.column(name) for name in _PLACE]
    for row in unit.rows(shape.select().where(columns[0] == number).order_by(*columns)):
        yield row[1], shape.build(row)


def insert(
    unit: Unit, document: SalesDocument, number: str, stamp: Stamp, uncounted: Collection[int] = ()
) -> SalesDocument:
    """Stores a new document under ``number`` and returns it as stored.

    Items in ``uncounted`` do not use up what they were copied from.
    """
    saved = replace(
        document,
        number=number,
        version=1,
        created_by=stamp.user,
        created_on=stamp.at.date(),
        changed_by=stamp.user,
        changed_at=stamp.at,
    )
    unit.insert(HEADER.table, _HEADER_COLUMNS, [_header(saved, stamp.save_id)])
    for shape, rows in _layout(saved).items():
        shape.insert(unit, rows.values())
    document_search.put(unit, None, saved)
    document_flow.write(unit, None, saved, uncounted)
    return saved


def update(
    unit: Unit, before: SalesDocument, after: SalesDocument, stamp: Stamp, uncounted: Collection[int] = ()
) -> SalesDocument:
    """Writes what differs between ``before``, as it was loaded, and ``after``; returns ``after`` as stored.

    Raises ChangedMeanwhile when the stored version is not that of ``before``.
    """
    saved = replace(after, version=before.version + 1, changed_by=stamp.user, changed_at=stamp.at)
    _update_header(unit, before, saved, stamp)
    old, new = _layout(before), _layout(saved)
    for shape, key in _KEYS.items():
        _write_difference(unit, shape, key, old[shape], new[shape])
    document_search.put(unit, before, saved)
    document_flow.write(unit, before, saved, uncounted)
    return saved


def _update_header(unit: Unit, before: SalesDocument, saved: SalesDocument, stamp: Stamp) -> None:
    old, new = _header(before, ""), _header(saved, stamp.save_id)
    changed = {name: new[place] for place, name in enumerate(_HEADER_COLUMNS) if old[place] != new[place]}
    mine = (HEADER.column("number") == before.number) & (HEADER.column("version") == before.version)
    if unit.execute(HEADER.table.update().where(mine).values(changed)).rowcount != 1:
        latest = select(HEADER.column("changed_by"), HEADER.column("changed_at"))
        user, at = unit.first(latest.where(HEADER.column("number") == before.number)) or ("", None)
        raise ChangedMeanwhile("document-changed-meanwhile", number=before.number, user=user, at=at)


def _write_difference(unit: Unit, shape: Shape[Any], key: tuple[str, ...], old: Rows, new: Rows) -> None:
    """``key`` names the first columns of ``shape``."""
    unit.delete(shape.table, key, [gone for gone in old if gone not in new])
    shape.insert(unit, [values for found, values in new.items() if found not in old])
    changed: dict[tuple[int, ...], list[Values]] = {}
    for found, values in new.items():
        was = old.get(found, values)
        if was != values:
            places = tuple(place for place, value in enumerate(values) if value != was[place])
            changed.setdefault(places, []).append((*(values[place] for place in places), *found))
    for places, rows in changed.items():
        unit.update(shape.table, [shape.columns[place] for place in places], key, rows)


def _header(document: SalesDocument, save_id: str) -> Values:
    sold_to = partner(document, SOLD_TO)
    return (*HEADER.values(document), sold_to.name if sold_to else "", save_id)


def _layout(document: SalesDocument) -> dict[Shape[Any], Rows]:
    """All rows but the header's, by table and key."""
    number = document.number
    rows: dict[Shape[Any], Rows] = {shape: {} for shape in _KEYS}
    for item in document.items:
        rows[ITEM][number, item.item] = ITEM.values(item, number)
    for owner_number, owner in ((0, document), *((item.item, item) for item in document.items)):
        conditions = [condition for condition in owner.conditions if not condition.subtotal]
        lists: dict[Shape[Any], list[Any]] = {PARTNER: owner.partners, CONDITION: conditions, TEXT: owner.texts}
        for shape, parts in lists.items():
            for position, part in enumerate(parts):
                key = (number, owner_number, position)
                rows[shape][key] = shape.values(part, *key)
    return rows


def saved_as(unit: Unit, save_id: str) -> str | None:
    """The number of the document whose latest save had this id: the look before a retry."""
    statement = select(HEADER.column("number")).where(HEADER.column("save_id") == save_id)
    return unit.execute(statement).scalar_one_or_none()


_STATUS = ("reference_status", "rejection_status", "overall_status")
_ITEM_STATUS = ("referenced_quantity", *_STATUS)


def update_status(unit: Unit, document: SalesDocument) -> None:
    """Writes what follow-on documents bring about: referenced quantities and status.

    The version stays: a clerk who is changing the document in the meantime has nothing to lose by it.
    """
    header = [(*(getattr(document, name) for name in _STATUS), document.number)]
    unit.update(HEADER.table, _STATUS, ("number",), header)
    rows = [(*(getattr(item, name) for name in _ITEM_STATUS), document.number, item.item) for item in document.items]
    unit.update(ITEM.table, _ITEM_STATUS, ("document", "item"), rows)


def update_incompletion(unit: Unit, document: SalesDocument) -> None:
    """Writes the steps that header and items name; as with a status the version stays."""
    unit.update(HEADER.table, ("incompletion",), ("number",), [(document.incompletion, document.number)])
    rows = [(item.incompletion, document.number, item.item) for item in document.items]
    unit.update(ITEM.table, ("incompletion",), ("document", "item"), rows)


def open_numbers(unit: Unit, after: str, limit: int) -> list[str]:
    """The first documents behind the number ``after`` that are not completely processed."""
    number, status = HEADER.column("number"), HEADER.column("overall_status")
    statement = select(number).where(number > after, status != Status.COMPLETE).order_by(number).limit(limit)
    return [row[0] for row in unit.rows(statement)]
