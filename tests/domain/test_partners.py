from dataclasses import replace

import pytest

from sdtui.domain.customizing_rows import PartnerRule
from sdtui.domain.partners import (
    check_partners,
    determine_partners,
    header_from_list,
    out_of_step,
    partner,
    remove_partner,
    set_partner,
)
from sdtui.domain.sales_document import Partner
from tests.domain.samples import item, quotation

PROCEDURE = (
    PartnerRule(function="SP", mandatory=True, changeable=False),
    PartnerRule(function="SH", mandatory=True, defaults_to_sold_to=True),
    PartnerRule(function="BP", mandatory=True, defaults_to_sold_to=True),
    PartnerRule(function="CP"),
)
SOLD_TO = Partner("SP", "0000001000", "The Bike Zone")
WAREHOUSE = Partner("SH", "0000001001", "Warehouse North")
HARBOUR = Partner("SH", "0000001002", "Warehouse Harbour")


def test_one_candidate_is_taken_and_functions_without_one_fall_to_the_sold_to_party() -> None:
    proposal = determine_partners(SOLD_TO, {"SH": [WAREHOUSE]}, PROCEDURE)
    assert [(row.function, row.number) for row in proposal.partners] == [
        ("SP", "0000001000"), ("SH", "0000001001"), ("BP", "0000001000"),
    ]  # fmt: skip
    assert not proposal.choose


def test_of_several_candidates_one_must_be_chosen() -> None:
    proposal = determine_partners(SOLD_TO, {"SH": [WAREHOUSE, HARBOUR]}, PROCEDURE)
    assert proposal.choose == {"SH": [WAREHOUSE, HARBOUR]}
    assert "SH" not in {row.function for row in proposal.partners}


def test_the_header_follows_the_list_and_the_list_can_be_compared_with_the_header() -> None:
    document = quotation(sold_to="")
    set_partner(document, SOLD_TO)
    set_partner(document, WAREHOUSE)
    assert (document.sold_to, document.ship_to) == ("0000001000", "0000001001")
    set_partner(document, HARBOUR)
    assert len(document.partners) == 2
    assert document.ship_to == "0000001002"
    document.ship_to = "0000001001"
    assert out_of_step(document) == ["SH"]
    header_from_list(document)
    assert document.ship_to == "0000001002"
    assert not out_of_step(document)
    remove_partner(document, HARBOUR)
    assert (document.ship_to, partner(document, "SH")) == ("", None)


@pytest.mark.parametrize(("function", "field"), [("SH", "ship_to"), ("BP", "partners[1].number")])
def test_a_mandatory_function_is_missed_where_it_is_entered(function: str, field: str) -> None:
    rows = [replace(SOLD_TO, function=name) for name in ("SP", "SH", "BP") if name != function]
    if function == "BP":
        rows.pop()
    document = quotation()
    for row in rows:
        set_partner(document, row)
    assert (("partner-missing", field)) in [(f.message, f.field) for f in check_partners(document, PROCEDURE)]


def test_a_locked_function_keeps_its_partner_once_there_are_items() -> None:
    def document(number: str, *items: object) -> object:
        made = quotation(*items)  # type: ignore[arg-type]
        made.partners = [replace(SOLD_TO, function=name) for name in ("SP", "SH", "BP")]
        made.partners[0] = replace(SOLD_TO, number=number, street="Elsewhere")
        return made

    other, same, stored, empty = document("2"), document("1"), document("1", item(10)), document("1")
    messages = [f.message for f in check_partners(other, PROCEDURE, stored)]  # type: ignore[arg-type]
    assert messages == ["partner-not-changeable"]
    assert not check_partners(same, PROCEDURE, stored)  # type: ignore[arg-type]
    assert not check_partners(other, PROCEDURE, empty)  # type: ignore[arg-type]


def test_a_function_stands_once_and_belongs_to_the_procedure() -> None:
    document = quotation()
    document.partners = [replace(SOLD_TO, function=name) for name in ("SP", "SH", "BP", "CP", "CP", "ZZ")]
    assert [(f.message, f.field) for f in check_partners(document, PROCEDURE)] == [
        ("partner-function-twice", "partners[4].function"),
        ("partner-function-unknown", "partners[5].function"),
    ]
