"""Leaving: what would be lost is asked about, what would not is left at once."""

from __future__ import annotations

import pytest

from tests.clerk import Clerk
from tests.kernel.sample import Note

KEYS = ["f3", "shift+f3", "f12"]
COMMANDS = ["/n", "/nNOT2", "/i"]


def leave(clerk: Clerk, way: str) -> Clerk:
    return clerk.press(way) if way in KEYS else clerk.run(way)


def with_changes(clerk: Clerk) -> Clerk:
    """A second session, so that ``/i`` does not mean logging off, with a note that is not saved."""
    return clerk.run("/oNOT1").press("enter").item(table="lines", colour="red")


def asked(clerk: Clerk) -> bool:
    return "question.save-first" in clerk.view.screen


@pytest.mark.parametrize("way", [*KEYS, *COMMANDS])
class TestWithUnsavedInput:
    def test_it_asks_and_cancel_stays(self, clerk: Clerk, way: str) -> None:
        leave(with_changes(clerk), way)
        assert asked(clerk)
        clerk.press("c")
        assert (clerk.view.popup, clerk.screen, clerk.view.session) == (False, "note", 2)
        assert clerk.rows("lines")[0]["colour"] == "RED"

    def test_no_leaves_without_saving(self, clerk: Clerk, way: str, saved: list[Note]) -> None:
        leave(with_changes(clerk), way).press("n")
        assert clerk.screen == {"f3": "note_first", "f12": "note_first", "/nNOT2": "note_first"}.get(way, "menu")
        assert (saved, clerk.view.sessions) == ([], 1 if way == "/i" else 2)

    def test_yes_saves_and_leaves(self, clerk: Clerk, way: str, saved: list[Note]) -> None:
        leave(with_changes(clerk).fill(valid_to="+30"), way).press("y")
        assert clerk.screen == {"f3": "note_first", "f12": "note_first", "/nNOT2": "note_first"}.get(way, "menu")
        assert (len(saved), clerk.message_id) == (1, "note-saved")

    def test_yes_stays_on_what_keeps_it_from_being_saved(self, clerk: Clerk, way: str, saved: list[Note]) -> None:
        leave(with_changes(clerk), way).press("y")
        assert (clerk.screen, clerk.message_id, clerk.cursor) == ("note", "valid-to-required", "valid_to")
        assert (clerk.view.popup, clerk.rows("lines")[0]["colour"], saved) == (False, "RED", [])

    def test_a_text_that_was_refused_is_unsaved_input_too(self, clerk: Clerk, way: str) -> None:
        leave(clerk.run("/oNOT1").press("enter").fill(valid_to="soon"), way)
        assert asked(clerk)
        clerk.press("y")
        assert (clerk.screen, clerk.message_id, clerk.text("valid_to")) == ("note", "not-a-date", "soon")

    def test_a_warning_on_saving_is_accepted_and_the_leaving_goes_on(
        self, clerk: Clerk, way: str, saved: list[Note]
    ) -> None:
        leave(with_changes(clerk).fill(valid_to="+30", colour="black"), way).press("y")
        assert (clerk.message_id, saved) == ("black-note", [])
        clerk.press("enter")
        assert (len(saved), clerk.message_id) == (1, "note-saved")
        assert clerk.screen == {"f3": "note_first", "f12": "note_first", "/nNOT2": "note_first"}.get(way, "menu")

    def test_it_asks_from_a_screen_further_in(self, clerk: Clerk, way: str) -> None:
        leave(with_changes(clerk).press("ctrl+t"), way)
        # going back to the overview loses nothing
        assert asked(clerk) is (way not in ("f3", "f12"))


@pytest.mark.parametrize("way", [*KEYS, *COMMANDS])
@pytest.mark.parametrize("first", [True, False])
def test_without_input_nothing_is_asked(clerk: Clerk, way: str, first: bool) -> None:
    clerk.run("/oNOT1")
    leave(clerk if first else clerk.press("enter"), way)
    assert not clerk.view.popup
    assert clerk.screen == ("note_first" if way == "/nNOT2" or (not first and way in ("f3", "f12")) else "menu")


def test_what_was_typed_on_the_first_screen_only_leads_somewhere(clerk: Clerk) -> None:
    assert clerk.run("/nNOT1").fill(colour="pink").press("f3").screen == "menu"


def test_back_goes_up_a_screen_and_exit_to_the_menu(writer: Clerk) -> None:
    assert writer.press("ctrl+t").press("f3").screen == "note"
    assert writer.press("ctrl+t").press("f12").screen == "note"
    assert writer.press("ctrl+t").press("shift+f3").screen == "menu"


def test_back_does_not_lose_a_refused_text_of_a_detail_and_cancel_does(writer: Clerk) -> None:
    writer.press("ctrl+t").fill(description="x" * 41).press("f3")
    assert (writer.screen, writer.message_id, writer.text("description")) == ("note_text", "text-too-long", "x" * 41)
    assert writer.press("f12").screen == "note"
    assert writer.press("f7").text("description") == ""


@pytest.mark.parametrize("key", ["f3", "f12"])
def test_a_popup_is_left_even_with_what_cannot_be_taken(writer: Clerk, key: str) -> None:
    writer.press("ctrl+g")
    assert (writer.view.popup, writer.view.behind is not None) == (True, True)
    writer.fill(item="ten").press("enter")
    assert (writer.screen, writer.message_id) == ("note_position", "not-a-number")
    assert writer.press(key).screen == "note"


class TestCalled:
    """Another transaction on top of a note that is not saved."""

    def test_back_comes_back_to_the_caller(self, writer: Clerk) -> None:
        writer.item(table="lines", colour="red").press("f5")
        assert (writer.view.transaction, writer.screen, writer.text("number")) == ("NOT3", "note", "7")
        writer.press("f3")
        assert (writer.view.transaction, writer.rows("lines")[0]["colour"]) == ("NOT1", "RED")

    @pytest.mark.parametrize("way", ["/n", "/nNOT2"])
    def test_yes_saves_the_note_below(self, writer: Clerk, saved: list[Note], way: str) -> None:
        writer.item(table="lines", colour="red").fill(valid_to="+1").press("f5").run(way)
        assert asked(writer)
        writer.press("y")
        assert ([note.lines[0].colour for note in saved], writer.message_id) == (["RED"], "note-saved")
        assert writer.screen == ("menu" if way == "/n" else "note_first")

    def test_yes_comes_back_to_the_note_that_cannot_be_saved(self, writer: Clerk) -> None:
        writer.item(table="lines", colour="red").press("f5").run("/n").press("y")
        assert (writer.view.transaction, writer.message_id, writer.cursor) == ("NOT1", "valid-to-required", "valid_to")

    def test_the_display_takes_no_input_and_says_why_keys_are_off(self, writer: Clerk) -> None:
        writer.press("f5")
        assert not writer.field("valid_to").open
        key = next(key for key in writer.view.keys if key.code == "save")
        assert (key.enabled, key.reason) == (False, "You are displaying")
        assert writer.send("save").message_id == "display-only"
