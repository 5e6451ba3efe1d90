"""Lines of a document: added, inserted, copied, deleted; alternatives, sub-items, categories and texts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, popup, quotation, saved_number, stored


@pytest.fixture
def three(clerk: Clerk) -> Clerk:
    """A new quotation with three lines."""
    begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30")
    for material, quantity in (("M-100", "1"), ("M-110", "20"), ("M-100", "3")):
        clerk.item(material=material, quantity=quantity)
    return clerk.press("enter")


def column(clerk: Clerk, name: str) -> list[str]:
    return [row[name] for row in clerk.rows("items")]


class TestLines:
    def test_insert_takes_a_number_between(self, three: Clerk) -> None:
        three.on("items[1].material").press("ctrl+o")
        assert (column(three, "item"), three.cursor) == (["10", "15", "20", "30"], "items[1].material")
        three.item(1, material="M-100", quantity="7").press("enter")
        assert column(three, "quantity") == ["1", "7", "20", "3"]

    def test_insert_until_no_number_is_free(self, three: Clerk) -> None:
        for _ in range(4):
            three.on("items[1].material").press("ctrl+o").item(1, material="M-100", quantity="7").press("enter")
        before = column(three, "item")
        three.on("items[1].material").press("ctrl+o")
        assert (three.message_id, column(three, "item")) == ("no-item-number-free", before)

    def test_an_inserted_line_left_empty_goes(self, three: Clerk) -> None:
        three.on("items[1].material").press("ctrl+o").press("enter")
        assert column(three, "item") == ["10", "20", "30"]

    def test_copies_stand_at_the_end(self, three: Clerk) -> None:
        three.on("items[0].material").press("f9").on("items[1].material").press("f9").press("ctrl+k")
        assert three.message_id == "items-copied"
        assert column(three, "item") == ["10", "20", "30", "40", "50"]
        assert column(three, "material")[3:] == ["M-100", "M-110"]
        assert three.cursor == "items[3].quantity"
        # priced like their originals
        assert column(three, "net_value")[3] == column(three, "net_value")[0]

    def test_a_main_item_is_copied_with_its_alternative(self, three: Clerk) -> None:
        three.item(1, alternative_to="10").press("enter")
        three.on("items[0].material").press("f9").on("items[1].material").press("f9").press("ctrl+k")
        assert (three.message_id, column(three, "alternative_to")[3:]) == ("items-copied", ["", "40"])

    def test_deleting_asks_and_no_keeps_them(self, three: Clerk) -> None:
        three.on("items[1].material").press("ctrl+d")
        assert popup(three) == "question.delete-items"
        three.press("n")
        assert column(three, "item") == ["10", "20", "30"]
        three.press("ctrl+d").press("y")
        assert (three.message_id, column(three, "item")) == ("items-deleted", ["10", "30"])

    def test_the_harmless_answer_is_the_default(self, three: Clerk) -> None:
        three.on("items[1].material").press("ctrl+d").press("enter")
        assert len(three.rows("items")) == 3

    def test_all_of_them(self, three: Clerk) -> None:
        three.on("items[0].material").press("ctrl+a", "ctrl+d").press("y")
        assert (three.rows("items"), three.text("net_value")) == ([], "0.00")
        three.press("f11")
        assert three.message_id == "items-required"
        three.item(material="M-100", quantity="2")
        assert saved_number(three.press("f11"))

    def test_marks_are_taken_away_again(self, three: Clerk) -> None:
        three.on("items[2].material").press("ctrl+a", "ctrl+r", "ctrl+d").press("y")
        assert column(three, "item") == ["10", "20"]

    def test_no_line_under_the_cursor(self, three: Clerk) -> None:
        three.on("items[7].material").press("ctrl+d")
        assert three.message_id == "choose-a-row"
        three.on("valid_to").press("ctrl+k")
        assert three.message_id == "choose-a-row"

    def test_position_scrolls_to_the_item(self, three: Clerk) -> None:
        three.press("ctrl+g")
        assert (three.screen, three.view.popup) == ("position", True)
        three.fill(item="20").press("enter")
        assert (three.screen, three.cursor) == ("sales_document_overview", "items[1].material")
        three.press("ctrl+g").fill(item="99").press("enter")
        assert (three.screen, three.message_id) == ("position", "item-unknown")
        assert three.press("f12").screen == "sales_document_overview"

    def test_the_number_of_a_deleted_item_is_not_given_again_by_chance(self, three: Clerk) -> None:
        three.on("items[0].material").press("ctrl+d").press("y")
        three.item(material="M-100", quantity="9").press("enter")
        assert column(three, "item") == ["20", "30", "40"]

    def test_many_lines(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30")
        for _ in range(30):
            for _ in range(5):
                clerk.item(material="M-100", quantity="1")
            clerk.press("enter")
        document = stored(services, saved_number(clerk.press("f11")))
        assert [item.item for item in document.items] == list(range(10, 1510, 10))


class TestDetails:
    def test_from_item_to_item(self, three: Clerk) -> None:
        three.on("items[1].material").press("f2")
        assert (three.screen, three.text("item")) == ("sales_document_item", "20")
        three.press("ctrl+n")
        assert three.text("item") == "30"
        three.press("ctrl+n")
        assert (three.message_id, three.text("item")) == ("last-item", "30")
        three.press("ctrl+p", "ctrl+p", "ctrl+p")
        assert (three.message_id, three.text("item")) == ("first-item", "10")

    def test_what_is_typed_there_is_kept_on_the_way(self, three: Clerk) -> None:
        three.on("items[0].material").press("f2").fill(customer_material="X-1").press("ctrl+n").press("ctrl+p")
        assert three.text("customer_material") == "X-1"
        three.press("f3")
        assert column(three, "customer_material")[0] == "X-1"

    def test_the_tab_stays_from_item_to_item(self, three: Clerk) -> None:
        three.on("items[0].material").press("f2").send("tab_conditions").press("ctrl+n")
        assert three.rows("conditions")

    def test_of_a_line_that_was_just_typed(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1").press("f2")
        assert (clerk.screen, clerk.text("material")) == ("sales_document_item", "M-100")

    def test_without_a_line(self, three: Clerk) -> None:
        three.on("valid_to").press("f2")
        assert (three.screen, three.message_id) == ("sales_document_overview", "choose-a-row")

    def test_saving_from_there(self, three: Clerk) -> None:
        three.on("items[1].material").press("f2").fill(quantity="25").press("f11")
        assert saved_number(three)
        assert three.screen == "sales_document_initial_create"

    def test_an_error_of_the_item_is_shown_there(self, three: Clerk) -> None:
        three.on("items[1].material").press("f2").fill(probability="101").press("f11")
        assert (three.message_id, three.screen, three.cursor) == (
            "probability-range",
            "sales_document_item",
            "probability",
        )

    def test_an_error_elsewhere_brings_the_clerk_there(self, three: Clerk) -> None:
        three.press("f10").send("tab_partners").on("partners[1].function").press("ctrl+d", "f3")
        three.on("items[1].material").press("f2", "f11")
        assert (three.message_id, three.screen, three.cursor) == (
            "partner-missing",
            "sales_document_overview",
            "ship_to",
        )

    def test_the_quantity_there_prices_the_item(self, three: Clerk) -> None:
        three.on("items[0].material").press("f2")
        before = three.text("net_value")
        three.fill(quantity="2").press("enter")
        assert (three.message, three.text("net_value") != before) == (None, True)


class TestAlternatives:
    def test_they_are_outside_the_totals(self, three: Clerk) -> None:
        whole = three.text("net_value")
        other = column(three, "net_value")[1]
        three.item(1, alternative_to="10").press("enter")
        assert three.message is None
        assert three.text("net_value") != whole
        # its own value is shown all the same
        assert column(three, "net_value")[1] == other

    @pytest.mark.parametrize(
        ("row", "main", "message"),
        [
            (1, "20", "alternative-main-unknown"),
            (1, "99", "alternative-main-unknown"),
            (2, "10", "alternative-not-below-main"),
            (0, "30", "alternative-not-below-main"),
        ],
    )
    def test_where_they_cannot_stand(self, three: Clerk, row: int, main: str, message: str) -> None:
        three.item(row, alternative_to=main).press("enter")
        assert (three.message_id, three.cursor) == (message, f"items[{row}].alternative_to")
        assert three.text(f"items[{row}].alternative_to") == main

    def test_the_main_item_is_not_deleted_alone(self, three: Clerk) -> None:
        three.item(1, alternative_to="10").press("enter").on("items[0].material").press("ctrl+d")
        assert three.message_id == "item-has-dependents"


class TestSubItems:
    def test_a_free_one_under_a_paid_one(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="2")
        clerk.item(material="M-110", quantity="1", higher_level_item="10").press("enter")
        document = stored(services, saved_number(clerk.press("f11")))
        assert [(item.item_category, item.higher_level_item) for item in document.items] == [("AGN", 0), ("AGNN", 10)]
        assert document.items[1].net_value == Decimal(0)
        assert document.net_value == document.items[0].net_value

    @pytest.mark.parametrize("higher", ["99", "20"])
    def test_under_an_item_that_is_none(self, clerk: Clerk, higher: str) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="2")
        clerk.item(material="M-110", quantity="1", higher_level_item=higher).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("higher-level-item-unknown", "items[1].higher_level_item")


class TestCategories:
    def test_a_free_item_by_choice(self, three: Clerk) -> None:
        whole = three.text("net_value")
        three.item(0, item_category="AGNN").press("enter")
        assert (three.message, column(three, "net_value")[0]) == (None, "0.00")
        assert three.text("net_value") != whole
        three.item(0, item_category="AGN").press("enter")
        assert three.text("net_value") == whole

    @pytest.mark.parametrize("category", ["AFN", "TAN", "AGTX"])
    def test_one_that_is_not_allowed(self, three: Clerk, category: str) -> None:
        three.item(0, item_category=category).press("enter")
        assert three.message_id in ("item-category-not-allowed", "entry-not-in-table")
        assert (three.cursor, three.text("items[0].item_category")) == ("items[0].item_category", category)

    def test_clearing_it_brings_the_default(self, three: Clerk) -> None:
        three.item(0, item_category="AGNN").press("enter").item(0, item_category="").press("enter")
        assert column(three, "item_category")[0] == "AGN"

    def test_another_material_brings_its_own_facts(self, three: Clerk) -> None:
        three.item(0, item_category="AGNN").press("enter")
        texts = column(three, "description")
        three.item(0, material="M-110").press("enter")
        assert column(three, "description")[0] == texts[1]
        assert column(three, "item_category")[0] == "AGN"

    def test_what_is_cleared_is_proposed_again(self, three: Clerk) -> None:
        texts = column(three, "description")
        three.item(0, unit="BOX", description="Mine").press("enter").item(0, unit="", description="").press("enter")
        assert (three.message, column(three, "unit")[0], column(three, "description")) == (None, "PC", texts)

    def test_a_line_of_text(self, three: Clerk, services: Services) -> None:
        whole = three.text("net_value")
        three.item(description="Assembly is not included").press("enter")
        assert (three.message, column(three, "item_category")[3]) == (None, "AGTX")
        assert three.text("net_value") == whole
        document = stored(services, saved_number(three.press("f11")))
        assert (document.items[3].description, document.items[3].quantity) == ("Assembly is not included", Decimal(0))

    def test_a_line_of_text_that_is_emptied_is_gone(self, three: Clerk) -> None:
        three.item(description="Assembly is not included").press("enter")
        three.item(3, description="").press("enter")
        assert (three.message, len(three.rows("items"))) == (None, 3)

    def test_a_material_that_is_cleared_is_missed(self, three: Clerk) -> None:
        three.item(0, material="").press("enter")
        assert (three.message_id, three.cursor, len(three.rows("items"))) == (
            "material-required",
            "items[0].material",
            3,
        )
        three.item(0, material="M-100").press("enter")
        assert (three.message, column(three, "quantity")[0]) == (None, "1")

    @pytest.mark.parametrize(
        ("name", "text"),
        [("quantity", "5"), ("unit", "BOX"), ("plant", "1000"), ("probability", "12"),
         ("rejection_reason", "01"), ("alternative_to", "20"), ("higher_level_item", "20")],
    )  # fmt: skip
    def test_what_stands_alone_is_no_line_and_not_lost(self, three: Clerk, name: str, text: str) -> None:
        three.send("tab_items").item(None, **{name: text}).press("enter")
        assert (three.message_id, three.cursor) == ("material-required", "items[3].material")
        assert three.text(f"items[3].{name}") == text
        three.item(3, **{name: ""}).press("enter")
        assert (three.message, len(three.rows("items"))) == (None, 3)

    def test_a_description_of_ones_own_stays(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1", description="Pump, red").press("enter")
        assert column(clerk, "description") == ["Pump, red"]
        clerk.item(0, quantity="2").press("enter")
        assert column(clerk, "description") == ["Pump, red"]


class TestUnits:
    def test_a_box_of_ten(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"))
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30")
        clerk.item(material="M-100", quantity="1", unit="BOX").press("f11")
        piece, box = stored(services, number).items[0], stored(services, saved_number(clerk)).items[0]
        assert (box.numerator, box.denominator, box.gross_weight) == (10, 1, piece.gross_weight)
        assert box.net_value == piece.net_value

    @pytest.mark.parametrize(("quantity", "cursor"), [("2.5", "items[0].quantity"), ("0.001", "items[0].quantity")])
    def test_pieces_are_not_cut(self, clerk: Clerk, quantity: str, cursor: str) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity=quantity).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("too-many-decimals", cursor)
        assert clerk.text("items[0].quantity") == quantity

    def test_small_letters_and_leading_blanks(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to=" 1000 ").item(material=" m-100", quantity=" 5 ", unit="box").press("enter")
        assert (clerk.message, clerk.text("sold_to")) == (None, "1000")
        assert (column(clerk, "material"), column(clerk, "unit")) == (["M-100"], ["BOX"])
