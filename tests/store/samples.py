"""Documents and stamps for the tests of the store."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sdtui.domain.conditions import Condition, ConditionClass, Origin, Scale
from sdtui.domain.customizing_rows import NumberRange
from sdtui.domain.sales_document import Category, DocumentText, Partner, SalesDocument, SalesItem
from sdtui.store import number_ranges, sales_documents
from sdtui.store.engine import Database
from sdtui.store.stamp import Stamp
from sdtui.store.unit import Unit

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RANGES = [
    NumberRange(object="sales_document", code="05", start="0020000000", end="0029999999"),
    NumberRange(object="sales_document", code="06", start="0030000000", end="0039999999", external=True),
]
FUNCTIONS = ("SP", "SH", "BP", "PY")


def stamp(user: str = "CLERK", transaction: str = "VA21") -> Stamp:
    return Stamp(user, NOON, transaction)


def sales_document(items: int = 2, conditions: int = 3, **facts: object) -> SalesDocument:
    """A quotation with partners, a text, and a header discount."""
    document = SalesDocument(
        category=Category.QUOTATION,
        document_type="QT",
        sales_org="1000",
        channel="10",
        division="00",
        sold_to="0000001000",
        ship_to="0000001000",
        customer_reference="A-4711",
        document_date=date(2026, 11, 24),
        valid_to=date(2026, 12, 24),
        currency="USD",
        exchange_rate=Decimal("0.91234"),
        net_value=Decimal("21400.00"),
        conditions=[Condition(step=800, condition_type="HA00", rate=Decimal("-2.5"), origin=Origin.MANUAL)],
        texts=[DocumentText("0001", "Dear Ladies,\nand Gentlemen")],
        partners=[Partner(function, "0000001000", "Łódź Rowery", city="Łódź", country="PL") for function in FUNCTIONS],
        items=[sales_item(10 * (place + 1), conditions) for place in range(items)],
    )
    for name, value in facts.items():
        setattr(document, name, value)
    return document


def sales_item(number: int, conditions: int = 3) -> SalesItem:
    item = SalesItem(
        item=number,
        material="DXTR1",
        description="Deluxe touring bike, black",
        quantity=Decimal("5.000"),
        unit="PC",
        item_category="AGN",
        net_value=Decimal("15000.00"),
        currency="USD",
        priced_for=("DXTR1", Decimal("5.0"), 7, True, None, date(2026, 11, 24), ("PC", 1)),
        texts=[DocumentText("0001", "Black as the night", "PL")],
        partners=[Partner("SH", "0000002000", "Branch", own_address=True)],
    )
    for step in range(conditions):
        item.conditions.append(condition(step * 10))
    return item


def condition(step: int) -> Condition:
    return Condition(
        step=step,
        condition_type="PR00",
        rate=Decimal("3000.1234"),
        currency="USD",
        unit="PC",
        base=Decimal("5.000"),
        value=Decimal("15000.62"),
        condition_class=ConditionClass.PRICE,
        table="304",
        record=17,
        automatic_rate=Decimal(3000) if step else None,
        scales=(Scale(Decimal(10), Decimal("-5.5")), Scale(Decimal("100.5"), Decimal(0))),
    )


def save(unit: Unit, document: SalesDocument, by: Stamp | None = None) -> SalesDocument:
    number = number_ranges.next_number(unit, "sales_document", "05")
    return sales_documents.insert(unit, document, number, by or stamp())


def saved(database: Database, document: SalesDocument) -> SalesDocument:
    return database.write(lambda unit: save(unit, document))
