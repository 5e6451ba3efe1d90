"""Every screen that is delivered: its words name real things, and its texts exist in every language."""

from __future__ import annotations

from functools import cache

import pytest

from sdtui import shipped, wiring
from sdtui.kernel.checking import complaints
from sdtui.kernel.texts import languages

SCREENS = sorted(shipped.files("screens", suffix=".toml"))


@cache
def found() -> tuple[str, ...]:
    texts = [wiring.texts_for(language) for language in languages(shipped.folder("data") / "texts")]
    assert {"de", "en", "pl"} <= {language.language for language in texts}
    return tuple(complaints(wiring.read_definitions(), wiring.Dialogs(), texts))


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_wrong_with_a_screen(screen: str) -> None:
    assert [complaint for complaint in found() if screen in complaint] == []


def test_everything_else_is_right() -> None:
    assert [complaint for complaint in found() if not any(screen in complaint for screen in SCREENS)] == []
