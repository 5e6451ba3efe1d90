"""Records of the screens that enter or change many items at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from sdtui.dialogs.records import Selected
from sdtui.domain import elements as e
from sdtui.domain.elements import Element
from sdtui.domain.rounding import ZERO

Times = Annotated[int, Element(name="times", length=4)]
LastDate = Annotated[date | None, e.day("last_date", "VBAK-AUDAT")]
LastPrice = Annotated[Decimal, e.amount("last_price", sap="VBAP-NETPR", signed=True)]


@dataclass(slots=True)
class FastChange:
    """The field that all chosen items get anew; ``name`` says which of them."""

    name: str = ""
    plant: e.Plant = ""
    requested_delivery_date: e.RequestedDeliveryDate = None
    unit: e.Unit = ""
    rejection_reason: e.RejectionReason = ""
    delivery_priority: e.DeliveryPriority = ""
    billing_block: e.BillingBlock = ""


@dataclass(slots=True)
class ProposedItem:
    """A material that the customer had before; ``quantity`` is that of the last time, until it is overwritten."""

    selected: Selected = False
    material: e.Material = ""
    description: e.ItemDescription = ""
    quantity: e.OrderQuantity = ZERO
    unit: e.Unit = ""
    last_date: LastDate = None
    last_price: LastPrice = ZERO
    currency: e.Currency = ""
    price_per: e.PricePer = 1
    price_unit: e.PriceUnit = ""
    times: Times = 0


@dataclass(slots=True)
class ItemProposal:
    """What a customer had before, in this sales organization and channel."""

    sold_to: e.SoldTo = ""
    sold_to_name: e.Name = ""
    lines: list[ProposedItem] = field(default_factory=list[ProposedItem])
