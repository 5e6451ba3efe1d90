"""F5: what a document came from and what followed it, and from a line to its document and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, order, popup, saved_number

Chain = tuple[str, str, str]


@pytest.fixture
def chain(clerk: Clerk, services: Services) -> Chain:
    """An inquiry, the quotation that answers it and the order that takes part of it."""
    asked = inquiry(clerk, ("M-100", "5"), ("M-110", "100"))
    clerk.run("/nVA21").fill(document_type="QT").press("f8").press("enter")
    offered = saved_number(clerk.fill(valid_to="+30").press("f11"))
    return asked, offered, order(services, offered, {10: "2"})


def numbers(clerk: Clerk) -> list[str]:
    return [word for row in clerk.rows("entries") for word in row["title"].split() if word.isdigit()]


class TestFlow:
    @pytest.mark.parametrize("tcode", ["VA13", "VA12"])
    def test_forwards_from_the_inquiry(self, clerk: Clerk, chain: Chain, tcode: str) -> None:
        clerk.run(f"/*{tcode}").press("f5")
        assert (clerk.screen, clerk.text("number")) == ("document_flow", chain[0].lstrip("0"))
        assert numbers(clerk) == [number.lstrip("0") for number in chain]
        assert [row["document_date"] for row in clerk.rows("entries")] == ["11/24/2026"] * 3
        assert [row["overall_status.text"] for row in clerk.rows("entries")][:2] == [
            "Completely processed",
            "Partially processed",
        ]
        assert all(row["net_value"] and row["currency"] == "PLN" for row in clerk.rows("entries"))
        assert clerk.cursor == "entries[0].title"

    def test_backwards_from_the_quotation(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA23").press("f5")
        assert numbers(clerk) == [number.lstrip("0") for number in chain]
        # the cursor stands on the document that one came from
        assert clerk.cursor == "entries[1].title"

    def test_of_one_item(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA23").on("items[1].material").press("f2").press("f5")
        # item 20 was not ordered
        assert chain[2].lstrip("0") not in numbers(clerk)

    def test_from_the_first_screen(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/nVA23").press("f5")
        assert numbers(clerk) == [number.lstrip("0") for number in chain]
        clerk.press("f3")
        assert (clerk.screen, clerk.text("number")) == ("sales_document_initial_display", chain[1].lstrip("0"))
        assert clerk.press("enter").screen == "sales_document_overview"

    def test_from_the_first_screen_with_an_unknown_number(self, clerk: Clerk) -> None:
        clerk.run("/nVA23").fill(number="29999999").press("f5")
        assert (clerk.message_id, clerk.cursor) == ("document-unknown", "number")

    def test_of_a_new_document(self, clerk: Clerk, chain: Chain) -> None:
        begin(clerk).fill(sold_to="1000").press("f5")
        assert (clerk.screen, clerk.message_id) == ("sales_document_overview", "no-document-flow")

    def test_of_a_document_on_its_own(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        clerk.run("/*VA13").press("f5")
        assert numbers(clerk) == [number.lstrip("0")] or clerk.message_id == "no-document-flow"


class TestFromALine:
    def test_to_the_display_and_back_to_the_same_place(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA13").on("items[1].material").press("f5").on_row(1).press("f2")
        assert (clerk.view.transaction, clerk.screen) == ("VA23", "sales_document_overview")
        assert clerk.text("number") == chain[1].lstrip("0")
        assert not clerk.field("valid_to").open
        clerk.press("f3")
        assert (clerk.view.transaction, clerk.screen, clerk.cursor) == ("VA13", "document_flow", "entries[1].title")
        clerk.press("f3")
        assert (clerk.screen, clerk.cursor) == ("sales_document_overview", "items[1].material")

    def test_enter_takes_it_too(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA13").press("f5").on_row(1).press("enter")
        assert clerk.view.transaction == "VA23"

    def test_on_from_there(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA13").press("f5").on_row(1).press("f2").press("f5").on_row(0).press("f2")
        assert clerk.view.transaction == "VA13"
        clerk.press("f3").press("f3")
        assert (clerk.view.transaction, clerk.screen) == ("VA23", "sales_document_overview")
        clerk.press("f3")
        assert (clerk.view.transaction, clerk.screen) == ("VA13", "document_flow")

    def test_what_was_typed_below_is_still_there(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA22").fill(customer_reference="typed").press("f5").on_row(0).press("f2")
        assert clerk.view.transaction == "VA13"
        clerk.press("f3").press("f3")
        assert (clerk.view.transaction, clerk.text("customer_reference")) == ("VA22", "typed")

    def test_changed_from_there_and_back(self, clerk: Clerk, hire: Callable[..., Clerk], chain: Chain) -> None:
        clerk.run("/*VA13").press("f5").on_row(1).press("f2").press("ctrl+t").fill(customer_reference="X")
        clerk.press("f3")
        assert popup(clerk) == "question.save-first"
        clerk.press("y")
        assert (clerk.view.transaction, clerk.screen) == ("VA13", "document_flow")
        assert popup(hire("BEN").run(f"/nVA22 {chain[1]}")) == ""

    def test_saved_there_and_back(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA13").press("f5").on_row(1).press("f2").press("ctrl+t").fill(customer_reference="X").press("f11")
        assert (clerk.message_id, clerk.view.transaction, clerk.screen) == ("document-saved", "VA13", "document_flow")

    def test_an_order_has_no_display_yet(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA23").press("f5").on_row(2).press("f2")
        assert (clerk.screen, clerk.message_id) == ("document_flow", "no-display-transaction")

    def test_the_remembered_number_is_the_one_displayed(self, clerk: Clerk, chain: Chain) -> None:
        clerk.run("/*VA13").press("f5").on_row(1).press("f2").run("/nVA22")
        assert clerk.text("number") == chain[1].lstrip("0")
