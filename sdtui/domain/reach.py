"""Telephone and VAT numbers in the one form in which they are compared, however they are written.

A telephone number is its digits from the country's calling code on; a clerk may begin to type anywhere in it, so what
precedes the first digit that counts (``+``, ``00``, the ``0`` of a trunk, ``(0)``) is left out.
"""

from __future__ import annotations

import re

CALLING_CODES = {
    "AE": "971", "AR": "54", "AT": "43", "AU": "61", "BE": "32", "BG": "359", "BR": "55", "BY": "375", "CA": "1",
    "CH": "41", "CL": "56", "CN": "86", "CO": "57", "CY": "357", "CZ": "420", "DE": "49", "DK": "45", "EE": "372",
    "EG": "20", "ES": "34", "FI": "358", "FR": "33", "GB": "44", "GR": "30", "HK": "852", "HR": "385", "HU": "36",
    "ID": "62", "IE": "353", "IL": "972", "IN": "91", "IS": "354", "IT": "39", "JP": "81", "KR": "82", "LI": "423",
    "LT": "370", "LU": "352", "LV": "371", "MT": "356", "MX": "52", "MY": "60", "NL": "31", "NO": "47", "NZ": "64",
    "PH": "63", "PL": "48", "PT": "351", "RO": "40", "RS": "381", "RU": "7", "SA": "966", "SE": "46", "SG": "65",
    "SI": "386", "SK": "421", "TH": "66", "TR": "90", "TW": "886", "UA": "380", "US": "1", "VN": "84", "ZA": "27",
}  # fmt: skip
# Those whose VAT numbers begin otherwise than with the code of the country.
_VAT_PREFIXES = {"GR": "EL"}
# In North America the calling code is also dialled within the country, before ten digits.
_NORTH_AMERICAN = 11
# +49 (0)30: what is dialled within the country only
_TRUNK = re.compile(r"^((?:\+|00)[0-9]{1,3} ?)\(0\)")


def phone_digits(text: str, country: str = "") -> str:
    """``+49 (0)30 1234``, ``0049 30 1234`` and, in ``DE``, ``030/1234`` are all ``49301234``.

    Without a country, or in one whose code is not known, a number written as within the country has no calling code.
    """
    written = _TRUNK.sub(r"\1", text.strip())
    digits = "".join(re.findall(r"[0-9]+", written)).lstrip("0")
    code = CALLING_CODES.get(country, "")
    international = written.startswith(("+", "00")) or (
        code == "1" and len(digits) == _NORTH_AMERICAN and digits.startswith(code)
    )
    return digits if international or not digits else code + digits


def vat_key(text: str, country: str = "") -> str:
    """Letters and digits alone, in small letters, with the prefix of the country also where none is written."""
    key = "".join(filter(str.isalnum, text)).lower()
    if not key or key[:2].isalpha():
        return key
    return _VAT_PREFIXES.get(country, country).lower() + key
