"""What a clerk feels: the start, the echo of keys, the change of screens, and what the program takes meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from bench.company import Company
from bench.figures import Figure, percentile, typical
from bench.program import Answer, Program

Size = tuple[int, int]
F2, F3, F5, F7, F10 = "\x1bOQ", "\x1bOR", "\x1b[15~", "\x1b[18~", "\x1b[21~"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
TAB, BACK_TAB, CLEAR = "\t", "\x1b[Z", "\x15"
IDLE_SECONDS = 4.0
# From the overview of a quotation and back to it.
CHANGES = (("item", F2), ("back", F3), ("flow", F5), ("back", F3), ("header", F10), ("back", F3), ("tab", F7))


def at_the_terminal(company: Company, size: Size, rounds: int, document: str) -> Iterator[Figure]:
    """All figures of this module; ``document`` is the number of a quotation of 100 items."""
    yield from _starts(company, size, rounds)
    with Program(size, company.environment, "VA23", "20000004") as program:
        program.shows("Overview 20000004")
        program.settle(1.0)
        yield from _changes(program, rounds)
        yield _idle(program)
    with Program(size, company.environment, "VA21") as program:
        program.shows("Create Quotation")
        program.press("QT\t1000\t10\t00\r")
        program.shows("Overview")
        program.settle(1.0)
        yield from _keys(program, rounds)
        for name, size_of in program.memory().items():
            yield Figure(f"memory, {name}", "MiB", None, size_of)
    with Program(size, company.environment, "VA22", document) as program:
        program.shows(f"Overview {document}")
        program.settle(1.0)
        yield from _long_document(program, rounds)


def _starts(company: Company, size: Size, rounds: int) -> Iterator[Figure]:
    paints: list[float] = []
    screens: list[float] = []
    computed: list[float] = []
    echoes: list[float] = []
    for _ in range(rounds):
        with Program(size, company.environment) as program:
            paints.append(program.shows("Easy Access"))
            program.press("VA11\r")
            screens.append(program.shows("Create Inquiry: Initial Screen"))
            computed.append(program.computed_since_start())
        with Program(size, company.environment) as program:
            program.shows("Easy Access")
            echoes.append(program.answer("V").first)
    yield typical("start to first picture", "s", 0.5, paints)
    yield typical("start to first VA11 screen", "s", 1.2, screens)
    yield typical("of which on the processor", "s", None, computed)
    yield typical("echo of a key at the first picture", "ms", None, echoes)


def _changes(program: Program, rounds: int) -> Iterator[Figure]:
    """The median of each kind of change, of which the slowest counts; the first of a kind warms it up."""
    for _, key in CHANGES:
        program.answer(key, quiet=0.05)
    answers: dict[str, list[Answer]] = {name: [] for name, _ in CHANGES}
    for _ in range(rounds * 2):
        for name, key in CHANGES:
            answers[name].append(program.answer(key, quiet=0.03))
    times = {name: median(answer.last for answer in some) for name, some in answers.items()}
    sizes = {name: median(answer.size for answer in some) for name, some in answers.items()}
    slowest, largest = max(times, key=times.__getitem__), max(sizes, key=sizes.__getitem__)
    everything = [answer for some in answers.values() for answer in some]
    yield typical("change of screen", "ms", 30, [answer.last for answer in everything])
    yield typical(f"the slowest change: {slowest}", "ms", 30, [answer.last for answer in answers[slowest]])
    yield Figure("bytes per change of screen", "B", 5_000, median(answer.size for answer in everything))
    yield Figure(f"the largest change: {largest}", "B", 5_000, sizes[largest])


def _idle(program: Program) -> Figure:
    program.settle(0.5)
    before = program.computed()
    time.sleep(IDLE_SECONDS)
    return Figure("processor when idle", "ms/s", 0, round((program.computed() - before) / IDLE_SECONDS, 2))


def _keys(program: Program, rounds: int) -> Iterator[Figure]:
    """Letters into the customer reference, which is cleared when it is full; Tab and back again between fields."""
    program.answer(TAB)
    program.answer(TAB)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    computed = program.computed()
    typed: list[Answer] = []
    for _ in range(rounds * 4):
        typed += [program.answer(letter, quiet=0.003) for letter in letters]
        typed.append(program.answer(CLEAR, quiet=0.003))
    computed = program.computed() - computed
    moved = [program.answer(key, quiet=0.003) for _ in range(rounds * 10) for key in (TAB, BACK_TAB)]
    echoes = [answer.first for answer in typed]
    yield typical("key to echo, median", "ms", 2, echoes)
    yield Figure("key to echo, 99 of 100", "ms", 10, percentile(echoes, 99))
    yield Figure("processor per key", "ms", 1, computed / len(typed))
    yield Figure("bytes per key", "B", 100, sum(answer.size for answer in typed) / len(typed))
    yield typical("to the next field and back", "ms", 2, [answer.first for answer in moved])


def _long_document(program: Program, rounds: int) -> Iterator[Figure]:
    """Another customer reference and Enter: each time the whole document is completed and priced."""
    program.answer(TAB)
    program.answer(TAB)
    entered = [program.answer(f"{CLEAR}{n}\r", quiet=0.1).last for n in range(rounds * 2)]
    yield typical("Enter on 100 items", "ms", 30, entered[1:])
    program.answer(PAGE_DOWN, quiet=0.1)
    pages = [program.answer(key, quiet=0.05).last for _ in range(rounds) for key in (PAGE_UP, PAGE_DOWN)]
    yield typical("a page of 100 items", "ms", 30, pages)
