"""Whether VAT, telephone and article numbers can be right, by the rules of those who issue them; nobody is asked."""

from __future__ import annotations

from typing import Any, cast


def vat_possible(number: str, country: str) -> bool:
    """Whether form and check digits are those of the country, with or without its prefix; True where none are known."""
    from stdnum import get_cc_module

    module = cast("Any", get_cc_module(country, "vat")) if country else None
    return module is None or bool(module.is_valid(number))


def phone_possible(number: str, country: str) -> bool:
    """Whether so many digits can be dialled from ``country``; letters and an unknown calling code cannot."""
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, country or None))
    except phonenumbers.NumberParseException:
        return False


def ean_possible(number: str) -> bool:
    """Whether length and check digit are those of an EAN or UPC."""
    from stdnum import ean

    return ean.is_valid(number)
