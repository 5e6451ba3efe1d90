"""Any selection in any order, page by page forward and backward, against a filter in plain Python."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bench.many_documents import write
from sdtui.domain.list_rows import DocumentLine
from sdtui.domain.lists import ListQuery, Page, SortKey
from sdtui.domain.selection import Anchor, Criterion, Option, RelativeDate
from sdtui.services.bundle import Services
from sdtui.services.list_records import RecordsSource
from sdtui.services.lists import Source
from sdtui.store.engine import Database, open_database
from sdtui.store.schema import create_schema
from tests.company import services_of, today
from tests.services import list_samples as samples
from tests.services.list_samples import Many, Row

DOCUMENTS, FEWER = 10_000, 1_000


def property_of(examples: int) -> settings:
    """Without making a failure smaller, which would take longer than a test may."""
    unchecked = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(max_examples=examples, deadline=None, suppress_health_check=unchecked, phases=phases)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, Many]]:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('lists') / 'many.db'}")
    yield from _filled(database, DOCUMENTS)


@pytest.fixture(scope="module")
def on_server(server: Callable[[], str]) -> Iterator[tuple[Services, Many]]:
    yield from _filled(open_database(server()), FEWER)


def _filled(database: Database, count: int) -> Iterator[tuple[Services, Many]]:
    create_schema(database)
    write(database, count)
    yield services_of("CLERK01", database), samples.many(count)
    database.close()


# --- what is compared ------------------------------------------------------------------------------------------------
def shows(page: Page[Any], expected: Sequence[Row], start: int, size: int, names: Sequence[str]) -> None:
    """The page holds ``size`` of the expected rows from ``start`` on, and knows whether there are others around."""
    rows = expected[max(start, 0) : start + size]
    assert [[getattr(row, name) for name in names] for row in page.rows] == [
        [row[name] for name in names] for row in rows
    ]
    assert page.more == (start + size < len(expected))
    assert page.before == (start > 0)


def walk(
    source: Source, query: ListQuery, expected: Sequence[Row], size: int, place: int, names: Sequence[str]
) -> None:
    """Pages from the start, then around any place, then the last."""
    page, start = source.page(query, size=size), 0
    shows(page, expected, 0, size, names)
    for _ in range(3):
        if page.more:
            page, start = source.page(query, after=page.rows[-1], size=size), start + size
            shows(page, expected, start, size, names)
    while start:
        page, start = source.page(query, before=page.rows[0], size=size), start - size
        shows(page, expected, start, size, names)
    last = source.last(query, size)
    shows(last, expected, len(expected) - size, size, names)
    if expected:
        row = source.page(query, size=place % len(expected) + 1).rows[-1]
        around = place % len(expected)
        shows(source.page(query, after=row, size=size), expected, around + 1, size, names)
        before = source.page(query, before=row, size=size)
        assert [row.number for row in before.rows] == [
            row["number"] for row in expected[max(around - size, 0) : around]
        ]
        assert before.more
        assert before.before == (around > size)


def sums(rows: Sequence[Row], columns: Sequence[str], reference: str, by: Sequence[str]) -> dict[Any, Any]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in by), row[reference]].append(row)
    return {
        group: (len(rows), {name: sum((row[name] for row in rows), Decimal()) for name in columns})
        for group, rows in found.items()
    }


def check(source: Source, many: Many, data: st.DataObject, name: str) -> None:
    rows, columns, extra = (
        (many.documents, samples.DOCUMENT_COLUMNS, samples.ITEM_CRITERIA + samples.PARTNER_CRITERIA)
        if name == "documents"
        else (many.items, samples.ITEM_COLUMNS, ())
        if name == "items"
        else (many.documents, samples.DOCUMENT_COLUMNS, ())
    )
    query = data.draw(samples.queries(name, rows, columns, extra))
    expected = samples.in_order([row for row in rows if samples.selected(row, query)], query, source.sort)
    size, place = data.draw(st.integers(1, 400)), data.draw(st.integers(0, 10**6))
    assert source.count(query) == len(expected)
    walk(source, query, expected, size, place, columns)
    by = data.draw(st.lists(st.sampled_from(columns[-5:]), max_size=2, unique=True))
    found = source.totals(query, ["net_value", "expected_value"], by)
    assert {(total.group, total.currency): (total.count, total.sums) for total in found} == sums(
        expected, ["net_value", "expected_value"], "currency", by
    )


@property_of(60)
@given(data=st.data())
def test_documents_are_those_that_plain_python_finds(made: tuple[Services, Many], data: st.DataObject) -> None:
    services, many = made
    check(services.lists.source("documents"), many, data, "documents")


@property_of(25)
@given(data=st.data())
def test_items_are_those_that_plain_python_finds(made: tuple[Services, Many], data: st.DataObject) -> None:
    services, many = made
    check(services.lists.source("items"), many, data, "items")


@pytest.mark.postgresql
@property_of(30)
@given(data=st.data())
def test_a_server_finds_the_same_documents(on_server: tuple[Services, Many], data: st.DataObject) -> None:
    services, many = on_server
    check(services.lists.source("documents"), many, data, "documents")


@pytest.mark.postgresql
@property_of(15)
@given(data=st.data())
def test_a_server_finds_the_same_items(on_server: tuple[Services, Many], data: st.DataObject) -> None:
    services, many = on_server
    check(services.lists.source("items"), many, data, "items")


FEW = samples.many(300)


@property_of(60)
@given(data=st.data())
def test_what_is_at_hand_in_memory_is_listed_alike(data: st.DataObject) -> None:
    names = DocumentLine.__dataclass_fields__
    lines = [DocumentLine(**{name: row[name] for name in names}) for row in FEW.documents]
    source = RecordsSource("lines", DocumentLine, lambda: lines, ("number",), today=today)
    check(source, FEW, data, "lines")


# --- what clerks select by -------------------------------------------------------------------------------------------
def one(option: Option, low: Any = None, high: Any = None, *, exclude: bool = False) -> Criterion:
    return Criterion(option, low, high, exclude)


EMPTY, TODAY_ON = one(Option.EQUAL), one(Option.AT_LEAST, RelativeDate(Anchor.TODAY))
CLERKLY: dict[str, tuple[dict[str, tuple[Criterion, ...]], tuple[SortKey, ...]]] = {
    "small letters find capitals": ({"customer_reference": (one(Option.PATTERN, "rfq-2026*"),)}, ()),
    "capitals find small letters": ({"customer_reference": (one(Option.PATTERN, "RFQ +*"),)}, ()),
    "letters with strokes have capitals": ({"customer_reference": (one(Option.PATTERN, "ŻĄDANIE*"),)}, ()),
    "per cent and underscore are letters": ({"customer_reference": (one(Option.PATTERN, "*% + 5_*"),)}, ()),
    "a key is looked for as it is shown": ({"number": (one(Option.PATTERN, "3000012+"),)}, ()),
    "no such key, as it is shown without leading zeros": ({"sold_to": (one(Option.PATTERN, "0*"),)}, ()),
    "no text": ({"customer_reference": (EMPTY,)}, (SortKey("sold_to"),)),
    "some text": ({"incompletion": (one(Option.NOT_EQUAL),)}, ()),
    "no date comes first": ({"category": (one(Option.EQUAL, "B"),)}, (SortKey("requested_delivery_date"),)),
    "no date comes last": ({}, (SortKey("requested_delivery_date", descending=True), SortKey("net_value"))),
    "no date or a late one": ({"valid_to": (EMPTY, TODAY_ON)}, (SortKey("valid_to", descending=True),)),
    "no date or one up to a day": (
        {"valid_to": (one(Option.BETWEEN, None, date(2023, 5, 1)),)},
        (SortKey("valid_to"), SortKey("sold_to", descending=True)),
    ),
    "up to a day, and those without one are not among them": (
        {"requested_delivery_date": (one(Option.AT_MOST, date(2024, 1, 1)),)},
        (SortKey("requested_delivery_date"),),
    ),
    "not up to a day, and those without one are": (
        {"requested_delivery_date": (one(Option.AT_MOST, date(2024, 1, 1), exclude=True),)},
        (SortKey("requested_delivery_date", descending=True),),
    ),
    "any but none": ({"valid_to": (one(Option.EQUAL, exclude=True),)}, (SortKey("days_left"),)),
    "over for days": ({"days_left": (one(Option.BETWEEN, -30, -1),)}, (SortKey("days_left", descending=True),)),
    "any number of days": ({"days_left": (one(Option.LESS, 10**9),)}, ()),
    "an amount between two that can be stored": ({"net_value": (one(Option.AT_MOST, Decimal("256.76999")),)}, ()),
    "more digits than are stored": ({"net_value": (one(Option.GREATER, Decimal("19000.00001")),)}, ()),
    "no such amount": ({"net_value": (one(Option.EQUAL, Decimal("1.00001")),)}, ()),
    "any other amount": ({"net_value": (one(Option.NOT_EQUAL, Decimal("1.00001")),)}, ()),
    "a status that there is not": ({"overall_status": (one(Option.EQUAL, "Z"),)}, ()),
    "not a material": ({"material": (one(Option.AT_MOST, "M-200", exclude=True),)}, ()),
    "a material, but not one that is rejected": (
        {"material": (one(Option.PATTERN, "m-0*"),), "rejection_reason": (one(Option.EQUAL, "03", exclude=True),)},
        (),
    ),
    "a partner in a function": (
        {"partner_function": (one(Option.EQUAL, "SE"),), "partner": (one(Option.PATTERN, "1+"),)},
        (),
    ),
}


@pytest.mark.parametrize("name", CLERKLY)
def test_clerks_find_what_they_mean(made: tuple[Services, Many], name: str) -> None:
    finds(made, name)


@pytest.mark.postgresql
@pytest.mark.parametrize("name", CLERKLY)
def test_they_find_it_on_a_server(on_server: tuple[Services, Many], name: str) -> None:
    finds(on_server, name)


def finds(made: tuple[Services, Many], name: str) -> None:
    services, many = made
    selection, sort = CLERKLY[name]
    query = ListQuery("documents", selection, sort=sort)
    source = services.lists.source("documents")
    rows = [row for row in many.documents if samples.selected(row, query)]
    assert source.count(query) == len(rows)
    assert bool(rows) is not name.startswith(("no such", "a status that"))
    size = max(len(rows) // 3, 1)
    walk(source, query, samples.in_order(rows, query, source.sort), size, len(rows) // 2, samples.DOCUMENT_COLUMNS)


@pytest.mark.parametrize("option", [Option.AT_MOST, Option.LESS, Option.AT_LEAST, Option.GREATER])
@pytest.mark.parametrize("apart", ["-0.00001", "0.00001"])
def test_digits_beyond_those_that_are_stored_count(made: tuple[Services, Many], option: Option, apart: str) -> None:
    services, many = made
    for row in many.documents[:5]:
        query = ListQuery("documents", {"net_value": (one(option, row["net_value"] + Decimal(apart)),)})
        expected = [row for row in many.documents if samples.selected(row, query)]
        assert services.lists.source("documents").count(query) == len(expected)
