"""Incomplete documents: what is missing is said at once, found with one key, saved after a question, and not copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sdtui import wiring
from sdtui.domain.customizing_rows import IncompletionRule
from sdtui.domain.incompletion import update_incompletion
from sdtui.services.bundle import Services
from sdtui.store import changes
from tests.clerk import Clerk
from tests.scenarios.acts import (
    begin,
    choose,
    incomplete,
    inquiry_without_quantity,
    kept,
    lines,
    popup,
    quotation,
    saved_incomplete,
    saved_number,
    stored,
)

Consultant = Callable[..., None]


@pytest.fixture
def consult(monkeypatch: pytest.MonkeyPatch) -> Consultant:
    """Customizing of the quotation type otherwise; further rules go to the ends of procedures."""
    customizing, pricing = wiring.read_customizing()

    def change(rules: dict[str, IncompletionRule], **facts: Any) -> None:
        kinds = dict(customizing.document_types)
        kinds["QT"] = replace(kinds["QT"], **facts)
        procedures = dict(customizing.incompletion_procedures)
        for code, rule in rules.items():
            procedures[code] = replace(procedures[code], rules=(*procedures[code].rules, rule))
        new = replace(customizing, document_types=kinds, incompletion_procedures=procedures)
        monkeypatch.setattr(wiring, "read_customizing", lambda: (new, pricing))

    return change


def remark(clerk: Clerk) -> str:
    """The line below the body in its words, of which the tests only read labels and steps."""
    return clerk.view.remark.text if clerk.view.remark else ""


def where(clerk: Clerk) -> tuple[str, str]:
    return clerk.screen.removeprefix("sales_document_"), clerk.cursor


def logged(clerk: Clerk) -> list[tuple[str, str, str]]:
    return [(row["c0"], row["c1"], row["c2"]) for row in clerk.rows()]


class TestTheLine:
    def test_it_names_what_is_missing_after_each_turn(self, clerk: Clerk) -> None:
        incomplete(clerk)
        assert remark(clerk) == "Incomplete: Valid To (stops reference), 2 more"
        clerk.fill(valid_to="+30").press("enter")
        assert remark(clerk) == "Incomplete: Item 20 Order Quantity (stops reference), 1 more"
        clerk.item(1, quantity="10").press("enter")
        assert remark(clerk) == "Incomplete: Item 30 PR00 Price (stops reference, pricing)"
        clerk.send("tab_rejection").item(2, rejection_reason="03").press("enter")
        assert clerk.view.remark
        assert (clerk.view.remark.style, clerk.view.remark.quiet) == ("muted", True)

    def test_it_goes_along_to_the_details_and_not_to_the_first_screen(self, clerk: Clerk) -> None:
        incomplete(clerk)
        said = remark(clerk)
        assert remark(clerk.press("f10")) == said
        assert remark(clerk.press("f3").on_row(0).press("f2")) == said
        clerk.press("f3", "f3").press("n")
        assert (clerk.screen, clerk.view.remark) == ("sales_document_initial_create", None)

    def test_it_stands_beside_a_message(self, clerk: Clerk) -> None:
        incomplete(clerk).send("unheard_of")
        assert clerk.message_id == "function-not-here"
        assert remark(clerk)

    def test_what_is_recommended_is_said_quietly(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000")
        lines(clerk, ("M-100", "5")).press("enter")
        assert clerk.view.remark
        assert clerk.view.remark.quiet
        assert "Cust. Reference" in remark(clerk)
        assert "Cust. Reference" not in remark(clerk.fill(customer_reference="A-1").press("enter"))

    def test_an_inquiry_may_know_no_price(self, clerk: Clerk, services: Services) -> None:
        begin(clerk).fill(sold_to="1000")
        lines(clerk, ("M-990", "1")).press("enter")
        assert clerk.message_id == "price-missing"
        document = stored(services, saved_number(clerk.press("enter", "f11")))
        assert document.items[0].price_missing
        assert document.incompletion == ""

    def test_display_shows_it_too(self, clerk: Clerk) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA23 {number}")
        assert remark(clerk) == "Incomplete: Valid To (stops reference), 2 more"

    @pytest.mark.parametrize(("language", "word"), [("pl", "Ważne do"), ("de", "Gültig bis")])
    def test_in_the_language_of_the_clerk(self, hire: Callable[..., Clerk], language: str, word: str) -> None:
        assert word in remark(incomplete(hire("ANNA", language)))


class TestTheWay:
    def test_one_key_leads_from_gap_to_gap(self, clerk: Clerk) -> None:
        incomplete(clerk)
        assert where(clerk.press("ctrl+e")) == ("overview", "valid_to")
        assert where(clerk.press("ctrl+e")) == ("overview", "items[1].quantity")
        assert where(clerk.press("ctrl+e")) == ("item", "conditions[0].rate")
        assert clerk.text("material") == "M-990"
        assert where(clerk.press("ctrl+e")) == ("overview", "valid_to")
        assert clerk.message_id == "last-gap"

    def test_filling_on_the_way(self, clerk: Clerk) -> None:
        incomplete(clerk).press("ctrl+e").fill(valid_to="+30")
        clerk.press("ctrl+e").item(1, quantity="10")
        clerk.press("ctrl+e").item(0, "conditions", rate="4900").press("enter", "ctrl+e")
        assert clerk.view.remark
        assert clerk.view.remark.quiet
        assert where(clerk) == ("overview", "customer_reference")  # nothing else is left to recommend
        assert saved_number(clerk.press("f11"))

    def test_when_nothing_is_missing(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000", customer_reference="A-1")
        lines(clerk, ("M-100", "5")).press("enter", "ctrl+e")
        assert clerk.message_id == "nothing-missing"
        assert clerk.press("ctrl+l").message_id == "nothing-missing"

    def test_header_details_open_on_their_tab(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        clerk.run(f"/nVA22 {number}").send("tab_sales").fill(payment_terms="", incoterms="").press("enter")
        assert where(clerk.press("ctrl+e")) == ("header", "payment_terms")
        assert clerk.field("payment_terms").open
        assert where(clerk.press("ctrl+e")) == ("header", "incoterms")

    def test_from_the_details_of_one_item_to_those_of_another(self, clerk: Clerk) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30")
        lines(clerk, ("M-990", "1"), ("M-990", "2")).press("enter", "enter", "enter", "ctrl+e")
        assert (where(clerk), clerk.text("item")) == (("item", "conditions[0].rate"), "10")
        clerk.press("ctrl+e")
        assert (where(clerk), clerk.text("item")) == (("item", "conditions[0].rate"), "20")

    def test_texts_and_partners(self, clerk: Clerk, consult: Consultant) -> None:
        consult(
            {
                "QT": IncompletionRule(text="0001", status_group="01"),
                "AG": IncompletionRule(text="0002", status_group="01"),
            }
        )
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30")
        lines(clerk, ("M-100", "5")).press("enter", "f10").send("tab_partners")
        row = next(n for n, line in enumerate(clerk.rows("partners")) if line["function"] == "SH")
        clerk.item(row, "partners", city="").press("enter", "f3")
        assert where(clerk.press("ctrl+e")) == ("text", "text")
        clerk.fill(text="In the shop").press("ctrl+e")
        assert where(clerk) == ("text", "text")
        clerk.fill(text="With our thanks").press("ctrl+e")
        assert where(clerk) == ("header", f"partners[{row}].city")
        clerk.item(row, "partners", city="Warszawa").press("ctrl+e")
        assert clerk.view.remark
        assert clerk.view.remark.quiet
        assert saved_number(clerk.press("f11"))

    def test_an_error_comes_first(self, clerk: Clerk) -> None:
        incomplete(clerk).fill(valid_to="01/01/2026").press("ctrl+e")
        assert (clerk.message_id, clerk.cursor) == ("valid-to-before-valid-from", "valid_to")

    def test_in_display_it_leads_there_and_opens_nothing(self, clerk: Clerk) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA23 {number}").press("ctrl+e", "ctrl+e")
        assert where(clerk) == ("overview", "items[1].quantity")
        assert not clerk.field("items[1].quantity").open


class TestTheLog:
    def test_it_lists_all_with_the_steps(self, clerk: Clerk) -> None:
        incomplete(clerk).press("ctrl+l")
        assert popup(clerk) == "choose.incompletion"
        assert logged(clerk) == [
            ("Header", "Valid To", "reference"),
            ("Header", "Cust. Reference", "recommended only"),
            ("Item 20", "Order Quantity", "reference"),
            ("Item 30", "PR00 Price", "reference, pricing"),
        ]

    def test_choosing_leads_there_and_the_walk_goes_on_from_it(self, clerk: Clerk) -> None:
        choose(incomplete(clerk).press("ctrl+l"), 2)
        assert where(clerk) == ("overview", "items[1].quantity")
        assert where(clerk.press("ctrl+e")) == ("item", "conditions[0].rate")

    def test_cancel_stays(self, clerk: Clerk) -> None:
        incomplete(clerk).press("f10", "ctrl+l", "f12")
        assert (popup(clerk), clerk.screen) == ("", "sales_document_header")


class TestSaving:
    def test_the_question_is_asked_and_the_document_saved(self, clerk: Clerk, services: Services) -> None:
        incomplete(clerk).press("f11")
        assert popup(clerk) == "question.incomplete"
        assert kept(services, saved_number(clerk.press("s"))) == ["GP", "", "G", "GP"]
        assert clerk.screen == "sales_document_initial_create"

    def test_edit_leads_to_the_first_gap(self, clerk: Clerk) -> None:
        incomplete(clerk).press("f10", "f11", "e")
        assert (popup(clerk), where(clerk)) == ("", ("overview", "valid_to"))

    @pytest.mark.parametrize("key", ["c", "f12", "enter"])
    def test_cancel_changes_nothing(self, clerk: Clerk, key: str) -> None:
        incomplete(clerk).press("f10", "f11", key)
        assert (popup(clerk), clerk.screen) == ("", "sales_document_header")
        assert clerk.text("valid_to") == ""

    def test_what_is_complete_is_saved_at_once(self, clerk: Clerk, services: Services) -> None:
        assert stored(services, quotation(clerk)).incompletion == ""

    def test_nothing_is_asked_of_one_that_nobody_changed(self, clerk: Clerk) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA22 {number}").press("f11")
        assert (popup(clerk), clerk.message_id) == ("", "nothing-changed")

    def test_one_that_was_changed_is_asked_about_again(self, clerk: Clerk, services: Services) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA22 {number}").fill(valid_to="+30").press("f11")
        assert popup(clerk) == "question.incomplete"
        assert kept(services, saved_number(clerk.press("s"))) == ["GP", "", "G", "GP"]

    def test_what_was_completed_is_stored_as_complete(self, clerk: Clerk, services: Services) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA22 {number}").fill(valid_to="+30").item(1, quantity="10").send("tab_rejection")
        clerk.item(2, rejection_reason="03").press("f11")
        assert set(kept(services, saved_number(clerk))) == {""}

    def test_the_stored_status_is_that_of_the_rules(self, clerk: Clerk, services: Services) -> None:
        for number in (saved_incomplete(clerk), quotation(clerk), inquiry_without_quantity(clerk)):
            document = stored(services, number)
            update_incompletion(document, services.context.customizing)
            assert kept(services, number) == [document.incompletion, *(item.incompletion for item in document.items)]

    def test_it_is_no_change_that_somebody_made(self, clerk: Clerk, services: Services) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA22 {number}").fill(valid_to="+30").item(1, quantity="10").press("f11", "s")
        with services.context.database.read() as unit:
            last = changes.read(unit, "sales_document", number)[-1]
        assert {change.field for change in last.changes} == {"valid_to", "quantity"}

    def test_errors_stay_errors(self, clerk: Clerk) -> None:
        begin(clerk, "VA21", "QT").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("sold-to-required", "sold_to")
        clerk.fill(sold_to="1000").press("f11")
        assert (clerk.message_id, popup(clerk)) == ("items-required", "")

    def test_a_type_may_forbid_it(self, clerk: Clerk, consult: Consultant) -> None:
        consult({}, incomplete_save=False)
        incomplete(clerk).press("f10", "f11")
        assert (clerk.message_id, where(clerk)) == ("incomplete-not-saved", ("header", "valid_to"))
        assert clerk.field("valid_to").error
        clerk.fill(valid_to="+30").press("f11")
        assert (clerk.message_id, where(clerk)) == ("incomplete-not-saved", ("overview", "items[1].quantity"))
        clerk.item(1, quantity="10").press("f11")
        assert (clerk.message_id, where(clerk)) == ("incomplete-not-saved", ("overview", "items[2].material"))
        clerk.send("tab_rejection").item(2, rejection_reason="03")
        assert saved_number(clerk.press("f11"))

    def test_going_over_to_display_asks_both(self, clerk: Clerk, services: Services) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA22 {number}").fill(customer_reference="A-1").press("ctrl+t")
        assert popup(clerk) == "question.save-first"
        assert popup(clerk.press("y")) == "question.incomplete"
        clerk.press("s")
        assert (clerk.message_id, clerk.view.transaction) == ("document-saved", "VA23")
        assert stored(services, number).customer_reference == "A-1"


class TestOtherRules:
    """What is stored serves lists alone: whoever opens a document sees what the rules of today say."""

    def test_a_document_is_shown_by_the_rules_of_today(
        self, clerk: Clerk, hire: Callable[..., Clerk], consult: Consultant, services: Services
    ) -> None:
        number = quotation(clerk)
        consult({"QT": IncompletionRule(field="order_reason", status_group="02")})
        later = hire("BEN").run(f"/nVA23 {number}")
        assert "stops reference, delivery" in remark(later)
        assert later.press("f10").send("tab_status").text("completeness_delivery.text") == "Incomplete"
        assert kept(services, number) == ["", ""]

    def test_opening_it_changes_nothing(self, clerk: Clerk, hire: Callable[..., Clerk], consult: Consultant) -> None:
        number = quotation(clerk)
        consult({"QT": IncompletionRule(field="order_reason", status_group="02")})
        later = hire("BEN").run(f"/nVA22 {number}").press("enter", "f3")
        assert (popup(later), later.screen) == ("", "sales_document_initial_change")


class TestTheWarningOfAMissingPrice:
    """It is told once on Enter, and no more once the document was stored so; another material is another matter."""

    def test_a_stored_document_is_not_warned_about_again(self, clerk: Clerk) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA22 {number}").press("enter")
        assert clerk.message is None

    def test_another_material_without_price_is(self, clerk: Clerk) -> None:
        number = saved_incomplete(clerk)
        clerk.run(f"/nVA22 {number}").item(0, material="M-990").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("price-missing", "items[0].material")

    def test_a_rejected_item_needs_none(self, clerk: Clerk) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30")
        lines(clerk, ("M-990", "1"))
        clerk.item(0, rejection_reason="03").press("enter")
        assert clerk.message is None
