"""The customer master, and searching in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select

from sdtui.domain.customer import ContactPerson, Customer, CustomerPartner, CustomerSalesArea, CustomerTax
from sdtui.domain.reach import phone_digits, vat_key
from sdtui.domain.selection import as_shown
from sdtui.store import search
from sdtui.store.aggregate import Aggregate
from sdtui.store.mapping import Shape
from sdtui.store.tables import masters as t
from sdtui.store.unit import Unit

_OWNER = ["customer"]
_AREA = ("sales_org", "channel", "division")
_SALES_AREA = Shape(CustomerSalesArea, t.CustomerSalesAreaRow, _OWNER)
_CONTACT = Shape(ContactPerson, t.CustomerContactRow, _OWNER)


def _entry(customer: Customer) -> search.Entry:
    """Found by what stands in the master, its contact persons among it. One marked for deletion is of no group."""
    people = [(person.first_name, person.name, person.email, as_shown(person.number)) for person in customer.contacts]
    names = (customer.name2, customer.search_term, customer.city, customer.postal_code, customer.street)
    phones = [phone_digits(each.phone, customer.country) for each in (customer, *customer.contacts)]
    keys = (customer.email, vat_key(customer.vat_number, customer.country), customer.country)
    words = (*names, *keys, *phones, *(text for person in people for text in person))
    sold_in = [area for area in customer.sales_areas if not area.deletion_flag]
    areas = [search.area_tag(area.sales_org, area.channel, area.division) for area in sold_in]
    tags = areas if customer.sales_areas else [search.IN_NO_AREA]
    tags += [] if customer.deletion_flag else [group_tag(customer.account_group)]
    return search.Entry(customer.number, customer.name, search.spelt(*words), tags)


# Of all that are not marked for deletion.
IN_USE = "group/"


def group_tag(account_group: str) -> str:
    return f"{IN_USE}{account_group or '-'}"


CUSTOMER = Aggregate(
    "customer",
    Shape(Customer, t.CustomerRow),
    {
        "sales_areas": (_SALES_AREA, _AREA),
        "partners": (Shape(CustomerPartner, t.CustomerPartnerRow, _OWNER), (*_AREA, "function", "counter")),
        "taxes": (Shape(CustomerTax, t.CustomerTaxRow, _OWNER), ("country", "tax_category")),
        "contacts": (_CONTACT, ("number",)),
    },
    _entry,
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
    unit: Unit, text: str, tags: Sequence[Collection[str]] = (), limit: int = 200, first: Sequence[str] = ()
) -> list[CustomerHit]:
    """Customers in which every word of ``text`` occurs; ``*`` and ``+`` are wild.

    ``tags`` restrict them to sales areas and account groups. ``first`` come first, see ``search.find`` for the rest.
    """
    return hits(unit, search.find(unit, search.Wanted(CUSTOMER.object, text, tuple(tags)), limit, first))


def hits(unit: Unit, numbers: Sequence[str]) -> list[CustomerHit]:
    """Those that there are, in this order."""
    columns = CUSTOMER.head.table.c
    statement = select(*(columns[name] for name in CustomerHit._fields)).where(columns.number.in_(numbers))
    found = {row[0]: CustomerHit(*row) for row in unit.rows(statement)}
    return [found[number] for number in numbers if number in found]


def contacts_of(unit: Unit, customers: Sequence[CustomerHit]) -> list[tuple[CustomerHit, ContactPerson]]:
    """The contact persons of customers, in the order of the customers."""
    people = _CONTACT.read_by_owner(unit, [hit.number for hit in customers], ("number",))
    return [(hit, person) for hit in customers for person in people.get(hit.number, ())]
