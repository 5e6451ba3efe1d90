"""What is typed and pasted, what keys and commands ask for, and what they refuse."""

import pytest

from sdtui.kernel.view import Block, KeyView, Line
from sdtui.tui.keys import Key
from sdtui.tui.state import COMMAND
from tests.tui.keyboard import Clerk
from tests.tui.samples import closed, form, items_table, long_text, open_field, question, values


def test_changes_are_what_differs_in_the_order_typed() -> None:
    clerk = Clerk(form())
    clerk.press("tab").type("77").press("shift+tab").type("2000").press("tab", "tab").type("x")
    clerk.press("end", "backspace", "enter")
    assert list(clerk.last.changes.items()) == [("ship_to", "77"), ("sold_to", "2000"), ("reference", "")]
    assert (clerk.last.code, clerk.last.cursor) == ("check", "reference")


def test_a_text_put_back_is_no_change() -> None:
    clerk = Clerk(form()).type("1").press("end").type("000").press("enter")
    assert clerk.last.changes == {}


def test_what_is_too_long_is_refused_with_a_reason() -> None:
    clerk = Clerk(form()).type("12345678901")
    assert clerk.hint == "At most 10 characters fit here"
    assert clerk.model.bell
    assert clerk.model.state.edits == {"sold_to": "1234567890"}
    assert clerk.press("tab").hint == ""


def test_overwrite() -> None:
    clerk = Clerk(form()).press("insert", "right").type("9")
    assert clerk.model.state.edits == {"sold_to": "1900"}
    assert "OVR" in clerk.lines[-1]


def test_capitals_fold_on_the_screen_only() -> None:
    clerk = Clerk(form(body=(items_table(),))).type("m-100").press("tab")
    assert "M-100" in clerk.lines[2]
    assert clerk.model.state.edits == {"items[0].material": "m-100"}


def test_numbers_stand_right_until_they_are_edited() -> None:
    clerk = Clerk(form()).press("tab", "tab", "tab", "tab", "tab", "tab", "tab")
    spot = clerk.model.picture().spots["probability"]
    assert clerk.cursor == (spot.y, spot.x + 2)
    clerk.press("end")
    assert clerk.cursor == (spot.y, spot.x + 2)
    assert clerk.lines[spot.y][spot.x : spot.x + 4] == "70  "


def test_control_u_clears() -> None:
    assert Clerk(form()).press("ctrl+u").model.state.edits == {"sold_to": ""}


def test_a_field_keeps_its_text_until_the_turn() -> None:
    clerk = Clerk(form()).type("99").press("tab")
    assert "99" in clerk.lines[2]


def test_a_key_without_a_function_says_so() -> None:
    clerk = Clerk(form()).press("f6")
    assert clerk.hint == "F6 has no function here"
    assert "F6 has no function here" in clerk.lines[-1]
    assert clerk.machine.requests == []


def test_a_key_that_is_not_possible_says_why() -> None:
    assert Clerk(form()).press("f5").hint == "Save the document first"


@pytest.mark.parametrize(
    ("key", "code"),
    [("alt+1", "help"), ("alt+8", "reference"), ("escape", "cancel"), ("f11", "save"), ("ctrl+x", "exit")],
)
def test_other_ways_to_a_function(key: str, code: str) -> None:
    assert Clerk(form()).press(key).last.code == code


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c", "ctrl+z", "ctrl+\\"])
def test_no_control_key_ends_or_loses_anything(key: str) -> None:
    clerk = Clerk(form()).type("5").press(key)
    assert clerk.model.state.edits == {"sold_to": "5"}
    assert not clerk.session.ended


def test_a_question_takes_its_answers_and_nothing_else() -> None:
    clerk = Clerk(question()).type("x1")
    assert clerk.machine.requests == []
    assert clerk.type("N").last.code == "no"


def test_the_answers_of_a_question_take_no_enter() -> None:
    assert Clerk(question()).press("enter").last.code == "cancel"


def test_a_command_typed_ahead_of_a_question_answers_nothing_but_its_default() -> None:
    clerk = Clerk(question()).type("/nVA21")
    assert clerk.machine.requests == []
    assert clerk.press("enter").last.code == "cancel"
    assert Clerk(question()).type("/n").press("left").type("n").last.code == "no"


def test_a_command_is_sent_and_survives_its_failure() -> None:
    clerk = Clerk(form()).type("27").press("ctrl+/").type("/nXX").press("enter")
    assert (clerk.last.command, clerk.last.changes, clerk.last.code) == ("/nXX", {"sold_to": "27"}, "")
    assert (clerk.at, clerk.model.state.entry and clerk.model.state.entry.text) == (COMMAND, "/nXX")


