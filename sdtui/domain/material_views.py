"""The views of a material, the organisational levels that they need, and what a view begins with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from sdtui.domain.authority import SalesArea
from sdtui.domain.customizing_model import Customizing
from sdtui.domain.customizing_values import MaterialType
from sdtui.domain.material import Material, MaterialPlant, MaterialSales, MaterialTax, MaterialValuation
from sdtui.domain.rounding import ZERO


class View(StrEnum):
    """A view of the material master; its tab has the same name in small letters."""

    BASIC_DATA = "BASIC_DATA"
    SALES_ORG_1 = "SALES_ORG_1"
    SALES_ORG_2 = "SALES_ORG_2"
    SALES_TEXT = "SALES_TEXT"
    SALES_PLANT = "SALES_PLANT"
    ACCOUNTING = "ACCOUNTING"

    @property
    def tab(self) -> str:
        return self.value.lower()


IN_SALES = frozenset({View.SALES_ORG_1, View.SALES_ORG_2})
IN_PLANT = frozenset({View.SALES_PLANT, View.ACCOUNTING})


@dataclass(frozen=True, slots=True)
class Levels:
    """Where the views are looked at; what no view needs is empty."""

    plant: str = ""
    sales_org: str = ""
    channel: str = ""

    @property
    def chain(self) -> str:
        """The distribution chain."""
        return f"{self.sales_org}/{self.channel}".strip("/")

    @property
    def pair(self) -> tuple[str, str]:
        """Sales organization and channel."""
        return self.sales_org, self.channel

    def needed(self, views: Collection[View]) -> Levels:
        """Without what none of ``views`` needs."""
        sales = bool(IN_SALES & set(views))
        return Levels(
            self.plant if IN_PLANT & set(views) else "", self.sales_org if sales else "", self.channel if sales else ""
        )

    @staticmethod
    def names(views: Collection[View]) -> tuple[str, ...]:
        """The levels that ``views`` need."""
        plant = ("plant",) if IN_PLANT & set(views) else ()
        return (*plant, *(("sales_org", "channel") if IN_SALES & set(views) else ()))


def type_of(material: Material, customizing: Customizing) -> MaterialType:
    """The material type; one that has all views where the material names none that is known."""
    found = customizing.material_types.get(material.material_type)
    return found or MaterialType(code=material.material_type, views=tuple(View))


def views_of(material: Material, customizing: Customizing) -> list[View]:
    """What a material of its type has."""
    return [View(code) for code in type_of(material, customizing).views]


def maintained(material: Material, customizing: Customizing) -> list[View]:
    """The views that exist of a material, at whatever level."""
    rows = {View.SALES_PLANT: material.plants, View.ACCOUNTING: material.valuations}
    rows |= dict.fromkeys(IN_SALES, material.sales)
    return [view for view in views_of(material, customizing) if rows.get(view, True)]


def exists_at(material: Material, view: View, levels: Levels) -> bool:
    """Whether the view exists at the levels."""
    if view in IN_SALES:
        return material.sales_data(levels.sales_org, levels.channel) is not None
    if view is View.SALES_PLANT:
        return material.plant(levels.plant) is not None
    return view is not View.ACCOUNTING or material.valuation(levels.plant) is not None


def levels_of(material: Material, views: Collection[View]) -> tuple[list[str], list[str]]:
    """The plants and the distribution chains in which the material has one of ``views``."""
    plants = [row.plant for row in material.plants] if View.SALES_PLANT in views else []
    plants += [row.plant for row in material.valuations] if View.ACCOUNTING in views else []
    chains = [f"{row.sales_org}/{row.channel}" for row in material.sales] if IN_SALES & set(views) else []
    return sorted(set(plants)), sorted(chains)


def first_levels(material: Material, wanted: Levels) -> Levels:
    """``wanted`` where the material has it, else the first that it has."""
    sales = material.sales_data(wanted.sales_org, wanted.channel) or next(iter(material.sales), None)
    plants = [row.plant for row in (*material.plants, *material.valuations)]
    plant = wanted.plant if wanted.plant in plants else next(iter(plants), "")
    return Levels(plant, sales.sales_org if sales else "", sales.channel if sales else "")


def open_views(
    material: Material, views: Iterable[View], levels: Levels, customizing: Customizing, like: Material | None = None
) -> None:
    """Give the material what the views show at the levels and it does not have yet, as in ``like`` where it has it."""
    like = like or Material("")
    for view in views:
        if exists_at(material, view, levels):
            continue
        if view in IN_SALES:
            material.sales.append(_sales(material, like, levels, customizing))
            material.taxes += _taxes(material, levels, customizing)
        elif view is View.SALES_PLANT:
            material.plants.append(_plant(like, levels.plant))
        elif view is View.ACCOUNTING:
            material.valuations.append(_valuation(material, like, levels.plant, customizing))


def close_views(material: Material, views: Collection[View], levels: Levels, stored: Material | None) -> None:
    """Take away again what only views that are not among ``views`` had opened at the levels and is not stored."""
    stored = stored or Material("")
    if not IN_SALES & set(views) and not exists_at(stored, View.SALES_ORG_1, levels):
        material.sales = [row for row in material.sales if (row.sales_org, row.channel) != levels.pair]
        known = {tax.country for tax in stored.taxes}
        material.taxes = [tax for tax in material.taxes if tax.tax_class or tax.country in known]
    if View.SALES_PLANT not in views and not exists_at(stored, View.SALES_PLANT, levels):
        material.plants = [row for row in material.plants if row.plant != levels.plant]
    if View.ACCOUNTING not in views and not exists_at(stored, View.ACCOUNTING, levels):
        material.valuations = [row for row in material.valuations if row.plant != levels.plant]


def _sales(material: Material, like: Material, levels: Levels, customizing: Customizing) -> MaterialSales:
    source = like.sales_data(levels.sales_org, levels.channel) or next(iter(like.sales), None)
    group = type_of(material, customizing).item_category_group
    begun = MaterialSales(levels.sales_org, levels.channel, group)
    if source:
        begun = replace(
            source, sales_org=levels.sales_org, channel=levels.channel, material_status="", deletion_flag=False
        )
    plants = customizing.organization.delivering_plants.get((levels.sales_org, levels.channel), ())
    if begun.delivering_plant not in plants:
        begun.delivering_plant = next(iter(plants), "")
    return begun


def _plant(like: Material, plant: str) -> MaterialPlant:
    source = like.plant(plant) or next(iter(like.plants), None)
    if source is None:
        return MaterialPlant(plant)
    location = source.storage_location if source.plant == plant else ""
    return replace(source, plant=plant, storage_location=location, stock=ZERO)


def _valuation(material: Material, like: Material, plant: str, customizing: Customizing) -> MaterialValuation:
    """Prices are taken over from the same plant only: elsewhere they are others, often in another currency."""
    currency = currency_of(plant, customizing)
    source = like.valuation(plant) or next(iter(like.valuations), None)
    if source is None:
        return MaterialValuation(plant, type_of(material, customizing).price_control, currency=currency)
    if source.plant == plant:
        return replace(source)
    return MaterialValuation(plant, source.price_control, price_per=source.price_per, currency=currency)


def _taxes(material: Material, levels: Levels, customizing: Customizing) -> Iterable[MaterialTax]:
    """A line for each country from which the distribution chain is delivered; the clerk says the class."""
    area = SalesArea(levels.sales_org, levels.channel, "")
    plants = customizing.organization.plants
    countries = [plants[code].country for code in customizing.organization.plants_for(area) if code in plants]
    known = {tax.country for tax in material.taxes}
    return [MaterialTax(country) for country in dict.fromkeys(countries) if country not in known]


def currency_of(plant: str, customizing: Customizing) -> str:
    """The currency of the company code that a plant belongs to."""
    organization = customizing.organization
    row = organization.plants.get(plant)
    company = organization.company_codes.get(row.company_code) if row else None
    return company.currency if company else ""


def copied(like: Material, material: Material) -> None:
    """What the views that need no level take over from another material; what is its alone stays behind."""
    names = ("material_group", "base_unit", "division", "product_hierarchy", "gross_weight", "net_weight",
             "weight_unit", "volume", "volume_unit", "transportation_group", "competitor")  # fmt: skip
    for name in names:
        setattr(material, name, getattr(like, name))
    material.texts = [replace(text) for text in like.texts]
    material.units = [replace(unit, ean="") for unit in like.units]
    material.taxes = [replace(tax) for tax in like.taxes]


def following_base_unit(material: Material, before: Material | None) -> Material:
    """The material with sales units that were the base unit, wherever it is sold, and now are the new one."""
    if before is None or before.base_unit in ("", material.base_unit):
        return material
    was, now = before.base_unit, material.base_unit
    sales = [replace(row, sales_unit=now) if row.sales_unit == was else row for row in material.sales]
    return replace(material, sales=sales)
