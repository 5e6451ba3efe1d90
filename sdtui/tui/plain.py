"""The picture of a view as plain text: what tests compare and documentation shows."""

from __future__ import annotations

from sdtui.kernel.view import View
from sdtui.tui.model import Model

_UNDERLINED = frozenset({"command", "field", "field_active", "field_error"})


def paint_text(view: View, width: int = 80, height: int = 24, *, fields: bool = False) -> list[str]:
    """The lines that a terminal of that size shows, without colours; ``fields`` underlines what takes input."""
    canvas = Model(view, width, height).picture().canvas
    if fields:
        for row, roles in zip(canvas.chars, canvas.roles, strict=True):
            row[:] = ["_" if c == " " and role in _UNDERLINED else c for c, role in zip(row, roles, strict=True)]
    return canvas.lines()
