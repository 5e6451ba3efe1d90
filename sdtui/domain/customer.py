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

AccountGroup = Annotated[str, e.code("account_group", 4, "account_group", "KNA1-KTOKD")]
CustomerClass = Annotated[str, e.code("customer_class", 2, "customer_class", "KNA1-KUKLA")]
Industry = Annotated[str, e.code("industry", 4, "industry", "KNA1-BRSCH")]
TaxNumber = Annotated[str, e.code("tax_number", 16, sap="KNA1-STCD1")]
OrderBlock = Annotated[str, e.code("order_block", 2, "order_block", "KNVV-AUFSD")]
DeletionFlag = Annotated[bool, e.Element(name="deletion_flag", length=1, sap="KNA1-LOEVM")]
OneTime = Annotated[bool, e.Element(name="one_time", length=1, sap="KNA1-XCPDK")]
AccountAssignmentGroup = Annotated[str, e.code("account_assignment_group", 2, "account_assignment_group", "KNVV-KTGRD")]
TaxCategory = Annotated[str, e.code("tax_category", 4, "tax_category", "KNVI-TATYP")]
FirstName = Annotated[str, e.text("first_name", 35, "KNVK-NAMEV")]
Department = Annotated[str, e.code("department", 4, "department", "KNVK-ABTNR")]
Employees = Annotated[int, e.Element(name="employees", length=6, sap="KNA1-JMZAH")]
AnnualTurnover = Annotated[Decimal, e.amount("annual_turnover", "turnover_currency", "KNA1-UMSA1")]
TurnoverCurrency = Annotated[str, e.code("turnover_currency", 3, "currency", "KNA1-UWAER")]
TurnoverYear = Annotated[int, e.Element(name="turnover_year", length=4, sap="KNA1-UMJAH")]
CreatedBy = Annotated[str, e.code("created_by", 12, sap="KNA1-ERNAM")]
CreatedOn = Annotated[date | None, e.day("created_on", "KNA1-ERDAT")]
ContactFunction = Annotated[str, e.code("contact_function", 2, "contact_function", "KNVK-PAFKT")]


@dataclass(slots=True)
class CustomerSalesArea:
    """What holds for the customer in one sales area (KNVV)."""

    sales_org: e.SalesOrg
    channel: e.Channel
    division: e.Division
    sales_office: e.SalesOffice = ""
    sales_group: e.SalesGroup = ""
    sales_district: e.SalesDistrict = ""
    customer_group: e.CustomerGroup = ""
    price_group: e.PriceGroup = ""
    price_list: e.PriceList = ""
    customer_pricing: e.CustomerPricing = ""
    currency: e.Currency = ""
    payment_terms: e.PaymentTerms = ""
    incoterms: e.Incoterms = ""
    incoterms_place: e.IncotermsPlace = ""
    shipping_condition: e.ShippingCondition = ""
    delivering_plant: e.Plant = ""
    delivery_priority: e.DeliveryPriority = ""
    complete_delivery: e.CompleteDelivery = False
    probability: e.Probability = 100
    account_assignment_group: AccountAssignmentGroup = ""
    order_block: OrderBlock = ""
    delivery_block: e.DeliveryBlock = ""
    billing_block: e.BillingBlock = ""
    deletion_flag: DeletionFlag = False


@dataclass(slots=True)
class CustomerPartner:
    """A partner function of the customer in one sales area (KNVP); ``counter`` tells several of one function apart."""

    sales_org: e.SalesOrg
    channel: e.Channel
    division: e.Division
    function: e.PartnerFunction
    counter: int = 0
    number: e.PartnerNumber = ""
    default: bool = False


@dataclass(slots=True)
class CustomerTax:
    """The tax class of the customer in a departure country (KNVI)."""

    country: e.Country
    tax_category: TaxCategory = "MWST"
    tax_class: e.TaxClass = ""


@dataclass(slots=True)
class ContactPerson:
    """A person at the customer (KNVK); ``number`` may be named as partner of a document."""

    number: e.PartnerNumber
    name: e.Name = ""
    first_name: FirstName = ""
    department: Department = ""
    function: ContactFunction = ""
    phone: e.Phone = ""
    email: e.Email = ""
    language: e.LanguageKey = "EN"


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
    delivery_block: e.DeliveryBlock = ""
    billing_block: e.BillingBlock = ""
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
