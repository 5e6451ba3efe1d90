"""What a clerk may not do, and what happens when the program or the database fails him."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

import pytest
from sqlalchemy.exc import OperationalError

from sdtui.domain.authority import ActivityCode, Actor, SalesArea
from sdtui.services.authority import EverythingAllowed
from sdtui.services.bundle import Services
from sdtui.services.sales_documents import SalesDocuments
from sdtui.store import sales_documents as store
from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, quotation, saved_number, stored

Forbid = Callable[..., None]


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Forbid:
    """Takes activities or transactions away from every clerk."""

    def forbid(*activities: ActivityCode, area: str = "", tcode: str = "") -> None:
        def permits(
            self: object, actor: Actor, activity: ActivityCode, of: str, where: SalesArea, fields: Mapping[str, str]
        ) -> bool:
            return activity not in activities and (not area or str(where) != area)

        monkeypatch.setattr(EverythingAllowed, "permits", permits)
        monkeypatch.setattr(EverythingAllowed, "transaction", lambda self, actor, code: code != tcode)

    return forbid


class TestAuthority:
    @pytest.mark.parametrize("command", ["/nVA21", "/oVA21", "/*VA21", "VA21"])
    def test_a_transaction(self, clerk: Clerk, forbid: Forbid, command: str) -> None:
        forbid(tcode="VA21")
        clerk.run(command)
        assert (clerk.screen, clerk.message_id, clerk.view.sessions) == ("menu", "transaction-not-authorized", 1)
        assert clerk.view.command == command

    def test_what_was_typed_before_is_not_lost(self, clerk: Clerk, forbid: Forbid) -> None:
        forbid(tcode="VA21")
        begin(clerk).fill(sold_to="1000").run("/nVA21")
        assert (clerk.screen, clerk.message_id) == ("sales_document_overview", "transaction-not-authorized")
        assert clerk.text("sold_to") == "1000"

    def test_creating_in_a_sales_area(self, clerk: Clerk, forbid: Forbid) -> None:
        forbid(area="1000/10/00")
        begin(clerk)
        assert (clerk.screen, clerk.message_id) == ("sales_document_initial_create", "not-authorized")
        assert clerk.text("document_type") == "IN"
        clerk.fill(channel="12").press("enter")
        assert clerk.screen == "sales_document_overview"

    def test_an_area_that_was_derived_is_asked_about_too(self, clerk: Clerk, forbid: Forbid) -> None:
        forbid(area="1000/10/00")
        clerk.run("/nVA11").fill(document_type="IN").press("enter")
        clerk.fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
        assert (clerk.screen, clerk.message_id) == ("sales_document_overview", "not-authorized")
        assert clerk.text("items[0].material") == "M-100"

    @pytest.mark.parametrize("tcode", ["MM01", "MM02", "MM03"])
    def test_a_material_in_a_distribution_chain(self, clerk: Clerk, forbid: Forbid, tcode: str) -> None:
        forbid(area="3000/12/")
        clerk.run(f"/n{tcode}").fill(number="M-140" if tcode == "MM01" else "M-100").press("enter", "enter")
        clerk.fill(plant="3000", sales_org="3000", channel="12").press("enter")
        assert (clerk.message_id, clerk.screen) == ("not-authorized", "material_levels")
        clerk.fill(channel="10").press("enter", "f8")
        if tcode == "MM01":
            assert clerk.message_id == "required-field"
            return
        clerk.fill(channel="12").press("enter")
        assert (clerk.message_id, clerk.screen) == ("not-authorized", "material_levels")
        assert clerk.press("f12").send("tab_sales_org_1").text("channel") == "10"

    @pytest.mark.parametrize("tcode", ["VD02", "VD03", "XD02"])
    def test_a_customer_in_a_sales_area(self, clerk: Clerk, forbid: Forbid, tcode: str) -> None:
        forbid(area="1000/12/00")
        clerk.run(f"/n{tcode}").fill(number="1006", sales_org="1000", channel="12", division="00").press("enter")
        assert clerk.message_id == "not-authorized"
        clerk.fill(channel="10").press("enter")
        assert clerk.text("area_key") == "1000/10/00"
        clerk.press("ctrl+n")
        assert (clerk.message_id, clerk.text("area_key")) == ("not-authorized", "1000/10/00")
        clerk.press("f5").on_row(1).press("enter")
        assert (clerk.message_id, clerk.screen) == ("not-authorized", "customer_areas")
        clerk.on_row(2).press("enter")
        assert clerk.text("area_key") == "1000/14/00"

    def test_creating_and_changing_customers(self, clerk: Clerk, forbid: Forbid) -> None:
        forbid(ActivityCode.CREATE, ActivityCode.CHANGE)
        clerk.run("/nVD01").fill(account_group="0001", sales_org="1000", channel="12", division="00").press("enter")
        assert (clerk.message_id, clerk.screen) == ("not-authorized", "customer_initial_create")
        assert clerk.run("/nVD02 1000").message_id == "not-authorized"
        clerk.run("/nVD03 1000").press("ctrl+t")
        assert (clerk.message_id, clerk.view.transaction) == ("not-authorized", "VD03")

    def test_changing(self, clerk: Clerk, forbid: Forbid) -> None:
        number = quotation(clerk)
        forbid(ActivityCode.CHANGE)
        clerk.run("/nVA22").press("enter")
        assert (clerk.screen, clerk.message_id) == ("sales_document_initial_change", "not-authorized")
        assert clerk.text("number") == number.lstrip("0")
        clerk.run("/*VA23").press("ctrl+t")
        assert (clerk.view.transaction, clerk.message_id) == ("VA23", "not-authorized")

    def test_going_over_to_change_is_a_transaction_of_its_own(
        self, clerk: Clerk, hire: Callable[..., Clerk], forbid: Forbid
    ) -> None:
        quotation(clerk)
        forbid(tcode="VA22")
        clerk.run("/*VA23").press("ctrl+t")
        assert (clerk.view.transaction, clerk.message_id) == ("VA23", "transaction-not-authorized")
        forbid()
        assert hire("PIOTR").run("VA22 20000000").view.transaction == "VA22"

    def test_displaying(self, clerk: Clerk, forbid: Forbid) -> None:
        quotation(clerk)
        forbid(ActivityCode.DISPLAY)
        assert clerk.run("/*VA23").message_id == "not-authorized"
        assert clerk.run("/nVA23").press("f5").message_id == "not-authorized"

    def test_referring_to(self, clerk: Clerk, forbid: Forbid) -> None:
        inquiry(clerk)
        forbid(ActivityCode.DISPLAY)
        clerk.run("/nVA21").fill(document_type="QT").press("f8").press("enter")
        assert (clerk.screen, clerk.message_id) == ("create_with_reference", "not-authorized")

    def test_documents_in_the_flow(self, clerk: Clerk, forbid: Forbid) -> None:
        inquiry(clerk)
        clerk.run("/nVA21").fill(document_type="QT").press("f8").press("enter").fill(valid_to="+9").press("f11")
        clerk.run("/*VA23").press("f5")
        forbid(tcode="VA13")
        clerk.on_row(0).press("f2")
        assert (clerk.screen, clerk.message_id) == ("document_flow", "transaction-not-authorized")


class TestFaults:
    def test_a_fault_in_a_handler_is_a_short_dump_and_the_session_lives_on(
        self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="5").press("enter")
        with monkeypatch.context() as broken:
            broken.setattr(SalesDocuments, "complete", lambda *args, **kwargs: 1 // 0)
            clerk.press("f11")
        assert clerk.message
        assert (clerk.message.type.value, clerk.message_id, bool(clerk.message.slots["dump"])) == (
            "X",
            "short-dump",
            True,
        )
        assert (clerk.screen, clerk.text("items[0].material")) == ("sales_document_overview", "M-100")
        assert saved_number(clerk.press("f11"))

    def test_a_fault_in_one_session_leaves_the_others_alone(
        self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin(clerk).fill(sold_to="1000").run("/oVA21")
        with monkeypatch.context() as broken:
            broken.setattr(SalesDocuments, "new", lambda *args: 1 // 0)
            clerk.fill(document_type="QT").press("enter")
        assert clerk.message_id == "short-dump"
        clerk.run("/i")
        assert clerk.text("sold_to") == "1000"

    @pytest.mark.parametrize(("code", "message"), [(13, "database-disk-full"), (10, "database-failed")])
    def test_a_database_that_takes_nothing_keeps_the_screen(
        self, clerk: Clerk, services: Services, monkeypatch: pytest.MonkeyPatch, code: int, message: str
    ) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="5").press("enter")

        failed = sqlite3.OperationalError(message)
        failed.sqlite_errorcode = code

        def insert(*args: object) -> None:
            raise OperationalError("INSERT", {}, failed)

        with monkeypatch.context() as broken:
            broken.setattr(store, "insert", insert)
            clerk.press("f11")
        assert clerk.message
        assert (clerk.message.type.value, clerk.message_id) == ("E", message)
        assert clerk.screen == "sales_document_overview"
        assert (clerk.text("sold_to"), clerk.text("items[0].quantity")) == ("1000", "5")
        number = saved_number(clerk.press("f11"))
        # and no number was lost by the attempt
        assert number == "0010000000"
        assert stored(services, number).version == 1

    def test_a_fault_while_leaving_frees_the_clerk(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        quotation(clerk)
        clerk.run("/*VA22")
        monkeypatch.setattr(SalesDocuments, "release", lambda *args: 1 // 0)
        clerk.run("/nex")
        assert clerk.view.ended

    def test_a_picture_that_cannot_be_shown_is_left(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="5").press("enter")
        clerk.press("f10").send("tab_conditions").item(table="conditions", condition_type="HA00", rate="1").press(
            "enter"
        )
        with monkeypatch.context() as broken:
            broken.setattr(SalesDocuments, "rate_changeable", lambda *args: 1 // 0)
            clerk.press("enter")
            assert (clerk.screen, clerk.message_id) == ("sales_document_overview", "short-dump")
        assert clerk.text("items[0].material") == "M-100"
        assert saved_number(clerk.press("f11"))
