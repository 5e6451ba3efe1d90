"""A grid of cells, each a character and the role that colours it."""

from __future__ import annotations

from sdtui.tui.glyphs import cells, safe


class Canvas:
    """Characters and roles of a picture. The second cell of a wide character holds an empty string.

    ``top`` and ``bottom`` clip what is painted; ``touched`` collects the rows changed since it was last emptied.
    """

    def __init__(self, width: int, height: int, role: str = "ground") -> None:
        self.width = width
        self.height = height
        self.top = 0
        self.bottom = height
        self.chars = [[" "] * width for _ in range(height)]
        self.roles = [[role] * width for _ in range(height)]
        self.touched: set[int] = set(range(height))

    def put(self, y: int, x: int, text: str, role: str, room: int | None = None) -> int:
        """Write ``text`` in at most ``room`` cells, cut without a mark; returns the column behind it."""
        if not self.top <= y < self.bottom or x >= self.width or x < 0:
            return x
        room = self.width - x if room is None else min(room, self.width - x)
        text = safe(text)
        pieces = list(text[:room]) if text.isascii() else _fit(text, room)
        if not pieces:
            return x
        end = x + len(pieces)
        chars = self.chars[y]
        if not chars[x] and x:
            chars[x - 1] = " "
        if end < self.width and not chars[end]:
            chars[end] = " "
        chars[x:end] = pieces
        self.roles[y][x:end] = [role] * len(pieces)
        self.touched.add(y)
        return end

    def fill(self, y: int, x: int, width: int, role: str, char: str = " ") -> None:
        """Write one character over ``width`` cells."""
        self.put(y, x, char * max(0, min(width, self.width - x)), role)

    def paint(self, y: int, x: int, width: int, role: str) -> None:
        """Change the role of cells, not what stands in them."""
        if self.top <= y < self.bottom and width > 0:
            x, end = max(x, 0), min(x + width, self.width)
            self.roles[y][x:end] = [role] * (end - x)
            self.touched.add(y)

    def flatten(self, role: str) -> None:
        """Give every cell the same role: what lies behind a popup."""
        for row in self.roles:
            row[:] = [role] * self.width

    def clip(self, top: int, bottom: int) -> None:
        """Paint only in the rows from ``top`` up to ``bottom``."""
        self.top, self.bottom = max(0, top), min(self.height, bottom)

    def unclip(self) -> None:
        """Paint everywhere again."""
        self.top, self.bottom = 0, self.height

    def lines(self) -> list[str]:
        """The plain text of each row."""
        return ["".join(row).rstrip() for row in self.chars]


def _fit(text: str, room: int) -> list[str]:
    pieces: list[str] = []
    for piece, width in cells(text):
        if len(pieces) + width > room:
            break
        pieces.append(piece)
        if width == 2:
            pieces.append("")
    return pieces
