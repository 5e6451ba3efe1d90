"""Measures, prints one table and, when asked to be strict, ends with 1 if a target was missed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from bench.at_the_terminal import at_the_terminal
from bench.behind_the_screen import behind_the_screen
from bench.company import demo_company
from bench.figures import Figure, table
from bench.over_many_documents import over_many_documents
from bench.possible_entries import possible_entries


def _size(_context: click.Context, _option: click.Parameter, text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise click.BadParameter("columns x rows are wanted, as in 132x43")
    return int(width), int(height)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--size", default="132x43", show_default=True, callback=_size, help="Columns x rows of the terminal.")
@click.option("--rounds", default=7, show_default=True, type=click.IntRange(min=1), help="Samples of the slow figures.")
@click.option(
    "--documents",
    "many",
    default=1_000_000,
    show_default=True,
    type=click.IntRange(min=0),
    help="Documents that lists are measured over; 0 leaves them out.",
)
@click.option("--strict", is_flag=True, help="End with 1 if a target was missed.")
def main(size: tuple[int, int], rounds: int, many: int, strict: bool) -> None:
    """Measure sdtui on a demo company that is made for it: starts, keys, screens, turns, saving and lists."""
    if not Path("/proc/self/schedstat").exists():
        raise click.ClickException("what a process computes is read from /proc, so the stopwatch needs Linux")
    before = time.monotonic()
    figures: list[Figure] = []
    documents: list[str] = []
    with demo_company() as company:
        behind = list(behind_the_screen(company, rounds, documents))
        figures += at_the_terminal(company, size, rounds, documents[-1])
        figures += behind
        figures += possible_entries(company, rounds)
    if many:
        figures += over_many_documents(many, rounds)
    missed = sum(figure.missed for figure in figures)
    print(table(figures))
    print(
        f"\n{size[0]}x{size[1]}, {rounds} rounds, {time.monotonic() - before:.0f} s; {missed} missed. "
        "Results are medians; with other programs at work on the machine they may be high."
    )
    sys.exit(1 if strict and missed else 0)


if __name__ == "__main__":
    main()
