"""Typing ahead and pasting: the same comes out however fast it was typed."""

from __future__ import annotations

from sdtui.kernel.view import Request
from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, popup, saved_number, stored


class TestTypeAhead:
    def test_a_whole_inquiry_in_one_go(self, clerk: Clerk, services: Services) -> None:
        """Requests as the glass sends them from its queue, without a look at any answer."""
        desk = clerk.desk
        desk.turn(Request(command="/nVA11"))
        area = {"document_type": "in", "sales_org": "1000", "channel": "10", "division": "00"}
        desk.turn(Request("check", changes=area))
        desk.turn(
            Request("check", changes={"sold_to": "1000", "items[0].material": "m-100", "items[0].quantity": "20"})
        )
        desk.turn(Request("check", changes={"items[1].material": "M-110", "items[1].quantity": "7"}))
        desk.turn(Request("save", changes={"customer_reference": "A-1"}))
        fast = stored(services, saved_number(clerk))
        begin(clerk).fill(sold_to="1000").press("enter")
        clerk.item(material="M-100").press("enter").item(0, quantity="20").press("enter")
        clerk.item(material="M-110", quantity="7").press("enter").fill(customer_reference="A-1").press("enter")
        slow = stored(services, saved_number(clerk.press("f11")))
        slow.number = fast.number
        assert slow == fast

    def test_two_documents_one_after_the_other(self, clerk: Clerk) -> None:
        desk = clerk.desk
        desk.turn(Request(command="/nVA11"))
        area = {"document_type": "IN", "sales_org": "1000", "channel": "10", "division": "00"}
        desk.turn(Request("check", changes=area))
        for number in ("0010000000", "0010000001"):
            line = {"sold_to": "1000", "items[0].material": "M-100", "items[0].quantity": "1"}
            desk.turn(Request("save", changes=line))
            assert saved_number(clerk) == number
            # Enter goes on with the same type and area
            desk.turn(Request("check"))

    def test_what_meets_a_question_does_not_answer_it(self, clerk: Clerk) -> None:
        begin(clerk).fill(sold_to="1006").press("enter")
        assert popup(clerk) == "choose.partners.SH"
        clerk.desk.turn(Request("save", changes={"items[0].material": "M-100"}))
        assert clerk.message is None or clerk.message_id != "document-saved"


class TestPaste:
    def at_first_line(self, clerk: Clerk) -> Clerk:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").press("enter")
        return clerk.on("items[0].material")

    def test_lines_from_a_spreadsheet(self, clerk: Clerk) -> None:
        self.at_first_line(clerk).paste("M-100\t5\nM-110\t10\tBOX\r\nM-100\t1,000\n")
        assert clerk.message_id == "lines-pasted"
        rows = [(row["material"], row["quantity"], row["unit"]) for row in clerk.rows("items")]
        assert rows == [("M-100", "5", "PC"), ("M-110", "10", "BOX"), ("M-100", "1,000", "PC")]
        assert saved_number(clerk.press("f11"))

    def test_bad_lines_are_listed_and_good_ones_kept(self, clerk: Clerk) -> None:
        self.at_first_line(clerk).paste("M-100\t5\nM-999\t1\nM-110\tmany\nM-100\t2")
        assert popup(clerk) == "notice.paste"
        # how many, and below it a line for each refused cell
        assert len(clerk.desk.session.popups[-1].paragraphs) == 4  # type: ignore[attr-defined]
        clerk.press("enter")
        assert (clerk.cursor, clerk.message_id) == ("items[1].material", "entry-not-in-table")
        rows = [(row["material"], row["quantity"]) for row in clerk.rows("items")]
        assert rows == [("M-100", "5"), ("M-999", "1"), ("M-110", "many"), ("M-100", "2")]
        clerk.item(1, material="M-110").item(2, quantity="3")
        assert saved_number(clerk.press("f11"))

    def test_more_lines_than_the_screen_has(self, clerk: Clerk, services: Services) -> None:
        self.at_first_line(clerk).paste("\n".join(["M-100\t1"] * 120))
        document = stored(services, saved_number(clerk.press("f11")))
        assert [item.item for item in document.items] == list(range(10, 1210, 10))

    def test_below_what_is_there(self, clerk: Clerk) -> None:
        self.at_first_line(clerk).item(material="M-110", quantity="4").press("enter")
        clerk.on("items[1].material").paste("M-100\t5")
        assert [row["material"] for row in clerk.rows("items")] == ["M-110", "M-100"]

    def test_over_what_is_there(self, clerk: Clerk) -> None:
        self.at_first_line(clerk).item(material="M-110", quantity="4").press("enter")
        clerk.on("items[0].quantity").paste("9\n8").press("enter")
        assert clerk.rows("items")[0]["quantity"] == "9"
        # a quantity alone makes no line
        assert (clerk.message_id, clerk.cursor) == ("material-required", "items[1].material")

    def test_where_nothing_can_be_pasted(self, clerk: Clerk) -> None:
        self.at_first_line(clerk).on("valid_to").paste("a\tb\nc\td")
        assert (clerk.message_id, clerk.rows("items")) == ("function-not-here", [])

    def test_codes_that_are_not_sold_here(self, clerk: Clerk) -> None:
        begin(clerk, "VA21", "QT", ("1000", "14", "00")).fill(sold_to="1012", valid_to="+30").press("enter")
        clerk.on("items[0].material").paste("M-100\t1\nTR-1\t2").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("material-not-sold-here", "items[1].material")
        assert len(clerk.rows("items")) == 2
