"""Documents and items say for which steps something is missing; what is there was saved when nothing could be."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sdtui.store.migrations import kinds as k

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for table in ("sales_document", "sales_item"):
        (column,) = k.codes(4, "incompletion")
        column.server_default = sa.DefaultClause("")
        with op.batch_alter_table(table) as batch:
            batch.add_column(column)
        with op.batch_alter_table(table) as batch:
            batch.alter_column("incompletion", server_default=None)
    op.create_index(
        "ix_sales_document_category_incompletion_number", "sales_document", ["category", "incompletion", "number"]
    )
