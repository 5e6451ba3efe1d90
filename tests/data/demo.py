"""The files of the demo company, for the tests that read them."""

import csv
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from sdtui.domain import conditions, customer, elements, material, sales_document
from sdtui.domain.elements import Element
from sdtui.shipped import folder

Row = dict[str, str]
TODAY = date(2026, 11, 24)
CUSTOMIZING = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in folder("data").glob("customizing/*.toml")}
ORGANIZATION = CUSTOMIZING["organization"]
TABLES: dict[str, dict[str, Any]] = CUSTOMIZING["value_tables"] | ORGANIZATION

# A sellable material that nobody gave a price.
WITHOUT_PRICE = {"M-990"}

# The record that a file fills, and the keys that it adds to it.
RECORDS: dict[str, tuple[type | None, set[str]]] = {
    "customers": (customer.Customer, set()),
    "customer_sales_areas": (customer.CustomerSalesArea, {"customer"}),
    "customer_partners": (customer.CustomerPartner, {"customer"}),
    "customer_taxes": (customer.CustomerTax, {"customer"}),
    "customer_contacts": (customer.ContactPerson, {"customer"}),
    "materials": (material.Material, set()),
    "material_texts": (material.MaterialText, {"material"}),
    "material_units": (material.MaterialUnit, {"material"}),
    "material_sales": (material.MaterialSales, {"material"}),
    "material_taxes": (material.MaterialTax, {"material"}),
    "material_plants": (material.MaterialPlant, {"material"}),
    "material_valuations": (material.MaterialValuation, {"material"}),
    "conditions": (conditions.ConditionRecord, set()),
    "condition_scales": (conditions.Scale, {"record"}),
    "documents": (sales_document.SalesDocument, {"ref"}),
    "document_items": (sales_document.SalesItem, {"ref", "reference"}),
    "document_texts": (sales_document.DocumentText, {"ref", "item"}),
    "document_conditions": (conditions.Condition, {"ref", "item"}),
    "document_partners": (sales_document.Partner, {"ref"}),
}


@cache
def rows(name: str) -> list[Row]:
    with (folder("data") / "demo" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by(name: str, *columns: str) -> dict[tuple[str, ...], Row]:
    """The rows by their key, which must be unique."""
    found = {tuple(row[column] for column in columns): row for row in rows(name)}
    assert len(found) == len(rows(name)), f"{name}: {columns} is no key"
    return found


def day(text: str) -> date:
    """An offset from the day of loading, else a date."""
    return TODAY + timedelta(days=int(text)) if text[0] in "+-" else date.fromisoformat(text)


def area(row: Row) -> str:
    return f"{row['sales_org']}/{row['channel']}/{row['division']}"


def element_of(kind: Any, column: str) -> Element | None:
    hints: dict[str, Any] = {}
    for module in (elements, customer, material, sales_document, conditions):
        hints |= vars(module)
    annotation = str(getattr(kind, "__annotations__", {}).get(column, "")).removeprefix("e.")
    return next((part for part in get_args(hints.get(annotation)) if isinstance(part, Element)), None)


MATERIALS = {key[0]: row for key, row in by("materials", "number").items()}
CUSTOMERS = {key[0]: row for key, row in by("customers", "number").items()}
CUSTOMER_AREAS = {(key[0], "/".join(key[1:])): row for key, row in by(
    "customer_sales_areas", "customer", "sales_org", "channel", "division").items()}  # fmt: skip
SALES = by("material_sales", "material", "sales_org", "channel")
UNITS = {key: Decimal(row["numerator"]) / Decimal(row["denominator"]) for key, row in by(
    "material_units", "material", "unit").items()}  # fmt: skip
DOCUMENTS = {key[0]: row for key, row in by("documents", "ref").items()}
ITEMS = by("document_items", "ref", "item")
CATEGORY = {code: row["category"] for code, row in CUSTOMIZING["document_types"].items()}


def items_of() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows("document_items"):
        found[row["ref"]].append(row)
    return found


def base_quantity(row: Row) -> Decimal:
    one = Decimal(1) if row["unit"] == MATERIALS[row["material"]]["base_unit"] else UNITS[row["material"], row["unit"]]
    return Decimal(row["quantity"]) * one
