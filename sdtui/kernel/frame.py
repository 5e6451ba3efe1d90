"""A running transaction: its dialog, and the screens opened in it, the present one last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sdtui.kernel.compose import ScreenState
from sdtui.kernel.definitions import Definitions, Screen, TabDefinition, Transaction
from sdtui.kernel.dialog import Dialog
from sdtui.kernel.view import split_cell


@dataclass(slots=True)
class Frame:
    """``called`` by another transaction, it has no first screen of its own to go back to."""

    definitions: Definitions
    dialog: Dialog
    screens: list[ScreenState] = field(default_factory=list[ScreenState])
    called: bool = False

    def __post_init__(self) -> None:
        self.screens.append(ScreenState(self.transaction.screen))

    @property
    def transaction(self) -> Transaction:
        """The row of the transaction table; a dialog may change from display to change."""
        return self.dialog.transaction

    @property
    def state(self) -> ScreenState:
        """The present screen."""
        return self.screens[-1]

    @property
    def screen(self) -> Screen:
        """The definition of the present screen."""
        return self.definition(self.state.name)

    def definition(self, name: str) -> Screen:
        """The definition of a screen, with the tabs that the dialog has for it."""
        screen, shown = self.definitions.screens[name], self.dialog.tabs(name)
        if shown is None:
            return screen
        return replace(screen, tabs=tuple(tab for tab in screen.tabs if tab.name in shown))

    @property
    def on_first(self) -> bool:
        """Whether no screen is left to go back to."""
        return len(self.screens) == 1

    def unsaved(self) -> bool:
        """Whether ending it would lose something; what was typed on the first screen only leads somewhere."""
        inner = self.screens if self.called else self.screens[1:]
        return self.dialog.unsaved() or any(state.rejected for state in inner)

    def skip_first(self) -> None:
        """Leave out the first screen when another one is open."""
        if not self.on_first:
            del self.screens[0]
            self.called = True

    def go_down(self, name: str) -> None:
        """Leave what stands above the screen ``name``, where it is open."""
        names = [state.name for state in self.screens]
        if name in names:
            del self.screens[names.index(name) + 1 :]

    def go(self, name: str) -> None:
        """Return to a screen that is open, or open it on top."""
        self._name_first()
        names = [state.name for state in self.screens]
        if name in names:
            self.go_down(name)
        else:
            self.screens.append(ScreenState(name))

    def step_back(self) -> None:
        """To the screen below."""
        if not self.on_first:
            self.screens.pop()
        self._name_first()

    def _name_first(self) -> None:
        # a dialog that went from display to change stands on the first screen of the other transaction
        if not self.called:
            self.screens[0].name = self.transaction.screen

    def open_tab(self, name: str) -> TabDefinition | None:
        """Open a tab; None when the screen has none of that name."""
        for place, tab in enumerate(self.screen.tabs):
            if tab.name == name:
                self.state.tab = place
                return tab
        return None

    def next_tab(self, step: int) -> str:
        """The name of the tab ``step`` further, around the ends; empty on a screen without tabs."""
        tabs = self.screen.tabs
        return tabs[(self.state.tab + step) % len(tabs)].name if tabs else ""

    def show_field(self, path: str, *, wrong: bool) -> bool:
        """Put the cursor on a field, opening the tab that has it; False where the screen has no such field."""
        screen, state = self.screen, self.state
        tabs = [place for place, tab in enumerate(screen.tabs) if _has(tab, path)]
        stands = _has(TabDefinition("", screen.blocks, screen.tables, screen.editor), path)
        if not tabs and not stands:
            return False
        state.cursor = path
        state.wrong = path if wrong else state.wrong
        if tabs and not stands and state.tab not in tabs:
            state.tab = tabs[0]
        return True


def _has(tab: TabDefinition, path: str) -> bool:
    if cell := split_cell(path):
        return any(table.rows == cell[0] and cell[2] in table.columns for table in tab.tables)
    return tab.editor == path or any(path in block.names() for block in tab.blocks)
