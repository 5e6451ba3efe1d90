"""What possible entries are searched in is a table of its own; it is filled when the upgrade is done."""

from __future__ import annotations

from alembic import op

from sdtui.store.migrations import kinds as k

revision = "0006"
down_revision = "0005"

ON_SQLITE = (
    "CREATE INDEX search_entry_by_name ON search_entry (object, name, key, number, tags, text)",
    "CREATE INDEX search_entry_by_number ON search_entry (object, number, key, tags)",
    (
        "CREATE VIRTUAL TABLE search_gram USING fts5(text, content='search_entry', content_rowid='id', "
        "tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"
    ),
)


def upgrade() -> None:
    op.create_table(
        "search_entry",
        *k.big("id"),
        *k.codes(None, "object", "key", "number", "name", "text", "tags"),
        k.key("search_entry", "id"),
    )
    op.create_index("ix_search_entry_object_key", "search_entry", ["object", "key"], unique=True)
    op.create_index("ix_search_entry_object_name", "search_entry", ["object", "name"])
    op.create_index("ix_search_entry_object_number", "search_entry", ["object", "number"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in ON_SQLITE:
            op.execute(statement)
    for table in ("customer", "material", "sales_document"):
        op.drop_column(table, "search_text")
