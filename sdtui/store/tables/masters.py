"""The tables of customers, materials and condition records."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint

from sdtui.domain import elements as e
from sdtui.domain.conditions import ConditionRecord
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
from sdtui.store.columns import Stored, big_key, column, fields_of

_CUSTOMER = {"customer": e.CustomerNumber}
_MATERIAL = {"material": e.Material}


def _of_customer() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["customer"], ["customer.number"])


def _of_material() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["material"], ["material.number"])


class CustomerRow(fields_of(Customer), table=True):
    """General data."""

    __tablename__: ClassVar[Any] = "customer"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("number"),)


class CustomerSalesAreaRow(fields_of(CustomerSalesArea, _CUSTOMER), table=True):
    """Sales area data."""

    __tablename__: ClassVar[Any] = "customer_sales_area"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("customer", "sales_org", "channel", "division"),
        _of_customer(),
    )


class CustomerPartnerRow(fields_of(CustomerPartner, _CUSTOMER, ("name",)), table=True):
    """Partner functions by sales area."""

    __tablename__: ClassVar[Any] = "customer_partner"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("customer", "sales_org", "channel", "division", "function", "counter"),
        _of_customer(),
    )


class CustomerTaxRow(fields_of(CustomerTax, _CUSTOMER), table=True):
    """Tax classes by country."""

    __tablename__: ClassVar[Any] = "customer_tax"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("customer", "country", "tax_category"), _of_customer())


class CustomerContactRow(fields_of(ContactPerson, _CUSTOMER), table=True):
    """Contact persons."""

    __tablename__: ClassVar[Any] = "customer_contact"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("customer", "number"), _of_customer(), Index(None, "number"))


class MaterialRow(fields_of(Material), table=True):
    """Basic data."""

    __tablename__: ClassVar[Any] = "material"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("number"),)


class MaterialTextRow(fields_of(MaterialText, _MATERIAL), table=True):
    """Description and sales text by language."""

    __tablename__: ClassVar[Any] = "material_text"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("material", "language"), _of_material())


class MaterialSalesRow(fields_of(MaterialSales, _MATERIAL), table=True):
    """Sales data by sales organisation and channel."""

    __tablename__: ClassVar[Any] = "material_sales"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("material", "sales_org", "channel"), _of_material())


class MaterialPlantRow(fields_of(MaterialPlant, _MATERIAL), table=True):
    """Plant data and stock."""

    __tablename__: ClassVar[Any] = "material_plant"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("material", "plant"), _of_material())


class MaterialValuationRow(fields_of(MaterialValuation, _MATERIAL), table=True):
    """Valuation by plant."""

    __tablename__: ClassVar[Any] = "material_valuation"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("material", "plant"), _of_material())


class MaterialUnitRow(fields_of(MaterialUnit, _MATERIAL), table=True):
    """Alternative units."""

    __tablename__: ClassVar[Any] = "material_unit"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("material", "unit"), _of_material())


class MaterialTaxRow(fields_of(MaterialTax, _MATERIAL), table=True):
    """Tax classes by country."""

    __tablename__: ClassVar[Any] = "material_tax"
    __table_args__: ClassVar[Any] = (PrimaryKeyConstraint("material", "country", "tax_category"), _of_material())


class ConditionRecordRow(fields_of(ConditionRecord, leave_out=("record", "key", "scales")), table=True):
    """A price, discount or tax; ``key`` holds the values of the access joined by "/"."""

    __tablename__: ClassVar[Any] = "condition_record"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("record"),
        Index(None, "condition_type", "table", "key", "valid_to"),
    )

    record: int = column(int, sa_type=big_key(), sa_column_kwargs={"autoincrement": False})
    key: str = column(str)


class ConditionScaleRow(Stored, table=True):
    """A step of the scale of a condition record."""

    __tablename__: ClassVar[Any] = "condition_scale"
    __table_args__: ClassVar[Any] = (
        PrimaryKeyConstraint("record", "position"),
        ForeignKeyConstraint(["record"], ["condition_record.record"]),
    )

    record: int = column(int, sa_type=big_key())
    position: int = column(int)
    value: Any = column(e.ConditionRate)
    rate: Any = column(e.ConditionRate)
