"""Lists find documents by customer, clerk, day and reference, each in the order of the list."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

TABLE = "sales_document"
BEFORE = (("sold_to", "number"), ("sales_org", "category", "number"), ("customer_reference",))
AFTER = (
    ("sold_to", "category", "number"),
    ("created_by", "category", "number"),
    ("sales_org", "category", "document_date", "number"),
    ("category", "customer_reference", "number"),
)


def upgrade() -> None:
    for columns in BEFORE:
        op.drop_index(f"ix_{TABLE}_{'_'.join(columns)}", TABLE)
    for columns in AFTER:
        op.create_index(f"ix_{TABLE}_{'_'.join(columns)}", TABLE, list(columns))
