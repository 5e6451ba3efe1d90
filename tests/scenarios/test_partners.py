"""Who else takes part: proposed by the customer, chosen among several, changed in the document."""

from __future__ import annotations

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, choose, lines, popup, quotation, saved_number, stored


def partners_tab(clerk: Clerk) -> Clerk:
    return clerk.press("f10").send("tab_partners")


def functions(clerk: Clerk) -> dict[str, str]:
    return {row["function"]: row["number"] for row in clerk.rows("partners")}


def row_of(clerk: Clerk, function: str) -> int:
    return next(n for n, row in enumerate(clerk.rows("partners")) if row["function"] == function)


class TestProposed:
    def test_from_the_customer(self, clerk: Clerk) -> None:
        partners_tab(begin(clerk).fill(sold_to="1000").press("enter"))
        assert functions(clerk) == {"SP": "1000", "SH": "1000", "BP": "1000", "PY": "1000", "CP": "700001"}
        assert clerk.rows("partners")[0]["city"] == "Warszawa"

    def test_several_ship_to_parties_are_chosen_from(self, clerk: Clerk, services: Services) -> None:
        lines(begin(clerk).fill(sold_to="1006"), ("M-100", "5")).press("enter")
        assert popup(clerk) == "choose.partners.SH"
        assert [next(iter(row.values())) for row in clerk.rows()] == ["1006", "1101", "1102", "1103"]
        choose(clerk, 2)
        # and several contact persons
        assert popup(clerk) == "choose.partners.CP"
        choose(clerk, 1)
        assert (popup(clerk), clerk.text("ship_to")) == ("", "1102")
        document = stored(services, saved_number(clerk.press("f11")))
        assert document.ship_to == "0000001102"
        assert {p.function: p.number for p in document.partners}["CP"] == "0000700006"

    def test_a_ship_to_that_was_typed_is_not_asked_about(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1006", ship_to="1103").press("enter")
        assert popup(clerk) == "choose.partners.CP"
        assert choose(clerk, 0).text("ship_to") == "1103"

    def test_the_choice_can_be_put_off(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1006").press("enter").press("f12")
        assert popup(clerk) == ""
        assert clerk.text("sold_to") == "1006"
        clerk.item(material="M-100", quantity="1").press("f11")
        assert popup(clerk) == "choose.partners.SH"
        assert choose(clerk, 1).message_id == "document-saved"

    def test_choosing_while_saving_goes_on_saving(self, clerk: Clerk) -> None:
        lines(begin(clerk).fill(sold_to="1006"), ("M-100", "5")).press("f11")
        choose(clerk, 0)
        choose(clerk, 0)
        assert saved_number(clerk)

    def test_another_customer_brings_his_own(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").press("enter")
        clerk.fill(sold_to="1004").press("enter")
        assert clerk.text("ship_to") == "1004"
        assert set(functions(partners_tab(clerk)).values()) >= {"1004"}
        assert "1000" not in functions(clerk).values()


class TestChanged:
    def test_the_ship_to_of_the_header_is_that_of_the_list(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").press("enter")
        clerk.fill(ship_to="1001").press("enter")
        assert "Kraków" in clerk.text("ship_to_address")
        assert functions(partners_tab(clerk))["SH"] == "1001"

    def test_and_the_other_way_round(self, clerk: Clerk) -> None:
        partners_tab(begin(clerk).fill(sold_to="1000").press("enter"))
        clerk.item(row_of(clerk, "SH"), "partners", number="1001").press("enter")
        assert clerk.rows("partners")[row_of(clerk, "SH")]["city"] == "Kraków"
        clerk.press("f3")
        assert clerk.text("ship_to") == "1001"
        assert "Kraków" in clerk.text("ship_to_address")

    def test_an_unknown_ship_to(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000", ship_to="999").press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.text("ship_to")) == ("entry-not-in-table", "ship_to", "999")

    @pytest.mark.parametrize("row", [0, 1])
    def test_a_wrong_number_in_the_list_is_corrected_there(self, clerk: Clerk, row: int) -> None:
        quotation(clerk)
        clerk.run("/*VA22").press("f10").send("tab_partners")
        number = clerk.text(f"partners[{row}].number")
        for wrong in ("9999", "QUARK"):
            clerk.item(row, "partners", number=wrong).press("enter")
            assert clerk.message
            assert (clerk.message.type.value, clerk.cursor) == ("E", f"partners[{row}].number")
            assert (clerk.text(f"partners[{row}].number"), clerk.screen) == (wrong, "sales_document_header")
        clerk.item(row, "partners", number=number).press("enter")
        assert (clerk.message_id, clerk.text("sold_to")) == ("", "1000")
        clerk.press("f11")
        assert clerk.message_id == "nothing-changed"

    def test_another_number_brings_another_address(self, clerk: Clerk) -> None:
        partners_tab(begin(clerk).fill(sold_to="1000").press("enter"))
        row = row_of(clerk, "BP")
        clerk.item(row, "partners", number="1003").press("enter")
        assert clerk.rows("partners")[row]["city"] == "Gdańsk"

    def test_an_address_for_this_document_only(self, clerk: Clerk, services: Services) -> None:
        partners_tab(lines(begin(clerk).fill(sold_to="1000"), ("M-100", "1")).press("enter"))
        row = row_of(clerk, "SH")
        clerk.item(row, "partners", name="Fair stand 7", street="Hall 2", city="Poznań").press("enter")
        assert clerk.rows("partners")[row]["name"] == "Fair stand 7"
        clerk.press("f3")
        assert "Fair stand 7" in clerk.text("ship_to_address")
        document = stored(services, saved_number(clerk.press("f11")))
        ship_to = next(p for p in document.partners if p.function == "SH")
        assert (ship_to.number, ship_to.name, ship_to.city) == ("0000001000", "Fair stand 7", "Poznań")
        assert ship_to.own_address
        assert next(p for p in document.partners if p.function == "SP").name == "The Bike Zone"

    def test_a_new_function(self, clerk: Clerk, services: Services) -> None:
        partners_tab(lines(begin(clerk).fill(sold_to="1000"), ("M-100", "1")).press("enter"))
        clerk.item(table="partners", function="SE", number="42", name="Kowalska").press("enter")
        assert (clerk.message_id, functions(clerk)["SE"]) == ("", "42")
        document = stored(services, saved_number(clerk.press("f11")))
        assert next(p for p in document.partners if p.function == "SE").name == "Kowalska"

    @pytest.mark.parametrize(("function", "message"), [("SH", "partner-function-twice"), ("XX", "entry-not-in-table")])
    def test_a_function_that_cannot_be(self, clerk: Clerk, function: str, message: str) -> None:
        partners_tab(begin(clerk).fill(sold_to="1000").press("enter"))
        clerk.item(table="partners", function=function, number="1001").press("enter")
        assert (clerk.message_id, clerk.cursor) == (message, "partners[5].function")


class TestMandatory:
    def test_a_payer_is_missed_when_saving(self, clerk: Clerk) -> None:
        partners_tab(lines(begin(clerk).fill(sold_to="1000"), ("M-100", "1")).press("enter"))
        row = row_of(clerk, "PY")
        clerk.on(f"partners[{row}].function").press("ctrl+d")
        assert "PY" not in functions(clerk)
        clerk.press("f11")
        assert clerk.message_id == "partner-missing"
        clerk.item(table="partners", function="PY", number="1000")
        assert saved_number(clerk.press("f11"))

    def test_a_ship_to_deleted_from_the_list_is_missed(self, clerk: Clerk) -> None:
        partners_tab(lines(begin(clerk).fill(sold_to="1000"), ("M-100", "1")).press("enter"))
        clerk.on(f"partners[{row_of(clerk, 'SH')}].function").press("ctrl+d").press("f3")
        assert (clerk.text("ship_to"), clerk.text("ship_to_address")) == ("", "")
        clerk.press("f11")
        assert (clerk.message_id, clerk.cursor) == ("partner-missing", "ship_to")
        assert saved_number(clerk.fill(ship_to="1000").press("f11"))

    def test_the_sold_to_is_not_deleted(self, clerk: Clerk) -> None:
        partners_tab(begin(clerk).fill(sold_to="1000").press("enter"))
        clerk.on("partners[0].function").press("ctrl+d")
        assert (clerk.message_id, functions(clerk)["SP"]) == ("partner-missing", "1000")

    def test_a_ship_to_that_is_cleared_comes_back(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1000").press("enter")
        assert clerk.fill(ship_to="").press("enter").text("ship_to") == "1000"

    def test_the_sold_to_is_locked_once_there_are_items(self, clerk: Clerk) -> None:
        lines(begin(clerk).fill(sold_to="1000", ship_to="1001"), ("M-100", "1")).press("f11")
        clerk.run("/*VA12")
        clerk.fill(sold_to="1004").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("partner-not-changeable", "sold_to")
        assert clerk.text("sold_to") == "1004"
        clerk.fill(sold_to="1000").press("enter")
        assert (clerk.message, clerk.text("ship_to")) == (None, "1001")
