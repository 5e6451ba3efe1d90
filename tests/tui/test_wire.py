"""What goes to the terminal: the difference only, and nothing but known sequences. A terminal emulator looks at it."""

from __future__ import annotations

import re
from unicodedata import normalize

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdtui.kernel.view import Block, Line, Paragraphs, View
from sdtui.tui.canvas import Canvas
from sdtui.tui.keys import Key
from sdtui.tui.themes import ANSI, DARK, LIGHT, MONO, THEMES, Style, Theme, choose_theme, rgb
from sdtui.tui.wire import Wire
from tests.tui.keyboard import Clerk
from tests.tui.samples import ALL, FakeMachine, closed, form, listing, open_field

KNOWN = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]|\x1b\[[\d;]*[mHCKX]|\x1b\[2J|\x1b\[\?25[hl])*\a?")
COLOURS = re.compile(r"\x1b\[([\d;]*)m")
HOSTILE = "Bike\x1b]0;owned\x07\x1b[2J\x9b31m\x00\u202eevil\u2066\r\n[/][@click=app.quit]x[/] $(reboot) {0}%s"
SHOWN = "Bike�]0;owned��[2J�31m��evil���[/][@click=app.quit]x[/] $(reboot) {0}%s"


class Emulator:
    """A terminal that shows what it is sent."""

    def __init__(self, width: int = 80, height: int = 24) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)

    def show(self, frame: str) -> Emulator:
        self.stream.feed(frame)
        return self

    def check(self, canvas: Canvas, cursor: tuple[int, int]) -> None:
        for y, row in enumerate(canvas.chars):
            # The emulator composes letters and their marks.
            assert [self.screen.buffer[y][x].data for x in range(canvas.width)] == [normalize("NFC", c) for c in row]
        assert (self.screen.cursor.y, self.screen.cursor.x) == cursor


def one(view: View) -> str:
    return Clerk(view).session.frame()


# --- the difference --------------------------------------------------------------------------------------------------
def test_nothing_new_is_nothing_on_the_wire() -> None:
    clerk = Clerk(form())
    assert clerk.session.frame()
    assert clerk.session.frame() == ""


def test_a_typed_character_is_sent_alone() -> None:
    clerk = Clerk(form()).press("tab").type("1")
    clerk.session.frame()
    assert clerk.type("2").session.frame().endswith("m2")
    assert clerk.type("3").session.frame() == "3"


def test_only_changed_cells_are_sent() -> None:
    clerk = Clerk(listing(500))
    clerk.session.frame()
    frame = clerk.press("down").session.frame()
    assert "20000000" in frame
    assert "20000001" in frame
    assert "20000002" not in frame


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_key_and_a_screen_cost_few_bytes(theme: Theme) -> None:
    clerk = Clerk(form(), 132, 43, theme)
    assert len(clerk.session.frame().encode()) < 6_000
    for key in "1234567":
        assert len(clerk.type(key).session.frame().encode()) < 100
    clerk.press("ctrl+/").type("list")
    clerk.session.frame()
    assert len(clerk.press("enter").session.frame().encode()) < 5_000


def test_wide_characters_take_two_cells() -> None:
    wire, canvas, terminal = Wire(DARK), Canvas(12, 2), Emulator(12, 2)
    canvas.put(0, 0, "東京e\u0301|", "text")
    terminal.show(wire.frame(canvas, (0, 5))).check(canvas, (0, 5))
    # Half of a wide character is overwritten: the other half goes with it.
    canvas.put(0, 1, "x", "text")
    assert "".join(canvas.chars[0]) == " x京e\u0301|      "
    assert terminal.show(wire.frame(canvas, (0, 2))).screen.display[0].startswith(" x京")
    canvas.put(0, 2, "ab", "text")
    assert terminal.show(wire.frame(canvas, (0, 2))).screen.display[0].startswith(" xab")


KEYS = st.sampled_from(
    ["tab", "shift+tab", "up", "down", "enter", "end", "backspace", "f3", "f4", "f12", "escape", "ctrl+/", "pagedown"]
).map(Key)
TYPED = st.sampled_from("ab1東é ").map(lambda char: Key(char, char))


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(ALL)),
    st.sampled_from(list(THEMES)),
    st.booleans(),
    st.lists(st.one_of(KEYS, TYPED), max_size=20),
)
def test_the_terminal_shows_the_picture(name: str, theme: str, erases: bool, keys: list[Key]) -> None:
    clerk, terminal = Clerk(ALL[name](), theme=THEMES[theme]), Emulator()
    clerk.session.wire.erases = erases
    for key in [Key("unknown"), *keys]:
        clerk.session.handle([key])
        frame = clerk.session.frame()
        assert KNOWN.fullmatch(frame)
        terminal.show(frame)
        terminal.check(*clerk.session.picture())


def test_colours_on_the_terminal_are_those_of_the_picture() -> None:
    clerk, terminal = Clerk(form(), theme=ANSI), Emulator()
    clerk.session.wire.erases = False
    for key in ("tab", "end", "tab", "f4", "down", "f12", "ctrl+/"):
        terminal.show(clerk.press(key).session.frame())
        canvas, _ = clerk.session.picture()
        for y, row in enumerate(canvas.roles):
            for x, role in enumerate(row):
                assert look(terminal, y, x) == seen(ANSI.style(role), canvas.chars[y][x]), (key, y, x, role)


