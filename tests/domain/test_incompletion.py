"""What is missing in a document is what its procedures ask for and what is empty: nothing else, and nothing less."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.conditions import Condition, ConditionClass, Inactive
from sdtui.domain.customizing import Customizing, customizing_from
from sdtui.domain.customizing_rows import IncompletionProcedure, IncompletionRule, Level, StatusGroup
from sdtui.domain.customizing_values import PartnerFunctionRow
from sdtui.domain.errors import CustomizingError
from sdtui.domain.incompletion import Gap, blocked, find_gaps, update_incompletion
from sdtui.domain.sales_document import DocumentText, Partner, SalesDocument, SalesItem, Step
from tests.domain.samples import CATEGORIES, QUOTATION, item, quotation

GROUPS = {
    code: StatusGroup(code=code, blocks=blocks)
    for code, blocks in {"01": ("G",), "02": ("D", "G"), "03": ("B",), "04": ("P", "G")}.items()
}
HEADER = (
    IncompletionRule(field="valid_to", status_group="01"),
    IncompletionRule(field="payment_terms", status_group="03"),
    IncompletionRule(text="0001", status_group="01"),
    IncompletionRule(partner="CP", status_group="02"),
    IncompletionRule(field="customer_reference", warning=True),
)
ITEM = (
    IncompletionRule(field="quantity", status_group="01"),
    IncompletionRule(field="plant", status_group="02"),
    IncompletionRule(condition="PR00", status_group="04"),
    IncompletionRule(text="0002", warning=True),
)
SHIP_TO = (IncompletionRule(field="city", status_group="02"), IncompletionRule(field="country", status_group="02"))


def procedure(code: str, level: Level, rules: tuple[IncompletionRule, ...]) -> IncompletionProcedure:
    return IncompletionProcedure(code=code, level=level, rules=rules)


CUSTOMIZING = Customizing(
    document_types={"QT": replace(QUOTATION, incompletion="QT")},
    item_categories=CATEGORIES | {"AGN": replace(CATEGORIES["AGN"], incompletion="AG")},
    partner_functions={"SH": PartnerFunctionRow(code="SH", incompletion="SH"), "CP": PartnerFunctionRow(code="CP")},
    incompletion_procedures={
        "QT": procedure("QT", Level.HEADER, HEADER),
        "AG": procedure("AG", Level.ITEM, ITEM),
        "SH": procedure("SH", Level.PARTNER, SHIP_TO),
    },
    status_groups=GROUPS,
)


def price(**facts: Any) -> Condition:
    return Condition(condition_type="PR00", condition_class=ConditionClass.PRICE, rate=Decimal(9), **facts)


def whole_item(number: int = 10, **facts: Any) -> SalesItem:
    facts = {"plant": "1000", "conditions": [price()], "texts": [DocumentText("0002", "For the shop")], **facts}
    return item(number, **facts)


def whole(*items: SalesItem, **facts: Any) -> SalesDocument:
    """A quotation that lacks nothing."""
    facts = {
        "payment_terms": "0001",
        "customer_reference": "A-1",
        "partners": [Partner("SH", "1000", city="Warszawa", country="PL"), Partner("CP", "7")],
        "texts": [DocumentText("0001", "Thank you")],
        **facts,
    }
    return quotation(*(items or (whole_item(),)), **facts)


def found(document: SalesDocument) -> list[tuple[str, str]]:
    return [(gap.path, gap.blocks) for gap in find_gaps(document, CUSTOMIZING)]


def test_a_whole_document_lacks_nothing() -> None:
    assert found(whole()) == []


@pytest.mark.parametrize(
    ("facts", "gap"),
    [
        ({"valid_to": None}, ("valid_to", "G")),
        ({"payment_terms": ""}, ("payment_terms", "B")),
        ({"customer_reference": ""}, ("customer_reference", "")),
        ({"texts": [DocumentText("0002", "x"), DocumentText("0001", " \n")]}, ("texts[1].first_line", "G")),
        ({"texts": []}, ("", "G")),
        ({"partners": [Partner("SH", "1", city="x", country="PL")]}, ("partners[1].function", "GD")),
        ({"partners": [Partner("CP", "7"), Partner("SH", "1", country="PL")]}, ("partners[1].city", "GD")),
    ],
)
def test_what_a_header_lacks(facts: dict[str, Any], gap: tuple[str, str]) -> None:
    assert found(whole(**facts)) == [gap]


@pytest.mark.parametrize(
    ("facts", "gap"),
    [
        ({"quantity": "0"}, ("items[1].quantity", "G")),
        ({"plant": ""}, ("items[1].plant", "GD")),
        ({"conditions": []}, ("items[1].material", "GP")),
        ({"conditions": [price(inactive=Inactive.ERROR)], "price_missing": True}, ("items[1].material", "GP")),
        ({"texts": []}, ("items[1].material", "")),
    ],
)
def test_what_an_item_lacks(facts: dict[str, Any], gap: tuple[str, str]) -> None:
    assert found(whole(whole_item(10), whole_item(20, **facts))) == [gap]


def test_a_price_that_was_entered_instead_will_do() -> None:
    later = price(inactive=Inactive.LATER_PRICE)
    by_hand = Condition(condition_type="PN00", condition_class=ConditionClass.PRICE, rate=Decimal(8))
    assert found(whole(whole_item(conditions=[later, by_hand]))) == []


def test_a_condition_that_is_no_price_must_count() -> None:
    rules = (IncompletionRule(condition="HA00", status_group="04"),)
    customizing = replace(CUSTOMIZING, incompletion_procedures={"AG": procedure("AG", Level.ITEM, rules)})
    freight = Condition(condition_type="HA00", condition_class=ConditionClass.DISCOUNT, rate=Decimal(1))
    for line, missing in ((freight, 0), (replace(freight, inactive=Inactive.ERROR), 1)):
        assert len(find_gaps(quotation(item(10, conditions=[line])), customizing)) == missing


def test_a_rejected_item_and_a_line_of_text_need_nothing() -> None:
    rejected = item(10, "0", rejection_reason="03")
    text = item(20, "0", item_category="AGTX", material="", unit="")
    assert found(whole(rejected, text)) == []


def test_gaps_come_as_a_clerk_walks_through_them() -> None:
    document = whole(
        whole_item(10, plant=""),
        item(20, "0", conditions=[price()]),
        valid_to=None,
        texts=[],
        partners=[Partner("SH", "1")],
        payment_terms="",
    )
    assert [path for path, _ in found(document)] == [
        "valid_to",
        "payment_terms",
        "items[0].plant",
        "items[1].quantity",
        "items[1].plant",
        "items[1].material",
        "",
        "partners[1].function",
        "partners[0].city",
        "partners[0].country",
    ]


def test_header_and_items_keep_the_steps_that_are_stopped() -> None:
    document = whole(whole_item(10), whole_item(20, plant="", conditions=[]), payment_terms="")
    update_incompletion(document, CUSTOMIZING)
    assert (document.incompletion, [line.incompletion for line in document.items]) == ("GDBP", ["", "GDP"])
    statuses = document.items[1].completeness_general, document.items[1].completeness_billing
    assert statuses == ("A", "C")
    document.payment_terms, document.items[1].plant, document.items[1].conditions = "0001", "1000", [price()]
    assert update_incompletion(document, CUSTOMIZING) == []
    assert (document.incompletion, document.items[1].incompletion) == ("", "")
    assert document.completeness_pricing == "C"


def test_a_recommendation_stops_nothing() -> None:
    document = whole(customer_reference="")
    assert [gap.blocks for gap in update_incompletion(document, CUSTOMIZING)] == [""]
    assert document.incompletion == ""


# --- for every document ----------------------------------------------------------------------------------------------
HEADER_FIELDS = {
    "valid_to": st.sampled_from([None, date(2026, 12, 24)]),
    "payment_terms": st.sampled_from(["", "0001"]),
    "customer_reference": st.sampled_from(["", "A-1"]),
}
ITEM_FIELDS = {"plant": st.sampled_from(["", "1000"]), "rejection_reason": st.sampled_from(["", "03"])}
LINES = st.lists(
    st.builds(
        lambda quantity, priced, facts: item(
            10, quantity, conditions=[price()] if priced else [], price_missing=not priced, **facts
        ),
        st.sampled_from(["0", "5"]),
        st.booleans(),
        st.fixed_dictionaries(ITEM_FIELDS),
    ),
    min_size=1,
    max_size=6,
)
DOCUMENTS = st.builds(lambda lines, facts: whole(*lines, **facts), LINES, st.fixed_dictionaries(HEADER_FIELDS))


def expected(document: SalesDocument) -> set[str]:
    """The paths of the empty fields, and of the line of an item without price, said in another way."""
    paths = {name for name in HEADER_FIELDS if getattr(document, name) in (None, "")}
    for index, line in enumerate(document.items):
        if not line.rejection_reason:
            paths |= {f"items[{index}].quantity"} if line.quantity == 0 else set()
            paths |= {f"items[{index}].plant"} if line.plant == "" else set()
            paths |= {f"items[{index}].material"}  # the text 0002 is recommended and never there
    return paths


@given(DOCUMENTS)
def test_gaps_are_exactly_what_is_asked_for_and_empty(document: SalesDocument) -> None:
    gaps = find_gaps(document, CUSTOMIZING)
    assert {gap.path for gap in gaps} == expected(document)
    assert len({gap.place for gap in gaps}) == len(gaps)
    missing_prices = [gap.index for gap in gaps if gap.rule.condition]
    assert missing_prices == [
        index for index, line in enumerate(document.items) if line.price_missing and not line.rejection_reason
    ]


@given(DOCUMENTS)
def test_filling_a_gap_closes_it_and_no_other(document: SalesDocument) -> None:
    gaps = find_gaps(document, CUSTOMIZING)
    for gap in gaps:
        if gap.rule.field and gap.index < 0:
            setattr(document, gap.rule.field, "x")
            assert find_gaps(document, CUSTOMIZING) == [other for other in gaps if other.path != gap.path]
            return


@given(DOCUMENTS)
def test_the_header_speaks_for_the_whole_document(document: SalesDocument) -> None:
    gaps = update_incompletion(document, CUSTOMIZING)
    of_header = blocked(gap for gap in gaps if gap.index < 0)
    letters = {*of_header, *(letter for line in document.items for letter in line.incompletion)}
    assert document.incompletion == "".join(step for step in Step if step in letters)


# --- customizing -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"field": "valid_too", "status_group": "01"}, "'valid_too' is not known"),
        ({"field": "valid_to", "status_group": "99"}, "'99' is not known"),
        ({"field": "valid_to"}, "must have a status_group, or be a warning"),
        ({"field": "valid_to", "status_group": "01", "warning": True}, "must have a status_group, or be a warning"),
        ({"field": "valid_to", "partner": "SH", "status_group": "01"}, "must have one of"),
        ({"status_group": "01"}, "must have one of"),
        ({"condition": "PR00", "status_group": "01"}, "cannot be asked for on the level header"),
        ({"filed": "valid_to", "status_group": "01"}, "unknown key"),
    ],
)
def test_a_procedure_that_asks_for_nonsense_is_refused(rule: dict[str, Any], problem: str) -> None:
    file = {
        "status_groups": {"01": {"blocks": ["G"]}},
        "procedures": {"QT": {"level": "header", "rules": [rule]}},
    }
    with pytest.raises(CustomizingError, match=problem):
        customizing_from({"incompletion": file})


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({"incompletion": {"status_groups": {"01": {"blocks": ["Z"]}}}}, "status_groups.01.blocks"),
        ({"incompletion": {"groups": {}}}, "groups"),
        ({"document_types": {"QT": {"incompletion": "QX"}}}, "QT.incompletion"),
        ({"item_categories": {"AGN": {"incompletion": "QT"}}}, "AGN.incompletion"),
    ],
)
def test_what_it_is_assigned_to_and_what_it_stops_exist(files: dict[str, Any], key: str) -> None:
    rules: list[Any] = []
    given_files = {"incompletion": {"procedures": {"QT": {"level": "header", "rules": rules}}}, **files}
    with pytest.raises(CustomizingError) as wrong:
        customizing_from(given_files)
    assert wrong.value.slots["key"] == key


def test_a_gap_names_the_field_with_its_element() -> None:
    gap = next(gap for gap in find_gaps(whole(whole_item(quantity="0")), CUSTOMIZING) if gap.rule.field)
    assert isinstance(gap, Gap)
    assert gap.name
    assert (gap.name.name, gap.name.element) == ("quantity", "order_quantity")
