"""What the lists of documents, items and materials are in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, String, Table, and_, case, func, literal_column, select

from sdtui.domain.list_rows import DocumentLine, ItemLine, MaterialLine
from sdtui.domain.lists import SortKey, fields_of_row
from sdtui.domain.sales_document import Partner, SalesItem
from sdtui.store.columns import table
from sdtui.store.list_conditions import ListColumn
from sdtui.store.list_sql import Description, Related
from sdtui.store.tables import documents as d
from sdtui.store.tables import masters as m

_DOCUMENT = table(d.SalesDocumentRow)
_ITEM = table(d.SalesItemRow)
_PARTNER = table(d.SalesPartnerRow)
_AREA = (_DOCUMENT.c.sales_org, _DOCUMENT.c.channel, _DOCUMENT.c.division)
_OF_DOCUMENT: Mapping[str, ColumnElement[Any]] = {
    "days_left": _DOCUMENT.c.valid_to,
    "changed_on": func.date(_DOCUMENT.c.changed_at, type_=Date()),
}

_DAYS = frozenset({"days_left"})


def _columns(row: type, origins: tuple[Table, ...], own: Mapping[str, ColumnElement[Any]]) -> dict[str, ListColumn]:
    """A column for each field of the row: that of ``own``, else the first of its name in ``origins``."""
    found: dict[str, ListColumn] = {}
    for name, field in fields_of_row(row).items():
        x = own.get(name)
        if x is None:
            x = next(origin.c[name] for origin in origins if name in origin.c)
        found[name] = ListColumn(x, field, days=name in _DAYS)
    return found


def _criteria(row: type, origin: Table, names: Mapping[str, str]) -> dict[str, ListColumn]:
    """Criteria that are columns of another table, by the names that they have on selection screens."""
    known = fields_of_row(row)
    return {name: ListColumn(origin.c[column], known[column]) for name, column in names.items()}


_ITEM_CRITERIA = (
    "material",
    "customer_material",
    "material_group",
    "item_category",
    "plant",
    "rejection_reason",
)
_PARTNERS = {"partner_function": "function", "partner": "number"}


def _partners() -> Related:
    """Of header or items."""
    return Related(_PARTNER.c.document, _DOCUMENT.c.number, _criteria(Partner, _PARTNER, _PARTNERS))


@cache
def documents() -> Description:
    """Inquiries, quotations and orders, the newest first."""
    items = _criteria(SalesItem, _ITEM, {name: name for name in _ITEM_CRITERIA})
    return Description(
        row=DocumentLine,
        start=_DOCUMENT,
        columns=_columns(DocumentLine, (_DOCUMENT,), _OF_DOCUMENT),
        key=("number",),
        sort=(SortKey("number", descending=True),),
        related=(Related(_ITEM.c.document, _DOCUMENT.c.number, items), _partners()),
        area=_AREA,
    )


# What items have too, and of which a list shows the document's.
_OF_HEADER = frozenset({"customer_reference", "description", "payment_terms", "incoterms", "billing_block", "currency"})


@cache
def items() -> Description:
    """Their items; what both have is the item's, but for what says which document it is and for whom."""
    own = {
        **_OF_DOCUMENT,
        "item_description": _ITEM.c.description,
        "requested_delivery_date": func.coalesce(
            _ITEM.c.requested_delivery_date, _DOCUMENT.c.requested_delivery_date, type_=Date()
        ),
        "document_net_value": _DOCUMENT.c.net_value,
        "document_status": _DOCUMENT.c.overall_status,
    }
    of_items = set(SalesItem.__dataclass_fields__)
    of_header = {name for name in DocumentLine.__dataclass_fields__ if name not in of_items}
    own |= {name: _DOCUMENT.c[name] for name in of_header | _OF_HEADER if name not in own}
    return Description(
        row=ItemLine,
        start=_ITEM.join(_DOCUMENT, _ITEM.c.document == _DOCUMENT.c.number),
        columns=_columns(ItemLine, (_ITEM, _DOCUMENT), own),
        key=("number", "item"),
        sort=(SortKey("number", descending=True), SortKey("item")),
        related=(_partners(),),
        area=_AREA,
    )


_VALUES = ("price_control", "standard_price", "moving_price", "price_per", "currency")


@cache
def materials(language: str) -> Description:
    """Materials by plant, described in a language, else in English, else in any."""
    material, plant = table(m.MaterialRow), table(m.MaterialPlantRow)
    value, text = table(m.MaterialValuationRow), table(m.MaterialTextRow)
    mine, english = text.alias("mine"), text.alias("english")
    in_any = select(func.min(text.c.description)).where(text.c.material == material.c.number).scalar_subquery()
    start: FromClause = material.outerjoin(plant, plant.c.material == material.c.number)
    start = start.outerjoin(value, and_(value.c.material == material.c.number, value.c.plant == plant.c.plant))
    for each, spoken in ((mine, language), (english, "EN")):
        start = start.outerjoin(each, and_(each.c.material == material.c.number, each.c.language == spoken))
    own: dict[str, ColumnElement[Any]] = {
        "description": func.coalesce(
            mine.c.description, english.c.description, in_any, literal_column("''"), type_=text.c.description.type
        )
    }
    for origin, names in ((plant, ("plant", "stock")), (value, _VALUES)):
        own |= {name: _present(origin.c[name]) for name in names}
    own["price"] = _present(case((value.c.price_control == "V", value.c.moving_price), else_=value.c.standard_price))
    return Description(
        row=MaterialLine,
        start=start,
        columns=_columns(MaterialLine, (material,), own),
        key=("number", "plant"),
        sort=(SortKey("number"), SortKey("plant")),
    )


def _present(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The empty value where the join found no row; written out, so that a server sees it grouped as it is shown."""
    kind: Any = column.type
    return func.coalesce(column, literal_column("''" if isinstance(kind, String) else "0"), type_=kind)
