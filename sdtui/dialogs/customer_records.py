"""Records of the screens of the customer master: the way in, a customer in one sales area, and his sales areas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from sdtui.dialogs.parts import of
from sdtui.domain import customer as c
from sdtui.domain import elements as e
from sdtui.domain.authority import SalesArea
from sdtui.domain.customer import Customer, CustomerPartner, CustomerSalesArea
from sdtui.domain.customer_check import partners_in

# Checked by the service, which also knows customers that are marked for deletion; a new one is in no value table and is
# not proposed from the last one.
CustomerNumber = Annotated[str, e.number("customer", "customer", "KNA1-KUNNR", parameter="KUN", checked=False)]
NewNumber = Annotated[str, e.number("customer", "customer", "KNA1-KUNNR", checked=False)]
NewGroup = Annotated[str, e.code("account_group", 4, "account_group", "KNA1-KTOKD", parameter="KGD")]
Reference = Annotated[str, e.number("reference_customer", "customer", "RF02D-REF_KUNNR", checked=False)]
ReferenceOrg = Annotated[str, e.code("reference_sales_org", 4, "sales_org", "RF02D-REF_VKORG")]
ReferenceChannel = Annotated[str, e.code("reference_channel", 2, "channel", "RF02D-REF_VTWEG")]
ReferenceDivision = Annotated[str, e.code("reference_division", 2, "division", "RF02D-REF_SPART")]
Heading = Annotated[str, e.text("customer_heading", 60)]
AreaKey = Annotated[str, e.text("customer_area", 10, "KNVV-VKORG")]
AreaText = Annotated[str, e.text("customer_area_text", 60)]


@dataclass(slots=True)
class CustomerChoice:
    """The first screen of change and display."""

    number: CustomerNumber = ""
    sales_org: c.SalesOrg = ""
    channel: c.Channel = ""
    division: c.Division = ""

    @property
    def area(self) -> SalesArea:
        return SalesArea(self.sales_org, self.channel, self.division)


@dataclass(slots=True)
class NewCustomer:
    """The first screen of create: what becomes of whom, where, and like whom."""

    account_group: NewGroup = ""
    number: NewNumber = ""
    sales_org: c.SalesOrg = ""
    channel: c.Channel = ""
    division: c.Division = ""
    reference: Reference = ""
    reference_sales_org: ReferenceOrg = ""
    reference_channel: ReferenceChannel = ""
    reference_division: ReferenceDivision = ""

    @property
    def area(self) -> SalesArea:
        return SalesArea(self.sales_org, self.channel, self.division)

    @property
    def reference_area(self) -> SalesArea:
        return SalesArea(self.reference_sales_org, self.reference_channel, self.reference_division)


class CustomerData:
    """A customer in one sales area, as his screens show him: what is typed goes where it belongs.

    Without a sales area what belongs to one is blank and leads nowhere; its tabs are not shown.
    """

    number: CustomerNumber = of("customer")
    account_group: c.AccountGroup = of("customer")
    name: e.Name = of("customer")
    name2: e.Name = of("customer")
    search_term: e.SearchTerm = of("customer")
    street: e.Street = of("customer")
    postal_code: e.PostalCode = of("customer")
    city: e.City = of("customer")
    region: e.Region = of("customer")
    country: e.Country = of("customer")
    language: e.LanguageKey = of("customer")
    phone: e.Phone = of("customer")
    email: e.Email = of("customer")
    vat_number: e.VatNumber = of("customer")
    tax_number: c.TaxNumber = of("customer")
    one_time: c.OneTime = of("customer")
    created_by: c.CreatedBy = of("customer")
    created_on: c.CreatedOn = of("customer")
    changed_by: c.CreatedBy = of("customer")
    customer_class: c.CustomerClass = of("customer")
    industry: c.Industry = of("customer")
    employees: c.Employees = of("customer")
    annual_turnover: c.AnnualTurnover = of("customer")
    turnover_currency: c.TurnoverCurrency = of("customer")
    turnover_year: c.TurnoverYear = of("customer")
    order_block: c.OrderBlock = of("customer")
    delivery_block: c.DeliveryBlock = of("customer")
    billing_block: c.BillingBlock = of("customer")
    deletion_flag: c.DeletionFlag = of("customer")
    contacts: list[c.ContactPerson] = of("customer")
    taxes: list[c.CustomerTax] = of("customer")

    sales_org: c.SalesOrg = of("area")
    channel: c.Channel = of("area")
    division: c.Division = of("area")
    sales_district: c.SalesDistrict = of("area")
    sales_office: c.SalesOffice = of("area")
    sales_group: c.SalesGroup = of("area")
    customer_group: c.CustomerGroup = of("area")
    currency: c.Currency = of("area")
    probability: c.Probability = of("area")
    price_group: c.PriceGroup = of("area")
    price_list: c.PriceList = of("area")
    customer_pricing: c.CustomerPricing = of("area")
    shipping_condition: c.ShippingCondition = of("area")
    delivering_plant: c.DeliveringPlant = of("area")
    delivery_priority: c.DeliveryPriority = of("area")
    complete_delivery: c.CompleteDelivery = of("area")
    payment_terms: c.PaymentTerms = of("area")
    incoterms: c.Incoterms = of("area")
    incoterms_place: c.IncotermsPlace = of("area")
    account_assignment_group: c.AccountAssignmentGroup = of("area")
    area_order_block: c.AreaOrderBlock = of("area", "order_block")
    area_delivery_block: c.AreaDeliveryBlock = of("area", "delivery_block")
    area_billing_block: c.AreaBillingBlock = of("area", "billing_block")
    area_deletion_flag: c.AreaDeletionFlag = of("area", "deletion_flag")

    def __init__(self, customer: Customer, area: SalesArea, area_text: str) -> None:
        self.customer = customer
        found = customer.sales_area(area.sales_org, area.channel, area.division)
        self.in_area = found is not None
        self.area = found or CustomerSalesArea("", "", "")
        self.words = area_text

    @property
    def heading(self) -> Heading:
        """Name and city, on every tab."""
        return " · ".join(part for part in (self.customer.name, self.customer.city) if part)

    @property
    def area_key(self) -> AreaKey:
        """The sales area as one writes it."""
        return f"{self.sales_org}/{self.channel}/{self.division}" if self.in_area else ""

    @property
    def area_text(self) -> AreaText:
        """The sales area in words."""
        return self.words

    @property
    def partners(self) -> list[CustomerPartner]:
        """The partner functions in the sales area."""
        return partners_in(self.customer, self.area)


@dataclass(slots=True)
class AreaLine:
    """A sales area in which the customer exists."""

    sales_org: c.SalesOrg
    channel: c.Channel
    division: c.Division
    order_block: c.AreaOrderBlock = ""
    deletion_flag: c.AreaDeletionFlag = False

    @property
    def area(self) -> SalesArea:
        return SalesArea(self.sales_org, self.channel, self.division)


@dataclass(slots=True)
class CustomerAreas:
    """The sales areas of a customer."""

    number: CustomerNumber = ""
    name: e.Name = ""
    areas: list[AreaLine] = field(default_factory=list[AreaLine])
