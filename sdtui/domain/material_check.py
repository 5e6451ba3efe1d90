"""What is checked on a material: the views that are open, at the levels where they are looked at.

Findings come in the order of the tabs, with the paths that the material has on its screen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sdtui.domain.authority import SalesArea
from sdtui.domain.customizing_model import Customizing
from sdtui.domain.errors import Finding, error, warning
from sdtui.domain.material import Material, MaterialSales, MaterialUnit, MaterialValuation
from sdtui.domain.material_views import IN_SALES, Levels, View, type_of


@dataclass(frozen=True, slots=True)
class Used:
    """What documents say about a material: whether there are any, and in which units."""

    documents: bool = False
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MaterialCheck:
    """Checks one material; ``before`` is how it is stored, None for a new one.

    ``ean_valid`` says whether the check digit of an article number is right. When ``saving``, nothing may be missing.
    """

    customizing: Customizing
    language: str
    ean_valid: Callable[[str], bool]
    used: Used = Used()
    saving: bool = True

    def findings(
        self, material: Material, views: Collection[View], levels: Levels, before: Material | None = None
    ) -> Iterator[Finding]:
        """Everything that stands against saving (E) or deserves a second look (W)."""
        if View.BASIC_DATA in views:
            yield from self._basic_data(material, before)
        if View.SALES_ORG_1 in views or View.BASIC_DATA in views:
            yield from self._units(material, before)
        if View.SALES_ORG_1 in views:
            yield from self._taxes(material)
        if IN_SALES & set(views) and (sales := material.sales_data(levels.sales_org, levels.channel)):
            yield from self._sales(material, sales, before)
        if View.SALES_TEXT in views and View.BASIC_DATA not in views:
            yield from self._texts(material)
        if View.ACCOUNTING in views and (valuation := material.valuation(levels.plant)):
            yield from self._valuation(valuation)

    # --- basic data --------------------------------------------------------------------------------------------------
    def _basic_data(self, material: Material, before: Material | None) -> Iterator[Finding]:
        if before and self.used.documents and material.base_unit != before.base_unit:
            yield error("base-unit-used", "base_unit", unit=before.base_unit)
        if material.net_weight > material.gross_weight:
            yield error("net-weight-above-gross", "net_weight", net=material.net_weight, gross=material.gross_weight)
        yield from self._measure(material, "weight_unit", "mass", material.gross_weight)
        yield from self._measure(material, "volume_unit", "volume", material.volume)
        yield from self._ean(material.ean, "ean")
        if self.saving and type_of(material, self.customizing).competitive and not material.competitor:
            yield error("required-field", "competitor")
        yield from self._texts(material)

    def _measure(self, material: Material, name: str, dimension: str, value: Decimal) -> Iterator[Finding]:
        code = getattr(material, name)
        unit = self.customizing.units.get(code)
        if value and not code:
            yield error("required-field", name)
        elif unit and unit.dimension != dimension:
            yield error("unit-other-dimension", name, unit=code)

    def _ean(self, ean: str, path: str) -> Iterator[Finding]:
        if ean and not self.ean_valid(ean):
            yield warning("ean-check-digit", path, ean=ean)

    def _texts(self, material: Material) -> Iterator[Finding]:
        yield from _twice([text.language for text in material.texts], "texts[{}].language")
        for place, text in enumerate(material.texts):
            if not text.language:
                yield error("required-field", f"texts[{place}].language")
            elif not (text.description or text.sales_text.strip()) or (
                text.language == self.language and not text.description
            ):
                yield error("required-field", f"texts[{place}].description")

    # --- units -------------------------------------------------------------------------------------------------------
    def _units(self, material: Material, before: Material | None) -> Iterator[Finding]:
        codes = [row.unit for row in material.units]
        yield from _twice(codes, "units[{}].unit")
        for place, row in enumerate(material.units):
            at = f"units[{place}]"
            if not row.unit:
                yield error("required-field", f"{at}.unit")
            elif row.unit == material.base_unit:
                yield error("unit-is-base-unit", f"{at}.unit", unit=row.unit)
            elif row.numerator < 1 or row.denominator < 1:
                yield error("required-field", f"{at}.{'numerator' if row.numerator < 1 else 'denominator'}")
            else:
                yield from self._physical(material.base_unit, row, f"{at}.numerator")
            yield from self._ean(row.ean, f"{at}.ean")
        if before:
            kept = {*codes, material.base_unit}
            for unit in sorted({row.unit for row in before.units} & self.used.units - kept):
                yield error("unit-used", f"units[{len(codes)}].unit", unit=unit)
            yield from self._used_factors(material, before)

    def _used_factors(self, material: Material, before: Material) -> Iterator[Finding]:
        """Documents keep the factors that they were written with; that new ones get others is worth a question."""
        old = {row.unit: (row.numerator, row.denominator) for row in before.units}
        for place, row in enumerate(material.units):
            was = old.get(row.unit, (row.numerator, row.denominator))
            if row.unit in self.used.units and was != (row.numerator, row.denominator):
                yield warning("factor-used", f"units[{place}].numerator", unit=row.unit)

    def _physical(self, base_unit: str, row: MaterialUnit, path: str) -> Iterator[Finding]:
        """A kilogram is a thousand grams whatever somebody types."""
        unit, base = (self.customizing.units.get(code) for code in (row.unit, base_unit))
        factor = unit.factor_to(base) if unit and base else None
        if factor is not None and factor * row.denominator != row.numerator:
            yield error("factor-not-physical", path, unit=row.unit, base_unit=base_unit, factor=factor.normalize())

    # --- sales -------------------------------------------------------------------------------------------------------
    def _taxes(self, material: Material) -> Iterator[Finding]:
        yield from _twice(
            [f"{tax.country} {tax.tax_category}" if tax.country else "" for tax in material.taxes], "taxes[{}].country"
        )
        for place, tax in enumerate(material.taxes):
            for name in ("country", "tax_category", "tax_class"):
                if not getattr(tax, name) and (self.saving or name != "tax_class"):
                    yield error("required-field", f"taxes[{place}].{name}")
                    break

    def _sales(self, material: Material, sales: MaterialSales, before: Material | None) -> Iterator[Finding]:
        follows = before is not None and sales.sales_unit == before.base_unit
        if sales.sales_unit and not follows and material.conversion(sales.sales_unit) is None:
            yield error("sales-unit-not-convertible", "sales_unit", unit=sales.sales_unit, base_unit=material.base_unit)
        area = SalesArea(sales.sales_org, sales.channel, "")
        plants = self.customizing.organization.plants_for(area)
        if sales.delivering_plant and plants and sales.delivering_plant not in plants:
            yield error(
                "plant-not-in-chain",
                "delivering_plant",
                plant=sales.delivering_plant,
                chain=f"{sales.sales_org}/{sales.channel}",
                plants=", ".join(plants),
            )
        decimals = self.customizing.unit_decimals(material.base_unit)
        for name in ("minimum_quantity", "delivery_quantity"):
            value = getattr(sales, name)
            if value != round(value, decimals):
                yield error("too-many-decimals", name, text=value, decimals=decimals)

    # --- accounting --------------------------------------------------------------------------------------------------
    def _valuation(self, valuation: MaterialValuation) -> Iterator[Finding]:
        if valuation.price_per < 1:
            yield error("required-field", "price_per")
        if not self.saving:
            return
        if valuation.price_control == "S" and not valuation.standard_price:
            yield error("price-of-control-missing", "standard_price", control="S")
        if valuation.price_control == "V" and not valuation.moving_price:
            yield error("price-of-control-missing", "moving_price", control="V")


def _twice(keys: Iterable[str], path: str) -> Iterator[Finding]:
    """An error on each line whose key stands above already."""
    seen: set[str] = set()
    for place, key in enumerate(keys):
        if key and key in seen:
            yield error("entry-twice", path.format(place), value=key)
        seen.add(key)


def sale_finding(
    material: Material, sales: MaterialSales | None, customizing: Customizing, path: str
) -> Finding | None:
    """What stands against entering the material in a document of the distribution chain."""
    if material.deletion_flag or (sales and sales.deletion_flag):
        return error("material-flagged", path, material=material.number)
    status = customizing.material_statuses.get(sales.material_status) if sales else None
    if status is None or not status.sales:
        return None
    slots = {"material": material.number, "status": status.code}
    kind = error if status.sales == "E" else warning
    return kind(f"material-status-{'refuses' if status.sales == 'E' else 'warns'}", path, **slots)
