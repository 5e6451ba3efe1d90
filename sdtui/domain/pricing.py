"""What the items of a document cost: every condition line with its base and value, subtotals, tax, cost and margin.

The steps of the procedure are gone through once, for all items at each step, since a header amount is distributed by
what the items have come to by then. Each line is rounded half up to the decimals of the document currency before the
next one reads it, so that the printed offer adds up. Net value is the sum of all active lines but taxes and statistical
ones; prices per unit are derived from it and never the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from sdtui.domain.conditions import (
    PERCENT_SIGN,
    Calculation,
    Condition,
    ConditionClass,
    ConditionTypeRule,
    Inactive,
    Origin,
    PricingProcedure,
    ScaleBasis,
    ScaleType,
    Step,
)
from sdtui.domain.errors import Refuse
from sdtui.domain.pricing_formulas import BASES, MARGIN, VALUES
from sdtui.domain.sales_document import ZERO, SalesItem
from sdtui.domain.scales import graduated, rate_at

_THOUSANDTH = Decimal("0.001")
_COST = "B"  # subtotal key (KZWIW)
_WEIGHED = {
    Calculation.GROSS_WEIGHT: ("gross_weight", "weight_unit"),
    Calculation.NET_WEIGHT: ("net_weight", "weight_unit"),
    Calculation.VOLUME: ("volume", "volume_unit"),
}
_SCALED = {
    ScaleBasis.QUANTITY: Calculation.QUANTITY,
    ScaleBasis.GROSS_WEIGHT: Calculation.GROSS_WEIGHT,
    ScaleBasis.NET_WEIGHT: Calculation.NET_WEIGHT,
    ScaleBasis.VOLUME: Calculation.VOLUME,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """``exchange`` gives what one unit of the first currency is worth in the second, or raises ``Refuse``; ``factor``
    how many of the second unit of measure one of the first is, or None."""

    currency: str
    decimals: int
    exchange: Callable[[str, str], Decimal]
    factor: Callable[[str, str], Decimal | None]

    def money(self, amount: Decimal) -> Decimal:
        return amount.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class ItemPrice:
    """What pricing says about an item; amounts in document currency, the net price per ``price_per`` ``price_unit``."""

    conditions: list[Condition]
    net_value: Decimal
    net_price: Decimal
    price_per: int
    price_unit: str
    tax: Decimal
    cost: Decimal
    price_missing: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a document, in its currency."""

    net_value: Decimal
    tax: Decimal
    cost: Decimal


