"""Every message that the program gives by name is in the table of messages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdtui import wiring

ROOT = Path(__file__).parents[2]
# What makes a message or a refusal from an id that comes first.
MAKERS = frozenset({
    "Refuse", "NotAuthorized", "Locked", "ChangedMeanwhile", "StorageFailed", "SaveUncertain", "NumberRefused",
    "error", "warning", "success", "information", "warn", "Unreadable",
})  # fmt: skip


def named(path: Path) -> Iterator[tuple[str, str]]:
    """Place and id of each message that a module gives by its literal id."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(first := node.args[0], ast.Constant):
            maker = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if maker in MAKERS and isinstance(first.value, str):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", first.value


GIVEN = [place for path in sorted((ROOT / "sdtui").rglob("*.py")) for place in named(path)]


def test_messages_are_found_in_every_layer_that_gives_them() -> None:
    assert {"domain", "store", "services", "kernel", "dialogs"} <= {place.split("/")[1] for place, _ in GIVEN}


@pytest.mark.parametrize("layer", ["domain", "store", "services", "kernel", "dialogs"])
def test_every_message_is_in_the_table(layer: str) -> None:
    known = wiring.read_definitions().messages
    lost = [f"{place}: {id}" for place, id in GIVEN if place.split("/")[1] == layer and id not in known]
    assert not lost
