"""Scales: which rate a quantity, weight or value gets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sdtui.domain.conditions import Scale, ScaleType
from sdtui.domain.rounding import ZERO


def rate_at(scales: Sequence[Scale], amount: Decimal, scale_type: ScaleType) -> Decimal | None:
    """The rate that holds for ``amount``; ``scales`` are in the order of their values.

    A from-scale holds from its value on, and what lies below the first step gets the rate of the first. A step of a
    to-scale, and of a graduated one, holds up to its value, and beyond the last step there is no rate: None.
    """
    if scale_type in {ScaleType.TO, ScaleType.GRADUATED}:
        return next((scale.rate for scale in scales if amount <= scale.value), None)
    reached = [scale.rate for scale in scales if scale.value <= amount]
    return reached[-1] if reached else scales[0].rate


def graduated(scales: Sequence[Scale], amount: Decimal) -> list[tuple[Decimal, Decimal]] | None:
    """The slices of ``amount`` with their rates; each step holds up to its value. None beyond the last step."""
    slices: list[tuple[Decimal, Decimal]] = []
    start = ZERO
    for scale in scales:
        if amount <= start:
            break
        slices.append((min(amount, scale.value) - start, scale.rate))
        start = scale.value
    return slices if amount <= start else None
