"""Laying out labelled fields: groups side by side, aligned in columns, as many as the width takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sdtui.kernel.view import Block, FieldView
from sdtui.tui.canvas import Canvas
from sdtui.tui.fields import paint_field
from sdtui.tui.glyphs import safe, text_width
from sdtui.tui.state import Picture, Spot, State

Group = tuple[FieldView, ...]
WidthOf = Callable[[FieldView], int]
_GAP = 3
# A closed key keeps its width, so that what stands beside it begins where it does beside an open one.
_LEAST_CLOSED = 10
_LEAST_OPEN = 4
# An open field of a long text shows at least so much of it.
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Placed:
    """A label (``width`` 0) or a field at its line and column in the block."""

    y: int
    x: int
    width: int
    field: FieldView


def field_width(view: FieldView) -> int:
    """The cells that a field wants."""
    wanted = view.width or view.length or text_width(safe(view.text))
    return max(wanted, 1)


def block_height(block: Block, width: int) -> int:
    """Lines that a block takes in that width."""
    placed = arrange(block, width)
    return (placed[-1].y + 1 if placed else 0) + bool(block.title)


def block_width(block: Block) -> int:
    """The cells that a block would like to have."""
    placed = arrange(block, 10_000)
    widths = [item.x + (max(item.width, text_width(safe(item.field.text))) or _label(item.field)) for item in placed]
    return max([*widths, text_width(safe(block.title))]) + 1 if placed else text_width(safe(block.title))


@lru_cache(maxsize=64)
def arrange(block: Block, width: int) -> tuple[Placed, ...]:
    """The places of all labels and fields, with as many groups side by side as fit."""
    most = max((len(line.groups) for line in block.lines), default=1)
    for side_by_side in range(most, 0, -1):
        rows = [
            line.groups[start : start + side_by_side]
            for line in block.lines
            for start in range(0, max(len(line.groups), 1), side_by_side)
        ]
        labels = [max((_label(row[n][0]) for row in rows if n < len(row) and row[n]), default=0) for n in range(most)]
        for width_of in (field_width, _text_width, _short_width):
            starts = _starts(rows, labels, width_of)
            least = _least_width if width_of is not _short_width else _least_short
            if _fits(rows, labels, starts, width, least) or (side_by_side == 1 and width_of is _short_width):
                return tuple(_place(rows, labels, starts, width, width_of))
    return ()


def _label(view: FieldView) -> int:
    return text_width(safe(view.label))


def _gap(view: FieldView) -> int:
    """Cells behind a field: room for its mark, and then some before the next; a unit stands close to its number."""
    return 2 if view.open or not view.right else 1


def _text_width(view: FieldView) -> int:
    """The cells of a field where room is short: closed ones shrink to their text."""
    if view.open or view.right:
        return field_width(view)
    return min(field_width(view), max(text_width(safe(view.text)), _LEAST_CLOSED))


def _short_width(view: FieldView) -> int:
    """The cells of a field where room is shorter still: long open ones scroll."""
    return min(_text_width(view), _SHORT) if view.open else _text_width(view)


def _least_width(view: FieldView) -> int:
    return field_width(view) if view.open or view.right else min(field_width(view), _LEAST_CLOSED)


def _least_short(view: FieldView) -> int:
    return min(_least_width(view), _SHORT)


def _group_width(group: Group, label: int, width: WidthOf) -> int:
    further = sum(_label(view) + 1 for view in group[1:] if view.label)
    gaps = sum(_gap(view) for view in group[:-1])
    return label + bool(label) + sum(map(width, group)) + gaps + further


def _starts(rows: list[tuple[Group, ...]], labels: list[int], width: WidthOf) -> list[int]:
    starts = [0]
    for n in range(len(labels) - 1):
        widths = [_group_width(row[n], labels[n], width) for row in rows if n + 1 < len(row)]
        starts.append(starts[n] + max(widths, default=0) + _GAP)
    return starts


def _fits(rows: list[tuple[Group, ...]], labels: list[int], starts: list[int], width: int, least: WidthOf) -> bool:
    return all(
        starts[len(row) - 1] + _group_width(row[-1], labels[len(row) - 1], least) <= width for row in rows if row
    )


def _place(
    rows: list[tuple[Group, ...]], labels: list[int], starts: list[int], width: int, width_of: WidthOf
) -> list[Placed]:
    placed: list[Placed] = []
    for y, row in enumerate(rows):
        for n, group in enumerate(row):
            end = starts[n + 1] - _GAP if n + 1 < len(row) else width
            placed += _place_group(group, y, (starts[n], end), labels[n], width_of)
    return placed


def _place_group(group: Group, y: int, room: tuple[int, int], label: int, width_of: WidthOf) -> list[Placed]:
    """Places of one group in the columns from ``room[0]`` up to ``room[1]``."""
    placed: list[Placed] = []
    x, end = room
    for n, view in enumerate(group):
        if view.label:
            placed.append(Placed(y, x, 0, view))
        if n == 0:
            x += label + bool(label)
        elif view.label:
            x += _label(view) + 1
        wanted = width_of(view)
        if not view.open and n + 1 == len(group) and not view.right:
            wanted = max(wanted, text_width(safe(view.text)))
        cells = max(min(wanted, end - x), min(wanted, _LEAST_OPEN))
        placed.append(Placed(y, x, cells, view))
        x += cells + _gap(view)
    return placed


def paint_block(picture: Picture, block: Block, state: State, y: int, x: int, width: int) -> None:
    """Paint a block and note where its fields stand."""
    canvas: Canvas = picture.canvas
    if block.title:
        canvas.put(y, x, safe(block.title), "heading", width)
        y += 1
    for item in arrange(block, width):
        if not item.width:
            canvas.put(y + item.y, x + item.x, safe(item.field.label), "label", max(0, width - item.x))
            continue
        spot = Spot(item.field, y + item.y, x + item.x, item.width)
        picture.spots[item.field.path] = spot
        paint_field(canvas, spot, state)