class _NoValue(Exception):  # noqa: N818 - caught where it is raised for
    """A condition cannot be worked out; ``reason`` is the key of the text that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def calculate(
    procedure: PricingProcedure,
    items: Sequence[SalesItem],
    header: Sequence[Condition],
    setting: Setting,
    counts: Callable[[SalesItem], bool],
) -> list[ItemPrice]:
    """The prices of ``items``, in their order.

    Base, value and state of the conditions in ``items`` and ``header`` are set in place; subtotals and the shares of
    header conditions are made anew. ``counts`` says whether an item adds to the totals of the document.
    """
    sheets = [_Sheet(item, setting) for item in items]
    priced = [sheet for sheet in sheets if sheet.item.material]
    for step in procedure.steps:
        rule = procedure.types.get(step.condition_type)
        if rule is None:
            for sheet in priced:
                sheet.subtotal(step)
            continue
        for sheet in priced:
            sheet.conditions(step, rule)
        for condition in header:
            if (condition.step, condition.counter) == (step.step, step.counter):
                _spread(condition, step, rule, priced, counts)
    return [sheet.result() for sheet in sheets]


def totals(items: Iterable[SalesItem], counts: Callable[[SalesItem], bool]) -> Totals:
    """Sums over the items that count."""
    counted = [item for item in items if counts(item)]
    return Totals(
        sum((item.net_value for item in counted), ZERO),
        sum((item.tax for item in counted), ZERO),
        sum((item.cost for item in counted), ZERO),
    )


class _Sheet:
    """One item on its way through the procedure; ``running`` is the last price and everything since."""

    def __init__(self, item: SalesItem, setting: Setting) -> None:
        self.item = item
        self.setting = setting
        self.running = self.tax = self.cost = ZERO
        self.lines: list[Condition] = []
        self.price: Condition | None = None
        self.price_missing = False
        self._own: dict[tuple[int, int], list[Condition]] = {}
        for condition in item.conditions:
            if not condition.subtotal and condition.origin is not Origin.HEADER:
                self._own.setdefault((condition.step, condition.counter), []).append(condition)

    # --- lines -------------------------------------------------------------------------------------------------------
    def conditions(self, step: Step, rule: ConditionTypeRule) -> None:
        """The item's conditions at a step; a price that was entered by hand counts instead of one that was found."""
        own = self._own.get((step.step, step.counter), [])
        by_hand = rule.condition_class is ConditionClass.PRICE and any(c.origin is Origin.MANUAL for c in own)
        for condition in own:
            self.add(condition, step)
            if by_hand and condition.origin is not Origin.MANUAL:
                condition.inactive, condition.reason = Inactive.MANUAL, "manual-counts"
        counted = [condition for condition in own if not condition.inactive]
        for condition in counted:
            self.count(condition, step)
        if step.mandatory and rule.condition_class is ConditionClass.PRICE:
            self.price_missing = bool(own) and not counted

    def add(self, condition: Condition, step: Step) -> None:
        """Work out base and value of a line, and put it below the others."""
        condition.inactive, condition.reason = Inactive.NO, condition.origin_reason
        condition.base = condition.value = ZERO
        condition.document_currency = self.setting.currency
        self.lines.append(condition)
        if condition.missing:
            condition.inactive = Inactive.ERROR
            return
        try:
            base, value = self._worked_out(condition, step)
        except _NoValue as wrong:
            condition.inactive, condition.reason = Inactive.ERROR, wrong.reason
            return
        condition.base = base.quantize(_THOUSANDTH, rounding=ROUND_HALF_UP)
        condition.value = self.setting.money(value)

    def count(self, condition: Condition, step: Step) -> None:
        """Add an active line to what it belongs to; a price makes all that stands before it count no longer."""
        if step.subtotal == _COST:
            self.cost += condition.value
        if step.statistical:
            return
        if condition.condition_class is ConditionClass.TAX:
            self.tax += condition.value
        elif condition.condition_class is ConditionClass.PRICE:
            self._supersede(condition)
            self.running, self.price, self.price_missing = condition.value, condition, False
        else:
            self.running += condition.value

    def _supersede(self, price: Condition) -> None:
        for line in self.lines:
            if line is not price and not (line.subtotal or line.inactive or line.statistical):
                line.inactive, line.reason = Inactive.LATER_PRICE, "later-price"

    def subtotal(self, step: Step) -> None:
        """A line that sums up: by formula, over a range of steps, or what the item has come to."""
        if step.value_formula:
            value = VALUES[step.value_formula](self)
        else:
            value = self._between(step) if step.from_step else self.running
        line = Condition(step=step.step, counter=step.counter, subtotal=True, document_currency=self.setting.currency)
        line.value = self.setting.money(value)
        if step.value_formula == MARGIN and self.running:
            line.rate = (value * 100 / self.running).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
            line.currency = PERCENT_SIGN
        self.lines.append(line)

    def _between(self, step: Step) -> Decimal:
        """The value of one earlier step, or the sum of the active lines from one step to another."""
        last = step.to_step or step.from_step
        if not step.to_step:
            for line in self.lines:
                if line.subtotal and line.step == step.from_step:
                    return line.value
        return sum(
            (
                line.value
                for line in self.lines
                if step.from_step <= line.step <= last and not (line.subtotal or line.inactive or line.statistical)
            ),
            ZERO,
        )

    # --- base and value ----------------------------------------------------------------------------------------------
    def _worked_out(self, condition: Condition, step: Step) -> tuple[Decimal, Decimal]:
        """Base and unrounded value of a line; its rate follows the scale."""
        if condition.calculation in {Calculation.PERCENT, Calculation.FIXED}:
            base = self._percent_base(step)
            self._follow_scale(condition)
            percent = condition.calculation is Calculation.PERCENT
            return base, base * condition.rate / 100 if percent else condition.rate * self._exchange(condition)
        base = self._measured(condition.calculation, condition)
        if condition.scales and condition.scale_type is ScaleType.GRADUATED and condition.origin is not Origin.MANUAL:
            return base, self._graduated(condition, base)
        self._follow_scale(condition)
        return base, condition.rate * base / (condition.per or 1) * self._exchange(condition)

    def _percent_base(self, step: Step) -> Decimal:
        if step.base_formula:
            return BASES[step.base_formula](self)
        return self._between(step) if step.from_step else self.running

    def _measured(self, calculation: Calculation, condition: Condition) -> Decimal:
        """Quantity, weight or volume of the item in the unit of the condition."""
        if calculation is Calculation.QUANTITY:
            return self._quantity_in(condition)
        amount, own = (getattr(self.item, name) for name in _WEIGHED[calculation])
        return self._converted(amount, own, condition.unit)

    def _quantity_in(self, condition: Condition) -> Decimal:
        item = self.item
        if condition.unit in {"", item.unit}:
            return item.quantity
        base = item.quantity * item.numerator / item.denominator
        if condition.unit != item.base_unit and condition.numerator:
            return base * condition.denominator / condition.numerator
        return self._converted(base, item.base_unit, condition.unit)

    def _converted(self, amount: Decimal, own: str, wanted: str) -> Decimal:
        if wanted in {"", own} or not amount:
            return amount
        factor = self.setting.factor(own, wanted)
        if factor is None:
            raise _NoValue("unit-not-convertible")
        return amount * factor

    def _exchange(self, condition: Condition) -> Decimal:
        if condition.currency in {"", self.setting.currency}:
            return Decimal(1)
        try:
            return self.setting.exchange(condition.currency, self.setting.currency)
        except Refuse:
            raise _NoValue("no-exchange-rate") from None

    def _follow_scale(self, condition: Condition) -> None:
        """The rate of the scale, unless a clerk entered one."""
        if not condition.scales or condition.origin is Origin.MANUAL:
            return
        by_value = condition.scale_basis is ScaleBasis.VALUE
        amount = self.running if by_value else self._measured(_SCALED[condition.scale_basis], condition)
        rate = rate_at(condition.scales, amount, condition.scale_type)
        if rate is None:
            raise _NoValue("beyond-scale")
        condition.rate = condition.automatic_rate = rate

    def _graduated(self, condition: Condition, base: Decimal) -> Decimal:
        """Each slice at its own rate; the rate that is shown is the average."""
        slices = graduated(condition.scales, base)
        if slices is None:
            raise _NoValue("beyond-scale")
        per = condition.per or 1
        total = sum((amount * rate / per for amount, rate in slices), ZERO)
        average = total * per / base if base else condition.scales[0].rate
        condition.rate = condition.automatic_rate = average.quantize(_THOUSANDTH, rounding=ROUND_HALF_UP)
        return total * self._exchange(condition)

    # --- the end -----------------------------------------------------------------------------------------------------
    def result(self) -> ItemPrice:
        per, unit, quantity = 1, self.item.unit, self.item.quantity
        if self.price and self.price.calculation is Calculation.QUANTITY:
            per, unit, quantity = self.price.per or 1, self.price.unit or unit, self._quantity_in(self.price)
        net_price = self.setting.money(self.running * per / quantity) if quantity else ZERO
        return ItemPrice(self.lines, self.running, net_price, per, unit, self.tax, self.cost, self.price_missing)


