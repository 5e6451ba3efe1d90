"""Type and sales area of documents: what authority questions are asked with."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from sdtui.domain.authority import SalesArea
from sdtui.store.columns import table
from sdtui.store.tables.documents import SalesDocumentRow
from sdtui.store.unit import Unit

_DOCUMENT = table(SalesDocumentRow).c


def areas_of(unit: Unit, numbers: Collection[str]) -> dict[str, tuple[str, SalesArea]]:
    """Document type and sales area of those documents that there are, by number."""
    d = _DOCUMENT
    statement = select(d.number, d.document_type, d.sales_org, d.channel, d.division).where(d.number.in_(numbers))
    return {number: (kind, SalesArea(*area)) for number, kind, *area in unit.rows(statement)}
