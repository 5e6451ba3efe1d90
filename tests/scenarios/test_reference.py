"""Create with reference: F8 on the first screen and in the overview, the selection list, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sdtui.domain.errors import Refuse
from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.company import TODAY
from tests.scenarios.acts import begin, inquiry, order, popup, quotation, saved_number, stored

Hire = Callable[..., Clerk]


def ask_reference(clerk: Clerk, tcode: str = "VA21", kind: str = "QT") -> Clerk:
    return clerk.run(f"/n{tcode}").fill(document_type=kind).press("f8")


def refer(clerk: Clerk, **number: str) -> Clerk:
    """Refer to a document and to no other that was proposed."""
    others = {name: "" for name in ("inquiry", "quotation", "order") if clerk.text(name)}
    return clerk.fill(**(others | number)).press("enter")


def materials(clerk: Clerk) -> list[tuple[str, str, str]]:
    return [(row["item"], row["material"], row["quantity"]) for row in clerk.rows("items")]


class TestFromTheFirstScreen:
    def test_the_last_inquiry_is_proposed_and_copied(self, clerk: Clerk, services: Services) -> None:
        number = inquiry(clerk, ("M-100", "5"), ("M-110", "100"))
        ask_reference(clerk)
        assert (clerk.screen, clerk.cursor) == ("create_with_reference", "inquiry")
        assert clerk.text("inquiry") == number.lstrip("0")
        clerk.press("enter")
        assert (clerk.screen, clerk.message_id) == ("sales_document_overview", "items-copied-from")
        assert materials(clerk) == [("10", "M-100", "5"), ("20", "M-110", "100")]
        assert [row["item_category"] for row in clerk.rows("items")] == ["AGN", "AGN"]
        assert (clerk.text("sold_to"), clerk.text("valid_to"), clerk.cursor) == ("1000", "", "valid_to")
        clerk.press("f11", "e")
        assert clerk.cursor == "valid_to"
        document = stored(services, saved_number(clerk.fill(valid_to="+30").press("f11")))
        assert (document.sales_org, document.channel, document.division) == ("1000", "10", "00")
        references = [(i.reference_number, i.reference_item, i.reference_category) for i in document.items]
        assert references == [(number, 10, "A"), (number, 20, "A")]

    def test_only_documents_of_categories_that_may_precede(self, clerk: Clerk) -> None:
        ask_reference(clerk)
        assert {"inquiry", "quotation", "order"} <= {field.path for field in clerk.fields()}

    def test_cancel_stays_on_the_first_screen(self, clerk: Clerk) -> None:
        inquiry(clerk)
        ask_reference(clerk).press("f12")
        assert (clerk.screen, clerk.text("document_type")) == ("sales_document_initial_create", "QT")

    @pytest.mark.parametrize("number", ["29999999", "X"])
    def test_an_unknown_number(self, clerk: Clerk, number: str) -> None:
        ask_reference(clerk).fill(inquiry=number).press("enter")
        assert (clerk.screen, clerk.message_id) == ("create_with_reference", "document-unknown")
        assert (clerk.text("inquiry"), clerk.cursor) == (number, "inquiry")

    def test_the_number_of_another_category(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        ask_reference(clerk)
        refer(clerk, inquiry=number)
        assert (clerk.message_id, clerk.cursor) == ("document-other-category", "inquiry")

    def test_one_of_the_fields_is_filled(self, clerk: Clerk) -> None:
        ask_reference(clerk).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("one-reference", "inquiry")
        clerk.fill(inquiry="10000000", quotation="20000000").press("enter")
        assert clerk.message_id == "one-reference"

    def test_what_is_typed_wins_over_the_number_that_is_proposed(self, clerk: Clerk) -> None:
        inquiry(clerk)
        number = quotation(clerk, ("DXTR1", "3"))
        ask_reference(clerk)
        assert clerk.text("inquiry")
        clerk.fill(quotation="29999999").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("document-unknown", "quotation")
        clerk.fill(quotation=number).press("enter")
        assert (clerk.screen, clerk.text("items[0].material")) == ("sales_document_overview", "DXTR1")

    def test_another_sales_area_on_the_first_screen_gives_way_after_a_warning(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        area = {"sales_org": "1000", "channel": "12", "division": "00", "sales_office": "1020", "sales_group": "103"}
        clerk.run("/nVA21").fill(document_type="QT", **area).press("f8")
        refer(clerk, inquiry=number)
        assert (clerk.screen, clerk.message_id) == ("create_with_reference", "source-brings-sales-area")
        clerk.press("enter").press("f10")
        assert (clerk.text("channel"), clerk.text("sales_office")) == ("10", "1010")

    def test_another_sales_area_is_refused_in_a_document_that_has_begun(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        begin(clerk, "VA21", "QT", ("1000", "12", "00")).press("f8")
        refer(clerk, inquiry=number)
        assert (clerk.screen, clerk.message_id) == ("create_with_reference", "source-other-sales-area")

    def test_a_type_without_copy_control_is_refused(self, clerk: Clerk) -> None:
        clerk.run("/nVA21").fill(document_type="").press("f8")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "document_type")

    def test_going_back_starts_afresh(self, clerk: Clerk) -> None:
        inquiry(clerk)
        ask_reference(clerk).press("enter").press("f3").press("n")
        assert (clerk.screen, popup(clerk)) == ("sales_document_initial_create", "")
        clerk.press("enter")
        assert clerk.rows("items") == []


class TestFromTheOverview:
    def test_several_inquiries_into_one_quotation(self, clerk: Clerk, services: Services) -> None:
        first, second = inquiry(clerk, ("M-100", "5")), inquiry(clerk, ("M-110", "100"))
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").press("enter")
        refer(clerk.press("f8"), inquiry=first)
        refer(clerk.press("f8"), inquiry=second)
        assert materials(clerk) == [("10", "M-100", "5"), ("20", "M-110", "100")]
        document = stored(services, saved_number(clerk.press("f11")))
        assert [item.reference_number for item in document.items] == [first, second]
        assert [stored(services, number).overall_status.value for number in (first, second)] == ["C", "C"]

    def test_beside_what_was_typed(self, clerk: Clerk) -> None:
        number = inquiry(clerk, ("M-110", "100"))
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="1")
        refer(clerk.press("f8"), inquiry=number)
        assert materials(clerk) == [("10", "M-100", "1"), ("20", "M-110", "100")]

    def test_the_customer_comes_with_the_first_reference(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        begin(clerk, "VA21", "QT")
        refer(clerk.press("f8"), inquiry=number)
        assert (clerk.screen, clerk.text("sold_to")) == ("sales_document_overview", "1000")

    def test_another_customer_is_refused(self, clerk: Clerk) -> None:
        number = inquiry(clerk, sold_to="1004")
        begin(clerk, "VA21", "QT").fill(sold_to="1000").press("enter")
        refer(clerk.press("f8"), inquiry=number)
        assert (clerk.screen, clerk.message_id) == ("create_with_reference", "source-other-sold-to")
        assert clerk.text("inquiry") == number.lstrip("0")
        clerk.press("f12")
        assert (clerk.screen, clerk.rows("items")) == ("sales_document_overview", [])

    def test_the_customer_is_fixed_by_a_reference(self, clerk: Clerk) -> None:
        inquiry(clerk)
        ask_reference(clerk).press("enter")
        assert not clerk.field("sold_to").open
        assert not clerk.field("items[0].material").open
        assert clerk.field("items[1].material").open

    def test_a_document_does_not_refer_to_itself(self, clerk: Clerk) -> None:
        inquiry(clerk)
        clerk.run("/*VA12").press("f8")
        # the last number is its own
        assert clerk.text("inquiry") == ""
        refer(clerk, inquiry="10000000")
        assert (clerk.screen, clerk.message_id, clerk.cursor) == (
            "create_with_reference",
            "source-same-document",
            "inquiry",
        )

    def test_the_same_inquiry_twice(self, clerk: Clerk) -> None:
        number = inquiry(clerk, ("M-100", "5"))
        ask_reference(clerk).press("enter")
        refer(clerk.press("f8"), inquiry=number)
        # an inquiry item is complete with any part of it, saved or not
        assert len(clerk.rows("items")) == 1 if clerk.screen == "sales_document_overview" else clerk.message


class TestSelectionList:
    def selection(self, clerk: Clerk, tcode: str = "VA21", kind: str = "QT", **number: str) -> Clerk:
        ask_reference(clerk, tcode, kind)
        others = {name: "" for name in ("inquiry", "quotation", "order") if clerk.text(name)}
        return clerk.fill(**(others | number)).press("f5")

    def test_it_shows_what_is_open(self, clerk: Clerk) -> None:
        number = inquiry(clerk, ("M-100", "5"), ("M-110", "100"))
        self.selection(clerk, inquiry=number)
        assert (clerk.screen, clerk.text("number")) == ("selection_list", number.lstrip("0"))
        rows = [(r["selected"], r["item"], r["quantity"], r["open_quantity"]) for r in clerk.rows("lines")]
        assert rows == [("X", "10", "5", "5"), ("X", "20", "100", "100")]

    def test_part_of_it(self, clerk: Clerk, services: Services) -> None:
        number = inquiry(clerk, ("M-100", "5"), ("M-110", "100"))
        self.selection(clerk, inquiry=number)
        clerk.on_row(1).press("f9")
        assert [row["selected"] for row in clerk.rows("lines")] == ["X", ""]
        clerk.item(0, "lines", quantity="2").press("f8")
        assert (clerk.message_id, materials(clerk)) == ("items-copied-from", [("10", "M-100", "2")])
        saved_number(clerk.fill(valid_to="+30").press("f11"))
        source = stored(services, number)
        assert [item.overall_status.value for item in source.items] == ["C", "A"]
        assert source.overall_status.value == "B"

    def test_all_and_none(self, clerk: Clerk) -> None:
        number = inquiry(clerk, ("M-100", "5"), ("M-110", "100"))
        self.selection(clerk, inquiry=number).press("ctrl+r")
        assert [row["selected"] for row in clerk.rows("lines")] == ["", ""]
        clerk.press("f8")
        assert (clerk.screen, clerk.message_id) == ("selection_list", "choose-items")
        assert clerk.cursor == "lines[0].selected"
        clerk.press("ctrl+a").press("f8")
        assert len(clerk.rows("items")) == 2

    @pytest.mark.parametrize(("quantity", "message"), [("6", "quantity-above-open"), ("0", "quantity-not-positive")])
    def test_a_quantity_that_is_not_open(self, clerk: Clerk, quantity: str, message: str) -> None:
        number = inquiry(clerk, ("M-100", "5"))
        self.selection(clerk, inquiry=number).item(0, "lines", quantity=quantity).press("f8")
        assert (clerk.screen, clerk.message_id, clerk.cursor) == ("selection_list", message, "lines[0].quantity")
        assert clerk.text("lines[0].quantity") == quantity.strip("0")
        assert clerk.item(0, "lines", quantity="5").press("f8").screen == "sales_document_overview"

    def test_leaving_it_copies_nothing(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        self.selection(clerk, inquiry=number).press("f3")
        assert clerk.screen == "create_with_reference"
        assert clerk.press("f12").screen == "sales_document_initial_create"

    def test_what_is_rejected_says_so_and_is_closed(self, clerk: Clerk) -> None:
        number = inquiry(clerk, ("M-100", "5"), ("M-110", "100"))
        clerk.run("/*VA12").send("tab_rejection").item(0, rejection_reason="03").press("f11")
        self.selection(clerk, inquiry=number)
        assert [row["selected"] for row in clerk.rows("lines")] == ["", "X"]
        assert not clerk.field("lines[0].selected").open
        clerk.on_row(0).press("f9")
        assert clerk.text("lines[0].selected") == ""

    def test_everything_used_up(self, clerk: Clerk) -> None:
        number = inquiry(clerk, ("M-100", "5"))
        ask_reference(clerk).press("enter")
        saved_number(clerk.fill(valid_to="+30").press("f11"))
        ask_reference(clerk)
        refer(clerk, inquiry=number)
        assert (clerk.screen, clerk.message_id) == ("create_with_reference", "nothing-to-copy")

    def test_a_follow_up_quotation_uses_nothing_up(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"))
        for _ in range(2):
            ask_reference(clerk)
            refer(clerk, quotation=number)
            assert materials(clerk) == [("10", "M-100", "10")]
            saved_number(clerk.fill(valid_to="+30").press("f11"))
        assert stored(services, number).overall_status.value == "A"


class TestAlternatives:
    def quoted(self, clerk: Clerk) -> str:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="5")
        clerk.item(material="M-110", quantity="5", alternative_to="10").press("enter")
        assert clerk.message is None
        return saved_number(clerk.press("f11"))

    def test_they_are_shown_but_not_proposed(self, clerk: Clerk) -> None:
        self.quoted(clerk)
        ask_reference(clerk).press("enter")
        # the list opens by itself
        assert clerk.screen == "selection_list"
        assert [row["selected"] for row in clerk.rows("lines")] == ["X", ""]
        assert clerk.field("lines[1].selected").open

    def test_one_is_chosen_beside_its_main_item(self, clerk: Clerk, services: Services) -> None:
        self.quoted(clerk)
        ask_reference(clerk).press("enter").on_row(1).press("f9").press("f8")
        assert [row["alternative_to"] for row in clerk.rows("items")] == ["", "10"]

    def test_one_is_chosen_instead(self, clerk: Clerk, services: Services) -> None:
        number = self.quoted(clerk)
        ask_reference(clerk).press("enter").press("ctrl+r").on_row(1).press("f9").press("f8")
        assert [(row["material"], row["alternative_to"]) for row in clerk.rows("items")] == [("M-110", "")]
        saved_number(clerk.fill(valid_to="+30").press("f11"))
        assert stored(services, number).overall_status.value == "C"


class TestValidityOfTheSource:
    def test_an_expired_inquiry_is_warned_about(self, hire: Hire) -> None:
        clerk = hire("ANNA", day=TODAY - timedelta(days=10))
        begin(clerk).fill(sold_to="1000", valid_to="+5").item(material="M-100", quantity="5").press("f11")
        later = ask_reference(hire("ANNA"))
        later.press("enter")
        assert later.message
        assert (later.message_id, later.message.type.value) == ("source-expired", "W")
        assert later.press("enter").screen == "sales_document_overview"

    def test_an_order_from_an_expired_quotation_is_refused(self, hire: Hire, services: Services) -> None:
        number = quotation(hire("ANNA", day=TODAY - timedelta(days=10)), valid_to="+5")
        with pytest.raises(Refuse, match="source-expired"):
            order(services, number, {10: "1"})

    def test_validity_and_dates_are_not_copied(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, valid_to="+90")
        ask_reference(clerk)
        refer(clerk, quotation=number)
        assert (clerk.text("valid_to"), clerk.text("valid_from")) == ("", "11/24/2026")
        assert clerk.text("requested_delivery_date") == "12/08/2026"
        document = stored(services, saved_number(clerk.fill(valid_to="+1").press("f11")))
        assert document.valid_to == date(2026, 11, 25)


class TestWhatComesAlong:
    def test_texts_reference_and_text_items(self, clerk: Clerk, services: Services) -> None:
        begin(clerk).fill(sold_to="1000", customer_reference="A-1").item(material="M-100", quantity="5")
        clerk.item(description="As agreed by telephone").press("f10").send("tab_texts").on("texts[0].text_id").press(
            "f2"
        )
        clerk.fill(text="First line\nSecond line").press("f3")
        number = saved_number(clerk.press("f11"))
        text_id = next(t.text_id for t in stored(services, number).texts if t.text)
        ask_reference(clerk).press("enter")
        assert clerk.text("customer_reference") == "A-1"
        assert [(row["item_category"], row["description"]) for row in clerk.rows("items")][1] == (
            "AGTX",
            "As agreed by telephone",
        )
        document = stored(services, saved_number(clerk.fill(valid_to="+30").press("f11")))
        assert {t.text_id: t.text for t in document.texts}[text_id] == "First line\nSecond line"

    def test_manual_prices_of_an_inquiry(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="10").press("enter")
        clerk.on_row(0).press("f2").send("tab_conditions").item(table="conditions", condition_type="RA00", rate="5")
        clerk.press("enter")
        value = clerk.text("net_value")
        saved_number(clerk.press("f11"))
        ask_reference(clerk).press("enter")
        assert clerk.rows("items")[0]["net_value"] == value

    def test_the_first_quotation_of_an_order_keeps_its_prices(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"))
        quoted = stored(services, number)
        ordered = stored(services, order(services, number, {10: "4"}))
        assert ordered.items[0].net_value == quoted.items[0].net_value / 10 * 4
        assert ordered.items[0].quantity == Decimal(4)
