"""From an element to a column, and from a dataclass to the fields of a table.

A table declares no field a second time: ``fields_of(SalesItem)`` gives it one column per plain field of the dataclass,
with the length and the decimals of the element. Lists of other dataclasses are tables of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType, new_class
from typing import Annotated, Any, ClassVar, cast, get_args, get_origin, get_type_hints

from sqlalchemy import BigInteger, Boolean, Date, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

from sdtui.domain.conditions import Scale
from sdtui.domain.elements import Element
from sdtui.store.column_types import MONEY_DECIMALS, Coded, Exact, FactsText, Instant, ScaleText

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


class Stored(SQLModel):
    """The base of all tables. Rows are written by position, so nothing waits for the validators of these classes."""

    metadata = metadata
    model_config: ClassVar[Any] = {"defer_build": True}


def text_type(length: int | None) -> TypeEngine[Any]:
    """Text in the order of its code points on every engine, so that keys sort alike."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def big_key() -> TypeEngine[Any]:
    """A key that the database counts up."""
    return BigInteger().with_variant(Integer(), "sqlite")


def decimals_kept(element: Element | None) -> int:
    """Quantities are kept to their three decimals, money and rates to four, whatever is shown of them."""
    if element is not None and element.decimals == 3 and element.reference:
        return 3
    return max(MONEY_DECIMALS, element.decimals if element else 0)


def _type_of(plain: object, element: Element | None) -> TypeEngine[Any] | None:
    """The column type of a field, None for what is no plain value."""
    if get_origin(plain) is tuple:
        return ScaleText() if get_args(plain)[0] is Scale else FactsText()
    if not isinstance(plain, type):
        return None
    if issubclass(plain, StrEnum):
        return Coded(plain)
    if issubclass(plain, str):
        return Text() if element and element.multiline else text_type(element.length if element else None)
    if plain is Decimal:
        return Exact(decimals_kept(element))
    simple: dict[Any, TypeEngine[Any]] = {
        bool: Boolean(),
        int: Integer(),
        datetime: Instant(),
        date: Date(),
    }
    return simple.get(cast("Any", plain))


def _taken_apart(hint: object) -> tuple[object, Element | None, bool]:
    """The plain type, its element and whether it may be missing."""
    element: Element | None = None
    if get_origin(hint) is Annotated:
        hint, *facts = get_args(hint)
        element = next((fact for fact in facts if isinstance(fact, Element)), None)
    if isinstance(hint, UnionType):
        parts = [part for part in get_args(hint) if part is not NoneType]
        return parts[0], element, True
    return hint, element, False


def column(hint: object, sa_type: TypeEngine[Any] | None = None, **facts: Any) -> Any:
    """A field of a table for an annotated element or a plain type; ``sa_type`` where the hint cannot tell it."""
    plain, element, optional = _taken_apart(hint)
    sa_type = sa_type or _type_of(plain, element)
    if sa_type is None:
        raise TypeError(f"{hint} is no value of a column")
    return Field(sa_type=cast("Any", sa_type), nullable=optional, **facts)


def fields_of(kind: Any, leading: Mapping[str, object] | None = None, leave_out: tuple[str, ...] = ()) -> type[Stored]:
    """A base class with a column per plain field of the dataclass ``kind``, after the ``leading`` ones."""
    hints = dict(leading or {}) | get_type_hints(kind, include_extras=True)
    namespace: dict[str, Any] = {"__module__": __name__, "__doc__": f"The columns of {kind.__name__}."}
    annotations: dict[str, object] = {}
    for name, hint in hints.items():
        plain, element, optional = _taken_apart(hint)
        if name in leave_out or _type_of(plain, element) is None:
            continue
        annotations[name] = cast("Any", plain) | None if optional else plain
        namespace[name] = column(hint, **_default(kind, name))
    namespace["__annotations__"] = annotations
    return new_class(f"{kind.__name__}Columns", (Stored,), exec_body=lambda body: body.update(namespace))


def _default(kind: Any, name: str) -> dict[str, Any]:
    value = next((field.default for field in fields(kind) if field.name == name), MISSING)
    return {} if value is MISSING else {"default": value}


def table(row: type[Stored]) -> Table:
    """The table behind a class."""
    return metadata.tables[vars(row)["__tablename__"]]
