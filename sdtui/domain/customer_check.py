"""What is wrong with a customer master on paper: fields that are missing, and fields that contradict each other.

Paths of findings are those of the screen, where general data and one sales area stand together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from sdtui.domain.authority import SalesArea
from sdtui.domain.customer import Customer, CustomerPartner, CustomerSalesArea
from sdtui.domain.customer_views import area_fields
from sdtui.domain.customizing_model import Customizing
from sdtui.domain.customizing_values import AccountGroup
from sdtui.domain.errors import Finding, error

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_TAX = "tax_class"


def check_customer(
    customer: Customer, area: CustomerSalesArea | None, customizing: Customizing, *, saving: bool
) -> Iterator[Finding]:
    """Errors in the general data and in ``area``; when ``saving``, nothing that the account group wants is missing."""
    group = customizing.account_groups.get(customer.account_group)
    yield from _emails(customer)
    if customer.annual_turnover and not customer.turnover_currency:
        yield _missing("turnover_currency")
    for index, contact in enumerate(customer.contacts):
        if not contact.name:
            yield _missing(f"contacts[{index}].name")
    if area is not None:
        yield from _organization(area, customizing)
        yield from _terms(area, customizing)
        own = group.functions if group and not customer.number else ()
        yield from _partners(partners_in(customer, area), own)
    if saving and group:
        yield from _required(customer, area, group)


def partners_in(customer: Customer, area: CustomerSalesArea) -> list[CustomerPartner]:
    """The partner functions of the customer in a sales area."""
    return [row for row in customer.partners if area_of(row) == area_of(area)]


def area_of(row: CustomerSalesArea | CustomerPartner) -> SalesArea:
    """The sales area that a row belongs to."""
    return SalesArea(row.sales_org, row.channel, row.division)


def _missing(path: str) -> Finding:
    return error("required-field", path)


def _required(customer: Customer, area: CustomerSalesArea | None, group: AccountGroup) -> Iterator[Finding]:
    for name in group.required:
        if name == _TAX:
            yield from (_missing(f"taxes[{n}].{_TAX}") for n, row in enumerate(customer.taxes) if not row.tax_class)
        elif name in area_fields():
            if area is not None and not getattr(area, area_fields()[name]):
                yield _missing(name)
        elif not getattr(customer, name):
            yield _missing(name)


def _emails(customer: Customer) -> Iterator[Finding]:
    found = [("email", customer.email), *((f"contacts[{n}].email", c.email) for n, c in enumerate(customer.contacts))]
    for path, email in found:
        if email and not _EMAIL.fullmatch(email):
            yield error("email-wrong", path, email=email)


def _organization(area: CustomerSalesArea, customizing: Customizing) -> Iterator[Finding]:
    """The office sells in the sales area, and the group belongs to the office."""
    organization, own = customizing.organization, area_of(area)
    office, group = area.sales_office, area.sales_group
    if office and office not in organization.sales_areas.get(own, (office,)):
        yield error("sales-office-not-in-area", "sales_office", sales_office=office, sales_area=str(own))
    if group and not office:
        yield _missing("sales_office")
    elif group and group not in organization.groups(office):
        yield error("sales-group-not-in-office", "sales_group", sales_group=group, sales_office=office)


def _terms(area: CustomerSalesArea, customizing: Customizing) -> Iterator[Finding]:
    incoterms = customizing.incoterms.get(area.incoterms)
    if incoterms and incoterms.place and not area.incoterms_place:
        yield _missing("incoterms_place")
    if not 0 <= area.probability <= 100:
        yield error("customer-probability", "probability")


def _partners(rows: list[CustomerPartner], own: Collection[str]) -> Iterator[Finding]:
    """In ``own`` functions no number is that of the new customer himself."""
    seen: set[tuple[str, str]] = set()
    for index, row in enumerate(rows):
        if not row.function:
            yield _missing(f"partners[{index}].function")
        elif not row.number and row.function not in own:
            yield _missing(f"partners[{index}].number")
        elif (row.function, row.number) in seen:
            path = f"partners[{index}].number"
            yield error("customer-partner-twice", path, function=row.function, partner=row.number)
        seen.add((row.function, row.number))
