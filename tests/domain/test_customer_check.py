"""What is wrong with a customer master on paper."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sdtui.domain.authority import SalesArea
from sdtui.domain.customer import ContactPerson, Customer, CustomerPartner, CustomerSalesArea, CustomerTax
from sdtui.domain.customer_check import check_customer
from sdtui.domain.customizing_model import Customizing
from sdtui.domain.customizing_values import AccountGroup, Incoterms, Organization, SalesOffice

AREA = ("1000", "10", "00")
CUSTOMIZING = Customizing(
    account_groups={
        "0001": AccountGroup(
            code="0001", required=("name", "payment_terms", "tax_class"), functions=("SP", "SH"), number_range="01"
        )
    },
    incoterms={"DAP": Incoterms(code="DAP", place=True), "EXW": Incoterms(code="EXW")},
    organization=Organization(
        sales_areas={SalesArea(*AREA): ("1010",)}, sales_offices={"1010": SalesOffice(code="1010", groups=("101",))}
    ),
)


def customer(**facts: object) -> Customer:
    made = Customer("0000001000", "The Bike Zone", account_group="0001")
    made.sales_areas.append(CustomerSalesArea(*AREA, payment_terms="0001"))
    for name, value in facts.items():
        setattr(made.sales_areas[0] if hasattr(made.sales_areas[0], name) else made, name, value)
    return made


def found(of: Customer, *, saving: bool = True) -> list[tuple[str, str]]:
    area = of.sales_areas[0] if of.sales_areas else None
    return [(finding.message, finding.field) for finding in check_customer(of, area, CUSTOMIZING, saving=saving)]


def test_nothing_is_wrong_with_a_complete_one() -> None:
    assert found(customer()) == []


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"name": ""}, ("required-field", "name")),
        ({"payment_terms": ""}, ("required-field", "payment_terms")),
        ({"taxes": [CustomerTax("PL", tax_class="1"), CustomerTax("DE")]}, ("required-field", "taxes[1].tax_class")),
        ({"email": "office"}, ("email-wrong", "email")),
        ({"contacts": [ContactPerson("1", "Ann", email="a@b")]}, ("email-wrong", "contacts[0].email")),
        ({"contacts": [ContactPerson("1")]}, ("required-field", "contacts[0].name")),
        ({"annual_turnover": Decimal(5)}, ("required-field", "turnover_currency")),
        ({"incoterms": "DAP"}, ("required-field", "incoterms_place")),
        ({"probability": 101}, ("customer-probability", "probability")),
        ({"sales_office": "1020"}, ("sales-office-not-in-area", "sales_office")),
        ({"sales_group": "101"}, ("required-field", "sales_office")),
        ({"sales_office": "1010", "sales_group": "102"}, ("sales-group-not-in-office", "sales_group")),
        ({"partners": [CustomerPartner(*AREA, "SH")]}, ("required-field", "partners[0].number")),
        ({"partners": [CustomerPartner(*AREA, "", 0, "1")]}, ("required-field", "partners[0].function")),
        (
            {"partners": [CustomerPartner(*AREA, "SH", 1, "1"), CustomerPartner(*AREA, "SH", 2, "1")]},
            ("customer-partner-twice", "partners[1].number"),
        ),
    ],
)
def test_what_is_wrong_is_found_on_its_field(facts: dict[str, object], wrong: tuple[str, str]) -> None:
    assert found(customer(**facts)) == [wrong]


def test_what_is_missing_is_asked_for_when_saving() -> None:
    assert found(customer(payment_terms=""), saving=False) == []


def test_without_a_sales_area_nothing_of_one_is_missing() -> None:
    without = customer()
    without.sales_areas.clear()
    assert found(without) == []


def test_partners_of_other_areas_are_not_looked_at() -> None:
    assert found(customer(partners=[CustomerPartner("1000", "12", "00", "SH")])) == []


def test_a_new_customer_without_a_number_is_his_own_partner() -> None:
    new = customer(partners=[CustomerPartner(*AREA, "SH"), CustomerPartner(*AREA, "CP")])
    new.number = ""
    assert found(new) == [("required-field", "partners[1].number")]


def test_incoterms_without_a_place_need_none() -> None:
    assert found(customer(incoterms="EXW", email="office@bikes.example.com")) == []
