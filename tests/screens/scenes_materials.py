"""The material master: the way in, every tab, a new material, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping

from tests.clerk import Clerk
from tests.screens.scenes import Scene, do, fill, press, run, tab

TABS = ("basic_data", "sales_org_1", "sales_org_2", "sales_text", "sales_plant", "accounting")
FLOOR_PUMP = run("/nMM02 M-100")


def sales_text(clerk: Clerk) -> None:
    """A sales text in the first language."""
    FLOOR_PUMP(clerk)
    clerk.send("tab_sales_text").on_row(1).press("f2")


def begin(clerk: Clerk) -> None:
    """The first screen of a creation, filled."""
    clerk.run("/nMM01").fill(industry_sector="M", material_type="HAWA")


NEW = do(begin, press("enter", "enter"), fill(plant="1000", sales_org="1000", channel="10"), press("enter"))
LISTED = do(run("/nMM60"), fill(material_group="TOOL", plant="1000", plant_high="1100"), press("f8"))

SCENES: Mapping[str, Scene] = {
    "MM01_initial": run("/nMM01"),
    "MM02_initial": run("/nMM02"),
    "MM03_initial": run("/nMM03"),
    "MM02_views": do(run("/nMM02"), fill(number="M-100"), press("enter")),
    "MM02_levels": do(run("/nMM02"), fill(number="M-100"), press("enter", "enter")),
    **{f"MM02_{name}": do(FLOOR_PUMP, tab(name)) for name in TABS},
    "MM02_text": sales_text,
    "MM03_basic_data": run("/nMM03 M-100"),
    "MM03_accounting": do(run("/nMM03 M-100"), tab("accounting")),
    "MM01_basic_data": NEW,
    "MM01_competitive": do(begin, fill(material_type="WETT"), press("enter")),
    "MM60_selection": run("/nMM60"),
    "MM60_list": LISTED,
    "MM02_not_at_level": do(
        run("/nMM02"), fill(number="M-140"), press("enter", "enter"), fill(plant="3000"), press("enter")
    ),
}
TRANSLATED = (
    "MM01_initial",
    "MM60_selection",
    "MM60_list",
    "MM02_views",
    "MM02_levels",
    *(f"MM02_{name}" for name in TABS),
)
LARGE = ("MM01_initial", "MM02_basic_data", "MM02_sales_org_1", "MM02_accounting", "MM60_list")
