"""Loading the demo company: masters as they stand in the files, documents through the services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sdtui.domain.conditions import ConditionRecord, Scale, ScaleType
from sdtui.domain.customer import ContactPerson, Customer, CustomerPartner, CustomerSalesArea, CustomerTax
from sdtui.domain.material import (
    Material,
    MaterialPlant,
    MaterialSales,
    MaterialTax,
    MaterialText,
    MaterialUnit,
    MaterialValuation,
)
from sdtui.services.bundle import Services
from sdtui.services.context import Context
from sdtui.services.demo_documents import DemoDocuments
from sdtui.services.demo_rows import grouped, record, rows
from sdtui.store import condition_records, customers, materials
from sdtui.store.unit import Unit


def load_demo_company(services: Services, folder: Path, *, documents: bool = True) -> dict[str, int]:
    """Load everything in one act; returns how many customers, materials and documents there are."""

    def act(unit: Unit) -> dict[str, int]:
        found = list(_customers(folder))
        goods = list(_materials(folder))
        for master in (*found, *goods):
            _made(master, services.context)
        customers.insert(unit, found)
        materials.insert(unit, goods)
        condition_records.insert(unit, _conditions(folder, services.context.today()))
        count = DemoDocuments(services, folder).load() if documents else 0
        return {"customers": len(found), "materials": len(goods), "documents": count}

    return services.context.database.write(act)


def _made(master: Customer | Material, context: Context) -> None:
    """Stored once, by whoever installs the company."""
    master.version, master.created_on = 1, context.today()
    master.created_by = master.changed_by = context.actor.user
    master.changed_at = context.now()


def _customers(folder: Path) -> Iterator[Customer]:
    parts = {
        "sales_areas": (CustomerSalesArea, grouped(folder, "customer_sales_areas", "customer")),
        "partners": (CustomerPartner, grouped(folder, "customer_partners", "customer")),
        "taxes": (CustomerTax, grouped(folder, "customer_taxes", "customer")),
        "contacts": (ContactPerson, grouped(folder, "customer_contacts", "customer")),
    }
    for row in rows(folder, "customers"):
        customer = record(Customer, row)
        for name, (kind, groups) in parts.items():
            setattr(customer, name, [record(kind, cells) for cells in groups.get(customer.number, ())])
        yield customer


def _materials(folder: Path) -> Iterator[Material]:
    parts = {
        "texts": (MaterialText, grouped(folder, "material_texts", "material")),
        "sales": (MaterialSales, grouped(folder, "material_sales", "material")),
        "plants": (MaterialPlant, grouped(folder, "material_plants", "material")),
        "valuations": (MaterialValuation, grouped(folder, "material_valuations", "material")),
        "units": (MaterialUnit, grouped(folder, "material_units", "material")),
        "taxes": (MaterialTax, grouped(folder, "material_taxes", "material")),
    }
    for row in rows(folder, "materials"):
        material = record(Material, row)
        for name, (kind, groups) in parts.items():
            setattr(material, name, [record(kind, cells) for cells in groups.get(material.number, ())])
        yield material


def _conditions(folder: Path, today: date) -> Iterator[ConditionRecord]:
    """Dates are as they stand, or days from the day of loading."""

    def day(text: str) -> date:
        return today + timedelta(days=int(text)) if text[0] in "+-" else date.fromisoformat(text)

    scales = grouped(folder, "condition_scales", "record")
    for row in rows(folder, "conditions"):
        steps = tuple(Scale(Decimal(step["value"]), Decimal(step["rate"])) for step in scales.get(row["record"], ()))
        yield ConditionRecord(
            record=int(row["record"]),
            condition_type=row["condition_type"],
            table=row["table"],
            key=tuple(row["key"].split("/")),
            valid_from=day(row["valid_from"]),
            valid_to=day(row["valid_to"]),
            rate=Decimal(row["rate"]),
            currency=row["currency"],
            per=int(row["per"] or 1),
            unit=row["unit"],
            scales=steps,
            scale_type=ScaleType(row["scale_type"]),
        )
