"""Generated documents for lists as plain Python sees them, selections and orders for them, and what these give.

The filter here is written without a look at the one of the program.
"""

import operator
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bench.many_documents import many_documents
from sdtui.domain.lists import ListQuery, SortKey
from sdtui.domain.selection import Anchor, Criterion, Option, RelativeDate
from sdtui.store.columns import table
from sdtui.store.tables import documents as t
from tests.company import TODAY

Row = dict[str, Any]

DOCUMENT_COLUMNS = (
    *("number", "sold_to", "sold_to_name", "customer_reference", "description", "document_date", "valid_to"),
    *("days_left", "net_value", "requested_delivery_date", "probability", "category", "created_by", "incompletion"),
    *("changed_on", "sales_org", "currency", "overall_status"),
)
ITEM_COLUMNS = (
    *("number", "item", "quantity", "net_value", "sold_to", "document_net_value", "material"),
    *("unit", "rejection_reason", "valid_to"),
)
# What only the source of documents knows, with the rows that it looks at.
ITEM_CRITERIA = ("material", "rejection_reason")
PARTNER_CRITERIA = ("partner_function", "partner")
KEYS = {"number", "sold_to", "partner"}
OPTIONAL = {"document_date", "valid_to", "days_left", "requested_delivery_date", "changed_on"}
TEXTS = {
    "number",
    "sold_to",
    "sold_to_name",
    "customer_reference",
    "description",
    "material",
    "incompletion",
    "partner",
}


@dataclass(frozen=True)
class Many:
    """Documents and items as plain rows."""

    documents: list[Row]
    items: list[Row]


@cache
def many(count: int) -> Many:
    documents, items = [], []
    shapes = [
        [column.name for column in table(row).columns]
        for row in (t.SalesDocumentRow, t.SalesItemRow, t.SalesPartnerRow)
    ]
    for header, lines, partners in many_documents(count):
        document = dict(zip(shapes[0], header, strict=True))
        valid_to = document["valid_to"]
        document["days_left"] = None if valid_to is None else (valid_to - TODAY).days
        document["changed_on"] = document["changed_at"].date()
        document["items"] = [dict(zip(shapes[1], line, strict=True)) for line in lines]
        document["partners"] = [dict(zip(shapes[2], line, strict=True)) for line in partners]
        for partner in document["partners"]:
            partner["partner_function"], partner["partner"] = partner["function"], partner["number"]
        documents.append(document)
        for line in document["items"]:
            own = {name: document[name] for name in ("number", "sold_to", "valid_to")}
            items.append({**line, **own, "document_net_value": document["net_value"]})
    return Many(documents, items)


# --- selections ------------------------------------------------------------------------------------------------------
PLAIN = [Option.EQUAL, Option.NOT_EQUAL, Option.LESS, Option.AT_MOST, Option.GREATER, Option.AT_LEAST, Option.BETWEEN]


def criteria(name: str, values: Sequence[Any]) -> st.SearchStrategy[tuple[Criterion, ...]]:
    """Lines for a column in which these values occur."""
    ends = st.sampled_from(values).flatmap(_near)
    if name in OPTIONAL and name != "days_left":
        ends |= st.builds(RelativeDate, st.sampled_from(Anchor), st.integers(-60, 60))
    options = st.sampled_from(PLAIN)
    lines = st.builds(Criterion, options, ends | st.none(), ends | st.none(), st.booleans())
    if name in TEXTS:
        patterns = st.sampled_from([str(value) for value in values]).flatmap(lambda value: _pattern(name, value))
        wild = st.sampled_from([Option.PATTERN, Option.NO_PATTERN])
        lines |= st.builds(Criterion, wild, patterns, st.none(), st.booleans())
    return st.lists(lines, min_size=1, max_size=4).map(tuple)


def _near(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bool | StrEnum) or value is None:
        return st.just(value.value if isinstance(value, StrEnum) else value)
    if isinstance(value, Decimal):
        apart = [Decimal("0.005"), Decimal("0.00001"), Decimal("-0.00001"), Decimal(0), -2 * value]
        return st.sampled_from(apart).map(lambda more: value + more)
    if isinstance(value, int):
        return st.integers(value - 20, value + 20)
    if isinstance(value, date):
        return st.integers(-30, 30).map(lambda days: value + timedelta(days=days))
    return st.sampled_from([value, value.upper(), value[:-1]])


@st.composite
def _pattern(draw: st.DrawFn, name: str, value: str) -> str:
    if name in KEYS:
        value = value.lstrip("0")
    start, end = sorted((draw(st.integers(0, len(value))), draw(st.integers(0, len(value)))))
    middle = draw(st.sampled_from(["*", "+", "", "+*", "**"]))
    text = value[:start] + middle + value[end:]
    return draw(st.sampled_from([text, text.lower(), text.upper(), text + "*", "*" + text]))


