"""Locks know the names of their holders. Those that are there belong to sessions of the program before the upgrade."""

from __future__ import annotations

from alembic import op

from sdtui.store.migrations import kinds as k

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_table("document_lock")
    op.create_table(
        "document_lock",
        *k.codes(None, "object", "key", "session_id", "place"),
        *k.codes(12, "user"),
        *k.codes(35, "name"),
        *k.instants("since", "beat"),
        k.key("document_lock", "object", "key"),
    )
    op.create_index("ix_document_lock_session_id", "document_lock", ["session_id"])
