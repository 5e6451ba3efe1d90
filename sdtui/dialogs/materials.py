"""MM01, MM02 and MM03: the views of a material on tabs, what is checked of them, and saving."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import ClassVar

from sdtui.dialogs.material_choice import DATA, LEVELS, TEXT, VIEWS, MaterialChoice
from sdtui.dialogs.material_records import (
    LevelChoice,
    MaterialData,
    MaterialStart,
    NewMaterial,
    ViewChoice,
    ViewLine,
)
from sdtui.domain.copies import copied
from sdtui.domain.errors import Refuse
from sdtui.domain.material import Material, MaterialTax, MaterialText, MaterialUnit
from sdtui.domain.material_views import Levels, View, open_views, type_of
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import STAY, Act, State, Turn, Workplace, on
from sdtui.kernel.messages import information

# What a material has beside its sales, plant and valuation data; it is entered in its basic data alone.
BASIC = ("description", "base_unit", "material_group")
ROWS: Mapping[str, type] = {"texts": MaterialText, "units": MaterialUnit, "taxes": MaterialTax}


class MaterialDialog(MaterialChoice):
    """One running material transaction. ``begun`` is the material as it came to the screen, for what is unsaved."""

    object = "material"
    created = "material-created"
    changed = "material-changed"
    records: ClassVar[Mapping[str, type]] = {
        record.__name__: record
        for record in (
            MaterialStart, NewMaterial, ViewChoice, ViewLine, LevelChoice, MaterialData, MaterialText, MaterialUnit,
            MaterialTax,
        )
    }  # fmt: skip

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.language = self.services.context.actor.language
        self.begun: Material | None = None
        self.data = MaterialData(Material(""), Levels(), self.language)
        self.text = MaterialText()

    # --- what the kernel asks ----------------------------------------------------------------------------------------
    def record(self, screen: str) -> object:
        records = {DATA: self.data, TEXT: self.text, VIEWS: self.view_choice, LEVELS: self.level_choice}
        return records.get(screen, self.start)

    def closed(self, screen: str) -> bool:
        return self.displays and screen in (DATA, TEXT)

    def tabs(self, screen: str) -> Collection[str] | None:
        return [view.tab for view in self.shown] if screen == DATA else None

    def states(self, screen: str) -> Mapping[str, State]:
        if screen == LEVELS:
            return self.level_states()
        return self.data_states() if screen == DATA else {}

    def data_states(self) -> dict[str, State]:
        """Basic data are entered where they are shown; only a competitive product has a competitor."""
        states: dict[str, State] = {}
        if not type_of(self.subject, self.customizing).competitive:
            states["competitor"] = State.HIDDEN
        if not self.displays and View.BASIC_DATA in self.shown:
            states["description"] = State.REQUIRED
        elif not self.displays:
            states |= dict.fromkeys(BASIC, State.CLOSED)
        return states

    def slots(self, screen: str) -> Mapping[str, object]:
        material = self.subject
        kind = type_of(material, self.customizing).texts
        text = kind.get(self.language) or kind.get("EN", "")
        return {"material": (material.number, f"({text})") if material.number and text else material.number or text}

    def facts(self, screen: str, row: object | None) -> Mapping[str, str]:
        if screen == LEVELS:
            return {"sales_org": self.level_choice.sales_org, "channel": self.level_choice.channel}
        return {"plant": self.levels.plant} if screen == DATA else {}

    def leaves(self, screen: str, code: str) -> bool:
        return screen == DATA

    def unsaved(self) -> bool:
        begun = self.begun if self.creates else self.before
        return not self.displays and self.master is not None and self.master != begun

    def place_of(self, screen: str, path: str) -> tuple[str, str]:
        """A text that is wrong is corrected in the table of texts."""
        return (DATA, path) if screen == TEXT else ("", "")

    def new_row(self, screen: str, table: str) -> object:
        return ROWS[table]()

    def add_row(self, screen: str, table: str) -> None:
        getattr(self.data, table).append(ROWS[table]())

    # --- opening -----------------------------------------------------------------------------------------------------
    @property
    def is_new(self) -> bool:
        return self.creates and not self.extends

    def open_chosen(self) -> Turn:
        """Show the chosen views; the first time the material is read again, and locked where it is to be changed."""
        if self.master is not None:
            return self.show(self.master)
        candidate = self.subject
        if not self.creates:
            return self.open_existing(candidate.number)
        if self.extends:
            return self.opened(self.lock(candidate.number))
        self.begin_new(candidate)
        return self.show(candidate)

    def load(self, number: str) -> Material:
        return self.materials.load(number, self.levels)

    def lock(self, number: str) -> Material:
        return self.materials.open_for_change(number, self.levels)

    def release(self, number: str) -> None:
        self.materials.release(number)

    def show(self, master: Material) -> Turn:
        """The first of the tabs; what a creation opens has the facts that follow from its levels."""
        message = None
        if self.creates:
            untouched = self.begun is None or master == self.begun
            open_views(master, self.shown, self.levels, self.customizing, self.like())
            if untouched:
                self.begun = copied(master)
            if self.extends and untouched:
                message = information("material-extended", material=master.number)
        self.shown_again()
        begins = self.is_new and View.BASIC_DATA in self.shown
        cursor = "description" if begins else ""
        return Turn(DATA, message, tab=self.shown[0].tab, cursor=cursor, over=self.entry_screen)

    def like(self) -> Material | None:
        """The material to copy from."""
        return self.materials.find(self.start.copy_from) if isinstance(self.start, NewMaterial) else None

    def shown_again(self) -> None:
        if self.master is not None:
            self.data = MaterialData(self.master, self.levels, self.language)

    def forget(self) -> None:
        """A first screen for the next material: type and sector of a new one stay, its number does not."""
        if isinstance(self.start, NewMaterial):
            self.start = replace(self.start, number="", copy_from="")
        self.candidate = self.begun = None
        self.extends = False

    # --- on the data -------------------------------------------------------------------------------------------------
    @on(DATA, "check")
    @on(TEXT, "check")
    def check_data(self, act: Act) -> Turn:
        """Enter: say what is wrong; what is only missing yet is asked for when saving."""
        return self.check() or STAY

    def check(self, *, saving: bool = False) -> Turn | None:
        if self.master is None or self.displays:
            return None
        self.drop_blank_rows()
        before = None if self.is_new else self.before
        for finding in self.materials.findings(self.master, self.shown, self.levels, before, saving=saving):
            if finding.type == "E":
                raise finding.refusal()
            self.warn(finding.message, finding.field, **finding.slots)
        return None

    def drop_blank_rows(self) -> None:
        """Lines in which nothing stands say nothing."""
        for name in ROWS:
            rows = getattr(self.data, name)
            rows[:] = [row for row in rows if not is_blank(row)]

    def store(self, master: Material) -> Material:
        return self.materials.save(master, None if self.is_new else self.before, self.transaction.code, self.levels)

    @on(DATA, "select_views")
    def other_views(self, act: Act) -> Turn:
        """Ask for other views of the same material; what was entered stays, and what is left is complete.

        What a creation opened and shall not have after all is taken away again.
        """
        return self.check(saving=not self.creates) or self.views_asked()

    @on(DATA, "org_levels")
    def other_levels(self, act: Act) -> Turn:
        """Ask for another plant or distribution chain; what was entered stays, and what is left is complete."""
        return self.check(saving=True) or self.levels_asked()

    @on(DATA, "delete_line")
    def delete_lines(self, act: Act) -> Turn:
        """Delete the chosen lines of a table."""
        lines = getattr(self.data, act.table, []) if act.table in ROWS else []
        rows = [row for row in act.rows() if row < len(lines)]
        if not rows:
            raise Refuse("choose-a-row")
        for row in sorted(rows, reverse=True):
            del lines[row]
        return self.check_data(act)

    @on(DATA, "choose")
    def open_text(self, act: Act) -> Turn:
        """F2 on a language opens its sales text."""
        if act.table != "texts" or not 0 <= act.row < len(self.data.texts):
            raise Refuse("nothing-to-choose")
        self.text = self.data.texts[act.row]
        return Turn(TEXT, cursor="sales_text")


def is_blank(row: object) -> bool:
    """A line in which nothing stands that a clerk typed."""
    match row:
        case MaterialText():
            return not (row.language or row.description or row.sales_text.strip())
        case MaterialUnit():
            return not (row.unit or row.ean) and row.numerator <= 1 and row.denominator <= 1
        case MaterialTax():
            return not (row.country or row.tax_class)
        case _:
            return False
