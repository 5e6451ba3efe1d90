"""What follows from what a clerk typed: partners and terms from the customer, facts from the material, prices, status.

Runs after every Enter; does again only what depends on something that changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from sdtui.domain.authority import SalesArea
from sdtui.domain.check import check_document
from sdtui.domain.conditions import ConditionClass
from sdtui.domain.customer import Customer, CustomerSalesArea
from sdtui.domain.customizing_rows import DeterminationKey, PartnerRule, PartnerSource
from sdtui.domain.errors import Finding, Refuse, item_path, warning
from sdtui.domain.item_category import TEXT_USAGE, item_category
from sdtui.domain.material import Material
from sdtui.domain.partners import (
    SHIP_TO,
    SOLD_TO,
    determine_partners,
    header_from_list,
    out_of_step,
    partner,
    set_partner,
)
from sdtui.domain.probability import default_probability, update_expected_value
from sdtui.domain.sales_document import ZERO, Category, DocumentText, Partner, SalesDocument, SalesItem
from sdtui.domain.status import update_status
from sdtui.services.context import Context
from sdtui.services.masters import Masters, address_of, as_partner
from sdtui.services.pricing import Pricing

# What may still be missing while the clerk works; saving asks for it.
ASKED_WHEN_SAVING = frozenset(
    {"valid-to-required", "items-required", "quantity-not-positive", "partner-missing", "sales-area-required"}
)
_STEP = Decimal("0.001")

# Header fields that the customer's sales area proposes.
_FROM_SALES_AREA = (
    "sales_office", "sales_group", "sales_district", "customer_group", "price_group", "price_list", "currency",
    "payment_terms", "incoterms", "incoterms_place", "shipping_condition", "delivering_plant", "complete_delivery",
    "customer_pricing",
)  # fmt: skip


@dataclass(slots=True)
class Completed:
    """``choose``: partner functions with several candidates; ``areas``: sales areas that the sold-to exists in."""

    choose: dict[str, list[Partner]] = field(default_factory=dict[str, list[Partner]])
    areas: list[SalesArea] = field(default_factory=list[SalesArea])
    findings: list[Finding] = field(default_factory=list[Finding])


class Completion:
    """Completes documents for one clerk."""

    def __init__(self, context: Context, masters: Masters, pricing: Pricing) -> None:
        self.context = context
        self.customizing = context.customizing
        self.masters = masters
        self.pricing = pricing

    def complete(self, document: SalesDocument, before: SalesDocument | None, *, saving: bool) -> Completed:
        """Complete ``document`` in place; errors are raised on their field, or come as findings in document order."""
        result = Completed()
        document.items[:] = [item for item in document.items if not is_blank(item)]
        document.partners[:] = [row for row in document.partners if row.function or row.number]
        if not document.sold_to and (document.items or not saving):
            raise Refuse("sold-to-required", "sold_to")
        if document.sold_to:
            self._partners(document, result)
            if result.choose or result.areas:
                return result
        self._items(document)
        self.pricing.price(document)
        decimals = self.customizing.currency_decimals(document.currency)
        update_expected_value(document, self.customizing.item_categories, decimals)
        update_status(document, self.customizing.item_categories)
        result.findings += self._findings(document, before, saving=saving)
        return result

    def _findings(self, document: SalesDocument, before: SalesDocument | None, *, saving: bool) -> list[Finding]:
        stored = before if before and before.version else None
        found = check_document(document, self.customizing, self.context.today(), stored)
        findings = [f for f in found if saving or f.message not in ASKED_WHEN_SAVING]
        for index, item in enumerate(document.items):
            if item.price_missing:
                findings.append(warning("price-missing", item_path(index, "material"), item=item.item))
            if any(line.missing and line.condition_class is ConditionClass.TAX for line in item.conditions):
                findings.append(warning("tax-missing", item_path(index, "material"), item=item.item))
        return findings

    # --- partners ----------------------------------------------------------------------------------------------------
    def _partners(self, document: SalesDocument, result: Completed) -> None:
        """Bring header and partner list in step, the one that the clerk changed leading."""
        changed = out_of_step(document)
        if SOLD_TO in changed:
            self._new_sold_to(document, result)
            changed = [] if result.areas else [f for f in changed if f == SHIP_TO and document.ship_to]
        if SHIP_TO in changed:
            if document.ship_to:
                set_partner(document, as_partner(self.masters.customer(document.ship_to, "ship_to"), SHIP_TO))
            else:
                header_from_list(document)
        for index, row in enumerate(document.partners):
            self._address(row, f"partners[{index}].number")
        document.sold_to_address = address_of(partner(document, SOLD_TO))
        document.ship_to_address = address_of(partner(document, SHIP_TO))
        ship_to = partner(document, SHIP_TO)
        document.destination_country = ship_to.country if ship_to else ""

    def _address(self, row: Partner, path: str) -> None:
        """A number typed into the list brings its address; one overwritten for this document stays."""
        if not row.number or row.name or self._kind(row.function) != "customer":
            return
        found = as_partner(self.masters.customer(row.number, path), row.function)
        for name in ("name", "street", "postal_code", "city", "country"):
            setattr(row, name, getattr(found, name))

    def _kind(self, function: str) -> str:
        row = self.customizing.partner_functions.get(function)
        return row.kind if row else "customer"

    def _new_sold_to(self, document: SalesDocument, result: Completed) -> None:
        customer = self.masters.customer(document.sold_to, "sold_to")
        area = self._sales_area(document, customer, result)
        if area is None:
            return
        self._refuse_blocked(document, customer, area)
        ship_to = document.ship_to
        for name in _FROM_SALES_AREA:
            if (value := getattr(area, name)) or name not in ("sales_office", "sales_group", "delivering_plant"):
                setattr(document, name, value)
        self._derive(document, customer, area)
        proposal = determine_partners(
            as_partner(customer, SOLD_TO), self._candidates(document, customer), self._procedure(document)
        )
        document.partners[:] = proposal.partners
        if ship_to and ship_to != document.sold_to:
            proposal.choose.pop(SHIP_TO, None)
            document.ship_to = ship_to
        else:
            found = partner(document, SHIP_TO)
            document.ship_to = found.number if found else ""
        result.choose = proposal.choose

    def _procedure(self, document: SalesDocument) -> tuple[PartnerRule, ...]:
        code = self.customizing.document_type(document.document_type).partner_procedure
        return self.customizing.partner_procedure(code)

    def _sales_area(self, document: SalesDocument, customer: Customer, result: Completed) -> CustomerSalesArea | None:
        """The customer's data in the sales area of the document; an area that was left empty is derived."""
        mine = [
            area
            for area in customer.sales_areas
            if document.sales_org in ("", area.sales_org)
            and document.channel in ("", area.channel)
            and document.division in ("", area.division)
        ]
        if not mine:
            area = f"{document.sales_org}/{document.channel}/{document.division}"
            raise Refuse("customer-not-in-sales-area", "sold_to", customer=customer.number, sales_area=area)
        if len(mine) > 1:
            result.areas = [SalesArea(area.sales_org, area.channel, area.division) for area in mine]
            return None
        document.sales_org, document.channel, document.division = mine[0].sales_org, mine[0].channel, mine[0].division
        return mine[0]

    def _refuse_blocked(self, document: SalesDocument, customer: Customer, area: CustomerSalesArea) -> None:
        group = self.customizing.account_groups.get(customer.account_group)
        if group and not group.sold_to:
            raise Refuse("customer-no-sold-to", "sold_to", customer=customer.number)
        for code in (customer.order_block, area.order_block):
            block = self.customizing.order_blocks.get(code)
            if code and (document.category is Category.ORDER or (block and block.quotation)):
                text = block.texts.get(self.context.actor.language, code) if block else code
                raise Refuse("customer-blocked", "sold_to", customer=customer.number, block=text)

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

    # --- items -------------------------------------------------------------------------------------------------------
    def _items(self, document: SalesDocument) -> None:
        materials = self.masters.materials(item.material for item in document.items)
        for index, item in enumerate(document.items):
            if item.material:
                self._material_item(document, item, index, materials)
            else:
                self._text_item(document, item, index)

    def _text_item(self, document: SalesDocument, item: SalesItem, index: int) -> None:
        """A line without material is a line of text."""
        if not item.description:
            raise Refuse("material-required", item_path(index, "material"), item=item.item)
        key = DeterminationKey(document.document_type, usage=TEXT_USAGE)
        item.item_category = item_category(self.customizing.determinations, key, item.item_category, index)
        item.currency = document.currency

    def _material_item(
        self, document: SalesDocument, item: SalesItem, index: int, materials: dict[str, Material]
    ) -> None:
        """Read the masters again for what was typed anew, and for nothing else: a stored document stays as it is."""
        entries = entered(item)
        if item.determined_for == entries:
            return
        material = materials.get(item.material)
        if material is None:
            raise Refuse("material-unknown", item_path(index, "material"), material=item.material)
        if item.determined_for[:1] != entries[:1]:
            self._from_material(document, item, material, index)
        self._category(document, item, material, index)
        self._in_unit(item, material, index)
        if item.determined_for[:2] != (item.material, item.plant):
            self._at_plant(document, item, material)
        item.determined_for = entered(item)

    def _at_plant(self, document: SalesDocument, item: SalesItem, material: Material) -> None:
        """Tax class, shipping point and cost depend on where the goods leave."""
        plant = self.customizing.organization.plants.get(item.plant)
        if plant is None:
            return
        item.shipping_point = plant.shipping_point
        item.tax_class = next((t.tax_class for t in material.taxes if t.country == plant.country), "")
        valuation = material.valuation(item.plant)
        item.cost_per_base_unit = ZERO
        if valuation:
            cost = valuation.cost, valuation.price_per, valuation.currency
            item.cost_per_base_unit = self._cost(document, *cost)

    def _cost(self, document: SalesDocument, cost: Decimal, per: int, currency: str) -> Decimal:
        """Cost of one base unit in document currency, four decimals."""
        day = document.pricing_date or self.context.today()
        rate = self.customizing.exchange_rate(currency, document.currency, day) if currency else Decimal(1)
        return (cost * rate / (per or 1)).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)

    def _from_material(self, document: SalesDocument, item: SalesItem, material: Material, index: int) -> None:
        """What a newly entered material brings; what the clerk typed beside it stays."""
        sales = material.sales_data(document.sales_org, document.channel)
        if sales is None:
            area = f"{document.sales_org}/{document.channel}"
            raise Refuse(
                "material-not-sold-here", item_path(index, "material"), material=item.material, sales_area=area
            )
        replaced = bool(item.determined_for)
        language = self._language(document)
        if replaced or not item.description:
            item.description = material.description(language)
        if replaced or not item.unit:
            item.unit = sales.sales_unit or material.base_unit
        if replaced or not item.item_category:
            item.item_category = ""
        if replaced or not item.plant:
            item.plant = document.delivering_plant or sales.delivering_plant
        item.base_unit = material.base_unit
        item.material_group = material.material_group
        item.product_hierarchy = material.product_hierarchy
        item.material_pricing_group = sales.material_pricing_group
        kind = self.customizing.document_type(document.document_type)
        if replaced or not item.probability:
            item.probability = default_probability(kind.probability, document.customer_probability)
        item.requested_delivery_date = item.requested_delivery_date or document.requested_delivery_date
        item.pricing_date = item.pricing_date or document.pricing_date
        item.payment_terms = item.payment_terms or document.payment_terms
        item.incoterms = item.incoterms or document.incoterms
        item.incoterms_place = item.incoterms_place or document.incoterms_place
        item.currency = document.currency

    def _language(self, document: SalesDocument) -> str:
        customer = self.masters.customer(document.sold_to, "sold_to") if document.sold_to else None
        return customer.language if customer else self.context.actor.language

    def _category(self, document: SalesDocument, item: SalesItem, material: Material, index: int) -> None:
        sales = material.sales_data(document.sales_org, document.channel)
        usage = self.customizing.document_type(document.document_type).item_usage
        higher = next((i.item_category for i in document.items if i.item == item.higher_level_item), "")
        group = sales.item_category_group if sales else ""
        key = DeterminationKey(document.document_type, group, usage, higher if item.higher_level_item else "")
        item.item_category = item_category(self.customizing.determinations, key, item.item_category, index)

    def _in_unit(self, item: SalesItem, material: Material, index: int) -> None:
        """Conversion of the sales unit, and weight and volume of the whole item to three decimals, half up."""
        conversion = material.conversion(item.unit)
        if conversion is None:
            raise Refuse("unit-not-of-material", item_path(index, "unit"), material=item.material, unit=item.unit)
        item.numerator, item.denominator = conversion
        base = item.quantity * item.numerator / item.denominator
        item.weight_unit, item.volume_unit = material.weight_unit, material.volume_unit
        for name in ("gross_weight", "net_weight", "volume"):
            setattr(item, name, (getattr(material, name) * base).quantize(_STEP, rounding=ROUND_HALF_UP))


def entered(item: SalesItem) -> tuple[object, ...]:
    """The entries of an item on which facts from the masters depend; the material leads, the plant follows."""
    return item.material, item.plant, item.unit, item.item_category, item.higher_level_item, item.quantity


def is_blank(item: SalesItem) -> bool:
    """A line that nobody typed into."""
    return not (item.material or item.description or item.quantity or item.customer_material)


def blank_texts(texts: list[DocumentText], ids: list[str], language: str) -> list[DocumentText]:
    """``texts`` with an empty one for each id that has none, in the order of ``ids``."""
    present = {text.text_id: text for text in texts}
    return [present.get(id) or DocumentText(id, "", language) for id in ids]
