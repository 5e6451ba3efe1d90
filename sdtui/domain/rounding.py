"""Rounding half up, as printed offers are added up; with more digits than the largest numbers that can be typed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

ZERO = Decimal(0)
# The usual 28 digits are too few for the largest rates and quantities multiplied.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
QUANTITY_DECIMALS = 3


def half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` with so many decimals."""
    return EXACT.quantize(value, Decimal(1).scaleb(-decimals))
