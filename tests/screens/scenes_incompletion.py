"""What is missing: a quotation without validity, quantity and price, and how a clerk is led to it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.clerk import Clerk
from tests.screens.scenes import Scene, do, new, press, tab


def gaps(clerk: Clerk) -> None:
    """A quotation that lacks its end of validity, the quantity of an item and the price of another."""
    new("VA21", "QT")(clerk)
    clerk.fill(sold_to="1000").item(material="M-100", quantity="5").item(material="M-110")
    clerk.item(material="M-990", quantity="1").press("enter", "enter")


SCENES: Mapping[str, Scene] = {
    "VA21_incomplete": gaps,
    "VA21_incompletion_log": do(gaps, press("ctrl+l")),
    "VA21_incompletion_question": do(gaps, press("f11")),
    "VA21_incompletion_price": do(gaps, press("ctrl+e", "ctrl+e", "ctrl+e")),
    "VA21_incompletion_status": do(gaps, press("f10"), tab("status")),
}
TRANSLATED = ("VA21_incomplete", "VA21_incompletion_log", "VA21_incompletion_question")
LARGE = ("VA21_incomplete", "VA21_incompletion_log")
