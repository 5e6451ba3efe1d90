"""The command field: what was typed, as a command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.kernel.command import Command, Verb, parse


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("", Command(Verb.NOTHING)),
        ("   ", Command(Verb.NOTHING)),
        ("/n", Command(Verb.MENU)),
        ("/nVA21", Command(Verb.START, "VA21")),
        (" /Nva21 ", Command(Verb.START, "VA21")),
        ("/n va21", Command(Verb.START, "VA21")),
        ("/nva23 20000004", Command(Verb.START, "VA23", "20000004")),
        ("/oVA21", Command(Verb.NEW_SESSION, "VA21")),
        ("/ova23  20000004", Command(Verb.NEW_SESSION, "VA23", "20000004")),
        ("/o", Command(Verb.SESSIONS)),
        ("/i", Command(Verb.CLOSE_SESSION)),
        ("/I3", Command(Verb.CLOSE_SESSION, session=3)),
        ("/i 3", Command(Verb.CLOSE_SESSION, session=3)),
        ("/i0", Command(Verb.UNKNOWN, "/i0")),
        ("/i" + "9" * 5000, Command(Verb.UNKNOWN, "/i" + "9" * 5000)),
        ("/nend", Command(Verb.LOG_OFF)),
        ("/NEX", Command(Verb.LOG_OFF_AT_ONCE)),
        ("/*VA23", Command(Verb.SKIP_FIRST, "VA23")),
        ("/*", Command(Verb.UNKNOWN)),
        ("/h", Command(Verb.UNKNOWN, "/h")),
        ("=SAVE", Command(Verb.FUNCTION, "save")),
        ("= save", Command(Verb.FUNCTION, "save")),
        ("va21", Command(Verb.WORD, "va21")),
        ("va23 20000004", Command(Verb.WORD, "va23 20000004")),
        ("create quotation", Command(Verb.WORD, "create quotation")),
    ],
)
def test_a_command_is_understood(text: str, command: Command) -> None:
    assert parse(text) == command


@given(st.one_of(st.text(), st.from_regex(r"/[nioIN*=]\s?\w*\s?\w*")))
def test_any_text_is_a_command(text: str) -> None:
    assert parse(text).verb in Verb
