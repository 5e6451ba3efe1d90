"""What a customer asked for, was quoted and bought: one line for each material, from the items of his documents."""

from __future__ import annotations

from sqlalchemy import func, select

from sdtui.domain.item_history import HistoryRow
from sdtui.store.columns import table
from sdtui.store.tables import documents as t
from sdtui.store.unit import Unit

_DOCUMENT = table(t.SalesDocumentRow)
_ITEM = table(t.SalesItemRow)


def bought_by(unit: Unit, sold_to: str, sales_org: str, channel: str, besides: str, limit: int) -> list[HistoryRow]:
    """The materials of a customer in a sales organization and channel, those that he wants most often first.

    The document ``besides`` does not count: its items are there already.
    """
    d, i = _DOCUMENT.c, _ITEM.c
    latest = func.row_number().over(
        partition_by=i.material, order_by=(d.document_date.desc(), d.number.desc(), i.item.desc())
    )
    times = func.count().over(partition_by=i.material)
    # what is sorted is kept narrow; the facts are read for those that are shown
    ranked = (
        select(i.material, d.number, i.item, d.document_date, times.label("times"), latest.label("place"))
        .join_from(_DOCUMENT, _ITEM, i.document == d.number)
        # the customer leads: an index by sales organization would read the documents of all its customers
        .where(d.sold_to == sold_to, func.coalesce(d.sales_org, "") == sales_org, d.channel == channel)
        .where(d.number != besides, i.material != "")
        .subquery()
    )
    r = ranked.c
    order = r.times.desc(), r.document_date.desc(), r.material
    shown = select(ranked).where(r.place == 1).order_by(*order).limit(limit).subquery()
    s = shown.c
    columns = (
        i.material, i.description, i.quantity, i.unit, i.net_price, i.price_per, i.price_unit, i.currency, s.number,
        s.document_date, s.times,
    )  # fmt: skip
    statement = select(*columns).join_from(shown, _ITEM, (i.document == s.number) & (i.item == s.item))
    ordered = statement.order_by(s.times.desc(), s.document_date.desc(), s.material)
    return [HistoryRow(*row) for row in unit.rows(ordered)]
