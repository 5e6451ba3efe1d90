"""A session: a stack of running transactions and the popups on top of them; it takes one turn after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sdtui.domain.errors import SdtuiError
from sdtui.kernel.definitions import Screen
from sdtui.kernel.dialog import END, STAY, Act, Ask, Call, Choose, Turn, Warned
from sdtui.kernel.entry import Entry, Places
from sdtui.kernel.frame import Frame
from sdtui.kernel.in_place import SEVERAL
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.messages import Message, error
from sdtui.kernel.popups import Notice, Popup, as_popup, ask_first
from sdtui.kernel.standard import paste, standard, values
from sdtui.kernel.view import MessageType, Request

UNCHECKED = frozenset({"back", "exit", "cancel", "help", "values", "mark", "mark_all", "unmark_all", "delete_line"})
LEAVING = frozenset({"back", "exit", "cancel"})


class Session:
    """One of the clerk's sessions; without a frame it shows the start menu.

    ``pending`` is a warning that waits to be accepted: its key, and what Enter then does.
    """

    def __init__(self, machinery: Machinery) -> None:
        self.machinery = machinery
        self.frames: list[Frame] = []
        self.popups: list[Popup] = []
        self.message: Message | None = None
        self.pending: tuple[tuple[object, ...], Callable[[], Turn]] | None = None
        self.serial = 0

    @property
    def frame(self) -> Frame:
        """The running transaction."""
        return self.frames[-1]

    @property
    def screen(self) -> Screen:
        """The definition of the present screen."""
        return self.frame.screen

    @property
    def asks(self) -> bool:
        """Whether a popup must be answered before anything else."""
        return bool(self.popups) or bool(self.frames and self.screen.popup)

    def entry(self) -> Entry:
        """The fields of the present screen."""
        return Entry(self.machinery, self.frame.dialog, self.screen, self.frame.state)

    def unsaved(self) -> bool:
        """Whether ending this session would lose something."""
        return any(frame.unsaved() for frame in self.frames)

    def turn(self, request: Request) -> None:
        """Take one turn; refusals become the message. Help leaves the message that it explains."""
        reads = isinstance(self.popups[-1], Notice) if self.popups else request.code == "help"
        if not reads:
            self.message = None
        self.guarded(lambda: self._popup_turn(request) if self.popups else self._screen_turn(request))

    def guarded(self, act: Callable[[], Turn]) -> None:
        """Carry out ``act`` and its turn; what the domain refuses becomes a message with its field."""
        try:
            self.follow(act())
        except SdtuiError as refusal:
            self.message = self.machinery.refusal(refusal)
            if self.frames and self.message.type is MessageType.ABEND:
                self._end()
            if self.frames and refusal.field:
                self._show_refused(refusal.field)
                label = self.entry().label(self.frame.state.cursor)
                self.message = replace(self.message, slots={"field": label, **self.message.slots})

    def _show_refused(self, path: str) -> None:
        """Put the cursor on a refused field; an error on another screen is corrected there, a warning accepted here."""
        frame = self.frame
        if frame.show_field(path, wrong=True) or self.pending:
            return
        screen, there = frame.dialog.place_of(frame.state.name, path)
        if screen:
            if screen != frame.state.name:
                self._go(screen, "")
            frame.show_field(there, wrong=True)

    # --- transactions ------------------------------------------------------------------------------------------------
    def start(
        self, tcode: str, parameters: Mapping[str, str] | None = None, *, key: str = "", skip_first: bool = False
    ) -> Turn:
        """Start a transaction on top of the stack; raises when the clerk must not.

        A ``key`` is typed into the field of the transaction's key and, where there is one, skips the first screen too.
        """
        transaction = self.machinery.transaction(tcode)
        if parameters:
            self.machinery.parameters.update(parameters)
        dialog = self.machinery.dialog(transaction)
        self.frames.append(Frame(self.machinery.definitions, dialog))
        self.pending = None
        self.serial += 1
        entry = self.entry()
        entry.propose()
        keyed = entry.key_field() if key else ""
        if keyed:
            entry.take({keyed: key})
        self.follow(dialog.entered(transaction.screen))
        if skip_first or keyed:
            self.guarded(
                lambda: self._wrong(self.entry()) or self.handle(Act("check", self.frame.state.name, direct=True))
            )
        return STAY

    def end_all(self) -> None:
        """End every transaction of the session; what was not saved is gone."""
        while self.frames:
            self._end()
        self.popups.clear()

    def _end(self) -> None:
        self.serial += 1
        self.pending = None
        self.frames.pop().dialog.discard()

    # --- turns -------------------------------------------------------------------------------------------------------
    def follow(self, turn: Turn) -> None:
        """Carry out what a dialog answered."""
        if turn.message:
            self.message = turn.message
        if turn.ask:
            self.popups.append(as_popup(self._worded(turn.ask)))
        if turn.end and self.frames:
            self._end()
            self._resume()
        if turn.call:
            self._call(turn.call)
        if not self.frames:
            return
        if turn.screen:
            self._go(turn.screen, turn.over)
        if turn.tab:
            self._open_tab(turn.tab)
        self._place(turn)

    def _place(self, turn: Turn) -> None:
        """The place of the cursor and of the scrolled table."""
        if self.frames and turn.cursor:
            self.frame.show_field(turn.cursor, wrong=False)
        if self.frames and turn.top is not None:
            self.frame.state.top = turn.top
        if turn.typed:
            self._type(turn.typed)
        if turn.refusals:
            self.entry().refuse(turn.refusals)

    def _resume(self) -> None:
        """Back in the transaction that called the one that has ended."""
        if self.frames:
            self.follow(self.frame.dialog.resumed(self.frame.state.name))

    def _type(self, texts: Mapping[str, str]) -> None:
        entry = self.entry()
        entry.take(texts)
        self.follow(self.handle(Act("check", self.frame.state.name, wrong=tuple(entry.state.rejected))))

    def _worded(self, asked: Ask | Choose) -> Ask | Choose:
        """A question with its slots, or a list with its cells, in the clerk's notation."""
        if isinstance(asked, Choose):
            shown = [[cell if isinstance(cell, str) else self.machinery.shown(cell) for cell in r] for r in asked.rows]
            return replace(asked, rows=shown)
        return replace(asked, slots={name: self.machinery.shown(value) for name, value in asked.slots.items()})

    def _call(self, call: Call) -> None:
        """Run another transaction on top; one that skipped its first screen has none to go back to."""
        self.start(call.tcode, call.parameters, skip_first=call.skip_first and not call.codes)
        for code in call.codes:
            act = Act(code, self.frame.state.name, direct=True)
            self.guarded(lambda act=act: self._wrong(self.entry()) or self.handle(act))
            if self._stopped():
                break
        if call.skip_first and self.frame.on_first and self._stopped() and not (call.enter or self.pending):
            self._end()
            self._resume()
        elif call.skip_first and not self.screen.popup:
            self.frame.skip_first()

    def _stopped(self) -> bool:
        """Whether the message keeps what follows from being done."""
        return bool(self.message) and self.message.type not in (MessageType.SUCCESS, MessageType.INFORMATION)

    def _go(self, name: str, over: str) -> None:
        frame = self.frame
        frame.go_down(over)
        if name == frame.transaction.screen and frame.called:
            self._end()
            self._resume()
            return
        frame.go(name)
        self.serial += 1
        if frame.on_first:
            frame.state.cursor = ""
            self.entry().propose()

    def _open_tab(self, name: str) -> None:
        tab = self.frame.open_tab(name)
        if tab is None:
            self.message = error("function-not-here", function=f"tab_{name}")
        else:
            self.frame.state.cursor = self.entry().first_open(tab)

    def _popup_turn(self, request: Request) -> Turn:
        popup = self.popups[-1]
        try:
            if not self.frames:
                return popup.turn(request)
            return self._watched(Act("check", self.frame.state.name), lambda _: popup.turn(request))
        finally:
            if popup.done:
                self.popups[:] = [other for other in self.popups if other is not popup]

    def _screen_turn(self, request: Request) -> Turn:
        entry, pending = self.entry(), self.pending
        helps = request.code == "help"
        self.pending = pending if helps else None
        entry.state.wrong = entry.state.wrong if helps else ""
        entry.state.top = self._scrolled(request)
        if not self._drops(request.code):
            entry.take(request.changes)
        act = self._act(entry, request)
        if act.code == "paste":
            return paste(self, entry, act)
        if act.code in LEAVING:
            return self._leave(act)
        waits = act.code not in UNCHECKED and not self.frame.dialog.works_around(act.screen, act.code)
        if waits and (wrong := self._wrong(entry, whole=act.code == "save")):
            return wrong
        if act.code == "check" and pending and not request.changes:
            self.frame.dialog.accepted.add(pending[0])
            return pending[1]()
        return self.handle(act)

    def _scrolled(self, request: Request) -> int | None:
        """Where a list is scrolled to, for when the clerk comes back to it."""
        listed = any(table.cells and table.rows == request.table for table in self.screen.tables)
        return request.top if listed and request.top >= 0 else None

    def _drops(self, code: str) -> bool:
        """Cancelling a detail or a popup drops what was just typed there; leaving a whole document asks instead."""
        frame = self.frame
        return code == "cancel" and not frame.on_first and not frame.dialog.leaves(frame.state.name, code)

    def _act(self, entry: Entry, request: Request) -> Act:
        """The act, with the cursor on the line that what was typed has gone to."""
        state = entry.state
        state.cursor, row = entry.placed(request.cursor), entry.placed_row(request.table, request.row)
        marked = tuple(
            n for n, line in enumerate(entry.rows(request.table)) if (request.table, id(line)) in state.marks
        )
        path = state.cursor.removesuffix(".text")
        return Act(
            request.code,
            state.name,
            path,
            request.table,
            row,
            marked,
            request.pasted,
            top=request.top,
            wrong=tuple(entry.state.rejected),
        )

    def _wrong(self, entry: Entry, *, whole: bool = True) -> Turn | None:
        """What keeps the screen from being left forward: a text that could not be taken, a required field.

        What other tabs require is asked for when the ``whole`` is to be saved.
        """
        if entry.state.rejected:
            path, message = entry.first_rejection()
            # several entries have the words that were typed: the list of them asks which is meant
            return values(self, path) if message.slots["id"] == SEVERAL else Turn(message=message, cursor=path)
        if missing := entry.missing_required(whole=whole):
            entry.state.wrong = missing
            return Turn(message=error("required-field", missing, field=entry.label(missing)), cursor=missing)
        return None

    def first_rejection(self, entry: Entry) -> Turn:
        path, message = entry.first_rejection()
        return Turn(message=message, cursor=path)

    def handle(self, act: Act) -> Turn:
        """The dialog's handler first, then what every screen can do."""
        dialog, screen = self.frame.dialog, self.frame.state.name
        if refused := dialog.key_refusal(screen, act.code):
            return Turn(message=error(refused))
        handler = dialog.handler(screen, act.code)
        return self._watched(act, handler) if handler else standard(self, act)

    def _watched(self, act: Act, work: Callable[[Act], Turn]) -> Turn:
        """Let a dialog work; texts and marks follow their rows, and a warning knows what Enter goes on with."""
        entry = self.entry()
        before = entry.places()
        try:
            return work(act)
        except Warned as warned:
            if self.pending is None:
                self.pending = (warned.key, self._again(act, entry, before))
            raise
        finally:
            if self.frames and entry.state is self.frame.state:
                entry.keep_places(before)
                entry.remember()

    def _again(self, act: Act, entry: Entry, before: Places) -> Callable[[], Turn]:
        """What goes on when a warning is accepted; lines that an act added or deleted are not so once more."""
        moved = act.code != "save" and {t: len(r) for t, r in before.items()} != {
            t: len(r) for t, r in entry.places().items()
        }
        repeated = replace(act, code="check") if moved else act
        return lambda: self.handle(repeated)

    # --- leaving -----------------------------------------------------------------------------------------------------
    def leave_then(self, next_: Callable[[], Turn]) -> Turn:
        """Ask about unsaved input, end every transaction, then ``next_``."""

        def go() -> Turn:
            self.end_all()
            return next_()

        return self._asked(self._save_all, go, several=True) if self.unsaved() else go()

    def _asked(self, save: Callable[[], Turn | None], go: Callable[[], Turn], *, several: bool = False) -> Turn:
        """Ask whether to ``save`` before ``go``; with ``several`` transactions what is saved may not be all."""

        def save_first() -> Turn:
            try:
                waiting = save()
            except Warned as warned:
                self.pending = (warned.key, save_first)
                raise
            return ask_first(waiting, save_first if several else go) if waiting else go()

        return Turn(ask=Ask("save-first", {"yes": save_first, "no": go, "cancel": lambda: STAY}))

    def _save_this(self) -> Turn | None:
        """Save the running transaction; the turn that has to be taken first, if any."""
        if wrong := self._wrong(self.entry()):
            return wrong
        saved = self.frame.dialog.save()
        self.message = saved.message
        return saved if saved.ask else None

    def _save_all(self) -> Turn | None:
        """Save all that is unsaved, the topmost first; what stands above it and holds nothing is ended."""
        while self.unsaved():
            if self.frame.unsaved() and (waiting := self._save_this()):
                return waiting
            self._end()
        return None

    def _leave(self, act: Act) -> Turn:
        dialog, frame = self.frame.dialog, self.frame
        if act.code != "exit" and (handler := dialog.handler(frame.state.name, act.code)):
            waits = act.code == "back" and not dialog.works_around(frame.state.name, act.code)
            return self.first_rejection(self.entry()) if waits and frame.state.rejected else handler(act)
        whole = act.code == "exit" or frame.on_first
        go = self._end_transaction if whole else self._step_back
        if whole or dialog.leaves(frame.state.name, act.code):
            return self._asked(self._save_this, go) if frame.unsaved() else go()
        if act.code == "back" and frame.state.rejected and not frame.screen.popup:
            return self.first_rejection(self.entry())
        return go()

    def _end_transaction(self) -> Turn:
        return END

    def _step_back(self) -> Turn:
        frame = self.frame
        if frame.dialog.leaves(frame.state.name, "back"):
            frame.dialog.discard()
        frame.step_back()
        self.serial += 1
        if frame.on_first:
            self.entry().propose()
        return STAY
