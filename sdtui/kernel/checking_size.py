"""Whether a screen fits 80 columns and 24 lines, by a rough count of what the glass needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sdtui.kernel.compose import WIDEST
from sdtui.kernel.definitions import BlockDefinition, Screen, TabDefinition
from sdtui.kernel.fields import FieldFacts, base_name, fields_of

WIDTH = 78
LINES = 21
LEAST_TABLE = 5
LEAST_EDITOR = 4
LEAST_CLOSED = 8
LABEL = 20
GAP = 3

Closed = Callable[[str, type, str], bool]


def too_large(screen: Screen, record: type, closed: Closed) -> Iterator[str]:
    """Fields that are too wide for a line, and tabs that need too many lines."""
    widths = {
        name: _width(facts, closed=closed(screen.name, record, name)) for name, facts in fields_of(record).items()
    }
    above = TabDefinition("", screen.blocks, screen.tables, screen.editor)
    for tab in screen.tabs or (TabDefinition(""),):
        where = f"{screen.name}.toml" + (f" [{tab.name}]" if tab.name else "")
        for block in (*above.blocks, *tab.blocks):
            for line in block.groups():
                for group in line:
                    if (width := _group(group, widths)) > WIDTH:
                        yield f"{where}: {' '.join(group)}: needs {width} columns of {WIDTH}"
        lines = _lines(above, widths) + bool(screen.tabs) + _lines(tab, widths)
        if lines > LINES:
            yield f"{where}: lines: needs {lines} lines of {LINES}"


def _lines(part: TabDefinition, widths: Mapping[str, int]) -> int:
    """Lines of all blocks, and the least that tables and an editor need."""
    blocks = sum(_block(block, widths) for block in part.blocks)
    return blocks + LEAST_TABLE * len(part.tables) + LEAST_EDITOR * bool(part.editor)


def _block(block: BlockDefinition, widths: Mapping[str, int]) -> int:
    """Lines of a block with as many groups side by side as fit; what does not fit goes into the next line."""
    lines = block.groups()
    for side_by_side in range(max(map(len, lines), default=1), 1, -1):
        rows = [line[n : n + side_by_side] for line in lines for n in range(0, len(line), side_by_side)]
        if _fits([[_group(group, widths) for group in row] for row in rows]):
            return len(rows)
    return sum(map(len, lines))


def _fits(rows: Sequence[Sequence[int]]) -> bool:
    """Whether rows of groups fit whose columns begin at the same place in every row."""
    starts = [0]
    for place in range(max(map(len, rows), default=0)):
        widest = max((row[place] for row in rows if place + 1 < len(row)), default=0)
        starts.append(starts[place] + widest + GAP)
    return all(starts[len(row) - 1] + row[-1] <= WIDTH for row in rows if row)


def _group(names: Sequence[str], widths: Mapping[str, int]) -> int:
    """A label and the fields beside it, each with the gap behind it."""
    fields = [LEAST_CLOSED if "." in name else widths.get(base_name(name), LEAST_CLOSED) for name in names]
    return LABEL + 1 + sum(fields) + 2 * max(len(fields) - 1, 0)


def _width(facts: FieldFacts, *, closed: bool) -> int:
    """The least columns of a field: closed texts shrink, numbers and open fields do not."""
    full = 10 if facts.kind.__name__ == "date" else min(facts.element.length, WIDEST)
    return min(full, LEAST_CLOSED) if closed and facts.kind is str else full
