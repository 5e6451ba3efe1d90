"""Condition records say who made them; conditions of documents keep the limits that a rate entered by hand has.

Currency and unit of a record get the lengths that they have in documents.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sdtui.store.migrations import kinds as k

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    (created_by,) = k.codes(12, "created_by")
    created_by.server_default = sa.DefaultClause("")
    with op.batch_alter_table("condition_record") as batch:
        batch.add_column(created_by)
        for column in k.dates("created_on", nullable=True):
            batch.add_column(column)
    with op.batch_alter_table("condition_record") as batch:
        batch.alter_column("created_by", server_default=None)
        for column in (*k.codes(5, "currency"), *k.codes(3, "unit")):
            batch.alter_column(column.name, type_=column.type)
    clustered = {"sqlite_with_rowid": False}
    with op.batch_alter_table("sales_condition", recreate="always", table_kwargs=clustered) as batch:
        for column in k.exact(4, "lower_limit", "upper_limit", nullable=True):
            batch.add_column(column)
