"""The tables of inquiries, quotations and orders, and of the flow between them.

Item 0 stands for the header in partners, conditions and texts. ``position`` keeps the order in which rows stand in
their list. Partners, conditions and flow are clustered by document, as they are only read by document.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint

from sdtui.domain import elements as e
from sdtui.domain.conditions import Condition
from sdtui.domain.sales_document import DocumentText, Partner, SalesDocument, SalesItem
from sdtui.store.columns import Stored, column, fields_of

_OWNER = {"document": e.DocumentNumber}
_PLACE = {"document": e.DocumentNumber, "item": e.ItemNumber, "position": int}
_CLUSTERED = {"sqlite_with_rowid": False}


def _of_document() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["document"], ["sales_document.number"])


class SalesDocumentRow(fields_of(SalesDocument, leave_out=("passed_on",)), table=True):
    """Header. ``save_id`` is the client's id of the latest save."""

    __tablename__: ClassVar[Any] = "sales_document"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("number"),
        Index(None, "category", "number"),
        Index(None, "sold_to", "category", "number"),
        Index(None, "created_by", "category", "number"),
        Index(None, "sales_org", "category", "document_date", "number"),
        Index(None, "category", "valid_to", "number"),
        Index(None, "category", "incompletion", "number"),
        Index(None, "category", "customer_reference", "number"),
        Index(None, "save_id", unique=True),
    )

    sold_to_name: str = column(e.Name, default="")
    save_id: str = column(str)


class SalesItemRow(fields_of(SalesItem, _OWNER), table=True):
    """Item."""

    __tablename__: ClassVar[Any] = "sales_item"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("document", "item"),
        _of_document(),
        Index(None, "material", "document"),
    )


class SalesPartnerRow(fields_of(Partner, _PLACE, leave_out=("determined_for",)), table=True):
    """Partner of header or item."""

    __tablename__: ClassVar[Any] = "sales_partner"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("document", "item", "position"),
        _of_document(),
        Index(None, "number", "function", "document"),
        _CLUSTERED,
    )


class SalesConditionRow(fields_of(Condition, _PLACE, leave_out=("subtotal", "document_currency")), table=True):
    """Condition of header or item; subtotals are calculated again and not kept."""

    __tablename__: ClassVar[Any] = "sales_condition"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("document", "item", "position"),
        _of_document(),
        _CLUSTERED,
    )


class SalesTextRow(fields_of(DocumentText, _PLACE), table=True):
    """Long text of header or item."""

    __tablename__: ClassVar[Any] = "sales_text"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("document", "item", "position"), _of_document())


class DocumentFlowRow(Stored, table=True):
    """What was copied from where: a row per pair of items, and one per pair of documents with items 0.

    ``quantity`` is in the sales unit of the subsequent item; ``sign`` is "+" where it uses up the preceding one.
    """

    __tablename__: ClassVar[Any] = "document_flow"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("preceding", "preceding_item", "subsequent", "subsequent_item"),
        ForeignKeyConstraint(["preceding"], ["sales_document.number"]),
        ForeignKeyConstraint(["subsequent"], ["sales_document.number"]),
        Index(None, "subsequent", "subsequent_item"),
        _CLUSTERED,
    )

    preceding: str = column(e.DocumentNumber)
    preceding_item: int = column(e.ItemNumber)
    preceding_category: str = column(e.DocumentCategory)
    subsequent: str = column(e.DocumentNumber)
    subsequent_item: int = column(e.ItemNumber)
    subsequent_category: str = column(e.DocumentCategory)
    quantity: Any = column(e.OrderQuantity)
    unit: str = column(e.Unit)
    value: Any = column(e.NetValue)
    currency: str = column(e.Currency)
    sign: str = column(str, default="+")
