"""Storms: whatever is typed, pasted, pressed and resized in whatever order, the program stays whole.

``SDTUI_STORMS=5000`` lets as many as that rage instead of a few, each time others.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdtui import wiring
from sdtui.store import locks
from tests.company import NOW, TODAY, now
from tests.scenarios.corpus import FITTING, HOSTILE, VALID
from tests.scenarios.storm import Storm
from tests.scenarios.weather import ACTS, COMMANDS, FUNCTION_KEYS, KEYS, PLAIN_KEYS, SAVING, WAYS, Step

MANY = int(os.environ.get("SDTUI_STORMS", "0"))
STORMY = settings(
    max_examples=MANY or 10,
    derandomize=not MANY,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

# A file that a customer sent: with a heading, good lines and bad ones.
ORDER = "Material;Menge;Text\nM-100;5;\nDXTR1;drei;[/]\nM-999;1;=1+1\nPRTR1;1.200,5;\x1b[2J\n"

text = st.one_of(st.sampled_from(VALID), st.sampled_from(HOSTILE), st.text(max_size=12))
pasted = st.one_of(
    st.sampled_from(("x" * 20_000, "M-100\t" * 300, "\n".join(f"M-100\t{n}" for n in range(60)), "\t\t\n\n\r\n\r")),
    st.lists(st.lists(text, min_size=1, max_size=5).map("\t".join), min_size=1, max_size=6).map("\n".join),
)
typing = st.tuples(st.tuples(st.just("enter_field"), st.integers(0, 60)), st.tuples(st.just("type"), text))
fitting = st.tuples(st.just("fill"), st.sampled_from(tuple(FITTING.items()))).map(lambda step: ((step[0], *step[1]),))
one = st.one_of(
    st.tuples(st.just("key"), st.sampled_from(PLAIN_KEYS)),
    st.tuples(st.just("key"), st.sampled_from(FUNCTION_KEYS)),
    st.tuples(st.just("key"), st.sampled_from(KEYS)),
    st.tuples(st.just("type"), text),
    st.tuples(st.just("paste"), pasted, st.booleans()),
    st.tuples(st.just("command"), st.one_of(st.sampled_from(COMMANDS), text)),
    st.tuples(st.just("resize"), st.integers(80, 200), st.integers(24, 60)),
    st.tuples(st.just("resize"), st.integers(0, 200), st.integers(0, 60)),
    st.tuples(st.just("click"), st.integers(-1, 60), st.integers(-1, 200)),
    st.tuples(st.just("beat")),
)
gust = st.one_of(
    typing, fitting, fitting, st.sampled_from(ACTS), st.sampled_from(SAVING), one.map(lambda step: (step,))
)
# Lists of lists, as one list is mostly short.
storms = st.lists(
    st.tuples(st.sampled_from(WAYS), st.lists(st.lists(gust, max_size=12), max_size=8)), min_size=1, max_size=6
)


@contextmanager
def storm_on(company: Path) -> Generator[Storm]:
    """A desk in a copy of the company; at the end every lock is free."""
    logger, folder = logging.getLogger("sdtui"), tempfile.mkdtemp(prefix="storm")
    shutil.copy(company, Path(folder) / "sales.db")
    (Path(folder) / "order.csv").write_text(ORDER, "utf-8")
    desk = wiring.make_desk(f"sqlite:///{folder}/sales.db", "en", user="ANNA", today=lambda: TODAY, now=now)
    storm = Storm(desk, Path(folder))
    logger.addHandler(storm.watch)
    try:
        yield storm
    finally:
        logger.removeHandler(storm.watch)
        desk.machinery.connection.close()
        shutil.rmtree(folder)


@given(storms)
@STORMY
def test_a_storm_leaves_everything_whole(
    whole_company: Path, storm_: list[tuple[tuple[Step, ...], list[list[tuple[Step, ...]]]]]
) -> None:
    gusts = [gust for way, parts in storm_ for gust in ((("home",),), way, *(gust for part in parts for gust in part))]
    with storm_on(whole_company) as storm:
        for name, *arguments in (step for gust in gusts for step in gust):
            if storm.session.ended:
                break
            act: Callable[..., None] = getattr(storm, name)
            act(*arguments)
        if not storm.session.ended:
            storm.resize(80, 24)
            storm.home()
            storm.command("/nex")
        assert storm.session.ended
        database = storm.desk.machinery.connection.services.sales_documents.context.database
        with database.read() as unit:
            assert locks.held(unit, NOW) == []
