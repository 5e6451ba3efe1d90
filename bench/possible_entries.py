"""F4 on the sold-to party among a hundred thousand customers: what each keystroke takes behind the screen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

from bench.company import Company
from bench.figures import Figure, typical
from bench.many_customers import many_customers
from sdtui import wiring
from sdtui.kernel.desk import Desk
from sdtui.kernel.popups import FILTER
from sdtui.kernel.view import Request
from sdtui.store import customers
from sdtui.store.engine import open_database

COUNT = 100_000
TARGET = 50
AT_ONCE = 5_000
# What is typed, key by key; the slowest key counts.
TYPED = {
    "a name": "schmidt ber",
    "a common word": "gmbh str",
    "a telephone number": "+49 (0)30 1234",
    "digits of one": "4930",
    "a VAT number": "DE1234",
    "nothing that there is": "qxzyv",
}


def possible_entries(company: Company, rounds: int) -> Iterator[Figure]:
    """All figures of this module; the company has its customers when they are over."""
    with closing(open_database(company.url)) as database:
        started = time.perf_counter()
        new = list(many_customers(COUNT))
        for start in range(0, COUNT, AT_ONCE):
            some = new[start : start + AT_ONCE]
            database.write(lambda unit, some=some: customers.insert(unit, some))
        yield Figure(f"loading {COUNT:,} customers", "s", None, time.perf_counter() - started)
    desk = wiring.make_desk(company.url, "en", user="BENCH")
    try:
        yield from _on_sold_to(desk, rounds)
    finally:
        desk.turn(Request(command="/nex"))
        desk.machinery.connection.close()


def _on_sold_to(desk: Desk, rounds: int) -> Iterator[Figure]:
    desk.turn(Request(command="/nVA11"))
    area = {"document_type": "IN", "sales_org": "1000", "channel": "10", "division": "00"}
    desk.turn(Request("check", changes=area))
    opened = [_timed(desk, Request("values", cursor="sold_to")) for _ in range(rounds) if desk.turn(Request("cancel"))]
    yield typical("F4 on the sold-to party", "ms", TARGET, opened)
    for narrowed in (True, False):
        for what, text in TYPED.items():
            yield _slowest_key(desk, f"{what}{'' if narrowed else ', all areas'}", text, rounds)
        desk.turn(Request("lift_restriction"))


def _slowest_key(desk: Desk, what: str, text: str, rounds: int) -> Figure:
    """The figure of the key that takes longest, by its median."""
    figures: list[Figure] = []
    for end in range(1, len(text) + 1):
        typed = text[:end]
        samples = [_key(desk, typed) for _ in range(rounds)]
        figures.append(typical(f"a key of {what}: {typed}", "ms", TARGET, samples))
    return max(figures, key=lambda figure: figure.result)


def _key(desk: Desk, typed: str) -> float:
    return _timed(desk, Request("live", changes={FILTER: typed}, cursor=FILTER))


def _timed(desk: Desk, request: Request) -> float:
    """Milliseconds of a turn, with the rows that a large window shows of its list."""
    before = time.perf_counter()
    view = desk.turn(request)
    for part in view.body:
        rows = getattr(part, "rows", ())
        [rows[place] for place in range(min(len(rows), 40))]
    return (time.perf_counter() - before) * 1000
