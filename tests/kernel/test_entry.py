"""Typing into fields and lines: what is taken, what is refused, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from sdtui.kernel.view import Request, Table
from tests.clerk import Clerk
from tests.kernel.conftest import message_of
from tests.kernel.sample import Memory, Note

NoteOf = Callable[[Clerk], Note]


def lines(clerk: Clerk) -> list[tuple[str, str]]:
    return [(row["colour"], row["quantity"]) for row in clerk.rows("lines")]


def fill_lines(clerk: Clerk, *colours: str) -> None:
    for colour in colours:
        clerk.item(table="lines", colour=colour)
    clerk.press("enter")


# --- fields ----------------------------------------------------------------------------------------------------------
def test_what_is_typed_is_taken_in_its_stored_form_and_shown_in_the_clerks(writer: Clerk, note_of: NoteOf) -> None:
    writer.fill(valid_to="123126", colour="red").press("enter")
    assert (note_of(writer).valid_to, note_of(writer).colour) == (date(2026, 12, 31), "RED")
    assert (writer.text("valid_to"), writer.text("colour")) == ("12/31/2026", "RED")
    assert writer.text("colour.text") == "Red as a brick"
    assert writer.message is None


def test_a_text_that_is_refused_stays_with_cursor_mark_and_message(writer: Clerk, note_of: NoteOf) -> None:
    writer.fill(valid_to="31.02.2026").press("enter")
    assert (writer.message_id, writer.cursor) == ("no-such-date", "valid_to")
    assert (writer.text("valid_to"), writer.field("valid_to").error) == ("31.02.2026", True)
    assert note_of(writer).valid_to is None
    writer.press("enter")
    assert (writer.message_id, writer.text("valid_to")) == ("no-such-date", "31.02.2026")
    writer.fill(valid_to="28.02.2027").press("enter")
    assert (writer.message, writer.field("valid_to").error) == (None, False)


def test_an_entry_that_is_in_no_value_table_is_refused(writer: Clerk) -> None:
    writer.fill(colour="pink").press("enter")
    assert (writer.message_id, writer.text("colour")) == ("entry-not-in-table", "pink")


def test_no_words_of_the_former_value_stand_beside_a_refused_one(writer: Clerk) -> None:
    assert writer.fill(colour="red").press("enter").text("colour.text") == "Red as a brick"
    assert writer.fill(colour="pink").press("enter").text("colour.text") == ""


def test_the_first_wrong_field_in_reading_order_gets_the_cursor(writer: Clerk) -> None:
    writer.item(table="lines", quantity="much").fill(valid_to="soon", colour="pink").press("enter")
    assert writer.cursor == "colour"
    writer.fill(colour="").press("enter")
    assert writer.cursor == "valid_to"
    writer.fill(valid_to="").press("enter")
    assert writer.cursor == "lines[0].quantity"


def test_a_text_that_failed_is_tried_again_when_something_else_was_corrected(writer: Clerk, note_of: NoteOf) -> None:
    writer.fill(colour="pink").press("enter")
    values = writer.desk.machinery.connection.values
    values.exists = lambda table, value, facts: True
    writer.press("enter")
    assert (writer.message, note_of(writer).colour) == (None, "PINK")


def test_a_closed_field_takes_nothing(writer: Clerk, note_of: NoteOf) -> None:
    writer.desk.turn(Request("check", changes={"number": "5", "lines[0].item": "7", "nothing": "x", "x[0].y": "z"}))
    assert note_of(writer) == Note()


def test_a_refusal_of_the_dialog_marks_its_field_until_the_next_turn(writer: Clerk) -> None:
    writer.press("f11")
    assert (writer.message_id, writer.cursor) == ("valid-to-required", "valid_to")
    assert writer.field("valid_to").error
    assert not writer.press("enter").field("valid_to").error


def test_a_required_field_is_asked_for_before_the_dialog_works(writer: Clerk) -> None:
    writer.press("ctrl+t").press("enter")
    assert (writer.message_id, writer.cursor) == ("required-field", "description")
    assert writer.field("description").required
    assert writer.field("description").error
    assert writer.fill(description="Bikes").press("enter").message is None


def test_a_field_that_is_wrong_on_another_tab_opens_its_tab(writer: Clerk) -> None:
    writer.press("f7").fill(description="x" * 41).press("f6").press("enter")
    assert (writer.message_id, writer.cursor) == ("text-too-long", "description")
    assert writer.field("description").text == "x" * 41


# --- tabs ------------------------------------------------------------------------------------------------------------
def test_tabs_go_around_and_put_the_cursor_on_their_first_open_field(writer: Clerk) -> None:
    assert writer.press("f7").cursor == "description"
    assert writer.press("f7").cursor == "lines[0].colour"
    assert writer.press("f6").cursor == "description"
    assert writer.send("tab_lines").cursor == "lines[0].colour"
    assert writer.send("tab_none").message_id == "function-not-here"


def test_a_screen_without_tabs_says_so(clerk: Clerk) -> None:
    assert clerk.run("/nNOT1").send("next_tab").message_id == "no-tabs"


# --- the text of several lines ---------------------------------------------------------------------------------------
def test_a_long_text_is_taken_with_its_lines(writer: Clerk, note_of: NoteOf) -> None:
    writer.press("ctrl+t").fill(description="x", story="one\r\ntwo\x07").press("enter")
    assert note_of(writer).story == "one\ntwo\ufffd"


def test_a_long_text_that_is_too_long_is_kept(writer: Clerk) -> None:
    writer.press("ctrl+t").fill(description="x", story="y" * 20_001).press("enter")
    assert (writer.message_id, writer.cursor, writer.text("story")) == ("text-too-long", "story", "y" * 20_001)


# --- lines -----------------------------------------------------------------------------------------------------------
def test_lines_come_by_typing_into_the_first_free_one(writer: Clerk, note_of: NoteOf) -> None:
    writer.item(table="lines", colour="red", quantity="5").item(table="lines", colour="blue").press("enter")
    assert lines(writer) == [("RED", "5"), ("BLUE", "")]
    assert note_of(writer).lines[0].quantity == Decimal(5)
    table = next(part for part in writer.view.body if isinstance(part, Table))
    assert (table.filled, table.entry, len(table.rows) > 100) == (2, True, True)


def test_a_line_typed_further_below_comes_up_and_the_cursor_with_it(writer: Clerk) -> None:
    writer.item(7, "lines", colour="blue").item(3, "lines", colour="red").on("lines[7].quantity").press("enter")
    assert lines(writer) == [("RED", ""), ("BLUE", "")]
    assert writer.cursor == "lines[1].quantity"


def test_an_act_on_a_line_typed_further_below_means_that_line(writer: Clerk) -> None:
    fill_lines(writer, "red")
    writer.item(5, "lines", colour="blue").press("ctrl+d")
    assert lines(writer) == [("RED", "")]


def test_text_typed_and_taken_away_again_makes_no_line(writer: Clerk) -> None:
    writer.item(table="lines", colour=" ").press("enter")
    assert lines(writer) == []


def test_a_wrong_line_is_there_with_its_text(writer: Clerk) -> None:
    writer.item(table="lines", colour="pink", quantity="many").press("enter")
    assert (writer.message_id, writer.cursor) == ("entry-not-in-table", "lines[0].colour")
    assert lines(writer) == [("pink", "many")]


@pytest.mark.parametrize("asks", [False, True])
def test_rejected_texts_follow_their_lines_when_lines_above_are_deleted(writer: Clerk, asks: bool) -> None:
    writer.desk.session.frame.dialog.asks = asks  # type: ignore[attr-defined]
    fill_lines(writer, "red", "blue", "pink")
    writer.item(3, "lines", quantity="many").on("lines[0].colour").press("ctrl+d")
    if asks:
        writer.press("y")
    assert lines(writer) == [("BLUE", ""), ("pink", ""), ("", "many")]
    assert writer.press("enter").cursor == "lines[1].colour"
    writer.item(1, "lines", colour="black").press("enter")
    assert writer.cursor == "lines[2].quantity"


def test_a_deleted_line_takes_its_rejected_text_along(writer: Clerk) -> None:
    fill_lines(writer, "pink", "red")
    writer.on("lines[0].colour").press("ctrl+d").press("enter")
    assert (writer.message, lines(writer)) == (None, [("RED", "")])


def test_marked_lines_are_what_an_act_is_meant_for(writer: Clerk) -> None:
    fill_lines(writer, "red", "blue", "black")
    writer.on("lines[0].colour").press("f9").on("lines[2].colour").press("f9").on("lines[1].colour")
    table = next(part for part in writer.view.body if isinstance(part, Table))
    assert [table.rows[n].marked for n in range(4)] == [True, False, True, False]
    assert lines(writer.press("ctrl+d")) == [("BLUE", "")]


def test_marks_are_taken_away_one_by_one_or_all_at_once(writer: Clerk) -> None:
    fill_lines(writer, "red", "blue")
    marks = writer.desk.session.frame.state.marks
    writer.on("lines[0].colour").press("f9").press("f9")
    assert len(marks) == 0
    assert len(writer.desk.session.frame.state.marks) == 0
    writer.send("mark_all")
    assert len(writer.desk.session.frame.state.marks) == 2
    writer.send("unmark_all")
    assert len(writer.desk.session.frame.state.marks) == 0


def test_a_blank_line_cannot_be_marked(writer: Clerk) -> None:
    assert writer.on("lines[0].colour").press("f9").message_id == "choose-a-row"


def test_position_scrolls_the_line_up(writer: Clerk) -> None:
    fill_lines(writer, "red", "blue", "black")
    writer.press("ctrl+g").fill(item="20").press("enter")
    table = next(part for part in writer.view.body if isinstance(part, Table))
    assert (writer.screen, writer.cursor, table.top) == ("note", "lines[1].colour", 1)
    table = next(part for part in writer.press("enter").view.body if isinstance(part, Table))
    assert table.top is None


# --- pasting ---------------------------------------------------------------------------------------------------------
def test_lines_from_a_spreadsheet_become_lines(writer: Clerk) -> None:
    writer.on("lines[0].colour").paste("red\t5\r\nblue\t1.5\n\n\t7\n")
    assert lines(writer) == [("RED", "5"), ("BLUE", "1.5"), ("", "7")]
    assert (writer.message_id, message_of(writer).slots) == ("lines-pasted", {"count": 3})


def test_pasting_begins_at_the_cursors_column_and_goes_over_lines_that_are_there(writer: Clerk) -> None:
    fill_lines(writer, "red", "blue")
    writer.on("lines[1].quantity").paste("3\n4")
    assert lines(writer) == [("RED", ""), ("BLUE", "3"), ("", "4")]


def test_wrong_cells_are_listed_and_kept_and_the_right_ones_taken(writer: Clerk) -> None:
    writer.on("lines[0].colour").paste("red\t5\npink\tmany\nblue\t2")
    assert writer.view.popup
    writer.press("enter")
    assert (writer.message_id, writer.cursor) == ("entry-not-in-table", "lines[1].colour")
    assert lines(writer) == [("RED", "5"), ("pink", "many"), ("BLUE", "2")]


def test_many_lines_can_be_pasted(writer: Clerk) -> None:
    writer.on("lines[0].colour").paste("red\t1\n" * 1000)
    assert len(writer.rows("lines")) == 1000


def test_what_was_typed_before_pasting_is_kept(writer: Clerk) -> None:
    writer.item(table="lines", colour="red").on("lines[1].colour").paste("blue")
    assert lines(writer) == [("RED", ""), ("BLUE", "")]


def test_nothing_is_pasted_where_nothing_can_be_entered(clerk: Clerk, writer: Clerk) -> None:
    assert writer.on("valid_to").paste("a\tb").message_id == "function-not-here"
    assert clerk.run("/nNOT3 7").on("lines[0].colour").paste("red").message_id == "display-only"
    assert clerk.rows("lines") == []


def test_a_warning_after_pasting_is_accepted_like_any_other(writer: Clerk) -> None:
    writer.fill(colour="black").on("lines[0].colour").paste("red")
    assert writer.message_id == "black-note"
    assert writer.press("enter").message is None
    assert lines(writer) == [("RED", "")]


# --- warnings --------------------------------------------------------------------------------------------------------
def test_enter_accepts_a_warning_once_and_for_all(writer: Clerk) -> None:
    writer.fill(colour="black").press("enter")
    assert (writer.message_id, message_of(writer).type, writer.cursor) == ("black-note", "W", "colour")
    assert writer.press("enter").message is None
    assert writer.press("enter").message is None


def test_a_warning_on_saving_is_accepted_and_the_saving_goes_on(writer: Clerk, saved: list[Note]) -> None:
    writer.fill(colour="black", valid_to="+30").press("f11")
    assert (writer.message_id, saved) == ("black-note", [])
    assert writer.press("enter").message_id == "note-saved"
    assert len(saved) == 1


def test_enter_after_a_correction_checks_and_does_not_save(writer: Clerk, saved: list[Note]) -> None:
    writer.fill(colour="black", valid_to="+30").press("f11").fill(colour="red").press("enter")
    assert (writer.message, writer.screen, saved) == (None, "note", [])


def test_another_key_drops_the_warning(writer: Clerk, saved: list[Note]) -> None:
    writer.fill(colour="black", valid_to="+30").press("f11").press("f7")
    assert (writer.press("enter").message_id, saved) == ("black-note", [])


def test_reading_help_about_a_warning_does_not_drop_it(writer: Clerk, saved: list[Note]) -> None:
    writer.fill(colour="black", valid_to="+30").press("f11").press("f1").press("enter")
    assert writer.message_id == "black-note"
    writer.press("enter")
    assert len(saved) == 1


@pytest.mark.parametrize("asks", [False, True])
def test_accepting_a_warning_does_not_delete_once_more(writer: Clerk, asks: bool) -> None:
    writer.desk.session.frame.dialog.asks = asks  # type: ignore[attr-defined]
    fill_lines(writer, "red", "blue", "black")
    writer.fill(colour="black").on("lines[0].colour").press("ctrl+d")
    if asks:
        writer.press("y")
    assert writer.message_id == "black-note"
    writer.press("enter")
    assert (writer.message, lines(writer)) == (None, [("BLUE", ""), ("BLACK", "")])


# --- questions -------------------------------------------------------------------------------------------------------
def test_a_question_is_answered_with_one_key(writer: Clerk) -> None:
    assert writer.press("f8").view.popup
    assert {key.keys[0] for key in writer.view.keys if key.answer} == {"y", "n"}
    assert writer.press("y").message_id == "done"
    assert not writer.view.popup


@pytest.mark.parametrize("key", ["enter", "f12", "escape", "f3", "n"])
def test_the_other_keys_give_the_harmless_answer(writer: Clerk, key: str) -> None:
    writer.press("f8").press(key)
    assert (writer.view.popup, writer.message) == (False, None)


def test_anything_else_leaves_the_question_open(writer: Clerk) -> None:
    assert writer.press("f8").send("answer_maybe").view.popup
    assert writer.send("save").view.popup


def test_a_refusal_from_an_answer_closes_the_question(writer: Clerk) -> None:
    writer.item(table="lines", colour="red").press("f12").press("y")
    assert (writer.view.popup, writer.message_id, writer.cursor) == (False, "valid-to-required", "valid_to")


# --- parameter memory ------------------------------------------------------------------------------------------------
def test_the_last_number_stands_in_the_first_screen(writer: Clerk, memory: Memory) -> None:
    writer.fill(valid_to="+1").press("f11")
    assert writer.text("number") == "1"
    assert writer.run("/nNOT2").text("number") == "1"
    assert memory.kept == {"NOT": "0000000001"}


def test_the_last_value_of_a_field_with_a_parameter_is_proposed(clerk: Clerk, memory: Memory) -> None:
    clerk.run("/nNOT1").fill(colour="red").press("enter").run("/n")
    assert memory.kept == {"COL": "RED"}
    assert clerk.run("/nNOT1").text("colour") == "RED"


def test_a_value_that_was_entered_is_noted_for_the_hit_list(writer: Clerk) -> None:
    writer.fill(colour="red").press("enter").press("enter")
    assert writer.desk.machinery.connection.values.recent == ["RED"]  # type: ignore[attr-defined]