@st.composite
def queries(
    draw: st.DrawFn, name: str, rows: Sequence[Row], columns: Sequence[str], extra: Sequence[str] = ()
) -> ListQuery:
    """Any selection, filter and order of the rows."""

    def values(column: str) -> list[Any]:
        some = rows[:: max(len(rows) // 150, 1)]
        if column in extra:
            return [part[column] for row in some for part in row[_parts(column)]]
        return [row[column] for row in some]

    def selection(known: Sequence[str]) -> dict[str, tuple[Criterion, ...]]:
        names = draw(st.lists(st.sampled_from(known), max_size=2, unique=True))
        return {name: draw(criteria(name, values(name))) for name in names}

    chosen, filtered = selection([*columns, *extra]), selection(columns)
    # What is selected by is often sorted by, too.
    sorted_by = [*columns, *([name for name in (*chosen, *filtered) if name in columns] * 6)]
    keys = st.builds(SortKey, st.sampled_from(sorted_by), st.booleans())
    sort = draw(st.lists(keys, max_size=3, unique_by=lambda key: key.column))
    return ListQuery(name, chosen, filtered, tuple(sort))


def _parts(column: str) -> str:
    return "items" if column in ITEM_CRITERIA else "partners"


# --- the same in plain Python ----------------------------------------------------------------------------------------
COMPARE: dict[Option, Callable[[Any, Any], bool]] = {
    Option.EQUAL: operator.eq,
    Option.NOT_EQUAL: operator.ne,
    Option.LESS: operator.lt,
    Option.AT_MOST: operator.le,
    Option.GREATER: operator.gt,
    Option.AT_LEAST: operator.ge,
}
NOTHING: dict[type, Any] = {str: "", int: 0, Decimal: Decimal()}


def met(name: str, line: Criterion, value: Any) -> bool:
    if isinstance(value, StrEnum):
        value = value.value
    if line.option in (Option.PATTERN, Option.NO_PATTERN):
        wild = str(line.low or "").replace("[", "[[]").replace("?", "[?]").replace("+", "?").lower()
        text = value.lstrip("0") if name in KEYS and value.isdigit() else value
        return fnmatchcase(text.lower(), wild) == (line.option is Option.PATTERN)
    low, high = (end.on(TODAY) if isinstance(end, RelativeDate) else end for end in (line.low, line.high))
    if name in OPTIONAL:
        return _met_or_missing(line.option, value, low, high)
    low, high = (NOTHING[type(value)] if end is None else end for end in (low, high))
    if line.option is Option.BETWEEN:
        return low <= value <= high
    return COMPARE[line.option](value, low)


def _met_or_missing(option: Option, value: Any, low: Any, high: Any) -> bool:
    """A value that is missing is less than any other, but is met only where it is asked for."""
    if value is None and low is not None:
        return option is Option.NOT_EQUAL

    def placed(value: Any) -> tuple[bool, Any]:
        return (False, 0) if value is None else (True, value)

    if option is Option.BETWEEN:
        return placed(low) <= placed(value) and (value is None or (high is not None and value <= high))
    return COMPARE[option](placed(value), placed(low))


def one_of(name: str, lines: Iterable[Criterion], value: Any) -> bool:
    return any(met(name, line, value) for line in lines)


def selected(row: Row, query: ListQuery) -> bool:
    for selection in (query.selection, query.filter):
        plain = {name: lines for name, lines in selection.items() if name in row}
        for name, lines in plain.items():
            including = [line for line in lines if not line.exclude]
            if including and not one_of(name, including, row[name]):
                return False
            if one_of(name, [line for line in lines if line.exclude], row[name]):
                return False
        for known in (ITEM_CRITERIA, PARTNER_CRITERIA):
            rest = {name: lines for name, lines in selection.items() if name in known and name not in plain}
            if rest and not _related(row[_parts(known[0])], rest):
                return False
    return True


def _related(parts: list[Row], selection: dict[str, Sequence[Criterion]]) -> bool:
    including = {name: [line for line in lines if not line.exclude] for name, lines in selection.items()}
    including = {name: lines for name, lines in including.items() if lines}

    def includes(part: Row, besides: str = "") -> bool:
        return all(one_of(name, lines, part[name]) for name, lines in including.items() if name != besides)

    if including and not any(includes(part) for part in parts):
        return False
    return not any(
        one_of(name, [line for line in lines if line.exclude], part[name]) and includes(part, besides=name)
        for name, lines in selection.items()
        for part in parts
    )


def in_order(rows: Iterable[Row], query: ListQuery, own: Sequence[SortKey]) -> list[Row]:
    found = list(rows)
    for key in reversed((*query.sort, *own)):
        found.sort(key=lambda row, name=key.column: (row[name] is not None, row[name]), reverse=key.descending)
    return found
