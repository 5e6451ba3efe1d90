"""Sorting, filtering and summing a list: by the column under the cursor at once, or by several in a popup."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sdtui.dialogs.list_base import ListBase
from sdtui.dialogs.list_popups import FILTER, LIST, SORT, SortChoice, SortLine
from sdtui.dialogs.list_totals import TotalRow
from sdtui.dialogs.selection import criteria_in, more_values
from sdtui.domain.elements import limit_element
from sdtui.domain.errors import Refuse
from sdtui.domain.lists import Layout, SortKey
from sdtui.domain.selection import Criterion, Option
from sdtui.kernel.dialog import Act, Turn, on
from sdtui.kernel.fields import base_name
from sdtui.kernel.messages import Message, information, success


class ListOrder(ListBase):
    """What changes the layout and reads the list again."""

    def relayout(self, layout: Layout, message: Message | None = None) -> Turn:
        """Read the list by another layout; one that cannot be read by leaves everything as it was."""
        former, self.layout = self.layout, layout
        try:
            self.read()
        except BaseException:
            self.layout = former
            raise
        self.marks = {}
        return self.back(message, row=0)

    # --- order -------------------------------------------------------------------------------------------------------
    @on(LIST, "sort_column")
    def sort_column(self, act: Act) -> Turn:
        """Sort by the column under the cursor: upwards, and the second time downwards."""
        name = self.column_at(act)
        self.note_place(act)
        former = next((key for key in self.layout.sort if key.column == name), None)
        falls = bool(former) and not former.descending if former else False
        message = success("list-sorted-down" if falls else "list-sorted-up", column=self.label_of(name))
        return self.relayout(replace(self.layout, sort=(SortKey(name, falls),)), message)

    @on(LIST, "sort")
    def ask_order(self, act: Act) -> Turn:
        """Ask for the order of the columns to sort by."""
        self.note_place(act)
        order = {key.column: (n, key) for n, key in enumerate(self.layout.sort, 1)}
        names = dict.fromkeys(base_name(name) for name in self.wanted_first())
        lines = [
            SortLine(name, order[name][0] if name in order else 0, self.label_of(name),
                     name in order and order[name][1].descending)
            for name in names
        ]  # fmt: skip
        self.popup = SortChoice(sorted(lines, key=lambda line: line.place or len(names)))
        return Turn(SORT, cursor="lines[0].place")

    @on(SORT, "check")
    def take_order(self, act: Act) -> Turn:
        """Sort by the columns that have a place, the lowest first."""
        chosen = sorted((line for line in self.popup.lines if line.place), key=lambda line: line.place)
        return self.relayout(replace(self.layout, sort=tuple(SortKey(c.name, c.descending) for c in chosen)))

    def wanted_first(self) -> tuple[str, ...]:
        """All columns of the list, those that are shown first."""
        return (*(column.name for column in self.layout_columns()), *self.table.columns)

    # --- filter ------------------------------------------------------------------------------------------------------
    @on(LIST, "filter")
    def ask_filter(self, act: Act) -> Turn:
        """Ask for the values of the column under the cursor; that of the row is proposed."""
        name = self.column_at(act)
        self.note_place(act)
        facts = self.facts_of(name)
        lines = self.layout.filter.get(name, ())
        row = self.shown[act.row] if 0 <= act.row < len(self.shown) else None
        if not lines and row is not None and not isinstance(row, TotalRow):
            lines = (Criterion(Option.EQUAL, getattr(row, name) or None),)
        self.popup = more_values(name, limit_element(facts.element, facts.kind), lines)
        return Turn(FILTER, cursor="lines[0].low_value")

    @on(FILTER, "check")
    def take_filter(self, act: Act) -> Turn:
        """Show the rows with these values only; without values, all of them again."""
        name = self.popup.field
        lines = criteria_in(self.popup, self.services.context.today())
        rest = {key: value for key, value in self.layout.filter.items() if key != name}
        id = "list-filtered" if lines else "list-filter-off"
        message = success(id, column=self.label_of(name))
        return self.relayout(replace(self.layout, filter=rest | ({name: lines} if lines else {})), message)

    @on(LIST, "filter_off")
    def filter_off(self, act: Act) -> Turn:
        """Show all selected rows again."""
        self.note_place(act)
        if not self.layout.filter:
            return Turn(message=information("list-no-filter"))
        turn = self.relayout(replace(self.layout, filter={}), success("list-filters-off"))
        return replace(self.back(), message=turn.message)

    # --- sums --------------------------------------------------------------------------------------------------------
    @on(LIST, "total")
    def total(self, act: Act) -> Turn:
        """Sum the column under the cursor, or no more."""
        name = self.column_at(act)
        if self.facts_of(name).kind is not Decimal:
            raise Refuse("list-not-summed", column=self.label_of(name))
        return self._summed(act, replace(self.layout, totals=_toggled(self.layout.totals, name)))

    @on(LIST, "subtotal")
    def subtotal(self, act: Act) -> Turn:
        """Divide the list into groups by the column under the cursor, or no more."""
        name = self.column_at(act)
        if self.facts_of(name).kind is Decimal:
            raise Refuse("list-no-groups", column=self.label_of(name))
        totals = self.layout.totals or self.summed_first()
        if not totals:
            raise Refuse("list-nothing-to-sum")
        return self._summed(act, replace(self.layout, totals=totals, subtotals=_toggled(self.layout.subtotals, name)))

    def summed_first(self) -> tuple[str, ...]:
        """What is summed when the clerk asks for groups before he has named a column: amounts, else quantities."""
        names = [base_name(c.name) for c in self.layout_columns() if self.facts_of(c.name).kind is Decimal]
        amounts = [name for name in names if self.facts_of(name).element.reference.endswith("currency")]
        return tuple(amounts or names)

    def _summed(self, act: Act, layout: Layout) -> Turn:
        self.note_place(act)
        ordered = layout.subtotals != self.layout.subtotals
        turn = self.relayout(layout)
        return turn if ordered else self.back()


def _toggled(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name) if name in names else (*names, name)
