"""The demo company makes sense: its customers, materials and conditions say nothing of each other that is not true."""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest

from sdtui.domain.conditions import Calculation
from sdtui.domain.pricing_customizing import pricing_from
from sdtui.shipped import folder
from tests.data.demo import (
    CUSTOMER_AREAS,
    CUSTOMERS,
    CUSTOMIZING,
    MATERIALS,
    ORGANIZATION,
    RECORDS,
    SALES,
    TABLES,
    TODAY,
    UNITS,
    WITHOUT_PRICE,
    Row,
    area,
    by,
    day,
    element_of,
    rows,
)

PRICING = pricing_from(CUSTOMIZING["pricing"])


# --- every file ------------------------------------------------------------------------------------------------------
def test_no_file_is_unknown() -> None:
    assert {path.stem for path in (folder("data") / "demo").glob("*.csv")} == set(RECORDS)


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_columns_are_fields_of_the_record(name: str) -> None:
    kind, keys = RECORDS[name]
    assert set(rows(name)[0]) <= set(getattr(kind, "__annotations__", {})) | keys
    assert not [row for row in rows(name) if None in row or None in row.values()]


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_values_fit_their_elements_and_stand_in_their_tables(name: str) -> None:
    kind, _ = RECORDS[name]
    wrong: list[str] = []
    for column in rows(name)[0]:
        element = element_of(kind, column)
        if element is None:
            continue
        table = TABLES.get(element.values)
        for row in rows(name):
            value = row[column]
            if len(value) > element.length or (element.upper and value != value.upper()):
                wrong.append(f"{column}={value}")
            elif value and table is not None and value not in table:
                wrong.append(f"{column}={value} is not in {element.values}")
    assert not wrong


# --- customers -------------------------------------------------------------------------------------------------------
def test_there_are_enough_customers_of_every_kind() -> None:
    assert len(CUSTOMERS) >= 60
    assert ("0000001000", "1000/10/00") in CUSTOMER_AREAS
    assert {place for _, place in CUSTOMER_AREAS} == set(ORGANIZATION["sales_area"])
    assert sum("phil" in row["name"].lower() for row in CUSTOMERS.values()) >= 5
    assert {letter for row in CUSTOMERS.values() for letter in row["name"]} >= set("łżöüß")
    assert max(Counter(row["name"] for row in CUSTOMERS.values()).values()) >= 3


def test_customer_data_belongs_to_customers_and_to_their_sales_areas() -> None:
    contacts = {(row["customer"], row["number"]) for row in rows("customer_contacts")}
    for (number, place), row in CUSTOMER_AREAS.items():
        offices = ORGANIZATION["sales_area"][place]["offices"]
        assert number in CUSTOMERS
        assert row["sales_office"] in offices, (number, place)
        assert row["sales_group"] in ORGANIZATION["sales_office"][row["sales_office"]]["groups"], (number, place)
        plants = ORGANIZATION["delivering_plants"][f"{row['sales_org']}/{row['channel']}"]
        assert row["delivering_plant"] in plants, (number, place)
    for row in rows("customer_partners"):
        assert (row["customer"], area(row)) in CUSTOMER_AREAS
        if row["function"] == "CP":
            assert (row["customer"], row["number"]) in contacts
        else:
            assert (row["number"], area(row)) in CUSTOMER_AREAS, row
    assert {row["customer"] for row in rows("customer_taxes")} == set(CUSTOMERS)


def test_a_function_of_a_customer_has_one_default() -> None:
    by("customer_partners", "customer", "sales_org", "channel", "division", "function", "counter")
    defaults: Counter[tuple[str, ...]] = Counter()
    several: set[tuple[str, ...]] = set()
    for row in rows("customer_partners"):
        key = (row["customer"], area(row), row["function"])
        defaults[key] += row["default"] == "X"
        if row["counter"] != "1":
            several.add(key)
    assert several
    assert all(defaults[key] == 1 for key in several)


def test_vat_numbers_have_their_check_digits() -> None:
    for row in CUSTOMERS.values():
        number = row["vat_number"]
        if number.startswith("PL"):
            digits = [int(sign) for sign in number[2:]]
            weighted = sum(a * b for a, b in zip(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7), strict=False))
            assert len(digits) == 10, number
            assert weighted % 11 == digits[-1], number
        elif number.startswith("DE"):
            assert re.fullmatch(r"DE\d{9}", number)
            product = 10
            for sign in number[2:-1]:
                product = 2 * ((int(sign) + product) % 10 or 10) % 11
            assert (11 - product) % 10 == int(number[-1]), number
        elif number:
            assert number[:2] == row["country"], number


def test_nobody_real_can_be_written_to() -> None:
    mails = [row["email"] for name in ("customers", "customer_contacts") for row in rows(name)]
    assert all(mail.endswith(".example") for mail in mails)


# --- materials -------------------------------------------------------------------------------------------------------
def test_there_are_enough_materials_described_in_three_languages() -> None:
    texts = by("material_texts", "material", "language")
    assert len(MATERIALS) >= 300
    assert "M-100" in MATERIALS
    assert set(texts) == {(number, language) for number in MATERIALS for language in ("EN", "PL", "DE")}
    assert all(row["description"] for row in texts.values())


