"""The scale of a condition record: which rate holds from, or up to, which quantity, weight or value."""

from __future__ import annotations

from dataclasses import replace

from sdtui.dialogs.condition_records_base import RECORDS, SCALE, ConditionBase
from sdtui.dialogs.condition_records_data import ConditionLine, ConditionScale, ScaleLine
from sdtui.domain.condition_maintenance import check_record, signed
from sdtui.domain.conditions import Calculation, Scale, ScaleBasis, ScaleType
from sdtui.domain.errors import Refuse
from sdtui.domain.rounding import ZERO
from sdtui.kernel.dialog import STAY, Act, State, Turn, on

_STEP_FIELDS = {"value": "scale_value", "rate": "rate"}


class ScaleActs(ConditionBase):
    """The acts on scales."""

    @on(RECORDS, "choose")
    def open_scale(self, act: Act) -> Turn:
        """F2 on a line: its scale."""
        lines = self.list.lines
        row = 0 if len(lines) == 1 else act.row
        if not 0 <= row < len(lines):
            raise Refuse("choose-a-row")
        line = lines[row]
        if not self.displays:
            self.complete()
        self.show_scale(line)
        return Turn(SCALE, cursor="" if self.displays else f"steps[{len(self.scale.steps)}].scale_value")

    def show_scale(self, line: ConditionLine) -> None:
        """A line without a scale begins one with its rate, from nothing on, where the scale counts from."""
        rule = self.known_rule()
        self.scaled_line = line
        scale_type = line.scale_type or rule.scale_type.value or ScaleType.FROM.value
        self.scale = ConditionScale(
            record_type=rule.code,
            key_combination=self.list.key_combination,
            key_value=self.shown_key(line),
            key_description=line.key_description,
            condition_from=line.condition_from,
            condition_to=line.condition_to,
            scale_basis=rule.scale_basis.value,
            scale_type=scale_type,
        )
        steps = line.scales
        if not steps and line.rate is not None and scale_type == ScaleType.FROM and not self.displays:
            steps = (Scale(ZERO, line.rate),)
        self.scale.steps = [self._step(line, step) for step in steps]

    def _step(self, line: ConditionLine, step: Scale | None) -> ScaleLine:
        rule = self.known_rule()
        basis = rule.scale_basis
        unit = line.rate_unit if basis is ScaleBasis.QUANTITY else rule.unit
        if basis is ScaleBasis.VALUE:
            unit = line.rate_currency if rule.calculation is not Calculation.PERCENT else ""
        value, rate = (step.value, step.rate) if step else (ZERO, None)
        return ScaleLine(value, unit, rate, line.rate_currency, line.per, line.rate_unit)

    def new_step(self) -> ScaleLine:
        """A blank step of the open scale."""
        return self._step(self.scaled_line or ConditionLine(), None)

    def scale_states(self) -> dict[str, State]:
        """What a step has nothing to say of is hidden: the unit of a percentage."""
        blank = self.new_step()
        states = {f"steps.{name}": State.HIDDEN for name in ("scale_unit", "rate_unit") if not getattr(blank, name)}
        if "steps.rate_unit" in states:
            states["steps.per"] = State.HIDDEN
        if self.displays:
            states["steps"] = State.CLOSED
        return states

    @on(SCALE, "check")
    def check_scale(self, act: Act) -> Turn:
        """Enter: check the steps and let the line have them."""
        self.take_scale()
        return STAY

    @on(SCALE, "back")
    def leave_scale(self, act: Act) -> Turn:
        """F3: back to the records, with the scale."""
        self.take_scale()
        self.scaled_line = None
        return Turn(RECORDS)

    @on(SCALE, "delete_line")
    def delete_step(self, act: Act) -> Turn:
        """Delete the chosen steps."""
        rows = [row for row in act.rows() if 0 <= row < len(self.scale.steps)]
        if not rows:
            raise Refuse("choose-a-row")
        for row in sorted(rows, reverse=True):
            del self.scale.steps[row]
        return STAY

    def take_scale(self) -> None:
        """Give the line the steps on the screen; one step that holds from nothing on is no scale."""
        line, rule = self.scaled_line, self.known_rule()
        if line is None or self.displays:
            return
        scale = self.scale
        scale.steps[:] = [step for step in scale.steps if step.scale_value or step.rate is not None]
        for place, step in enumerate(scale.steps):
            if step.rate is None:
                raise Refuse("condition-rate-missing", f"steps[{place}].rate")
        steps = tuple(Scale(step.scale_value, rule.signed(step.rate or ZERO)) for step in scale.steps)
        alone = len(steps) == 1 and not steps[0].value
        rate = steps[0].rate if steps else line.rate
        changed = replace(line, scales=() if alone else steps, scale_type=scale.scale_type, rate=rate)
        record = signed(self.record_of(changed, rule), rule)
        for finding in check_record(record, rule):
            path = finding.field.replace("scales[", "steps[")
            for name, shown in _STEP_FIELDS.items():
                path = path.replace(f"].{name}", f"].{shown}")
            raise Refuse(finding.message, path, **finding.slots)
        line.scales, line.rate, line.has_scale = changed.scales, rate, bool(changed.scales)
        line.scale_type = changed.scale_type if changed.scales else ""
        for step, kept in zip(scale.steps, steps, strict=True):
            step.rate = kept.rate
