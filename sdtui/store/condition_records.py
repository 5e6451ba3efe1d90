"""Condition records: prices, discounts and taxes by access key and validity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from sdtui.domain.conditions import ConditionRecord, Scale
from sdtui.domain.customizing_rows import NumberRange
from sdtui.store import number_ranges
from sdtui.store.columns import table
from sdtui.store.mapping import Shape, in_rows
from sdtui.store.tables import masters as t
from sdtui.store.unit import Unit, Values

RANGE = NumberRange(object="condition_record", code="01", start="0000000001", end="9999999999")
_RECORD = Shape(ConditionRecord, t.ConditionRecordRow, ["record", "key"])
_SCALE = table(t.ConditionScaleRow)
_SCALE_COLUMNS = ("record", "position", "value", "rate")

# Condition type, table and key.
Wanted = tuple[str, str, tuple[str, ...]]


def joined(key: Sequence[str]) -> str:
    """The key as it is stored: ``1000/DXTR1``; a slash within a value is marked."""
    return "/".join(value.replace("\\", "\\\\").replace("/", "\\/") for value in key)


def _split(key: str) -> tuple[str, ...]:
    values, marked = [""], False
    for character in key:
        if character == "/" and not marked:
            values.append("")
        elif character != "\\" or marked:
            values[-1] += character
        marked = character == "\\" and not marked
    return tuple(values)


def find(unit: Unit, condition_type: str, access: str, key: tuple[str, ...], on: date) -> ConditionRecord | None:
    """The record valid on that day."""
    wanted = (condition_type, access, key)
    return find_many(unit, [wanted], on).get(wanted)


def find_many(unit: Unit, wanted: Collection[Wanted], on: date) -> dict[Wanted, ConditionRecord]:
    """The records valid on that day, by what was wanted. Of several the one that became valid last counts."""
    if not wanted:
        return {}
    columns = _RECORD.table.c
    place = [columns.condition_type, columns["table"], columns.key]
    statement = _RECORD.select().where(
        in_rows(place, {(kind, access, joined(key)) for kind, access, key in wanted}),
        columns.valid_to >= on,
        columns.valid_from <= on,
        ~columns.deletion_flag,
    )
    found = _built(unit, unit.rows(statement.order_by(columns.valid_from, columns.record)))
    return {(record.condition_type, record.table, record.key): record for record in found}


def load(unit: Unit, number: int) -> ConditionRecord | None:
    found = _built(unit, unit.rows(_RECORD.select().where(_RECORD.column("record") == number)))
    return found[0] if found else None


def of_type(unit: Unit, condition_type: str, access: str, key: tuple[str, ...] = ()) -> list[ConditionRecord]:
    """All records of a table whose key starts with ``key``, in the order of key and validity."""
    columns = _RECORD.table.c
    statement = _RECORD.select().where(columns.condition_type == condition_type, columns["table"] == access)
    statement = statement.where(~columns.deletion_flag).order_by(columns.key, columns.valid_from)
    return [record for record in _built(unit, unit.rows(statement)) if record.key[: len(key)] == key]


def _built(unit: Unit, rows: list[Values]) -> list[ConditionRecord]:
    """Scales are read in one query for those records that have any."""
    places = {name: place for place, name in enumerate(_RECORD.columns)}
    scales = _scales(unit, [row[0] for row in rows if row[places["scale_type"]]])
    facts = [dict(zip(_RECORD.names, row[2:], strict=True)) for row in rows]
    return [
        ConditionRecord(record=row[0], key=_split(row[1]), scales=tuple(scales[row[0]]), **more)
        for row, more in zip(rows, facts, strict=True)
    ]


def _scales(unit: Unit, records: list[int]) -> dict[int, list[Scale]]:
    found: dict[int, list[Scale]] = defaultdict(list)
    if records:
        statement = select(*(_SCALE.c[name] for name in _SCALE_COLUMNS)).where(_SCALE.c.record.in_(records))
        for record, _, value, rate in unit.rows(statement.order_by(_SCALE.c.record, _SCALE.c.position)):
            found[record].append(Scale(value, rate))
    return found


def insert(unit: Unit, records: Iterable[ConditionRecord]) -> list[ConditionRecord]:
    """Stores new records, many at once, and returns them with their numbers; a number they have is not looked at."""
    new = list(records)
    if not new:
        return []
    first = number_ranges.take_or_make(unit, RANGE, len(new))
    numbered = [replace(record, record=first + place) for place, record in enumerate(new)]
    _RECORD.insert(unit, map(_row, numbered))
    _insert_scales(unit, numbered)
    return numbered


def update(unit: Unit, record: ConditionRecord) -> None:
    """Stores the record under the number that it has."""
    _, *facts = _row(record)
    unit.update(_RECORD.table, _RECORD.columns[1:], ["record"], [(*facts, record.record)])
    unit.delete(_SCALE, ["record"], [(record.record,)])
    _insert_scales(unit, [record])


def _row(record: ConditionRecord) -> Values:
    return _RECORD.values(record, record.record, joined(record.key))


def _insert_scales(unit: Unit, records: Iterable[ConditionRecord]) -> None:
    rows: list[tuple[Any, ...]] = [
        (record.record, place, scale.value, scale.rate)
        for record in records
        for place, scale in enumerate(record.scales)
    ]
    unit.insert(_SCALE, _SCALE_COLUMNS, rows)
