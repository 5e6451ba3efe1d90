"""MM60: a list of materials by plant, and the way to a material and back to its row."""

from __future__ import annotations

from decimal import Decimal

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.test_materials import stored


def listed(clerk: Clerk, **entries: str) -> Clerk:
    """The list of what was selected."""
    return clerk.run("/nMM60").fill(**entries).press("f8")


def cells(clerk: Clerk, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in clerk.rows("rows")]


def test_materials_by_group_and_plant_with_the_price_that_counts(clerk: Clerk) -> None:
    listed(clerk, material_group="TOOL", plant="1000", plant_high="1100")
    assert cells(clerk, "number", "plant", "price", "currency", "price_per", "base_unit", "price_control")[:3] == [
        ("M-100", "1000", "78.40", "PLN", "1", "PC", "S"),
        ("M-100", "1100", "78.40", "PLN", "1", "PC", "S"),
        ("M-110", "1000", "160.00", "PLN", "100", "PC", "V"),
    ]
    assert {row["material_group"] for row in clerk.rows("rows")} == {"TOOL"}


def test_by_type_and_description(clerk: Clerk) -> None:
    listed(clerk, material_type="FERT", description="*touring bike, black", plant="2000")
    assert cells(clerk, "number") == [("DXTR1",), ("PRTR1",)]


def test_enter_opens_the_material_at_the_plant_and_f3_comes_back_to_the_row(clerk: Clerk) -> None:
    listed(clerk, material_group="TOOL").on("rows[5].description").press("enter")
    number, plant = "M-110", "1100"
    assert (clerk.screen, clerk.text("number")) == ("material_data", number)
    assert clerk.send("tab_accounting").text("valuation_plant") == plant
    clerk.press("f3")
    assert clerk.screen == "list_materials"
    assert clerk.cursor == "rows[5].description"
    assert cells(clerk, "number", "plant")[5] == (number, plant)


def test_a_change_is_seen_in_the_list(clerk: Clerk, services: Services) -> None:
    listed(clerk, number="M-110", plant="1100").on("rows[0].price").press("f6")
    assert clerk.view.transaction == "MM02"
    clerk.send("tab_accounting").fill(moving_price="170").press("f11")
    assert (clerk.screen, cells(clerk, "price")) == ("list_materials", [("170.00",)])
    valuation = stored(services, "M-110").valuation("1100")
    assert valuation
    assert valuation.moving_price == Decimal(170)


def test_flagged_materials_are_found_by_their_flag(clerk: Clerk) -> None:
    clerk.run("/nMM02 M-130").fill(deletion_flag="X").press("f11")
    listed(clerk, deletion_flag="X", plant="1000")
    assert cells(clerk, "number") == [("M-130",)]


def test_a_material_of_no_plant_is_listed_too(clerk: Clerk) -> None:
    clerk.run("/nMM01").fill(industry_sector="M", material_type="ROH").press("enter", "ctrl+r").on_row(0)
    clerk.press("f9", "enter").fill(description="Steel tube", base_unit="KG", material_group="FRAME").press("f11")
    listed(clerk, material_type="ROH")
    assert cells(clerk, "number", "description", "plant") == [("100000", "Steel tube", "")]
    clerk.on("rows[0].number").press("enter")
    assert (clerk.screen, clerk.text("description")) == ("material_data", "Steel tube")
