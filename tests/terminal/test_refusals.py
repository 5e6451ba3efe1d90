"""Where the program cannot work it says so in one line, at once, and starts nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT, Start, places

pytestmark = pytest.mark.terminal


def test_without_a_terminal(demo: Path) -> None:
    command = [sys.executable, "-m", "sdtui"]
    for given in (subprocess.DEVNULL, subprocess.PIPE):
        done = subprocess.run(
            command, stdin=given, capture_output=True, text=True, env=places(demo), cwd=ROOT, timeout=5, check=False
        )
        assert done.returncode not in (0, 1)
        assert "needs a terminal" in done.stderr
        assert (done.stdout, done.stderr.count("\n")) == ("", 1)


def test_with_output_into_a_pipe(start: Start, demo: Path) -> None:
    terminal = start("/bin/sh", "-c", f"{sys.executable} -m sdtui | cat", **places(demo))
    assert terminal.wait_for_end() == 0
    assert "needs a terminal" in terminal.text
    assert b"\x1b" not in terminal.received


@pytest.mark.parametrize(
    ("environment", "size", "word"),
    [({"TERM": "dumb"}, (80, 24), "type dumb"), ({"TERM": ""}, (80, 24), "TERM"), ({}, (40, 10), "40 x 10")],
)
def test_a_terminal_that_cannot_do_it(
    sdtui: Start, environment: dict[str, str], size: tuple[int, int], word: str
) -> None:
    terminal = sdtui(size=size, **environment)
    assert terminal.wait_for_end() not in (0, 1)
    assert word in terminal.text.replace("\n", "")
    assert b"\x1b" not in terminal.received
    assert terminal.received.count(b"\n") == 1


def test_without_a_database(start: Start, tmp_path: Path) -> None:
    terminal = start(sys.executable, "-m", "sdtui", **places(tmp_path))
    assert terminal.wait_for_end() not in (0, 1)
    assert "no database" in terminal.text
    assert b"\x1b" not in terminal.received
