"""The same without a terminal: turns of the dialog machine, and the services on the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median

from bench.company import Company
from bench.figures import Figure, typical
from sdtui import wiring
from sdtui.domain.sales_document import Category, SalesDocument
from sdtui.kernel.desk import Desk
from sdtui.kernel.view import Request
from sdtui.services.bundle import Services
from sdtui.store.engine import open_database

SALES_ORG, CHANNEL, DIVISION = "1000", "10", "00"
AREA = {"sales_org": SALES_ORG, "channel": CHANNEL, "division": DIVISION}
SOLD_TO = "0000001000"
MATERIALS = ("DXTR1", "PRTR1")
FIRST_PAGE = 200
# Items of what a clerk still calls one quotation.
LONG = 500


def milliseconds(act: Callable[[], object]) -> float:
    """How long it takes to do it once."""
    before = time.perf_counter()
    act()
    return (time.perf_counter() - before) * 1000


def quotation(services: Services, items: int) -> tuple[SalesDocument, SalesDocument]:
    """A new quotation, completed and ready to be saved, and what it was before anything was typed."""
    acts = services.sales_documents
    first = SalesDocument(
        category=Category.QUOTATION, document_type="QT", sales_org=SALES_ORG, channel=CHANNEL, division=DIVISION
    )
    document = acts.new(first)
    before = acts.snapshot(document)
    document.sold_to = SOLD_TO
    document.valid_to = date.today() + timedelta(days=60)  # noqa: DTZ011 - the clerk's day
    for candidates in acts.complete(document).choose.values():
        acts.set_partner(document, candidates[0])
    for n in range(items):
        item = acts.add_item(document)
        item.material, item.quantity = MATERIALS[n % 2], Decimal(1 + n % 7)
    acts.complete(document, saving=True)
    return document, before


def behind_the_screen(company: Company, rounds: int, documents: list[str]) -> Iterator[Figure]:
    """All figures of this module; numbers of saved quotations are added to ``documents``, those of 100 items last."""
    with closing(open_database(company.url)) as database:
        services = wiring.services_for(database, "BENCH", "en", date.today, lambda: datetime.now(UTC))
        for items, target in ((5, 10), (100, 60)):
            yield _saves(services, items, target, rounds, documents)
        yield from _acts(services, documents[-1].zfill(10), rounds)
        long, before = quotation(services, LONG)
        services.sales_documents.save(long, before, "VA21")
    desk = wiring.make_desk(company.url, "en", user="BENCH")
    try:
        yield from _turns(desk, documents[-1], rounds)
        yield from _long(desk, long.number.lstrip("0"), rounds)
    finally:
        desk.turn(Request(command="/nex"))
        desk.machinery.connection.close()


def _saves(services: Services, items: int, target: float, rounds: int, documents: list[str]) -> Figure:
    samples: list[float] = []
    for _ in range(rounds + 1):
        document, before = quotation(services, items)
        samples.append(milliseconds(lambda new=document, old=before: services.sales_documents.save(new, old, "VA21")))
        documents.append(document.number.lstrip("0"))
    return typical(f"saving {items} items", "ms", target, samples[1:])


def _acts(services: Services, number: str, rounds: int) -> Iterator[Figure]:
    acts, tables = services.sales_documents, services.value_tables
    document = acts.load(number)

    def timed(act: Callable[[], object]) -> list[float]:
        act()
        return [milliseconds(act) for _ in range(rounds)]

    yield typical("loading 100 items", "ms", 50, timed(lambda: acts.load(number)))
    yield typical("completing and pricing 100 items", "ms", 30, timed(lambda: acts.complete(document)))
    page = timed(lambda: tables.search("customer", "", AREA, FIRST_PAGE))
    yield typical("first page of customers", "ms", 50, page)
    yield typical("customers by a word", "ms", 50, timed(lambda: tables.search("customer", "bike", AREA, FIRST_PAGE)))
    yield typical("checking a customer", "ms", 2, timed(lambda: tables.exists("customer", SOLD_TO, AREA)))
    yield typical("checking a material", "ms", 2, timed(lambda: tables.exists("material", MATERIALS[0], AREA)))


def _turns(desk: Desk, number: str, rounds: int) -> Iterator[Figure]:
    """Turns on a short quotation that is displayed, and Enter on the long one that is changed."""
    desk.turn(Request(command="/*VA23 20000004"))
    codes = ("details", "back", "next_tab", "document_flow", "back", "check")
    samples = [milliseconds(lambda code=code: desk.turn(Request(code))) for _ in range(rounds * 5) for code in codes]
    yield Figure("turns per second", "1/s", None, 1000 / median(samples))
    desk.turn(Request(command=f"/*VA22 {number}"))
    entered = [milliseconds(lambda: desk.turn(Request("check"))) for _ in range(rounds + 1)]
    yield typical("a turn on 100 items", "ms", 30, entered[1:])


def _long(desk: Desk, number: str, rounds: int) -> Iterator[Figure]:
    """A quotation of 500 items is opened, one cell is changed, it is saved; and as many lines are pasted."""
    opened: list[float] = []
    entered: list[float] = []
    saved: list[float] = []
    pasted: list[float] = []
    desk.turn(Request(command="/n"))
    desk.turn(Request("answer_no"))
    for turn in range(rounds + 1):
        opened.append(milliseconds(lambda: desk.turn(Request(command=f"/nVA22 {number}"))))
        cell = f"items[{LONG // 2}].quantity"
        typed = Request("check", None, {cell: str(10 + turn)}, cell, "items", LONG // 2)
        entered.append(milliseconds(lambda request=typed: desk.turn(request)))
        saved.append(milliseconds(lambda: desk.turn(Request("save"))))
    block = "\n".join(f"{MATERIALS[n % 2]}\t{1 + n % 7}" for n in range(LONG))
    for _ in range(rounds):
        desk.turn(Request(command="/nVA21"))
        first = {"document_type": "QT", "sales_org": SALES_ORG, "channel": CHANNEL, "division": DIVISION}
        desk.turn(Request("check", None, first))
        desk.turn(Request("check", None, {"sold_to": SOLD_TO}))
        request = Request("paste", None, {}, "items[0].material", "items", 0, block)
        pasted.append(milliseconds(lambda paste=request: desk.turn(paste)))
        desk.turn(Request(command="/n"))
        desk.turn(Request("answer_no"))
    yield typical(f"open a {LONG}-item quotation", "ms", 300, opened[1:])
    yield typical(f"one changed cell among {LONG} items", "ms", 100, entered[1:])
    yield typical(f"save a {LONG}-item quotation", "ms", 300, saved[1:])
    yield typical(f"paste {LONG} lines", "ms", 1000, pasted)
