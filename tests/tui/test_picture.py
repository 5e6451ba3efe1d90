"""What stands where on the painted screen."""

from __future__ import annotations

import pytest

from sdtui.kernel.view import Block, Editor, Line, MessageType, MessageView
from sdtui.tui.plain import paint_text
from tests.tui.keyboard import Clerk
from tests.tui.samples import ALL, display, form, items_table, listing, notice, open_field, question, success, values

SIZES = [(80, 24), (100, 30), (132, 43), (200, 60)]


def roles(clerk: Clerk, path: str) -> set[str]:
    """How the cells of a field look, the one behind it left out."""
    canvas, _ = clerk.model.paint()
    spot = clerk.model.picture().spots[path]
    return set(canvas.roles[spot.y][spot.x : spot.x + spot.width])


def test_a_quotation_at_80_by_24() -> None:
    assert paint_text(form(message=success("Quotation 20000001 has been saved")))[:16] == [
        "                     ▾ Create Quotation: Overview                      DEV  1/2",
        " Quotation                   Quotation    Net value             21,400.00 USD",
        " Sold-to party   1000      ▾ The Bike Zone · 2144 N Orange Ave · 32804 Orlando",
        " Ship-to party   ?",
        " Cust. reference A-4711                   Cust. ref. date 10/24/2026",
        " [Sales] Item overview  Item detail  Ordering party  Procurement  Shipping",
        "  Rejection",
        " Valid from       11/24/2026   Valid to       12/24/2026",
        " Req. deliv. date 12/08/2026",
        " Order prob.        70  %      Expected value       14,980.00 USD",
        " Payment terms    NT30! 30 days net",
        "     Item Material     Order quantity Un  Description      ItCa       Net Value",
        " □     10 DXTR1                     5 PC  Deluxe touring … AGN        15,000.00",
        " ■     20 PRTR1                     2 PC  Professional to… AGN         6,400.00",
        " □     30 GRBX1                    12 PC  Gearbox, 8 gears AGN         1,188.00",
        "",
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ALL)
def test_every_screen_fits_every_size(name: str, size: tuple[int, int]) -> None:
    clerk = Clerk(ALL[name](), *size)
    assert len(clerk.lines) == size[1]
    assert max(map(len, clerk.lines)) <= size[0]
    picture = clerk.model.picture()
    assert not picture.excess
    assert all(spot.x + spot.width <= size[0] for spot in picture.spots.values())


@pytest.mark.parametrize("size", SIZES)
def test_a_table_fills_the_height(size: tuple[int, int]) -> None:
    width, height = size
    for view in (form(body=(items_table(blank=100),)), listing()):
        picture = Clerk(view, width, height).model.picture()
        assert picture.grids[0].y + picture.grids[0].height == picture.body[1] >= height - 3


def test_room_shows_more_columns_and_keys() -> None:
    narrow, wide = Clerk(form()), Clerk(form(), 132, 43)
    assert "^→ 2 more" in narrow.lines[-2]
    assert "Rejection reason" in "\n".join(wide.lines)
    assert "more" not in wide.lines[-2]
    assert "Document flow" not in narrow.lines[-2]
    assert "⇧F3 Exit" in wide.lines[-2]


def test_columns_without_room_come_by_key() -> None:
    clerk = Clerk(form(cursor="items[0].unit"))
    assert clerk.press("ctrl+right", "ctrl+right", "ctrl+right", "ctrl+right", "ctrl+right").at == "items[0].reason"
    assert "Rejection reason" in "\n".join(clerk.lines)
    assert clerk.type("A").press("ctrl+left").at == "items[0].plant"
    assert clerk.press("enter").last.changes == {"items[0].reason": "A"}


# --- the message -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", MessageType)
def test_a_message_says_its_type_by_a_letter(kind: MessageType) -> None:
    line = paint_text(form(message=MessageView(kind, "any", "Valid to is missing")))[-1]
    assert line.startswith(f" {kind.value}  Valid to is missing ")
    assert line.endswith("VA21 │ clerk │ 12 ms │ INS")


def test_a_long_message_takes_the_room_of_the_facts() -> None:
    line = paint_text(form(message=success("x" * 100)))[-1]
    assert line == " S  " + "x" * 74 + "…"


