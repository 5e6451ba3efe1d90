"""Create with reference: what the copy of a document looks like.

Nothing here changes the source: its referenced quantities follow when the copy is saved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sdtui.domain.conditions import Condition, ConditionClass, Origin
from sdtui.domain.customizing_rows import CopyControl, CopyItemRule, DocumentType, PricingType
from sdtui.domain.errors import refuse_errors
from sdtui.domain.open_items import OpenItem, check_choice, check_one_of_alternatives
from sdtui.domain.rounding import QUANTITY_DECIMALS, ZERO, half_up
from sdtui.domain.sales_document import Category, SalesDocument, SalesItem, Status
from sdtui.domain.validity import propose_requested_date

# Taken from the source where the target is still empty. Not among them: validity, rejection, blocks and dates of the
# document itself, which belong to the new act.
HEADER_FIELDS = (
    "sales_org", "channel", "division", "sales_office", "sales_group",
    "sold_to", "sold_to_address", "ship_to", "ship_to_address",
    "customer_reference", "customer_reference_date", "customer_reference_type", "your_reference",
    "orderer", "orderer_phone", "description", "collective_number",
    "currency", "payment_terms", "incoterms", "incoterms_place", "order_reason",
    "delivering_plant", "shipping_condition", "price_group", "price_list", "customer_group", "sales_district",
    "tax_class", "destination_country", "customer_pricing",
)  # fmt: skip

# Facts that are never empty, so that the first reference simply brings them.
HEADER_FACTS = ("exchange_rate", "complete_delivery", "customer_probability")

# Pricing types that read prices anew as of today; the others keep the date of the prices that they keep.
_PRICED_ANEW = {PricingType.NEW, PricingType.KEEP_MANUAL}


def copy_header(
    source: SalesDocument, target: SalesDocument, control: CopyControl, document_type: DocumentType, today: date
) -> None:
    """Fills the header of ``target``; once it has a sold-to party, a further reference adds nothing to it.

    ``document_type`` is that of the target. The requested date is proposed anew, validity stays as it is.
    """
    if target.sold_to and any(item.reference_number for item in target.items):
        return
    for name in HEADER_FIELDS:
        if not getattr(target, name):
            setattr(target, name, getattr(source, name))
    for name in HEADER_FACTS:
        setattr(target, name, getattr(source, name))
    if target.requested_delivery_date is None:
        target.requested_delivery_date = propose_requested_date(document_type, today)
    if control.partners:
        have = {partner.function for partner in target.partners}
        target.partners += [deepcopy(row) for row in source.partners if row.function not in have]
    if control.texts:
        # a new document has a blank text for each id
        written = [text for text in target.texts if text.text.strip()]
        ids = {text.text_id for text in written}
        target.texts = written + [deepcopy(row) for row in source.texts if row.text_id not in ids]


def copy_items(
    source: SalesDocument,
    target: SalesDocument,
    control: CopyControl,
    document_type: DocumentType,
    lines: Sequence[OpenItem],
    chosen: Mapping[int, Decimal],
    freight: Collection[str] = (),
) -> list[SalesItem]:
    """The items to be added to ``target``, in the order of the source; raises the first refusal of the choice.

    Conditions are those that the pricing type keeps, ``freight`` being the condition types of freight;
    prices, values and probabilities are for the caller to determine.
    """
    findings = check_choice(lines, chosen, source, control)
    if target.category is Category.ORDER:
        findings += check_one_of_alternatives(lines, chosen)
    refuse_errors(findings)
    picked = [line for line in lines if line.item in chosen]
    numbers = _new_numbers(source, target, control, document_type.increment, picked)
    mains = _mains(target, picked)
    parents = _already_there(source, target) | numbers
    copies: list[SalesItem] = []
    for line in picked:
        item = source.items[line.index]
        rule = control.items[item.item_category]
        copy = _copy_item(item, source, rule, chosen[line.item])
        copy.conditions = kept_conditions(item.conditions, rule.pricing_type, freight)
        copy.item = numbers[line.item]
        copy.higher_level_item = parents.get(item.higher_level_item, 0)
        copy.alternative_to = numbers.get(mains.get(line.item, 0), 0)
        if not control.texts:
            copy.texts = []
        if not control.partners:
            copy.partners = []
        copies.append(copy)
    return copies


def _copy_item(item: SalesItem, source: SalesDocument, rule: CopyItemRule, quantity: Decimal) -> SalesItem:
    """``quantity`` is in the sales unit of ``item``; weights and volume shrink with it."""
    share = quantity / item.quantity if item.quantity else ZERO
    anew = rule.pricing_type in _PRICED_ANEW
    return replace(
        deepcopy(item),
        quantity=quantity,
        item_category=rule.target_category,
        rejection_reason="",
        billing_block="",
        requested_delivery_date=None,
        pricing_date=None if anew else item.pricing_date or source.pricing_date,
        gross_weight=half_up(item.gross_weight * share, QUANTITY_DECIMALS),
        net_weight=half_up(item.net_weight * share, QUANTITY_DECIMALS),
        volume=half_up(item.volume * share, QUANTITY_DECIMALS),
        # the pricing type alone: how the copy is priced for the first time
        priced_for=() if anew else (rule.pricing_type.value,),
        reference_number=source.number,
        reference_item=item.item,
        reference_category=source.category,
        referenced_quantity=ZERO,
        expected_value=ZERO,
        reference_status=Status.NOT_RELEVANT,
        rejection_status=Status.NOT_RELEVANT,
        overall_status=Status.NOT_RELEVANT,
    )


def kept_conditions(
    conditions: Iterable[Condition], pricing_type: PricingType, freight: Collection[str] = ()
) -> list[Condition]:
    """Copies of the conditions that a pricing type keeps; automatic ones are marked as copied.

    Item shares of header conditions are left out: they are distributed again over the items of the new document.
    """
    kept: list[Condition] = []
    for condition in conditions:
        if (
            condition.origin is not Origin.HEADER
            and not condition.subtotal
            and _keeps(pricing_type, condition, freight)
        ):
            origin = Origin.MANUAL if condition.origin is Origin.MANUAL else Origin.COPIED
            kept.append(replace(deepcopy(condition), origin=origin))
    return kept


def _keeps(pricing_type: PricingType, condition: Condition, freight: Collection[str]) -> bool:
    match pricing_type:
        case PricingType.NEW:
            return False
        case PricingType.KEEP_MANUAL:
            return condition.origin is Origin.MANUAL
        case PricingType.NEW_TAXES:
            return condition.condition_class is not ConditionClass.TAX
        case PricingType.NEW_FREIGHT:
            return condition.condition_type not in freight
        case _:
            return True


def copy_header_conditions(source: SalesDocument, target: SalesDocument, control: CopyControl) -> None:
    """Header conditions are manual: they come along unless every copied item is priced anew, and only once."""
    rules = [control.items[item.item_category] for item in source.items if item.item_category in control.items]
    if not target.conditions and any(rule.pricing_type is not PricingType.NEW for rule in rules):
        target.conditions = deepcopy(source.conditions)


def _new_numbers(
    source: SalesDocument, target: SalesDocument, control: CopyControl, increment: int, picked: Sequence[OpenItem]
) -> dict[int, int]:
    """Source to target item number: kept where the rules say so and all lie behind what is there, else counted on."""
    highest = max((item.item for item in target.items), default=0)
    keep = all(control.items[source.items[line.index].item_category].keep_numbers for line in picked)
    if keep and all(line.item > highest for line in picked):
        return {line.item: line.item for line in picked}
    first = highest // increment + 1
    return {line.item: (first + place) * increment for place, line in enumerate(picked)}


def _mains(target: SalesDocument, picked: Sequence[OpenItem]) -> dict[int, int]:
    """For each alternative that stays one, the item it is alternative to, both by source number.

    Where the main item is left behind, the first of its alternatives takes its place. An order knows no alternatives.
    """
    if target.category is Category.ORDER:
        return {}
    chosen = {line.item for line in picked}
    leaders: dict[int, int] = {}
    mains: dict[int, int] = {}
    for line in picked:
        main = line.alternative_to
        if main in chosen:
            mains[line.item] = main
        elif main and leaders.setdefault(main, line.item) != line.item:
            mains[line.item] = leaders[main]
    return mains


def _already_there(source: SalesDocument, target: SalesDocument) -> dict[int, int]:
    """Items that an earlier reference brought, by their source number: a sub-item may follow its main item."""
    return {item.reference_item: item.item for item in target.items if item.reference_number == source.number}
