"""The tables behind the documents: number ranges, locks, change documents, and what is kept for each user."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint

from sdtui.domain import elements as e
from sdtui.store.columns import Stored, big_key, column


class NumberRangeRow(Stored, table=True):
    """An interval of numbers; ``level`` is the last number given out (one less than the first, before any)."""

    __tablename__: ClassVar[Any] = "number_range"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("object", "code"),)

    object: str = column(str)
    code: str = column(str)
    range_start: str = column(str)
    range_end: str = column(str)
    external: bool = column(bool, default=False)
    level: int = column(int, default=0, sa_type=big_key())


class DocumentLockRow(Stored, table=True):
    """Who works on what; ``name`` is the user's, ``beat`` the latest sign of life of the session."""

    __tablename__: ClassVar[Any] = "document_lock"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("object", "key"), Index(None, "session_id"))

    object: str = column(str)
    key: str = column(str)
    user: str = column(e.CreatedBy)
    name: str = column(e.Name)
    session_id: str = column(str)
    place: str = column(str)
    since: datetime = column(datetime)
    beat: datetime = column(datetime)


class ChangeHeaderRow(Stored, table=True):
    """One save of one object: who, when, with which transaction."""

    __tablename__: ClassVar[Any] = "change_header"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("change"),
        Index(None, "object", "key", "change"),
        Index(None, "user", "change"),
        Index(None, "at"),
    )

    change: int | None = column(int, default=None, sa_type=big_key(), sa_column_kwargs={"autoincrement": True})
    object: str = column(str)
    key: str = column(str)
    user: str = column(e.CreatedBy)
    at: datetime = column(datetime)
    transaction: str = column(str)


class ChangeItemRow(Stored, table=True):
    """One field that changed, or one row that came (I) or went (D)."""

    __tablename__: ClassVar[Any] = "change_item"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("change", "position"),
        ForeignKeyConstraint(["change"], ["change_header.change"]),
        {"sqlite_with_rowid": False},
    )

    change: int = column(int, sa_type=big_key())
    position: int = column(int)
    kind: str = column(str)
    section: str = column(str)
    item: int = column(e.ItemNumber)
    row: str = column(str)
    field: str = column(str)
    old: str = column(str)
    new: str = column(str)


class UserParameterRow(Stored, table=True):
    """Parameter memory: the value that a parameter id had last, or was set to for good."""

    __tablename__: ClassVar[Any] = "user_parameter"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("user", "parameter"),)

    user: str = column(e.CreatedBy)
    parameter: str = column(str)
    value: str = column(str)


class RecentValueRow(Stored, table=True):
    """What a user chose from a value table, and when."""

    __tablename__: ClassVar[Any] = "recent_value"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("user", "value_table", "value"),)

    user: str = column(e.CreatedBy)
    value_table: str = column(str)
    value: str = column(str)
    used_at: datetime = column(datetime)


class CommandHistoryRow(Stored, table=True):
    """What a user typed into the command field, each command once with its latest use."""

    __tablename__: ClassVar[Any] = "command_history"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("user", "command"), Index(None, "user", "used_at"))

    user: str = column(e.CreatedBy)
    command: str = column(str)
    used_at: datetime = column(datetime)


class SchemaVersionRow(Stored, table=True):
    """The revision of the schema, in the table that Alembic keeps."""

    __tablename__: ClassVar[Any] = "alembic_version"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("version_num"),)

    version_num: str = column(str)
