"""A clerk at the real glass who presses anything, and what must be true after each of his keys."""

from __future__ import annotations

import errno
import logging
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from pathlib import Path
from typing import Any

from sdtui.domain.customer import CustomerPartner
from sdtui.domain.sales_document import SalesDocument
from sdtui.kernel.conversion import NO
from sdtui.kernel.desk import Desk
from sdtui.kernel.view import Block, Editor, FieldView, MessageType, MessageView, Request, Table, View, split_cell
from sdtui.services.bundle import Services
from sdtui.services.files import Files
from sdtui.services.master_records import MasterRecords
from sdtui.services.saving import without_blank_texts
from sdtui.tui.decoder import Decoder
from sdtui.tui.keys import Key
from sdtui.tui.session import Session
from sdtui.tui.themes import DARK
from tests.scenarios.corpus import FITTING

# What a frame may hold besides printable text.
SEQUENCES = re.compile(r"\x1b\[[0-9;]*[mHKXCJ]|\x1b\[\?25[lh]|\a")
KEEPING = frozenset({"check", "save"})


class Watch(logging.Handler):
    """Collects what the program logs of its own faults."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.faults.append(self.format(record))


class Watched:
    """The desk behind the glass; each turn is checked as it comes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.progress: Callable[[int], bool] | None = None
        self.saved: list[str] = []
        self.asked: list[Request] = []

    def view(self) -> View:
        return self.desk.view()

    def turn(self, request: Request) -> View:
        shown = self.desk.view()
        screen, lines = shown.screen, {part.name: part.filled for part in shown.body if isinstance(part, Table)}
        self.asked.append(request)
        self.desk.progress = self.progress
        view = self.desk.turn(request)
        if view.message and view.message.type is MessageType.ERROR and view.screen == screen:
            check_kept(request, lines, view)
        return view

    def warm(self) -> None:
        """Connect, and compare each document and master that is saved from now on with what is stored of it."""
        self.desk.warm()
        services: Services = self.desk.machinery.connection.services
        self._watch_masters(services.customers.records)
        self._watch_masters(services.materials.records)
        sales = services.sales_documents
        save = sales.save

        def save_and_read(document: SalesDocument, before: SalesDocument, tcode: str) -> str:
            number = save(document, before, tcode)
            assert as_stored(document) == as_stored(sales.load(number)), number
            self.saved.append(number)
            return number

        vars(sales)["save"] = save_and_read

    def _watch_masters(self, records: MasterRecords[Any]) -> None:
        save = records.save

        def save_and_read(*facts: Any, **more: Any) -> Any:
            saved = save(*facts, **more)
            assert same_master(records.find(saved.number), saved), saved.number
            self.saved.append(saved.number)
            return saved

        vars(records)["save"] = save_and_read

    def beat(self) -> str:
        return self.desk.beat()


def same_master(stored: Any, saved: Any) -> bool:
    """Whether masters consist of the same, their lines in whatever order; names of partners are only shown."""

    def lines(value: list[Any]) -> list[Any]:
        return [replace(line, name="") if isinstance(line, CustomerPartner) else line for line in value]

    def same(one: Any, other: Any) -> bool:
        if not isinstance(one, list):
            return bool(one == other)
        return len(one) == len(other) and all(line in lines(other) for line in lines(one))

    return all(same(getattr(stored, part.name), getattr(saved, part.name)) for part in dataclass_fields(saved))


class Caged(Files):
    """Files of one folder, whatever a storm writes before their names."""

    def _place(self, name: str) -> Path:
        place = super()._place(name)
        if self.folder() not in (Path(os.path.normpath(place)), *Path(os.path.normpath(place)).parents):
            raise PermissionError(errno.EACCES, "outside the folder of the storm")
        return place


def as_stored(document: SalesDocument) -> SalesDocument:
    """A document without who saved it when, and without what nobody wrote."""
    blank = SalesDocument()
    stamps = {name: getattr(blank, name) for name in ("created_by", "created_on", "changed_by", "changed_at")}
    return replace(without_blank_texts(document), **stamps)


def fields(view: View) -> Iterator[FieldView]:
    """Everything on a screen that holds a text; of tables the filled rows."""
    for part in view.body:
        match part:
            case Block():
                yield from (f for line in part.lines for group in line.groups for f in group)
            case Table():
                for n in range(part.filled):
                    yield from part.rows[n].cells
            case Editor():
                yield FieldView(part.path, part.text, open=part.open, error=part.error)
            case _:
                pass


def check_kept(request: Request, lines: Mapping[str, int], after: View) -> None:
    """What was typed stands there still after an error: as it was typed, or as what it was understood as."""
    if request.code not in KEEPING or after.popup:
        return
    shown = {field.path: field for field in fields(after)}
    same_lines = lines == {part.name: part.filled for part in after.body if isinstance(part, Table)}
    for path, text in request.changes.items():
        field = shown.get(path)
        if field is None or not field.open or text.strip(" 0.,-") == "" or (split_cell(path) and not same_lines):
            continue
        assert field.text.strip() or text.strip().lower() in NO, f"{path}: {text!r} is gone"


