"""Making a database usable: schema, number ranges, and the demo company where it is wanted."""

from __future__ import annotations

from pathlib import Path

from sdtui.services.bundle import Services
from sdtui.services.context import Context
from sdtui.services.demo_company import load_demo_company
from sdtui.services.incompletion import look_again
from sdtui.store import customers, document_search, materials
from sdtui.store.number_ranges import ensure_number_ranges
from sdtui.store.schema import create_schema, upgrade
from sdtui.store.unit import Unit


def install(services: Services, demo: Path | None = None, *, documents: bool = True) -> dict[str, int]:
    """Create the schema in an empty database and fill in what customizing says; ``demo`` is the demo's folder.

    One act: when it fails or is killed, the database is as empty as before. Returns how many customers, materials and
    documents there are. Raises Refuse when the database is not empty.
    """
    context = services.context

    def act(_unit: Unit) -> dict[str, int]:
        create_schema(context.database)
        add_number_ranges(context)
        if demo is None:
            return {"customers": 0, "materials": 0, "documents": 0}
        return load_demo_company(services, demo, documents=documents)

    return context.database.write(act)


def add_number_ranges(context: Context) -> None:
    """Make the number ranges that customizing has and the database does not; what was drawn from others stands."""
    ranges = context.customizing.number_ranges.values()
    context.database.write(lambda unit: ensure_number_ranges(unit, ranges))


def bring_up_to_date(context: Context, backup: Path | None = None) -> None:
    """Bring the database up to the program and to customizing; ``backup`` names a file for a copy of the old."""
    upgrade(context.database, backup=backup)
    add_number_ranges(context)
    context.database.write(make_findable)
    look_again(context)


def make_findable(unit: Unit) -> None:
    """What possible entries are searched in, made from what is there; whole where an older program has left gaps."""
    customers.CUSTOMER.index_missing(unit)
    materials.MATERIAL.index_missing(unit)
    document_search.index_missing(unit)
