"""Painting one field."""

from __future__ import annotations

from sdtui.kernel.view import FieldView
from sdtui.tui.canvas import Canvas
from sdtui.tui.entry import Entry
from sdtui.tui.glyphs import cut, safe, text_width
from sdtui.tui.state import Spot, State


def paint_field(canvas: Canvas, spot: Spot, state: State) -> None:
    """Paint a field as it stands now: closed, open, or active with the clerk's text in it."""
    view = spot.view
    if not view.open:
        text = cut(safe(view.text), spot.width)
        canvas.fill(spot.y, spot.x, spot.width, spot.role)
        canvas.put(spot.y, _start(spot, text), text, closed_role(spot))
        if state.active == view.path and (spot.role != "chosen" or spot.cell):
            canvas.paint(spot.y, spot.x, spot.width, "place")
        _marks(canvas, spot, active=False)
        return
    entry = state.entry if state.active == view.path else None
    if entry:
        _paint_active(canvas, spot, entry)
    else:
        _paint_idle(canvas, spot, state)
    _marks(canvas, spot, active=entry is not None)


def closed_role(spot: Spot) -> str:
    """The role of a closed field's text; that of a chosen row wins."""
    return spot.role if spot.role == "chosen" else spot.view.style or spot.role


def cursor_in(spot: Spot, state: State) -> int:
    """The column of the cursor in the active field."""
    entry = state.entry
    if entry is None or not spot.view.open:
        # In a chosen row the cursor keeps its column, whatever stands there.
        return (
            spot.x
            if spot.role == "chosen"
            else min(_start(spot, cut(safe(spot.view.text), spot.width)), spot.x + spot.width - 1)
        )
    shown, column = entry.window(spot.width)
    if entry.fresh and spot.view.right:
        blank = spot.width - text_width(shown)
        return spot.x + min(max(blank, 0), spot.width - 1)
    return spot.x + min(column, spot.width)


def _start(spot: Spot, text: str) -> int:
    """The column where the text of a field begins that is not edited."""
    return spot.x + (spot.width - text_width(text) if spot.view.right else 0)


def _paint_active(canvas: Canvas, spot: Spot, entry: Entry) -> None:
    shown, _ = entry.window(spot.width)
    shown = folded(spot.view, shown)
    canvas.fill(spot.y, spot.x, spot.width, "field_active")
    fresh = entry.fresh
    start = spot.x
    if fresh and spot.view.right:
        start += max(0, spot.width - text_width(shown))
    canvas.put(spot.y, start, shown, "field_fresh" if fresh and shown else "field_active", spot.x + spot.width - start)


def _paint_idle(canvas: Canvas, spot: Spot, state: State) -> None:
    view = spot.view
    text = cut(safe(folded(view, state.text_of(view))), spot.width)
    role = "field_error" if view.error else "field_new" if spot.blank and not text else "field"
    canvas.fill(spot.y, spot.x, spot.width, role)
    if not text and view.required:
        text, role = "?", "field_required"
    canvas.put(spot.y, _start(spot, text), text, role)


def folded(view: FieldView, text: str) -> str:
    """Capitals for the fields that are kept in capitals, as far as that changes no width."""
    if not view.capitals:
        return text
    return "".join(upper if len(upper := char.upper()) == 1 else char for char in text)


def _marks(canvas: Canvas, spot: Spot, *, active: bool) -> None:
    """The cell behind a field: an error, or that F4 has something for the active field."""
    side = spot.x + spot.width
    if spot.view.error:
        canvas.put(spot.y, side, "!", "mark_error", 1)
    elif spot.view.open and spot.view.values:
        canvas.put(spot.y, side, "▾" if active else " ", "mark_values" if active else spot.role, 1)
