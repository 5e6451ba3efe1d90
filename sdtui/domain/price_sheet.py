"""One item on its way through a pricing procedure: every line with its base and value.

Each line is rounded half up to the decimals of the document currency before the next one reads it, so that the printed
offer adds up. Net value is the sum of all active lines but taxes and statistical ones; prices per unit are derived from
it and never the other way round.

A condition that cannot be worked out, or that the item or the procedure has no place for, stays as an inactive line
with the reason: what a clerk entered does not vanish.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sdtui.domain.conditions import (
    PERCENT_SIGN,
    Calculation,
    Condition,
    ConditionClass,
    ConditionTypeRule,
    Inactive,
    Origin,
    ScaleBasis,
    ScaleType,
    Step,
)
from sdtui.domain.errors import Refuse
from sdtui.domain.pricing_formulas import BASES, MARGIN, VALUES
from sdtui.domain.rounding import EXACT, ZERO, half_up
from sdtui.domain.sales_document import SalesItem
from sdtui.domain.scales import graduated, rate_at

# What comes close to half a cent only because a third has no end is half a cent.
_CLOSE = Decimal("1e-20")
_COST = "B"  # subtotal key (KZWIW)
_WEIGHED = {
    Calculation.GROSS_WEIGHT: ("gross_weight", "weight_unit"),
    Calculation.NET_WEIGHT: ("net_weight", "weight_unit"),
    Calculation.VOLUME: ("volume", "volume_unit"),
}
# What a scale counts, by the calculation that has it as its base.
_SCALED = {
    ScaleBasis.VALUE: Calculation.PERCENT,
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
        """Half up to the decimals of the currency; there is no minus before nothing."""
        return _rounded(amount, self.decimals)


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


class NoValue(Exception):  # noqa: N818 - caught where it is raised for
    """A condition cannot be worked out; ``reason`` is the key of the text that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _rounded(amount: Decimal, decimals: int) -> Decimal:
    return half_up(EXACT.quantize(amount, _CLOSE), decimals) + ZERO


