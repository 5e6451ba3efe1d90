"""How each role looks: colours of the 256 that every modern terminal has, or none at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Style(NamedTuple):
    """Colours by number in the palette, None for the terminal's own."""

    foreground: int | None = None
    background: int | None = None
    bold: bool = False
    underline: bool = False
    reverse: bool = False


@dataclass(frozen=True)
class Theme:
    """A named look; ``roles`` in words: ``bold underline reverse FOREGROUND on BACKGROUND``."""

    name: str
    dark: bool
    roles: Mapping[str, str]

    @cached_property
    def styles(self) -> dict[str, Style]:
        """The style of each role."""
        return {role: _parse(words) for role, words in self.roles.items()}

    def style(self, role: str) -> Style:
        """The style of a role; one that the theme does not know looks like plain text."""
        return self.styles.get(role) or self.styles["text"]


def _parse(words: str) -> Style:
    front, _, back = words.partition(" on ")
    names = front.split()
    number = next((int(name) for name in names if name.isdigit()), None)
    return Style(number, int(back) if back else None, "bold" in names, "underline" in names, "reverse" in names)


def sgr(style: Style) -> str:
    """The select-graphic-rendition sequence of a style, whatever was on before."""
    return f"\x1b[{';'.join(['', *_switches(style), *_colours(Style(), style)])}m"


def change(old: Style, new: Style) -> str:
    """The shortest sequence from one style to another; empty where they are the same."""
    if old == new:
        return ""
    colours = _colours(old, new)
    if not colours and new[:2] == (None, None) and any(was > is_ for was, is_ in zip(old[2:], new[2:], strict=True)):
        # Terminals without colours may know no way to switch one thing off.
        return sgr(new)
    switched = [
        (on if is_ else off)
        for was, is_, on, off in zip(old[2:], new[2:], ("1", "4", "7"), ("22", "24", "27"), strict=True)
        if was != is_
    ]
    return min(f"\x1b[{';'.join([*switched, *colours])}m", sgr(new), key=len)


def _switches(style: Style) -> list[str]:
    return [code for code, on in (("1", style.bold), ("4", style.underline), ("7", style.reverse)) if on]


def _colours(old: Style, new: Style) -> list[str]:
    pairs = ((old.foreground, new.foreground, 30), (old.background, new.background, 40))
    return [_colour(now, base) for was, now, base in pairs if was != now]


def _colour(number: int | None, base: int) -> str:
    if number is None:
        return str(base + 9)
    if number < 8:
        return str(base + number)
    return str(base + 52 + number) if number < 16 else f"{base + 8};5;{number}"


