"""Pricing as a consultant sets it up: condition tables and types, access sequences, procedures, determination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sdtui.domain.conditions import (
    Access,
    Calculation,
    ConditionCategory,
    ConditionTypeRule,
    PricingProcedure,
    Step,
)
from sdtui.domain.customizing_reader import TEXT_KEYS, Table, build, table, tables, texts_of, words
from sdtui.domain.customizing_values import worded
from sdtui.domain.errors import CustomizingError, Refuse, nearest
from sdtui.domain.pricing_formulas import BASES, REQUIREMENTS, VALUES

FILE = "pricing"
_PARTS = ("condition_tables", "access_sequences", "condition_types", "procedures", "determination")

_BY_MEASURE = {Calculation.GROSS_WEIGHT, Calculation.NET_WEIGHT, Calculation.VOLUME}

# The facts of an item that may make a key.
FACTS = (
    "sales_org", "channel", "division", "customer", "material", "price_list", "price_group", "material_pricing_group",
    "currency", "incoterms", "country", "departure_country", "destination_country", "customer_tax_class",
    "material_tax_class", "plant",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionTable:
    """A condition table: the facts that make its key, in order."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRule:
    """Which procedure holds where (T683V); an empty field means any."""

    procedure: str
    sales_org: str = ""
    channel: str = ""
    division: str = ""
    document_pricing: str = ""
    customer_pricing: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        return self.sales_org, self.channel, self.division, self.document_pricing, self.customer_pricing


@dataclass(frozen=True, slots=True, kw_only=True)
class PricingCustomizing:
    """Everything that pricing is set up with."""

    tables: Mapping[str, ConditionTable] = field(default_factory=dict[str, ConditionTable])
    types: Mapping[str, ConditionTypeRule] = field(default_factory=dict[str, ConditionTypeRule])
    procedures: Mapping[str, PricingProcedure] = field(default_factory=dict[str, PricingProcedure])
    determination: tuple[ProcedureRule, ...] = ()

    def determine_procedure(
        self, sales_org: str, channel: str, division: str, document_pricing: str, customer_pricing: str
    ) -> PricingProcedure:
        """The procedure of the rule that names most of these; of several the first."""
        wanted = (sales_org, channel, division, document_pricing, customer_pricing)
        fitting = [
            rule
            for rule in self.determination
            if all(own in {"", value} for own, value in zip(rule.place, wanted, strict=True))
        ]
        if not fitting:
            raise Refuse(
                "pricing-procedure-missing",
                "sold_to",
                sales_area=f"{sales_org}/{channel}/{division}",
                document_pricing=document_pricing,
                customer_pricing=customer_pricing,
            )
        best = max(fitting, key=lambda rule: sum(bool(value) for value in rule.place))
        return self.procedures[best.procedure]

    @property
    def freight(self) -> frozenset[str]:
        """The condition types of freight."""
        return frozenset(code for code, rule in self.types.items() if rule.category is ConditionCategory.FREIGHT)

    def texts(self, language: str) -> dict[str, str]:
        """The condition types in words."""
        return {code: worded(rule.texts, language) or code for code, rule in self.types.items()}

    def table_text(self, code: str, language: str) -> str:
        """A condition table in words, "" for an unknown one."""
        found = self.tables.get(code)
        return worded(found.texts, language) if found else ""


def pricing_from(data: Table) -> PricingCustomizing:
    """From the parsed file ``pricing``; whatever nobody declared or refers to nothing is refused."""
    _refuse_unknown(data, "", _PARTS)
    condition_tables = {code: _condition_table(code, row) for code, row in _rows(data, "condition_tables")}
    sequences = {code: _accesses(code, row, condition_tables) for code, row in _rows(data, "access_sequences")}
    types = {code: _condition_type(code, row, sequences) for code, row in _rows(data, "condition_types")}
    procedures = {code: _procedure(code, row, types) for code, row in _rows(data, "procedures")}
    rules = [
        build(ProcedureRule, row, FILE, f"determination[{place}]")
        for place, row in enumerate(tables(data.get("determination", []), FILE, "determination"))
    ]
    for place, rule in enumerate(rules):
        _refer(f"determination[{place}].procedure", rule.procedure, procedures)
    return PricingCustomizing(tables=condition_tables, types=types, procedures=procedures, determination=tuple(rules))


