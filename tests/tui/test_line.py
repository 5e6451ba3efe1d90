"""The line to a terminal, with pipes in its place."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from sdtui.tui.line import Line, locale_encoding
from sdtui.tui.refusal import terminal_refusal

UTF8 = {"TERM": "xterm-256color", "LANG": "en_US.UTF-8"}


@pytest.fixture
def pipes() -> Iterator[tuple[Line, int, int]]:
    """A line, where to type, and where to read what it sends."""
    (source, typed), (shown, sink) = os.pipe(), os.pipe()
    for end in (source, sink, shown):
        os.set_blocking(end, False)
    line = Line(UTF8, source=source, sink=sink)
    line.open = True
    yield line, typed, shown
    for end in (source, typed, shown, sink):
        try:
            os.close(end)
        except OSError:
            continue


def test_a_slow_terminal_makes_nobody_wait_and_loses_nothing(pipes: tuple[Line, int, int]) -> None:
    line, _, shown = pipes
    text = "".join(f"{number:07d}" for number in range(50_000))
    line.send(text)
    assert line.congested
    received = b""
    while line.congested:
        received += os.read(shown, 65_536)
        line.drain()
    assert (received + os.read(shown, 1_000_000)).decode() == text


def test_nothing_typed_is_not_the_end(pipes: tuple[Line, int, int]) -> None:
    line, typed, _ = pipes
    assert line.read() is None
    assert not line.more()
    os.write(typed, b"x")
    assert line.more()
    assert line.read() == b"x"
    os.close(typed)
    assert line.read() == b""


def test_a_terminal_that_is_gone_takes_everything(pipes: tuple[Line, int, int]) -> None:
    line, _, shown = pipes
    os.close(shown)
    line.send("x" * 1000)
    assert not line.congested
    line.leave()
    line.send("y")
    line.leave()


def test_the_locale_says_what_a_terminal_can_draw() -> None:
    assert locale_encoding({"LANG": "pl_PL.UTF-8"}) == locale_encoding({"LC_ALL": "C.utf8"}) == "utf-8"
    assert locale_encoding({"LC_ALL": "C", "LANG": "en_US.UTF-8"}) == locale_encoding({}) == "ascii"
    assert Line({"TERM": "linux", "LANG": "C.UTF-8"}).plain_keys
    assert not Line(UTF8).plain_keys
    assert Line({"TERM": "vt100"}).glyphs


def test_only_terminals_that_colour_what_they_erase_are_trusted_to() -> None:
    trusted = [
        term
        for term in ("xterm-256color", "linux", "putty", "screen-256color", "vt220", "")
        if Line({"TERM": term}).erases
    ]
    assert trusted == ["xterm-256color", "linux", "putty"]


def test_no_terminal_is_refused_in_a_sentence(pipes: tuple[Line, int, int]) -> None:
    line, _, _ = pipes
    refused = terminal_refusal(UTF8, source=line.source, sink=line.sink)
    assert refused
    assert "needs a terminal" in refused
