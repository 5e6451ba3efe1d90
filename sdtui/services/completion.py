"""What follows from what a clerk typed: partners and terms from the customer, facts from the material, prices, status.

Runs after every Enter; does again only what depends on something that changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from sdtui.domain.check import check_document
from sdtui.domain.conditions import ConditionClass
from sdtui.domain.customizing_rows import DeterminationKey
from sdtui.domain.errors import Finding, Refuse, item_path, warning
from sdtui.domain.incompletion import update_incompletion
from sdtui.domain.item_category import TEXT_USAGE, item_category
from sdtui.domain.material import Material
from sdtui.domain.material_check import sale_finding
from sdtui.domain.passing_on import pass_on
from sdtui.domain.probability import default_probability, update_expected_value
from sdtui.domain.rounding import QUANTITY_DECIMALS, ZERO, half_up
from sdtui.domain.sales_document import DocumentText, SalesDocument, SalesItem, Step
from sdtui.domain.status import update_status
from sdtui.services.context import Context
from sdtui.services.incompletion import Incompletion
from sdtui.services.masters import Masters
from sdtui.services.partnering import Choices, Partnering
from sdtui.services.pricing import Pricing
from sdtui.store.document_search import customer_reference_in

# What may still be missing while the clerk works; saving asks for it.
ASKED_WHEN_SAVING = frozenset({"items-required", "partner-missing", "sales-area-required"})


@dataclass(slots=True)
class Completed(Choices):
    """What is left to a clerk: choices, which come first, or findings."""

    findings: list[Finding] = field(default_factory=list[Finding])


# What makes a line, and what may be typed into it before that; its category a line of text gets by itself.
_OWN = ("material", "description", "quantity", "customer_material")
_MORE = (
    "unit", "plant", "storage_location", "requested_delivery_date", "rejection_reason", "probability", "alternative_to",
    "higher_level_item",
)  # fmt: skip


class Completion:
    """Completes documents for one clerk."""

    def __init__(self, context: Context, masters: Masters, pricing: Pricing) -> None:
        self.context = context
        self.customizing = context.customizing
        self.masters = masters
        self.pricing = pricing
        self.partnering = Partnering(context, masters)
        self.incompletion = Incompletion(context, pricing)

    def complete(self, document: SalesDocument, before: SalesDocument | None, *, saving: bool) -> Completed:
        """Complete ``document`` in place; errors are raised on their field, or come as findings in document order."""
        result = Completed()
        document.items[:] = [item for item in document.items if not is_blank(item)]
        document.partners[:] = [row for row in document.partners if row.function or row.number]
        if not document.sold_to and (document.items or not saving):
            raise Refuse("sold-to-required", "sold_to")
        if document.sold_to:
            choices = self.partnering.bring_in_step(document, before)
            if choices.choose or choices.areas:
                return Completed(choices.choose, choices.areas)
        pass_on(document, self.customizing.document_type(document.document_type).probability)
        self._items(document)
        self.pricing.price(document)
        decimals = self.customizing.currency_decimals(document.currency)
        update_expected_value(document, self.customizing.item_categories, decimals)
        update_status(document, self.customizing.item_categories)
        gaps = update_incompletion(document, self.customizing)
        result.findings += self._findings(document, before, saving=saving)
        if saving:
            result.findings += self.incompletion.against_saving(document, gaps)
        return result

    def _findings(self, document: SalesDocument, before: SalesDocument | None, *, saving: bool) -> list[Finding]:
        stored = before if before and before.version else None
        found = check_document(document, self.customizing, self.context.today(), stored)
        findings = [f for f in found if saving or f.message not in ASKED_WHEN_SAVING]
        findings += self.partnering.doubts(document, stored)
        findings += [*self._same_reference(document, stored), *self._not_for_sale(document, stored)]
        known = {(item.item, item.material) for item in (stored.items if stored else ()) if item.price_missing}
        for index, item in enumerate(document.items):
            # not once it was stored so, and not where saving asks about it anyway
            told = (item.item, item.material) in known or (saving and Step.PRICING in item.incompletion)
            if item.price_missing and not item.rejection_reason and not told:
                findings.append(warning("price-missing", item_path(index, "material"), item=item.item))
            if any(line.missing and line.condition_class is ConditionClass.TAX for line in item.conditions):
                findings.append(warning("tax-missing", item_path(index, "material"), item=item.item))
        return findings

    def _not_for_sale(self, document: SalesDocument, stored: SalesDocument | None) -> Iterator[Finding]:
        """What is said about materials that newly stand in the document, be they typed or copied."""
        known = {(item.item, item.material) for item in stored.items} if stored else set[tuple[int, str]]()
        materials = self.masters.materials(item.material for item in document.items)
        for index, item in enumerate(document.items):
            material = materials.get(item.material)
            if material and (item.item, item.material) not in known and not item.rejection_reason:
                sales = material.sales_data(document.sales_org, document.channel)
                if found := sale_finding(material, sales, self.customizing, item_path(index, "material")):
                    yield found

    def _same_reference(self, document: SalesDocument, stored: SalesDocument | None) -> list[Finding]:
        """A customer reference that stands in another document: perhaps the customer asked twice, or was entered twice.

        Not looked for in what this document refers to, and not again once it was stored.
        """
        kind = self.customizing.document_type(document.document_type)
        reference = document.customer_reference
        if not kind.check_duplicate_reference or not reference or not document.sold_to:
            return []
        if stored and (stored.customer_reference, stored.sold_to) == (reference, document.sold_to):
            return []
        besides = {document.number, *(item.reference_number for item in document.items)}
        with self.context.database.read() as unit:
            other = customer_reference_in(unit, document.sold_to, reference, document.category, besides)
        if not other:
            return []
        return [warning("customer-reference-twice", "customer_reference", customer_reference=reference, number=other)]

    # --- items -------------------------------------------------------------------------------------------------------
    def _items(self, document: SalesDocument) -> None:
        materials = self.masters.materials(item.material for item in document.items)
        for index, item in enumerate(document.items):
            self._settle(document, item, index, materials)

    def settle_each(self, document: SalesDocument) -> dict[int, Refuse]:
        """Complete each item by itself; by row why one cannot be."""
        materials = self.masters.materials(item.material for item in document.items)
        refused: dict[int, Refuse] = {}
        for index, item in enumerate(document.items):
            try:
                self._settle(document, item, index, materials)
            except Refuse as why:
                refused[index] = why
        return refused

    def _settle(self, document: SalesDocument, item: SalesItem, index: int, materials: dict[str, Material]) -> None:
        if item.material:
            self._material_item(document, item, index, materials)
        else:
            self._text_item(document, item, index)

    def _text_item(self, document: SalesDocument, item: SalesItem, index: int) -> None:
        """A line without material is a line of text; one that lost its material is deleted on purpose or not at all."""
        if not item.description or (item.determined_for and item.determined_for[0]):
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
        self._proposed_again(document, item, material)
        self._category(document, item, material, index)
        self._in_unit(item, material, index)
        if item.determined_for[:2] != (item.material, item.plant):
            self._at_plant(document, item, material)
        item.determined_for = entered(item)

    def _proposed_again(self, document: SalesDocument, item: SalesItem, material: Material) -> None:
        """A unit or description that was cleared is proposed again."""
        sales = material.sales_data(document.sales_org, document.channel)
        item.unit = item.unit or (sales.sales_unit if sales else "") or material.base_unit
        item.description = item.description or material.description(self._language(document))

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
        return half_up(cost * rate / (per or 1), 4)

    def _from_material(self, document: SalesDocument, item: SalesItem, material: Material, index: int) -> None:
        """What a newly entered material brings; what the clerk typed beside it stays."""
        sales = material.sales_data(document.sales_org, document.channel)
        if sales is None:
            area = f"{document.sales_org}/{document.channel}"
            raise Refuse(
                "material-not-sold-here", item_path(index, "material"), material=item.material, sales_area=area
            )
        doubt = sale_finding(material, sales, self.customizing, item_path(index, "material"))
        if doubt and doubt.type == "E":
            raise doubt.refusal()
        replaced = bool(item.determined_for)
        if replaced:
            item.description = item.unit = item.item_category = ""
        self._sales_text(document, item, material, replaced=replaced)
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

    def _sales_text(self, document: SalesDocument, item: SalesItem, material: Material, *, replaced: bool) -> None:
        """The sales text of the material in the language of the customer; one that the clerk wrote stays."""
        for id, kind in self.customizing.text_ids.items():
            if not kind.from_material:
                continue
            present = next((text for text in item.texts if text.text_id == id and text.text.strip()), None)
            if present and not replaced:
                continue
            language = self._language(document)
            item.texts[:] = [text for text in item.texts if text.text_id != id]
            if proposed := material.sales_text(language):
                item.texts.append(DocumentText(id, proposed, language))

    def _language(self, document: SalesDocument) -> str:
        customer = self.masters.customer(document.sold_to, "sold_to") if document.sold_to else None
        return customer.language if customer else self.context.actor.language

    def _category(self, document: SalesDocument, item: SalesItem, material: Material, index: int) -> None:
        sales = material.sales_data(document.sales_org, document.channel)
        usage = self.customizing.document_type(document.document_type).item_usage
        number = item.higher_level_item
        higher = next((other.item_category for other in document.items if other.item == number), "") if number else ""
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
            setattr(item, name, half_up(getattr(material, name) * base, QUANTITY_DECIMALS))


def entered(item: SalesItem) -> tuple[object, ...]:
    """The entries of an item on which facts from the masters depend; the material leads, the plant follows."""
    return item.material, item.plant, item.unit, item.item_category, item.higher_level_item, item.quantity


def is_blank(item: SalesItem) -> bool:
    """A line that nobody typed into; one that was completed before is blank when its own entries are emptied."""
    names = _OWN if item.determined_for else (*_OWN, *_MORE)
    return not any(getattr(item, name) for name in names)


def blank_texts(texts: list[DocumentText], ids: list[str], language: str) -> list[DocumentText]:
    """``texts`` with an empty one for each id that has none, in the order of ``ids``."""
    present: dict[str, list[DocumentText]] = {}
    for text in texts:
        present.setdefault(text.text_id, []).append(text)
    known = [text for id in ids for text in present.pop(id, [DocumentText(id, "", language)])]
    return [*known, *(text for others in present.values() for text in others)]
