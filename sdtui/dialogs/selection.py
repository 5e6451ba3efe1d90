"""Selection screens: records made of the elements of rows, and what clerks enter in them as criteria.

A criterion ``sold_to`` has the fields ``sold_to``, ``sold_to_high`` and ``sold_to_more``: from, to, and how many
further values there are. So a screen names three fields for a criterion, and a dialog names one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, make_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar

from sdtui.domain import elements as e
from sdtui.domain.errors import Refuse
from sdtui.domain.selection import Criterion, Limit, Option, Selection, criterion, resolved
from sdtui.kernel.fields import fields_of

HIGH, MORE = "_high", "_more"
MoreValuesNote = Annotated[str, e.text("more_values", 5)]
Exclude = Annotated[bool, e.Element(name="exclude", length=1)]


@dataclass
class SelectionRecord:
    """What a clerk has entered on a selection screen; ``more`` holds the values that no field shows."""

    criteria: ClassVar[tuple[str, ...]] = ()
    more: dict[str, tuple[Criterion, ...]] = field(default_factory=dict[str, tuple[Criterion, ...]])


def selection_class(
    name: str, row: type, criteria: Sequence[str], further: Mapping[str, Any] | None = None
) -> type[SelectionRecord]:
    """The record of a selection screen: ``criteria`` name fields of ``row`` or annotations in ``further``.

    What of ``further`` is no criterion is a field of its own.
    """
    extra = dict(further or {})
    carrier = make_dataclass("Criteria", list(extra.items()))
    known = {**fields_of(row), **fields_of(carrier)}
    members: list[tuple[str, Any, Any]] = []
    for key in criteria:
        limit = _limit(e.limit_element(known[key].element, known[key].kind))
        members += [(key, limit, field(default=None)), (key + HIGH, limit, field(default=None))]
        members.append((key + MORE, MoreValuesNote, field(default="")))
    members += [(key, hint, field(default=known[key].kind())) for key, hint in extra.items() if key not in criteria]
    return make_dataclass(name, members, bases=(SelectionRecord,), namespace={"criteria": tuple(criteria)})


def _limit(element: e.LimitElement) -> Any:
    return Annotated[Limit | None, element]


# --- from fields to criteria and back --------------------------------------------------------------------------------
def checked(low: Limit | None, high: Limit | None, place: tuple[str, str], today: date, *, exclude: bool = False) -> (
    Criterion | None
):  # fmt: skip
    """The criterion of two fields, whose paths are ``place``; refuses ends that make no range."""
    if high and high.option is not Option.EQUAL:
        raise Refuse("limit-sign-at-end", place[1])
    if high and low:
        if low.option is not Option.EQUAL:
            raise Refuse("limit-sign-and-end", place[1])
        first, last = resolved(low.value, today), resolved(high.value, today)
        if first is not None and last is not None and first > last:
            raise Refuse("limit-reversed", place[1])
    return criterion(low, high, exclude=exclude)


def criteria_of(record: SelectionRecord, today: date) -> dict[str, tuple[Criterion, ...]]:
    """What a record selects, by criterion; refuses what makes no range on its field."""
    found: dict[str, tuple[Criterion, ...]] = {}
    for name in record.criteria:
        if lines := lines_of(record, name, today):
            found[name] = lines
    return found


def lines_of(record: SelectionRecord, name: str, today: date) -> tuple[Criterion, ...]:
    """All values of one criterion, that of the fields first."""
    low, high = getattr(record, name), getattr(record, name + HIGH)
    first = checked(low, high, (name, name + HIGH), today)
    return (*((first,) if first else ()), *record.more.get(name, ()))


def enter(record: SelectionRecord, name: str, lines: Sequence[Criterion]) -> None:
    """Show the criteria of a field: the first that includes in the fields, the number of the others beside them."""
    shown = next((line for line in lines if not line.exclude), None)
    low, high = limits_of(shown) if shown else (None, None)
    setattr(record, name, low)
    setattr(record, name + HIGH, high)
    rest = tuple(line for line in lines if line is not shown)
    record.more = {key: value for key, value in record.more.items() if key != name} | ({name: rest} if rest else {})
    setattr(record, name + MORE, f"+{len(rest)}" if rest else "")


def enter_all(record: SelectionRecord, selection: Selection) -> None:
    """Show a whole selection; what is no criterion of the record is left out."""
    for name in record.criteria:
        enter(record, name, selection.get(name, ()))


def limits_of(line: Criterion) -> tuple[Limit | None, Limit | None]:
    """What stands in the two fields of a line."""
    if line.option is Option.BETWEEN:
        return Limit(Option.EQUAL, line.low), Limit(Option.EQUAL, line.high)
    return Limit(line.option, line.low), None


# --- several values of one field -------------------------------------------------------------------------------------
@cache
def more_values_class(element: e.LimitElement) -> type[Any]:
    """The record of the popup for several values of a field: ``field`` names it, ``lines`` are the values."""
    limit = _limit(element)
    members = [
        ("exclude", Exclude, field(default=False)),
        ("low_value", limit, field(default=None)),
        ("high_value", limit, field(default=None)),
    ]
    line = make_dataclass("MoreLine", members)
    lines: Any = field(default_factory=list[Any])
    record = [("field", str, field(default="")), ("lines", list[line], lines)]
    return make_dataclass("MoreValues", record, namespace={"line": line})


# The record as screens are checked with; a running one is made of the element of its field.
MoreValues = more_values_class(e.limit_element(e.text("value", 40), str))


def more_values(name: str, element: e.LimitElement, lines: Sequence[Criterion]) -> Any:
    """The record for the values of the field ``name``."""
    kind = more_values_class(element)
    record = kind(field=name)
    for line in lines:
        low, high = limits_of(line)
        record.lines.append(kind.line(exclude=line.exclude, low_value=low, high_value=high))
    return record


def criteria_in(record: Any, today: date) -> tuple[Criterion, ...]:
    """What the lines of the popup select; empty ones are left out."""
    found: list[Criterion] = []
    for n, line in enumerate(record.lines):
        place = f"lines[{n}].low_value", f"lines[{n}].high_value"
        if made := checked(line.low_value, line.high_value, place, today, exclude=line.exclude):
            found.append(made)
    return tuple(found)
