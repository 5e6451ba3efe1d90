"""Items of a sales document: lines come, go and are copied; details, and the way from item to item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sdtui.dialogs.sales_base import SalesBase
from sdtui.dialogs.sales_screens import HEADER, ITEM, OVERVIEW, POSITION, SELECTION, TEXT
from sdtui.domain.conditions import Condition, Origin
from sdtui.domain.errors import Refuse
from sdtui.domain.sales_document import Partner, SalesDocument, SalesItem
from sdtui.kernel.dialog import STAY, Act, Ask, State, Turn, on
from sdtui.kernel.messages import success


class ItemActs(SalesBase):
    """The acts on items, conditions, partners and texts."""

    # --- lines -------------------------------------------------------------------------------------------------------
    def new_row(self, screen: str, table: str) -> object:
        return {"items": SalesItem, "partners": Partner, "conditions": _blank_condition}[table]()

    def add_row(self, screen: str, table: str) -> None:
        if table == "items":
            self.sales.add_item(self.document)
        elif table == "partners":
            self.shown_record(screen).partners.append(Partner())
        else:
            self.shown_record(screen).conditions.append(_blank_condition())

    def shown_record(self, screen: str) -> SalesDocument | SalesItem:
        """Header or item, whose tables the screen shows; both have conditions, partners and texts."""
        return self.document if screen == HEADER else self.shown_item()

    def condition_states(self, conditions: Sequence[Condition]) -> dict[str, State]:
        """A condition keeps its type once it is there; its rate is open where customizing lets a clerk change it.

        What says nothing on a line is hidden: the base of a subtotal, the number of units of a percentage.
        """
        states: dict[str, State] = {}
        for index, condition in enumerate(conditions):
            at = f"conditions[{index}]"
            if condition.step:
                states[f"{at}.condition_type"] = State.CLOSED
            if condition.subtotal or not self.sales.rate_changeable(self.document, condition):
                states[f"{at}.rate"] = State.CLOSED if condition.currency else State.HIDDEN
            if condition.subtotal:
                states[f"{at}.base"] = State.HIDDEN
            if not condition.unit:
                states[f"{at}.per"] = State.HIDDEN
        for index, line in enumerate(self.document.condition_totals):
            if not line.currency:
                states[f"condition_totals[{index}].rate"] = State.HIDDEN
        return {path: state for path, state in states.items() if state is State.HIDDEN or not self.displays}

    @on(OVERVIEW, "insert_line")
    def insert_line(self, act: Act) -> Turn:
        """An empty line above the cursor."""
        row = act.row if 0 <= act.row < len(self.document.items) else len(self.document.items)
        self.sales.add_item(self.document, row)
        return Turn(cursor=f"items[{row}].material")

    @on(OVERVIEW, "copy_line")
    def copy_line(self, act: Act) -> Turn:
        """Copies of the chosen items, below all others."""
        rows = self.chosen_rows(act)
        first = len(self.document.items)
        self.sales.copy_lines(self.document, rows)
        return self.completed() or Turn(
            message=success("items-copied", count=len(rows)), cursor=f"items[{first}].quantity"
        )

    @on(OVERVIEW, "delete_line")
    def delete_line(self, act: Act) -> Turn:
        """Delete the chosen items, after a question unless they are empty."""
        rows = self.chosen_rows(act)
        self.sales.refuse_deletion(self.document, rows)

        def delete() -> Turn:
            for row in sorted(rows, reverse=True):
                del self.document.items[row]
            return self.completed() or Turn(message=success("items-deleted", count=len(rows)))

        if all(self.document.items[row] == SalesItem(item=self.document.items[row].item) for row in rows):
            return delete()
        return Turn(ask=Ask("delete-items", {"yes": delete, "no": lambda: STAY}, {"count": len(rows)}))

    @on(HEADER, "delete_line")
    @on(ITEM, "delete_line")
    def delete_detail(self, act: Act) -> Turn:
        """Delete the chosen conditions or partners."""
        record = self.shown_record(HEADER if act.screen == HEADER else ITEM)
        lines: Mapping[str, Sequence[object]] = {"conditions": record.conditions, "partners": record.partners}
        rows = [row for row in act.rows() if row < len(lines.get(act.table, ()))]
        if not rows:
            raise Refuse("choose-a-row")
        if act.table == "conditions":
            self.sales.refuse_condition_deletion(record.conditions, rows)
            for row in sorted(rows, reverse=True):
                del record.conditions[row]
        else:
            self.sales.remove_partners(self.document, record.partners, rows)
        return self.checked()

    def chosen_rows(self, act: Act) -> list[int]:
        """The rows of items that an act is meant for; refuses when there is none."""
        rows = [row for row in act.rows() if act.table == "items" and row < len(self.document.items)]
        if not rows:
            raise Refuse("choose-a-row")
        return rows

    # --- from item to item -------------------------------------------------------------------------------------------
    @on(OVERVIEW, "choose")
    def item_details(self, act: Act) -> Turn:
        """F2 on a line: the details of the item; of the only one from anywhere."""
        row = 0 if len(self.document.items) == 1 else self.chosen_rows(act)[0]
        waiting = self.completed(lambda: self.item_details(act))
        if waiting:
            return waiting
        self.item_index = min(row, len(self.document.items) - 1)
        if self.item_index < 0:
            raise Refuse("choose-a-row")
        return Turn(ITEM)

    @on(ITEM, "next_item", "previous_item")
    def step_item(self, act: Act) -> Turn:
        """The item after or before this one; the ends are said, there is no way around."""
        waiting = self.completed(lambda: self.step_item(act))
        if waiting:
            return waiting
        wanted = self.item_index + (1 if act.code == "next_item" else -1)
        if not 0 <= wanted < len(self.document.items):
            raise Refuse("last-item" if wanted > 0 else "first-item")
        self.item_index = wanted
        return STAY

    @on(OVERVIEW, "position")
    @on(SELECTION, "position")
    def ask_position(self, act: Act) -> Turn:
        """Ask for the item to scroll to."""
        self.positioned = act.screen
        return Turn(POSITION)

    @on(POSITION, "check")
    def go_to_position(self, act: Act) -> Turn:
        """Scroll the item to the first line; without a number to the first free line."""
        listed = self.positioned == SELECTION
        if not self.wanted.item and not listed and not self.displays:
            return Turn(OVERVIEW, cursor=f"items[{len(self.document.items)}].material")
        numbers = [line.item for line in (self.selection.lines if listed else self.document.items)]
        row = next((n for n, number in enumerate(numbers) if number >= self.wanted.item), None)
        if row is None:
            raise Refuse("item-unknown", "item", item=self.wanted.item)
        return Turn(self.positioned, cursor=f"lines[{row}].quantity" if listed else f"items[{row}].material", top=row)

    # --- texts -------------------------------------------------------------------------------------------------------
    @on(HEADER, "choose")
    @on(ITEM, "choose")
    def open_text(self, act: Act) -> Turn:
        """F2 on a text opens its editor; no other row has anything behind it."""
        texts = self.shown_record(act.screen).texts
        if act.table != "texts" or not 0 <= act.row < len(texts):
            raise Refuse("nothing-to-choose")
        self.text = texts[act.row]
        return Turn(TEXT, cursor="text")


def _blank_condition() -> Condition:
    return Condition(origin=Origin.MANUAL)