def test_the_glass_speaks_where_the_message_stood_until_the_next_key() -> None:
    clerk = Clerk(form(message=success("Saved"))).press("f6")
    assert clerk.lines[-1].startswith(" I  F6 has no function here")
    assert clerk.press("tab").lines[-1].startswith(" S  Saved")


# --- fields ----------------------------------------------------------------------------------------------------------
def test_fields_look_like_what_they_are() -> None:
    clerk = Clerk(form(message=MessageView(MessageType.ERROR, "any", "No"))).press("tab").type("1")
    assert roles(clerk, "ship_to") == {"field_active"}
    assert roles(clerk, "sold_to") == {"field"}
    assert roles(clerk, "sold_to.text") == {"text"}
    assert roles(clerk, "terms") == {"field_error"}
    assert roles(clerk, "items[0].material") == {"field"}
    assert roles(clerk, "items[5].material") == {"field_new"}
    assert "field_required" in roles(clerk.press("ctrl+u", "tab"), "ship_to")


def test_the_text_that_typing_replaces_is_seen() -> None:
    clerk = Clerk(form())
    assert roles(clerk, "sold_to") == {"field_fresh", "field_active"}
    assert roles(clerk.press("end"), "sold_to") == {"field_active"}


def test_an_error_has_a_mark_besides_its_colour() -> None:
    clerk = Clerk(form())
    spot = clerk.model.picture().spots["terms"]
    assert clerk.lines[spot.y][spot.x :].startswith("NT30! 30 days net")


def test_a_closed_field_under_the_cursor_is_seen() -> None:
    clerk = Clerk(display())
    assert roles(clerk, "items[0].item") == {"place"}
    spot = clerk.model.picture().spots["items[0].item"]
    assert clerk.cursor == (spot.y, spot.x + spot.width - 2)
    assert roles(clerk.press("down"), "items[0].item") == {"text"}


# --- popups ----------------------------------------------------------------------------------------------------------
def test_a_popup_stands_on_its_screen() -> None:
    lines = paint_text(question())
    assert "Create Quotation: Overview" in lines[0]
    assert any("┌─ Leave ─" in line for line in lines)
    assert any("│ Y Yes  N No  C Cancel " in line for line in lines)


def test_the_cursor_of_a_question_stands_on_what_enter_answers() -> None:
    clerk = Clerk(question())
    row, column = clerk.cursor
    assert clerk.lines[row][column:].startswith("C Cancel")


def test_a_popup_on_a_popup() -> None:
    clerk = Clerk(question(behind=values()))
    assert "Sold-to party" in "\n".join(clerk.lines)
    assert clerk.type("n").last.code == "no"


def test_long_help_scrolls() -> None:
    clerk = Clerk(notice())
    assert "1-16 of 45" in "\n".join(clerk.lines)
    assert "16-" not in "\n".join(clerk.lines)
    clerk.press("pagedown")
    assert "17-32 of 45" in "\n".join(clerk.lines)
    clerk.press("ctrl+pagedown", "down")
    assert "30-45 of 45" in "\n".join(clerk.lines)
    clerk.press("up")
    assert "29-44 of 45" in "\n".join(clerk.lines)


def test_a_body_that_is_too_high_scrolls_with_the_cursor() -> None:
    lines = tuple(Line(((open_field(f"line_{n}", str(n), f"Line {n}"),),)) for n in range(30))
    clerk = Clerk(form(body=(Block(lines),)))
    assert clerk.model.picture().excess
    for n in range(1, 30):
        assert clerk.press("tab").at == f"line_{n}"
        picture = clerk.model.picture()
        assert picture.body[0] <= picture.spots[clerk.at].y < picture.body[1]


def test_an_editor_below_a_high_body_comes_into_view() -> None:
    lines = tuple(Line(((open_field(f"line_{n}", "", f"Line {n}"),),)) for n in range(19))
    clerk = Clerk(form(body=(Block(lines), Editor("note", "Note", "a\nb\nc", open=True))))
    assert clerk.press("shift+tab", "shift+tab").at == "note"
    area = clerk.model.picture().area("note")
    assert area
    assert clerk.lines[area.y].strip() == "a"
    assert clerk.press("tab").at == "line_0"
    assert clerk.lines[1].startswith(" Line 0")
