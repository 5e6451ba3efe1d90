"""What was measured, what it may be at most, and the table of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A result and its target.

    ``best`` is the least of the samples: on a busy machine it says more about the program than the median does. A
    figure without ``target`` is only told.
    """

    what: str
    unit: str
    target: float | None
    result: float
    best: float | None = None

    @property
    def missed(self) -> bool:
        """Whether the result is above the target."""
        return self.target is not None and self.result > self.target

    @property
    def verdict(self) -> str:
        """``ok``, ``MISSED``, or nothing where there is no target."""
        return "" if self.target is None else "MISSED" if self.missed else "ok"


def typical(what: str, unit: str, target: float | None, samples: Sequence[float]) -> Figure:
    """A figure by the median of its samples."""
    return Figure(what, unit, target, median(samples), min(samples))


def percentile(samples: Sequence[float], percent: float) -> float:
    """The smallest sample that ``percent`` of all do not exceed."""
    return sorted(samples)[max(math.ceil(len(samples) * percent / 100) - 1, 0)]


def table(figures: Sequence[Figure]) -> str:
    """One line per figure: what, target, result, best, verdict."""
    rows = [("what", "target", "result", "best", "")]
    for figure in figures:
        best = "" if figure.best is None else _number(figure.best)
        rows.append((figure.what, _limit(figure), f"{_number(figure.result)} {figure.unit}", best, figure.verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    what, target, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    result, best, verdict = (cell.strip().rjust(width) for cell, width in zip(rest, widths[2:], strict=True))
    return f"{what}  {target}  {result}  {best}  {verdict.strip()}".rstrip()


def _limit(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"< {figure.target:,g} {figure.unit}" if figure.target else f"{figure.target:g} {figure.unit}"


def _number(value: float) -> str:
    if value == 0 or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
