"""What is too large for 80 columns and 24 lines however it is laid out.

A lower bound only: labels have a width in each language, and the glass decides what stands side by side. Whether a
screen really fits is seen when it is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sdtui.domain.elements import LimitElement
from sdtui.kernel.compose import LIMIT_WIDTH, WIDEST
from sdtui.kernel.definitions import Screen, TabDefinition
from sdtui.kernel.fields import FieldFacts, base_name, fields_of

WIDTH = 78
LINES = 21
# a heading and four rows
LEAST_TABLE = 5
LEAST_EDITOR = 3
# What a long text must at least show of itself: a closed one is cut, an open one scrolls.
LEAST_CLOSED = 10
LEAST_OPEN = 20
# A label is at least a word, and a blank follows it.
LABEL = 5

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
            for group in (group for line in block.groups() for group in line):
                if (width := _group(group, widths)) > WIDTH:
                    yield f"{where}: {' '.join(group)}: needs {width} columns of {WIDTH}"
        lines = _lines(above) + bool(screen.tabs) + _lines(tab)
        if lines > LINES:
            yield f"{where}: lines: needs {lines} lines of {LINES}"


def _lines(part: TabDefinition) -> int:
    """Lines of all blocks, and the least that tables and an editor need."""
    blocks = sum(len(block.lines) for block in part.blocks)
    return blocks + LEAST_TABLE * len(part.tables) + LEAST_EDITOR * bool(part.editor)


def _group(names: Sequence[str], widths: Mapping[str, int]) -> int:
    """A label and the fields beside it, each with the gap behind it."""
    fields = [LEAST_CLOSED if "." in name else widths.get(base_name(name), LEAST_CLOSED) for name in names]
    return LABEL + sum(fields) + max(len(fields) - 1, 0)


def _width(facts: FieldFacts, *, closed: bool) -> int:
    """The least columns of a field: texts give way, numbers and dates do not."""
    if isinstance(facts.element, LimitElement):
        return LIMIT_WIDTH
    full = 10 if facts.kind.__name__ == "date" else min(facts.element.length, WIDEST)
    return min(full, LEAST_CLOSED if closed else LEAST_OPEN) if facts.kind is str else full
