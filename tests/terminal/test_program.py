"""The whole program in a terminal, on the demo company."""

from __future__ import annotations

import re
import signal
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.emulator import BACK_TAB, COMMAND_FIELD, DOWN, ENTER, F3, SAVE, SHIFT_F3, TAB

pytestmark = pytest.mark.terminal

KNOWN = re.compile(rb"(?:[^\x00-\x1f\x7f]|\x1b\[[\d;]*[mHCKJX]|\x1b\[\?(?:1049|7|2004|25)[hl]|\x07)*")
ITEMS = (("DXTR1", "5"), ("PRTR1", "2"), ("DXTR1", "11"), ("PRTR1", "4"), ("DXTR1", "7"))


def inquiry() -> bytes:
    """The keys of an inquiry of five items, from any screen to its number."""
    valid_to = f"{datetime.now().astimezone() + timedelta(days=60):%m/%d/%Y}"
    keys = COMMAND_FIELD + b"/nVA11\rIN\t1000\t10\t00\r" + f"1000\t\tREF-1\t\t\t{valid_to}\t\t".encode()
    lines = (f"{material}\t{quantity}".encode() for material, quantity in ITEMS)
    return keys + (DOWN + BACK_TAB).join(lines) + ENTER + SAVE


def inquiries(folder: Path) -> list[list[tuple[object, ...]]]:
    """What the database holds of each inquiry, its number and the time left out."""
    header = (
        "document_type, sold_to, ship_to, customer_reference, valid_to, net_value, tax, probability, overall_status"
    )
    item = "item, material, quantity, unit, item_category, net_value, overall_status"
    with closing(sqlite3.connect(folder / "demo.db")) as database:
        numbers = database.execute("select number from sales_document where category = 'A' order by number")
        return [
            [
                *database.execute(f"select {header} from sales_document where number = ?", number),
                *database.execute(f"select {item} from sales_item where document = ? order by item", number),
            ]
            for number in numbers.fetchall()
        ]


def test_the_keys_that_end_other_programs_do_not_end_this_one(sdtui: Start) -> None:
    terminal = sdtui()
    terminal.wait_for("Easy Access")
    # Ctrl+Q, Ctrl+C, Ctrl+Z, Ctrl+\
    terminal.keys(b"VA", b"\x11", b"\x03", b"\x1a", b"\x1c", b"11", ENTER).wait_for("Create Inquiry: Initial")
    assert not terminal.flow_control
    terminal.keys(F3).wait_for("Easy Access")


@pytest.mark.parametrize("sent", [SHIFT_F3, b"\x1b[28~", b"\x18"], ids=["xterm", "f15", "ctrl+x"])
def test_leaving_gives_the_terminal_back(sdtui: Start, sent: bytes) -> None:
    terminal = sdtui("VA11")
    terminal.wait_for("Create Inquiry: Initial")
    terminal.keys(sent).wait_for("Easy Access")
    terminal.keys(sent).wait_for("log off")
    terminal.keys("y")
    assert terminal.wait_for_end() == 0
    assert terminal.received.endswith(b"\x1b[?25h\x1b[?1049l")
    assert terminal.cooked
    assert terminal.flow_control


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_of_a_document(sdtui: Start, number: signal.Signals) -> None:
    terminal = sdtui("VA11")
    terminal.wait_for("Create Inquiry: Initial")
    terminal.keys("IN\t1000\t10\t00", ENTER).wait_for("Create Inquiry: Overview")
    terminal.process.kill(number)
    assert terminal.wait_for_end() == 128 + number
    assert terminal.received.endswith(b"\x1b[?25h\x1b[?1049l")
    assert terminal.cooked


def test_two_thousand_keys_at_once_are_as_good_as_typed_slowly(sdtui: Start, tmp_path: Path) -> None:
    before = len(inquiries(tmp_path))
    terminal = sdtui()
    terminal.wait_for("Easy Access")
    keys = inquiry()
    for key in re.findall(rb"\x1b\[.|.", keys, re.DOTALL):
        terminal.keys(key).rest()
    terminal.wait_for(r"Inquiry \d+ has been saved")
    times = 2_000 // len(keys) + 1
    terminal.keys(keys * times, COMMAND_FIELD, "/nVA13", ENTER, ENTER)
    terminal.wait_for(r"Display Inquiry: Overview \d+")
    made = inquiries(tmp_path)[before:]
    assert len(made) == 1 + times
    assert [row[1] for row in made[0][1:]] == [material for material, _ in ITEMS]
    assert all(document == made[0] for document in made)


def test_names_from_strangers_are_shown_as_they_are_and_steer_nothing(sdtui: Start, tmp_path: Path) -> None:
    name = "Bike\x1b]0;owned\x07\x1b[2J\x9b31m [/][@click=app.quit]x"
    with closing(sqlite3.connect(tmp_path / "demo.db")) as database, database:
        database.execute("update customer set name = ? where number = '0000001000'", (name,))
    terminal = sdtui("VA11", size=(132, 43))
    terminal.wait_for("Create Inquiry: Initial")
    terminal.keys("IN\t1000\t10\t00", ENTER).wait_for("Create Inquiry: Overview")
    terminal.keys("1000", ENTER).wait_for(r"Bike\ufffd\]0;owned\ufffd\ufffd\[2J\ufffd31m \[/\]\[@click=app.quit\]x")
    assert KNOWN.fullmatch(terminal.received)


def test_a_resize_in_the_middle_of_a_document(sdtui: Start) -> None:
    terminal = sdtui("VA11")
    terminal.wait_for("Create Inquiry: Initial")
    terminal.keys("IN\t1000\t10\t00", ENTER).wait_for("Create Inquiry: Overview")
    terminal.keys("1000", TAB).wait_for("Sold-To Party +1000")
    terminal.resize(132, 43)
    terminal.keys(ENTER).wait_for("Sold-To Party +1000 .*The Bike Zone")
