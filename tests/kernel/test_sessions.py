"""Up to six sessions, each with its own work."""

from __future__ import annotations

from tests.clerk import Clerk
from tests.kernel.sample import Note


def test_each_session_keeps_its_own_work(writer: Clerk) -> None:
    writer.item(table="lines", colour="red").run("/oNOT1")
    assert (writer.view.session, writer.view.sessions, writer.screen) == (2, 2, "note_first")
    writer.press("enter").item(table="lines", colour="blue").press("enter")
    writer.run("/o").on_row(0).press("enter")
    assert (writer.view.session, writer.rows("lines")[0]["colour"]) == (1, "RED")
    writer.run("/o").on_row(1).press("enter")
    assert (writer.view.session, writer.rows("lines")[0]["colour"]) == (2, "BLUE")


def test_the_list_of_sessions_names_their_transactions(writer: Clerk) -> None:
    writer.run("/o").press("f5").run("/o")
    assert writer.rows() == [
        {"c0": "1", "c1": "NOT1", "c2": "Create Note"},
        {"c0": "2", "c1": "", "c2": "screen.menu"},
    ]


def test_the_seventh_session_is_refused(clerk: Clerk) -> None:
    for number in range(2, 7):
        assert clerk.run("/oNOT1").view.session == number
    clerk.run("/oNOT1")
    assert (clerk.view.sessions, clerk.view.session, clerk.message_id) == (6, 6, "too-many-sessions")


def test_slash_i_closes_this_session_and_slash_i1_another(clerk: Clerk) -> None:
    clerk.run("/oNOT1").run("/oNOT2").run("/oNOT3")
    assert clerk.run("/i1").view.transaction == "NOT3"
    assert (clerk.view.session, clerk.view.sessions) == (3, 3)
    assert clerk.run("/i").view.transaction == "NOT2"
    assert (clerk.view.session, clerk.view.sessions) == (2, 2)


def test_a_session_with_unsaved_work_comes_up_and_asks(writer: Clerk, saved: list[Note]) -> None:
    writer.item(table="lines", colour="red").run("/oNOT2").run("/i1")
    assert (writer.view.session, writer.view.popup) == (1, True)
    writer.press("c")
    assert (writer.view.session, writer.view.sessions, writer.view.popup) == (1, 2, False)
    writer.run("/o").on_row(1).press("enter").run("/i1").press("n")
    assert (writer.view.session, writer.view.sessions, writer.view.transaction) == (1, 1, "NOT2")
    assert saved == []


def test_work_can_be_saved_before_its_session_closes(writer: Clerk, saved: list[Note]) -> None:
    writer.fill(valid_to="+1").run("/o").press("f5").run("/i1").press("y")
    assert (writer.view.sessions, writer.message_id, len(saved)) == (1, "note-saved", 1)


def test_a_session_can_be_closed_in_the_list(clerk: Clerk) -> None:
    clerk.run("/oNOT1").run("/o").on_row(1).press("ctrl+d")
    assert (clerk.view.sessions, clerk.screen) == (1, "menu")
    assert clerk.run("/o").press("f12").view.sessions == 1


def test_sessions_share_the_parameter_memory(clerk: Clerk) -> None:
    clerk.run("/oNOT1").press("enter").fill(valid_to="+1").press("f11")
    assert clerk.run("/oNOT2").text("number") == "1"


def test_a_screen_of_another_session_is_another_screen(clerk: Clerk) -> None:
    first = clerk.run("/nNOT1").view.screen
    assert clerk.run("/oNOT1").view.screen != first
    assert clerk.run("/nNOT1").view.screen != first
