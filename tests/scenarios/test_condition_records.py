"""VK11 to VK13: a clerk enters, changes and looks at condition records, and quotations find them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sdtui.domain.conditions import ConditionRecord
from sdtui.services.bundle import Services
from sdtui.store import changes, condition_records
from tests.clerk import Clerk
from tests.company import TODAY
from tests.scenarios.acts import begin, choose, lines, popup, saved_number, stored

Hire = Callable[..., Clerk]
FOREVER = date.max
KEYS = "choose.key-combinations"
CUT = "choose.displaced-conditions"


def create(clerk: Clerk, kind: str = "PR00", table: str = "004", **key: str) -> Clerk:
    """On the fast entry of new records, the key above the lines filled."""
    clerk.run("/nVK11").fill(record_type=kind).press("enter")
    if popup(clerk) == KEYS:
        choose(clerk, row_of(clerk, table))
    return clerk.fill(**(key or {"sales_org": "1000", "channel": "10"}))


def find(clerk: Clerk, tcode: str = "VK12", kind: str = "PR00", table: str = "004", **wanted: str) -> Clerk:
    """The records of a key."""
    clerk.run(f"/n{tcode}").fill(record_type=kind).press("enter")
    if popup(clerk) == KEYS:
        choose(clerk, row_of(clerk, table))
    return clerk.fill(**wanted).press("enter")


def save(clerk: Clerk) -> int:
    """Save, cutting older records where there are any; how many were saved."""
    clerk.press("f11")
    if popup(clerk) == CUT:
        clerk.press("enter")
    assert clerk.message_id == "conditions-saved", clerk.message
    assert clerk.message
    return int(str(clerk.message.slots["count"]))


def row_of(clerk: Clerk, table: str) -> int:
    return [row["c1"] for row in clerk.rows()].index(table)


def price(clerk: Clerk, rate: str, material: str = "M-100", **cells: str) -> Clerk:
    return clerk.item(None, "lines", material=material, rate=rate, **cells)


def records(
    services: Services, material: str = "M-100", kind: str = "PR00", table: str = "004", before: str = "1000/10"
) -> list[ConditionRecord]:
    """The records of a key that count, by validity."""
    key = (*before.split("/"), material)
    with services.context.database.read() as unit:
        found = condition_records.of_places(unit, [(kind, table, key)])
    return [record for record in found if not record.deletion_flag]


def periods(found: list[ConditionRecord]) -> list[tuple[date, date, Decimal]]:
    return [(record.valid_from, record.valid_to, record.rate) for record in found]


class TestTheWayIn:
    def test_the_key_combinations_of_the_type_are_offered_in_words(self, clerk: Clerk) -> None:
        clerk.run("/nVK11").fill(record_type="PR00").press("enter")
        assert popup(clerk) == KEYS
        assert [row["c1"] for row in clerk.rows()] == ["005", "006", "004"]
        assert all(row["c0"] for row in clerk.rows())

    def test_f5_asks_for_them_too(self, clerk: Clerk) -> None:
        clerk.run("/nVK11").fill(record_type="PR00").press("f5")
        assert popup(clerk) == KEYS

    def test_the_only_one_is_taken_at_once(self, clerk: Clerk) -> None:
        clerk.run("/nVK11").fill(record_type="K007").press("enter")
        assert (clerk.screen, popup(clerk)) == ("condition_records", "")

    def test_the_last_one_stands_first_next_time(self, clerk: Clerk) -> None:
        create(clerk, table="004")
        clerk.run("/nVK12").press("enter")
        assert [row["c1"] for row in clerk.rows()] == ["004", "005", "006"]

    def test_the_type_is_proposed_and_may_be_named_with_the_transaction(self, clerk: Clerk) -> None:
        clerk.run("/nVK11 K007")
        assert clerk.screen == "condition_records"
        clerk.run("/nVK13")
        assert clerk.text("record_type") == "K007"

    @pytest.mark.parametrize("kind", ["RA00", "SKTO", "ZZZZ"])
    def test_a_type_without_records_is_refused(self, clerk: Clerk, kind: str) -> None:
        clerk.run("/nVK11").fill(record_type=kind).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("condition-type-no-records", "record_type")
        assert clerk.text("record_type") == kind

    def test_f4_offers_only_types_that_have_records(self, clerk: Clerk) -> None:
        clerk.run("/nVK11").on("record_type").press("f4")
        offered = {row["c0"] for row in clerk.rows()}
        assert {"PR00", "K004", "K005", "K007", "K020", "KF00", "MWST"} == offered


class TestEntering:
    def test_currency_unit_and_validity_are_proposed(self, clerk: Clerk) -> None:
        price(create(clerk), "130").press("enter")
        (line,) = clerk.rows("lines")
        assert (line["rate"], line["rate_currency"], line["per"], line["rate_unit"]) == ("130.00", "PLN", "1", "PC")
        assert (line["condition_from"], line["condition_to"]) == ("11/24/2026", "12/31/9999")
        assert (line["calculation_type"], bool(line["key_description"])) == ("C", True)

    def test_the_currency_of_the_key_wins(self, clerk: Clerk) -> None:
        key = {"sales_org": "1000", "channel": "10", "price_list": "01", "currency": "EUR"}
        price(create(clerk, table="006", **key), "30").press("enter")
        assert clerk.rows("lines")[0]["rate_currency"] == "EUR"

    def test_a_discount_is_negative_whether_the_minus_was_typed_or_not(self, clerk: Clerk, services: Services) -> None:
        create(clerk, "K007", sales_org="1000", channel="10", division="00")
        clerk.item(table="lines", customer="1000", rate="5").item(table="lines", customer="1006", rate="-7")
        clerk.press("enter")
        assert [(row["rate"], row["rate_currency"]) for row in clerk.rows("lines")] == [("-5.00", "%"), ("-7.00", "%")]
        save(clerk)
        (record,) = [r for r in records(services, "0000001000", "K007", "007", "1000/10/00") if r.valid_from == TODAY]
        assert (record.rate, record.currency, record.unit) == (-5, "", "")

    def test_many_lines_are_pasted(self, clerk: Clerk, services: Services) -> None:
        create(clerk, sales_org="1000", channel="14").on("lines[0].material")
        clerk.paste("DXTR1\t3100\nPRTR1\t3300\nCH-11\t12,345.50\n")
        assert [row["rate"] for row in clerk.rows("lines")] == ["3,100.00", "3,300.00", "12,345.50"]
        assert save(clerk) == 3
        assert records(services, "CH-11", before="1000/14")[-1].rate == Decimal("12345.50")

    def test_after_saving_the_next_lines_of_the_key_may_be_typed(self, clerk: Clerk) -> None:
        price(create(clerk), "130", condition_from="01/01/2027").press("f11", "enter")
        assert (clerk.message_id, clerk.screen, clerk.rows("lines")) == ("conditions-saved", "condition_records", [])
        assert (clerk.text("sales_org"), clerk.cursor) == ("1000", "lines[0].material")
        clerk.press("f3")
        assert (clerk.screen, popup(clerk)) == ("condition_initial", "")

    @pytest.mark.parametrize(
        ("cells", "message", "field"),
        [
            ({"rate": ""}, "condition-rate-missing", "rate"),
            ({"condition_to": "11/23/2026"}, "condition-validity-turned", "condition_to"),
            ({"material": "", "rate": "5"}, "condition-key-missing", "material"),
            ({"material": "NOPE"}, "entry-not-in-table", "material"),
            ({"rate_currency": "XXX"}, "entry-not-in-table", "rate_currency"),
            ({"rate_unit": "KG"}, "condition-unit-not-of-material", "rate_unit"),
        ],
    )
    def test_what_is_wrong_is_refused_on_its_field(
        self, clerk: Clerk, services: Services, cells: dict[str, str], message: str, field: str
    ) -> None:
        before = records(services)
        create(clerk).item(0, "lines", **{"material": "M-100", "rate": "99", **cells}).press("f11")
        assert (clerk.message_id, clerk.cursor) == (message, f"lines[0].{field}")
        assert records(services) == before

    def test_a_rate_of_nothing_may_be_meant(self, clerk: Clerk, services: Services) -> None:
        price(create(clerk), "0", condition_from="+10", condition_to="+20").press("f11", "enter")
        assert [record.rate for record in records(services)] == [125, 0, 125]

    def test_two_lines_of_a_key_may_not_overlap(self, clerk: Clerk) -> None:
        create(clerk)
        price(price(clerk, "130", condition_to="01/31/2027"), "140", condition_from="01/31/2027").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("condition-lines-overlap", "lines[1].condition_from")
        clerk.item(1, "lines", condition_from="02/01/2027").press("enter")
        assert clerk.message is None

    def test_the_key_above_the_lines_is_required(self, clerk: Clerk) -> None:
        create(clerk, sales_org="1000", channel="").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "channel")

    def test_leaving_asks_first(self, clerk: Clerk, services: Services) -> None:
        price(create(clerk), "130", condition_from="01/01/2027").press("enter", "f3")
        assert popup(clerk) == "question.save-first"
        clerk.press("y")
        assert popup(clerk) == CUT
        clerk.press("enter")
        assert (clerk.screen, len(records(services))) == ("condition_initial", 2)


class TestOlderRecords:
    def test_an_older_record_is_ended_the_day_before(self, clerk: Clerk, services: Services) -> None:
        (old,) = records(services)
        price(create(clerk), "130", condition_from="01/01/2027").press("f11")
        assert popup(clerk) == CUT
        assert clerk.rows()[0] == {
            "c0": "1000/10/M-100", "c1": "01/01/2020", "c2": "12/31/9999", "c3": "01/01/2020", "c4": "12/31/2026",
            "c5": str(old.record),
        }  # fmt: skip
        assert records(services) == [old]
        clerk.press("enter")
        assert periods(records(services)) == [
            (old.valid_from, date(2026, 12, 31), old.rate), (date(2027, 1, 1), FOREVER, Decimal(130)),
        ]  # fmt: skip

    def test_it_is_split_when_it_held_on_afterwards(self, clerk: Clerk, services: Services) -> None:
        (old,) = records(services)
        price(create(clerk), "99", condition_from="12/01/2026", condition_to="12/31/2026").press("f11")
        assert [(row["c5"], row["c3"], row["c4"]) for row in clerk.rows()] == [
            (str(old.record), "01/01/2020", "11/30/2026"),
            ("new", "01/01/2027", "12/31/9999"),
        ]
        clerk.press("enter")
        before, between, after = records(services)
        assert (before.record, before.valid_to) == (old.record, date(2026, 11, 30))
        assert (between.rate, after.rate, after.valid_from) == (99, old.rate, date(2027, 1, 1))
        assert (after.created_by, after.created_on, after.record > between.record) == ("ANNA", TODAY, True)

    def test_one_that_is_wholly_covered_is_flagged(self, clerk: Clerk, services: Services) -> None:
        (old,) = records(services)
        price(create(clerk), "99", condition_from="01/01/2000").press("f11")
        assert [(row["c3"], row["c4"]) for row in clerk.rows()] == [("deleted", "")]
        clerk.press("enter")
        (new,) = records(services)
        assert (new.rate, new.valid_to) == (99, FOREVER)
        with services.context.database.read() as unit:
            kept = condition_records.load(unit, old.record)
        assert kept
        assert (kept.deletion_flag, kept.rate, kept.valid_from) == (True, old.rate, old.valid_from)

    def test_f12_saves_nothing_and_keeps_what_was_typed(self, clerk: Clerk, services: Services) -> None:
        before = records(services)
        price(create(clerk), "130", condition_from="01/01/2027").press("f11", "f12")
        assert (popup(clerk), records(services)) == ("", before)
        assert clerk.rows("lines")[0]["rate"] == "130.00"

    def test_where_nothing_is_cut_nothing_is_asked(self, clerk: Clerk, services: Services) -> None:
        key = {"sales_org": "1000", "channel": "10", "customer": "1010"}
        assert records(services, table="005", before="1000/10/0000001010") == []
        price(create(clerk, table="005", **key), "70").press("f11")
        assert (clerk.message_id, popup(clerk)) == ("conditions-saved", "")
        assert len(records(services, table="005", before="1000/10/0000001010")) == 1

    def test_what_was_saved_meanwhile_is_shown_before_it_is_cut(self, clerk: Clerk, services: Services) -> None:
        """As when a lock lapsed: what would happen is no longer what the clerk has seen."""
        (old,) = records(services)
        price(create(clerk), "130", condition_from="01/01/2027").press("f11")
        ended = replace(old, valid_to=date(2027, 6, 30))
        services.context.database.write(lambda unit: condition_records.update(unit, ended))
        clerk.press("enter")
        assert (clerk.message_id, records(services)) == ("conditions-displaced-anew", [ended])
        clerk.press("f11")
        assert clerk.rows()[0]["c2"] == "06/30/2027"
        clerk.press("enter")
        assert [record.valid_to for record in records(services)] == [date(2026, 12, 31), FOREVER]


class TestPrices:
    def test_a_new_price_is_found_by_its_pricing_date_and_a_saved_quotation_keeps_its_own(
        self, clerk: Clerk, services: Services
    ) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1010", valid_to="+60")
        number = saved_number(lines(clerk, ("M-100", "1")).press("f11"))
        was = stored(services, number).items[0]
        price(create(clerk), "200", condition_from="01/01/2027").press("f11", "enter")
        assert clerk.message_id == "conditions-saved"
        clerk.run(f"/nVA22 {number}").fill(customer_reference="X").press("f11")
        kept = stored(services, number).items[0]
        assert (kept.net_value, kept.conditions[0].record) == (was.net_value, was.conditions[0].record)
        begin(clerk, "VA21", "QT").fill(sold_to="1010", valid_to="+60")
        lines(clerk, ("M-100", "1")).press("enter", "f10").fill(pricing_date="01/15/2027").press("enter")
        later = stored(services, saved_number(clerk.press("f11"))).items[0]
        rates = [next(c.rate for c in item.conditions if c.condition_type == "PR00") for item in (was, later)]
        assert rates == [125, 200]


def history(services: Services, record: int) -> list[tuple[str, str, str, str]]:
    with services.context.database.read() as unit:
        documents = changes.read(unit, "condition", str(record))
    return [(change.kind, change.field, change.old, change.new) for one in documents for change in one.changes]


def test_change_documents_say_what_became_of_each_record(clerk: Clerk, services: Services) -> None:
    (old,) = records(services)
    price(create(clerk), "130", condition_from="01/01/2027").press("f11", "enter")
    new = records(services)[1]
    assert history(services, old.record) == [("U", "valid_to", "9999-12-31", "2026-12-31")]
    assert history(services, new.record) == [("I", "", "", str(new.record))]
    assert (new.created_by, new.created_on) == ("ANNA", TODAY)
