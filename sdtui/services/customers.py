"""Customer masters: begin one, extend it to a sales area, complete, check, change and save it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.copies import copied
from sdtui.domain.customer import (
    ContactPerson,
    Customer,
    CustomerPartner,
    CustomerSalesArea,
    CustomerTax,
)
from sdtui.domain.customer_check import area_of, check_customer, partners_in
from sdtui.domain.customizing_values import AccountGroup
from sdtui.domain.errors import Finding, Refuse, error, refuse_errors, warning
from sdtui.services.context import Context
from sdtui.services.locking import Locking
from sdtui.services.master_records import MasterKind, MasterRecords, Numbering
from sdtui.services.number_formats import phone_possible, vat_possible
from sdtui.store import customer_use, customers, number_ranges
from sdtui.store.unit import Unit

KIND = MasterKind(customers.CUSTOMER, "V_KNA1_VKO", "DEBITOR", "customer-unknown")
CONTACT_RANGE = ("PARTNER", "01")
NOWHERE = SalesArea()
# What a new customer takes from the one that he is created with reference to; his own address is typed.
_LIKE_REFERENCE = ("country", "language", "customer_class", "industry")
_AREA = frozenset({"sales_org", "channel", "division"})
# Nobody is blocked because the reference is.
_NOT_COPIED = _AREA | {"order_block", "delivery_block", "billing_block", "deletion_flag"}
_BLANK_CONTACT, _BLANK_PARTNER = ContactPerson(), CustomerPartner("", "", "")


@dataclass(frozen=True, slots=True)
class Creation:
    """The first screen of create; a number is for external numbering, or of a customer who gets a new sales area."""

    account_group: str = ""
    number: str = ""
    area: SalesArea = NOWHERE
    reference: str = ""
    reference_area: SalesArea = NOWHERE


class Customers:
    """The acts of one clerk on customer masters."""

    def __init__(self, context: Context, locking: Locking) -> None:
        self.context = context
        self.customizing = context.customizing
        self.records = MasterRecords(context, locking, KIND)

    def group(self, customer: Customer) -> AccountGroup:
        """The account group; one that customizing no longer has asks for nothing and hides nothing."""
        found = self.customizing.account_groups.get(customer.account_group)
        return found or AccountGroup(code=customer.account_group)

    # --- begin --------------------------------------------------------------------------------------------------------
    def begin(self, wanted: Creation) -> tuple[Customer, Customer]:
        """A new customer, or one that there is and that gets a new sales area, and how he was before; the latter is
        locked."""
        if named(wanted.area):
            self.refuse_unknown_area(wanted.area, "sales_org")
        reference = self.records.load(wanted.reference, "reference") if wanted.reference else None
        stored = self.records.find(wanted.number) if wanted.number else None
        if stored is None:
            new = self._new(wanted, reference)
            return new, copied(new)
        self._refuse_extension(wanted, stored)
        self.records.permit(ActivityCode.CREATE, wanted.area)
        before = self.records.open_for_change(wanted.number, area=wanted.area)
        customer = copied(before)
        try:
            self._add_area(customer, wanted, reference or customer)
        except Exception:
            self.records.release(wanted.number)
            raise
        return customer, before

    def _refuse_extension(self, wanted: Creation, stored: Customer) -> None:
        if wanted.account_group not in ("", stored.account_group):
            slots = {"customer": wanted.number, "account_group": stored.account_group}
            raise Refuse("customer-other-group", "account_group", **slots)
        if not named(wanted.area):
            raise Refuse("number-taken", "number", number=wanted.number)
        if stored.sales_area(*_key(wanted.area)):
            raise Refuse("customer-area-exists", "number", customer=wanted.number, sales_area=str(wanted.area))

    def _new(self, wanted: Creation, reference: Customer | None) -> Customer:
        code = wanted.account_group or (reference.account_group if reference else "")
        if not code:
            raise Refuse("required-field", "account_group")
        group = self.customizing.account_groups[code]
        self.records.permit(ActivityCode.CREATE, wanted.area)
        self.records.check_number(wanted.number, numbering_of(group))
        sells = self.customizing.organization.sales_orgs.get(wanted.area.sales_org)
        customer = Customer(wanted.number, account_group=code, one_time=group.one_time)
        customer.country, customer.language = (sells.country, sells.language) if sells else ("", "")
        if reference:
            for name in _LIKE_REFERENCE:
                setattr(customer, name, getattr(reference, name))
            customer.taxes = [replace(row) for row in reference.taxes]
        self._add_taxes(customer)
        if named(wanted.area):
            self._add_area(customer, wanted, reference)
        return customer

    def _add_taxes(self, customer: Customer) -> None:
        """A line for each country that the company delivers from; the class is for the clerk to say."""
        known = {row.country for row in customer.taxes}
        countries = {code.country for code in self.customizing.organization.company_codes.values()}
        customer.taxes += [CustomerTax(country) for country in sorted(countries - known)]

    def _add_area(self, customer: Customer, wanted: Creation, reference: Customer | None) -> None:
        """Sales area data like those of the reference, in the area that it was named with or else in the same one."""
        area = CustomerSalesArea(*_key(wanted.area))
        like = wanted.reference_area if named(wanted.reference_area) else wanted.area
        source = reference.sales_area(*_key(like)) if reference else None
        if reference and named(wanted.reference_area) and source is None:
            slots = {"customer": reference.number, "sales_area": str(like)}
            raise Refuse("customer-area-missing", "reference_sales_org", **slots)
        if reference and source:
            for field in fields(area):
                if field.name not in _NOT_COPIED:
                    setattr(area, field.name, getattr(source, field.name))
            self._copy_partners(customer, area, reference, source)
        else:
            self._propose_area(area)
        customer.sales_areas.append(area)
        self._own_functions(customer, area, self.group(customer).functions)

    def _propose_area(self, area: CustomerSalesArea) -> None:
        organization = self.customizing.organization
        sells = organization.sales_orgs.get(area.sales_org)
        plants = organization.plants_for(area_of(area))
        area.currency = sells.currency if sells else ""
        area.delivering_plant = plants[0] if plants else ""
        area.customer_pricing = next(iter(self.customizing.values("customer_pricing")), "")

    def _copy_partners(
        self, customer: Customer, area: CustomerSalesArea, reference: Customer, source: CustomerSalesArea
    ) -> None:
        """Who plays a part for the reference: his own parts fall to the new customer, his contact persons stay his."""
        here = reference is customer
        for row in partners_in(reference, source):
            own = row.number == reference.number
            if own or here or self.kind_of(row.function) not in ("customer", "contact"):
                number = customer.number if own else row.number
                customer.partners.append(CustomerPartner(*_key(area_of(area)), row.function, 0, number, row.default))

    def _own_functions(self, customer: Customer, area: CustomerSalesArea, functions: Sequence[str]) -> None:
        """The customer himself where nobody else has a function that he must have."""
        taken = {row.function for row in partners_in(customer, area)}
        for function in functions:
            if function not in taken:
                row = CustomerPartner(*_key(area_of(area)), function, number=customer.number, default=True)
                customer.partners.append(row)
        self.name_partners(customer, area)

    # --- sales areas --------------------------------------------------------------------------------------------------
    def refuse_unknown_area(self, area: SalesArea, path: str) -> None:
        """Sales organization, channel and division are customized to belong together."""
        if area not in self.customizing.organization.sales_areas:
            raise Refuse("sales-area-unknown", path, sales_area=str(area))

    def areas_like(self, customer: Customer, area: SalesArea) -> list[SalesArea]:
        """The sales areas of the customer that agree with what is named of ``area``."""
        wanted = _key(area)
        found = [area_of(row) for row in customer.sales_areas]
        return [each for each in found if all(w in ("", own) for w, own in zip(wanted, _key(each), strict=True))]

    def remove_area(self, customer: Customer, area: SalesArea) -> None:
        """Take a sales area out; refuses one in which there are documents."""
        self.records.permit(ActivityCode.CHANGE, area)
        self._refuse_used(lambda unit: customer_use.document_of_area(unit, customer.number, _key(area)), str(area), "")
        customer.sales_areas[:] = [row for row in customer.sales_areas if area_of(row) != area]
        customer.partners[:] = [row for row in customer.partners if area_of(row) != area]

    # --- contact persons and partners ---------------------------------------------------------------------------------
    def remove_contacts(self, customer: Customer, places: Sequence[int]) -> None:
        """Take contact persons out, and their partner functions with them; refuses those whom a document names."""
        gone = [customer.contacts[place] for place in places]
        for place, contact in zip(places, gone, strict=True):
            self._refuse_used(_use_of_contact(contact), contact.number.lstrip("0"), f"contacts[{place}].name")
        customer.contacts[:] = [row for row in customer.contacts if all(row is not other for other in gone)]
        numbers = {contact.number for contact in gone} - {""}
        customer.partners[:] = [row for row in customer.partners if row.number not in numbers]

    def remove_partners(self, customer: Customer, area: CustomerSalesArea, places: Sequence[int]) -> None:
        """Take partner functions out; refuses those that documents of the sales area have from here."""
        rows, key = partners_in(customer, area), _key(area_of(area))
        gone = [rows[place] for place in places]
        for place, row in zip(places, gone, strict=True):
            use = _use_of_partner(customer.number, key, row)
            self._refuse_used(use, f"{row.function} {row.number.lstrip('0')}", f"partners[{place}].number")
        customer.partners[:] = [row for row in customer.partners if all(row is not other for other in gone)]

    def _refuse_used(self, use: customer_use.Use, what: str, path: str) -> None:
        with self.context.database.read() as unit:
            document = use(unit)
        if document:
            raise Refuse("customer-in-use", path, what=what, number=document)

    def kind_of(self, function: str) -> str:
        """Whose number stands in a partner function: customer, contact, employee or carrier."""
        row = self.customizing.partner_functions.get(function)
        return row.kind if row else ""

    def name_partners(self, customer: Customer, area: CustomerSalesArea) -> None:
        """The names of partners, for the screen; those who do not exist have none."""
        rows = partners_in(customer, area)
        others = {row.number for row in rows if self.kind_of(row.function) == "customer"} - {customer.number}
        with self.context.database.read() as unit:
            names = {number: each.name for number, each in customers.load_many(unit, sorted(others)).items()}
        contacts = {each.number: f"{each.first_name} {each.name}".strip() for each in customer.contacts}
        for row in rows:
            known: Mapping[str, str] = contacts if self.kind_of(row.function) == "contact" else names
            own = self.kind_of(row.function) == "customer" and row.number == customer.number
            row.name = customer.name if own else known.get(row.number, "")

    # --- complete and check -------------------------------------------------------------------------------------------
    def complete(self, customer: Customer, before: Customer, area: CustomerSalesArea | None) -> None:
        """What follows from the entries: search term, partners by default, lines that nobody filled are left out."""
        customer.search_term = customer.search_term or customer.name.upper()[:20].strip()
        customer.contacts[:] = [row for row in customer.contacts if not _is_blank_contact(row)]
        customer.partners[:] = [row for row in customer.partners if row.function or row.number]
        if area is None:
            return
        former = before.sales_area(*_key(area_of(area)))
        had = {row.function for row in partners_in(before, area)} if former else set[str]()
        wanted = [code for code in self.group(customer).functions if code in had or former is None]
        self._own_functions(customer, area, wanted)
        _one_default(partners_in(customer, area), partners_in(before, area))
        _count(partners_in(customer, area))

    def check(
        self, customer: Customer, before: Customer, area: CustomerSalesArea | None, *, saving: bool = False
    ) -> list[Finding]:
        """What is wrong: errors first in the order of the screen, then warnings."""
        found = list(check_customer(customer, area, self.customizing, saving=saving))
        found += self._formats(customer, before)
        if area is not None:
            found += self._unknown_partners(customer, area)
        return sorted(found, key=lambda finding: finding.type == "W")

    def _formats(self, customer: Customer, before: Customer) -> Iterator[Finding]:
        """Numbers that were typed or that another country makes wrong; what stands is not doubted again."""
        vat = (customer.vat_number, customer.country)
        if customer.vat_number and vat != (before.vat_number, before.country) and not vat_possible(*vat):
            yield error("vat-number-wrong", "vat_number", vat_number=vat[0], country=vat[1])
        stood = {before.phone, *(row.phone for row in before.contacts), ""}
        phones = [("phone", customer.phone)]
        phones += [(f"contacts[{place}].phone", row.phone) for place, row in enumerate(customer.contacts)]
        for path, phone in phones:
            if phone not in stood and not phone_possible(phone, customer.country):
                yield warning("phone-unusual", path, phone=phone)

    def _unknown_partners(self, customer: Customer, area: CustomerSalesArea) -> Iterator[Finding]:
        with self.context.database.read() as unit:
            for place, row in enumerate(partners_in(customer, area)):
                path, kind = f"partners[{place}].number", self.kind_of(row.function)
                own = row.number == customer.number
                if kind == "customer" and not own and not customers.exists(unit, row.number):
                    yield error("customer-unknown", path, customer=row.number)
                if kind == "contact" and all(row.number != each.number for each in customer.contacts):
                    yield error("contact-unknown", path, contact=row.number, customer=customer.number)

    # --- save ---------------------------------------------------------------------------------------------------------
    def save(self, customer: Customer, before: Customer, area: SalesArea, tcode: str) -> Customer:
        """Store the customer as one act; ``before`` is how it was read, of version 0 for a new one."""
        here = customer.sales_area(*_key(area))
        self.complete(customer, before, here)
        refuse_errors(self.check(customer, before, here, saving=True))

        def whole(unit: Unit, after: Customer) -> Customer:
            _refuse_removed(unit, after, before)
            return _numbered(unit, after)

        return self.records.save(
            customer,
            before if before.version else None,
            tcode,
            numbering_of(self.group(customer)),
            complete=whole,
            area=area,
        )


def numbering_of(group: AccountGroup) -> Numbering:
    """The number ranges of an account group."""
    return Numbering(group.number_range, group.external_range)


def named(area: SalesArea) -> bool:
    """Whether a sales area is named as a whole."""
    return all(_key(area))


def _key(area: SalesArea) -> tuple[str, str, str]:
    return area.sales_org, area.channel, area.division


def _is_blank_contact(row: ContactPerson) -> bool:
    return replace(row, language=_BLANK_CONTACT.language) == _BLANK_CONTACT


def _use_of_contact(contact: ContactPerson) -> customer_use.Use:
    return lambda unit: customer_use.document_of_contact(unit, contact.number) if contact.number else ""


def _use_of_partner(customer: str, area: tuple[str, str, str], row: CustomerPartner) -> customer_use.Use:
    return lambda unit: customer_use.document_of_partner(unit, customer, area, row.function, row.number)


def _one_default(rows: Sequence[CustomerPartner], before: Sequence[CustomerPartner]) -> None:
    """Of several partners of one function the one that was made the default last is it."""
    was = {(row.function, row.number) for row in before if row.default}
    for function in {row.function for row in rows}:
        marked = [row for row in rows if row.function == function and row.default]
        newest = [row for row in marked if (row.function, row.number) not in was] or marked
        for row in marked:
            row.default = row is newest[-1]


def _count(rows: Sequence[CustomerPartner]) -> None:
    """Rows of one function are told apart by their counters, which stay as they are stored."""
    taken: dict[str, set[int]] = {}
    for row in rows:
        counters = taken.setdefault(row.function, set())
        if not row.counter or row.counter in counters:
            row.counter = max([*(other.counter for other in rows if other.function == row.function), 0]) + 1
        counters.add(row.counter)


def _refuse_removed(unit: Unit, after: Customer, before: Customer) -> None:
    """What was taken out is looked for once more in the act that stores it: a document may have been quicker."""
    number, areas = before.number, {area_of(row) for row in after.sales_areas}
    gone = [area_of(row) for row in before.sales_areas if area_of(row) not in areas]
    uses = [(str(area), customer_use.document_of_area(unit, number, _key(area))) for area in gone]
    people = {row.number for row in before.contacts} - {row.number for row in after.contacts}
    uses += [(person.lstrip("0"), customer_use.document_of_contact(unit, person)) for person in sorted(people)]
    kept = {(area_of(row), row.function, row.counter) for row in after.partners}
    for row in before.partners:
        if area_of(row) in areas and (area_of(row), row.function, row.counter) not in kept:
            what = f"{row.function} {row.number.lstrip('0')}"
            use = customer_use.document_of_partner(unit, number, _key(area_of(row)), row.function, row.number)
            uses.append((what, use))
    for what, document in uses:
        if document:
            raise Refuse("customer-in-use", what=what, number=document)


def _numbered(unit: Unit, customer: Customer) -> Customer:
    """With numbers for new contact persons, and with the customer's own number in his partner functions."""
    new = sum(not row.number for row in customer.contacts)
    following = number_ranges.take(unit, *CONTACT_RANGE, new) if new else 0
    contacts: list[ContactPerson] = []
    for row in customer.contacts:
        contacts.append(row if row.number else replace(row, number=str(following).zfill(10)))
        following += not row.number
    partners = [row if row.number else replace(row, number=customer.number) for row in customer.partners]
    return replace(customer, contacts=contacts, partners=partners)
