"""Prices of a document: which facts they are determined with, the records they come from, and the values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sdtui.domain.condition_entry import (
    manual_condition,
    mark_manual_changes,
    rate_changeable,
    refuse_outside_limits,
    reprice,
)
from sdtui.domain.condition_search import accesses_for, determine
from sdtui.domain.conditions import Access, Calculation, Condition, ConditionRecord, Origin, PricingProcedure
from sdtui.domain.customizing_rows import PricingType
from sdtui.domain.customizing_values import worded
from sdtui.domain.errors import Refuse, item_path
from sdtui.domain.price_sheet import ItemPrice, Setting
from sdtui.domain.pricing import calculate, condition_totals, totals
from sdtui.domain.pricing_customizing import PricingCustomizing
from sdtui.domain.rounding import half_up
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.domain.status import adds_to_totals, category_of
from sdtui.services.context import Context
from sdtui.store import condition_records, materials

Wanted = tuple[str, str, tuple[str, ...]]

# Amounts have 15 digits, two of them decimals.
_TOO_LARGE = Decimal(10) ** 13


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
        them in the way that ``kind`` says; entirely new prices leave nothing that was entered by hand, at the header
        either. Refuses amounts that no field could hold.
        """
        if not document.sold_to:
            return
        procedure = self.procedure(document)
        document.pricing_procedure = procedure.code
        if kind is PricingType.NEW:
            document.conditions.clear()
        for place, owner in enumerate((document, *document.items)):
            mark_manual_changes(procedure, owner.conditions)
            if place and kind is not PricingType.NEW:
                refuse_outside_limits(owner.conditions, f"items[{place - 1}].")
            self._complete_manual(procedure, owner, document)
        self._convert_cost(document)
        self._determine(document, procedure, kind)
        self._in_base_units(document.items)
        counts, priced = self._counts(), self._priced()
        prices = calculate(procedure, document.items, document.conditions, self._setting(document), counts, priced)
        _refuse_too_large(document, prices)
        for item, price in zip(document.items, prices, strict=True):
            item.conditions = price.conditions
            item.net_value, item.net_price = price.net_value, price.net_price
            item.price_per, item.price_unit = price.price_per, price.price_unit
            item.tax, item.cost, item.price_missing = price.tax, price.cost, price.price_missing
            item.currency = document.currency
        sums = totals(document.items, counts)
        document.net_value, document.tax, document.cost = sums.net_value, sums.tax, sums.cost
        document.condition_totals = condition_totals(document.items, counts)
        self._word(document, procedure)

    def _counts(self) -> Callable[[SalesItem], bool]:
        categories = self.context.customizing.item_categories
        return lambda item: adds_to_totals(item, category_of(item, categories))

    def _priced(self) -> Callable[[SalesItem], bool]:
        categories = self.context.customizing.item_categories
        return lambda item: category_of(item, categories).priced

    def _setting(self, document: SalesDocument) -> Setting:
        customizing = self.context.customizing
        day = document.pricing_date or self.context.today()
        units = customizing.units

        def factor(own: str, wanted: str) -> Decimal | None:
            return units[own].factor_to(units[wanted]) if own in units and wanted in units else None

        return Setting(
            document.currency,
            customizing.currency_decimals(document.currency),
            lambda source, target: customizing.exchange_rate(source, target, day),
            factor,
        )

    def _convert_cost(self, document: SalesDocument) -> None:
        """Cost was read in the currency that the item had; another customer may have brought another one."""
        day = document.pricing_date or self.context.today()
        for item in document.items:
            if item.cost_per_base_unit and item.currency not in {"", document.currency}:
                rate = self.context.customizing.exchange_rate(item.currency, document.currency, day)
                item.cost_per_base_unit = half_up(item.cost_per_base_unit * rate, 4)
                item.currency = document.currency

    def _word(self, document: SalesDocument, procedure: PricingProcedure) -> None:
        """Names of condition types and subtotals in the clerk's language."""
        language = self.context.actor.language
        types = self.customizing.texts(language)
        steps = {(step.step, step.counter): worded(step.texts, language) for step in procedure.steps}
        for conditions in (
            document.conditions,
            document.condition_totals,
            *(item.conditions for item in document.items),
        ):
            for line in conditions:
                line.text = steps[line.step, line.counter] if line.subtotal else types.get(line.condition_type, "")

    def rate_changeable(self, document: SalesDocument, condition: Condition) -> bool:
        """Whether a clerk may overwrite the rate; without a procedure nothing can be priced anyway."""
        if not condition.step:
            return True
        try:
            return rate_changeable(self.procedure(document), condition)
        except Refuse:
            return False

    def _complete_manual(
        self, procedure: PricingProcedure, owner: SalesDocument | SalesItem, document: SalesDocument
    ) -> None:
        """A condition type that a clerk typed gets its place in the procedure; an empty line goes."""
        on_header = isinstance(owner, SalesDocument)
        unit = "" if isinstance(owner, SalesDocument) else owner.unit
        kept: list[Condition] = []
        for index, condition in enumerate(owner.conditions):
            code = condition.condition_type
            if code and not condition.step:
                path = f"conditions[{index}]"
                typed = manual_condition(procedure, code, document.currency, unit, path, on_header=on_header)
                typed.rate = procedure.types[code].signed(condition.rate)
                kept.append(typed)
            elif code or condition.subtotal:
                kept.append(condition)
        owner.conditions[:] = kept

    def _determine(self, document: SalesDocument, procedure: PricingProcedure, kind: PricingType | None) -> None:
        """Read the records again for items whose facts changed, or for all of them in the way of ``kind``."""
        facts = [self._facts(document, item) for item in document.items]
        due = [
            (item, fact)
            for item, fact in zip(document.items, facts, strict=True)
            if kind is not None or item.priced_for != _key(fact, document, item)
        ]
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

            found = determine(procedure, fact, read)
            item.conditions = reprice(item.conditions, found, kind or _kind_for(item), self.customizing.freight)
            item.priced_for = _key(fact, document, item)

    def _in_base_units(self, items: Iterable[SalesItem]) -> None:
        """How the units of rates convert, where the master of the material has them."""
        other = [
            (item.material, condition)
            for item in items
            for condition in item.conditions
            if condition.calculation is Calculation.QUANTITY
            and condition.unit not in {"", item.unit, item.base_unit}
            and not condition.numerator
        ]
        if not other:
            return
        with self.context.database.read() as unit:
            found = materials.load_many(unit, sorted({material for material, _ in other if material}))
        for number, condition in other:
            material = found.get(number)
            if conversion := material.conversion(condition.unit) if material else None:
                condition.numerator, condition.denominator = conversion

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
            keys = {(code, access.table, key) for code, access, key in accesses_for(procedure, fact)}
            wanted.setdefault(self._day(document, item), set()).update(keys)
        if not wanted:
            return {}
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
            "base_unit": item.base_unit,
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


