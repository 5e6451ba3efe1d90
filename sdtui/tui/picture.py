"""Painting a whole view: what stands where, at any size."""

from __future__ import annotations

from sdtui.kernel.view import Block, Editor, KeyView, Paragraphs, Part, Table, TabStrip, View, split_cell
from sdtui.tui.blocks import block_height, block_width, paint_block
from sdtui.tui.canvas import Canvas
from sdtui.tui.chrome import (
    bar_rows,
    key_rows,
    key_text,
    paint_bar,
    paint_history,
    paint_keys,
    paint_remark,
    paint_status,
    paint_top,
    range_hint,
    remark_rows,
)
from sdtui.tui.glyphs import cut, safe, text_width
from sdtui.tui.lookup import tables
from sdtui.tui.prose import ProseEntry, wrapped
from sdtui.tui.state import Area, Picture, State, Target
from sdtui.tui.tables import paint_table, table_width

_LEAST_TABLE = 4
_LEAST_EDITOR = 3
_LEAST_PROSE = 2
_PROSE_WIDTH = 76


def compose(state: State) -> Picture:
    """Paint the view of ``state``, popup and all."""
    canvas = Canvas(state.width, state.height)
    picture = Picture(canvas)
    view = state.view
    if view.popup:
        if view.behind:
            _paint_behind(canvas, view.behind, state)
        _paint_popup(picture, state, view)
    else:
        first = paint_top(picture, state, view, closed=False)
        rows = _paint_between(picture, state, view, first)
        paint_bar(picture, rows, _hint(picture, state), plain=state.plain_keys)
        paint_history(picture, state)
    paint_status(canvas, state)
    return picture


def _paint_behind(canvas: Canvas, view: View, state: State) -> None:
    """The screen that a popup stands on, pale and without input."""
    inner = State(view, state.width, state.height, state.words, state.plain_keys, tops=dict(state.tops))
    for table in tables(view):
        cell = split_cell(view.cursor)
        inner.tops[table.name] = inner.tops.get(table.name, 0) if table.top is None else table.top
        if table.cells and cell and cell[0] == table.name:
            inner.active, inner.chosen[table.name] = view.cursor, cell[1]
    behind = Picture(canvas)
    if view.popup:
        if view.behind:
            _paint_behind(canvas, view.behind, state)
        _paint_popup(behind, inner, view)
    else:
        rows = _paint_between(behind, inner, view, paint_top(behind, inner, view, closed=True))
        paint_bar(behind, rows, "", plain=state.plain_keys)
    canvas.flatten("behind")


def _paint_between(picture: Picture, state: State, view: View, first: int) -> list[list[KeyView]]:
    """Paint body and remark from the line ``first`` on; returns the keys of the lines that are left for them."""
    canvas = picture.canvas
    remarked = remark_rows(view, canvas.width, canvas.height)
    roomy = _roomy(view.body, canvas.width - 2, canvas.height - 3 - remarked - first)
    rows = bar_rows(view, canvas.width, canvas.height, roomy=roomy, plain=state.plain_keys)
    last = canvas.height - 1 - len(rows) - remarked
    _paint_body(picture, state, view.body, (first, 1, canvas.width - 2, last - first))
    if remarked:
        paint_remark(picture, view, last, plain=state.plain_keys)
    return rows


def _hint(picture: Picture, state: State) -> str:
    """What is not shown of the last scrolling part."""
    if picture.grids:
        return range_hint(state, picture.grids[-1])
    for area in picture.areas:
        if area.total > area.height:
            top = state.offsets.get(area.number, 0)
            if isinstance(area.part, Editor):
                top = state.prose[area.part.path].top
            last = min(top + area.height, area.total)
            return state.words["range"].format(first=top + 1, last=last, all=area.total)
    return ""


# --- the body --------------------------------------------------------------------------------------------------------
def _least(part: Part, width: int) -> int:
    match part:
        case Block():
            return block_height(part, width)
        case TabStrip():
            return len(_tab_lines(part, width))
        case Paragraphs():
            return min(_LEAST_PROSE, len(wrapped(part.texts, min(width, _PROSE_WIDTH))))
        case Editor():
            return _LEAST_EDITOR + bool(part.label)
        case Table():
            return min(_LEAST_TABLE, _wish(part, width))


