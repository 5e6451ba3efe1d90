"""The keys of every screen: each says what it does, and one that cannot be pressed says why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from sdtui.kernel.view import KeyView
from sdtui.tui.glyphs import text_width
from tests.screens.conftest import Hire, Shown
from tests.screens.scenes import SCENES, SMALL_SIZE

LONGEST = 16
# What stands in the key line of a document however narrow the window is.
ALWAYS_SHOWN = ("check", "back", "values")


def unclear(key: KeyView) -> Iterator[str]:
    if key.answer or not key.shown:
        return
    if not key.label or key.label.startswith("act.") or text_width(key.label) > LONGEST:
        yield f"{key.code} is called {key.label!r}"
    if not key.enabled and (not key.reason or key.reason.startswith("message.")):
        yield f"{key.code} is not possible because {key.reason!r}"


@pytest.mark.parametrize("language", ["en", "pl", "de"])
def test_every_key_says_what_it_does(shown: Callable[[str], Mapping[str, Shown]], language: str) -> None:
    found = [
        f"{name}: {complaint}"
        for name, screen in shown(language).items()
        for key in screen.view.keys
        for complaint in unclear(key)
    ]
    assert found == []


@pytest.mark.parametrize("language", ["en", "pl", "de"])
def test_the_keys_that_matter_find_room(shown: Callable[[str], Mapping[str, Shown]], language: str) -> None:
    found: list[str] = []
    for name, screen in shown(language).items():
        painted = {target.code for target in screen.models[SMALL_SIZE].picture().targets}
        wanted = {key.code for key in screen.view.keys if key.shown and key.keys}
        found += [f"{name}: {code}" for code in wanted - painted if screen.view.popup or code in ALWAYS_SHOWN]
    assert found == []


@pytest.mark.parametrize("name", ["VA23_overview_items", "VA23_header_conditions", "VA21_new"])
def test_a_key_that_cannot_be_pressed_says_why(hire: Hire, name: str) -> None:
    clerk = hire()
    SCENES[name](clerk)
    disabled = [key for key in clerk.view.keys if not key.enabled]
    assert disabled
    for key in disabled:
        clerk.send(key.code)
        assert clerk.view.message
        assert clerk.view.message.text == key.reason


def test_what_can_be_pressed_stands_before_what_cannot(hire: Hire) -> None:
    clerk = hire()
    SCENES["VA23_overview_items"](clerk)
    assert [key.enabled for key in clerk.view.keys] == sorted((key.enabled for key in clerk.view.keys), reverse=True)


def test_enter_is_named_for_what_it_does(hire: Hire) -> None:
    names = {
        "menu": "Start",
        "VA21_initial": "Continue",
        "VA22_overview_items": "Check",
        "VA21_create_with_reference": "Copy",
        "VA22_document_flow": "Display",
        "VA21_values_sold_to": "Choose",
        "VA21_help_sold_to": "Continue",
        "sessions": "Go to",
    }
    for name, label in names.items():
        clerk = hire()
        SCENES[name](clerk)
        assert [key.label for key in clerk.view.keys if "enter" in key.keys] == [label], name
        clerk.desk.sessions.end_all()
