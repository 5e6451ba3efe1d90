"""Editing inside one field, and inside a multi-line one."""

from hypothesis import given
from hypothesis import strategies as st

from sdtui.tui.entry import Entry
from sdtui.tui.glyphs import text_width
from sdtui.tui.prose import ProseEntry, wrap


def typed(entry: Entry, text: str, *, overwrite: bool = False) -> Entry:
    for char in text:
        entry.type(char, overwrite=overwrite)
    return entry


def test_the_first_character_replaces_a_fresh_text() -> None:
    assert typed(Entry("1000"), "27").text == "27"


def test_a_cursor_key_keeps_a_fresh_text() -> None:
    entry = Entry("1000")
    entry.move(len(entry.pieces))
    assert typed(entry, "1").text == "10001"


def test_backspace_in_a_fresh_field_harms_nothing() -> None:
    entry = Entry("1000")
    entry.backspace()
    assert entry.text == "1000"
    assert typed(entry, "2").text == "21000"


def test_end_and_backspaces_clear() -> None:
    entry = Entry("1000")
    entry.move(99)
    for _ in range(40):
        entry.backspace()
    assert entry.text == ""


def test_what_does_not_fit_changes_nothing() -> None:
    entry = Entry("1000", 4, fresh=False)
    assert not entry.type("5")
    assert entry.text == "1000"
    assert entry.type("5", overwrite=True)
    assert entry.text == "5000"


def test_marks_belong_to_their_letter() -> None:
    entry = typed(Entry(""), "e\u0301x")
    assert entry.pieces == ["e\u0301", "x"]
    entry.backspace()
    entry.backspace()
    assert entry.text == ""


def test_the_window_follows_the_cursor() -> None:
    entry = Entry("0123456789", fresh=False)
    assert entry.window(10) == ("0123456789", 0)
    entry.move(10)
    assert entry.window(10) == ("0123456789", 10)
    assert entry.window(6) == ("456789", 6)
    entry.move(5)
    assert entry.window(6) == ("456789", 1)
    entry.move(0)
    assert entry.window(6)[1] == 0


OPERATIONS = st.lists(
    st.one_of(st.characters(), st.sampled_from(["<", "!delete", "!clear", "!left", "!right", "!home", "!end"]))
)


@given(st.text(max_size=12), st.integers(0, 12), OPERATIONS, st.integers(1, 9))
def test_no_operation_breaks_a_field(text: str, limit: int, operations: list[str], width: int) -> None:
    entry = Entry(text, limit)
    moves = {"!left": -1, "!right": 1, "!home": -99, "!end": 99}
    for operation in operations:
        if operation in moves:
            entry.move(entry.at + moves[operation])
        elif operation == "<":
            entry.backspace()
        elif operation == "!delete":
            entry.delete()
        elif operation == "!clear":
            entry.clear()
        else:
            entry.type(operation)
        assert 0 <= entry.at <= len(entry.pieces)
        assert not limit or len(entry.text) <= max(limit, len(text))
        assert 0 <= entry.window(width)[1] <= width


@given(st.text(alphabet="ab 東\u0301", max_size=60), st.integers(2, 20))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert "".join(lines) == text
    assert all(text_width(line.rstrip()) <= width for line in lines)


def test_lines_break_behind_blanks() -> None:
    assert wrap("one two three", 8) == ((0, 8), (8, 13))


def test_enter_makes_a_line_and_backspace_joins_them() -> None:
    entry = ProseEntry("ab", 10)
    entry.step(1)
    entry.insert("\n")
    assert (entry.text, entry.place()) == ("a\nb", (1, 0))
    entry.backspace()
    assert (entry.text, entry.place()) == ("ab", (0, 1))
    assert not entry.insert("x" * 9)


def test_the_column_is_kept_over_a_short_line() -> None:
    entry = ProseEntry("abcdef\nx\nabcdef")
    entry.step(4)
    entry.climb(1)
    assert entry.place() == (1, 1)
    entry.climb(1)
    assert entry.place() == (2, 4)
    assert not entry.climb(1)


def test_the_cursor_stays_at_the_edge_behind_a_blank_that_hangs_over_it() -> None:
    entry = ProseEntry("aax ")
    entry.width = 3
    entry.step(4)
    assert entry.cursor() == (0, 3)


@given(
    st.text(alphabet="ab \n東", max_size=80), st.lists(st.sampled_from("lrudhebx\n"), max_size=30), st.integers(3, 9)
)
def test_no_operation_breaks_a_text(text: str, operations: list[str], width: int) -> None:
    entry = ProseEntry(text)
    entry.width = width
    for operation in operations:
        match operation:
            case "l" | "r":
                entry.step(1 if operation == "r" else -1)
            case "u" | "d":
                entry.climb(1 if operation == "d" else -1)
            case "h" | "e":
                entry.edge(end=operation == "e")
            case "b":
                entry.backspace()
            case _:
                entry.insert(operation)
        line, column = entry.cursor()
        assert 0 <= line < len(entry.lines())
        assert 0 <= column <= width
