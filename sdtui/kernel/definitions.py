"""Definitions read from TOML: transactions, screens, function codes, messages, field status.

Everything is checked as it is read: a key that nobody declared is refused with the file, the key and the nearest known
word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from sdtui.domain.errors import CustomizingError, nearest

T = TypeVar("T")
# The customizing files that stand behind definitions and notation; the others are the domain's.
READ_BY_KERNEL = frozenset({"tcodes", "function_codes", "messages", "field_status", "menu", "languages"})
# The function codes that every screen has.
EVERY_SCREEN = ("check", "back", "exit", "cancel", "help", "values")
# Those that screens of a kind have.
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "": (),
    "selection": ("execute", "more_values", "get_variant", "save_variant", "count_rows", "clear_entries"),
    "list": (
        "choose", "refresh", "mark", "mark_all", "unmark_all", "sort_column", "sort", "filter", "filter_off", "total",
        "subtotal", "columns", "layouts", "save_layout", "find_text", "find_next", "count_rows", "export",
        "first_rows", "previous_rows", "next_rows", "last_rows",
    ),
}  # fmt: skip


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
    """Lines of fields: ``|`` begins a new column, whose first field has its label; the others stand beside it."""

    lines: tuple[str, ...]

    def groups(self) -> list[list[list[str]]]:
        """Field names by line and column."""
        return [[column.split() for column in line.split("|")] for line in self.lines]

    def names(self) -> list[str]:
        """All names in reading order."""
        return [name for line in self.groups() for column in line for name in column]


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A table control: the list of rows on the record and the columns, the most needed first in ``need``.

    ``start``: the column in which the cursor begins, in the first row where it is open. ``cells``: a list whose columns
    the clerk chooses; ``shown`` are those that it begins with, ``narrow`` those that are cut first.
    """

    rows: str
    columns: tuple[str, ...]
    need: tuple[str, ...] = ()
    start: str = ""
    entry: bool = False
    choice: bool = False
    markable: bool = False
    cells: bool = False
    shown: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TabDefinition:
    """One tab of a screen."""

    name: str
    blocks: tuple[BlockDefinition, ...] = ()
    tables: tuple[TableDefinition, ...] = ()
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen (dynpro): names and positions, nothing else.

    One of the ``kind`` list or selection has the keys of all of them, and after those its own.
    """

    name: str
    record: str
    keys: tuple[str, ...] = ()
    popup: bool = False
    blocks: tuple[BlockDefinition, ...] = ()
    tables: tuple[TableDefinition, ...] = ()
    tabs: tuple[TabDefinition, ...] = ()
    editor: str = ""
    kind: str = ""

    def tab(self, active: int) -> TabDefinition | None:
        """The active tab, None on a screen without tabs."""
        return self.tabs[min(active, len(self.tabs) - 1)] if self.tabs else None


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


_NESTED: Mapping[tuple[type, str], type] = {
    (Screen, "blocks"): BlockDefinition,
    (Screen, "tables"): TableDefinition,
    (Screen, "tabs"): TabDefinition,
    (TabDefinition, "blocks"): BlockDefinition,
    (TabDefinition, "tables"): TableDefinition,
    (MenuEntry, "entries"): MenuEntry,
}


def build(kind: type[T], data: object, where: str, **given: object) -> T:
    """A frozen definition from a TOML table; refuses unknown keys and wrong kinds of value."""
    if not isinstance(data, Mapping):
        raise CustomizingError(where, "", "a table is expected")
    known = {item.name: item for item in fields(kind)}  # pyright: ignore[reportArgumentType]
    values: dict[str, Any] = dict(given)
    for key, value in cast("Mapping[str, object]", data).items():
        if key not in known or key in given:
            raise CustomizingError(where, key, "unknown key", nearest(key, known.keys() - given.keys()))
        values[key] = _value(_NESTED.get((kind, key)), value, where, key)
    for name, item in known.items():
        if name not in values and item.default is MISSING and item.default_factory is MISSING:
            raise CustomizingError(where, name, "is missing")
        if name in values:
            _check_kind(str(item.type), values[name], where, name)
    return kind(**values)


def _value(nested: type | None, value: object, where: str, key: str) -> object:
    """A value as definitions hold it: lists as tuples, lists of tables as definitions of their own."""
    if not isinstance(value, list):
        if nested:
            raise CustomizingError(where, key, "must be a list of tables")
        return value
    parts = cast("list[object]", value)
    if nested is None:
        return tuple(parts)
    return tuple(cast("object", build(nested, part, f"{where}.{key}[{n}]")) for n, part in enumerate(parts))


def _check_kind(annotation: str, value: object, where: str, key: str) -> None:
    wanted = {"str": str, "int": int, "bool": bool}.get(annotation)
    if wanted and type(value) is not wanted:
        raise CustomizingError(where, key, f"must be {wanted.__name__}")
    if annotation.startswith("tuple[str"):
        words = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (None,)
        if not all(isinstance(word, str) for word in words):
            raise CustomizingError(where, key, "must be a list of words")


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; an error names the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise CustomizingError(path.name, "", str(fault)) from fault


def _screen(path: Path) -> Screen:
    screen = build(Screen, read_toml(path), path.name, name=path.stem)
    if screen.kind not in OF_KIND:
        raise CustomizingError(path.name, "kind", f"no such kind: {screen.kind}", nearest(screen.kind, OF_KIND))
    return replace(screen, keys=(*OF_KIND[screen.kind], *screen.keys))


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
        screens={path.stem: _screen(path) for path in screens},
        menu=build(MenuEntry, read_toml(customizing("menu")), "menu.toml"),
    )
