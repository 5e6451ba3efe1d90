"""The lines around every screen: command field and title above, keys and status line below."""

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
_TITLE = COMMAND_WIDTH + 3
_GAP = 2
_PARTED = " · "
_MOST_REMARK_LINES = 2


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
    """Paint command field, title, system and session on the first line; returns the first line of the body."""
    canvas = picture.canvas
    canvas.fill(0, 0, canvas.width, "bar")
    if not closed:
        text = "" if state.view is not view else view.command
        field = FieldView(COMMAND, text, width=COMMAND_WIDTH, open=True)
        picture.command = Spot(field, 0, 1, COMMAND_WIDTH)
        paint_command(canvas, picture.command, state)
    session = f"{view.session}/{view.sessions}" if view.sessions > 1 or view.session > 1 else ""
    side = "  ".join(part for part in (safe(view.system), session) if part)
    canvas.put(0, _TITLE, cut(safe(view.title), canvas.width - text_width(side) - _TITLE - 3), "title")
    canvas.put(0, max(_TITLE, canvas.width - text_width(side) - 1), side, "title_side")
    return 1


def bar_rows(view: View, width: int, height: int, *, roomy: bool, plain: bool) -> list[list[KeyView]]:
    """The keys of the bar above the status line; a second line of them where the height or a ``roomy`` body allows."""
    return key_rows(view.keys, width - 2, 2 if roomy or height >= _HIGH_ENOUGH else 1, plain=plain)


def remark_rows(view: View, width: int, height: int) -> int:
    """The lines that the remark takes from the body."""
    remark = view.remark
    if remark is None or (remark.quiet and height < _HIGH_ENOUGH):
        return 0
    return 1 if remark.code else len(_remark_lines(safe(remark.text), width - 2))


def _remark_lines(text: str, room: int) -> list[str]:
    """At most two lines, which break where a dot parts the text."""
    first, *parts = text.split(_PARTED)
    lines = [first]
    for part in parts:
        longer = lines[-1] + _PARTED + part
        if len(lines) < _MOST_REMARK_LINES and text_width(longer) > room:
            lines.append("  " + part)
        else:
            lines[-1] = longer
    return lines


def paint_remark(picture: Picture, view: View, y: int, *, plain: bool) -> None:
    """Paint the remark in the line ``y``, and right in it the key that it calls for."""
    canvas, remark = picture.canvas, view.remark
    if remark is None:
        return
    room = canvas.width - 2
    key = next((key for key in view.keys if key.code == remark.code and key.keys and key.enabled), None)
    if key:
        wanted = sum(text_width(part) for part in key_text(key, plain=plain)) + 1
        room -= wanted + _GAP
        paint_keys(picture, [key], y, canvas.width - wanted - 1, plain=plain, bar=False)
    lines = [safe(remark.text)] if remark.code else _remark_lines(safe(remark.text), room)
    for n, line in enumerate(lines):
        canvas.put(y + n, 1, cut(line, room), remark.style or "text")


def paint_bar(picture: Picture, rows: list[list[KeyView]], hint: str, *, plain: bool) -> None:
    """The keys above the status line; right in its last line what the body does not show."""
    canvas = picture.canvas
    first = canvas.height - 1 - len(rows)
    room = canvas.width - 2 - (text_width(hint) + _GAP if hint else 0)
    for n, row in enumerate(rows):
        canvas.fill(first + n, 0, canvas.width, "bar")
        shown = key_rows(tuple(row), room, 1, plain=plain)[0] if n == len(rows) - 1 else row
        paint_keys(picture, shown, first + n, 1, plain=plain)
    if hint:
        canvas.put(canvas.height - 2, max(0, canvas.width - text_width(hint) - 1), hint, "bar_hint")


def paint_command(canvas: Canvas, spot: Spot, state: State) -> None:
    """Paint the command field as it stands now."""
    paint_field(canvas, spot, state)
    if state.active != COMMAND:
        canvas.paint(spot.y, spot.x, spot.width, "command")
    canvas.put(spot.y, spot.x + spot.width, "▾", "command_mark", 1)


def range_hint(state: State, grid: Grid) -> str:
    """Which rows of a table are shown, and how many columns are not."""
    parts: list[str] = []
    table = grid.table
    if table.filled > grid.height or grid.top or table.cells:
        parts.append(_rows_shown(state, grid))
    if grid.hidden:
        parts.append(state.words["hidden"].format(count=grid.hidden))
    return " · ".join(parts)


def _rows_shown(state: State, grid: Grid) -> str:
    """Which rows are seen of how many; of a list read from its end nobody may know."""
    table = grid.table
    last = min(grid.top + grid.height, table.filled if table.total < 0 else table.total - max(table.first, 0))
    if table.first < 0:
        return state.words["range-end"].format(count=f"{table.filled - last:,}")
    known = table.first + table.filled
    every = f"{table.total:,}" if table.total >= 0 else f"{known:,}+" if table.more else f"{known:,}"
    first = table.first + min(grid.top + 1, last)
    return state.words["range"].format(first=f"{first:,}", last=f"{table.first + last:,}", all=every)


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
