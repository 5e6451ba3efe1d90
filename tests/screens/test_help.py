"""F1 and F4 on every field of every screen: what it means, and what may stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from sdtui.kernel.view import Block, FieldView, Paragraphs, Table, View
from tests.clerk import Clerk
from tests.screens.conftest import Hire
from tests.screens.scenes import SCENES
from tests.screens.scenes_item_entry import FIELDS as ITEM_ENTRY
from tests.screens.scenes_lists import FIELDS as LISTS

# One scene for each screen and tab.
ALL_OF = (
    "VA22_overview", "VA22_header", "VA22_item", "MM01_", "MM02_", "MM60_", "VD01_", "VD02_", "XD01_initial",
    "XD02_areas",
)  # fmt: skip
NAMES = [
    name
    for name in SCENES
    if name.startswith(ALL_OF)
    or name in {"VA11_initial", "VA21_initial", "VA22_initial", "VA23_initial"}
    or name in {"VK11_initial", "VK11_price_list", "VK11_records", "VK11_limits", "VK11_scale", "VK12_selection"}
    or name in {"VK12_selection_tax", "VK12_records_tax", "VK12_limits"}
    or name in {"RSSCD100_selection", "RSSCD100_list", "SM12_list"}
    or name in ITEM_ENTRY
    or name in LISTS
    or name in {"VA21_create_with_reference", "VA21_selection_list", "VA22_document_flow", "VA22_position"}
]
LANGUAGES = ["en", "pl", "de"]
# How an id begins that has found no text.
RAW = ("label.", "heading.", "help.", "text.", "title.", "value.")

Ask = Callable[[Clerk, str], Iterator[str]]


def fields(clerk: Clerk, seen: set[str]) -> Iterator[FieldView]:
    """Every field that has not been seen, in any wording; of tables the cells of the first row."""
    variant = clerk.desk.session.frame.transaction.variant
    for field in list(clerk.fields()):
        name = f"{variant}.{field.path.rpartition('.')[2]}"
        if not field.path.endswith(".text") and name not in seen:
            seen.add(name)
            yield field


def everywhere(hire: Hire, language: str, ask: Ask) -> list[str]:
    """What ``ask`` has to complain of: on every screen in English, once for each name in other languages."""
    found: list[str] = []
    seen: set[str] = set()
    for name in NAMES:
        clerk = hire(language=language)
        SCENES[name](clerk)
        for field in fields(clerk, set() if language == "en" else seen):
            found += [f"{name}: {field.path}: {complaint}" for complaint in ask(clerk, field.path)]
        clerk.desk.sessions.end_all()
    return found


def facts(view: View) -> dict[str, str]:
    blocks = (part for part in view.body if isinstance(part, Block))
    return {f.label: f.text for block in blocks for line in block.lines for group in line.groups for f in group}


def untold(clerk: Clerk, path: str) -> Iterator[str]:
    """What F1 leaves unsaid about a field."""
    texts = clerk.desk.machinery.texts
    clerk.on(path).send("help")
    view = clerk.view
    meaning = "\n".join(text for part in view.body if isinstance(part, Paragraphs) for text in part.texts).strip()
    if not meaning or meaning == texts.find("help.none") or meaning.startswith(RAW):
        yield f"means {meaning!r}"
    if not view.title or view.title.startswith(RAW):
        yield f"is called {view.title!r}"
    for id in ("label.element", "label.screen-field", "label.type-and-length"):
        if not facts(view).get(texts.find(id)):
            yield f"has no {texts.find(id)}"
    clerk.send("cancel")


def unoffered(clerk: Clerk, path: str) -> Iterator[str]:
    """What is wrong with the possible entries of a field."""
    behind = clerk.view.screen
    if not clerk.field(path).values:
        return
    clerk.on(path).send("values")
    if clerk.view.screen == behind:
        yield f"no list, but {clerk.message}"
        return
    table = next(part for part in clerk.view.body if isinstance(part, Table))
    if not table.filled:
        yield "an empty list"
    words = [cell.text for n in range(min(table.filled, 20)) for cell in table.rows[n].cells]
    headings = [column.label for column in table.columns]
    yield from (f"the text {word!r}" for word in (*headings, *words) if word.startswith(RAW))
    if not all(headings):
        yield "a column without a name"
    clerk.send("cancel")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_says_what_it_means(hire: Hire, language: str) -> None:
    assert everywhere(hire, language, untold) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_with_possible_entries_offers_some(hire: Hire, language: str) -> None:
    assert everywhere(hire, language, unoffered) == []
