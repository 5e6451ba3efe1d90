"""From scratch to a number, and what the program remembers for the next document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, quotation, saved_number, stored


class TestFromScratch:
    def test_an_inquiry(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVA11").fill(document_type="IN", sales_org="1000", channel="10", division="00").press("enter")
        clerk.fill(sold_to="1000", customer_reference="A-4711").item(material="M-100", quantity="20").press("enter")
        assert clerk.message is None
        assert clerk.rows("items")[0] | {"item": "10", "unit": "PC", "item_category": "AFN"} == clerk.rows("items")[0]
        clerk.press("f11")
        assert clerk.screen == "sales_document_initial_create"
        document = stored(services, saved_number(clerk))
        assert (document.number, document.document_type, document.sold_to) == ("0010000000", "IN", "0000001000")
        assert [(i.item, i.material, i.quantity, i.unit) for i in document.items] == [(10, "M-100", Decimal(20), "PC")]
        assert (document.document_date, document.customer_reference) == (date(2026, 11, 24), "A-4711")
        assert (document.created_by, document.version) == ("ANNA", 1)

    def test_a_quotation(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="12/31/2026").item(material="M-100", quantity="5")
        clerk.press("ctrl+s")
        document = stored(services, saved_number(clerk))
        assert (document.number, document.items[0].item_category) == ("0020000000", "AGN")
        assert (document.valid_from, document.valid_to) == (date(2026, 11, 24), date(2026, 12, 31))
        # the lead time of the type
        assert document.requested_delivery_date == date(2026, 12, 8)

    def test_the_message_names_type_and_number(self, clerk: Clerk) -> None:
        quotation(clerk)
        assert clerk.message
        assert (clerk.message.type.value, dict(clerk.message.slots)) == (
            "S",
            {"document": "Quotation", "number": "0020000000"},
        )

    def test_enter_never_saves(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="5").press("enter", "enter", "enter")
        assert (clerk.screen, clerk.text("number")) == ("sales_document_overview", "")

    def test_zero_lines_are_skipped(self, clerk: Clerk, services: Services) -> None:
        begin(clerk).fill(sold_to="1000").item(1, material="M-100", quantity="5").item(
            4, material="M-110", quantity="9"
        )
        document = stored(services, saved_number(clerk.press("f11")))
        assert [(i.item, i.material) for i in document.items] == [(10, "M-100"), (20, "M-110")]

    def test_a_document_without_items_is_refused(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("items-required", "items[0].material")
        assert saved_number(clerk.item(material="M-100", quantity="1").press("f11"))

    def test_a_quantity_is_asked_for_when_saving(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100").press("enter")
        assert clerk.message_id in ("", "price-missing")
        clerk.press("f11", "e")
        assert (clerk.message, clerk.cursor) == (None, "items[0].quantity")

    def test_another_type_of_the_same_category(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "ZQ").fill(sold_to="1000").item(material="M-100", quantity="1").press("f11")
        assert stored(services, saved_number(clerk)).valid_to == date(2026, 12, 24)

    @pytest.mark.parametrize("kind", ["QT", "OR"])
    def test_a_type_of_another_category_is_refused(self, clerk: Clerk, kind: str) -> None:
        clerk.run("/nVA11").fill(document_type=kind).press("enter")
        assert (clerk.screen, clerk.cursor) == ("sales_document_initial_create", "document_type")
        assert clerk.text("document_type") == kind

    def test_a_type_is_required(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "document_type")


class TestNumbers:
    def test_each_category_counts_for_itself(self, clerk: Clerk) -> None:
        numbers = [inquiry(clerk), quotation(clerk), inquiry(clerk), quotation(clerk), quotation(clerk)]
        assert numbers == ["0010000000", "0020000000", "0010000001", "0020000001", "0020000002"]

    def test_a_quotation_that_is_refused_costs_no_number(self, clerk: Clerk) -> None:
        quotation(clerk)
        begin(clerk, "VA21", "QT").fill(sold_to="1000").press("f11")
        assert clerk.message_id == "items-required"
        clerk.item(material="M-100", quantity="5").press("f11", "e")
        assert saved_number(clerk.fill(valid_to="+30").press("f11")) == "0020000001"

    def test_two_clerks_never_get_the_same(self, hire: Callable[..., Clerk]) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        numbers = [quotation(clerk) for clerk in (anna, ben, anna, ben)]
        assert numbers == [f"002000000{n}" for n in range(4)]


class TestMemory:
    def test_type_area_and_customer_are_proposed_for_the_next(self, clerk: Clerk) -> None:
        inquiry(clerk)
        names = ("document_type", "sales_org", "channel", "division")
        assert [clerk.text(name) for name in names] == ["IN", "1000", "10", "00"]
        clerk.run("/nVA11")
        assert [clerk.text(name) for name in names] == ["IN", "1000", "10", "00"]

    def test_the_type_of_a_quotation_is_not_that_of_an_inquiry(self, clerk: Clerk) -> None:
        inquiry(clerk)
        assert clerk.run("/nVA21").text("document_type") == ""
        quotation(clerk)
        assert clerk.run("/nVA11").text("document_type") == "IN"
        assert clerk.run("/nVA21").text("document_type") == "QT"

    @pytest.mark.parametrize(
        ("tcode", "number"),
        [("VA12", "10000000"), ("VA13", "10000000"), ("VA22", "20000000"), ("VA23", "20000000")],
    )
    def test_the_last_number_stands_ready(self, clerk: Clerk, tcode: str, number: str) -> None:
        inquiry(clerk)
        quotation(clerk)
        clerk.run(f"/n{tcode}")
        assert clerk.text("number") == number
        clerk.press("enter")
        assert (clerk.screen, clerk.text("number")) == ("sales_document_overview", number)

    def test_it_stands_ready_tomorrow(self, hire: Callable[..., Clerk]) -> None:
        number = quotation(hire("ANNA"))
        assert hire("ANNA").run("VA23").text("number") == number.lstrip("0")
        assert hire("BEN").run("VA23").text("number") == ""

    def test_the_first_screen_is_skipped(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        clerk.run("/*VA23")
        assert (clerk.screen, clerk.text("number")) == ("sales_document_overview", number.lstrip("0"))

    def test_without_a_number_it_cannot_be_skipped(self, clerk: Clerk) -> None:
        clerk.run("/*VA23")
        assert (clerk.screen, clerk.message_id) == ("sales_document_initial_display", "required-field")

    def test_a_number_after_the_code(self, clerk: Clerk) -> None:
        first, _ = quotation(clerk), quotation(clerk)
        clerk.run("/n").run(f"VA23 {first}")
        assert (clerk.screen, clerk.text("number")) == ("sales_document_overview", first.lstrip("0"))
        clerk.run("/nVA22 20000001")
        assert (clerk.view.transaction, clerk.text("number")) == ("VA22", "20000001")

    def test_an_unknown_number_after_the_code(self, clerk: Clerk) -> None:
        clerk.run("VA23 29999999")
        assert (clerk.message_id, clerk.cursor, clerk.text("number")) == ("document-unknown", "number", "29999999")

    def test_the_number_of_an_inquiry_is_no_quotation(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        clerk.run(f"/nVA23 {number}")
        assert (clerk.message_id, clerk.cursor) == ("document-other-category", "number")
        assert clerk.text("number") == number.lstrip("0")


class TestCustomerReference:
    def offer(self, clerk: Clerk, reference: str, sold_to: str = "1000") -> Clerk:
        begin(clerk, "VA21", "QT").fill(sold_to=sold_to, valid_to="+30", customer_reference=reference)
        return clerk.item(material="M-100", quantity="1").press("f11")

    def test_the_same_twice_is_a_warning(self, clerk: Clerk, services: Services) -> None:
        first = saved_number(self.offer(clerk, "A-1"))
        self.offer(clerk, "A-1")
        assert clerk.message
        assert (clerk.message_id, clerk.message.type.value) == ("customer-reference-twice", "W")
        assert (clerk.cursor, clerk.message.slots["number"]) == ("customer_reference", first)
        second = saved_number(clerk.press("enter"))
        # what was accepted once is not asked again when the document is changed
        clerk.run("/*VA22").fill(customer_reference_date=".").press("f11")
        assert stored(services, saved_number(clerk)).number == second

    def test_another_customer_may_have_the_same(self, clerk: Clerk) -> None:
        saved_number(self.offer(clerk, "A-1"))
        assert saved_number(self.offer(clerk, "A-1", sold_to="1004"))

    def test_an_inquiry_is_not_asked_about_it(self, clerk: Clerk) -> None:
        for _ in range(2):
            begin(clerk).fill(sold_to="1000", customer_reference="A-1").item(material="M-100", quantity="1")
            assert saved_number(clerk.press("f11"))

    def test_what_a_quotation_refers_to_may_have_it(self, clerk: Clerk) -> None:
        number = saved_number(self.offer(clerk, "A-1"))
        clerk.run("/nVA21").fill(document_type="QT").press("f8").fill(quotation=number).press("enter")
        assert saved_number(clerk.fill(valid_to="+30").press("f11"))
