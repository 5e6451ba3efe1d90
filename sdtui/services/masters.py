"""Masters as a document needs them, read once while a clerk works on it."""

from __future__ import annotations

from collections.abc import Iterable

from sdtui.domain.customer import Customer
from sdtui.domain.errors import Refuse
from sdtui.domain.material import Material
from sdtui.domain.sales_document import Partner
from sdtui.services.context import Context
from sdtui.store import customers, materials


class Masters:
    """Customers and materials by number; forgets them when the clerk begins another document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._customers: dict[str, Customer | None] = {}
        self._materials: dict[str, Material] = {}

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._customers.clear()
        self._materials.clear()

    def customer(self, number: str, path: str) -> Customer:
        """The customer; refuses an unknown one on the field ``path``."""
        if number not in self._customers:
            with self._context.database.read() as unit:
                self._customers[number] = customers.load(unit, number)
        found = self._customers[number]
        if found is None:
            raise Refuse("customer-unknown", path, customer=number)
        return found

    def materials(self, numbers: Iterable[str]) -> dict[str, Material]:
        """The materials among ``numbers`` that exist, read together."""
        wanted = {number for number in numbers if number}
        missing = wanted - self._materials.keys()
        if missing:
            with self._context.database.read() as unit:
                self._materials |= materials.load_many(unit, sorted(missing))
        return {number: self._materials[number] for number in wanted if number in self._materials}


def as_partner(customer: Customer, function: str) -> Partner:
    """The customer as a partner of a document, with the address of the master."""
    address = (customer.name, customer.street, customer.postal_code, customer.city, customer.country)
    return Partner(function, customer.number, *address, determined_for=(customer.number, *address))


def address_of(partner: Partner | None) -> str:
    """Name, street and city on one line."""
    if partner is None:
        return ""
    place = f"{partner.postal_code} {partner.city}".strip()
    return " · ".join(part for part in (partner.name, partner.street, place) if part)[:80]
