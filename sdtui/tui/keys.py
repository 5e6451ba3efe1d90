"""The names of keys: what terminals send for them, and how they are shown.

A name is ``ctrl+``, ``alt+`` and ``shift+`` as needed and then the key: ``f3``, ``enter``, ``pagedown``, ``s``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Key(NamedTuple):
    """A key press; ``text`` is what it types. The name ``paste`` carries a pasted text, ``click`` a place."""

    name: str
    text: str = ""
    x: int = 0
    y: int = 0


_ALIASES = {
    "esc": "escape",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "bs": "backspace",
    " ": "space",
}
_MODIFIERS = ("ctrl", "alt", "shift")

# By the last character of a sequence that begins with ESC [ or ESC O.
LETTERS = {
    "A": "up",
    "B": "down",
    "C": "right",
    "D": "left",
    "E": "",
    "F": "end",
    "H": "home",
    "P": "f1",
    "Q": "f2",
    "R": "f3",
    "S": "f4",
    "Z": "shift+tab",
}
# rxvt: arrows with Shift behind ESC [ and with Ctrl behind ESC O.
SMALL_ARROWS = {"a": "up", "b": "down", "c": "right", "d": "left"}
# The keypad in application mode.
KEYPAD = {
    "M": Key("enter"),
    "X": Key("=", "="),
    **{letter: Key(char, char) for letter, char in zip("jklmno", "*+,-./", strict=True)},
    **{chr(ord("p") + digit): Key(str(digit), str(digit)) for digit in range(10)},
}
# By the number before the tilde.
NUMBERS = {
    1: "home",
    2: "insert",
    3: "delete",
    4: "end",
    5: "pageup",
    6: "pagedown",
    7: "home",
    8: "end",
    **dict(zip((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), (f"f{n}" for n in range(1, 13)), strict=True)),
}
# F13 and up: the shifted function keys of the Linux console and of keyboards that have them.
HIGH_NUMBERS: dict[int, int] = dict(zip((25, 26, 28, 29, 31, 32, 33, 34, 42, 43, 44, 45), range(13, 25), strict=True))
# rxvt writes the modifiers as the last character.
RXVT_ENDINGS = {"~": "", "$": "shift+", "^": "ctrl+", "@": "ctrl+shift+"}
CONTROLS = {
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x00": "ctrl+space",
    "\x1c": "ctrl+\\",
    "\x1d": "ctrl+]",
    "\x1e": "ctrl+^",
    "\x1f": "ctrl+/",
}


@lru_cache(maxsize=512)
def canonical(name: str) -> str:
    """One spelling for each key: small letters, modifiers in order, F13 and up as shifted function keys."""
    if len(name) == 1:
        return _ALIASES.get(name, name)
    parts = name.lower().replace("++", "+plus").split("+")
    key = _ALIASES.get(parts[-1], parts[-1]).replace("plus", "+") if parts[-1] else "+"
    held = set(parts[:-1])
    if key[:1] == "f" and key[1:].isdigit() and 13 <= int(key[1:]) <= 24:
        key = f"f{int(key[1:]) - 12}"
        held.add("shift")
    if key == "_" and "ctrl" in held:
        key = "/"
    return "+".join([modifier for modifier in _MODIFIERS if modifier in held] + [key])


def alternatives(name: str) -> tuple[str, ...]:
    """The names under which a screen may know a key: itself first, then what stands in for it."""
    if name.startswith("alt+") and name[4:].isdigit():
        return name, f"f{name[4:]}" if name != "alt+0" else "f10"
    return (name, "f12") if name == "escape" else (name,)


def control_name(char: str) -> str:
    """The key that sends a control character."""
    return CONTROLS.get(char) or f"ctrl+{chr(ord(char) + 96)}"


_SHOWN = {
    "enter": "⏎",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "insert": "Ins",
    "backspace": "Bksp",
    "space": "Space",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}


def shown_name(name: str, *, plain: bool = False) -> str:
    """A key as it stands in the key line; ``plain`` in letters that every font has."""
    *held, key = canonical(name).rsplit("+", 1) if len(name) > 1 else [name]
    marks = {"ctrl": "^", "alt": "Alt-", "shift": "Sh-" if plain else "⇧"}
    if plain and key == "enter":
        return "Enter"
    front = "".join(marks[modifier] for modifier in held[0].split("+")) if held else ""
    return front + _SHOWN.get(key, key.upper() if len(key) <= 3 else key.capitalize())
