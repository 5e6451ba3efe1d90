"""Condition records: prices, discounts and taxes by access key and validity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, takewhile
from typing import Any

from sqlalchemy import select

from sdtui.domain.condition_maintenance import Wanted as KeyPart
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


def of_places(unit: Unit, places: Collection[Wanted]) -> list[ConditionRecord]:
    """All records of these places, of any day, flagged ones too, in the order of key and validity."""
    if not places:
        return []
    columns = _RECORD.table.c
    place = [columns.condition_type, columns["table"], columns.key]
    statement = _RECORD.select().where(in_rows(place, {(kind, access, joined(key)) for kind, access, key in places}))
    return _built(unit, unit.rows(statement.order_by(columns.key, columns.valid_from, columns.record)))


def select_records(
    unit: Unit,
    condition_type: str,
    access: str,
    key: Sequence[KeyPart],
    *,
    on: date | None = None,
    flagged: bool = False,
    limit: int = 500,
) -> list[ConditionRecord]:
    """At most ``limit`` records of a table whose key is looked for, in the order of key and validity.

    Valid on the day ``on``, or on any; those flagged for deletion only when asked for.
    """
    columns = _RECORD.table.c
    statement = _RECORD.select().where(columns.condition_type == condition_type, columns["table"] == access)
    begin = list(takewhile(lambda part: part.exact, key))
    start = joined([part.low for part in begin])
    if len(begin) == len(key):
        statement = statement.where(columns.key == start)
    elif begin:
        # the character after "/" is "0"
        statement = statement.where(columns.key >= f"{start}/", columns.key < f"{start}0")
    if on is not None:
        statement = statement.where(columns.valid_from <= on, columns.valid_to >= on)
    if not flagged:
        statement = statement.where(~columns.deletion_flag)
    rows = map(tuple[Any, ...], unit.execute(statement.order_by(columns.key, columns.valid_from, columns.record)))
    return _built(unit, list(islice((row for row in rows if _fits(_split(row[1]), key)), limit)))


def _fits(values: Sequence[str], key: Sequence[KeyPart]) -> bool:
    return len(values) == len(key) and all(part.admits(value) for part, value in zip(key, values, strict=True))


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
