"""The pictures that are kept: how a clerk gets to each of them, in a company with an inquiry and a quotation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from tests.clerk import Clerk

Scene = Callable[[Clerk], object]

INQUIRY = "10000000"
OPEN_INQUIRY = "10000001"
QUOTATION = "20000000"
OVERVIEW_TABS = ("sales", "items", "item_detail", "ordering_party", "procurement", "shipping", "rejection")
DETAIL_TABS = ("sales", "shipping", "billing", "conditions", "partners", "texts", "order_data", "status")
KINDS = {"VA11": INQUIRY, "VA12": INQUIRY, "VA13": INQUIRY, "VA21": QUOTATION, "VA22": QUOTATION, "VA23": QUOTATION}


def write_documents(clerk: Clerk) -> None:
    """Two inquiries with an alternative each, and a quotation for the first, with a discount and a lost item."""
    for _ in (INQUIRY, OPEN_INQUIRY):
        clerk.run("/nVA11").fill(document_type="IN", sales_org="1000", channel="10", division="00").press("enter")
        clerk.fill(sold_to="1000", customer_reference="RFQ-2026-118", customer_reference_date="11/16/2026")
        clerk.fill(valid_to="12/31/2026")
        for material, quantity in (("M-100", "20"), ("DXTR1", "2"), ("PRTR1", "2"), ("M-110", "50"), ("CH-11", "4")):
            clerk.item(material=material, quantity=quantity)
        clerk.press("enter").send("tab_item_detail").item(2, alternative_to="20").press("enter", "ctrl+s")
    clerk.run(f"/nVA12 {OPEN_INQUIRY}").send("tab_rejection").item(4, rejection_reason="03").press("enter", "ctrl+s")
    clerk.run("/nVA21").fill(document_type="QT").press("f8").fill(inquiry=INQUIRY).press("f5", "f8")
    clerk.fill(valid_to="12/24/2026", requested_delivery_date="12/15/2026").press("enter")
    clerk.on_row(0).press("f2").send("tab_conditions")
    clerk.item(table="conditions", condition_type="RA00", rate="2").press("enter", "f3")
    clerk.press("f10").send("tab_conditions").item(table="conditions", condition_type="HA00", rate="3")
    clerk.press("enter", "f3")
    clerk.send("tab_rejection").item(3, rejection_reason="03").press("enter", "ctrl+s")


def do(*steps: Scene) -> Scene:
    """One step after the other."""

    def all_steps(clerk: Clerk) -> None:
        for step in steps:
            step(clerk)

    return all_steps


def run(command: str) -> Scene:
    return lambda clerk: clerk.run(command)


def press(*keys: str) -> Scene:
    return lambda clerk: clerk.press(*keys)


def fill(**fields: str) -> Scene:
    return lambda clerk: clerk.fill(**fields)


def tab(name: str) -> Scene:
    return lambda clerk: clerk.send(f"tab_{name}")


def on(path: str) -> Scene:
    return lambda clerk: clerk.on(path)


def new(tcode: str, document_type: str) -> Scene:
    """An empty overview of a new document."""
    return do(run(f"/n{tcode}"), fill(document_type=document_type), press("enter"))


def old(tcode: str) -> Scene:
    """The overview of the document that was saved."""
    return run(f"/n{tcode} {KINDS[tcode]}")


def first_screens() -> Iterator[tuple[str, Scene]]:
    yield "menu", do()
    for tcode in KINDS:
        yield f"{tcode}_initial", run(f"/n{tcode}")
    yield "VA11_new", new("VA11", "IN")
    yield "VA21_new", new("VA21", "QT")


def overviews() -> Iterator[tuple[str, Scene]]:
    for tcode in ("VA12", "VA22", "VA23"):
        for name in OVERVIEW_TABS:
            yield f"{tcode}_overview_{name}", do(old(tcode), tab(name))
    yield "VA13_overview", old("VA13")


def details() -> Iterator[tuple[str, Scene]]:
    for name in DETAIL_TABS:
        yield f"VA22_header_{name}", do(old("VA22"), press("f10"), tab(name))
        yield f"VA22_item_{name}", do(old("VA22"), lambda clerk: clerk.on_row(0), press("f2"), tab(name))
    header = do(old("VA23"), press("f10"))
    yield "VA23_header_conditions", do(header, tab("conditions"))
    yield "VA22_header_text", do(old("VA22"), press("f10"), tab("texts"), lambda clerk: clerk.on_row(0), press("f2"))


def ways() -> Iterator[tuple[str, Scene]]:
    """Reference, selection, flow, position."""
    reference = do(run("/nVA21"), fill(document_type="QT"), press("f8"))
    yield "VA21_create_with_reference", reference
    yield "VA21_selection_list", do(reference, fill(inquiry=OPEN_INQUIRY), press("f5"))
    yield "VA22_document_flow", do(old("VA22"), press("f5"))
    yield "VA22_position", do(old("VA22"), press("ctrl+g"))


def popups() -> Iterator[tuple[str, Scene]]:
    sold_to = do(new("VA21", "QT"), on("sold_to"))
    yield "VA21_values_document_type", do(run("/nVA21"), on("document_type"), press("f4"))
    yield "VA21_values_sold_to", do(sold_to, press("f4"))
    yield "VA21_values_material", do(new("VA21", "QT"), on("items[0].material"), press("f4"))
    yield "VA21_help_sold_to", do(sold_to, press("f1"))
    yield "VA21_help_keys", do(sold_to, press("f1", "f1"))
    yield "VA22_help_screen", do(old("VA22"), press("f10"), on(""), press("f1"))
    yield "VA21_question", do(new("VA21", "QT"), fill(sold_to="1000"), press("f3"))
    yield "VA21_choose_ship_to", do(new("VA21", "QT"), fill(sold_to="1006"), press("enter"))
    anywhere = do(run("/nVA21"), fill(document_type="QT", sales_org="", channel="", division=""), press("enter"))
    yield "VA21_choose_sales_area", do(anywhere, fill(sold_to="1006"), press("enter"))
    yield "VA22_locked", do(old("VA22"), run(f"/oVA22 {QUOTATION}"))
    yield "VA22_new_pricing", do(old("VA22"), press("ctrl+f"))
    yield "sessions", do(old("VA22"), run("/oVA11"), run("/o"))
    yield "log_off", run("/nend")


def refusals() -> Iterator[tuple[str, Scene]]:
    """What was typed stays, with the message."""
    yield "VA21_error_required", do(run("/nVA21"), fill(document_type=""), press("enter"))
    yield "VA21_error_unknown", do(new("VA21", "QT"), fill(sold_to="9999"), press("enter"))
    bad_line = do(new("VA21", "QT"), lambda clerk: clerk.item(material="M-100", quantity="2o"), press("enter"))
    yield "VA21_error_line", bad_line
    yield "VA21_help_error", do(bad_line, press("f1"))
    yield "VA21_unknown_command", do(new("VA21", "QT"), run("/nVA99"))


# Parts of the program have their scenes in modules beside this one, which begin theirs with what stands above.
PARTS = [import_module(f"tests.screens.{path.stem}") for path in sorted(Path(__file__).parent.glob("scenes_*.py"))]
SCENES: Mapping[str, Scene] = {
    name: scene for group in (first_screens, overviews, details, ways, popups, refusals) for name, scene in group()
} | {name: scene for part in PARTS for name, scene in part.SCENES.items()}
# Whether there is room in every language: display and change look alike.
FITTING = [name for name in SCENES if "overview_" not in name or name.startswith("VA22")]
SIZES = SMALL_SIZE, LARGE_SIZE = (80, 24), (132, 43)
# In every language: how long words stand, and what a translator wants to see.
TRANSLATED = (
    "VA11_initial", "VA22_overview_sales", "VA22_header_sales", "VA22_item_sales", "VA21_help_sold_to",
    *(name for part in PARTS for name in part.TRANSLATED),
)  # fmt: skip
# On a large window, where there is room for more columns, lines and keys.
LARGE = (
    "menu", "VA11_initial", "VA11_new", "VA22_overview_sales", "VA22_overview_items", "VA22_header_sales",
    "VA22_item_sales", "VA22_item_conditions", "VA21_values_material", "VA22_document_flow",
    *(name for part in PARTS for name in part.LARGE),
)  # fmt: skip
