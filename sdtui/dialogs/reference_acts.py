"""Create with reference: the popup, the selection list, and what is copied."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from sdtui.dialogs.records import ReferenceChoice, SelectionLine, SelectionList
from sdtui.dialogs.sales_base import SalesBase
from sdtui.dialogs.sales_screens import INITIAL_CREATE, OVERVIEW, REFERENCE, SELECTION
from sdtui.domain.errors import Refuse
from sdtui.domain.open_items import OpenItem, proposed
from sdtui.domain.sales_document import Category, SalesDocument
from sdtui.kernel.dialog import Act, State, Turn, on
from sdtui.kernel.fields import fields_of
from sdtui.kernel.messages import success

if TYPE_CHECKING:
    from sdtui.services.references import Source

FIELDS = {Category.INQUIRY: "inquiry", Category.QUOTATION: "quotation", Category.ORDER: "order"}
# Under which the last number of each is remembered.
PARAMETERS = {name: fields_of(ReferenceChoice)[name].element.parameter for name in FIELDS.values()}


class ReferenceActs(SalesBase):
    """F8, on the first screen and again inside the document."""

    def reference_states(self) -> dict[str, State]:
        """Only categories that copy control allows as predecessors have a field."""
        allowed = self.sales.references.predecessors(self.document.document_type)
        return {name: State.OPEN if category in allowed else State.HIDDEN for category, name in FIELDS.items()}

    @on(INITIAL_CREATE, "create_with_reference")
    @on(OVERVIEW, "create_with_reference")
    def ask_reference(self, act: Act) -> Turn:
        """Ask for the document to refer to; the last one of its kind is proposed."""
        states = self.reference_states()
        names = [name for name in FIELDS.values() if states[name] is State.OPEN]
        if not names:
            raise Refuse("no-predecessors", "document_type", document_type=self.document.document_type)
        self.choice.inquiry = self.choice.quotation = self.choice.order = ""
        first = next((name for name in names if self.desk.parameters.get(PARAMETERS[name])), names[0])
        number = self.desk.parameters.get(PARAMETERS[first], "")
        self.choice.proposed = number if number != self.document.number else ""
        setattr(self.choice, first, self.choice.proposed)
        return Turn(REFERENCE, cursor=first)

    def source_number(self) -> str:
        """The number that was entered, which wins over a proposal; refuses none and more than one."""
        filled = [number for name in FIELDS.values() if (number := getattr(self.choice, name))]
        entered = [number for number in filled if number != self.choice.proposed] or filled
        if len(entered) != 1:
            raise Refuse("one-reference", next(n for n, s in self.reference_states().items() if s is State.OPEN))
        return entered[0]

    def open_source(self) -> tuple[list[OpenItem], Mapping[int, Decimal]]:
        """Read the document to refer to; what stands against it is said on the field of its number."""
        number = self.source_number()
        self.source = self.read_source(number)
        for finding in self.source.findings:
            if finding.message == "source-other-sales-area" and not self.in_document:
                # the first screen often proposes the area of the document before
                self.warn("source-brings-sales-area", self.choice_field(number), **finding.slots)
            elif finding.type == "E":
                raise Refuse(finding.message, self.choice_field(number), **finding.slots)
            else:
                self.warn(finding.message, self.choice_field(number), **finding.slots)
        return self.source.lines, proposed(self.source.lines)

    def read_source(self, number: str) -> Source:
        """The document to refer to, as seen from the one that the clerk works on."""
        target = self.document if self.in_document else self.sales.blank_like(self.document)
        name = self.choice_field(number)
        category = next(category for category, field in FIELDS.items() if field == name)
        try:
            return self.sales.references.source(number, target, category)
        except Refuse as refused:
            raise Refuse(refused.message, name, **refused.slots) from None

    def choice_field(self, number: str) -> str:
        """The field of the popup that holds ``number``."""
        return next(name for name in FIELDS.values() if getattr(self.choice, name) == number)

    def new_from_source(self) -> SalesDocument:
        """A new document in the sales area of the source; office and group are those of the area that was named."""
        first, source = self.sales.blank_like(self.document), self.source.document
        for name in ("sales_org", "channel", "division"):
            if getattr(first, name) not in ("", getattr(source, name)):
                first.sales_office = first.sales_group = ""
            setattr(first, name, getattr(source, name))
        return self.sales.new(first)

    @on(REFERENCE, "check")
    def copy_all(self, act: Act) -> Turn:
        """Copy everything that is open; alternatives are chosen in the selection list, which then opens by itself."""
        lines, chosen = self.open_source()
        if any(line.possible and not line.proposed for line in lines):
            return self.selection_screen(lines)
        return self.copied(chosen)

    @on(REFERENCE, "selection_list")
    def ask_selection(self, act: Act) -> Turn:
        """Show the items of the source, to choose items and quantities."""
        lines, _ = self.open_source()
        return self.selection_screen(lines)

    def selection_screen(self, lines: list[OpenItem]) -> Turn:
        """The selection list of a source."""
        source = self.source.document
        rows = [self.selection_line(line) for line in lines]
        name = self.sales.partner_name(source)
        self.selection = SelectionList(source.number, source.sold_to, name, source.valid_from, source.valid_to, rows)
        return Turn(SELECTION)

    def selection_line(self, line: OpenItem) -> SelectionLine:
        """The line of an item of the source."""
        item = self.source.document.items[line.index]
        return SelectionLine(
            line.index, line.proposed, item.item, item.material, item.description, line.quantity, line.quantity,
            line.unit, line.reason, line.possible,
        )  # fmt: skip

    def selection_states(self) -> dict[str, State]:
        """What cannot be copied is closed, and says why."""
        states: dict[str, State] = {}
        for index, line in enumerate(self.selection.lines):
            if not line.possible:
                states[f"lines[{index}].selected"] = states[f"lines[{index}].quantity"] = State.CLOSED
        return states

    @on(SELECTION, "mark", "mark_all", "unmark_all")
    def select(self, act: Act) -> Turn:
        """Choose the line under the cursor or not; all, or none."""
        for index, line in enumerate(self.selection.lines):
            if act.code == "mark":
                line.selected = line.selected != (index == act.row and line.possible)
            else:
                line.selected = act.code == "mark_all" and line.possible
        return Turn()

    @on(SELECTION, "copy")
    def copy_selected(self, act: Act) -> Turn:
        """Copy the chosen items with their quantities."""
        lines = self.selection.lines
        possible = [index for index, line in enumerate(lines) if line.possible]
        if possible and not any(line.selected for line in lines):
            raise Refuse("choose-items", f"lines[{possible[0]}].selected")
        return self.copied({line.item: line.quantity for line in self.selection.lines if line.selected})

    def copied(self, chosen: Mapping[int, Decimal]) -> Turn:
        """Copy into the document and go to its overview."""
        below = "" if self.in_document else self.transaction.screen
        if not self.in_document:
            target = self.new_from_source()
            begun = self.sales.snapshot(target)
            count = self.sales.references.copy_from(self.source, target, chosen)
            self.document, self.before, self.in_document = target, begun, True
        else:
            count = self.sales.references.copy_from(self.source, self.document, chosen)
        self.item_index = 0
        number = self.source.document.number
        message = success("items-copied-from", count=count, number=number)
        overview = Turn(OVERVIEW, message, tab="items", cursor="valid_to", over=below)
        return self.completed_softly(overview)
