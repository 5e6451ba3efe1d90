"""Popups: questions, lists to choose from, possible entries, help. Each takes its own turns until it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from sdtui.kernel.compose import LazyRows
from sdtui.kernel.dialog import STAY, Ask, Choose, Turn
from sdtui.kernel.messages import error, information
from sdtui.kernel.texts import Texts
from sdtui.kernel.view import (
    Block,
    Column,
    FieldView,
    KeyView,
    Line,
    Paragraphs,
    Part,
    Request,
    Row,
    Table,
    cell_path,
)

HIT_LIMIT = 500
# What a list shows at least of what its keys mean.
LEAST_NAME = 24
LIST = "list"
FILTER = "filter"
# Stands before what the clerk used lately.
RECENT = "*"


@dataclass(frozen=True, slots=True)
class Picture:
    """What a popup shows."""

    id: str
    title: str
    body: tuple[Part, ...]
    keys: tuple[str, ...] = ()
    answers: tuple[KeyView, ...] = ()
    cursor: str = ""


class Popup(Protocol):
    """A popup; ``done`` closes it before the turn that it returned is carried out."""

    done: bool

    def picture(self, texts: Texts) -> Picture:
        """How it looks now."""
        ...

    def turn(self, request: Request) -> Turn:
        """One turn in the popup."""
        ...


class Question:
    """A question that one key answers; Enter, F12 and Esc give the last, harmless answer."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.done = False

    def picture(self, texts: Texts) -> Picture:
        body = Paragraphs(tuple(texts.fill(f"question.{self.ask.id}", self.ask.slots).split("\n")))
        answers = [
            KeyView(f"answer_{id}", (texts.find(f"answer.{id}.key"),), texts.find(f"answer.{id}"), answer=True)
            for id in self.ask.answers
        ]
        last = answers[-1]
        answers.append(KeyView(last.code, ("enter", "f12", "escape", "f3"), "", shown=False))
        return Picture(f"question.{self.ask.id}", texts.find("title.question"), (body,), answers=tuple(answers))

    def turn(self, request: Request) -> Turn:
        answer = self.ask.answers.get(request.code.removeprefix("answer_"))
        if answer is None:
            return STAY
        self.done = True
        return answer()