def _key(facts: Mapping[str, str], document: SalesDocument, item: SalesItem) -> tuple[object, ...]:
    return (*facts.values(), document.pricing_date, item.pricing_date, item.item_category)


def _kind_for(item: SalesItem) -> PricingType:
    """How an item whose facts changed is priced: what was copied with its prices keeps them, but for the taxes."""
    if len(item.priced_for) == 1:
        return PricingType(str(item.priced_for[0]))
    copied = any(condition.origin is Origin.COPIED for condition in item.conditions)
    return PricingType.NEW_TAXES if copied else PricingType.KEEP_MANUAL


def _refuse_too_large(document: SalesDocument, prices: Sequence[ItemPrice]) -> None:
    """The quantity is what a clerk most likely mistyped."""
    total = Decimal(0)
    for index, price in enumerate(prices):
        total += abs(price.net_value)
        _refuse_digits([price.net_price, price.tax, price.cost, total, *_amounts(price.conditions)], document, index)
    _refuse_digits(_amounts(document.conditions), document, len(prices) - 1)


def _amounts(lines: Iterable[Condition]) -> Iterator[Decimal]:
    return (amount for line in lines for amount in (line.base, line.value))


def _refuse_digits(amounts: Iterable[Decimal], document: SalesDocument, index: int) -> None:
    largest = max((abs(amount) for amount in amounts), default=Decimal(0))
    if largest >= _TOO_LARGE:
        raise Refuse("amount-too-large", item_path(index, "quantity"), item=document.items[index].item, amount=largest)
