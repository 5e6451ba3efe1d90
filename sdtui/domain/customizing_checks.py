"""What one customizing file says about another: every code that is referred to exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Protocol

from sdtui.domain.customer_views import CUSTOMER_VIEWS, customer_fields
from sdtui.domain.customizing_model import Customizing
from sdtui.domain.customizing_rows import IncompletionRule, Level
from sdtui.domain.errors import CustomizingError, nearest
from sdtui.domain.sales_document import Partner, SalesDocument, SalesItem, Step


def check_customizing(customizing: Customizing) -> None:
    """Raises for the first code that refers to nothing; tables that are not there at all are not looked into."""
    _check_document_types(customizing)
    _check_determinations(customizing)
    _check_copy_control(customizing)
    _check_partners(customizing)
    _check_incompletion(customizing)
    _check_organization(customizing)
    _check_materials(customizing)
    _check_customers(customizing)


def _refer(file: str, key: str, codes: Iterable[str], known: Iterable[str]) -> None:
    words = set(known)
    for code in codes:
        if code and words and code not in words:
            raise CustomizingError(file, key, f"{code!r} is not known", nearest(code, words))


def _check_document_types(customizing: Customizing) -> None:
    intervals = [code for name, code in customizing.number_ranges if name == "RV_BELEG"]
    for code, row in customizing.document_types.items():
        file = "document_types"
        _refer(file, f"{code}.number_range", [row.number_range], intervals)
        _refer(file, f"{code}.external_range", [row.external_range], intervals)
        _refer(file, f"{code}.partner_procedure", [row.partner_procedure], customizing.partner_procedures)
        if not 0 <= row.probability <= 100:
            raise CustomizingError(file, f"{code}.probability", "must lie between 0 and 100")
        if row.increment < 1:
            raise CustomizingError(file, f"{code}.increment", "must be at least 1")


def _check_determinations(customizing: Customizing) -> None:
    for key, row in customizing.determinations.items():
        file = "item_category_determination"
        _refer(file, key.document_type, [key.document_type], customizing.document_types)
        _refer(file, key.document_type, [*row.allowed, key.higher_level], customizing.item_categories)
        _refer(file, key.document_type, [key.group], customizing.values("item_category_group"))


def _check_copy_control(customizing: Customizing) -> None:
    for (source, target), control in customizing.copy_controls.items():
        file, where = "copy_control", f"{source}.{target}"
        _refer(file, where, [source, target], customizing.document_types)
        _refer(file, f"{where}.items", control.items, customizing.item_categories)
        categories = [rule.target_category for rule in control.items.values()]
        _refer(file, f"{where}.items", categories, customizing.item_categories)


def _check_partners(customizing: Customizing) -> None:
    for code, rules in customizing.partner_procedures.items():
        _refer("partner_procedures", code, [rule.function for rule in rules], customizing.partner_functions)


_OF_LEVEL: dict[Level, type] = {Level.HEADER: SalesDocument, Level.ITEM: SalesItem, Level.PARTNER: Partner}


def _check_incompletion(customizing: Customizing) -> None:
    file = "incompletion"
    for code, group in customizing.status_groups.items():
        _refer(file, f"status_groups.{code}.blocks", group.blocks, list(Step))
    for code, procedure in customizing.incompletion_procedures.items():
        for place, rule in enumerate(procedure.rules):
            _check_rule(customizing, procedure.level, rule, f"procedures.{code}.rules[{place}]")
    assigned: tuple[tuple[str, Level, Mapping[str, _Assigned]], ...] = (
        ("document_types", Level.HEADER, customizing.document_types),
        ("item_categories", Level.ITEM, customizing.item_categories),
        ("value_tables", Level.PARTNER, customizing.partner_functions),
    )
    for stem, level, rows in assigned:
        known = [code for code, row in customizing.incompletion_procedures.items() if row.level is level]
        for code, row in rows.items():
            if row.incompletion and row.incompletion not in known:
                problem = f"{row.incompletion!r} is no procedure of the level {level}"
                raise CustomizingError(stem, f"{code}.incompletion", problem, nearest(row.incompletion, known))


class _Assigned(Protocol):
    @property
    def incompletion(self) -> str: ...


def _check_rule(customizing: Customizing, level: Level, rule: IncompletionRule, where: str) -> None:
    file = "incompletion"
    kinds = {"field": rule.field, "text": rule.text, "partner": rule.partner, "condition": rule.condition}
    given = [name for name, value in kinds.items() if value]
    if len(given) != 1:
        raise CustomizingError(file, where, f"must have one of {', '.join(kinds)}")
    possible = {Level.HEADER: {"field", "text", "partner"}, Level.ITEM: {"field", "text", "condition"}}
    if given[0] not in possible.get(level, {"field"}):
        raise CustomizingError(file, f"{where}.{given[0]}", f"cannot be asked for on the level {level}")
    if rule.warning == bool(rule.status_group):
        raise CustomizingError(file, where, "must have a status_group, or be a warning")
    _refer(file, f"{where}.status_group", [rule.status_group], customizing.status_groups)
    _refer(file, f"{where}.field", [rule.field], [row.name for row in fields(_OF_LEVEL[level])])
    _refer(file, f"{where}.partner", [rule.partner], customizing.partner_functions)
    levels = [code for code, kind in customizing.text_ids.items() if level in kind.levels]
    _refer(file, f"{where}.text", [rule.text], levels)


def _check_organization(customizing: Customizing) -> None:
    organization, file = customizing.organization, "organization"
    for area, offices in organization.sales_areas.items():
        _refer(file, f"sales_area.{area}", [area.sales_org], organization.sales_orgs)
        _refer(file, f"sales_area.{area}", [area.channel], customizing.values("channel"))
        _refer(file, f"sales_area.{area}", [area.division], customizing.values("division"))
        _refer(file, f"sales_area.{area}.offices", offices, organization.sales_offices)
    for code, office in organization.sales_offices.items():
        _refer(file, f"sales_office.{code}.groups", office.groups, customizing.values("sales_group"))
    for code, sales_org in organization.sales_orgs.items():
        _refer(file, f"sales_org.{code}.company_code", [sales_org.company_code], organization.company_codes)
        _refer(file, f"sales_org.{code}.currency", [sales_org.currency], customizing.currencies)
    for code, plant in organization.plants.items():
        _refer(file, f"plant.{code}.shipping_point", [plant.shipping_point], organization.shipping_points)
        _refer(file, f"plant.{code}.country", [plant.country], customizing.countries)
    for key, plants in organization.delivering_plants.items():
        _refer(file, f"delivering_plants.{'/'.join(key)}", plants, organization.plants)


def _check_materials(customizing: Customizing) -> None:
    intervals = [code for name, code in customizing.number_ranges if name == "MATERIALNR"]
    for code, row in customizing.material_types.items():
        file, where = "value_tables", f"material_type.{code}"
        _refer(file, f"{where}.number_range", [row.number_range], intervals)
        _refer(file, f"{where}.external_range", [row.external_range], intervals)
        _refer(file, f"{where}.views", row.views, customizing.values("material_view"))
        _refer(file, f"{where}.price_control", [row.price_control], customizing.values("price_control"))
        groups = customizing.values("item_category_group")
        _refer(file, f"{where}.item_category_group", [row.item_category_group], groups)


def _check_customers(customizing: Customizing) -> None:
    for code, block in customizing.order_blocks.items():
        types = customizing.document_types
        _refer("value_tables", f"order_block.{code}.document_types", block.document_types, types)
    intervals = [code for name, code in customizing.number_ranges if name == "DEBITOR"]
    for code, row in customizing.account_groups.items():
        file, where = "value_tables", f"account_group.{code}"
        _refer(file, f"{where}.number_range", [row.number_range], intervals)
        _refer(file, f"{where}.external_range", [row.external_range], intervals)
        _refer(file, f"{where}.functions", row.functions, customizing.partner_functions)
        _refer(file, f"{where}.views", row.views, CUSTOMER_VIEWS)
        _refer(file, f"{where}.required", row.required, customer_fields())
        _refer(file, f"{where}.hidden", row.hidden, customer_fields())
