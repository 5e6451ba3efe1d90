"""The customer master: general data, sales areas, partner functions, tax classes and contact persons.

Prospects and competitors are customers of another account group.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from sdtui.domain import elements as e
from sdtui.domain.rounding import ZERO

# --- general data ----------------------------------------------------------------------------------------------------
AccountGroup = Annotated[str, e.code("account_group", 4, "account_group", "KNA1-KTOKD")]
CustomerClass = Annotated[str, e.code("customer_class", 2, "customer_class", "KNA1-KUKLA")]
Industry = Annotated[str, e.code("industry", 4, "industry", "KNA1-BRSCH")]
TaxNumber = Annotated[str, e.code("tax_number", 16, sap="KNA1-STCD1")]
OrderBlock = Annotated[str, e.code("order_block", 2, "order_block", "KNA1-AUFSD")]
DeliveryBlock = Annotated[str, e.code("delivery_block", 2, "delivery_block", "KNA1-LIFSD")]
BillingBlock = Annotated[str, e.code("billing_block", 2, "billing_block", "KNA1-FAKSD")]
DeletionFlag = Annotated[bool, e.Element(name="deletion_flag", length=1, sap="KNA1-LOEVM")]
OneTime = Annotated[bool, e.Element(name="one_time", length=1, sap="KNA1-XCPDK")]
Employees = Annotated[int, e.Element(name="employees", length=6, sap="KNA1-JMZAH")]
AnnualTurnover = Annotated[Decimal, e.amount("annual_turnover", "turnover_currency", "KNA1-UMSA1")]
TurnoverCurrency = Annotated[str, e.code("turnover_currency", 3, "currency", "KNA1-UWAER")]
TurnoverYear = Annotated[int, e.Element(name="turnover_year", length=4, sap="KNA1-UMJAH")]
CreatedBy = Annotated[str, e.code("created_by", 12, sap="KNA1-ERNAM")]
CreatedOn = Annotated[date | None, e.day("created_on", "KNA1-ERDAT")]

# --- sales area data -------------------------------------------------------------------------------------------------
SalesOrg = Annotated[str, e.code("sales_org", 4, "sales_org", "KNVV-VKORG", parameter="VKO")]
Channel = Annotated[str, e.code("channel", 2, "channel", "KNVV-VTWEG", parameter="VTW")]
Division = Annotated[str, e.code("division", 2, "division", "KNVV-SPART", parameter="SPA")]
SalesOffice = Annotated[str, e.code("sales_office", 4, "sales_office", "KNVV-VKBUR")]
SalesGroup = Annotated[str, e.code("sales_group", 3, "sales_group", "KNVV-VKGRP")]
SalesDistrict = Annotated[str, e.code("sales_district", 6, "sales_district", "KNVV-BZIRK")]
CustomerGroup = Annotated[str, e.code("customer_group", 2, "customer_group", "KNVV-KDGRP")]
PriceGroup = Annotated[str, e.code("price_group", 2, "price_group", "KNVV-KONDA")]
PriceList = Annotated[str, e.code("price_list", 2, "price_list", "KNVV-PLTYP")]
CustomerPricing = Annotated[str, e.code("customer_pricing", 1, "customer_pricing", "KNVV-KALKS")]
Currency = Annotated[str, e.code("currency", 3, "currency", "KNVV-WAERS")]
PaymentTerms = Annotated[str, e.code("payment_terms", 4, "payment_terms", "KNVV-ZTERM")]
Incoterms = Annotated[str, e.code("incoterms", 3, "incoterms", "KNVV-INCO1")]
IncotermsPlace = Annotated[str, e.text("incoterms_place", 28, "KNVV-INCO2")]
ShippingCondition = Annotated[str, e.code("shipping_condition", 2, "shipping_condition", "KNVV-VSBED")]
DeliveringPlant = Annotated[str, e.code("delivering_plant", 4, "plant", "KNVV-VWERK")]
DeliveryPriority = Annotated[str, e.code("delivery_priority", 2, "delivery_priority", "KNVV-LPRIO")]
CompleteDelivery = Annotated[bool, e.Element(name="complete_delivery", length=1, sap="KNVV-AUTLF")]
Probability = Annotated[int, e.Element(name="probability", length=3, sap="KNVV-AWAHR")]
AccountAssignmentGroup = Annotated[str, e.code("account_assignment_group", 2, "account_assignment_group", "KNVV-KTGRD")]
AreaOrderBlock = Annotated[str, e.code("area_order_block", 2, "order_block", "KNVV-AUFSD")]
AreaDeliveryBlock = Annotated[str, e.code("area_delivery_block", 2, "delivery_block", "KNVV-LIFSD")]
AreaBillingBlock = Annotated[str, e.code("area_billing_block", 2, "billing_block", "KNVV-FAKSD")]
AreaDeletionFlag = Annotated[bool, e.Element(name="area_deletion_flag", length=1, sap="KNVV-LOEVM")]

# --- partner functions, taxes and contact persons --------------------------------------------------------------------
PartnerFunction = Annotated[str, e.code("partner_function", 2, "partner_function", "KNVP-PARVW")]
PartnerNumber = Annotated[str, e.number("partner", "partner", "KNVP-KUNN2", checked=False)]
DefaultPartner = Annotated[bool, e.Element(name="default_partner", length=1, sap="KNVP-DEFPA")]
TaxCountry = Annotated[str, e.code("country", 3, "country", "KNVI-ALAND")]
TaxCategory = Annotated[str, e.code("tax_category", 4, "tax_category", "KNVI-TATYP")]
TaxClass = Annotated[str, e.code("tax_class", 1, "tax_class", "KNVI-TAXKD")]
ContactNumber = Annotated[str, e.number("contact", "", "KNVK-PARNR", checked=False)]
ContactName = Annotated[str, e.text("contact_name", 35, "KNVK-NAME1")]
FirstName = Annotated[str, e.text("first_name", 35, "KNVK-NAMEV")]
Department = Annotated[str, e.code("department", 4, "department", "KNVK-ABTNR")]
ContactFunction = Annotated[str, e.code("contact_function", 2, "contact_function", "KNVK-PAFKT")]
ContactPhone = Annotated[str, e.text("contact_phone", 30, "KNVK-TELF1")]
ContactEmail = Annotated[str, e.text("contact_email", 60, "ADR6-SMTP_ADDR")]
ContactLanguage = Annotated[str, e.code("language", 2, "language", "KNVK-PARLA")]


@dataclass(slots=True)
class CustomerSalesArea:
    """What holds for the customer in one sales area (KNVV)."""

    sales_org: SalesOrg
    channel: Channel
    division: Division
    sales_office: SalesOffice = ""
    sales_group: SalesGroup = ""
    sales_district: SalesDistrict = ""
    customer_group: CustomerGroup = ""
    price_group: PriceGroup = ""
    price_list: PriceList = ""
    customer_pricing: CustomerPricing = ""
    currency: Currency = ""
    payment_terms: PaymentTerms = ""
    incoterms: Incoterms = ""
    incoterms_place: IncotermsPlace = ""
    shipping_condition: ShippingCondition = ""
    delivering_plant: DeliveringPlant = ""
    delivery_priority: DeliveryPriority = ""
    complete_delivery: CompleteDelivery = False
    probability: Probability = 100
    account_assignment_group: AccountAssignmentGroup = ""
    order_block: AreaOrderBlock = ""
    delivery_block: AreaDeliveryBlock = ""
    billing_block: AreaBillingBlock = ""
    deletion_flag: AreaDeletionFlag = False


@dataclass(slots=True)
class CustomerPartner:
    """A partner function of the customer in one sales area (KNVP); ``counter`` tells several of one function apart.

    ``name`` is that of the partner and is not stored.
    """

    sales_org: SalesOrg
    channel: Channel
    division: Division
    function: PartnerFunction = ""
    counter: int = 0
    number: PartnerNumber = ""
    default: DefaultPartner = False
    name: e.Name = field(default="", compare=False)


@dataclass(slots=True)
class CustomerTax:
    """The tax class of the customer in a departure country (KNVI)."""

    country: TaxCountry
    tax_category: TaxCategory = "MWST"
    tax_class: TaxClass = ""


@dataclass(slots=True)
class ContactPerson:
    """A person at the customer (KNVK); ``number`` may be named as partner of a document."""

    number: ContactNumber = ""
    name: ContactName = ""
    first_name: FirstName = ""
    department: Department = ""
    function: ContactFunction = ""
    phone: ContactPhone = ""
    email: ContactEmail = ""
    language: ContactLanguage = "EN"


@dataclass(slots=True)
class Customer:
    """General data (KNA1) with everything that hangs on it."""

    number: e.CustomerNumber
    name: e.Name = ""
    name2: e.Name = ""
    search_term: e.SearchTerm = ""
    street: e.Street = ""
    postal_code: e.PostalCode = ""
    city: e.City = ""
    region: e.Region = ""
    country: e.Country = ""
    language: e.LanguageKey = "EN"
    phone: e.Phone = ""
    email: e.Email = ""
    vat_number: e.VatNumber = ""
    tax_number: TaxNumber = ""
    account_group: AccountGroup = ""
    customer_class: CustomerClass = ""
    industry: Industry = ""
    employees: Employees = 0
    annual_turnover: AnnualTurnover = ZERO
    turnover_currency: TurnoverCurrency = ""
    turnover_year: TurnoverYear = 0
    one_time: OneTime = False
    order_block: OrderBlock = ""
    delivery_block: DeliveryBlock = ""
    billing_block: BillingBlock = ""
    deletion_flag: DeletionFlag = False
    version: int = 0
    created_by: CreatedBy = ""
    created_on: CreatedOn = None
    changed_by: CreatedBy = ""
    changed_at: datetime | None = None
    sales_areas: list[CustomerSalesArea] = field(default_factory=list[CustomerSalesArea])
    partners: list[CustomerPartner] = field(default_factory=list[CustomerPartner])
    taxes: list[CustomerTax] = field(default_factory=list[CustomerTax])
    contacts: list[ContactPerson] = field(default_factory=list[ContactPerson])

    def sales_area(self, sales_org: str, channel: str, division: str) -> CustomerSalesArea | None:
        wanted = (sales_org, channel, division)
        return next((row for row in self.sales_areas if (row.sales_org, row.channel, row.division) == wanted), None)
