"""The picture of a view as plain text: what tests compare and documentation shows."""

from __future__ import annotations

from sdtui.kernel.view import View
from sdtui.tui.model import Model


def paint_text(view: View, width: int = 80, height: int = 24) -> list[str]:
    """The lines that a terminal of that size shows, without colours."""
    return Model(view, width, height).picture().canvas.lines()
