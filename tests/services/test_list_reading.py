"""Long reads: they tell of themselves, can be stopped, hold nobody up; and nobody reads what he may not see."""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import Executable, select

from bench.many_documents import write
from sdtui.domain.authority import ActivityCode, Actor, SalesArea
from sdtui.domain.errors import NotAuthorized, Refuse
from sdtui.domain.lists import ListQuery, SortKey
from sdtui.domain.material import Material
from sdtui.domain.pulse import Cancelled
from sdtui.domain.selection import Criterion, Option
from sdtui.services.authority import EverythingAllowed
from sdtui.services.bundle import Services
from sdtui.services.lists import all_rows
from sdtui.store import materials, user_memory
from sdtui.store.columns import table
from sdtui.store.engine import Database, open_database
from sdtui.store.schema import create_schema
from sdtui.store.tables.masters import MaterialRow
from sdtui.store.unit import Unit, Values
from tests.company import services_of
from tests.services import list_samples as samples

EVERYTHING = ListQuery("documents")
# No index helps, so that it takes a while.
SLOW = ListQuery("documents", {"sold_to_name": (Criterion(Option.PATTERN, "*+*y+*z*q*"),)})
ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="module", params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    if request.param == "postgresql":
        url = request.getfixturevalue("server")()
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('reading') / 'many.db'}"
    with closing(open_database(url)) as database:
        create_schema(database)
        write(database, 20_000)
        yield database


@pytest.fixture
def clerk(database: Database) -> Services:
    return services_of("CLERK01", database)


# --- pulse -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def slow(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements are told of at once, and on a server they last."""
    monkeypatch.setattr("sdtui.store.list_watch.EVERY", 0.001)
    monkeypatch.setattr("sdtui.store.list_watch._STEPS", 100)
    read = Unit.rows

    def lasting(unit: Unit, statement: Executable) -> list[Values]:
        if unit.connection.dialect.name == "postgresql":
            unit.connection.exec_driver_sql("SELECT pg_sleep(0.3)")
        return read(unit, statement)

    monkeypatch.setattr(Unit, "rows", lasting)


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("ask", ["page", "last", "count"])
def test_a_read_is_stopped_and_the_next_one_works(clerk: Services, ask: str) -> None:
    source, beats = clerk.lists.source("documents"), list[int]()

    def stop(rows: int) -> None:
        beats.append(rows)
        if len(beats) == 3:
            raise Cancelled("read-cancelled")

    clerk.context.pulse.listener = stop
    with pytest.raises(Cancelled):
        getattr(source, ask)(SLOW)
    assert beats == [0, 0, 0]
    clerk.context.pulse.listener = None
    assert source.count(EVERYTHING) == 20_000
    assert source.count(SLOW) == 0
    clerk.context.database.write(lambda unit: user_memory.set_parameters(unit, "CLERK01", {"VKO": "1000"}))


@pytest.mark.usefixtures("slow")
def test_a_read_that_is_watched_and_not_stopped_finds_the_same(clerk: Services) -> None:
    source = clerk.lists.source("documents")
    expected = source.page(EVERYTHING).rows
    beats: list[int] = []
    clerk.context.pulse.listener = beats.append
    assert source.page(EVERYTHING).rows == expected
    assert source.count(SLOW) == 0
    assert beats


@pytest.mark.usefixtures("slow")
def test_a_bug_of_the_statement_is_no_cancel(clerk: Services) -> None:
    clerk.context.pulse.listener = lambda rows: None
    with pytest.raises(KeyError):
        clerk.lists.source("documents").count(ListQuery("documents", {"colour": SLOW.selection["sold_to_name"]}))


@pytest.mark.usefixtures("slow")
def test_who_reads_for_long_keeps_nobody_from_writing(clerk: Services) -> None:
    """The writer commits while the reader is in the middle of a statement."""
    written: list[bool] = []

    def writing(rows: int) -> None:
        if not written:
            other = threading.Thread(target=write_something)
            other.start()
            other.join(5)
            assert not other.is_alive()

    def write_something() -> None:
        database = clerk.context.database
        database.write(lambda unit: user_memory.set_parameters(unit, "OTHER", {"VKO": "1000"}))
        written.append(True)

    clerk.context.pulse.listener = writing
    assert clerk.lists.source("documents").count(SLOW) == 0
    assert written == [True]


def test_all_rows_come_page_by_page_and_hold_nothing_between(clerk: Services) -> None:
    numbers: list[str] = []
    for row in all_rows(clerk.lists.source("documents"), EVERYTHING, size=7_000):
        if len(numbers) % 5_000 == 0:
            clerk.context.database.write(
                lambda unit: user_memory.set_parameters(unit, "CLERK01", {"AGN": str(len(numbers))})
            )
        numbers.append(row.number)
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 20_000


# --- authority -------------------------------------------------------------------------------------------------------
@dataclass
class Only(EverythingAllowed):
    """May see these areas, and asks for nothing else."""

    allowed: frozenset[SalesArea]

    def areas(self, actor: Actor, activity: ActivityCode, object: str) -> frozenset[SalesArea] | None:
        assert (activity, object) == (ActivityCode.DISPLAY, "V_VBAK_AAT")
        return self.allowed


