"""Many items at once: which lines can stand, one field of all of them, what the customer wants again, new numbers."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.check import check_document
from sdtui.domain.errors import Finding, Refuse, error, item_path, row_of
from sdtui.domain.item_history import HistoryRow
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.services.completion import Completion, entered
from sdtui.services.context import Context
from sdtui.store import item_history

# The fields of which all items can be given another value at once, and those of them that cannot be emptied.
CHANGEABLE = (
    "plant", "requested_delivery_date", "unit", "rejection_reason", "delivery_priority", "billing_block",
)  # fmt: skip
NEVER_EMPTY = frozenset({"plant", "requested_delivery_date", "unit"})
MOST_PROPOSED = 200


class ItemEntry:
    """The acts on many items, for one clerk; ``object`` is what authority for documents is asked under."""

    def __init__(self, context: Context, completion: Completion, object: str) -> None:
        self.context = context
        self.customizing = context.customizing
        self.completion = completion
        self.object = object

    # --- which lines can stand ---------------------------------------------------------------------------------------
    def doubtful(self, document: SalesDocument, before: SalesDocument | None = None) -> dict[int, Refuse]:
        """By row why an item would be refused, the first reason of each; the document stays as it is.

        ``before`` is the document as it is stored, where there is one.
        """
        trial = replace(document, items=[copy.copy(item) for item in document.items])
        found = self.completion.settle_each(trial)
        for finding in check_document(trial, self.customizing, self.context.today(), before):
            row = row_of(finding.field)
            if finding.type == "E" and row is not None and row < len(trial.items):
                found.setdefault(row, finding.refusal())
        return found

    # --- one field of all of them ------------------------------------------------------------------------------------
    def change_all(
        self, document: SalesDocument, before: SalesDocument, rows: Sequence[int], name: str, value: object
    ) -> dict[int, Refuse]:
        """Give the field ``name`` of the items in ``rows`` a value; by row why one has to keep what it has."""
        refused = {row: found.refusal() for row in rows if (found := self._fixed(document, row, name))}
        trial = replace(document, items=[copy.copy(item) for item in document.items])
        for row in rows:
            if row not in refused:
                setattr(trial.items[row], name, value)
        found = self.doubtful(trial, before if before.version else None)
        refused |= {row: why for row, why in found.items() if row in rows and row not in refused}
        for row in rows:
            if row not in refused:
                setattr(document.items[row], name, value)
        return dict(sorted(refused.items()))

    def _fixed(self, document: SalesDocument, row: int, name: str) -> Finding | None:
        item = document.items[row]
        if not item.material:
            return error("text-item-unchanged", item_path(row, "description"), item=item.item)
        if name == "unit" and item.referenced_quantity:
            return error("unit-referenced", item_path(row, "unit"), item=item.item, unit=item.unit)
        return None

    # --- what the customer wants again -------------------------------------------------------------------------------
    def history(self, document: SalesDocument) -> list[HistoryRow]:
        """The materials in the customer's documents of this sales organization and channel, the most frequent first."""
        area = SalesArea(document.sales_org, document.channel, document.division)
        self.context.permit(ActivityCode.DISPLAY, self.object, area, document_type=document.document_type)
        who = document.sold_to, document.sales_org, document.channel
        with self.context.database.read() as unit:
            return item_history.bought_by(unit, *who, document.number, MOST_PROPOSED)

    # --- new numbers -------------------------------------------------------------------------------------------------
    def renumber(self, document: SalesDocument) -> tuple[int, int]:
        """Number the items anew in their order, in the steps of the document type.

        What follow-on documents refer to keeps its number, and so does what stands before it. Returns how many items
        have another number now, and the last item that kept its own for that reason (0 for none).
        """
        step = self.customizing.document_type(document.document_type).increment or 10
        kept = max((place for place, item in enumerate(document.items, 1) if item.referenced_quantity), default=0)
        highest = max((item.item for item in document.items[:kept]), default=0) // step * step
        new = {item.item: highest + step * place for place, item in enumerate(document.items[kept:], 1)}
        for item in document.items:
            self._renumber(item, new)
        return sum(old != number for old, number in new.items()), document.items[kept - 1].item if kept else 0

    def _renumber(self, item: SalesItem, new: dict[int, int]) -> None:
        settled = item.determined_for == entered(item)
        item.item = new.get(item.item, item.item)
        item.alternative_to = new.get(item.alternative_to, item.alternative_to)
        item.higher_level_item = new.get(item.higher_level_item, item.higher_level_item)
        if settled:
            item.determined_for = entered(item)
