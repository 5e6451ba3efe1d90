"""Display, change, and from one to the other; documents that somebody else has."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import inquiry, popup, quotation, saved_number, stored

Hire = Callable[..., Clerk]
SCREENS = {"": "overview", "f10": "header", "f2": "item"}


def tabs(clerk: Clerk) -> list[str]:
    return [f"tab_{tab.name}" for tab in clerk.desk.session.screen.tabs]


class TestDisplay:
    @pytest.mark.parametrize(("tcode", "make"), [("VA13", inquiry), ("VA23", quotation)])
    @pytest.mark.parametrize("key", SCREENS)
    def test_no_field_of_any_tab_is_open(
        self, clerk: Clerk, tcode: str, make: Callable[[Clerk], str], key: str
    ) -> None:
        make(clerk)
        clerk.run(f"/*{tcode}").on("items[0].material")
        if key:
            clerk.press(key)
        for tab in tabs(clerk):
            clerk.send(tab)
            assert [field.path for field in clerk.fields() if field.open] == []
            clerk.press("enter")
            assert clerk.message is None

    @pytest.mark.parametrize(
        "code",
        ["save", "insert_line", "copy_line", "delete_line", "new_pricing", "create_with_reference", "paste"],
    )
    def test_every_act_that_writes_says_why_not(self, clerk: Clerk, code: str, services: Services) -> None:
        number = quotation(clerk)
        clerk.run("/*VA23").on("items[0].material").send(code)
        assert clerk.message_id == "display-only"
        assert stored(services, number).version == 1

    def test_leaving_asks_nothing(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/*VA23").press("f3")
        assert (clerk.screen, popup(clerk)) == ("sales_document_initial_display", "")

    def test_the_next_number(self, clerk: Clerk) -> None:
        first, second = quotation(clerk), quotation(clerk)
        clerk.run("/*VA23").press("f3").fill(number=first.lstrip("0")).press("enter")
        assert clerk.text("number") == first.lstrip("0")
        clerk.press("f3")
        assert clerk.text("number") == first.lstrip("0")
        assert second


class TestFromDisplayToChange:
    def test_and_back(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/*VA23").press("ctrl+t")
        assert (clerk.view.transaction, clerk.message_id, clerk.field("valid_to").open) == (
            "VA22",
            "now-changing",
            True,
        )
        clerk.press("ctrl+t")
        assert (clerk.view.transaction, clerk.message_id) == ("VA23", "now-displaying")
        assert not clerk.field("valid_to").open

    @pytest.mark.parametrize(("answer", "reference"), [("y", "B-2"), ("n", ""), ("c", "B-2")])
    def test_with_unsaved_input(self, clerk: Clerk, services: Services, answer: str, reference: str) -> None:
        number = quotation(clerk)
        clerk.run("/*VA22").fill(customer_reference="B-2").press("ctrl+t")
        assert popup(clerk) == "question.save-first"
        clerk.press(answer)
        assert clerk.text("customer_reference") == reference
        assert clerk.view.transaction == ("VA22" if answer == "c" else "VA23")
        assert stored(services, number).customer_reference == ("B-2" if answer == "y" else "")

    def test_from_the_details_of_an_item(self, clerk: Clerk) -> None:
        quotation(clerk, ("M-100", "1"), ("M-110", "5"))
        clerk.run("/*VA23").on("items[1].material").press("f2").press("ctrl+t")
        assert (clerk.text("item"), clerk.field("quantity").open) == ("20", True)
        clerk.fill(quantity="6").press("ctrl+t").press("n")
        assert (clerk.text("item"), clerk.text("quantity")) == ("20", "5")

    def test_a_new_document_has_nothing_to_show_yet(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN").press("enter").send("toggle_change")
        assert clerk.message_id == "not-saved-yet"

    def test_one_that_somebody_else_has_stays_displayed(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA22")
        ben.run(f"/nVA23 {number}").press("ctrl+t")
        assert ben.message
        assert (ben.view.transaction, ben.message_id) == ("VA23", "locked-by-user")
        assert not ben.field("valid_to").open


def test_a_reason_for_rejection_is_typed_blind(clerk: Clerk) -> None:
    quotation(clerk)
    assert clerk.run("/*VA22").send("tab_rejection").cursor == "items[0].rejection_reason"


class TestLocks:
    def test_the_second_clerk_learns_who_and_may_look(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA22")
        ben.run(f"/nVA22 {number}")
        assert popup(ben) == "question.locked"
        ask = ben.desk.session.popups[-1].ask  # type: ignore[attr-defined]
        assert (ask.slots["user"], bool(ask.slots["since"])) == ("ANNA", True)
        ben.send("answer_display")
        assert (ben.view.transaction, ben.screen, ben.text("number")) == (
            "VA23",
            "sales_document_overview",
            number.lstrip("0"),
        )
        assert not ben.field("valid_to").open
        ben.press("f3")
        assert (ben.view.transaction, ben.screen) == ("VA23", "sales_document_initial_display")

    def test_cancel_stays_on_the_first_screen(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA22")
        ben.run("/nVA22").fill(number=number).press("enter").press("f12")
        assert (ben.screen, ben.text("number")) == ("sales_document_initial_change", number.lstrip("0"))

    def test_oneself_in_another_session(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        clerk.run("/*VA22").run(f"/oVA22 {number}")
        assert (clerk.view.session, popup(clerk)) == (2, "question.locked-by-yourself")

    @pytest.mark.parametrize("way", ["f11", "f3", "f12", "shift+f3", "/n", "/nVA21", "/nend", "/nex", "ctrl+t"])
    def test_it_is_given_back(self, hire: Hire, way: str) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA22")
        if way.startswith("/"):
            anna.run(way)
        else:
            anna.press(way)
        if popup(anna) == "question.log-off":
            anna.press("y")
        ben.run(f"/nVA22 {number}")
        assert (popup(ben), ben.screen) == ("", "sales_document_overview")

    def test_a_document_that_is_only_displayed_is_free(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA23")
        assert ben.run(f"/nVA22 {number}").screen == "sales_document_overview"

    def test_the_next_document_frees_the_one_before(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        first, second = quotation(anna), quotation(anna)
        anna.run(f"/nVA22 {first}").press("f3").fill(number=second).press("enter")
        assert popup(ben.run(f"/nVA22 {first}")) == ""
        assert popup(ben.run(f"/nVA22 {second}")) == "question.locked"


class TestChangedMeanwhile:
    def test_a_stale_save_is_refused_and_nothing_is_lost(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk)
        clerk.run("/*VA22").fill(customer_reference="mine").item(0, quantity="7")
        # a lock that lapsed: somebody saves all the same
        sales = services.sales_documents
        document = sales.load(number)
        before = sales.snapshot(document)
        document.description = "theirs"
        sales.save(document, before, "VA22")
        clerk.press("f11")
        assert clerk.message
        assert (clerk.message_id, clerk.message.type.value) == ("document-changed-meanwhile", "E")
        assert clerk.screen == "sales_document_overview"
        assert (clerk.text("customer_reference"), clerk.text("items[0].quantity")) == ("mine", "7")
        assert (stored(services, number).description, stored(services, number).items[0].quantity) == (
            "theirs",
            Decimal(10),
        )

    def test_saving_without_a_change_changes_nothing(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk)
        clerk.run("/*VA22").press("enter").press("f11")
        assert (clerk.message_id, clerk.screen) == ("nothing-changed", "sales_document_initial_change")
        assert stored(services, number).version == 1

    def test_opening_and_checking_is_no_change(self, clerk: Clerk) -> None:
        quotation(clerk, ("M-100", "1"), ("M-110", "5"))
        clerk.run("/*VA22").press("enter").press("f10").press("enter").press("f3")
        clerk.on("items[0].material").press("f2").press("enter").press("f3").press("f3")
        assert (popup(clerk), clerk.screen) == ("", "sales_document_initial_change")


def test_saved_and_opened_again_it_is_the_same(clerk: Clerk) -> None:
    quotation(clerk, ("M-100", "20"), ("M-110", "5"))
    clerk.run("/*VA22")
    before = {field.path: field.text for field in clerk.fields()}
    clerk.item(0, quantity="21").press("f11")
    saved_number(clerk.run("/*VA22").item(0, quantity="20").press("f11"))
    clerk.run("/*VA22")
    assert {field.path: field.text for field in clerk.fields()} == before
