"""A fault of the program costs one turn, not the session and not what was typed."""

from __future__ import annotations

from typing import NoReturn

import pytest

from tests.clerk import Clerk
from tests.kernel.conftest import message_of
from tests.kernel.sample import make_desk


def test_a_short_dump_keeps_the_session_and_what_was_typed(writer: Clerk, caplog: pytest.LogCaptureFixture) -> None:
    writer.item(table="lines", colour="red").fill(valid_to="soon", colour="blue").fill(valid_to="+1")
    writer.press("f10")
    assert (writer.screen, writer.message_id, message_of(writer).type) == ("note", "short-dump", "X")
    assert (writer.text("valid_to"), writer.text("colour")) == ("11/25/2026", "BLUE")
    assert writer.rows("lines")[0]["colour"] == "RED"
    assert writer.press("f11").message_id == "note-saved"


def test_it_is_logged_with_its_traceback_under_the_id_that_is_shown(
    writer: Clerk, caplog: pytest.LogCaptureFixture
) -> None:
    writer.press("f10")
    assert message_of(writer).slots["dump"] == "20261124-000000-1"
    assert "short dump 20261124-000000-1" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert message_of(writer.press("f10")).slots["dump"] == "20261124-000000-2"


def test_a_fault_in_an_answer_closes_the_question(writer: Clerk) -> None:
    writer.desk.session.frame.dialog.save = None  # type: ignore[assignment,method-assign]
    writer.item(table="lines", colour="red").press("f12").press("y")
    assert (writer.message_id, writer.view.popup, writer.screen) == ("short-dump", False, "note")
    assert writer.rows("lines")[0]["colour"] == "RED"


def test_a_screen_that_cannot_be_shown_is_left(writer: Clerk, caplog: pytest.LogCaptureFixture) -> None:
    writer.press("ctrl+b")
    assert (writer.screen, writer.message_id) == ("note_first", "short-dump")
    assert "LookupError" in caplog.text
    assert writer.run("/n").screen == "menu"


def test_the_other_sessions_do_not_notice(writer: Clerk) -> None:
    writer.item(table="lines", colour="red").run("/oNOT1").press("enter").press("f10")
    assert writer.run("/i").rows("lines")[0]["colour"] == "RED"


def test_a_connection_that_fails_is_told_when_it_is_needed_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    attempts: list[int] = []

    def fail() -> None:
        attempts.append(1)
        if len(attempts) < 3:
            raise OSError

    desk = make_desk(connect=fail)
    desk.warm()
    clerk = Clerk(desk)
    assert (clerk.screen, clerk.message) == ("menu", None)
    assert clerk.run("NOT1").message_id == "short-dump"
    assert clerk.run("NOT1").screen == "note_first"


def test_a_heartbeat_that_fails_disturbs_nobody(writer: Clerk, caplog: pytest.LogCaptureFixture) -> None:
    def beat() -> NoReturn:
        raise OSError

    object.__setattr__(writer.desk.machinery.connection, "beat", beat)
    writer.desk.beat()
    assert "short dump" in caplog.text
    assert writer.press("enter").message is None
