"""Which conditions an item gets by itself: the steps of the procedure, their accesses, and the records behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from sdtui.domain.conditions import (
    PERCENT_SIGN,
    Access,
    Calculation,
    Condition,
    ConditionCategory,
    ConditionRecord,
    ConditionTypeRule,
    Inactive,
    PricingProcedure,
    Scale,
    Step,
)
from sdtui.domain.pricing_formulas import REQUIREMENTS

Facts = Mapping[str, str]
# Condition type, access and key to the record that is valid on the pricing date.
Read = Callable[[str, Access, tuple[str, ...]], ConditionRecord | None]


def accesses_for(procedure: PricingProcedure, facts: Facts) -> Iterator[tuple[str, Access, tuple[str, ...]]]:
    """Every access whose key the facts fill, for the steps whose requirement they meet: what a store is asked for."""
    for step, rule in _steps(procedure, facts):
        for access, key in _keys(rule, facts):
            yield step.condition_type, access, key


def determine(procedure: PricingProcedure, facts: Facts, read: Read) -> list[Condition]:
    """The automatic conditions of an item in the order of the procedure.

    A mandatory step for which nothing was found leaves a line that says so.
    """
    found = (_condition(step, rule, facts, read) for step, rule in _steps(procedure, facts))
    return [condition for condition in found if condition]


def _steps(procedure: PricingProcedure, facts: Facts) -> Iterator[tuple[Step, ConditionTypeRule]]:
    for step in procedure.steps:
        if step.condition_type and not step.manual and REQUIREMENTS[step.requirement](facts):
            yield step, procedure.types[step.condition_type]


def _keys(rule: ConditionTypeRule, facts: Facts) -> Iterator[tuple[Access, tuple[str, ...]]]:
    for access in rule.accesses:
        key = tuple(facts.get(name, "") for name in access.key)
        if all(key):
            yield access, key


def _condition(step: Step, rule: ConditionTypeRule, facts: Facts, read: Read) -> Condition | None:
    if rule.category in {ConditionCategory.COST, ConditionCategory.CASH_DISCOUNT}:
        return _from_facts(step, rule, facts)
    for access, key in _keys(rule, facts):
        if record := read(rule.code, access, key):
            return _from_record(step, rule, record)
    return _missing(step, rule, facts) if step.mandatory else None


def _from_record(step: Step, rule: ConditionTypeRule, record: ConditionRecord) -> Condition:
    condition = at_step(step, rule)
    condition.rate = condition.automatic_rate = rule.signed(record.rate)
    condition.currency = PERCENT_SIGN if rule.calculation is Calculation.PERCENT else record.currency
    condition.per, condition.unit = record.per, record.unit
    steps = sorted(record.scales, key=lambda scale: scale.value)
    condition.scales = tuple(Scale(scale.value, rule.signed(scale.rate)) for scale in steps)
    condition.scale_type = record.scale_type or rule.scale_type
    condition.table, condition.record = record.table, record.record
    condition.lower_limit, condition.upper_limit = record.lower_limit, record.upper_limit
    condition.reason = condition.origin_reason
    return condition


def _from_facts(step: Step, rule: ConditionTypeRule, facts: Facts) -> Condition | None:
    """Cost of a base unit, or the cash discount of the payment terms; nothing where there is none."""
    is_cost = rule.category is ConditionCategory.COST
    rate = Decimal(facts.get("cost" if is_cost else "cash_discount", "") or 0)
    if not rate:
        return None
    condition = at_step(step, rule)
    condition.rate = condition.automatic_rate = rate if is_cost else -rate
    condition.currency = facts.get("currency", "") if is_cost else PERCENT_SIGN
    condition.unit = facts.get("base_unit", "") if is_cost else ""
    condition.reason = condition.origin_reason
    return condition


def _missing(step: Step, rule: ConditionTypeRule, facts: Facts) -> Condition:
    """A line of rate 0 that a clerk may fill by overwriting the rate."""
    condition = at_step(step, rule)
    condition.automatic_rate = condition.rate
    if rule.calculation is Calculation.PERCENT:
        condition.currency = PERCENT_SIGN
    else:
        condition.currency, condition.unit = facts.get("currency", ""), facts.get("base_unit", "")
    condition.inactive, condition.reason = Inactive.ERROR, condition.origin_reason
    return condition


def at_step(step: Step, rule: ConditionTypeRule) -> Condition:
    """An empty condition of the type, at its place in the procedure."""
    return Condition(
        step=step.step,
        counter=step.counter,
        condition_type=rule.code,
        condition_class=rule.condition_class,
        calculation=rule.calculation,
        statistical=step.statistical,
        scale_type=rule.scale_type,
        scale_basis=rule.scale_basis,
    )
