"""The sold-to party and whom he brings: sales area, terms and partners, from the customer master into a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sdtui.domain.authority import SalesArea
from sdtui.domain.customer import Customer, CustomerSalesArea
from sdtui.domain.customizing_rows import PartnerRule, PartnerSource
from sdtui.domain.customizing_values import worded
from sdtui.domain.errors import Finding, Refuse, error, refuse_errors, warning
from sdtui.domain.partners import (
    ADDRESS,
    HEADER_FIELDS,
    SHIP_TO,
    SOLD_TO,
    determine_partners,
    entries,
    header_from_list,
    number_typed,
    out_of_step,
    partner,
    set_partner,
)
from sdtui.domain.sales_document import Partner, SalesDocument
from sdtui.services.context import Context
from sdtui.services.masters import Masters, address_of, as_partner

# Header fields that the customer's sales area proposes.
_FROM_SALES_AREA = (
    "sales_office", "sales_group", "sales_district", "customer_group", "price_group", "price_list", "currency",
    "payment_terms", "incoterms", "incoterms_place", "shipping_condition", "delivering_plant", "complete_delivery",
    "customer_pricing",
)  # fmt: skip
_AREA = ("sales_org", "channel", "division")
_OFFICE = ("sales_office", "sales_group")


@dataclass(slots=True)
class Choices:
    """``choose``: partner functions with several candidates; ``areas``: sales areas that the sold-to exists in."""

    choose: dict[str, list[Partner]] = field(default_factory=dict[str, list[Partner]])
    areas: list[SalesArea] = field(default_factory=list[SalesArea])


class Partnering:
    """Brings the partners of documents up to date for one clerk."""

    def __init__(self, context: Context, masters: Masters) -> None:
        self.context = context
        self.customizing = context.customizing
        self.masters = masters

    def bring_in_step(self, document: SalesDocument, before: SalesDocument | None) -> Choices:
        """Bring header and partner list in step, the one that the clerk changed leading.

        ``before`` is how the document was read, or what the clerk named on the first screen of a new one.
        """
        choices = Choices()
        changed = out_of_step(document)
        led = _list_leads(document, changed)
        try:
            self._follow_header(document, before, changed, choices)
        except Refuse as refused:
            refused.field = _put_back(document, led, refused.field)
            raise
        if not (choices.choose or choices.areas):
            choices.choose = self._still_open(document)
        for owner in (document, *document.items):
            for index, row in enumerate(owner.partners):
                self._address(document, row, f"partners[{index}].number")
        document.sold_to_address = address_of(partner(document, SOLD_TO))
        document.ship_to_address = address_of(partner(document, SHIP_TO))
        ship_to_row = partner(document, SHIP_TO)
        document.destination_country = ship_to_row.country if ship_to_row else ""
        return choices

    def _follow_header(
        self, document: SalesDocument, before: SalesDocument | None, changed: Sequence[str], choices: Choices
    ) -> None:
        if SOLD_TO in changed:
            ship_to = document.ship_to if SHIP_TO in changed else ""
            self._new_sold_to(document, before, ship_to, choices)
        if SHIP_TO in changed and not choices.areas:
            if document.ship_to:
                set_partner(document, as_partner(self.masters.customer(document.ship_to, "ship_to"), SHIP_TO))
            else:
                header_from_list(document)

    def _address(self, document: SalesDocument, row: Partner, path: str) -> None:
        """A number that was typed brings name and address; an address that was overwritten is that of the document."""
        if row.determined_for == entries(row):
            return
        anew = number_typed(row) and (bool(row.determined_for) or not row.name)
        if row.number and (anew or not row.name):
            found = self._found(document, row, path)
            if found and found.name:
                for name in ADDRESS:
                    setattr(row, name, getattr(found, name))
                row.own_address = False
        elif row.number and self._kind(row.function) == "customer":
            row.own_address = True
        row.determined_for = entries(row)

    def _found(self, document: SalesDocument, row: Partner, path: str) -> Partner | None:
        match self._kind(row.function):
            case "customer":
                return as_partner(self.masters.customer(row.number, path), row.function)
            case "contact":
                customer = self.masters.customer(document.sold_to, "sold_to")
                return self._candidate(row.function, row.number, customer)
            case _:
                return None

    def _kind(self, function: str) -> str:
        row = self.customizing.partner_functions.get(function)
        return row.kind if row else "customer"

    # --- a new sold-to party -----------------------------------------------------------------------------------------
    def _new_sold_to(
        self, document: SalesDocument, before: SalesDocument | None, ship_to: str, choices: Choices
    ) -> None:
        """``ship_to`` is one that the clerk typed beside the sold-to party; any other belongs to the former one."""
        self._refuse_locked(document, before)
        customer = self.masters.customer(document.sold_to, "sold_to")
        former = self._former_area(document)
        area = self._sales_area(document, before, customer, choices)
        if area is None:
            return
        self._refuse_blocked(document, customer, area)
        self._take_over_terms(document, area, self._named_offices(document, before, former))
        self._derive(document, customer, area)
        proposal = determine_partners(
            as_partner(customer, SOLD_TO), self._candidates(document, customer), self._procedure(document)
        )
        document.partners[:] = proposal.partners
        if ship_to:
            proposal.choose.pop(SHIP_TO, None)
        found = partner(document, SHIP_TO)
        document.ship_to = ship_to or (found.number if found else "")
        choices.choose = proposal.choose

    def _still_open(self, document: SalesDocument) -> dict[str, list[Partner]]:
        """Mandatory functions that nobody fills although several could: the choice was put off, or taken back."""
        missing = [r.function for r in self._procedure(document) if r.mandatory and not partner(document, r.function)]
        if not missing:
            return {}
        found = self._candidates(document, self.masters.customer(document.sold_to, "sold_to"))
        return {function: found[function] for function in missing if len(found.get(function, ())) > 1}

    def _refuse_locked(self, document: SalesDocument, before: SalesDocument | None) -> None:
        """Before anything is read for another sold-to party that would have to be taken back again."""
        if before is None or not before.version or not before.items or before.sold_to == document.sold_to:
            return
        if any(rule.function == SOLD_TO and not rule.changeable for rule in self._procedure(document)):
            raise Refuse("partner-not-changeable", "sold_to", function=SOLD_TO)

    def _former_area(self, document: SalesDocument) -> CustomerSalesArea | None:
        """What the sold-to party before this one proposed."""
        row = partner(document, SOLD_TO)
        if row is None or not row.determined_for:
            return None
        customer = self.masters.customer(str(row.determined_for[0]), "sold_to")
        own = tuple(getattr(document, name) for name in _AREA)
        areas = customer.sales_areas
        return next((area for area in areas if (area.sales_org, area.channel, area.division) == own), None)

    def _named_offices(
        self, document: SalesDocument, before: SalesDocument | None, former: CustomerSalesArea | None
    ) -> set[str]:
        """Which of office and group the clerk named, on the first screen or instead of what was proposed."""
        named: set[str] = set()
        for name in _OFFICE:
            own = getattr(document, name)
            begun = before is not None and own == getattr(before, name)
            changed = own != getattr(former, name) if former else before is None
            if own and (begun or changed):
                named.add(name)
        return named

    def _take_over_terms(self, document: SalesDocument, area: CustomerSalesArea, named: set[str]) -> None:
        """The terms of the customer; an office or group that the clerk ``named`` stays."""
        for name in _FROM_SALES_AREA:
            value = getattr(area, name)
            if name in _OFFICE:
                if value and name not in named and self._office_fits(document, name, value):
                    setattr(document, name, value)
            elif value or name != "delivering_plant":
                setattr(document, name, value)

    def _office_fits(self, document: SalesDocument, name: str, value: str) -> bool:
        """The customer's group is only proposed in its own office."""
        organization = self.customizing.organization
        return name == "sales_office" or value in organization.groups(document.sales_office)

    def _procedure(self, document: SalesDocument) -> tuple[PartnerRule, ...]:
        code = self.customizing.document_type(document.document_type).partner_procedure
        return self.customizing.partner_procedure(code)

    def _sales_area(
        self, document: SalesDocument, before: SalesDocument | None, customer: Customer, choices: Choices
    ) -> CustomerSalesArea | None:
        """The customer's data in the sales area of the document; an area that was left empty is derived.

        One that was derived from another customer is derived again where this one is not sold to in it. A new document
        was often begun with the area of the one before it: the others of the sales organization are to choose from.
        """
        begun = before if before is not None and not before.version else document
        mine = _in_area(customer, document) or _in_area(customer, begun)
        others = [] if mine or document.version else _in_organization(customer, begun)
        if not (mine or others):
            named = SalesArea(begun.sales_org, begun.channel, begun.division)
            raise Refuse("customer-not-in-sales-area", "sold_to", customer=customer.number, sales_area=str(named))
        asks = bool(others) or len(mine) > 1
        mine = mine or others
        area = mine[0]
        own = tuple(getattr(document, name) for name in _AREA)
        if asks or (all(own) and own != (area.sales_org, area.channel, area.division)):
            _read_items_again(document)
        if asks:
            for name in _AREA:
                setattr(document, name, getattr(begun, name))
            choices.areas = [SalesArea(area.sales_org, area.channel, area.division) for area in mine]
            return None
        for name in _AREA:
            setattr(document, name, getattr(area, name))
        return area

    def _refuse_blocked(self, document: SalesDocument, customer: Customer, area: CustomerSalesArea) -> None:
        group = self.customizing.account_groups.get(customer.account_group)
        if group and not group.sold_to:
            raise Refuse("customer-no-sold-to", "sold_to", customer=customer.number)
        refuse_errors(self._blocks(document, customer, area))

    def doubts(self, document: SalesDocument, stored: SalesDocument | None) -> Iterator[Finding]:
        """What is said about a customer who newly stands in the document: blocks stop it, deletion flags warn."""
        if not document.sold_to or (stored and stored.sold_to == document.sold_to):
            return
        customer = self.masters.customer(document.sold_to, "sold_to")
        area = customer.sales_area(document.sales_org, document.channel, document.division)
        yield from self._blocks(document, customer, area)
        if customer.deletion_flag or (area and area.deletion_flag):
            yield warning("customer-marked-for-deletion", "sold_to", customer=customer.number)
        if document.ship_to not in ("", document.sold_to):
            ship_to = self.masters.customer(document.ship_to, "ship_to")
            if ship_to.deletion_flag:
                yield warning("customer-marked-for-deletion", "ship_to", customer=ship_to.number)

    def _blocks(self, document: SalesDocument, customer: Customer, area: CustomerSalesArea | None) -> Iterator[Finding]:
        """The order blocks of the customer, in all sales areas and in this one, that stop the type of the document."""
        for code, message in (
            (customer.order_block, "customer-blocked"),
            (_block_in(area), "customer-blocked-in-area"),
        ):
            block = self.customizing.order_blocks.get(code)
            if code and (block is None or document.document_type in block.document_types):
                text = worded(block.texts, self.context.actor.language) if block else code
                where = SalesArea(document.sales_org, document.channel, document.division)
                yield error(message, "sold_to", customer=customer.number, block=text, sales_area=str(where))

    def _derive(self, document: SalesDocument, customer: Customer, area: CustomerSalesArea) -> None:
        organization = self.customizing.organization.sales_orgs.get(document.sales_org)
        if not document.currency:
            document.currency = organization.currency if organization else ""
        country = organization.country if organization else ""
        document.tax_class = next((t.tax_class for t in customer.taxes if t.country == country), "")
        document.customer_probability = area.probability
        if not document.delivering_plant:
            plants = self.customizing.organization.plants_for(
                SalesArea(document.sales_org, document.channel, document.division)
            )
            document.delivering_plant = plants[0] if plants else ""
        if organization and document.pricing_date:
            document.exchange_rate = self.customizing.exchange_rate(
                document.currency, organization.currency, document.pricing_date
            )

    def _candidates(self, document: SalesDocument, customer: Customer) -> dict[str, list[Partner]]:
        area = (document.sales_org, document.channel, document.division)
        found: dict[str, list[Partner]] = {}
        for row in customer.partners:
            if (row.sales_org, row.channel, row.division) == area:
                found.setdefault(row.function, []).append(self._candidate(row.function, row.number, customer))
        for rule in self._procedure(document):
            if rule.source is PartnerSource.USER:
                actor = self.context.actor
                found[rule.function] = [Partner(rule.function, actor.user[:10], actor.name)]
        return found

    def _candidate(self, function: str, number: str, customer: Customer) -> Partner:
        if self._kind(function) == "customer":
            other = customer if number == customer.number else self.masters.customer(number, "sold_to")
            return as_partner(other, function)
        contact = next((c for c in customer.contacts if c.number == number), None)
        name = f"{contact.first_name} {contact.name}".strip() if contact else ""
        return Partner(function, number, name)


