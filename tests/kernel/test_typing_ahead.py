"""However the same typing is cut into turns, the same record comes out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sdtui.kernel.view import cell_path
from tests.clerk import Clerk
from tests.kernel.sample import make_desk

TEXTS = st.sampled_from(["", "red", "BLUE", "black", "pink", "5", "1,000.5", "soon", "+7", "12/31/2026", "x" * 41])
PATHS = st.one_of(
    st.sampled_from(["colour", "valid_to"]),
    st.builds(cell_path, st.just("lines"), st.integers(0, 2), st.sampled_from(["colour", "quantity"])),
)


def typed(keys: list[tuple[str, str]], cuts: set[int]) -> tuple[dict[str, str], set[str]]:
    """All texts on the screen, and the fields whose text could not be taken; the record has the others."""
    clerk = Clerk(make_desk()).run("/nNOT1").press("enter")
    for line in range(3):
        clerk.item(line, "lines", colour="red")
    clerk.press("enter")
    for number, (path, text) in enumerate(keys):
        clerk.fill(**{path: text})
        if number in cuts:
            clerk.press("enter")
    clerk.press("enter")
    return {field.path: field.text for field in clerk.fields()}, set(clerk.desk.session.frame.state.rejected)


@given(st.lists(st.tuples(PATHS, TEXTS), max_size=12), st.sets(st.integers(0, 11)))
def test_any_cut_into_turns_gives_the_same_record(keys: list[tuple[str, str]], cuts: set[int]) -> None:
    assert typed(keys, cuts) == typed(keys, set())


@given(st.lists(st.sampled_from(["red", "blue", "pink", "black"]), max_size=6), st.sets(st.integers(0, 5)))
def test_new_lines_come_in_the_order_of_typing(colours: list[str], cuts: set[int]) -> None:
    clerk = Clerk(make_desk()).run("/nNOT1").press("enter")
    for number, colour in enumerate(colours):
        clerk.item(table="lines", colour=colour)
        if number in cuts:
            clerk.press("enter")
    clerk.press("enter")
    assert [row["colour"].lower() for row in clerk.rows("lines")] == colours
