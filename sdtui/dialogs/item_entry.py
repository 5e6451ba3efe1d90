"""Items at speed: pasted lines, one field of many items, what the customer had before, new numbers, the free line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sdtui.dialogs.item_records import FastChange, ItemProposal, ProposedItem
from sdtui.dialogs.sales_base import SalesBase
from sdtui.dialogs.sales_screens import FAST_CHANGE, OVERVIEW, PROPOSAL
from sdtui.domain.errors import Refuse, row_of
from sdtui.domain.item_history import HistoryRow
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.kernel.dialog import Act, Choose, State, Turn, Warned, on
from sdtui.kernel.fields import fields_of
from sdtui.kernel.messages import Message, information, success, warning
from sdtui.kernel.view import MessageType
from sdtui.services.item_entry import CHANGEABLE, NEVER_EMPTY

# The acts behind Ctrl+B, in the order of the list.
ACTS = (
    "fast_change", "propose_items", "import_items", "free_line", "copy_line", "duplicate_line", "renumber",
)  # fmt: skip


class ItemEntryActs(SalesBase):
    """What a clerk does to many items at once."""

    def start_anew(self, document: SalesDocument) -> None:
        super().start_anew(document)
        self.fast = FastChange()
        self.changing: list[SalesItem] = []
        self.proposal = ItemProposal()

    @on(OVERVIEW, "edit_items")
    def choose_act(self, act: Act) -> Turn:
        """All these acts as a list, each with the word that does it from the command field."""
        words = self.desk.words

        def chosen(row: int) -> Turn:
            handler = self.handler(OVERVIEW, ACTS[row])
            return handler(replace(act, code=ACTS[row])) if handler else Turn()

        rows = [(words.text(f"act.{code}"), f"={code}") for code in ACTS]
        return Turn(ask=Choose("edit-items", ("edit_act", "edit_word"), rows, chosen))

    def reason(self, why: Refuse) -> str:
        """Why something was refused, in a sentence."""
        name = why.field.rpartition(".")[2]
        facts = fields_of(SalesItem).get(name)
        named: dict[str, object] = {"field": self.desk.words.label(name, facts.element)} if facts else {}
        return self.desk.words.message(Message(MessageType.ERROR, why.message, named | dict(why.slots)))

    # --- pasted lines ------------------------------------------------------------------------------------------------
    @on(OVERVIEW, "paste")
    def complete_pasted(self, act: Act) -> Turn:
        """Complete the lines that are right; those that are not keep what was pasted, and say what is wrong."""
        rows = (row_of(path) for path in act.wrong)
        items = list(self.document.items)
        waiting, refused = self.complete_but([items[row] for row in rows if row is not None and row < len(items)])
        places = {id(item): row for row, item in enumerate(self.document.items)}
        refusals = tuple(
            Refuse(why.message, f"items[{places[id(item)]}].{why.field.rpartition('.')[2]}", **why.slots)
            for item, why in refused
        )
        return replace(waiting or Turn(), refusals=refusals)

    def complete_but(self, aside: Sequence[SalesItem]) -> tuple[Turn | None, list[tuple[SalesItem, Refuse]]]:
        """Complete the document without the items ``aside`` and without those that are refused; all stay in place."""
        document, order = self.document, list(self.document.items)
        wrong = set(map(id, aside))
        refused: list[tuple[SalesItem, Refuse]] = []
        try:
            while True:
                document.items[:] = [item for item in document.items if id(item) not in wrong]
                try:
                    return self.completed(), refused
                except Refuse as why:
                    found = {} if isinstance(why, Warned) else self.sales.item_entry.doubtful(document)
                    if not found:
                        raise
                    refused += [(document.items[row], reason) for row, reason in found.items()]
                    wrong |= {id(item) for item, _ in refused}
        finally:
            kept = wrong | set(map(id, document.items))
            document.items[:] = [item for item in order if id(item) in kept]

    # --- one field of many items -------------------------------------------------------------------------------------
    @on(OVERVIEW, "fast_change")
    def choose_field(self, act: Act) -> Turn:
        """Choose the field that the marked items get anew; all items where none is marked, which is said."""
        marked = [self.document.items[row] for row in act.marked if row < len(self.document.items)]
        waiting = self.completed(lambda: self.choose_field(act))
        if waiting:
            return waiting
        self.changing = marked if act.table == "items" and marked else list(self.document.items)
        if not self.changing:
            raise Refuse("items-required", "items[0].material")
        said = None if marked else information("nothing-marked", count=len(self.changing))

        def chosen(row: int) -> Turn:
            self.fast = FastChange(CHANGEABLE[row])
            return Turn(FAST_CHANGE, said, cursor=CHANGEABLE[row])

        elements = fields_of(FastChange)
        rows = [(self.desk.words.label(name, elements[name].element),) for name in CHANGEABLE]
        return Turn(message=said, ask=Choose("fast-change", ("field_to_change",), rows, chosen))

    def fast_change_states(self) -> dict[str, State]:
        """The one field; those that no item can be without must be filled."""
        wanted = State.REQUIRED if self.fast.name in NEVER_EMPTY else State.OPEN
        return {name: wanted if name == self.fast.name else State.HIDDEN for name in CHANGEABLE}

    @on(FAST_CHANGE, "check")
    def change_items(self, act: Act) -> Turn:
        """Change them; what has to stay as it is comes in a list with the reason."""
        document, name = self.document, self.fast.name
        chosen = set(map(id, self.changing))
        rows = [row for row, item in enumerate(document.items) if id(item) in chosen]
        refused = self.sales.item_entry.change_all(document, self.before, rows, name, getattr(self.fast, name))
        changed = len(rows) - len(refused)
        message: Message = success("items-changed", count=changed)
        if refused:
            message = warning("items-changed-some", count=changed, refused=len(refused))
        turn = self.completed_softly(Turn(OVERVIEW, message))
        return replace(turn, ask=turn.ask or self.unchanged(refused)) if refused else turn

    def unchanged(self, refused: Mapping[int, Refuse]) -> Choose:
        """The items that were not changed; choosing one goes to it."""
        items = [self.document.items[row] for row in refused]
        rows = [(i.item, i.material, self.reason(why)) for i, why in zip(items, refused.values(), strict=True)]

        def chosen(row: int) -> Turn:
            place = next((n for n, item in enumerate(self.document.items) if item is items[row]), 0)
            return Turn(cursor=f"items[{place}].material")

        return Choose("items-unchanged", ("item_number", "material", "unchanged_reason"), rows, chosen)

    # --- what the customer had before --------------------------------------------------------------------------------
    @on(OVERVIEW, "propose_items")
    def propose(self, act: Act) -> Turn:
        """The materials in the customer's documents, to choose from."""
        waiting = self.completed(lambda: self.propose(act))
        if waiting:
            return waiting
        found = self.sales.item_entry.history(self.document)
        if not found:
            raise Refuse("no-history", "sold_to", customer=self.document.sold_to)
        lines = [_proposed(row) for row in found]
        self.proposal = ItemProposal(self.document.sold_to, self.sales.partner_name(self.document), lines)
        return Turn(PROPOSAL, cursor="lines[0].quantity")

    @on(PROPOSAL, "mark", "mark_all", "unmark_all")
    def mark_proposed(self, act: Act) -> Turn:
        """Choose the line under the cursor or not; all, or none."""
        for row, line in enumerate(self.proposal.lines):
            line.selected = line.selected != (row == act.row) if act.code == "mark" else act.code == "mark_all"
        return Turn()

    @on(PROPOSAL, "copy")
    def take_proposed(self, act: Act) -> Turn:
        """The chosen materials become items, with their quantities and units."""
        chosen = [row for row, line in enumerate(self.proposal.lines) if line.selected]
        if not chosen:
            raise Refuse("choose-items", "lines[0].selected")
        lines = [self.proposal.lines[row] for row in chosen]
        trial = [SalesItem(n, line.material, "", line.quantity, line.unit) for n, line in enumerate(lines, 1)]
        for row, why in self.sales.item_entry.doubtful(replace(self.document, items=trial)).items():
            column = why.field.rpartition(".")[2]
            at = column if column in ("quantity", "unit") else "selected"
            raise Refuse(why.message, f"lines[{chosen[row]}].{at}", **why.slots)
        first = len(self.document.items)
        for line in lines:
            item = self.sales.add_item(self.document)
            item.material, item.quantity, item.unit = line.material, line.quantity, line.unit
        message = success("items-copied", count=len(lines))
        return self.completed_softly(Turn(OVERVIEW, message, cursor=f"items[{first}].quantity"))

    # --- numbers and lines -------------------------------------------------------------------------------------------
    @on(OVERVIEW, "renumber")
    def renumber(self, act: Act) -> Turn:
        """Number the items anew; what has been referred to keeps its number, which is said."""
        waiting = self.completed(lambda: self.renumber(act))
        if waiting:
            return waiting
        if not self.document.items:
            raise Refuse("items-required", "items[0].material")
        count, kept = self.sales.item_entry.renumber(self.document)
        message = success("items-renumbered", count=count)
        if kept:
            message = warning("items-keep-numbers", count=count, item=kept)
        return self.completed_softly(Turn(message=message))

    @on(OVERVIEW, "free_line")
    def free_line(self, act: Act) -> Turn:
        """To the first line that nothing stands in."""
        return Turn(tab="items", cursor=f"items[{len(self.document.items)}].material")

    @on(OVERVIEW, "duplicate_line")
    def duplicate_line(self, act: Act) -> Turn:
        """The last item once more, below it."""
        waiting = self.completed(lambda: self.duplicate_line(act))
        if waiting:
            return waiting
        last = len(self.document.items) - 1
        if last < 0:
            raise Refuse("items-required", "items[0].material")
        self.sales.copy_lines(self.document, [last])
        turn = Turn(message=success("items-copied", count=1), cursor=f"items[{last + 1}].quantity")
        return self.completed_softly(turn)


def _proposed(row: HistoryRow) -> ProposedItem:
    return ProposedItem(
        material=row.material, description=row.description, quantity=row.quantity, unit=row.unit,
        last_date=row.document_date, last_price=row.net_price, currency=row.currency, price_per=row.price_per,
        price_unit=row.price_unit, times=row.times,
    )  # fmt: skip
