"""The same work in Polish and German, with the dates and numbers of the clerk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.scenarios.acts import saved_number, stored

Hire = Callable[..., Clerk]
# language: a date, a quantity, a price and how the program shows them
NOTATIONS = {
    "en": ("12/31/2026", "1,000", "1,234.50"),
    "pl": ("31.12.2026", "1 000", "1 234,50"),
    "de": ("31.12.2026", "1.000", "1.234,50"),
}


def same(text: str) -> str:
    """Any blank is a blank."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", NOTATIONS)
class TestAfternoon:
    def test_a_quotation_from_scratch(self, hire: Hire, services: Services, language: str) -> None:
        day, quantity, price = NOTATIONS[language]
        clerk = hire("ANNA", language)
        clerk.run("/nVA21").fill(document_type="QT", sales_org="1000", channel="10", division="00").press("enter")
        clerk.fill(sold_to="1000", valid_to=day).item(material="M-100", quantity=quantity).press("enter")
        assert clerk.message is None
        assert (clerk.text("valid_to"), same(clerk.rows("items")[0]["quantity"])) == (day, quantity)
        clerk.on("items[0].material").press("f2").send("tab_conditions").item(0, "conditions", rate=price).press(
            "enter"
        )
        assert same(clerk.rows("conditions")[0]["rate"]) == price
        document = stored(services, saved_number(clerk.press("f11")))
        assert (document.valid_to, document.items[0].quantity) == (date(2026, 12, 31), Decimal(1000))
        assert document.items[0].conditions[0].rate == Decimal("1234.5")

    def test_short_dates(self, hire: Hire, language: str) -> None:
        clerk = hire("ANNA", language).run("/nVA21").fill(document_type="QT").press("enter")
        clerk.fill(sold_to="1000", valid_to="+37").press("enter")
        assert clerk.text("valid_to") == NOTATIONS[language][0]

    def test_a_text_is_in_the_language_of_the_clerk(self, hire: Hire, services: Services, language: str) -> None:
        clerk = hire("ANNA", language).run("/nVA11").fill(document_type="IN").press("enter")
        clerk.fill(sold_to="1000").item(material="M-100", quantity="1").press("f10").send("tab_texts")
        clerk.on("texts[0].text_id").press("f2").fill(text="Zażółć").press("f11")
        written = [(t.text, t.language) for t in stored(services, saved_number(clerk)).texts if t.text]
        assert written == [("Zażółć", language.upper())]

    def test_errors_name_their_field(self, hire: Hire, language: str) -> None:
        clerk = hire("ANNA", language).run("/nVA11").fill(document_type="IN", sales_org="9999").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-not-in-table", "sales_org")
        # nothing is left to be filled in
        assert clerk.view.message
        assert "{" not in clerk.view.message.text

    def test_questions_have_keys_of_their_own(self, hire: Hire, language: str) -> None:
        clerk = hire("ANNA", language).run("/nVA11").fill(document_type="IN").press("enter")
        clerk.fill(sold_to="1000").press("f3")
        answers = [key.keys[0] for key in clerk.view.keys if key.answer]
        assert len(set(answers)) == 3
        clerk.press(answers[0])
        assert clerk.message_id == "items-required"


def test_the_same_document_in_two_languages(hire: Hire) -> None:
    anna, jan = hire("ANNA", "en"), hire("JAN", "pl")
    anna.run("/nVA21").fill(document_type="QT").press("enter")
    anna.fill(sold_to="1000", valid_to="12/31/2026").item(material="M-100", quantity="1,000").press("f11")
    jan.run(f"/nVA23 {saved_number(anna)}")
    assert (jan.text("valid_to"), same(jan.rows("items")[0]["quantity"])) == ("31.12.2026", "1 000")
    # what is printed for the customer is in his language, what the clerk reads in the clerk's
    assert jan.rows("items")[0]["overall_status.text"] != "Not yet processed"


def test_a_point_is_no_comma(hire: Hire) -> None:
    clerk = hire("ANNA", "de").run("/nVA11").fill(document_type="IN").press("enter")
    clerk.fill(sold_to="1000").item(material="M-100", quantity="12.5").press("enter")
    assert (clerk.message_id, clerk.text("items[0].quantity")) == ("not-a-number", "12.5")


def test_transactions_are_found_by_words_of_any_language(hire: Hire) -> None:
    clerk = hire("ANNA", "pl").run("angebot anlegen")
    assert [row["c0"] for row in clerk.rows("list")] == ["VA21"]
    assert clerk.press("enter").view.transaction == "VA21"
