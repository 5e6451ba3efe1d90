"""The words of pricing: condition types, records, procedures and the conditions of a document.

Rates are true values: 5 % is ``Decimal("5")``, never a multiple of it. A discount is a negative rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from sdtui.domain import elements as e
from sdtui.domain.rounding import ZERO

PERCENT_SIGN = "%"

# What the fields of a condition record are, wherever they stand.
RATE = e.Element(name="record_rate", length=15, decimals=3, signed=True, sap="KONP-KBETR")
CURRENCY = e.code("rate_currency", 5, "condition_currency", "KONP-KONWA")
PER = e.Element(name="condition_per", length=5, sap="KONP-KPEIN")
UNIT = e.code("rate_unit", 3, "unit", "KONP-KMEIN")
VALID_FROM = e.day("condition_from", "KONH-DATAB")
VALID_TO = e.day("condition_to", "KONH-DATBI")
LOWER_LIMIT = e.Element(name="lower_limit", length=15, decimals=3, signed=True, sap="KONP-MXWRT")
UPPER_LIMIT = e.Element(name="upper_limit", length=15, decimals=3, signed=True, sap="KONP-GKWRT")
SCALE_VALUE = e.Element(name="scale_value", length=15, decimals=3, sap="KONM-KSTBM")
FLAGGED = e.Element(name="flagged", length=1, sap="KONP-LOEVM_KO")


class Calculation(StrEnum):
    """Calculation types (KRECH)."""

    PERCENT = "A"
    FIXED = "B"
    QUANTITY = "C"
    GROSS_WEIGHT = "D"
    NET_WEIGHT = "E"
    VOLUME = "F"


class ConditionClass(StrEnum):
    """Condition classes (KOAID)."""

    DISCOUNT = "A"
    PRICE = "B"
    TAX = "D"


class Inactive(StrEnum):
    """Why a condition does not count (KINAK)."""

    NO = ""
    EXCLUDED = "A"
    MANUAL = "M"
    ERROR = "X"
    LATER_PRICE = "Y"


class Origin(StrEnum):
    """Where a condition came from (KHERK)."""

    AUTOMATIC = "A"
    COPIED = "B"
    MANUAL = "C"
    HEADER = "D"


@dataclass(frozen=True, slots=True)
class Access:
    """One table of an access sequence: the facts that make its key, in order. The first hit wins."""

    table: str
    key: tuple[str, ...]


class ScaleType(StrEnum):
    """How a scale is read (STFKZ): from a value on, up to a value, or each slice at its own rate."""

    NONE = ""
    FROM = "A"
    TO = "B"
    GRADUATED = "D"


class ScaleBasis(StrEnum):
    """What a scale counts (KZBZG): the value so far, the quantity or the weight of the item."""

    VALUE = "B"
    QUANTITY = "C"
    GROSS_WEIGHT = "D"
    NET_WEIGHT = "E"
    VOLUME = "F"


class Sign(StrEnum):
    """Which rates a type takes (KNEGA); an entry with the other sign is turned round."""

    BOTH = ""
    POSITIVE = "+"
    NEGATIVE = "-"


class ConditionCategory(StrEnum):
    """What a condition is for (KNTYP); the rate of some comes from elsewhere than from condition records."""

    NONE = ""
    FREIGHT = "F"
    COST = "G"  # its rate is the valuation of the material in the plant
    CASH_DISCOUNT = "E"  # its rate is the first percentage of the payment terms


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionTypeRule:
    """Customizing of a condition type (T685A).

    ``item`` and ``header`` say where it may be entered, ``manual`` that it may be entered at all, ``changeable`` that a
    rate that was found may be overwritten. An amount entered at the header is distributed over the items by their value
    when the type is a ``group`` one, else each item gets the whole of it. ``unit`` is that of a rate by weight or
    volume that is entered by hand.
    """

    code: str
    condition_class: ConditionClass
    calculation: Calculation
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    category: ConditionCategory = ConditionCategory.NONE
    unit: str = ""
    access_sequence: str = ""
    accesses: tuple[Access, ...] = ()
    scale_basis: ScaleBasis = ScaleBasis.QUANTITY
    scale_type: ScaleType = ScaleType.FROM
    item: bool = True
    header: bool = False
    group: bool = False
    manual: bool = False
    changeable: bool = True
    sign: Sign = Sign.BOTH

    def signed(self, rate: Decimal) -> Decimal:
        """With the sign that the type has: a discount of 5 % is -5, whether or not the minus was entered."""
        if self.sign is Sign.BOTH or not rate:
            return rate
        return abs(rate) if self.sign is Sign.POSITIVE else -abs(rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of a pricing procedure (T683S). ``condition_type`` is empty on a subtotal line.

    ``requirement`` and the formulas are numbers of ``pricing_formulas``; ``manual`` steps are only filled by hand.
    """

    step: int
    counter: int = 0
    condition_type: str = ""
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    from_step: int = 0
    to_step: int = 0
    manual: bool = False
    mandatory: bool = False
    statistical: bool = False
    requirement: int = 0
    subtotal: str = ""
    base_formula: int = 0
    value_formula: int = 0
    account_key: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A step of a scale: from (or up to) ``value`` the rate is ``rate``."""

    value: Annotated[Decimal, SCALE_VALUE]
    rate: Annotated[Decimal, RATE]


@dataclass(frozen=True, slots=True)
class ConditionRecord:
    """A price or discount in the master data; ``currency`` is empty for a percentage.

    One that is flagged for deletion stays, as documents may name it, but is not found. A rate that is entered by hand
    instead of this one has to lie within the limits.
    """

    record: int
    condition_type: str
    table: str
    key: tuple[str, ...]
    valid_from: Annotated[date, VALID_FROM]
    valid_to: Annotated[date, VALID_TO]
    rate: Annotated[Decimal, RATE]
    currency: Annotated[str, CURRENCY] = ""
    per: Annotated[int, PER] = 1
    unit: Annotated[str, UNIT] = ""
    scales: tuple[Scale, ...] = ()
    scale_type: Annotated[ScaleType, e.SCALE_TYPE] = ScaleType.NONE
    lower_limit: Annotated[Decimal | None, LOWER_LIMIT] = None
    upper_limit: Annotated[Decimal | None, UPPER_LIMIT] = None
    deletion_flag: Annotated[bool, FLAGGED] = False
    created_by: e.CreatedBy = ""
    created_on: e.CreatedOn = None


@dataclass(slots=True)
class Condition:
    """A condition of an item, or of the whole document: one line of the conditions tab.

    ``base`` and ``value`` are derived by the calculation; ``rate`` is in ``currency`` per ``per`` ``unit``, or in per
    cent where ``currency`` is "%". ``numerator``/``denominator`` convert ``unit`` into the base unit of the material; a
    numerator of 0 says that the material does not have the unit. ``table`` and ``record`` say which access and which
    record it came from; ``reason`` is the key of the text that says why it is there or does not count.
    """

    step: e.Step = 0
    counter: int = 0
    condition_type: e.ConditionType = ""
    rate: e.ConditionRate = ZERO
    currency: e.ConditionCurrency = ""
    per: e.ConditionPer = 1
    unit: e.ConditionUnit = ""
    numerator: int = 0
    denominator: int = 1
    base: e.ConditionBase = ZERO
    value: e.ConditionValue = ZERO
    condition_class: ConditionClass = ConditionClass.DISCOUNT
    calculation: Calculation = Calculation.PERCENT
    statistical: bool = False
    inactive: Inactive = Inactive.NO
    origin: Origin = Origin.AUTOMATIC
    table: str = ""
    record: int = 0
    # the rate that was found; None for a condition that a clerk added
    automatic_rate: Decimal | None = None
    scales: tuple[Scale, ...] = ()
    scale_type: ScaleType = ScaleType.FROM
    scale_basis: ScaleBasis = ScaleBasis.QUANTITY
    # between which a rate entered by hand has to lie, where the record that was found says so
    lower_limit: Decimal | None = None
    upper_limit: Decimal | None = None
    subtotal: bool = False
    text: e.ConditionText = ""
    reason: e.ConditionReason = ""
    document_currency: e.Currency = ""

    @property
    def source(self) -> e.ConditionSource:
        """Condition table and record: A005 4711; empty when no record stands behind it."""
        return f"A{self.table} {self.record}" if self.record else ""

    @property
    def missing(self) -> bool:
        """Whether it stands for a mandatory condition that was looked for and not found."""
        found = self.origin in {Origin.AUTOMATIC, Origin.COPIED}
        return found and not self.record and self.automatic_rate == 0

    @property
    def origin_reason(self) -> str:
        """The key of the text that says why it is there, whether it counts or not."""
        match self.origin:
            case Origin.MANUAL:
                return "manual" if self.automatic_rate is None else "changed"
            case Origin.HEADER:
                return "header"
            case _ if self.missing:
                return "missing"
            case Origin.COPIED:
                return "copied"
            case _ if self.record:
                return f"A{self.table}"
            case _:
                return "payment-terms" if self.calculation is Calculation.PERCENT else "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class PricingProcedure:
    """A pricing procedure (T683), its steps in order, and the rules of its condition types."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    steps: tuple[Step, ...] = ()
    types: Mapping[str, ConditionTypeRule] = field(default_factory=dict[str, ConditionTypeRule])
