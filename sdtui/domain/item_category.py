"""Which item category an item gets, and which others a clerk may choose instead."""

from __future__ import annotations

from sdtui.domain.customizing_rows import Determination, DeterminationKey, ItemCategoryRows
from sdtui.domain.errors import Refuse, item_path

TEXT_USAGE = "TEXT"


def determination(rows: ItemCategoryRows, key: DeterminationKey, index: int = 0) -> Determination:
    """The row of ``key``; ``index`` is the item's place in the document.

    A sub-item for which nothing is customized under the category of its main item is refused and does not fall back
    on the row of a main item: it would be priced a second time.
    """
    found = rows.get(key)
    if found is None:
        raise Refuse(
            "item-category-not-determined",
            item_path(index, "item_category" if key.usage == TEXT_USAGE else "material"),
            document_type=key.document_type,
            item_category_group=key.group or key.usage,
            higher_level=key.higher_level,
        )
    return found


def item_category(rows: ItemCategoryRows, key: DeterminationKey, entered: str = "", index: int = 0) -> str:
    """The category of an item: the default, or what was ``entered`` if it is among the alternatives of the row."""
    row = determination(rows, key, index)
    if not entered:
        return row.default
    if entered not in row.allowed:
        raise Refuse(
            "item-category-not-allowed",
            item_path(index, "item_category"),
            item_category=entered,
            document_type=key.document_type,
            allowed=", ".join(row.allowed),
        )
    return entered
