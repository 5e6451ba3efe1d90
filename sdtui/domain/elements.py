"""What a field *is*: its type, length, conversion, value table and technical name, declared once.

An element stands next to the Python type (``SoldTo = Annotated[str, Element(...)]``) and is read by the tables of the
store, by the records of the dialogs and by the screens. Technical names are those of the SAP tables that clerks and
consultants search for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, get_args, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """The facts of one kind of field.

    ``length`` counts the characters that a clerk may type, ``decimals`` the digits after the decimal sign that are
    kept. ``alpha`` stores a purely numeric key with leading zeros, to ``length``, and shows it without. ``values``
    names the value table behind F4; when ``checked``, an entry that is not in it is refused. ``reference`` names the
    field of the same record that holds the currency or unit. ``parameter`` is the id under which the last value is
    remembered.
    """

    name: str
    length: int
    decimals: int = 0
    alpha: bool = False
    upper: bool = False
    signed: bool = False
    values: str = ""
    checked: bool = True
    reference: str = ""
    sap: str = ""
    parameter: str = ""
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field as a slot of a text: the clerk reads its label. ``element`` has one where the field has none."""

    name: str
    element: str = ""


@cache
def field_name(record: type, name: str) -> FieldName:
    """The name of a field of a record, with that of its element."""
    hint = get_type_hints(record, include_extras=True).get(name)
    element = next((fact for fact in get_args(hint) if isinstance(fact, Element)), None)
    return FieldName(name, element.name if element else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitElement(Element):
    """What selects by an element: ``of`` is that element and ``kind`` the type of its values."""

    of: Element
    kind: type


def limit_element(of: Element, kind: type) -> LimitElement:
    """The element of a field in which clerks write what they select by: a value, a comparison, a pattern."""
    length = 24 if kind is date else max(of.length + 2, 12)
    return LimitElement(
        name=of.name, length=length, alpha=of.alpha, upper=of.upper, values=of.values, checked=False, sap=of.sap,
        of=of, kind=kind,
    )  # fmt: skip


def text(name: str, length: int, sap: str = "") -> Element:
    """An element of free text."""
    return Element(name=name, length=length, sap=sap)


def code(
    name: str, length: int, values: str = "", sap: str = "", *, parameter: str = "", checked: bool = True
) -> Element:
    """An element that holds a key: kept in capitals, with a value table where ``values`` names one."""
    return Element(name=name, length=length, values=values, sap=sap, upper=True, parameter=parameter, checked=checked)


def number(name: str, values: str, sap: str, *, length: int = 10, parameter: str = "", checked: bool = True) -> Element:
    """The number of a document or master: a key that is stored with leading zeros when it has digits alone."""
    return Element(
        name=name, length=length, values=values, sap=sap, upper=True, alpha=True, parameter=parameter, checked=checked
    )


def day(name: str, sap: str) -> Element:
    """A date, or none."""
    return Element(name=name, length=10, sap=sap)


def amount(name: str, currency: str = "currency", sap: str = "", signed: bool = False) -> Element:
    """Money: 15 digits, shown and rounded with the decimals of the currency in the field ``currency``."""
    return Element(name=name, length=18, decimals=2, reference=currency, sap=sap, signed=signed)


def quantity(name: str, unit: str = "unit", sap: str = "") -> Element:
    """A quantity of up to three decimals in the unit that the field ``unit`` holds."""
    return Element(name=name, length=15, decimals=3, reference=unit, sap=sap)


# --- keys of documents and masters -----------------------------------------------------------------------------------
DocumentNumber = Annotated[str, number("document_number", "sales_document", "VBAK-VBELN", checked=False)]
ReferenceNumber = Annotated[str, number("reference_number", "sales_document", "VBAK-VGBEL", checked=False)]
ItemNumber = Annotated[int, Element(name="item_number", length=6, sap="VBAP-POSNR", parameter="VPO")]
HigherLevelItem = Annotated[int, Element(name="higher_level_item", length=6, sap="VBAP-UEPOS")]
AlternativeTo = Annotated[int, Element(name="alternative_to", length=6, sap="VBAP-GRPOS")]
DocumentCategory = Annotated[str, code("document_category", 1, sap="VBAK-VBTYP")]
DocumentType = Annotated[str, code("document_type", 4, "document_type", "VBAK-AUART", parameter="AAT")]
CustomerNumber = Annotated[str, number("customer", "customer", "KNA1-KUNNR", parameter="KUN")]
SoldTo = Annotated[str, number("sold_to", "customer", "KUAGV-KUNNR", parameter="KUN")]
ShipTo = Annotated[str, number("ship_to", "partner", "KUWEV-KUNNR")]
PartnerNumber = Annotated[str, number("partner", "partner", "VBPA-KUNNR", checked=False)]
Material = Annotated[str, number("material", "material", "VBAP-MATNR", length=18, parameter="MAT")]
CustomerMaterial = Annotated[str, text("customer_material", 35, "VBAP-KDMAT")]

# --- organisation ----------------------------------------------------------------------------------------------------
SalesOrg = Annotated[str, code("sales_org", 4, "sales_org", "VBAK-VKORG", parameter="VKO")]
Channel = Annotated[str, code("channel", 2, "channel", "VBAK-VTWEG", parameter="VTW")]
Division = Annotated[str, code("division", 2, "division", "VBAK-SPART", parameter="SPA")]
SalesOffice = Annotated[str, code("sales_office", 4, "sales_office", "VBAK-VKBUR", parameter="VKB")]
SalesGroup = Annotated[str, code("sales_group", 3, "sales_group", "VBAK-VKGRP", parameter="VKG")]
Plant = Annotated[str, code("plant", 4, "plant", "VBAP-WERKS", parameter="WRK")]
StorageLocation = Annotated[str, code("storage_location", 4, "storage_location", "VBAP-LGORT")]
ShippingPoint = Annotated[str, code("shipping_point", 4, "shipping_point", "VBAP-VSTEL")]

# --- names and addresses ---------------------------------------------------------------------------------------------
Name = Annotated[str, text("name", 35, "KNA1-NAME1")]
Street = Annotated[str, text("street", 35, "KNA1-STRAS")]
PostalCode = Annotated[str, text("postal_code", 10, "KNA1-PSTLZ")]
City = Annotated[str, text("city", 35, "KNA1-ORT01")]
Region = Annotated[str, code("region", 3, sap="KNA1-REGIO")]
Country = Annotated[str, code("country", 3, "country", "KNA1-LAND1", parameter="LND")]
SearchTerm = Annotated[str, code("search_term", 20, sap="KNA1-SORTL")]
Phone = Annotated[str, text("phone", 30, "KNA1-TELF1")]
Email = Annotated[str, text("email", 60, "ADR6-SMTP_ADDR")]
VatNumber = Annotated[str, code("vat_number", 20, sap="KNA1-STCEG")]
LanguageKey = Annotated[str, code("language", 2, "language", "KNA1-SPRAS")]
Address = Annotated[str, text("address", 80)]

# --- header of a sales document --------------------------------------------------------------------------------------
CustomerReference = Annotated[str, text("customer_reference", 35, "VBKD-BSTKD")]
CustomerReferenceDate = Annotated[date | None, day("customer_reference_date", "VBKD-BSTDK")]
CustomerReferenceType = Annotated[str, code("customer_reference_type", 4, "customer_reference_type", "VBKD-BSARK")]
YourReference = Annotated[str, text("your_reference", 12, "VBKD-IHREZ")]
Orderer = Annotated[str, text("orderer", 35, "VBAK-BNAME")]
OrdererPhone = Annotated[str, text("orderer_phone", 16, "VBAK-TELF1")]
Description = Annotated[str, text("description", 40, "VBAK-KTEXT")]
CollectiveNumber = Annotated[str, code("collective_number", 10, sap="VBAK-SUBMI")]
DocumentDate = Annotated[date | None, day("document_date", "VBAK-AUDAT")]
ValidFrom = Annotated[date | None, day("valid_from", "VBAK-ANGDT")]
ValidTo = Annotated[date | None, day("valid_to", "VBAK-BNDDT")]
RequestedDeliveryDate = Annotated[date | None, day("requested_delivery_date", "RV45A-KETDAT")]
PricingDate = Annotated[date | None, day("pricing_date", "VBKD-PRSDT")]
Currency = Annotated[str, code("currency", 3, "currency", "VBAK-WAERK")]
ExchangeRate = Annotated[Decimal, Element(name="exchange_rate", length=12, decimals=5, sap="VBKD-KURSK")]
PaymentTerms = Annotated[str, code("payment_terms", 4, "payment_terms", "VBKD-ZTERM")]
Incoterms = Annotated[str, code("incoterms", 3, "incoterms", "VBKD-INCO1")]
IncotermsPlace = Annotated[str, text("incoterms_place", 28, "VBKD-INCO2")]
OrderReason = Annotated[str, code("order_reason", 3, "order_reason", "VBAK-AUGRU")]
RejectionReason = Annotated[str, code("rejection_reason", 2, "rejection_reason", "VBAP-ABGRU")]
ShippingCondition = Annotated[str, code("shipping_condition", 2, "shipping_condition", "VBAK-VSBED")]
CompleteDelivery = Annotated[bool, Element(name="complete_delivery", length=1, sap="VBAK-AUTLF")]
DeliveryBlock = Annotated[str, code("delivery_block", 2, "delivery_block", "VBAK-LIFSK")]
BillingBlock = Annotated[str, code("billing_block", 2, "billing_block", "VBAK-FAKSK")]
DeliveryPriority = Annotated[str, code("delivery_priority", 2, "delivery_priority", "VBAP-LPRIO")]
PriceGroup = Annotated[str, code("price_group", 2, "price_group", "VBKD-KONDA")]
PriceList = Annotated[str, code("price_list", 2, "price_list", "VBKD-PLTYP")]
CustomerGroup = Annotated[str, code("customer_group", 2, "customer_group", "VBKD-KDGRP")]
SalesDistrict = Annotated[str, code("sales_district", 6, "sales_district", "VBKD-BZIRK")]
CustomerPricing = Annotated[str, code("customer_pricing", 1, sap="KNVV-KALKS")]
NetValue = Annotated[Decimal, amount("net_value", sap="VBAK-NETWR", signed=True)]
TaxAmount = Annotated[Decimal, amount("tax_amount", sap="VBAP-MWSBP", signed=True)]
Cost = Annotated[Decimal, amount("cost", sap="VBAP-WAVWR", signed=True)]
Margin = Annotated[Decimal, amount("margin", signed=True)]
ExpectedValue = Annotated[Decimal, amount("expected_value", sap="VBAK-NETWR*AWAHR", signed=True)]
Probability = Annotated[int, Element(name="probability", length=3, sap="VBAP-AWAHR")]
Incompletion = Annotated[str, code("incompletion", 4, "incompletion", "VBUK-UVALL", checked=False)]
CompletenessGeneral = Annotated[str, code("completeness_general", 1, "completeness", "VBUK-UVALL")]
CompletenessDelivery = Annotated[str, code("completeness_delivery", 1, "completeness", "VBUK-UVVLK")]
CompletenessBilling = Annotated[str, code("completeness_billing", 1, "completeness", "VBUK-UVFAK")]
CompletenessPricing = Annotated[str, code("completeness_pricing", 1, "completeness", "VBUK-UVPRS")]
CreatedBy = Annotated[str, code("created_by", 12, sap="VBAK-ERNAM")]
CreatedOn = Annotated[date | None, day("created_on", "VBAK-ERDAT")]

# --- item ------------------------------------------------------------------------------------------------------------
OrderQuantity = Annotated[Decimal, quantity("order_quantity", sap="RV45A-KWMENG")]
ReferencedQuantity = Annotated[Decimal, quantity("referenced_quantity", sap="VBFA-RFMNG")]
OpenQuantity = Annotated[Decimal, quantity("open_quantity")]
Unit = Annotated[str, code("unit", 3, "unit", "VBAP-VRKME")]
ItemDescription = Annotated[str, text("item_description", 40, "VBAP-ARKTX")]
ItemCategory = Annotated[str, code("item_category", 4, "item_category", "VBAP-PSTYV")]
MaterialGroup = Annotated[str, code("material_group", 9, "material_group", "VBAP-MATKL")]
MaterialPricingGroup = Annotated[str, code("material_pricing_group", 2, "material_pricing_group", "VBAP-KONDM")]
ProductHierarchy = Annotated[str, code("product_hierarchy", 18, sap="VBAP-PRODH")]
NetPrice = Annotated[Decimal, amount("net_price", sap="VBAP-NETPR", signed=True)]
PricePer = Annotated[int, Element(name="price_per", length=5, sap="VBAP-KPEIN")]
PriceUnit = Annotated[str, code("price_unit", 3, "unit", "VBAP-KMEIN")]
GrossWeight = Annotated[Decimal, quantity("gross_weight", "weight_unit", "VBAP-BRGEW")]
NetWeight = Annotated[Decimal, quantity("net_weight", "weight_unit", "VBAP-NTGEW")]
WeightUnit = Annotated[str, code("weight_unit", 3, "unit", "VBAP-GEWEI")]
Volume = Annotated[Decimal, quantity("volume", "volume_unit", "VBAP-VOLUM")]
VolumeUnit = Annotated[str, code("volume_unit", 3, "unit", "VBAP-VOLEH")]
Route = Annotated[str, code("route", 6, "route", "VBAP-ROUTE")]
TaxClass = Annotated[str, code("tax_class", 1, "tax_class", "KNVI-TAXKD")]

# --- partners and texts ----------------------------------------------------------------------------------------------
PartnerFunction = Annotated[str, code("partner_function", 2, "partner_function", "VBPA-PARVW")]
TextId = Annotated[str, code("text_id", 4, "text_id", "STXH-TDID")]
LongText = Annotated[str, Element(name="long_text", length=20_000, sap="STXL", multiline=True)]

# --- conditions ------------------------------------------------------------------------------------------------------
ConditionType = Annotated[str, code("condition_type", 4, "condition_type", "KONV-KSCHL")]
ConditionRate = Annotated[Decimal, Element(name="condition_rate", length=15, decimals=3, signed=True, sap="KONV-KBETR")]
ConditionCurrency = Annotated[str, code("condition_currency", 5, "condition_currency", "KONV-WAERS")]
ConditionPer = Annotated[int, Element(name="condition_per", length=5, sap="KONV-KPEIN")]
ConditionUnit = Annotated[str, code("condition_unit", 3, "unit", "KONV-KMEIN")]
ConditionBase = Annotated[Decimal, Element(name="condition_base", length=18, decimals=3, signed=True, sap="KONV-KAWRT")]
ConditionValue = Annotated[Decimal, amount("condition_value", "document_currency", "KONV-KWERT", signed=True)]
ConditionReason = Annotated[str, code("condition_reason", 30, "condition_reason", checked=False)]
ConditionText = Annotated[str, text("condition_text", 30)]
ConditionSource = Annotated[str, text("condition_source", 20, "KONV-KNUMH")]
CalculationType = Annotated[str, code("calculation_type", 1, "calculation_type", "KONP-KRECH")]
ScaleBasis = Annotated[str, code("scale_basis", 1, "scale_basis", "KONP-KZBZG")]
SCALE_TYPE = code("scale_type", 1, "scale_type", "KONP-STFKZ")
ScaleType = Annotated[str, SCALE_TYPE]
Step = Annotated[int, Element(name="step", length=3, sap="KONV-STUNR")]
Percent = Annotated[Decimal, Element(name="percent", length=8, decimals=2, signed=True)]
ConversionNote = Annotated[str, text("conversion_note", 20, "VBAP-UMVKZ")]
FirstLine = Annotated[str, text("first_line", 60)]
