"""F1: on a message, on a field, on a screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.clerk import Clerk
from tests.scenarios.acts import begin, popup, quotation


def notice(clerk: Clerk) -> list[str]:
    """The paragraphs of the help that stands on the screen."""
    assert popup(clerk).startswith("notice.")
    return list(clerk.desk.session.popups[-1].paragraphs)  # type: ignore[attr-defined]


def test_on_a_message_with_its_number(clerk: Clerk) -> None:
    begin(clerk, "VA21", "QT").fill(sold_to="1000", requested_delivery_date="11/20/2026").press("enter").press("f1")
    assert "SD 073" in notice(clerk)[0]
    # the message is still there, and Enter still accepts it
    assert clerk.press("enter").message_id == "requested-date-in-past"
    assert clerk.press("enter").message is None


@pytest.mark.parametrize("language", ["en", "pl", "de"])
def test_the_long_text_names_what_it_is_about(hire: Callable[..., Clerk], language: str) -> None:
    clerk = begin(hire("ANNA", language)).fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
    clerk.item(0, item_category="TAN").press("enter").press("f1")
    said = notice(clerk)
    assert "IN" in " ".join(said)
    assert not any("{" in line for line in said)


def test_on_a_text_that_was_refused(clerk: Clerk) -> None:
    begin(clerk).fill(sold_to="999").press("enter").press("f1")
    assert "00 058" in notice(clerk)[0]
    assert not any("{" in line for line in notice(clerk))
    assert (clerk.press("enter").text("sold_to"), clerk.cursor) == ("999", "sold_to")


def test_on_a_field_with_its_technical_name(clerk: Clerk) -> None:
    begin(clerk).on("sold_to").press("f1")
    facts = dict(clerk.desk.session.popups[-1].fields)  # type: ignore[attr-defined]
    assert "KUAGV-KUNNR" in facts.values()
    assert "KUN" in facts.values()


def test_in_display_too(clerk: Clerk) -> None:
    quotation(clerk)
    clerk.run("/*VA23").on("items[0].item_category").press("f1")
    assert notice(clerk)
