"""The start menu and the command field."""

from __future__ import annotations

import pytest

from tests.clerk import Clerk
from tests.kernel.sample import Memory, Note, make_desk


def test_the_menu_is_there_before_anything_is_connected() -> None:
    connections: list[int] = []
    desk = make_desk(connect=lambda: connections.append(1))
    clerk = Clerk(desk)
    assert (clerk.screen, clerk.view.menu, connections) == ("menu", True, [])
    assert clerk.rows()[0] == {"text": "▾ Notes", "tcode": ""}
    assert clerk.rows()[1] == {"text": "  Create Note", "tcode": "NOT1"}
    desk.warm()
    clerk.run("/nNOT1")
    assert connections == [1]


def test_a_line_of_the_menu_starts_its_transaction(clerk: Clerk) -> None:
    assert clerk.on_row(0).press("enter").screen == "menu"
    assert clerk.on_row(1).press("enter").screen == "note_first"
    assert clerk.view.transaction == "NOT1"
    assert clerk.press("f3").on_row(2).press("f2").view.transaction == "NOT2"


def test_enter_on_the_menu_without_a_line_does_nothing_and_other_keys_are_refused(clerk: Clerk) -> None:
    assert clerk.send("check").message is None
    assert clerk.send("save").message_id == "function-not-here"
    assert clerk.run("=save").message_id == "function-not-here"


@pytest.mark.parametrize("command", ["NOT1", "not1", " Not1 ", "/nNOT1", "/nnot1", "/n not1", "/NNOT1"])
def test_a_t_code_starts_its_transaction_from_the_menu(clerk: Clerk, command: str) -> None:
    assert clerk.run(command).view.transaction == "NOT1"
    assert clerk.view.command == ""


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("/nNOTX", "transaction-unknown"),
        ("/oNOTX", "transaction-unknown"),
        ("NOTX", "transaction-unknown"),
        ("/nNOT9", "transaction-not-authorized"),
        ("NOT9", "transaction-not-authorized"),
        ("/oNOT9", "transaction-not-authorized"),
        ("/x", "command-unknown"),
        ("/*", "command-unknown"),
        ("/i0", "command-unknown"),
        ("/i2", "no-such-session"),
        ("/i99", "no-such-session"),
        ("=burn", "function-not-here"),
    ],
)
def test_a_command_that_leads_nowhere_stays_to_be_corrected(clerk: Clerk, command: str, message: str) -> None:
    clerk.run(command)
    assert (clerk.screen, clerk.message_id) == ("menu", message)
    assert clerk.view.command == ("" if command.startswith("=") else command)
    assert clerk.view.sessions == 1


def test_slash_n_goes_back_to_the_menu_or_to_another_transaction(clerk: Clerk) -> None:
    assert clerk.run("NOT1").press("enter").run("/n").screen == "menu"
    assert clerk.run("NOT1").press("enter").run("/nnot2").view.transaction == "NOT2"
    assert len(clerk.desk.session.frames) == 1


def test_a_bare_t_code_inside_a_transaction_is_refused_and_nothing_typed_is_lost(writer: Clerk) -> None:
    writer.fill(valid_to="12/31/2026").run("NOT2")
    assert writer.message_id == "function-cannot-be-selected"
    assert (writer.screen, writer.view.command) == ("note", "NOT2")
    assert writer.text("valid_to") == "12/31/2026"


@pytest.mark.parametrize("command", ["/nNOTX", "NOTX", "/o", "=burn", "/x", "/oNOT9", "notiz"])
def test_what_was_typed_before_a_command_is_kept_whatever_becomes_of_it(writer: Clerk, command: str) -> None:
    writer.item(table="lines", colour="red").fill(valid_to="soon").run(command)
    writer.run("/n") if not writer.view.popup else writer.send("cancel")
    if writer.view.popup:
        writer.send("answer_cancel")
    assert writer.text("valid_to") == "soon"
    assert writer.rows("lines") == [{"item": "10", "colour": "RED", "quantity": ""}]


def test_a_function_code_is_a_key_by_name(writer: Clerk, saved: list[Note]) -> None:
    writer.fill(valid_to="+30").run("=SAVE")
    assert (writer.message_id, writer.screen) == ("note-saved", "note_first")
    assert len(saved) == 1
    assert writer.press("enter").run("really").view.popup


def test_a_function_code_needs_a_key_on_this_screen(clerk: Clerk, saved: list[Note]) -> None:
    clerk.run("NOT1").run("=save")
    assert (clerk.message_id, saved) == ("function-not-here", [])


def test_a_tab_can_be_named(writer: Clerk) -> None:
    assert writer.run("=tab_more").field("description").open


def test_a_refused_function_does_not_stay_in_the_command_field(writer: Clerk) -> None:
    writer.run("=save")
    assert (writer.message_id, writer.cursor, writer.view.command) == ("valid-to-required", "valid_to", "")


def test_a_number_behind_the_t_code_goes_straight_in(clerk: Clerk) -> None:
    for command in ("NOT2 1", "/nNOT2 1", "/n not2  1 "):
        clerk.run("/n").run(command)
        assert (clerk.screen, clerk.text("number")) == ("note", "1")
    clerk.run("/oNOT3 5")
    assert (clerk.screen, clerk.text("number"), clerk.view.sessions) == ("note", "5", 2)


