"""What goes to the terminal: the difference between what it shows and what it shall show."""

from __future__ import annotations

from collections.abc import Iterable

from sdtui.tui.canvas import Canvas
from sdtui.tui.themes import Style, Theme, change, sgr

# A run of equal cells shorter than this is cheaper to write again than to jump over.
_JUMP = 5
# A run of blanks longer than this is cheaper to erase than to write.
_ERASE = 8


class Wire:
    """Remembers what the terminal shows, its pen and its cursor.

    ``erases`` says that erasing to the end of a line fills it with the present background. ``glyphs`` translates what
    the terminal cannot draw.
    """

    def __init__(self, theme: Theme, *, erases: bool = True, glyphs: dict[int, str] | None = None) -> None:
        self.theme = theme
        self.erases = erases
        self.glyphs = glyphs
        self._known: dict[tuple[bool, str, str], bool] = {}
        self._strokes: dict[tuple[Style, str, bool], tuple[str, Style]] = {}
        self.forget()

    def forget(self) -> None:
        """Take nothing for granted: the next frame clears the terminal."""
        self.chars: list[list[str]] = []
        self.roles: list[list[str]] = []
        self.pen = Style()
        self.at = (-1, -1)

    def frame(self, canvas: Canvas, cursor: tuple[int, int]) -> str:
        """The bytes, as text, that make the terminal show the canvas with its cursor at (row, column)."""
        out: list[str] = []
        rows: Iterable[int] = sorted(canvas.touched)
        if len(self.chars) != canvas.height or len(self.chars[0]) != canvas.width:
            rows = range(canvas.height)
            out.append(self._clear(canvas))
        for y in rows:
            if canvas.chars[y] != self.chars[y] or canvas.roles[y] != self.roles[y]:
                self._row(canvas, y, out)
        canvas.touched.clear()
        if len(out) > 6:
            # The cursor would be seen to jump over the screen.
            out = ["\x1b[?25l", *out, *self._move(*cursor), "\x1b[?25h"]
        else:
            out.extend(self._move(*cursor))
        text = "".join(out)
        return text.translate(self.glyphs) if self.glyphs else text

    def _clear(self, canvas: Canvas) -> str:
        self.pen = self.theme.style("ground")
        self.at = (0, 0)
        # Where erasing does not colour, the memory of the screen is made wrong on purpose and every cell is written.
        blank = " " if self.erases else "\0"
        self.chars = [[blank] * canvas.width for _ in range(canvas.height)]
        self.roles = [["ground"] * canvas.width for _ in range(canvas.height)]
        return f"{sgr(self.pen)}\x1b[2J\x1b[H"

    def _row(self, canvas: Canvas, y: int, out: list[str]) -> None:
        chars, roles = canvas.chars[y], canvas.roles[y]
        old_chars, old_roles = self.chars[y], self.roles[y]
        changed = [
            x
            for x in range(canvas.width)
            if chars[x] != old_chars[x] or (roles[x] != old_roles[x] and self._differ(chars[x], roles[x], old_roles[x]))
        ]
        tail = self._tail(chars, roles)
        for start, end in _spans(changed, chars, roles):
            if self.erases and end > tail and end - max(start, tail) > 4:
                if start < tail:
                    self._write(y, start, chars[start:tail], roles[start:tail], out)
                self._erase(y, max(start, tail), roles[-1], out)
                break
            self._write(y, start, chars[start:end], roles[start:end], out)
        self.chars[y] = chars.copy()
        self.roles[y] = roles.copy()

    def _differ(self, char: str, role: str, other: str) -> bool:
        """Whether a cell looks otherwise in another role; of a blank only the ground is seen."""
        key = (char == " ", role, other)
        known = self._known.get(key)
        if known is None:
            one, two = self.theme.style(role), self.theme.style(other)
            same_ground = char == " " and _plain(one) and _plain(two) and one.background == two.background
            known = self._known[key] = one != two and not same_ground
        return known

    def _tail(self, chars: list[str], roles: list[str]) -> int:
        """Where the blank rest of the line begins, all in one ground."""
        x, role = len(chars), roles[-1]
        if not _plain(self.theme.style(role)):
            return x
        while x and chars[x - 1] == " " and not self._differ(" ", roles[x - 1], role):
            x -= 1
        return x

    def _write(self, y: int, x: int, chars: list[str], roles: list[str], out: list[str]) -> None:
        start = 0
        for n in range(1, len(roles) + 1):
            if n < len(roles) and roles[n] == roles[start]:
                continue
            text, role = "".join(chars[start:n]), roles[start]
            out.extend(self._move(y, x + start))
            blank = text.isspace()
            stroke = self._dip(role, blank=blank)
            if blank and self.erases and len(text) > _ERASE and _plain(self.theme.style(role)):
                out.append(f"{stroke}\x1b[{len(text)}X")
            else:
                out.append(stroke + text)
                # Terminals differ in where the cursor is after the last column.
                self.at = (y, x + n) if x + n < len(self.chars[y]) else (-1, -1)
            start = n

    def _erase(self, y: int, x: int, role: str, out: list[str]) -> None:
        out.extend(self._move(y, x))
        out.append(self._dip(role, blank=True) + "\x1b[K")

    def _dip(self, role: str, *, blank: bool) -> str:
        """Change the pen to a role with as few codes as it takes; blanks need its ground only."""
        key = (self.pen, role, blank)
        known = self._strokes.get(key)
        if known is None:
            style = self.theme.style(role)
            if blank and _plain(style):
                style = style._replace(foreground=self.pen.foreground, bold=self.pen.bold)
            known = self._strokes[key] = (change(self.pen, style), style)
        self.pen = known[1]
        return known[0]

    def _move(self, y: int, x: int) -> list[str]:
        if self.at == (y, x):
            return []
        row, column = self.at
        self.at = (y, x)
        if row == y and x > column:
            return [f"\x1b[{x - column}C" if x - column > 1 else "\x1b[C"]
        return [f"\x1b[{y + 1};{x + 1}H"]


def _plain(style: Style) -> bool:
    return not (style.underline or style.reverse)


def _spans(changed: list[int], chars: list[str], roles: list[str]) -> list[tuple[int, int]]:
    """Runs of changed cells; near ones of one role are joined, and no wide character is taken by half."""
    spans: list[tuple[int, int]] = []
    for x in changed:
        if spans and _joins(spans[-1][1], x, roles):
            spans[-1] = (spans[-1][0], x + 1)
        else:
            spans.append((x, x + 1))
    return [
        (start - (not chars[start] and start > 0), end + (end < len(chars) and not chars[end])) for start, end in spans
    ]


def _joins(end: int, x: int, roles: list[str]) -> bool:
    return x == end or (x - end < _JUMP and len(set(roles[end - 1 : x + 1])) == 1)
