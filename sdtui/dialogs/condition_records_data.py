"""What stands on the screens of condition records: keys, lines, scales, and what records are looked for by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, make_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from sdtui.domain import conditions as c
from sdtui.domain import elements as e
from sdtui.domain.conditions import Scale
from sdtui.domain.rounding import ZERO
from sdtui.kernel.fields import fields_of

RecordType = Annotated[
    str, e.code("record_type", 4, "record_condition_type", "KONH-KSCHL", parameter="VKS", checked=False)
]
KeyText = Annotated[str, e.text("key_combination", 40, "KONH-KOTABNR")]
DepartureCountry = Annotated[str, e.code("departure_country", 3, "country", "KOMG-ALAND")]
DestinationCountry = Annotated[str, e.code("destination_country", 3, "country", "KOMG-LAND1")]
CustomerTaxClass = Annotated[str, e.code("customer_tax_class", 1, "tax_class", "KOMG-TAXK1")]
MaterialTaxClass = Annotated[str, e.code("material_tax_class", 1, "tax_class", "KOMG-TAXM1")]
KeyDescription = Annotated[str, e.text("key_description", 40)]
# None where nothing was entered, which is not the same as 0.
RecordRate = Annotated[Decimal | None, c.RATE]
RateCurrency = Annotated[str, c.CURRENCY]
Per = Annotated[int, c.PER]
RateUnit = Annotated[str, c.UNIT]
HasScale = Annotated[bool, e.Element(name="has_scale", length=1, sap="KONP-KZBZG")]
ConditionFrom = Annotated[date | None, c.VALID_FROM]
ConditionTo = Annotated[date | None, c.VALID_TO]
Flagged = Annotated[bool, c.FLAGGED]
LowerLimit = Annotated[Decimal | None, c.LOWER_LIMIT]
UpperLimit = Annotated[Decimal | None, c.UPPER_LIMIT]
RecordNumber = Annotated[int, e.Element(name="record_number", length=10, sap="KONH-KNUMH")]
ScaleValue = Annotated[Decimal, c.SCALE_VALUE]
ScaleUnit = Annotated[str, e.text("scale_unit", 3, "KONP-KONMS")]
ValidOn = Annotated[date | None, e.day("valid_on", "RV13A-DATAB")]
WithFlagged = Annotated[bool, e.Element(name="with_flagged", length=1)]


@dataclass(slots=True)
class KeyFacts:
    """Every fact that may make a key; a table of condition records has some of them, the others stay empty."""

    sales_org: e.SalesOrg = ""
    channel: e.Channel = ""
    division: e.Division = ""
    customer: e.CustomerNumber = ""
    price_list: e.PriceList = ""
    price_group: e.PriceGroup = ""
    currency: e.Currency = ""
    material_pricing_group: e.MaterialPricingGroup = ""
    incoterms: e.Incoterms = ""
    country: e.Country = ""
    departure_country: DepartureCountry = ""
    destination_country: DestinationCountry = ""
    customer_tax_class: CustomerTaxClass = ""
    material_tax_class: MaterialTaxClass = ""
    plant: e.Plant = ""
    material: e.Material = ""


FACTS = tuple(fact.name for fact in fields(KeyFacts))


@dataclass(slots=True)
class ConditionLine(KeyFacts):
    """One condition record; of its key it holds what its neighbours do not share."""

    record_number: RecordNumber = 0
    key_description: KeyDescription = ""
    rate: RecordRate = None
    rate_currency: RateCurrency = ""
    per: Per = 0
    rate_unit: RateUnit = ""
    calculation_type: e.CalculationType = ""
    has_scale: HasScale = False
    condition_from: ConditionFrom = None
    condition_to: ConditionTo = None
    flagged: Flagged = False
    lower_limit: LowerLimit = None
    upper_limit: UpperLimit = None
    created_by: e.CreatedBy = ""
    created_on: e.CreatedOn = None
    scale_type: str = ""
    scales: tuple[Scale, ...] = ()


@dataclass(slots=True)
class ConditionList(KeyFacts):
    """Condition records of one type and one table; the facts that they share stand above them."""

    record_type: RecordType = ""
    key_combination: KeyText = ""
    customer_name: e.Name = ""
    material_name: e.ItemDescription = ""
    lines: list[ConditionLine] = field(default_factory=list[ConditionLine])


@dataclass(slots=True)
class ConditionStart:
    """The first screen: which type is maintained."""

    record_type: RecordType = ""


@dataclass(slots=True)
class ScaleLine:
    """A step of a scale."""

    scale_value: ScaleValue = ZERO
    scale_unit: ScaleUnit = ""
    rate: RecordRate = None
    rate_currency: RateCurrency = ""
    per: Per = 0
    rate_unit: RateUnit = ""


@dataclass(slots=True)
class ConditionScale:
    """The scale of one line."""

    record_type: RecordType = ""
    key_combination: KeyText = ""
    key_value: KeyText = ""
    key_description: KeyDescription = ""
    condition_from: ConditionFrom = None
    condition_to: ConditionTo = None
    scale_basis: e.ScaleBasis = ""
    scale_type: e.ScaleType = ""
    steps: list[ScaleLine] = field(default_factory=list[ScaleLine])


@dataclass(slots=True)
class SelectionOptions:
    """What records are looked for by, besides their keys."""

    record_type: RecordType = ""
    key_combination: KeyText = ""
    valid_on: ValidOn = None
    with_flagged: WithFlagged = False


def _wanted_facts() -> list[tuple[str, Any, Any]]:
    """Each fact of a key twice, from and to: patterns and values that are not there may be looked for, too."""
    elements: Mapping[str, e.Element] = {name: facts.element for name, facts in fields_of(KeyFacts).items()}
    found: list[tuple[str, Any, Any]] = []
    for name, element in elements.items():
        low = replace(element, checked=False)
        found.append((name, Annotated[str, low], ""))
        found.append((f"{name}_to", Annotated[str, replace(low, name="up_to", parameter="")], ""))
    return found


ConditionSelection = make_dataclass("ConditionSelection", _wanted_facts(), bases=(SelectionOptions,), slots=True)
