"""Column types that store a value as it is, or refuse it."""

# ruff: noqa: ARG002 - SQLAlchemy hands the dialect to every type

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import BigInteger, DateTime, Dialect, Numeric, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from sdtui.domain.conditions import Scale
from sdtui.store.errors import ValueNotExact

MONEY_DECIMALS = 4
_INT64 = 2**63 - 1


class Exact(TypeDecorator[Decimal]):
    """A decimal number of fixed scale: a scaled 64-bit integer on SQLite, NUMERIC on PostgreSQL, never a float."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, decimals: int = MONEY_DECIMALS) -> None:
        super().__init__()
        self.decimals = decimals
        self._one = Decimal(1).scaleb(-decimals)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Numeric(19, self.decimals) if dialect.name == "postgresql" else BigInteger()

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Any:
        """Raises ValueNotExact for a float, for digits beyond the scale and for what 64 bits cannot hold."""
        if value is None:
            return None
        if not isinstance(value, Decimal):
            value = _whole(value)
        if not value.is_finite():
            raise ValueNotExact(f"{value} cannot be stored")
        scaled = value.scaleb(self.decimals)
        whole = int(scaled)
        if whole != scaled or abs(whole) > _INT64:
            raise ValueNotExact(f"{value} has more digits than {self.decimals} decimals and 64 bits can hold")
        return value if dialect.name == "postgresql" else whole

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None or dialect.name == "postgresql":
            return value
        return value * self._one


def _whole(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueNotExact(f"{value!r} is no decimal number")
    return Decimal(value)


class Instant(TypeDecorator[datetime]):
    """A point in time, always with a time zone, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueNotExact(f"{value} has no time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Coded(TypeDecorator[StrEnum]):
    """An enumeration, kept as its character."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__(max((len(member.value) for member in kind), default=1))
        self.kind = kind
        self._members: dict[str, StrEnum] = {member.value: member for member in kind}

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self._members[value]


class ScaleText(TypeDecorator[tuple[Scale, ...]]):
    """The scale of a document condition as one text: ``10:-5;100:-7.5``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Scale, ...] | None, dialect: Dialect) -> str:
        return ";".join(f"{step.value:f}:{step.rate:f}" for step in value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Scale, ...]:
        if not value:
            return ()
        pairs = (step.split(":") for step in str(value).split(";"))
        return tuple(Scale(Decimal(start), Decimal(rate)) for start, rate in pairs)


class FactsText(TypeDecorator[tuple[object, ...]]):
    """A tuple of plain facts (texts, numbers, dates, nested tuples) as JSON that keeps their types."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[object, ...] | None, dialect: Dialect) -> str:
        return json.dumps([_packed(fact) for fact in value]) if value else ""

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[object, ...]:
        return tuple(_unpacked(fact) for fact in json.loads(value)) if value else ()


def _packed(fact: object) -> object:
    if isinstance(fact, Decimal):
        return {"decimal": str(fact)}
    if isinstance(fact, date) and not isinstance(fact, datetime):
        return {"date": fact.isoformat()}
    if isinstance(fact, tuple):
        return [_packed(part) for part in cast("tuple[object, ...]", fact)]
    if fact is None or type(fact) in {str, int, bool}:
        return fact
    if isinstance(fact, StrEnum):
        return fact.value
    raise TypeError(f"a fact of type {type(fact).__name__} cannot be stored")


def _unpacked(fact: Any) -> object:
    if isinstance(fact, list):
        return tuple(_unpacked(part) for part in cast("list[object]", fact))
    if isinstance(fact, dict):
        tagged = cast("dict[str, str]", fact)
        return Decimal(tagged["decimal"]) if "decimal" in tagged else date.fromisoformat(tagged["date"])
    return fact
