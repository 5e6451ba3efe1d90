"""Variants and layouts: kept exactly, each for whom it is meant, changed by whom it may be."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain import list_codec
from sdtui.domain.authority import ActivityCode, Actor, SalesArea
from sdtui.domain.errors import NotAuthorized, Refuse
from sdtui.domain.lists import Layout, LayoutColumn, SortKey, Variant
from sdtui.domain.selection import Anchor, Criterion, Option, RelativeDate
from sdtui.services.authority import EverythingAllowed
from sdtui.services.bundle import Services
from sdtui.store.columns import table
from sdtui.store.engine import Database, open_database
from sdtui.store.schema import create_schema
from sdtui.store.tables import lists as t
from tests.company import services_of

SELECTION = {
    "valid_to": (Criterion(Option.BETWEEN, RelativeDate(Anchor.TODAY, -7), date(2026, 12, 31)),),
    "net_value": (Criterion(Option.AT_LEAST, Decimal("1000.50")), Criterion(Option.EQUAL, None, exclude=True)),
    "sold_to": (Criterion(Option.PATTERN, "10*"), Criterion(Option.EQUAL, "0000001000")),
}
LAYOUT = Layout(
    "MINE",
    "What I look at",
    columns=(LayoutColumn("number"), LayoutColumn("net_value", 12)),
    sort=(SortKey("net_value", descending=True),),
    filter={"overall_status": (Criterion(Option.EQUAL, "A"),)},
    totals=("net_value",),
    subtotals=("currency",),
)


@pytest.fixture
def database() -> Iterator[Database]:
    database = open_database("sqlite://")
    create_schema(database)
    yield database
    database.close()


@pytest.fixture
def anna(database: Database) -> Services:
    return services_of("ANNA", database)


@pytest.fixture
def ben(database: Database) -> Services:
    return services_of("BEN", database)


# --- what is kept ----------------------------------------------------------------------------------------------------
VALUES = (
    st.text()
    | st.booleans()
    | st.integers()
    | st.none()
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.builds(RelativeDate, st.sampled_from(Anchor), st.integers(-9999, 9999))
)
LINES = st.builds(Criterion, st.sampled_from(Option), VALUES, VALUES, st.booleans())
SELECTIONS = st.dictionaries(st.text(), st.lists(LINES, min_size=1).map(tuple))


@given(selection=SELECTIONS, fields=st.dictionaries(st.text(), st.text()))
def test_what_a_variant_holds_is_read_as_it_was_written(
    selection: Mapping[str, tuple[Criterion, ...]], fields: Mapping[str, str]
) -> None:
    variant = Variant("A", selection=selection, fields=fields)
    read = list_codec.with_entries(Variant("A"), list_codec.variant_text(variant))
    assert read == variant
    kinds = [type(line.low) for lines in read.selection.values() for line in lines]
    assert kinds == [type(line.low) for lines in selection.values() for line in lines]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version":2,"selection":{},"fields":{}}', '{"version":1}'])
def test_what_was_not_written_here_is_not_read(text: str) -> None:
    with pytest.raises(list_codec.NotReadable):
        list_codec.with_entries(Variant("A"), text)


# --- variants --------------------------------------------------------------------------------------------------------
def test_a_variant_comes_back_as_it_was_saved(anna: Services) -> None:
    variant = Variant("week", "Ends this week", selection=SELECTION, fields={"choice": "open"})
    anna.lists.variants.save("VA25", variant)
    assert anna.lists.variants.get("VA25", "WEEK") == replace(variant, name="WEEK", owner="ANNA")
    assert anna.lists.variants.all("VA15") == []


def test_others_see_only_what_is_shared(anna: Services, ben: Services) -> None:
    anna.lists.variants.save("VA25", Variant("SECRET"))
    anna.lists.variants.save("VA25", Variant("TEAM", shared=True))
    assert [variant.name for variant in ben.lists.variants.all("VA25")] == ["TEAM"]
    with pytest.raises(Refuse, match="variant-unknown"):
        ben.lists.variants.get("VA25", "SECRET")


def test_one_s_own_comes_before_a_shared_one_of_the_same_name(anna: Services, ben: Services) -> None:
    for services, text in ((anna, "hers"), (ben, "his")):
        services.lists.variants.save("VA25", Variant("OPEN", text, shared=True))
    assert [variant.owner for variant in ben.lists.variants.all("VA25")] == ["BEN", "ANNA"]
    assert ben.lists.variants.get("VA25", "OPEN").text == "his"
    assert ben.lists.variants.get("VA25", "OPEN", "ANNA").text == "hers"


def test_a_protected_variant_is_changed_by_its_owner_alone(anna: Services, ben: Services) -> None:
    kept = anna.lists.variants.save("VA25", Variant("TEAM", shared=True, protected=True))
    for act in (ben.lists.variants.save, ben.lists.variants.delete):
        with pytest.raises(Refuse, match="variant-protected") as refused:
            act("VA25", replace(kept, text="his now"))
        assert refused.value.slots["owner"] == "ANNA"
    anna.lists.variants.save("VA25", replace(kept, text="better"))
    assert ben.lists.variants.get("VA25", "TEAM").text == "better"


def test_who_changes_a_shared_variant_makes_it_neither_his_nor_protected(anna: Services, ben: Services) -> None:
    kept = anna.lists.variants.save("VA25", Variant("TEAM", shared=True))
    ben.lists.variants.save("VA25", replace(kept, selection=SELECTION, shared=False, protected=True))
    found = anna.lists.variants.get("VA25", "TEAM")
    assert (found.owner, found.shared, found.protected, found.selection) == ("ANNA", True, False, SELECTION)


def test_what_is_no_longer_shared_is_not_changed_by_others(anna: Services, ben: Services) -> None:
    kept = anna.lists.variants.save("VA25", Variant("TEAM", shared=True))
    anna.lists.variants.save("VA25", replace(kept, shared=False))
    for act in (ben.lists.variants.save, ben.lists.variants.delete):
        with pytest.raises(Refuse, match="variant-unknown"):
            act("VA25", kept)


def test_a_selection_begins_with_the_variant_that_was_chosen(anna: Services, ben: Services) -> None:
    kept = anna.lists.variants.save("VA25", Variant("TEAM", shared=True))
    ben.lists.variants.choose("VA25", kept)
    assert ben.lists.variants.default("VA25") == kept
    assert anna.lists.variants.default("VA25") is None
    anna.lists.variants.delete("VA25", kept)
    assert ben.lists.variants.default("VA25") is None


def test_fields_that_are_gone_are_left_out(anna: Services) -> None:
    anna.lists.variants.save("VA25", Variant("A", selection=SELECTION))
    assert set(anna.lists.variants.get("VA25", "A", known={"sold_to", "valid_to"}).selection) == {"sold_to", "valid_to"}


def test_what_a_newer_program_wrote_is_not_there(anna: Services, database: Database) -> None:
    anna.lists.variants.save("VA25", Variant("A"))
    rows = table(t.ListVariantRow)
    database.write(lambda unit: unit.execute(rows.update().values(data='{"version":99}')))
    assert anna.lists.variants.all("VA25") == []


@pytest.mark.parametrize("name", ["", "  ", "/"])
def test_a_name_is_asked_for(anna: Services, name: str) -> None:
    with pytest.raises(Refuse, match="list-name-missing") as refused:
        anna.lists.variants.save("VA25", Variant(name))
    assert refused.value.field == "name"


def begins_with(services: Services) -> str:
    layout = services.lists.layouts.default("VA25")
    return layout.name if layout else ""


# --- layouts ---------------------------------------------------------------------------------------------------------
def test_a_layout_is_one_s_own_or_everybody_s_by_its_name(anna: Services, ben: Services) -> None:
    anna.lists.layouts.save("VA25", LAYOUT)
    anna.lists.layouts.save("VA25", replace(LAYOUT, name="/team"))
    assert anna.lists.layouts.all("VA25") == [replace(LAYOUT, name="/TEAM"), LAYOUT]
    assert [layout.name for layout in ben.lists.layouts.all("VA25")] == ["/TEAM"]
    with pytest.raises(Refuse, match="layout-name-wrong"):
        anna.lists.layouts.save("VA25", replace(LAYOUT, name="1ST"))


def test_a_list_begins_with_one_s_own_choice_else_with_that_for_all(anna: Services, ben: Services) -> None:
    anna.lists.layouts.save("VA25", replace(LAYOUT, name="/TEAM"))
    anna.lists.layouts.choose("VA25", "/TEAM", everybody=True)
    ben.lists.layouts.save("VA25", replace(LAYOUT, name="HIS", default=True))
    assert [begins_with(each) for each in (anna, ben)] == ["/TEAM", "HIS"]
    ben.lists.layouts.save("VA25", replace(LAYOUT, name="HIS", default=False))
    assert begins_with(ben) == "/TEAM"
    ben.lists.layouts.choose("VA25", "HIS")
    ben.lists.layouts.delete("VA25", "HIS")
    assert begins_with(ben) == "/TEAM"
    with pytest.raises(Refuse, match="layout-unknown"):
        ben.lists.layouts.delete("VA25", "HIS")


def test_what_all_begin_with_is_a_layout_that_all_can_see(anna: Services) -> None:
    anna.lists.layouts.save("VA25", LAYOUT)
    with pytest.raises(Refuse, match="layout-not-for-all"):
        anna.lists.layouts.choose("VA25", "MINE", everybody=True)


def test_columns_that_are_gone_are_left_out_of_a_layout(anna: Services) -> None:
    anna.lists.layouts.save("VA25", LAYOUT)
    found = anna.lists.layouts.get("VA25", "MINE", known={"number"})
    assert found == Layout("MINE", LAYOUT.text, columns=(LayoutColumn("number"),))


class NoLayoutsForAll(EverythingAllowed):
    """May do all but see to the layouts of all."""

    def permits(
        self, actor: Actor, activity: ActivityCode, object: str, area: SalesArea, fields: Mapping[str, str]
    ) -> bool:
        return object != "S_ALV_LAYO"


def test_layouts_for_all_need_an_authority(anna: Services) -> None:
    anna.lists.layouts.save("VA25", replace(LAYOUT, name="/TEAM"))
    clerk = Services(replace(anna.context, authority=NoLayoutsForAll()), anna.pricing_customizing)
    clerk.lists.layouts.save("VA25", LAYOUT)
    for act in (
        lambda: clerk.lists.layouts.save("VA25", replace(LAYOUT, name="/TEAM")),
        lambda: clerk.lists.layouts.delete("VA25", "/TEAM"),
        lambda: clerk.lists.layouts.choose("VA25", "/TEAM", everybody=True),
    ):
        with pytest.raises(NotAuthorized):
            act()
    clerk.lists.layouts.choose("VA25", "/TEAM")
    assert begins_with(clerk) == "/TEAM"
