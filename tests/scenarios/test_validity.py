"""From when until when an offer holds, the requested date, and dates as clerks type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.company import TODAY
from tests.scenarios.acts import begin, popup, quotation, saved_number, stored

Hire = Callable[..., Clerk]


def offer(clerk: Clerk, **dates: str) -> Clerk:
    begin(clerk, "VA21", "QT").fill(sold_to="1000", **dates)
    return clerk.item(material="M-100", quantity="5")


class TestValidTo:
    def test_it_is_asked_for_when_saving_and_not_before(self, clerk: Clerk) -> None:
        offer(clerk).press("enter")
        assert clerk.message is None
        clerk.press("f11")
        assert popup(clerk) == "question.incomplete"
        assert clerk.press("e").cursor == "valid_to"
        assert saved_number(clerk.fill(valid_to="12/31/2026").press("f11"))

    def test_an_inquiry_needs_none(self, clerk: Clerk, services: Services) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="5").press("f11")
        assert stored(services, saved_number(clerk)).valid_to is None

    @pytest.mark.parametrize(
        ("dates", "message"),
        [
            ({"valid_from": "11/01/2026", "valid_to": "11/23/2026"}, "valid-to-in-past"),
            ({"valid_from": "12/01/2026", "valid_to": "11/30/2026"}, "valid-to-before-valid-from"),
        ],
    )
    def test_one_that_cannot_be(self, clerk: Clerk, dates: dict[str, str], message: str) -> None:
        offer(clerk, **dates).press("enter")
        assert (clerk.message_id, clerk.cursor) == (message, "valid_to")
        assert clerk.text("valid_to") == dates["valid_to"]
        assert saved_number(clerk.fill(valid_to="+30").press("f11"))

    def test_today_is_still_valid(self, clerk: Clerk) -> None:
        assert saved_number(offer(clerk, valid_to="11/24/2026").press("f11"))

    def test_an_expired_quotation_says_so_and_can_be_extended(self, hire: Hire, services: Services) -> None:
        number = quotation(hire("ANNA", day=TODAY - timedelta(days=20)), valid_to="+10")
        clerk = hire("ANNA").run("/*VA22")
        assert clerk.message
        assert (clerk.message_id, clerk.message.type.value) == ("document-expired", "I")
        clerk.fill(customer_reference="late").press("enter")
        # only who enters a date that has passed is held to it
        assert clerk.message is None
        saved_number(clerk.fill(valid_to="+14").press("f11"))
        assert stored(services, number).valid_to == date(2026, 12, 8)
        assert clerk.run("/*VA23").message is None


class TestRequestedDate:
    def test_the_past_is_a_warning_accepted_with_enter(self, clerk: Clerk) -> None:
        offer(clerk, valid_to="+30", requested_delivery_date="11/20/2026").press("f11")
        assert clerk.message
        assert (clerk.message_id, clerk.message.type.value) == ("requested-date-in-past", "W")
        assert clerk.cursor == "requested_delivery_date"
        assert saved_number(clerk.press("enter"))

    def test_or_corrected(self, clerk: Clerk) -> None:
        offer(clerk, valid_to="+30", requested_delivery_date="11/20/2026").press("f11")
        clerk.fill(requested_delivery_date="12/20/2026").press("enter")
        assert (clerk.message, clerk.screen) == (None, "sales_document_overview")
        assert saved_number(clerk.press("f11"))

    def test_another_date_in_the_past_warns_again(self, clerk: Clerk) -> None:
        offer(clerk, valid_to="+30", requested_delivery_date="11/20/2026").press("enter", "enter")
        assert clerk.message is None
        clerk.fill(requested_delivery_date="11/19/2026").press("enter")
        assert clerk.message_id == "requested-date-in-past"

    def test_after_the_end_of_validity_is_legal(self, clerk: Clerk) -> None:
        # E18
        assert saved_number(offer(clerk, valid_to="+7", requested_delivery_date="+60").press("f11"))

    def test_a_change_reaches_the_items_that_had_the_same(self, clerk: Clerk, services: Services) -> None:
        offer(clerk, valid_to="+30").item(material="M-110", quantity="9").press("enter")
        clerk.send("tab_item_detail").item(1, requested_delivery_date="01/15/2027").press("enter")
        clerk.send("tab_items").fill(requested_delivery_date="12/20/2026").press("enter")
        document = stored(services, saved_number(clerk.press("f11")))
        assert [item.requested_delivery_date for item in document.items] == [date(2026, 12, 20), date(2027, 1, 15)]

    def test_and_in_a_stored_document(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "1"), ("M-110", "5"))
        clerk.run("/*VA22").fill(requested_delivery_date="12/20/2026").press("f11")
        assert {item.requested_delivery_date for item in stored(services, number).items} == {date(2026, 12, 20)}


class TestShortcuts:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("+30", "12/24/2026"),
            ("12/31/2026", "12/31/2026"),
            ("12312026", "12/31/2026"),
            ("123126", "12/31/2026"),
            ("12/31", "12/31/2026"),
            (".", "11/24/2026"),
        ],
    )
    def test_a_date_is_typed_short(self, clerk: Clerk, typed: str, day: str) -> None:
        offer(clerk, valid_to=typed).press("enter")
        assert (clerk.message, clerk.text("valid_to")) == (None, day)

    @pytest.mark.parametrize(("typed", "message"), [("soon", "not-a-date"), ("02/30/2027", "no-such-date")])
    def test_what_is_no_date_stays(self, clerk: Clerk, typed: str, message: str) -> None:
        offer(clerk, valid_to=typed).press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.text("valid_to")) == (message, "valid_to", typed)
        assert clerk.text("items[0].material") == "M-100"
