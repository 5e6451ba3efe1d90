"""The gate that every text passes on its way in: no control, invisible or direction-changing characters."""

from __future__ import annotations

import re
import unicodedata

# Control, soft hyphen, marks that change direction or join invisibly, halves of a pair, tags.
_INVISIBLE = (
    "\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_HOSTILE = re.compile(f"[\x00-\x1f{_INVISIBLE}]")
_HOSTILE_IN_LINES = re.compile(f"[\x00-\x09\x0b-\x1f{_INVISIBLE}]")
REPLACEMENT = "\ufffd"


def clean(text: str, *, lines: bool = False) -> str:
    """``text`` in composed form (NFC) with every hostile character replaced; line feeds stay when ``lines``."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    if lines:
        return _HOSTILE_IN_LINES.sub(REPLACEMENT, composed.replace("\r\n", "\n").replace("\r", "\n"))
    return _HOSTILE.sub(REPLACEMENT, composed)
