"""The numbers that a pricing procedure names: requirements, base formulas and value formulas, as functions.

The numbers are those that consultants know from the standard; a procedure that names another one is refused when the
customizing is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Protocol

Facts = Mapping[str, str]


class Running(Protocol):
    """What an item has come to, at the step that is being calculated. Amounts are in document currency."""

    running: Decimal
    tax: Decimal
    cost: Decimal


def _always(facts: Facts) -> bool:
    del facts
    return True


def _priced(facts: Facts) -> bool:
    return bool(facts.get("priced"))


def _has_material(facts: Facts) -> bool:
    return bool(facts.get("material"))


def _plant_known(facts: Facts) -> bool:
    return _priced(facts) and bool(facts.get("plant"))


def _net_value(item: Running) -> Decimal:
    return item.running


def _total(item: Running) -> Decimal:
    return item.running + item.tax


def _margin(item: Running) -> Decimal:
    return item.running - item.cost


# 2 the item is priced; 4 it has a material, whose cost is known even when the item is free; 9 as 2, for the cash
# discount; 10 it is priced and the plant, from which the tax follows, is known
REQUIREMENTS: Mapping[int, Callable[[Facts], bool]] = {
    0: _always,
    2: _priced,
    4: _has_material,
    9: _priced,
    10: _plant_known,
}

# 11 net value and tax; 16 net value
BASES: Mapping[int, Callable[[Running], Decimal]] = {11: _total, 16: _net_value}

# 2 net value; 4 net value and tax; 11 profit margin
MARGIN = 11
VALUES: Mapping[int, Callable[[Running], Decimal]] = {2: _net_value, 4: _total, MARGIN: _margin}
