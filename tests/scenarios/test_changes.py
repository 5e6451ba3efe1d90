"""Change documents: what was changed by whom, with which transaction, from what to what."""

from __future__ import annotations

from collections.abc import Callable

from sdtui.services.bundle import Services
from sdtui.store import changes
from sdtui.store.changes import Change, ChangeDocument
from tests.clerk import Clerk
from tests.scenarios.acts import inquiry, order, quotation, saved_number

Hire = Callable[..., Clerk]


def history(services: Services, number: str) -> list[ChangeDocument]:
    with services.context.database.read() as unit:
        return changes.read(unit, "sales_document", number)


def last(services: Services, number: str) -> set[tuple[str, ...]]:
    """Kind, section, item, field, old and new of the latest save."""
    return {(c.kind, c.section, str(c.item), c.field, c.old, c.new) for c in history(services, number)[-1].changes}


def test_a_new_document_is_one_entry(clerk: Clerk, services: Services) -> None:
    number = quotation(clerk)
    (created,) = history(services, number)
    assert (created.user, created.transaction) == ("ANNA", "VA21")
    assert created.changes == (Change("I", "header", new=number),)


def test_each_changed_field_with_old_and_new(hire: Hire, services: Services) -> None:
    number = quotation(hire("ANNA"), ("M-100", "10"))
    ben = hire("BEN").run(f"/nVA22 {number}")
    ben.fill(customer_reference="B-2", valid_to="12/31/2026").item(0, quantity="12", rejection_reason="03")
    saved_number(ben.press("f11"))
    assert [(c.user, c.transaction) for c in history(services, number)] == [("ANNA", "VA21"), ("BEN", "VA22")]
    assert last(services, number) == {
        ("U", "header", "0", "customer_reference", "", "B-2"),
        ("U", "header", "0", "valid_to", "2026-12-24", "2026-12-31"),
        ("U", "item", "10", "quantity", "10", "12"),
        ("U", "item", "10", "rejection_reason", "", "03"),
    }


def test_items_come_and_go(clerk: Clerk, services: Services) -> None:
    number = quotation(clerk, ("M-100", "10"), ("M-110", "5"))
    clerk.run("/*VA22").item(material="M-100", quantity="1").press("enter")
    saved_number(clerk.on("items[1].material").press("ctrl+d").press("y").press("f11"))
    assert last(services, number) == {("D", "item", "20", "", "", ""), ("I", "item", "30", "", "", "")}


def test_a_price_of_the_clerk(clerk: Clerk, services: Services) -> None:
    number = quotation(clerk, ("M-100", "10"))
    clerk.run("/*VA22").on("items[0].material").press("f2").send("tab_conditions")
    saved_number(clerk.item(0, "conditions", rate="100").press("f11"))
    found = [(c.section, c.item, c.field, c.old, c.new) for c in history(services, number)[-1].changes]
    assert ("condition", 10, "rate", "125", "100") in found


def test_partners_and_texts(clerk: Clerk, services: Services) -> None:
    number = quotation(clerk)
    clerk.run("/*VA22").fill(ship_to="1001").press("enter").press("f10").send("tab_texts")
    clerk.on("texts[0].text_id").press("f2").fill(text="Hello").press("f11")
    found = last(services, number)
    assert ("U", "header", "0", "ship_to", "0000001000", "0000001001") in found
    assert ("U", "partner", "0", "number", "0000001000", "0000001001") in found
    assert any(kind == "I" and section == "text" for kind, section, *_ in found)
    # what the program only keeps for itself is nobody's business
    assert not any(field in ("determined_for", "priced_for", "passed_on") for _, _, _, field, _, _ in found)


def test_an_order_changes_its_quotation_without_a_change_document(clerk: Clerk, services: Services) -> None:
    number = quotation(clerk)
    order(services, number, {10: "1"})
    assert len(history(services, number)) == 1


def test_through_display_and_change_it_is_the_transaction_of_the_change(clerk: Clerk, services: Services) -> None:
    number = inquiry(clerk)
    saved_number(clerk.run("/*VA13").press("ctrl+t").fill(customer_reference="C").press("f11"))
    assert history(services, number)[-1].transaction == "VA12"
