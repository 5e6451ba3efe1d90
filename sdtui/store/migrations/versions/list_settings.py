"""Clerks keep entries of selection screens and the looks of lists."""

from __future__ import annotations

from alembic import op

from sdtui.store.migrations import kinds as k

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "list_variant",
        *k.codes(None, "list"),
        *k.codes(12, "owner"),
        *k.codes(14, "name"),
        *k.codes(30, "text"),
        *k.flags("shared", "protected"),
        *k.texts("data"),
        k.key("list_variant", "list", "owner", "name"),
    )
    op.create_table(
        "list_layout",
        *k.codes(None, "list"),
        *k.codes(12, "owner", "changed_by"),
        *k.codes(12, "name"),
        *k.codes(30, "text"),
        *k.texts("data"),
        k.key("list_layout", "list", "owner", "name"),
    )
    op.create_table(
        "list_default",
        *k.codes(None, "list", "kind"),
        *k.codes(12, "user", "owner"),
        *k.codes(14, "name"),
        k.key("list_default", "list", "kind", "user"),
    )
