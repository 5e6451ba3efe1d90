"""What the header says for all items: a change of it reaches the items that had the same, or nothing."""

from __future__ import annotations

from sdtui.domain.probability import default_probability
from sdtui.domain.sales_document import SalesDocument

# Header field and the field of the item that follows it.
FOLLOWS = {
    "requested_delivery_date": "requested_delivery_date",
    "pricing_date": "pricing_date",
    "payment_terms": "payment_terms",
    "incoterms": "incoterms",
    "incoterms_place": "incoterms_place",
    "delivering_plant": "plant",
}


def header_values(document: SalesDocument) -> tuple[object, ...]:
    """What items take over from the header, the customer's probability last."""
    return (*(getattr(document, name) for name in FOLLOWS), document.customer_probability)


def note_passed_on(document: SalesDocument) -> None:
    """The items stand as the header is now: nothing is to be passed on."""
    document.passed_on = header_values(document)


def pass_on(document: SalesDocument, type_probability: int) -> None:
    """Give items with a material what the header says; what was entered for an item stays."""
    before = document.passed_on or header_values(document)
    for (header, own), old in zip(FOLLOWS.items(), before, strict=False):
        new = getattr(document, header)
        for item in document.items:
            if new and item.material and getattr(item, own) in (None, "", old):
                setattr(item, own, new)
    proposed = default_probability(type_probability, int(str(before[-1])))
    for item in document.items:
        if item.material and item.probability == proposed:
            item.probability = default_probability(type_probability, document.customer_probability)
    note_passed_on(document)
