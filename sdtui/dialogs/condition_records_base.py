"""What the parts of the condition record dialog share: the key combination, the lines, and what they say as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sdtui.dialogs.condition_records_data import (
    FACTS,
    ConditionLine,
    ConditionList,
    ConditionScale,
    ConditionSelection,
    ConditionStart,
)
from sdtui.dialogs.locked import LockedActs
from sdtui.domain.authority import ActivityCode
from sdtui.domain.condition_maintenance import FOREVER, check_record, overlapping, scaled, signed
from sdtui.domain.conditions import (
    PERCENT_SIGN,
    Access,
    Calculation,
    ConditionRecord,
    ConditionTypeRule,
    Scale,
    ScaleType,
)
from sdtui.domain.errors import Refuse
from sdtui.domain.rounding import ZERO
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import State, Workplace
from sdtui.services.condition_records import KeyMaster

INITIAL = "condition_initial"
SELECTION = "condition_selection"
RECORDS = "condition_records"
SCALE = "condition_scale"

# The fields of a record and of its line that have other names.
_LINE_FIELDS = {"valid_from": "condition_from", "valid_to": "condition_to", "currency": "rate_currency",
                "unit": "rate_unit"}  # fmt: skip


def shown_key(names: Sequence[str], values: Sequence[str]) -> list[str]:
    """The values of a key as clerks write them: numbers of customers and materials without leading zeros."""
    return [
        value.lstrip("0") if name in {"customer", "material"} and value.isdecimal() else value
        for name, value in zip(names, values, strict=True)
    ]


class ConditionBase(LockedActs):
    """``above`` are the facts of the key that all lines share, ``beside`` those that each line has for itself.

    ``before`` are the lines as they were read, ``read`` their records by number, ``locks`` the keys that are locked.
    """

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.conditions = self.services.condition_records
        self.start = ConditionStart()
        self.rule: ConditionTypeRule | None = None
        self.access = Access("", ())
        self.selection = ConditionSelection()
        self.locks: list[str] = []
        self.forget_lines()

    def forget_lines(self) -> None:
        """Nothing is open, nothing locked."""
        self.conditions.release(self.locks)
        self.locks = []
        self.list = ConditionList(record_type=self.start.record_type)
        self.above: tuple[str, ...] = ()
        self.beside: tuple[str, ...] = ()
        self.before: list[ConditionLine] = []
        self.read: dict[int, ConditionRecord] = {}
        self.scale = ConditionScale()
        self.scaled_line: ConditionLine | None = None
        self.names: dict[str, KeyMaster] = {}
        self.accepted.clear()

    @property
    def activity(self) -> ActivityCode:
        """What the transaction does."""
        return ActivityCode(self.transaction.activity)

    def open_lines(self, above: Sequence[str], beside: Sequence[str], lines: list[ConditionLine]) -> None:
        """Show ``lines``; the facts above them are filled already."""
        self.above, self.beside = tuple(above), tuple(beside)
        self.list.record_type = self.start.record_type
        self.list.key_combination = self.conditions.key_text(self.access)
        self.list.lines = lines
        self.before = [replace(line) for line in lines]

    # --- keys and records --------------------------------------------------------------------------------------------
    def key_of(self, line: ConditionLine) -> dict[str, str]:
        """The facts that make the key of a line, in the order of its table."""
        return {name: str(getattr(line if name in self.beside else self.list, name)) for name in self.access.key}

    def record_of(self, line: ConditionLine, rule: ConditionTypeRule) -> ConditionRecord:
        """What a complete line says as a record."""
        record = ConditionRecord(
            record=line.record_number,
            condition_type=rule.code,
            table=self.access.table,
            key=tuple(self.key_of(line).values()),
            valid_from=line.condition_from or FOREVER,
            valid_to=line.condition_to or FOREVER,
            rate=line.rate or ZERO,
            currency="" if line.rate_currency == PERCENT_SIGN else line.rate_currency,
            per=line.per or 1,
            unit=line.rate_unit,
            scales=line.scales,
            scale_type=ScaleType(line.scale_type),
            lower_limit=line.lower_limit,
            upper_limit=line.upper_limit,
            deletion_flag=line.flagged,
            created_by=line.created_by,
            created_on=line.created_on,
        )
        return scaled(record)

    def line_of(self, record: ConditionRecord, rule: ConditionTypeRule) -> ConditionLine:
        """A record as a line, with all facts of its key."""
        line = ConditionLine(record_number=record.record, created_by=record.created_by, created_on=record.created_on)
        for name, value in zip(self.access.key, record.key, strict=True):
            setattr(line, name, value)
        self.show(line, signed(record, rule), rule)
        return line

    def show(self, line: ConditionLine, record: ConditionRecord, rule: ConditionTypeRule) -> None:
        """Let a line say what a record says."""
        percent = rule.calculation is Calculation.PERCENT
        line.rate, line.per, line.rate_unit = record.rate, record.per, record.unit
        line.rate_currency = PERCENT_SIGN if percent else record.currency
        line.calculation_type = rule.calculation.value
        line.condition_from, line.condition_to = record.valid_from, record.valid_to
        line.lower_limit, line.upper_limit = record.lower_limit, record.upper_limit
        line.scales, line.scale_type = record.scales, record.scale_type.value
        line.has_scale, line.flagged = bool(record.scales), record.deletion_flag

    # --- completing what was typed -----------------------------------------------------------------------------------
    def complete(self) -> list[ConditionRecord]:
        """Fill in what follows from what was typed; the lines as records. Raises what is wrong with the first of them.

        Lines without a key or a rate are dropped where new ones are entered.
        """
        rule = self.known_rule()
        self.describe()
        lines = self.list.lines
        if self.creates:
            lines[:] = [line for line in lines if any(getattr(line, name) for name in self.beside) or line.rate]
        records: list[ConditionRecord] = []
        for place, line in enumerate(lines):
            self._require_key(place, line)
            self._propose(line, rule)
            self._check_unit(place, line, rule)
            record = signed(self.record_of(line, rule), rule)
            if line.rate is not None:
                self.show(line, record, rule)
            for finding in check_record(record, rule):
                name = "rate" if finding.field.startswith("scale") else _LINE_FIELDS.get(finding.field, finding.field)
                raise Refuse(finding.message, f"lines[{place}].{name}", **finding.slots)
            records.append(record)
        if (place := overlapping(records)) is not None:
            later = records[place]
            slots = {"key": self.shown_key(lines[place]), "valid_from": later.valid_from}
            raise Refuse("condition-lines-overlap", f"lines[{place}].condition_from", **slots)
        return records

    def known_rule(self) -> ConditionTypeRule:
        """The condition type that is worked on, with the right to do so."""
        self.rule = self.conditions.rule(self.activity, self.start.record_type)
        return self.rule

    def _require_key(self, place: int, line: ConditionLine) -> None:
        for name in self.beside:
            if not getattr(line, name):
                raise Refuse("condition-key-missing", f"lines[{place}].{name}")

    def _propose(self, line: ConditionLine, rule: ConditionTypeRule) -> None:
        """Currency, unit and validity where nothing was entered; the rate of a scale is that of its first step."""
        terms = self.conditions.terms(rule, self.key_of(line), next(iter(self._units(line)), ""))
        percent = rule.calculation is Calculation.PERCENT
        line.rate_currency = PERCENT_SIGN if percent else line.rate_currency or terms.currency
        line.per = line.per or terms.per
        line.rate_unit = line.rate_unit or terms.unit
        line.calculation_type = rule.calculation.value
        line.condition_from = line.condition_from or self.services.context.today()
        line.condition_to = line.condition_to or FOREVER
        line.lower_limit, line.upper_limit = line.lower_limit or None, line.upper_limit or None
        if line.scales and line.rate is not None:
            line.scales = (Scale(line.scales[0].value, line.rate), *line.scales[1:])

    def _units(self, line: ConditionLine) -> tuple[str, ...]:
        """The units of the material in the key, the base unit first; none where there is no material."""
        found = self.names.get(self.key_of(line).get("material", ""))
        return found.units if found else ()

    def _check_unit(self, place: int, line: ConditionLine, rule: ConditionTypeRule) -> None:
        """A quantity is priced in a unit that the material has: no document could convert another one."""
        units = self._units(line)
        if rule.calculation is Calculation.QUANTITY and units and line.rate_unit not in units:
            slots = {"unit": line.rate_unit, "material": self.key_of(line)["material"], "units": ", ".join(units)}
            raise Refuse("condition-unit-not-of-material", f"lines[{place}].rate_unit", **slots)

    def describe(self) -> None:
        """Customers and materials in words."""
        for name in ("customer", "material"):
            holders = self.list.lines if name in self.beside else [self.list]
            wanted = {str(getattr(holder, name)) for holder in holders} - self.names.keys()
            self.names |= self.conditions.masters(name, wanted)
        self.list.customer_name = self.name_of("customer", self.list.customer)
        self.list.material_name = self.name_of("material", self.list.material)
        last = self.beside[-1] if self.beside else ""
        for line in self.list.lines:
            line.key_description = self.name_of(last, str(getattr(line, last))) if last else ""

    def name_of(self, fact: str, value: str) -> str:
        """A value of a key in words."""
        if fact in {"customer", "material"}:
            return self.names[value].name[:40] if value in self.names else ""
        table = "tax_class" if fact.endswith("tax_class") else "country" if fact.endswith("country") else fact
        return self.services.value_tables.text(table, value, {}) if value else ""

    def shown_key(self, line: ConditionLine) -> str:
        """The key of a line as clerks write it."""
        key = self.key_of(line)
        return "/".join(shown_key(tuple(key), tuple(key.values())))

    # --- states ------------------------------------------------------------------------------------------------------
    def record_states(self) -> dict[str, State]:
        """The key has the fields of its table; a percentage has neither currency nor unit."""
        states: dict[str, State] = {}
        entry = State.REQUIRED if self.creates else State.CLOSED
        for name in FACTS:
            states[name] = entry if name in self.above else State.HIDDEN
            open_beside = State.OPEN if self.creates else State.CLOSED
            states[f"lines.{name}"] = open_beside if name in self.beside else State.HIDDEN
        states["customer_name"] = State.CLOSED if "customer" in self.above else State.HIDDEN
        states["material_name"] = State.CLOSED if "material" in self.above else State.HIDDEN
        calculation = self.rule.calculation if self.rule else Calculation.QUANTITY
        if calculation is Calculation.PERCENT:
            states["lines.rate_currency"] = State.CLOSED
        if calculation in {Calculation.PERCENT, Calculation.FIXED}:
            states["lines.per"] = states["lines.rate_unit"] = State.HIDDEN
        if not self.creates:
            states["lines"] = State.CLOSED
        return states

    def key_facts(self, row: object | None) -> Mapping[str, str]:
        """What restricts value tables: the sales area above the lines, and the material of a line."""
        facts = {name: str(getattr(self.list, name)) for name in ("sales_org", "channel", "division")}
        if isinstance(row, ConditionLine) and "material" in self.access.key:
            facts["material"] = self.key_of(row)["material"]
        return facts
