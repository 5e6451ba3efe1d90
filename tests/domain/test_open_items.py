from datetime import date

import pytest

from sdtui.domain.customizing_rows import Expired
from sdtui.domain.open_items import check_source
from sdtui.domain.sales_document import SalesDocument
from tests.domain.samples import TODAY, control, new_order, quotation

OVER = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (new_order(), ""),
        (new_order(sold_to="0000001000", sales_org="1000", channel="10", division="00"), ""),
        (new_order(sold_to="0000002000"), "source-other-sold-to"),
        (new_order(sales_org="2000"), "source-other-sales-area"),
    ],
)
def test_source_and_target_belong_to_one_customer_and_sales_area(target: SalesDocument, message: str) -> None:
    findings = check_source(quotation(), target, control("QT", "OR"), TODAY)
    assert [(f.type, f.message) for f in findings] == ([("E", message)] if message else [])


@pytest.mark.parametrize(
    ("expired", "found"),
    [
        (Expired.REFUSE, [("E", "source-expired")]),
        (Expired.WARN, [("W", "source-expired")]),
        (Expired.ALLOW, []),
    ],
)
def test_the_rule_decides_about_an_expired_source(expired: Expired, found: list[tuple[str, str]]) -> None:
    findings = check_source(quotation(valid_to=OVER), new_order(), control("QT", "OR", expired), TODAY)
    assert [(f.type, f.message) for f in findings] == found


def test_before_its_first_day_a_quotation_warns() -> None:
    source = quotation(valid_from=date(2026, 12, 1))
    assert [(f.type, f.message) for f in check_source(source, new_order(), control("QT", "OR"), TODAY)] == [
        ("W", "source-not-yet-valid")
    ]
