"""The sales document: header, items, partners and texts of an inquiry, quotation or order, as plain data.

Keys are kept in their stored form (numeric ones with leading zeros). Amounts are in the document currency, quantities
in the unit of the item. Fields marked *derived* are set by the rules and never by a clerk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from sdtui.domain import elements as e
from sdtui.domain.conditions import Condition
from sdtui.domain.rounding import ZERO, half_up


class Category(StrEnum):
    """Document categories (VBTYP)."""

    INQUIRY = "A"
    QUOTATION = "B"
    ORDER = "C"


class Status(StrEnum):
    """A status as the document tables hold it: one character."""

    NOT_RELEVANT = ""
    OPEN = "A"
    PARTLY = "B"
    COMPLETE = "C"


ReferenceStatus = Annotated[Status, e.code("reference_status", 1, "status", "VBUK-RFSTK")]
RejectionStatus = Annotated[Status, e.code("rejection_status", 1, "rejection_status", "VBUK-ABSTK")]
OverallStatus = Annotated[Status, e.code("overall_status", 1, "status", "VBUK-GBSTK")]


class Step(StrEnum):
    """What an incomplete document cannot be used for; the order in which the steps are said."""

    REFERENCE = "G"
    DELIVERY = "D"
    BILLING = "B"
    PRICING = "P"


class Completeness:
    """``incompletion`` by step, as the tables VBUK and VBUP hold it: A something is missing, C complete."""

    __slots__ = ()
    incompletion: str

    @property
    def completeness_general(self) -> e.CompletenessGeneral:
        """Whether all is there that a reference to the document needs."""
        return self._completeness(Step.REFERENCE)

    @property
    def completeness_delivery(self) -> e.CompletenessDelivery:
        """Whether all is there that a delivery needs."""
        return self._completeness(Step.DELIVERY)

    @property
    def completeness_billing(self) -> e.CompletenessBilling:
        """Whether all is there that a bill needs."""
        return self._completeness(Step.BILLING)

    @property
    def completeness_pricing(self) -> e.CompletenessPricing:
        """Whether all is there that pricing needs."""
        return self._completeness(Step.PRICING)

    def _completeness(self, step: Step) -> str:
        return Status.OPEN if step in self.incompletion else Status.COMPLETE


@dataclass(slots=True)
class Partner:
    """One partner function of a document; the address may be overwritten for this document only."""

    function: e.PartnerFunction = ""
    number: e.PartnerNumber = ""
    name: e.Name = ""
    street: e.Street = ""
    postal_code: e.PostalCode = ""
    city: e.City = ""
    country: e.Country = ""
    own_address: bool = False
    # for which entries the address was read; not stored
    determined_for: tuple[str, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class DocumentText:
    """A long text of the header (item 0) or of an item, in one language."""

    text_id: e.TextId
    text: e.LongText = ""
    language: e.LanguageKey = "EN"

    @property
    def first_line(self) -> e.FirstLine:
        """The beginning of the text, for lists."""
        return self.text.strip().partition("\n")[0][:60]


@dataclass(slots=True)
class SalesItem(Completeness):
    """An item. ``numerator``/``denominator`` convert the sales unit into the base unit (1 BOX = 12/1 PC)."""

    item: e.ItemNumber = 0
    material: e.Material = ""
    description: e.ItemDescription = ""
    quantity: e.OrderQuantity = ZERO
    unit: e.Unit = ""
    item_category: e.ItemCategory = ""
    higher_level_item: e.HigherLevelItem = 0
    alternative_to: e.AlternativeTo = 0
    plant: e.Plant = ""
    storage_location: e.StorageLocation = ""
    shipping_point: e.ShippingPoint = ""
    route: e.Route = ""
    delivery_priority: e.DeliveryPriority = ""
    requested_delivery_date: e.RequestedDeliveryDate = None
    customer_material: e.CustomerMaterial = ""
    customer_reference: e.CustomerReference = ""
    rejection_reason: e.RejectionReason = ""
    probability: e.Probability = 0
    pricing_date: e.PricingDate = None
    payment_terms: e.PaymentTerms = ""
    incoterms: e.Incoterms = ""
    incoterms_place: e.IncotermsPlace = ""
    billing_block: e.BillingBlock = ""
    material_group: e.MaterialGroup = ""
    material_pricing_group: e.MaterialPricingGroup = ""
    product_hierarchy: e.ProductHierarchy = ""
    base_unit: e.Unit = ""
    numerator: int = 1
    denominator: int = 1
    # weight and volume of the whole item (derived from the material and the quantity)
    gross_weight: e.GrossWeight = ZERO
    net_weight: e.NetWeight = ZERO
    weight_unit: e.WeightUnit = ""
    volume: e.Volume = ZERO
    volume_unit: e.VolumeUnit = ""
    tax_class: e.TaxClass = ""
    cost_per_base_unit: Decimal = ZERO
    # derived by pricing
    currency: e.Currency = ""
    net_value: e.NetValue = ZERO
    net_price: e.NetPrice = ZERO
    price_per: e.PricePer = 1
    price_unit: e.PriceUnit = ""
    tax: e.TaxAmount = ZERO
    cost: e.Cost = ZERO
    expected_value: e.ExpectedValue = ZERO
    price_missing: bool = False
    conditions: list[Condition] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    texts: list[DocumentText] = field(default_factory=list)
    # what this item was copied from, and how much of it has been copied on
    reference_number: e.ReferenceNumber = ""
    reference_item: e.ItemNumber = 0
    reference_category: e.DocumentCategory = ""
    referenced_quantity: e.ReferencedQuantity = ZERO
    # derived status, as the tables VBUP hold it
    reference_status: ReferenceStatus = Status.NOT_RELEVANT
    rejection_status: RejectionStatus = Status.NOT_RELEVANT
    overall_status: OverallStatus = Status.NOT_RELEVANT
    # the letters of the steps for which something is missing (derived)
    incompletion: e.Incompletion = field(default="", compare=False)
    # for which entries the facts above were read from the masters, and for which facts the automatic conditions
    determined_for: tuple[object, ...] = field(default=(), compare=False)
    priced_for: tuple[object, ...] = field(default=(), compare=False)

    @property
    def margin(self) -> e.Margin:
        """Net value less cost."""
        return self.net_value - self.cost

    @property
    def margin_percent(self) -> e.Percent:
        """The margin in per cent of the net value, two decimals, half up; 0 without a net value."""
        if not self.net_value:
            return ZERO
        return half_up(self.margin * 100 / self.net_value, 2)

    @property
    def conversion_note(self) -> e.ConversionNote:
        """How the sales unit stands to the base unit: 1 BOX = 12 PC."""
        if not self.unit or self.unit == self.base_unit:
            return ""
        return f"{self.denominator} {self.unit} = {self.numerator} {self.base_unit}"


@dataclass(slots=True)
class SalesDocument(Completeness):
    """A whole inquiry, quotation or order; what VA11 to VA23 show and change."""

    category: Category = Category.INQUIRY
    document_type: e.DocumentType = ""
    number: e.DocumentNumber = ""
    sales_org: e.SalesOrg = ""
    channel: e.Channel = ""
    division: e.Division = ""
    sales_office: e.SalesOffice = ""
    sales_group: e.SalesGroup = ""
    sold_to: e.SoldTo = ""
    sold_to_address: e.Address = ""
    ship_to: e.ShipTo = ""
    ship_to_address: e.Address = ""
    customer_reference: e.CustomerReference = ""
    customer_reference_date: e.CustomerReferenceDate = None
    customer_reference_type: e.CustomerReferenceType = ""
    your_reference: e.YourReference = ""
    orderer: e.Orderer = ""
    orderer_phone: e.OrdererPhone = ""
    description: e.Description = ""
    collective_number: e.CollectiveNumber = ""
    document_date: e.DocumentDate = None
    valid_from: e.ValidFrom = None
    valid_to: e.ValidTo = None
    requested_delivery_date: e.RequestedDeliveryDate = None
    pricing_date: e.PricingDate = None
    currency: e.Currency = ""
    exchange_rate: e.ExchangeRate = Decimal(1)
    pricing_procedure: str = ""
    payment_terms: e.PaymentTerms = ""
    incoterms: e.Incoterms = ""
    incoterms_place: e.IncotermsPlace = ""
    order_reason: e.OrderReason = ""
    delivering_plant: e.Plant = ""
    shipping_condition: e.ShippingCondition = ""
    complete_delivery: e.CompleteDelivery = False
    delivery_block: e.DeliveryBlock = ""
    billing_block: e.BillingBlock = ""
    price_group: e.PriceGroup = ""
    price_list: e.PriceList = ""
    customer_group: e.CustomerGroup = ""
    sales_district: e.SalesDistrict = ""
    tax_class: e.TaxClass = ""
    customer_pricing: e.CustomerPricing = ""
    destination_country: e.Country = ""
    customer_probability: e.Probability = 100
    # derived
    net_value: e.NetValue = ZERO
    tax: e.TaxAmount = ZERO
    cost: e.Cost = ZERO
    probability: e.Probability = 0
    expected_value: e.ExpectedValue = ZERO
    reference_status: ReferenceStatus = Status.NOT_RELEVANT
    rejection_status: RejectionStatus = Status.NOT_RELEVANT
    overall_status: OverallStatus = Status.NOT_RELEVANT
    incompletion: e.Incompletion = field(default="", compare=False)
    items: list[SalesItem] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    texts: list[DocumentText] = field(default_factory=list)
    # conditions entered for the whole document (HA00, HB00, RB00 entered at header)
    conditions: list[Condition] = field(default_factory=list)
    # derived by pricing: what each line of the procedure comes to over all items
    condition_totals: list[Condition] = field(default_factory=list, compare=False)
    created_by: e.CreatedBy = ""
    created_on: e.CreatedOn = None
    changed_by: e.CreatedBy = ""
    changed_at: datetime | None = None
    # counts the saves; 0 is a document that has not been saved
    version: int = 0
    # what the items last took over from the header; not stored
    passed_on: tuple[object, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """A row of the document flow: ``level`` 0 is the document itself, below 0 its origins, above 0 what followed."""

    level: int
    number: e.DocumentNumber
    category: e.DocumentCategory
    document_type: e.DocumentType
    document_date: e.DocumentDate
    net_value: e.NetValue
    currency: e.Currency
    overall_status: OverallStatus
    item: e.ItemNumber = 0
    quantity: e.OrderQuantity = ZERO
    unit: e.Unit = ""
