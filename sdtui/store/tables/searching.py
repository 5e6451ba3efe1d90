"""What possible entries are searched in: one row for each customer, material and document that may be found.

On SQLite a full-text index over groups of three letters stands beside it (``search_gram``), written by whoever writes a
row (``store/search.py``); triggers could not, as some versions of SQLite distrust full-text indexes in them. Its words
are those of the rows; it holds no text of its own. Words of one or two letters it cannot have: for them two indexes
hold all that a search looks at, in the order of the hits, so that frequent ones end early and rare ones read nothing
else.

PostgreSQL reads the narrow table itself: its index over groups of letters is an extension that a server may lack and
that takes rights to install.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import DDL, Index, PrimaryKeyConstraint, event

from sdtui.store.columns import Stored, big_key, column, table


class SearchEntryRow(Stored, table=True):
    """``number``, ``name`` and ``text`` are folded, ``text`` holds all words; ``tags`` restrict, each between bars.

    The id is a column of its own, as copying a SQLite database may number its hidden row ids anew.
    """

    __tablename__: ClassVar[Any] = "search_entry"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("id"),
        Index(None, "object", "key", unique=True),
        Index(None, "object", "number"),
        Index(None, "object", "name"),
    )

    id: int | None = column(int, default=None, sa_type=big_key(), sa_column_kwargs={"autoincrement": True})
    object: str = column(str)
    key: str = column(str)
    number: str = column(str)
    name: str = column(str)
    text: str = column(str)
    tags: str = column(str)


GRAM = "search_gram"
_INDEXES = {"search_entry_by_name": "name, key, number, tags, text", "search_entry_by_number": "number, key, tags"}
# What SQLite needs beside the table, in this order.
SQLITE_STATEMENTS = (
    *(f"CREATE INDEX {name} ON search_entry (object, {columns})" for name, columns in _INDEXES.items()),
    (
        f"CREATE VIRTUAL TABLE {GRAM} USING fts5(text, content='search_entry', content_rowid='id', "
        "tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"
    ),
)


def is_declared(name: str | None, _kind: str = "table", _parents: object = None) -> bool:
    """Whether a table or an index is one that is declared, and none of those that SQLite alone has for searching."""
    return not (name or "").startswith(GRAM) and name not in _INDEXES


for _statement in SQLITE_STATEMENTS:
    event.listen(table(SearchEntryRow), "after_create", DDL(_statement).execute_if(dialect="sqlite"))
