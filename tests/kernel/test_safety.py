"""What a text may bring along from the outside."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.kernel.safety import REPLACEMENT, clean


def test_honest_text_stays_as_it_is() -> None:
    for text in ("ACME & Co.", "Zażółć gęślą jaźń", "Straße 5 €", "自転車", "🚲"):
        assert clean(text) == text


@pytest.mark.parametrize(
    "hostile",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\x9b",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud800",
        "\U000e0041",
        "\u2028",
    ],
)
def test_what_cannot_be_seen_or_turns_the_text_around_is_replaced(hostile: str) -> None:
    assert clean(f"A{hostile}B") == f"A{REPLACEMENT}B"
    assert clean(f"A{hostile}B\n", lines=True) == f"A{REPLACEMENT}B\n"


def test_a_tab_is_a_blank_and_lines_are_kept_only_where_they_belong() -> None:
    assert clean("a\tb") == "a b"
    assert clean("a\r\nb\rc\nd", lines=True) == "a\nb\nc\nd"
    assert clean("a\nb") == f"a{REPLACEMENT}b"


def test_accents_are_composed() -> None:
    assert clean("o\u0301") == "ó"


@given(st.text(), st.booleans())
def test_a_clean_text_is_clean_and_can_be_stored(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    once.encode()
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
