"""Searching for documents by number, sold-to party, reference or description."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from sdtui.domain.authority import SalesArea
from sdtui.domain.partners import SOLD_TO, partner
from sdtui.domain.sales_document import Category, SalesDocument, Status
from sdtui.domain.selection import as_shown
from sdtui.store import search
from sdtui.store.columns import table
from sdtui.store.tables.documents import SalesDocumentRow, SalesPartnerRow
from sdtui.store.unit import Unit

_DOCUMENT = table(SalesDocumentRow)
_PARTNER = table(SalesPartnerRow)
OBJECT = "sales_document"
_AT_ONCE = 1000


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


def put(unit: Unit, before: SalesDocument | None, saved: SalesDocument) -> None:
    """Makes a document findable under what it says now."""
    entry = _entry_of(saved)
    if before is None or entry != _entry_of(before):
        search.put(unit, OBJECT, [entry])


def _entry_of(document: SalesDocument) -> search.Entry:
    sold_to = partner(document, SOLD_TO)
    words = (document.customer_reference, document.description, sold_to.city if sold_to else "")
    area = SalesArea(document.sales_org, document.channel, document.division)
    return _entry(document.number, sold_to.name if sold_to else "", words, area, document.category, document.sold_to)


def _entry(
    number: str, name: str, words: Sequence[str], area: SalesArea, category: Category, sold_to: str
) -> search.Entry:
    tags = (search.area_tag(area.sales_org, area.channel, area.division), category_tag(category), sold_to_tag(sold_to))
    return search.Entry(number, name, search.spelt(as_shown(sold_to), *words), tags)


def index_missing(unit: Unit) -> None:
    """Makes all documents findable, a thousand at a time, where some are not."""
    if not search.lacks(unit, OBJECT, _DOCUMENT.c.number):
        return
    columns, city = (
        _DOCUMENT.c,
        select(_PARTNER.c.city).where(
            _PARTNER.c.document == _DOCUMENT.c.number, _PARTNER.c.item == 0, _PARTNER.c.function == SOLD_TO
        ),
    )
    facts = ("number", "sold_to_name", "customer_reference", "description", "sales_org", "channel", "division")
    statement = select(*(columns[name] for name in (*facts, "category", "sold_to")), city.limit(1).scalar_subquery())
    last = ""
    while rows := unit.rows(statement.where(columns.number > last).order_by(columns.number).limit(_AT_ONCE)):
        entries = [
            _entry(row[0], row[1], (row[2], row[3], row[9] or ""), SalesArea(*row[4:7]), row[7], row[8]) for row in rows
        ]
        search.put(unit, OBJECT, entries)
        last = rows[-1][0]


def category_tag(category: Category) -> str:
    return f"category:{category.value}"


def sold_to_tag(sold_to: str) -> str:
    return f"sold_to:{sold_to}"


def search_documents(
    unit: Unit, text: str = "", tags: Sequence[Collection[str]] = (), limit: int = 200, first: Sequence[str] = ()
) -> list[DocumentHit]:
    """Documents in which every word of ``text`` occurs, latest number first; ``*`` and ``+`` are wild.

    ``tags`` restrict them to sales areas, categories and sold-to parties; ``first`` come first.
    """
    numbers = search.find(
        unit, search.Wanted(OBJECT, text, tuple(tags), order=search.Order.LATEST_NUMBER), limit, first
    )
    columns = _DOCUMENT.c
    statement = select(*(columns[name] for name in DocumentHit._fields)).where(columns.number.in_(numbers))
    hits = {row[0]: DocumentHit(*row) for row in unit.rows(statement)}
    return [hits[number] for number in numbers if number in hits]
