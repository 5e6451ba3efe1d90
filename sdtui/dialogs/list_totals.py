"""Lines of sums in a list: behind each group of rows, and behind the last row of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sdtui.dialogs.list_window import Window
from sdtui.domain.lists import Layout, Total
from sdtui.kernel.fields import FieldFacts

Sums = Mapping[tuple[Any, ...], Sequence[Total]]
FactsOf = Callable[[str], FieldFacts]


class TotalRow:
    """What stands in a list for the sums of a group; a column that is not part of it has no value."""

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def __getattr__(self, name: str) -> Any:
        return self.values.get(name)


def with_totals(window: Window, layout: Layout, sums: Sums, facts_of: FactsOf) -> list[Any]:
    """The rows that are there, with the sums of a group behind its last row and of all behind the last of all."""
    by = layout.subtotals
    found: list[Any] = []
    last = len(window.rows) - 1
    for n, row in enumerate(window.rows):
        found.append(row)
        if n == last and window.more:
            break
        group = tuple(getattr(row, name) for name in by)
        after = None if n == last else tuple(getattr(window.rows[n + 1], name) for name in by)
        for depth in range(len(by), 0, -1):
            if after is None or after[:depth] != group[:depth]:
                found += lines(by[:depth], sums.get((by[:depth], group[:depth]), ()), facts_of)
    if not window.more and window.rows:
        found += lines((), sums.get(((), ()), ()), facts_of)
    return found


def lines(by: Sequence[str], totals: Sequence[Total], facts_of: FactsOf) -> Iterator[TotalRow]:
    """A line for each currency or unit."""
    for total in totals:
        values: dict[str, Any] = dict(zip(by, total.group, strict=True))
        for name, amount in total.sums.items():
            values[name] = amount
            reference = facts_of(name).element.reference
            if reference and total.currency:
                values[reference] = total.currency
        yield TotalRow(values)
