"""VA15, VA25, V.03 and V.04: lists of inquiries and quotations, and the way from a row to its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sdtui.dialogs.sales_list_acts import SalesListActs
from sdtui.dialogs.sales_list_records import RECORDS, DocumentSelection, IncompleteSelection
from sdtui.dialogs.selection import SelectionRecord
from sdtui.domain.list_rows import DocumentLine
from sdtui.domain.sales_document import Status
from sdtui.domain.selection import Criterion, Option, Selection

ALL, OPEN, MINE, MY_OPEN = "A", "O", "M", "N"
MISSING = "incompletion.text"
Lines = tuple[Criterion, ...]


class DocumentListDialog(SalesListActs):
    """A list of inquiries or quotations, one line for each document or each item."""

    records: ClassVar[Mapping[str, type]] = RECORDS
    selection_screen: ClassVar[str] = "selection_documents"
    selection_record: ClassVar[type[SelectionRecord]] = DocumentSelection
    list_screens: ClassVar[Mapping[str, str]] = {"list_documents": "documents", "list_items": "items"}

    first_choice: ClassVar[str] = OPEN

    def new_selection(self) -> SelectionRecord:
        """Open documents, where the list is not of its own kind."""
        record: Any = super().new_selection()
        record.choice = self.first_choice
        return record

    def wanted_list(self) -> str:
        return "list_items" if self.selected.by_item else "list_documents"

    def selection(self) -> Selection:
        """What was entered, narrowed to the category of the transaction and to open or own documents."""
        found = {name: tuple(lines) for name, lines in super().selection().items()}
        found["category"] = (Criterion(Option.EQUAL, self.transaction.category),)
        if self.selected.choice in (OPEN, MY_OPEN):
            narrow(found, "overall_status", Criterion(Option.NOT_EQUAL, Status.COMPLETE.value))
        if self.selected.choice in (MINE, MY_OPEN):
            narrow(found, "created_by", Criterion(Option.EQUAL, self.services.context.actor.user))
        return found

    def facts(self, screen: str, row: object | None) -> Mapping[str, str]:
        return {"category": self.transaction.category}

    def style_of(self, row: Any) -> str:
        """What is over stands out, what is done stands back."""
        if not isinstance(row, DocumentLine):
            return ""
        if row.overall_status == Status.COMPLETE:
            return "muted"
        return "warning" if row.days_left is not None and row.days_left < 0 else ""


class IncompleteListDialog(DocumentListDialog):
    """A list of documents that lack something: shows first what that stops, and changing begins where it is missing."""

    selection_screen: ClassVar[str] = "selection_incomplete"
    selection_record: ClassVar[type[SelectionRecord]] = IncompleteSelection
    first_choice: ClassVar[str] = ALL
    first_acts: ClassVar[tuple[str, ...]] = ("check", "next_gap")

    def first_columns(self) -> tuple[str, ...]:
        number, name, *others = (column for column in super().first_columns() if column != MISSING)
        return number, name, MISSING, *others

    def selection(self) -> Selection:
        """Those that lack something for the step, or for any."""
        step = self.selected.incompletion_step
        missing = Criterion(Option.PATTERN, f"*{step}*") if step else Criterion(Option.NOT_EQUAL, None)
        return {**super().selection(), "incompletion": (missing,)}


def narrow(selection: dict[str, Lines], name: str, line: Criterion) -> None:
    """Select by ``line`` as well as by what was entered: beside other criteria it leaves out what does not meet it."""
    entered = selection.get(name, ())
    if not any(not each.exclude for each in entered):
        selection[name] = (line, *entered)
        return
    opposite = {Option.EQUAL: Option.NOT_EQUAL, Option.NOT_EQUAL: Option.EQUAL}[line.option]
    selection[name] = (*entered, Criterion(opposite, line.low, exclude=True))
