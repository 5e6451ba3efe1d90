"""The command field: what a clerk typed, as a command."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a command does."""

    NOTHING = ""
    UNKNOWN = "?"
    START = "/n"
    MENU = "menu"
    NEW_SESSION = "/o"
    SESSIONS = "sessions"
    CLOSE_SESSION = "/i"
    LOG_OFF = "/nend"
    LOG_OFF_AT_ONCE = "/nex"
    SKIP_FIRST = "/*"
    FUNCTION = "="
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Command:
    """A command; ``word`` is a T-code, function code or search text, ``key`` what followed a T-code ("VA23 20000004").

    ``session`` counts from 1; 0 is the present one.
    """

    verb: Verb
    word: str = ""
    key: str = ""
    session: int = 0


_CLOSE = re.compile(r"/i\s*([1-9][0-9]?)?")


def parse(text: str) -> Command:
    """The command in ``text``; case does not matter, and blanks before it are ignored."""
    typed = text.strip()
    small = typed.lower()
    if not typed:
        return Command(Verb.NOTHING)
    if small in ("/nend", "/nex"):
        return Command(Verb(small))
    if found := _CLOSE.fullmatch(small):
        return Command(Verb.CLOSE_SESSION, session=int(found[1] or 0))
    if typed.startswith("="):
        return Command(Verb.FUNCTION, typed[1:].strip().lower())
    if small[:2] in ("/n", "/o", "/*"):
        return _start(small[1], typed[2:].strip())
    return Command(Verb.UNKNOWN if typed.startswith("/") else Verb.WORD, typed)


def _start(letter: str, rest: str) -> Command:
    word, _, key = rest.partition(" ")
    if not word:
        return Command({"n": Verb.MENU, "o": Verb.SESSIONS, "*": Verb.UNKNOWN}[letter])
    return Command(Verb(f"/{letter}"), word.upper(), key.strip())
