"""Documents come back as they were saved, changes write what differs, and nobody overwrites anybody."""

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import event

from sdtui.domain.conditions import Condition
from sdtui.domain.errors import ChangedMeanwhile
from sdtui.domain.sales_document import SalesDocument
from sdtui.store import sales_documents
from sdtui.store.engine import Database
from sdtui.store.unit import Unit
from tests.store.samples import NOON, sales_document, sales_item, save, saved, stamp


def test_a_document_comes_back_as_it_was_saved(unit: Unit) -> None:
    document = save(unit, sales_document(items=3))
    assert (document.number, document.version) == ("0020000000", 1)
    assert (document.created_by, document.created_on, document.changed_at) == ("CLERK", NOON.date(), NOON)
    assert sales_documents.load(unit, document.number) == document


def test_what_was_given_is_left_alone(unit: Unit) -> None:
    document = sales_document()
    before = deepcopy(document)
    save(unit, document)
    assert document == before


def test_subtotals_are_not_kept(unit: Unit) -> None:
    document = sales_document(items=1, conditions=2)
    document.items[0].conditions.insert(1, Condition(step=5, subtotal=True, value=Decimal(7)))
    loaded = sales_documents.load(unit, save(unit, document).number)
    assert loaded is not None
    assert [condition.step for condition in loaded.items[0].conditions] == [0, 10]


def test_an_unknown_number_gives_nothing(unit: Unit) -> None:
    assert sales_documents.load(unit, "0099999999") is None


def rearranged(document: SalesDocument) -> SalesDocument:
    """Something of everything: header, items and parts that change, come and go."""
    after = deepcopy(document)
    after.customer_reference = "B-1"
    after.items[0].quantity = Decimal(7)
    del after.items[1]
    after.items.append(sales_item(40, 1))
    after.partners.pop(0)
    after.texts[0].text = "Hello"
    after.items[0].conditions[0].rate = Decimal("2999.99")
    after.items[0].conditions.pop()
    after.conditions.clear()
    return after


def test_a_change_stores_what_was_changed(unit: Unit) -> None:
    before = save(unit, sales_document(items=3))
    after = sales_documents.update(unit, before, rearranged(before), stamp("OTHER", "VA22"))
    assert (after.version, after.changed_by, after.created_by) == (2, "OTHER", "CLERK")
    assert sales_documents.load(unit, before.number) == after


def test_items_alone_are_read_without_what_hangs_on_them(unit: Unit) -> None:
    whole = save(unit, sales_document(items=3))
    bare = [replace(item, partners=[], conditions=[], texts=[]) for item in whole.items]
    expected = replace(whole, items=bare, partners=[], conditions=[], texts=[])
    assert sales_documents.load_items(unit, whole.number, lock=True) == expected
    assert sales_documents.load_header(unit, whole.number) == replace(expected, items=[])
    assert sales_documents.load_items(unit, "0099999999") is None


def test_a_change_writes_only_what_differs(unit: Unit) -> None:
    before = save(unit, sales_document(items=3))
    after = deepcopy(before)
    after.items[1].rejection_reason = "01"
    seen: list[str] = []
    event.listen(unit.connection, "before_cursor_execute", lambda *about: seen.append(about[2]))
    sales_documents.update(unit, before, after, stamp())
    assert [statement.split(" WHERE")[0].split(" SET")[0] for statement in seen] == [
        "UPDATE sales_document",
        "UPDATE sales_item",
    ]
    assert "SET rejection_reason = " in seen[1]


def test_a_change_of_an_older_version_is_refused(unit: Unit) -> None:
    before = save(unit, sales_document())
    sales_documents.update(unit, before, rearranged(before), stamp("FIRST"))
    with pytest.raises(ChangedMeanwhile) as refusal:
        sales_documents.update(unit, before, replace(before, description="mine"), stamp("SECOND"))
    assert refusal.value.message == "document-changed-meanwhile"
    assert refusal.value.slots == {"number": before.number, "user": "FIRST", "at": NOON}


def test_the_latest_save_can_be_looked_up(unit: Unit) -> None:
    first, second = stamp(), stamp()
    before = save(unit, sales_document(), first)
    assert sales_documents.saved_as(unit, first.save_id) == before.number
    sales_documents.update(unit, before, replace(before, description="x"), second)
    assert sales_documents.saved_as(unit, second.save_id) == before.number
    assert sales_documents.saved_as(unit, "never") is None


def test_a_refusal_in_the_middle_leaves_nothing(database: Database) -> None:
    def act(unit: Unit) -> None:
        save(unit, sales_document())
        raise KeyError("in the middle")

    with pytest.raises(KeyError):
        database.write(act)
    assert saved(database, sales_document()).number == "0020000000"
