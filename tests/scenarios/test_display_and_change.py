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
    def test_the_second_clerk_sees_it_at_once_and_learns_who_has_it(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA22")
        ben.run(f"/nVA22 {number}")
        assert ben.message
        assert (popup(ben), ben.message_id, ben.message.slots["name"]) == ("", "locked-by-user", "Anna")
        assert (ben.view.transaction, ben.screen) == ("VA23", "sales_document_overview")
        assert (ben.text("number"), ben.field("valid_to").open) == (number.lstrip("0"), False)

    def test_he_gets_his_next_one_for_change_again(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        other, number = quotation(anna), quotation(anna)
        anna.run("/*VA22")
        ben.run(f"/nVA22 {number}").press("f3")
        assert (ben.view.transaction, ben.screen) == ("VA22", "sales_document_initial_change")
        ben.fill(number=other).press("enter")
        assert (ben.view.transaction, ben.field("valid_to").open) == ("VA22", True)

    def test_he_is_told_when_it_is_free(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA22").fill(customer_reference="B-2")
        ben.run(f"/nVA22 {number}").press("enter")
        assert (ben.message_id, ben.desk.beat()) == ("", "")
        anna.press("f11")
        assert ben.press("enter").message_id == "free-again"
        assert ben.press("enter").message_id == ""
        ben.press("ctrl+t")
        assert (ben.view.transaction, ben.text("customer_reference")) == ("VA22", "B-2")

    def test_he_is_told_while_he_waits_with_his_hands_in_his_lap(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA22")
        ben.run(f"/nVA22 {number}")
        anna.press("f3")
        assert number.lstrip("0") in ben.desk.beat()
        assert ben.desk.beat() == ""

    def test_oneself_in_another_session_of_the_same_logon(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        clerk.run("/*VA22").run(f"/oVA22 {number}")
        assert (clerk.view.session, clerk.message_id, clerk.view.transaction) == (2, "locked-by-yourself", "VA23")
        assert clerk.run("/i1").message_id == "free-again"

    def test_ones_own_dead_logon_is_taken_over(self, hire: Hire, services: Services) -> None:
        dead, alive = hire("ANNA"), hire("ANNA")
        number = quotation(dead)
        dead.run("/*VA22").fill(customer_reference="lost")
        alive.run(f"/nVA22 {number}")
        assert popup(alive) == "question.locked-by-own-logon"
        alive.press("t")
        assert (alive.view.transaction, alive.screen) == ("VA22", "sales_document_overview")
        alive.fill(customer_reference="B-2").press("f11")
        assert stored(services, number).customer_reference == "B-2"
        assert dead.press("f11").message_id == "document-changed-meanwhile"

    @pytest.mark.parametrize(
        ("answer", "there"), [("d", "sales_document_overview"), ("c", "sales_document_initial_change")]
    )
    def test_or_only_looked_at(self, hire: Hire, answer: str, there: str) -> None:
        dead, alive = hire("ANNA"), hire("ANNA")
        number = quotation(dead)
        dead.run("/*VA22")
        alive.run(f"/nVA22 {number}").press(answer)
        assert (alive.screen, popup(alive)) == (there, "")

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
        assert (ben.message_id, ben.view.transaction, ben.screen) == ("", "VA22", "sales_document_overview")

    def test_a_document_that_is_only_displayed_is_free(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = quotation(anna)
        anna.run("/*VA23")
        assert ben.run(f"/nVA22 {number}").view.transaction == "VA22"

    def test_the_next_document_frees_the_one_before(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        first, second = quotation(anna), quotation(anna)
        anna.run(f"/nVA22 {first}").press("f3").fill(number=second).press("enter")
        assert ben.run(f"/nVA22 {first}").message_id == ""
        assert ben.run(f"/nVA22 {second}").message_id == "locked-by-user"


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
