"""The tabs of a customer master, and the names under which its fields stand on them."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from sdtui.domain.customer import Customer, CustomerSalesArea, CustomerTax

GENERAL_VIEWS = ("address", "control", "marketing", "contacts", "blocks")
AREA_VIEWS = ("sales", "shipping", "billing", "partners")
CUSTOMER_VIEWS = (*GENERAL_VIEWS, *AREA_VIEWS)
# Fields of a sales area that the general data have too: the name under which they stand beside these.
BESIDE = {
    "order_block": "area_order_block",
    "delivery_block": "area_delivery_block",
    "billing_block": "area_billing_block",
    "deletion_flag": "area_deletion_flag",
}


def in_area(name: str) -> str:
    """The name under which a field of the sales area stands on the screen."""
    return BESIDE.get(name, name)


@cache
def area_fields() -> dict[str, str]:
    """The fields of a sales area by their names on the screen."""
    return {in_area(field.name): field.name for field in fields(CustomerSalesArea)}


@cache
def customer_fields() -> frozenset[str]:
    """All names of fields on the screens of a customer, those of the taxes among them."""
    return frozenset({*(f.name for f in fields(Customer)), *area_fields(), *(f.name for f in fields(CustomerTax))})
