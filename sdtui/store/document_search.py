"""Searching for documents by number, sold-to party, reference or description."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from sdtui.domain.sales_document import Category, Status
from sdtui.store import search
from sdtui.store.columns import table
from sdtui.store.tables.documents import SalesDocumentRow
from sdtui.store.unit import Unit

_DOCUMENT = table(SalesDocumentRow)


class DocumentHit(NamedTuple):
    """A line of possible entries."""

    number: str
    category: Category
    document_type: str
    document_date: date | None
    sold_to: str
    sold_to_name: str
    customer_reference: str
    description: str
    net_value: Decimal
    currency: str
    valid_to: date | None
    overall_status: Status


def customer_reference_in(
    unit: Unit, sold_to: str, reference: str, category: Category, besides: Collection[str]
) -> str:
    """The latest document of the customer that has the reference, of ``category`` and none of ``besides``, or ""."""
    columns = _DOCUMENT.c
    mine = (columns.customer_reference == reference) & (columns.sold_to == sold_to) & (columns.category == category)
    statement = select(columns.number).where(mine, columns.number.not_in(besides)).order_by(columns.number.desc())
    found = unit.first(statement.limit(1))
    return found[0] if found else ""


def search_documents(
    unit: Unit, text: str = "", category: Category | None = None, sold_to: str = "", limit: int = 200
) -> list[DocumentHit]:
    """Documents in which every word of ``text`` occurs, latest number first; ``*`` and ``+`` are wild."""
    columns = _DOCUMENT.c
    statement = select(*(columns[name] for name in DocumentHit._fields)).where(
        search.matches(columns.search_text, text)
    )
    if category is not None:
        statement = statement.where(columns.category == category)
    if sold_to:
        statement = statement.where(columns.sold_to == sold_to)
    return [DocumentHit(*row) for row in unit.rows(statement.order_by(columns.number.desc()).limit(limit))]
