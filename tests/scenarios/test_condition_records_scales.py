"""Scales and limits of condition records, and how they count in documents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sdtui.domain.conditions import Scale, ScaleType
from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, lines, saved_number
from tests.scenarios.test_condition_records import create, history, price, records, save
from tests.scenarios.test_condition_records_change import open_price, price_of


class TestScales:
    def steps(self, clerk: Clerk, *steps: tuple[str, str], first: int = 1) -> Clerk:
        for row, (value, rate) in enumerate(steps, start=first):
            clerk.item(row, "steps", scale_value=value, rate=rate)
        return clerk

    def scale(self, clerk: Clerk) -> Clerk:
        price(create(clerk), "130", condition_from="01/01/2027").press("enter")
        return clerk.on("lines[0].material").press("f2")

    def test_the_first_step_is_the_rate_of_the_record(self, clerk: Clerk, services: Services) -> None:
        self.scale(clerk)
        assert (clerk.screen, clerk.text("scale_type"), clerk.text("scale_basis")) == ("condition_scale", "A", "C")
        assert [(row["rate"], row["scale_unit"]) for row in clerk.rows("steps")] == [("130.00", "PC")]
        self.steps(clerk, ("10", "120"), ("50", "99.95")).item(0, "steps", rate="131").press("enter", "f3")
        (line,) = clerk.rows("lines")
        assert (line["has_scale"], line["rate"]) == ("X", "131.00")
        save(clerk)
        new = records(services)[-1]
        assert new.scales == (
            Scale(Decimal(0), Decimal(131)), Scale(Decimal(10), Decimal(120)), Scale(Decimal(50), Decimal("99.95")),
        )  # fmt: skip
        assert (new.scale_type, new.rate) == (ScaleType.FROM, 131)

    def test_an_offer_gets_the_rate_of_its_quantity(self, clerk: Clerk, services: Services) -> None:
        price(create(clerk), "130").press("enter").on("lines[0].material").press("f2")
        self.steps(clerk, ("10", "120"), ("50", "100")).press("f3")
        save(clerk)
        for quantity, value in (("9", 1170), ("10", 1200), ("50", 5000)):
            begin(clerk, "VA21", "QT").fill(sold_to="1010", valid_to="+60")
            number = saved_number(lines(clerk, ("M-100", quantity)).press("f11"))
            assert price_of(services, number) == value

    def test_steps_that_do_not_ascend_are_refused(self, clerk: Clerk) -> None:
        self.steps(self.scale(clerk), ("10", "120"), ("10", "110")).press("f3")
        assert (clerk.screen, clerk.message_id) == ("condition_scale", "scale-not-ascending")
        assert (clerk.cursor, clerk.text("steps[2].rate")) == ("steps[2].scale_value", "110.00")
        clerk.item(2, "steps", scale_value="20").press("f3")
        assert clerk.screen == "condition_records"

    def test_a_step_needs_a_rate_and_a_to_scale_a_value(self, clerk: Clerk) -> None:
        self.scale(clerk).item(1, "steps", scale_value="10").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("condition-rate-missing", "steps[1].rate")
        clerk.item(1, "steps", rate="100").fill(scale_type="D").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("scale-value-missing", "steps[0].scale_value")

    def test_what_cannot_be_read_keeps_the_scale_open(self, clerk: Clerk) -> None:
        self.scale(clerk).item(1, "steps", scale_value="ten", rate="100").press("f3")
        assert (clerk.screen, clerk.cursor) == ("condition_scale", "steps[1].scale_value")
        assert clerk.text("steps[1].scale_value") == "ten"

    def test_f12_drops_what_was_just_typed(self, clerk: Clerk) -> None:
        self.steps(self.scale(clerk), ("10", "120")).press("f12")
        assert (clerk.screen, clerk.rows("lines")[0]["has_scale"]) == ("condition_records", "")

    def test_the_rate_in_the_line_is_that_of_the_first_step(self, clerk: Clerk, services: Services) -> None:
        (old,) = records(services, "M-120")
        open_price(clerk, "M-120").item(0, "lines", rate="21").press("f11")
        (new,) = records(services, "M-120")
        assert [step.rate for step in new.scales] == [21, *(step.rate for step in old.scales[1:])]
        assert ("U", "rate", "20", "21") in history(services, old.record)

    def test_steps_are_deleted_and_pasted(self, clerk: Clerk, services: Services) -> None:
        open_price(clerk, "M-120").on("lines[0].material").press("f2")
        for _ in clerk.rows("steps"):
            clerk.on("steps[0].scale_value").press("shift+f2")
        clerk.fill(scale_type="B").on("steps[0].scale_value").paste("100\t19\n1000\t18\n")
        assert [row["scale_value"] for row in clerk.rows("steps")] == ["100", "1,000"]
        clerk.press("f11")
        (new,) = records(services, "M-120")
        assert (new.scale_type, new.rate, len(new.scales)) == (ScaleType.TO, 19, 2)

    def test_a_step_is_one_line_of_the_change_document(self, clerk: Clerk, services: Services) -> None:
        (old,) = records(services, "M-120")
        open_price(clerk, "M-120").on("lines[0].material").press("f2").item(1, "steps", rate="17.5").press("f11")
        assert history(services, old.record) == [("U", "rate", "18", "17.5")]


class TestLimits:
    def with_limits(self, clerk: Clerk, lower: str = "100", upper: str = "150") -> None:
        open_price(clerk).send("tab_limits").item(0, "lines", lower_limit=lower, upper_limit=upper)
        save(clerk)

    @pytest.mark.parametrize(("lower", "upper"), [("126", ""), ("", "124"), ("1", "2")])
    def test_a_rate_outside_its_limits_is_refused(self, clerk: Clerk, lower: str, upper: str) -> None:
        open_price(clerk).send("tab_limits").item(0, "lines", lower_limit=lower, upper_limit=upper).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("rate-outside-limits", "lines[0].rate")

    def test_limits_that_leave_no_room_are_refused(self, clerk: Clerk) -> None:
        open_price(clerk).send("tab_limits").item(0, "lines", lower_limit="150", upper_limit="100").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("condition-limits-turned", "lines[0].upper_limit")

    def test_limits_go_when_they_are_emptied(self, clerk: Clerk, services: Services) -> None:
        self.with_limits(clerk)
        assert (records(services)[0].lower_limit, records(services)[0].upper_limit) == (100, 150)
        self.with_limits(clerk, "", "")
        assert (records(services)[0].lower_limit, records(services)[0].upper_limit) == (None, None)

    def item(self, clerk: Clerk) -> Clerk:
        begin(clerk, "VA21", "QT").fill(sold_to="1010", valid_to="+60")
        lines(clerk, ("M-110", "100"), ("M-100", "1")).press("enter")
        return clerk.on("items[1].material").press("f2").send("tab_conditions")

    def test_a_rate_entered_in_a_document_keeps_within_them(self, clerk: Clerk, services: Services) -> None:
        self.with_limits(clerk)
        self.item(clerk).item(0, "conditions", rate="99.99").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("rate-outside-limits", "conditions[0].rate")
        assert clerk.text("conditions[0].rate") == "99.99"
        clerk.item(0, "conditions", rate="100").press("enter")
        assert clerk.message is None
        number = saved_number(clerk.press("f11"))
        assert price_of(services, number, 1) == 100

    def test_whoever_leaves_the_item_is_led_back_to_it(self, clerk: Clerk) -> None:
        self.with_limits(clerk)
        self.item(clerk).item(0, "conditions", rate="200").press("f3", "f11")
        assert (clerk.screen, clerk.text("item"), clerk.cursor) == ("sales_document_item", "20", "conditions[0].rate")
        assert clerk.message_id == "rate-outside-limits"

    def test_a_document_keeps_the_limits_it_was_priced_under(self, clerk: Clerk, services: Services) -> None:
        self.item(clerk).item(0, "conditions", rate="110").press("enter")
        number = saved_number(clerk.press("f11"))
        self.with_limits(clerk, "120", "130")
        clerk.run(f"/nVA22 {number}").fill(customer_reference="X").press("f11")
        assert (clerk.message_id, price_of(services, number, 1)) == ("document-saved", 110)