def test_materials_are_sold_from_plants_that_have_them() -> None:
    plants, valued = by("material_plants", "material", "plant"), by("material_valuations", "material", "plant")
    countries = by("material_taxes", "material", "country")
    currencies = {code: row["currency"] for code, row in ORGANIZATION["company_code"].items()}
    assert set(plants) == set(valued)
    for (number, sales_org, channel), row in SALES.items():
        assert row["delivering_plant"] in ORGANIZATION["delivering_plants"][f"{sales_org}/{channel}"]
        assert (number, row["delivering_plant"]) in plants
        assert (number, ORGANIZATION["plant"][row["delivering_plant"]]["country"]) in countries
        assert row["sales_unit"] == MATERIALS[number]["base_unit"] or (number, row["sales_unit"]) in UNITS
    for (_, plant), row in valued.items():
        assert row["currency"] == currencies[ORGANIZATION["plant"][plant]["company_code"]]
        assert Decimal(row["standard_price"] if row["price_control"] == "S" else row["moving_price"]) > 0


# --- conditions ------------------------------------------------------------------------------------------------------
def records() -> dict[tuple[str, str, str], list[Row]]:
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows("conditions"):
        found[row["condition_type"], row["table"], row["key"]].append(row)
    return found


def test_condition_keys_name_what_exists() -> None:
    for _, table, key in records():
        match table, key.split("/"):
            case "004", [org, channel, number]:
                assert (number, org, channel) in SALES, key
            case "005", [org, channel, buyer, number]:
                assert (number, org, channel) in SALES, key
                assert {place.rpartition("/")[0] for who, place in CUSTOMER_AREAS if who == buyer} >= {
                    f"{org}/{channel}"
                }
            case "006", [org, channel, price_list, currency, number]:
                assert (number, org, channel) in SALES, key
                assert price_list in TABLES["price_list"], key
                assert currency in TABLES["currency"], key
            case "007", [org, channel, division, buyer]:
                assert (buyer, f"{org}/{channel}/{division}") in CUSTOMER_AREAS, key
            case "020", [org, channel, division, price_group]:
                assert f"{org}/{channel}/{division}" in ORGANIZATION["sales_area"], key
                assert price_group in TABLES["price_group"], key
            case "002", [country, buyer_class, class_]:
                assert country in TABLES["country"], key
                assert {buyer_class, class_} <= set(TABLES["tax_class"]), key
            case "011", [country, destination, buyer_class, class_]:
                assert {country, destination} <= set(TABLES["country"]), key
                assert {buyer_class, class_} <= set(TABLES["tax_class"]), key
            case _:
                raise AssertionError(f"{table} {key}")


def test_conditions_are_such_as_pricing_looks_for() -> None:
    for row in rows("conditions"):
        rule = PRICING.types[row["condition_type"]]
        where = f"{row['condition_type']} {row['table']} {row['key']}"
        keys = {access.table: access.key for access in rule.accesses}
        assert len(row["key"].split("/")) == len(keys[row["table"]]), where
        assert rule.signed(Decimal(row["rate"])) == Decimal(row["rate"]), where
        assert bool(row["currency"]) == (rule.calculation is not Calculation.PERCENT), where
        assert bool(row["unit"]) == (rule.calculation in {Calculation.QUANTITY, Calculation.GROSS_WEIGHT}), where
        assert int(row["per"]) > 0, where


def test_records_of_one_key_do_not_overlap() -> None:
    for key, found in records().items():
        for one, other in combinations(found, 2):
            apart = day(one["valid_to"]) < day(other["valid_from"]) or day(other["valid_to"]) < day(one["valid_from"])
            assert apart, key
        assert all(day(row["valid_from"]) <= day(row["valid_to"]) for row in found), key


def test_some_discounts_are_over_and_some_are_still_to_come() -> None:
    starts = [day(row["valid_from"]) for row in rows("conditions")]
    assert any(start > TODAY for start in starts)
    assert any(day(row["valid_to"]) < TODAY for row in rows("conditions"))


def test_scales_begin_with_the_rate_of_their_record() -> None:
    scales: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for row in rows("condition_scales"):
        scales[row["record"]].append((Decimal(row["value"]), Decimal(row["rate"])))
    known = by("conditions", "record")
    for record, steps in scales.items():
        assert known[record,]["scale_type"]
        assert steps[0] == (1, Decimal(known[record,]["rate"]))
        assert [value for value, _ in steps] == sorted({value for value, _ in steps})
    assert {row["record"] for row in rows("conditions") if row["scale_type"]} == set(scales)


def prices_of() -> dict[tuple[str, str, str], list[Row]]:
    """Prices by sales organization, channel and material, whatever else their key says."""
    return {
        (key.split("/")[0], key.split("/")[1], key.split("/")[2]): found
        for (kind, table, key), found in records().items()
        if kind == "PR00" and table == "004"
    }


def test_every_sellable_material_has_a_price_without_gaps() -> None:
    prices = prices_of()
    for number, sales_org, channel in SALES:
        found = sorted(prices.get((sales_org, channel, number), ()), key=lambda row: day(row["valid_from"]))
        assert bool(found) == (number not in WITHOUT_PRICE), number
        if found:
            assert day(found[-1]["valid_to"]) == date.max, number
        for one, other in pairwise(found):
            assert day(other["valid_from"]) - day(one["valid_to"]) == timedelta(days=1), number
        for row in found:
            assert row["unit"] == MATERIALS[number]["base_unit"] or (number, row["unit"]) in UNITS, number
            assert row["currency"] == ORGANIZATION["sales_org"][sales_org]["currency"], number


def test_every_tax_can_be_determined() -> None:
    known = {key for kind, _, key in records() if kind == "MWST"}
    classes = {(row["country"], row["tax_class"]) for row in rows("material_taxes")}
    for row in rows("customer_taxes"):
        destination = CUSTOMERS[row["customer"]]["country"]
        where = row["country"] if row["country"] == destination else f"{row['country']}/{destination}"
        wanted = {f"{where}/{row['tax_class']}/{class_}" for country, class_ in classes if country == row["country"]}
        assert wanted <= known, row
