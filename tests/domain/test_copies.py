"""Copies of records, which must be whole and share nothing that is changed."""

from copy import deepcopy
from decimal import Decimal

from sdtui.domain.conditions import Condition
from sdtui.domain.copies import copied
from sdtui.domain.sales_document import DocumentText, Partner, SalesDocument, SalesItem


def test_a_copy_is_equal_and_shares_no_list_and_no_row() -> None:
    item = SalesItem(
        10, "M-100", conditions=[Condition(condition_type="PR00", rate=Decimal(5))], texts=[DocumentText("0001", "so")]
    )
    item.determined_for, item.incompletion = ("M-100",), "GD"
    document = SalesDocument(items=[item], partners=[Partner("AG", "1000")], incompletion="B")
    was = deepcopy(document)
    copy = copied(document)
    assert copy == was
    assert (copy.items[0].determined_for, copy.items[0].incompletion, copy.incompletion) == (("M-100",), "GD", "B")
    copy.items[0].conditions[0].rate = Decimal(7)
    copy.items[0].texts[0].text = "otherwise"
    copy.items[0].quantity = Decimal(1)
    copy.partners.clear()
    assert document == was
