"""Environment, Changes: who changed what, from the document, the master, the list, and for everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdtui.domain.authority import ActivityCode, Actor, SalesArea
from sdtui.services.authority import EverythingAllowed
from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import inquiry, quotation

Hire = Callable[..., Clerk]


def lines(clerk: Clerk) -> list[tuple[str, str, str]]:
    """Field and where it is, old and new value."""
    names = ("changed_field", "old_value", "new_value")
    return [tuple(row[name] for name in names) for row in clerk.rows("rows")]  # type: ignore[misc]


def changed_quotation(clerk: Clerk) -> str:
    number = quotation(clerk)
    clerk.run("/*VA22").fill(customer_reference="PO-7", valid_to="01/31/2027").item(0, quantity="12")
    clerk.send("tab_rejection").item(0, rejection_reason="03").press("f11")
    return number


class TestOfADocument:
    def test_each_field_with_its_old_and_new_value_in_words(self, clerk: Clerk) -> None:
        number = changed_quotation(clerk)
        clerk.run(f"/nVA23 {number}").send("changes")
        assert (clerk.screen, clerk.view.transaction) == ("list_object_changes", "RSSCD100")
        assert lines(clerk) == [
            ("Cust. Reference", "", "PO-7"),
            ("Valid To", "12/24/2026", "01/31/2027"),
            ("Order Quantity (Item 10)", "10", "12"),
            ("Rejection Reason (Item 10)", "", "03 Too expensive"),
            ("Created", "", number.lstrip("0")),
        ]
        first = clerk.rows("rows")[0]
        assert (first["changing_user"], first["transaction_code"]) == ("ANNA", "VA22")
        whole = {row["c0"]: row["c1"] for row in clerk.on_row(0).press("enter").rows("list")}
        assert (whole["Number"], whole["New value"]) == (number.lstrip("0"), "PO-7")

    def test_a_block_of_a_sales_area_is_not_told_as_one_of_all(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").send("tab_blocks").fill(order_block="02", area_order_block="01").press("ctrl+s")
        clerk.run("/nXD04").fill(object_key="1000").press("f8")
        assert {(field, new[:2]) for field, _, new in lines(clerk)} == {
            ("Order Block (all)", "02"),
            ("Order Block (Sales area 1000/10/00)", "01"),
        }

    def test_back_leads_to_the_same_place(self, clerk: Clerk) -> None:
        number = changed_quotation(clerk)
        clerk.run(f"/nVA22 {number}").send("tab_shipping").send("changes").press("f3")
        assert (clerk.screen, clerk.view.transaction, clerk.text("number")) == (
            "sales_document_overview",
            "VA22",
            number.lstrip("0"),
        )
        assert clerk.desk.session.screen.tabs[clerk.desk.session.frame.state.tab].name == "shipping"

    def test_from_the_first_screen(self, clerk: Clerk) -> None:
        number = changed_quotation(clerk)
        clerk.run("/nVA23").fill(number=number).press("alt+h")
        assert (clerk.screen, len(clerk.rows("rows"))) == ("list_object_changes", 5)

    def test_a_new_one_has_none_yet(self, clerk: Clerk) -> None:
        clerk.run("/nVA11").fill(document_type="IN").press("enter").send("changes")
        assert clerk.message_id == "no-changes-yet"

    def test_words_are_in_the_language_of_the_reader(self, hire: Hire) -> None:
        number = changed_quotation(hire("ANNA"))
        jan = hire("JAN", language="pl")
        jan.run(f"/nVA23 {number}").send("changes")
        assert lines(jan)[1] == ("Ważne do", "24.12.2026", "31.01.2027")


class TestOfMasters:
    @pytest.mark.parametrize(
        ("tcode", "of", "field", "value"),
        [("XD02 1000", "customer", "search_term", "BIKES"), ("MM02 M-100", "material", "ean", "4006381333931")],
    )
    def test_environment_changes(self, clerk: Clerk, tcode: str, of: str, field: str, value: str) -> None:
        clerk.run(f"/n{tcode}")
        while field not in {shown.path for shown in clerk.fields()}:
            clerk.press("f7" if clerk.desk.session.screen.tabs else "enter")
        clerk.fill(**{field: value}).press("ctrl+s")
        assert clerk.message
        assert clerk.message.type.value == "S", clerk.message
        display = tcode.replace("02", "03")
        clerk.run(f"/n{display}")
        while not any(key.code == "changes" for key in clerk.view.keys):
            clerk.press("enter")
        clerk.send("changes")
        assert (clerk.rows("rows")[0]["new_value"], clerk.rows("rows")[0]["changing_user"]) == (value, "ANNA")


def test_where_nothing_was_changed_the_clerk_stays(clerk: Clerk) -> None:
    clerk.run("/nXD03 1000").press("alt+h")
    assert (clerk.view.transaction, clerk.screen, clerk.message_id) == ("XD03", "customer_data", "no-changes")


class TestForEverything:
    def test_by_user_day_and_field(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        number = changed_quotation(anna)
        ben.run(f"/nVA22 {number}").fill(customer_reference="PO-8").press("f11")
        inquiry(ben)
        ben.run("/nRSSCD100").fill(changing_user="BEN", change_date="today").press("f8")
        assert [row["transaction_code"] for row in ben.rows("rows")] == ["VA11", "VA22"]
        ben.press("f3").fill(changed_field="cust*").press("f8")
        assert lines(ben) == [("Cust. Reference", "PO-7", "PO-8")]
        ben.press("f3").fill(change_date="today+1").press("f8")
        assert (ben.screen, ben.message_id) == ("selection_changes", "nothing-selected")

    def test_that_older_changes_were_left_out_is_said(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        changed_quotation(clerk)
        clerk.run("/nRSSCD100").press("f8")
        assert clerk.view.remark is None
        monkeypatch.setattr("sdtui.services.change_documents.MOST", 1)
        clerk.press("f3", "f8")
        assert (clerk.view.remark is not None, len(lines(clerk))) == (True, 4)

    def test_of_one_kind_of_master(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/nVD04")
        assert (clerk.text("change_object"), clerk.field("change_object").open) == ("DEBI", False)
        clerk.press("f8")
        assert clerk.message_id == "nothing-selected" or {row["change_object.text"] for row in clerk.rows("rows")} == {
            "Customer"
        }

    def test_what_the_caller_asked_for_is_forgotten(self, clerk: Clerk) -> None:
        number = changed_quotation(clerk)
        clerk.run(f"/nVA23 {number}").send("changes").run("/nRSSCD100")
        assert clerk.text("object_key") == ""

    def test_from_the_list_of_documents(self, clerk: Clerk) -> None:
        number = changed_quotation(clerk)
        quotation(clerk)
        clerk.run("/nVA25").fill(choice="A").press("f8")
        row = next(n for n, row in enumerate(clerk.rows("rows")) if row["number"] == number.lstrip("0"))
        clerk.on(f"rows[{row}].number").send("changes")
        assert len(lines(clerk)) == 5
        clerk.press("f3")
        assert (clerk.screen, clerk.cursor) == ("list_documents", f"rows[{row}].number")


class InNorth(EverythingAllowed):
    """May display documents of one sales organization."""

    def permits(self, actor: Actor, activity: ActivityCode, object: str, area: SalesArea, fields: object) -> bool:
        return area.sales_org in ("", "9999")


def test_what_the_clerk_may_not_see_is_left_out(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    changed_quotation(clerk)
    services: Services = clerk.desk.machinery.connection.services
    clerk.run("/nRSSCD100").fill(change_object="verkbeleg").press("f8")
    assert len(clerk.rows("rows")) == 5
    clerk.press("f3")
    object.__setattr__(services.context, "authority", InNorth())
    clerk.press("f8")
    assert clerk.message_id == "nothing-selected"