def rgb(number: int) -> tuple[int, int, int]:
    """Red, green and blue of a colour from 16 on, as xterm defines it."""
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    steps = (0, 95, 135, 175, 215, 255)
    number -= 16
    return steps[number // 36], steps[number // 6 % 6], steps[number % 6]


DARK = Theme(
    name="dark",
    dark=True,
    roles={
        "ground": "252 on 234",
        "text": "252 on 234",
        "label": "246 on 234",
        "field": "252 on 238",
        "field_active": "231 on 24",
        "field_fresh": "16 on 110",
        "field_new": "252 on 236",
        "field_required": "bold 221 on 238",
        "field_error": "231 on 88",
        "place": "231 on 239",
        "mark_error": "bold 210 on 234",
        "mark_values": "110 on 234",
        "total": "bold 231 on 234",
        "muted": "245 on 234",
        "good": "114 on 234",
        "warning": "221 on 234",
        "bad": "210 on 234",
        "key": "110 on 234",
        "heading": "bold 110 on 234",
        "column": "bold 250 on 236",
        "chosen": "231 on 24",
        "marked": "bold 221 on 234",
        "bar": "250 on 236",
        "bar_key": "bold 110 on 236",
        "bar_off": "245 on 236",
        "command": "231 on 239",
        "history": "252 on 240",
        "command_mark": "110 on 236",
        "bar_hint": "110 on 236",
        "title": "bold 255 on 236",
        "title_side": "248 on 236",
        "tab": "248 on 236",
        "tab_active": "bold 231 on 24",
        "status": "250 on 234",
        "status_side": "246 on 234",
        "message_S": "bold 114 on 234",
        "message_I": "bold 117 on 234",
        "message_W": "bold 221 on 234",
        "message_E": "bold 210 on 234",
        "message_A": "bold 210 on 234",
        "message_X": "bold 210 on 234",
        "frame": "110 on 234",
        "frame_title": "bold 231 on 234",
        "behind": "240 on 233",
    },
)

LIGHT = Theme(
    name="light",
    dark=False,
    roles={
        "ground": "235 on 254",
        "text": "235 on 254",
        "label": "240 on 254",
        "field": "235 on 231",
        "field_active": "16 on 229",
        "field_fresh": "16 on 222",
        "field_new": "235 on 255",
        "field_required": "bold 94 on 231",
        "field_error": "16 on 217",
        "place": "16 on 251",
        "mark_error": "bold 124 on 254",
        "mark_values": "25 on 254",
        "total": "bold 16 on 254",
        "muted": "242 on 254",
        "good": "22 on 254",
        "warning": "94 on 254",
        "bad": "124 on 254",
        "key": "25 on 254",
        "heading": "bold 25 on 254",
        "column": "bold 237 on 251",
        "chosen": "16 on 153",
        "marked": "bold 94 on 254",
        "bar": "237 on 251",
        "bar_key": "bold 18 on 251",
        "bar_off": "241 on 251",
        "command": "16 on 231",
        "history": "235 on 231",
        "command_mark": "18 on 251",
        "bar_hint": "18 on 251",
        "title": "bold 16 on 251",
        "title_side": "238 on 251",
        "tab": "238 on 251",
        "tab_active": "bold 231 on 25",
        "status": "237 on 254",
        "status_side": "241 on 254",
        "message_S": "bold 22 on 254",
        "message_I": "bold 25 on 254",
        "message_W": "bold 94 on 254",
        "message_E": "bold 124 on 254",
        "message_A": "bold 124 on 254",
        "message_X": "bold 124 on 254",
        "frame": "25 on 254",
        "frame_title": "bold 16 on 254",
        "behind": "247 on 253",
    },
)

# The terminal's own colours: the 16 names only, and its own ground, so that whoever chose them keeps them.
ANSI = Theme(
    name="ansi",
    dark=True,
    roles={
        "ground": "",
        "text": "",
        "label": "6",
        "field": "underline",
        "field_active": "reverse",
        "field_fresh": "reverse bold underline",
        "field_new": "underline 8",
        "field_required": "underline bold 3",
        "field_error": "underline bold 1",
        "mark_error": "bold 1",
        "mark_values": "6",
        "total": "bold",
        "muted": "",
        "good": "2",
        "warning": "3",
        "bad": "1",
        "key": "bold 6",
        "heading": "bold 6",
        "column": "bold underline",
        "chosen": "reverse",
        "marked": "bold 3",
        "bar": "reverse",
        "bar_key": "reverse bold",
        "bar_off": "reverse",
        "bar_hint": "reverse",
        "command": "underline",
        "history": "underline",
        "command_mark": "reverse",
        "title": "reverse bold",
        "title_side": "reverse",
        "tab": "",
        "tab_active": "bold reverse",
        "status": "",
        "status_side": "6",
        "message_S": "bold 2",
        "message_I": "bold 6",
        "message_W": "bold 3",
        "message_E": "bold 1",
        "message_A": "bold 1",
        "message_X": "bold 1",
        "frame": "6",
        "frame_title": "bold",
        "behind": "8",
    },
)

MONO = Theme(
    name="mono",
    dark=True,
    roles={
        "ground": "",
        "text": "",
        "label": "",
        "field": "underline",
        "field_active": "reverse",
        "field_fresh": "reverse bold underline",
        "field_new": "underline",
        "field_required": "underline bold",
        "field_error": "underline bold",
        "mark_error": "bold",
        "total": "bold",
        "heading": "bold",
        "column": "bold underline",
        "chosen": "reverse",
        "marked": "bold",
        "bar": "reverse",
        "bar_key": "reverse bold",
        "bar_off": "reverse",
        "bar_hint": "reverse",
        "command_mark": "reverse",
        "command": "underline",
        "history": "underline",
        "key": "bold",
        "frame": "bold",
        "title": "reverse bold",
        "title_side": "reverse",
        "tab_active": "bold reverse",
        "message_S": "bold",
        "message_I": "bold",
        "message_W": "bold",
        "message_E": "bold reverse",
        "message_A": "bold reverse",
        "message_X": "bold reverse",
        "frame_title": "bold",
    },
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT, ANSI, MONO)}


def choose_theme(name: str, environment: Mapping[str, str]) -> Theme:
    """The theme asked for, else the one that suits the terminal; ``NO_COLOR`` leaves mono only."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term.startswith("vt"):
        return MONO
    if name in THEMES:
        return THEMES[name]
    if term in ("linux", "ansi", "xterm-16color") or term.startswith("rxvt-16"):
        return ANSI
    light = environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    return LIGHT if light else DARK
