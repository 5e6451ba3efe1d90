"""Records of the screens of the material master: the way in, the choice of views and levels, and the material flat."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from sdtui.dialogs.parts import of as _of
from sdtui.domain import elements as e
from sdtui.domain import material as m
from sdtui.domain.material import Material, MaterialPlant, MaterialSales, MaterialText, MaterialValuation
from sdtui.domain.material_views import Levels, View

# Checked by the service, which also knows materials that are marked for deletion; a new one is in no value table and is
# not proposed from the last one.
MaterialNumber = Annotated[
    str, e.number("material", "material", "MARA-MATNR", length=18, parameter="MAT", checked=False)
]
NewNumber = Annotated[str, e.number("material", "material", "MARA-MATNR", length=18, checked=False)]
NewType = Annotated[str, e.code("material_type", 4, "material_type", "MARA-MTART", parameter="MTA")]
NewSector = Annotated[str, e.code("industry_sector", 1, "industry_sector", "MARA-MBRSH", parameter="MBR")]
CopyFrom = Annotated[str, e.number("copy_from", "material", "RMMG1_REF-MATNR", length=18)]
OnRequest = Annotated[bool, e.Element(name="on_request", length=1)]
Selected = Annotated[bool, e.Element(name="selected", length=1)]
ViewCode = Annotated[str, e.code("material_view", 11, "material_view", "MARA-PSTAT", checked=False)]
ChangedOn = Annotated[date | None, e.day("changed_on", "MARA-LAEDA")]


@dataclass(slots=True)
class MaterialStart:
    """The first screen of a change or display."""

    number: MaterialNumber = ""


@dataclass(slots=True)
class NewMaterial:
    """The first screen of a creation; ``number`` is that of a material which exists where it is to be extended."""

    number: NewNumber = ""
    industry_sector: NewSector = ""
    material_type: NewType = ""
    copy_from: CopyFrom = ""


@dataclass(slots=True)
class ViewLine:
    """A view that may be chosen."""

    view: ViewCode
    selected: Selected = False


@dataclass(slots=True)
class ViewChoice:
    """The views to look at; ``on_request`` stays away until it is asked for."""

    lines: list[ViewLine] = field(default_factory=list[ViewLine])
    on_request: OnRequest = False

    def chosen(self) -> list[View]:
        return [View(line.view) for line in self.lines if line.selected]


@dataclass(slots=True)
class LevelChoice:
    """Where to look at the views; ``on_request`` stays away until it is asked for."""

    plant: e.Plant = ""
    sales_org: e.SalesOrg = ""
    channel: e.Channel = ""
    on_request: OnRequest = False

    def levels(self) -> Levels:
        return Levels(self.plant, self.sales_org, self.channel)


class MaterialData:
    """A material at the levels that were chosen, as its screens show it: what is typed goes where it belongs.

    What the material does not have at the levels is blank and leads nowhere; its tabs are not shown.
    """

    number: NewNumber = _of("material")
    material_type: m.MaterialType = _of("material")
    industry_sector: m.IndustrySector = _of("material")
    material_group: m.MaterialGroup = _of("material")
    base_unit: m.BaseUnit = _of("material")
    stock_unit: m.BaseUnit = _of("material", "base_unit")
    division: m.Division = _of("material")
    product_hierarchy: m.ProductHierarchy = _of("material")
    gross_weight: m.GrossWeight = _of("material")
    net_weight: m.NetWeight = _of("material")
    weight_unit: m.WeightUnit = _of("material")
    volume: m.Volume = _of("material")
    volume_unit: m.VolumeUnit = _of("material")
    transportation_group: m.TransportationGroup = _of("material")
    ean: m.Ean = _of("material")
    competitor: m.Competitor = _of("material")
    deletion_flag: m.DeletionFlag = _of("material")
    created_by: m.CreatedBy = _of("material")
    created_on: m.CreatedOn = _of("material")
    changed_by: m.CreatedBy = _of("material")
    texts: list[m.MaterialText] = _of("material")
    units: list[m.MaterialUnit] = _of("material")
    taxes: list[m.MaterialTax] = _of("material")

    sales_org: e.SalesOrg = _of("sales")
    channel: e.Channel = _of("sales")
    item_category_group: m.ItemCategoryGroup = _of("sales")
    material_pricing_group: m.MaterialPricingGroup = _of("sales")
    account_assignment_group: m.AccountAssignmentGroup = _of("sales")
    sales_unit: m.SalesUnit = _of("sales")
    minimum_quantity: m.MinimumQuantity = _of("sales")
    delivery_quantity: m.DeliveryQuantity = _of("sales")
    delivering_plant: m.DeliveringPlant = _of("sales")
    material_status: m.MaterialStatus = _of("sales")
    sales_deletion_flag: m.SalesDeletionFlag = _of("sales", "deletion_flag")

    plant: e.Plant = _of("at_plant")
    storage_location: m.StorageLocation = _of("at_plant")
    availability_check: m.AvailabilityCheck = _of("at_plant")
    loading_group: m.LoadingGroup = _of("at_plant")
    planned_delivery_days: m.PlannedDeliveryDays = _of("at_plant")
    goods_receipt_days: m.GoodsReceiptDays = _of("at_plant")
    replenishment_days: m.ReplenishmentDays = _of("at_plant")
    stock: m.Stock = _of("at_plant")

    valuation_plant: m.ValuationPlant = _of("valuation", "plant")
    price_control: m.PriceControl = _of("valuation")
    standard_price: m.StandardPrice = _of("valuation")
    moving_price: m.MovingPrice = _of("valuation")
    price_per: m.PricePer = _of("valuation")
    currency: m.CompanyCurrency = _of("valuation")

    def __init__(self, material: Material, levels: Levels, language: str) -> None:
        self.material = material
        self.sales = material.sales_data(levels.sales_org, levels.channel) or MaterialSales("", "")
        self.at_plant = material.plant(levels.plant) or MaterialPlant("")
        self.valuation = material.valuation(levels.plant) or MaterialValuation("")
        self.language = language

    @property
    def description(self) -> m.Description:
        """In the clerk's language."""
        return next((text.description for text in self.material.texts if text.language == self.language), "")

    @description.setter
    def description(self, value: str) -> None:
        own = next((text for text in self.material.texts if text.language == self.language), None)
        if own is None:
            own = MaterialText(self.language)
            self.material.texts.insert(0, own)
        own.description = value

    @property
    def changed_on(self) -> ChangedOn:
        """The day of the latest save, as it was where the clerk is."""
        at = self.material.changed_at
        return at.astimezone().date() if at else None
