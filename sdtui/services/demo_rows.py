"""Rows of CSV files as records: cells are converted by the types of the fields."""

from __future__ import annotations

import csv
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

T = TypeVar("T")
Cells = dict[str, str]


def rows(folder: Path, name: str) -> list[Cells]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(folder: Path, name: str, key: str) -> dict[str, list[Cells]]:
    groups: dict[str, list[Cells]] = {}
    for row in rows(folder, name):
        groups.setdefault(row.pop(key), []).append(row)
    return groups


@cache
def _kinds(record: type) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record)}


def record(kind: type[T], row: Cells) -> T:
    """A record from the cells of a row; an empty cell leaves the default."""
    kinds = _kinds(kind)
    return kind(**{name: _value(kinds[name], text) for name, text in row.items() if text != "" or kinds[name] is str})


def _value(kind: Any, text: str) -> object:
    if kind is bool:
        return text == "X"
    if kind is date or date in get_args(kind):
        return date.fromisoformat(text)
    return kind(text)
