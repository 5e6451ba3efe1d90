"""What the parts of the sales document dialog share: the document, what it was, and how it is completed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sdtui.dialogs.locked import LockedActs
from sdtui.dialogs.records import DocumentFlow, Position, ReferenceChoice, SelectionList
from sdtui.dialogs.sales_screens import CHANGEABLE, HEADER, ITEM, ON_OVERVIEW, OVERVIEW
from sdtui.domain.authority import SalesArea
from sdtui.domain.sales_document import DocumentText, Partner, SalesDocument, SalesItem
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import STAY, Act, Choose, Turn, Workplace
from sdtui.kernel.messages import error
from sdtui.kernel.view import split_cell
from sdtui.services.saving import OBJECT as LOCKED

# a row of a table of an item: items[2].conditions[0].rate
_BELOW_ITEM = re.compile(r"items\[(\d+)\]\.(\w+\[\d+\]\.\w+)$")


class SalesBase(LockedActs):
    """``document`` is what the clerk works on, ``before`` how it was read or began."""

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.sales = self.services.sales_documents
        self.start_anew(self.sales.blank(transaction.category))

    def start_anew(self, document: SalesDocument) -> None:
        """Stand on the first screen with an empty document."""
        self.in_document = False
        self.document = self.before = document
        self.item_index = 0
        self.text = DocumentText("")
        self.choice = ReferenceChoice()
        self.selection = SelectionList()
        self.flow = DocumentFlow()
        self.wanted = Position()
        self.positioned = OVERVIEW
        self.accepted.clear()

    def changed_object(self, act: Act) -> tuple[str, str]:
        return LOCKED, self.document.number

    def shown_item(self) -> SalesItem:
        """The item of the details; a blank one when the document was saved from there and is gone."""
        items = self.document.items or [SalesItem()]
        return items[min(self.item_index, len(items) - 1)]

    def place_of(self, screen: str, path: str) -> tuple[str, str]:
        """Items are corrected in their details or in the overview, the header in the overview or in its details."""
        if not self.in_document or screen not in CHANGEABLE:
            return "", ""
        if item := _BELOW_ITEM.match(path):
            self.item_index = int(item[1])
            return ITEM, item[2]
        cell = split_cell(path)
        if cell is None:
            return (OVERVIEW if path in ON_OVERVIEW else HEADER), path
        table, row, column = cell
        if table != "items":
            return HEADER, path
        return (ITEM, column) if (screen, row) == (ITEM, self.item_index) else (OVERVIEW, path)

    def open_new(self) -> None:
        """A new document of the type and area on the first screen, with the defaults of its type."""
        self.document = self.sales.new(self.document)
        self.before = self.sales.snapshot(self.document)
        self.in_document = True

    def completed(self, then: Callable[[], Turn] | None = None, *, saving: bool = False) -> Turn | None:
        """Complete the document; None when all is well, a question when only the clerk can decide.

        Raises the first error, and each warning once. When ``saving``, nothing may be missing. ``then`` is the act that
        begins again once the question is answered; without it the document is checked.
        """
        if self.displays:
            return None
        result = self.sales.complete(self.document, self.before, saving=saving)
        if result.areas:
            return self.choose_area(result.areas, then or self.checked)
        if result.choose:
            return self.choose_partners(result.choose, then or self.checked)
        for finding in result.findings:
            if finding.type == "E":
                raise finding.refusal()
            self.warn(finding.message, finding.field, **finding.slots)
        return None

    def checked(self) -> Turn:
        """Complete the document and stay."""
        return self.completed() or STAY

    def completed_softly(self, turn: Turn) -> Turn:
        """Complete what was added; what is still missing is asked for when the clerk goes on, not now."""
        result = self.sales.complete(self.document, self.before)
        return replace(turn, ask=self.choose_partners(result.choose, self.checked).ask) if result.choose else turn

    def choose_area(self, areas: list[SalesArea], then: Callable[[], Turn]) -> Turn:
        """The sold-to party exists in several sales areas, or only in others than the one named: the clerk chooses."""

        def chosen(row: int) -> Turn:
            area = areas[row]
            self.document.sales_org, self.document.channel = area.sales_org, area.channel
            self.document.division = area.division
            return then()

        document = self.document
        named = SalesArea(document.sales_org, document.channel, document.division)
        refused = all((named.sales_org, named.channel, named.division)) and named not in areas
        slots = {"customer": document.sold_to, "sales_area": str(named)}
        message = error("customer-not-in-sales-area", **slots) if refused else None
        rows = [(area.sales_org, area.channel, area.division, self.area_text(area)) for area in areas]
        choice = Choose("sales-areas", ("sales_org", "channel", "division", "text"), rows, chosen)
        return Turn(message=message, ask=choice)

    def area_text(self, area: SalesArea) -> str:
        """A sales area in words."""
        text = self.services.value_tables.text
        parts = (("sales_org", area.sales_org), ("channel", area.channel), ("division", area.division))
        return ", ".join(text(table, value, {}) for table, value in parts)

    def choose_partners(self, choices: Mapping[str, list[Partner]], then: Callable[[], Turn]) -> Turn:
        """Several partners are possible: the clerk chooses one for each function."""
        (function, candidates), *others = choices.items()

        def chosen(row: int) -> Turn:
            self.sales.set_partner(self.document, candidates[row])
            return self.choose_partners(dict(others), then) if others else then()

        rows = [(p.number.lstrip("0"), p.name, p.street, p.postal_code, p.city) for p in candidates]
        columns = ("partner", "name", "street", "postal_code", "city")
        return Turn(ask=Choose(f"partners.{function}", columns, rows, chosen))
