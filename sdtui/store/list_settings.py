"""Variants and layouts of lists as rows, and which of them a list begins with."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import or_, select

from sdtui.store.columns import table
from sdtui.store.tables import lists as t
from sdtui.store.unit import Unit

_VARIANT = table(t.ListVariantRow)
_LAYOUT = table(t.ListLayoutRow)
_DEFAULT = table(t.ListDefaultRow)
_KEY = ("list", "owner", "name")
EVERYBODY = ""
VARIANT, LAYOUT = "variant", "layout"


class StoredVariant(NamedTuple):
    """A variant; ``data`` is in the words of the codec."""

    list: str
    owner: str
    name: str
    text: str
    shared: bool
    protected: bool
    data: str


class StoredLayout(NamedTuple):
    """A layout; ``data`` is in the words of the codec."""

    list: str
    owner: str
    name: str
    text: str
    changed_by: str
    data: str


def variants(unit: Unit, of: str, user: str) -> list[StoredVariant]:
    """The user's own and those that others share, by name; his own first where names are the same."""
    columns = _VARIANT.c
    statement = select(*(columns[name] for name in StoredVariant._fields)).where(
        columns.list == of, or_(columns.owner == user, columns.shared.is_(True))
    )
    statement = statement.order_by(columns.name, columns.owner != user, columns.owner)
    return [StoredVariant(*row) for row in unit.rows(statement)]


def layouts(unit: Unit, of: str, user: str) -> list[StoredLayout]:
    """The user's own and everybody's, by name."""
    columns = _LAYOUT.c
    statement = select(*(columns[name] for name in StoredLayout._fields)).where(
        columns.list == of, columns.owner.in_([user, EVERYBODY])
    )
    return [StoredLayout(*row) for row in unit.rows(statement.order_by(columns.name))]


def put_variant(unit: Unit, variant: StoredVariant) -> None:
    unit.put(_VARIANT, StoredVariant._fields, _KEY, [variant])


def put_layout(unit: Unit, layout: StoredLayout) -> None:
    unit.put(_LAYOUT, StoredLayout._fields, _KEY, [layout])


def delete(unit: Unit, kind: str, of: str, owner: str, name: str) -> None:
    """With the choices of those who begin with it."""
    unit.delete(_VARIANT if kind == VARIANT else _LAYOUT, _KEY, [(of, owner, name)])
    unit.delete(_DEFAULT, ("list", "kind", "owner", "name"), [(of, kind, owner, name)])


def default(unit: Unit, kind: str, of: str, user: str) -> tuple[str, str] | None:
    """Owner and name of what the user chose to begin with, else of what holds for everybody."""
    columns = _DEFAULT.c
    statement = select(columns.owner, columns.name).where(
        columns.list == of, columns.kind == kind, columns.user.in_([user, EVERYBODY])
    )
    found = unit.first(statement.order_by(columns.user.desc()).limit(1))
    return (found[0], found[1]) if found else None


def set_default(unit: Unit, kind: str, of: str, user: str, chosen: tuple[str, str] | None) -> None:
    """``chosen`` is owner and name; None forgets the choice."""
    if chosen is None:
        unit.delete(_DEFAULT, ("list", "kind", "user"), [(of, kind, user)])
    else:
        columns = ("list", "kind", "user", "owner", "name")
        unit.put(_DEFAULT, columns, columns[:3], [(of, kind, user, *chosen)])
