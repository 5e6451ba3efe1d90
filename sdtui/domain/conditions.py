"""The words of pricing: condition types, records, procedures and the conditions of a document.

Rates are true values: 5 % is ``Decimal("5")``, never a multiple of it. A discount is a negative rate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sdtui.domain import elements as e

ZERO = Decimal(0)


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


@dataclass(frozen=True, slots=True)
class ConditionTypeRule:
    """Customizing of a condition type (T685A)."""

    code: str
    text: str
    condition_class: ConditionClass
    calculation: Calculation
    accesses: tuple[Access, ...] = ()
    scale_basis: str = "C"
    scale_type: str = "A"
    item: bool = True
    header: bool = False
    group: bool = False
    manual: bool = False
    sign: str = ""  # "-" only negative, "+" only positive
    changeable: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a pricing procedure (T683S). ``condition_type`` is empty on a subtotal line.

    ``requirement`` and the formulas carry the numbers that consultants know: requirement 2 item is priced, 10 plant is
    known, 4 cost; base formula 16 net value; value formula 11 margin.
    """

    step: int
    counter: int = 0
    condition_type: str = ""
    text: str = ""
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

    value: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class ConditionRecord:
    """A price or discount in the master data; ``currency`` is empty for a percentage."""

    record: int
    condition_type: str
    table: str
    key: tuple[str, ...]
    valid_from: date
    valid_to: date
    rate: Decimal
    currency: str = ""
    per: int = 1
    unit: str = ""
    scales: tuple[Scale, ...] = ()
    scale_type: str = ""
    lower_limit: Decimal | None = None
    upper_limit: Decimal | None = None


@dataclass(slots=True)
class Condition:
    """A condition of an item, or of the whole document: one line of the conditions tab.

    ``base`` and ``value`` are derived by the calculation; ``rate`` is in ``currency`` per ``per`` ``unit``, or in per cent
    when ``currency`` is empty and the type calculates a percentage. ``table`` and ``record`` say which access and which
    record it came from; ``reason`` is the id of the text that says why it is there or inactive.
    """

    step: e.Step = 0
    counter: int = 0
    condition_type: e.ConditionType = ""
    rate: e.ConditionRate = ZERO
    currency: e.ConditionCurrency = ""
    per: e.ConditionPer = 1
    unit: e.ConditionUnit = ""
    base: e.ConditionBase = ZERO
    value: e.ConditionValue = ZERO
    condition_class: ConditionClass = ConditionClass.DISCOUNT
    calculation: Calculation = Calculation.PERCENT
    statistical: bool = False
    inactive: Inactive = Inactive.NO
    origin: Origin = Origin.AUTOMATIC
    table: str = ""
    record: int = 0
    # rate before a manual change; None when it was not changed
    automatic_rate: Decimal | None = None
    scales: tuple[Scale, ...] = ()
    scale_type: str = "A"
    scale_basis: str = "C"
    subtotal: bool = False
    text: e.ConditionText = ""
    reason: e.ConditionReason = ""

    @property
    def source(self) -> e.ConditionSource:
        """Condition table and record: A005 4711; empty when no record stands behind it."""
        return f"A{self.table} {self.record}" if self.record else ""


@dataclass(frozen=True, slots=True)
class PricingProcedure:
    """A pricing procedure (T683) and the rules of its condition types."""

    code: str
    steps: tuple[Step, ...]
    types: dict[str, ConditionTypeRule] = field(default_factory=dict)
