"""What fills the slot of a text: fields by their labels, parts side by side, lists enumerated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sdtui.domain.elements import FieldName
from tests.clerk import Clerk


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        (FieldName("valid_to"), "label.valid_to"),
        (FieldName("quantity", "order_quantity"), "label.order_quantity"),
        ((FieldName("valid_to"), 20), "label.valid_to 20"),
        (["PR00", (10, "PC"), "…"], "PR00, 10 PC, …"),
        ([], ""),
        ((date(2026, 12, 31), Decimal("1.5")), "12/31/2026 1.5"),
        (("0000001000",), "1000"),
    ],
)
def test_a_slot_in_words(writer: Clerk, slot: object, text: str) -> None:
    assert writer.desk.machinery.shown(slot) == text


def test_a_dialog_that_says_nothing_of_its_data_has_no_line(writer: Clerk) -> None:
    writer.run("NOT1")
    assert writer.view.transaction == "NOT1"
    assert writer.view.remark is None
