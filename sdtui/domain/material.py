"""The material master: basic data, descriptions, sales data, plants, valuation, units and tax classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from sdtui.domain import elements as e
from sdtui.domain.rounding import ZERO

MaterialType = Annotated[str, e.code("material_type", 4, "material_type", "MARA-MTART")]
IndustrySector = Annotated[str, e.code("industry_sector", 1, "industry_sector", "MARA-MBRSH")]
ItemCategoryGroup = Annotated[str, e.code("item_category_group", 4, "item_category_group", "MVKE-MTPOS")]
MaterialStatus = Annotated[str, e.code("material_status", 2, "material_status", "MVKE-VMSTA")]
ValuationPlant = Annotated[str, e.code("plant", 4, "plant", "MBEW-BWKEY")]
AvailabilityCheck = Annotated[str, e.code("availability_check", 2, "availability_check", "MARC-MTVFP")]
LoadingGroup = Annotated[str, e.code("loading_group", 4, "loading_group", "MARC-LADGR")]
TransportationGroup = Annotated[str, e.code("transportation_group", 4, "transportation_group", "MARA-TRAGR")]
PlannedDeliveryDays = Annotated[int, e.Element(name="planned_delivery_days", length=3, sap="MARC-PLIFZ")]
GoodsReceiptDays = Annotated[int, e.Element(name="goods_receipt_days", length=3, sap="MARC-WEBAZ")]
ReplenishmentDays = Annotated[int, e.Element(name="replenishment_days", length=3, sap="MARC-WZEIT")]
PriceControl = Annotated[str, e.code("price_control", 1, "price_control", "MBEW-VPRSV")]
StandardPrice = Annotated[Decimal, e.amount("standard_price", sap="MBEW-STPRS")]
MovingPrice = Annotated[Decimal, e.amount("moving_price", sap="MBEW-VERPR")]
ValuationPrice = Annotated[Decimal, e.amount("valuation_price", sap="MBEW-STPRS/VERPR")]
MinimumQuantity = Annotated[Decimal, e.quantity("minimum_quantity", "base_unit", "MVKE-AUMNG")]
DeliveryQuantity = Annotated[Decimal, e.quantity("delivery_quantity", "base_unit", "MVKE-LFMNG")]
Stock = Annotated[Decimal, e.quantity("stock", "base_unit", "MARD-LABST")]
Ean = Annotated[str, e.code("ean", 18, sap="MARA-EAN11")]
UnitEan = Annotated[str, e.code("ean", 18, sap="MARM-EAN11")]
BaseUnit = Annotated[str, e.code("base_unit", 3, "unit", "MARA-MEINS")]
SalesUnit = Annotated[str, e.code("sales_unit", 3, "unit", "MVKE-VRKME")]
AlternativeUnit = Annotated[str, e.code("unit", 3, "unit", "MARM-MEINH")]
Numerator = Annotated[int, e.Element(name="numerator", length=5, sap="MARM-UMREZ")]
Denominator = Annotated[int, e.Element(name="denominator", length=5, sap="MARM-UMREN")]
MaterialGroup = Annotated[str, e.code("material_group", 9, "material_group", "MARA-MATKL")]
MaterialPricingGroup = Annotated[str, e.code("material_pricing_group", 2, "material_pricing_group", "MVKE-KONDM")]
AccountAssignmentGroup = Annotated[str, e.code("account_assignment_group", 2, "account_assignment_group", "MVKE-KTGRM")]
Division = Annotated[str, e.code("division", 2, "division", "MARA-SPART")]
ProductHierarchy = Annotated[str, e.code("product_hierarchy", 18, sap="MARA-PRDHA")]
GrossWeight = Annotated[Decimal, e.quantity("gross_weight", "weight_unit", "MARA-BRGEW")]
NetWeight = Annotated[Decimal, e.quantity("net_weight", "weight_unit", "MARA-NTGEW")]
WeightUnit = Annotated[str, e.code("weight_unit", 3, "unit", "MARA-GEWEI")]
Volume = Annotated[Decimal, e.quantity("volume", "volume_unit", "MARA-VOLUM")]
VolumeUnit = Annotated[str, e.code("volume_unit", 3, "unit", "MARA-VOLEH")]
Competitor = Annotated[str, e.number("competitor", "customer", "MARA-KUNNR")]
Description = Annotated[str, e.text("item_description", 40, "MAKT-MAKTX")]
TextLanguage = Annotated[str, e.code("language", 2, "language", "MAKT-SPRAS")]
DeliveringPlant = Annotated[str, e.code("delivering_plant", 4, "plant", "MVKE-DWERK")]
StorageLocation = Annotated[str, e.code("storage_location", 4, "storage_location", "MARC-LGPRO")]
TaxCategory = Annotated[str, e.code("tax_category", 4, "tax_category", "MLAN-TATYP")]
TaxClass = Annotated[str, e.code("tax_class", 1, "tax_class", "MLAN-TAXM1")]
TaxCountry = Annotated[str, e.code("country", 3, "country", "MLAN-ALAND")]
PricePer = Annotated[int, e.Element(name="price_per", length=5, sap="MBEW-PEINH")]
CompanyCurrency = Annotated[str, e.code("currency", 3, "currency", "T001-WAERS")]
DeletionFlag = Annotated[bool, e.Element(name="deletion_flag", length=1, sap="MARA-LVORM")]
CreatedBy = Annotated[str, e.code("created_by", 12, sap="MARA-ERNAM")]
CreatedOn = Annotated[date | None, e.day("created_on", "MARA-ERSDA")]
MaterialViewCode = Annotated[str, e.code("material_view", 11, "material_view", "MARA-PSTAT")]
SalesDeletionFlag = Annotated[bool, e.Element(name="sales_deletion_flag", length=1, sap="MVKE-LVORM")]


@dataclass(slots=True)
class MaterialText:
    """Description (MAKT) and sales text in one language."""

    language: TextLanguage = ""
    description: Description = ""
    sales_text: e.LongText = ""

    @property
    def first_line(self) -> e.FirstLine:
        """How the sales text begins."""
        return self.sales_text.strip().partition("\n")[0][:60]


@dataclass(slots=True)
class MaterialSales:
    """What holds for the material in one sales organisation and channel (MVKE); quantities are in the base unit."""

    sales_org: e.SalesOrg
    channel: e.Channel
    item_category_group: ItemCategoryGroup = "NORM"
    material_pricing_group: MaterialPricingGroup = ""
    account_assignment_group: AccountAssignmentGroup = ""
    sales_unit: SalesUnit = ""
    minimum_quantity: MinimumQuantity = ZERO
    delivery_quantity: DeliveryQuantity = ZERO
    delivering_plant: DeliveringPlant = ""
    material_status: MaterialStatus = ""
    deletion_flag: SalesDeletionFlag = False


@dataclass(slots=True)
class MaterialPlant:
    """What holds for the material in a plant (MARC, MARD); times are in days, stock is unrestricted, in base units."""

    plant: e.Plant
    storage_location: StorageLocation = ""
    availability_check: AvailabilityCheck = ""
    loading_group: LoadingGroup = ""
    planned_delivery_days: PlannedDeliveryDays = 0
    goods_receipt_days: GoodsReceiptDays = 0
    replenishment_days: ReplenishmentDays = 0
    stock: Stock = ZERO


@dataclass(slots=True)
class MaterialValuation:
    """Valuation in a plant (MBEW), in the currency of its company code; S counts the standard, V the moving price."""

    plant: e.Plant
    price_control: PriceControl = "S"
    standard_price: StandardPrice = ZERO
    moving_price: MovingPrice = ZERO
    price_per: PricePer = 1
    currency: CompanyCurrency = ""

    @property
    def cost(self) -> Decimal:
        """Of ``price_per`` base units."""
        return self.moving_price if self.price_control == "V" else self.standard_price


@dataclass(slots=True)
class MaterialUnit:
    """An alternative unit (MARM): ``denominator`` of it are ``numerator`` base units (1 BOX = 12 PC: 12 and 1)."""

    unit: AlternativeUnit = ""
    numerator: Numerator = 1
    denominator: Denominator = 1
    ean: UnitEan = ""


@dataclass(slots=True)
class MaterialTax:
    """The tax class of the material in a departure country (MLAN)."""

    country: TaxCountry = ""
    tax_category: TaxCategory = "MWST"
    tax_class: TaxClass = ""


@dataclass(slots=True)
class Material:
    """Basic data (MARA) with everything that hangs on it; weights and volume are of one base unit.

    ``competitor`` is the customer number of the competitor whose product it is.
    """

    number: e.Material
    material_type: MaterialType = ""
    industry_sector: IndustrySector = ""
    material_group: MaterialGroup = ""
    base_unit: BaseUnit = ""
    division: Division = ""
    product_hierarchy: ProductHierarchy = ""
    gross_weight: GrossWeight = ZERO
    net_weight: NetWeight = ZERO
    weight_unit: WeightUnit = ""
    volume: Volume = ZERO
    volume_unit: VolumeUnit = ""
    transportation_group: TransportationGroup = ""
    ean: Ean = ""
    competitor: Competitor = ""
    deletion_flag: DeletionFlag = False
    version: int = 0
    created_by: CreatedBy = ""
    created_on: CreatedOn = None
    changed_by: CreatedBy = ""
    changed_at: datetime | None = None
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

    def sales_text(self, language: str) -> str:
        """In the language, else none: a text for the customer is in his language or not at all."""
        return next((text.sales_text for text in self.texts if text.language == language), "")

    def sales_data(self, sales_org: str, channel: str) -> MaterialSales | None:
        return next((row for row in self.sales if (row.sales_org, row.channel) == (sales_org, channel)), None)

    def plant(self, plant: str) -> MaterialPlant | None:
        return next((row for row in self.plants if row.plant == plant), None)

    def valuation(self, plant: str) -> MaterialValuation | None:
        return next((row for row in self.valuations if row.plant == plant), None)

    def conversion(self, unit: str) -> tuple[int, int] | None:
        """Numerator and denominator from ``unit`` to the base unit; None for a unit that the material does not have."""
        if unit == self.base_unit:
            return 1, 1
        found = next((row for row in self.units if row.unit == unit), None)
        return (found.numerator, found.denominator) if found else None
