"""How far an item and a document have come: referenced, rejected, and both together.

Text items have no status and are ignored in the header. An alternative takes part in the header only after it was
chosen; choosing it closes its main item. Expiry is no status: it is derived from a date and never stored, so that it
can hide neither a rejection nor an order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from sdtui.domain.customizing_rows import Completion, ItemCategory
from sdtui.domain.sales_document import SalesDocument, SalesItem, Status

ItemCategories = Mapping[str, ItemCategory]
_UNKNOWN = ItemCategory(code="")


class State(StrEnum):
    """What an item is to the clerk: the reference status, unless it was rejected."""

    OPEN = "open"
    PARTLY = "partly"
    REFERENCED = "referenced"
    REJECTED = "rejected"


# What a change of an item may do to it. Only one way is closed: what follow-on documents have used up cannot be
# rejected any more. An item that was both freed of its reason and cut to what is already referenced goes from
# rejected to referenced in one step.
ALLOWED = {
    (State.OPEN, State.PARTLY),
    (State.OPEN, State.REFERENCED),
    (State.OPEN, State.REJECTED),
    (State.PARTLY, State.OPEN),
    (State.PARTLY, State.REFERENCED),
    (State.PARTLY, State.REJECTED),
    (State.REFERENCED, State.OPEN),
    (State.REFERENCED, State.PARTLY),
    (State.REJECTED, State.OPEN),
    (State.REJECTED, State.PARTLY),
    (State.REJECTED, State.REFERENCED),
}


def category_of(item: SalesItem, categories: ItemCategories) -> ItemCategory:
    """The customizing of the item's category; one that is not known yet counts as an ordinary priced item."""
    return categories.get(item.item_category, _UNKNOWN)


def adds_to_totals(item: SalesItem, category: ItemCategory) -> bool:
    """Whether the value of an item is part of that of the document: no alternative, not rejected, not statistical."""
    return not (item.alternative_to or item.rejection_reason or category.statistical)


def reference_status(item: SalesItem, category: ItemCategory) -> Status:
    """By the completion rule: A is complete with any reference, B with the full quantity, blank knows no reference."""
    if category.text_item or category.completion is Completion.NONE:
        return Status.NOT_RELEVANT
    if item.referenced_quantity <= 0:
        return Status.OPEN
    if category.completion is Completion.ANY or item.referenced_quantity >= item.quantity:
        return Status.COMPLETE
    return Status.PARTLY


def rejection_status(item: SalesItem, category: ItemCategory) -> Status:
    if category.text_item:
        return Status.NOT_RELEVANT
    return Status.COMPLETE if item.rejection_reason else Status.OPEN


def overall_status(item: SalesItem, category: ItemCategory) -> Status:
    """A rejected item is complete; one that nothing can refer to stays open."""
    if category.text_item:
        return Status.NOT_RELEVANT
    if item.rejection_reason:
        return Status.COMPLETE
    return reference_status(item, category) or Status.OPEN


def state(item: SalesItem, category: ItemCategory) -> State:
    if item.rejection_reason:
        return State.REJECTED
    match reference_status(item, category):
        case Status.COMPLETE:
            return State.REFERENCED
        case Status.PARTLY:
            return State.PARTLY
        case _:
            return State.OPEN


def may_become(old: State, new: State) -> bool:
    return old is new or (old, new) in ALLOWED


def roll_up(statuses: Iterable[Status]) -> Status:
    """The status of the header: all open is open, all complete is complete, blank is ignored, the rest is partly."""
    relevant = set(statuses) - {Status.NOT_RELEVANT}
    if not relevant:
        return Status.NOT_RELEVANT
    return relevant.pop() if len(relevant) == 1 else Status.PARTLY


def replaced_items(items: Iterable[SalesItem]) -> frozenset[int]:
    """The numbers of the main items for which an alternative was chosen in a follow-on document."""
    return frozenset(item.alternative_to for item in items if item.alternative_to and item.referenced_quantity > 0)


def update_status(document: SalesDocument, categories: ItemCategories) -> None:
    """Sets the derived statuses of all items and of the header."""
    replaced = replaced_items(document.items)
    for item in document.items:
        category = category_of(item, categories)
        item.reference_status = reference_status(item, category)
        item.rejection_status = rejection_status(item, category)
        item.overall_status = overall_status(item, category)
        if item.item in replaced and not category.text_item:
            item.reference_status = item.overall_status = Status.COMPLETE
    counted = [item for item in document.items if not item.alternative_to or item.referenced_quantity > 0]
    document.reference_status = roll_up(item.reference_status for item in counted)
    document.rejection_status = roll_up(item.rejection_status for item in counted)
    document.overall_status = roll_up(item.overall_status for item in counted)


def expired(document: SalesDocument, today: date) -> bool:
    """Valid until a day before ``today`` and still open; what is ordered or rejected does not expire."""
    over = document.valid_to is not None and document.valid_to < today
    return over and document.overall_status is not Status.COMPLETE
