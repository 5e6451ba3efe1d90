"""Rows that say more than a code and a text: organization, currencies, units, payment terms and their like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sdtui.domain.authority import SalesArea


def worded(texts: Mapping[str, str], language: str) -> str:
    """The text in the language, else in English."""
    return texts.get(language.upper()) or texts.get("EN", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """A row of any value table: its key, its text by language, and the other columns as the file has them."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    extra: Mapping[str, object] = field(default_factory=dict[str, object])

    def text(self, language: str = "EN") -> str:
        """In the language, else in English, else the code."""
        return worded(self.texts, language) or self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyCode:
    """A company code (T001)."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    country: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesOrganization:
    """A sales organization (TVKO)."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    company_code: str = ""
    country: str = ""
    language: str = "EN"
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesOffice:
    """A sales office (TVBUR) and its sales groups."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """A plant (T001W)."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    company_code: str = ""
    country: str = ""
    shipping_point: str = ""
    storage_locations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingPoint:
    """A shipping point (TVST)."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """Who sells what from where."""

    company_codes: Mapping[str, CompanyCode] = field(default_factory=dict[str, CompanyCode])
    sales_orgs: Mapping[str, SalesOrganization] = field(default_factory=dict[str, SalesOrganization])
    sales_offices: Mapping[str, SalesOffice] = field(default_factory=dict[str, SalesOffice])
    plants: Mapping[str, Plant] = field(default_factory=dict[str, Plant])
    shipping_points: Mapping[str, ShippingPoint] = field(default_factory=dict[str, ShippingPoint])
    # sales area to its offices; sales organization and channel to the plants that deliver, the proposed one first
    sales_areas: Mapping[SalesArea, tuple[str, ...]] = field(default_factory=dict[SalesArea, tuple[str, ...]])
    delivering_plants: Mapping[tuple[str, str], tuple[str, ...]] = field(
        default_factory=dict[tuple[str, str], tuple[str, ...]]
    )

    def groups(self, office: str) -> tuple[str, ...]:
        """The sales groups of an office, none for an unknown one."""
        return self.sales_offices[office].groups if office in self.sales_offices else ()

    def plants_for(self, area: SalesArea) -> tuple[str, ...]:
        return self.delivering_plants.get((area.sales_org, area.channel), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country (T005); ``eu`` says that it belongs to the European Union."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    eu: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency (TCURC) and the decimals of its amounts (TCURX)."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    decimals: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measure (T006): one of it is ``numerator``/``denominator`` of the SI unit of its dimension.

    Units without a dimension, such as a box, convert only by what the material says.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    decimals: int = 0
    dimension: str = ""
    numerator: int = 1
    denominator: int = 1

    def factor_to(self, other: Unit) -> Decimal | None:
        """How many of ``other`` one of this unit is; None when they have no dimension in common."""
        if self.code == other.code:
            return Decimal(1)
        if not self.dimension or self.dimension != other.dimension:
            return None
        return Decimal(self.numerator * other.denominator) / (self.denominator * other.numerator)


@dataclass(frozen=True, slots=True, kw_only=True)
class CashDiscount:
    """``percent`` off when paid within ``days``."""

    days: int
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms:
    """Terms of payment (T052)."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    net_days: int = 0
    discounts: tuple[CashDiscount, ...] = ()

    @property
    def first_percent(self) -> Decimal:
        """The discount that pricing reads: that of the first term, 0 without one."""
        return self.discounts[0].percent if self.discounts else Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoterms:
    """A delivery clause (TINC); with ``place`` its second part has to be named."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionReason:
    """A reason for rejection (TVAG): ``internal`` only the program sets, ``print`` and ``billing`` still happen."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    internal: bool = False
    print: bool = True
    billing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBlock:
    """A block in the customer master: no documents of these ``document_types`` are created (TVAST)."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    document_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A route (TVRO) and its transit time."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextKind:
    """A text id (TTXID); ``item_texts`` names it on an item where that differs, ``levels`` are header and item.

    ``from_material``: on an item it is proposed from the sales text of the material.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    item_texts: Mapping[str, str] = field(default_factory=dict[str, str])
    levels: tuple[str, ...] = ("header", "item")
    from_material: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFunctionRow:
    """A partner function (TPAR): the key that SAP stores, whose number stands in it, and what he must have."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    internal: str = ""
    kind: str = "customer"
    incompletion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountGroup:
    """An account group of customers (T077D); only those with ``sold_to`` may be sold to.

    ``views`` are the tabs of its masters, ``required`` and ``hidden`` fields of them; ``functions`` are the partner
    functions that a customer must have in each sales area, at first himself. A ``one_time`` customer has no address, a
    ``competitor`` buys nothing but makes products.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    sold_to: bool = True
    number_range: str = ""
    external_range: str = ""
    views: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    one_time: bool = False
    competitor: bool = False


class Reaction(StrEnum):
    """What a clerk meets who wants something that customizing has doubts about."""

    ALLOW = ""
    WARN = "W"
    REFUSE = "E"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialType:
    """A material type (T134): its number ranges, its views, and what a new material of it begins with.

    ``competitive`` materials are products of a competitor, who is named.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    number_range: str = ""
    external_range: str = ""
    views: tuple[str, ...] = ()
    item_category_group: str = "NORM"
    price_control: str = "V"
    competitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialStatus:
    """A status of the material in a distribution chain (TVMS): what selling it meets."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    sales: Reaction = Reaction.ALLOW
