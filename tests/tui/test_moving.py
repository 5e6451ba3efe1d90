"""Where the cursor goes: over fields, rows, pages and lists."""

import dataclasses

import pytest

from sdtui.kernel.view import Block, Line
from sdtui.tui.state import COMMAND
from tests.tui.keyboard import Clerk, walk
from tests.tui.samples import ALL, closed, display, form, items_table, listing, open_field, values


def test_tab_goes_through_every_open_field_and_cell() -> None:
    clerk = Clerk(form())
    assert clerk.at == "sold_to"
    header = ["ship_to", "reference", "reference_date", "valid_from", "valid_to", "delivery_date"]
    assert walk(clerk, "tab", 6) == header
    assert walk(clerk, "tab", 2) == ["probability", "terms"]
    cells = walk(clerk, "tab", 30)
    assert cells[:4] == ["items[0].material", "items[0].quantity", "items[0].unit", "items[1].material"]
    assert cells[-1] == "items[9].unit"
    assert clerk.press("tab").at == "sold_to"


def test_shift_tab_from_the_first_field_goes_to_the_command_field() -> None:
    clerk = Clerk(form())
    assert clerk.press("shift+tab").at == COMMAND
    assert clerk.cursor == (0, 1)
    assert clerk.press("tab").at == "sold_to"
    assert clerk.press("shift+tab", "shift+tab").at == "items[9].unit"


def test_tab_scrolls_on_while_there_are_rows() -> None:
    items = [(str(10 * n), f"M-{n}", "1", "PC", "", "", "", "", "") for n in range(1, 31)]
    clerk = Clerk(form(body=(items_table(items),)))
    cells = walk(clerk, "tab", 31 * 3)
    rows = [int(path.split("[")[1].split("]")[0]) for path in cells]
    assert rows == [n // 3 for n in range(1, len(rows) + 1)]
    assert "M-30" in "\n".join(clerk.lines)
    back = walk(clerk, "shift+tab", 31 * 3)
    assert back[-1] == "items[0].material"


def test_arrows_keep_the_column_in_a_table_and_leave_it() -> None:
    clerk = Clerk(form())
    assert clerk.press("down").at == "ship_to"
    assert clerk.press("down", "down", "down", "down", "down").at == "terms"
    assert clerk.press("down").at == "items[0].material"
    clerk.press("tab")
    assert walk(clerk, "down", 3) == [f"items[{n}].quantity" for n in (1, 2, 3)]
    clerk.press("up", "up", "up")
    assert clerk.press("up").at == "terms"


def test_a_closed_screen_can_still_be_walked() -> None:
    clerk = Clerk(display())
    assert clerk.at == "items[0].item"
    clerk.press("down", "right")
    assert clerk.at == "items[1].material"
    assert clerk.type("x").hint == "This field takes no input"
    clerk.press("f2")
    assert (clerk.last.code, clerk.last.table, clerk.last.row) == ("choose", "items", 1)


@pytest.mark.parametrize("name", ALL)
def test_the_cursor_stands_on_the_active_field(name: str) -> None:
    clerk = Clerk(ALL[name]())
    for key in ("tab", "tab", "down", "tab", "shift+tab", "end", "up"):
        clerk.press(key)
        picture = clerk.model.picture()
        row, column = clerk.cursor
        spot = picture.spots.get(clerk.at)
        if spot:
            assert spot.y == row
            assert spot.x <= column <= spot.x + spot.width


def test_only_rows_that_are_shown_are_asked_for() -> None:
    clerk = Clerk(listing())
    table = clerk.model.view.body[0]
    clerk.press("end", "up")
    assert clerk.press("f2").last.row == 99_998
    assert len(table.rows.asked) < 60  # type: ignore[union-attr]


def test_pages_do_not_overlap_and_the_last_one_stays() -> None:
    clerk = Clerk(listing(50))
    height = clerk.model.picture().grids[0].height
    shown = [clerk.model.picture().grids[0].top]
    for _ in range(4):
        clerk.press("pagedown")
        shown.append(clerk.model.picture().grids[0].top)
    assert shown == [0, height, 2 * height, 2 * height, 2 * height]
    clerk.press("ctrl+pageup")
    assert clerk.model.state.chosen["list"] == 0


def test_pages_of_a_table_end_with_the_first_blank_row() -> None:
    items = [(str(10 * n), f"M-{n}", "1", "PC", "", "", "", "", "") for n in range(1, 41)]
    clerk = Clerk(form(body=(items_table(items),)))
    height = clerk.model.picture().grids[0].height
    assert walk(clerk, "pagedown", 3) == [f"items[{n * height}].material" for n in (1, 2, 2)]
    assert walk(clerk, "pageup", 3) == [f"items[{n * height}].material" for n in (1, 0, 0)]


def test_a_larger_window_fills_the_last_page_from_above() -> None:
    clerk = Clerk(listing(50)).press("pagedown", "pagedown")
    clerk.session.resize(80, 34)
    grid = clerk.model.picture().grids[0]
    assert (grid.top, grid.top + grid.height) == (21, 50)


def test_arrows_go_to_the_nearest_field_of_the_next_line() -> None:
    wide = Block(
        (Line(((open_field("long", "", "Long", 60),),)), Line(((closed("a", "1", "A"),), (open_field("b", "", "B"),))))
    )
    clerk = Clerk(form(body=(wide,)))
    assert walk(clerk, "down", 1) + walk(clerk, "up", 1) == ["b", "long"]


def test_tab_enters_a_scrolled_row_at_a_column_that_is_shown() -> None:
    items = [(str(10 * n), f"M-{n}", "1", "PC", "", "", "", "", "") for n in range(1, 41)]
    clerk = Clerk(form(body=(items_table(items),), cursor="items[19].unit"))
    clerk.press("pagedown", "tab")
    back = walk(clerk, "shift+tab", 90)
    assert not [path for path in back if path.endswith("reason")]


def test_a_filter_asks_at_each_key_and_the_arrows_choose() -> None:
    clerk = Clerk(values()).type("1")
    assert (clerk.last.code, clerk.last.changes, clerk.at) == ("live", {"filter": "1"}, "filter")
    clerk.type("2").press("down", "down", "up")
    assert clerk.last.changes == {"filter": "12"}
    assert clerk.at == "filter"
    clerk.press("backspace", "down")
    assert clerk.model.view.body[0] != values().body[0]
    clerk.press("enter")
    assert (clerk.last.code, clerk.last.table, clerk.last.row) == ("choose", "list", 1)


def test_letters_on_a_row_go_into_the_filter_and_on_from_where_it_ended() -> None:
    clerk = Clerk(dataclasses.replace(values("1"), cursor="list[3].c0"))
    assert clerk.at == "list[3].c0"
    clerk.type("2")
    assert (clerk.at, clerk.last.code, clerk.last.changes) == ("filter", "live", {"filter": "12"})
    clerk = Clerk(dataclasses.replace(values("12"), cursor="list[0].c0")).press("backspace")
    assert (clerk.at, clerk.last.changes) == ("filter", {"filter": "1"})


def test_a_row_is_named_by_the_view() -> None:
    assert Clerk(listing(cursor="list[70].")).press("f2").last.row == 70


def test_an_empty_list_has_no_row() -> None:
    clerk = Clerk(listing(0)).press("down", "end", "pagedown", "enter")
    assert clerk.last.row == -1
    assert "No entries" in "\n".join(clerk.lines)
