"""What is missing in a document, in words: for messages, the log of gaps and the line below a document."""

from __future__ import annotations

from collections.abc import Sequence

from sdtui.domain.elements import field_name
from sdtui.domain.errors import Finding, error
from sdtui.domain.incompletion import Gap, blocked, find_gaps, update_incompletion
from sdtui.domain.sales_document import SalesDocument, SalesItem, Step
from sdtui.services.context import Context
from sdtui.services.pricing import Pricing
from sdtui.store import sales_documents as stored
from sdtui.store.unit import Unit

# Documents that are looked at in one unit of work.
_AT_ONCE = 200
# Gaps that a message names; of more it says that there are.
_NAMED = 3


class Incompletion:
    """The gaps of documents for one clerk."""

    def __init__(self, context: Context, pricing: Pricing) -> None:
        self.context = context
        self.customizing = context.customizing
        self.pricing = pricing

    def gaps(self, document: SalesDocument) -> list[Gap]:
        """What is missing, in the order in which it is entered; what is only recommended comes in between."""
        return find_gaps(document, self.customizing)

    def against_saving(self, document: SalesDocument, gaps: Sequence[Gap]) -> list[Finding]:
        """The first gap, as an error on its field, of a document whose type may not be saved before all is there."""
        kind = self.customizing.document_type(document.document_type)
        gap = next((gap for gap in gaps if gap.blocks), None)
        if kind.incomplete_save or gap is None:
            return []
        return [error("incomplete-not-saved", gap.path, missing=self.missing(gap), blocks=self.steps(gap.blocks))]

    def against_reference(self, source: SalesDocument) -> list[Finding]:
        """Why nothing may refer to ``source``: what is missing in it."""
        gaps = [gap for gap in self.gaps(source) if Step.REFERENCE in gap.blocks]
        if not gaps:
            return []
        return [error("incomplete-reference", "reference_number", number=source.number, missing=self.listed(gaps))]

    def missing(self, gap: Gap) -> tuple[object, ...]:
        """What is missing and of what, as a slot: item 20, Order Quantity."""
        return (*self.place(gap), *self.what(gap))

    def listed(self, gaps: Sequence[Gap]) -> list[object]:
        """The first gaps as a slot, with dots for more."""
        named: list[object] = [self.missing(gap) for gap in gaps[:_NAMED]]
        return [*named, "…"] if len(gaps) > _NAMED else named

    def place(self, gap: Gap) -> tuple[object, ...]:
        """The item or partner that lacks something; nothing for the header."""
        if gap.index >= 0:
            return field_name(SalesItem, "item"), gap.item
        return (self._text("partner_function", gap.function),) if gap.function else ()

    def what(self, gap: Gap) -> tuple[object, ...]:
        """The field, partner, condition or text that is missing."""
        rule, language = gap.rule, self.context.actor.language
        if gap.name:
            return (gap.name,)
        if rule.condition:
            return rule.condition, self.pricing.customizing.texts(language).get(rule.condition, "")
        return (self._text("partner_function", rule.partner) if rule.partner else self._text("text_id", rule.text),)

    def steps(self, letters: str) -> str:
        """What is stopped, in words."""
        return ", ".join(self._text("incompletion", letter) for letter in letters)

    def steps_of(self, gaps: Sequence[Gap]) -> str:
        """All that the gaps stop, in words."""
        return self.steps(blocked(gaps))

    def _text(self, table: str, code: str) -> str:
        return self.customizing.text(table, code, self.context.actor.language) or code


def look_again(context: Context) -> int:
    """Store for all open documents what they lack by the rules of today; returns for how many that was news.

    For lists alone, after an upgrade or a change of the procedures: who opens a document sees today's rules anyway.
    """
    changed, last = 0, ""
    while True:
        found, numbers = context.database.write(lambda unit, after=last: _look_again(context, unit, after))
        changed += found
        if not numbers:
            return changed
        last = numbers[-1]


def _look_again(context: Context, unit: Unit, after: str) -> tuple[int, list[str]]:
    numbers, changed = stored.open_numbers(unit, after, _AT_ONCE), 0
    for number in numbers:
        document = stored.load(unit, number)
        if document is None or document.document_type not in context.customizing.document_types:
            continue
        was = _steps(document)
        update_incompletion(document, context.customizing)
        if _steps(document) != was:
            stored.update_incompletion(unit, document)
            changed += 1
    return changed, numbers


def _steps(document: SalesDocument) -> list[str]:
    return [document.incompletion, *(item.incompletion for item in document.items)]
