"""The flow knows both directions, per document and per item, and what is used up."""

from copy import deepcopy
from decimal import Decimal

from sdtui.domain.sales_document import Category, SalesDocument
from sdtui.store import document_flow, sales_documents
from sdtui.store.unit import Unit
from tests.store.samples import sales_document, save, stamp


def copied(source: SalesDocument, category: Category, **quantities: str) -> SalesDocument:
    """A document that takes quantities of items: ``_10="3"``."""
    document = sales_document(items=len(quantities), category=category)
    for item, (number, quantity) in zip(document.items, quantities.items(), strict=True):
        item.reference_number, item.reference_item = source.number, int(number[1:])
        item.reference_category, item.quantity = source.category.value, Decimal(quantity)
    return document


def chain(unit: Unit) -> tuple[SalesDocument, SalesDocument, SalesDocument, SalesDocument]:
    inquiry = save(unit, sales_document(items=3, category=Category.INQUIRY))
    quotation = save(unit, copied(inquiry, Category.QUOTATION, _10="5", _30="2"))
    first = save(unit, copied(quotation, Category.ORDER, _10="3"))
    second = save(unit, copied(quotation, Category.ORDER, _10="1", _20="1.5"))
    return inquiry, quotation, first, second


def seen(unit: Unit, number: str, item: int = 0) -> list[tuple[int, str, int]]:
    return [(entry.level, entry.number, entry.item) for entry in document_flow.flow(unit, number, item)]


def test_the_flow_of_a_document_shows_where_it_came_from_and_what_followed(unit: Unit) -> None:
    inquiry, quotation, first, second = (document.number for document in chain(unit))
    assert seen(unit, quotation) == [(-1, inquiry, 0), (0, quotation, 0), (1, first, 0), (1, second, 0)]
    assert seen(unit, first) == [(-2, inquiry, 0), (-1, quotation, 0), (0, first, 0)]
    assert seen(unit, inquiry)[-1] == (2, second, 0)
    assert seen(unit, "0099999999") == []


def test_the_flow_of_an_item_follows_its_pairs(unit: Unit) -> None:
    inquiry, quotation, first, second = (document.number for document in chain(unit))
    assert seen(unit, inquiry, 10) == [(0, inquiry, 10), (1, quotation, 10), (2, first, 10), (2, second, 10)]
    assert seen(unit, inquiry, 30) == [(0, inquiry, 30), (1, quotation, 20), (2, second, 20)]
    assert seen(unit, inquiry, 20) == [(0, inquiry, 20)]
    entry = document_flow.flow(unit, second, 20)[-1]
    assert (entry.quantity, entry.unit, entry.net_value) == (Decimal("1.5"), "PC", Decimal(15000))
    assert entry.category is Category.ORDER


def test_what_is_used_up_adds_over_all_followers(unit: Unit) -> None:
    inquiry, quotation, first, _ = chain(unit)
    assert document_flow.referenced(unit, quotation.number) == {10: Decimal(4), 20: Decimal("1.5")}
    assert document_flow.referenced(unit, inquiry.number) == {10: Decimal(5), 30: Decimal(2)}
    assert document_flow.referenced(unit, first.number) == {}


def test_what_is_used_up_is_told_in_the_unit_of_the_source(unit: Unit) -> None:
    quotation = save(unit, sales_document(items=1))
    order = copied(quotation, Category.ORDER, _10="2")
    order.items[0].unit, order.items[0].numerator = "BOX", 12
    save(unit, order)
    assert document_flow.referenced(unit, quotation.number) == {10: Decimal(24)}


def test_a_copy_that_does_not_count_uses_nothing_up(unit: Unit) -> None:
    quotation = save(unit, sales_document(items=1))
    order = copied(quotation, Category.ORDER, _10="2")
    kept = sales_documents.insert(unit, order, "0000000001", stamp(), uncounted={10})
    more = deepcopy(kept)
    more.items[0].quantity = Decimal(3)
    sales_documents.update(unit, kept, more, stamp())
    assert document_flow.referenced(unit, quotation.number) == {}
    assert len(document_flow.flow(unit, quotation.number, 10)) == 2


def test_changes_and_deleted_items_give_quantities_back(unit: Unit) -> None:
    _, quotation, _, second = chain(unit)
    changed = deepcopy(second)
    changed.items[0].quantity = Decimal(2)
    del changed.items[1]
    changed = sales_documents.update(unit, second, changed, stamp())
    assert document_flow.referenced(unit, quotation.number) == {10: Decimal(5)}
    emptied = deepcopy(changed)
    emptied.items.clear()
    sales_documents.update(unit, changed, emptied, stamp())
    assert document_flow.referenced(unit, quotation.number) == {10: Decimal(3)}
    assert len(seen(unit, quotation.number)) == 3
