"""What of a source document may still be taken over: the selection list of a create with reference.

Quantities of a reference are counted in the sales unit of the source item.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sdtui.domain.customizing_rows import Completion, CopyControl, CopyItemRule, Expired
from sdtui.domain.errors import Finding, error, item_path, warning
from sdtui.domain.rounding import QUANTITY_DECIMALS, ZERO, half_up
from sdtui.domain.sales_document import SalesDocument, SalesItem
from sdtui.domain.status import ItemCategories, category_of, replaced_items

_COPY = CopyItemRule(target_category="")


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A line of the selection list: item ``source.items[index]`` with its open quantity.

    ``reason`` is the message id that says why the item is not proposed; an alternative is not proposed but may be
    chosen all the same.
    """

    index: int
    item: int
    quantity: Decimal
    unit: str
    target_category: str = ""
    alternative_to: int = 0
    text_item: bool = False
    reason: str = ""

    @property
    def proposed(self) -> bool:
        return not self.reason

    @property
    def possible(self) -> bool:
        return self.reason in {"", "source-item-alternative"}


def in_unit_of(source: SalesItem, item: SalesItem) -> Decimal:
    """The quantity of ``item`` in the sales unit of ``source``, to three decimals."""
    if item.unit == source.unit:
        return item.quantity
    base = item.quantity * item.numerator / item.denominator
    return half_up(base * source.denominator / source.numerator, QUANTITY_DECIMALS)


def pending(source: SalesDocument, target: SalesDocument, before: SalesDocument | None = None) -> dict[int, Decimal]:
    """By item of ``source``: what ``target`` takes of it beyond its stored version ``before``."""
    taken: dict[int, Decimal] = {}
    items = {item.item: item for item in source.items}
    for sign, document in ((1, target), (-1, before)):
        for item in document.items if document else ():
            if item.reference_number == source.number and item.reference_item in items:
                quantity = in_unit_of(items[item.reference_item], item)
                taken[item.reference_item] = taken.get(item.reference_item, ZERO) + sign * quantity
    return taken


def open_quantity(item: SalesItem, completion: Completion, taken: Decimal = ZERO) -> Decimal:
    """What is left for a reference, ``taken`` being what unsaved documents use; never below 0."""
    used = item.referenced_quantity + taken
    if completion is Completion.ANY:
        return ZERO if used > 0 else item.quantity
    return max(ZERO, item.quantity - used)


def check_source(source: SalesDocument, target: SalesDocument, control: CopyControl, today: date) -> list[Finding]:
    """Whether ``target`` may refer to ``source`` at all: same sold-to, same sales area, validity."""
    findings: list[Finding] = []
    at, number = "reference_number", source.number
    if control.same_sold_to and target.sold_to and target.sold_to != source.sold_to:
        findings.append(error("source-other-sold-to", at, number=number, sold_to=source.sold_to))
    area = (source.sales_org, source.channel, source.division)
    own = (target.sales_org, target.channel, target.division)
    if any(mine not in {"", theirs} for mine, theirs in zip(own, area, strict=True)):
        findings.append(error("source-other-sales-area", at, number=number, sales_area="/".join(area)))
    if _is_over(source, today) and control.expired is not Expired.ALLOW:
        tell = error if control.expired is Expired.REFUSE else warning
        findings.append(tell("source-expired", at, number=number, valid_to=source.valid_to))
    if source.valid_from is not None and source.valid_from > today:
        findings.append(warning("source-not-yet-valid", at, number=number, valid_from=source.valid_from))
    return findings


def propose(
    source: SalesDocument,
    control: CopyControl,
    categories: ItemCategories,
    today: date,
    taken: Mapping[int, Decimal] | None = None,
) -> list[OpenItem]:
    """Every item of ``source``, with what is open and why it is not proposed; ``taken`` is that of ``pending``."""
    used = taken or {}
    expired = _is_over(source, today) and control.expired is Expired.REFUSE
    closed = _closed_items(source, categories)
    lines = [_line(source, index, control, categories, used) for index in range(len(source.items))]
    for index, line in enumerate(lines):
        if expired:
            lines[index] = replace(line, reason="source-expired")
        elif line.possible and (
            line.item in closed or (_unchosen(source.items[index]) and line.alternative_to in closed)
        ):
            lines[index] = replace(line, reason="source-item-complete")
    return _without_lonely_texts(lines)


