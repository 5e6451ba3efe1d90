"""The conditions tab: every line with its reason, and what clerks may change of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, popup, quotation, saved_number, stored


@pytest.fixture
def item(clerk: Clerk) -> Clerk:
    """The conditions of 20 pieces in a new quotation."""
    begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="20")
    return clerk.on("items[0].material").press("f2").send("tab_conditions")


@pytest.fixture
def header(clerk: Clerk) -> Clerk:
    """The header conditions of a new quotation over two items."""
    begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="20")
    return clerk.item(material="M-110", quantity="20").press("f10").send("tab_conditions")


def line(clerk: Clerk, code: str) -> dict[str, str]:
    return next(row for row in clerk.rows("conditions") if row["condition_type"] == code)


def place(clerk: Clerk, code: str) -> int:
    return next(n for n, row in enumerate(clerk.rows("conditions")) if row["condition_type"] == code)


def codes(clerk: Clerk) -> list[str]:
    return [row["condition_type"] for row in clerk.rows("conditions") if row["condition_type"]]


def money(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


class TestTypedBlind:
    """The cursor stands where the next condition is typed, so that no price is overwritten."""

    @pytest.mark.parametrize("screen", ["item", "header"])
    def test_the_tab_has_the_cursor_on_the_new_line(self, request: pytest.FixtureRequest, screen: str) -> None:
        clerk: Clerk = request.getfixturevalue(screen)
        assert clerk.cursor == f"conditions[{len(clerk.rows('conditions'))}].condition_type"

    def test_the_details_of_the_only_item_open_from_anywhere(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/*VA22").on("customer_reference").press("f2")
        assert (clerk.screen, clerk.text("material")) == ("sales_document_item", "M-100")
        clerk.press("f3").item(material="M-110", quantity="100").on("customer_reference").press("f2")
        assert (clerk.screen, clerk.message_id) == ("sales_document_overview", "choose-a-row")

    def test_in_display_there_is_none(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/*VA23").on("items[0].material").press("f2").send("tab_conditions")
        assert clerk.cursor == ""


class TestShown:
    def test_every_line_has_value_and_reason(self, item: Clerk) -> None:
        price = line(item, "PR00")
        assert (price["rate"], price["currency"], price["per"], price["unit"]) == ("125.00", "PLN", "1", "PC")
        assert (price["value"], price["base"]) == ("2,500.00", "20.00")
        # the record that it comes from, in words
        assert price["reason.text"]
        assert {"K005", "K007", "K004"} <= set(codes(item))

    def test_the_lines_add_up_to_the_net_value(self, item: Clerk) -> None:
        net = money(item.text("net_value"))
        below = [row for row in item.rows("conditions") if not row["condition_type"] and row["value"]]
        assert net in {money(row["value"]) for row in below}

    def test_subtotals_and_rules_are_closed(self, item: Clerk) -> None:
        for n, row in enumerate(item.rows("conditions")):
            assert not item.field(f"conditions[{n}].condition_type").open
            if not row["condition_type"]:
                assert not item.field(f"conditions[{n}].rate").open
        assert item.field(f"conditions[{place(item, 'PR00')}].rate").open


class TestManual:
    def test_a_discount_of_five_is_minus_five_percent(self, item: Clerk) -> None:
        before = money(item.text("net_value"))
        item.item(table="conditions", condition_type="RA00", rate="5").press("enter")
        assert (item.message, line(item, "RA00")["rate"], line(item, "RA00")["currency"]) == (None, "-5.00", "%")
        assert money(item.text("net_value")) < before

    def test_small_letters(self, item: Clerk) -> None:
        item.item(table="conditions", condition_type="ra00", rate="5").press("enter")
        assert "RA00" in codes(item)

    def test_the_price_is_overwritten(self, item: Clerk, services: Services) -> None:
        item.item(place(item, "PR00"), "conditions", rate="100").press("enter")
        assert (line(item, "PR00")["rate"], line(item, "PR00")["value"]) == ("100.00", "2,000.00")
        document = stored(services, saved_number(item.press("f11")))
        price = next(c for c in document.items[0].conditions if c.condition_type == "PR00")
        assert (price.rate, price.automatic_rate) == (Decimal(100), Decimal(125))

    def test_it_stays_when_the_quantity_changes(self, item: Clerk) -> None:
        item.item(place(item, "PR00"), "conditions", rate="100").press("enter")
        item.fill(quantity="10").press("enter")
        assert (line(item, "PR00")["rate"], line(item, "PR00")["value"]) == ("100.00", "1,000.00")

    @pytest.mark.parametrize(
        ("code", "message"),
        [("ZZ99", "entry-not-in-table"), ("HA00", "condition-type-only-header"), ("MWST", "condition-type-not-manual")],
    )
    def test_a_type_that_cannot_be(self, item: Clerk, code: str, message: str) -> None:
        last = len(item.rows("conditions"))
        item.item(table="conditions", condition_type=code, rate="3").press("enter")
        assert (item.message_id, item.cursor) == (message, f"conditions[{last}].condition_type")
        assert item.text(f"conditions[{last}].condition_type") == code
        assert item.text(f"conditions[{last}].rate").strip("-") == "3.00"
        item.item(last, "conditions", condition_type="RA00").press("enter")
        assert (item.message, line(item, "RA00")["rate"]) == (None, "-3.00")

    def test_a_discount_for_the_whole_document(self, header: Clerk, services: Services) -> None:
        before = money(header.text("net_value"))
        header.item(table="conditions", condition_type="HA00", rate="10").press("enter")
        assert header.message is None
        assert money(header.text("net_value")) < before
        document = stored(services, saved_number(header.press("f11")))
        assert all(any(c.condition_type == "HA00" for c in item.conditions) for item in document.items)

    def test_an_item_discount_is_none_of_the_header(self, header: Clerk) -> None:
        header.item(table="conditions", condition_type="RA00", rate="10").press("enter")
        # per cent for every item may be entered above where customizing allows it
        assert header.message_id in ("", "condition-type-only-item")


class TestDeleted:
    def test_what_was_entered_by_hand(self, item: Clerk) -> None:
        before = item.text("net_value")
        item.item(table="conditions", condition_type="RA00", rate="5").press("enter")
        item.on(f"conditions[{place(item, 'RA00')}].rate").press("ctrl+d")
        assert ("RA00" in codes(item), item.text("net_value")) == (False, before)

    def test_what_comes_from_the_procedure_is_not(self, item: Clerk) -> None:
        item.on(f"conditions[{place(item, 'K007')}].rate").press("ctrl+d")
        assert item.message_id == "condition-not-manual"
        assert "K007" in codes(item)

    def test_where_there_is_no_line(self, item: Clerk) -> None:
        item.on(f"conditions[{len(item.rows('conditions')) + 2}].rate").press("ctrl+d")
        assert item.message_id == "choose-a-row"


class TestNewPrices:
    def entered(self, item: Clerk) -> Clerk:
        item.item(table="conditions", condition_type="RA00", rate="5")
        return item.item(place(item, "PR00"), "conditions", rate="100").press("enter")

    def test_keeping_what_was_entered(self, item: Clerk) -> None:
        self.entered(item).press("ctrl+f")
        assert popup(item) == "question.new-pricing"
        item.send("answer_keep_manual")
        assert (item.message_id, line(item, "PR00")["rate"], "RA00" in codes(item)) == (
            "prices-read-again",
            "100.00",
            True,
        )

    def test_all_anew(self, item: Clerk) -> None:
        self.entered(item).press("ctrl+f").send("answer_all_new")
        assert (line(item, "PR00")["rate"], "RA00" in codes(item)) == ("125.00", False)

    def test_cancel_changes_nothing(self, item: Clerk) -> None:
        self.entered(item)
        before = item.text("net_value")
        item.press("ctrl+f").press("f12")
        assert (popup(item), item.text("net_value")) == ("", before)

    def test_another_pricing_date(self, clerk: Clerk) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="20")
        clerk.send("tab_sales").fill(pricing_date="01/01/2010").press("enter")
        assert clerk.message
        assert (clerk.message_id, clerk.message.type.value) == ("price-missing", "W")


class TestHeaderTerms:
    def test_payment_terms_reach_the_cash_discount(self, item: Clerk) -> None:
        rate = line(item, "SKTO")["rate"]
        item.press("f3").send("tab_sales").fill(payment_terms="0003").press("enter")
        item.on("items[0].material").press("f2").send("tab_conditions")
        assert (rate, line(item, "SKTO")["rate"]) == ("-2.00", "-3.00")

    def test_terms_of_one_item_stay(self, item: Clerk) -> None:
        item.send("tab_billing").fill(payment_terms="0005").press("enter").press("f3")
        item.send("tab_sales").fill(payment_terms="0003").press("enter")
        item.on("items[0].material").press("f2").send("tab_billing")
        assert item.text("payment_terms") == "0005"
