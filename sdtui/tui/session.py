"""A clerk's terminal session without the terminal: keys in, turns of the machine, frames out."""

from __future__ import annotations

from collections.abc import Iterable

from sdtui.kernel.view import Machine, Request
from sdtui.tui.canvas import Canvas
from sdtui.tui.keys import Key
from sdtui.tui.model import Model
from sdtui.tui.state import LEAST_HEIGHT, LEAST_WIDTH
from sdtui.tui.themes import Theme
from sdtui.tui.wire import Wire
from sdtui.tui.words import WORDS, Words


class Session:
    """Joins the machine, the screen and what the terminal shows."""

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

    @property
    def ended(self) -> bool:
        """Whether the machine wants no more keys."""
        return self.model.view.ended

    def handle(self, keys: Iterable[Key]) -> None:
        """Handle keys, each to its end; those after the end of the session are dropped."""
        for key in keys:
            if self.ended:
                return
            request = self.model.key(key)
            while request is not None:
                self.turn(request)
                request = None

    def turn(self, request: Request) -> None:
        """Take one turn and show its answer."""
        self.model.adopt(self.machine.turn(request))

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
