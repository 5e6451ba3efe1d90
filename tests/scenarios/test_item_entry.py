"""Items at speed: pasted blocks, one field of many items, what the customer had before, new numbers, the free line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from sdtui.domain.sales_document import SalesDocument
from sdtui.kernel.view import Paragraphs
from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, choose, inquiry, lines, order, popup, quotation, saved_number, stored

Hire = Callable[..., Clerk]
FIELDS = ("plant", "requested_delivery_date", "unit", "rejection_reason", "delivery_priority", "billing_block")


def started(clerk: Clerk, *items: tuple[str, str]) -> Clerk:
    """On the overview of a new inquiry of customer 1000, with items."""
    begin(clerk).fill(sold_to="1000").press("enter")
    return lines(clerk, *items).press("enter") if items else clerk


def column(clerk: Clerk, name: str) -> list[str]:
    return [row[name] for row in clerk.rows("items")]


def change(clerk: Clerk, name: str, value: str) -> Clerk:
    """Fast change of one field."""
    clerk.send("fast_change")
    assert popup(clerk) == "choose.fast-change"
    return choose(clerk, FIELDS.index(name)).fill(**{name: value}).press("enter")


def document(clerk: Clerk) -> SalesDocument:
    record = clerk.desk.session.frame.dialog.record("sales_document_overview")
    assert isinstance(record, SalesDocument)
    return record


class TestPaste:
    @pytest.mark.parametrize("separator", ["\t", ";"])
    def test_a_block_becomes_items_with_prices(self, clerk: Clerk, separator: str) -> None:
        block = "\n".join(separator.join(line) for line in (("M-100", "5"), ("DXTR1", "1,000.5"), ("PRTR1", "2")))
        started(clerk).on("items[0].material").paste(block.replace("1,000.5", "1,000"))
        assert clerk.message_id == "lines-pasted"
        assert column(clerk, "quantity") == ["5", "1,000", "2"]
        assert all(column(clerk, "net_value"))

    def test_commas_separate_where_there_are_quotes(self, clerk: Clerk) -> None:
        started(clerk).on("items[0].material").paste('"M-100","1,500"\n"DXTR1","2"')
        assert list(zip(column(clerk, "material"), column(clerk, "quantity"), strict=True)) == [
            ("M-100", "1,500"), ("DXTR1", "2"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "headings", ["Qty\tArt.-Nr.\tRemarks", "Order Quantity\tMaterial\tRemarks", "Ilość\tIndeks\tUwagi"]
    )
    def test_headings_say_which_column_is_which(self, clerk: Clerk, headings: str) -> None:
        started(clerk).on("items[0].material").paste(f"{headings}\n5\tM-100\tsoon\n7\tDXTR1\t")
        assert clerk.message_id == "lines-pasted-without"
        assert clerk.message
        assert clerk.message.slots["columns"] == headings.rpartition("\t")[2]
        assert column(clerk, "material") == ["M-100", "DXTR1"]
        assert column(clerk, "quantity") == ["5", "7"]

    def test_wrong_lines_stay_as_they_were_pasted_and_good_ones_are_taken(self, clerk: Clerk) -> None:
        started(clerk).on("items[0].material").paste("M-100\t5\nNOPE\t1\nDXTR1\tmany\nPRTR1\t2\tKG\nM-110\t3")
        assert popup(clerk) == "notice.paste"
        said = next(part for part in clerk.view.body if isinstance(part, Paragraphs)).texts
        assert len(said) == 5
        clerk.press("enter")
        assert column(clerk, "material") == ["M-100", "NOPE", "DXTR1", "PRTR1", "M-110"]
        assert column(clerk, "quantity") == ["5", "1", "many", "2", "3"]
        assert [bool(value) for value in column(clerk, "net_value")][0::4] == [True, True]
        errors = [path for path in (f"items[{n}].{c}" for n in range(5) for c in ("material", "quantity", "unit"))
                  if clerk.field(path).error]  # fmt: skip
        assert errors == ["items[1].material", "items[2].quantity", "items[3].unit"]
        assert clerk.cursor == "items[1].material"
        clerk.item(1, material="M-100").item(2, quantity="4").item(3, unit="PC").press("enter")
        assert not clerk.message
        assert [item.quantity for item in document(clerk).items] == [5, 1, 4, 2, 3]
        assert all(item.net_value for item in document(clerk).items)

    def test_a_spreadsheets_way_to_keep_a_text_is_undone(self, clerk: Clerk) -> None:
        started(clerk).on("items[0].material").paste('="M-100"\t5\nDXTR1\t2')
        assert column(clerk, "material") == ["M-100", "DXTR1"]

    def test_a_stray_quote_swallows_no_lines(self, clerk: Clerk) -> None:
        started(clerk).on("items[0].material").paste('M-100\t1\t\t26" wheel\nDXTR1\t2\t\t"odd\nPRTR1\t3')
        assert column(clerk, "material") == ["M-100", "DXTR1", "PRTR1"]
        assert column(clerk, "description")[:2] == ['26" wheel', '"odd']

    def test_notation_is_that_of_the_clerk(self, hire: Hire) -> None:
        clerk = started(hire("DOROTA", "de"))
        clerk.on("items[0].material").paste(
            "Material;Menge;Wunschlieferdatum\nM-100;1.500;24.12.2026\nDXTR1;2;1.1.2027"
        )
        assert [item.quantity for item in document(clerk).items] == [1500, 2]
        assert document(clerk).items[1].requested_delivery_date == date(2027, 1, 1)

    def test_five_hundred_lines(self, clerk: Clerk) -> None:
        started(clerk).on("items[0].material").paste("M-100\t2\nDXTR1\t1\n" * 250)
        assert len(document(clerk).items) == 500
        assert document(clerk).items[-1].item == 5000

    def test_nothing_is_pasted_in_display(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        clerk.run(f"/nVA13 {number}").on("items[0].material").paste("M-100\t5\nM-100\t6")
        assert clerk.message_id == "display-only"


class TestFastChange:
    def test_marked_items_get_the_plant(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2"), ("PRTR1", "1"))
        other = next(plant for plant in ("1000", "3000", "1100") if plant != document(clerk).items[0].plant)
        clerk.on("items[0].material").press("f9").on("items[2].material").press("f9")
        change(clerk, "plant", other)
        assert clerk.message_id == "items-changed"
        assert [item.plant == other for item in document(clerk).items] == [True, False, True]

    def test_without_marks_it_is_said_that_all_are_meant(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2"))
        clerk.send("fast_change")
        assert clerk.message_id == "nothing-marked"
        choose(clerk, FIELDS.index("requested_delivery_date")).press("enter")
        assert clerk.message_id == "required-field"
        clerk.fill(requested_delivery_date="12/24/2026").press("enter")
        assert {item.requested_delivery_date for item in document(clerk).items} == {date(2026, 12, 24)}

    def test_f4_offers_the_values_of_the_field(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"))
        clerk.send("fast_change")
        choose(clerk, FIELDS.index("rejection_reason")).on("rejection_reason").press("f4")
        assert popup(clerk) == "values"

    def test_a_reason_is_given_to_all_and_taken_away_again(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2"))
        change(clerk, "rejection_reason", "03")
        assert document(clerk).net_value == 0
        change(clerk, "rejection_reason", "")
        assert document(clerk).net_value > 0

    def test_what_may_not_change_is_listed_with_the_reason(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"), ("M-110", "4"))
        order(services, number, {10: "10"})
        clerk.run(f"/nVA22 {number}").item(2, description="Thank you").press("enter")
        change(clerk, "rejection_reason", "03")
        assert clerk.message_id == "items-changed-some"
        assert clerk.message
        assert (clerk.message.slots["count"], clerk.message.slots["refused"]) == (1, 2)
        assert popup(clerk) == "choose.items-unchanged"
        choose(clerk, 1)
        assert clerk.cursor == "items[2].material"
        assert [item.rejection_reason for item in document(clerk).items] == ["", "03", ""]

    def test_a_unit_that_one_material_does_not_have(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2"))
        change(clerk, "unit", "KG")
        assert clerk.message_id == "items-changed-some"
        assert column(clerk.press("f12"), "unit") == ["PC", "PC"]

    def test_f12_changes_nothing(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"))
        clerk.send("fast_change")
        choose(clerk, FIELDS.index("billing_block")).press("f12")
        assert clerk.screen == "sales_document_overview"
        assert document(clerk).items[0].billing_block == ""

    def test_marks_follow_their_items_when_blank_lines_go(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2"))
        clerk.on("items[0].material").press("ctrl+o").on("items[2].material").press("f9")
        change(clerk, "billing_block", "01")
        assert [item.billing_block for item in document(clerk).items] == ["", "01"]


class TestProposal:
    def test_what_the_customer_had_before_comes_with_its_last_quantity(self, clerk: Clerk) -> None:
        inquiry(clerk, ("M-100", "5"), ("DXTR1", "2"))
        quotation(clerk, ("M-100", "12"))
        started(clerk).send("propose_items")
        assert clerk.screen == "item_proposal"
        assert [(row["material"], row["quantity"], row["times"]) for row in clerk.rows("lines")] == [
            ("M-100", "12", "2"), ("DXTR1", "2", "1"),
        ]  # fmt: skip
        assert clerk.rows("lines")[0]["last_price"]
        clerk.on("lines[0].material").press("f9").item(0, "lines", quantity="7").press("f8")
        assert clerk.message_id == "items-copied"
        assert [(item.material, item.quantity) for item in document(clerk).items] == [("M-100", Decimal(7))]
        assert document(clerk).items[0].net_value

    def test_nothing_chosen_is_refused(self, clerk: Clerk) -> None:
        inquiry(clerk)
        started(clerk).send("propose_items").press("f8")
        assert (clerk.message_id, clerk.screen) == ("choose-items", "item_proposal")

    def test_all_at_once_below_the_items_that_are_there(self, clerk: Clerk) -> None:
        inquiry(clerk, ("M-100", "5"), ("DXTR1", "2"))
        started(clerk, ("PRTR1", "1")).send("propose_items").press("ctrl+a", "f8")
        assert [item.item for item in document(clerk).items] == [10, 20, 30]
        assert clerk.cursor == "items[1].quantity"

    def test_a_quantity_that_the_unit_does_not_allow_is_refused_on_its_line(self, clerk: Clerk) -> None:
        inquiry(clerk)
        started(clerk).send("propose_items").on("lines[0].material").press("f9")
        clerk.item(0, "lines", quantity="1.5").press("f8")
        assert (clerk.message_id, clerk.cursor) == ("too-many-decimals", "lines[0].quantity")
        assert not document(clerk).items

    def test_another_customer_has_none(self, clerk: Clerk) -> None:
        inquiry(clerk, sold_to="1004")
        started(clerk).send("propose_items")
        assert (clerk.message_id, clerk.cursor) == ("no-history", "sold_to")

    def test_the_document_itself_does_not_count(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        clerk.run(f"/nVA12 {number}").send("propose_items")
        assert clerk.message_id == "no-history"


class TestNumbers:
    def test_items_are_numbered_in_their_order_and_references_go_along(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2"))
        clerk.on("items[1].material").press("ctrl+o").item(1, material="M-110", quantity="1").press("enter")
        clerk.send("tab_item_detail").item(2, alternative_to="15").press("enter").send("renumber")
        assert clerk.message_id == "items-renumbered"
        assert [(item.item, item.alternative_to) for item in document(clerk).items] == [(10, 0), (20, 0), (30, 20)]

    def test_saved_items_get_new_numbers_too(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"), ("M-110", "4"), ("DXTR1", "1"))
        clerk.run(f"/nVA22 {number}").on("items[0].material").press("ctrl+d").send("answer_yes").send("renumber")
        clerk.press("f11")
        assert clerk.message_id == "document-saved"
        items = stored(services, number).items
        assert [(item.item, item.material) for item in items] == [(10, "M-110"), (20, "DXTR1")]
        assert all(item.conditions for item in items)

    def test_what_was_referred_to_keeps_its_number(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "10"), ("M-110", "4"), ("DXTR1", "1"))
        order(services, number, {20: "4"})
        clerk.run(f"/nVA22 {number}").on("items[1].material").press("ctrl+o")
        clerk.item(1, material="CH-11", quantity="1").press("enter").send("renumber")
        assert clerk.message_id == "items-keep-numbers"
        assert [item.item for item in document(clerk).items] == [10, 15, 20, 30]

    def test_nothing_to_number(self, clerk: Clerk) -> None:
        assert started(clerk).send("renumber").message_id == "items-required"


class TestLines:
    def test_one_key_goes_to_the_first_free_line(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2")).on("sold_to").press("ctrl+n")
        assert clerk.cursor == "items[2].material"

    def test_a_position_without_a_number_is_the_free_line(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5")).press("ctrl+g").fill(item="").press("enter")
        assert clerk.cursor == "items[1].material"

    def test_the_last_line_once_more(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2")).send("duplicate_line")
        assert [(item.item, item.material) for item in document(clerk).items][-1] == (30, "DXTR1")

    def test_ctrl_b_lists_the_acts_and_does_the_chosen_one(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5")).press("ctrl+b")
        assert popup(clerk) == "choose.edit-items"
        assert choose(clerk, 5).message_id == "items-copied"

    def test_the_acts_are_words_of_the_command_field(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5")).run("=fast_change")
        assert popup(clerk) == "choose.fast-change"

    def test_marks_are_those_of_the_list_behind_ctrl_b(self, clerk: Clerk) -> None:
        started(clerk, ("M-100", "5"), ("DXTR1", "2")).on("items[1].material").press("f9", "ctrl+b")
        choose(clerk, 0)
        choose(clerk, FIELDS.index("billing_block")).fill(billing_block="01").press("enter")
        assert [item.billing_block for item in document(clerk).items] == ["", "01"]


class TestSelectionList:
    def test_a_line_is_found_and_chosen_without_looking_for_it(self, clerk: Clerk) -> None:
        started(clerk).on("items[0].material").paste("\n".join(f"M-100\t{n}" for n in range(1, 31)))
        number = saved_number(clerk.press("f11"))
        clerk.run("/nVA21").fill(document_type="QT").press("f8").fill(inquiry=number).press("f5", "ctrl+r", "ctrl+g")
        clerk.fill(item="250").press("enter")
        assert clerk.cursor == "lines[24].quantity"
        clerk.on("lines[24].item").press("space", "f8")
        assert [item.quantity for item in document(clerk).items] == [25]
