"""F1 and F4."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sdtui.kernel.popups import Hits
from sdtui.kernel.view import Block, Paragraphs, Table
from tests.clerk import Clerk
from tests.kernel.sample import Words


def told(clerk: Clerk) -> str:
    return "\n".join(text for part in clerk.view.body if isinstance(part, Paragraphs) for text in part.texts)


def facts(clerk: Clerk) -> dict[str, str]:
    blocks = [part for part in clerk.view.body if isinstance(part, Block)]
    return {f.label: f.text for block in blocks for line in block.lines for group in line.groups for f in group}


class TestF1:
    def test_the_meaning_of_a_field_and_its_technical_facts(self, writer: Clerk) -> None:
        writer.on("colour").press("f1")
        assert writer.view.popup
        assert told(writer) == "What the note is painted in.\nhelp.values\n"
        assert facts(writer)["label.parameter-id"] == "COL"
        assert facts(writer)["label.screen-field"] == "note: colour"
        assert facts(writer)["label.type-and-length"] == "CHAR 6"
        assert writer.on("valid_to").press("enter").view.popup is False

    def test_a_variant_may_mean_something_else(self, writer: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Words, "words", {**Words.words, "help.colour.sketch": "What it is drawn with."})
        dialog = writer.desk.session.frame.dialog
        dialog.transaction = replace(dialog.transaction, variant="sketch")
        assert told(writer.on("colour").press("f1")) == "What it is drawn with.\nhelp.values\n"

    def test_once_more_shows_the_screen_and_all_its_keys(self, writer: Clerk) -> None:
        writer.on("colour").press("f1").press("f1")
        assert told(writer).startswith("help.none\nhelp.keys")
        assert facts(writer)["Enter"] == "act.check"
        assert facts(writer)["F11"] == "act.save"
        assert facts(writer)["Shift+F3"] == "act.exit"
        assert writer.press("enter").view.popup is False

    def test_a_cell_and_the_number_of_the_document(self, writer: Clerk) -> None:
        writer.on("lines[0].quantity").press("f1")
        assert facts(writer)["label.technical-name"] == "RV45A-KWMENG"
        writer.press("f12").on("number").press("f1")
        assert facts(writer)["label.parameter-id"] == "NOT"

    def test_a_refused_text_is_explained_and_its_message_stays(self, writer: Clerk) -> None:
        writer.fill(colour="pink").press("enter").press("f1")
        assert told(writer).startswith("E Entry pink does not exist\nChoose one with F4.\n\nWhat the note")
        writer.press("enter")
        assert (writer.message_id, writer.field("colour").error) == ("entry-not-in-table", True)

    def test_a_message_of_the_dialog_is_explained_where_it_stands(self, writer: Clerk) -> None:
        writer.press("f11").press("f1")
        assert "message.valid-to-required" in told(writer)
        assert writer.press("enter").field("valid_to").error

    @pytest.mark.parametrize("place", ["", "nothing", "lines[0].nothing", "lists[0].colour"])
    def test_a_place_without_a_field_is_explained_by_its_screen(self, writer: Clerk, place: str) -> None:
        assert writer.on(place).press("f1").view.popup
        assert told(writer) == "help.none\nhelp.keys\n"


class TestF4:
    def test_the_whole_list_opens_at_a_right_value(self, writer: Clerk) -> None:
        writer.fill(colour="blue").press("f4")
        assert [row["c0"] for row in writer.rows("list")] == ["RED", "BLUE", "BLACK"]
        assert writer.cursor == "list[1].c0"

    def test_a_part_of_a_value_is_what_to_look_for(self, writer: Clerk) -> None:
        writer.fill(colour="bl").press("f4")
        assert [row["c0"] for row in writer.rows("list")] == ["BLUE", "BLACK"]
        assert writer.text("filter") == "bl"
        writer.on("list[1].c0").press("enter")
        assert (writer.view.popup, writer.text("colour"), writer.field("colour").error) == (False, "BLACK", False)

    def test_one_hit_is_taken_at_once(self, writer: Clerk) -> None:
        writer.fill(colour="sea").press("f4")
        assert (writer.view.popup, writer.text("colour"), writer.cursor) == (False, "BLUE", "colour")

    def test_the_list_narrows_while_the_clerk_types(self, writer: Clerk) -> None:
        writer.on("colour").press("f4").fill(filter="b").send("live")
        assert [row["c0"] for row in writer.rows("list")] == ["RED", "BLUE", "BLACK"]
        writer.fill(filter="bla").send("live")
        assert [row["c0"] for row in writer.rows("list")] == ["BLACK"]
        assert writer.press("enter").text("colour") == "BLACK"

    def test_text_and_enter_in_one_go_take_the_first_hit_of_that_text(self, writer: Clerk) -> None:
        writer.on("colour").press("f4").fill(filter="sea").press("enter")
        assert writer.text("colour") == "BLUE"

    def test_no_hits_are_said_and_the_list_stays(self, writer: Clerk) -> None:
        writer.on("colour").press("f4").fill(filter="green").press("enter")
        assert (writer.view.popup, writer.message_id) == (True, "no-hits")
        table = next(part for part in writer.view.body if isinstance(part, Table))
        assert (table.filled, table.empty_text) == (0, "text.no-entries")

    @pytest.mark.parametrize("text", ["", "bl", "red"])
    def test_f12_restores(self, writer: Clerk, text: str) -> None:
        writer.fill(colour=text).press("f4").press("f12")
        assert writer.text("colour").lower() == text
        assert (writer.view.popup, writer.cursor) == (False, "colour")

    def test_in_a_cell_of_a_free_line(self, writer: Clerk) -> None:
        writer.on("lines[4].colour").press("f4").on("list[0].c0").press("enter")
        assert (writer.rows("lines")[0]["colour"], writer.cursor) == ("RED", "lines[0].colour")

    def test_on_what_was_typed_in_a_free_line_further_below(self, writer: Clerk) -> None:
        writer.item(4, "lines", colour="sea").press("f4")
        assert [row["colour"] for row in writer.rows("lines")] == ["BLUE"]
        assert writer.cursor == "lines[0].colour"

    @pytest.mark.parametrize("place", ["valid_to", "", "colour.text"])
    def test_a_field_without_values_says_so(self, writer: Clerk, place: str) -> None:
        writer.on(place).press("f4")
        assert writer.view.popup is (place == "colour.text")
        assert writer.message_id == ("" if place == "colour.text" else "no-values")

    def test_in_display_the_list_can_be_read_and_changes_nothing(self, clerk: Clerk) -> None:
        clerk.run("/nNOT3 7").on("colour").press("f4").on("list[0].c0").press("enter")
        assert (clerk.view.popup, clerk.text("colour")) == (False, "")


def test_numbers_and_dates_of_a_hit_list_are_in_the_notation_of_the_clerk(
    writer: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = writer.desk.machinery.connection.values
    monkeypatch.setattr(
        values,
        "search",
        lambda *_: Hits(("colour", "date", "amount"), [("RED", date(2026, 1, 31), Decimal("1234.50"))]),
    )
    writer.on("colour").press("f4")
    assert writer.rows()[0] == {"c0": "RED", "c1": "01/31/2026", "c2": "1,234.50"}
    table = next(part for part in writer.view.body if isinstance(part, Table))
    assert [column.right for column in table.columns] == [False, False, True]
