"""The glass on a real terminal line, with the sample screens behind it."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.emulator import BACK_TAB, ESCAPE, F3, F5, SHIFT_F3, TAB, NeverShownError, Terminal

pytestmark = pytest.mark.terminal

LEFT = b"\x1b[?25h\x1b[?1049l"


def cells_of(terminal: Terminal, label: str) -> int:
    """The row of a label."""
    return next(row for row, line in enumerate(terminal.lines) if label in line)


def test_keys_are_echoed_where_the_cursor_stands(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    assert terminal.cursor == (cells_of(terminal, "Sold-to party"), 17)
    terminal.keys(TAB, "12").wait_for("Ship-to party   12")
    assert terminal.cursor == (cells_of(terminal, "Ship-to party"), 19)
    terminal.keys("東").wait_for("12東")
    assert terminal.cursor[1] == 21


def test_the_line_is_raw_and_no_key_stops_or_ends_the_program(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    assert not terminal.flow_control
    assert not terminal.cooked
    # Ctrl+Q, Ctrl+C, Ctrl+Z, Ctrl+\
    terminal.keys(TAB, "5", b"\x11", b"\x03", b"\x1a", b"\x1c").wait_for(r"\^\\ has no function here")
    terminal.keys("7").wait_for("Ship-to party   57")


@pytest.mark.parametrize("sent", [SHIFT_F3, b"\x1b[28~", b"\x18"], ids=["xterm", "linux", "ctrl+x"])
def test_exit_arrives_in_every_encoding(start: Start, sent: bytes) -> None:
    terminal = start(TERM="linux" if sent == b"\x1b[28~" else "xterm-256color")
    terminal.wait_for("Create Quotation")
    # The samples answer it like Enter: what was typed comes back, and the bell is silent.
    terminal.keys(b"\x1b[20~9", sent, F5).wait_for("Save the document first")
    assert "no function" not in terminal.text


def test_a_lone_escape_needs_no_other_key(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    terminal.keys(F3).wait_for("Do you want to save")
    before = time.monotonic()
    terminal.keys(ESCAPE).wait_for(r"\A(?![\s\S]*Do you want to save)")
    assert time.monotonic() - before < 1


def test_a_byte_that_is_no_text_harms_nothing(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    terminal.keys(TAB, b"M\xe4x").wait_for("Ship-to party   M\ufffdx")


def test_pastes(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    terminal.keys(TAB, b"\x1b[200~77\x1b[31m\x1b[201~").wait_for("77\ufffd\\[31m")
    # A paste that is not bracketed ends its lines with line feeds: each is Enter.
    terminal.keys(BACK_TAB, "list").wait_for("list")
    terminal.keys(b"\x1f", "list\n").wait_for("List of Quotations")


def test_a_resize_keeps_what_was_typed(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    terminal.keys(TAB, "77").wait_for("Ship-to party   77")
    terminal.resize(132, 43)
    terminal.wait_for("Rejection reason")
    terminal.wait_for("Ship-to party   77")
    terminal.resize(60, 20)
    terminal.wait_for("60 x 20 characters")
    terminal.resize(80, 24)
    terminal.keys("8").wait_for("Ship-to party   778")


def test_mono_sends_no_colour(start: Start) -> None:
    terminal = start(NO_COLOR="1")
    terminal.wait_for("Create Quotation")
    terminal.keys(F3).wait_for("Do you want to save")
    codes = {code for some in re.findall(rb"\x1b\[([\d;]*)m", terminal.received) for code in some.split(b";")}
    assert codes <= {b"", b"0", b"1", b"4", b"7"}


def test_nothing_is_asked_of_the_terminal_and_the_end_gives_it_back(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    terminal.keys(b"\x1f", "/nex\r")
    assert terminal.wait_for_end() == 0
    known = rb"[^\x00-\x1f\x7f]|\x1b\[[\d;]*[mHCKJX]|\x1b\[\?(?:1049|7|2004|25)[hl]|\x07"
    assert re.fullmatch(rb"(?:%s)*" % known, terminal.received)
    assert terminal.received.endswith(LEFT)
    assert terminal.received.count(b"\x1b[?1049h") == terminal.received.count(b"\x1b[?1049l") == 1
    assert b"\x1b[?2004l\x1b[?7h" in terminal.received


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back_and_ends_at_once(start: Start, number: signal.Signals) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    terminal.process.kill(number)
    before = time.monotonic()
    assert terminal.wait_for_end() == 128 + number
    assert time.monotonic() - before < 1
    assert terminal.received.endswith(LEFT)
    assert terminal.cooked


@pytest.mark.parametrize("ignored", [False, True], ids=["heard", "ignored by a wrapper"])
def test_a_terminal_that_is_gone_ends_the_program(start: Start, ignored: bool) -> None:
    trap = "trap '' HUP; " if ignored else ""
    terminal = start("/bin/sh", "-c", f"{trap}exec {sys.executable} -m tests.terminal.sample_program")
    terminal.wait_for("Create Quotation")
    terminal.hang_up()
    before = time.monotonic()
    assert terminal.wait_for_end() == 128 + signal.SIGHUP
    assert time.monotonic() - before < 1


def test_an_idle_program_costs_nothing(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Create Quotation")
    terminal.keys(TAB, "1").wait_for("Ship-to party   1")
    # The start may still have something to do; then there is quiet.
    assert any(idle_cost(terminal) == 0 for _ in range(10))


def idle_cost(terminal: Terminal) -> float:
    """Seconds that the program computes while nothing happens for a while."""
    before = processor_time(terminal.process.pid)
    with pytest.raises(NeverShownError):
        terminal.wait_for("never", patience=0.4)
    return processor_time(terminal.process.pid) - before


def processor_time(pid: int) -> float:
    """Seconds that a process has computed, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
