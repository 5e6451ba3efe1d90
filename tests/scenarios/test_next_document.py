"""What stands ready for the next document, and what a copy proposes anew."""

import pytest

from tests.clerk import Clerk


def inquiry(clerk: Clerk) -> Clerk:
    clerk.run("/nVA11").fill(document_type="IN", sales_org="1000", channel="10", division="00").press("enter")
    clerk.fill(sold_to="1000").item(material="M-100", quantity="5").press("enter")
    return clerk


@pytest.mark.parametrize("looked_at", [(), ("f10", "f3")])
def test_nothing_that_followed_from_a_customer_is_proposed_for_the_next_one(
    clerk: Clerk, looked_at: tuple[str, ...]
) -> None:
    inquiry(clerk).press(*looked_at, "ctrl+s")
    assert clerk.message_id == "document-saved"
    assert [clerk.text(name) for name in ("document_type", "sales_org", "channel", "division")] == [
        "IN",
        "1000",
        "10",
        "00",
    ]
    assert (clerk.text("sales_office"), clerk.text("sales_group")) == ("", "")
    assert clerk.cursor == ""


def test_a_quotation_from_an_inquiry_proposes_its_own_chance_but_keeps_what_was_entered(clerk: Clerk) -> None:
    inquiry(clerk).item(material="M-150", quantity="1").press("enter").fill(**{"items[1].probability": "90"})
    assert clerk.press("ctrl+s").message_id == "document-saved"
    clerk.run("/nVA21").fill(document_type="QT").press("f8", "enter")
    assert [row["probability"] for row in clerk.rows("items")] == ["70", "90"]
