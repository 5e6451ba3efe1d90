"""What a customer had before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class HistoryRow(NamedTuple):
    """A material with its latest item, and in how many items it stands."""

    material: str
    description: str
    quantity: Decimal
    unit: str
    net_price: Decimal
    price_per: int
    price_unit: str
    currency: str
    document: str
    document_date: date | None
    times: int