@dataclass(slots=True)
class Notice:
    """Running text to read: help, a long text, a log.

    ``fields`` are labels and texts below it, ``side_by_side`` of them on a line. F1 turns to what ``further`` says.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]
    fields: tuple[tuple[str, str], ...] = ()
    side_by_side: int = 1
    further: Notice | None = None
    turned: bool = False
    done: bool = False

    def picture(self, texts: Texts) -> Picture:
        if self.turned and self.further:
            return self.further.picture(texts)
        width = 40 if self.side_by_side == 1 else max((len(text) for _, text in self.fields), default=0)
        groups = [(FieldView(f"fact_{n}", text, label, width=width),) for n, (label, text) in enumerate(self.fields)]
        lines = [Line(tuple(groups[n : n + self.side_by_side])) for n in range(0, len(groups), self.side_by_side)]
        facts: tuple[Part, ...] = (Block(tuple(lines)),) if lines else ()
        keys = ("check", "help", "cancel") if self.further else ("check", "cancel")
        return Picture(f"notice.{self.id}", self.title, (Paragraphs(self.paragraphs), *facts), keys)

    def turn(self, request: Request) -> Turn:
        self.done = self.turned or not self.further or request.code != "help"
        self.turned = not self.done
        return STAY


class ChooseRow:
    """A short list; Enter takes the row under the cursor."""

    def __init__(self, choose: Choose, start: int = 0) -> None:
        self.choose = choose
        self.start = start
        self.done = False

    def picture(self, texts: Texts) -> Picture:
        labels = [texts.find(f"heading.{column}", f"label.{column}") for column in self.choose.columns]
        table = list_table(labels, self.choose.rows)
        title = texts.find(f"title.{self.choose.id}")
        cursor = cell_path(LIST, self.start, "c0")
        return Picture(f"choose.{self.choose.id}", title, (table,), ("check", "choose", "cancel"), cursor=cursor)

    def turn(self, request: Request) -> Turn:
        if request.code in ("check", "choose"):
            if 0 <= request.row < len(self.choose.rows):
                self.done = True
                return self.choose.chosen(request.row)
            return Turn(message=error("choose-a-row"))
        self.done = True
        return STAY


class SessionActs(Protocol):
    """What the session list may do."""

    def rows(self) -> Sequence[tuple[str, str, str]]:
        """Number, T-code and title of each session."""
        ...

    def switch(self, index: int) -> Turn:
        """Go to a session."""
        ...

    def open(self) -> Turn:
        """Open another session."""
        ...

    def close(self, index: int) -> Turn:
        """End a session."""
        ...


class SessionList:
    """The list behind ``/o``: go to a session, open another, end one."""

    def __init__(self, acts: SessionActs) -> None:
        self.acts = acts
        self.done = False

    def picture(self, texts: Texts) -> Picture:
        labels = [texts.find(f"heading.{name}") for name in ("session", "transaction", "title")]
        table = list_table(labels, self.acts.rows())
        return Picture(
            "sessions", texts.find("title.sessions"), (table,), ("check", "new_session", "end_session", "cancel")
        )

    def turn(self, request: Request) -> Turn:
        self.done = True
        chosen = request.row if 0 <= request.row < len(self.acts.rows()) else 0
        match request.code:
            case "check" | "choose":
                return self.acts.switch(chosen)
            case "new_session":
                return self.acts.open()
            case "end_session":
                return self.acts.close(chosen)
            case _:
                return STAY


@dataclass(frozen=True, slots=True)
class Hits:
    """Values found for F4: ids of the column labels, and rows that begin with the key.

    Value tables give numbers and dates as they are; the hit list has them in the clerk's notation, numbers stand right.
    ``recent`` are the rows that the clerk used lately, ``narrowed`` the facts of the screen but for which there might
    be more.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    more: bool = False
    right: frozenset[int] = frozenset()
    recent: frozenset[int] = frozenset()
    narrowed: tuple[str, ...] = ()


class Search(Protocol):
    """Finds possible entries by what the clerk typed; the facts ``aside`` of the screen do not narrow it."""

    def __call__(self, text: str, limit: int, aside: Collection[str] = ()) -> Hits: ...


@dataclass(slots=True)
class ValueHelp:
    """Possible entries of a field: a list that narrows while the clerk types.

    ``aside`` are the facts of the screen that he has put aside to see everything.
    """

    title: str
    search: Search
    chosen: Callable[[str], Turn]
    typed: str = ""
    start: str = ""
    aside: tuple[str, ...] = ()
    done: bool = False
    hits: Hits = field(init=False)
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self._look()

    def _look(self) -> None:
        self.hits = self.search(self.typed, HIT_LIMIT, self.aside)

    def picture(self, texts: Texts) -> Picture:
        entry = FieldView(FILTER, self.typed, texts.find("label.filter"), length=40, width=40, open=True, live=True)
        labels = [texts.find(f"heading.{column}", f"label.{column}") for column in self.hits.columns]
        keys = [row[0] for row in self.hits.rows]
        top = keys.index(self.start) if self.start in keys else 0
        empty = texts.find("text.no-entries")
        table = list_table(labels, self.hits.rows, empty, self.hits.right, self.hits.recent, self.widths)
        # the list does not draw back while it narrows, so that what the clerk reads stays where it is
        self.widths = tuple(column.width for column in table.columns[-len(labels) :])
        cursor = cell_path(LIST, top, "c0") if self.start in keys else FILTER
        body: tuple[Part, ...] = (Block((Line(((entry,),)),)), Paragraphs((self._summary(texts),)), table)
        other = ("lift_restriction",) if self.hits.narrowed else ("restrict",) if self.aside else ()
        return Picture("values", self.title, body, ("check", "choose", *other, "cancel"), cursor=cursor)

    def _summary(self, texts: Texts) -> str:
        """How many there are, what narrows them, and what the mark means."""
        count = len(self.hits.rows)
        found = "text.more-hits" if self.hits.more else "text.one-hit" if count == 1 else "text.hits"
        parts = [texts.fill(found, {"limit": HIT_LIMIT, "count": count})]
        if self.hits.narrowed or self.aside:
            narrowed = "narrowed" if self.hits.narrowed else "widened"
            parts.append(texts.find(f"text.{narrowed}.{(self.hits.narrowed or self.aside)[0]}", f"text.{narrowed}"))
        if self.hits.recent:
            parts.append(texts.fill("text.recent", {"mark": RECENT}))
        return " · ".join(parts)

    def turn(self, request: Request) -> Turn:
        if FILTER in request.changes:
            self.typed = request.changes[FILTER]
            self.start = ""
            self._look()
        match request.code:
            case "live":
                return STAY
            case "lift_restriction" | "restrict":
                self.aside = () if self.aside else self.hits.narrowed
                self._look()
                return STAY
            case "check" | "choose":
                return self._choose(request)
            case _:
                self.done = True
                return STAY

    def _choose(self, request: Request) -> Turn:
        if not self.hits.rows:
            return Turn(message=information("no-hits"))
        self.done = True
        row = request.row if 0 <= request.row < len(self.hits.rows) and FILTER not in request.changes else 0
        return self.chosen(str(self.hits.rows[row][0]))


