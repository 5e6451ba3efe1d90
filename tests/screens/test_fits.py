"""Every screen in every language, at 80 columns and 24 lines and on a large window, as the glass lays it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from sdtui.kernel.view import Block, Editor, FieldView, TabStrip, View
from sdtui.tui.model import Model
from sdtui.tui.state import Picture
from sdtui.tui.walk import stops
from tests.screens.conftest import Shown
from tests.screens.scenes import SMALL_SIZE

LEAST_ROWS = 4
# What consultants and clerks search for, as it stands in SAP.
LABELS = {
    "VA11_initial": (
        "Inquiry Type", "Sales Organization", "Distribution Channel", "Division", "Sales Office", "Sales Group",
    ),
    "VA21_initial": (
        "Quotation Type", "Sales Organization", "Distribution Channel", "Division", "Sales Office", "Sales Group",
    ),
    "VA22_overview_items": (
        "Quotation", "Net Value", "Sold-To Party", "Ship-To Party", "Cust. Reference", "Cust. Ref. Date",
        "Sales", "Item overview", "Item detail", "Ordering party", "Procurement", "Shipping", "Reason for rejection",
        "Valid From", "Valid To", "Req. Deliv. Date", "Order Probability", "Expected Value",
        "Item", "Material", "Order Quantity", "Un", "Description", "ItCa",
    ),
}  # fmt: skip


def fields(view: View) -> Iterator[FieldView]:
    for part in view.body:
        if isinstance(part, Block):
            yield from (field for line in part.lines for group in line.groups for field in group)


def labels(view: View, picture: Picture) -> Iterator[str]:
    """Every word that names something: labels, tabs, the headings of the columns shown."""
    yield from (field.label for field in fields(view) if field.label)
    for part in view.body:
        if isinstance(part, TabStrip):
            yield from (tab.label for tab in part.tabs)
        elif isinstance(part, Editor):
            yield part.label
    for grid in picture.grids:
        yield from (grid.table.columns[n].label for n, _, _ in grid.columns)


def misfits(model: Model) -> Iterator[str]:
    """What finds no room, and where Tab does not go as one reads."""
    view, picture = model.view, model.picture()
    if picture.excess:
        yield f"{picture.excess} lines too many"
    text = "\n".join(picture.canvas.lines())
    yield from (f"{label!r} is cut" for label in labels(view, picture) if label not in text)
    wanted = [field.path for field in fields(view) if field.open]
    reached = [path for path in stops(picture, model.state) if path in wanted]
    if reached != wanted:
        yield f"Tab goes {' '.join(reached)} instead of {' '.join(wanted)}"
    for field in fields(view):
        width = picture.spots[field.path].width
        if not field.open and (field.right or len(field.text) <= 10) and len(field.text) > width:
            yield f"{field.path}: {field.text!r} is cut"
    for grid in picture.grids:
        if grid.height < min(LEAST_ROWS, grid.limit):
            yield f"the table {grid.table.name} shows {grid.height} rows"


@pytest.mark.parametrize("language", ["en", "pl", "de"])
def test_every_screen_fits(shown: Callable[[str], Mapping[str, Shown]], language: str) -> None:
    assert [
        f"{name} at {size}: {misfit}"
        for name, screen in shown(language).items()
        for size, model in screen.models.items()
        for misfit in misfits(model)
    ] == []


@pytest.mark.parametrize("name", LABELS)
def test_the_words_that_clerks_look_for_stand_there(shown: Callable[[str], Mapping[str, Shown]], name: str) -> None:
    model = shown("en")[name].models[SMALL_SIZE]
    stand = set(labels(model.view, model.picture()))
    assert [word for word in LABELS[name] if word not in stand] == []
