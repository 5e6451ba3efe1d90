"""Customers that there are: change documents, locks, sales areas, contacts, partners, blocks and deletion flags."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdtui.domain.customer import Customer
from sdtui.services.bundle import Services
from sdtui.store import changes
from sdtui.store.changes import ChangeDocument
from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, quotation
from tests.scenarios.test_customers import area, stored, taxed

Hire = Callable[..., Clerk]
BIKE_ZONE = "0000001000"


def history(services: Services, number: str = BIKE_ZONE) -> list[ChangeDocument]:
    with services.context.database.read() as unit:
        return changes.read(unit, "customer", number)


def last(services: Services, number: str = BIKE_ZONE) -> set[tuple[str, ...]]:
    """Kind, section, row, field, old and new of the latest save."""
    return {(c.kind, c.section, c.row, c.field, c.old, c.new) for c in history(services, number)[-1].changes}


def areas_of(customer: Customer) -> list[str]:
    return [f"{row.sales_org}/{row.channel}/{row.division}" for row in customer.sales_areas]


def saved(clerk: Clerk) -> Clerk:
    clerk.press("ctrl+s")
    assert clerk.message_id in ("customer-changed", "customer-created", "customer-extended"), clerk.message
    return clerk


class TestChangeDocuments:
    def test_each_changed_field_with_old_and_new(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").fill(street="ul. Polna 1").send("tab_marketing").fill(
            employees="120", customer_class="01"
        )
        clerk.send("tab_sales").fill(price_group="01").send("tab_billing").item(0, "taxes", tax_class="1")
        clerk.send("tab_blocks").fill(area_order_block="01")
        saved(clerk)
        (document,) = history(services)
        assert (document.user, document.transaction) == ("ANNA", "VD02")
        assert last(services) == {
            ("U", "header", "", "street", "ul. Wiślana 14", "ul. Polna 1"),
            ("U", "header", "", "employees", "0", "120"),
            ("U", "header", "", "customer_class", "02", "01"),
            ("U", "sales_area", "1000/10/00", "price_group", "", "01"),
            ("U", "sales_area", "1000/10/00", "order_block", "", "01"),
            ("U", "tax", "DE/MWST", "tax_class", "0", "1"),
        }

    def test_contacts_and_partners_come_and_go(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").send("tab_contacts")
        clerk.item(table="contacts", name="Nowak", first_name="Ewa").press("enter")
        clerk.send("tab_partners").item(table="partners", function="SH", number="1001")
        saved(clerk)
        assert last(services) == {
            ("I", "contact", "0000750000", "", "", ""),
            ("I", "partner", "1000/10/00/SH/2", "", "", ""),
        }

    def test_a_new_customer_is_one_entry(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nXD01").fill(account_group="0006", number="RIVAL", **area()).press("enter")
        clerk.fill(name="Rival", city="Graz", country="AT", language="DE")
        saved(clerk)
        assert last(services, "RIVAL") == {("I", "header", "", "", "", "RIVAL")}

    def test_nothing_changed_is_nothing_written(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").press("enter", "ctrl+s")
        assert (clerk.message_id, history(services)) == ("nothing-changed", [])


class TestLocks:
    def test_the_second_clerk_displays(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        anna.run("/nVD02 1000")
        ben.run("/nVD02 1000")
        assert (ben.view.transaction, ben.message_id, ben.field("name").open) == ("VD03", "locked-by-user", False)
        anna.press("f3")
        assert ben.press("ctrl+t").message_id == "master-changing"
        assert (ben.view.transaction, ben.field("name").open) == ("VD02", True)

    def test_sales_and_central_view_lock_each_other(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        anna.run("/nVD02 1000")
        assert ben.run("/nXD02 1000").view.transaction == "XD03"

    def test_an_extension_waits_for_the_lock(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        anna.run("/nVD02 1000")
        ben.run("/nVD01").fill(number="1000", **area("1000", "12", "00")).press("enter")
        assert (ben.message_id, ben.screen) == ("locked-by-user", "customer_initial_create")

    @pytest.mark.parametrize("way", [("ctrl+s",), ("f3",), ("ctrl+x",)])
    def test_the_lock_is_given_back(self, hire: Hire, way: tuple[str, ...]) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        anna.run("/nVD02 1000").press(*way)
        assert ben.run("/nVD02 1000").view.transaction == "VD02"

    def test_a_refused_extension_gives_it_back(self, hire: Hire) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        anna.run("/nVD01").fill(number="1000", **area("1000", "12", "00"))
        anna.fill(reference_sales_org="2000", reference_channel="10", reference_division="00").press("enter")
        assert (anna.message_id, anna.cursor) == ("customer-area-missing", "reference_sales_org")
        assert ben.run("/nVD02 1000").view.transaction == "VD02"

    def test_a_lapsed_lock_costs_a_refusal_never_an_overwrite(self, hire: Hire, services: Services) -> None:
        dead, alive = hire("ANNA"), hire("ANNA")
        dead.run("/nVD02 1000").fill(street="lost")
        alive.run("/nVD02 1000").press("t").fill(street="kept")
        saved(alive)
        dead.press("ctrl+s")
        assert (dead.message_id, dead.text("street")) == ("master-changed-meanwhile", "lost")
        assert stored(services, "1000").street == "kept"


class TestLeaving:
    def test_changes_are_asked_about(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").fill(street="ul. Polna 1").press("f3")
        clerk.press("y")
        assert (clerk.message_id, clerk.screen) == ("customer-changed", "customer_initial_change")
        assert stored(services, "1000").street == "ul. Polna 1"

    def test_or_thrown_away(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").fill(street="ul. Polna 1").press("f3", "n")
        assert (clerk.screen, stored(services, "1000").street) == ("customer_initial_change", "ul. Wiślana 14")

    def test_a_new_customer_with_nothing_typed_is_not_asked_about(self, clerk: Clerk) -> None:
        clerk.run("/nVD01").fill(account_group="0001", **area("1000", "12", "00")).press("enter", "f3")
        assert clerk.screen == "customer_initial_create"

    def test_display_and_back_to_change(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").fill(street="ul. Polna 1").press("ctrl+t", "y")
        assert (clerk.view.transaction, clerk.field("street").open) == ("VD03", False)
        clerk.press("ctrl+t").fill(street="ul. Polna 2")
        saved(clerk)
        assert stored(services, "1000").street == "ul. Polna 2"


class TestSalesAreas:
    def test_a_customer_is_extended(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD01").fill(number="1000", **area("1000", "12", "00")).press("enter")
        assert (clerk.screen, clerk.text("area_key"), clerk.text("sales_district")) == (
            "customer_data",
            "1000/12/00",
            "",
        )
        clerk.send("tab_shipping").fill(shipping_condition="01").send("tab_billing").fill(payment_terms="0001")
        saved(clerk)
        assert clerk.message_id == "customer-extended"
        customer = stored(services, "1000")
        assert areas_of(customer) == ["1000/10/00", "1000/12/00"]
        assert customer.version == 2
        assert ("I", "sales_area", "1000/12/00", "", "", "") in last(services)

    def test_like_his_other_area(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD01").fill(number="1000", **area("1000", "12", "00"))
        clerk.fill(reference_sales_org="1000", reference_channel="10", reference_division="00").press("enter")
        saved(clerk)
        customer = stored(services, "1000")
        old, new = customer.sales_areas
        assert (new.payment_terms, new.sales_district) == (old.payment_terms, old.sales_district)
        contact = [row.number for row in customer.partners if (row.function, row.channel) == ("CP", "12")]
        assert contact == ["0000700001"]

    @pytest.mark.parametrize(
        ("group", "where", "message"),
        [
            ("", area("1000", "10", "00"), "customer-area-exists"),
            ("0003", area("1000", "12", "00"), "customer-other-group"),
        ],
    )
    def test_what_cannot_be_extended(self, clerk: Clerk, group: str, where: dict[str, str], message: str) -> None:
        clerk.run("/nVD01").fill(account_group=group, number="1000", **where).press("enter")
        assert (clerk.message_id, clerk.screen) == (message, "customer_initial_create")

    def test_from_area_to_area(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nXD02").fill(number="1006", **area("1000", "10", "00")).press("enter").send("tab_sales")
        clerk.fill(customer_group="01").press("ctrl+n")
        assert clerk.text("area_key") == "1000/12/00"
        clerk.fill(customer_group="03").press("ctrl+n", "ctrl+n")
        assert clerk.text("area_key") == "1000/10/00"
        clerk.press("ctrl+p")
        assert clerk.text("area_key") == "1000/14/00"
        saved(clerk)
        groups = [row.customer_group for row in stored(services, "1006").sales_areas]
        assert groups[:2] == ["01", "03"]

    def test_an_area_is_left_complete(self, clerk: Clerk) -> None:
        clerk.run("/nXD02").fill(number="1006", **area("1000", "10", "00")).press("enter").send("tab_billing")
        clerk.fill(payment_terms="")
        clerk.send("next_area")
        assert (clerk.message_id, clerk.cursor, clerk.text("area_key")) == (
            "required-field",
            "payment_terms",
            "1000/10/00",
        )

    def test_the_list_leads_to_each(self, clerk: Clerk) -> None:
        clerk.run("/nVD02").fill(number="1006", **area()).press("f5")
        assert [row["channel"] for row in clerk.rows("areas")] == ["10", "12", "14"]
        clerk.on_row(2).press("enter")
        assert (clerk.screen, clerk.text("area_key")) == ("customer_data", "1000/14/00")
        clerk.press("f5").on_row(0).press("f2")
        assert (clerk.screen, clerk.text("area_key")) == ("customer_data", "1000/10/00")
        assert clerk.press("f3").screen == "customer_initial_change"

    def test_one_that_is_not_used_is_removed(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nXD02").fill(number="1006", **area()).press("enter", "f5").on_row(2).press("ctrl+d", "f3")
        saved(clerk)
        customer = stored(services, "1006")
        assert areas_of(customer) == ["1000/10/00", "1000/12/00"]
        assert not [row for row in customer.partners if row.channel == "14"]
        assert ("D", "sales_area", "1000/14/00", "", "", "") in last(services, "0000001006")

    def test_one_with_documents_stays(self, clerk: Clerk, services: Services) -> None:
        number = inquiry(clerk)
        clerk.run("/nXD02 1000").press("f5").on_row(0).press("ctrl+d")
        assert clerk.message
        assert (clerk.message_id, clerk.message.slots["number"]) == ("customer-in-use", number)
        assert len(clerk.rows("areas")) == 1

    def test_a_document_that_was_quicker_keeps_it(self, hire: Hire, services: Services) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        anna.run("/nXD02 1000").press("f5").on_row(0).press("ctrl+d", "f3")
        inquiry(ben)
        anna.press("ctrl+s")
        assert (anna.message_id, areas_of(stored(services, "1000"))) == ("customer-in-use", ["1000/10/00"])


class TestContactPersons:
    def test_one_that_is_saved_in_detail_shows_what_is_missing_elsewhere(self, clerk: Clerk) -> None:
        clerk.run("/nVD01").fill(account_group="0001", **area("1000", "12", "00")).press("enter")
        clerk.fill(name="Rowerek", city="Gdynia").send("tab_contacts")
        clerk.item(table="contacts", name="Nowak").press("enter").on("contacts[0].name").press("f2", "ctrl+s")
        assert (clerk.message_id, clerk.screen, clerk.cursor) == (
            "required-field",
            "customer_data",
            "shipping_condition",
        )

    def test_a_document_that_was_quicker_keeps_him(self, hire: Hire, services: Services) -> None:
        anna, ben = hire("ANNA"), hire("BEN")
        anna.run("/nVD02 1000").send("tab_contacts").on("contacts[0].name").press("ctrl+d")
        inquiry(ben)
        anna.press("ctrl+s")
        assert (anna.message_id, len(stored(services, "1000").contacts)) == ("customer-in-use", 1)

    def test_one_is_entered_and_gets_a_number(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").send("tab_contacts")
        clerk.item(table="contacts", name="Nowak", first_name="Ewa", function="01", department="0002").press("enter")
        clerk.on("contacts[1].name").press("f2").fill(phone="+48 22 123 45 67", email="ewa@example.com")
        clerk.press("f3")
        saved(clerk)
        new = stored(services, "1000").contacts[1]
        assert (new.number, new.first_name, new.email, new.language) == ("0000750000", "Ewa", "ewa@example.com", "PL")

    def test_what_is_wrong_is_corrected_in_detail(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").send("tab_contacts").on("contacts[0].name").press("f2").fill(email="ewa")
        clerk.press("enter")
        assert (clerk.message_id, clerk.screen, clerk.cursor) == ("email-wrong", "customer_contact", "email")

    def test_one_without_a_name(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").send("tab_contacts").item(table="contacts", first_name="Ewa").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "contacts[1].name")

    def test_one_whom_no_document_names_is_removed(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").send("tab_contacts").on("contacts[0].name").press("ctrl+d")
        assert clerk.rows("contacts") == []
        saved(clerk)
        customer = stored(services, "1000")
        assert customer.contacts == []
        assert not [row for row in customer.partners if row.function == "CP"]

    def test_one_whom_a_document_names_stays(self, clerk: Clerk, services: Services) -> None:
        number = inquiry(clerk)
        clerk.run("/nVD02 1000").send("tab_contacts").on("contacts[0].name").press("ctrl+d")
        assert clerk.message
        assert (clerk.message_id, clerk.message.slots["number"]) == ("customer-in-use", number)
        assert len(clerk.rows("contacts")) == 1

    def test_his_partner_function_needs_his_number(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").send("tab_partners").item(table="partners", function="CP", number="4711")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("contact-unknown", "partners[4].number")


class TestPartners:
    def test_a_second_ship_to_party(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").send("tab_partners").item(table="partners", function="SH", number="1001", default="x")
        clerk.press("enter")
        assert clerk.rows("partners")[4]["name"] == "Rowerownia"
        saved(clerk)
        rows = [row for row in stored(services, "1000").partners if row.function == "SH"]
        assert [(row.counter, row.number, row.default) for row in rows] == [
            (1, "0000001000", False),
            (2, "0000001001", True),
        ]

    @pytest.mark.parametrize(
        ("function", "number", "message", "cursor"),
        [
            ("SH", "999999", "customer-unknown", "partners[4].number"),
            ("SH", "", "required-field", "partners[4].number"),
            ("SH", "1000", "customer-partner-twice", "partners[4].number"),
            ("", "1001", "required-field", "partners[4].function"),
            ("QQ", "1001", "entry-not-in-table", "partners[4].function"),
        ],
    )
    def test_refusals(self, clerk: Clerk, function: str, number: str, message: str, cursor: str) -> None:
        clerk.run("/nVD02 1000").send("tab_partners").item(table="partners", function=function, number=number)
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == (message, cursor)

    def test_a_function_that_he_must_have_falls_back_to_himself(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").send("tab_partners").on("partners[2].number").press("ctrl+d")
        saved(clerk)
        payers = [row.number for row in stored(services, "1000").partners if row.function == "PY"]
        assert payers == [BIKE_ZONE]

    def test_one_that_documents_have_from_here_stays(self, clerk: Clerk) -> None:
        inquiry(clerk)
        clerk.run("/nVD02 1000").send("tab_partners").on("partners[1].number").press("ctrl+d")
        assert (clerk.message_id, clerk.cursor) == ("customer-in-use", "partners[1].number")

    def test_documents_propose_them(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").send("tab_partners").item(0, "partners", number="1001")
        saved(clerk)
        begin(clerk).fill(sold_to="1000").press("enter", "f10").send("tab_partners")
        bill_to = next(row for row in clerk.rows("partners") if row["function"] == "BP")
        assert bill_to["number"] == "1001"


class TestBlocks:
    @pytest.mark.parametrize(
        ("field", "message"), [("order_block", "customer-blocked"), ("area_order_block", "customer-blocked-in-area")]
    )
    @pytest.mark.parametrize(("tcode", "kind"), [("VA11", "IN"), ("VA21", "QT")])
    def test_a_block_stops_new_documents_and_says_which(
        self, clerk: Clerk, field: str, message: str, tcode: str, kind: str
    ) -> None:
        clerk.run("/nVD02 1000").send("tab_blocks").fill(**{field: "02"})
        saved(clerk)
        begin(clerk, tcode, kind).fill(sold_to="1000").press("enter")
        assert clerk.message
        assert (clerk.message_id, clerk.cursor) == (message, "sold_to")
        assert clerk.message.slots["block"] == "Legal dispute"

    def test_in_another_area_he_is_free(self, clerk: Clerk) -> None:
        clerk.run("/nXD02").fill(number="1006", **area("1000", "10", "00")).press("enter")
        saved(clerk.send("tab_blocks").fill(area_order_block="02"))
        begin(clerk, area=("1000", "12", "00")).fill(sold_to="1006").press("enter")
        assert clerk.message_id == ""

    def test_a_block_stops_what_refers_to_older_documents(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        saved(clerk.run("/nVD02 1000").send("tab_blocks").fill(order_block="02"))
        clerk.run("/nVA21").fill(document_type="QT", **area("1000", "10", "00")).press("f8")
        clerk.fill(inquiry=number).press("enter")
        clerk.fill(valid_to="+30").press("ctrl+s")
        assert (clerk.message_id, clerk.cursor) == ("customer-blocked", "sold_to")

    def test_what_there_is_can_be_changed(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        saved(clerk.run("/nVD02 1000").send("tab_blocks").fill(order_block="02"))
        clerk.run(f"/nVA22 {number}").fill(customer_reference="A-1").press("ctrl+s")
        assert clerk.message_id == "document-saved"

    @pytest.mark.parametrize("field", ["deletion_flag", "area_deletion_flag"])
    def test_a_deletion_flag_warns(self, clerk: Clerk, field: str) -> None:
        saved(clerk.run("/nVD02 1000").send("tab_blocks").fill(**{field: "x"}))
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1").press("ctrl+s")
        assert (clerk.message_id, clerk.cursor) == ("customer-marked-for-deletion", "sold_to")
        assert clerk.press("enter").message_id == "document-saved"

    def test_display_still_finds_a_blocked_and_flagged_customer(self, clerk: Clerk) -> None:
        saved(clerk.run("/nVD02 1000").send("tab_blocks").fill(order_block="03", deletion_flag="x"))
        clerk.run("/nVD03 1000").send("tab_blocks")
        assert (clerk.text("order_block"), clerk.text("deletion_flag")) == ("03", "X")
        assert clerk.run("/nVD02 1000").screen == "customer_data"


class TestTheMasterOfADocument:
    def test_a_stored_document_keeps_what_it_took(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        clerk.run("/nVD02 1000").fill(name="Zone of Bikes").send("tab_billing").fill(payment_terms="0001")
        saved(taxed(clerk))
        clerk.run(f"/nVA23 {number}")
        assert clerk.text("sold_to_address").startswith("The Bike Zone")
        begin(clerk).fill(sold_to="1000").press("enter")
        assert clerk.text("sold_to_address").startswith("Zone of Bikes")
