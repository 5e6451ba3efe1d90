"""Texts by id: the clerk's language over English, slots, and the compiled copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdtui.kernel.texts import Texts, languages, load_texts

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CATALOGUES = {
    "en": {"label.sold_to": "Sold-to party", "message.saved": "{kind} {number} has been saved", "act.save": "Save"},
    "de": {"label.sold_to": "Auftraggeber", "message.saved": "{kind} {number} wurde gesichert", "act.save": ""},
}


def write(folder: Path, language: str, texts: dict[str, str]) -> Path:
    path = folder / language / "LC_MESSAGES" / "sdtui.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + "".join(f'msgid "{id}"\nmsgstr "{text}"\n\n' for id, text in texts.items()), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, texts in CATALOGUES.items():
        write(tmp_path / "texts", language, texts)
    return tmp_path / "texts"


def test_a_text_is_in_the_clerks_language_and_else_in_english(folder: Path) -> None:
    texts = load_texts(folder, "de")
    assert texts.find("label.sold_to") == "Auftraggeber"
    assert texts.find("act.save") == "Save"
    assert (texts.has("act.save"), texts.translated("act.save")) == (True, False)
    assert texts.translated("label.sold_to")
    assert texts.language == "de"
    assert languages(folder) == ("de", "en")


def test_the_first_id_that_has_a_text_wins_and_none_is_shown_as_its_id(folder: Path) -> None:
    texts = load_texts(folder, "en")
    assert texts.find("label.sold_to.quotation", "label.sold_to") == "Sold-to party"
    assert texts.find("label.a", "label.b") == "label.b"
    assert texts.has("act.save")
    assert not texts.has("act.burn")


def test_slots_are_filled_and_a_missing_one_stays_visible(folder: Path) -> None:
    texts = load_texts(folder, "en")
    assert texts.fill("message.saved", {"kind": "Quotation", "number": 7}) == "Quotation 7 has been saved"
    assert texts.fill("message.saved", {"number": 7}) == "{kind} 7 has been saved"


def test_what_fills_a_slot_is_clean_and_is_not_filled_again(folder: Path) -> None:
    texts = load_texts(folder, "en")
    filled = texts.fill("message.saved", {"kind": "\x1b[2J", "number": "{kind}"})
    assert filled == "\ufffd[2J {kind} has been saved"


def test_a_translators_stray_brace_breaks_nothing(folder: Path) -> None:
    write(folder, "en", {"message.odd": "a {} b {0} } { {x.y} {n}"})
    assert load_texts(folder, "en").fill("message.odd", {"n": 5}) == "a {} b {0} } { {x.y} 5"


class TestCache:
    @pytest.fixture
    def cache(self, tmp_path: Path) -> Path:
        return tmp_path / "cache"

    def read(self, folder: Path, cache: Path) -> Texts:
        return load_texts(folder, "en", cache)

    def test_the_compiled_copy_is_kept_and_used(self, folder: Path, cache: Path) -> None:
        self.read(folder, cache)
        (kept,) = cache.iterdir()
        assert kept.suffix == ".mo"
        assert self.read(folder, cache).find("act.save") == "Save"

    def test_a_changed_catalogue_replaces_the_copy(self, folder: Path, cache: Path) -> None:
        self.read(folder, cache)
        write(folder, "en", {"act.save": "Keep it"})
        assert self.read(folder, cache).find("act.save") == "Keep it"
        assert len(list(cache.iterdir())) == 1

    @pytest.mark.parametrize("broken", [b"", b"no", b"\xde\x12\x04\x95", b"\xde\x12\x04\x95" + b"\xff" * 40])
    def test_a_broken_copy_is_made_anew(self, folder: Path, cache: Path, broken: bytes) -> None:
        self.read(folder, cache)
        (kept,) = cache.iterdir()
        kept.write_bytes(broken)
        assert self.read(folder, cache).find("act.save") == "Save"
        assert kept.read_bytes() != broken

    def test_a_place_that_takes_no_files_costs_time_only(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        assert self.read(folder, tmp_path / "file" / "cache").find("act.save") == "Save"
