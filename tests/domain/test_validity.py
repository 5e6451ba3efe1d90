from datetime import date

import pytest

from sdtui.domain.customizing_rows import DocumentType
from sdtui.domain.validity import check_validity, days_left, propose_requested_date, propose_validity
from tests.domain.samples import QUOTATION, TODAY, quotation


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (None, None, ""),
        (None, TODAY, ""),
        (TODAY, TODAY, ""),
        (date(2026, 12, 2), date(2026, 12, 1), "valid-to-before-valid-from"),
        (None, date(2026, 11, 23), "valid-to-in-past"),
    ],
)
def test_the_validity_of_a_new_quotation(start: date | None, end: date | None, message: str) -> None:
    findings = check_validity(quotation(valid_from=start, valid_to=end), TODAY)
    assert [(f.type, f.message, f.field) for f in findings] == ([("E", message, "valid_to")] if message else [])


def test_an_old_quotation_stays_changeable_while_its_dates_are_left_alone() -> None:
    stored = quotation(valid_to=date(2026, 1, 31), requested_delivery_date=date(2026, 1, 15))
    assert not check_validity(stored, TODAY, before=stored)
    moved = quotation(valid_to=date(2026, 2, 28), requested_delivery_date=date(2026, 1, 15))
    assert [f.message for f in check_validity(moved, TODAY, before=stored)] == ["valid-to-in-past"]


def test_a_requested_date_in_the_past_is_a_warning_and_one_after_expiry_is_legal() -> None:
    past = quotation(requested_delivery_date=date(2026, 11, 23))
    assert [(f.type, f.message) for f in check_validity(past, TODAY)] == [("W", "requested-date-in-past")]
    assert not check_validity(quotation(requested_delivery_date=date(2027, 6, 1)), TODAY)


def test_dates_are_proposed_by_the_document_type() -> None:
    assert propose_requested_date(QUOTATION, TODAY) == date(2026, 12, 8)
    assert propose_validity(QUOTATION, TODAY) == (None, None)
    thirty = DocumentType(code="QT", validity_days=30)
    assert propose_validity(thirty, TODAY) == (TODAY, date(2026, 12, 24))
    assert propose_validity(thirty, date(9999, 12, 24)) == (date(9999, 12, 24), date.max)


def test_days_left() -> None:
    assert days_left(quotation(valid_to=TODAY), TODAY) == 0
    assert days_left(quotation(valid_to=date(2026, 11, 23)), TODAY) == -1
    assert days_left(quotation(valid_to=None), TODAY) is None