def _rows(data: Table, name: str) -> list[tuple[str, Table]]:
    return [(code, table(row, FILE, f"{name}.{code}")) for code, row in table(data.get(name, {}), FILE, name).items()]


def _refuse_unknown(row: Table, where: str, known: Sequence[str]) -> None:
    for name in row:
        if name not in known:
            raise CustomizingError(FILE, f"{where}.{name}".lstrip("."), "unknown key", nearest(name, known))


def _refer(where: str, word: str, known: Mapping[str, object] | Sequence[str]) -> None:
    if word not in known:
        raise CustomizingError(FILE, where, f"{word!r} is not known", nearest(word, known))


def _condition_table(code: str, row: Table) -> ConditionTable:
    where = f"condition_tables.{code}"
    found = build(ConditionTable, row, FILE, where, code=code)
    if not found.key:
        raise CustomizingError(FILE, f"{where}.key", "is missing")
    for name in found.key:
        _refer(f"{where}.key", name, FACTS)
    return found


def _accesses(code: str, row: Table, known: Mapping[str, ConditionTable]) -> tuple[Access, ...]:
    where = f"access_sequences.{code}"
    _refuse_unknown(row, where, ("tables",))
    codes = words(row.get("tables", []), FILE, f"{where}.tables")
    if not codes:
        raise CustomizingError(FILE, f"{where}.tables", "is missing")
    for name in codes:
        _refer(f"{where}.tables", name, known)
    return tuple(Access(name, known[name].key) for name in codes)


def _condition_type(code: str, row: Table, sequences: Mapping[str, tuple[Access, ...]]) -> ConditionTypeRule:
    where = f"condition_types.{code}"
    sequence = str(row.get("access_sequence", ""))
    if sequence:
        _refer(f"{where}.access_sequence", sequence, sequences)
    rule = build(ConditionTypeRule, row, FILE, where, code=code, accesses=sequences.get(sequence, ()))
    if rule.manual and rule.calculation in _BY_MEASURE and not rule.unit:
        raise CustomizingError(FILE, f"{where}.unit", "is missing: a rate by weight or volume is entered per unit")
    return rule


def _procedure(code: str, row: Table, types: Mapping[str, ConditionTypeRule]) -> PricingProcedure:
    where = f"procedures.{code}"
    _refuse_unknown(row, where, ("steps", *TEXT_KEYS))
    steps = [
        build(Step, line, FILE, f"{where}.steps[{place}]")
        for place, line in enumerate(tables(row.get("steps", []), FILE, f"{where}.steps"))
    ]
    ordered = tuple(sorted(steps, key=lambda step: (step.step, step.counter)))
    if not steps:
        raise CustomizingError(FILE, f"{where}.steps", "is missing")
    numbers = {step.step for step in steps}
    for place, step in enumerate(ordered):
        _check_step(f"{where}, step {step.step}/{step.counter}", step, types)
        if step.from_step and not step.to_step and step.from_step not in numbers:
            raise CustomizingError(
                FILE, f"{where}, step {step.step}/{step.counter}", f"there is no step {step.from_step}"
            )
        if place and (ordered[place - 1].step, ordered[place - 1].counter) == (step.step, step.counter):
            raise CustomizingError(FILE, f"{where}, step {step.step}/{step.counter}", "stands twice")
    used = {step.condition_type: types[step.condition_type] for step in ordered if step.condition_type}
    return PricingProcedure(code=code, texts=texts_of(row), steps=ordered, types=used)


def _check_step(where: str, step: Step, types: Mapping[str, ConditionTypeRule]) -> None:
    if step.condition_type:
        _refer(f"{where}.condition_type", step.condition_type, types)
    elif not step.texts:
        raise CustomizingError(FILE, where, "has neither a condition type nor a text")
    reads = step.to_step or step.from_step
    if not 0 <= step.from_step <= reads < step.step or (step.to_step and not step.from_step):
        raise CustomizingError(FILE, where, "may only read smaller steps, from low to high")
    formulas = (
        ("requirement", step.requirement, REQUIREMENTS),
        ("base_formula", step.base_formula, {0: None, **BASES}),
        ("value_formula", step.value_formula, {0: None, **VALUES}),
    )
    for name, number, known in formulas:
        if number not in known:
            raise CustomizingError(FILE, f"{where}.{name}", f"there is no number {number}")
