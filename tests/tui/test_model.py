"""A screen under turns and keys: what it keeps, what it forgets, and that nothing breaks it."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from sdtui.tui.decoder import Decoder
from sdtui.tui.keys import Key
from tests.tui.keyboard import Clerk
from tests.tui.samples import ALL, form, items_table, listing, success


def test_a_new_screen_forgets_and_the_same_one_keeps() -> None:
    clerk = Clerk(listing(200)).press("pagedown", "pagedown")
    top = clerk.model.picture().grids[0].top
    clerk.model.adopt(listing(200, message=success("done")))
    assert clerk.model.picture().grids[0].top == top
    clerk.model.adopt(listing(200, screen="other"))
    assert clerk.model.picture().grids[0].top == 0


def test_the_view_may_name_the_cursor_and_the_top() -> None:
    view = form()
    table = dataclasses.replace(items_table(), top=2)
    clerk = Clerk(dataclasses.replace(view, body=(*view.body[:-1], table), cursor="items[2]."))
    assert clerk.at == "items[2].material"
    assert clerk.model.picture().grids[0].top == 2


def test_a_column_that_does_not_fit_comes_when_the_cursor_goes_there() -> None:
    clerk = Clerk(form(cursor="items[0].reason"))
    assert "Rejection reason" in "\n".join(clerk.lines)
    assert clerk.type("A").model.state.edits == {"items[0].reason": "A"}


def test_the_cursor_stays_on_the_same_screen() -> None:
    clerk = Clerk(form()).press("tab", "tab", "enter")
    assert clerk.at == "reference"
    assert clerk.model.state.entry
    assert clerk.model.state.entry.fresh


NAMES = st.sampled_from(
    [
        *("tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "ctrl+pageup"),
        *("ctrl+pagedown", "insert", "delete", "backspace", "ctrl+delete", "ctrl+u", "ctrl+home", "ctrl+end"),
        *("f1", "f2", "f4", "f12", "escape", "enter", "ctrl+/", "alt+c", "ctrl+s", "unknown"),
    ]
).map(Key)
TYPED = st.sampled_from("a1y東é\ufffd ").map(lambda char: Key(char, char))
PASTED = st.sampled_from(["a\tb\nc", "x", "\n", ""]).map(lambda text: Key("paste", text))
CLICKS = st.builds(lambda x, y: Key("click", "", x, y), st.integers(0, 140), st.integers(0, 50))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(ALL)), st.lists(st.one_of(NAMES, NAMES, TYPED, PASTED, CLICKS), max_size=40), st.data())
def test_no_keys_break_a_screen(name: str, keys: list[Key], data: st.DataObject) -> None:
    clerk = Clerk(ALL[name]())
    for key in keys:
        clerk.session.handle([key])
        if data.draw(st.booleans()):
            canvas, (row, column) = clerk.session.picture()
            assert 0 <= row < canvas.height
            assert 0 <= column < canvas.width
    painted = [row.copy() for row in clerk.model.paint()[0].chars]
    clerk.model.stale = True
    assert clerk.model.paint()[0].chars == painted


def test_keys_at_once_do_what_keys_one_by_one_do() -> None:
    script = b"\t77\t\t\tX-1\x13" * 40 + b"\x1f/nXX\r\x1b[Z\t\t" * 20 + b"abc\x7f\r" * 40
    at_once, slowly = Clerk(form()), Clerk(form())
    at_once.session.handle(Decoder().feed(script))
    decoder = Decoder()
    for n in range(len(script)):
        slowly.session.handle(decoder.feed(script[n : n + 1]))
        slowly.session.frame()
    assert at_once.machine.requests == slowly.machine.requests
    assert at_once.lines == slowly.lines
