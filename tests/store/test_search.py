"""Searching finds what a plain filter over the folded words finds, whichever index serves it."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from sdtui.domain.reach import phone_digits, vat_key
from sdtui.domain.selection import as_shown
from sdtui.store import schema, search
from sdtui.store.columns import metadata
from sdtui.store.engine import Database, open_database
from sdtui.store.search import Entry, Wanted, folded
from sdtui.store.unit import Unit
from tests.store.conftest import ENGINES

SYLLABLES = [
    "ło",
    "żys",
    "ko",
    "stra",
    "ße",
    "mül",
    "ler",
    "ski",
    "Ą",
    "ęd",
    "bike",
    "zone",
    "o'",
    "100%",
    "_x",
    "\\",
    '"q',
]
TABLE = metadata.tables["search_entry"]
ENGINE = pytest.mark.parametrize("engine", ["memory", ENGINES[-1]])
HASTY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def made_up(count: int) -> list[Entry]:
    random = Random(7)

    def word() -> str:
        return "".join(random.choices(SYLLABLES, k=random.randrange(1, 4)))

    return [
        Entry(
            f"{random.randrange(10**6):010}" if place % 5 else f"K{place}",
            " ".join(word() for _ in range(random.randrange(1, 4))),
            folded(word(), word(), str(random.randrange(10**9))),
            ["even" if place % 2 else "odd"],
        )
        for place in range(count)
    ]


ENTRIES = list({entry.key: entry for entry in made_up(400)}.values())


@contextmanager
def filled(database: Database) -> Generator[Unit]:
    """The entries, forgotten afterwards."""
    with database.engine.connect() as connection, connection.begin() as transaction:
        unit = Unit(connection, writes=True)
        search.put(unit, "thing", ENTRIES)
        search.put(unit, "other", [Entry("1", "bike zone", "")])
        yield unit
        transaction.rollback()


@pytest.fixture(scope="module")
def units(standing: Callable[[str], Database]) -> Iterator[Callable[[str], Unit]]:
    made: dict[str, tuple[object, Unit]] = {}

    def get(engine: str) -> Unit:
        if engine not in made:
            context = filled(standing(engine))
            made[engine] = (context, context.__enter__())
        return made[engine][1]

    yield get
    for context, _ in made.values():
        context.__exit__(None, None, None)  # pyright: ignore[reportAttributeAccessIssue]


def written_out(text: str) -> str:
    for letter, letters in {"ä": "ae", "ö": "oe", "ü": "ue"}.items():
        text = text.replace(letter, letters)
    return text


def has(entry: Entry, word: str) -> bool:
    """Without any index: whether a word of letters and wildcards stands in the words of an entry."""
    number = entry.key.lstrip("0") if entry.key.isdigit() else entry.key
    names = dict.fromkeys((folded(entry.name), folded(written_out(entry.name))))
    words = " ".join((folded(number), *names, entry.words))
    patterns = {re.escape(folded(way)) for way in (word, written_out(word))}
    return any(re.search(each.replace(r"\*", ".*").replace(r"\+", "."), words) for each in patterns)


TYPED = st.text(alphabet=string.ascii_lowercase + "łóżśąäöüß%_\\\"'*+&", min_size=1, max_size=5)
FRAGMENT = st.builds(
    lambda entry, start, size: entry.name[start % len(entry.name) :][:size].strip(),
    st.sampled_from(ENTRIES),
    st.integers(0, 30),
    st.integers(1, 7),
).filter(bool)
WORDS = st.lists(st.one_of(TYPED, FRAGMENT).filter(lambda word: not re.search(r"\d", word)), min_size=1, max_size=3)


@ENGINE
@HASTY
@given(typed=WORDS)
@example(typed=["*"])
@example(typed=["%", "_"])
@example(typed=['"q', "\\"])
@example(typed=["mu", "ler"])
@example(typed=["\\+\\"])
def test_the_database_finds_what_a_plain_filter_finds(
    units: Callable[[str], Unit], engine: str, typed: list[str]
) -> None:
    text = " ".join(typed)
    words = [word for word in text.split() if word.strip("*")]
    expected = {entry.key for entry in ENTRIES if all(has(entry, word) for word in words)}
    assert set(search.find(units(engine), Wanted("thing", text), 1000)) == expected
    odd = {entry.key for entry in ENTRIES if "odd" in entry.tags}
    assert set(search.find(units(engine), Wanted("thing", text, ({"odd", "none"},)), 1000)) == expected & odd


@ENGINE
@HASTY
@given(typed=FRAGMENT, limit=st.integers(1, 30))
def test_those_that_begin_with_the_word_come_first(
    units: Callable[[str], Unit], engine: str, typed: str, limit: int
) -> None:
    found = search.find(units(engine), Wanted("thing", typed), 1000)
    head, names = folded(typed).split(" ")[0], {entry.key: folded(entry.name) for entry in ENTRIES}
    numbers = {entry.key: folded(as_shown(entry.key)) for entry in ENTRIES}

    def place(key: str) -> tuple[int, str]:
        if numbers[key].startswith(head):
            return 0, numbers[key]
        return (1, names[key]) if names[key].startswith(head) else (2, "")

    places = [place(key) for key in found]
    assert places == sorted(places)
    assert search.find(units(engine), Wanted("thing", typed), limit) == found[:limit]


@ENGINE
def test_many_that_have_the_letters_are_gone_through_in_their_order(
    units: Callable[[str], Unit], engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = set(search.find(units(engine), Wanted("thing", "bike"), 1000))
    monkeypatch.setattr(search, "_MANY", 3)
    found = search.find(units(engine), Wanted("thing", "bike"), 1000)
    assert len(one_by_one) > 3
    assert set(found) == one_by_one


@ENGINE
def test_an_entry_is_replaced_and_removed(units: Callable[[str], Unit], engine: str) -> None:
    unit = units(engine)
    search.put(unit, "device", [Entry("K0", "Renamed Gizmo", "")])
    assert search.find(unit, Wanted("device", "gizmo renamed"), 9) == ["K0"]
    search.put(unit, "device", [Entry("K0", "Gadget", "")])
    assert search.find(unit, Wanted("device", "gizmo"), 9) == []
    unit.execute(TABLE.delete().where(TABLE.c.object == "device"))
    assert search.find(unit, Wanted("device", "gadget"), 9) == []


def test_a_copy_of_a_database_finds_the_same(database: Database, tmp_path: Path) -> None:
    """Copying may number hidden row ids anew; the index is joined by ids of our own."""
    if database.facts.engine != "SQLite" or not database.engine.url.database:
        pytest.skip("files are copied")
    database.write(lambda unit: search.put(unit, "thing", ENTRIES))
    gone = [entry.key for entry in ENTRIES[::2]]
    database.write(lambda unit: unit.execute(TABLE.delete().where(TABLE.c.key.in_(gone))))
    schema.copy_to(database, tmp_path / "copy.db")
    copy = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    with copy.read() as theirs, database.read() as ours:
        assert (
            search.find(theirs, Wanted("thing", "bike"), 500) == search.find(ours, Wanted("thing", "bike"), 500) != []
        )
        assert theirs.rows(sql("PRAGMA integrity_check")) == [("ok",)]
    copy.close()


@given(
    country=st.sampled_from([("DE", "49"), ("PL", "48"), ("US", "1"), ("XX", "")]),
    digits=st.text("0123456789", min_size=6, max_size=10).filter(lambda text: text[0] not in "01"),
    prefix=st.sampled_from(["+{code} ", "00{code}", "+{code} (0)", "0", ""]),
    gaps=st.lists(st.sampled_from(["", " ", "-", "/", ") ("]), min_size=10, max_size=10),
)
def test_a_telephone_number_is_found_however_it_is_written(
    country: tuple[str, str], digits: str, prefix: str, gaps: list[str]
) -> None:
    name, code = country
    spaced = "".join(digit + gap for digit, gap in zip(digits, gaps, strict=False))
    stored = phone_digits(f"+{code}{digits}" if code else digits, name)
    asked = phone_digits(prefix.format(code=code) + spaced)
    assert stored.endswith(digits)
    assert asked in stored


@pytest.mark.parametrize(
    ("written", "country", "key"),
    [
        ("DE 123 456 789", "DE", "de123456789"),
        ("123456789", "DE", "de123456789"),
        ("PL-526-000-12-46", "PL", "pl5260001246"),
        ("EL094014201", "GR", "el094014201"),
        ("094014201", "GR", "el094014201"),
        ("ATU12345678", "AT", "atu12345678"),
        ("", "DE", ""),
    ],
)
def test_a_vat_number_has_one_form(written: str, country: str, key: str) -> None:
    assert vat_key(written, country) == key