def _wish(part: Part, width: int) -> int:
    match part:
        case Paragraphs():
            return len(wrapped(part.texts, min(width, _PROSE_WIDTH)))
        case Editor():
            return 1_000
        case Table():
            return 1 + max(len(part.rows) if part.entry else part.filled, 1)
        case _:
            return _least(part, width)


def _roomy(parts: tuple[Part, ...], width: int, height: int) -> bool:
    """Whether ``height`` is enough for all there is to show; a list gives up a row, as its keys are what it is for."""
    lists = any(isinstance(part, Table) and part.cells for part in parts)
    return lists or sum(_wish(part, width) for part in parts) <= height


def _heights(parts: tuple[Part, ...], width: int, height: int) -> list[int]:
    """Lines for each part: what it needs, then in turn what it would like, as long as there are lines."""
    heights = [_least(part, width) for part in parts]
    wishes = [_wish(part, width) for part in parts]
    spare = height - sum(heights)
    # Running text first, as it is read from its beginning; tables and editors share the rest.
    for kinds in ((Paragraphs,), (Table, Editor)):
        greedy = [n for n, part in enumerate(parts) if isinstance(part, kinds)]
        for place, n in enumerate(greedy):
            more = max(0, min(wishes[n] - heights[n], spare // (len(greedy) - place)))
            heights[n] += more
            spare -= more
    return heights


def _paint_body(picture: Picture, state: State, parts: tuple[Part, ...], room: tuple[int, int, int, int]) -> None:
    """Paint the parts one below the other in ``room``: row, column, width, height."""
    y, x, width, height = room
    height = max(height, 0)
    heights = _heights(parts, width, height)
    picture.body = (y, y + height)
    picture.excess = max(0, sum(heights) - height)
    state.shift = min(state.shift, picture.excess)
    picture.canvas.clip(y, y + height)
    y -= state.shift
    for number, (part, lines) in enumerate(zip(parts, heights, strict=True)):
        _paint_part(picture, state, part, number, (y, x, width, lines))
        y += lines
    picture.canvas.unclip()


def _paint_part(picture: Picture, state: State, part: Part, number: int, room: tuple[int, int, int, int]) -> None:
    y, x, width, height = room
    match part:
        case Block():
            paint_block(picture, part, state, y, x, width)
        case TabStrip():
            _paint_tabs(picture, part, y, x, width)
        case Table():
            paint_table(picture, part, state, y, x, width, height)
        case Paragraphs():
            _paint_prose(picture, state, part, number, room)
        case Editor():
            label = bool(part.label)
            picture.canvas.put(y, x, safe(part.label), "label")
            area = Area(part, number, y + label, x, width, height - label)
            picture.areas.append(area)
            paint_editor(picture.canvas, area, state)


def _tab_lines(strip: TabStrip, width: int) -> list[list[int]]:
    """The tabs of each line: all in one as long as their words fit, side by side or sharing the blank between them."""
    widths = [text_width(safe(tab.label)) for tab in strip.tabs]
    if sum(widths) + len(widths) + 1 <= width:
        return [list(range(len(widths)))]
    lines: list[list[int]] = [[]]
    used = 0
    for n, wanted in enumerate(widths):
        if lines[-1] and used + wanted + 2 > width:
            lines.append([])
            used = 0
        lines[-1].append(n)
        used += wanted + 2
    return lines


def _paint_tabs(picture: Picture, strip: TabStrip, y: int, x: int, width: int) -> None:
    """The tabs in full words; the active one stands between brackets as well as in its colour."""
    canvas = picture.canvas
    labels = [safe(tab.label) for tab in strip.tabs]
    for line, numbers in enumerate(_tab_lines(strip, width)):
        canvas.fill(y + line, x, width, "tab")
        wide = sum(text_width(labels[n]) + 2 for n in numbers) <= width
        column = x
        for n in numbers:
            active = n == strip.active
            # Side by side, tabs share the blank between them; the brackets take it on both sides.
            before = "[" if active else " " if wide or n == numbers[0] or n - 1 != strip.active else ""
            text = f"{before}{cut(labels[n], width - 2)}{']' if active else ' ' if wide else ''}"
            end = canvas.put(y + line, column, text, "tab_active" if active else "tab")
            picture.targets.append(Target(y + line, column, end, strip.tabs[n].code))
            column = end


def _paint_prose(
    picture: Picture, state: State, part: Paragraphs, number: int, room: tuple[int, int, int, int]
) -> None:
    y, x, width, height = room
    lines = wrapped(part.texts, min(width, _PROSE_WIDTH))
    top = state.offsets[number] = max(0, min(state.offsets.get(number, 0), len(lines) - height))
    picture.areas.append(Area(part, number, y, x, width, height, len(lines)))
    for n, line in enumerate(lines[top : top + height]):
        picture.canvas.put(y + n, x, line, "text", width)


def paint_editor(canvas: Canvas, area: Area, state: State) -> None:
    """Paint the lines of a multi-line field that its scroll position shows."""
    if not isinstance(area.part, Editor):
        return
    entry = state.prose.get(area.part.path)
    if entry is None:
        entry = state.prose[area.part.path] = ProseEntry(area.part.text, area.part.length)
    entry.width = max(2, min(area.width, _PROSE_WIDTH) - 1)
    lines = entry.lines()
    area.total = len(lines)
    entry.top = max(0, min(entry.top, len(lines) - 1))
    if state.active == area.part.path:
        entry.follow(area.height)
    role = "field" if area.part.open else "text"
    if area.part.error:
        role = "field_error"
    for n in range(area.height):
        canvas.fill(area.y + n, area.x, entry.width + 1, role)
        if entry.top + n < len(lines):
            start, end = lines[entry.top + n]
            canvas.put(area.y + n, area.x, safe(entry.text[start:end]), role, entry.width + 1)


# --- popups ----------------------------------------------------------------------------------------------------------
def _part_width(part: Part) -> int:
    match part:
        case Block():
            return block_width(part)
        case TabStrip():
            return sum(text_width(safe(tab.label)) + 3 for tab in part.tabs)
        case Table():
            return table_width(part)
        case Editor():
            return _PROSE_WIDTH
        case Paragraphs():
            lines = (line for text in part.texts for line in text.split("\n"))
            return min(_PROSE_WIDTH, max((text_width(safe(line)) for line in lines), default=0) + 1)


def _paint_popup(picture: Picture, state: State, view: View) -> None:
    """A framed box in the middle; its keys stand in it, above a table as nothing may follow one."""
    canvas = picture.canvas
    limit = max(canvas.width - 6, 10)
    keys = key_rows(view.keys, limit - 4, 2, plain=state.plain_keys)
    key_width = max((_keys_width(row, plain=state.plain_keys) for row in keys), default=0)
    inner = max([30, key_width, text_width(safe(view.title)) + 4, *(_part_width(part) for part in view.body)])
    inner = min(inner, limit - 4)
    has_keys = bool(keys[0])
    frame = 2 + (len(keys) + 1 if has_keys else 0)
    height = min(sum(_popup_wish(part, inner) for part in view.body) + frame, max(canvas.height - 4, 3))
    top, left = max(0, (canvas.height - height - 1) // 2), max(0, (canvas.width - inner - 4) // 2)
    _paint_box(canvas, (top, left, inner + 4, height), safe(view.title))
    first, last = top + 1, top + height - 1
    if has_keys:
        above = any(isinstance(part, Table) for part in view.body)
        y = first if above else last - len(keys)
        first, last = (first + len(keys) + 1, last) if above else (first, last - len(keys) - 1)
        for n, row in enumerate(keys):
            paint_keys(picture, row, y + n, left + 2, plain=state.plain_keys, bar=False)
    _paint_body(picture, state, view.body, (first, left + 2, inner, last - first))
    if hint := _hint(picture, state):
        canvas.put(top + height - 1, max(left + 1, left + inner + 2 - text_width(hint) - 2), f" {hint} ", "frame")


def _popup_wish(part: Part, width: int) -> int:
    return 10 if isinstance(part, Editor) else _wish(part, width)


def _keys_width(row: list[KeyView], *, plain: bool) -> int:
    return sum(sum(text_width(part) for part in key_text(key, plain=plain)) + 3 for key in row)


def _paint_box(canvas: Canvas, box: tuple[int, int, int, int], title: str) -> None:
    y, x, width, height = box
    canvas.put(y, x, "┌" + "─" * (width - 2) + "┐", "frame")
    if title:
        canvas.put(y, x + 2, f" {cut(title, width - 6)} ", "frame_title", width - 4)
    for line in range(y + 1, y + height - 1):
        canvas.put(line, x, "│" + " " * (width - 2) + "│", "frame")
        canvas.paint(line, x + 1, width - 2, "ground")
    canvas.put(y + height - 1, x, "└" + "─" * (width - 2) + "┘", "frame")
