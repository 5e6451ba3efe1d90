"""Values come back as they were stored, or are refused."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from sdtui.domain.sales_document import DocumentText
from sdtui.store import sales_documents
from sdtui.store.column_types import Coded, Exact, FactsText, Instant
from sdtui.store.columns import decimals_kept, metadata
from sdtui.store.errors import ValueNotExact
from sdtui.store.unit import Unit
from tests.store.samples import sales_document, sales_item, save

UNDONE = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# What PostgreSQL cannot hold in a text, and what is no text at all.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=35)
HOSTILE = [
    "'; DROP TABLE sales_document; --",
    "\x1b]52;c;aGk=\x07",
    "[@click=app.quit]x[/]",
    "=1+1",
    "%s %(x)s ?",
    "\u202e",
]


def round_trip(unit: Unit, kind: Any, value: object) -> Any:
    """Through the type alone, as the driver of the engine would be given it."""
    dialect = unit.connection.dialect
    stored = kind.process_bind_param(value, dialect)
    assert not isinstance(stored, float)
    return kind.process_result_value(stored, dialect)


@given(value=st.decimals(min_value=-(10**14), max_value=10**14, places=4))
@UNDONE
def test_money_comes_back_exactly(unit: Unit, value: Decimal) -> None:
    assert round_trip(unit, Exact(4), value) == value


@given(quantity=st.decimals(0, 10**11, places=3), rate=st.decimals(-(10**9), 10**9, places=4))
@UNDONE
def test_a_document_comes_back_exactly(unit: Unit, quantity: Decimal, rate: Decimal) -> None:
    document = sales_document(items=1, conditions=1)
    document.items[0].quantity = quantity
    document.items[0].conditions[0].rate = rate
    document.exchange_rate = Decimal("0.00001")
    with unit.connection.begin_nested() as attempt:
        loaded = sales_documents.load(unit, save(unit, document).number)
        attempt.rollback()
    assert loaded is not None
    assert (loaded.items[0].quantity, loaded.items[0].conditions[0].rate) == (quantity, rate)
    assert loaded.exchange_rate == Decimal("0.00001")


def test_the_database_adds_exactly(unit: Unit) -> None:
    save(unit, sales_document(items=30, conditions=30))
    value = metadata.tables["sales_condition"].c.value
    assert unit.first(select(func.sum(value)).where(value > Decimal("0.5"))) == (Decimal("15000.62") * 900,)


@pytest.mark.parametrize(
    "value", [Decimal("0.00001"), 1.5, Decimal("NaN"), Decimal("Infinity"), Decimal(10) ** 15, True, "1"]
)
def test_what_cannot_be_stored_exactly_is_refused(unit: Unit, value: object) -> None:
    with pytest.raises(ValueNotExact):
        Exact(4).process_bind_param(value, unit.connection.dialect)  # pyright: ignore[reportArgumentType]


def test_a_quantity_of_four_decimals_stops_the_save(unit: Unit) -> None:
    document = sales_document(items=1)
    document.items[0].quantity = Decimal("1.2345")
    with pytest.raises(ValueNotExact):
        save(unit, document)


def test_no_column_is_a_float() -> None:
    columns = [column for table in metadata.tables.values() for column in table.c]
    assert not [column for column in columns if column.type.python_type is float]


def test_decimals_follow_the_element() -> None:
    def decimals(table: str, column: str) -> int:
        kind = metadata.tables[table].c[column].type
        assert isinstance(kind, Exact)
        return kind.decimals

    assert decimals("sales_item", "quantity") == 3
    assert decimals("sales_item", "net_price") == 4
    assert decimals("sales_document", "exchange_rate") == 5
    assert decimals_kept(None) == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_verbatim(unit: Unit, text: str) -> None:
    document = sales_document(items=1, description=text[:40])
    document.items[0].texts = [DocumentText("0001", text)]
    assert sales_documents.load(unit, (saved := save(unit, document)).number) == saved


@given(text=TEXT)
@UNDONE
def test_any_text_is_stored_verbatim(unit: Unit, text: str) -> None:
    document = sales_document(items=0, customer_reference=text)
    with unit.connection.begin_nested() as attempt:
        loaded = sales_documents.load(unit, save(unit, document).number)
        attempt.rollback()
    assert loaded is not None
    assert loaded.customer_reference == text


def test_points_in_time_are_kept_in_utc(unit: Unit) -> None:
    there = datetime(2026, 11, 24, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=5)))
    assert round_trip(unit, Instant(), there) == there
    assert round_trip(unit, Instant(), there).tzinfo is UTC
    with pytest.raises(ValueNotExact):
        Instant().process_bind_param(datetime(2026, 11, 24), unit.connection.dialect)  # noqa: DTZ001


FACTS = st.none() | st.booleans() | st.integers() | st.dates() | st.text() | st.decimals(allow_nan=False)


@given(facts=st.lists(FACTS | st.tuples(FACTS, FACTS)).map(tuple))
@UNDONE
def test_facts_keep_their_types(unit: Unit, facts: tuple[object, ...]) -> None:
    back = round_trip(unit, FactsText(), facts)
    assert back == facts
    assert [type(fact) for fact in back] == [type(fact) for fact in facts]


def test_facts_of_other_types_are_refused(unit: Unit) -> None:
    with pytest.raises(TypeError):
        FactsText().process_bind_param((1.5,), unit.connection.dialect)


def test_an_unknown_code_is_refused(unit: Unit) -> None:
    column = metadata.tables["sales_document"].c.category
    assert isinstance(column.type, Coded)
    with pytest.raises(StatementError):
        unit.rows(select(column).where(column == "?"))


def test_dates_stay_dates(unit: Unit) -> None:
    item = sales_item(10)
    item.requested_delivery_date = date(9999, 12, 31)
    document = sales_document(items=0)
    document.items = [item]
    loaded = sales_documents.load(unit, save(unit, document).number)
    assert loaded is not None
    assert loaded.items[0].requested_delivery_date == date(9999, 12, 31)
