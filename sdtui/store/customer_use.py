"""Where customers are used: what a document names is not taken out of the master."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select

from sdtui.store.columns import table
from sdtui.store.tables import documents as t
from sdtui.store.unit import Unit

_DOCUMENT = table(t.SalesDocumentRow)
_PARTNER = table(t.SalesPartnerRow)
Area = tuple[str, str, str]
Use = Callable[[Unit], str]


def document_of_area(unit: Unit, customer: str, area: Area) -> str:
    """A document of the sold-to party in the sales area, or ""."""
    return _first(unit, _sold_to(customer, area))


def document_of_contact(unit: Unit, contact: str) -> str:
    """A document that names the contact person, or ""."""
    return _first(unit, select(_PARTNER.c.document).where(_PARTNER.c.number == contact))


def document_of_partner(unit: Unit, customer: str, area: Area, function: str, number: str) -> str:
    """A document of the sold-to party in the area in which ``number`` has the partner function, or ""."""
    named = (_PARTNER.c.function == function) & (_PARTNER.c.number == number)
    statement = _sold_to(customer, area).join(_PARTNER, _PARTNER.c.document == _DOCUMENT.c.number).where(named)
    return _first(unit, statement)


def _sold_to(customer: str, area: Area) -> Select[Any]:
    columns = (_DOCUMENT.c.sold_to, _DOCUMENT.c.sales_org, _DOCUMENT.c.channel, _DOCUMENT.c.division)
    here = [column == value for column, value in zip(columns, (customer, *area), strict=True)]
    return select(_DOCUMENT.c.number).where(*here)


def _first(unit: Unit, statement: Select[Any]) -> str:
    found = unit.first(statement.limit(1))
    return str(found[0]) if found else ""
