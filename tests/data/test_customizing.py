"""The customizing files speak of each other: every code that one names, another has, and fits its element."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from itertools import combinations
from pkgutil import iter_modules
from typing import Any, get_args

import pytest

from sdtui import dialogs, domain
from sdtui.domain.customizing import customizing_from
from sdtui.domain.customizing_rows import Completion, Expired, PricingType
from sdtui.domain.elements import Element
from sdtui.domain.sales_document import Category
from sdtui.shipped import folder

FILES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in folder("data").glob("customizing/*.toml")}
ORGANIZATION = FILES["organization"]
TABLES: dict[str, dict[str, Any]] = (
    FILES["value_tables"]
    | {name: rows for name, rows in ORGANIZATION.items() if name not in {"sales_area", "delivering_plants"}}
    | {"document_type": FILES["document_types"], "item_category": FILES["item_categories"]}
)
TYPES: dict[str, Any] = FILES["document_types"]
CATEGORIES: dict[str, Any] = FILES["item_categories"]
AREAS: dict[str, Any] = ORGANIZATION["sales_area"]

# Names that come from the database, from elsewhere in the customizing, or that have no element.
LIVE = {"customer", "partner", "material", "sales_document", "inquiry", "quotation", "order", "import_file"}
ELSEWHERE = {
    "condition_type": "pricing",
    "record_condition_type": "pricing",
    "condition_reason": "texts",
    "selection_reason": "texts",
}
WITHOUT_ELEMENT = {"company_code": 4, "date_type": 1}  # fmt: skip


def element_rows() -> list[Element]:
    found = [
        info.name for package in (domain, dialogs) for info in iter_modules(package.__path__, f"{package.__name__}.")
    ]
    modules = [import_module(name) for name in found]
    annotated = (get_args(value) for module in modules for value in vars(module).values())
    return [part for args in annotated for part in args if isinstance(part, Element)]


def texts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row that a clerk reads, with where it stands."""
    for name, rows in {**TABLES, **FILES["number_ranges"], "tcodes": FILES["tcodes"]}.items():
        yield from ((f"{name} {code}", row) for code, row in rows.items())


def copies() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for source, targets in FILES["copy_control"].items():
        yield from ((source, target, rule) for target, rule in targets.items())


def test_the_program_reads_them() -> None:
    customizing = customizing_from(FILES)
    assert set(customizing.document_types) == set(TYPES)
    assert set(customizing.item_categories) == set(CATEGORIES)


def test_every_value_table_of_an_element_is_there() -> None:
    wanted = {element.values for element in element_rows() if element.values}
    assert wanted - LIVE - set(ELSEWHERE) <= set(TABLES)


def test_codes_fit_their_elements() -> None:
    lengths = dict(WITHOUT_ELEMENT)
    for element in element_rows():
        lengths[element.name] = element.length
    lengths |= {element.values: element.length for element in element_rows() if element.values}
    too_long = [f"{table} {code}" for table, rows in TABLES.items() for code in rows if len(code) > lengths[table]]
    assert not too_long
    assert not [code for rows in TABLES.values() for code in rows if code != code.upper() or not code]


def test_every_row_has_its_text_in_three_languages() -> None:
    translated = [(where, row) for where, row in texts() if not where.startswith("company_code")]
    assert not [where for where, row in translated if not all(row.get(key) for key in ("text", "text_pl", "text_de"))]
    assert not [where for where, row in translated if max(len(row[key]) for key in ("text", "text_pl", "text_de")) > 40]


def test_transactions_are_in_the_menu_once() -> None:
    def tcodes(entry: dict[str, Any]) -> Iterator[str]:
        yield from [entry["tcode"]] if "tcode" in entry else []
        for below in entry.get("entries", ()):
            yield from tcodes(below)

    assert sorted(tcodes(FILES["menu"])) == sorted(FILES["tcodes"])
    for row in FILES["tcodes"].values():
        if row["dialog"] != "sales_document":
            continue
        assert Category(row["category"]).name.lower() == row["variant"]
        assert row["screen"].endswith({"01": "create", "02": "change", "03": "display"}[row["activity"]])


def test_document_types_name_what_exists() -> None:
    ranges = FILES["number_ranges"]["RV_BELEG"]
    for code, row in TYPES.items():
        assert row["category"] in TABLES["document_category"], code
        assert not ranges[row["number_range"]]["external"], code
        assert ranges[row["external_range"]]["external"], code
        assert row["partner_procedure"] in FILES["partner_procedures"], code
        assert 0 <= row["probability"] <= 100, code
        assert row["increment"] > 0, code
        assert set(row["predecessors"]) <= set(TABLES["document_category"]), code
    documents = {row["category"] for row in FILES["tcodes"].values() if row["dialog"] == "sales_document"}
    assert documents <= {row["category"] for row in TYPES.values()}


def test_number_ranges_do_not_overlap() -> None:
    ranges = list(FILES["number_ranges"]["RV_BELEG"].values())
    assert all(len(row["start"]) == len(row["end"]) == 10 and row["start"] < row["end"] for row in ranges)
    assert all(a["end"] < b["start"] or b["end"] < a["start"] for a, b in combinations(ranges, 2))


def test_item_categories_are_consistent() -> None:
    for code, row in CATEGORIES.items():
        assert Completion(row["completion"]) or code[-2:] == "TX" or code[:2] == "TA", code
        assert row["text_item"] == (code[-2:] == "TX"), code
        assert not (row["text_item"] and row["priced"]), code


