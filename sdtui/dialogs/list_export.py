"""Writing a list into a file, in the columns that it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sdtui.dialogs.list_finding import ListFinding
from sdtui.dialogs.list_popups import EXPORT, LIST, ExportChoice
from sdtui.kernel.dialog import Act, Turn, on
from sdtui.kernel.fields import base_name
from sdtui.kernel.messages import success
from sdtui.kernel.notation import Notation
from sdtui.kernel.safety import clean
from sdtui.services.list_export import Export, ExportColumn

ENDINGS = (".xlsx", ".csv")


class ListExporting(ListFinding):
    """The list as a workbook or as text."""

    @on(LIST, "export")
    def ask_file(self, act: Act) -> Turn:
        """Ask for the file into which the list is written; a name with the day is proposed."""
        self.note_place(act)
        name = f"{self.transaction.code.replace('.', '')}-{self.services.context.today():%Y%m%d}"
        self.popup = ExportChoice("XLSX", name, str(self.services.files.folder()))
        return Turn(EXPORT, cursor="export_format")

    @on(EXPORT, "check")
    def write_file(self, act: Act) -> Turn:
        """Write all rows of the list."""
        choice, window = self.popup, self.present
        ending = f".{choice.export_format.lower()}"
        name = choice.file_name if choice.file_name.lower().endswith(ENDINGS) else choice.file_name + ending
        place = str(Path(choice.folder) / name)
        count = self.services.list_export.write(
            window.source, window.query, place, self.exported(), replace=choice.overwrite
        )
        return self.back(success("list-exported", count=count, file=place))

    def exported(self) -> Export:
        """What of the list is written, and how."""
        words, notation = self.desk.words, self.desk.words.conversion.notation
        names = {base_name(c.name): c for c in reversed(self.layout_columns())}
        columns = [names.pop(base) for c in self.layout_columns() if (base := base_name(c.name)) in names]
        in_words = {base_name(c.name): c.name for c in columns}

        def shown(row: Any, name: str) -> str:
            return clean(self.text_of(row, in_words.get(name, name)))

        return Export(
            columns=[ExportColumn(base_name(c.name), self.label_of(c.name), c.width) for c in columns],
            shown=shown,
            decimals=words.conversion.currency_decimals,
            totals=self.layout.totals,
            total_label=words.text("text.total"),
            title=self.transaction.title(words.texts.language),
            separator=";" if notation.decimal == "," else ",",
            day=day_format(notation),
        )


def day_format(notation: Notation) -> str:
    """How workbooks show dates: as the clerk writes them."""
    parts = {"D": "dd", "M": "mm", "Y": "yyyy"}
    return notation.separator.join(parts[part] for part in notation.order)
