"""The line above the keys: what a document lacks, with the key that leads there."""

from __future__ import annotations

import pytest

from sdtui.kernel.view import KeyView, RemarkView, View
from sdtui.tui.keys import Key
from sdtui.tui.plain import paint_text
from tests.tui.keyboard import Clerk
from tests.tui.samples import KEYS, form, question, success

LEAD = KeyView("next_gap", ("ctrl+e",), "Complete data", shown=False)
LOUD = RemarkView("Incomplete: Valid To, 2 more", "warning", "next_gap")
QUIET = RemarkView("Complete", "muted", quiet=True)


def remarked(remark: RemarkView | None, **more: object) -> View:
    return form(remark=remark, keys=(*KEYS, LEAD), **more)


def table_height(view: View, width: int, height: int) -> int:
    return Clerk(view, width, height).model.picture().grids[-1].height


def test_it_stands_above_the_keys_with_the_key_that_it_calls_for() -> None:
    lines = paint_text(remarked(LOUD))
    assert lines[-3] == " Incomplete: Valid To, 2 more" + " " * 34 + "^E Complete data"
    assert "Check" in lines[-2]


def test_a_message_stands_below_it() -> None:
    lines = paint_text(remarked(LOUD, message=success("Saved")))
    assert lines[-3].startswith(" Incomplete")
    assert lines[-1].startswith(" S  Saved")


def test_a_long_one_ends_before_the_key() -> None:
    line = paint_text(remarked(RemarkView("x" * 200, "warning", "next_gap")))[-3]
    assert line.endswith("…  ^E Complete data")
    assert len(line) == 79


@pytest.mark.parametrize(("height", "taken"), [(24, 0), (43, 1)])
def test_a_quiet_one_takes_no_line_from_a_table_that_misses_it(height: int, taken: int) -> None:
    without = table_height(remarked(None), 132, height)
    assert table_height(remarked(QUIET), 132, height) == without - taken
    assert table_height(remarked(LOUD), 132, height) == without - 1


def test_a_quiet_one_is_said_where_there_is_room() -> None:
    assert " Complete" not in paint_text(remarked(QUIET), 80, 24)
    assert " Complete" in paint_text(remarked(QUIET), 132, 43)


def test_the_role_goes_with_the_words() -> None:
    canvas = Clerk(remarked(LOUD)).model.paint()[0]
    assert {canvas.roles[-3][x] for x in range(1, 28)} == {"warning"}


def test_a_click_on_its_key_is_the_key() -> None:
    clerk = Clerk(remarked(LOUD))
    clerk.session.handle([Key("click", "", 70, 21)])
    assert clerk.last.code == "next_gap"


def test_it_stays_visible_behind_a_question() -> None:
    assert paint_text(question(behind=remarked(LOUD)))[-3].startswith(" Incomplete")


def test_nothing_in_it_is_markup() -> None:
    hostile = RemarkView("a\x1b[2J\u202eb", "warning")
    line = paint_text(remarked(hostile))[-3]
    assert "\x1b" not in line
    assert line.startswith(" a")


def test_what_stands_above_is_not_moved() -> None:
    assert paint_text(remarked(LOUD))[:10] == paint_text(remarked(None))[:10]


def test_sums_that_find_no_room_in_one_line_stand_in_two_whole_amounts_in_each() -> None:
    amounts = [f"{n}00,000,000.00 PLN" for n in range(1, 6)]
    sums = RemarkView("Net Value " + " · ".join(amounts), "total")
    lines = paint_text(remarked(sums))
    assert lines[-4:-2] == [" Net Value " + " · ".join(amounts[:3]), "   " + " · ".join(amounts[3:])]
    assert "Check" in lines[-2]
    assert table_height(remarked(sums), 80, 24) == table_height(remarked(None), 80, 24) - 2
    assert table_height(remarked(sums), 132, 24) == table_height(remarked(None), 132, 24) - 1


def test_more_than_two_lines_are_cut() -> None:
    lines = paint_text(remarked(RemarkView(" · ".join(["100,000,000.00 PLN"] * 20), "total")))
    assert lines[-3].endswith("…")
    assert len(lines[-3]) <= 79
