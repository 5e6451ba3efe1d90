"""The demo company as it is loaded, with all its documents."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sdtui.domain.conditions import Inactive
from sdtui.domain.sales_document import Category, SalesDocument, SalesItem
from sdtui.domain.status import adds_to_totals, category_of, expired
from sdtui.services.bundle import Services
from sdtui.store import sales_documents as stored
from sdtui.store.columns import table
from sdtui.store.engine import open_database
from sdtui.store.tables import masters
from tests.company import TODAY, customizing, services_of
from tests.services.writer import Writer, line, values

WITHOUT_PRICE = {"M-990"}
CATEGORIES = customizing()[0].item_categories


@pytest.fixture(scope="module")
def office(whole_company: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """To look at what is there."""
    path = tmp_path_factory.mktemp("office") / "sales.db"
    shutil.copy(whole_company, path)
    database = open_database(f"sqlite:///{path}")
    yield services_of("ANNA", database)
    database.close()


@pytest.fixture
def writer(whole_company: Path, tmp_path: Path) -> Iterator[Writer]:
    """To write in a copy of his own."""
    shutil.copy(whole_company, tmp_path / "sales.db")
    database = open_database(f"sqlite:///{tmp_path / 'sales.db'}")
    yield Writer(services_of("BERT", database))
    database.close()


@pytest.fixture(scope="module")
def documents(office: Services) -> list[SalesDocument]:
    """As they are stored, in the order of their numbers."""
    with office.context.database.read() as unit:
        numbers = [row[0] for row in unit.rows(select(stored.HEADER.column("number")))]
        found = [stored.load(unit, number) for number in sorted(numbers)]
    return [document for document in found if document]


def priced(documents: list[SalesDocument]) -> Iterator[tuple[SalesDocument, SalesItem]]:
    for document in documents:
        yield from ((document, item) for item in document.items if item.material)


def test_there_are_masters_and_documents_enough(office: Services, documents: list[SalesDocument]) -> None:
    with office.context.database.read() as unit:
        customers, materials = (
            unit.execute(select(func.count()).select_from(table(row))).scalar_one()
            for row in (masters.CustomerRow, masters.MaterialRow)
        )
    assert customers >= 60
    assert materials >= 300
    assert len(documents) >= 200


def test_numbers_begin_where_the_ranges_do_and_none_is_missing(documents: list[SalesDocument]) -> None:
    for category, first in ((Category.INQUIRY, 10_000_000), (Category.QUOTATION, 20_000_000)):
        numbers = [int(document.number) for document in documents if document.category is category]
        assert numbers == list(range(first, first + len(numbers)))


def test_the_net_value_is_that_of_the_items_that_count(documents: list[SalesDocument]) -> None:
    for document in documents:
        counting = [item for item in document.items if adds_to_totals(item, category_of(item, CATEGORIES))]
        for name in ("net_value", "tax", "cost"):
            total = sum((getattr(item, name) for item in counting), Decimal(0))
            assert getattr(document, name) == total, (document.number, name)
        assert document.expected_value == sum((item.expected_value for item in document.items), Decimal(0))


def test_the_value_of_an_item_is_that_of_its_lines(documents: list[SalesDocument]) -> None:
    for document, item in priced(documents):
        lines = [row for row in item.conditions if not (row.inactive or row.statistical)]
        assert item.net_value == sum((row.value for row in lines if row.condition_class != "D"), Decimal(0)), item
        assert item.tax == sum((row.value for row in lines if row.condition_class == "D"), Decimal(0)), item
        assert item.currency == document.currency


def test_only_what_nobody_gave_a_price_has_none(documents: list[SalesDocument]) -> None:
    assert {item.material for _, item in priced(documents) if item.price_missing} == WITHOUT_PRICE
    free = [item for _, item in priced(documents) if not category_of(item, CATEGORIES).priced]
    assert free
    assert all(item.net_value == 0 for item in free)
    wrong = [row for _, item in priced(documents) for row in item.conditions if row.inactive == Inactive.ERROR]
    assert {row.reason for row in wrong} <= {"missing"}
    assert all(not line(item, "MWST").missing for _, item in priced(documents) if item not in free)


def test_documents_are_in_every_state(documents: list[SalesDocument]) -> None:
    for category in (Category.INQUIRY, Category.QUOTATION):
        mine = [document for document in documents if document.category is category]
        assert set(Counter(document.overall_status for document in mine)) == {"A", "B", "C"}, category
        assert {document.rejection_status for document in mine} == {"A", "B", "C"}, category
        assert {document.reference_status for document in mine} >= {"A", "B", "C"}, category
    quotations = [document for document in documents if document.category is Category.QUOTATION]
    assert sum(expired(document, TODAY) for document in quotations) >= 10
    assert all(document.valid_to or document.incompletion for document in quotations)


def test_some_inquiries_and_quotations_are_incomplete_and_the_others_are_not(documents: list[SalesDocument]) -> None:
    for category in (Category.INQUIRY, Category.QUOTATION):
        stopped = [document.incompletion for document in documents if document.category is category]
        assert 3 <= sum(bool(steps) for steps in stopped) <= 8, category
    assert {document.incompletion for document in documents} >= {"", "G", "GP"}
    orders = [document for document in documents if document.category is Category.ORDER]
    assert not [document.number for document in orders if document.incompletion]


def test_every_document_is_shown_as_it_was_stored(office: Services, documents: list[SalesDocument]) -> None:
    sales = office.sales_documents
    for document in documents[::5]:
        shown = sales.load(document.number)
        assert (shown.net_value, shown.tax, shown.cost) == (document.net_value, document.tax, document.cost)
        before = sales.snapshot(shown)
        sales.complete(shown)
        assert shown == before, document.number


def test_open_quotations_are_ordered_at_their_prices(writer: Writer, documents: list[SalesDocument]) -> None:
    untouched = [
        document
        for document in documents
        if document.category is Category.QUOTATION
        and document.overall_status == "A"
        and not expired(document, TODAY)
        and not document.incompletion
        and not any(item.alternative_to for item in document.items)
    ]
    for quotation in untouched[::4]:
        order = writer.refer(quotation.number, "OR")
        assert order.net_value == quotation.net_value, quotation.number
        assert writer.sales.load(writer.save(order)).net_value == quotation.net_value


def test_the_quotation_with_the_full_line(office: Services, documents: list[SalesDocument]) -> None:
    (found,) = (document for document in documents if document.customer_reference == "Z-5624")
    document = office.sales_documents.load(found.number)
    assert (document.category, document.sold_to, document.net_value) == (
        Category.QUOTATION, "0000001000", Decimal("2218.79"),
    )  # fmt: skip
    assert values(document.items[0]) == {
        "PR00": "2500.00", "100": "2500.00", "K005": "-30.00", "K007": "-123.50", "K004": "-40.00", "RA01": "-25.00",
        "RA00": "-45.63", "300": "-264.13", "800": "2235.87", "HA00": "-67.08", "KF00": "50.00", "900": "2218.79",
        "MWST": "510.32", "920": "2729.11", "SKTO": "-54.58", "VPRS": "1568.00", "950": "650.79",
    }  # fmt: skip
    assert document.items[0].margin_percent == Decimal("29.33")
