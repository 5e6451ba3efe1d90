"""VK11 to VK13: condition records of one type and key combination, entered, changed and displayed line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from sdtui.dialogs.condition_records_base import INITIAL, RECORDS, SCALE, SELECTION, shown_key
from sdtui.dialogs.condition_records_data import (
    FACTS,
    ConditionLine,
    ConditionList,
    ConditionScale,
    ConditionSelection,
    ConditionStart,
    ScaleLine,
)
from sdtui.dialogs.condition_records_scales import ScaleActs
from sdtui.domain.authority import ActivityCode
from sdtui.domain.condition_maintenance import Displaced, Wanted
from sdtui.domain.conditions import Access, ConditionRecord
from sdtui.domain.errors import Locked, Refuse
from sdtui.kernel.dialog import ANY, STAY, Act, Ask, Choose, State, Turn, on
from sdtui.kernel.fields import fields_of
from sdtui.kernel.messages import Message, information, success
from sdtui.services.condition_records import AREA, MOST, OBJECT

WRITING = frozenset({"save", "delete_line", "paste"})


class ConditionRecordDialog(ScaleActs):
    """One running VK transaction."""

    records: ClassVar[Mapping[str, type]] = {
        record.__name__: record
        for record in (
            ConditionStart, ConditionSelection, ConditionList, ConditionLine, ConditionScale, ScaleLine,
        )
    }  # fmt: skip

    # --- what the kernel asks ----------------------------------------------------------------------------------------
    def record(self, screen: str) -> object:
        return {SELECTION: self.selection, RECORDS: self.list, SCALE: self.scale}.get(screen, self.start)

    def closed(self, screen: str) -> bool:
        return self.displays and screen in {RECORDS, SCALE}

    def states(self, screen: str) -> Mapping[str, State]:
        if screen == RECORDS:
            return self.record_states()
        if screen == SELECTION:
            shown = {*self.access.key, f"{self.access.key[-1]}_to"}
            names = [name for fact in FACTS for name in (fact, f"{fact}_to")]
            return {name: State.OPEN if name in shown else State.HIDDEN for name in names}
        return self.scale_states() if screen == SCALE else {}

    def key_refusal(self, screen: str, code: str) -> str:
        if self.displays and code in WRITING:
            return "condition-display-only"
        if code == "toggle_change" and self.creates:
            return "not-saved-yet"
        return ""

    def slots(self, screen: str) -> Mapping[str, object]:
        return {"condition_type": self.start.record_type}

    def facts(self, screen: str, row: object | None) -> Mapping[str, str]:
        return self.key_facts(row) if screen != SELECTION else {}

    def new_row(self, screen: str, table: str) -> object:
        return self.new_step() if table == "steps" else ConditionLine()

    def add_row(self, screen: str, table: str) -> None:
        if table == "steps":
            self.scale.steps.append(self.new_step())
        else:
            self.list.lines.append(ConditionLine())

    def row_style(self, screen: str, table: str, row: object) -> tuple[str, int]:
        return ("muted" if isinstance(row, ConditionLine) and row.flagged else ""), 0

    def leaves(self, screen: str, code: str) -> bool:
        return screen == RECORDS

    def changed_object(self, act: Act) -> tuple[str, str]:
        row = next((self.list.lines[n] for n in act.rows()[:1] if n < len(self.list.lines)), None)
        if row is None:
            raise Refuse("choose-a-row")
        return "condition", str(row.record_number or "")

    def unsaved(self) -> bool:
        return not self.displays and self.list.lines != self.before

    def discard(self) -> None:
        self.forget_lines()
        super().discard()

    # --- the way in --------------------------------------------------------------------------------------------------
    @on(INITIAL, "check", "key_combination")
    def choose_key(self, act: Act) -> Turn:
        """Ask for the key combination; the only one is taken at once, the last one stands first."""
        rule = self.known_rule()
        last = self.desk.parameters.get(self._table_parameter, "")
        accesses = sorted(rule.accesses, key=lambda access: access.table != last)
        if len(accesses) == 1:
            return self.opened(accesses[0])
        rows = [(self.conditions.key_text(access), access.table) for access in accesses]
        columns = ("key_combination", "condition_table")
        return Turn(ask=Choose("key-combinations", columns, rows, lambda row: self.opened(accesses[row])))

    @property
    def _table_parameter(self) -> str:
        """Under which the last key combination of the type is remembered."""
        return f"VKS{self.start.record_type}"

    def opened(self, access: Access) -> Turn:
        """Enter records of this key combination, or ask which are wanted."""
        self.access = access
        self.desk.remember(self._table_parameter, access.table)
        if self.creates:
            self.forget_lines()
            self._propose_key(self.list, access.key[:-1])
            self.open_lines(access.key[:-1], access.key[-1:], [])
            first = next((name for name in self.above if not getattr(self.list, name)), f"lines[0].{access.key[-1]}")
            return Turn(RECORDS, tab="rates", cursor=first)
        self.selection = ConditionSelection(
            record_type=self.start.record_type,
            key_combination=self.conditions.key_text(access),
            valid_on=self.services.context.today(),
        )
        self._propose_key(self.selection, access.key[:-1])
        return Turn(SELECTION, cursor=access.key[0])

    def _propose_key(self, record: object, names: Sequence[str]) -> None:
        """The organization that the clerk worked in last."""
        elements = {name: facts.element for name, facts in fields_of(ConditionList).items()}
        for name in names:
            if name in AREA:
                setattr(record, name, self.desk.parameters.get(elements[name].parameter, ""))

    @on(SELECTION, "check", "execute")
    def find_records(self, act: Act) -> Turn:
        """Read the records that are wanted; lock them for change, or display what somebody else has."""
        if self.displays:
            return self.found()
        try:
            return self.found()
        except Locked as locked:
            place = (OBJECT, str(locked.slots["key"]))
            return self.locked_out(locked, place, lambda: self.find_records(act), self.found)

    def found(self) -> Turn:
        """Show the records that are wanted."""
        rule, key = self.known_rule(), self.access.key
        wanted = [
            Wanted(getattr(self.selection, name), getattr(self.selection, f"{name}_to") if name == key[-1] else "")
            for name in key
        ]
        area = self._named_area(wanted)
        self.conditions.permit_area(self.activity, area)
        self._remember_area(area)
        flagged = self.selection.with_flagged
        records, more = self.conditions.find(rule, self.access, wanted, self.selection.valid_on, flagged=flagged)
        if not records:
            raise Refuse("no-condition-records", condition_type=rule.code)
        self.forget_lines()
        if not self.displays:
            self.locks = self.conditions.lock(rule, self.access, {record.key[:-1] for record in records})
        self._open_found(records)
        message = information("condition-records-limited", limit=MOST) if more else None
        return Turn(RECORDS, message, tab="rates", cursor="lines[0].rate" if not self.displays else "")

    def _remember_area(self, key: Mapping[str, str]) -> None:
        """The organization is proposed for what comes next."""
        elements = {name: facts.element for name, facts in fields_of(ConditionList).items()}
        for name in AREA:
            self.desk.remember(elements[name].parameter, key.get(name, ""))

    def _named_area(self, wanted: Sequence[Wanted]) -> dict[str, str]:
        """The sales area that the selection names exactly."""
        return {name: part.low for name, part in zip(self.access.key, wanted, strict=True) if part.exact}

    def _open_found(self, records: Sequence[ConditionRecord]) -> None:
        """What all records share stands above them; the last field of the key always stands in the lines."""
        rule, key = self.known_rule(), self.access.key
        shared = [n for n in range(len(key) - 1) if len({record.key[n] for record in records}) == 1]
        above = [key[n] for n in shared]
        for n in shared:
            setattr(self.list, key[n], records[0].key[n])
        self.read = {record.record: record for record in records}
        lines = [self.line_of(record, rule) for record in records]
        self.open_lines(above, [name for name in key if name not in above], lines)
        self.describe()
        self.before = [replace(line) for line in lines]

    # --- lines -------------------------------------------------------------------------------------------------------
    @on(RECORDS, "check")
    def check(self, act: Act) -> Turn:
        """Enter: complete what follows from what was typed, and say what is wrong."""
        if not self.displays:
            self.checked()
        return STAY

    def checked(self) -> list[ConditionRecord]:
        """The lines as records; a new key is locked first."""
        if self.creates:
            key = {name: str(getattr(self.list, name)) for name in self.above}
            self.conditions.permit_area(self.activity, key)
            self._remember_area(key)
            self._lock_key(tuple(key.values()))
        return self.complete()

    def _lock_key(self, leading: tuple[str, ...]) -> None:
        """Hold the lock of the key above the lines, and no other."""
        rule = self.known_rule()
        wanted = self.conditions.lock_keys(rule, self.access, [leading])
        if self.locks != wanted:
            self.conditions.release(self.locks)
            self.locks = []
            self.locks = self.conditions.lock(rule, self.access, [leading])

    @on(RECORDS, "delete_line")
    def delete_line(self, act: Act) -> Turn:
        """New lines go; records are flagged for deletion, or no longer so when all of the chosen ones are."""
        lines = self.list.lines
        rows = [row for row in act.rows() if act.table == "lines" and 0 <= row < len(lines)]
        if not rows:
            raise Refuse("choose-a-row")
        if self.creates:
            for row in sorted(rows, reverse=True):
                del lines[row]
            return STAY
        flag = not all(lines[row].flagged for row in rows)
        for row in rows:
            lines[row].flagged = flag
        return Turn(message=success("conditions-flagged" if flag else "conditions-unflagged", count=len(rows)))

    # --- saving ------------------------------------------------------------------------------------------------------
    @on(ANY, "save")
    def save_records(self, act: Act) -> Turn:
        """Save, after the clerk has seen which older records that cuts."""
        return self.save()

    def save(self) -> Turn:
        self.take_scale()
        records = self.checked()
        for place, line in enumerate(self.list.lines):
            if line.rate is None:
                raise Refuse("condition-rate-missing", f"lines[{place}].rate")
        read = {line.record_number: line for line in self.before}
        pairs = zip(self.list.lines, records, strict=True)
        written = [record for line, record in pairs if not line.record_number or line != read[line.record_number]]
        if not written:
            return self._done(information("nothing-changed"))
        older = self.conditions.consequences(written)
        if not older:
            return self._written(written, older)
        columns = ("key_value", "condition_from", "condition_to", "new_from", "new_to", "record_number")
        rows = [row for gone in older for row in self._rows(gone)]
        return Turn(ask=Choose("displaced-conditions", columns, rows, lambda _row: self._written(written, older)))

    def _rows(self, gone: Displaced) -> list[tuple[object, ...]]:
        """An older record, and what is left of it."""
        old = gone.old
        key = "/".join(shown_key(self.access.key, old.key))
        before = (key, old.valid_from, old.valid_to)
        if not gone.left:
            return [(*before, self.desk.words.text("text.condition-flagged"), "", old.record)]
        first, *further = gone.left
        new = self.desk.words.text("text.condition-new")
        return [(*before, *first, old.record), *((key, "", "", *period, new) for period in further)]

    def _written(self, written: Sequence[ConditionRecord], older: Sequence[Displaced]) -> Turn:
        self.conditions.save(written, self.read, older, self.transaction.code)
        return self._done(success("conditions-saved", count=len(written)))

    def _done(self, message: Message) -> Turn:
        """Ready for further records of the key, or for the next selection."""
        self.scaled_line = None
        if not self.creates:
            self.discard()
            return Turn(SELECTION, message)
        self.list.lines = []
        self.before = []
        return Turn(RECORDS, message, tab="rates", cursor=f"lines[0].{self.beside[-1]}" if self.beside else "")

    # --- from display to change --------------------------------------------------------------------------------------
    @on(RECORDS, "toggle_change")
    def toggle_change(self, act: Act) -> Turn:
        """From display to change and back; unsaved changes are asked about."""
        other = self.other(ActivityCode.CHANGE if self.displays else ActivityCode.DISPLAY)
        if other is None:
            raise Refuse("no-other-activity")
        self.desk.permit(other)
        if self.displays or not self.unsaved():
            return self._read_again(ActivityCode(other.activity))
        answers = {
            "yes": self.save,
            "no": lambda: self._read_again(ActivityCode.DISPLAY),
            "cancel": lambda: STAY,
        }
        return Turn(ask=Ask("save-first", answers))

    def _read_again(self, activity: ActivityCode) -> Turn:
        """The same records as they are stored now, locked for change or not."""
        before = self.transaction
        self.become(activity)
        try:
            return self.found()
        except Locked:
            self.transaction = before
            raise
