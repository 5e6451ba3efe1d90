"""VD01 to VD03 and XD01 to XD03: creating, extending, changing and displaying customers, in a sales area or in all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdtui.domain.customer import Customer
from sdtui.kernel.view import TabStrip
from sdtui.services.bundle import Services
from tests.clerk import Clerk

Hire = Callable[..., Clerk]
AREA = ("1000", "12", "00")


def area(org: str = "", channel: str = "", division: str = "") -> dict[str, str]:
    return {"sales_org": org, "channel": channel, "division": division}


def stored(services: Services, number: str) -> Customer:
    found = services.customers.records.find(number.zfill(10) if number.isdecimal() else number)
    assert found, number
    return found


def tabs(clerk: Clerk) -> list[str]:
    """The tabs on the screen."""
    strip = next(part for part in clerk.view.body if isinstance(part, TabStrip))
    return [tab.code.removeprefix("tab_") for tab in strip.tabs]


def begin(clerk: Clerk, tcode: str = "VD01", group: str = "0001", **more: str) -> Clerk:
    """On the tabs of a new customer."""
    clerk.run(f"/n{tcode}").fill(account_group=group, **area(*AREA) | more)
    return clerk.press("enter")


def complete(clerk: Clerk) -> Clerk:
    """What a new sold-to party must have."""
    clerk.fill(name="Rowerek Sp. z o.o.", street="ul. Polna 1", postal_code="90-001", city="Łódź", country="PL")
    clerk.send("tab_shipping").fill(shipping_condition="02")
    clerk.send("tab_billing").fill(payment_terms="0002")
    return taxed(clerk)


def taxed(clerk: Clerk) -> Clerk:
    for row in range(len(clerk.rows("taxes"))):
        clerk.item(row, "taxes", tax_class="1")
    return clerk


def saved_number(clerk: Clerk) -> str:
    """The number in the message of success."""
    assert clerk.message
    assert clerk.message.id in ("customer-created", "customer-changed", "customer-extended"), clerk.message
    return str(clerk.message.slots["number"])


class TestTheWayIn:
    def test_number_enter_tabs_save(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02").fill(number="1000", **area("1000", "10", "00")).press("enter")
        assert (clerk.screen, clerk.cursor, clerk.text("heading")) == (
            "customer_data",
            "name",
            "The Bike Zone · Warszawa",
        )
        clerk.press(*["f7"] * 4).fill(sales_district="PL-NO").press("ctrl+s")
        assert (saved_number(clerk), clerk.screen) == ("0000001000", "customer_initial_change")
        assert stored(services, "1000").sales_areas[0].sales_district == "PL-NO"

    def test_the_only_sales_area_needs_no_naming(self, clerk: Clerk) -> None:
        clerk.run("/nVD03").fill(number="1000", **area()).press("enter")
        assert clerk.text("area_key") == "1000/10/00"

    def test_of_several_one_is_chosen(self, clerk: Clerk) -> None:
        clerk.run("/nVD03").fill(number="1006", **area("1000")).press("enter")
        assert [list(row.values())[1] for row in clerk.rows()] == ["10", "12", "14"]
        clerk.on_row(1).press("enter")
        assert clerk.text("area_key") == "1000/12/00"

    def test_centrally_the_first_is_shown(self, clerk: Clerk) -> None:
        clerk.run("/nXD03").fill(number="1006", **area()).press("enter")
        assert clerk.text("area_key") == "1000/10/00"

    def test_the_last_customer_is_proposed(self, clerk: Clerk) -> None:
        clerk.run("/nVD03 1000").run("/nXD02")
        assert clerk.text("number") == "1000"

    def test_a_new_one_is_not_proposed(self, clerk: Clerk) -> None:
        clerk.run("/nVD03 1000").run("/nVD01")
        assert clerk.text("number") == ""

    @pytest.mark.parametrize(
        ("number", "where", "message", "cursor"),
        [
            ("999999", area(), "customer-unknown", "number"),
            ("", area(), "required-field", "number"),
        ],
    )
    def test_refusals(self, clerk: Clerk, number: str, where: dict[str, str], message: str, cursor: str) -> None:
        clerk.run("/nVD02").fill(number=number, **where).press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.screen) == (message, cursor, "customer_initial_change")

    def test_a_sales_area_that_he_is_not_in_leads_to_his_own(self, clerk: Clerk) -> None:
        clerk.run("/nVD02").fill(number="1000", **area("1000", "12", "00")).press("enter")
        assert (clerk.message_id, len(clerk.rows())) == ("customer-area-missing", 1)
        clerk.press("enter")
        assert (clerk.screen, clerk.text("area_key")) == ("customer_data", "1000/10/00")

    def test_one_that_is_only_remembered_does_not_stand_in_the_way(self, clerk: Clerk) -> None:
        clerk.run("/nVD03").fill(number="2009", **area("2000", "10", "00")).press("enter")
        assert clerk.run("/nVD02 1000").text("area_key") == "1000/10/00"

    def test_display_closes_every_field(self, clerk: Clerk) -> None:
        clerk.run("/nVD03 1000")
        for name in tabs(clerk):
            clerk.send(f"tab_{name}")
            assert [field.path for field in clerk.fields() if field.open] == []

    def test_every_key_of_the_menu(self, clerk: Clerk) -> None:
        for tcode in ("VD01", "VD02", "VD03", "XD01", "XD02", "XD03"):
            assert clerk.run(f"/n{tcode}").screen.startswith("customer_initial_"), tcode


class TestCreating:
    def test_with_a_number_from_the_range(self, clerk: Clerk, services: Services) -> None:
        complete(begin(clerk)).press("ctrl+s")
        number = saved_number(clerk)
        assert (clerk.message_id, number) == ("customer-created", "0000100000")
        new = stored(services, number)
        assert (new.name, new.city, new.account_group, new.search_term) == (
            "Rowerek Sp. z o.o.", "Łódź", "0001", "ROWEREK SP. Z O.O.",
        )  # fmt: skip
        assert (new.version, new.created_by, new.changed_by) == (1, "ANNA", "ANNA")
        sales = new.sales_area(*AREA)
        assert sales
        assert (sales.currency, sales.payment_terms, sales.delivering_plant) == ("PLN", "0002", "1000")

    def test_he_is_his_own_partner(self, clerk: Clerk, services: Services) -> None:
        complete(begin(clerk)).press("ctrl+s")
        number = saved_number(clerk)
        partners = stored(services, number).partners
        assert sorted((row.function, row.number) for row in partners) == [
            (function, number) for function in ("BP", "PY", "SH", "SP")
        ]

    def test_he_can_be_sold_to_at_once(self, clerk: Clerk) -> None:
        number = saved_number(complete(begin(clerk)).press("ctrl+s"))
        clerk.run("/nVA11").fill(document_type="IN", **area(*AREA)).press("enter").fill(sold_to=number)
        clerk.item(material="M-100", quantity="1").press("ctrl+s")
        assert clerk.message_id == "document-saved"

    def test_with_a_number_of_ones_own(self, clerk: Clerk, services: Services) -> None:
        complete(begin(clerk, number="77000")).press("ctrl+s")
        assert saved_number(clerk) == "0000077000"
        assert stored(services, "77000").name == "Rowerek Sp. z o.o."

    @pytest.mark.parametrize(
        ("group", "number", "message", "cursor"),
        [
            ("", "", "required-field", "account_group"),
            ("0001", "150000", "number-outside-interval", "number"),
            ("0006", "", "number-to-be-entered", "number"),
            ("CPD", "5", "number-external-not-allowed", "number"),
        ],
    )
    def test_a_number_that_the_group_does_not_have(
        self, clerk: Clerk, group: str, number: str, message: str, cursor: str
    ) -> None:
        clerk.run("/nXD01").fill(account_group=group, number=number, **area()).press("enter")
        assert (clerk.message_id, clerk.cursor) == (message, cursor)

    def test_an_unknown_sales_area(self, clerk: Clerk) -> None:
        clerk.run("/nXD01").fill(account_group="0001", **area("1000", "14", "01")).press("enter")
        assert clerk.cursor == "division"
        clerk.fill(**area("1000", "14", "")).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "division")

    def test_in_the_sales_view_a_sales_area_is_required(self, clerk: Clerk) -> None:
        clerk.run("/nVD01").fill(account_group="0001", **area()).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "sales_org")

    def test_with_reference(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, reference="1001")
        assert (clerk.text("country"), clerk.text("name"), clerk.text("city")) == ("PL", "", "")
        clerk.fill(name="Nowy Rower", city="Gdynia").press("ctrl+s")
        new, old = stored(services, saved_number(clerk)), stored(services, "1001")
        copied, pattern = new.sales_area(*AREA), old.sales_area(*AREA)
        assert copied
        assert pattern
        assert (copied.payment_terms, copied.price_group, copied.incoterms) == (
            pattern.payment_terms, pattern.price_group, pattern.incoterms,
        )  # fmt: skip
        assert [row.tax_class for row in new.taxes] == [row.tax_class for row in old.taxes]
        assert {row.number for row in new.partners if row.function == "SH"} == {new.number}

    def test_the_account_group_left_empty_is_that_of_the_reference(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, group="", reference="1001")
        clerk.fill(name="Nowy Rower", city="Gdynia").press("ctrl+s")
        assert stored(services, saved_number(clerk)).account_group == stored(services, "1001").account_group

    def test_an_unknown_reference(self, clerk: Clerk) -> None:
        clerk.run("/nVD01").fill(account_group="0001", reference="999999", **area(*AREA)).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("customer-unknown", "reference")

    def test_hostile_text_is_only_text(self, clerk: Clerk, services: Services) -> None:
        complete(begin(clerk)).send("tab_address")
        clerk.fill(name="[red]\x1b[2J'; DROP TABLE customer;--").press("ctrl+s")
        name = stored(services, saved_number(clerk)).name
        assert "\x1b" not in name
        assert name.startswith("[red]")
        assert name.endswith("'; DROP TABLE customer;--")


class TestAccountGroups:
    @pytest.mark.parametrize(
        ("group", "number", "shown"),
        [
            ("0001", "", "address control marketing contacts sales shipping billing partners blocks"),
            ("0005", "", "address control marketing contacts sales shipping partners blocks"),
            ("0003", "", "address control contacts sales billing partners blocks"),
            ("0006", "RIVAL", "address control marketing contacts blocks"),
            ("CPD", "", "address control sales shipping billing partners blocks"),
        ],
    )
    def test_the_group_decides_on_the_tabs(self, clerk: Clerk, group: str, number: str, shown: str) -> None:
        begin(clerk, group=group, number=number)
        assert tabs(clerk) == shown.split()

    def test_without_a_sales_area_there_are_the_general_tabs(self, clerk: Clerk) -> None:
        clerk.run("/nXD01").fill(account_group="0001", **area()).press("enter")
        assert tabs(clerk) == ["address", "control", "marketing", "contacts", "blocks"]
        assert "area_order_block" not in {field.path for field in clerk.send("tab_blocks").fields()}

    def test_a_one_time_customer_has_no_address(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, group="CPD")
        shown = {field.path for field in clerk.fields()}
        assert shown >= {"name", "country"}
        assert not shown & {"street", "city", "phone", "email"}
        clerk.fill(name="Klient jednorazowy").send("tab_shipping").fill(shipping_condition="02")
        taxed(clerk.send("tab_billing").fill(payment_terms="0001")).press("ctrl+s")
        assert stored(services, saved_number(clerk)).one_time

    def test_a_competitor_has_a_name_for_a_number(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nXD01").fill(account_group="0006", number="rival", **area()).press("enter")
        clerk.fill(name="Rival Bikes", city="Graz", country="AT", language="DE").press("ctrl+s")
        assert (clerk.message_id, stored(services, "RIVAL").city) == ("customer-created", "Graz")


class TestRequiredFields:
    def test_those_of_the_open_tab_keep_it_open(self, clerk: Clerk) -> None:
        begin(clerk).press("f7")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "name")
        clerk.fill(name="Rowerek", city="Łódź").press("f7")
        assert clerk.message is None

    def test_those_of_other_tabs_are_asked_for_when_saving(self, clerk: Clerk) -> None:
        begin(clerk).fill(name="Rowerek", city="Łódź").press("ctrl+s")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "shipping_condition")
        clerk.fill(shipping_condition="02").press("ctrl+s")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "payment_terms")
        clerk.fill(payment_terms="0002").press("ctrl+s")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "taxes[0].tax_class")
        taxed(clerk).press("ctrl+s")
        assert clerk.message_id == "customer-created"

    def test_incoterms_that_need_a_place(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").send("tab_billing").fill(incoterms="DAP", incoterms_place="").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "incoterms_place")


class TestChecks:
    @pytest.mark.parametrize(
        ("number", "country", "good"),
        [
            ("PL9992914178", "PL", True),
            ("9992914178", "PL", True),
            ("PL9992914179", "PL", False),
            ("DE136695976", "DE", True),
            ("DE136695978", "DE", False),
            ("PL9992914178", "DE", False),
            ("anything", "US", True),
        ],
    )
    def test_a_vat_number_is_one_of_its_country(self, clerk: Clerk, number: str, country: str, good: bool) -> None:
        clerk.run("/nVD02 1001").fill(country=country).send("tab_control").fill(vat_number="").press("enter")
        clerk.fill(vat_number=number).press("enter")
        wanted = (None, "vat_number") if good else ("vat-number-wrong", "vat_number")
        assert (clerk.message and clerk.message_id, clerk.cursor) == wanted
        assert clerk.text("vat_number") == number.upper()

    def test_another_country_makes_a_number_wrong(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").fill(country="DE").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("vat-number-wrong", "vat_number")

    def test_a_number_that_stands_is_not_doubted(self, clerk: Clerk) -> None:
        clerk.run("/nVD02").fill(number="4000", **area()).press("enter").fill(street="Seestrasse 1").press("ctrl+s")
        assert clerk.message_id == "customer-changed"

    @pytest.mark.parametrize("email", ["office", "a@b", "a b@c.de", "@c.de"])
    def test_an_address_that_is_none(self, clerk: Clerk, email: str) -> None:
        clerk.run("/nVD02 1000").fill(email=email).press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.text("email")) == ("email-wrong", "email", email)

    def test_a_telephone_number_that_cannot_be_dialled_warns(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nVD02 1000").fill(phone="+48 12").press("ctrl+s")
        assert (clerk.message_id, clerk.cursor) == ("phone-unusual", "phone")
        clerk.press("enter")
        assert (clerk.message_id, stored(services, "1000").phone) == ("customer-changed", "+48 12")

    def test_a_group_of_another_office(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").send("tab_sales").fill(sales_office="1020").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("sales-group-not-in-office", "sales_group")

    def test_an_office_that_does_not_sell_here(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").send("tab_sales").fill(sales_office="1030").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-not-in-table", "sales_office")

    def test_more_than_certain(self, clerk: Clerk) -> None:
        clerk.run("/nVD02 1000").send("tab_sales").fill(probability="101").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("customer-probability", "probability")
