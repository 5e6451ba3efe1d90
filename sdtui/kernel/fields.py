"""The typed data behind a screen: which elements its fields have, and how a path reaches a value."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from sdtui.domain.elements import Element
from sdtui.kernel.view import split_cell


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """Element and Python type of a field of a record; an ``optional`` one left empty is None, which is not 0."""

    name: str
    element: Element
    kind: type
    optional: bool = False


@cache
def fields_of(record: type) -> Mapping[str, FieldFacts]:
    """The fields of a record class that have an element, attributes and properties alike."""
    found = {name: _facts(name, hint) for name, hint in _hints(record).items()}
    return {name: facts for name, facts in found.items() if facts}


def _hints(record: type) -> dict[str, Any]:
    """Annotations of attributes and of what properties return, inherited ones too."""
    hints = get_type_hints(record, include_extras=True)
    for base in reversed(record.__mro__):
        for name, member in vars(base).items():
            if isinstance(member, property) and member.fget:
                hints[name] = get_type_hints(member.fget, include_extras=True).get("return")
    return hints


def _facts(name: str, hint: Any) -> FieldFacts | None:
    if get_origin(hint) is not typing.Annotated:
        return None
    base, *extras = get_args(hint)
    element = next((extra for extra in extras if isinstance(extra, Element)), None)
    return FieldFacts(name, element, _kind(base), _is_union(base)) if element else None


def _is_union(base: Any) -> bool:
    return isinstance(base, types.UnionType) or get_origin(base) is typing.Union


def _kind(base: Any) -> type:
    if _is_union(base):
        return next(part for part in get_args(base) if part is not type(None))
    return base if not issubclass(base, str) else str


def help_ids(facts: FieldFacts, variant: str = "") -> tuple[str, ...]:
    """Where the help of a field is looked for, in that order; a variant may mean something else by it."""
    names = (facts.name, facts.element.name)
    return tuple(f"help.{name}{ending}" for name in names for ending in ((f".{variant}", "") if variant else ("",)))


@cache
def rows_of(record: type, name: str) -> type | None:
    """The record class of the rows of the list field ``name``; None when it is no list of records."""
    hint = _hints(record).get(name)
    arguments = get_args(hint) if get_origin(hint) in (list, tuple, Sequence) else ()
    return arguments[0] if arguments and isinstance(arguments[0], type) else None


def base_name(name: str) -> str:
    """The field that ``name.text`` (the wording of its value) belongs to."""
    return name.partition(".")[0]


def locate(record: object, path: str) -> tuple[object, str] | None:
    """The object and attribute that a path means, None when its row does not exist (yet)."""
    cell = split_cell(path)
    if cell is None:
        return record, path
    table, row, column = cell
    rows: list[object] = getattr(record, table)
    return (rows[row], column) if row < len(rows) else None
