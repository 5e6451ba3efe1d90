"""How far documents have come: what follows them, what was rejected, and both together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sdtui.domain.errors import Refuse
from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, order, quotation, saved_number, statuses, stored


def quote(clerk: Clerk, quantity: str) -> str:
    """A quotation over part of the last inquiry."""
    clerk.run("/nVA21").fill(document_type="QT").press("f8").press("f5")
    clerk.item(0, "lines", quantity=quantity).press("f8")
    return saved_number(clerk.fill(valid_to="+30").press("f11"))


def reject(clerk: Clerk, tcode: str, reasons: dict[int, str]) -> Clerk:
    """Rejection reasons of items in the last document."""
    clerk.run(f"/*{tcode}").send("tab_rejection")
    for row, reason in reasons.items():
        clerk.item(row, rejection_reason=reason)
    return clerk


class TestFromInquiryToOrder:
    """E12 of the worked examples."""

    def test_any_quantity_completes_an_inquiry(self, clerk: Clerk, services: Services) -> None:
        number = inquiry(clerk, ("M-100", "5"))
        assert statuses(stored(services, number)) == ("A", "A", "A")
        offer = quote(clerk, "2")
        assert statuses(stored(services, number)) == ("C", "A", "C")
        assert stored(services, number).items[0].referenced_quantity == Decimal(2)
        assert statuses(stored(services, offer)) == ("A", "A", "A")

    def test_only_the_full_quantity_completes_a_quotation(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "2"))
        order(services, number, {10: "1"})
        assert statuses(stored(services, number)) == ("B", "A", "B")
        order(services, number, {10: "1"})
        assert statuses(stored(services, number)) == ("C", "A", "C")
        with pytest.raises(Refuse):
            order(services, number, {10: "1"})

    def test_the_rest_is_rejected(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "2"))
        order(services, number, {10: "1"})
        saved_number(reject(clerk, "VA22", {0: "03"}).press("f11"))
        assert statuses(stored(services, number)) == ("B", "C", "C")
        with pytest.raises(Refuse, match="source-item-rejected"):
            order(services, number, {10: "1"})

    def test_an_order_that_takes_less_reopens_it(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "2"))
        second = order(services, number, {10: "2"})
        sales = services.sales_documents
        document = sales.open_for_change(second)
        before = sales.snapshot(document)
        document.items[0].quantity = Decimal(1)
        sales.complete(document, before, saving=True)
        sales.save(document, before, "VA02")
        assert statuses(stored(services, number)) == ("B", "A", "B")
        sales.release(second)

    def test_the_quotation_cannot_sink_below_what_was_ordered(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"))
        order(services, number, {10: "4"})
        clerk.run("/*VA22").item(0, quantity="3").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("quantity-below-referenced", "items[0].quantity")
        assert clerk.text("items[0].quantity") == "3"
        saved_number(clerk.item(0, quantity="4").press("f11"))
        assert statuses(stored(services, number)) == ("C", "A", "C")

    def test_what_was_ordered_is_not_deleted(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"), ("M-110", "20"))
        order(services, number, {10: "4"})
        clerk.run("/*VA22").on("items[0].quantity").press("ctrl+d")
        assert (clerk.message_id, len(clerk.rows("items"))) == ("item-referenced", 2)
        assert not clerk.field("items[0].material").open
        assert not clerk.field("sold_to").open

    @pytest.mark.parametrize(
        ("change", "message"),
        [({"quantity": "3"}, "quantity-below-referenced"), ({"unit": "BOX"}, "unit-referenced")],
    )
    def test_what_was_ordered_while_the_quotation_was_open(
        self, clerk: Clerk, services: Services, change: dict[str, str], message: str
    ) -> None:
        number = quotation(clerk, ("M-100", "10"))
        clerk.run("/*VA22").item(0, **change)
        order(services, number, {10: "4"})
        clerk.press("f11")
        assert (clerk.message_id, clerk.screen) == (message, "sales_document_overview")
        assert clerk.text(f"items[0].{next(iter(change))}") == next(iter(change.values()))

    def test_it_does_not_lose_its_status_by_that(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"), ("M-110", "5"))
        clerk.run("/*VA22").item(1, rejection_reason="03").press("enter")
        order(services, number, {10: "10"})
        saved_number(clerk.press("f11"))
        assert statuses(stored(services, number)) == ("B", "B", "C")
        assert [item.reference_status.value for item in stored(services, number).items] == ["C", "A"]

    def test_text_items_have_no_status(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="2")
        number = saved_number(clerk.item(description="Delivery in one lot").press("f11"))
        assert [item.overall_status.value for item in stored(services, number).items] == ["A", ""]
        order(services, number, {10: "2"})
        assert statuses(stored(services, number)) == ("C", "A", "C")


class TestRollUp:
    """E13 of the worked examples."""

    def test_part_of_the_items_is_partly(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "2"), ("M-110", "2"))
        order(services, number, {10: "2"})
        assert statuses(stored(services, number)) == ("B", "A", "B")
        order(services, number, {20: "2"})
        assert statuses(stored(services, number)) == ("C", "A", "C")

    def test_one_item_rejected(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "2"), ("M-110", "2"))
        saved_number(reject(clerk, "VA22", {0: "03"}).press("f11"))
        assert statuses(stored(services, number)) == ("A", "B", "B")

    def test_all_items_rejected(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "2"), ("M-110", "2"))
        saved_number(reject(clerk, "VA22", {0: "03", 1: "10"}).press("f11"))
        document = stored(services, number)
        assert statuses(document) == ("A", "C", "C")
        assert (document.net_value, document.expected_value) == (Decimal(0), Decimal(0))


class TestRejection:
    def test_it_leaves_the_totals_at_once_and_comes_back(self, clerk: Clerk) -> None:
        quotation(clerk, ("M-100", "10"), ("M-110", "20"))
        clerk.run("/*VA22")
        whole, expected = clerk.text("net_value"), clerk.text("expected_value")
        other = clerk.rows("items")[1]["net_value"]
        clerk.send("tab_rejection").item(0, rejection_reason="03").press("enter")
        assert clerk.message is None
        assert clerk.text("net_value") == other
        assert clerk.rows("items")[0]["overall_status.text"] == "Completely processed"
        clerk.item(0, rejection_reason="").press("enter")
        assert clerk.text("net_value") == whole
        clerk.send("tab_items")
        assert clerk.text("expected_value") == expected

    def test_an_unknown_reason_and_the_one_of_the_system(self, clerk: Clerk) -> None:
        quotation(clerk)
        reject(clerk, "VA22", {0: "77"}).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-not-in-table", "items[0].rejection_reason")
        clerk.item(0, rejection_reason="00").press("enter")
        assert clerk.message_id == "entry-not-in-table"
        assert clerk.text("items[0].rejection_reason") == "00"

    def test_what_was_fully_ordered_cannot_be_rejected(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "2"))
        order(services, number, {10: "2"})
        reject(clerk, "VA22", {0: "03"}).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("item-complete", "items[0].rejection_reason")

    def test_reason_and_value_are_stored(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"))
        saved_number(reject(clerk, "VA22", {0: "04"}).press("f11"))
        document = stored(services, number)
        assert document.items[0].rejection_reason == "04"
        # the item keeps its value, the document has none
        assert (document.items[0].net_value > 0, document.net_value) == (True, Decimal(0))
        saved_number(reject(clerk, "VA22", {0: ""}).press("f11"))
        assert statuses(stored(services, number)) == ("A", "A", "A")


class TestProbability:
    def test_type_times_customer(self, clerk: Clerk, services: Services) -> None:
        # a quotation has 70 %, customer 1004 has 50 % in this area
        number = quotation(clerk, ("M-100", "1"), sold_to="1004")
        assert stored(services, number).items[0].probability == 35
        # an inquiry has 30 %, customer 1000 has 100 %
        assert stored(services, inquiry(clerk)).items[0].probability == 30

    def test_half_is_rounded_up(self, clerk: Clerk) -> None:
        # 15 % of the trade fair inquiry times 50 % is 7.5 %
        begin(clerk, "VA11", "ZIF").fill(sold_to="1004").item(material="M-100", quantity="1").press("enter")
        assert clerk.text("items[0].probability") == "8"

    def test_it_is_overwritten_per_item(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+9").item(material="M-100", quantity="1")
        clerk.item(material="M-100", quantity="2").press("enter")
        clerk.item(0, probability="100").item(1, probability="25").press("enter")
        document = stored(services, saved_number(clerk.press("f11")))
        first, second = document.items
        # E1: what is certain counts in full, a quarter of the other
        assert document.expected_value == first.net_value + (second.net_value / 4).quantize(Decimal("0.01"))
        assert document.probability == 50

    @pytest.mark.parametrize("text", ["101", "-1", "x"])
    def test_a_value_that_cannot_be(self, clerk: Clerk, text: str) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
        clerk.item(0, probability=text).press("enter")
        assert clerk.message_id in ("probability-range", "no-negative", "not-a-number")
        assert (clerk.cursor, clerk.text("items[0].probability")) == ("items[0].probability", text)

    def test_the_header_is_derived(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
        assert not clerk.field("probability").open
        assert not clerk.field("expected_value").open
        assert clerk.text("probability") == "30"

    def test_another_customer_brings_another_chance(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1")
        clerk.item(material="M-110", quantity="1", probability="90").press("enter")
        clerk.fill(sold_to="1004").press("enter")
        # 30 % times 50 %; what was overwritten stays
        assert [row["probability"] for row in clerk.rows("items")] == ["15", "90"]
