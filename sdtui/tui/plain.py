"""The picture of a view as plain text: what tests compare and documentation shows."""

from __future__ import annotations

from itertools import groupby

from sdtui.kernel.view import View
from sdtui.tui.model import Model

_INPUT = frozenset({"command", "field", "field_active", "field_fresh", "field_error"})


def paint_text(view: View, width: int = 80, height: int = 24, *, fields: bool = False) -> list[str]:
    """The lines that a terminal of that size shows, without colours; ``fields`` underlines the room for input."""
    canvas = Model(view, width, height).picture().canvas
    for chars, roles in zip(canvas.chars, canvas.roles, strict=True) if fields else ():
        for is_input, cells in groupby(range(width), lambda n, roles=roles: roles[n] in _INPUT):
            if is_input:
                _underline(chars, list(cells))
    return canvas.lines()


def _underline(chars: list[str], cells: list[int]) -> None:
    """Mark the blanks on both sides of the text of a field."""
    filled = [n for n in cells if chars[n] != " "]
    first, last = (filled[0], filled[-1]) if filled else (cells[-1] + 1, cells[-1])
    for n in cells:
        if not first <= n <= last:
            chars[n] = "_"
