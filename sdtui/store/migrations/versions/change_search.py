"""Change documents are found by who changed something, and when."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_index("ix_change_header_user_change", "change_header", ["user", "change"])
    op.create_index("ix_change_header_at", "change_header", ["at"])
