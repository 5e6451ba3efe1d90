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
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdtui import wiring
from sdtui.store import locks
from tests.company import NOW, TODAY, now
from tests.scenarios.corpus import FITTING, HOSTILE, VALID
from tests.scenarios.storm import Storm

MANY = int(os.environ.get("SDTUI_STORMS", "0"))
STORMY = settings(
    max_examples=MANY or 10,
    derandomize=not MANY,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
Step = tuple[Any, ...]

PLAIN_KEYS = ("enter", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "backspace", "delete",
              "insert", "pageup", "pagedown", "escape", "space", "unknown")  # fmt: skip
HELD_KEYS = (
    *(f"ctrl+{key}" for key in ("pageup", "pagedown", "home", "end", "left", "right", "delete", "space", "/", "\\")),
    *(f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
    *(f"alt+{key}" for key in "0123456789c["),
    *(f"shift+{key}" for key in ("pageup", "pagedown", "up", "down")),
)
FUNCTION_KEYS = (*(f"f{n}" for n in range(1, 13)), *(f"shift+f{n}" for n in range(1, 13)))
KEYS = (*PLAIN_KEYS, *HELD_KEYS, *FUNCTION_KEYS)
COMMANDS = (
    "/n", "/o", "/i", "/nend", "/oVA21", "/o VA11", "/i1", "/i2", "/i9", "/nVA11", "/nVA12", "/nVA13", "/nVA21",
    "/nVA22",
    "/nVA23", "/*VA22", "/*VA12 10000000", "VA22 20000004", "VA13", "=save", "=check", "=values", "=help",
    "=back", "=tab_conditions",
    "=exit", "=delete_line", "=junk", "=paste", "=", "/", "/nXX99", "/n VA11 10000000 9", "quotation",
    "inquiry", "save", "zzz",
    "/nend x", "/o/o", "*", "/h", "=live", "=mark", "=answer_yes",
)  # fmt: skip
# Ways into the places where something can go wrong.
WAYS: tuple[tuple[Step, ...], ...] = (
    (("command", "/nVA11"), ("type", "IN\t1000\t10\t00"), ("key", "enter")),
    (("command", "/nVA21"), ("type", "QT\t1000\t10\t00"), ("key", "enter"), ("type", "1000\t\t\t\t\t+30"),
     ("key", "enter"), ("place", "material"), ("paste", "M-100\t5\nM-110\t3"), ("key", "enter")),
    (("command", "/nVA22 20000004"), ("key", "enter")),
    (("command", "/nVA22 20000152"), ("key", "f10")),
    (("command", "/nVA12 10000088"), ("key", "enter")),
    (("command", "/nVA12 10000092"), ("place", "material"), ("key", "f2")),
    (("command", "/nVA23 20000003"),),
    (("command", "/nVA21"), ("key", "f8"), ("type", "10000088"), ("key", "enter")),
    (("command", "/nVA21"), ("key", "f8"), ("type", "10000092"), ("key", "f5")),
    (("command", "/nVK11 K007"), ("type", "1000\t10\t00\t1000\t5"), ("key", "enter")),
    (("command", "/nVK11 PR00"), ("key", "enter"), ("place", "rate")),
    (("command", "/nVK12 K004"), ("key", "enter"), ("place", "material"), ("key", "f2")),
    (("command", "/nVK12 PR00"), ("key", "down"), ("key", "enter"), ("key", "enter")),
    (("command", "/nVK13 MWST"), ("key", "enter"), ("key", "enter")),
)  # fmt: skip
ACTS: tuple[tuple[Step, ...], ...] = (
    (("key", "f11"), ("key", "enter"), ("key", "enter")),
    (("key", "enter"), ("key", "enter")),
    (("mend",), ("key", "f11"), ("key", "enter"), ("mend",)),
    (("mend",),),
    (("key", "f4"), ("key", "down"), ("key", "enter")),
    (("key", "f7"), ("key", "f7")),
    (("place", "material"), ("key", "f2"), ("command", "=tab_conditions")),
    (("place", "condition_type"), ("type", "HA00\t5"), ("key", "enter")),
    (("place", "condition_type"), ("type", "RB00\t-5"), ("key", "enter")),
    (("place", "material"), ("type", "M-100\t5\tPC"), ("key", "enter")),
    (("place", "function"), ("type", "WE\t1001"), ("key", "enter")),
    (("place", "rate"), ("type", "12\t\t\t\t+3"), ("key", "enter")),
    (("place", "scale_value"), ("type", "10\t9"), ("key", "enter")),
    (("command", "=tab_texts"), ("key", "f2"), ("type", "Text \r [/] \u202e"), ("key", "f3")),
)

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
gust = st.one_of(typing, fitting, fitting, st.sampled_from(ACTS), one.map(lambda step: (step,)))
# Lists of lists, as one list is mostly short.
storms = st.lists(
    st.tuples(st.sampled_from(WAYS), st.lists(st.lists(gust, max_size=12), max_size=8)), min_size=1, max_size=6
)


@contextmanager
def storm_on(company: Path) -> Generator[Storm]:
    """A desk in a copy of the company; at the end every lock is free."""
    logger, folder = logging.getLogger("sdtui"), tempfile.mkdtemp(prefix="storm")
    shutil.copy(company, Path(folder) / "sales.db")
    desk = wiring.make_desk(f"sqlite:///{folder}/sales.db", "en", user="ANNA", today=lambda: TODAY, now=now)
    storm = Storm(desk)
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
