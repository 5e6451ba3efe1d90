"""The selection screen of a list: several values of a field, variants, and the way to the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sdtui.dialogs.list_columns import named
from sdtui.dialogs.list_export import ListExporting
from sdtui.dialogs.list_popups import (
    FILTER,
    MORE_VALUES,
    SAVE_VARIANT,
    SELECTION,
    VARIANTS,
    VariantChoice,
    VariantLine,
)
from sdtui.dialogs.selection import HIGH, MORE, criteria_in, enter, enter_all, lines_of, more_values
from sdtui.domain.elements import LimitElement
from sdtui.domain.errors import Refuse
from sdtui.domain.lists import Layout, Variant
from sdtui.kernel.dialog import STAY, Act, Turn, on
from sdtui.kernel.fields import fields_of
from sdtui.kernel.messages import success


class ListSelection(ListExporting):
    """What a clerk enters before a list is read; ``taken`` is the variant that it came from."""

    taken = Variant("")

    @property
    def selection_kind(self) -> type[Any]:
        """The class of the record of the selection screen."""
        record: object = self.selected
        return type(record)

    @property
    def variant_name(self) -> str:
        """Under which variants are kept."""
        return self.transaction.code

    def fields(self) -> dict[str, str]:
        """Entries of the selection screen besides the criteria, which a variant keeps too."""
        facts = fields_of(self.selection_kind)
        names = (name for name in facts if not _is_criterion(name, self.selected.criteria))
        values = {name: getattr(self.selected, name) for name in names}
        return {
            name: ("X" if value else "") if isinstance(value, bool) else str(value) for name, value in values.items()
        }

    # --- the way to the list -----------------------------------------------------------------------------------------
    def entered(self, screen: str) -> Turn:
        """The default variant stands on the selection screen; without one the list itself is read."""
        if screen in self.list_screens:
            self.take_default_layout()
            self.read()
            return Turn(cursor=self.at(0)) if self.shown else STAY
        if variant := self.services.lists.variants.default(self.variant_name):
            self.take_entries(variant)
        return STAY

    @on(SELECTION, "check")
    def check_selection(self, act: Act) -> Turn:
        """Say what makes no range."""
        self.selection()
        return STAY

    @on(SELECTION, "execute")
    def execute(self, act: Act) -> Turn:
        """Read the list."""
        former: tuple[str, Layout] = (self.screen_of_list, self.layout)
        self.screen_of_list = self.wanted_list()
        if former[0] != self.screen_of_list or self.window is None:
            self.take_default_layout()
        try:
            self.read()
        except BaseException:
            self.screen_of_list, self.layout = former
            raise
        self.marks, self.here, self.column = {}, (), ""
        if not self.shown:
            self.screen_of_list, self.layout = former
            return Turn(message=success("nothing-selected"))
        return self.back(row=0)

    def wanted_list(self) -> str:
        """The screen of the list that the entries ask for."""
        return next(iter(self.list_screens))

    @on(SELECTION, "count_rows")
    def count_selected(self, act: Act) -> Turn:
        """How many rows the list would have."""
        former: tuple[str, Layout] = (self.screen_of_list, self.layout)
        self.screen_of_list = self.wanted_list()
        if former[0] != self.screen_of_list:
            self.take_default_layout()
        try:
            count = self.source().count(self.query())
        finally:
            self.screen_of_list, self.layout = former
        return Turn(message=success("rows-counted", count=count))

    @on(SELECTION, "clear_entries")
    def clear_entries(self, act: Act) -> Turn:
        """An empty selection screen."""
        self.selected = self.new_selection()
        return STAY

    # --- several values ----------------------------------------------------------------------------------------------
    @on(SELECTION, "more_values")
    def ask_more_values(self, act: Act) -> Turn:
        """Ask for several values of the field under the cursor."""
        name = act.cursor.removesuffix(HIGH).removesuffix(MORE)
        if name not in self.selected.criteria:
            raise Refuse("one-value-only")
        element = fields_of(self.selection_kind)[name].element
        if not isinstance(element, LimitElement):
            raise TypeError(name)
        lines = lines_of(self.selected, name, self.services.context.today())
        self.popup = more_values(name, element, lines)
        return Turn(MORE_VALUES, cursor=f"lines[{len(lines)}].low_value")

    @on(MORE_VALUES, "check")
    def take_more_values(self, act: Act) -> Turn:
        """Take the values over."""
        name = self.popup.field
        enter(self.selected, name, criteria_in(self.popup, self.services.context.today()))
        return Turn(self.selection_screen, cursor=name)

    @on(MORE_VALUES, "paste")
    @on(FILTER, "paste")
    def paste_values(self, act: Act) -> Turn:
        """What was pasted stays in its lines; Enter takes it over."""
        return STAY

    @on(MORE_VALUES, "delete_line")
    @on(FILTER, "delete_line")
    def delete_values(self, act: Act) -> Turn:
        """Take marked lines, or the one under the cursor, out."""
        gone = set(act.rows())
        self.popup.lines = [line for n, line in enumerate(self.popup.lines) if n not in gone]
        return STAY

    def new_row(self, screen: str, table: str) -> object:
        return self.popup.line()

    def add_row(self, screen: str, table: str) -> None:
        self.popup.lines.append(self.popup.line())

    def slots(self, screen: str) -> Mapping[str, object]:
        name = getattr(self.popup, "field", "")
        return {"field": self.label_of_criterion(name)} if name else {"field": ""}

    def label_of_criterion(self, name: str) -> str:
        """The label of a field of the selection or of a column of the list."""
        facts: Any = fields_of(self.selection_kind).get(name) or fields_of(self.row_class).get(name)
        return self.desk.words.label(name, facts.element, self.transaction.variant) if facts else name

    # --- variants ----------------------------------------------------------------------------------------------------
    def take_entries(self, variant: Variant) -> None:
        """Put the entries of a variant on the selection screen; what it does not name is empty."""
        self.selected = self.new_selection()
        enter_all(self.selected, variant.selection)
        for name in self.fields().keys() & variant.fields.keys():
            value = variant.fields[name]
            setattr(self.selected, name, bool(value) if isinstance(getattr(self.selected, name), bool) else value)

    @on(SELECTION, "get_variant")
    def ask_variant(self, act: Act) -> Turn:
        """The variants that the clerk may take."""
        self.popup = VariantChoice(lines=self.variant_lines())
        if not self.popup.lines:
            raise Refuse("no-variants")
        return Turn(VARIANTS, cursor="lines[0].variant")

    def variant_lines(self) -> list[VariantLine]:
        """Stored variants."""
        default = self.services.lists.variants.default(self.variant_name)
        return [
            VariantLine(row.name, row.text, row.owner, row.shared, row.protected, row == default)
            for row in self.services.lists.variants.all(self.variant_name)
        ]

    def chosen_variant(self, act: Act) -> Variant:
        """The variant under the cursor."""
        if not 0 <= act.row < len(self.popup.lines):
            raise Refuse("choose-a-row")
        line = self.popup.lines[act.row]
        return self.services.lists.variants.get(self.variant_name, line.variant, line.owner)

    @on(VARIANTS, "check", "choose")
    def take_variant(self, act: Act) -> Turn:
        """Put the entries of the variant under the cursor on the screen."""
        variant = self.chosen_variant(act)
        self.take_entries(variant)
        self.taken = variant
        return Turn(self.selection_screen, success("variant-taken", variant=variant.name))

    @on(VARIANTS, "delete_line")
    def delete_variant(self, act: Act) -> Turn:
        """Delete the variant under the cursor."""
        variant = self.chosen_variant(act)
        self.services.lists.variants.delete(self.variant_name, variant)
        self.popup.lines = self.variant_lines()
        message = success("variant-deleted", variant=variant.name)
        return Turn(message=message) if self.popup.lines else Turn(self.selection_screen, message)

    @on(SELECTION, "save_variant")
    def ask_variant_name(self, act: Act) -> Turn:
        """Ask for the name under which the entries are kept."""
        self.selection()
        taken, default = self.taken, self.services.lists.variants.default(self.variant_name)
        own = taken.owner == self.services.context.actor.user
        facts = (taken.shared, taken.protected, taken == default) if own else (False, False, False)
        self.popup = VariantChoice(taken.name, taken.text, *facts)
        return Turn(SAVE_VARIANT, cursor="variant")

    @on(SAVE_VARIANT, "check")
    def keep_variant(self, act: Act) -> Turn:
        """Keep the entries under the name; that of another's variant keeps that one, if its owner lets."""
        choice, variants = self.popup, self.services.lists.variants
        owner = self.taken.owner if self.taken.name == choice.variant else ""
        variant = Variant(choice.variant, choice.list_text, owner, choice.shared, choice.protected, self.selection(),
                          self.fields())  # fmt: skip
        self.taken = named("variant", lambda: variants.save(self.variant_name, variant))
        default = variants.default(self.variant_name)
        mine = default and (default.owner, default.name) == (self.taken.owner, self.taken.name)
        if choice.default != bool(mine):
            variants.choose(self.variant_name, self.taken if choice.default else None)
        return Turn(self.selection_screen, success("variant-saved", variant=self.taken.name))


def _is_criterion(name: str, criteria: tuple[str, ...]) -> bool:
    return name in criteria or name.removesuffix(HIGH) in criteria or name.removesuffix(MORE) in criteria
