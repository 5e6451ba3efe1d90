from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.customizing_rows import Completion, ItemCategory
from sdtui.domain.sales_document import SalesDocument, SalesItem, Status
from sdtui.domain.status import (
    ALLOWED,
    State,
    expired,
    may_become,
    overall_status,
    reference_status,
    roll_up,
    state,
    update_status,
)
from tests.domain.samples import CATEGORIES, TODAY, inquiry, item, quotation

STATUSES = st.sampled_from(list(Status))


def updated(document: SalesDocument) -> SalesDocument:
    update_status(document, CATEGORIES)
    return document


def test_an_inquiry_item_is_complete_with_any_reference() -> None:
    document = updated(inquiry(item(10, "5", item_category="AFN", referenced_quantity="2")))
    assert document.items[0].reference_status is Status.COMPLETE
    assert document.overall_status is Status.COMPLETE


@pytest.mark.parametrize(
    ("ordered", "reason", "reference", "rejection", "overall"),
    [
        ("0", "", "A", "A", "A"),
        ("1", "", "B", "A", "B"),
        ("1", "03", "B", "C", "C"),
        ("2", "", "C", "A", "C"),
    ],
)
def test_a_quotation_item_is_complete_with_the_full_quantity(
    ordered: str, reason: str, reference: str, rejection: str, overall: str
) -> None:
    document = updated(quotation(item(10, "2", referenced_quantity=ordered, rejection_reason=reason)))
    row = document.items[0]
    assert (row.reference_status, row.rejection_status, row.overall_status) == (reference, rejection, overall)
    assert (document.reference_status, document.rejection_status, document.overall_status) == (
        reference, rejection, overall,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("items", "overall", "rejection"),
    [
        ([item(10, referenced_quantity="5"), item(20), item(30, "0", item_category="AGTX")], "B", "A"),
        ([item(10, referenced_quantity="5"), item(20, referenced_quantity="6")], "C", "A"),
        ([item(10), item(20)], "A", "A"),
        ([item(10), item(20, rejection_reason="03")], "B", "B"),
        ([item(10, rejection_reason="03"), item(20, rejection_reason="01")], "C", "C"),
        ([item(10, item_category="AGTX")], "", ""),
        ([], "", ""),
    ],
)
def test_the_header_rolls_up_its_items(items: list[SalesItem], overall: str, rejection: str) -> None:
    document = updated(quotation(*items))
    assert (document.overall_status, document.rejection_status) == (overall, rejection)


def test_an_order_item_knows_no_reference_and_stays_open_until_rejected() -> None:
    document = updated(quotation(item(10, item_category="TAN"), item(20, item_category="TAN", rejection_reason="03")))
    assert [row.reference_status for row in document.items] == ["", ""]
    assert [row.overall_status for row in document.items] == ["A", "C"]


def test_an_alternative_counts_only_after_it_was_chosen_and_then_closes_its_main_item() -> None:
    alternative = item(20, alternative_to=10)
    document = updated(quotation(item(10, referenced_quantity="5"), alternative))
    assert document.overall_status is Status.COMPLETE
    document = updated(quotation(item(10), item(20, alternative_to=10, referenced_quantity="2")))
    assert [row.overall_status for row in document.items] == ["C", "B"]
    assert document.overall_status is Status.PARTLY


@given(st.lists(STATUSES), st.randoms(use_true_random=False))
def test_the_roll_up_knows_no_order(statuses: list[Status], random: object) -> None:
    shuffled = list(statuses)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert roll_up(shuffled) is roll_up(statuses)


@given(st.lists(STATUSES), st.lists(STATUSES))
def test_the_roll_up_of_parts_is_the_roll_up_of_all(first: list[Status], second: list[Status]) -> None:
    assert roll_up([roll_up(first), roll_up(second)]) is roll_up(first + second)


@given(st.decimals(0, 1000, places=3), st.decimals(0, 1000, places=3), st.sampled_from(["A", "B"]), st.booleans())
def test_no_more_reference_ever_reopens_an_item(
    referenced: Decimal, more: Decimal, completion: str, rejected: bool
) -> None:
    category = ItemCategory(code="X", completion=Completion(completion))
    row = SalesItem(quantity=Decimal(500), referenced_quantity=referenced, rejection_reason="03" if rejected else "")
    before = overall_status(row, category)
    row.referenced_quantity += more
    assert overall_status(row, category) >= before


def test_a_complete_item_cannot_be_rejected_and_everything_else_may_happen() -> None:
    assert not may_become(State.REFERENCED, State.REJECTED)
    assert {(a, b) for a in State for b in State if a is not b} - ALLOWED == {(State.REFERENCED, State.REJECTED)}
    assert all(may_become(one, one) for one in State)


def test_a_reason_for_rejection_hides_the_reference() -> None:
    category = CATEGORIES["AGN"]
    assert state(item(10, rejection_reason="03", referenced_quantity="1"), category) is State.REJECTED
    assert state(item(10, referenced_quantity="1"), category) is State.PARTLY
    assert reference_status(item(10, "0"), category) is Status.OPEN


def test_what_is_ordered_or_rejected_does_not_expire() -> None:
    over = date(2026, 11, 23)
    assert expired(updated(quotation(item(10), valid_to=over)), TODAY)
    assert not expired(updated(quotation(item(10), valid_to=TODAY)), TODAY)
    assert not expired(updated(quotation(item(10), valid_to=None)), TODAY)
    assert not expired(updated(quotation(item(10, referenced_quantity="5"), valid_to=over)), TODAY)
    assert not expired(updated(quotation(item(10, rejection_reason="03"), valid_to=over)), TODAY)
