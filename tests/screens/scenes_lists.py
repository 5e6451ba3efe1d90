"""Lists: their selection screens, a few quotations that end on different days, the popups, and acts on many."""

from __future__ import annotations

from collections.abc import Mapping

from tests.clerk import Clerk
from tests.screens.scenes import Scene, do, fill, on, press, run, tab

# Customer with channel, reference, end of validity, material and quantity.
QUOTATIONS = (
    ("1000", "10", "RFQ-2026-121", "11/26/2026", "DXTR1", "12"),
    ("1004", "10", "A/4711/26", "12/01/2026", "M-100", "250"),
    ("1005", "10", "e-mail of 11/20", "12/24/2026", "PRTR1", "3"),
    ("1008", "10", "Przetarg 12/2026", "01/31/2027", "M-110", "40"),
)


def several(clerk: Clerk) -> None:
    """Some more quotations."""
    for sold_to, channel, reference, valid_to, material, quantity in QUOTATIONS:
        clerk.run("/nVA21").fill(document_type="QT", sales_org="1000", channel=channel, division="00").press("enter")
        clerk.fill(sold_to=sold_to, customer_reference=reference).item(material=material, quantity=quantity)
        notation = clerk.desk.machinery.conversion.notation
        month, day, year = valid_to.split("/")
        parts = {"D": day, "M": month, "Y": year}
        clerk.fill(valid_to=notation.separator.join(parts[part] for part in notation.order))
        clerk.press("enter").send("save")
        if clerk.message_id == "customer-reference-twice":
            clerk.press("enter")


listed = do(several, run("/nVA25"), press("f8"))
items = do(several, run("/nVA25"), fill(by_item="x"), press("f8"))
selection = do(run("/nVA25"), fill(sold_to="10*", valid_to="-7"), press("enter"))
several_values = do(
    selection,
    on("sold_to"),
    press("f2"),
    lambda clerk: clerk.item(1, "lines", low_value="1000", high_value="1005"),
    lambda clerk: clerk.item(2, "lines", exclude="x", low_value="<>*7"),
)
marked = do(listed, press("ctrl+a"), press("f10"), fill(days="14"), press("enter"))
sums = do(listed, on("rows[0].net_value"), press("ctrl+t"))
saved_variant = do(
    selection, press("ctrl+s"), fill(variant="weekly", list_text="Ends soon", shared="x"), press("enter")
)
saved_layout = do(sums, press("ctrl+s"), fill(layout="/value", list_text="By value"), press("enter"))

# One for each screen and tab that is walked through for F1, F4 and wrong input.
FIELDS = (
    "VA25_selection", "VA25_selection_more", "VA25_list", "VA25_items", "VA25_more_values", "VA25_filter", "VA25_sort",
    "VA25_columns", "VA25_find", "VA25_save_variant", "VA25_variants", "VA25_save_layout", "VA25_layouts",
    "VA25_export", "VA25_reject", "VA25_extend", "VA25_trial", "VA25_log", "VA15_selection", "V.04_selection",
)  # fmt: skip
SCENES: Mapping[str, Scene] = {
    "VA15_selection": run("/nVA15"),
    "VA25_selection": selection,
    "VA25_selection_more": do(selection, tab("list_organization")),
    "VA25_selection_values": do(several_values, press("enter")),
    "V.04_selection": run("/nV.04"),
    "VA25_more_values": several_values,
    "VA25_error_range": do(run("/nVA25"), fill(valid_to="today", valid_to_high="-3"), press("f8")),
    "VA25_variants": do(saved_variant, press("f5")),
    "VA25_save_variant": do(selection, press("ctrl+s")),
    "VA25_list": listed,
    "VA25_items": items,
    "VA25_sums": sums,
    "VA25_subtotals": do(listed, on("rows[0].sold_to_name"), press("ctrl+b")),
    "VA25_filter": do(listed, on("rows[1].currency"), press("ctrl+k")),
    "VA25_sort": do(listed, press("alt+o")),
    "VA25_columns": do(listed, press("ctrl+l")),
    "VA25_find": do(listed, press("ctrl+f")),
    "VA25_layouts": do(saved_layout, press("ctrl+y")),
    "VA25_save_layout": do(listed, press("ctrl+s")),
    "VA25_reject": do(listed, press("ctrl+d")),
    "VA25_extend": do(listed, press("f10")),
    "VA25_trial": marked,
    "VA25_log": do(marked, press("enter")),
    "VA25_help_keys": do(listed, press("f1", "f1")),
    "VA25_export": do(listed, press("ctrl+e"), fill(folder="/nowhere"), press("enter")),
}  # fmt: skip
TRANSLATED = ("VA25_selection", "VA25_selection_more", "VA25_list", "VA25_trial", "VA25_variants", "V.04_selection")
LARGE = ("VA25_selection", "VA25_list", "VA25_items", "VA25_subtotals", "VA25_columns", "VA25_log")
