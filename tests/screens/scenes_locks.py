"""Change documents and locks: what was changed in a quotation, by the selection and from the document; who has what."""

from __future__ import annotations

from collections.abc import Mapping

from tests.screens.scenes import QUOTATION, Scene, do, fill, old, press, run

CHANGED = do(old("VA22"), fill(customer_reference="PO-4711", valid_to="01/31/2027"), press("ctrl+s"))

SCENES: Mapping[str, Scene] = {
    "RSSCD100_selection": run("/nRSSCD100"),
    "RSSCD100_list": do(CHANGED, run("/nRSSCD100"), fill(change_object="VERKBELEG"), press("f8")),
    "VA23_changes": do(CHANGED, run(f"/nVA23 {QUOTATION}"), press("alt+h")),
    "SM12_list": do(old("VA22"), run("/oSM12")),
    "SM12_delete": do(old("VA22"), run("/oSM12"), press("ctrl+d")),
}
TRANSLATED = ("RSSCD100_selection", "RSSCD100_list", "SM12_list")
LARGE = ("RSSCD100_list",)
