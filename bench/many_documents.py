"""Inquiries, quotations and orders of some years: as many as wanted, the same each time, and written fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import Table

from sdtui.domain.sales_document import Category, Partner, SalesDocument, SalesItem, Status
from sdtui.store.columns import table
from sdtui.store.engine import Database
from sdtui.store.tables import documents as t
from sdtui.store.unit import Unit

SEED = 4711
FIRST = 30_000_000
LAST_DAY = date(2026, 11, 24)
YEARS = 4
CLERKS = tuple(f"CLERK{number:02}" for number in range(1, 51))
CUSTOMERS = 5_000
ORGS = (("1000", "EUR"), ("2000", "USD"), ("3000", "PLN"), ("4000", "JPY"))
_TYPES = {Category.INQUIRY: "IN", Category.QUOTATION: "QT", Category.ORDER: "OR"}
_WORDS = ("Bremsen", "Łożyska", "Rahmen", "Wheels", "Koła", "Sättel", "Pumps", "Ketten", "Lights", "Śruby")
_CHUNK = 20_000

Row = tuple[Any, ...]


def many_documents(count: int, first: int = FIRST) -> Iterator[tuple[Row, list[Row], list[Row]]]:
    """A header, its items and its partners each, as the rows that ``write`` puts into their tables."""
    random = Random(SEED)  # noqa: S311 - the same each time
    header, item = _Template(t.SalesDocumentRow, SalesDocument), _Template(t.SalesItemRow, SalesItem)
    partner = _Template(t.SalesPartnerRow, Partner)
    for place in range(count):
        facts = _document(random, f"{first + place:010}", place / count)
        lines = list(_items(random, facts))
        facts["net_value"] = sum((line["net_value"] for line in lines), Decimal())
        facts["expected_value"] = sum((line["expected_value"] for line in lines), Decimal())
        partners = [("SP", facts["sold_to"], 0), ("SE", f"{random.randrange(1, 30):010}", 1)]
        yield (
            header.row(facts),
            [item.row(line) for line in lines],
            [
                partner.row(
                    {"document": facts["number"], "item": 0, "position": place, "function": function, "number": number}
                )
                for function, number, place in partners
            ],
        )


class _Template:
    """A row with the defaults of its class, in the order of the columns of its table."""

    def __init__(self, row: Any, kind: Any) -> None:
        self.table: Table = table(row)
        self.columns = [column.name for column in self.table.columns]
        defaults = {field.name: field.default for field in fields(kind) if field.default is not MISSING}
        self._values = [defaults.get(name, "") for name in self.columns]
        self._places = {name: place for place, name in enumerate(self.columns)}

    def row(self, facts: dict[str, Any]) -> Row:
        values = self._values.copy()
        places = self._places
        for name, value in facts.items():
            values[places[name]] = value
        return tuple(values)


def _document(random: Random, number: str, age: float) -> dict[str, Any]:
    """``age`` runs from 0, the oldest, to 1."""
    day = LAST_DAY - timedelta(days=int((1 - age) * YEARS * 365))
    category = random.choice((Category.INQUIRY, *(Category.QUOTATION,) * 3, Category.ORDER))
    org, currency = random.choice(ORGS)
    customer = min(random.randrange(CUSTOMERS), random.randrange(CUSTOMERS))
    valid_to = None if category is Category.ORDER else day + timedelta(days=random.randrange(10, 90))
    over = valid_to is None or valid_to < LAST_DAY
    status = random.choice((Status.COMPLETE,) * 9 + (Status.OPEN,) if over else (Status.OPEN, Status.PARTLY))
    reference = _reference(random, day)
    clerk, name = random.choice(CLERKS), f"{_WORDS[customer % 10]} {customer} {_WORDS[customer % 7]}"
    return {
        "number": number, "category": category, "document_type": _TYPES[category], "sales_org": org,
        "channel": random.choice(("10", "12")), "division": random.choice(("00", "01")), "currency": currency,
        "sales_office": random.choice(("", "1010", "1020")), "sales_group": random.choice(("", "101")),
        "sold_to": f"{customer + 1000:010}", "sold_to_name": name, "customer_reference": reference,
        "description": random.choice(("", random.choice(_WORDS))), "document_date": day,
        "valid_from": None if valid_to is None else day, "valid_to": valid_to,
        "requested_delivery_date": random.choice((None, day + timedelta(days=random.randrange(60)))),
        "overall_status": status, "reference_status": status, "rejection_status": Status.OPEN,
        "probability": random.choice((10, 30, 50, 70, 100)), "order_reason": random.choice(("", "001", "005")),
        "incompletion": random.choice(("",) * 40 + ("G", "GP")), "created_by": clerk, "created_on": day,
        "changed_by": clerk, "changed_at": datetime.combine(day, time(9), UTC), "version": 1, "save_id": number,
    }  # fmt: skip


def _reference(random: Random, day: date) -> str:
    kind = random.random()
    if kind < 0.4:
        return f"RFQ-{day.year}-{random.randrange(10**6):06}"
    if kind < 0.8:
        return f"{random.randrange(45 * 10**8, 46 * 10**8)}"
    return random.choice(("", f"rfq {random.randrange(999)}", f"Żądanie {random.randrange(999)}", "100% + 5_*"))


def _items(random: Random, header: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for place in range(1, random.choice((2, 2, 3))):
        net, probability = Decimal(random.randrange(1, 2_000_000)) / 100, header["probability"]
        yield {
            "document": header["number"], "item": place * 10, "material": f"M-{random.randrange(400):03}",
            "description": random.choice(_WORDS), "quantity": Decimal(random.randrange(1, 20_000)) / 1000,
            "unit": random.choice(("PC", "KG")), "item_category": "AGN", "plant": random.choice(("1000", "1200")),
            "rejection_reason": random.choice(("",) * 9 + ("03",)), "probability": probability, "net_value": net,
            "net_price": net, "expected_value": (net * probability / 100).quantize(Decimal("0.01")),
            "currency": header["currency"], "overall_status": header["overall_status"],
            "incompletion": header["incompletion"],
        }  # fmt: skip


def write(database: Database, count: int) -> None:
    """Put them into a database with a schema, some thousands in one act; its indexes should be made afterwards."""
    made = many_documents(count)
    while chunk := list(islice(made, _CHUNK)):
        database.write(lambda unit, rows=chunk: _insert(unit, rows))


def _insert(unit: Unit, rows: Sequence[tuple[Row, list[Row], list[Row]]]) -> None:
    parts = (t.SalesDocumentRow, t.SalesItemRow, t.SalesPartnerRow)
    _put(unit, table(parts[0]), [header for header, _, _ in rows])
    _put(unit, table(parts[1]), [line for _, lines, _ in rows for line in lines])
    _put(unit, table(parts[2]), [line for _, _, lines in rows for line in lines])


def _put(unit: Unit, into: Table, rows: Sequence[Row]) -> None:
    unit.insert(into, [column.name for column in into.columns], rows)
