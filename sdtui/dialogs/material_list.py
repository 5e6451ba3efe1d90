"""MM60: materials by plant with their valuation, and the way from a row to its material."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sdtui.dialogs.lists import ListDialog, SelectionRecord, list_class, selection_class
from sdtui.domain.list_rows import MaterialLine
from sdtui.kernel.dialog import Act, Call, Turn, on
from sdtui.kernel.fields import fields_of

SELECTION = "selection_materials"
LIST = "list_materials"
CRITERIA = (
    "number", "description", "plant", "material_type", "material_group", "division", "price_control", "price", "stock",
    "deletion_flag", "created_by", "created_on",
)  # fmt: skip

MaterialSelection = selection_class("MaterialSelection", MaterialLine, CRITERIA)
MaterialList = list_class("MaterialList", MaterialLine)
PLANT = fields_of(MaterialLine)["plant"].element.parameter


class MaterialListDialog(ListDialog):
    """A list of materials, one line for each plant."""

    records: ClassVar[Mapping[str, type]] = {
        "MaterialSelection": MaterialSelection,
        "MaterialList": MaterialList,
        "MaterialLine": MaterialLine,
    }
    selection_screen: ClassVar[str] = SELECTION
    selection_record: ClassVar[type[SelectionRecord]] = MaterialSelection
    list_screens: ClassVar[Mapping[str, str]] = {LIST: "materials"}

    def open_row(self, row: Any) -> Turn:
        return Turn(call=Call("MM03", {"MAT": row.number, PLANT: row.plant}))

    @on(LIST, "change_material")
    def change_material(self, act: Act) -> Turn:
        """Change the material under the cursor; the list shows its new values afterwards."""
        self.note_place(act)
        row = self.row_at(act)
        return Turn(call=Call("MM02", {"MAT": row.number, PLANT: row.plant}))

    def style_of(self, row: Any) -> str:
        """What is flagged for deletion stands back."""
        return "muted" if row.deletion_flag else ""
