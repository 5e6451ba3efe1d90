"""Definitions read from TOML: transactions, screens, function codes, messages, field status.

Everything is checked as it is read: a key that nobody declared is refused with the file, the key and the nearest known
word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from sdtui.domain.errors import CustomizingError, nearest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Transaction:
    """A row of the transaction table. ``variant`` chooses the wording of labels, ``parameter`` remembers its key."""

    code: str
    text: str
    dialog: str
    screen: str
    activity: str = "03"
    category: str = ""
    variant: str = ""
    authority: str = ""
    parameter: str = ""
    text_pl: str = ""
    text_de: str = ""
    alias: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """The text in ``language``, English where it has none."""
        return {"pl": self.text_pl, "de": self.text_de}.get(language) or self.text


@dataclass(frozen=True, slots=True)
class FunctionCode:
    """What a key means: its default keys, the first shown. ``shown`` orders the key line (0 hides it)."""

    code: str
    keys: tuple[str, ...] = ()
    shown: int = 50


@dataclass(frozen=True, slots=True)
class MessageRule:
    """Type and number of a message; the number is what support is told."""

    id: str
    type: str = "E"
    number: str = ""


@dataclass(frozen=True, slots=True)
class BlockDefinition:
    """Lines of fields: ``|`` begins a new column, the first field of a column has its label, the others stand beside it."""

    lines: tuple[str, ...]

    def groups(self) -> list[list[list[str]]]:
        """Field names by line and column."""
        return [[column.split() for column in line.split("|")] for line in self.lines]


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A table control: the list of rows on the record and the columns, the most needed first in ``need``."""

    rows: str
    columns: tuple[str, ...]
    need: tuple[str, ...] = ()
    entry: bool = False
    choice: bool = False
    markable: bool = False


@dataclass(frozen=True, slots=True)
class TabDefinition:
    """One tab of a screen."""

    name: str
    blocks: tuple[BlockDefinition, ...] = ()
    tables: tuple[TableDefinition, ...] = ()
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen (dynpro): names and positions, nothing else."""

    name: str
    record: str
    keys: tuple[str, ...] = ()
    popup: bool = False
    blocks: tuple[BlockDefinition, ...] = ()
    tables: tuple[TableDefinition, ...] = ()
    tabs: tuple[TabDefinition, ...] = ()
    editor: str = ""

    def tab(self, active: int) -> TabDefinition | None:
        """The active tab, None on a screen without tabs."""
        return self.tabs[active] if self.tabs else None


@dataclass(frozen=True, slots=True)
class FieldStatus:
    """Customizing of a screen or record: which fields are closed, open, required or hidden."""

    name: str
    closed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A folder of the start menu, or a transaction in it."""

    text: str = ""
    text_pl: str = ""
    text_de: str = ""
    tcode: str = ""
    entries: tuple[MenuEntry, ...] = ()

    def title(self, language: str) -> str:
        """The text in ``language``, English where it has none."""
        return {"pl": self.text_pl, "de": self.text_de}.get(language) or self.text


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that the dialog machine reads before it runs."""

    transactions: Mapping[str, Transaction]
    screens: Mapping[str, Screen]
    function_codes: Mapping[str, FunctionCode]
    messages: Mapping[str, MessageRule]
    field_status: Mapping[str, FieldStatus]
    menu: MenuEntry = field(default_factory=MenuEntry)


_NESTED: dict[tuple[type, str], type] = {}


def build(kind: type[T], data: object, where: str, **given: object) -> T:
    """A frozen definition from a TOML table; refuses unknown keys and wrong kinds of value."""
    if not isinstance(data, Mapping):
        raise CustomizingError(where, "", "a table is expected")
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = dict(given)
    for key, value in data.items():  # pyright: ignore[reportUnknownVariableType]
        if key not in known or key in given:
            raise CustomizingError(where, str(key), "unknown key", nearest(str(key), known))
        nested = _NESTED.get((kind, str(key)))
        values[str(key)] = (
            tuple(build(nested, part, f"{where}.{key}[{n}]") for n, part in enumerate(value))
            if nested
            else _plain(value)
        )
    missing = [
        n
        for n, item in known.items()
        if item.default is MISSING and item.default_factory is MISSING and n not in values
    ]
    if missing:
        raise CustomizingError(where, missing[0], "is missing")
    _check_kinds(kind, values, where)
    return kind(**values)


def _plain(value: object) -> object:
    return tuple(_plain(part) for part in value) if isinstance(value, list) else value  # type: ignore[misc]


def _check_kinds(kind: type, values: Mapping[str, object], where: str) -> None:
    expected: dict[str, type] = {"str": str, "int": int, "bool": bool}
    for item in fields(kind):
        wanted = expected.get(str(item.type))
        if wanted and item.name in values and type(values[item.name]) is not wanted:
            raise CustomizingError(where, item.name, f"must be {wanted.__name__}")
        if str(item.type).startswith("tuple[str") and item.name in values:
            value = values[item.name]
            if not isinstance(value, tuple) or not all(isinstance(part, str) for part in value):  # pyright: ignore[reportUnknownVariableType]
                raise CustomizingError(where, item.name, "must be a list of words")


_NESTED.update(
    {
        (Screen, "blocks"): BlockDefinition,
        (Screen, "tables"): TableDefinition,
        (Screen, "tabs"): TabDefinition,
        (TabDefinition, "blocks"): BlockDefinition,
        (TabDefinition, "tables"): TableDefinition,
        (MenuEntry, "entries"): MenuEntry,
    }
)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; an error names the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise CustomizingError(path.name, "", str(fault)) from fault


def load_definitions(customizing: Callable[[str], Path], screens: Iterable[Path]) -> Definitions:
    """Read every definition; ``customizing`` finds a customizing file by its name without ending."""

    def rows(stem: str, kind: type[T], key: str) -> dict[str, T]:
        data = read_toml(customizing(stem))
        return {name: build(kind, row, f"{stem}.toml [{name}]", **{key: name}) for name, row in data.items()}

    return Definitions(
        transactions=rows("tcodes", Transaction, "code"),
        function_codes=rows("function_codes", FunctionCode, "code"),
        messages=rows("messages", MessageRule, "id"),
        field_status=rows("field_status", FieldStatus, "name"),
        screens={path.stem: build(Screen, read_toml(path), path.name, name=path.stem) for path in screens},
        menu=build(MenuEntry, read_toml(customizing("menu")), "menu.toml"),
    )
