"""What the items of a document cost: the steps of the procedure, header conditions in shares, totals.

The steps are gone through once, for all items at each step, since a header amount is distributed by what the items have
come to by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from sdtui.domain.conditions import (
    PERCENT_SIGN,
    Calculation,
    Condition,
    ConditionTypeRule,
    Inactive,
    Origin,
    PricingProcedure,
    Step,
)
from sdtui.domain.price_sheet import ItemPrice, NoValue, PriceSheet, Setting, emptied
from sdtui.domain.rounding import EXACT, ZERO, half_up
from sdtui.domain.sales_document import SalesItem


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a document, in its currency."""

    net_value: Decimal
    tax: Decimal
    cost: Decimal


def calculate(
    procedure: PricingProcedure,
    items: Sequence[SalesItem],
    header: Sequence[Condition],
    setting: Setting,
    counts: Callable[[SalesItem], bool],
    priced: Callable[[SalesItem], bool],
) -> list[ItemPrice]:
    """The prices of ``items``, in their order.

    Base, value and state of the conditions in ``items`` and ``header`` are set in place; subtotals and the shares of
    header conditions are made anew. ``counts`` says whether an item adds to the totals of the document, ``priced``
    whether it has a price at all.
    """
    with localcontext(EXACT):
        sheets = [PriceSheet(item, setting, priced=priced(item)) for item in items]
        used = [sheet for sheet in sheets if sheet.item.material]
        given: dict[int, list[Condition]] = {}
        for step in procedure.steps:
            rule = procedure.types.get(step.condition_type)
            if rule is None:
                for sheet in used:
                    sheet.subtotal(step)
                continue
            for sheet in used:
                sheet.conditions(step, rule)
            for place, condition in enumerate(header):
                if (condition.step, condition.counter, condition.condition_type) == _place(step):
                    given[place] = _spread(condition, step, rule, [sheet for sheet in used if sheet.priced], counts)
        for place, condition in enumerate(header):
            _sum_up(condition, given.get(place), setting)
        for sheet in sheets:
            sheet.set_aside()
        return [sheet.result() for sheet in sheets]


def _place(step: Step) -> tuple[int, int, str]:
    return step.step, step.counter, step.condition_type


def totals(items: Iterable[SalesItem], counts: Callable[[SalesItem], bool]) -> Totals:
    """Sums over the items that count."""
    counted = [item for item in items if counts(item)]
    return Totals(
        sum((item.net_value for item in counted), ZERO),
        sum((item.tax for item in counted), ZERO),
        sum((item.cost for item in counted), ZERO),
    )


def condition_totals(items: Sequence[SalesItem], counts: Callable[[SalesItem], bool]) -> list[Condition]:
    """What each line of the procedure comes to over the items that count, in the order of the procedure.

    Inactive lines are left out. The rate of the margin is that of the sums; other lines have none.
    """
    sums: dict[tuple[int, int, str], Condition] = {}
    for item in items:
        for line in item.conditions if counts(item) else ():
            if line.inactive:
                continue
            key = (line.step, line.counter, line.condition_type)
            if key not in sums:
                sums[key] = Condition(
                    step=line.step,
                    counter=line.counter,
                    condition_type=line.condition_type,
                    condition_class=line.condition_class,
                    statistical=line.statistical,
                    subtotal=line.subtotal,
                    document_currency=line.document_currency,
                )
            sums[key].value += line.value
            if line.subtotal and line.currency == PERCENT_SIGN:
                sums[key].currency = PERCENT_SIGN
    lines = [sums[key] for key in sorted(sums)]
    net_value = sum((item.net_value for item in items if counts(item)), ZERO)
    for line in lines:
        if line.currency == PERCENT_SIGN and net_value:
            line.rate = half_up(line.value * 100 / net_value, 2)
    return lines


def _spread(
    condition: Condition,
    step: Step,
    rule: ConditionTypeRule,
    sheets: Sequence[PriceSheet],
    counts: Callable[[SalesItem], bool],
) -> list[Condition]:
    """Give a header condition to the items: an amount of a group in shares, anything else to each of them.

    Returns what the items got that add to the totals.
    """
    condition.origin = Origin.MANUAL
    counted = [sheet for sheet in sheets if counts(sheet.item)]
    shared = rule.group and condition.calculation is Calculation.FIXED
    given = [(sheet, replace(condition, origin=Origin.HEADER)) for sheet in (counted if shared else sheets)]
    if shared and counted:
        with suppress(NoValue):  # each share will say so itself
            for (sheet, share), part in zip(given, _shares(condition, counted), strict=True):
                share.rate, share.currency = part, sheet.setting.currency
    for sheet, share in given:
        sheet.add(share, step)
        if not share.inactive:
            sheet.count(share, step)
    return [share for sheet, share in given if sheet in counted]


def _shares(condition: Condition, sheets: Sequence[PriceSheet]) -> list[Decimal]:
    """The amount in document currency, in proportion to what the items have come to, up or down.

    What rounding leaves goes to the largest of them.
    """
    money = sheets[0].setting.money
    amount = money(condition.rate * sheets[0].exchange(condition))
    weights = [abs(sheet.running) for sheet in sheets]
    if not any(weights):
        weights = [Decimal(1)] * len(sheets)
    whole = sum(weights, ZERO)
    parts = [money(amount * weight / whole) for weight in weights]
    parts[weights.index(max(weights))] += amount - sum(parts, ZERO)
    return parts


def _sum_up(condition: Condition, shares: list[Condition] | None, setting: Setting) -> None:
    """A header condition shows what its shares come to in the end; None for one without a place in the procedure."""
    emptied(condition, setting)
    if shares is None:
        condition.inactive, condition.reason = Inactive.ERROR, "not-in-procedure"
        return
    active = [share for share in shares if not share.inactive]
    if shares and not active:
        condition.inactive, condition.reason = shares[0].inactive, shares[0].reason
    condition.value = sum((share.value for share in active), ZERO)
    condition.base = sum((share.base for share in active), ZERO)
