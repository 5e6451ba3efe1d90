"""Wrong input in every open field of every screen: one clear message at the field, nothing lost, and a way on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdtui.kernel.view import MessageType, split_cell
from sdtui.services.files import Files
from tests.clerk import Clerk
from tests.screens.conftest import Hire
from tests.screens.scenes import SCENES

# Display has no open field, and popups of the kernel take any text.
WALKED = [
    name
    for name in SCENES
    if (
        name.startswith(("VA11", "VA21", "VA22", "VK11", "VK12", "MM02", "VD02"))
        or name in {"VA25_selection", "VA25_selection_more", "VA25_more_values", "VA25_sort", "VA25_columns"}
    )
    and not name.startswith(("VA21_values", "VA21_help", "VA21_question", "VA21_choose", "VA21_error", "VA21_unknown"))
    and name not in {"VK11_key_combinations", "VK11_values_record_type", "VK11_displaced", "VK11_error_overlap"}
    # what is required there is empty as it begins
    and name
    not in {"VK11_initial", "VK11_price_list", "MM02_initial", "MM02_not_at_level", "VD02_initial", "VA11_import_file"}
    # texts that were refused stand there as it begins
    and not name.startswith("VA11_pasted")
    and not name.startswith(("VA22_locked", "VA22_new_pricing", "VA22_help", "VA22_document_flow"))
]
# Something that is required is still empty there, or Enter goes on to another screen.
BEGUN = (
    "VK11_initial", "VK11_price_list", "MM02_initial", "VD02_initial", "VD01_initial", "XD01_initial", "XD02_areas",
    "VD01_address", "VD01_partners", "XD01_competitor", "MM01_initial", "MM01_basic_data", "MM60_selection",
    "RSSCD100_selection", "VA15_selection", "V.04_selection", "VA25_filter", "VA25_find", "VA25_save_variant",
    "VA25_save_layout", "VA25_reject", "VA25_extend", "VA25_export", "VA11_import_file",
)  # fmt: skip
WRONG = (
    "zz", "?", "-5", "5-", "1.5", "1,5", "1,000.50", "1.000,50", "1e999", "NaN", "١٢", "0x10", "99999999999999999999",
    "31.02.2026", "02/31/2026", "2026-02-30", "13/13/2026", "0000-00-00", "+9999y", " zz", "  -7", "q" * 300, "[/]",
    "a\u202eb", "漢字", "e\u0301\u0301", "\x1b[2J", "=1+1", "{field}", "\u017f", "ß" * 35, "''", "\t",
    "00000000000000000000005",
)  # fmt: skip
# Each field gets some of them, every time the same; over all screens each kind of field gets all of them.
TEXTS = 2
# Who is corrected in another field than the one that was typed into, as both are right by themselves.
ELSEWHERE = {
    # the two weights are compared
    "gross_weight": {"net_weight"},
    "valid_from": {"valid_to"}, "rate": {"items[0].quantity", "quantity"}, "inquiry": {"quotation", "order"},
             "low_value": {"lines[1].high_value"},
             "sales_office": {"sales_group"}, "condition_from": {"lines[0].condition_to"},
             "lower_limit": {"lines[0].rate", "lines[0].upper_limit"}, "upper_limit": {"lines[0].rate"},
             "country": {"vat_number"}, "incoterms": {"incoterms_place"},
             # a text without its language, and the clerk's own without a description
             "description": {"texts[3].language"}, "language": {"description"}}  # fmt: skip


def walked_fields(clerk: Clerk) -> Iterator[str]:
    """Every open field; of each column the first cell that has a text, and the first that has none."""
    seen = set[tuple[str, str, bool]]()
    for field in list(clerk.fields()):
        cell = split_cell(field.path)
        key = (cell[0], cell[2], bool(field.text)) if cell else ("", field.path, True)
        if field.open and key not in seen:
            seen.add(key)
            yield field.path


def begin(hire: Hire, name: str, language: str) -> Clerk:
    clerk = hire("ANNA", language)
    SCENES[name](clerk)
    if name.endswith("_new"):
        clerk.fill(sold_to="1000").press("enter")
    return clerk


def check_refused(clerk: Clerk, path: str, text: str) -> None:
    """One message that says what is wrong, and the cursor and the text where it is corrected."""
    message, field = clerk.view.message, clerk.field(path)
    assert message
    assert "{" not in message.text.replace(text, ""), message
    line, _, name = path.rpartition(".")
    # whatever stands in a line, its key comes first
    allowed = {
        path,
        *(f"{line}.{key}" for key in ("material", "customer", "scale_value", "name", "function", "number")),
    } | ELSEWHERE.get(name, set())
    assert clerk.cursor in allowed, (path, text, message)
    entry = clerk.desk.session.entry()
    if path in entry.state.rejected:
        assert (field.text, field.error) == (text, True)
        assert message.text.startswith(f"{entry.label(path)}: "), message
    else:
        assert field.text.strip() or not text.strip().strip("0-"), (path, text, message)


def spoil(clerk: Clerk, path: str, text: str) -> bool:
    """Type something wrong and put it right again; False when that led to another screen."""
    before, screen = clerk.text(path), clerk.view.screen
    clerk.fill(**{path: text}).press("enter")
    message = clerk.view.message
    assert not message or message.type is not MessageType.FAULT, (path, text, message)
    if clerk.view.screen != screen:
        return False
    if message and message.type is MessageType.ERROR:
        check_refused(clerk, path, text)
    clerk.fill(**{path: before}).press("enter")
    assert not clerk.view.message or clerk.view.message.type is not MessageType.ERROR, (path, text, clerk.view.message)
    return clerk.view.screen == screen


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", WALKED)
def test_wrong_input_is_refused_at_its_field_and_corrected_there(hire: Hire, name: str, language: str) -> None:
    clerk = begin(hire, name, language)
    place = WALKED.index(name) * 5 + (language == "de")
    for number, path in enumerate(list(walked_fields(clerk))):
        for step in range(TEXTS):
            text = WRONG[(place + number * TEXTS + step) % len(WRONG)]
            if not _is_open(clerk, path) or not spoil(clerk, path, text):
                clerk.desk.sessions.end_all()
                clerk = begin(hire, name, language)


@pytest.mark.parametrize("language", ["en", "pl", "de"])
@pytest.mark.parametrize("name", BEGUN)
def test_what_is_wrong_as_a_screen_begins_is_told_and_kept(
    hire: Hire, name: str, language: str, tmp_path: Path
) -> None:
    place = BEGUN.index(name) * 7 + ["en", "pl", "de"].index(language)
    paths = list(walked_fields(begin(hire, name, language)))
    for number, path in enumerate(paths):
        clerk = begin(hire, name, language)
        clerk.desk.machinery.connection.services.list_export.files = Files(folder=lambda: tmp_path)
        text = WRONG[(place + number * 3) % len(WRONG)]
        screen = clerk.view.screen
        clerk.fill(**{path: text}).press("enter")
        message = clerk.view.message
        assert not message or (message.type is not MessageType.FAULT and ("{" in text or "{" not in message.text))
        if clerk.view.screen == screen:
            check_kept(clerk, path, text)
        clerk.desk.sessions.end_all()


def check_kept(clerk: Clerk, path: str, text: str) -> None:
    """A text that is not understood stands there with its message; any other as it was understood."""
    entry, field = clerk.desk.session.entry(), clerk.field(path)
    if path in entry.state.rejected:
        assert (clerk.cursor, field.text, field.error) == (path, text, True)
        assert clerk.view.message
        assert clerk.view.message.text.startswith(f"{entry.label(path)}: "), clerk.view.message
    elif clerk.view.message and clerk.view.message.type is MessageType.ERROR:
        assert field.text.strip() or not text.strip().strip("0-"), (path, text, clerk.view.message)


def _is_open(clerk: Clerk, path: str) -> bool:
    return any(field.path == path and field.open for field in clerk.fields())
