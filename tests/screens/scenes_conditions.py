"""Condition records: the way in, new prices and discounts, what they cut, scales, limits, and what is found again."""

from __future__ import annotations

from collections.abc import Mapping

from tests.clerk import Clerk
from tests.screens.scenes import Scene, do, fill, on, press, run, tab


def begin(tcode: str, kind: str, table: str = "") -> Scene:
    """The screen behind the first one, for a key combination."""

    def steps(clerk: Clerk) -> None:
        clerk.run(f"/n{tcode}").fill(record_type=kind).press("enter")
        if table:
            clerk.on_row([row["c1"] for row in clerk.rows()].index(table)).press("enter")

    return steps


def lines(*rows: Mapping[str, str]) -> Scene:
    """Lines on the first free rows."""

    def steps(clerk: Clerk) -> None:
        for row in rows:
            clerk.item(None, "lines", **row)
        clerk.press("enter")

    return steps


AREA = fill(sales_org="1000", channel="10")
NEW_PRICES = do(
    begin("VK11", "PR00", "004"),
    AREA,
    lines({"material": "M-100", "rate": "130", "condition_from": "+38"}, {"material": "M-110", "rate": "355"}),
)
DISCOUNTS = do(
    begin("VK11", "K007"),
    fill(sales_org="1000", channel="10", division="00"),
    lines({"customer": "1000", "rate": "5"}, {"customer": "1006", "rate": "7"}),
)
FOUND = do(begin("VK12", "PR00", "004"), AREA, fill(material="M-1*"), press("enter"))


def scale(clerk: Clerk) -> None:
    """The scale of a material that has one."""
    FOUND(clerk)
    clerk.on("lines[2].material").press("f2")


SCENES: Mapping[str, Scene] = {
    "VK11_initial": run("/nVK11"),
    "VK11_key_combinations": begin("VK11", "PR00"),
    "VK11_values_record_type": do(run("/nVK11"), on("record_type"), press("f4")),
    "VK11_price_list": begin("VK11", "PR00", "006"),
    "VK11_records": NEW_PRICES,
    "VK11_limits": do(
        DISCOUNTS, tab("limits"), fill(**{"lines[0].lower_limit": "3", "lines[0].upper_limit": "10"}), press("enter")
    ),
    "VK11_discounts": DISCOUNTS,
    "VK11_scale": do(NEW_PRICES, on("lines[0].material"), press("f2")),
    "VK11_displaced": do(NEW_PRICES, press("f11")),
    "VK11_error_overlap": do(NEW_PRICES, lines({"material": "M-100", "rate": "120"})),
    "VK12_selection": begin("VK12", "PR00", "004"),
    "VK12_selection_tax": begin("VK12", "MWST", "011"),
    "VK12_records": FOUND,
    "VK12_limits": do(FOUND, tab("limits")),
    "VK12_records_tax": do(begin("VK12", "MWST", "011"), press("enter")),
    "VK12_scale": scale,
    "VK13_records": do(begin("VK13", "PR00", "005"), fill(sales_org="", channel=""), press("enter")),
}
TRANSLATED = ("VK11_initial", "VK11_key_combinations", "VK11_records", "VK11_limits", "VK11_displaced", "VK12_scale")
LARGE = ("VK11_records", "VK12_records", "VK12_limits")