def _spread(
    condition: Condition,
    step: Step,
    rule: ConditionTypeRule,
    sheets: Sequence[_Sheet],
    counts: Callable[[SalesItem], bool],
) -> None:
    """Give a header condition to the items: an amount of a group in shares, anything else to each of them."""
    counted = [sheet for sheet in sheets if counts(sheet.item)]
    condition.inactive, condition.reason, condition.origin = Inactive.NO, condition.origin_reason, Origin.MANUAL
    shared = rule.group and condition.calculation is Calculation.FIXED
    given = [(sheet, replace(condition, origin=Origin.HEADER)) for sheet in (counted if shared else sheets)]
    if shared and counted:
        for (_, share), part in zip(given, _shares(condition.rate, counted), strict=True):
            share.rate = part
    for sheet, share in given:
        sheet.add(share, step)
        if not share.inactive:
            sheet.count(share, step)
    mine = [share for sheet, share in given if sheet in counted]
    condition.value = sum((share.value for share in mine), ZERO)
    condition.base = sum((share.base for share in mine), ZERO)


def _shares(amount: Decimal, sheets: Sequence[_Sheet]) -> list[Decimal]:
    """``amount`` in proportion to what the items have come to; what rounding leaves goes to the largest of them."""
    money, total = sheets[0].setting.money, sum((sheet.running for sheet in sheets), ZERO)
    weights = [sheet.running if total else Decimal(1) for sheet in sheets]
    whole = sum(weights, ZERO)
    parts = [money(amount * weight / whole) for weight in weights]
    largest = max(range(len(parts)), key=lambda place: abs(weights[place]))
    parts[largest] += amount - sum(parts, ZERO)
    return parts
