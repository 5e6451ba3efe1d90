"""Searching by words: how text is folded, what a clerk's words mean, and who is found in which order.

Every word typed must occur somewhere in the text of an entry. Where the text may be typed in several ways (a telephone
number, an umlaut) one of them is enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, column, func, or_, select, true
from sqlalchemy import table as virtual_table

from sdtui.domain.reach import phone_digits
from sdtui.domain.selection import as_shown
from sdtui.store.columns import table
from sdtui.store.tables.searching import GRAM, SearchEntryRow
from sdtui.store.unit import Unit

# What does not decompose into a letter and an accent.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h", "ŧ": "t"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_ESCAPE = "\\"
_LAST = "\U0010ffff"
_WILD = re.compile(r"[*+]")
_DIGITS = re.compile(r"\+?[0-9()/.-]+")
# Fewer digits than these are looked for as they are typed; behind a 0 they are already those of a telephone.
_PHONE, _AFTER_ZERO = 5, 2
_GRAM = 3
_MANY = 5000

# All these words must occur, as patterns.
Words = tuple[str, ...]
# One of these must be met.
Term = tuple[Words, ...]


# --- words -----------------------------------------------------------------------------------------------------------
def folded(*texts: str) -> str:
    """Lower case without accents, one blank between words: ``Łódź  STRASSE`` and ``lodz straße`` are the same."""
    text = " ".join(filter(None, texts))
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(text.casefold().split())


def spelt(*texts: str) -> str:
    """Folded, and once more with written-out umlauts where there are any: both ``muller`` and ``mueller``."""
    text = unicodedata.normalize("NFC", " ".join(filter(None, texts)))
    other = text.translate(_UMLAUTS)
    return folded(text) if other == text else folded(text, other)


def words(text: str) -> list[str]:
    return [word for word in folded(text).split() if word.strip("*")]


def terms(text: str) -> list[Term]:
    """What a clerk typed. Figures that follow each other may be one telephone number, or a number with its zeros."""
    found: list[Term] = []
    figures: list[str] = []
    for word in unicodedata.normalize("NFC", text).split():
        if _DIGITS.fullmatch(word) and (not figures or word[0] != "+"):
            figures.append(word)
            continue
        found += [*_figures(figures), *_word(word)]
        figures = []
    return found + _figures(figures)


def _word(word: str) -> list[Term]:
    spellings = dict.fromkeys((tuple(words(word)), tuple(words(word.translate(_UMLAUTS)))))
    return [term] if (term := tuple(filter(None, spellings))) else []


def _figures(figures: list[str]) -> list[Term]:
    if not figures:
        return []
    written = " ".join(figures)
    digits = phone_digits(written)
    if written[0] in "+(" and digits:
        return [((digits,),)]
    zero = written[0] == "0" and written.replace(" ", "").isdigit()
    if not digits or digits == written or len(digits) < (_AFTER_ZERO if zero else _PHONE):
        return [((word,),) for word in figures]
    return [(tuple(figures), (digits,))]


def pattern(word: str) -> str:
    """A word of a clerk as a LIKE pattern: ``*`` any characters, ``+`` exactly one."""
    return _escaped(word).replace("*", "%").replace("+", "_")


def _escaped(text: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        text = text.replace(special, _ESCAPE + special)
    return text


# --- entries ---------------------------------------------------------------------------------------------------------
class Entry(NamedTuple):
    """Under what a thing is found: by its key, its name and further words; ``tags`` say where it may be found."""

    key: str
    name: str
    words: str
    tags: Collection[str] = ()


# Of those whom no sales area has.
IN_NO_AREA = "area:"


def area_tag(sales_org: str, channel: str, division: str) -> str:
    """Of a sales area, or of all with the first parts when the last ones are empty."""
    return f"area:{sales_org}/{channel}/{division}".rstrip("/") + "/" * (not division)


_ENTRY = table(SearchEntryRow)
_COLUMNS = ("object", "key", "number", "name", "text", "tags")
_KEY = ("object", "key")
_OF_ENTRY = "FROM search_entry WHERE object = ? AND key = ?"
_FORGET = f"INSERT INTO {GRAM} ({GRAM}, rowid, text) SELECT 'delete', id, text {_OF_ENTRY}"
_LEARN = f"INSERT INTO {GRAM} (rowid, text) SELECT id, text {_OF_ENTRY}"
_OF_GRAMS = virtual_table(GRAM, column("rowid"), column(GRAM))
E = _ENTRY.c


def put(unit: Unit, object: str, entries: Iterable[Entry]) -> None:
    """Makes things findable, or findable under what they are called now."""
    rows = {entry.key: _row(object, entry) for entry in entries}
    _index(unit, _FORGET, object, rows)
    unit.put(_ENTRY, _COLUMNS, _KEY, list(rows.values()))
    _index(unit, _LEARN, object, rows)


def _index(unit: Unit, statement: str, object: str, keys: Iterable[str]) -> None:
    """The full-text index has no text of its own: it is told what to forget before that is overwritten."""
    named = [(object, key) for key in keys]
    if named and unit.connection.dialect.name == "sqlite":
        unit.connection.exec_driver_sql(statement, named)


def lacks(unit: Unit, object: str, number: ColumnElement[Any]) -> bool:
    """Whether something that the column ``number`` names cannot be found."""
    found = select(E.id).where(E.object == object, E.key == number)
    return unit.first(select(number).where(~found.exists()).limit(1)) is not None


def _row(object: str, entry: Entry) -> tuple[str, ...]:
    number = folded(as_shown(entry.key))
    tags = f"|{'|'.join(entry.tags)}|" if entry.tags else ""
    return object, entry.key, number, folded(entry.name), f"{number} {spelt(entry.name)} {entry.words}".strip(), tags


# --- finding ---------------------------------------------------------------------------------------------------------
class Order(Enum):
    """In which order hits come that the words do not tell apart."""

    NAME = "name"
    NUMBER = "number"
    LATEST_NUMBER = "latest number"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: of each group of ``tags`` a thing must have one."""

    object: str
    text: str = ""
    tags: tuple[Collection[str], ...] = ()
    order: Order = Order.NAME


