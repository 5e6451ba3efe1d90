"""Inquiries and quotations: begin, read, complete, save; the front door for every way in."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from decimal import Decimal

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.conditions import Condition, Origin
from sdtui.domain.copies import copied
from sdtui.domain.customizing_rows import Block, PricingType
from sdtui.domain.errors import Refuse
from sdtui.domain.incompletion import update_incompletion
from sdtui.domain.partners import SHIP_TO, SOLD_TO, note_read, partner, remove_partner, set_partner
from sdtui.domain.passing_on import note_passed_on
from sdtui.domain.sales_document import Category, Partner, SalesDocument, SalesItem
from sdtui.domain.status import expired
from sdtui.domain.validity import propose_requested_date, propose_validity
from sdtui.services.completion import Completed, Completion, blank_texts, entered
from sdtui.services.context import Context
from sdtui.services.item_entry import ItemEntry
from sdtui.services.locking import Locking
from sdtui.services.masters import Masters
from sdtui.services.pricing import Pricing
from sdtui.services.references import References
from sdtui.services.saving import OBJECT as LOCKED
from sdtui.services.saving import save_document
from sdtui.store import sales_documents as stored

OBJECT = "V_VBAK_AAT"
AREA = ("sales_org", "channel", "division")
_KEPT_ON_FIRST_SCREEN = ("document_type", *AREA, "sales_office", "sales_group")


def _added(condition: Condition) -> bool:
    """Whether a clerk put the condition there."""
    return condition.origin is Origin.MANUAL and condition.automatic_rate is None and not condition.subtotal


def _area_named(document: SalesDocument) -> bool:
    return all(getattr(document, name) for name in AREA)


class SalesDocuments:
    """The acts on inquiries and quotations of one clerk."""

    def __init__(self, context: Context, pricing: Pricing, locking: Locking) -> None:
        self.context = context
        self.customizing = context.customizing
        self.pricing = pricing
        self.masters = Masters(context)
        self.completion = Completion(context, self.masters, pricing)
        self.incompletion = self.completion.incompletion
        self.item_entry = ItemEntry(context, self.completion, OBJECT)
        self.locking = locking
        self.references = References(context, pricing, self._admit)

    # --- begin and read ----------------------------------------------------------------------------------------------
    def blank(self, category: str) -> SalesDocument:
        """An empty document for the first screen."""
        return SalesDocument(category=Category(category))

    def blank_like(self, document: SalesDocument, *, keep_number: bool = False) -> SalesDocument:
        """An empty document with what stands on the first screen of ``document``."""
        kept = {name: getattr(document, name) for name in _KEPT_ON_FIRST_SCREEN}
        return SalesDocument(category=document.category, number=document.number if keep_number else "", **kept)

    def new(self, first: SalesDocument) -> SalesDocument:
        """A new document of the type and sales area that ``first`` names, with the defaults of the type."""
        kind = self.customizing.document_type(first.document_type)
        if kind.category is not first.category:
            raise Refuse("document-type-other-category", "document_type", document_type=first.document_type)
        if kind.block is not Block.NO:
            raise Refuse("document-type-blocked", "document_type", document_type=first.document_type)
        self._refuse_unknown_area(first)
        self.permit(ActivityCode.CREATE, first)
        self.masters.forget()
        today = self.context.today()
        document = self.blank_like(first)
        document.document_date = document.pricing_date = today
        document.valid_from, document.valid_to = propose_validity(kind, today)
        document.valid_from = document.valid_from or today
        document.requested_delivery_date = propose_requested_date(kind, today)
        self.with_texts(document)
        return document

    def _refuse_unknown_area(self, document: SalesDocument) -> None:
        """A sales area that was named as a whole exists; offices and groups belong to it."""
        area = SalesArea(document.sales_org, document.channel, document.division)
        areas = self.customizing.organization.sales_areas
        if all((area.sales_org, area.channel, area.division)):
            if area not in areas:
                raise Refuse("sales-area-unknown", "sales_org", sales_area=str(area))
            if document.sales_office and document.sales_office not in areas[area]:
                raise Refuse(
                    "sales-office-not-in-area",
                    "sales_office",
                    sales_office=document.sales_office,
                    sales_area=str(area),
                )
        groups = self.customizing.organization.groups(document.sales_office)
        if document.sales_office and document.sales_group and document.sales_group not in groups:
            raise Refuse(
                "sales-group-not-in-office",
                "sales_group",
                sales_group=document.sales_group,
                sales_office=document.sales_office,
            )

    def load(self, number: str, category: str = "") -> SalesDocument:
        """The document as it is stored, with its values calculated for the screen; refuses an unknown one."""
        with self.context.database.read() as unit:
            document = stored.load(unit, number)
        if document is None:
            raise Refuse("document-unknown", "number", number=number)
        self._admit(document, category)
        self.with_texts(document)
        self.pricing.note_stored(document)
        self.pricing.price(document)
        update_incompletion(document, self.customizing)
        return document

    def _refuse_other_category(self, document: SalesDocument, category: str) -> None:
        if category and document.category != category:
            name = document.category.name.lower()
            raise Refuse("document-other-category", "number", number=document.number, category=name)

    def _admit(self, document: SalesDocument, category: str) -> None:
        """Refuse what the clerk may not see; what stands in the document is not determined again before he types."""
        self._refuse_other_category(document, category)
        self.permit(ActivityCode.DISPLAY, document)
        for item in document.items:
            item.determined_for = entered(item)
        for owner in (document, *document.items):
            note_read(owner.partners)
        note_passed_on(document)

    def open_for_change(self, number: str, category: str = "") -> SalesDocument:
        """Lock the document and read it; raises ``Locked`` with who has it, since when and where."""
        with self.context.database.read() as unit:
            header = stored.load_header(unit, number)
        if header is None:
            raise Refuse("document-unknown", "number", number=number)
        self._refuse_other_category(header, category)
        self.permit(ActivityCode.CHANGE, header)
        self.locking.lock(LOCKED, header.number)
        self.masters.forget()
        try:
            # read as a whole behind the lock: it may have been saved before the lock was there
            return self.load(number, category)
        except Exception:
            self.release(number)
            raise

    def release(self, number: str) -> None:
        """Give the lock of a document back; nothing happens when it is not held."""
        self.locking.release(LOCKED, number)

    def snapshot(self, document: SalesDocument) -> SalesDocument:
        """A copy to compare with."""
        return copied(document)

    def permit(self, activity: ActivityCode, document: SalesDocument) -> None:
        """Ask the authority question for a document."""
        area = SalesArea(document.sales_org, document.channel, document.division)
        self.context.permit(activity, OBJECT, area, document_type=document.document_type)

    def with_texts(self, document: SalesDocument) -> None:
        """Give header and items an empty text for each text id, so that the clerk sees what can be written."""
        language = self.context.actor.language
        for level, owner in (("header", document), *(("item", item) for item in document.items)):
            ids = [id for id, kind in self.customizing.text_ids.items() if level in kind.levels]
            owner.texts[:] = blank_texts(owner.texts, ids, language)

    def expired(self, document: SalesDocument) -> bool:
        """Whether the validity is over and the document still open."""
        return expired(document, self.context.today())

    def type_text(self, code: str) -> str:
        """The document type in words."""
        return self.customizing.text("document_type", code, self.context.actor.language) or code

    def partner_name(self, document: SalesDocument, function: str = SOLD_TO) -> str:
        """The name of a partner of the document."""
        found = partner(document, function)
        return found.name if found else ""

    # --- work on it --------------------------------------------------------------------------------------------------
    def complete(
        self, document: SalesDocument, before: SalesDocument | None = None, *, saving: bool = False
    ) -> Completed:
        """Complete, price and check the document in place; when ``saving``, everything must be there."""
        result = self.completion.complete(document, before, saving=saving)
        self.with_texts(document)
        if before and not before.version and not _area_named(before) and _area_named(document):
            # an area that was derived was not asked about when the document began
            self.permit(ActivityCode.CREATE, document)
        return result

    def set_partner(self, document: SalesDocument, chosen: Partner) -> None:
        """Take the partner that the clerk chose among several."""
        set_partner(document, copy.copy(chosen))
        if chosen.function == SHIP_TO:
            document.ship_to = chosen.number

    def remove_partners(self, document: SalesDocument, partners: list[Partner], places: Iterable[int]) -> None:
        """Take rows out of the ``partners`` of header or item; the sold-to party is only replaced by another."""
        gone = [partners[place] for place in places if place < len(partners)]
        if partners is not document.partners:
            partners[:] = [row for row in partners if all(row is not other for other in gone)]
            return
        if any(row is partner(document, SOLD_TO) for row in gone):
            raise Refuse("partner-missing", "sold_to", function=SOLD_TO)
        for row in gone:
            remove_partner(document, row)

    def reprice(self, document: SalesDocument, kind: str) -> None:
        """Read all prices again, in the way of a pricing type."""
        self.pricing.price(document, PricingType(kind))

    def rate_changeable(self, document: SalesDocument, condition: Condition) -> bool:
        """Whether a clerk may overwrite the rate of a condition."""
        return self.pricing.rate_changeable(document, condition)

    def add_item(self, document: SalesDocument, place: int | None = None) -> SalesItem:
        """A new item at the end, or before ``place`` with a number between its neighbours."""
        item = SalesItem(item=self._number_for(document, place), currency=document.currency)
        document.items.insert(len(document.items) if place is None else place, item)
        return item

    def _number_for(self, document: SalesDocument, place: int | None) -> int:
        step = self.customizing.document_type(document.document_type).increment or 10
        highest = max((item.item for item in document.items), default=0)
        if place is None or place >= len(document.items):
            return highest // step * step + step
        above = document.items[place - 1].item if place else 0
        number = (above + document.items[place].item) // 2
        if number <= above:
            raise Refuse("no-item-number-free", f"items[{place}].material", item=document.items[place].item)
        return number

    def copy_lines(self, document: SalesDocument, places: Iterable[int]) -> None:
        """Copies of items, with what was entered by hand, below all others.

        A sub-item or an alternative whose main item is copied too hangs on the copy of that one, any other on none.
        """
        numbers: dict[int, int] = {}
        for source in [document.items[place] for place in places]:
            item = copied(source)
            item.item = numbers[source.item] = self._number_for(document, None)
            item.reference_number, item.reference_item, item.reference_category = "", 0, ""
            item.referenced_quantity, item.rejection_reason = Decimal(0), ""
            item.higher_level_item = numbers.get(source.higher_level_item, 0)
            item.alternative_to = numbers.get(source.alternative_to, 0)
            document.items.append(item)

    def refuse_deletion(self, document: SalesDocument, places: Iterable[int]) -> None:
        """What follow-on documents refer to stays; and so does an item that others hang on."""
        gone = {document.items[place].item for place in places}
        for place in places:
            item = document.items[place]
            if item.referenced_quantity:
                raise Refuse("item-referenced", f"items[{place}].material", item=item.item)
        for place, item in enumerate(document.items):
            if item.item not in gone and (item.alternative_to in gone or item.higher_level_item in gone):
                raise Refuse("item-has-dependents", f"items[{place}].material", item=item.item)

    def refuse_condition_deletion(self, conditions: Sequence[Condition], places: Iterable[int]) -> None:
        """Only what a clerk entered can be deleted; the rest comes from the procedure."""
        for place in places:
            if place >= len(conditions) or not _added(conditions[place]):
                raise Refuse("condition-not-manual", f"conditions[{place}].rate")

    # --- save --------------------------------------------------------------------------------------------------------
    def save(self, document: SalesDocument, before: SalesDocument, tcode: str) -> str:
        """Store the document as one act; returns its number and leaves ``document`` as it is stored."""
        self.permit(ActivityCode.CHANGE if document.version else ActivityCode.CREATE, document)
        saved = save_document(self.context, document, before if document.version else None, tcode)
        document.number, document.version = saved.number, saved.version
        return saved.number
