"""A turn that reads for long: it says so, Esc stops it, and what else was typed waits."""

from __future__ import annotations

import sys
import time

import pytest

from tests.terminal.conftest import Start
from tests.terminal.emulator import ESCAPE, F12, SAVE

pytestmark = pytest.mark.terminal
SLOW = (sys.executable, "-m", "tests.terminal.slow_program")
READING = r"Reading … [\d,]+ rows, Esc cancels"


@pytest.mark.parametrize("cancels", [ESCAPE, F12], ids=["esc", "f12"])
def test_a_long_read_says_how_far_it_is_and_can_be_stopped(start: Start, cancels: bytes) -> None:
    terminal = start(*SLOW)
    terminal.wait_for("Sold-to")
    began = time.monotonic()
    terminal.keys(SAVE).wait_for(READING)
    assert time.monotonic() - began > 0.4
    first = terminal.wait_for(READING)[0]
    while terminal.wait_for(READING)[0] == first:
        terminal.rest()
    before = len(terminal.received)
    terminal.rest()
    terminal.keys(cancels).wait_for("Reading was stopped")
    # only what differs goes over the line, be it many times
    assert len(terminal.received) - before < 4_000


def test_what_is_typed_meanwhile_is_taken_when_it_is_over(start: Start) -> None:
    terminal = start(*SLOW)
    terminal.wait_for("Sold-to")
    terminal.keys(SAVE).wait_for(READING)
    terminal.keys("4711", ESCAPE).wait_for("Reading was stopped")
    terminal.wait_for("4711")
