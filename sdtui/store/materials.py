"""The material master, and searching in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
from sdtui.store import search
from sdtui.store.aggregate import Aggregate
from sdtui.store.mapping import Shape
from sdtui.store.tables import masters as t
from sdtui.store.unit import Unit

_OWNER = ["material"]
_TEXT = Shape(MaterialText, t.MaterialTextRow, _OWNER)
_SALES = Shape(MaterialSales, t.MaterialSalesRow, _OWNER)


def _search_text(material: Material) -> str:
    texts = (text.description for text in material.texts)
    return search.folded(search.shown(material.number), *texts, material.material_group, material.ean)


MATERIAL = Aggregate(
    Shape(Material, t.MaterialRow),
    {
        "texts": (_TEXT, ("language",)),
        "sales": (_SALES, ("sales_org", "channel")),
        "plants": (Shape(MaterialPlant, t.MaterialPlantRow, _OWNER), ("plant",)),
        "valuations": (Shape(MaterialValuation, t.MaterialValuationRow, _OWNER), ("plant",)),
        "units": (Shape(MaterialUnit, t.MaterialUnitRow, _OWNER), ("unit",)),
        "taxes": (Shape(MaterialTax, t.MaterialTaxRow, _OWNER), ("country", "tax_category")),
    },
    _search_text,
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


class MaterialHit(NamedTuple):
    """A line of possible entries."""

    number: str
    description: str
    material_group: str
    base_unit: str


def search_materials(
    unit: Unit, text: str, language: str = "EN", sales_org: str = "", channel: str = "", limit: int = 200
) -> list[MaterialHit]:
    """Materials in whose number or descriptions, of any language, every word occurs; ``*`` and ``+`` are wild.

    Descriptions are in ``language``, else in English. With a sales organisation only what is sold there, in the
    channel. Those marked for deletion are left out.
    """
    columns, own, english = MATERIAL.head.table.c, _TEXT.table.alias("own"), _TEXT.table.alias("english")
    description = func.coalesce(own.c.description, english.c.description, "")
    in_own = (own.c.material == columns.number) & (own.c.language == language)
    in_english = (english.c.material == columns.number) & (english.c.language == "EN")
    statement = (
        select(columns.number, description, columns.material_group, columns.base_unit)
        .select_from(MATERIAL.head.table.outerjoin(own, in_own).outerjoin(english, in_english))
        .where(search.matches(columns.search_text, text), ~columns.deletion_flag)
        .order_by(*search.order(columns.search_text, text, columns.number))
        .limit(limit)
    )
    if sales_org:
        sales = _SALES.table.c
        here = (sales.material == columns.number, sales.sales_org == sales_org, sales.channel == channel)
        statement = statement.where(select(sales.material).where(*here).exists())
    return [MaterialHit(*row) for row in unit.rows(statement)]
