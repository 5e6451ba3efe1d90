"""Masters have a version and a maker, as documents do; customers are described by employees and turnover."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sdtui.store.migrations import kinds as k

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    made = [*k.integers("version"), *k.codes(12, "created_by", "changed_by")]
    facts = [
        *k.integers("employees", "turnover_year"),
        *k.exact(4, "annual_turnover"),
        *k.codes(3, "turnover_currency"),
    ]
    _add("customer", [*made, *facts])
    _add("material", [*k.integers("version"), *k.codes(12, "created_by", "changed_by")])


def _add(table: str, columns: list[sa.Column[object]]) -> None:
    """What is there was stored once; nobody knows by whom."""
    for column in columns:
        value = "1" if column.name == "version" else "" if isinstance(column.type, sa.String) else "0"
        column.server_default = sa.DefaultClause(value)
    with op.batch_alter_table(table) as batch:
        for column in (*columns, *k.dates("created_on", nullable=True), *k.instants("changed_at", nullable=True)):
            batch.add_column(column)
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)
