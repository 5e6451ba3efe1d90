"""The file of pricing: what it may say, and how it is refused by key and nearest word."""

import copy
from typing import Any

import pytest

from sdtui.domain.errors import CustomizingError, Refuse
from sdtui.domain.pricing_customizing import PricingCustomizing, pricing_from
from tests.domain.pricing_samples import FILE, PRICING, RVAA01

SMALL: dict[str, Any] = {
    "condition_tables": {"004": {"text": "Material", "key": ["sales_org", "channel", "material"]}},
    "access_sequences": {"PR02": {"tables": ["004"]}},
    "condition_types": {
        "PR00": {"text": "Price", "condition_class": "B", "calculation": "C", "access_sequence": "PR02"},
        "RA00": {"text": "Discount", "condition_class": "A", "calculation": "A", "manual": True},
    },
    "procedures": {
        "SMALL": {
            "text": "Small",
            "steps": [
                {"step": 10, "condition_type": "PR00"},
                {"step": 20, "text": "Gross"},
                {"step": 30, "condition_type": "RA00", "manual": True, "from_step": 20},
            ],
        }
    },
    "determination": [{"procedure": "SMALL"}],
}
STEP = "procedures.SMALL, step 30/0"


def changed(path: str, value: object) -> dict[str, Any]:
    """The small file with one value set, or added to a list."""
    data = copy.deepcopy(SMALL)
    *way, last = path.split(".")
    place: Any = data
    for name in way:
        place = place[int(name)] if isinstance(place, list) else place[name]
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return data


def step(**facts: object) -> dict[str, Any]:
    return changed("procedures.SMALL.steps.2", {"step": 30, "condition_type": "RA00", **facts})


def test_the_small_file_is_read() -> None:
    procedure = pricing_from(SMALL).procedures["SMALL"]
    assert [row.step for row in procedure.steps] == [10, 20, 30]
    assert procedure.types["PR00"].accesses[0].key == ("sales_org", "channel", "material")


def test_the_delivered_procedure_is_the_standard_one() -> None:
    places = [(row.step, row.counter, row.condition_type) for row in RVAA01.steps]
    assert places == sorted(places)
    assert {"PR00", "PB00", "K004", "K005", "K007", "K020", "RA01", "RA00", "RB00", "RC00", "RD00", "PN00", "HA00",
            "HB00", "HD00", "KF00", "MWST", "SKTO", "VPRS"} == set(RVAA01.types)  # fmt: skip
    assert [row.condition_type for row in RVAA01.steps if row.mandatory] == ["PR00", "MWST"]
    assert [row.condition_type for row in RVAA01.steps if row.statistical] == ["SKTO", "VPRS"]


def test_everything_delivered_has_its_text_in_three_languages() -> None:
    rows = [*FILE["condition_tables"].values(), *FILE["condition_types"].values(), *FILE["procedures"].values()]
    rows += [row for row in FILE["procedures"]["RVAA01"]["steps"] if "condition_type" not in row]
    assert not [row for row in rows if not all(row.get(key) for key in ("text", "text_pl", "text_de"))]
    assert not [row for row in rows if max(len(row[key]) for key in ("text", "text_pl", "text_de")) > 30]


