"""The picture of every screen, as a reviewer reads it: a change of the look shows in the diff of a text file.

In the pictures underlines stand for the blanks of fields that take input.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sdtui.tui.plain import paint_text
from tests.clerk import Clerk
from tests.screens.conftest import Hire
from tests.screens.scenes import LARGE, LARGE_SIZE, SCENES, SMALL_SIZE, TRANSLATED

FOLDER = Path(__file__).parent / "golden"
RENEW = "`make golden` writes the pictures anew; read their diff before you commit it."


def picture(clerk: Clerk, size: tuple[int, int]) -> str:
    """The screen as text; how long a turn took is no part of it."""
    view = replace(clerk.view, milliseconds=0)
    lines = [line.rstrip() for line in paint_text(view, *size, fields=True)]
    assert len(lines) == size[1]
    return "\n".join(lines) + "\n"


def file_of(name: str, size: tuple[int, int], language: str) -> Path:
    return FOLDER / f"{size[0]}x{size[1]}_{language}" / f"{name}.txt"


PICTURES = {
    file_of(name, size, language): (name, size, language)
    for names, size, language in (
        (SCENES, SMALL_SIZE, "en"),
        (LARGE, LARGE_SIZE, "en"),
        (TRANSLATED, SMALL_SIZE, "pl"),
        (TRANSLATED, SMALL_SIZE, "de"),
    )
    for name in names
}


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_screen_looks_as_it_did(path: Path, hire: Hire, pytestconfig: pytest.Config) -> None:
    name, size, language = PICTURES[path]
    clerk = hire(language=language)
    SCENES[name](clerk)
    now = picture(clerk, size)
    if pytestconfig.getoption("--renew-golden", default=False):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert path.exists(), f"there is no picture of this screen yet; {RENEW}"
    assert now == path.read_text(encoding="utf-8"), f"the screen looks otherwise; {RENEW}"


def test_every_picture_is_compared(pytestconfig: pytest.Config) -> None:
    stale = sorted(set(FOLDER.rglob("*.*")) - PICTURES.keys())
    if pytestconfig.getoption("--renew-golden", default=False):
        for path in stale:
            path.unlink()
        stale = []
    assert not stale, f"no test paints these; {RENEW}"
