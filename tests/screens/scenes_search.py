"""Possible entries: what the list shows of hits, restrictions and use, and what is found without it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.clerk import Clerk
from tests.screens.scenes import Scene, do, fill, new, old, on, press, run


def narrowed(text: str) -> Scene:
    """This is typed into the filter of the list."""
    return do(fill(filter=text), lambda clerk: clerk.send("live"))


def scenes() -> Iterator[tuple[str, Scene]]:
    """Those of this module."""
    everywhere = do(run("/nVA21"), fill(document_type="QT", sales_org="", channel="", division=""), press("enter"))
    sold_to = do(new("VA21", "QT"), on("sold_to"), press("f4"))
    yield "search_customers", do(everywhere, on("sold_to"), press("f4"), narrowed("ped"))
    yield "search_area", do(sold_to, narrowed("rad"))
    yield "search_all", do(sold_to, narrowed("rad"), press("f5"))
    yield "search_nothing", do(sold_to, narrowed("zzz"))
    yield "search_documents", do(run("/nVA23"), fill(number=""), on("number"), press("f4"))
    yield "search_contacts", do(old("VA22"), press("f10"), contact, press("f4"))
    yield "search_in_place", do(everywhere, fill(sold_to="=radwerk"), press("enter"))
    yield "search_no_hit", do(new("VA21", "QT"), fill(sold_to="=zzzz"), press("enter"))


def contact(clerk: Clerk) -> Clerk:
    """In the number of a contact person."""
    clerk.send("tab_partners").item(table="partners", function="CP").press("enter")
    row = next(n for n, each in enumerate(clerk.rows("partners")) if each["function"] == "CP")
    return clerk.on(f"partners[{row}].number")


SCENES = dict(scenes())
TRANSLATED = ("search_area", "search_all", "search_no_hit")
LARGE = ("search_customers",)
