"""The delivered procedures: what they ask for exists, has a name in every language, and can be entered."""

from __future__ import annotations

import pytest

from sdtui import wiring
from sdtui.dialogs.sales_screens import HEADER, ITEM, ON_LINES, ON_OVERVIEW, OVERVIEW
from sdtui.domain.customizing_rows import IncompletionProcedure, IncompletionRule, Level
from sdtui.domain.elements import field_name
from sdtui.domain.sales_document import Partner, SalesDocument, SalesItem
from tests.company import customizing

CUSTOMIZING, PRICING = customizing()
RECORDS = {Level.HEADER: SalesDocument, Level.ITEM: SalesItem, Level.PARTNER: Partner}
RULES = [(row, rule) for row in CUSTOMIZING.incompletion_procedures.values() for rule in row.rules]
FIELDS = sorted({(row.level, rule.field) for row, rule in RULES if rule.field})


def test_every_procedure_is_assigned() -> None:
    used = {
        row.incompletion
        for rows in (CUSTOMIZING.document_types, CUSTOMIZING.item_categories, CUSTOMIZING.partner_functions)
        for row in rows.values()
    }
    assert used - {""} == set(CUSTOMIZING.incompletion_procedures)


@pytest.mark.parametrize("language", ["en", "pl", "de"])
def test_every_field_has_a_label(language: str) -> None:
    texts = wiring.texts_for(language)
    for level, name in FIELDS:
        found = field_name(RECORDS[level], name)
        assert any(texts.translated(f"label.{id}") for id in (found.name, found.element)), name


@pytest.mark.parametrize(("level", "name"), FIELDS)
def test_every_field_can_be_entered_where_the_clerk_is_led(level: Level, name: str) -> None:
    screens = wiring.read_definitions().screens
    if level is Level.PARTNER:
        tables = [table for tab in screens[HEADER].tabs for table in tab.tables if table.rows == "partners"]
        assert any(name in table.columns for table in tables)
    elif level is Level.ITEM and name in ON_LINES:
        tables = [table for tab in screens[OVERVIEW].tabs for table in tab.tables]
        assert any(name in table.columns for table in tables)
    else:
        screen = screens[ITEM if level is Level.ITEM else OVERVIEW if name in ON_OVERVIEW else HEADER]
        blocks = [*screen.blocks, *(block for tab in screen.tabs for block in tab.blocks)]
        assert any(name in block.names() for block in blocks)


@pytest.mark.parametrize(("procedure", "rule"), RULES)
def test_conditions_exist_and_status_groups_stop_something(
    procedure: IncompletionProcedure, rule: IncompletionRule
) -> None:
    assert not rule.condition or rule.condition in PRICING.types
    assert rule.warning or CUSTOMIZING.status_groups[rule.status_group].blocks


def test_a_quotation_without_end_of_validity_is_the_example_of_all_training() -> None:
    rules = CUSTOMIZING.incompletion_procedures[CUSTOMIZING.document_type("QT").incompletion].rules
    assert rules[0].field == "valid_to"


def test_what_is_entered_on_the_lines_of_the_overview_stands_there() -> None:
    tables = [table for tab in wiring.read_definitions().screens[OVERVIEW].tabs for table in tab.tables]
    assert {name for table in tables for name in table.columns if table.rows == "items"} >= ON_LINES
