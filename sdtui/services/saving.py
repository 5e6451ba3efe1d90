"""Saving a sales document: document, flow, status of what it came from, change documents and number, as one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sdtui.domain.check import check_document
from sdtui.domain.customizing_rows import Completion
from sdtui.domain.errors import Refuse, refuse_errors
from sdtui.domain.incompletion import update_incompletion
from sdtui.domain.rounding import ZERO
from sdtui.domain.sales_document import DocumentText, SalesDocument
from sdtui.domain.status import category_of, update_status
from sdtui.services.context import Context
from sdtui.store import changes, document_flow, number_ranges
from sdtui.store import sales_documents as stored
from sdtui.store.errors import NotSaved, SaveUncertain
from sdtui.store.stamp import Stamp, new_save_id
from sdtui.store.unit import Unit

OBJECT = "sales_document"


def save_document(context: Context, document: SalesDocument, before: SalesDocument | None, tcode: str) -> SalesDocument:
    """Store ``document``; ``before`` is what was read, None for a new one. Returns it as stored.

    Raises ``ChangedMeanwhile`` when somebody saved in between, and ``Refuse`` when what it refers to was used up.
    """
    stamp = Stamp(context.actor.user, context.now(), tcode, new_save_id())
    after, old = without_blank_texts(document), without_blank_texts(before) if before else None
    # what stands in lists is true, whoever saves and whatever he has had completed
    update_incompletion(after, context.customizing)

    def act(unit: Unit) -> SalesDocument:
        sources = _read_sources(unit, after, old)
        stored_now = sources.pop(after.number, None)
        if old is not None and stored_now is not None:
            _take_over_references(context, after, stored_now)
        uncounted = _uncounted(context, after, sources)
        if old is None:
            kind = context.customizing.document_type(after.document_type)
            number = after.number or number_ranges.next_number(unit, number_ranges.SALES_DOCUMENT, kind.number_range)
            saved = stored.insert(unit, after, number, stamp, uncounted)
        else:
            saved = stored.update(unit, old, after, stamp, uncounted)
        for source in sources.values():
            _update_source(context, unit, source, saved)
        changes.write(unit, OBJECT, saved.number, changes.differences(old, saved), stamp)
        return saved

    try:
        return context.database.write(act)
    except SaveUncertain as uncertain:
        return _look_up(context, stamp, uncertain)


def _look_up(context: Context, stamp: Stamp, uncertain: SaveUncertain) -> SalesDocument:
    """After a commit of unknown outcome: the document, if it was stored after all."""
    try:
        with context.database.read() as unit:
            number = stored.saved_as(unit, stamp.save_id)
            found = stored.load(unit, number) if number else None
    except NotSaved as unreadable:
        # That nothing could be read does not say that nothing was saved.
        raise uncertain from unreadable
    if found is None:
        raise Refuse("not-saved")
    return found


def without_blank_texts(document: SalesDocument) -> SalesDocument:
    """The document as it is stored: texts that nobody wrote are left out. The items are shallow copies."""
    items = [replace(item, texts=_written(item.texts)) for item in document.items]
    return replace(document, items=items, texts=_written(document.texts))


def _written(texts: Sequence[DocumentText]) -> list[DocumentText]:
    return [text for text in texts if text.text.strip()]


def _read_sources(unit: Unit, after: SalesDocument, before: SalesDocument | None) -> dict[str, SalesDocument]:
    """What the document refers to or referred to, and itself as it is stored, locked in the order of the numbers so
    that no two acts wait for each other."""
    items = [*after.items, *(before.items if before else ())]
    numbers = sorted({item.reference_number for item in items if item.reference_number} | ({after.number} - {""}))
    found = {number: stored.load_items(unit, number, lock=True) for number in numbers}
    return {number: document for number, document in found.items() if document}


# What follow-on documents have against a change.
_OF_REFERENCES = frozenset(
    {"quantity-below-referenced", "item-referenced", "material-referenced", "unit-referenced", "item-complete"}
)


def _take_over_references(context: Context, after: SalesDocument, stored_now: SalesDocument) -> None:
    """What was copied from the document since it was read counts as if it had been seen; refuses what contradicts it.

    A reference locks nothing and leaves the version as it is, so only here it comes to light.
    """
    used = {item.item: item.referenced_quantity for item in stored_now.items}
    for item in after.items:
        item.referenced_quantity = used.get(item.item, ZERO)
    found = check_document(after, context.customizing, context.today(), stored_now)
    refuse_errors(finding for finding in found if finding.message in _OF_REFERENCES)
    update_status(after, context.customizing.item_categories)


def _uncounted(context: Context, document: SalesDocument, sources: Mapping[str, SalesDocument]) -> set[int]:
    """Items whose copy does not use up their source (PLMIN blank in copy control)."""
    found: set[int] = set()
    categories = {
        (source.number, item.item): item.item_category for source in sources.values() for item in source.items
    }
    for item in document.items:
        source = sources.get(item.reference_number)
        if source is None:
            continue
        control = context.customizing.copy_controls.get((source.document_type, document.document_type))
        category = categories.get((source.number, item.reference_item), "")
        rule = control.items.get(category) if control else None
        if rule and not rule.counts:
            found.add(item.item)
    return found


def _update_source(context: Context, unit: Unit, source: SalesDocument, after: SalesDocument) -> None:
    """Bring referenced quantities and status of a source up to date; refuses to use up more than it has."""
    referenced = document_flow.referenced(unit, source.number)
    for item in source.items:
        was, item.referenced_quantity = item.referenced_quantity, referenced.get(item.item, ZERO)
        category = category_of(item, context.customizing.item_categories)
        over = category.completion is Completion.FULL and item.referenced_quantity > item.quantity
        if over and item.referenced_quantity > was:
            path = _path(after, source.number, item.item)
            raise Refuse("source-used-up", path, number=source.number, item=item.item)
    update_status(source, context.customizing.item_categories)
    stored.update_status(unit, source)


def _path(document: SalesDocument, number: str, item: int) -> str:
    for index, copied in enumerate(document.items):
        if (copied.reference_number, copied.reference_item) == (number, item):
            return f"items[{index}].quantity"
    return ""
