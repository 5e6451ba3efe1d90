"""Article numbers on packagings, by the rules of those who assign them."""

from __future__ import annotations


def ean_valid(number: str) -> bool:
    """Whether the check digit of an EAN or UPC is right; its length too."""
    from stdnum import ean

    return ean.is_valid(number)