_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    Order.NAME: (E.name, E.key),
    Order.NUMBER: (E.key,),
    Order.LATEST_NUMBER: (E.key.desc(),),
}


def find(unit: Unit, wanted: Wanted, limit: int, first: Sequence[str] = ()) -> list[str]:
    """At most ``limit`` keys: the number that was typed, those of ``first``, and all others in their order.

    Numbers that begin with the first word stand before names that begin with it, and these before the rest.
    """
    wishes = terms(wanted.text)
    recent = _among(unit, wanted, wishes, first)
    keys: dict[str, None] = {}
    for statement in _phases(unit, wanted, wishes):
        if len(keys) < limit:
            keys |= {row[0]: None for row in unit.rows(statement.limit(limit - len(keys)))}
    head = wishes[0][0][0] if wishes else ""
    exact = [key for key in list(keys)[:1] if folded(as_shown(key)) == head]
    return list(dict.fromkeys((*exact, *recent, *keys)))[:limit]


def _among(unit: Unit, wanted: Wanted, wishes: list[Term], keys: Sequence[str]) -> list[str]:
    if not keys:
        return []
    met = (*map(_met, wishes), *map(_tagged, wanted.tags))
    found = {row[0] for row in unit.rows(select(E.key).where(E.object == wanted.object, E.key.in_(keys), *met))}
    return [key for key in keys if key in found]


def _phases(unit: Unit, wanted: Wanted, wishes: list[Term]) -> Iterator[Select[tuple[Any, ...]]]:
    """Statements whose rows follow each other; what fails most often is asked first in each."""
    ours = select(E.key).where(E.object == wanted.object)
    in_order = _ORDERS[wanted.order]
    tags, met = [*map(_tagged, wanted.tags)], [*map(_met, wishes)]
    if not wishes:
        yield ours.where(*tags).order_by(*in_order)
        return
    head = wishes[0][0][0]
    number, name = _begins(E.number, head), _begins(E.name, head)
    # what begins with a word has it
    further = met[1:] if wishes[0] == ((head,),) else met
    latest = wanted.order is Order.LATEST_NUMBER
    yield ours.where(number, *tags, *further).order_by(*(in_order if latest else (E.number,)))
    rest = ours.where(*met, *tags, ~number)
    if not latest:
        yield ours.where(name, ~number, *tags, *further).order_by(E.name, E.key)
        rest = rest.where(~name)
    grams = _grams(unit, wishes)
    if grams and not _frequent(unit, grams):
        rest = rest.join(_OF_GRAMS, E.id == _OF_GRAMS.c.rowid).where(_matching(grams))
        inside = case((E.name.like(f"% {pattern(head)}%", escape=_ESCAPE), 0), else_=1)
        in_order = in_order if latest else (inside, *in_order)
    yield rest.order_by(*in_order)


def _frequent(unit: Unit, grams: str) -> bool:
    """Whether so many have the letters that going through all in their order ends sooner than sorting those."""
    some = select(_OF_GRAMS.c.rowid).where(_matching(grams)).limit(_MANY).subquery()
    return (unit.first(select(func.count()).select_from(some)) or (0,))[0] == _MANY


def _matching(grams: str) -> ColumnElement[bool]:
    return _OF_GRAMS.c[GRAM].op("MATCH", is_comparison=True)(grams)


def _tagged(tags: Collection[str]) -> ColumnElement[bool]:
    """Whether an entry has one of the tags; of none it has none. One that ends with ``/`` is the beginning of tags."""
    ends = {tag: "" if tag.endswith("/") else "|" for tag in sorted(tags)}
    return or_(~true(), *(E.tags.like(f"%|{_escaped(tag)}{end}%", escape=_ESCAPE) for tag, end in ends.items()))


def _met(term: Term) -> ColumnElement[bool]:
    return or_(*(and_(*(E.text.like(f"%{pattern(word)}%", escape=_ESCAPE) for word in way)) for way in term))


def _begins(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether the text begins with the word; its part before any wildcard lets an index serve."""
    head = _WILD.split(word)[0]
    bounds = [column >= head, column < head + _LAST] if head else []
    wild = [column.like(pattern(word) + "%", escape=_ESCAPE)] if head != word else []
    return and_(*bounds, *wild)


def _grams(unit: Unit, wishes: Iterable[Term]) -> str:
    """The question to the full-text index: three letters each; "" where no word has as many, or there is no index."""
    if unit.connection.dialect.name != "sqlite":
        return ""
    asked = [" OR ".join(f"({' AND '.join(grams)})" for grams in ways) for ways in map(_grams_of, wishes) if all(ways)]
    return " AND ".join(f"({each})" for each in asked)


def _grams_of(term: Term) -> list[list[str]]:
    """For each way of the term its groups of letters, quoted; none for a way of short words alone."""
    return [[gram for word in way for part in _WILD.split(word) for gram in _groups(part)] for way in term]


def _groups(part: str) -> Iterator[str]:
    for start in range(len(part) - _GRAM + 1):
        yield '"{}"'.format(part[start : start + _GRAM].replace('"', '""'))
