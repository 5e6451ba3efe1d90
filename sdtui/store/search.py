"""Searching by words: folding of text, patterns of clerks, and the order of hits.

A searched table has a column ``search_text`` that starts with the number as it is shown, followed by the other words,
all folded. Every word typed must occur somewhere in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal

# What does not decompose into a letter and an accent.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h", "ŧ": "t"}
)
_ESCAPE = "\\"


def folded(*texts: str) -> str:
    """Lower case without accents, one blank between words: ``Łódź  STRASSE`` and ``lodz straße`` are the same."""
    text = " ".join(filter(None, texts))
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(text.casefold().split())


def shown(number: str) -> str:
    """A key as clerks write it: numeric ones without leading zeros."""
    return number.lstrip("0") if number.isdigit() else number


def pattern(word: str) -> str:
    """A word of a clerk as a LIKE pattern: ``*`` any characters, ``+`` exactly one."""
    for special in (_ESCAPE, "%", "_"):
        word = word.replace(special, _ESCAPE + special)
    return word.replace("*", "%").replace("+", "_")


def words(text: str) -> list[str]:
    return [word for word in folded(text).split() if word.strip("*")]


def matches(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Every word occurs, at its start, inside or at the end of any word of the column; no word matches all."""
    return and_(literal(1) == 1, *(column.like(f"%{pattern(word)}%", escape=_ESCAPE) for word in words(text)))


def order(column: ColumnElement[Any], text: str, *then: ColumnElement[Any]) -> Sequence[ColumnElement[Any]]:
    """Hits whose number starts with what was typed come first."""
    first = (words(text) or [""])[0]
    return (case((column.like(pattern(first) + "%", escape=_ESCAPE), 0), else_=1), *then)
