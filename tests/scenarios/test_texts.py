"""Long texts of header and items."""

from __future__ import annotations

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import begin, quotation, saved_number, stored

LONG = "Dear Mr Birker,\n\nthank you for asking.\n  Kind regards"


@pytest.fixture
def writer(clerk: Clerk) -> Clerk:
    """In the first header text of a new quotation."""
    begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="2")
    return clerk.press("f10").send("tab_texts").on("texts[0].text_id").press("f2")


class TestWriting:
    def test_several_lines_are_kept(self, writer: Clerk, services: Services) -> None:
        assert (writer.screen, writer.cursor) == ("sales_document_text", "text")
        writer.fill(text=LONG).press("f3")
        assert (writer.screen, writer.rows("texts")[0]["first_line"]) == ("sales_document_header", "Dear Mr Birker,")
        document = stored(services, saved_number(writer.press("f11")))
        assert [text.text for text in document.texts if text.text] == [LONG]

    def test_saving_from_the_editor(self, writer: Clerk, services: Services) -> None:
        document = stored(services, saved_number(writer.fill(text=LONG).press("f11")))
        assert document.texts[0].text == LONG

    def test_cancel_keeps_nothing_of_it(self, writer: Clerk) -> None:
        writer.fill(text="Hello").press("f3").on("texts[0].text_id").press("f2").fill(text="never mind").press("f12")
        assert (writer.screen, writer.rows("texts")[0]["first_line"]) == ("sales_document_header", "Hello")

    def test_what_nobody_wrote_is_not_stored(self, writer: Clerk, services: Services) -> None:
        number = saved_number(writer.fill(text="  \n ").press("f11"))
        assert not any(text.text for text in stored(services, number).texts)

    def test_leaving_without_saving_asks(self, writer: Clerk) -> None:
        writer.fill(text="something").run("/n")
        assert "question.save-first" in writer.view.screen

    def test_a_text_of_an_item(self, clerk: Clerk, services: Services) -> None:
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="2")
        clerk.item(material="M-110", quantity="2").on("items[1].material").press("f2")
        clerk.send("tab_texts").on("texts[0].text_id").press("f2").fill(text="In red").press("f3")
        document = stored(services, saved_number(clerk.press("f11")))
        assert [[text.text for text in item.texts if text.text] for item in document.items] == [[], ["In red"]]


class TestRead:
    def test_the_display_opens_nothing(self, writer: Clerk) -> None:
        saved_number(writer.fill(text=LONG).press("f11"))
        writer.run("/*VA23").press("f10").send("tab_texts").on("texts[0].text_id").press("f2")
        assert (writer.screen, writer.text("text"), writer.field("text").open) == ("sales_document_text", LONG, False)
        writer.press("f3").press("f3").press("f3")
        assert "question" not in writer.view.screen

    def test_a_change_is_stored(self, writer: Clerk, services: Services) -> None:
        number = saved_number(writer.fill(text=LONG).press("f11"))
        writer.run("/*VA22").press("f10").send("tab_texts").on("texts[0].text_id").press("f2")
        writer.fill(text="Short").press("f11")
        assert stored(services, number).texts[0].text == "Short"
        writer.run("/*VA22").press("f10").send("tab_texts").on("texts[0].text_id").press("f2").fill(text="").press(
            "f11"
        )
        assert not any(text.text for text in stored(services, number).texts)

    def test_looking_is_no_change(self, clerk: Clerk) -> None:
        quotation(clerk)
        clerk.run("/*VA22").press("f10").send("tab_texts").press("f11")
        assert clerk.message_id == "nothing-changed"


def test_no_other_row_opens_an_editor(clerk: Clerk) -> None:
    begin(clerk).fill(sold_to="1000").press("f10").send("tab_partners").on("partners[0].function").press("f2")
    assert (clerk.screen, clerk.message_id) == ("sales_document_header", "nothing-to-choose")