@pytest.mark.parametrize("document_type", sorted(TYPES))
def test_item_category_determination_is_complete(document_type: str) -> None:
    rows = FILES["item_category_determination"][document_type]
    keys = [(row.get("group", ""), row.get("usage", ""), row.get("higher_level", "")) for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert {row["default"], *row["alternatives"]} <= set(CATEGORIES)
        assert row["default"] not in row["alternatives"]
        assert row.get("higher_level", row["default"]) in CATEGORIES
        assert CATEGORIES[row["default"]]["text_item"] == (row.get("usage") == "TEXT")
    # each kind of material, and a line of text, has a row as a main item
    assert {(group, "", "") for group in TABLES["item_category_group"]} | {("", "TEXT", "")} <= set(keys)
    assert {group for group, _, _ in keys if group} == set(TABLES["item_category_group"])


def test_copy_control_joins_what_exists() -> None:
    for source, target, rule in copies():
        where = f"{source} {target}"
        assert {source, target} <= set(TYPES), where
        assert Expired(rule["expired"]) in Expired, where
        for code, item in rule["items"].items():
            assert {code, item["target_category"]} <= set(CATEGORIES), where
            assert PricingType(item["pricing_type"]) in PricingType, where
            assert CATEGORIES[code]["text_item"] == CATEGORIES[item["target_category"]]["text_item"], where
            # what uses up its source needs a rule that says when it is used up
            assert CATEGORIES[code]["completion"] or not item["counts"], where


def test_every_predecessor_that_a_type_offers_can_be_copied() -> None:
    rules = {(source, target) for source, target, _ in copies()}
    for code, row in TYPES.items():
        if row["category"] != "C":
            sources = {other for other, facts in TYPES.items() if facts["category"] in row["predecessors"]}
            assert {(source, code) for source in sources} <= rules


def test_what_is_proposed_can_be_copied() -> None:
    for source, _, rule in copies():
        proposed = {row["default"] for row in FILES["item_category_determination"][source]}
        assert proposed <= set(rule["items"])


def test_organization_is_joined() -> None:
    for table, column, target in (
        ("sales_org", "company_code", "company_code"),
        ("sales_org", "currency", "currency"),
        ("sales_org", "country", "country"),
        ("sales_org", "language", "language"),
        ("company_code", "currency", "currency"),
        ("company_code", "country", "country"),
        ("plant", "company_code", "company_code"),
        ("plant", "shipping_point", "shipping_point"),
        ("plant", "country", "country"),
    ):
        assert {row[column] for row in TABLES[table].values()} <= set(TABLES[target]), f"{table}.{column}"
    assert {place for row in TABLES["plant"].values() for place in row["storage_locations"]} == set(
        TABLES["storage_location"]
    )
    assert {group for row in TABLES["sales_office"].values() for group in row["groups"]} == set(TABLES["sales_group"])


def test_sales_areas_are_made_of_their_parts() -> None:
    assert "1000/10/00" in AREAS
    for area, row in AREAS.items():
        sales_org, channel, division = area.split("/")
        assert sales_org in TABLES["sales_org"], area
        assert channel in TABLES["channel"], area
        assert division in TABLES["division"], area
        assert set(row["offices"]) <= set(TABLES["sales_office"]), area
        assert set(ORGANIZATION["delivering_plants"][f"{sales_org}/{channel}"]) <= set(TABLES["plant"]), area
    assert {office for row in AREAS.values() for office in row["offices"]} == set(TABLES["sales_office"])


def test_partner_procedures_name_functions() -> None:
    for rows in FILES["partner_procedures"].values():
        functions = [row["function"] for row in rows]
        assert len(functions) == len(set(functions))
        assert set(functions) == set(TABLES["partner_function"])
        assert [row["function"] for row in rows if row["mandatory"]] == ["SP", "SH", "BP", "PY"]


def test_exchange_rates_go_both_ways_and_nearly_cancel_out() -> None:
    rows = {
        (row["source"], row["target"], row["valid_from"]): Decimal(row["rate"]) for row in FILES["exchange_rates"]["M"]
    }
    assert len(rows) == len(FILES["exchange_rates"]["M"])
    for (source, target, day), rate in rows.items():
        assert {source, target} <= set(TABLES["currency"])
        assert abs(rate * rows[target, source, day] - 1) < Decimal("0.0002")
    sellers = {row["currency"] for row in TABLES["sales_org"].values()}
    assert {(a, b) for a in sellers for b in sellers if a != b} <= {key[:2] for key in rows}


def test_condition_currencies_are_the_currencies_and_per_cent() -> None:
    assert set(TABLES["condition_currency"]) == {"%", *TABLES["currency"]}


def test_units_of_a_dimension_convert() -> None:
    for code, row in TABLES["unit"].items():
        assert bool(row["dimension"]) == ("numerator" in row and "denominator" in row), code


def test_discounts_of_payment_terms_fall_before_the_net_date() -> None:
    for code, row in TABLES["payment_terms"].items():
        days = [discount["days"] for discount in row["discounts"]] + [row["net_days"]]
        assert days == sorted(days), code
        percents = [Decimal(discount["percent"]) for discount in row["discounts"]]
        assert percents == sorted(percents, reverse=True), code