def _block_in(area: CustomerSalesArea | None) -> str:
    return area.order_block if area else ""


def _in_area(customer: Customer, document: SalesDocument) -> list[CustomerSalesArea]:
    """The sales areas of the customer that agree with what the document names of its own."""
    return [
        area
        for area in customer.sales_areas
        if all(getattr(document, name) in ("", getattr(area, name)) for name in _AREA)
    ]


def _in_organization(customer: Customer, document: SalesDocument) -> list[CustomerSalesArea]:
    """The sales areas of the customer in the sales organization of the document."""
    return [area for area in customer.sales_areas if area.sales_org == document.sales_org]


def _read_items_again(document: SalesDocument) -> None:
    """What the materials brought in another sales area is not what they bring in this one."""
    for item in document.items:
        if item.determined_for:
            item.determined_for = ("",)


def _list_leads(document: SalesDocument, changed: Iterable[str]) -> dict[str, str]:
    """Take numbers that were typed in the list into the header; what stood there, by function."""
    led: dict[str, str] = {}
    for function in changed:
        row = partner(document, function)
        if row is not None and number_typed(row):
            led[function] = getattr(document, HEADER_FIELDS[function])
            setattr(document, HEADER_FIELDS[function], row.number)
    return led


def _put_back(document: SalesDocument, led: Mapping[str, str], field: str) -> str:
    """What the list led to was refused: the header is as before, and the error belongs to the row."""
    for function, number in led.items():
        setattr(document, HEADER_FIELDS[function], number)
        if field == HEADER_FIELDS[function]:
            place = next(n for n, row in enumerate(document.partners) if row.function == function)
            field = f"partners[{place}].number"
    return field
