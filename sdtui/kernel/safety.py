"""The gate that every text passes on its way in: no control, invisible or direction-changing characters."""

from __future__ import annotations

import re
import unicodedata

_HOSTILE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_HOSTILE_IN_LINES = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
REPLACEMENT = "\ufffd"


def clean(text: str, *, lines: bool = False) -> str:
    """``text`` in composed form (NFC) with every hostile character replaced; line feeds stay when ``lines``."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    if lines:
        return _HOSTILE_IN_LINES.sub(REPLACEMENT, composed.replace("\r\n", "\n").replace("\r", "\n"))
    return _HOSTILE.sub(REPLACEMENT, composed)
