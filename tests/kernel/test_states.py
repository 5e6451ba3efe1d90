"""What is open, closed, required or hidden, and who decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sdtui.domain.errors import Refuse
from sdtui.kernel.definitions import FieldStatus, MessageRule
from sdtui.kernel.dialog import State
from sdtui.kernel.view import Table, TabStrip
from tests.clerk import Clerk
from tests.kernel.sample import make_desk


def clerk_with(*statuses: FieldStatus) -> Clerk:
    desk = make_desk()
    read = desk.machinery.definitions
    desk.machinery.definitions = replace(read, field_status={**read.field_status, **{s.name: s for s in statuses}})
    return Clerk(desk).run("/nNOT1").press("enter")


def columns(clerk: Clerk) -> list[str]:
    return [c.name for part in clerk.view.body if isinstance(part, Table) for c in part.columns]


def paths(clerk: Clerk) -> set[str]:
    return {field.path for field in clerk.fields()}


def test_customizing_of_the_screen_wins_over_that_of_the_record() -> None:
    clerk = clerk_with(FieldStatus("note", open=("currency",), closed=("valid_to",)))
    assert clerk.field("currency").open
    assert not clerk.field("valid_to").open
    assert not clerk.field("net_value").open


def test_a_hidden_field_is_gone_with_its_label() -> None:
    clerk = clerk_with(FieldStatus("note", hidden=("net_value", "valid_to")))
    assert not paths(clerk) & {"net_value", "valid_to"}
    assert clerk.field("currency").label == "label.currency"


@pytest.mark.parametrize(
    "status", [FieldStatus("note", hidden=("lines.quantity",)), FieldStatus("NoteLine", hidden=("quantity",))]
)
def test_a_hidden_column_is_gone(status: FieldStatus) -> None:
    clerk = clerk_with(status)
    assert columns(clerk) == ["item", "colour"]
    assert clerk.item(table="lines", colour="red").press("enter").rows("lines")[0]["colour"] == "RED"


def test_a_required_cell_is_asked_for_in_lines_that_are_there_only() -> None:
    clerk = clerk_with(FieldStatus("note", required=("lines.quantity",)))
    assert clerk.press("enter").message is None
    clerk.item(table="lines", colour="red").press("enter")
    assert (clerk.message_id, clerk.cursor) == ("required-field", "lines[0].quantity")


@pytest.mark.parametrize("place", ["lines[0].colour", "lines.colour"])
def test_the_dialog_has_the_last_word(place: str, writer: Clerk) -> None:
    states: Callable[[str], dict[str, State]] = lambda screen: {place: State.CLOSED}  # noqa: E731
    writer.item(table="lines", colour="red").item(table="lines", colour="blue").press("enter")
    writer.desk.session.frame.dialog.states = states
    writer.press("enter")
    assert not writer.field("lines[0].colour").open
    assert writer.field("lines[1].colour").open is (place == "lines[0].colour")


def test_a_tab_that_the_dialog_leaves_out_is_nowhere(writer: Clerk) -> None:
    writer.desk.session.frame.dialog.tabs = lambda screen: {"more"}
    writer.press("enter")
    strip = next(part for part in writer.view.body if isinstance(part, TabStrip))
    assert ([tab.code for tab in strip.tabs], strip.active) == (["tab_more"], 0)
    assert "description" in paths(writer)
    assert not columns(writer)
    assert writer.send("tab_lines").message_id == "function-not-here"
    assert "description" in paths(writer.press("f7"))


def test_display_closes_everything_and_offers_no_free_lines(clerk: Clerk) -> None:
    clerk.run("/nNOT3 7")
    table = next(part for part in clerk.view.body if isinstance(part, Table))
    assert (table.entry, len(table.rows)) == (False, 0)
    assert not [field.path for field in clerk.fields() if field.open]


def test_a_message_of_type_a_ends_the_transaction(writer: Clerk) -> None:
    read = writer.desk.machinery.definitions
    rules = {"valid-to-required": MessageRule("valid-to-required", "A", "SD 999")}
    writer.desk.machinery.definitions = replace(read, messages=rules)
    writer.press("f11")
    assert (writer.screen, writer.message_id) == ("menu", "valid-to-required")
    assert writer.view.message
    assert (writer.view.message.type, writer.view.message.number) == ("A", "SD 999")


def test_a_refusal_about_a_field_that_is_not_here_leaves_the_cursor_alone(writer: Clerk) -> None:
    def refuse(*_: object) -> None:
        raise Refuse("nowhere", "elsewhere")

    writer.on("colour")
    writer.desk.session.frame.dialog.warn_of_black = refuse  # type: ignore[attr-defined]
    writer.press("enter")
    assert (writer.message_id, writer.cursor) == ("nowhere", "colour")
