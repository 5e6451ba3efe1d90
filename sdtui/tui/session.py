"""A clerk's terminal session without the terminal: keys in, turns of the machine, frames out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable

from sdtui.kernel.view import Machine, Request
from sdtui.tui.canvas import Canvas
from sdtui.tui.keys import Key
from sdtui.tui.model import Model
from sdtui.tui.state import LEAST_HEIGHT, LEAST_WIDTH
from sdtui.tui.themes import Theme
from sdtui.tui.wire import Wire
from sdtui.tui.words import WORDS, Words

# From when on a turn says that it is reading.
PATIENCE = 0.5
# Between two looks at what was typed meanwhile.
GLANCE = 0.1
CANCELS = frozenset({"escape", "f12"})


class Session:
    """Joins the machine, the screen and what the terminal shows.

    While a turn takes long, ``glance`` shows what changed and gives the keys that were typed meanwhile.
    """

    def __init__(
        self,
        machine: Machine,
        theme: Theme,
        size: tuple[int, int],
        *,
        words: Words = WORDS,
        plain_keys: bool = False,
        wire: Wire | None = None,
    ) -> None:
        self.machine = machine
        self.theme = theme
        self.wire = wire or Wire(theme)
        self.words = words
        self.size = size
        view = machine.view()
        width, height = max(size[0], LEAST_WIDTH), max(size[1], LEAST_HEIGHT)
        self.model = Model(view, width, height, words=words, plain_keys=plain_keys)
        self.glance: Callable[[], Iterable[Key]] | None = None
        self.ahead: deque[Key] = deque()
        self._since = self._looked = 0.0
        machine.progress = self.progress

    @property
    def ended(self) -> bool:
        """Whether the machine wants no more keys."""
        return self.model.view.ended

    def handle(self, keys: Iterable[Key]) -> None:
        """Handle keys, each to its end; those after the end of the session are dropped."""
        self.ahead.extend(keys)
        while self.ahead and not self.ended:
            request = self.model.key(self.ahead.popleft())
            if request is not None:
                self.turn(request)

    def turn(self, request: Request) -> None:
        """Take one turn and show its answer."""
        self._since = self._looked = time.monotonic()
        self.model.adopt(self.machine.turn(request))
        self.model.say("")

    def progress(self, rows: int) -> bool:
        """Say that a turn is reading, once it takes long; whether the clerk has pressed Esc or F12 meanwhile.

        What else was typed waits for the screen that the turn leads to.
        """
        now = time.monotonic()
        if self.glance is None or now - self._since < PATIENCE or now - self._looked < GLANCE:
            return False
        self._looked = now
        word = "reading" if rows else "reading-some"
        self.model.say(self.words[word].format(rows=f"{rows:,}"))
        keys = list(self.glance())
        self.ahead.extend(key for key in keys if key.name not in CANCELS)
        return any(key.name in CANCELS for key in keys)

    def beat(self) -> bool:
        """A sign of life; whether there is something new to read."""
        news = self.machine.beat()
        if news:
            self.model.say(news)
        return bool(news)

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size; what it shows is unknown."""
        self.size = (width, height)
        self.model.resize(width, height)
        self.wire.forget()

    def picture(self) -> tuple[Canvas, tuple[int, int]]:
        """The cells that the terminal shall show, and its cursor."""
        if self.size[0] >= LEAST_WIDTH and self.size[1] >= LEAST_HEIGHT:
            return self.model.paint()
        canvas = Canvas(max(self.size[0], 1), max(self.size[1], 1))
        text = self.words["too-small"].format(
            width=self.size[0], height=self.size[1], least_width=LEAST_WIDTH, least_height=LEAST_HEIGHT
        )
        for line in range(canvas.height):
            canvas.put(line, 0, text[line * canvas.width : (line + 1) * canvas.width], "text")
        return canvas, (0, 0)

    def frame(self) -> str:
        """What must be written to the terminal so that it shows the screen as it is now."""
        bell = "\a" if self.model.bell else ""
        self.model.bell = False
        return self.wire.frame(*self.picture()) + bell
