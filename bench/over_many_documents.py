"""Lists over a million documents: pages of typical selections, and a sum.

The documents are made once and kept in the cache folder of the user, until the generator or the schema is another.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Index

from bench import many_documents
from bench.behind_the_screen import milliseconds
from bench.figures import Figure, typical
from sdtui import wiring
from sdtui.domain.lists import ListQuery, SortKey
from sdtui.domain.selection import Anchor, Criterion, Option, RelativeDate
from sdtui.services.lists import Source
from sdtui.store.columns import table
from sdtui.store.engine import Database, open_database
from sdtui.store.schema import create_schema
from sdtui.store.tables import documents as t
from sdtui.store.unit import Unit
from sdtui.store.versions import HEAD

CLERK = many_documents.CLERKS[6]
_INDEXED = (t.SalesDocumentRow, t.SalesItemRow, t.SalesPartnerRow)


def _equal(*values: str) -> tuple[Criterion, ...]:
    return tuple(Criterion(Option.EQUAL, value) for value in values)


def _between(anchor: Anchor, first: int, last: int) -> tuple[Criterion, ...]:
    return (Criterion(Option.BETWEEN, RelativeDate(anchor, first), RelativeDate(anchor, last)),)


_QUOTATIONS = {"category": _equal("B")}
SELECTIONS = {
    "my open quotations": ListQuery(
        "documents", {**_QUOTATIONS, "created_by": _equal(CLERK), "overall_status": _equal("A", "B")}
    ),
    "quotations of a customer": ListQuery("documents", {**_QUOTATIONS, "sold_to": _equal("0000001042")}),
    "valid to the next two weeks": ListQuery("documents", {**_QUOTATIONS, "valid_to": _between(Anchor.TODAY, 0, 14)}),
    "last month, by date": ListQuery(
        "documents",
        {**_QUOTATIONS, "sales_org": _equal("1000"), "document_date": _between(Anchor.MONTH_START, -31, -1)},
        sort=(SortKey("document_date"),),
    ),
    "reference RFQ-2026*": ListQuery(
        "documents", {**_QUOTATIONS, "customer_reference": (Criterion(Option.PATTERN, "RFQ-2026*"),)}
    ),
    "incomplete ones": ListQuery("documents", {**_QUOTATIONS, "incompletion": (Criterion(Option.NOT_EQUAL, None),)}),
}
SUMMED = ListQuery("documents", {"category": _equal("A"), "sales_org": _equal("1000", "2000")})


def over_many_documents(count: int, rounds: int) -> Iterator[Figure]:
    """All figures of this module over ``count`` documents."""
    with closing(open_database(f"sqlite:///{_kept(count)}")) as database:
        services = wiring.services_for(
            database, CLERK, "en", lambda: many_documents.LAST_DAY, lambda: datetime.now(UTC)
        )
        documents = services.lists.source("documents")
        for name, query in SELECTIONS.items():
            yield from _pages(documents, name, query, rounds)
        yield _sum(documents, rounds)


def _pages(documents: Source, name: str, query: ListQuery, rounds: int) -> Iterator[Figure]:
    page = documents.page(query)
    samples = [milliseconds(lambda: documents.page(query)) for _ in range(rounds)]
    yield typical(f"first page: {name}", "ms", 50, samples)
    if page.more:
        samples = [milliseconds(lambda: documents.page(query, after=page.rows[-1])) for _ in range(rounds)]
        yield typical(f"next page: {name}", "ms", 50, samples)


def _sum(documents: Source, rounds: int) -> Figure:
    """With a look at what is summed, so that the figure is one over as many documents as it says."""
    found = documents.totals(SUMMED, ["net_value", "expected_value"])
    count = sum(total.count for total in found)
    if not all(total.sums["net_value"] > Decimal() for total in found):
        raise RuntimeError("nothing was summed")
    samples = [milliseconds(lambda: documents.totals(SUMMED, ["net_value", "expected_value"])) for _ in range(rounds)]
    return typical(f"sums over {count:,} documents", "ms", 500, samples)


def _kept(count: int) -> Path:
    """The file with the documents, made unless it is there; older ones go."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sdtui-bench"
    folder.mkdir(parents=True, exist_ok=True)
    made_by = hashlib.sha256(Path(many_documents.__file__).read_bytes()).hexdigest()[:8]
    kept = folder / f"documents-{count}-{HEAD}-{made_by}.db"
    if not kept.exists():
        for old in folder.glob(f"documents-{count}-*"):
            old.unlink()
        print(f"Making {count:,} documents in {kept}, once ...", file=sys.stderr)
        building = kept.with_suffix(".building")
        with closing(open_database(f"sqlite:///{building}")) as database:
            create_schema(database)
            _fill(database, count)
        building.rename(kept)
    return kept


def _fill(database: Database, count: int) -> None:
    """With the indexes made at the end: that is three times as fast."""
    indexes: list[Index] = [index for row in _INDEXED for index in table(row).indexes]

    def drop(unit: Unit) -> None:
        for index in indexes:
            index.drop(unit.connection)

    def create(unit: Unit) -> None:
        for index in indexes:
            index.create(unit.connection)

    database.write(drop)
    many_documents.write(database, count)
    database.write(create)
