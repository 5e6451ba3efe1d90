"""What a clerk does to conditions: adds one, overwrites a rate, has prices read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sdtui.domain.condition_maintenance import outside, outside_limits
from sdtui.domain.condition_search import at_step
from sdtui.domain.conditions import (
    PERCENT_SIGN,
    Calculation,
    Condition,
    ConditionClass,
    Origin,
    PricingProcedure,
    ScaleType,
)
from sdtui.domain.customizing_rows import PricingType
from sdtui.domain.errors import Refuse

Place = tuple[int, int, str]


def manual_condition(
    procedure: PricingProcedure, code: str, currency: str, unit: str, path: str, *, on_header: bool
) -> Condition:
    """The condition that a clerk adds by its type, without a rate; refuses on ``path`` + ``.condition_type``.

    ``unit`` is the sales unit of the item, "" at the header.
    """
    at = f"{path}.condition_type"
    step = next((step for step in procedure.steps if step.condition_type == code), None)
    rule = procedure.types.get(code)
    if step is None or rule is None:
        raise Refuse("condition-type-not-in-procedure", at, condition_type=code, procedure=procedure.code)
    if not rule.manual:
        raise Refuse("condition-type-not-manual", at, condition_type=code)
    if not (rule.header if on_header else rule.item):
        raise Refuse("condition-type-only-item" if on_header else "condition-type-only-header", at, condition_type=code)
    condition = at_step(step, rule)
    condition.origin = Origin.MANUAL
    if rule.calculation is Calculation.PERCENT:
        condition.currency = PERCENT_SIGN
    else:
        condition.currency = currency
        condition.unit = unit if rule.calculation is Calculation.QUANTITY else rule.unit
    return condition


def rate_changeable(procedure: PricingProcedure, condition: Condition) -> bool:
    """Whether a clerk may overwrite the rate; shares of header conditions are changed at the header."""
    rule = procedure.types.get(condition.condition_type)
    if rule is None or condition.subtotal or condition.origin is Origin.HEADER:
        return False
    return rule.changeable or condition.origin is Origin.MANUAL


def mark_manual_changes(procedure: PricingProcedure, conditions: Sequence[Condition]) -> None:
    """A rate that differs from the one that was found was entered by hand; back at it, it no longer is."""
    copied = any(condition.origin is Origin.COPIED for condition in conditions)
    for condition in conditions:
        rule = procedure.types.get(condition.condition_type)
        if rule is None or condition.subtotal or condition.origin is Origin.HEADER:
            continue
        if condition.rate != condition.automatic_rate:
            condition.rate = rule.signed(condition.rate)
        if condition.automatic_rate is None:
            continue
        if condition.rate != condition.automatic_rate:
            condition.origin = Origin.MANUAL
        elif condition.origin is Origin.MANUAL:
            condition.origin = Origin.COPIED if copied else Origin.AUTOMATIC


def refuse_outside_limits(conditions: Sequence[Condition], path: str = "") -> None:
    """Refuses a rate, entered instead of the one of a record, that is not within the limits of that record.

    ``path`` is that of the item, "" for the header.
    """
    for place, condition in enumerate(conditions):
        lower, upper = condition.lower_limit, condition.upper_limit
        if condition.origin is Origin.MANUAL and outside(condition.rate, lower, upper):
            at = f"{path}conditions[{place}].rate"
            raise outside_limits(at, condition.condition_type, condition.rate, lower, upper).refusal()


def reprice(
    old: Sequence[Condition], found: Sequence[Condition], kind: PricingType, freight: Collection[str] = ()
) -> list[Condition]:
    """The conditions of an item after prices were read again in the way of ``kind``, in the order of the procedure.

    ``freight`` are the condition types that ``NEW_FREIGHT`` determines anew. Subtotals and shares of header conditions
    are left out; the calculation makes them again.
    """
    kept = [condition for condition in old if not condition.subtotal and condition.origin is not Origin.HEADER]
    if kind is not PricingType.SCALES:
        _fix_copied_rates(kept)
    match kind:
        case PricingType.NEW:
            result = list(found)
        case PricingType.KEEP_MANUAL:
            result = _manual_kept(kept, found)
        case PricingType.NEW_TAXES:
            result = [c for c in kept if c.condition_class is not ConditionClass.TAX]
            result += [c for c in found if c.condition_class is ConditionClass.TAX]
        case PricingType.NEW_FREIGHT:
            result = [c for c in kept if c.condition_type not in freight]
            result += [c for c in found if c.condition_type in freight]
        case _:
            result = kept
    return sorted(result, key=lambda c: (c.step, c.counter))


def _fix_copied_rates(conditions: Iterable[Condition]) -> None:
    """What was agreed holds for a part of the quantity too; a graduated price has no one rate that could be kept."""
    for condition in conditions:
        if condition.origin is Origin.COPIED and condition.scale_type is not ScaleType.GRADUATED:
            condition.scales = ()


def _place(condition: Condition) -> Place:
    return condition.step, condition.counter, condition.condition_type


def _manual_kept(old: Sequence[Condition], found: Sequence[Condition]) -> list[Condition]:
    """What was found, but with the rates that a clerk overwrote; and what he added."""
    manual = [condition for condition in old if condition.origin is Origin.MANUAL]
    changed = {_place(condition): condition for condition in manual if condition.automatic_rate is not None}
    result: list[Condition] = []
    for condition in found:
        overwritten = changed.pop(_place(condition), None)
        if overwritten is None:
            result.append(condition)
        else:
            _note_found(overwritten, condition)
            result.append(overwritten)
    return result + [c for c in manual if c.automatic_rate is None or _place(c) in changed]


def _note_found(overwritten: Condition, found: Condition) -> None:
    """Keep in mind what was found instead of the rate that was overwritten.

    What cannot be compared with it, or happens to be the same, leaves it as it is: still a rate of the clerk.
    """
    terms = ("currency", "per", "unit")
    comparable = all(getattr(overwritten, name) == getattr(found, name) for name in terms)
    if found.missing or not comparable or found.rate == overwritten.rate:
        return
    overwritten.automatic_rate = found.rate
    overwritten.table, overwritten.record = found.table, found.record
    overwritten.scales, overwritten.scale_type = found.scales, found.scale_type
    overwritten.lower_limit, overwritten.upper_limit = found.lower_limit, found.upper_limit
