"""VK12 and VK13: condition records are found, changed, flagged and locked; scales and limits count in documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sdtui.services.authority import EverythingAllowed
from sdtui.services.bundle import Services
from sdtui.store import condition_records
from tests.clerk import Clerk
from tests.scenarios.acts import begin, lines, popup, saved_number, stored
from tests.scenarios.test_condition_records import (
    CUT,
    FOREVER,
    create,
    find,
    history,
    periods,
    price,
    records,
    save,
)

Hire = Callable[..., Clerk]
AREA = {"sales_org": "1000", "channel": "10"}


def open_price(clerk: Clerk, material: str = "M-100", tcode: str = "VK12") -> Clerk:
    """The price of one material."""
    return find(clerk, tcode, **AREA, material=material)


def price_of(services: Services, number: str, item: int = 0) -> Decimal:
    """What PR00 comes to for an item of a stored document."""
    conditions = stored(services, number).items[item].conditions
    return next(condition.value for condition in conditions if condition.condition_type == "PR00")


def materials(clerk: Clerk) -> list[str]:
    return [row["material"] for row in clerk.rows("lines")]


class TestFinding:
    def test_a_single_value(self, clerk: Clerk) -> None:
        open_price(clerk)
        (line,) = clerk.rows("lines")
        assert (line["material"], line["rate"], clerk.text("sales_org")) == ("M-100", "125.00", "1000")
        assert not clerk.field("sales_org").open
        assert not clerk.field("lines[0].material").open
        assert clerk.field("lines[0].rate").open

    def test_a_pattern_and_a_range(self, clerk: Clerk) -> None:
        find(clerk, **AREA, material="M-1+0")
        assert materials(clerk) == [f"M-1{n}0" for n in range(6)]
        find(clerk, **AREA, material="M-110", material_to="M-130")
        assert materials(clerk) == ["M-110", "M-120", "M-130"]

    def test_what_the_records_do_not_share_stands_in_the_lines(self, clerk: Clerk) -> None:
        find(clerk, sales_org="1000", channel="", material="M-100")
        assert [(row["channel"], row["rate"]) for row in clerk.rows("lines")] == [
            ("10", "125.00"), ("12", "90.00"), ("14", "125.00"),
        ]  # fmt: skip
        assert (clerk.text("sales_org"), "sales_org" in clerk.rows("lines")[0]) == ("1000", False)

    def test_customers_are_found_as_clerks_write_them(self, clerk: Clerk) -> None:
        find(clerk, kind="K007", **AREA, division="00", customer="10*")
        found = [row["customer"] for row in clerk.rows("lines")]
        assert found
        assert all(number.startswith("10") for number in found)
        find(clerk, kind="K007", **AREA, division="00", customer="1000")
        assert [row["customer"] for row in clerk.rows("lines")] == ["1000"]

    def test_nothing_found_keeps_the_selection(self, clerk: Clerk) -> None:
        find(clerk, **AREA, material="NOPE*")
        assert (clerk.message_id, clerk.screen) == ("no-condition-records", "condition_selection")
        assert clerk.text("material") == "NOPE*"

    def test_the_day_decides_and_no_day_finds_all(self, clerk: Clerk) -> None:
        price(create(clerk), "130", condition_from="01/01/2027")
        save(clerk)
        for day, rates in (("", ["125.00", "130.00"]), ("12/31/2026", ["125.00"]), ("01/01/2027", ["130.00"])):
            find(clerk, **AREA, material="M-100", valid_on=day)
            assert [row["rate"] for row in clerk.rows("lines")] == rates

    def test_too_many_are_cut_off_with_a_word(self, clerk: Clerk) -> None:
        find(clerk, sales_org="", channel="")
        assert (clerk.message_id, len(clerk.rows("lines"))) == ("condition-records-limited", 500)

    def test_the_organization_is_proposed_next_time(self, clerk: Clerk) -> None:
        find(clerk, sales_org="3000", channel="12", material="M-100")
        clerk.run("/nVK11").press("enter", "enter")
        assert (clerk.text("sales_org"), clerk.text("channel")) == ("3000", "12")


class TestDisplay:
    def test_no_field_is_open_and_nothing_is_asked(self, clerk: Clerk) -> None:
        open_price(clerk, "M-120", "VK13")
        for tab in ("tab_rates", "tab_limits"):
            clerk.send(tab)
            assert [field.path for field in clerk.fields() if field.open] == []
        clerk.on("lines[0].material").press("f2")
        assert (clerk.screen, [field.path for field in clerk.fields() if field.open]) == ("condition_scale", [])
        clerk.press("f3", "f3")
        assert (clerk.screen, popup(clerk)) == ("condition_selection", "")

    @pytest.mark.parametrize("code", ["save", "delete_line", "paste"])
    def test_every_act_that_writes_says_why_not(self, clerk: Clerk, code: str) -> None:
        open_price(clerk, tcode="VK13").send(code)
        assert clerk.message_id == "condition-display-only"

    def test_and_to_change_and_back(self, clerk: Clerk, services: Services) -> None:
        open_price(clerk, tcode="VK13").press("ctrl+t")
        assert (clerk.view.transaction, clerk.field("lines[0].rate").open) == ("VK12", True)
        clerk.item(0, "lines", rate="126").press("ctrl+t")
        assert popup(clerk) == "question.save-first"
        clerk.press("n")
        assert (clerk.view.transaction, clerk.rows("lines")[0]["rate"]) == ("VK13", "125.00")
        assert records(services)[0].rate == 125


class TestChanging:
    def test_a_rate(self, clerk: Clerk, services: Services) -> None:
        (old,) = records(services)
        open_price(clerk).item(0, "lines", rate="126.50").press("f11")
        assert (clerk.message_id, clerk.screen) == ("conditions-saved", "condition_selection")
        assert records(services) == [replace(old, rate=Decimal("126.5"))]
        assert history(services, old.record) == [("U", "rate", "125", "126.5")]

    def test_only_what_changed_is_saved(self, clerk: Clerk) -> None:
        find(clerk, **AREA, material="M-1*").item(1, "lines", rate="350").press("enter")
        assert save(clerk) == 1

    def test_nothing(self, clerk: Clerk) -> None:
        open_price(clerk).press("f11")
        assert (clerk.message_id, clerk.screen) == ("nothing-changed", "condition_selection")

    def test_a_validity_that_reaches_into_a_newer_record_cuts_it(self, clerk: Clerk, services: Services) -> None:
        price(create(clerk), "130", condition_from="01/01/2027")
        save(clerk)
        open_price(clerk).item(0, "lines", condition_to="01/31/2027").press("f11")
        assert popup(clerk) == CUT
        clerk.press("enter")
        assert periods(records(services)) == [
            (date(2020, 1, 1), date(2027, 1, 31), Decimal(125)), (date(2027, 2, 1), FOREVER, Decimal(130)),
        ]  # fmt: skip

    def test_somebody_was_quicker(self, clerk: Clerk, services: Services) -> None:
        (old,) = records(services)
        open_price(clerk).item(0, "lines", rate="126")
        other = replace(old, rate=Decimal(127))
        services.context.database.write(lambda unit: condition_records.update(unit, other))
        clerk.press("f11")
        assert (clerk.message_id, records(services)) == ("condition-changed-meanwhile", [other])
        assert clerk.rows("lines")[0]["rate"] == "126.00"


def test_the_changes_of_a_record_are_listed_from_its_line(clerk: Clerk, services: Services) -> None:
    open_price(clerk).item(0, "lines", rate="126").press("f11")
    open_price(clerk).on("lines[0].rate").press("alt+h")
    (line,) = clerk.rows("rows")
    assert (line["old_value"], line["new_value"], line["transaction_code"]) == ("125.00", "126.00", "VK12")
    assert line["changed_field"] != "rate"
    clerk.press("f3")
    assert (clerk.screen, clerk.text("lines[0].rate")) == ("condition_records", "126.00")


class TestDeletion:
    def test_a_flagged_record_is_not_found_and_comes_back(self, clerk: Clerk, services: Services) -> None:
        (old,) = records(services)
        open_price(clerk).on("lines[0].material").press("shift+f2")
        assert (clerk.message_id, clerk.rows("lines")[0]["flagged"]) == ("conditions-flagged", "X")
        save(clerk)
        assert records(services) == []
        assert history(services, old.record) == [("U", "deletion_flag", "", "X")]
        open_price(clerk)
        assert clerk.message_id == "no-condition-records"
        clerk.fill(with_flagged="x").press("enter").on("lines[0].material").press("shift+f2")
        assert clerk.message_id == "conditions-unflagged"
        save(clerk)
        assert records(services) == [old]

    def test_one_that_comes_back_displaces_what_took_its_place(self, clerk: Clerk, services: Services) -> None:
        price(create(clerk), "99", condition_from="01/01/2000")
        save(clerk)
        find(clerk, **AREA, material="M-100", with_flagged="x", valid_on="11/24/2026")
        flagged = [row["flagged"] for row in clerk.rows("lines")].index("X")
        clerk.item(flagged, "lines", flagged="").item(1 - flagged, "lines", flagged="").press("enter")
        assert clerk.message_id == "condition-lines-overlap"
        clerk.item(1 - flagged, "lines", flagged="x").press("f11")
        assert clerk.message_id == "conditions-saved"
        assert periods(records(services)) == [(date(2020, 1, 1), FOREVER, Decimal(125))]

    def test_a_document_keeps_a_record_that_was_flagged(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1010", valid_to="+60")
        number = saved_number(lines(clerk, ("M-100", "1")).press("f11"))
        open_price(clerk).on("lines[0].material").press("shift+f2")
        save(clerk)
        clerk.run(f"/nVA22 {number}").fill(customer_reference="X").press("f11")
        assert price_of(services, number) == 125

    def test_lines_that_are_not_saved_go(self, clerk: Clerk) -> None:
        price(price(create(clerk), "1"), "2", "M-110").press("enter")
        clerk.on("lines[0].material").press("shift+f2")
        assert materials(clerk) == ["M-110"]


class TestLocks:
    def test_a_second_clerk_is_told_and_shown(self, hire: Hire, services: Services) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        open_price(anna)
        open_price(ben)
        assert (ben.view.transaction, ben.message_id, ben.screen) == ("VK13", "locked-by-user", "condition_records")
        assert ben.message
        assert ben.message.slots["key"] == "PR00/004/1000/10"
        anna.press("f3")
        ben.press("ctrl+t")
        assert (ben.view.transaction, ben.field("lines[0].rate").open) == ("VK12", True)
        assert services.locking.is_free("condition", "PR00/004/1000/10") is False

    def test_new_records_of_the_key_wait_too(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        open_price(anna)
        price(create(ben), "130").press("enter")
        assert (ben.message_id, ben.text("lines[0].rate")) == ("locked-by-user", "130.00")
        ben.fill(channel="12").press("enter")
        assert ben.message is None
        anna.press("f3")
        ben.fill(channel="10").press("enter")
        assert ben.message is None

    def test_other_keys_of_the_type_are_free(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        open_price(anna)
        find(ben, sales_org="1000", channel="12", material="M-100")
        assert (ben.view.transaction, ben.message) == ("VK12", None)
        find(ben, sales_org="1000", channel="", material="M-100")
        assert ben.message_id == "locked-by-user"
        find(anna, sales_org="1000", channel="12", material="M-100")
        assert anna.view.transaction == "VK12"

    def test_leaving_and_saving_free_them(self, hire: Hire, services: Services) -> None:
        anna = hire("ANNA")
        open_price(anna).item(0, "lines", rate="126")
        assert services.locking.is_free("condition", "PR00/004/1000/10") is False
        save(anna)
        assert services.locking.is_free("condition", "PR00/004/1000/10")
        price(create(anna), "130").press("enter")
        assert services.locking.is_free("condition", "PR00/004/1000/10") is False
        anna.run("/n").press("n")
        assert services.locking.is_free("condition", "PR00/004/1000/10")


class TestAuthority:
    def refuse(self, monkeypatch: pytest.MonkeyPatch, object: str) -> list[tuple[str, str]]:
        asked: list[tuple[str, str]] = []

        def permits(_self: object, _actor: object, activity: str, about: str, area: object, fields: object) -> bool:
            asked.append((str(activity), about))
            return about != object

        monkeypatch.setattr(EverythingAllowed, "permits", permits)
        return asked

    @pytest.mark.parametrize(("tcode", "activity"), [("VK11", "01"), ("VK12", "02"), ("VK13", "03")])
    def test_the_type(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, tcode: str, activity: str) -> None:
        asked = self.refuse(monkeypatch, "V_KONH_VKS")
        clerk.run(f"/n{tcode}").fill(record_type="PR00").press("enter")
        assert (clerk.message_id, clerk.screen) == ("not-authorized", "condition_initial")
        assert asked[-1] == (activity, "V_KONH_VKS")

    @pytest.mark.parametrize(("tcode", "activity"), [("VK12", "02"), ("VK13", "03")])
    def test_the_sales_area(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, tcode: str, activity: str) -> None:
        asked = self.refuse(monkeypatch, "V_KONH_VKO")
        open_price(clerk, tcode=tcode)
        assert (clerk.message_id, clerk.screen) == ("not-authorized", "condition_selection")
        assert asked[-1] == (activity, "V_KONH_VKO")

    def test_the_sales_area_of_new_records(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.refuse(monkeypatch, "V_KONH_VKO")
        price(create(clerk), "130").press("enter")
        assert (clerk.message_id, clerk.text("lines[0].rate")) == ("not-authorized", "130.00")
