"""Columns for revisions: the kinds of values that tables hold, as they lie on each engine."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def codes(length: int | None, *names: str) -> list[sa.Column[Any]]:
    """Text up to ``length``, in the order of its code points on every engine."""
    kind = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return _columns(kind, names)


def exact(decimals: int, *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.BigInteger().with_variant(sa.Numeric(19, decimals), "postgresql"), names, nullable=nullable)


def integers(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Integer(), names)


def big(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.BigInteger().with_variant(sa.Integer(), "sqlite"), names)


def flags(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Boolean(), names)


def texts(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Text(), names)


def dates(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.Date(), names, nullable=nullable)


def instants(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.DateTime(timezone=True), names, nullable=nullable)


def states(length: int, *names: str) -> list[sa.Column[Any]]:
    """The characters of an enumeration."""
    return _columns(sa.String(length), names)


def _columns(kind: Any, names: tuple[str, ...], *, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable) for name in names]


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")
