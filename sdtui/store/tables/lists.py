"""The tables of what clerks keep for lists: entries of selection screens, and how lists look."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import PrimaryKeyConstraint, Text

from sdtui.domain import elements as e
from sdtui.domain import lists
from sdtui.store.columns import Stored, column


class ListVariantRow(Stored, table=True):
    """Entries of a selection screen; ``data`` holds them as ``sdtui.domain.list_codec`` writes them."""

    __tablename__: ClassVar[Any] = "list_variant"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("list", "owner", "name"),)

    list: str = column(str)
    owner: str = column(e.CreatedBy)
    name: str = column(lists.VariantName)
    text: str = column(lists.ListText)
    shared: bool = column(bool)
    protected: bool = column(bool)
    data: str = column(str, sa_type=Text())


class ListLayoutRow(Stored, table=True):
    """How a list looks; one that is everybody's has no owner, and ``changed_by`` tells who saw to it last."""

    __tablename__: ClassVar[Any] = "list_layout"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("list", "owner", "name"),)

    list: str = column(str)
    owner: str = column(e.CreatedBy)
    name: str = column(lists.LayoutName)
    text: str = column(lists.ListText)
    changed_by: str = column(e.CreatedBy)
    data: str = column(str, sa_type=Text())


class ListDefaultRow(Stored, table=True):
    """Which variant or layout (``kind``) a list begins with for a user; no user stands for all who chose none."""

    __tablename__: ClassVar[Any] = "list_default"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("list", "kind", "user"),)

    list: str = column(str)
    kind: str = column(str)
    user: str = column(e.CreatedBy)
    owner: str = column(e.CreatedBy)
    name: str = column(lists.VariantName)
