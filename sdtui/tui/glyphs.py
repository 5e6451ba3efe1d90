"""Characters on a terminal: how many cells each takes, and which never reach it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

REPLACEMENT = "\ufffd"
_MARKS_PER_CELL = 4
_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_VARIATION = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class _Net(dict[int, "int | str | None"]):
    """What becomes of a character on its way to the terminal; decided once for each."""

    def __missing__(self, code: int) -> int | str | None:
        category = unicodedata.category(chr(code))
        if any(code in selectors for selectors in _VARIATION):
            # Terminals disagree about their width, so the plain form of the character is shown.
            self[code] = None
        elif category in _FORBIDDEN:
            self[code] = REPLACEMENT
        else:
            self[code] = " " if category == "Zs" else code
        return self[code]


_NET = _Net()


def safe(text: str) -> str:
    """``text`` without anything that would steer a terminal, hide, or change the direction of what follows."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_NET)


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """Cells of one character: 0 for one that combines with the character before it, else 1 or 2."""
    code = ord(char)
    if unicodedata.category(char) in ("Mn", "Me") or 0x1160 <= code <= 0x11FF:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cells(text: str) -> Iterator[tuple[str, int]]:
    """What stands in each place of safe text, a character with the marks that belong to it, and its width."""
    held, held_width = "", 0
    for char in text:
        width = char_width(char)
        if width:
            if held:
                yield held, held_width
            held, held_width = char, width
        elif held:
            held += char if len(held) <= _MARKS_PER_CELL else ""
        else:
            held, held_width = REPLACEMENT, 1
    if held:
        yield held, held_width


def clusters(text: str) -> list[str]:
    """``text`` in the pieces that a cursor steps over; nothing is left out."""
    pieces: list[str] = []
    for char in text:
        if pieces and not char_width(char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def text_width(text: str) -> int:
    """Cells that safe text takes."""
    return len(text) if text.isascii() else sum(width for _, width in cells(text))


def cut(text: str, room: int, mark: str = "…") -> str:
    """Safe text in at most ``room`` cells; what was cut shows by ``mark``."""
    if text_width(text) <= room:
        return text
    if room <= 1:
        return mark[:room]
    kept, left = "", room - 1
    for piece, width in cells(text):
        if width > left:
            break
        kept, left = kept + piece, left - width
    return kept + mark


# For terminals that draw nothing but ASCII, and console fonts that lack the arrows.
ASCII = str.maketrans(
    {
        "▾": "v",
        "⏎": "<",
        "─": "-",
        "│": "|",
        "┌": "+",
        "┐": "+",
        "└": "+",
        "┘": "+",
        "├": "+",
        "┤": "+",
        "·": ".",
        "…": "~",
        "▸": ">",
        "→": ">",
        "■": "x",
        "□": "o",
        "✓": "v",
        "↑": "^",
        "↓": "v",
        "Σ": "=",
        "▏": "|",
        REPLACEMENT: "?",
    }
)
