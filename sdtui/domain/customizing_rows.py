"""The rows of customizing: what a consultant decides for one customer's business, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from sdtui.domain.sales_document import Category


class Completion(StrEnum):
    """When references complete an item (ERLRE): never, with any of them, or with the full quantity."""

    NONE = ""
    ANY = "A"
    FULL = "B"


class Expired(StrEnum):
    """What a reference to a document after its last day of validity meets."""

    ALLOW = ""
    WARN = "W"
    REFUSE = "E"


class Block(StrEnum):
    """Who may create documents of a type: everybody, nobody, only programs."""

    NO = ""
    ALL = "X"
    CLERKS = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """A sales document type (TVAK).

    ``lead_time`` and ``validity_days`` are days from today to the dates that are proposed. ``predecessors`` are the
    categories of the documents that one of this type may be created from. ``incompletion`` names the procedure that
    says what must be there; without ``incomplete_save`` nothing is saved before it is (DIAFE).
    """

    code: str
    category: Category = Category.INQUIRY
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    number_range: str = ""
    external_range: str = ""
    increment: int = 10
    probability: int = 100
    lead_time: int = 0
    validity_days: int = 0
    incompletion: str = ""
    incomplete_save: bool = True
    block: Block = Block.NO
    document_pricing: str = ""
    item_usage: str = ""
    partner_procedure: str = ""
    check_duplicate_reference: bool = False
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCategory:
    """An item category (TVAP). ``statistical`` items add nothing to the totals, ``alternatives`` says that they may
    stand as an alternative."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    completion: Completion = Completion.NONE
    text_item: bool = False
    priced: bool = True
    statistical: bool = False
    expected_value: bool = True
    schedule_line: str = ""
    alternatives: bool = True
    incompletion: str = ""


class DeterminationKey(NamedTuple):
    """What the item category depends on: ``usage`` is TEXT for a line without material."""

    document_type: str
    group: str = ""
    usage: str = ""
    higher_level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """The proposed item category and what may be entered instead (T184)."""

    default: str
    alternatives: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        return (self.default, *self.alternatives)


ItemCategoryRows = Mapping[DeterminationKey, Determination]


class PricingType(StrEnum):
    """What a copy does with the conditions of its source (KNPRS)."""

    SCALES = "A"  # all are kept, scales read again
    NEW = "B"  # none is kept
    KEEP_MANUAL = "C"  # only manual ones are kept
    UNCHANGED = "D"
    NEW_TAXES = "G"
    NEW_FREIGHT = "H"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyItemRule:
    """Copy control of one item category (TVCPA).

    ``counts`` says that the copy uses up the source (PLMIN).
    """

    target_category: str
    pricing_type: PricingType = PricingType.NEW_TAXES
    keep_numbers: bool = False
    complete_reference: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyControl:
    """Copy control between two document types; ``items`` by the source's item category, others are not copied."""

    source: str
    target: str
    same_sold_to: bool = True
    expired: Expired = Expired.REFUSE
    texts: bool = True
    partners: bool = True
    items: Mapping[str, CopyItemRule] = field(default_factory=dict[str, CopyItemRule])


class PartnerSource(StrEnum):
    """Where a partner is proposed from: the sold-to itself, the customer master, the clerk who is logged on."""

    NONE = "none"
    SOLD_TO = "sold_to"
    CUSTOMER = "customer"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRule:
    """One function of a partner procedure."""

    function: str
    mandatory: bool = False
    changeable: bool = True
    defaults_to_sold_to: bool = False
    source: PartnerSource = PartnerSource.NONE


class Level(StrEnum):
    """What an incompletion procedure looks at."""

    HEADER = "header"
    ITEM = "item"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncompletionRule:
    """What must be there: a field, a long text, a partner function, or a condition that has a value.

    One of the first four is given. Without it the document is incomplete for the steps of the status group; a
    ``warning`` has none, it only recommends.
    """

    field: str = ""
    text: str = ""
    partner: str = ""
    condition: str = ""
    status_group: str = ""
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncompletionProcedure:
    """What must be there on one level, in the order in which it is asked for (TVUV, TVUVF)."""

    code: str
    level: Level
    rules: tuple[IncompletionRule, ...]
    texts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusGroup:
    """Which steps a gap stops (TVUVS), each a letter of ``Step``."""

    code: str
    blocks: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRange:
    """An interval of a number range object (NRIV); of a ``gap_free`` one no number may be lost."""

    object: str
    code: str
    start: str
    end: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    external: bool = False
    gap_free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """One unit of ``source`` is worth ``rate`` of ``target`` from ``valid_from`` on."""

    source: str
    target: str
    valid_from: date
    rate: Decimal
