"""The catalogues of texts: every language has every text, with the same slots, and a translator's slip is seen."""

import re
import unicodedata
from collections import Counter
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from sdtui import wiring
from sdtui.kernel.texts import catalogues, languages
from sdtui.shipped import folder
from sdtui.tui.words import WORDS

TEXTS = folder("data") / "texts"
LANGUAGES = languages(TEXTS)
# Answers that are offered together.
ANSWERS = (
    ("yes", "no", "cancel"),
    ("take_over", "display", "cancel"),
    ("keep_manual", "all_new", "cancel"),
    ("save", "edit", "cancel"),
)


@cache
def sources(language: str) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in catalogues(TEXTS, language)}


@cache
def parts(language: str) -> list[Catalog]:
    return [
        read_po(iter(source.splitlines(keepends=True)), abort_invalid=True) for source in sources(language).values()
    ]


@cache
def texts(language: str) -> dict[str, str]:
    return {str(message.id): str(message.string) for part in parts(language) for message in part if message.id}


def slots(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


def test_the_three_languages_are_there() -> None:
    assert set(LANGUAGES) == {"de", "en", "pl"}


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    def test_it_says_its_language_and_its_plurals(self, language: str) -> None:
        for part in parts(language):
            assert str(part.locale) == language
            assert part.num_plurals == {"pl": 3}.get(language, 2)
            assert not list(part.obsolete)

    def test_it_has_every_text_once(self, language: str) -> None:
        assert list(sources(language)) == list(sources("en"))
        ids = re.findall(r'^msgid "(.+)"$', "".join(sources(language).values()), re.MULTILINE)
        assert [id for id, count in Counter(ids).items() if count > 1] == []
        assert set(ids) == set(texts(language)) == set(texts("en"))

    def test_no_text_is_empty_or_unsure(self, language: str) -> None:
        assert not [id for id, text in texts(language).items() if not text.strip()]
        assert not [message.id for part in parts(language) for message in part if message.id and message.fuzzy]

    def test_slots_are_those_of_english(self, language: str) -> None:
        assert not [id for id, text in texts(language).items() if slots(text) != slots(texts("en")[id])]

    def test_braces_stand_around_slots_only(self, language: str) -> None:
        bare = {id: re.sub(r"\{\w+\}", "", text) for id, text in texts(language).items()}
        assert not [id for id, text in bare.items() if {"{", "}"} & set(text)]

    def test_lines_are_those_of_english(self, language: str) -> None:
        assert not [id for id, text in texts(language).items() if text.count("\n") != texts("en")[id].count("\n")]

    def test_a_line_feed_is_the_only_control_character(self, language: str) -> None:
        characters = {char for text in texts(language).values() for char in text}
        assert {char for char in characters if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}} <= {"\n"}

    def test_no_blanks_are_left_over(self, language: str) -> None:
        lines = [(id, line) for id, text in texts(language).items() for line in text.split("\n")]
        assert not [id for id, line in lines if line != line.strip() or "  " in line]

    @pytest.mark.parametrize("answers", ANSWERS)
    def test_answers_that_are_offered_together_have_keys_of_their_own(
        self, language: str, answers: tuple[str, ...]
    ) -> None:
        keys = [texts(language)[f"answer.{answer}.key"] for answer in answers]
        assert len({key.casefold() for key in keys}) == len(keys)
        assert all(len(key) == 1 for key in keys)


def test_every_word_of_the_glass_is_translated() -> None:
    for language in ("en", "pl", "de"):
        assert wiring.glass_words(language).keys() == WORDS.keys(), language
