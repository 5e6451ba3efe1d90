"""The sales area, the customer and the material: derived, chosen, refused on their field, and corrected."""

from __future__ import annotations

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, choose, popup, saved_number, stored

HEADER = ("sales_org", "channel", "division")


def begin_without_area(clerk: Clerk, tcode: str = "VA11", kind: str = "IN") -> Clerk:
    return clerk.run(f"/n{tcode}").fill(document_type=kind).press("enter")


def header_area(clerk: Clerk) -> tuple[str, ...]:
    clerk.press("f10")
    return tuple(clerk.text(name) for name in HEADER)


class TestDerived:
    def test_from_a_customer_of_one_area(self, clerk: Clerk, services: Services) -> None:
        begin_without_area(clerk).fill(sold_to="1001").item(material="M-100", quantity="1").press("f11")
        document = stored(services, saved_number(clerk))
        assert (document.sales_org, document.channel, document.division) == ("1000", "12", "00")
        assert (document.sales_office, document.sales_group, document.payment_terms) == ("1020", "103", "0002")
        assert (document.incoterms, document.incoterms_place) == ("DAP", "Kraków")

    def test_several_areas_are_asked_about(self, clerk: Clerk) -> None:
        begin_without_area(clerk).fill(sold_to="1004").item(material="M-100", quantity="1").press("enter")
        assert popup(clerk) == "choose.sales-areas"
        assert [tuple(row.values())[:3] for row in clerk.rows()] == [("1000", "10", "00"), ("1000", "12", "00")]
        choose(clerk, 1)
        assert (clerk.message_id, clerk.rows("items")[0]["unit"]) == ("", "PC")
        assert header_area(clerk) == ("1000", "12", "00")

    def test_an_organization_narrows_the_choice(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN", sales_org="1000", channel="12").press("enter")
        clerk.fill(sold_to="1004").press("enter")
        assert not popup(clerk)
        assert header_area(clerk) == ("1000", "12", "00")

    def test_an_area_that_was_only_remembered_does_not_stop_the_next_customer(self, clerk: Clerk) -> None:
        begin(clerk, area=("1000", "12", "00")).fill(sold_to="1001").item(material="M-100", quantity="1").press("f11")
        clerk.run("/nVA11").fill(document_type="IN").press("enter")
        clerk.fill(sold_to="1000").item(material="M-100", quantity="5").press("enter")
        assert (popup(clerk), clerk.message_id) == ("choose.sales-areas", "customer-not-in-sales-area")
        assert [tuple(row.values())[:3] for row in clerk.rows()] == [("1000", "10", "00")]
        choose(clerk, 0)
        assert (clerk.message, clerk.rows("items")[0]["unit"]) == (None, "PC")
        assert header_area(clerk) == ("1000", "10", "00")

    def test_another_sales_organization_is_no_slip(self, clerk: Clerk) -> None:
        begin(clerk, area=("1000", "12", "00")).fill(sold_to="2000").press("enter")
        assert (popup(clerk), clerk.message_id) == ("", "customer-not-in-sales-area")

    def test_the_choice_can_be_put_off(self, clerk: Clerk) -> None:
        begin_without_area(clerk).fill(sold_to="1004").press("enter").press("f12")
        assert (popup(clerk), clerk.text("sold_to")) == ("", "1004")
        clerk.press("enter")
        assert popup(clerk) == "choose.sales-areas"

    def test_saving_asks_too_and_then_saves(self, clerk: Clerk, services: Services) -> None:
        begin_without_area(clerk).fill(sold_to="1004").item(material="M-100", quantity="1").press("f11")
        assert popup(clerk) == "choose.sales-areas"
        choose(clerk, 0)
        if clerk.screen == "sales_document_overview":
            clerk.press("f11")
        assert stored(services, saved_number(clerk)).channel == "10"

    def test_an_area_that_was_derived_is_derived_again(self, clerk: Clerk) -> None:
        begin_without_area(clerk).fill(sold_to="1001").item(material="M-100", quantity="1").press("enter")
        price = clerk.rows("items")[0]["net_value"]
        clerk.fill(sold_to="1000").press("enter")
        assert clerk.message is None
        # direct sales have prices of their own
        assert clerk.rows("items")[0]["net_value"] != price
        assert header_area(clerk) == ("1000", "10", "00")

    def test_and_chosen_again(self, clerk: Clerk) -> None:
        begin_without_area(clerk).fill(sold_to="1001").item(material="M-100", quantity="1").press("enter")
        clerk.fill(sold_to="1017").press("enter")
        assert popup(clerk) == "choose.sales-areas"
        choose(clerk, 1)
        assert header_area(clerk) == ("1000", "10", "01")

    def test_a_new_customer_brings_his_own_terms(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").press("enter")
        clerk.fill(sold_to="1004").press("enter").press("f10")
        assert (clerk.text("sold_to"), clerk.text("sales_office")) == ("1004", "1020")

    def test_the_office_that_was_named_stays(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(
            document_type="IN", sales_org="1000", channel="10", division="00", sales_office="1020", sales_group="103"
        ).press("enter")
        clerk.fill(sold_to="1000").press("enter").press("f10")
        assert (clerk.text("sales_office"), clerk.text("sales_group")) == ("1020", "103")


class TestRefusedOnTheFirstScreen:
    @pytest.mark.parametrize(
        ("fields", "message", "cursor"),
        [
            ({"sales_org": "9999"}, "entry-not-in-table", "sales_org"),
            ({"channel": "99"}, "entry-not-in-table", "channel"),
            ({"division": "99"}, "entry-not-in-table", "division"),
            ({"sales_office": "3010"}, "entry-not-in-table", "sales_office"),
            ({"sales_office": "1010", "sales_group": "103"}, "entry-not-in-table", "sales_group"),
            ({"document_type": "XX"}, "entry-not-in-table", "document_type"),
        ],
    )
    def test_a_wrong_entry(self, clerk: Clerk, fields: dict[str, str], message: str, cursor: str) -> None:
        typed = {"document_type": "IN", "sales_org": "1000", "channel": "10", "division": "00"} | fields
        clerk.run("/nVA11").fill(**typed).press("enter")
        assert (clerk.screen, clerk.message_id, clerk.cursor) == ("sales_document_initial_create", message, cursor)
        assert {name: clerk.text(name) for name in typed} == typed
        right = {"document_type": "IN", "sales_org": "1000", "channel": "10", "division": "00"}
        corrected = {name: right.get(name, "") for name in fields}
        assert clerk.fill(**corrected).press("enter").screen == "sales_document_overview"

    def test_an_area_of_parts_that_do_not_belong_together(self, clerk: Clerk) -> None:
        # each part exists, and typed from right to left each passes its own check
        clerk.run("/nVA11").fill(document_type="IN", division="02", channel="14", sales_org="1000").press("enter")
        assert clerk.screen == "sales_document_initial_create"
        assert clerk.message_id in ("sales-area-unknown", "entry-not-in-table")


class TestRefusedCustomer:
    @pytest.mark.parametrize(
        ("customer", "message"),
        [
            ("999999", "entry-not-in-table"),
            ("2000", "customer-not-in-sales-area"),
            ("1101", "customer-no-sold-to"),
        ],
    )
    def test_it_gets_the_cursor_and_nothing_is_lost(self, clerk: Clerk, customer: str, message: str) -> None:
        begin(clerk).fill(sold_to=customer, customer_reference="A-1").item(material="M-100", quantity="7")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == (message, "sold_to")
        assert clerk.field("sold_to").error
        kept = clerk.text("sold_to"), clerk.text("customer_reference"), clerk.text("items[0].material")
        assert kept == (customer, "A-1", "M-100")
        assert clerk.text("items[0].quantity") == "7"
        clerk.fill(sold_to="1000").press("enter")
        assert (clerk.message_id, clerk.rows("items")[0]["unit"]) == ("", "PC")

    def test_a_blocked_customer(self, clerk: Clerk) -> None:
        begin(clerk, area=("2000", "10", "00")).fill(sold_to="2009").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("customer-blocked-in-area", "sold_to")

    def test_a_block_for_orders_lets_quotations_pass(self, clerk: Clerk) -> None:
        begin(clerk, "VA21", "QT", ("1000", "12", "00")).fill(sold_to="1007", valid_to="+10")
        assert saved_number(clerk.item(material="M-100", quantity="1").press("f11"))

    def test_none_at_all(self, clerk: Clerk) -> None:
        begin(clerk).item(material="M-100", quantity="5").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("sold-to-required", "sold_to")
        assert clerk.text("items[0].material") == "M-100"


class TestRefusedMaterial:
    def test_an_unknown_one(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-999", quantity="5").item(material="M-100", quantity="2")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-not-in-table", "items[0].material")
        assert (clerk.text("items[0].material"), clerk.text("items[0].quantity")) == ("M-999", "5")
        clerk.item(0, material="M-110").press("enter")
        assert [(row["material"], row["quantity"]) for row in clerk.rows("items")] == [("M-110", "5"), ("M-100", "2")]

    def test_one_that_is_not_sold_here(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, area=("1000", "14", "00")).fill(sold_to="1012").item(material="TR-1", quantity="5")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("material-not-sold-here", "items[0].material")
        assert clerk.text("items[0].material") == "TR-1"

    def test_a_unit_that_it_does_not_have(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="5", unit="KG").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("unit-not-of-material", "items[0].unit")
        assert (clerk.text("items[0].unit"), clerk.text("items[0].quantity")) == ("KG", "5")
        clerk.item(0, unit="BOX").press("enter")
        assert (clerk.message_id, clerk.rows("items")[0]["unit"]) == ("", "BOX")

    def test_a_unit_that_nobody_has(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="5", unit="XYZ").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-not-in-table", "items[0].unit")

    def test_one_without_a_price_is_a_warning(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-990", quantity="5").press("enter")
        assert clerk.message
        assert (clerk.message_id, clerk.message.type.value) == ("price-missing", "W")
        assert clerk.press("enter").message is None
        assert saved_number(clerk.press("f11"))

    def test_a_quantity_that_is_no_number(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="five").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("not-a-number", "items[0].quantity")
        assert clerk.text("items[0].quantity") == "five"
        assert saved_number(clerk.item(0, quantity="5").press("f11"))
