"""Pictures of items at speed: the list of acts, fast change, proposal, import of a file, pasted lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sdtui.services.files import Files
from tests.clerk import Clerk
from tests.screens.scenes import Scene, do, fill, old, press, run

FILES = Files(folder=lambda: Path(__file__).parent / "files")


def begun(clerk: Clerk) -> None:
    """An inquiry of a customer who has documents."""
    first = fill(document_type="IN", sales_org="1000", channel="10", division="00")
    do(run("/nVA11"), first, press("enter"), fill(sold_to="1000"), press("enter"))(clerk)


def send(code: str) -> Scene:
    return lambda clerk: clerk.send(code)


def row(number: int) -> Scene:
    return lambda clerk: clerk.on_row(number).press("enter")


def at_files(clerk: Clerk) -> None:
    """In a working directory with one file."""
    services = clerk.desk.machinery.connection.services
    services.files = services.item_import.files = services.value_tables.files = FILES


def paste(text: str) -> Scene:
    return lambda clerk: clerk.on("items[0].material").paste(text)


import_file = do(begun, at_files, send("import_items"))
import_columns = do(import_file, fill(import_file="order.csv"), press("enter"))
import_preview = do(import_columns, press("enter"))
proposal = do(begun, send("propose_items"))

SCENES: Mapping[str, Scene] = {
    "VA22_edit_items": do(old("VA22"), press("ctrl+b")),
    "VA22_fast_change_fields": do(old("VA22"), send("fast_change")),
    "VA22_fast_change": do(old("VA22"), send("fast_change"), row(3)),
    "VA22_fast_change_refused": do(old("VA22"), send("fast_change"), row(2), fill(unit="KG"), press("enter")),
    "VA11_item_proposal": proposal,
    "VA11_item_proposal_marked": do(proposal, press("ctrl+a")),
    "VA11_import_file": import_file,
    "VA11_import_columns": import_columns,
    "VA11_import_preview": import_preview,
    "VA11_pasted": do(begun, paste("M-100\t25\nM-999\t2\nDXTR1\tthree\nPRTR1\t12\nM-110\t1\tKG")),
    "VA11_pasted_marked": do(begun, paste("M-100\t25\nM-999\t2\nDXTR1\tthree\nPRTR1\t12"), press("enter")),
}
LARGE = ("VA11_item_proposal", "VA11_import_columns", "VA11_import_preview")
TRANSLATED = ("VA22_edit_items", "VA11_item_proposal", "VA11_import_columns", "VA11_import_preview")
# One for each screen.
FIELDS = ("VA22_fast_change", "VA11_item_proposal", "VA11_import_file", "VA11_import_columns", "VA11_import_preview")
