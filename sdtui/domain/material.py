"""The material master: basic data, descriptions, sales data, plants, valuation, units and tax classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from sdtui.domain import elements as e
from sdtui.domain.customer import AccountAssignmentGroup, DeletionFlag, TaxCategory
from sdtui.domain.rounding import ZERO

MaterialType = Annotated[str, e.code("material_type", 4, "material_type", "MARA-MTART")]
IndustrySector = Annotated[str, e.code("industry_sector", 1, "industry_sector", "MARA-MBRSH")]
ItemCategoryGroup = Annotated[str, e.code("item_category_group", 4, "item_category_group", "MVKE-MTPOS")]
MaterialStatus = Annotated[str, e.code("material_status", 2, "material_status", "MVKE-VMSTA")]
AvailabilityCheck = Annotated[str, e.code("availability_check", 2, "availability_check", "MARC-MTVFP")]
LoadingGroup = Annotated[str, e.code("loading_group", 4, "loading_group", "MARC-LADGR")]
TransportationGroup = Annotated[str, e.code("transportation_group", 4, "transportation_group", "MARA-TRAGR")]
Days = Annotated[int, e.Element(name="days", length=3)]
PriceControl = Annotated[str, e.code("price_control", 1, sap="MBEW-VPRSV")]
StandardPrice = Annotated[Decimal, e.amount("standard_price", sap="MBEW-STPRS")]
MovingPrice = Annotated[Decimal, e.amount("moving_price", sap="MBEW-VERPR")]
MinimumQuantity = Annotated[Decimal, e.quantity("minimum_quantity", "base_unit", "MVKE-AUMNG")]
DeliveryQuantity = Annotated[Decimal, e.quantity("delivery_quantity", "base_unit", "MVKE-SCMNG")]
Stock = Annotated[Decimal, e.quantity("stock", "base_unit", "MARD-LABST")]
Ean = Annotated[str, e.code("ean", 18, sap="MARM-EAN11")]


@dataclass(slots=True)
class MaterialText:
    """Description (MAKT) and sales text in one language."""

    language: e.LanguageKey
    description: e.ItemDescription = ""
    sales_text: e.LongText = ""


@dataclass(slots=True)
class MaterialSales:
    """What holds for the material in one sales organisation and channel (MVKE); quantities are in the base unit."""

    sales_org: e.SalesOrg
    channel: e.Channel
    item_category_group: ItemCategoryGroup = "NORM"
    material_pricing_group: e.MaterialPricingGroup = ""
    account_assignment_group: AccountAssignmentGroup = ""
    sales_unit: e.Unit = ""
    minimum_quantity: MinimumQuantity = ZERO
    delivery_quantity: DeliveryQuantity = ZERO
    delivering_plant: e.Plant = ""
    material_status: MaterialStatus = ""
    deletion_flag: DeletionFlag = False


@dataclass(slots=True)
class MaterialPlant:
    """What holds for the material in a plant (MARC, MARD); times are in days, stock is unrestricted, in base units."""

    plant: e.Plant
    storage_location: e.StorageLocation = ""
    availability_check: AvailabilityCheck = ""
    loading_group: LoadingGroup = ""
    planned_delivery_days: Days = 0
    goods_receipt_days: Days = 0
    replenishment_days: Days = 0
    stock: Stock = ZERO


@dataclass(slots=True)
class MaterialValuation:
    """Valuation in a plant (MBEW), in the currency of its company code; S counts the standard, V the moving price."""

    plant: e.Plant
    price_control: PriceControl = "S"
    standard_price: StandardPrice = ZERO
    moving_price: MovingPrice = ZERO
    price_per: e.PricePer = 1
    currency: e.Currency = ""

    @property
    def cost(self) -> Decimal:
        """Of ``price_per`` base units."""
        return self.moving_price if self.price_control == "V" else self.standard_price


@dataclass(slots=True)
class MaterialUnit:
    """An alternative unit (MARM): ``denominator`` of it are ``numerator`` base units (1 BOX = 12 PC: 12 and 1)."""

    unit: e.Unit
    numerator: int = 1
    denominator: int = 1
    ean: Ean = ""


@dataclass(slots=True)
class MaterialTax:
    """The tax class of the material in a departure country (MLAN)."""

    country: e.Country
    tax_category: TaxCategory = "MWST"
    tax_class: e.TaxClass = ""


@dataclass(slots=True)
class Material:
    """Basic data (MARA) with everything that hangs on it; weights and volume are of one base unit.

    ``competitor`` is the customer number of the competitor whose product it is.
    """

    number: e.Material
    material_type: MaterialType = ""
    industry_sector: IndustrySector = ""
    material_group: e.MaterialGroup = ""
    base_unit: e.Unit = ""
    division: e.Division = ""
    product_hierarchy: e.ProductHierarchy = ""
    gross_weight: e.GrossWeight = ZERO
    net_weight: e.NetWeight = ZERO
    weight_unit: e.WeightUnit = ""
    volume: e.Volume = ZERO
    volume_unit: e.VolumeUnit = ""
    transportation_group: TransportationGroup = ""
    ean: Ean = ""
    competitor: e.CustomerNumber = ""
    deletion_flag: DeletionFlag = False
    texts: list[MaterialText] = field(default_factory=list[MaterialText])
    sales: list[MaterialSales] = field(default_factory=list[MaterialSales])
    plants: list[MaterialPlant] = field(default_factory=list[MaterialPlant])
    valuations: list[MaterialValuation] = field(default_factory=list[MaterialValuation])
    units: list[MaterialUnit] = field(default_factory=list[MaterialUnit])
    taxes: list[MaterialTax] = field(default_factory=list[MaterialTax])

    def description(self, language: str = "EN") -> str:
        """In the language, else in English, else in any."""
        found = {text.language: text.description for text in self.texts}
        return found.get(language) or found.get("EN") or next(iter(found.values()), "")

    def sales_data(self, sales_org: str, channel: str) -> MaterialSales | None:
        return next((row for row in self.sales if (row.sales_org, row.channel) == (sales_org, channel)), None)

    def valuation(self, plant: str) -> MaterialValuation | None:
        return next((row for row in self.valuations if row.plant == plant), None)

    def conversion(self, unit: str) -> tuple[int, int] | None:
        """Numerator and denominator from ``unit`` to the base unit; None for a unit that the material does not have."""
        if unit == self.base_unit:
            return 1, 1
        found = next((row for row in self.units if row.unit == unit), None)
        return (found.numerator, found.denominator) if found else None