@pytest.mark.parametrize(
    ("data", "key", "nearest"),
    [
        (changed("proceduers", {}), "proceduers", "procedures"),
        (changed("condition_tables.004.keys", []), "condition_tables.004.keys", "key"),
        (changed("condition_tables.004.key", ["sales_org", "materail"]), "condition_tables.004.key", "material"),
        (changed("condition_tables.004.key", []), "condition_tables.004.key", ""),
        (changed("condition_tables.004", "material"), "condition_tables.004", ""),
        (changed("access_sequences.PR02.tables", ["04"]), "access_sequences.PR02.tables", "004"),
        (changed("access_sequences.PR02.tables", []), "access_sequences.PR02.tables", ""),
        (changed("access_sequences.PR02.tables", "004"), "access_sequences.PR02.tables", ""),
        (changed("access_sequences.PR02.table", ["004"]), "access_sequences.PR02.table", "tables"),
        (changed("condition_types.PR00.calculation", "Q"), "condition_types.PR00.calculation", ""),
        (changed("condition_types.PR00.access_sequence", "PR2"), "condition_types.PR00.access_sequence", "PR02"),
        (changed("condition_types.PR00.changable", True), "condition_types.PR00.changable", "changeable"),
        (changed("condition_types.PR00.accesses", []), "condition_types.PR00.accesses", "access_sequence"),
        (changed("condition_types.PR00.manual", "yes"), "condition_types.PR00.manual", ""),
        (changed("condition_types.PR01", {"calculation": "A"}), "condition_types.PR01.condition_class", ""),
        (changed("procedures.SMALL.steps", []), "procedures.SMALL.steps", ""),
        (changed("procedures.SMALL.step", []), "procedures.SMALL.step", "steps"),
        (changed("procedures.SMALL.steps.0", {"step": 10, "condition_type": "PR0"}),
         "procedures.SMALL, step 10/0.condition_type", "PR00"),
        (changed("procedures.SMALL.steps.0", {"condition_type": "PR00"}), "procedures.SMALL.steps[0].step", ""),
        (changed("procedures.SMALL.steps.1", {"step": 20}), "procedures.SMALL, step 20/0", ""),
        (changed("procedures.SMALL.steps.1", {"step": 10, "text": "Gross"}), "procedures.SMALL, step 10/0", ""),
        (step(fromstep=20), "procedures.SMALL.steps[2].fromstep", "from_step"),
        (step(from_step=30), STEP, ""),
        (step(from_step=40), STEP, ""),
        (step(from_step=15), STEP, ""),
        (step(from_step=-1), STEP, ""),
        (step(from_step=20, to_step=10), STEP, ""),
        (step(from_step=10, to_step=30), STEP, ""),
        (step(to_step=20), STEP, ""),
        (step(step=0), "procedures.SMALL, step 0/0", ""),
        (step(requirement=3), f"{STEP}.requirement", ""),
        (step(base_formula=7), f"{STEP}.base_formula", ""),
        (step(value_formula=7), f"{STEP}.value_formula", ""),
        (changed("determination.0", {"procedure": "SMAL"}), "determination[0].procedure", "SMALL"),
        (changed("determination.0", {"procedure": "SMALL", "sales": "1"}), "determination[0].sales", "sales_org"),
        (changed("determination", {}), "determination", ""),
    ],
)  # fmt: skip
def test_a_slip_is_refused_by_key_and_nearest_word(data: dict[str, Any], key: str, nearest: str) -> None:
    with pytest.raises(CustomizingError) as refused:
        pricing_from(data)
    slots = refused.value.slots
    assert (slots["file"], slots["key"], slots["nearest"]) == ("pricing", key, nearest)
    assert slots["problem"]


def test_a_rate_by_weight_that_is_entered_has_a_unit() -> None:
    rebate = {"text": "Rebate", "condition_class": "A", "calculation": "D", "manual": True}
    with pytest.raises(CustomizingError) as refused:
        pricing_from({"condition_types": {"ZD00": rebate}})
    assert refused.value.slots["key"] == "condition_types.ZD00.unit"
    assert pricing_from({"condition_types": {"ZD00": rebate | {"unit": "LB"}}}).types["ZD00"].unit == "LB"


def test_freight_is_what_customizing_calls_so() -> None:
    assert PRICING.freight == {"KF00", "HD00"}


def rules(*rows: dict[str, str]) -> PricingCustomizing:
    data = copy.deepcopy(SMALL)
    data["procedures"] |= dict.fromkeys(("ORG", "AREA", "CUSTOMER"), SMALL["procedures"]["SMALL"])
    data["determination"] = list(rows)
    return pricing_from(data)


def test_the_rule_that_names_most_says_which_procedure_holds() -> None:
    customizing = rules(
        {"procedure": "SMALL"},
        {"procedure": "ORG", "sales_org": "1000"},
        {"procedure": "AREA", "sales_org": "1000", "channel": "10"},
        {"procedure": "CUSTOMER", "customer_pricing": "2"},
    )
    for area, customer, expected in (
        (("2000", "10", "00"), "1", "SMALL"),
        (("1000", "12", "00"), "1", "ORG"),
        (("1000", "10", "00"), "1", "AREA"),
        (("1000", "10", "00"), "2", "AREA"),
        (("1000", "12", "00"), "2", "ORG"),
        (("2000", "10", "00"), "2", "CUSTOMER"),
    ):
        assert customizing.determine_procedure(*area, "A", customer).code == expected


def test_where_no_procedure_holds_the_sold_to_party_is_refused() -> None:
    with pytest.raises(Refuse) as refused:
        PRICING.determine_procedure("1000", "10", "00", "A", "9")
    assert (refused.value.message, refused.value.field) == ("pricing-procedure-missing", "sold_to")
    assert refused.value.slots["sales_area"] == "1000/10/00"


def test_texts_are_in_the_language_else_in_english_else_the_code() -> None:
    assert PRICING.texts("pl")["PR00"] == "Cena"
    assert PRICING.texts("fr")["PR00"] == "Price"
    assert pricing_from(changed("condition_types.RA00.text", "")).texts("en")["RA00"] == "RA00"
    assert (PRICING.table_text("004", "de"), PRICING.table_text("999", "de")) == ("Material", "")