def list_table(
    labels: Sequence[str],
    rows: Sequence[Sequence[object]],
    empty: str = "",
    right: frozenset[int] = frozenset(),
    recent: frozenset[int] = frozenset(),
    least: Sequence[int] = (),
) -> Table:
    """A list of texts whose rows are chosen; columns are as wide as their widest text among the first rows.

    The columns in ``right`` hold numbers. Where there are ``recent`` rows, a column of its own marks them. No column
    is narrower than ``least`` has it.
    """
    texts = [[label, *(str(row[n]) for row in rows[:HIT_LIMIT])] for n, label in enumerate(labels)]
    widths = [max(map(len, column)) for column in texts]
    widths = list(map(max, widths, least)) if least else widths
    columns = tuple(
        Column(f"c{n}", label, widths[n], n in right, len(labels) - n, LEAST_NAME if n == 1 else 0)
        for n, label in enumerate(labels)
    )

    mark = (Column("recent", RECENT, 1, need=len(labels) + 1),) if recent else ()

    def make(index: int) -> Row:
        cells = [FieldView(cell_path(LIST, index, each.name), RECENT * (index in recent), width=1) for each in mark]
        cells += [
            FieldView(cell_path(LIST, index, f"c{n}"), str(text), width=columns[n].width, right=n in right)
            for n, text in enumerate(rows[index])
        ]
        return Row(tuple(cells))

    return Table(LIST, (*mark, *columns), LazyRows(len(rows), make), len(rows), choice=True, empty_text=empty)


def ask_first(waiting: Turn, go: Callable[[], Turn]) -> Turn:
    """``waiting`` with what it asks: after a choice or an onward answer, and all that these ask, it goes on."""

    def onward(done: Turn) -> Turn:
        if done.ask:
            return ask_first(done, go)
        after = go()
        return after if after.message else replace(after, message=done.message)

    match waiting.ask:
        case Choose() as choose:

            def chosen(row: int) -> Turn:
                return onward(choose.chosen(row))

            return replace(waiting, ask=replace(choose, chosen=chosen))
        case Ask() as ask:
            given = {id: _then(answer, onward) if id in ask.onward else answer for id, answer in ask.answers.items()}
            return replace(waiting, ask=replace(ask, answers=given))
        case None:
            return waiting


def _then(answer: Callable[[], Turn], onward: Callable[[Turn], Turn]) -> Callable[[], Turn]:
    return lambda: onward(answer())


def as_popup(ask: Ask | Choose) -> Popup:
    """The popup for what a dialog asks."""
    return Question(ask) if isinstance(ask, Ask) else ChooseRow(ask)
