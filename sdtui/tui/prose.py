"""Running text: wrapping it to a width, and editing it line by line."""

from __future__ import annotations

from functools import lru_cache

from sdtui.tui.glyphs import cells, safe, text_width


@lru_cache(maxsize=512)
def wrap(paragraph: str, width: int) -> tuple[tuple[int, int], ...]:
    """Where each line of a paragraph starts and ends, counted in characters; lines break behind blanks."""
    if len(paragraph) < width and paragraph.isascii():
        return ((0, len(paragraph)),)
    lines: list[tuple[int, int]] = []
    start = 0
    while True:
        end = _line_end(paragraph, start, max(width, 2))
        lines.append((start, end))
        if end >= len(paragraph):
            return tuple(lines)
        start = end


def _line_end(text: str, start: int, width: int) -> int:
    used, at, blank = 0, start, 0
    while at < len(text):
        cell = text_width(safe(text[at]))
        if used + cell > width:
            # A blank that does not fit hangs over the edge, where nobody sees it.
            return at + 1 if text[at] == " " else blank or at
        used, at = used + cell, at + 1
        if text[at - 1] == " ":
            blank = at
    return at


def wrapped(texts: tuple[str, ...], width: int) -> list[str]:
    """All lines of some paragraphs."""
    return [
        paragraph[start:end].rstrip()
        for text in texts
        for paragraph in text.split("\n")
        for start, end in wrap(paragraph, width)
    ]


class ProseEntry:
    """The text of a multi-line field; the cursor is a place in the text, ``top`` the first line shown."""

    def __init__(self, text: str, limit: int = 0) -> None:
        self.text = text
        self.limit = limit
        self.at = 0
        self.top = 0
        self.width = 72
        self._goal: int | None = None

    def lines(self) -> list[tuple[int, int]]:
        """Start and end in the text of each line as shown."""
        found: list[tuple[int, int]] = []
        offset = 0
        for paragraph in self.text.split("\n"):
            found += [(offset + start, offset + end) for start, end in wrap(paragraph, self.width)]
            offset += len(paragraph) + 1
        return found

    def place(self) -> tuple[int, int]:
        """Line and character in it where the cursor stands."""
        lines = self.lines()
        for number, (start, end) in enumerate(lines):
            last = number + 1 == len(lines) or lines[number + 1][0] > end
            if start <= self.at and (self.at < end or (last and self.at == end)):
                return number, self.at - start
        return len(lines) - 1, self.at - lines[-1][0]

    def cursor(self) -> tuple[int, int]:
        """Line and cell where the cursor stands."""
        number, column = self.place()
        start, _ = self.lines()[number]
        # Behind a blank that hangs over the edge the cursor stays at the edge.
        return number, min(sum(width for _, width in cells(safe(self.text[start : start + column]))), self.width)

    def insert(self, text: str, *, overwrite: bool = False) -> bool:
        """Put ``text`` at the cursor; False when it does not fit, and then nothing has changed."""
        over = overwrite and text != "\n" and self.text[self.at : self.at + 1] not in ("", "\n")
        if self.limit and len(self.text) + len(text) - over > self.limit:
            return False
        self.text = self.text[: self.at] + text + self.text[self.at + over :]
        self.at += len(text)
        self._goal = None
        return True

    def backspace(self) -> None:
        """Remove the character left of the cursor, or join two lines."""
        if self.at:
            self.text = self.text[: self.at - 1] + self.text[self.at :]
            self.at -= 1
        self._goal = None

    def delete(self) -> None:
        """Remove the character under the cursor."""
        self.text = self.text[: self.at] + self.text[self.at + 1 :]
        self._goal = None

    def clear_line(self) -> None:
        """Remove the line under the cursor."""
        start, end = self.lines()[self.place()[0]]
        self.text = self.text[:start] + self.text[end:]
        self.at = start
        self._goal = None

    def step(self, by: int) -> None:
        """Move by characters."""
        self.at = max(0, min(self.at + by, len(self.text)))
        self._goal = None

    def edge(self, *, end: bool) -> None:
        """Move to the start or the end of the line."""
        lines = self.lines()
        number, _ = self.place()
        start, stop = lines[number]
        follows = number + 1 < len(lines) and lines[number + 1][0] == stop
        self.at = (stop - 1 if follows else stop) if end else start
        self._goal = None

    def climb(self, by: int) -> bool:
        """Move by lines and keep the column; False when there is no such line."""
        lines = self.lines()
        number, column = self.place()
        goal = column if self._goal is None else self._goal
        target = max(0, min(number + by, len(lines) - 1))
        if target == number:
            return False
        start, stop = lines[target]
        follows = target + 1 < len(lines) and lines[target + 1][0] == stop
        self.at = min(start + goal, stop - 1 if follows else stop)
        self._goal = goal
        return True

    def follow(self, height: int) -> None:
        """Scroll as little as needed to show the cursor in ``height`` lines."""
        number, _ = self.place()
        self.top = max(min(self.top, number), number - max(height, 1) + 1)
