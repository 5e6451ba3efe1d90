"""The check of the definitions: each slip is named with its file, the word, and the nearest known word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from sdtui.kernel.checking import MESSAGES, complaints
from sdtui.kernel.checking_texts import OWN
from sdtui.kernel.definitions import (
    BlockDefinition,
    Definitions,
    FieldStatus,
    FunctionCode,
    MenuEntry,
    MessageRule,
    Screen,
    TabDefinition,
    TableDefinition,
    Transaction,
)
from sdtui.kernel.dialog import STAY, Act, Turn, on
from sdtui.kernel.texts import Texts
from tests.kernel.sample import NoteDialog, Words, definitions

Broken = Callable[[Definitions], Definitions]


def good() -> Definitions:
    return replace(definitions(), messages={id: MessageRule(id) for id in MESSAGES})


def complain(read: Definitions, *texts: Texts) -> list[str]:
    return complaints(read, {"note": NoteDialog}, texts)


def screen(**changed: Any) -> Broken:
    def broken(read: Definitions) -> Definitions:
        return replace(read, screens={**read.screens, "note": replace(read.screens["note"], **changed)})

    return broken


def fields(*lines: str) -> Broken:
    return screen(blocks=(BlockDefinition(lines),))


def table(*columns: str, rows: str = "lines", **more: Any) -> Broken:
    return screen(
        tabs=(TabDefinition("lines", tables=(TableDefinition(rows, columns, entry=True, markable=True, **more),)),)
    )


def keys(*codes: str) -> Broken:
    return lambda read: screen(keys=(*read.screens["note"].keys, *codes))(read)


def started(**changed: Any) -> Broken:
    row = replace(definitions().transactions["NOT1"], **changed)
    return lambda read: replace(read, transactions={**read.transactions, row.code: row})


def status(name: str, **names: tuple[str, ...]) -> Broken:
    return lambda read: replace(read, field_status={**read.field_status, name: FieldStatus(name, **names)})


def messages(changed: Mapping[str, str]) -> Broken:
    return lambda read: replace(read, messages={id: MessageRule(id, changed.get(id, "E")) for id in MESSAGES})


def code(name: str, *keys: str) -> Broken:
    return lambda read: replace(read, function_codes={**read.function_codes, name: FunctionCode(name, keys)})


def without_code(name: str) -> Broken:
    return lambda read: replace(read, function_codes={c: f for c, f in read.function_codes.items() if c != name})


def test_nothing_is_wrong_with_the_sample() -> None:
    assert complain(good()) == []


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (screen(record="Notes"), "note.toml: Notes: no such record; did you mean Note?"),
        (fields("colour", "valid_too"), "note.toml: valid_too: no such field of Note; did you mean valid_to?"),
        (fields("colour.txt"), "note.toml: colour.txt: only .text may follow a field; did you mean colour.text?"),
        (
            fields("valid_to valid_to.text"),
            "note.toml: valid_to.text: valid_to has no value table, so there is no text to show",
        ),
        (screen(editor="storry"), "note.toml: storry: no such field of Note; did you mean story?"),
        (table("colour", rows="line"), "note.toml [lines]: line: no list of records of Note; did you mean lines?"),
        (table("color"), "note.toml [lines]: color: no such field of NoteLine; did you mean colour?"),
        (table("colour", need=("item",)), "note.toml [lines]: item: needed, but no column"),
        (table("colour", start="item"), "note.toml [lines]: item: the cursor starts there, but it is no column"),
        (keys("savee"), "note.toml: savee: no such function code; did you mean save?"),
        (keys("choose"), "note.toml: choose: nobody answers this code here"),
        (screen(tabs=()), "note.toml: next_tab: nobody answers this code here"),
        (screen(tabs=()), "note.toml: paste: nobody answers this code here"),
        (screen(tabs=()), "note.toml: mark: nobody answers this code here"),
        (code("really", "f8", "f11"), "note.toml: really: has the key f11, which save has already"),
        (code("really", "f4"), "note.toml: values: has the key f4, which really has already"),
        (code("new_session", "enter"), "function_codes.toml: the list of sessions: new_session: has the key"),
        (without_code("help"), "note.toml: help: no such function code"),
        (without_code("really"), "dialog note, ask: really: no such function code"),
        (screen(keys=("save",)), "dialog note, ask: really: no key of note.toml"),
        (
            lambda read: replace(read, screens={n: s for n, s in read.screens.items() if n != "note_position"}),
            "dialog note, go_to_position: note_position: no such screen",
        ),
        (started(dialog="notes"), "tcodes.toml [NOT1]: notes: no such dialog; did you mean note?"),
        (started(screen="note_frist"), "tcodes.toml [NOT1]: note_frist: no such screen; did you mean note_first?"),
        (started(code="Not1"), "tcodes.toml [Not1]: Not1: must be in capitals"),
        (
            lambda read: replace(read, menu=MenuEntry("", entries=(MenuEntry(tcode="NTO1"),))),
            "menu.toml: NTO1: no such transaction; did you mean NOT1?",
        ),
        (
            lambda read: replace(read, menu=MenuEntry("Top", entries=(MenuEntry(text_de="x"),))),
            "menu.toml: Top: an entry has neither tcode nor text",
        ),
        (status("Nota"), "field_status.toml [Nota]: Nota: neither record nor screen; did you mean Note?"),
        (status("Note", hidden=("colors",)), "field_status.toml [Note]: colors: no such field of Note"),
        (status("note", open=("lines.color",)), "field_status.toml [note]: lines.color: no such field of Note"),
        (messages({"no-hits": "Q"}), "messages.toml [no-hits]: Q: no such type, one of S/I/W/E/A/X"),
        (lambda read: replace(read, messages={}), "messages.toml: no-hits: is missing"),
        (
            screen(blocks=(BlockDefinition(("description",) * 18),)),
            "note.toml [lines]: lines: needs 24 lines of 21",
        ),
        (
            fields("net_value " * 5),
            "note.toml [lines]: net_value net_value net_value net_value net_value: needs 99 columns of 78",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_named(broken: Broken, complaint: str) -> None:
    found = complain(broken(good()))
    assert [c for c in found if c.startswith(complaint)], found


def test_a_status_of_a_cell_and_of_a_row_are_right() -> None:
    read = status("note", open=("lines.colour",), hidden=("valid_to",))(good())
    assert complain(read) == []


class Careless(NoteDialog):
    """Answers on a screen that there is not."""

    @on("note_frist", "save")
    def never(self, act: Act) -> Turn:
        return STAY


def test_a_handler_that_is_never_reached_is_named() -> None:
    found = complaints(good(), {"note": Careless})
    assert found == ["dialog note, never: note_frist: no such screen; did you mean note_first?"]


def test_a_long_text_may_show_a_part_of_itself() -> None:
    wide = BlockDefinition(("story description", "description | net_value currency"))
    assert not [c for c in complain(screen(blocks=(wide,))(good())) if " needs " in c]


class Catalogue(Words):
    """Has every text that the sample needs, but for those that are left out."""

    def __init__(self, *without: str, **other: str) -> None:
        super().__init__()
        self.without = without
        self.other = other

    def gettext(self, message: str) -> str:
        if message in self.without:
            return message
        return self.other.get(message.replace(".", "_"), super().gettext(message) + " ")


def test_no_text_is_missing_in_the_sample() -> None:
    assert complain(good(), Texts(Catalogue(), "en")) == []


@pytest.mark.parametrize(
    ("without", "complaint"),
    [
        (("screen.note",), "sdtui.po (en): screen.note: is missing"),
        (("tab.more",), "sdtui.po (en): tab.more: is missing"),
        (("act.save",), "sdtui.po (en): act.save: is missing"),
        (("message.no-hits",), "sdtui.po (en): message.no-hits: is missing"),
        (("label.valid_to",), "sdtui.po (en): label.valid_to: is missing, for note.toml: valid_to"),
        (("label.story", "label.long_text"), "sdtui.po (en): label.long_text: is missing, for note_text.toml: story"),
        (("help.valid_to",), "sdtui.po (en): help.valid_to: is missing, for note.toml: valid_to"),
        ((OWN[0],), f"sdtui.po (en): {OWN[0]}: is missing"),
    ],
)
def test_a_text_that_a_language_lacks_is_named(without: tuple[str, ...], complaint: str) -> None:
    assert complaint in complain(good(), Texts(Catalogue(*without), "en"))


def test_a_heading_or_the_label_of_the_element_is_enough() -> None:
    assert complain(good(), Texts(Catalogue("label.quantity", "heading.quantity", "label.story"), "en")) == []


def test_english_does_not_stand_in_for_a_language_that_lacks_a_text() -> None:
    german = Texts(Catalogue("act.save"), "de", Catalogue())
    found = complain(good(), german)
    assert "sdtui.po (de): act.save: is missing" in found
    assert "tcodes.toml [NOT3]: text_de: is missing" in found
    assert "menu.toml: Notes: text_de: is missing" in found
    assert not [c for c in found if "[NOT1]" in c]


def test_a_label_that_takes_too_much_room_is_named() -> None:
    found = complain(good(), Texts(Catalogue(label_valid_to="x" * 21), "en"))
    assert f"sdtui.po (en): label.valid_to: {'x' * 21!r} is longer than 20 characters" in found


def test_two_answers_with_the_same_key_are_named() -> None:
    found = complain(good(), Texts(Catalogue(answer_no_key="c "), "en"))
    assert "sdtui.po (en): answer.yes.key: two answers have the same key: y  c  c " in found


def test_the_label_of_a_variant_is_looked_for_in_every_variant() -> None:
    read = started(variant="plain")(good())
    only = Catalogue("label.valid_to", other="")
    assert "sdtui.po (en): label.valid_to: is missing, for note.toml: valid_to" in complain(read, Texts(only, "en"))


def test_a_second_dialog_may_have_the_screens_of_the_first() -> None:
    read = good()
    rows = {**read.transactions, "X1": Transaction("X1", "Other", "other", "lonely")}
    screens = {**read.screens, "lonely": Screen("lonely", "Note", ("save",), blocks=(BlockDefinition(("colour",)),))}
    found = complaints(replace(read, transactions=rows, screens=screens), {"note": NoteDialog, "other": Other})
    assert found == ["lonely.toml: save: nobody answers this code here"]


class Other(NoteDialog):
    """Handles nothing on its own screen."""
