"""What an incomplete document is good for: it is left behind half done, and nothing refers to it."""

from __future__ import annotations

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import (
    begin,
    choose,
    incomplete,
    inquiry,
    inquiry_without_quantity,
    kept,
    lines,
    order,
    popup,
    quotation,
    saved_incomplete,
    saved_number,
    stored,
)


class TestLeaving:
    def test_save_and_go(self, clerk: Clerk, services: Services) -> None:
        incomplete(clerk).run("/nVA11")
        assert popup(clerk) == "question.save-first"
        assert popup(clerk.press("y")) == "question.incomplete"
        clerk.press("s")
        assert (popup(clerk), clerk.view.transaction) == ("", "VA11")
        assert kept(services, "20000000".zfill(10)) == ["GP", "", "G", "GP"]

    def test_save_and_back(self, clerk: Clerk) -> None:
        incomplete(clerk).press("f3", "y", "s")
        assert (clerk.screen, clerk.message_id) == ("sales_document_initial_create", "document-saved")

    def test_save_and_exit(self, clerk: Clerk) -> None:
        incomplete(clerk).press("shift+f3", "y", "s")
        assert (clerk.screen, clerk.message_id) == ("menu", "document-saved")

    def test_edit_stays(self, clerk: Clerk) -> None:
        incomplete(clerk).run("/nVA11").press("y", "e")
        assert (clerk.view.transaction, clerk.screen, clerk.cursor) == ("VA21", "sales_document_overview", "valid_to")

    def test_a_choice_comes_before_the_question(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1006")
        lines(clerk, ("M-100", "5")).run("/nVA11").press("y")
        assert popup(clerk).startswith("choose.partners")
        while popup(clerk).startswith("choose"):
            choose(clerk, 0)
        assert popup(clerk) == "question.incomplete"
        clerk.press("s")
        assert clerk.view.transaction == "VA11"
        assert kept(services, "20000000".zfill(10)) == ["G", ""]


class TestReference:
    def refer(self, clerk: Clerk, **number: str) -> Clerk:
        clerk.run("/nVA21").fill(document_type="QT").press("f8")
        return clerk.fill(**({"inquiry": "", "quotation": ""} | number)).press("enter")

    def test_an_incomplete_document_is_not_copied(self, clerk: Clerk) -> None:
        number = saved_incomplete(clerk)
        self.refer(clerk, quotation=number)
        assert (clerk.message_id, clerk.screen, clerk.cursor) == (
            "incomplete-reference",
            "create_with_reference",
            "quotation",
        )
        assert clerk.view.message
        assert "Item 20 Order Quantity" in clerk.view.message.text

    def test_nor_shown_for_selection(self, clerk: Clerk) -> None:
        number = saved_incomplete(clerk)
        clerk.run("/nVA21").fill(document_type="QT").press("f8").fill(quotation=number, inquiry="").press("f5")
        assert (clerk.message_id, clerk.screen) == ("incomplete-reference", "create_with_reference")

    def test_once_it_is_complete_it_is(self, clerk: Clerk) -> None:
        number = inquiry_without_quantity(clerk)
        assert self.refer(clerk, inquiry=number).message_id == "incomplete-reference"
        clerk.press("f12").run(f"/nVA12 {number}").item(0, quantity="7").press("f11")
        saved_number(clerk)
        self.refer(clerk, inquiry=number)
        assert (clerk.message_id, clerk.rows("items")[0]["quantity"]) == ("items-copied-from", "7")

    def test_a_recommendation_does_not_stop_it(self, clerk: Clerk) -> None:
        assert self.refer(clerk, inquiry=inquiry(clerk)).message_id == "items-copied-from"

    def test_the_rules_of_today_count(self, clerk: Clerk, services: Services) -> None:
        """What is stored is only for lists: a procedure may have been changed since."""
        number = quotation(clerk)
        document = stored(services, number)
        document.payment_terms = ""
        before = services.sales_documents.snapshot(stored(services, number))
        services.sales_documents.save(document, before, "VA22")
        assert self.refer(clerk, quotation=number).message_id == "incomplete-reference"


class TestStatus:
    def test_of_the_header_in_words(self, clerk: Clerk) -> None:
        incomplete(clerk).press("f10").send("tab_status")
        texts = [clerk.text(f"completeness_{step}.text") for step in ("general", "delivery", "billing", "pricing")]
        assert texts == ["Incomplete", "Complete", "Complete", "Incomplete"]

    def test_of_the_item(self, clerk: Clerk) -> None:
        incomplete(clerk).on_row(1).press("f2").send("tab_status")
        texts = [clerk.text(f"completeness_{step}.text") for step in ("general", "pricing")]
        assert texts == ["Incomplete", "Complete"]
        assert clerk.press("ctrl+p").text("completeness_general.text") == "Complete"

    def test_an_order_lacks_what_it_asks_for_itself(self, clerk: Clerk, services: Services) -> None:
        number = order(services, quotation(clerk), {10: "1"})
        assert stored(services, number).incompletion == "G"  # the customer's reference