@pytest.mark.parametrize("entry", ["", "1000"])
def test_a_stroke_that_begins_a_field_of_keys_begins_a_command(entry: str) -> None:
    view = form(body=(Block((Line(((open_field("sold_to", entry, "Sold-to", 10, values=True),),)),)),))
    clerk = Clerk(view).type("/nXX").press("enter")
    assert (clerk.last.command, clerk.last.changes) == ("/nXX", {})


def test_and_so_does_one_where_nothing_is_open() -> None:
    clerk = (
        Clerk(form(body=(Block((Line(((closed("number", "5", "Quotation", 10),),)),)),))).type("/nXX").press("enter")
    )
    assert clerk.last.command == "/nXX"


@pytest.mark.parametrize("values", [False, True])
def test_a_stroke_within_a_text_stays_there(values: bool) -> None:
    view = form(body=(Block((Line(((open_field("reference", "", "Reference", 35, values=values),),)),)),))
    clerk = Clerk(view).type("A/1" if values else "/1").press("enter")
    assert (clerk.last.command, clerk.last.changes["reference"]) == (None, "A/1" if values else "/1")


def test_an_empty_command_is_enter() -> None:
    clerk = Clerk(form()).press("tab", "alt+c", "enter")
    assert (clerk.last.code, clerk.last.command) == ("check", None)
    assert clerk.at == "ship_to"


def test_the_history_drops_down() -> None:
    clerk = Clerk(form()).press("ctrl+/", "down")
    assert "/nVA23 20000001" in clerk.lines[1]
    clerk.press("down", "enter")
    assert clerk.machine.requests == []
    assert clerk.press("enter").last.command == "/nVA21"


def test_escape_closes_the_history_only() -> None:
    clerk = Clerk(form()).press("ctrl+/", "f4", "escape")
    assert clerk.machine.requests == []
    assert clerk.at == COMMAND


def test_the_menu_starts_in_the_command_field() -> None:
    assert Clerk(form(menu=True)).at == COMMAND


def test_a_popup_has_no_command_field() -> None:
    clerk = Clerk(values())
    clerk.press("ctrl+/", "shift+tab", "shift+tab")
    assert clerk.at != COMMAND


def test_an_editor_takes_enter_and_gives_its_text() -> None:
    clerk = Clerk(long_text()).press("tab").type("Hi").press("enter").type("x").press("ctrl+s")
    assert clerk.last.changes["header_text"].startswith("Hi\nxDear customer,")
    assert clerk.press("tab").at == "language"


def test_a_paste_over_a_table_goes_to_the_kernel() -> None:
    clerk = Clerk(form(cursor="items[3].material")).type("a").paste("M-1\t5\nM-2\t7\n")
    request = clerk.last
    assert (request.code, request.pasted, request.cursor) == ("paste", "M-1\t5\nM-2\t7", "items[3].material")
    assert request.changes == {"items[3].material": "a"}


def test_a_paste_into_a_field_is_typed() -> None:
    clerk = Clerk(form()).paste("20\n00\n")
    assert clerk.model.state.edits == {"sold_to": "20 00"}
    clerk.paste("0123456789")
    assert clerk.hint == "Only the first 5 of 10 pasted characters fit here"


def test_the_keys_of_the_view_win_over_paging() -> None:
    view = form(keys=(KeyView("next_page", ("pagedown",), "Next"),))
    assert Clerk(view).press("pagedown").last.code == "next_page"


def test_words_to_look_for_may_be_longer_than_the_key() -> None:
    view = form(body=(Block((Line(((open_field("ship_to", "", "Ship-to", values=True),),)),)),), cursor="ship_to")
    clerk = Clerk(view).type("=philadelphia wheel")
    assert clerk.model.state.edits == {"ship_to": "=philadelphia wheel"}
    assert clerk.press("ctrl+u").paste("=philadelphia").model.state.edits == {"ship_to": "=philadelphia"}
    clerk.press("ctrl+u").type("12345678901")
    assert clerk.model.state.edits == {"ship_to": "1234567890"}


@pytest.mark.parametrize(("length", "marks"), [(1, 1), (4, 0)])
def test_the_space_bar_marks_where_a_blank_means_nothing(length: int, marks: int) -> None:
    field = open_field("selected", "", "Selected", length=length)
    keys = (KeyView("mark", ("f9", "space"), "Mark"),)
    clerk = Clerk(form(body=(Block((Line(((field,),)),)),), keys=keys))
    clerk.session.handle([Key("space", " ")])
    assert [request.code for request in clerk.machine.requests if request.code] == ["mark"] * marks
