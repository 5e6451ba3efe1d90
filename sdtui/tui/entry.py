"""Editing one line of text, without a terminal: what a clerk does inside a field."""

from __future__ import annotations

from sdtui.tui.glyphs import clusters, safe, text_width


class Entry:
    """The text of the active field and the cursor in it.

    A ``fresh`` field was just entered: the first character typed replaces its text, any cursor key keeps it.
    ``limit`` is the number of characters that fit, 0 for no limit.
    """

    def __init__(self, text: str, limit: int = 0, *, fresh: bool = True, at: int = 0) -> None:
        self.pieces = clusters(text)
        self.limit = limit
        self.fresh = fresh
        self.at = min(at, len(self.pieces))
        self.first = 0

    @property
    def text(self) -> str:
        """The text as it stands."""
        return "".join(self.pieces)

    def type(self, char: str, *, overwrite: bool = False) -> bool:
        """Type one character; False when it does not fit, and then nothing has changed."""
        pieces = [] if self.fresh else self.pieces
        at = 0 if self.fresh else self.at
        replaced = overwrite and not self.fresh and at < len(pieces)
        new = [*pieces[:at], char, *pieces[at + replaced :]]
        text = "".join(new)
        if self.limit and len(text) > self.limit:
            return False
        before = len(clusters("".join(new[: at + 1])))
        self.pieces, self.at, self.fresh = clusters(text), before, False
        return True

    def backspace(self) -> None:
        """Remove the character left of the cursor; in a fresh field only keep its text."""
        if not self.fresh and self.at:
            self.at -= 1
            del self.pieces[self.at]
        self.fresh = False

    def delete(self) -> None:
        """Remove the character under the cursor."""
        del self.pieces[self.at : self.at + 1]
        self.fresh = False

    def clear(self) -> None:
        """Remove the whole text."""
        self.pieces, self.at, self.fresh = [], 0, False

    def move(self, to: int) -> None:
        """Put the cursor before the character ``to``, as far as the text goes."""
        self.at = max(0, min(to, len(self.pieces)))
        self.fresh = False

    def window(self, width: int) -> tuple[str, int]:
        """The part of the text that ``width`` cells show, and the cursor's place in them.

        The part follows the cursor and stays where it is as long as the cursor is inside, or right behind it.
        """
        shown = [safe(piece) for piece in self.pieces]
        widths = [text_width(piece) for piece in shown]
        self.first = min(self.first, self.at)
        while sum(widths[self.first : self.at]) > width:
            self.first += 1
        return "".join(shown[self.first :]), sum(widths[self.first : self.at])
