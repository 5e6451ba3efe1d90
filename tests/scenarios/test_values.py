"""F4: what may be entered, found by words, patterns and use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, popup, quotation

Hire = Callable[..., Clerk]


def hits(clerk: Clerk, column: int = 0) -> list[str]:
    """A column of the hit list."""
    return [row[f"c{column}"] for row in clerk.rows("list")]


def look(clerk: Clerk, path: str, typed: str = "") -> Clerk:
    """F4 in a field, with what was typed into it."""
    if typed:
        clerk.fill(**{path: typed})
    return clerk.on(path).press("f4")


class TestCustomers:
    def test_by_part_of_the_name_in_the_area(self, clerk: Clerk) -> None:
        look(begin(clerk, area=("1000", "12", "00")), "sold_to", "rowerow")
        # words anywhere in name, city and search term; only customers of the area
        assert popup(clerk) == "values"
        assert {"1001", "1002", "1003", "1012"} <= set(hits(clerk))
        assert "1000" not in hits(clerk)

    def test_one_hit_is_taken_at_once(self, clerk: Clerk) -> None:
        look(begin(clerk), "sold_to", "bike zone")
        assert (popup(clerk), clerk.text("sold_to"), clerk.cursor) == ("", "1000", "sold_to")

    @pytest.mark.parametrize(
        ("typed", "found"),
        [("phil us", "3000"), ("PHIL+DELPHIA*", "3000"), ("wheel", "3000"), ("philadelphia", "3000")],
    )
    def test_words_and_patterns(self, clerk: Clerk, typed: str, found: str) -> None:
        clerk.run("/nVA11").fill(document_type="IN").press("enter")
        look(clerk, "sold_to", typed)
        assert clerk.text("sold_to") == found if not popup(clerk) else found in hits(clerk)

    def test_accents_do_not_matter(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN").press("enter")
        look(clerk, "sold_to", "slaskie kola")
        assert (popup(clerk), clerk.text("sold_to")) == ("", "1006")

    def test_the_list_narrows_while_typing(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN").press("enter")
        look(clerk, "sold_to")
        many = len(hits(clerk))
        clerk.typed["filter"] = "radwerk"
        clerk.at = "filter"
        clerk.send("live")
        assert 0 < len(hits(clerk)) < many
        assert set(hits(clerk)) >= {"2000", "2001", "2002"}
        clerk.on_row(1).press("enter")
        assert clerk.text("sold_to") == "2001"

    def test_nothing_found(self, clerk: Clerk) -> None:
        look(begin(clerk), "sold_to", "zzz")
        assert (popup(clerk), hits(clerk)) == ("values", [])
        clerk.press("enter")
        assert (clerk.message_id, popup(clerk)) == ("no-hits", "values")
        clerk.press("f12")
        assert (popup(clerk), clerk.text("sold_to")) == ("", "zzz")

    def test_recent_ones_first(self, clerk: Clerk) -> None:
        inquiry(clerk, sold_to="1004")
        look(begin(clerk), "sold_to")
        assert hits(clerk)[0] == "1004"

    def test_the_recent_ones_of_others_do_not_matter(self, hire: Hire) -> None:
        inquiry(hire("ANNA"), sold_to="1004")
        ben = look(begin(hire("BEN")), "sold_to")
        assert hits(ben)[0] != "1004"

    def test_a_value_that_stands_opens_the_list_at_its_place(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1004").press("enter")
        look(clerk, "sold_to")
        assert hits(clerk)[clerk.row] == "1004"
        clerk.press("f12")
        assert clerk.text("sold_to") == "1004"


class TestMaterials:
    def test_by_description(self, clerk: Clerk) -> None:
        look(begin(clerk), "items[0].material", "floor pump")
        assert "M-100" in hits(clerk) if popup(clerk) else clerk.text("items[0].material") == "M-100"

    def test_the_chosen_one_stands_in_its_line(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
        look(clerk, "items[1].material")
        first = hits(clerk)[1]
        clerk.on_row(1).press("enter")
        assert (clerk.cursor, clerk.text("items[1].material")) == ("items[1].material", first)
        clerk.item(1, quantity="2").press("enter")
        assert len(clerk.rows("items")) == 2

    def test_only_what_is_sold_here(self, clerk: Clerk) -> None:
        here = hits(look(begin(clerk, area=("1000", "14", "00")), "items[0].material"))
        clerk.press("f12").press("f3")
        there = hits(look(begin(clerk), "items[0].material"))
        assert set(here) != set(there)

    def test_limited(self, clerk: Clerk) -> None:
        assert len(hits(look(begin(clerk), "items[0].material"))) <= 500


class TestRestricted:
    def test_units_of_the_material(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
        assert set(hits(look(clerk, "items[0].unit"))) == {"PC", "BOX"}

    def test_offices_of_the_area(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN", sales_org="1000", channel="12", division="00")
        assert hits(look(clerk, "sales_office")) == ["1010", "1020", "1030"]
        clerk.press("f12").fill(channel="10")
        assert hits(look(clerk, "sales_office")) == ["1010", "1020"]

    def test_groups_of_the_office(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN", sales_office="1020")
        assert hits(look(clerk, "sales_group")) == ["103", "104"]

    def test_types_of_the_category(self, clerk: Clerk) -> None:
        assert hits(look(clerk.run("/nVA11"), "document_type")) == ["IN", "ZIF"]
        clerk.press("f12")
        assert hits(look(clerk.run("/nVA21"), "document_type")) == ["QT", "ZQ"]

    def test_channels_of_the_organization(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN", sales_org="1000")
        assert hits(look(clerk, "channel")) == ["10", "12", "14"]

    def test_reasons_that_a_clerk_may_give(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/*VA22").send("tab_rejection")
        found = hits(look(clerk, "items[0].rejection_reason"))
        assert ("00" in found, "03" in found, found == sorted(found)) == (False, True, True)

    def test_contact_persons_of_the_customer(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1006", ship_to="1006").press("enter").press("f12").press("f10").send("tab_partners")
        clerk.item(table="partners", function="CP").press("enter")
        row = next(n for n, r in enumerate(clerk.rows("partners")) if r["function"] == "CP")
        assert hits(look(clerk, f"partners[{row}].number")) == ["700005", "700006"]

    def test_ship_to_parties_of_the_customer_first(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1006").press("enter").press("f12")
        assert set(hits(look(clerk, "ship_to"))[:4]) == {"1006", "1101", "1102", "1103"}
        assert len(hits(clerk)) > 4

    def test_categories_of_the_type(self, clerk: Clerk) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
        assert hits(look(clerk, "items[0].item_category")) == ["AGN", "AGNN", "AGTX", "AGX"]

    def test_documents_of_the_customer_to_refer_to(self, clerk: Clerk) -> None:
        mine, other = inquiry(clerk), inquiry(clerk, sold_to="1004")
        begin(clerk, "VA21", "QT").fill(sold_to="1000").press("f8").fill(inquiry="")
        found = hits(look(clerk, "inquiry"))
        assert (mine.lstrip("0") in found, other.lstrip("0") in found) == (True, False)

    def test_documents_of_the_category(self, clerk: Clerk) -> None:
        first, second = quotation(clerk), quotation(clerk)
        inquiry(clerk)
        clerk.run("/nVA22").fill(number="")
        assert hits(look(clerk, "number")) == [second.lstrip("0"), first.lstrip("0")]


class TestDisplayed:
    def test_values_can_be_looked_at_and_change_nothing(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/*VA23")
        look(clerk, "sold_to")
        assert popup(clerk) == "values"
        clerk.on_row(2).press("enter")
        assert (popup(clerk), clerk.text("sold_to")) == ("", "1000")

    def test_a_field_without_values(self, clerk: Clerk) -> None:
        look(begin(clerk), "customer_reference")
        assert clerk.message_id == "no-values"