@pytest.mark.parametrize("name", ["documents", "items"])
@pytest.mark.parametrize(
    "areas",
    [
        set[SalesArea](),
        {SalesArea("1000")},
        {SalesArea("1000", "10", "00"), SalesArea("2000", "12")},
        {SalesArea(channel="10")},
        {SalesArea()},
    ],
)
def test_a_list_shows_what_its_reader_may_see(clerk: Services, name: str, areas: set[SalesArea]) -> None:
    mine = replace(clerk.context, authority=Only(frozenset(areas)))
    seen = Services(mine, clerk.pricing_customizing).lists.source(name)

    def may_see(row: dict[str, str]) -> bool:
        return any(
            area.sales_org in ("", row["sales_org"])
            and area.channel in ("", row["channel"])
            and area.division in ("", row["division"])
            for area in areas
        )

    allowed = [row for row in samples.many(20_000).documents if may_see(row)]
    expected = len(allowed) if name == "documents" else sum(len(row["items"]) for row in allowed)
    assert seen.count(EVERYTHING) == expected
    assert sum(total.count for total in seen.totals(EVERYTHING, ["net_value"])) == expected
    assert all(may_see(vars_of(row)) for row in seen.page(EVERYTHING).rows)
    assert len(seen.last(EVERYTHING).rows) == min(expected, 200)


def vars_of(row: object) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("sales_org", "channel", "division")}


class Nothing(EverythingAllowed):
    """May see nothing."""

    def permits(self, actor: Actor, activity: ActivityCode, object: str, area: SalesArea, fields: object) -> bool:
        return False


def test_what_is_in_no_sales_area_is_asked_about_too(services: Services) -> None:
    blind = replace(services.context, authority=Nothing())
    with pytest.raises(NotAuthorized) as refused:
        Services(blind, services.pricing_customizing).lists.source("materials").count(ListQuery("materials"))
    assert refused.value.slots["object"] == "M_MATE_MAR"


# --- limits ----------------------------------------------------------------------------------------------------------
def test_a_column_of_a_spreadsheet_is_selected_by(clerk: Services) -> None:
    numbers = [row.number for row in clerk.lists.source("documents").page(EVERYTHING, size=5_000).rows]
    lines = tuple(Criterion(Option.EQUAL, number) for number in [*numbers, *(f"X{n}" for n in range(20_000))])
    query = ListQuery("documents", {"number": lines})
    assert clerk.lists.source("documents").count(query) == 5_000


@pytest.mark.parametrize(("option", "count"), [(Option.EQUAL, 30_001), (Option.PATTERN, 501)])
def test_more_lines_than_a_database_takes_are_refused(clerk: Services, option: Option, count: int) -> None:
    lines = tuple(Criterion(option, f"{n}*") for n in range(count))
    with pytest.raises(Refuse, match="selection-too-long") as refused:
        clerk.lists.source("documents").page(ListQuery("documents", {"customer_reference": lines}))
    assert (refused.value.field, refused.value.slots["count"]) == ("customer_reference", count)


def test_a_sum_is_exact_beyond_64_bits(clerk: Services) -> None:
    """Many times the largest amount that a document can have."""
    database = clerk.context.database
    with database.read() as unit:
        largest = "922337203685477" + "0000" * (unit.connection.dialect.name == "sqlite")
        unit.connection.exec_driver_sql(f"UPDATE sales_document SET net_value = {largest}")
        totals = clerk.lists.source("documents").totals(EVERYTHING, ["net_value"])
    assert sum(total.sums["net_value"] for total in totals) == 20_000 * 922_337_203_685_477


# --- materials -------------------------------------------------------------------------------------------------------
def test_materials_stand_in_a_list_by_plant_with_their_valuation(services: Services) -> None:
    with services.context.database.read() as unit:
        numbers = [row[0] for row in unit.rows(select(table(MaterialRow).c.number))]
        known = materials.load_many(unit, numbers)
    expected = sorted(
        (number, plant, material.description("PL"), material.base_unit, *_valuation(material, plant))
        for number, material in known.items()
        for plant in [row.plant for row in material.plants] or [""]
    )
    polish = replace(services.context, actor=Actor("ANNA", language="PL"))
    source = Services(polish, services.pricing_customizing).lists.source("materials")
    rows = list(all_rows(source, ListQuery("materials"), size=7))
    found = [
        (row.number, row.plant, row.description, row.base_unit, row.moving_price, row.currency, row.stock)
        for row in rows
    ]
    assert found == expected
    assert len(found) > 20
    assert {
        name: sum(t.count for t in source.totals(ListQuery("materials"), [name])) for name in ("stock", "moving_price")
    } == {
        "stock": len(found),
        "moving_price": len(found),
    }


def _valuation(material: Material, plant: str) -> tuple[object, ...]:
    value, there = material.valuation(plant), material.plant(plant)
    facts = (value.moving_price, value.currency) if value else (0, "")
    return (*facts, there.stock if there else 0)


def test_a_material_is_found_by_what_it_is_called(services: Services) -> None:
    source = services.lists.source("materials")
    query = ListQuery(
        "materials",
        {"description": (Criterion(Option.PATTERN, "*TOURING*"),)},
        sort=(SortKey("plant", descending=True),),
    )
    rows = source.page(query).rows
    assert rows
    assert all("touring" in row.description.lower() for row in rows)
    assert [row.plant for row in rows] == sorted((row.plant for row in rows), reverse=True)
    assert source.page(query, after=rows[0]).rows == rows[1:]