class Storm:
    """Drives a desk through the glass as a terminal does: bytes in, frames out."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.machine = Watched(desk)
        self.desk = desk
        self.watch = Watch()
        self.session = Session(self.machine, DARK, (80, 24))
        self.decoder = Decoder()
        self.machine.warm()
        services: Services = desk.machinery.connection.services
        self.folder, files = folder, Caged(folder=lambda: folder)
        services.files = services.list_export.files = services.item_import.files = services.value_tables.files = files

    # --- doing -------------------------------------------------------------------------------------------------------
    def key(self, name: str, text: str = "") -> None:
        self._handle([Key(name, text)])

    def type(self, text: str) -> None:
        """Typed characters, as the bytes that a terminal sends."""
        keys = self.decoder.feed(text.encode("utf-8", "surrogatepass"))
        self._handle(keys + self.decoder.flush())

    def paste(self, text: str, bracketed: bool = True) -> None:
        if bracketed:
            self.type(f"\x1b[200~{text}\x1b[201~")
        else:
            self._handle([Key("paste", text)])

    def click(self, y: int, x: int) -> None:
        self._handle([Key("click", x=x, y=y)])

    def enter_field(self, number: int) -> None:
        """Click into one of the open fields that are in view."""
        spots = [spot for spot in self.session.model.picture().spots.values() if spot.view.open]
        if spots:
            spot = spots[number % len(spots)]
            self.click(spot.y, spot.x)

    def place(self, name: str) -> None:
        """Click into the field of that name, or the last open cell of that column, that is in view."""
        spots = [spot for spot in self.session.model.picture().spots.values() if spot.view.open]
        named = [spot for spot in spots if spot.view.path.rpartition(".")[2] == name]
        if named:
            self.click(named[-1].y, named[-1].x)

    def fill(self, name: str, text: str) -> None:
        """Type over the field of that name, if it is there."""
        self.place(name)
        if self.session.model.state.active.rpartition(".")[2] == name:
            self.key("ctrl+u")
            self.type(text)

    def mend(self) -> None:
        """As long as there are errors: empty the field that has one, else fill it, else delete its line."""
        refused: MessageView | None = None
        times = 0
        for _ in range(20):
            message = self.session.model.view.message
            view = self.session.model.view
            if self.session.ended or view.menu or not message or message.type is not MessageType.ERROR:
                break
            times = times + 1 if message == refused else 0
            fitting = FITTING.get(self.session.model.state.active.rpartition(".")[2], "")
            if times > 1:
                self.key("ctrl+d")
                self.key("y", "y")
            elif times and fitting:
                self.type(fitting)
            else:
                self.key("ctrl+u")
            self.key("enter")
            refused = message

    def command(self, text: str) -> None:
        self.key("ctrl+/")
        self.key("ctrl+u")
        self.type(text)
        self.key("enter")

    def resize(self, width: int, height: int) -> None:
        self.session.resize(width, height)
        self.look()

    def beat(self) -> None:
        self.machine.beat()

    def _handle(self, keys: list[Key]) -> None:
        for key in keys:
            self.session.handle([key])
        self.look()

    # --- looking -----------------------------------------------------------------------------------------------------
    def look(self) -> None:
        """The picture is whole and harmless, and no fault of the program was met."""
        view = self.session.model.view
        assert not self.watch.faults, self.watch.faults[0]
        assert not (view.message and view.message.type is MessageType.FAULT), view.message
        canvas, (y, x) = self.session.picture()
        width, height = self.session.size
        assert (canvas.width, canvas.height) == (max(width, 1), max(height, 1))
        assert len(canvas.chars) == len(canvas.roles) == canvas.height
        for row, roles in zip(canvas.chars, canvas.roles, strict=True):
            assert len(row) == len(roles) == canvas.width
        assert 0 <= y < canvas.height, (y, x)
        assert 0 <= x < canvas.width, (y, x)
        hostile = {c for c in set("".join(map("".join, canvas.chars))) if _steers(c)}
        assert not hostile, hostile
        frame = SEQUENCES.sub("", self.session.frame())
        assert not any(_steers(c) for c in frame), repr(frame)

    # --- the end -----------------------------------------------------------------------------------------------------
    def home(self) -> None:
        """From anywhere to the start menu; a question about unsaved input is answered with No."""
        for _ in range(20):
            if not self.session.model.view.popup:
                break
            self.key("escape")
        assert not self.session.model.view.popup, self.session.model.view.screen
        self.command("/n")
        if self.session.model.view.popup:
            self.key("n", "n")
        assert self.session.model.view.menu, self.session.model.view.screen
        assert not self.session.model.view.popup


def _steers(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
