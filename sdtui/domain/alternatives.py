"""Alternative items of an inquiry or quotation: offered instead of a main item, and outside all totals."""

from __future__ import annotations

from collections.abc import Sequence

from sdtui.domain.errors import Finding, error, item_path
from sdtui.domain.sales_document import Category, SalesDocument, SalesItem
from sdtui.domain.status import ItemCategories, category_of


def main_item_above(items: Sequence[SalesItem], index: int) -> int:
    """The number of the nearest item above ``index`` that an alternative there may refer to, or 0."""
    for item in reversed(items[:index]):
        if not item.alternative_to and not item.higher_level_item:
            return item.item
    return 0


def check_alternatives(document: SalesDocument, categories: ItemCategories) -> list[Finding]:
    """An alternative stands directly below its main item; only sub-items and other alternatives may come between."""
    findings: list[Finding] = []
    for index, item in enumerate(document.items):
        if item.alternative_to:
            findings += _check(document, index, item, categories)
    return findings


def _check(document: SalesDocument, index: int, item: SalesItem, categories: ItemCategories) -> list[Finding]:
    path = item_path(index, "alternative_to")
    if document.category is Category.ORDER:
        return [error("alternative-in-order", path, item=item.item)]
    if not category_of(item, categories).alternatives:
        return [error("alternative-not-allowed", path, item=item.item, item_category=item.item_category)]
    main = next((other for other in document.items if other.item == item.alternative_to), None)
    if main is None or main is item:
        return [error("alternative-main-unknown", path, item=item.item, main=item.alternative_to)]
    if main.alternative_to:
        return [error("alternative-of-alternative", path, item=item.item, main=main.item)]
    if main_item_above(document.items, index) != main.item:
        return [error("alternative-not-below-main", path, item=item.item, main=main.item)]
    return []
