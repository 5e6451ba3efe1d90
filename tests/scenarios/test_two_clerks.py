"""Two clerks, or one at two desks, at the same document or master: whatever they do in turn, no save undoes another.

Each desk opens for change, does something and saves, and in between the other takes the lock away, deletes it, acts on
the document from a list, or saves it. Who was overtaken is refused; what was said to be saved is stored, as one whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sdtui.services.bundle import Services
from sdtui.store import locks
from tests.clerk import Clerk
from tests.company import NOW
from tests.scenarios.acts import quotation
from tests.scenarios.lists import listed, on_row_of

Hire = Callable[..., Clerk]
Act = Callable[[Clerk, "Thing", str], bool]


@dataclass(frozen=True)
class Thing:
    """Something to change: the transaction, a field of it, and what is stored there with the version."""

    tcode: str
    field: str
    stored: Callable[[Services, str], tuple[str, int]]


def of_document(services: Services, number: str) -> tuple[str, int]:
    document = services.sales_documents.load(number.zfill(10))
    return document.customer_reference, document.version


def of_customer(services: Services, number: str) -> tuple[str, int]:
    customer = services.customers.records.load(number.zfill(10))
    return customer.search_term, customer.version


def of_material(services: Services, number: str) -> tuple[str, int]:
    material = services.materials.records.load(number)
    return material.product_hierarchy, material.version


THINGS = {
    "quotation": Thing("VA22", "customer_reference", of_document),
    "customer": Thing("XD02", "search_term", of_customer),
    "material": Thing("MM02", "product_hierarchy", of_material),
}
MASTERS = {"customer": "1000", "material": "M-100"}
SAVED = {"document-saved", "customer-changed", "material-changed"}


def change(clerk: Clerk, thing: Thing, text: str) -> bool:
    """Type and save; whether the clerk was told that it is saved."""
    field = next((each for each in clerk.fields() if each.path == thing.field), None)
    if field is None or not field.open:
        return False
    clerk.fill(**{thing.field: text}).press("ctrl+s")
    return clerk.message_id in SAVED


# --- what the other does while Anna has the thing open; whether it was saved ------------------------------------------
def opens(other: Clerk, thing: Thing, key: str) -> bool:
    other.run(f"/n{thing.tcode} {key}")
    return False


def saves(other: Clerk, thing: Thing, key: str) -> bool:
    other.run(f"/n{thing.tcode} {key}")
    return change(other, thing, "OTHER")


def takes_over(other: Clerk, thing: Thing, key: str) -> bool:
    opens(other, thing, key)
    if other.desk.session.popups:
        other.send("answer_take_over")
    return False


def takes_over_and_saves(other: Clerk, thing: Thing, key: str) -> bool:
    takes_over(other, thing, key)
    return change(other, thing, "OTHER")


def deletes_the_lock(other: Clerk, thing: Thing, key: str) -> bool:
    other.run("/nSM12").on_row(0).press("ctrl+d", "y")
    assert other.message_id == "locks-deleted"
    return False


def deletes_the_lock_and_opens(other: Clerk, thing: Thing, key: str) -> bool:
    deletes_the_lock(other, thing, key)
    return opens(other, thing, key)


def deletes_the_lock_and_saves(other: Clerk, thing: Thing, key: str) -> bool:
    deletes_the_lock(other, thing, key)
    return saves(other, thing, key)


ACTS = (
    opens, saves, takes_over, takes_over_and_saves,
    deletes_the_lock, deletes_the_lock_and_opens, deletes_the_lock_and_saves,
)  # fmt: skip


@pytest.mark.parametrize("user", ["ANNA", "BEN"])
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", THINGS)
def test_what_is_said_to_be_saved_is_stored(hire: Hire, services: Services, kind: str, act: Act, user: str) -> None:
    anna, other, thing = hire("ANNA"), hire(user), THINGS[kind]
    key = MASTERS.get(kind) or quotation(anna, ("M-100", "5"), ("M-110", "2")).lstrip("0")
    before, version = thing.stored(services, key)
    anna.run(f"/n{thing.tcode} {key}")
    theirs = act(other.run("/n"), thing, key)
    # only one's own lock can be taken over
    assert theirs is (act is deletes_the_lock_and_saves or (act is takes_over_and_saves and user == "ANNA"))
    between = thing.stored(services, key)
    assert between == (("OTHER", version + 1) if theirs else (before, version))
    hers = change(anna, thing, "ANNA")
    # nobody overwrites what he has not seen, and as long as nobody has saved nothing is lost
    assert hers is not theirs
    assert thing.stored(services, key) == (("ANNA", version + 1) if hers else between)
    leave(anna, other)
    with services.context.database.read() as unit:
        assert locks.held(unit, NOW) == []


def leave(*clerks: Clerk) -> None:
    """To the menu, without saving."""
    for clerk in clerks:
        while clerk.view.popup:
            clerk.send("cancel")
        clerk.run("/n")
        if clerk.view.popup:
            clerk.send("answer_no")
        assert clerk.screen == "menu"


@pytest.mark.parametrize("forced", [False, True])
@pytest.mark.parametrize("keys", [("ctrl+d", "rejection_reason", "01"), ("f10", "days", "9")])
def test_an_act_from_a_list_meets_a_document_that_is_being_changed(
    hire: Hire, services: Services, keys: tuple[str, str, str], forced: bool
) -> None:
    anna, ben, thing = hire("ANNA"), hire("BEN"), THINGS["quotation"]
    key = quotation(anna, ("M-100", "5"), ("M-110", "2")).lstrip("0")
    begun = services.sales_documents.load(key.zfill(10))
    anna.run(f"/nVA22 {key}")
    if forced:
        deletes_the_lock(ben.run("/n"), thing, key)
    press, field, text = keys
    on_row_of(listed(ben), key).press(press).fill(**{field: text}).press("enter")
    acted = services.sales_documents.load(key.zfill(10))
    assert (acted.version > begun.version) is forced
    assert change(anna, thing, "ANNA") is not forced
    after = services.sales_documents.load(key.zfill(10))
    assert (after.customer_reference == "ANNA") is not forced
    # all items or none
    assert len({item.rejection_reason for item in after.items}) == 1
    assert (after.valid_to, after.items[0].rejection_reason) == (acted.valid_to, acted.items[0].rejection_reason)
    leave(anna, ben)
