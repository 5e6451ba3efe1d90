"""Leaving documents: what would be lost is asked about, and an error erases nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, popup, quotation, saved_number, stored

Hire = Callable[..., Clerk]
KEYS = ["f3", "f12", "shift+f3"]
COMMANDS = ["/n", "/nVA21"]
AFTER = {"f3": "sales_document_initial_create", "f12": "sales_document_initial_create",
         "/nVA21": "sales_document_initial_create"}  # fmt: skip


def leave(clerk: Clerk, way: str) -> Clerk:
    return clerk.press(way) if way in KEYS else clerk.run(way)


def typed(clerk: Clerk) -> Clerk:
    begin(clerk).fill(sold_to="1000", customer_reference="A-1").item(material="M-100", quantity="5")
    return clerk.press("enter")


@pytest.mark.parametrize("way", [*KEYS, *COMMANDS])
class TestUnsaved:
    def test_yes_saves(self, clerk: Clerk, services: Services, way: str) -> None:
        leave(typed(clerk), way)
        assert popup(clerk) == "question.save-first"
        clerk.press("y")
        assert stored(services, saved_number(clerk)).customer_reference == "A-1"
        assert clerk.screen == AFTER.get(way, "menu")

    def test_no_loses_it(self, clerk: Clerk, services: Services, way: str) -> None:
        leave(typed(clerk), way).press("n")
        assert (clerk.screen, clerk.message) == (AFTER.get(way, "menu"), None)
        assert inquiry(clerk) == "0010000000"

    def test_cancel_stays_on_what_was_typed(self, clerk: Clerk, way: str) -> None:
        leave(typed(clerk), way).press("c")
        assert (clerk.screen, clerk.text("customer_reference")) == ("sales_document_overview", "A-1")

    def test_yes_stays_on_an_error(self, clerk: Clerk, way: str) -> None:
        leave(typed(clerk).item(1, material="M-999"), way).press("y")
        assert (clerk.screen, clerk.message_id) == ("sales_document_overview", "entry-not-in-table")
        assert (clerk.cursor, clerk.text("items[1].material")) == ("items[1].material", "M-999")

    def test_with_a_choice_to_be_made(self, clerk: Clerk, services: Services, way: str) -> None:
        begin(clerk).fill(sold_to="1006").item(material="M-100", quantity="5")
        leave(clerk, way).press("y")
        assert popup(clerk) == "choose.partners.SH"
        clerk.on_row(1).press("enter").on_row(0).press("enter")
        assert stored(services, saved_number(clerk)).ship_to == "0000001101"
        assert (clerk.screen, popup(clerk)) == (AFTER.get(way, "menu"), "")


class TestLoggingOff:
    def test_nend_asks(self, clerk: Clerk) -> None:
        typed(clerk).run("/nend")
        assert popup(clerk) == "question.log-off"
        clerk.press("n")
        assert (clerk.view.ended, clerk.text("customer_reference")) == (False, "A-1")
        assert clerk.run("/nend").press("y").view.ended

    def test_nex_does_not(self, clerk: Clerk) -> None:
        assert typed(clerk).run("/nex").view.ended

    def test_closing_the_session_asks(self, clerk: Clerk) -> None:
        clerk.run("/o VA11") if False else clerk.run("/oVA11")
        typed(clerk).run("/i")
        assert popup(clerk) == "question.save-first"
        assert clerk.press("n").view.sessions == 1


class TestNothingToLose:
    @pytest.mark.parametrize("way", [*KEYS, *COMMANDS])
    def test_an_empty_new_document(self, clerk: Clerk, way: str) -> None:
        leave(begin(clerk), way)
        assert (popup(clerk), clerk.screen) == ("", AFTER.get(way, "menu"))

    @pytest.mark.parametrize("way", ["f3", "/n"])
    def test_a_document_that_was_only_looked_at(self, clerk: Clerk, way: str) -> None:
        quotation(clerk)
        leave(clerk.run("/*VA22").press("enter"), way)
        assert popup(clerk) == ""

    def test_after_saving(self, clerk: Clerk) -> None:
        inquiry(clerk)
        assert popup(clerk.press("f3")) == ""
        assert clerk.screen == "menu"


class TestCommandsInside:
    def test_a_code_is_no_function(self, clerk: Clerk) -> None:
        typed(clerk).fill(customer_reference="A-2").run("VA21")
        assert (clerk.message_id, clerk.screen) == ("function-cannot-be-selected", "sales_document_overview")
        assert clerk.text("customer_reference") == "A-2"

    def test_a_function_code(self, clerk: Clerk) -> None:
        assert saved_number(typed(clerk).run("=save"))

    @pytest.mark.parametrize("command", ["/nXX99", "/x", "=nonsense", "/nVA99"])
    def test_one_that_does_not_exist_loses_nothing(self, clerk: Clerk, command: str) -> None:
        typed(clerk).fill(customer_reference="A-2").run(command)
        assert (clerk.screen, clerk.text("customer_reference")) == ("sales_document_overview", "A-2")
        assert clerk.message
        assert clerk.message.type.value == "E"

    def test_another_session_leaves_this_one_alone(self, clerk: Clerk) -> None:
        typed(clerk).fill(customer_reference="A-2").run("/oVA21").run("/i")
        assert (clerk.view.session, clerk.text("customer_reference")) == (1, "A-2")

    def test_from_a_detail(self, clerk: Clerk) -> None:
        typed(clerk).press("f10").fill(description="x").run("/nVA21")
        assert popup(clerk) == "question.save-first"
        clerk.press("c")
        assert (clerk.screen, clerk.text("description")) == ("sales_document_header", "x")


class TestErrorsEraseNothing:
    def test_several_at_once_are_worked_off(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000", customer_reference_date="yesterday").item(material="M-999", quantity="x")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("not-a-date", "customer_reference_date")
        clerk.fill(customer_reference_date=".").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-not-in-table", "items[0].material")
        clerk.item(0, material="M-100").press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.text("items[0].quantity")) == (
            "not-a-number",
            "items[0].quantity",
            "x",
        )
        clerk.item(0, quantity="5").press("enter")
        assert clerk.message is None

    def test_f3_from_a_detail_with_an_error(self, clerk: Clerk) -> None:
        typed(clerk).press("f10").fill(order_reason="999").press("f3")
        assert (clerk.screen, clerk.message_id, clerk.text("order_reason")) == (
            "sales_document_header",
            "entry-not-in-table",
            "999",
        )
        assert clerk.press("f12").screen == "sales_document_overview"
        assert clerk.press("f10").text("order_reason") == ""

    def test_cancel_drops_what_was_just_typed_in_a_detail(self, clerk: Clerk) -> None:
        typed(clerk).press("f10").fill(description="never mind").press("f12").press("f10")
        assert clerk.text("description") == ""
        clerk.fill(description="kept").press("f3").press("f10")
        assert clerk.text("description") == "kept"

    def test_a_text_too_long(self, clerk: Clerk) -> None:
        typed(clerk).fill(customer_reference="x" * 36).press("f11")
        assert (clerk.message_id, clerk.text("customer_reference")) == ("text-too-long", "x" * 36)
