"""The material master, and searching in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from sdtui.domain.material import (
    Material,
    MaterialPlant,
    MaterialSales,
    MaterialTax,
    MaterialText,
    MaterialUnit,
    MaterialValuation,
)
from sdtui.domain.selection import as_shown
from sdtui.store import search
from sdtui.store.aggregate import Aggregate
from sdtui.store.columns import table
from sdtui.store.mapping import Shape
from sdtui.store.tables import masters as t
from sdtui.store.tables.documents import SalesItemRow
from sdtui.store.unit import Unit

_OWNER = ["material"]
_TEXT = Shape(MaterialText, t.MaterialTextRow, _OWNER)
_SALES = Shape(MaterialSales, t.MaterialSalesRow, _OWNER)


def _entry(material: Material) -> search.Entry:
    """Found by its descriptions in all languages, and where it is sold: nowhere when it is marked for deletion."""
    texts = [text.description for text in material.texts]
    words = search.spelt(*texts, material.material_group, material.ean)
    english = material.description("EN")
    offered = [] if material.deletion_flag else [row for row in material.sales if not row.deletion_flag]
    sold = [sold_tag(row.sales_org, row.channel) for row in offered]
    return search.Entry(material.number, english, words, sold)


def sold_tag(sales_org: str = "", channel: str = "") -> str:
    """Of what is sold there, in any channel, or anywhere."""
    return "sold/" + (f"{sales_org}/{channel}" if sales_org else "")


MATERIAL = Aggregate(
    "material",
    Shape(Material, t.MaterialRow),
    {
        "texts": (_TEXT, ("language",)),
        "sales": (_SALES, ("sales_org", "channel")),
        "plants": (Shape(MaterialPlant, t.MaterialPlantRow, _OWNER), ("plant",)),
        "valuations": (Shape(MaterialValuation, t.MaterialValuationRow, _OWNER), ("plant",)),
        "units": (Shape(MaterialUnit, t.MaterialUnitRow, _OWNER), ("unit",)),
        "taxes": (Shape(MaterialTax, t.MaterialTaxRow, _OWNER), ("country", "tax_category")),
    },
    _entry,
)


def load(unit: Unit, number: str) -> Material | None:
    return MATERIAL.load(unit, [number]).get(number)


def exists(unit: Unit, number: str) -> bool:
    return MATERIAL.exists(unit, number)


def load_many(unit: Unit, numbers: Collection[str]) -> dict[str, Material]:
    """By number those that there are."""
    return MATERIAL.load(unit, numbers)


def insert(unit: Unit, materials: Iterable[Material]) -> None:
    MATERIAL.insert(unit, materials)


def put(unit: Unit, materials: Iterable[Material]) -> None:
    """Inserts materials, or replaces those of the same number as a whole."""
    MATERIAL.put(unit, materials)


def units_used(unit: Unit, number: str) -> frozenset[str]:
    """The units in which items of documents have the material; empty when none has it."""
    items = table(SalesItemRow).c
    return frozenset(code for (code,) in unit.rows(select(items.unit).where(items.material == number).distinct()))


class MaterialHit(NamedTuple):
    """A line of possible entries."""

    number: str
    description: str
    material_group: str
    base_unit: str


def search_materials(
    unit: Unit,
    text: str,
    language: str = "EN",
    tags: Sequence[Collection[str]] = (),
    limit: int = 200,
    first: Sequence[str] = (),
) -> list[MaterialHit]:
    """Materials in whose number or descriptions, of any language, every word occurs; ``*`` and ``+`` are wild.

    Descriptions are in ``language``, else in English. ``tags`` restrict them to where they are sold. ``first`` come
    first, see ``search.find`` for the rest.
    """
    wanted = search.Wanted(MATERIAL.object, text, tuple(tags), search.Order.NUMBER)
    numbers = search.find(unit, wanted, limit, first)
    columns, own, english = MATERIAL.head.table.c, _TEXT.table.alias("own"), _TEXT.table.alias("english")
    description = func.coalesce(own.c.description, english.c.description, "")
    in_own = (own.c.material == columns.number) & (own.c.language == language)
    in_english = (english.c.material == columns.number) & (english.c.language == "EN")
    statement = (
        select(columns.number, description, columns.material_group, columns.base_unit)
        .select_from(MATERIAL.head.table.outerjoin(own, in_own).outerjoin(english, in_english))
        .where(columns.number.in_(numbers))
    )
    hits = {row[0]: MaterialHit(*row) for row in unit.rows(statement)}
    begin = search.folded(*text.split()[:1])

    def place(hit: MaterialHit) -> bool:
        """Descriptions in the clerk's language that begin with the first word go before the others."""
        known = hit.number in first or search.folded(as_shown(hit.number)).startswith(begin)
        return not known and not search.folded(hit.description).startswith(begin)

    return sorted((hits[number] for number in numbers if number in hits), key=place)
