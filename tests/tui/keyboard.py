"""A clerk at the glass: keys by their names, and what stands on the screen then."""

from __future__ import annotations

from sdtui.kernel.view import Request, View
from sdtui.tui.keys import Key
from sdtui.tui.model import Model
from sdtui.tui.session import Session
from sdtui.tui.themes import DARK, Theme
from tests.tui.samples import FakeMachine


class Clerk:
    """A session driven by the names of keys."""

    def __init__(self, view: View, width: int = 80, height: int = 24, theme: Theme = DARK) -> None:
        self.machine = FakeMachine(view)
        self.session = Session(self.machine, theme, (width, height))

    @property
    def model(self) -> Model:
        return self.session.model

    def press(self, *names: str) -> Clerk:
        self.session.handle(Key(name) for name in names)
        return self

    def type(self, text: str) -> Clerk:
        self.session.handle(Key(char, char) for char in text)
        return self

    def paste(self, text: str) -> Clerk:
        self.session.handle([Key("paste", text)])
        return self

    @property
    def at(self) -> str:
        return self.model.state.active

    @property
    def hint(self) -> str:
        return self.model.state.hint

    @property
    def last(self) -> Request:
        return self.machine.requests[-1]

    @property
    def lines(self) -> list[str]:
        return self.model.paint()[0].lines()

    @property
    def cursor(self) -> tuple[int, int]:
        return self.model.paint()[1]


def walk(clerk: Clerk, key: str, times: int) -> list[str]:
    return [clerk.press(key).at for _ in range(times)]
