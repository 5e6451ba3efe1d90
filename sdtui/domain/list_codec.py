"""Variants and layouts as text that a database keeps: JSON with a version, values with their types.

What is read may be older than the program: columns that have gone meanwhile are left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sdtui.domain.lists import Layout, LayoutColumn, SortKey, Variant
from sdtui.domain.selection import Anchor, Criterion, Option, RelativeDate, Selection

VERSION = 1


class NotReadable(ValueError):  # noqa: N818 - named for what it says
    """The text was not written by this program, or by a newer one."""


# --- values ----------------------------------------------------------------------------------------------------------
def _packed(value: Any) -> Any:
    if isinstance(value, RelativeDate):
        return {"anchor": value.anchor.value, "days": value.days}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return value.value if isinstance(value, StrEnum) else value


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    for tag, read in _TAGS.items():
        if tag in value:
            return read(value)
    raise NotReadable(f"{value} is no value")


_TAGS: Mapping[str, Callable[[Any], Any]] = {
    "anchor": lambda value: RelativeDate(Anchor(value["anchor"]), int(value["days"])),
    "date": lambda value: date.fromisoformat(value["date"]),
    "decimal": lambda value: Decimal(value["decimal"]),
}


def _lines(selection: Selection) -> dict[str, list[list[Any]]]:
    """Only what has lines."""
    return {
        name: [[each.option.value, _packed(each.low), _packed(each.high), each.exclude] for each in lines]
        for name, lines in selection.items()
        if lines
    }


def _selection(lines: Mapping[str, Iterable[Any]], known: Collection[str] | None) -> Selection:
    return {
        name: tuple(
            Criterion(Option(option), _unpacked(low), _unpacked(high), exclude) for option, low, high, exclude in some
        )
        for name, some in lines.items()
        if known is None or name in known
    }


# --- variants and layouts --------------------------------------------------------------------------------------------
def variant_text(variant: Variant) -> str:
    """The entries of a variant."""
    return _written({"selection": _lines(variant.selection), "fields": dict(variant.fields)})


def with_entries(variant: Variant, text: str, known: Collection[str] | None = None) -> Variant:
    """The variant with the entries of ``text``; ``known`` are the fields that there are. Raises NotReadable."""

    def read(data: Any) -> Variant:
        fields = {name: str(value) for name, value in data["fields"].items()}
        return replace(variant, selection=_selection(data["selection"], known), fields=fields)

    return _read(text, read)


def layout_text(layout: Layout) -> str:
    """What a layout shows."""
    return _written(
        {
            "columns": [[column.name, column.width] for column in layout.columns],
            "sort": [[key.column, key.descending] for key in layout.sort],
            "filter": _lines(layout.filter),
            "totals": list(layout.totals),
            "subtotals": list(layout.subtotals),
        }
    )


def with_columns(layout: Layout, text: str, known: Collection[str] | None = None) -> Layout:
    """The layout that ``text`` says, of the columns that are ``known``. Raises NotReadable."""

    def read(data: Any) -> Layout:
        return replace(
            layout,
            columns=tuple(LayoutColumn(name, width) for name, width in data["columns"] if there(name)),
            sort=tuple(SortKey(name, descending) for name, descending in data["sort"] if there(name)),
            filter=_selection(data["filter"], known),
            totals=tuple(name for name in data["totals"] if there(name)),
            subtotals=tuple(name for name in data["subtotals"] if there(name)),
        )

    def there(name: str) -> bool:
        return known is None or name in known

    return _read(text, read)


def _written(data: dict[str, Any]) -> str:
    return json.dumps({"version": VERSION, **data}, ensure_ascii=False, separators=(",", ":"))


def _read(text: str, read: Callable[[Any], Any]) -> Any:
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise NotReadable(f"version {data['version']}")
        return read(data)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as wrong:
        raise NotReadable(str(wrong)) from wrong
