"""What clerks do again and again: documents typed in a few keys, and orders that follow them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sdtui.domain.sales_document import Category, SalesDocument
from sdtui.services.bundle import Services
from sdtui.store import sales_documents
from tests.clerk import Clerk

AREA = ("1000", "10", "00")
Line = tuple[str, str]


def begin(clerk: Clerk, tcode: str = "VA11", kind: str = "IN", area: tuple[str, str, str] = AREA) -> Clerk:
    """On the overview of a new document."""
    org, channel, division = area
    clerk.run(f"/n{tcode}").fill(document_type=kind, sales_org=org, channel=channel, division=division)
    return clerk.press("enter")


def lines(clerk: Clerk, *items: Line) -> Clerk:
    """Materials with quantities, on the first free lines."""
    for material, quantity in items:
        clerk.item(material=material, quantity=quantity)
    return clerk


def saved_number(clerk: Clerk) -> str:
    """The number in the message of success."""
    assert clerk.message
    assert clerk.message.id == "document-saved", clerk.message
    return str(clerk.message.slots["number"])


def inquiry(clerk: Clerk, *items: Line, sold_to: str = "1000") -> str:
    """A saved inquiry; its number."""
    begin(clerk).fill(sold_to=sold_to)
    return saved_number(lines(clerk, *(items or [("M-100", "5")])).press("f11"))


def quotation(clerk: Clerk, *items: Line, sold_to: str = "1000", valid_to: str = "+30") -> str:
    """A saved quotation; its number."""
    begin(clerk, "VA21", "QT").fill(sold_to=sold_to, valid_to=valid_to)
    return saved_number(lines(clerk, *(items or [("M-100", "10")])).press("f11"))


def incomplete(clerk: Clerk) -> Clerk:
    """A quotation without an end of validity, with an item without quantity and one without price."""
    begin(clerk, "VA21", "QT").fill(sold_to="1000")
    lines(clerk, ("M-100", "5"), ("M-110", ""), ("M-990", "1")).press("enter")
    assert clerk.message_id == "price-missing"
    return clerk.press("enter")


def saved_incomplete(clerk: Clerk) -> str:
    """It as it was saved; its number."""
    return saved_number(incomplete(clerk).press("f11", "s"))


def inquiry_without_quantity(clerk: Clerk) -> str:
    """A saved inquiry whose quantity the customer has still to say; its number."""
    begin(clerk).fill(sold_to="1000")
    return saved_number(lines(clerk, ("M-100", "")).press("f11", "s"))


def order(services: Services, number: str, quantities: Mapping[int, str]) -> str:
    """An order that takes ``quantities`` of the items of a quotation or inquiry, as order entry would make it."""
    sales = services.sales_documents
    first = SalesDocument(category=Category.ORDER, document_type="OR")
    first.sales_org, first.channel, first.division = AREA
    document = sales.new(first)
    begun = sales.snapshot(document)
    sales.references.copy_from(
        sales.references.source(number, document), document, {item: Decimal(q) for item, q in quantities.items()}
    )
    sales.complete(document, None, saving=True)
    return sales.save(document, begun, "VA01")


def stored(services: Services, number: str) -> SalesDocument:
    """A document as it is stored."""
    return services.sales_documents.load(number)


def kept(services: Services, number: str) -> list[str]:
    """The steps that the rows of header and items name, as lists read them."""
    with services.context.database.read() as unit:
        document = sales_documents.load(unit, number)
    assert document
    return [document.incompletion, *(item.incompletion for item in document.items)]


def statuses(document: SalesDocument) -> tuple[str, str, str]:
    """Reference, rejection and overall status of the header."""
    return document.reference_status.value, document.rejection_status.value, document.overall_status.value


def popup(clerk: Clerk) -> str:
    """The popup that stands on the screen; nothing when there is none."""
    return clerk.view.screen.partition("/")[2].rpartition(".")[0] if "/" in clerk.view.screen else ""


def choose(clerk: Clerk, row: int) -> Clerk:
    """Take a row of the list on the screen."""
    return clerk.on_row(row).press("enter")
