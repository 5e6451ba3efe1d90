"""Items, conditions and the delivered procedure for the tests of pricing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sdtui.domain.condition_search import at_step
from sdtui.domain.conditions import (
    PERCENT_SIGN,
    Calculation,
    Condition,
    ConditionRecord,
    Origin,
    PricingProcedure,
    Scale,
)
from sdtui.domain.errors import Refuse
from sdtui.domain.price_sheet import ItemPrice, Setting
from sdtui.domain.pricing import calculate
from sdtui.domain.pricing_customizing import pricing_from
from sdtui.domain.sales_document import SalesItem
from sdtui.domain.status import adds_to_totals, category_of
from sdtui.shipped import folder
from tests.domain.samples import CATEGORIES as GOODS_AND_TEXTS
from tests.domain.samples import ItemCategory

FILE = tomllib.loads((folder("data") / "customizing" / "pricing.toml").read_text("utf-8"))
PRICING = pricing_from(FILE)
RVAA01 = PRICING.procedures["RVAA01"]
CATEGORIES = GOODS_AND_TEXTS | {"AGNN": ItemCategory(code="AGNN", priced=False, expected_value=False)}

RATES = {("EUR", "PLN"): Decimal("4.28"), ("PLN", "EUR"): Decimal("0.23364"), ("PLN", "JPY"): Decimal("37.5")}
FACTORS = {("G", "KG"): Decimal("0.001"), ("KG", "G"): Decimal(1000), ("CCM", "M3"): Decimal("0.000001")}


def number(text: str | int | Decimal) -> Decimal:
    return Decimal(text)


def setting(currency: str = "PLN", decimals: int = 2) -> Setting:
    """Knows a few rates and factors; any other currency has no rate."""

    def exchange(source: str, target: str) -> Decimal:
        if (source, target) not in RATES:
            raise Refuse("exchange-rate-missing", "currency", source=source, target=target)
        return RATES[source, target]

    return Setting(currency, decimals, exchange, lambda own, wanted: FACTORS.get((own, wanted)))


def goods(place: int, quantity: str, *conditions: Condition, **facts: Any) -> SalesItem:
    """An item in pieces, unless ``facts`` say otherwise."""
    facts = {"material": f"M-{place}", "unit": "PC", "base_unit": "PC", "item_category": "AGN", **facts}
    return SalesItem(item=place, quantity=Decimal(quantity), conditions=list(conditions), **facts)


def found(code: str, rate: str, procedure: PricingProcedure = RVAA01, **facts: Any) -> Condition:
    """A condition that came from a record."""
    condition = _at_its_step(procedure, code, rate)
    condition.automatic_rate, condition.record = condition.rate, 1
    return _with(condition, {"unit": _unit(condition), "table": "004", **facts})


def entered(code: str, rate: str, procedure: PricingProcedure = RVAA01, **facts: Any) -> Condition:
    """A condition that a clerk added."""
    condition = _at_its_step(procedure, code, rate)
    condition.origin = Origin.MANUAL
    return _with(condition, {"unit": _unit(condition), **facts})


def _at_its_step(procedure: PricingProcedure, code: str, rate: str) -> Condition:
    step = next(step for step in procedure.steps if step.condition_type == code)
    condition = at_step(step, procedure.types[code])
    condition.rate = Decimal(rate)
    condition.currency = PERCENT_SIGN if condition.calculation is Calculation.PERCENT else "PLN"
    return condition


def _unit(condition: Condition) -> str:
    return {Calculation.QUANTITY: "PC", Calculation.GROSS_WEIGHT: "KG"}.get(condition.calculation, "")


def _with(condition: Condition, facts: Mapping[str, Any]) -> Condition:
    for name, value in facts.items():
        setattr(condition, name, value)
    return condition


def priced(
    *items: SalesItem,
    header: Sequence[Condition] = (),
    procedure: PricingProcedure = RVAA01,
    at: Setting | None = None,
) -> list[ItemPrice]:
    """The prices of ``items``, which carry their conditions afterwards."""

    def counts(item: SalesItem) -> bool:
        return adds_to_totals(item, category_of(item, CATEGORIES))

    def has_price(item: SalesItem) -> bool:
        return category_of(item, CATEGORIES).priced

    prices = calculate(procedure, items, header, at or setting(), counts, has_price)
    for item, price in zip(items, prices, strict=True):
        item.conditions = price.conditions
        item.net_value, item.tax, item.cost = price.net_value, price.tax, price.cost
    return prices


def line(price: ItemPrice, code: str) -> Condition:
    """The only line of a condition type."""
    (only,) = [condition for condition in price.conditions if condition.condition_type == code]
    return only


def steps(*pairs: tuple[str, str]) -> tuple[Scale, ...]:
    return tuple(Scale(Decimal(value), Decimal(rate)) for value, rate in pairs)


def record(code: str, table: str, rate: str, **facts: Any) -> ConditionRecord:
    facts = {"key": (), "valid_from": date(2020, 1, 1), "valid_to": date.max, "record": 7, **facts}
    return ConditionRecord(condition_type=code, table=table, rate=Decimal(rate), **facts)
