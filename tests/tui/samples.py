"""Screens of every kind, and a machine that is just clever enough to test the glass with."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sdtui.kernel.view import (
    Block,
    Column,
    Editor,
    FieldView,
    KeyView,
    Line,
    MessageType,
    MessageView,
    Paragraphs,
    Request,
    Row,
    Tab,
    Table,
    TabStrip,
    View,
    cell_path,
)

KEYS = (
    KeyView("check", ("enter",), "Check"),
    KeyView("save", ("ctrl+s", "f11"), "Save"),
    KeyView("back", ("f3",), "Back"),
    KeyView("cancel", ("f12", "escape"), "Cancel"),
    KeyView("values", ("f4",), "Values"),
    KeyView("help", ("f1",), "Help"),
    KeyView("reference", ("f8",), "Create with reference"),
    KeyView("flow", ("f5",), "Document flow", enabled=False, reason="Save the document first"),
    KeyView("next_tab", ("f7",), "Next tab"),
    KeyView("choose", ("f2",), "Choose"),
    KeyView("insert_line", ("ctrl+o",), "Insert line"),
    KeyView("delete_line", ("ctrl+d",), "Delete line"),
    KeyView("mark", ("f9",), "Mark"),
    KeyView("exit", ("shift+f3", "ctrl+x"), "Exit"),
)
TABS = TabStrip(
    tuple(
        Tab(f"tab_{n}", label)
        for n, label in enumerate(
            ("Sales", "Item overview", "Item detail", "Ordering party", "Procurement", "Shipping", "Rejection")
        )
    ),
    0,
)
ITEM_COLUMNS = (
    Column("item", "Item", 6, right=True, need=6),
    Column("material", "Material", 18, need=9),
    Column("quantity", "Order quantity", 13, right=True, need=8),
    Column("unit", "Un", 3, need=7),
    Column("description", "Description", 40, need=5),
    Column("category", "ItCa", 4, need=4),
    Column("net_value", "Net Value", 15, right=True, need=3),
    Column("plant", "Plnt", 4, need=2),
    Column("reason", "Rejection reason", 16, need=1),
)
ITEMS = (
    ("10", "DXTR1", "5", "PC", "Deluxe touring bike, black, 28 inches, with light", "AGN", "15,000.00", "MI00", ""),
    ("20", "PRTR1", "2", "PC", "Professional touring bike", "AGN", "6,400.00", "MI00", ""),
    ("30", "GRBX1", "12", "PC", "Gearbox, 8 gears", "AGN", "1,188.00", "MI00", "Too expensive"),
)


def open_field(path: str, text: str = "", label: str = "", width: int = 10, **more: object) -> FieldView:
    return FieldView(path, text, label, **{"length": width, "width": width, "open": True, **more})  # type: ignore[arg-type]


def closed(path: str, text: str = "", label: str = "", width: int = 0, **more: object) -> FieldView:
    return FieldView(path, text, label, width=width, **more)  # type: ignore[arg-type]


def item_row(number: int, texts: Sequence[str], *, new: bool = False) -> Row:
    names = [column.name for column in ITEM_COLUMNS]
    widths = {"material": 18, "quantity": 13, "unit": 3, "reason": 16}
    cells = tuple(
        FieldView(
            cell_path("items", number, name),
            text,
            length=widths.get(name, 40),
            width=widths.get(name, 0),
            open=name in widths,
            right=name in ("quantity", "net_value", "item"),
            values=name in ("material", "unit", "reason"),
            capitals=name == "material",
            style="total" if name == "net_value" else "",
        )
        for name, text in zip(names, texts, strict=True)
    )
    return Row(cells, marked=not new and number == 1)


def items_table(items: Sequence[Sequence[str]] = ITEMS, blank: int = 40) -> Table:
    rows = [item_row(n, texts) for n, texts in enumerate(items)]
    rows += [item_row(len(items) + n, [""] * len(ITEM_COLUMNS), new=True) for n in range(blank)]
    return Table("items", ITEM_COLUMNS, rows, len(items), entry=True, markable=True)


HEADER = Block(
    (
        Line(
            (
                (closed("number", "", "Quotation", 10), closed("type", "Quotation", "", 20)),
                (
                    closed("net_value", "21,400.00", "Net value", 15, right=True, style="total"),
                    closed("currency", "USD", "", 5),
                ),
            )
        ),
        Line(
            (
                (
                    open_field("sold_to", "1000", "Sold-to party", values=True, required=True),
                    closed("sold_to.text", "The Bike Zone · 2144 N Orange Ave · 32804 Orlando", "", 35),
                ),
            )
        ),
        Line(((open_field("ship_to", "", "Ship-to party", required=True), closed("ship_to.text", "", "", 35)),)),
        Line(
            (
                (open_field("reference", "A-4711", "Cust. reference", 20),),
                (open_field("reference_date", "10/24/2026", "Cust. ref. date"),),
            )
        ),
    )
)
SALES = Block(
    (
        Line(
            (
                (open_field("valid_from", "11/24/2026", "Valid from"),),
                (open_field("valid_to", "12/24/2026", "Valid to"),),
                (open_field("delivery_date", "12/08/2026", "Req. deliv. date"),),
            )
        ),
        Line(
            (
                (open_field("probability", "70", "Order prob.", 4, right=True), closed("percent", "%")),
                (closed("expected", "14,980.00", "Expected value", 15, right=True), closed("c2", "USD", "", 5)),
            )
        ),
        Line(((open_field("terms", "NT30", "Payment terms", 4, error=True), closed("terms.text", "30 days net")),)),
    )
)


def form(**more: object) -> View:
    """A quotation: header, tabs, fields of the tab, items with blank rows."""
    view = View(
        "form",
        "Create Quotation: Overview",
        (HEADER, TABS, SALES, items_table()),
        KEYS,
        history=("/nVA23 20000001", "/nVA21", "VA11"),
        transaction="VA21",
        user="clerk",
        system="DEV",
        sessions=2,
        milliseconds=12,
    )
    return dataclasses.replace(view, **more)


class Numbers(Sequence[Row]):
    """Very many rows, made when asked for."""

    def __init__(self, count: int) -> None:
        self.size = count
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        if not 0 <= index < self.size:
            raise IndexError(index)
        self.asked.add(index)
        texts = (str(20_000_000 + index), f"Customer {index % 977}", f"{index * 7 % 9000}.00", "Open")
        names = ("number", "customer", "value", "status")
        return Row(
            tuple(
                FieldView(cell_path("list", index, name), text, right=name == "value", style="good" if n == 3 else "")
                for n, (name, text) in enumerate(zip(names, texts, strict=True))
            )
        )


LIST_COLUMNS = (
    Column("number", "Quotation", 10, need=4),
    Column("customer", "Sold-to party", 35, need=3),
    Column("value", "Net value", 15, right=True, need=2),
    Column("status", "Status", 12, need=1),
)


def listing(count: int = 100_000, *, choice: bool = True, **more: object) -> View:
    table = Table("list", LIST_COLUMNS, Numbers(count), count, choice=choice, empty_text="No entries")
    view = View("list", "List of Quotations", (table,), KEYS, transaction="VA25", user="clerk", system="DEV")
    return dataclasses.replace(view, **more)


def values(filter_: str = "", behind: View | None = None) -> View:
    """A popup with a filter that is asked at each key."""
    cities = ("Orlando", "Berlin", "Warszawa", "Łódź", "München", "東京")
    hits = [(f"{1000 + n}", f"Customer {n}", cities[n % 6]) for n in range(60) if filter_.casefold() in f"customer {n}"]
    columns = (Column("c0", "Customer", 10), Column("c1", "Name", 30), Column("c2", "City", 20))
    rows = [
        Row(tuple(FieldView(cell_path("list", n, f"c{i}"), text) for i, text in enumerate(hit)))
        for n, hit in enumerate(hits)
    ]
    body = (
        Block((Line(((open_field("filter", filter_, "Search", 30, live=True),),)),)),
        Table("list", columns, rows, len(rows), choice=True, empty_text="Nothing found"),
    )
    keys = (KeyView("choose", ("enter",), "Choose"), KeyView("cancel", ("f12", "escape"), "Cancel"))
    return View("values", "Sold-to party", body, keys, user="clerk", popup=True, behind=behind or form())


def question(behind: View | None = None) -> View:
    keys = (
        KeyView("yes", ("y",), "Yes", answer=True),
        KeyView("no", ("n",), "No", answer=True),
        KeyView("cancel", ("c",), "Cancel", answer=True),
        KeyView("cancel", ("enter", "f12", "escape"), "", shown=False),
    )
    text = Paragraphs(("Do you want to save the changes first?",))
    return View("question", "Leave", (text,), keys, popup=True, behind=behind or form(), transaction="VA21")


def long_text() -> View:
    text = (
        "Dear customer,\n\n" + "we thank you for your inquiry and are pleased to offer as follows. " * 4 + "\n\nYours"
    )
    head = Block((Line(((open_field("language", "EN", "Language", 2),),)),))
    editor = Editor("header_text", "Header text", text, open=True, length=2000)
    return View("text", "Create Quotation: Texts", (head, editor), KEYS, transaction="VA21", user="clerk")


def notice() -> View:
    paragraphs = Paragraphs(
        tuple(f"{n}. The validity period says how long you are bound to the offer. " * 3 for n in range(1, 16))
    )
    keys = (KeyView("check", ("enter",), "Continue"), KeyView("cancel", ("f12", "escape"), "Cancel"))
    return View("help", "Valid to", (paragraphs,), keys, popup=True, behind=form())


def display() -> View:
    """A document in display: nothing takes input."""

    def shut(value: FieldView) -> FieldView:
        return dataclasses.replace(value, open=False)

    def shut_part(part: object) -> object:
        if isinstance(part, Block):
            return Block(
                tuple(Line(tuple(tuple(map(shut, group)) for group in line.groups)) for line in part.lines), part.title
            )
        if isinstance(part, Table):
            rows = [Row(tuple(map(shut, row.cells))) for row in part.rows[: part.filled]]
            return dataclasses.replace(part, rows=rows, entry=False)
        return part

    view = form()
    body = tuple(shut_part(part) for part in view.body)
    return dataclasses.replace(view, screen="display", title="Display Quotation: Overview", body=body)


ALL: dict[str, Callable[[], View]] = {
    "form": form,
    "display": display,
    "list": listing,
    "values": values,
    "question": question,
    "text": long_text,
    "notice": notice,
}

_CELL = re.compile(r"items\[(\d+)\]\.(\w+)")


@dataclass
class FakeMachine:
    """Keeps what was typed into the form, and opens a screen for each command of that name."""

    shown: View = field(default_factory=form)
    requests: list[Request] = field(default_factory=list)
    saved: list[dict[str, str]] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    warmed: int = 0
    beats: int = 0
    progress: Callable[[int], bool] | None = None

    def view(self) -> View:
        return self.shown

    def turn(self, request: Request) -> View:
        self.requests.append(request)
        self.typed.update(request.changes)
        command = (request.command or "").strip().lower()
        if command in ALL:
            self.shown = ALL[command]()
        elif command == "/nex":
            self.shown = dataclasses.replace(self.shown, ended=True)
        elif self.shown.screen == "form":
            self.shown = self._form_turn(request)
        elif request.code == "live":
            self.shown = values(request.changes.get("filter", ""), self.shown.behind)
        elif request.code in ("back", "cancel", "yes", "no", "choose"):
            self.shown = form()
        return self.shown

    def _form_turn(self, request: Request) -> View:
        if request.code == "save":
            self.saved.append(self.typed)
            self.typed = {}
            text = f"Quotation {20_000_000 + len(self.saved)} has been saved"
            return form(screen=f"form{'' if len(self.saved) % 2 else ' '}".strip(), message=success(text))
        if request.code == "values":
            return values(behind=form())
        if request.code == "back":
            return question(self.with_typed(self.shown))
        message = None
        if request.command:
            message = MessageView(MessageType.ERROR, "unknown", f"Function {request.command} is not known")
        return dataclasses.replace(self.with_typed(self.shown), message=message, command=request.command or "")

    def with_typed(self, view: View) -> View:
        def filled(value: FieldView) -> FieldView:
            text = self.typed.get(value.path, value.text)
            return dataclasses.replace(value, text=text.upper() if value.capitals else text)

        body: list[object] = []
        for part in view.body:
            if isinstance(part, Block):
                lines = (Line(tuple(tuple(map(filled, group)) for group in line.groups)) for line in part.lines)
                body.append(Block(tuple(lines), part.title))
            elif isinstance(part, Table):
                rows = [dataclasses.replace(row, cells=tuple(map(filled, row.cells))) for row in part.rows]
                used = [int(found[1]) + 1 for path in self.typed if (found := _CELL.match(path))]
                body.append(dataclasses.replace(part, rows=rows, filled=max([part.filled, *used])))
            else:
                body.append(part)
        return dataclasses.replace(view, body=tuple(body))

    def warm(self) -> None:
        self.warmed += 1

    def beat(self) -> str:
        self.beats += 1
        return ""


def success(text: str) -> MessageView:
    return MessageView(MessageType.SUCCESS, "saved", text, "V1 311")
