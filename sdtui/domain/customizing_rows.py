"""The rows of customizing: what a consultant decides for one customer's business, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from sdtui.domain.sales_document import Category

FALLBACK_LANGUAGE = "EN"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """A row of a value table: its key, its text by language, and whatever else the file says of it."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    extra: Mapping[str, object] = field(default_factory=dict[str, object])

    def text(self, language: str = FALLBACK_LANGUAGE) -> str:
        """In the language, else in English, else the code."""
        return self.texts.get(language) or self.texts.get(FALLBACK_LANGUAGE) or self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """A sales document type (TVAK)."""

    code: str
    category: Category = Category.INQUIRY
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    number_range: str = ""
    external_range: str = ""
    increment: int = 10
    probability: int = 100
    lead_time: int = 0
    validity_days: int = 0
    valid_to_required: bool = False
    partner_procedure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCategory:
    """An item category (TVAP)."""

    code: str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    completion: Completion = Completion.NONE
    text_item: bool = False
    priced: bool = True


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
    """Copy control of one item category (TVCPA). ``counts`` says that the copy uses up the source (PLMIN)."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRule:
    """One function of a partner procedure."""

    function: str
    mandatory: bool = False
    changeable: bool = True
    defaults_to_sold_to: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRange:
    """An interval of a number range object (NRIV)."""

    object: str
    code: str
    start: str
    end: str
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """One unit of ``source`` is worth ``rate`` of ``target`` from ``valid_from`` on."""

    source: str
    target: str
    rate: Decimal