@pytest.mark.parametrize(("key", "message"), [("12345678901", "text-too-long"), ("x", "note-unknown")])
def test_a_wrong_number_behind_the_t_code_stands_in_its_field(clerk: Clerk, key: str, message: str) -> None:
    clerk.run(f"/nNOT2 {key}")
    assert (clerk.screen, clerk.message_id, clerk.cursor) == ("note_first", message, "number")
    assert clerk.text("number") in (key, key.upper())


def test_a_number_that_no_field_takes_skips_nothing(clerk: Clerk) -> None:
    assert clerk.run("NOT4 1").screen == "note_paper"


def test_hostile_text_in_the_command_field_does_not_come_in(clerk: Clerk) -> None:
    clerk.run("/nNOT1 \x1b[2J\ud800")
    assert clerk.run("no\u202e").view.command == "no\ufffd"
    assert clerk.view.history == ("/nNOT1 \ufffd[2J\ufffd",)


def test_slash_star_takes_the_remembered_number(clerk: Clerk, memory: Memory) -> None:
    clerk.run("/nNOT1").press("enter").fill(valid_to="+1").press("f11")
    assert clerk.run("/nNOT2").text("number") == "1"
    assert clerk.run("/*NOT2").screen == "note"
    assert memory.kept["NOT"] == "0000000001"


def test_slash_star_without_a_remembered_number_stays_on_the_first_screen(clerk: Clerk) -> None:
    clerk.run("/*NOT2")
    assert (clerk.screen, clerk.message_id, clerk.cursor) == ("note_first", "note-unknown", "number")


def test_the_history_has_the_newest_first_and_each_command_once(clerk: Clerk) -> None:
    clerk.run("/nNOT1").run("/nNOT2").run("/NNOT1")
    assert clerk.view.history == ("/NNOT1", "/nNOT2")
    for number in range(20):
        clerk.run(f"/nNOT2 {number}")
    assert len(clerk.view.history) == 15
    assert clerk.view.history[0] == "/nNOT2 19"


def test_a_wrong_command_is_not_remembered(clerk: Clerk) -> None:
    assert clerk.run("/nNOTX").view.history == ()


def test_the_history_outlives_the_desk(clerk: Clerk, memory: Memory) -> None:
    clerk.run("/nNOT1").run("/n")
    tomorrow = Clerk(make_desk(memory=memory))
    tomorrow.desk.warm()
    assert tomorrow.desk.view().history == ("/n", "/nNOT1")
    assert tomorrow.run("/NNOT1").view.history == ("/NNOT1", "/n")


@pytest.mark.parametrize(
    ("words", "codes"), [("note create", ["NOT1"]), ("NOTIZ", ["NOT1", "NOT2"]), ("änd", ["NOT2"])]
)
def test_words_find_transactions_by_title_in_any_language(clerk: Clerk, words: str, codes: list[str]) -> None:
    clerk.run(words)
    assert clerk.view.popup
    assert [row["c0"] for row in clerk.rows()] == codes
    clerk.press("enter")
    assert clerk.view.transaction == codes[0]


def test_words_find_transactions_from_inside_one_and_leaving_it_still_asks(writer: Clerk) -> None:
    writer.fill(valid_to="+1").run("change note").press("enter")
    assert writer.desk.session.popups
    assert writer.press("n").view.transaction == "NOT2"


def test_no_command_in_a_popup(writer: Clerk) -> None:
    writer.press("f8").run("/n")
    assert (writer.screen, writer.message_id, writer.view.popup) == ("note", "popup-first", True)
    writer.press("n").press("ctrl+g").run("/n")
    assert (writer.screen, writer.message_id) == ("note_position", "popup-first")


class TestTheEnd:
    def test_nend_asks(self, clerk: Clerk) -> None:
        clerk.run("/nend")
        assert (clerk.view.popup, clerk.view.ended) == (True, False)
        assert not clerk.press("enter").view.ended
        assert clerk.run("/NEND").press("y").view.ended

    def test_nex_does_not(self, writer: Clerk) -> None:
        assert writer.fill(valid_to="+1").run("/nex").view.ended

    @pytest.mark.parametrize("key", ["f3", "shift+f3", "f12"])
    def test_leaving_the_menu_asks(self, clerk: Clerk, key: str) -> None:
        assert clerk.press(key).view.popup
        assert clerk.press("y").view.ended

    def test_closing_the_last_session_is_logging_off(self, writer: Clerk) -> None:
        assert writer.run("/i").view.popup
        assert writer.press("y").view.ended

    def test_a_fault_while_logging_off_keeps_nobody(self, writer: Clerk, caplog: pytest.LogCaptureFixture) -> None:
        writer.desk.session.frame.dialog.discard = None  # type: ignore[assignment,method-assign]
        assert writer.run("/nex").view.ended
        assert "short dump" in caplog.text


def test_help_on_the_menu(clerk: Clerk) -> None:
    assert clerk.press("f1").view.popup
    assert not clerk.press("enter").view.popup