def _line(
    source: SalesDocument, index: int, control: CopyControl, categories: ItemCategories, used: Mapping[int, Decimal]
) -> OpenItem:
    item = source.items[index]
    category, rule = category_of(item, categories), control.items.get(item.item_category)
    counts = rule is None or rule.counts
    quantity = open_quantity(item, category.completion, used.get(item.item, ZERO)) if counts else item.quantity
    if item.rejection_reason:
        reason = "source-item-rejected"
    elif rule is None:
        reason = "source-item-not-copied"
    elif quantity <= 0 and not category.text_item:
        reason = "source-item-complete"
    else:
        reason = "source-item-alternative" if _unchosen(item) else ""
    return OpenItem(
        index=index,
        item=item.item,
        quantity=ZERO if category.text_item else quantity,
        unit=item.unit,
        target_category=rule.target_category if rule else "",
        alternative_to=item.alternative_to,
        text_item=category.text_item,
        reason=reason,
    )


def _closed_items(source: SalesDocument, categories: ItemCategories) -> set[int]:
    """Main items whose choice is made: replaced by an alternative, or used up themselves."""
    closed = set(replaced_items(source.items))
    for item in source.items:
        full = category_of(item, categories).completion is Completion.FULL
        if full and not item.alternative_to and item.quantity and item.referenced_quantity >= item.quantity:
            closed.add(item.item)
    return closed


def _unchosen(item: SalesItem) -> bool:
    """An alternative that no follow-on document has taken; one that was taken stands for its main item."""
    return bool(item.alternative_to) and item.referenced_quantity <= 0


def _without_lonely_texts(lines: list[OpenItem]) -> list[OpenItem]:
    """Text items come along with others; once these are complete, texts alone make no copy."""
    if any(line.possible and not line.text_item for line in lines) or all(line.text_item for line in lines):
        return lines
    return [replace(line, reason=line.reason or "source-item-complete") for line in lines]


def proposed(lines: Iterable[OpenItem]) -> dict[int, Decimal]:
    """The choice of a clerk who changes nothing in the selection list: item number to quantity."""
    return {line.item: line.quantity for line in lines if line.proposed}


def check_choice(
    lines: Sequence[OpenItem], chosen: Mapping[int, Decimal], source: SalesDocument, control: CopyControl
) -> list[Finding]:
    """What stands against copying ``chosen``; fields are rows of the selection list, ``items[n].quantity``."""
    if not chosen:
        return [error("nothing-to-copy", "reference_number", number=source.number)]
    findings: list[Finding] = []
    unknown = set(chosen) - {line.item for line in lines}
    findings += [error("source-item-unknown", "reference_number", item=item) for item in sorted(unknown)]
    for line in lines:
        rule = control.items.get(source.items[line.index].item_category, _COPY)
        if line.item in chosen:
            findings += _check_line(line, chosen[line.item], rule)
        elif line.proposed and rule.complete_reference:
            findings.append(error("complete-reference-required", item_path(line.index, "quantity"), item=line.item))
    return findings


def _check_line(line: OpenItem, quantity: Decimal, rule: CopyItemRule) -> list[Finding]:
    at = item_path(line.index, "quantity")
    if not line.possible:
        return [error(line.reason, at, item=line.item)]
    if line.text_item:
        return []
    if quantity <= 0:
        return [error("quantity-not-positive", at, item=line.item)]
    if rule.complete_reference and quantity != line.quantity:
        return [error("complete-reference-required", at, item=line.item)]
    if rule.counts and quantity > line.quantity:
        return [error("quantity-above-open", at, item=line.item, quantity=quantity, open=line.quantity, unit=line.unit)]
    return []


def check_one_of_alternatives(lines: Iterable[OpenItem], chosen: Mapping[int, Decimal]) -> list[Finding]:
    """An order holds one of a main item and its alternatives: they were offered instead of each other."""
    findings: list[Finding] = []
    groups: set[int] = set()
    for line in lines:
        if line.item in chosen:
            group = line.alternative_to or line.item
            if group in groups:
                findings.append(error("only-one-of-alternatives", item_path(line.index, "quantity"), main=group))
            groups.add(group)
    return findings


def _is_over(document: SalesDocument, today: date) -> bool:
    return document.valid_to is not None and document.valid_to < today
