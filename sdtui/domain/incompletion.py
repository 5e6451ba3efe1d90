"""What is missing in a document, where, and what the document cannot be used for because of it.

Procedures say what must be there: the document type has one for the header, the item category one for its items, the
partner function one for its partner. Items that were rejected need nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sdtui.domain.conditions import ConditionClass
from sdtui.domain.customizing_model import Customizing
from sdtui.domain.customizing_rows import IncompletionRule
from sdtui.domain.elements import FieldName, field_name
from sdtui.domain.errors import item_path
from sdtui.domain.partners import HEADER_FIELDS, partner
from sdtui.domain.sales_document import DocumentText, Partner, SalesDocument, SalesItem, Step

_NO_RULES: tuple[IncompletionRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing.

    ``index`` is the place of its item in the document, -1 for the header, and ``row`` that of its partner. ``blocks``
    holds the letters of the steps it stops; without any the document only were better with it. ``place`` orders gaps as
    a clerk walks through them: header fields, items, then partners and texts.
    """

    rule: IncompletionRule
    blocks: str
    place: tuple[int, int, int]
    path: str
    index: int = -1
    item: int = 0
    row: int = -1
    function: str = ""

    @property
    def name(self) -> FieldName | None:
        """The field that is empty; None for a text, a partner or a condition."""
        kind = Partner if self.row >= 0 else SalesItem if self.index >= 0 else SalesDocument
        return field_name(kind, self.rule.field) if self.rule.field else None


def find_gaps(document: SalesDocument, customizing: Customizing) -> list[Gap]:
    """All gaps in the order of ``Gap.place``."""
    found = [*_header(document, customizing), *_items(document, customizing), *_partners(document, customizing)]
    return sorted(found, key=lambda gap: gap.place)


def blocked(gaps: Iterable[Gap]) -> str:
    """The letters of the steps that the gaps stop, each once."""
    letters = {letter for gap in gaps for letter in gap.blocks}
    return "".join(step for step in Step if step in letters)


def update_incompletion(document: SalesDocument, customizing: Customizing) -> list[Gap]:
    """Sets ``incompletion`` of header and items; returns the gaps. The header speaks for the whole document."""
    gaps = find_gaps(document, customizing)
    document.incompletion = blocked(gaps)
    for item in document.items:
        item.incompletion = ""
    for gap in gaps:
        if gap.index >= 0 and gap.blocks:
            item = document.items[gap.index]
            item.incompletion = "".join(step for step in Step if step in item.incompletion + gap.blocks)
    return gaps


def _rules(customizing: Customizing, procedure: str) -> tuple[IncompletionRule, ...]:
    found = customizing.incompletion_procedures.get(procedure)
    return found.rules if found else _NO_RULES


def _letters(customizing: Customizing, rule: IncompletionRule) -> str:
    group = customizing.status_groups.get(rule.status_group)
    return "".join(step for step in Step if step in group.blocks) if group and not rule.warning else ""


def _header(document: SalesDocument, customizing: Customizing) -> Iterator[Gap]:
    kind = customizing.document_type(document.document_type)
    for sequence, rule in enumerate(_rules(customizing, kind.incompletion)):
        letters = _letters(customizing, rule)
        if rule.field and not getattr(document, rule.field):
            yield Gap(rule, letters, (0, sequence, 0), rule.field)
        elif rule.partner and not _filled(document, rule.partner):
            yield Gap(rule, letters, (2, sequence, 0), _partner_path(document, rule.partner))
        elif rule.text and not _written(document.texts, rule.text):
            yield Gap(rule, letters, (2, sequence, 0), _text_path(document.texts, rule.text))


def _items(document: SalesDocument, customizing: Customizing) -> Iterator[Gap]:
    for index, item in enumerate(document.items):
        category = customizing.item_categories.get(item.item_category)
        if category is None or not category.incompletion or item.rejection_reason:
            continue
        for sequence, rule in enumerate(_rules(customizing, category.incompletion)):
            if _lacks(item, rule):
                # what an item lacks besides fields is entered in its details; its line is where they are opened
                path = item_path(index, rule.field or "material")
                yield Gap(rule, _letters(customizing, rule), (1, index, sequence), path, index, item.item)


def _lacks(item: SalesItem, rule: IncompletionRule) -> bool:
    if rule.field:
        return not getattr(item, rule.field)
    return not (_written(item.texts, rule.text) if rule.text else _counts(item, rule.condition))


def _counts(item: SalesItem, condition_type: str) -> bool:
    """Whether the condition has a value; instead of a price that was found another may have been entered."""
    lines = [line for line in item.conditions if line.condition_type == condition_type and not line.subtotal]
    if any(line.condition_class is ConditionClass.PRICE for line in lines):
        return not item.price_missing
    return any(not line.inactive for line in lines)


def _partners(document: SalesDocument, customizing: Customizing) -> Iterator[Gap]:
    for row, who in enumerate(document.partners):
        function = customizing.partner_functions.get(who.function)
        for sequence, rule in enumerate(_rules(customizing, function.incompletion) if function else ()):
            if not getattr(who, rule.field):
                path, letters = f"partners[{row}].{rule.field}", _letters(customizing, rule)
                yield Gap(rule, letters, (3, row, sequence), path, row=row, function=who.function)


def _filled(document: SalesDocument, function: str) -> bool:
    found = partner(document, function)
    return found is not None and bool(found.number)


def _written(texts: Iterable[DocumentText], text_id: str) -> bool:
    return any(text.text_id == text_id and text.text.strip() for text in texts)


def _partner_path(document: SalesDocument, function: str) -> str:
    """The header field of the function, else the row that a clerk would fill next."""
    return HEADER_FIELDS.get(function) or f"partners[{len(document.partners)}].function"


def _text_path(texts: Iterable[DocumentText], text_id: str) -> str:
    return next((f"texts[{row}].first_line" for row, text in enumerate(texts) if text.text_id == text_id), "")
