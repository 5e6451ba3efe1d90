"""The help of a field without its list: ``=words`` typed into the field itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sdtui.kernel.fields import FieldFacts
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.messages import Message, error
from sdtui.kernel.notation import format_date, format_number
from sdtui.kernel.popups import Hits, Search

MARK = "="
SEVERAL, NONE = "several-hits", "no-hit"


def asked(facts: FieldFacts, typed: str) -> bool:
    """Whether the text asks for the help of the field."""
    return bool(facts.element.values) and typed.lstrip().startswith(MARK)


def looked_for(typed: str) -> str:
    """The words after ``=``; SAP's form ``=.A.B`` names those for the fields of a search help."""
    words = typed.strip().removeprefix(MARK).strip()
    return " ".join(words.replace(".", " ").split()) if words.startswith(".") else words


def search_of(machinery: Machinery, facts: FieldFacts, restricting: Mapping[str, str]) -> Search:
    """Searches the value table of a field; hits are in the clerk's notation."""

    def search(text: str, limit: int, aside: Collection[str] = ()) -> Hits:
        present = {name: value for name, value in restricting.items() if name not in aside}
        found = machinery.connection.values.search(facts.element.values, text, present, limit)
        key = machinery.conversion.to_text
        rows = [(key(facts.element, row[0]), *(_shown(machinery, value) for value in row[1:])) for row in found.rows]
        right = {n for row in found.rows[:1] for n, value in enumerate(row) if isinstance(value, Decimal)}
        return replace(found, rows=rows, right=frozenset(right))

    return search


def found_by(search: Search, typed: str, path: str, label: str) -> str | Message:
    """The one value that has the words, as a clerk would type it; else why it cannot be said which is meant."""
    rows = search(looked_for(typed), 2).rows
    if len(rows) == 1:
        return str(rows[0][0])
    return error(SEVERAL if rows else NONE, path, field=label, text=looked_for(typed))


def _shown(machinery: Machinery, value: object) -> str:
    """A value of a hit list in the clerk's notation; a number with the decimals that it comes with."""
    match value:
        case Decimal():
            decimals = max(0, -int(value.as_tuple().exponent))
            return format_number(value, machinery.conversion.notation, decimals, decimals)
        case date():
            return format_date(value, machinery.conversion.notation)
        case None:
            return ""
        case _:
            return str(value)