class PriceSheet:
    """One item on its way through the procedure; ``running`` is the last price and everything since."""

    def __init__(self, item: SalesItem, setting: Setting, *, priced: bool) -> None:
        self.item = item
        self.setting = setting
        self.priced = priced
        self.running = self.tax = self.cost = ZERO
        self.lines: list[Condition] = []
        self.price: Condition | None = None
        self.price_missing = False
        self._own: dict[tuple[int, int, str], list[Condition]] = {}
        for condition in item.conditions:
            if not condition.subtotal and condition.origin is not Origin.HEADER:
                place = condition.step, condition.counter, condition.condition_type
                self._own.setdefault(place, []).append(condition)

    # --- lines -------------------------------------------------------------------------------------------------------
    def conditions(self, step: Step, rule: ConditionTypeRule) -> None:
        """The item's conditions at a step; what was entered by hand counts instead of what was found of its type."""
        own = self._own.pop((step.step, step.counter, step.condition_type), [])
        by_hand = any(condition.origin is Origin.MANUAL for condition in own)
        for condition in own:
            self.add(condition, step)
            if by_hand and condition.origin is not Origin.MANUAL:
                condition.inactive, condition.reason = Inactive.MANUAL, "manual-counts"
            if not condition.inactive:
                self.count(condition, step)
        if step.mandatory and rule.condition_class is ConditionClass.PRICE:
            self.price_missing = self.priced and bool(own) and all(condition.inactive for condition in own)

    def set_aside(self) -> None:
        """Conditions that no step has taken come last."""
        for condition in (condition for own in self._own.values() for condition in own):
            emptied(condition, self.setting)
            condition.inactive = Inactive.ERROR if self.item.material else Inactive.EXCLUDED
            condition.reason = "not-in-procedure" if self.item.material else "not-priced"
            self.lines.append(condition)

    def add(self, condition: Condition, step: Step) -> None:
        """Work out base and value of a line, and put it below the others."""
        emptied(condition, self.setting)
        self.lines.append(condition)
        if not (self.priced or step.statistical):
            condition.inactive, condition.reason = Inactive.EXCLUDED, "not-priced"
            return
        if condition.missing:
            condition.inactive = Inactive.ERROR
            return
        try:
            base, value = self._worked_out(condition, step)
        except NoValue as wrong:
            condition.inactive, condition.reason = Inactive.ERROR, wrong.reason
            return
        condition.base = _rounded(base, 3)
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
            aside = line.subtotal or line.inactive or line.statistical or line.condition_class is ConditionClass.TAX
            if line is not price and not aside:
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
            line.rate = _rounded(value * 100 / self.running, 2)
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
        else:
            base = self._measured(condition.calculation, condition)
        per = 100 if condition.calculation is Calculation.PERCENT else condition.per or 1
        if condition.scales and condition.origin is not Origin.MANUAL:
            by_slices = condition.scale_type is ScaleType.GRADUATED
            if by_slices and condition.calculation is _SCALED[condition.scale_basis]:
                return base, self._graduated(condition, base) * self.exchange(condition) / per
            self._follow_scale(condition, base)
        if condition.calculation is Calculation.FIXED:
            return base, condition.rate * self.exchange(condition)
        return base, condition.rate * base * self.exchange(condition) / per

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
            raise NoValue("unit-not-convertible")
        return amount * factor

    def exchange(self, condition: Condition) -> Decimal:
        """What one unit of the currency of the rate is worth in that of the document."""
        if condition.currency in {"", PERCENT_SIGN, self.setting.currency}:
            return Decimal(1)
        try:
            return self.setting.exchange(condition.currency, self.setting.currency)
        except Refuse:
            raise NoValue("no-exchange-rate") from None

    def _follow_scale(self, condition: Condition, base: Decimal) -> None:
        """The rate of the step that has been reached."""
        rate = rate_at(condition.scales, self._scaled(condition, base), condition.scale_type)
        if rate is None:
            raise NoValue("beyond-scale")
        condition.rate = condition.automatic_rate = rate

    def _scaled(self, condition: Condition, base: Decimal) -> Decimal:
        """What the scale counts; other than the base of the condition, quantities are in base units."""
        item, measure = self.item, _SCALED[condition.scale_basis]
        if measure is condition.calculation:
            return base
        if measure is Calculation.PERCENT:
            return self.running
        if measure is Calculation.QUANTITY:
            return item.quantity * item.numerator / item.denominator
        return getattr(item, _WEIGHED[measure][0])

    def _graduated(self, condition: Condition, base: Decimal) -> Decimal:
        """The sum of the slices, each at its own rate; the rate that is shown is the average."""
        slices = graduated(condition.scales, base)
        if slices is None:
            raise NoValue("beyond-scale")
        total = sum((amount * rate for amount, rate in slices), ZERO)
        average = total / base if base else condition.scales[0].rate
        condition.rate = condition.automatic_rate = _rounded(average, 3)
        return total

    # --- the end -----------------------------------------------------------------------------------------------------
    def result(self) -> ItemPrice:
        per, unit, quantity = 1, self.item.unit, self.item.quantity
        if self.price and self.price.calculation is Calculation.QUANTITY:
            per, unit, quantity = self.price.per or 1, self.price.unit or unit, self._quantity_in(self.price)
        net_price = self.setting.money(self.running * per / quantity) if quantity else ZERO
        return ItemPrice(self.lines, self.running, net_price, per, unit, self.tax, self.cost, self.price_missing)


def emptied(condition: Condition, setting: Setting) -> None:
    """As it is before it is worked out."""
    condition.inactive, condition.reason = Inactive.NO, condition.origin_reason
    condition.base = condition.value = ZERO
    condition.document_currency = setting.currency
