"""Which columns a list shows, and the layouts in which clerks keep that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from sdtui.dialogs.list_order import ListOrder
from sdtui.dialogs.list_popups import (
    COLUMNS,
    LAYOUTS,
    LIST,
    SAVE_LAYOUT,
    ColumnChoice,
    ColumnLine,
    LayoutChoice,
    LayoutLine,
)
from sdtui.domain.errors import Refuse
from sdtui.domain.lists import Layout, LayoutColumn
from sdtui.kernel.dialog import Act, Turn, on
from sdtui.kernel.fields import base_name
from sdtui.kernel.messages import success

T = TypeVar("T")


class ListColumns(ListOrder):
    """Columns and layouts."""

    @on(LIST, "columns")
    def ask_columns(self, act: Act) -> Turn:
        """Ask for the order and width of the columns."""
        self.note_place(act)
        places = {column.name: (n, column.width) for n, column in enumerate(self.layout_columns(), 1)}
        names = dict.fromkeys(self.wanted_first())
        lines = [ColumnLine(name, places.get(name, (0, 0))[0], self.heading_of(name), places.get(name, (0, 0))[1])
                 for name in names]  # fmt: skip
        self.popup = ColumnChoice(lines)
        return Turn(COLUMNS, cursor="lines[0].place")

    def heading_of(self, name: str) -> str:
        """The name of a column: that of a wording says so."""
        label = self.label_of(name)
        return self.desk.words.text("text.column-in-words", column=label) if name.endswith(".text") else label

    @on(COLUMNS, "check")
    def take_columns(self, act: Act) -> Turn:
        """Show the columns that have a place, in that order."""
        chosen = sorted((line for line in self.popup.lines if line.place), key=lambda line: line.place)
        if not chosen:
            raise Refuse("list-without-columns", "lines[0].place")
        columns = tuple(LayoutColumn(line.name, line.width) for line in chosen)
        self.layout = replace(self.layout, columns=columns)
        return self.back()

    # --- layouts -----------------------------------------------------------------------------------------------------
    def take_default_layout(self) -> None:
        """The clerk's default layout, else everybody's, else that of the list itself."""
        self.layout = self.services.lists.layouts.default(self.list_name, self.known_columns) or self.first_layout()

    @property
    def known_columns(self) -> set[str]:
        """What a stored layout may name."""
        return {*self.table.columns, *(base_name(name) for name in self.table.columns)}

    def first_layout(self) -> Layout:
        """How the list is shown when nobody has chosen anything."""
        return Layout()

    @on(LIST, "layouts")
    def ask_layout(self, act: Act) -> Turn:
        """The layouts that the clerk may choose."""
        self.note_place(act)
        self.popup = LayoutChoice(lines=self.layout_lines())
        if not self.popup.lines:
            raise Refuse("no-layouts")
        return Turn(LAYOUTS, cursor="lines[0].layout")

    def layout_lines(self) -> list[LayoutLine]:
        """Stored layouts."""
        return [LayoutLine(row.name, row.text, row.default) for row in self.services.lists.layouts.all(self.list_name)]

    def chosen_layout(self, act: Act) -> str:
        """The name of the layout under the cursor."""
        if not 0 <= act.row < len(self.popup.lines):
            raise Refuse("choose-a-row")
        return self.popup.lines[act.row].layout

    @on(LAYOUTS, "check", "choose")
    def take_layout(self, act: Act) -> Turn:
        """Show the list in the layout under the cursor."""
        layout = self.services.lists.layouts.get(self.list_name, self.chosen_layout(act), self.known_columns)
        return self.relayout(layout, success("layout-taken", layout=layout.name))

    @on(LAYOUTS, "delete_line")
    def delete_layout(self, act: Act) -> Turn:
        """Delete the layout under the cursor."""
        name = self.chosen_layout(act)
        self.services.lists.layouts.delete(self.list_name, name)
        self.popup.lines = self.layout_lines()
        message = success("layout-deleted", layout=name)
        return Turn(message=message) if self.popup.lines else self.back(message)

    @on(LIST, "save_layout")
    def ask_layout_name(self, act: Act) -> Turn:
        """Ask for the name under which the present layout is kept."""
        self.note_place(act)
        layout = self.layout
        self.popup = LayoutChoice(layout.name, layout.text, layout.default)
        return Turn(SAVE_LAYOUT, cursor="layout")

    @on(SAVE_LAYOUT, "check")
    def keep_layout(self, act: Act) -> Turn:
        """Keep the present layout."""
        choice = self.popup
        layout = replace(self.layout, name=choice.layout, text=choice.list_text, default=choice.default)
        layout = replace(layout, columns=self.layout_columns())
        self.layout = named("layout", lambda: self.services.lists.layouts.save(self.list_name, layout))
        return self.back(success("layout-saved", layout=self.layout.name))


def named(field: str, act: Callable[[], T]) -> T:
    """Do it; what is wrong with a name is said on the field that has it."""
    try:
        return act()
    except Refuse as refused:
        raise Refuse(refused.message, field if refused.field == "name" else refused.field, **refused.slots) from None