def look(terminal: Emulator, y: int, x: int) -> tuple[str, bool, bool, bool]:
    cell = terminal.screen.buffer[y][x]
    blank = cell.data == " " and not cell.underscore and not cell.reverse
    return ("default" if blank else cell.fg, cell.bold and not blank, cell.underscore, cell.reverse)


def seen(style: Style, char: str) -> tuple[str, bool, bool, bool]:
    names = {None: "default", 1: "red", 2: "green", 3: "brown", 4: "blue", 6: "cyan", 8: "brightblack"}
    blank = char == " " and not style.underline and not style.reverse
    return (
        "default" if blank else names[style.foreground],
        style.bold and not blank,
        style.underline,
        style.reverse,
    )


# --- text from strangers ---------------------------------------------------------------------------------------------
def test_hostile_text_reaches_no_terminal() -> None:
    name = closed("name", HOSTILE, HOSTILE, 100)
    body = (
        Block((Line(((name,),)), Line(((open_field("other", HOSTILE, "X", 100),),))), HOSTILE),
        Paragraphs((HOSTILE,)),
    )
    clerk = Clerk(form(body=body, title=HOSTILE, user=HOSTILE, system="\x1b[0m", history=(HOSTILE,)), 132, 43)
    for frame in (
        clerk.session.frame(),
        clerk.press("tab").session.frame(),
        clerk.press("ctrl+/", "f4").session.frame(),
    ):
        assert KNOWN.fullmatch(frame)
    assert clerk.model.say(HOSTILE) is None
    assert KNOWN.fullmatch(clerk.session.frame())


def test_text_is_shown_verbatim_otherwise() -> None:
    assert SHOWN in "\n".join(Clerk(form(body=(Block((Line(((closed("a", HOSTILE, "", 100),),)),)),)), 132).lines)


@given(st.text(max_size=60))
def test_no_text_steers_the_terminal(text: str) -> None:
    view = form(
        body=(Block((Line(((closed("a", text, text[:9], 60), open_field("b", text, "", 20)),)),)), Paragraphs((text,)))
    )
    assert KNOWN.fullmatch(one(view))


# --- the terminal's own look -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ALL)
def test_mono_sends_bold_underline_and_reverse_only(name: str) -> None:
    clerk = Clerk(ALL[name](), theme=MONO)
    frames = clerk.session.frame() + clerk.press("tab", "ctrl+/").session.frame()
    assert {code for codes in COLOURS.findall(frames) for code in codes.split(";")} <= {"", "1", "4", "7"}


def test_ansi_sends_the_terminals_own_colours_only() -> None:
    codes = COLOURS.findall(Clerk(form(), theme=ANSI).session.frame())
    switches, colours = {"", "1", "4", "7", "22", "24", "27"}, {"31", "33", "36", "39", "90"}
    assert {code for some in codes for code in some.split(";")} <= switches | colours


def test_no_color_leaves_mono_whatever_was_asked_for() -> None:
    assert choose_theme("dark", {"NO_COLOR": "1", "TERM": "xterm-256color"}) is MONO
    assert choose_theme("", {"TERM": "vt220"}) is MONO
    assert choose_theme("", {"TERM": "linux"}) is ANSI
    assert choose_theme("", {"TERM": "xterm-256color", "COLORFGBG": "0;15"}).name == "light"


@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_role_is_legible(name: str) -> None:
    styles = THEMES[name].styles
    low = {role: ratio for role, style in styles.items() if (ratio := contrast(style)) < 4.5}
    pale = {"muted", "bar_off"}
    ornaments = {"frame", "behind"}
    assert low.keys() <= pale | ornaments
    assert all(ratio > 3.5 for role, ratio in low.items() if role in pale)


def contrast(style: Style) -> float:
    """The contrast ratio of the web accessibility guidelines; 4.5 is legible for everybody."""
    one, two = sorted((luminance(style.foreground or 0), luminance(style.background or 0)))
    return (two + 0.05) / (one + 0.05)


def luminance(number: int) -> float:
    parts = [part / 255 for part in (rgb(number) if number >= 16 else (0, 0, 0))]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_themes_know_the_same_roles() -> None:
    assert DARK.roles.keys() == LIGHT.roles.keys()
    assert ANSI.roles.keys() | MONO.roles.keys() <= DARK.roles.keys()


# --- sizes -----------------------------------------------------------------------------------------------------------
def test_a_resize_clears_and_keeps_what_was_typed() -> None:
    clerk, terminal = Clerk(form()).press("tab").type("77"), Emulator(132, 43)
    clerk.session.frame()
    clerk.session.resize(132, 43)
    terminal.show(clerk.session.frame()).check(*clerk.session.picture())
    assert clerk.press("enter").last.changes == {"ship_to": "77"}


def test_a_window_that_is_too_small_says_so_and_loses_nothing() -> None:
    clerk, terminal = Clerk(form()).press("tab").type("77"), Emulator(40, 10)
    clerk.session.resize(40, 10)
    terminal.show(clerk.session.frame())
    assert "80 x 24 are needed" in "".join(terminal.screen.display)
    clerk.session.resize(80, 24)
    assert "77" in clerk.session.frame()


def test_ascii_terminals_get_ascii() -> None:
    from sdtui.tui.glyphs import ASCII
    from sdtui.tui.session import Session

    session = Session(FakeMachine(form()), DARK, (80, 24), plain_keys=True, wire=Wire(DARK, glyphs=dict(ASCII)))
    assert session.frame().isascii()
