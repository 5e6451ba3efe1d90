"""The columns of a list that scroll sideways behind the first."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sdtui.kernel.view import Column
from sdtui.tui.tables import scroll_columns

COLUMNS = st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=30).map(
    lambda facts: tuple(
        Column(f"c{n}", f"L{n}", width, right, 0, min(width, 24)) for n, (width, right) in enumerate(facts)
    )
)


@given(COLUMNS, st.integers(40, 160), st.integers(0, 40), st.data())
def test_the_first_and_that_of_the_cursor_are_shown_and_all_fit(
    columns: tuple[Column, ...], width: int, left: int, data: st.DataObject
) -> None:
    keep = data.draw(st.sampled_from(columns)).name
    new, placed = scroll_columns(columns, width, left, keep)
    shown = [n for n, _, _ in placed]
    assert shown[0] == 0
    assert keep in [columns[n].name for n in shown]
    assert shown[1:] == list(range(new, new + len(shown) - 1))
    ends = [(x, x + room) for _, x, room in placed]
    assert all(before[1] < after[0] for before, after in pairwise(ends))
    if len(shown) > 2:
        assert ends[-1][1] <= width


@given(COLUMNS, st.integers(40, 160), st.integers(1, 40), st.data())
def test_what_is_in_view_does_not_scroll(
    columns: tuple[Column, ...], width: int, left: int, data: st.DataObject
) -> None:
    start, placed = scroll_columns(columns, width, min(left, max(len(columns) - 1, 1)))
    seen = data.draw(st.sampled_from([n for n, _, _ in placed]))
    assert scroll_columns(columns, width, start, columns[seen].name)[0] == start


@given(st.integers(1, 40), st.integers(40, 160))
def test_a_width_that_the_clerk_has_chosen_is_kept(chosen: int, width: int) -> None:
    columns = (Column("key", "Key", 10), Column("name", "A long label", chosen, fixed=True), Column("far", "Far", 30))
    _, placed = scroll_columns(columns, width, 1)
    assert placed[1][2] == min(chosen, width - 11)
