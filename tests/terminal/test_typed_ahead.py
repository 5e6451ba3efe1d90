"""A morning at masters, prices and lists, typed faster than the program answers."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.emulator import COMMAND_FIELD, ENTER, F8, SAVE, Terminal

pytestmark = pytest.mark.terminal

F10 = b"\x1b[21~"
CUSTOMER = b"0001\t\t1000\t12\t00\t1001\t1000\t12\t00\rRowerek\t\t\t\t\tGdynia" + SAVE
DISCOUNT = b"K007\r1001\t4" + SAVE
MATERIAL = b" M-100\r\t\t\tTOOLS" + SAVE
# the newest quotation is valid longer
EXTENSION = b"\r" + F8 + F10 + b"\t9" + ENTER
MORNING = (
    *(COMMAND_FIELD, b"/nVD01\r", CUSTOMER),
    *(COMMAND_FIELD, b"/nVK11\r", DISCOUNT),
    *(COMMAND_FIELD, b"/nMM02", MATERIAL),
    *(COMMAND_FIELD, b"/nVA25", EXTENSION),
)
STORED = {
    "customer": "number, name, city, country, account_group, version",
    "customer_sales_area": "customer, sales_org, channel, division, payment_terms, shipping_condition, currency",
    "customer_partner": "customer, function, number",
    "customer_tax": "customer, country, tax_class",
    "condition_record": "condition_type, key, valid_from, valid_to, rate",
    "material": "number, product_hierarchy, version",
    "sales_document": "number, valid_to, version",
}


def stored(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as opened:
        return {
            table: opened.execute(f"select {names} from {table} order by {names}").fetchall()
            for table, names in STORED.items()
        }


def at_work(sdtui: Start, tmp_path: Path, name: str) -> tuple[Terminal, Path]:
    """A terminal on a company of its own."""
    database = tmp_path / f"{name}.db"
    shutil.copy(tmp_path / "demo.db", database)
    return sdtui(SDTUI_DATABASE=f"sqlite:///{database}"), database


def test_a_morning_at_once_is_as_good_as_typed_slowly(sdtui: Start, tmp_path: Path) -> None:
    keys, before = b"".join(MORNING), stored(tmp_path / "demo.db")
    slow, typed = at_work(sdtui, tmp_path, "slow")
    slow.wait_for("Easy Access")
    for key in re.findall(rb"\x1b\[[\d;]*.|.", keys, re.DOTALL):
        slow.keys(key).rest()
    slow.wait_for("Quotations List")
    fast, pasted = at_work(sdtui, tmp_path, "fast")
    fast.wait_for("Easy Access")
    fast.keys(keys).wait_for("Quotations List")
    fast.keys(COMMAND_FIELD, b"/nVD03\r").wait_for("Display Customer")
    after = stored(typed)
    assert stored(pasted) == after
    changed = [table for table in STORED if before[table] != after[table]]
    assert changed == list(STORED)
