"""The main job on PostgreSQL: nothing in it is only possible on SQLite."""

from collections.abc import Callable, Iterator

import pytest

from sdtui import shipped, wiring
from sdtui.services.installing import install
from sdtui.store.engine import open_database
from tests.clerk import Clerk
from tests.company import now, services_of, today

pytestmark = pytest.mark.postgresql


@pytest.fixture
def url(server: Callable[[], str]) -> str:
    place = server()
    database = open_database(place)
    install(services_of("SDTUI", database), shipped.folder("data") / "demo", documents=False)
    database.close()
    return place


@pytest.fixture
def hire(url: str) -> Iterator[Callable[[str], Clerk]]:
    desks = []

    def clerk(user: str) -> Clerk:
        desks.append(wiring.make_desk(url, "en", user=user, today=today, now=now))
        return Clerk(desks[-1])

    yield clerk
    for desk in desks:
        desk.machinery.connection.close()


def test_from_inquiry_to_quotation_on_postgresql(hire: Callable[[str], Clerk]) -> None:
    anna, piotr = hire("ANNA"), hire("PIOTR")
    anna.run("VA11").fill(document_type="IN", sales_org="3000", channel="10", division="00").press("enter")
    anna.fill(sold_to="phil").on("sold_to").press("f4")
    assert {"3000", "3002"} <= {row["c0"] for row in anna.rows("list")}
    anna.press("f12").fill(sold_to="3002").item(material="DXTR1", quantity="5").press("enter")
    assert anna.rows("items")[0]["net_value"] == "14,550.00"
    anna.press("ctrl+s")
    assert anna.message
    assert anna.message.slots["number"] == "0010000000"

    anna.run("/nVA21").fill(document_type="QT").press("f8", "enter").fill(valid_to="+1m").press("ctrl+s")
    assert anna.message.slots["number"] == "0020000000"
    anna.run("/nVA22").press("enter").fill(customer_reference="PO-1")
    piotr.run("VA22 20000000")
    assert piotr.message_id == "locked-by-user"
    piotr.press("f5")
    assert [row["title"] for row in piotr.rows("entries")] == ["Inquiry 10000000", "Quotation 20000000 ←"]
    assert anna.press("ctrl+s").message_id == "document-saved"
    piotr.run("/nVA23 20000000")
    assert piotr.text("customer_reference") == "PO-1"


def test_condition_records_on_postgresql(hire: Callable[[str], Clerk]) -> None:
    anna, piotr = hire("ANNA"), hire("PIOTR")
    anna.run("VK11 K004").fill(sales_org="3000", channel="10")
    anna.item(table="lines", material="DXTR1", rate="5", condition_from="+1", condition_to="+10").press("enter")
    piotr.run("VK11 K004").fill(sales_org="3000", channel="10")
    assert piotr.item(table="lines", material="DXTR1", rate="7").press("enter").message_id == "locked-by-user"
    assert anna.press("ctrl+s").message_id == "conditions-saved"
    anna.run("/n")
    assert piotr.press("enter").message is None
    assert piotr.press("ctrl+s").view.screen.endswith("choose.displaced-conditions.1")
    assert piotr.press("enter").message_id == "conditions-saved"
    anna.run("VK13 K004").fill(sales_org="3000", channel="10", material="DX*", valid_on="").press("enter")
    assert [(row["material"], row["rate"]) for row in anna.rows("lines")] == [("DXTR1", "-7.00")]


def test_a_customer_is_created_extended_and_changed_on_postgresql(hire: Callable[[str], Clerk]) -> None:
    anna, piotr = hire("ANNA"), hire("PIOTR")
    anna.run("VD01").fill(account_group="0001", sales_org="1000", channel="12", division="00", reference="1001")
    anna.press("enter").fill(name="Rowerek", city="Gdynia").send("tab_contacts")
    anna.item(table="contacts", name="Nowak").press("ctrl+s")
    assert anna.message
    assert (anna.message_id, anna.message.slots["number"]) == ("customer-created", "0000100000")
    anna.fill(account_group="", number="100000", channel="10", reference="").press("enter")
    anna.send("tab_shipping").fill(shipping_condition="02").send("tab_billing").fill(payment_terms="0001")
    anna.press("ctrl+s")
    assert anna.message_id == "customer-extended"
    anna.run("/nXD02").press("enter").fill(street="ul. Polna 1")
    piotr.run("XD02 100000")
    assert (piotr.message_id, piotr.view.transaction) == ("locked-by-user", "XD03")
    assert anna.press("ctrl+s").message_id == "customer-changed"
    assert piotr.run("/nXD03").text("number") == "100000"
    assert piotr.press("enter").text("street") == "ul. Polna 1"


def test_a_material_is_created_changed_and_listed_on_postgresql(hire: Callable[[str], Clerk]) -> None:
    anna, piotr = hire("ANNA"), hire("PIOTR")
    anna.run("MM01").fill(number="M-101", industry_sector="M", material_type="HAWA", copy_from="M-100")
    anna.press("enter", "enter").fill(plant="1000", sales_org="1000", channel="10").press("enter", "ctrl+s")
    assert anna.message_id == "material-created"
    anna.run("/nMM02 M-101").send("tab_accounting").fill(standard_price="81")
    piotr.run("MM02 M-101")
    assert (piotr.message_id, piotr.view.transaction) == ("locked-by-user", "MM03")
    assert anna.press("ctrl+s").message_id == "material-changed"
    piotr.run("/nMM60").fill(number="M-10*", plant="1000").press("f8")
    assert [(row["number"], row["price"]) for row in piotr.rows("rows")] == [("M-100", "78.40"), ("M-101", "81.00")]
    piotr.on("rows[1].number").press("enter", "f3")
    assert piotr.cursor == "rows[1].number"
