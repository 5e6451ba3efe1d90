"""The rows of the lists: what stands in one line about a document, an item or a material."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sdtui.domain import elements as e
from sdtui.domain import material as m
from sdtui.domain.rounding import ZERO
from sdtui.domain.sales_document import Category, OverallStatus, ReferenceStatus, RejectionStatus, Status

ChangedBy = Annotated[str, e.code("changed_by", 12, sap="VBAK-AENAM")]
ChangedOn = Annotated[date | None, e.day("changed_on", "VBAK-AEDAT")]
DaysLeft = Annotated[int | None, e.Element(name="days_left", length=7, signed=True)]
DocumentCategory = Annotated[Category, e.code("document_category", 1, sap="VBAK-VBTYP")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """An inquiry, quotation or order in a list of documents.

    ``days_left`` counts from today to the last day of validity: 0 on that day, negative when it is over.
    """

    number: e.DocumentNumber
    document_type: e.DocumentType = ""
    category: DocumentCategory = Category.INQUIRY
    sold_to: e.SoldTo = ""
    sold_to_name: e.Name = ""
    customer_reference: e.CustomerReference = ""
    customer_reference_date: e.CustomerReferenceDate = None
    customer_reference_type: e.CustomerReferenceType = ""
    description: e.Description = ""
    document_date: e.DocumentDate = None
    valid_from: e.ValidFrom = None
    valid_to: e.ValidTo = None
    days_left: DaysLeft = None
    requested_delivery_date: e.RequestedDeliveryDate = None
    net_value: e.NetValue = ZERO
    expected_value: e.ExpectedValue = ZERO
    currency: e.Currency = ""
    probability: e.Probability = 0
    overall_status: OverallStatus = Status.NOT_RELEVANT
    reference_status: ReferenceStatus = Status.NOT_RELEVANT
    rejection_status: RejectionStatus = Status.NOT_RELEVANT
    incompletion: e.Incompletion = ""
    sales_org: e.SalesOrg = ""
    channel: e.Channel = ""
    division: e.Division = ""
    sales_office: e.SalesOffice = ""
    sales_group: e.SalesGroup = ""
    order_reason: e.OrderReason = ""
    ship_to: e.ShipTo = ""
    payment_terms: e.PaymentTerms = ""
    incoterms: e.Incoterms = ""
    delivery_block: e.DeliveryBlock = ""
    billing_block: e.BillingBlock = ""
    created_by: e.CreatedBy = ""
    created_on: e.CreatedOn = None
    changed_by: ChangedBy = ""
    changed_on: ChangedOn = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine(DocumentLine):
    """An item with what its document says; net value, probability, status and so on are those of the item.

    What both have and a list shows of both, the document's is called ``document_...``.
    """

    item: e.ItemNumber
    material: e.Material = ""
    item_description: e.ItemDescription = ""
    quantity: e.OrderQuantity = ZERO
    unit: e.Unit = ""
    item_category: e.ItemCategory = ""
    net_price: e.NetPrice = ZERO
    price_per: e.PricePer = 1
    price_unit: e.PriceUnit = ""
    rejection_reason: e.RejectionReason = ""
    alternative_to: e.AlternativeTo = 0
    higher_level_item: e.HigherLevelItem = 0
    customer_material: e.CustomerMaterial = ""
    material_group: e.MaterialGroup = ""
    plant: e.Plant = ""
    referenced_quantity: e.ReferencedQuantity = ZERO
    reference_number: e.ReferenceNumber = ""
    reference_item: e.ItemNumber = 0
    document_net_value: e.NetValue = ZERO
    document_status: OverallStatus = Status.NOT_RELEVANT


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """A material in a plant with its valuation there; without a plant, of which nothing is known there.

    ``price`` is the one of the two prices that counts.
    """

    number: e.Material
    description: e.ItemDescription = ""
    plant: e.Plant = ""
    material_type: m.MaterialType = ""
    material_group: e.MaterialGroup = ""
    base_unit: e.Unit = ""
    division: e.Division = ""
    price: m.ValuationPrice = ZERO
    price_control: m.PriceControl = ""
    standard_price: m.StandardPrice = ZERO
    moving_price: m.MovingPrice = ZERO
    price_per: e.PricePer = 1
    currency: e.Currency = ""
    stock: m.Stock = ZERO
    deletion_flag: m.DeletionFlag = False
    created_by: m.CreatedBy = ""
    created_on: m.CreatedOn = None
