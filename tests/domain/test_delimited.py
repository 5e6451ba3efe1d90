"""Blocks of cells: separators, quotes, headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.delimited import fold_heading, is_heading, pasted_separator, separator_of, split_block
from sdtui.domain.item_import import column_letters

PLAIN = st.text("abcXYZ019 .'-", min_size=1, max_size=6).map(str.strip).filter(bool)
ANY = st.text("abc0 .,;\"'\n\t-", max_size=6)


def cells(text: str, separator: str) -> list[tuple[str, ...]]:
    return [line.cells for line in split_block(text, separator)]


@given(st.lists(st.lists(PLAIN, min_size=2, max_size=5), min_size=1, max_size=20), st.sampled_from("\t;"))
def test_a_plain_block_is_what_splitting_it_gives(rows: list[list[str]], separator: str) -> None:
    text = "\r\n".join(separator.join(row) for row in rows)
    assert pasted_separator(text) == separator
    assert cells(text, separator) == [tuple(line.split(separator)) for line in text.split("\r\n")]


@given(st.lists(st.lists(ANY, min_size=1, max_size=4), max_size=10), st.sampled_from("\t;,"))
def test_quoted_cells_hold_anything(rows: list[list[str]], separator: str) -> None:
    quoted = (separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    filled = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert cells("\n".join(quoted), separator) == filled


@given(st.text('ab\t;,"\n\r=', max_size=40), st.sampled_from("\t;,"))
def test_no_text_is_too_odd_and_nothing_is_lost(text: str, separator: str) -> None:
    kept = "".join("".join(line) for line in cells(text, separator))
    assert set("ab") & set(text) == set("ab") & set(kept)


def test_a_stray_quote_swallows_no_lines() -> None:
    assert cells('a\t"b\nc\td', "\t") == [("a", '"b'), ("c", "d")]


def test_lines_have_the_numbers_that_an_editor_shows() -> None:
    assert [line.number for line in split_block('a;b\n\n"c\nd";e\nf;g', ";")] == [1, 3, 5]


def test_a_text_that_was_kept_from_being_a_number() -> None:
    assert cells('="0042";"=""0043"""', ";") == [("0042", "0043")]


@pytest.mark.parametrize(
    ("text", "separator"),
    [("a\tb;c", "\t"), ("a;1,5\nb;2,5", ";"), ("a,b\nc,d", ","), ("a\nb", "\t"), ("x\na;b\nc;d", ";")],
)
def test_the_separator_of_a_file(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_a_pasted_comma_may_be_a_decimal_sign() -> None:
    assert pasted_separator("1,5\n2,5") == "\t"
    assert pasted_separator('"a",5\n"b",2') == ","


def test_headings_are_compared_by_their_letters() -> None:
    assert fold_heading(" Req. deliv.  DATE ") == fold_heading("req-deliv-date")
    assert fold_heading("Ilość") == "ilosc"
    assert is_heading(["a", "b", ""], ["x", "y", ""])
    assert not is_heading(["a", "b", "c"], ["x", "", ""])
    assert not is_heading(["", ""], ["", ""])


def test_columns_are_called_as_in_spreadsheets() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
