"""The customer master: the way in, every tab, contact persons, sales areas, a new customer, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping

from tests.clerk import Clerk
from tests.screens.scenes import Scene, do, fill, on, press, run, tab

TABS = ("address", "control", "marketing", "contacts", "sales", "shipping", "billing", "partners", "blocks")
BIKE_ZONE = run("/nVD02 1000")
# a customer with several sales areas
SEVERAL = do(run("/nXD02"), fill(number="1006", sales_org="", channel="", division=""), press("enter"))


def contact(clerk: Clerk) -> None:
    """A contact person in detail."""
    BIKE_ZONE(clerk)
    clerk.send("tab_contacts").on("contacts[0].name").press("f2")


def begin(clerk: Clerk) -> None:
    """The first screen of a creation, filled."""
    clerk.run("/nVD01").fill(account_group="0001", sales_org="1000", channel="12", division="00")


SCENES: Mapping[str, Scene] = {
    "VD01_initial": run("/nVD01"),
    "VD02_initial": run("/nVD02"),
    "VD03_initial": run("/nVD03"),
    "XD01_initial": run("/nXD01"),
    **{f"VD02_{name}": do(BIKE_ZONE, tab(name)) for name in TABS},
    "VD03_address": run("/nVD03 1000"),
    "VD03_billing": do(run("/nVD03 1000"), tab("billing")),
    "VD02_contact": contact,
    "VD01_address": do(begin, press("enter")),
    "VD01_partners": do(begin, press("enter"), fill(name="Rowerek", city="Gdynia"), tab("partners")),
    "XD01_competitor": do(run("/nXD01"), fill(account_group="0006", number="RIVAL"), press("enter")),
    "XD02_areas": do(SEVERAL, press("f5")),
    "XD02_choose_sales_area": do(
        run("/nVD02"), fill(number="1006", sales_org="", channel="", division=""), press("enter")
    ),
    "XD01_values_account_group": do(run("/nXD01"), on("account_group"), press("f4")),
    "XD02_error_vat": do(BIKE_ZONE, tab("control"), fill(vat_number="PL9992914179"), press("enter")),
}
TRANSLATED = (
    "VD01_initial", "VD02_initial", "VD02_contact", "XD02_areas", *(f"VD02_{name}" for name in TABS),
)  # fmt: skip
LARGE = ("VD01_initial", "VD02_address", "VD02_contacts", "VD02_billing", "VD02_blocks")
