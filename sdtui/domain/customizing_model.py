"""Customizing as one frozen value, built from the parsed files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from sdtui.domain.customizing_rows import (
    CopyControl,
    Determination,
    DeterminationKey,
    DocumentType,
    ExchangeRate,
    IncompletionProcedure,
    ItemCategory,
    NumberRange,
    PartnerRule,
    StatusGroup,
)
from sdtui.domain.customizing_values import (
    AccountGroup,
    Country,
    Currency,
    Incoterms,
    MaterialStatus,
    MaterialType,
    OrderBlock,
    Organization,
    PartnerFunctionRow,
    PaymentTerms,
    RejectionReason,
    Route,
    TextKind,
    Unit,
    ValueRow,
)
from sdtui.domain.errors import Refuse
from sdtui.domain.rounding import half_up

_NO_ROWS: Mapping[str, ValueRow] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Customizing:
    """Everything that a consultant decides, except transactions, screens and pricing."""

    document_types: Mapping[str, DocumentType] = field(default_factory=dict[str, DocumentType])
    item_categories: Mapping[str, ItemCategory] = field(default_factory=dict[str, ItemCategory])
    determinations: Mapping[DeterminationKey, Determination] = field(
        default_factory=dict[DeterminationKey, Determination]
    )
    # by document types: source, target
    copy_controls: Mapping[tuple[str, str], CopyControl] = field(default_factory=dict[tuple[str, str], CopyControl])
    # by object and interval
    number_ranges: Mapping[tuple[str, str], NumberRange] = field(default_factory=dict[tuple[str, str], NumberRange])
    partner_procedures: Mapping[str, tuple[PartnerRule, ...]] = field(
        default_factory=dict[str, tuple[PartnerRule, ...]]
    )
    incompletion_procedures: Mapping[str, IncompletionProcedure] = field(
        default_factory=dict[str, IncompletionProcedure]
    )
    status_groups: Mapping[str, StatusGroup] = field(default_factory=dict[str, StatusGroup])
    # by heading as it is compared, the field of an item that it means
    import_columns: Mapping[str, str] = field(default_factory=dict[str, str])
    # by currencies: source, target; the newest first
    exchange_rates: Mapping[tuple[str, str], tuple[ExchangeRate, ...]] = field(
        default_factory=dict[tuple[str, str], tuple[ExchangeRate, ...]]
    )
    organization: Organization = field(default_factory=Organization)
    countries: Mapping[str, Country] = field(default_factory=dict[str, Country])
    currencies: Mapping[str, Currency] = field(default_factory=dict[str, Currency])
    units: Mapping[str, Unit] = field(default_factory=dict[str, Unit])
    payment_terms: Mapping[str, PaymentTerms] = field(default_factory=dict[str, PaymentTerms])
    incoterms: Mapping[str, Incoterms] = field(default_factory=dict[str, Incoterms])
    rejection_reasons: Mapping[str, RejectionReason] = field(default_factory=dict[str, RejectionReason])
    order_blocks: Mapping[str, OrderBlock] = field(default_factory=dict[str, OrderBlock])
    routes: Mapping[str, Route] = field(default_factory=dict[str, Route])
    text_ids: Mapping[str, TextKind] = field(default_factory=dict[str, TextKind])
    partner_functions: Mapping[str, PartnerFunctionRow] = field(default_factory=dict[str, PartnerFunctionRow])
    account_groups: Mapping[str, AccountGroup] = field(default_factory=dict[str, AccountGroup])
    material_types: Mapping[str, MaterialType] = field(default_factory=dict[str, MaterialType])
    material_statuses: Mapping[str, MaterialStatus] = field(default_factory=dict[str, MaterialStatus])
    value_tables: Mapping[str, Mapping[str, ValueRow]] = field(default_factory=dict[str, Mapping[str, ValueRow]])

    def values(self, table: str) -> Mapping[str, ValueRow]:
        """The rows of a value table by the name that elements use; empty for a table that is not customizing."""
        return self.value_tables.get(table, _NO_ROWS)

    def text(self, table: str, code: str, language: str = "EN") -> str:
        """The text of a row, "" for an unknown code."""
        row = self.values(table).get(code)
        return row.text(language) if row else ""

    def document_type(self, code: str) -> DocumentType:
        found = self.document_types.get(code)
        if found is None:
            raise Refuse("document-type-unknown", "document_type", document_type=code)
        return found

    def partner_procedure(self, code: str) -> tuple[PartnerRule, ...]:
        return self.partner_procedures.get(code, ())

    def copy_control(self, source: str, target: str) -> CopyControl:
        """How a document of type ``source`` becomes one of type ``target``."""
        found = self.copy_controls.get((source, target))
        if found is None:
            raise Refuse("copy-not-customized", "reference_number", source=source, target=target)
        return found

    def number_range(self, code: str, object: str = "RV_BELEG") -> NumberRange:
        found = self.number_ranges.get((object, code))
        if found is None:
            raise Refuse("number-range-unknown", object=object, number_range=code)
        return found

    def exchange_rate(self, source: str, target: str, day: date) -> Decimal:
        """What one unit of ``source`` is worth in ``target`` on the day; else the reciprocal, five decimals."""
        if source == target:
            return Decimal(1)
        rate = self._rate(source, target, day)
        if rate is not None:
            return rate
        inverse = self._rate(target, source, day)
        if inverse is None:
            raise Refuse("exchange-rate-missing", "currency", source=source, target=target, day=day)
        return half_up(1 / inverse, 5)

    def _rate(self, source: str, target: str, day: date) -> Decimal | None:
        rows = self.exchange_rates.get((source, target), ())
        return next((row.rate for row in rows if row.valid_from <= day), None)

    def currency_decimals(self, code: str) -> int:
        """2 for a currency that is not known."""
        return self.currencies[code].decimals if code in self.currencies else 2

    def unit_decimals(self, code: str) -> int:
        """3 for a unit that is not known."""
        return self.units[code].decimals if code in self.units else 3
