import pytest

from sdtui.domain.alternatives import check_alternatives, main_item_above
from sdtui.domain.sales_document import Category, SalesItem
from tests.domain.samples import CATEGORIES, item, quotation


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([item(10), item(20, alternative_to=10), item(30, alternative_to=10)], ""),
        ([item(10), item(11, higher_level_item=10), item(20, alternative_to=10)], ""),
        ([item(10), item(20), item(30, alternative_to=10)], "alternative-not-below-main"),
        ([item(10, alternative_to=20), item(20)], "alternative-not-below-main"),
        ([item(10), item(20, alternative_to=99)], "alternative-main-unknown"),
        ([item(10, alternative_to=10)], "alternative-main-unknown"),
        ([item(10), item(20, alternative_to=10, item_category="AGTX")], "alternative-not-allowed"),
        ([item(10), item(20, alternative_to=10), item(30, alternative_to=20)], "alternative-of-alternative"),
    ],
)
def test_an_alternative_stands_directly_below_its_main_item(items: list[SalesItem], message: str) -> None:
    findings = check_alternatives(quotation(*items), CATEGORIES)
    assert [finding.message for finding in findings] == ([message] if message else [])


def test_an_order_has_no_alternatives() -> None:
    document = quotation(item(10), item(20, alternative_to=10), category=Category.ORDER)
    assert [(f.message, f.field) for f in check_alternatives(document, CATEGORIES)] == [
        ("alternative-in-order", "items[1].alternative_to")
    ]


def test_the_main_item_of_a_new_alternative_is_the_one_above() -> None:
    items = [item(10), item(20, alternative_to=10), item(30)]
    assert main_item_above(items, 2) == 10
    assert main_item_above(items, 0) == 0
