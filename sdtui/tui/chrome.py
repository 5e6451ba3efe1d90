"""The lines around every screen: command field and keys, title, and the status line."""

from __future__ import annotations

from sdtui.kernel.view import FieldView, KeyView, View
from sdtui.tui.canvas import Canvas
from sdtui.tui.fields import paint_field
from sdtui.tui.glyphs import cut, safe, text_width
from sdtui.tui.keys import shown_name
from sdtui.tui.state import COMMAND, Grid, Picture, Spot, State, Target

COMMAND_WIDTH = 20
HISTORY_LINES = 10
# A second line of keys only where the body does not miss it.
_HIGH_ENOUGH = 30
_TOOLS = COMMAND_WIDTH + 4
_GAP = 2


def key_text(key: KeyView, *, plain: bool) -> tuple[str, str]:
    """A key and its label, as they stand side by side."""
    name = shown_name(key.keys[0], plain=plain) if key.keys else ""
    return safe(name), safe(key.label)


def key_rows(keys: tuple[KeyView, ...], width: int, most: int, *, plain: bool) -> list[list[KeyView]]:
    """The shown keys in at most ``most`` lines, in their order; those that find no room are left out."""
    rows: list[list[KeyView]] = [[]]
    used = 0
    for key in keys:
        if not (key.shown and key.keys and key.label):
            continue
        wanted = sum(text_width(part) for part in key_text(key, plain=plain)) + 1
        if used + wanted > width:
            if len(rows) == most:
                break
            rows.append([])
            used = 0
        rows[-1].append(key)
        used += wanted + _GAP
    return rows


def paint_keys(picture: Picture, row: list[KeyView], y: int, x: int, *, plain: bool, bar: bool = True) -> None:
    """Paint keys side by side; those that are not possible now are pale."""
    for key in row:
        name, label = key_text(key, plain=plain)
        key_role, role = ("bar_key", "bar") if bar else ("key", "text")
        if not key.enabled:
            key_role = role = "bar_off" if bar else "muted"
        end = picture.canvas.put(y, x, name, key_role)
        end = picture.canvas.put(y, end + 1, label, role)
        picture.targets.append(Target(y, x, end, key.code))
        x = end + _GAP


def paint_top(picture: Picture, state: State, view: View, *, closed: bool) -> int:
    """Paint command field, keys and title; returns the first line of the body."""
    canvas = picture.canvas
    most = 2 if canvas.height >= _HIGH_ENOUGH else 1
    rows = key_rows(view.keys, canvas.width - _TOOLS - 1, most, plain=state.plain_keys)
    for y, row in enumerate(rows):
        canvas.fill(y, 0, canvas.width, "bar")
        paint_keys(picture, row, y, _TOOLS, plain=state.plain_keys)
    if not closed:
        text = "" if state.view is not view else view.command
        field = FieldView(COMMAND, text, width=COMMAND_WIDTH, open=True)
        picture.command = Spot(field, 0, 1, COMMAND_WIDTH)
        paint_command(canvas, picture.command, state)
    paint_title(canvas, len(rows), view)
    return len(rows) + 1


def paint_command(canvas: Canvas, spot: Spot, state: State) -> None:
    """Paint the command field as it stands now."""
    paint_field(canvas, spot, state)
    if state.active != COMMAND:
        canvas.paint(spot.y, spot.x, spot.width, "command")
    canvas.put(spot.y, spot.x + spot.width, "▾", "command_mark", 1)


def paint_title(canvas: Canvas, y: int, view: View) -> None:
    """The title left; system and session right."""
    session = f"{view.session}/{view.sessions}" if view.sessions > 1 or view.session > 1 else ""
    side = "  ".join(part for part in (safe(view.system), session) if part)
    canvas.put(y, 1, cut(safe(view.title), canvas.width - text_width(side) - 4), "title")
    canvas.put(y, max(1, canvas.width - text_width(side) - 1), side, "title_side")


def paint_rule(picture: Picture, hint: str) -> None:
    """The line above the status line, with what the body does not show."""
    canvas = picture.canvas
    y = canvas.height - 2
    canvas.fill(y, 0, canvas.width, "rule", "─")
    if hint:
        canvas.put(y, max(0, canvas.width - text_width(hint) - 4), f" {hint} ", "status_side")


def range_hint(state: State, grid: Grid) -> str:
    """Which rows of a table are shown, and how many columns are not."""
    parts: list[str] = []
    table = grid.table
    if table.filled > grid.height or grid.top:
        last = min(grid.top + grid.height, table.filled)
        parts.append(state.words["range"].format(first=min(grid.top + 1, last), last=last, all=f"{table.filled:,}"))
    if grid.hidden:
        parts.append(state.words["hidden"].format(count=grid.hidden))
    return " · ".join(parts)


def paint_status(canvas: Canvas, state: State) -> None:
    """The message of the turn, or what the glass has to say; right the transaction, the clerk and the time."""
    view, y = state.view, canvas.height - 1
    canvas.fill(y, 0, canvas.width, "status")
    mode = state.words["overwrite"] if state.overwrite else state.words["insert"]
    facts = [safe(view.transaction), safe(view.user), f"{view.milliseconds} ms" if view.milliseconds else "", mode]
    side = " │ ".join(fact for fact in facts if fact)
    message = view.message
    text = safe(state.hint or (message.text if message else ""))
    letter = "I" if state.hint else message.type.value if message else ""
    room = canvas.width - 5
    if text_width(text) + text_width(side) + 3 <= room or not text:
        canvas.put(y, max(0, canvas.width - text_width(side) - 1), side, "status_side")
        room = canvas.width - text_width(side) - 7
    if text:
        canvas.put(y, 1, letter, f"message_{letter}")
        canvas.put(y, 4, cut(text, max(room, 1)), f"message_{letter}" if letter in "EAX" else "status")


def paint_history(picture: Picture, state: State) -> None:
    """The former commands, dropped down from the command field."""
    if state.history_at is None:
        return
    history = state.view.history
    first = max(0, state.history_at - HISTORY_LINES + 1)
    for line, text in enumerate(history[first : first + HISTORY_LINES]):
        role = "chosen" if first + line == state.history_at else "history"
        picture.canvas.fill(1 + line, 1, COMMAND_WIDTH + 2, "ground")
        picture.canvas.fill(1 + line, 1, COMMAND_WIDTH + 1, role)
        picture.canvas.put(1 + line, 1, cut(safe(text), COMMAND_WIDTH), role)
