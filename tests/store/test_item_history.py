"""What a customer had before: one line for each material, with the latest item and how often."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sdtui.domain.sales_document import SalesDocument
from sdtui.store.item_history import HistoryRow, bought_by
from sdtui.store.unit import Unit
from tests.store.samples import sales_document, sales_item, save

WHO = "0000001000", "1000", "10"


def document(day: date, *lines: tuple[str, int], **facts: str) -> SalesDocument:
    made = replace(sales_document(items=0), document_date=day, **facts)
    for place, (material, quantity) in enumerate(lines, 1):
        item = sales_item(10 * place, conditions=0)
        item.material, item.quantity = material, Decimal(quantity)
        made.items.append(item)
    return made


def lines(rows: list[HistoryRow]) -> list[tuple[str, Decimal, int]]:
    return [(row.material, row.quantity, row.times) for row in rows]


def test_the_latest_quantity_and_the_most_frequent_first(unit: Unit) -> None:
    save(unit, document(date(2026, 11, 2), ("A", 7), ("B", 5)))
    save(unit, document(date(2026, 11, 1), ("A", 1), ("C", 2), ("", 1)))
    rows = bought_by(unit, *WHO, "", 10)
    assert lines(rows) == [("A", 7, 2), ("B", 5, 1), ("C", 2, 1)]
    assert rows[0].document_date == date(2026, 11, 2)
    assert lines(bought_by(unit, *WHO, "", 1)) == [("A", 7, 2)]


def test_of_one_day_the_later_document_and_of_one_document_the_last_item(unit: Unit) -> None:
    save(unit, document(date(2026, 11, 1), ("A", 1)))
    save(unit, document(date(2026, 11, 1), ("A", 2), ("A", 3)))
    assert lines(bought_by(unit, *WHO, "", 10)) == [("A", 3, 3)]


def test_others_and_the_document_itself_do_not_count(unit: Unit) -> None:
    own = save(unit, document(date(2026, 11, 1), ("A", 1)))
    save(unit, document(date(2026, 11, 1), ("B", 1), sold_to="0000002000"))
    save(unit, document(date(2026, 11, 1), ("C", 1), channel="12"))
    save(unit, document(date(2026, 11, 1), ("D", 1), sales_org="2000"))
    assert bought_by(unit, *WHO, own.number, 10) == []


def test_a_busy_customer_is_answered_at_once(unit: Unit) -> None:
    for number in range(150):
        save(
            unit, document(date(2026, 1, 1 + number % 28), *((f"M{(number * 7 + n) % 300}", n + 1) for n in range(20)))
        )
    before = time.process_time()
    assert len(bought_by(unit, *WHO, "", 200)) == 200
    assert time.process_time() - before < 0.25
