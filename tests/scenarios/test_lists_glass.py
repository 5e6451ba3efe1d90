"""A list of ten thousand documents at the glass: rows come as the cursor asks for them, however fast it moves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdtui import wiring
from sdtui.dialogs.lists import ListDialog
from sdtui.kernel.view import Table, split_cell
from sdtui.tui.keys import Key
from sdtui.tui.session import Session
from sdtui.tui.themes import DARK
from tests.company import now, today
from tests.scenarios.lists import with_many

COUNT = 10_000
HEIGHT = 24
# Title, headings, two lines of keys and status line.
PAGE = HEIGHT - 5


class Glass:
    """A desk with a glass in front of it, driven by the names of keys."""

    def __init__(self, url: str, size: tuple[int, int] = (80, HEIGHT)) -> None:
        self.desk = wiring.make_desk(url, "en", user="ANNA", today=today, now=now)
        self.session = Session(self.desk, DARK, size)

    def press(self, *names: str, times: int = 1) -> Glass:
        """All at once, as they come when they were typed ahead."""
        self.session.handle([Key(name) for name in names] * times)
        return self

    def type(self, text: str) -> Glass:
        self.session.handle(Key(char, char) for char in text)
        return self

    @property
    def table(self) -> Table:
        return next(part for part in self.session.model.view.body if isinstance(part, Table))

    @property
    def row(self) -> int:
        cell = split_cell(self.session.model.state.active)
        assert cell
        assert cell[1] == self.session.model.state.chosen[cell[0]]
        return cell[1]

    @property
    def column(self) -> str:
        return self.session.model.state.active.partition("].")[2]

    @property
    def number(self) -> str:
        """The number in the row of the cursor."""
        return self.table.rows[self.row].cells[0].text

    @property
    def lines(self) -> list[str]:
        return self.session.model.paint()[0].lines()

    @property
    def cursor_line(self) -> str:
        """The line of the screen in which the hardware cursor stands."""
        canvas, (y, _) = self.session.model.paint()
        return canvas.lines()[y]


@pytest.fixture(scope="module")
def many(company: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = with_many(company, tmp_path_factory.mktemp("many") / "many.db", COUNT)
    return f"sqlite:///{path}"


@pytest.fixture
def glass(many: str) -> Iterator[Glass]:
    glass = Glass(many)
    glass.press("ctrl+/").type("/nVA25").press("enter").type("A").press("f8")
    assert glass.table.filled
    yield glass
    glass.desk.machinery.connection.close()


@pytest.fixture
def office(whole_company: Path, tmp_path: Path) -> Iterator[Glass]:
    """On the list of the quotations of the demo company."""
    shutil.copy(whole_company, tmp_path / "office.db")
    glass = Glass(f"sqlite:///{tmp_path / 'office.db'}")
    glass.press("ctrl+/").type("/nVA25").press("enter").type("A").press("f8")
    yield glass
    glass.desk.machinery.connection.close()


@pytest.fixture(scope="module")
def numbers(many: str) -> list[str]:
    """Of all quotations, in the order of the list."""
    glass = Glass(many)
    glass.press("ctrl+/").type("/nVA25").press("enter").type("A").press("f8")
    dialog = glass.desk.session.frame.dialog
    assert isinstance(dialog, ListDialog)
    found = [row.number.lstrip("0") for row in dialog.present.every()]
    glass.desk.machinery.connection.close()
    assert len(found) > 3_000
    return found


def test_down_goes_through_all_rows_in_their_order(glass: Glass, numbers: list[str]) -> None:
    seen = [glass.number]
    for _ in range(1_000):
        glass.press("down")
        seen.append(glass.number)
    assert seen == numbers[:1_001]
    assert glass.number in glass.cursor_line


def test_keys_typed_ahead_are_as_good_as_slow_ones(glass: Glass, numbers: list[str]) -> None:
    glass.press("down", times=2_500)
    assert glass.number == numbers[2_500]
    glass.press("up", times=2_400)
    assert glass.number == numbers[100]
    assert glass.number in glass.cursor_line


def test_pages_follow_each_other_without_overlap(glass: Glass, numbers: list[str]) -> None:
    for page in range(1, 60):
        glass.press("pagedown")
        assert glass.number == numbers[page * PAGE]
        first = glass.lines[2]
        assert numbers[page * PAGE] in first, page
    glass.press("pageup", times=58)
    assert glass.number == numbers[PAGE]


def test_the_ends_of_the_list_are_one_key_away(glass: Glass, numbers: list[str]) -> None:
    glass.press("ctrl+pagedown")
    assert glass.number == numbers[-1]
    assert glass.number in glass.cursor_line
    assert glass.table.filled <= 200, "only the last page was read"
    glass.press("up", times=500)
    assert glass.number == numbers[-501]
    glass.press("pageup", "pageup")
    assert glass.number == numbers[-501 - 2 * PAGE]
    glass.press("ctrl+pageup")
    assert glass.number == numbers[0]
    glass.press("up", "pageup")
    assert glass.number == numbers[0]
    glass.press("ctrl+end")
    assert glass.number == numbers[-1]
    glass.press("ctrl+home")
    assert glass.number == numbers[0]


def test_the_rows_are_counted_as_far_as_they_are_known(glass: Glass, numbers: list[str]) -> None:
    assert f"1-{PAGE} of 200+" in glass.lines[-2]
    glass.press("ctrl+n")
    assert f"1-{PAGE} of {len(numbers):,}" in glass.lines[-2]
    glass.press("pagedown")
    assert f"{PAGE + 1}-{2 * PAGE} of {len(numbers):,}" in glass.lines[-2]
    glass.press("ctrl+pagedown")
    assert f"{len(numbers):,} of {len(numbers):,}" in glass.lines[-2]


def test_at_the_end_of_a_list_that_nobody_counted_the_way_to_the_end_is_told(glass: Glass) -> None:
    glass.press("ctrl+pagedown", "up", times=1).press("up", times=40)
    assert "rows to the end" in glass.lines[-2]


def test_a_window_that_moves_keeps_few_rows(glass: Glass, numbers: list[str]) -> None:
    glass.press("pagedown", times=200)
    assert glass.number == numbers[min(200 * PAGE, len(numbers) - 1)]
    assert glass.table.filled <= 2_000
    glass.press("pageup", times=200)
    assert glass.number == numbers[0]


def test_left_and_right_go_through_the_columns_and_these_scroll(glass: Glass) -> None:
    names = [column.name for column in glass.table.columns]
    seen = [glass.column]
    for _ in names:
        glass.press("right")
        seen.append(glass.column)
        heading = next(column.label for column in glass.table.columns if column.name == glass.column)
        assert heading in glass.lines[1]
        assert glass.table.columns[0].label in glass.lines[1], "the key stays in view"
    assert seen == [*names, names[-1]]
    glass.press("home")
    assert glass.column == names[0]
    glass.press("end")
    assert glass.column == names[-1]
    glass.press("down")
    assert (glass.column, glass.row) == (names[-1], 1)


def test_back_from_a_document_the_list_stands_as_it_stood(office: Glass) -> None:
    office.press("pagedown", times=3).press("down", "down", "right", "right")
    number, column, lines = office.number, office.column, office.lines[2:-2]
    office.press("enter")
    assert "Display Quotation: Overview" in office.lines[0]
    assert number in office.lines[0]
    office.press("f3")
    assert (office.number, office.column) == (number, column)
    assert office.lines[2:-2] == lines


def test_a_document_that_cannot_be_opened_leaves_the_clerk_on_its_row(glass: Glass) -> None:
    glass.press("down")
    number = glass.number
    glass.press("enter")
    message = glass.session.model.view.message
    assert message
    assert message.id == "pricing-procedure-missing"
    assert glass.number == number


def test_a_popup_stands_on_the_list_as_it_is_scrolled(glass: Glass, numbers: list[str]) -> None:
    glass.press("pagedown", times=5)
    first = glass.lines[2]
    glass.press("ctrl+f")
    assert glass.lines[2].split()[:2] == first.split()[:2]
    glass.press("escape")
    assert glass.number == numbers[5 * PAGE]
    assert glass.lines[2] == first


def test_a_function_code_in_the_command_field_is_meant_for_the_row(office: Glass) -> None:
    office.press("down", "down", "down")
    number = office.number
    office.press("ctrl+/").type("=change_document").press("enter")
    assert "Change Quotation: Overview" in office.lines[0]
    assert number in office.lines[0]


def test_marks_stay_with_their_rows(glass: Glass, numbers: list[str]) -> None:
    glass.press("space", "space")
    assert glass.number == numbers[2]
    glass.press("ctrl+pagedown", "ctrl+pageup")
    assert [line.split()[0] for line in glass.lines[2:6]] == ["■", "■", "□", "□"]


def test_what_is_not_found_leaves_the_list_as_it_was(glass: Glass, numbers: list[str]) -> None:
    glass.press("pagedown", "down")
    number, lines = glass.number, glass.lines[2:-2]
    glass.press("ctrl+f").type("nowhere at all").press("enter", "escape")
    assert glass.number == number
    assert glass.lines[2:-2] == lines


def test_what_is_far_away_is_found(glass: Glass, numbers: list[str]) -> None:
    glass.press("ctrl+f").type(numbers[2_345]).press("enter")
    assert glass.number == numbers[2_345]
    assert glass.number in glass.cursor_line


def test_sums_are_shown_in_full_however_large(glass: Glass) -> None:
    glass.press(*["right"] * 4, "ctrl+t")
    sums = glass.session.model.view.remark
    assert sums
    amounts = sums.text.removeprefix("Net Value ").split(" · ")
    assert max(map(len, amounts)) > 16
    glass.press("ctrl+pagedown")
    seen = "\n".join(glass.lines[:-3])
    assert all(amount in seen for amount in amounts)
