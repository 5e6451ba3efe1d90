"""Records of the change documents: one line for each field that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sdtui.dialogs.lists import list_class, selection_class
from sdtui.domain import elements as e

ChangeObject = Annotated[str, e.code("change_object", 15, "change_object", "CDHDR-OBJECTCLAS")]
ObjectKey = Annotated[str, e.code("object_key", 18, sap="CDHDR-OBJECTID")]
ChangedOn = Annotated[date | None, e.day("change_date", "CDHDR-UDATE")]
ChangedAt = Annotated[str, e.text("change_time", 8, "CDHDR-UTIME")]
ChangedBy = Annotated[str, e.code("changing_user", 12, sap="CDHDR-USERNAME")]
TransactionCode = Annotated[str, e.code("transaction_code", 20, sap="CDHDR-TCODE")]
Place = Annotated[str, e.text("change_place", 40, "CDPOS-TABKEY")]
ChangedField = Annotated[str, e.text("changed_field", 40, "CDPOS-FNAME")]
OldValue = Annotated[str, e.text("old_value", 60, "CDPOS-VALUE_OLD")]
NewValue = Annotated[str, e.text("new_value", 60, "CDPOS-VALUE_NEW")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A field that changed, or a row that came or went; ``position`` counts the lines of the list from the newest."""

    position: Annotated[int, e.Element(name="position", length=7)]
    change_date: ChangedOn
    change_time: ChangedAt
    changing_user: ChangedBy
    transaction_code: TransactionCode
    change_object: ChangeObject
    object_key: ObjectKey
    change_place: Place
    changed_field: ChangedField
    old_value: OldValue
    new_value: NewValue


CRITERIA = ("change_object", "object_key", "change_date", "changing_user", "transaction_code", "changed_field")
ChangeSelection = selection_class("ChangeSelection", ChangeLine, CRITERIA)
ChangeList = list_class("ChangeList", ChangeLine)
RECORDS: dict[str, type] = {record.__name__: record for record in (ChangeLine, ChangeSelection, ChangeList)}
