"""From the tables of a customizing file to frozen rows: unknown keys and wrong kinds of value are refused by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast, get_type_hints

from sdtui.domain.errors import CustomizingError, nearest

T = TypeVar("T")
Table = Mapping[str, object]

# Keys that hold the text of a row, by language; English is the one without a suffix.
TEXT_KEYS = {"text": "EN", "text_pl": "PL", "text_de": "DE"}


def table(value: object, file: str, key: str) -> Table:
    """``value`` as a TOML table, or an error."""
    if not isinstance(value, Mapping):
        raise CustomizingError(file, key, "must be a table")
    return cast("Table", value)


def tables(value: object, file: str, key: str) -> list[Table]:
    """``value`` as a list of TOML tables, or an error."""
    if not isinstance(value, list):
        raise CustomizingError(file, key, "must be a list of tables")
    return [table(row, file, f"{key}[{n}]") for n, row in enumerate(cast("list[object]", value))]


def texts_of(row: Table) -> dict[str, str]:
    return {language: str(row[key]) for key, language in TEXT_KEYS.items() if row.get(key)}


def build(kind: type[T], row: Table, file: str, where: str, **given: object) -> T:
    """A row of ``kind`` from a TOML table; ``given`` are the fields that the file says in another way.

    A field ``texts`` that is a mapping collects the keys of ``TEXT_KEYS``.
    """
    known, required = _fields(kind)
    has_texts = known.get("texts") == Mapping[str, str]
    values: dict[str, Any] = dict(given)
    for key, value in row.items():
        if has_texts and key in TEXT_KEYS:
            continue
        if key not in known or key in given or (has_texts and key == "texts"):
            may = [*(set(known) - set(given)), *(TEXT_KEYS if has_texts else ())]
            raise CustomizingError(file, f"{where}.{key}", "unknown key", nearest(key, may))
        values[key] = _value(known[key], value, file, f"{where}.{key}")
    if has_texts:
        values["texts"] = texts_of(row)
    for name in required:
        if name not in values:
            raise CustomizingError(file, f"{where}.{name}", "is missing")
    return kind(**values)


@cache
def _fields(kind: type) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The types of all fields, and the names of those without a default."""
    hints = get_type_hints(kind)
    rows = fields(kind)
    needed = tuple(row.name for row in rows if row.default is MISSING and row.default_factory is MISSING)
    return {row.name: hints[row.name] for row in rows}, needed


def _value(kind: Any, value: object, file: str, where: str) -> object:
    converter = _CONVERTERS.get(kind)
    if converter is not None:
        return converter(value, file, where)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind, value, file, where)
    raise CustomizingError(file, where, "cannot be given here")


def _plain(kind: type, word: str) -> Callable[[object, str, str], object]:
    def convert(value: object, file: str, where: str) -> object:
        if type(value) is not kind:
            raise CustomizingError(file, where, f"must be {word}")
        return value

    return convert


def _choice(kind: type[StrEnum], value: object, file: str, where: str) -> StrEnum:
    known = [member.value for member in kind]
    if value not in known:
        shown = ", ".join(repr(word) for word in known)
        raise CustomizingError(file, where, f"must be one of {shown}", nearest(str(value), known))
    return kind(value)


def _decimal(value: object, file: str, where: str) -> Decimal:
    """Written as text or as a whole number; a TOML fraction has lost its digits before we see it."""
    try:
        if isinstance(value, str) or type(value) is int:
            return Decimal(value)
    except InvalidOperation:
        pass
    raise CustomizingError(file, where, 'must be a number in quotes, such as "1.0850"')


def words(value: object, file: str, where: str) -> tuple[str, ...]:
    """``value`` as a list of words, or an error."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in cast("list[object]", value)):
        raise CustomizingError(file, where, "must be a list of words")
    return tuple(cast("list[str]", value))


_CONVERTERS: dict[Any, Callable[[object, str, str], object]] = {
    str: _plain(str, "text in quotes"),
    int: _plain(int, "a whole number"),
    bool: _plain(bool, "true or false"),
    Decimal: _decimal,
    date: _plain(date, "a date such as 2026-01-31"),
    tuple[str, ...]: words,
}
