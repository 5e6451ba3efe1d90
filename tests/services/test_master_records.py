"""Masters are saved as one act: versions, numbers, change documents, and commits of unknown outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sdtui.domain.authority import SalesArea
from sdtui.domain.copies import copied
from sdtui.domain.customer import ContactPerson, Customer
from sdtui.domain.errors import ChangedMeanwhile, Refuse
from sdtui.services.customers import Creation
from sdtui.store import changes
from tests.services.writer import Writer

BIKE_ZONE = "0000001000"
RIVAL = Creation("0006", "RIVAL")


def new(anna: Writer, wanted: Creation = RIVAL) -> tuple[Customer, Customer]:
    """A customer who is complete, and how he began."""
    customer, before = anna.services.customers.begin(wanted)
    customer.name, customer.city, customer.country, customer.language = "Rival Bikes", "Graz", "AT", "DE"
    return customer, before


def save(anna: Writer, customer: Customer, before: Customer) -> Customer:
    return anna.services.customers.save(customer, before, SalesArea(), "XD02")


def history(anna: Writer, number: str) -> int:
    with anna.services.context.database.read() as unit:
        return len(changes.read(unit, "customer", number))


def test_a_save_counts_the_version_and_says_who_and_when(anna: Writer) -> None:
    before = anna.services.customers.records.open_for_change(BIKE_ZONE)
    customer = copied(before)
    customer.street = "ul. Polna 1"
    saved = save(anna, customer, before)
    assert (saved.version, saved.changed_by, saved.created_by) == (before.version + 1, "ANNA", before.created_by)
    assert anna.services.customers.records.find(BIKE_ZONE) == saved


def test_who_read_an_older_version_is_refused(anna: Writer) -> None:
    before = anna.services.customers.records.load(BIKE_ZONE)
    first, second = copied(before), copied(before)
    first.street, second.street = "first", "second"
    save(anna, first, before)
    with pytest.raises(ChangedMeanwhile) as refused:
        save(anna, second, before)
    assert refused.value.slots["user"] == "ANNA"
    assert history(anna, BIKE_ZONE) == 1


def test_a_number_is_given_once(anna: Writer) -> None:
    save(anna, *new(anna))
    customer, before = new(anna, Creation("0006", "RIVAL2"))
    customer.number = "RIVAL"
    with pytest.raises(Refuse) as refused:
        save(anna, customer, before)
    assert refused.value.message == "number-taken"


def test_what_the_act_adds_is_not_left_behind_by_one_that_failed(anna: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    customer, before = new(anna)
    customer.contacts.append(ContactPerson(name="Huber"))
    with monkeypatch.context() as patch:
        patch.setattr(changes, "write", _fails)
        with pytest.raises(RuntimeError):
            save(anna, customer, before)
    assert customer.contacts[0].number == ""
    assert save(anna, customer, before).contacts[0].number == "0000750000"


def _fails(*_: Any) -> None:
    raise RuntimeError


class TestUncertainSaves:
    def test_a_change_that_was_stored_after_all_is_found(self, anna: Writer, breaking: Callable[..., None]) -> None:
        before = anna.services.customers.records.load(BIKE_ZONE)
        customer = copied(before)
        customer.street = "ul. Polna 1"
        breaking(stored=True)
        assert save(anna, customer, before).street == "ul. Polna 1"

    def test_and_so_is_a_new_one(self, anna: Writer, breaking: Callable[..., None]) -> None:
        customer, before = new(anna, Creation("0005"))
        customer.country = "PL"
        breaking(stored=True)
        assert save(anna, customer, before).number == "0000100000"

    def test_what_was_not_stored_is_told(self, anna: Writer, breaking: Callable[..., None]) -> None:
        before = anna.services.customers.records.load(BIKE_ZONE)
        customer = copied(before)
        customer.street = "ul. Polna 1"
        breaking(stored=False)
        with pytest.raises(Refuse) as refused:
            save(anna, customer, before)
        assert refused.value.message == "not-saved"
