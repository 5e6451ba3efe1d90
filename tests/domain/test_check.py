from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sdtui.domain.authority import SalesArea
from sdtui.domain.check import check_document
from sdtui.domain.customizing import Customizing
from sdtui.domain.customizing_rows import PartnerRule
from sdtui.domain.customizing_values import Organization, SalesOffice, Unit
from sdtui.domain.errors import Refuse, refuse_errors
from sdtui.domain.sales_document import Partner, SalesDocument
from tests.domain.samples import CATEGORIES, QUOTATION, TODAY, item, quotation

CUSTOMIZING = Customizing(
    document_types={"QT": replace(QUOTATION, partner_procedure="TA")},
    item_categories=CATEGORIES,
    partner_procedures={"TA": (PartnerRule(function="SP", mandatory=True), PartnerRule(function="CP"))},
    organization=Organization(
        sales_areas={SalesArea("1000", "10", "00"): ("1010",)},
        sales_offices={"1010": SalesOffice(code="1010", groups=("101",)), "1020": SalesOffice(code="1020")},
    ),
    units={"PC": Unit(code="PC"), "BOX": Unit(code="BOX")},
)


def offer(*items: Any, **facts: Any) -> SalesDocument:
    facts.setdefault("partners", [Partner("SP", "0000001000")])
    return quotation(*items, **facts)


def found(document: SalesDocument, before: SalesDocument | None = None) -> list[tuple[str, str]]:
    return [(f.message, f.field) for f in check_document(document, CUSTOMIZING, TODAY, before)]


def test_a_good_quotation_has_nothing_against_it() -> None:
    text = item(20, "0", item_category="AGTX", material="", unit="")
    assert found(offer(item(10), text, sales_office="1010", sales_group="101")) == []


def test_what_is_only_missing_is_no_error() -> None:
    assert found(offer(item(10, "0"), valid_to=None)) == []


def test_the_cursor_goes_to_the_first_error_of_the_document() -> None:
    document = offer(
        item(10, unit="XX"),
        item(10, "-1"),
        item(30, probability=101),
        sold_to="",
        valid_to=date(2026, 1, 1),
        partners=[],
    )
    assert found(document) == [
        ("sold-to-required", "sold_to"),
        ("partner-missing", "sold_to"),
        ("valid-to-in-past", "valid_to"),
        ("unit-unknown", "items[0].unit"),
        ("item-number-twice", "items[1].item"),
        ("quantity-not-positive", "items[1].quantity"),
        ("probability-range", "items[2].probability"),
    ]
    with pytest.raises(Refuse) as refused:
        refuse_errors(check_document(document, CUSTOMIZING, TODAY))
    assert refused.value.field == "sold_to"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"item": 0}, ("item-number-required", "items[0].item")),
        ({"material": ""}, ("material-required", "items[0].material")),
        ({"unit": ""}, ("unit-required", "items[0].unit")),
        ({"item_category": ""}, ("item-category-required", "items[0].item_category")),
        ({"higher_level_item": 5}, ("higher-level-item-unknown", "items[0].higher_level_item")),
        ({"higher_level_item": 10}, ("higher-level-item-unknown", "items[0].higher_level_item")),
        ({"alternative_to": 5}, ("alternative-main-unknown", "items[0].alternative_to")),
        ({"referenced_quantity": "6"}, ("quantity-below-referenced", "items[0].quantity")),
    ],
)
def test_what_an_item_must_have(facts: dict[str, Any], expected: tuple[str, str]) -> None:
    assert found(offer(item(facts.pop("item", 10), **facts))) == [expected]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"channel": ""}, ("sales-area-required", "channel")),
        ({"channel": "99"}, ("sales-area-unknown", "sales_org")),
        ({"sales_office": "1020"}, ("sales-office-not-in-area", "sales_office")),
        ({"sales_office": "1010", "sales_group": "999"}, ("sales-group-not-in-office", "sales_group")),
    ],
)
def test_the_sales_area_and_its_office(facts: dict[str, str], expected: tuple[str, str]) -> None:
    assert found(offer(item(10), **facts)) == [expected]


def test_a_document_has_items() -> None:
    assert found(offer()) == [("items-required", "items[0].material")]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"material": "M-99"}, [("material-referenced", "items[0].material")]),
        ({"unit": "BOX"}, [("unit-referenced", "items[0].unit")]),
        ({"rejection_reason": "03"}, []),
        ({"quantity": "2", "rejection_reason": ""}, []),
        ({"quantity": "1"}, [("quantity-below-referenced", "items[0].quantity")]),
    ],
)
def test_what_was_ordered_stays(facts: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    before = offer(item(10, material="M-10", referenced_quantity="2"))
    assert found(offer(item(10, **{"referenced_quantity": "2", **facts})), before) == expected


def test_a_completely_ordered_item_is_neither_rejected_nor_deleted() -> None:
    before = offer(item(10, referenced_quantity="5"), item(20))
    rejected = offer(item(10, referenced_quantity="5", rejection_reason="03"), item(20))
    assert found(rejected, before) == [("item-complete", "items[0].rejection_reason")]
    assert found(offer(item(20)), before) == [("item-referenced", "items[1].item")]
    assert found(offer(item(10, referenced_quantity="5")), before) == []


@pytest.mark.parametrize("link", [{"referenced_quantity": "1"}, {"reference_number": "0010000001"}])
def test_the_sold_to_party_stays_while_documents_refer_to_each_other(link: dict[str, str]) -> None:
    before, after = offer(item(10, **link)), offer(item(10, **link), sold_to="0000002000")
    assert found(after, before) == [("sold-to-referenced", "sold_to")]
    assert found(offer(item(10), sold_to="0000002000"), offer(item(10))) == []
