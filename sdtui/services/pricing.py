"""Prices of a document: which facts they are determined with, the records they come from, and the values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from sdtui.domain import pricing
from sdtui.domain.conditions import Access, Condition, ConditionRecord, PricingProcedure
from sdtui.domain.customizing_rows import PricingType
from sdtui.domain.pricing_customizing import PricingCustomizing
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.domain.status import category_of
from sdtui.services.context import Context
from sdtui.store import condition_records

Wanted = tuple[str, str, tuple[str, ...]]


class Pricing:
    """Determines and calculates for one clerk."""

    def __init__(self, context: Context, customizing: PricingCustomizing) -> None:
        self.context = context
        self.customizing = customizing

    def procedure(self, document: SalesDocument) -> PricingProcedure:
        """The pricing procedure of the sales area, the document type and the customer."""
        kind = self.context.customizing.document_type(document.document_type)
        return self.customizing.determine_procedure(
            document.sales_org, document.channel, document.division, kind.document_pricing, document.customer_pricing
        )

    def price(self, document: SalesDocument, kind: PricingType | None = None) -> None:
        """Set conditions, values and totals of ``document``.

        Conditions are determined again for items whose facts changed, keeping what was entered by hand, or for all of
        them in the way that ``kind`` says.
        """
        if not document.sold_to:
            return
        procedure = self.procedure(document)
        for owner in (document, *document.items):
            pricing.mark_manual_changes(owner.conditions)
            self._complete_manual(procedure, owner, document)
        self._determine(document, procedure, kind)
        decimals = self.context.customizing.currency_decimals(document.currency)
        results = pricing.calculate(
            procedure, document.items, document.conditions, document.currency, decimals, self._exchange(document)
        )
        for item, result in zip(document.items, results, strict=True):
            item.conditions = list(result.conditions)
            item.net_value, item.net_price = result.net_value, result.net_price
            item.price_per, item.price_unit = result.price_per, result.price_unit
            item.tax, item.cost, item.price_missing = result.tax, result.cost, result.price_missing
            item.currency = document.currency
        sums = pricing.totals(document.items)
        document.net_value, document.tax, document.cost = sums.net_value, sums.tax, sums.cost

    def rate_changeable(self, document: SalesDocument, condition: Condition) -> bool:
        """Whether a clerk may overwrite the rate."""
        return not condition.step or pricing.rate_changeable(self.procedure(document), condition)

    def _complete_manual(
        self, procedure: PricingProcedure, owner: SalesDocument | SalesItem, document: SalesDocument
    ) -> None:
        """A condition type that a clerk typed gets its place in the procedure."""
        on_header = owner is document
        unit = "" if isinstance(owner, SalesDocument) else owner.unit
        kept: list[Condition] = []
        for index, condition in enumerate(owner.conditions):
            if condition.condition_type and not condition.step:
                typed = pricing.manual_condition(
                    procedure, condition.condition_type, on_header, document.currency, unit, f"conditions[{index}]"
                )
                typed.rate = pricing.signed_rate(procedure, typed, condition.rate)
                kept.append(typed)
            elif condition.condition_type or condition.subtotal:
                kept.append(condition)
        owner.conditions[:] = kept

    def _determine(self, document: SalesDocument, procedure: PricingProcedure, kind: PricingType | None) -> None:
        facts = [self._facts(document, item) for item in document.items]
        due = [
            (item, fact)
            for item, fact in zip(document.items, facts, strict=True)
            if kind is not None or item.priced_for != _key(fact, document, item)
        ]
        if not due:
            return
        records = self._records(document, procedure, due)
        for item, fact in due:
            found_on_day = records[self._day(document, item)]

            def read(
                code: str,
                access: Access,
                key: tuple[str, ...],
                found: Mapping[Wanted, ConditionRecord] = found_on_day,
            ) -> ConditionRecord | None:
                return found.get((code, access.table, key))

            found = pricing.determine(procedure, fact, read)
            item.conditions = pricing.reprice(item.conditions, found, kind or PricingType.KEEP_MANUAL)
            item.priced_for = _key(fact, document, item)

    def note_stored(self, document: SalesDocument) -> None:
        """The conditions of a document that was read stay as they are until a fact changes."""
        for item in document.items:
            item.priced_for = _key(self._facts(document, item), document, item)

    def _records(
        self, document: SalesDocument, procedure: PricingProcedure, due: list[tuple[SalesItem, dict[str, str]]]
    ) -> dict[date, dict[Wanted, ConditionRecord]]:
        """The records that the items may need, read in one query for each pricing date."""
        wanted: dict[date, set[Wanted]] = {}
        for item, fact in due:
            keys = {(code, access.table, key) for code, access, key in pricing.accesses_for(procedure, fact)}
            wanted.setdefault(self._day(document, item), set()).update(keys)
        with self.context.database.read() as unit:
            return {day: condition_records.find_many(unit, keys, day) for day, keys in wanted.items()}

    def _day(self, document: SalesDocument, item: SalesItem) -> date:
        return item.pricing_date or document.pricing_date or self.context.today()

    def _facts(self, document: SalesDocument, item: SalesItem) -> dict[str, str]:
        customizing = self.context.customizing
        plant = customizing.organization.plants.get(item.plant)
        departure, destination = plant.country if plant else "", document.destination_country
        category = category_of(item, customizing.item_categories)
        terms = customizing.payment_terms.get(item.payment_terms or document.payment_terms)
        return {
            "sales_org": document.sales_org,
            "channel": document.channel,
            "division": document.division,
            "customer": document.sold_to,
            "material": item.material,
            "price_list": document.price_list,
            "price_group": document.price_group,
            "material_pricing_group": item.material_pricing_group,
            "currency": document.currency,
            "incoterms": item.incoterms or document.incoterms,
            "country": departure if departure == destination else "",
            "departure_country": departure if departure != destination else "",
            "destination_country": destination if departure != destination else "",
            "customer_tax_class": document.tax_class,
            "material_tax_class": item.tax_class,
            "plant": item.plant,
            "priced": "X" if category.priced and item.material else "",
            "cost": str(item.cost_per_base_unit),
            "cash_discount": str(terms.first_percent) if terms else "0",
        }

    def _exchange(self, document: SalesDocument) -> Callable[[str, str], Decimal]:
        day = document.pricing_date or self.context.today()
        return lambda source, target: self.context.customizing.exchange_rate(source, target, day)


def _key(facts: Mapping[str, str], document: SalesDocument, item: SalesItem) -> tuple[object, ...]:
    return (*facts.values(), document.pricing_date, item.pricing_date, item.item_category)
