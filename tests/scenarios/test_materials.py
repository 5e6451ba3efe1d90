"""MM01, MM02 and MM03: into the views and back, creating, extending, changing, displaying."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from sdtui.domain.material import Material
from sdtui.kernel.view import TabStrip
from sdtui.services.bundle import Services
from tests.clerk import Clerk

Hire = Callable[..., Clerk]


def tabs(clerk: Clerk) -> list[str]:
    """The tabs on the screen."""
    strip = next(part for part in clerk.view.body if isinstance(part, TabStrip))
    return [tab.code.removeprefix("tab_") for tab in strip.tabs]


def stored(services: Services, number: str) -> Material:
    found = services.materials.find(number.zfill(18) if number.isdecimal() else number)
    assert found, number
    return found


def changed_number(clerk: Clerk) -> str:
    """The number in the message of success."""
    assert clerk.message
    assert clerk.message.id in ("material-created", "material-changed"), clerk.message
    return str(clerk.message.slots["number"])


def begin(clerk: Clerk, number: str = "", kind: str = "HAWA", **more: str) -> Clerk:
    """MM01 as far as the views."""
    clerk.run("/nMM01").fill(number=number, industry_sector="M", material_type=kind, **more)
    return clerk.press("enter")


def at_levels(clerk: Clerk, plant: str = "1000", org: str = "1000", channel: str = "10") -> Clerk:
    """All views, at the levels."""
    clerk.press("enter")
    assert clerk.screen == "material_levels", clerk.message
    return clerk.fill(plant=plant, sales_org=org, channel=channel).press("enter")


def complete(clerk: Clerk) -> Clerk:
    """What a new material must have."""
    clerk.fill(description="Bottle cage", base_unit="PC", material_group="ACCESS").send("tab_sales_org_1")
    for row in range(len(clerk.rows("taxes"))):
        clerk.item(row, "taxes", tax_class="1")
    return clerk.send("tab_accounting").fill(moving_price="12.50")


class TestTheWayIn:
    def test_enter_enter_enter_leads_to_the_first_tab(self, clerk: Clerk) -> None:
        clerk.run("/nMM02").fill(number="M-100").press("enter")
        assert clerk.screen == "material_views"
        assert all(row["selected"] for row in [{"selected": clerk.text(f"lines[{n}].selected")} for n in range(6)])
        clerk.press("enter")
        assert (clerk.screen, clerk.text("plant"), clerk.text("sales_org")) == ("material_levels", "1000", "1000")
        clerk.press("enter")
        assert (clerk.screen, tabs(clerk)[0], len(tabs(clerk))) == ("material_data", "basic_data", 6)
        assert clerk.text("description") == "Floor pump with gauge"

    def test_the_choice_is_remembered_and_proposed_to_the_next_logon(self, hire: Hire) -> None:
        clerk = hire("ANNA").run("/nMM02").fill(number="M-100").press("enter", "ctrl+r")
        clerk.on_row(1).press("f9").on_row(5).press("f9").press("enter")
        clerk.fill(plant="1100", sales_org="1000", channel="12").press("enter")
        assert tabs(clerk) == ["sales_org_1", "accounting"]
        later = hire("ANNA").run("/nMM03").press("enter")
        assert [later.text(f"lines[{n}].selected") for n in range(6)] == ["", "X", "", "", "", "X"]
        later.press("enter")
        assert [later.text(name) for name in ("plant", "sales_org", "channel")] == ["1100", "1000", "12"]

    def test_who_wants_them_on_request_sees_neither_popup_again(self, clerk: Clerk) -> None:
        clerk.run("/nMM02").fill(number="M-100").press("enter").fill(on_request="X").press("enter")
        clerk.fill(on_request="X", plant="1100").press("enter")
        assert clerk.press("f3").screen == "material_initial_change"
        assert clerk.fill(number="M-110").press("enter").screen == "material_data"
        assert clerk.send("tab_sales_plant").text("plant") == "1100"
        assert clerk.press("f3", "f5").screen == "material_views"
        assert clerk.press("f12", "f8").screen == "material_levels"
        clerk.fill(on_request="").press("enter")
        assert clerk.press("f3", "f5").fill(on_request="").press("enter", "enter").screen == "material_data"
        assert clerk.press("f3", "enter").screen == "material_views"

    def test_a_number_with_the_command_opens_the_material_at_once(self, clerk: Clerk) -> None:
        clerk.run("/nMM03 m-100")
        assert (clerk.screen, tabs(clerk)[0]) == ("material_data", "basic_data")
        assert not [field.path for field in clerk.fields() if field.open]

    def test_where_there_is_nothing_to_choose_nobody_is_asked(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, kind="ROH").press("ctrl+r").on_row(0).press("f9").press("enter")
        assert (clerk.screen, tabs(clerk)) == ("material_data", ["basic_data"])
        number = changed_number(
            clerk.fill(description="Steel tube", base_unit="KG", material_group="FRAME").press("f11")
        )
        assert stored(services, number).plants == []
        clerk.run("/nMM02").press("enter")
        assert (clerk.screen, clerk.text("description")) == ("material_data", "Steel tube")

    def test_levels_without_the_material_say_where_it_is(self, clerk: Clerk) -> None:
        clerk.run("/nMM02").fill(number="M-140").press("enter", "enter").fill(plant="3000").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("material-not-at-level", "plant")
        assert clerk.message
        assert clerk.message.slots["places"] == "1000, 1100, 2000"
        assert clerk.fill(plant="2000").press("enter").screen == "material_data"

    def test_a_popup_that_is_cancelled_leaves_everything_as_it_was(self, clerk: Clerk) -> None:
        clerk.run("/nMM02").fill(number="M-100").press("enter", "enter", "f12")
        assert clerk.screen == "material_initial_change"
        assert clerk.press("enter").screen == "material_views"

    def test_no_view_at_all_is_refused(self, clerk: Clerk) -> None:
        clerk.run("/nMM02").fill(number="M-100").press("enter", "ctrl+r", "enter")
        assert (clerk.message_id, clerk.screen) == ("choose-views", "material_views")

    def test_an_unknown_material_is_refused_on_its_field(self, clerk: Clerk) -> None:
        clerk.run("/nMM03").fill(number="M-9999").press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.text("number")) == ("material-unknown", "number", "M-9999")

    def test_other_views_and_levels_from_inside_keep_what_was_entered(self, clerk: Clerk) -> None:
        clerk.run("/nMM02 M-100").fill(gross_weight="4").press("f5", "ctrl+r").on_row(4).press("f9").press("enter")
        assert tabs(clerk) == ["sales_plant"]
        clerk.press("f8").fill(plant="2000").press("enter")
        assert (clerk.text("plant"), clerk.text("stock")) == ("2000", "250")
        clerk.fill(planned_delivery_days="9").press("f5", "ctrl+a", "enter")
        assert clerk.text("gross_weight") == "4"
        clerk.press("f11")
        assert clerk.message_id == "material-changed"


class TestCreating:
    def test_a_number_of_the_program(self, clerk: Clerk, services: Services) -> None:
        number = changed_number(complete(at_levels(begin(clerk))).press("f11"))
        material = stored(services, number)
        assert (number, material.material_type, material.base_unit) == ("000000000000100000", "HAWA", "PC")
        assert (material.version, material.created_by, material.description()) == (1, "ANNA", "Bottle cage")
        assert [(row.sales_org, row.channel, row.delivering_plant) for row in material.sales] == [
            ("1000", "10", "1000")
        ]
        assert [(row.plant, row.currency, row.moving_price) for row in material.valuations] == [
            ("1000", "PLN", Decimal("12.5"))
        ]
        assert clerk.screen == "material_initial_create"
        assert clerk.run("/nMM03").text("number") == "100000"

    def test_the_next_creation_begins_with_type_and_sector_and_no_number(self, clerk: Clerk) -> None:
        complete(at_levels(begin(clerk))).press("f11")
        assert [clerk.text(name) for name in ("number", "material_type", "industry_sector")] == ["", "HAWA", "M"]

    def test_a_number_of_the_clerk(self, clerk: Clerk, services: Services) -> None:
        assert changed_number(complete(at_levels(begin(clerk, "bc-77"))).press("f11")) == "BC-77"
        assert stored(services, "BC-77").created_by == "ANNA"

    @pytest.mark.parametrize(
        ("number", "kind", "message"),
        [("4711", "HAWA", "number-outside-interval"), ("X-1", "WETT", "number-external-not-allowed")],
    )
    def test_a_number_outside_the_interval_is_refused(self, clerk: Clerk, number: str, kind: str, message: str) -> None:
        begin(clerk, number, kind)
        assert (clerk.message_id, clerk.cursor) == (message, "number")

    def test_type_and_sector_left_empty_are_those_of_the_material_to_copy_from(
        self, clerk: Clerk, services: Services
    ) -> None:
        clerk.run("/nMM01").fill(number="BC-78", copy_from="M-100").press("enter")
        complete(at_levels(clerk)).press("f11")
        new, old = stored(services, "BC-78"), stored(services, "M-100")
        assert (new.material_type, new.industry_sector) == (old.material_type, old.industry_sector)

    def test_type_and_sector_are_needed(self, clerk: Clerk) -> None:
        clerk.run("/nMM01").fill(material_type="HAWA").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "industry_sector")

    def test_views_are_those_of_the_type(self, clerk: Clerk) -> None:
        begin(clerk, kind="DIEN")
        assert [row["view.text"] for row in clerk.rows("lines")][-1] == "Sales: general/plant data"

    def test_a_competitive_product_names_its_competitor(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, kind="WETT")
        assert tabs(clerk) == ["basic_data"]
        clerk.fill(description="Rival pump", base_unit="PC", material_group="TOOL").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "competitor")
        clerk.fill(competitor="1000").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("no-competitor", "competitor")
        number = changed_number(clerk.press("enter"))
        assert stored(services, number).competitor == "0000001000"

    def test_copying_takes_over_what_is_not_its_own(self, clerk: Clerk, services: Services) -> None:
        at_levels(begin(clerk, "M-101", copy_from="M-100"))
        assert clerk.text("description") == "Floor pump with gauge"
        assert [row["language"] for row in clerk.rows("texts")] == ["DE", "EN", "PL"]
        clerk.fill(description="Floor pump, small").press("f11")
        made, source = stored(services, "M-101"), stored(services, "M-100")
        assert [(row.unit, row.numerator) for row in made.units] == [("BOX", 10)]
        assert (made.material_group, made.taxes) == (source.material_group, source.taxes)
        assert (made.plants[0].stock, made.plants[0].loading_group) == (0, source.plants[0].loading_group)
        assert [row.standard_price for row in made.valuations] == [Decimal("78.4")]
        assert len(made.sales) == len(made.plants) == 1

    def test_a_copy_for_another_plant_has_no_price_yet(self, clerk: Clerk) -> None:
        at_levels(begin(clerk, "M-141", copy_from="M-140"), plant="3000", org="3000")
        clerk.fill(description="Shock pump").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "taxes[2].tax_class")
        clerk.item(2, "taxes", tax_class="1").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("price-of-control-missing", "moving_price")
        assert clerk.text("currency") == "USD"

    def test_two_plants_at_once_each_complete_before_the_next(self, clerk: Clerk, services: Services) -> None:
        complete(at_levels(begin(clerk, "BC-77"))).fill(moving_price="0").press("f8")
        assert (clerk.message_id, clerk.cursor) == ("price-of-control-missing", "moving_price")
        clerk.fill(moving_price="12.50").press("f8").fill(plant="1100", channel="12").press("enter")
        clerk.send("tab_accounting").fill(moving_price="13").press("f11")
        material = stored(services, "BC-77")
        assert [(row.plant, row.moving_price) for row in material.valuations] == [
            ("1000", Decimal("12.5")), ("1100", Decimal(13)),
        ]  # fmt: skip
        assert [row.channel for row in material.sales] == ["10", "12"]

    def test_a_view_that_is_not_wanted_after_all_leaves_nothing_behind(self, clerk: Clerk, services: Services) -> None:
        at_levels(begin(clerk, "BC-77")).fill(description="Bottle cage", base_unit="PC", material_group="ACCESS")
        clerk.press("f5").on_row(5).press("f9").on_row(1).press("f9").on_row(2).press("f9", "enter")
        assert tabs(clerk) == ["basic_data", "sales_text", "sales_plant"]
        clerk.press("f11")
        material = stored(services, "BC-77")
        assert ([row.plant for row in material.plants], material.sales, material.taxes, material.valuations) == (
            ["1000"], [], [], [],
        )  # fmt: skip


class TestExtending:
    def test_another_plant_and_chain(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "M-140").press("enter").fill(plant="3000", sales_org="3000", channel="12").press("enter")
        assert (clerk.message_id, tabs(clerk)) == (
            "material-extended", ["sales_org_1", "sales_org_2", "sales_plant", "accounting"],
        )  # fmt: skip
        for row, _ in enumerate(clerk.rows("taxes")):
            clerk.item(row, "taxes", tax_class="1")
        clerk.send("tab_accounting").fill(moving_price="22").press("f11")
        assert clerk.message_id == "material-changed"
        material = stored(services, "M-140")
        assert ("3000", "12") in [(row.sales_org, row.channel) for row in material.sales]
        assert (material.plants[-1].plant, material.valuations[-1].currency) == ("3000", "USD")

    def test_where_it_is_already_is_refused(self, clerk: Clerk) -> None:
        begin(clerk, "M-140").press("enter").fill(plant="1000", sales_org="1000", channel="10").press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.screen) == ("material-exists-there", "plant", "material_levels")

    def test_nothing_is_lost_by_leaving_at_once(self, clerk: Clerk, services: Services) -> None:
        before = stored(services, "M-140")
        begin(clerk, "M-140").press("enter").fill(plant="3000", sales_org="3000", channel="12").press("enter")
        assert clerk.press("f3").screen == "material_initial_create"
        assert stored(services, "M-140") == before
        assert clerk.run("/nMM02 M-140").field("gross_weight").open

    def test_levels_on_request_are_asked_for_where_the_kept_ones_have_nothing_to_add(self, clerk: Clerk) -> None:
        clerk.run("/nMM02").fill(number="M-100").press("enter").fill(on_request="X").press("enter")
        clerk.fill(on_request="X").press("enter")
        assert begin(clerk, "M-140").screen == "material_levels"
        clerk.fill(plant="3000", sales_org="3000", channel="12").press("enter")
        assert clerk.message_id == "material-extended"
