"""A clerk in front of the lists: what stands in their columns, and companies with many documents."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

from bench.many_documents import write
from sdtui.kernel.view import Table
from sdtui.store.engine import open_database
from tests.clerk import Clerk

LIST = "list_documents"
ITEMS = "list_items"


def listed(clerk: Clerk, tcode: str = "VA25", **entries: str) -> Clerk:
    """The list of a transaction, all documents unless told otherwise."""
    clerk.run(f"/n{tcode}").fill(**{"choice": "A", **entries})
    return clerk.press("f8")


def column(clerk: Clerk, name: str) -> list[str]:
    """What stands in a column, in the rows that are there."""
    return [row[name] for row in clerk.rows()]


def amount(text: str) -> Decimal:
    """An amount in the notation of an English clerk."""
    return Decimal(text.replace(",", ""))


def table(clerk: Clerk) -> Table:
    """The table on the screen."""
    return next(part for part in clerk.view.body if isinstance(part, Table))


def row_of(clerk: Clerk, number: str) -> int:
    """The row of a document."""
    return column(clerk, "number").index(number)


def on_row_of(clerk: Clerk, number: str, name: str = "number") -> Clerk:
    """Put the cursor on a document, in a column."""
    return clerk.on(f"rows[{row_of(clerk, number)}].{name}")


def with_many(company: Path, path: Path, count: int) -> Path:
    """A copy of a company with that many more documents."""
    shutil.copy(company, path)
    database = open_database(f"sqlite:///{path}")
    write(database, count)
    database.close()
    return path
