"""Items from a file: which file, what its columns are for, a preview to correct, and what is right is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sdtui.dialogs.item_entry import ItemEntryActs
from sdtui.dialogs.sales_screens import IMPORT_COLUMNS, IMPORT_FILE, IMPORT_PREVIEW, OVERVIEW
from sdtui.domain.delimited import fold_heading
from sdtui.domain.errors import Refuse
from sdtui.domain.item_import import (
    FIELDS,
    KEYS,
    NO_FIELD,
    Cell,
    ImportFile,
    ImportLine,
    ImportMapping,
    ImportPreview,
    Sheet,
    columns_in_use,
    data_lines,
    memory_key,
    propose_columns,
    wrong_column,
)
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.kernel.dialog import Act, State, Turn, on
from sdtui.kernel.fields import fields_of
from sdtui.kernel.messages import success, warning
from sdtui.kernel.notation import format_number
from sdtui.kernel.safety import clean
from sdtui.kernel.view import split_cell

LAST_FILE = "IMPORT FILE"
_MOST_DECIMALS = 10


class ItemImportActs(ItemEntryActs):
    """The way of a file into the items; before its lines are taken nothing is changed."""

    def start_anew(self, document: SalesDocument) -> None:
        super().start_anew(document)
        self.import_file = ImportFile()
        self.sheet = Sheet(())
        self.mapping = ImportMapping()
        self.preview = ImportPreview()

    # --- the file ----------------------------------------------------------------------------------------------------
    @on(OVERVIEW, "import_items")
    def ask_file(self, act: Act) -> Turn:
        """Ask for the file; the last one is proposed."""
        if not self.services.files.allowed:
            raise Refuse("files-closed")
        waiting = self.completed(lambda: self.ask_file(act))
        if waiting:
            return waiting
        self.import_file = ImportFile(self.desk.parameters.get(LAST_FILE, ""))
        return Turn(IMPORT_FILE, cursor="import_file")

    @on(IMPORT_FILE, "check")
    def read_file(self, act: Act) -> Turn:
        """Read it, and propose what its columns are for."""
        name = self.import_file.import_file
        self.sheet = self.services.item_import.read(name)
        self.desk.remember(LAST_FILE, name)
        self.propose_mapping()
        return Turn(IMPORT_COLUMNS, cursor="columns[0].import_field", over=OVERVIEW)

    # --- its columns -------------------------------------------------------------------------------------------------
    def column_named(self, table: str, heading: str) -> str:
        known: str = self.sales.customizing.import_columns.get(fold_heading(heading), "")
        return known if table == "items" else ""

    def propose_mapping(self) -> None:
        """By what the clerk chose for the same headings before, else by what the headings say."""
        labels = {fold_heading(self.desk.words.label(name, fields_of(ImportLine)[name].element)): name for name in KEYS}

        remembered = self.desk.parameters

        def known(heading: str) -> str:
            name = self.column_named("items", heading) or labels.get(fold_heading(heading), "")
            return remembered.get(memory_key(heading)) or KEYS.get(name, "")

        self.mapping = propose_columns(self.sheet, known)
        self.mapping.import_file = self.import_file.import_file
        if not self.mapping.import_headed:
            for column in self.mapping.columns:
                chosen = remembered.get(memory_key("", column.import_column))
                column.import_field = chosen if chosen in FIELDS else ""
        self.describe_columns()

    def describe_columns(self) -> None:
        """Headings and samples, as the first line is one of headings or not."""
        mapping, lines = self.mapping, data_lines(self.sheet, self.mapping)
        mapping.import_lines = len(lines)
        for index, column in enumerate(mapping.columns):
            first = self.sheet.lines[0].cells
            heading = _shown(first[index]) if mapping.import_headed and index < len(first) else ""
            column.import_heading = heading[:40]
            cells = (line.cells[index] for line in lines[:20] if index < len(line.cells))
            column.import_sample = next((text for cell in cells if (text := _shown(cell))), "")[:40]

    def column_states(self) -> dict[str, State]:
        """A text file has an encoding and a separator, a workbook a worksheet."""
        names = ("import_encoding", "import_separator") if self.sheet.name else ("import_sheet",)
        return dict.fromkeys(names, State.HIDDEN)

    @on(IMPORT_COLUMNS, "check")
    def show_lines(self, act: Act) -> Turn:
        """The lines as items; a file that is to be read in another way is read again first."""
        mapping, sheet = self.mapping, self.sheet
        if (mapping.import_encoding, mapping.import_separator) != (sheet.encoding, sheet.separator):
            wanted = mapping.import_encoding, mapping.import_separator
            self.sheet = self.services.item_import.read(mapping.import_file, *wanted)
            self.propose_mapping()
            return Turn(cursor="columns[0].import_field")
        self.describe_columns()
        wrong = wrong_column(mapping)
        if wrong is not None:
            raise Refuse("import-columns", f"columns[{wrong}].import_field")
        for column in mapping.columns:
            key = memory_key(column.import_heading, column.import_column)
            self.desk.remember(key, column.import_field or NO_FIELD)
        lines = data_lines(self.sheet, mapping)
        shown = [ImportLine(line.number) for line in lines]
        self.preview = ImportPreview(mapping.import_file, len(shown), shown)
        typed = {
            f"lines[{row}].{name}": text
            for row, line in enumerate(lines)
            for name, index in columns_in_use(mapping).items()
            if index < len(line.cells) and (text := self.as_typed(name, line.cells[index]))
        }
        return Turn(IMPORT_PREVIEW, typed=typed, cursor="lines[0].material")

    def as_typed(self, name: str, cell: Cell) -> str:
        """A cell as the clerk would type it into the field ``name``."""
        facts = fields_of(ImportLine)[name]
        match cell:
            case Decimal() if facts.kind is Decimal:
                return format_number(cell, self.desk.words.conversion.notation, 0, _MOST_DECIMALS)
            case date() if facts.kind is date:
                return self.desk.words.value(facts.element, cell)
            case _:
                return _shown(cell)

    # --- the preview -------------------------------------------------------------------------------------------------
    def preview_states(self) -> dict[str, State]:
        """Only what the file brings has a column."""
        used = {*columns_in_use(self.mapping), "material"}
        return {f"lines.{name}": State.HIDDEN for name in KEYS if name not in used}

    def works_around(self, screen: str, code: str) -> bool:
        return screen == IMPORT_PREVIEW and code in ("check", "take_lines", "back")

    @on(IMPORT_PREVIEW, "check")
    def look_again(self, act: Act) -> Turn:
        """Say which lines can be taken, and go to the first that cannot."""
        wrong = self.wrong_lines(act)
        good = len(self.preview.lines) - len(wrong)
        if not wrong:
            return Turn(message=success("lines-good", count=good, wrong=0))
        return Turn(message=warning("lines-good", count=good, wrong=len(wrong)), cursor=wrong[min(wrong)])

    def wrong_lines(self, act: Act) -> dict[int, str]:
        """By row the field of a line that cannot be taken; those that were read but are refused say why."""
        wrong: dict[int, str] = {}
        for path in act.wrong:
            if cell := split_cell(path):
                wrong.setdefault(cell[1], path)
        lines = self.preview.lines
        items = [line.fill(SalesItem(row)) for row, line in enumerate(lines, 1)]
        found = self.sales.item_entry.doubtful(replace(self.document, items=items))
        for row, line in enumerate(lines):
            why = None if row in wrong else found.get(row)
            line.complaint = self.reason(why) if why else ""
            if why:
                column = why.field.rpartition(".")[2]
                wrong[row] = f"lines[{row}].{column if column in columns_in_use(self.mapping) else 'material'}"
        return wrong

    @on(IMPORT_PREVIEW, "take_lines")
    def take_lines(self, act: Act) -> Turn:
        """Lines that are right become items; the others stay here until they are corrected or left."""
        wrong, lines = self.wrong_lines(act), self.preview.lines
        good = [line for row, line in enumerate(lines) if row not in wrong]
        if not good:
            return Turn(message=warning("lines-good", count=0, wrong=len(wrong)), cursor=wrong[min(wrong)])
        first = len(self.document.items)
        for line in good:
            line.fill(self.sales.add_item(self.document))
        lines[:] = [line for row, line in enumerate(lines) if row in wrong]
        self.preview.import_lines = len(lines)
        if not lines:
            message = success("lines-taken", count=len(good))
            return self.completed_softly(Turn(OVERVIEW, message, cursor=f"items[{first}].quantity"))
        message = warning("lines-taken-some", count=len(good), wrong=len(lines))
        return self.completed_softly(Turn(message=message, cursor="lines[0].material"))

    @on(IMPORT_PREVIEW, "delete_line")
    def delete_lines(self, act: Act) -> Turn:
        """Leave lines of the file out."""
        rows = [row for row in act.rows() if row < len(self.preview.lines)]
        if not rows:
            raise Refuse("choose-a-row")
        for row in sorted(rows, reverse=True):
            del self.preview.lines[row]
        self.preview.import_lines = len(self.preview.lines)
        return Turn() if self.preview.lines else Turn(OVERVIEW)

    @on(IMPORT_PREVIEW, "cancel")
    def leave_preview(self, act: Act) -> Turn:
        """Back to the items; what was not taken is left out."""
        return Turn(OVERVIEW)

    @on(IMPORT_PREVIEW, "back")
    def back_to_columns(self, act: Act) -> Turn:
        """Back to the columns, unless lines were taken: those would be read once more."""
        untouched = len(self.preview.lines) == len(data_lines(self.sheet, self.mapping))
        return Turn(IMPORT_COLUMNS if untouched else OVERVIEW)


def _shown(cell: Cell) -> str:
    """A cell as text that needs no notation."""
    match cell:
        case None:
            return ""
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return clean(cell).strip()
