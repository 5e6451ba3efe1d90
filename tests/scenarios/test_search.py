"""F4 that knows: whatever a clerk remembers of a customer leads to it, and what cannot be meant is not offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text as sql

from sdtui.domain.authority import SalesArea
from sdtui.services.authority import EverythingAllowed
from sdtui.services.bundle import Services
from sdtui.services.installing import bring_up_to_date
from sdtui.store import customers
from sdtui.store.columns import metadata
from sdtui.store.unit import Unit
from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, popup, quotation
from tests.scenarios.test_values import hits, look

Hire = Callable[..., Clerk]
BERLIN, WARSAW = "2008", "1000"


def anywhere(clerk: Clerk, sales_org: str = "") -> Clerk:
    """On an inquiry of which the clerk has not said where it is sold."""
    return clerk.run("/nVA11").fill(document_type="IN", sales_org=sales_org).press("enter")


def narrow(clerk: Clerk, text: str) -> list[str]:
    """The keys that remain when this stands in the filter."""
    clerk.fill(filter=text).send("live")
    return hits(clerk)


def nothing_findable(unit: Unit) -> None:
    """As an upgrade leaves it."""
    unit.execute(metadata.tables["search_entry"].delete())
    unit.execute(sql("INSERT INTO search_gram (search_gram) VALUES ('delete-all')"))


class TestWhatIsRemembered:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("zolty lancuch", "1004"),
            ("ŻÓŁTY", "1004"),
            ("grüß söhne", ""),
            ("groß söhne", "2003"),
            ("gross soehne", "2003"),
            ("übermorgen", "2005"),
            ("uebermorgen", "2005"),
            ("zgierz pedal", ""),
            ("philly wheel", "3000"),
            ("bruno birker", WARSAW),
            ("bruno birker orlando", ""),
            ("bike warszawa", WARSAW),
            ("PL9992914178", WARSAW),
            ("9992914178", WARSAW),
            ("pl 999-291-41-78", WARSAW),
            ("0000001000", WARSAW),
        ],
    )
    def test_names_places_people_and_numbers(self, clerk: Clerk, typed: str, found: str) -> None:
        look(anywhere(clerk), "sold_to")
        assert narrow(clerk, typed) == ([found] if found else [])

    @pytest.mark.parametrize(
        "typed",
        ["+49 30 23125 008", "0049 (30) 23125008", "+49 (0)30/23125-008", "030 23125008", "23125 008", "3125008"],
    )
    def test_a_telephone_number_however_it_is_written(self, clerk: Clerk, typed: str) -> None:
        look(anywhere(clerk), "sold_to")
        assert narrow(clerk, typed) == [BERLIN]

    def test_one_or_two_letters_are_enough_to_begin(self, clerk: Clerk) -> None:
        look(anywhere(clerk), "sold_to")
        assert set(narrow(clerk, "ph")) >= {"1015", "2008", "3000", "3001", "3002"}
        assert narrow(clerk, "phi")[:3] == ["3001", "3000", "2008"]

    def test_what_was_changed_is_found_under_its_new_name_alone(self, clerk: Clerk, services: Services) -> None:
        database = services.context.database
        with database.read() as unit:
            changed = customers.load(unit, "0000001004")
        assert changed
        changed.name, changed.search_term, changed.email = "Błękitna Szprycha", "", ""
        database.write(lambda unit: customers.put(unit, [changed]))
        look(anywhere(clerk), "sold_to")
        assert (narrow(clerk, "blekitna"), narrow(clerk, "zolty")) == (["1004"], [])
        database.write(lambda unit: customers.put(unit, [replace(changed, deletion_flag=True)]))
        assert narrow(clerk, "blekitna szp") == []
        # who maintains it still finds it
        assert hits(look(clerk.press("f12").run("/nVD02").fill(number=""), "number"))
        assert narrow(clerk, "blekitna") == ["1004"]

    def test_an_older_database_is_made_searchable(self, clerk: Clerk, services: Services) -> None:
        quotation(clerk)
        services.context.database.write(nothing_findable)
        # what somebody saves before the upgrade is done does not hide that the rest is missing
        quotation(clerk)
        look(anywhere(clerk), "sold_to")
        assert narrow(clerk, "lancuch") == []
        bring_up_to_date(services.context)
        assert narrow(clerk, "lancuch ") == ["1004"]
        clerk.press("f12").run("/nVA22").fill(number="")
        assert len(hits(look(clerk, "number"))) == 2


class TestOrder:
    def test_number_then_names_that_begin_so_then_the_others(self, clerk: Clerk) -> None:
        look(anywhere(clerk), "sold_to")
        found = narrow(clerk, "pedal")
        # three Pedal Barns and Pedał i Spółka; then Officina Pedale and Phil's Pedal Depot, in which a word begins so
        assert found == ["3003", "3004", "3005", "1007", "4008", "3001"]
        assert narrow(clerk, "100")[:3] == ["1000", "1001", "1002"]

    def test_the_number_that_was_typed_stands_above_the_recent_ones(self, clerk: Clerk) -> None:
        inquiry(clerk, sold_to="1004")
        look(begin(clerk), "sold_to")
        assert narrow(clerk, "100")[0] == "1004"
        assert narrow(clerk, "1000")[0] == "1000"

    def test_recent_ones_are_marked_and_counted_with_the_rest(self, clerk: Clerk) -> None:
        inquiry(clerk, sold_to="1004")
        look(begin(clerk), "sold_to")
        rows = clerk.rows("list")
        assert [(row["recent"], row["c0"]) for row in rows[:1]] == [("*", "1004")]
        assert not any(row["recent"] for row in rows[1:])
        assert len({row["c0"] for row in rows}) == len(rows)

    def test_recent_ones_that_do_not_match_are_not_shown(self, clerk: Clerk) -> None:
        inquiry(clerk, sold_to="1004")
        look(anywhere(clerk), "sold_to")
        assert "1004" not in narrow(clerk, "radwerk")


class TestInPlace:
    """``=name`` in the field runs the help without its list."""

    @pytest.mark.parametrize("typed", ["=bike zone", "=.bike.warszawa", "= the bi+e zon*", "=+48 22 000 10 00"])
    def test_one_hit_fills_the_field(self, clerk: Clerk, typed: str) -> None:
        begin(clerk).fill(sold_to=typed).press("enter")
        assert (popup(clerk), clerk.text("sold_to"), clerk.message_id) == ("", "1000", "")
        assert clerk.text("sold_to_address").startswith("The Bike Zone")

    def test_several_open_the_list_already_narrowed(self, clerk: Clerk) -> None:
        anywhere(clerk).fill(sold_to="=radwerk").press("enter")
        assert (popup(clerk), hits(clerk), clerk.text("filter")) == ("values", ["2000", "2001", "2002"], "radwerk")
        clerk.press("f12")
        assert (clerk.text("sold_to"), clerk.cursor) == ("=radwerk", "sold_to")
        clerk.press("enter").on_row(1).press("enter")
        assert (popup(clerk), clerk.text("sold_to")) == ("", "2001")
        clerk.press("enter")
        assert clerk.screen == "sales_document_overview"

    def test_none_is_an_error_on_the_field_and_stays(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="=zzzz").press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.text("sold_to")) == ("no-hit", "sold_to", "=zzzz")
        clerk.fill(sold_to="=lancuch").press("enter")
        assert (clerk.message_id, clerk.text("sold_to")) == ("", "1004")

    def test_in_a_line_of_items(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="=floor pump", quantity="2").press("enter")
        if popup(clerk):
            clerk.on_row(0).press("enter").press("enter")
        assert clerk.rows("items")[0]["material"]

    def test_in_a_field_of_customizing(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="=inquiry", sales_org="1000").press("enter")
        assert popup(clerk) == "values" or clerk.text("document_type") == "IN"

    def test_several_fields_are_asked_about_one_after_the_other(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN", sales_org="1000", channel="12", division="00")
        clerk.fill(sales_office="=", sales_group="=").press("enter")
        assert hits(clerk) == ["1010", "1020", "1030"]
        clerk.on_row(1).press("enter").press("enter")
        # the groups of the office that was chosen
        assert hits(clerk) == ["103", "104"]

    def test_f4_looks_for_the_words_behind_the_sign(self, clerk: Clerk) -> None:
        look(anywhere(clerk), "sold_to", "=radwerk")
        assert (hits(clerk), clerk.text("filter")) == (["2000", "2001", "2002"], "radwerk")


class TestRestriction:
    def test_one_key_shows_all_and_again_those_of_the_area(self, clerk: Clerk) -> None:
        begin(clerk, area=("1000", "12", "00"))
        look(clerk, "sold_to")
        assert narrow(clerk, "the bike zone") == []
        clerk.press("f5")
        assert hits(clerk) == ["1000"]
        clerk.press("f5")
        assert hits(clerk) == []
        clerk.press("f5").on_row(0).press("enter")
        assert clerk.text("sold_to") == "1000"

    def test_a_part_of_the_area_narrows_too(self, clerk: Clerk) -> None:
        whole = hits(look(anywhere(clerk), "sold_to"))
        part = hits(look(anywhere(clerk.press("f12"), "1000"), "sold_to"))
        assert 0 < len(part) < len(whole)

    def test_goods_recipients_are_not_sold_to(self, clerk: Clerk) -> None:
        look(anywhere(clerk), "sold_to")
        assert "1101" not in narrow(clerk, "110")
        clerk.press("f5")
        assert "1101" in hits(clerk)

    def test_a_list_that_nothing_narrows_has_no_such_key(self, clerk: Clerk) -> None:
        look(clerk.run("/nVA11"), "document_type")
        assert not any("f5" in key.keys for key in clerk.view.keys)

    def test_rights_are_not_lifted(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        mine = quotation(clerk)
        here = frozenset({SalesArea("2000")})
        monkeypatch.setattr(EverythingAllowed, "areas", lambda self, actor, activity, object: here)
        look(anywhere(clerk), "sold_to")
        assert narrow(clerk, "the bike zone") == []
        clerk.press("f5")
        assert hits(clerk) == []
        german = narrow(clerk, "radwerk")
        assert german
        clerk.press("f12").run("/nVA22").fill(number="")
        assert mine.lstrip("0") not in hits(look(clerk, "number"))

    @pytest.mark.parametrize(
        "area", [("1000", "10", "00"), ("1000", "10"), ("1000",), ("", "10", "00"), ("", "", "00")]
    )
    def test_rights_in_one_area_show_what_it_has(
        self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, area: tuple[str, ...]
    ) -> None:
        mine = quotation(clerk)
        here = frozenset({SalesArea(*area)})
        monkeypatch.setattr(EverythingAllowed, "areas", lambda self, actor, activity, object: here)
        assert hits(look(clerk.run("/nVA22").fill(number=""), "number")) == [mine.lstrip("0")]


class TestDocuments:
    def test_by_number_name_and_reference(self, clerk: Clerk) -> None:
        first = quotation(clerk)
        begin(clerk, "VA21", "QT").fill(sold_to="1004", valid_to="+30", customer_reference="Przetarg 77/ŁÓDŹ")
        clerk.item(material="M-100", quantity="1").press("f11")
        assert clerk.message
        second = str(clerk.message.slots["number"]).lstrip("0")
        look(clerk.run("/nVA22").fill(number=""), "number")
        assert narrow(clerk, "zolty") == narrow(clerk, "77/lodz") == narrow(clerk, "1004") == [second]
        assert narrow(clerk, first.lstrip("0")) == [first.lstrip("0")]
        assert narrow(clerk, "2000000") == [second, first.lstrip("0")]

    def test_the_reference_is_found_under_what_it_became(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/*VA22").fill(customer_reference="Later").press("f11")
        look(clerk.run("/nVA22").fill(number=""), "number")
        assert len(narrow(clerk, "later")) == 1

    def test_in_place(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        clerk.run("/nVA23").fill(number="=bike").press("enter")
        assert (clerk.screen, clerk.text("number")) == ("sales_document_overview", number.lstrip("0"))

    def test_all_customers_when_the_restriction_is_lifted(self, clerk: Clerk) -> None:
        mine, other = inquiry(clerk), inquiry(clerk, sold_to="1004")
        begin(clerk, "VA21", "QT").fill(sold_to="1000").press("f8").fill(inquiry="")
        assert hits(look(clerk, "inquiry")) == [mine.lstrip("0")]
        clerk.press("f5")
        assert hits(clerk) == [other.lstrip("0"), mine.lstrip("0")]


class TestOtherTables:
    def test_contact_persons_are_shown_with_their_customer(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").press("enter").press("f10").send("tab_partners")
        clerk.item(table="partners", function="CP").press("enter")
        row = next(n for n, each in enumerate(clerk.rows("partners")) if each["function"] == "CP")
        look(clerk, f"partners[{row}].number")
        assert ("700001", "The Bike Zone") in zip(hits(clerk), hits(clerk, 2), strict=True)
        clerk.press("f5")
        assert narrow(clerk, "dawid sosna rowerownia") == ["700003"]

    @pytest.mark.parametrize(
        ("language", "word", "unit"), [("en", "dozen", "DZ"), ("de", "stück", "PC"), ("pl", "par", "PAA")]
    )
    def test_units_by_their_name(self, hire: Hire, language: str, word: str, unit: str) -> None:
        clerk = begin(hire("ANNA", language))
        look(clerk, "items[0].unit", "")
        assert unit in narrow(clerk, word)
        assert all(hits(clerk, 1))

    def test_condition_types_that_may_be_entered_here(self, clerk: Clerk, services: Services) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
        clerk.press("f10").send("tab_conditions")
        at_header = set(hits(look(clerk, f"conditions[{len(clerk.rows('conditions'))}].condition_type")))
        rules = services.pricing_customizing.types
        assert at_header
        assert all(rules[code].manual and rules[code].header for code in at_header)
        clerk.press("f12").press("f3").on("items[0].material").press("f2").send("tab_conditions")
        at_item = set(hits(look(clerk, f"conditions[{len(clerk.rows('conditions'))}].condition_type")))
        assert at_item
        assert all(rules[code].manual and rules[code].item for code in at_item)
        assert "MWST" not in at_item | at_header
        # and only what the pricing procedure of the document has
        steps = {step.condition_type for step in services.pricing_customizing.procedures["RVAA01"].steps}
        assert at_item | at_header <= steps


def test_more_than_the_list_holds_is_said(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sdtui.kernel.popups.HIT_LIMIT", 3)
    look(anywhere(clerk), "sold_to")
    assert len(hits(clerk)) == 3
    lines = [text for part in clerk.view.body for text in getattr(part, "texts", ())]
    assert any("3" in line for line in lines)
