"""Making a database usable: schema, number ranges, and the demo company where it is wanted."""

from __future__ import annotations

from pathlib import Path

from sdtui.services.bundle import Services
from sdtui.services.demo_company import load_demo_company
from sdtui.store.number_ranges import SALES_DOCUMENT, ensure_number_ranges
from sdtui.store.schema import create_schema


def install(services: Services, demo: Path | None = None, *, documents: bool = True) -> dict[str, int]:
    """Create the schema in an empty database and fill in what customizing says; ``demo`` is the demo's folder.

    Returns how many customers, materials and documents there are.
    """
    context = services.context
    create_schema(context.database)
    ranges = [row for (of, _), row in context.customizing.number_ranges.items() if of == SALES_DOCUMENT]
    context.database.write(lambda unit: ensure_number_ranges(unit, ranges))
    if demo is None:
        return {"customers": 0, "materials": 0, "documents": 0}
    return load_demo_company(services, demo, documents=documents)
