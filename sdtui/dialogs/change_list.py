"""Change documents: who changed what, when, in which transaction, from which value to which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from sdtui.dialogs.change_documents import CLASSES, KEY, OBJECT, OBJECTS
from sdtui.dialogs.change_list_records import RECORDS, ChangeLine, ChangeSelection
from sdtui.dialogs.lists import ListDialog, SelectionRecord
from sdtui.domain.selection import Limit, Option, Selection, as_shown, resolved
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import Remark, State, Turn, Workplace
from sdtui.kernel.fields import FieldFacts, fields_of
from sdtui.services.change_documents import MOST, RecordedChange, Wanted
from sdtui.services.lists import Source

KEY_LENGTHS = (10, 18)


class ChangeListDialog(ListDialog):
    """RSSCD100 for everything; VD04, XD04 and MM04 for one kind of master, which their variant names.

    ``cut`` says that there are older changes than those that were read.
    """

    records: ClassVar[Mapping[str, type]] = RECORDS
    selection_screen: ClassVar[str] = "selection_changes"
    selection_record: ClassVar[type[SelectionRecord]] = ChangeSelection
    list_screens: ClassVar[Mapping[str, str]] = {"list_changes": "changes", "list_object_changes": "changes"}

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.cut = False

    def entered(self, screen: str) -> Turn:
        """What the caller left, once; else the default variant, and the kind that the transaction is for."""
        turn = super().entered(screen)
        parameters = self.desk.parameters
        object, key = parameters.pop(OBJECT, ""), parameters.pop(KEY, "")
        if object:
            self.selected = ChangeSelection()
            self.enter("change_object", CLASSES[object])
            self.enter("object_key", as_shown(key))
        elif self.transaction.variant:
            self.enter("change_object", CLASSES[self.transaction.variant])
        return turn

    def enter(self, name: str, value: str) -> None:
        """Put a value into a field of the selection screen."""
        setattr(self.selected, name, Limit(Option.EQUAL, value))

    def states(self, screen: str) -> Mapping[str, State]:
        states = dict(super().states(screen))
        if self.transaction.variant:
            states |= dict.fromkeys(("change_object", "change_object_high", "change_object_more"), State.CLOSED)
        return states

    def wanted_list(self) -> str:
        """That of one object has no column for it."""
        named = wanted(self.selection(), self.services.context.today())
        return "list_object_changes" if named.object and named.keys else "list_changes"

    def slots(self, screen: str) -> Mapping[str, object]:
        selected = self.selected.object_key
        return {**super().slots(screen), "number": selected.value if selected else ""}

    def remark(self, screen: str) -> Remark | None:
        """That there are older changes than those that were read."""
        if self.cut and screen in self.list_screens:
            return Remark("changes-cut", {"most": MOST}, "warning")
        return super().remark(screen)

    # --- rows --------------------------------------------------------------------------------------------------------
    def source(self) -> Source:
        """The changes that the selection may ask for; what is left of it is done on the lines."""
        return self.services.lists.records("changes", ChangeLine, self.lines, ("position",))

    def lines(self) -> Iterator[ChangeLine]:
        """The latest first."""
        found, self.cut = self.services.change_documents.find(wanted(self.selection(), self.services.context.today()))
        for position, recorded in enumerate(found, start=1):
            yield self.line(position, recorded)

    def line(self, position: int, recorded: RecordedChange) -> ChangeLine:
        """A change in words."""
        document, change, words = recorded.document, recorded.change, self.desk.words
        at, place = document.at.astimezone(), self.place(recorded)
        facts = fields_of(recorded.kind).get(change.field) if recorded.kind else None
        if change.kind != "U":
            field, old, new = words.text(f"text.change-{change.kind}"), "", as_shown(change.new)
        else:
            variant = change.section if change.section == "sales_area" else document.object
            field = words.label(facts.name, facts.element, variant) if facts else change.field
            old, new = self.in_words(facts, change.old), self.in_words(facts, change.new)
        return ChangeLine(
            position=position,
            change_date=at.date(),
            change_time=f"{at:%H:%M:%S}",
            changing_user=document.user,
            transaction_code=document.transaction,
            change_object=CLASSES.get(document.object, document.object),
            object_key=as_shown(document.key),
            change_place=place,
            changed_field=field if change.section == "header" else f"{field} ({place})",
            old_value=old,
            new_value=new,
        )

    def place(self, recorded: RecordedChange) -> str:
        """Where in the object: "Item 10", "Partner SH"."""
        change = recorded.change
        section = self.desk.words.text(f"text.section-{change.section}")
        parts = (section, str(change.item or ""), "" if change.section == "item" else change.row)
        return " ".join(part for part in parts if part)

    def in_words(self, facts: FieldFacts | None, stored: str) -> str:
        """A value from its stored form, as it stood in its field, with what it means."""
        if facts is None or not stored:
            return stored
        words = self.desk.words
        shown = words.value(facts.element, typed(facts.kind, stored))
        meaning = words.meaning(facts.element, stored)
        return " ".join(part for part in (shown, meaning) if part).replace("\n", " ")

    def open_row(self, row: Any) -> Turn:
        """The whole change, whatever room its columns have."""
        return self.in_full("change", row, leave_out=("position",))


def typed(kind: type, stored: str) -> Any:
    """A value from the form in which change documents hold it."""
    if kind is date:
        return date.fromisoformat(stored)
    if kind is bool:
        return True
    return kind(stored) if kind in (int, Decimal) else stored


def wanted(selection: Selection, today: date) -> Wanted:
    """What of a selection the database is asked for: single values, and the days."""
    key = _single(selection, "object_key")
    keys = tuple(dict.fromkeys((key, *(key.zfill(length) for length in KEY_LENGTHS)))) if key else ()
    since, until = _days(selection, today)
    return Wanted(
        OBJECTS.get(_single(selection, "change_object"), ""),
        keys,
        _single(selection, "changing_user"),
        _single(selection, "transaction_code"),
        since,
        until,
    )


def _single(selection: Selection, name: str) -> str:
    lines = selection.get(name, ())
    if len(lines) != 1 or lines[0].exclude or lines[0].option is not Option.EQUAL:
        return ""
    return str(lines[0].low or "")


def _days(selection: Selection, today: date) -> tuple[datetime | None, datetime | None]:
    lines = selection.get("change_date", ())
    if len(lines) != 1 or lines[0].exclude:
        return None, None
    line = lines[0]
    low, high = resolved(line.low, today), resolved(line.high, today)
    first = low if line.option in (Option.EQUAL, Option.BETWEEN, Option.AT_LEAST, Option.GREATER) else None
    last = {Option.EQUAL: low, Option.BETWEEN: high, Option.AT_MOST: low, Option.LESS: low}.get(line.option)
    return _instant(first, time.min), _instant(last, time.max)


def _instant(day: date | None, at: time) -> datetime | None:
    return datetime.combine(day, at).astimezone(UTC) if day else None
