"""A session: a stack of running transactions, their screens, and the popups on top; it takes one turn after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sdtui.domain.errors import SdtuiError
from sdtui.kernel.compose import ScreenState
from sdtui.kernel.definitions import Screen, TabDefinition, Transaction
from sdtui.kernel.dialog import END, STAY, Act, Ask, Call, Dialog, Turn, Warned
from sdtui.kernel.entry import Entry
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.messages import Message, error
from sdtui.kernel.popups import Notice, Popup, as_popup
from sdtui.kernel.possible import help_for, possible_entries
from sdtui.kernel.view import MessageType, Request

UNCHECKED = frozenset({"back", "exit", "cancel", "help", "values", "mark", "mark_all", "unmark_all", "delete_line"})
LEAVING = frozenset({"back", "exit", "cancel"})


@dataclass(slots=True)
class Frame:
    """A running transaction: its dialog and the screens opened in it, the present one last."""

    dialog: Dialog
    screens: list[ScreenState] = field(default_factory=list[ScreenState])
    called: bool = False

    @property
    def transaction(self) -> Transaction:
        """The row of the transaction table; a dialog may change from display to change."""
        return self.dialog.transaction

    @property
    def state(self) -> ScreenState:
        """The present screen."""
        return self.screens[-1]


class Session:
    """One of the clerk's sessions; without a frame it shows the start menu."""

    def __init__(self, machinery: Machinery) -> None:
        self.machinery = machinery
        self.frames: list[Frame] = []
        self.popups: list[Popup] = []
        self.message: Message | None = None
        self.pending: tuple[tuple[object, ...], Act] | None = None
        self.serial = 0

    @property
    def frame(self) -> Frame:
        """The running transaction."""
        return self.frames[-1]

    @property
    def screen(self) -> Screen:
        """The definition of the present screen."""
        return self.machinery.definitions.screens[self.frame.state.name]

    def unsaved(self) -> bool:
        """Whether ending this session would lose something."""
        return any(frame.dialog.unsaved() for frame in self.frames)

    def turn(self, request: Request) -> None:
        """Take one turn; refusals become the message."""
        self.message = None
        self.guarded(lambda: self._popup_turn(request) if self.popups else self._screen_turn(request))

    def guarded(self, act: Callable[[], Turn]) -> None:
        """Carry out ``act`` and its turn; what the domain refuses becomes a message with its field."""
        try:
            self.follow(act())
        except SdtuiError as refusal:
            self.message = self.machinery.refusal(refusal)
            if self.frames and refusal.field:
                self._show_field(refusal.field)

    # --- transactions ------------------------------------------------------------------------------------------------
    def start(self, tcode: str, parameters: Mapping[str, str] | None = None, *, skip_first: bool = False) -> Turn:
        """Start a transaction on top of the stack; raises when the clerk may not."""
        transaction = self.machinery.transaction(tcode)
        if parameters:
            self.machinery.parameters.update(parameters)
        dialog = self.machinery.dialog(transaction)
        self.frames.append(Frame(dialog, [ScreenState(transaction.screen)]))
        self.pending = None
        self._propose()
        self.follow(dialog.entered(transaction.screen))
        if skip_first:
            self.guarded(lambda: self._handle(Act("check", transaction.screen)))
        return STAY

    def end_all(self) -> None:
        """End every transaction of the session; what was not saved is gone."""
        while self.frames:
            self._end()
        self.popups.clear()

    def leave_then(self, next_: Callable[[], Turn]) -> Turn:
        """Ask about unsaved input, end every transaction, then ``next_``."""

        def go() -> Turn:
            self.end_all()
            return next_()

        return self._asked(go) if self.unsaved() else go()

    def _asked(self, go: Callable[[], Turn]) -> Turn:
        def save_first() -> Turn:
            entry = self.entry()
            if entry.state.rejected:
                return self._first_rejection(entry)
            saved = self.frame.dialog.save()
            if saved.ask:
                return saved
            turn = go()
            return replace(turn, message=turn.message or saved.message)

        return Turn(ask=Ask("save-first", {"yes": save_first, "no": go, "cancel": lambda: STAY}))

    def _end(self) -> None:
        self.frames.pop().dialog.discard()
        self.pending = None

    # --- turns -------------------------------------------------------------------------------------------------------
    def follow(self, turn: Turn) -> None:
        """Carry out what a dialog answered."""
        if turn.message:
            self.message = turn.message
        if turn.ask:
            self.popups.append(as_popup(turn.ask))
        if turn.end and self.frames:
            self._end()
        if turn.call:
            self._call(turn.call)
        if not self.frames:
            return
        if turn.screen:
            self._go(turn.screen)
        if turn.tab:
            self._open_tab(turn.tab)
        if turn.cursor:
            self._show_field(turn.cursor, wrong=False)
        if turn.top is not None:
            self.frame.state.top = turn.top

    def _call(self, call: Call) -> None:
        """Run another transaction on top; one that skipped its first screen has none to go back to."""
        self.start(call.tcode, call.parameters, skip_first=call.skip_first)
        frame = self.frame
        if call.skip_first and len(frame.screens) > 1:
            del frame.screens[0]
            frame.called = True

    def _go(self, name: str) -> None:
        frame = self.frame
        if name == frame.transaction.screen and frame.called:
            self._end()
            return
        if not frame.called:
            # a dialog that went from display to change stands on the first screen of the other transaction
            frame.screens[0].name = frame.transaction.screen
        names = [state.name for state in frame.screens]
        if name in names:
            del frame.screens[names.index(name) + 1 :]
        else:
            frame.screens.append(ScreenState(name))
        self.serial += 1
        if len(frame.screens) == 1:
            self._propose()

    def _popup_turn(self, request: Request) -> Turn:
        popup = self.popups[-1]
        turn = popup.turn(request)
        if popup.done:
            self.popups[:] = [other for other in self.popups if other is not popup]
        return turn

    def _screen_turn(self, request: Request) -> Turn:
        entry = self.entry()
        state = entry.state
        state.cursor, state.wrong, state.top = request.cursor, "", None
        if request.code == "paste":
            return self._paste(entry, request)
        entry.take(request.changes)
        act = self._act(request)
        if act.code in LEAVING:
            return self._leave(act)
        if act.code not in UNCHECKED:
            if state.rejected:
                return self._first_rejection(entry)
            if missing := entry.missing_required():
                return Turn(message=error("required-field", missing, field=entry.label(missing)), cursor=missing)
        if act.code == "check" and self.pending:
            warned, act = self.pending
            self.frame.dialog.accepted.add(warned)
        self.pending = None
        return self._handle(act)

    def _act(self, request: Request) -> Act:
        state = self.frame.state
        rows = self.entry().rows(request.table) if request.table else []
        marked = tuple(n for n, row in enumerate(rows) if (request.table, id(row)) in state.marks)
        return Act(request.code, state.name, request.cursor, request.table, request.row, marked)

    def _handle(self, act: Act) -> Turn:
        """The dialog's handler first, then what every screen can do."""
        dialog, screen = self.frame.dialog, self.frame.state.name
        handler = dialog.handler(screen, act.code)
        if handler is None:
            return self._standard(act)
        if refused := dialog.key_refusal(screen, act.code):
            return Turn(message=error(refused))
        entry = self.entry()
        before = entry.places()
        try:
            return handler(act)
        except Warned as warned:
            self.pending = ((warned.message, warned.field, *warned.slots.values()), act)
            raise
        finally:
            if self.frames and entry.state is self.frame.state:
                entry.keep_places(before)
                entry.remember()

    def _standard(self, act: Act) -> Turn:
        match act.code:
            case "help":
                self.popups.append(self._help(act))
            case "values":
                return self._values(act)
            case "mark" | "mark_all" | "unmark_all":
                return self._mark(act)
            case "next_tab" | "previous_tab":
                return self._step_tab(1 if act.code == "next_tab" else -1)
            case code if code.startswith("tab_"):
                return Turn(tab=code.removeprefix("tab_"))
            case "check" | "live":
                return STAY
            case code:
                return Turn(message=error("function-not-here", function=code))
        return STAY

    # --- leaving -----------------------------------------------------------------------------------------------------
    def _leave(self, act: Act) -> Turn:
        dialog, state = self.frame.dialog, self.frame.state
        self.pending = None
        if act.code != "exit" and (handler := dialog.handler(state.name, act.code)):
            return handler(act)
        whole = act.code == "exit" or len(self.frame.screens) == 1
        loses = whole or dialog.leaves(state.name, act.code)
        go = self._end_transaction if whole else self._step_back
        if loses and (dialog.unsaved() or (state.rejected and not self._on_first())):
            return self._asked(go)
        return go()

    def _on_first(self) -> bool:
        return len(self.frame.screens) == 1

    def _end_transaction(self) -> Turn:
        return END

    def _step_back(self) -> Turn:
        dialog = self.frame.dialog
        if dialog.leaves(self.frame.state.name, "back"):
            dialog.discard()
        if len(self.frame.screens) > 1:
            self.frame.screens.pop()
        if not self.frame.called:
            self.frame.screens[0].name = self.frame.transaction.screen
        self.serial += 1
        if self._on_first():
            self._propose()
        return STAY

    # --- fields ------------------------------------------------------------------------------------------------------
    def entry(self) -> Entry:
        """The fields of the present screen."""
        return Entry(self.machinery, self.frame.dialog, self.screen, self.frame.state)

    def _propose(self) -> None:
        self.entry().propose()

    def _first_rejection(self, entry: Entry) -> Turn:
        path, message = entry.first_rejection()
        return Turn(message=message, cursor=path)

    def _paste(self, entry: Entry, request: Request) -> Turn:
        entry.take(request.changes)
        count = entry.paste(request.pasted, request.cursor)
        if entry.state.rejected:
            self.popups.append(Notice("paste", self.machinery.texts.find("title.paste"), entry.complaints()))
            return self._first_rejection(entry)
        turn = self._handle(Act("check", entry.state.name, request.cursor, request.table, request.row))
        return (
            turn if turn.message else Turn(turn.screen, Message(MessageType.SUCCESS, "lines-pasted", {"count": count}))
        )

    def _help(self, act: Act) -> Popup:
        return help_for(self.machinery, self.entry(), act.cursor)

    def _values(self, act: Act) -> Turn:
        entry = self.entry()

        def chosen(text: str) -> Turn:
            entry.take({act.cursor: text})
            rejected = entry.state.rejected.get(act.cursor)
            return Turn(message=entry.first_rejection()[1]) if rejected else Turn(cursor=act.cursor)

        help_ = possible_entries(self.machinery, entry, act.cursor, chosen)
        if help_ is None:
            return Turn(message=error("no-values", field=entry.label(act.cursor)))
        if len(help_.hits.rows) == 1 and help_.typed:
            return chosen(help_.hits.rows[0][0])
        self.popups.append(help_)
        return STAY

    def _mark(self, act: Act) -> Turn:
        rows = self.entry().rows(act.table) if act.table else []
        marks = self.frame.state.marks
        if act.code == "mark_all":
            marks |= {(act.table, id(row)) for row in rows}
        elif act.code == "unmark_all":
            marks.clear()
        elif 0 <= act.row < len(rows):
            marks ^= {(act.table, id(rows[act.row]))}
        else:
            return Turn(message=error("choose-a-row"))
        return STAY

    # --- tabs and cursor ---------------------------------------------------------------------------------------------
    def _step_tab(self, step: int) -> Turn:
        tabs = self.screen.tabs
        if not tabs:
            return Turn(message=error("no-tabs"))
        return Turn(tab=tabs[(self.frame.state.tab + step) % len(tabs)].name)

    def _open_tab(self, name: str) -> None:
        names = [tab.name for tab in self.screen.tabs]
        if name not in names:
            self.message = error("function-not-here", function=f"tab_{name}")
            return
        self.frame.state.tab = names.index(name)
        self.frame.state.cursor = self.entry().first_open(self.screen.tabs[names.index(name)])

    def _show_field(self, path: str, *, wrong: bool = True) -> None:
        """Put the cursor on a field, opening the tab that has it."""
        state = self.frame.state
        state.cursor = path
        state.wrong = path if wrong else state.wrong
        tabs = [n for n, tab in enumerate(self.screen.tabs) if _has(tab, path)]
        if tabs and state.tab not in tabs and not _stands(self.screen, path):
            state.tab = tabs[0]


def _has(tab: TabDefinition, path: str) -> bool:
    table, _, column = path.partition("[")
    if column:
        name = path.rpartition(".")[2]
        return any(t.rows == table and name in t.columns for t in tab.tables)
    return tab.editor == path or any(path in line.split() for block in tab.blocks for line in block.lines)


def _stands(screen: Screen, path: str) -> bool:
    return _has(TabDefinition("", screen.blocks, screen.tables, screen.editor), path)
