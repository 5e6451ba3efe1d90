"""The chance of an order: proposed per item, weighted into the expected value, and derived for the document."""

from __future__ import annotations

from decimal import Decimal

from sdtui.domain.rounding import ZERO, half_up
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.domain.status import ItemCategories, category_of

CERTAIN = 100


def default_probability(type_probability: int, customer_probability: int | None = None) -> int:
    """Per cent: that of the document type times that of the customer, half up; no customer value means 100."""
    customer = CERTAIN if customer_probability is None else customer_probability
    product = Decimal(type_probability * customer) / CERTAIN
    return _clamped(product)


def counts(item: SalesItem, categories: ItemCategories) -> bool:
    """Whether the item adds to the expected value: neither an alternative nor rejected, and its category does."""
    return not item.alternative_to and not item.rejection_reason and category_of(item, categories).expected_value


def expected_value(net_value: Decimal, probability: int, decimals: int = 2) -> Decimal:
    """The share of ``net_value`` in the decimals of its currency, half up."""
    return half_up(net_value * probability / CERTAIN, decimals)


def document_probability(expected: Decimal, net_value: Decimal) -> int:
    """Expected value in per cent of the net value, half up; 0 without a net value."""
    return _clamped(expected * CERTAIN / net_value) if net_value else 0


def update_expected_value(document: SalesDocument, categories: ItemCategories, decimals: int = 2) -> None:
    """Sets the expected value of items and header and the probability of the header; the net values must be right.

    The header is the sum of the rounded items, so that the list adds up.
    """
    for item in document.items:
        share = expected_value(item.net_value, item.probability, decimals)
        item.expected_value = share if counts(item, categories) else ZERO
    document.expected_value = sum((item.expected_value for item in document.items), ZERO)
    document.probability = document_probability(document.expected_value, document.net_value)


def _clamped(value: Decimal) -> int:
    return min(CERTAIN, max(0, int(half_up(value, 0))))
