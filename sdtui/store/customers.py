"""The customer master, and searching in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import select

from sdtui.domain.customer import ContactPerson, Customer, CustomerPartner, CustomerSalesArea, CustomerTax
from sdtui.store import search
from sdtui.store.aggregate import Aggregate
from sdtui.store.mapping import Shape
from sdtui.store.tables import masters as t
from sdtui.store.unit import Unit

_OWNER = ["customer"]
_AREA = ("sales_org", "channel", "division")
_SALES_AREA = Shape(CustomerSalesArea, t.CustomerSalesAreaRow, _OWNER)
_CONTACT = Shape(ContactPerson, t.CustomerContactRow, _OWNER)


def _search_text(customer: Customer) -> str:
    names = (customer.name, customer.name2, customer.search_term, customer.city, customer.postal_code, customer.street)
    reach = (customer.phone, customer.phone.replace(" ", ""), customer.email, customer.vat_number, customer.country)
    return search.folded(search.shown(customer.number), *names, *reach)


CUSTOMER = Aggregate(
    Shape(Customer, t.CustomerRow),
    {
        "sales_areas": (_SALES_AREA, _AREA),
        "partners": (Shape(CustomerPartner, t.CustomerPartnerRow, _OWNER), (*_AREA, "function", "counter")),
        "taxes": (Shape(CustomerTax, t.CustomerTaxRow, _OWNER), ("country", "tax_category")),
        "contacts": (_CONTACT, ("number",)),
    },
    _search_text,
)


def load(unit: Unit, number: str) -> Customer | None:
    return CUSTOMER.load(unit, [number]).get(number)


def exists(unit: Unit, number: str) -> bool:
    return CUSTOMER.exists(unit, number)


def load_many(unit: Unit, numbers: Collection[str]) -> dict[str, Customer]:
    """By number those that there are."""
    return CUSTOMER.load(unit, numbers)


def insert(unit: Unit, customers: Iterable[Customer]) -> None:
    CUSTOMER.insert(unit, customers)


def put(unit: Unit, customers: Iterable[Customer]) -> None:
    """Inserts customers, or replaces those of the same number as a whole."""
    CUSTOMER.put(unit, customers)


def find_contact(unit: Unit, number: str) -> tuple[str, ContactPerson] | None:
    """The contact person of this number, and the number of the customer."""
    row = unit.first(_CONTACT.select().where(_CONTACT.column("number") == number))
    return (row[0], _CONTACT.build(row)) if row else None


class CustomerHit(NamedTuple):
    """A line of possible entries."""

    number: str
    name: str
    postal_code: str
    city: str
    country: str
    search_term: str
    phone: str


def search_customers(
    unit: Unit, text: str, sales_area: tuple[str, str, str] | None = None, limit: int = 200
) -> list[CustomerHit]:
    """Customers in which every word of ``text`` occurs, in the sales area if one is given; ``*`` and ``+`` are wild.

    Whose number starts with ``text`` comes first, the others follow by name. Those marked for deletion are left out.
    """
    columns = CUSTOMER.head.table.c
    statement = (
        select(*(columns[name] for name in CustomerHit._fields))
        .where(search.matches(columns.search_text, text), ~columns.deletion_flag)
        .order_by(*search.order(columns.search_text, text, columns.name, columns.number))
        .limit(limit)
    )
    if sales_area is not None:
        area = _SALES_AREA.table.c
        here = [area[name] == value for name, value in zip(_AREA, sales_area, strict=True)]
        statement = statement.where(select(area.customer).where(area.customer == columns.number, *here).exists())
    return [CustomerHit(*row) for row in unit.rows(statement)]
