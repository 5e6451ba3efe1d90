from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.probability import default_probability, document_probability, expected_value, update_expected_value
from tests.domain.samples import CATEGORIES, item, quotation

PER_CENT = st.integers(0, 100)
AMOUNTS = st.decimals(-1_000_000, 1_000_000, places=2)


@pytest.mark.parametrize(
    ("of_type", "of_customer", "expected"), [(80, 50, 40), (30, 70, 21), (33, 67, 22), (70, 35, 25), (70, None, 70)]
)
def test_the_default_is_type_times_customer_half_up(of_type: int, of_customer: int | None, expected: int) -> None:
    assert default_probability(of_type, of_customer) == expected


def test_the_document_shows_the_weighted_value() -> None:
    document = quotation(
        item(10, net_value=Decimal("100.00"), probability=100),
        item(20, net_value=Decimal("200.00"), probability=25),
        net_value=Decimal("300.00"),
    )
    update_expected_value(document, CATEGORIES)
    assert document.expected_value == Decimal("150.00")
    assert document.probability == 50


def test_alternatives_and_rejected_items_add_nothing() -> None:
    document = quotation(
        item(10, net_value=Decimal(100), probability=50),
        item(20, net_value=Decimal(90), probability=50, alternative_to=10),
        item(30, net_value=Decimal(80), probability=50, rejection_reason="03"),
        net_value=Decimal(100),
    )
    update_expected_value(document, CATEGORIES)
    assert [row.expected_value for row in document.items] == [50, 0, 0]
    assert document.probability == 50


def test_a_document_without_value_has_no_probability() -> None:
    assert document_probability(Decimal(0), Decimal(0)) == 0


def test_a_currency_without_decimals_is_rounded_to_whole_units() -> None:
    assert expected_value(Decimal(1001), 50, decimals=0) == Decimal(501)


@given(PER_CENT, PER_CENT)
def test_a_default_is_a_percentage_and_no_better_than_either(of_type: int, of_customer: int) -> None:
    assert 0 <= default_probability(of_type, of_customer) <= min(of_type, of_customer)


@given(st.lists(st.tuples(AMOUNTS, PER_CENT), max_size=8))
def test_the_header_is_the_sum_of_its_lines(lines: list[tuple[Decimal, int]]) -> None:
    document = quotation(*(item(10 * n, net_value=net, probability=p) for n, (net, p) in enumerate(lines, 1)))
    document.net_value = sum((net for net, _ in lines), Decimal(0))
    update_expected_value(document, CATEGORIES)
    assert document.expected_value == sum(row.expected_value for row in document.items)
    assert 0 <= document.probability <= 100
