"""Rows of lists act: display, change, refer to, flow; reject and extend one document or many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from sdtui.domain.sales_document import SalesDocument
from sdtui.services.bundle import Services
from sdtui.services.saving import OBJECT
from sdtui.store.changes import read
from tests.clerk import Clerk
from tests.company import TODAY
from tests.scenarios import acts
from tests.scenarios.lists import ITEMS, LIST, column, listed, on_row_of, row_of, table

Hire = Callable[..., Clerk]
LISTS = [("VA15", "VA12", "VA13"), ("VA25", "VA22", "VA23"), ("V.03", "VA12", "VA13"), ("V.04", "VA22", "VA23")]


@pytest.fixture
def company(whole_company: Path) -> Path:
    """With its documents."""
    return whole_company


def inquiry(clerk: Clerk, *items: acts.Line) -> str:
    """A saved inquiry; its number as lists show it."""
    return acts.inquiry(clerk, *items).lstrip("0")


def quotation(clerk: Clerk, *items: acts.Line, valid_to: str = "+30") -> str:
    """A saved quotation; its number as lists show it."""
    return acts.quotation(clerk, *items, valid_to=valid_to).lstrip("0")


def order(services: Services, number: str, quantities: Mapping[int, str]) -> str:
    """An order from a quotation; its number."""
    return acts.order(services, number.zfill(10), quantities)


def stored(services: Services, number: str) -> SalesDocument:
    """A document as it is stored."""
    return acts.stored(services, number.zfill(10))


def latest(services: Services, number: str) -> tuple[str, set[tuple[str, str, str]]]:
    """Transaction of the latest change of a document, and each field that it changed, with old and new value."""
    with services.context.database.read() as unit:
        entry = read(unit, OBJECT, number.zfill(10))[-1]
    return entry.transaction, {(change.field, change.old, change.new) for change in entry.changes}


class TestOneDocument:
    @pytest.mark.parametrize(("tcode", "change", "display"), LISTS)
    def test_enter_displays_it_and_f3_comes_back_to_its_row(
        self, clerk: Clerk, tcode: str, change: str, display: str
    ) -> None:
        listed(clerk, tcode)
        number = column(clerk, "number")[2]
        on_row_of(clerk, number, "sold_to_name").press("enter")
        assert (clerk.view.transaction, clerk.text("number")) == (display, number)
        clerk.press("f3")
        assert (clerk.screen, clerk.cursor) == (LIST, f"rows[{row_of(clerk, number)}].sold_to_name")

    @pytest.mark.parametrize(("tcode", "change", "display"), LISTS[:2])
    def test_it_is_changed_and_the_list_shows_what_was_saved(
        self, clerk: Clerk, tcode: str, change: str, display: str
    ) -> None:
        listed(clerk, tcode)
        number = column(clerk, "number")[3]
        on_row_of(clerk, number).press("f6")
        assert (clerk.view.transaction, clerk.text("number")) == (change, number)
        clerk.fill(customer_reference="SEEN-IN-THE-LIST").press("ctrl+s")
        assert (clerk.message_id, clerk.screen) == ("document-saved", LIST)
        assert clerk.cursor == f"rows[{row_of(clerk, number)}].number"
        assert clerk.rows()[row_of(clerk, number)]["customer_reference"] == "SEEN-IN-THE-LIST"

    def test_from_a_line_of_an_item_its_document_opens(self, clerk: Clerk) -> None:
        listed(clerk, by_item="x")
        number = column(clerk, "number")[4]
        clerk.on("rows[4].material").press("enter")
        assert clerk.text("number") == number
        clerk.press("f3")
        assert (clerk.screen, clerk.cursor) == (ITEMS, "rows[4].material")

    def test_a_row_that_was_deleted_from_the_selection_leaves_the_cursor_in_its_place(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        listed(clerk, choice="O")
        on_row_of(clerk, number).press("f6").send("tab_rejection")
        clerk.item(0, rejection_reason="03").press("enter", "ctrl+s")
        assert clerk.screen == LIST
        assert number not in column(clerk, "number")
        assert clerk.cursor.startswith("rows[0].")

    def test_the_document_flow_is_one_key_away_and_back(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk)
        followed = order(services, number, {10: "2"})
        listed(clerk)
        on_row_of(clerk, number).press("f7")
        assert clerk.screen == "document_flow"
        assert any(followed.lstrip("0") in row["title"] for row in clerk.rows())
        clerk.press("f3")
        assert (clerk.screen, clerk.cursor) == (LIST, f"rows[{row_of(clerk, number)}].number")

    def test_an_inquiry_becomes_a_quotation_in_two_keys(self, clerk: Clerk, services: Services) -> None:
        number = inquiry(clerk, ("M-100", "5"), ("M-110", "3"))
        listed(clerk, "VA15")
        on_row_of(clerk, number).press("f8")
        assert (clerk.view.transaction, clerk.screen) == ("VA21", "sales_document_overview")
        assert clerk.message_id == "items-copied-from"
        assert [row["material"] for row in clerk.rows("items")] == ["M-100", "M-110"]
        clerk.fill(valid_to="+30").press("ctrl+s")
        assert (clerk.message_id, clerk.screen) == ("document-saved", LIST)
        assert clerk.message
        made = stored(services, str(clerk.message.slots["number"]))
        assert {item.reference_number for item in made.items} == {number.zfill(10)}
        assert clerk.rows()[row_of(clerk, number)]["overall_status.text"] == "Completely processed"

    def test_what_cannot_be_referred_to_is_said_where_it_is_asked_for(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        clerk.run(f"/nVA12 {number}").send("tab_rejection").item(0, rejection_reason="03").press("enter", "ctrl+s")
        listed(clerk, "VA15")
        on_row_of(clerk, number).press("f8")
        assert clerk.view.message
        assert clerk.view.message.type.value == "E"
        assert clerk.view.transaction == "VA21"

    def test_somebody_else_s_document_is_displayed(self, hire: Hire) -> None:
        anna, bruno = hire("ANNA"), hire("BRUNO")
        number = quotation(anna)
        bruno.run(f"/nVA22 {number}")
        listed(anna)
        on_row_of(anna, number).press("f6")
        assert (anna.message_id, anna.view.transaction) == ("locked-by-user", "VA23")

    def test_on_a_line_of_sums_nothing_acts(self, clerk: Clerk) -> None:
        listed(clerk).on("rows[0].net_value").press("ctrl+t")
        last = len(clerk.rows()) - 1
        for key in ("enter", "f6", "f7", "f8", "ctrl+d", "f10", "f9"):
            clerk.on(f"rows[{last}].number").press(key)
            assert (clerk.message_id, clerk.screen) == ("choose-a-row", LIST), key


class TestRejecting:
    def test_one_document_is_rejected_with_its_reason(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "5"), ("M-110", "3"))
        listed(clerk)
        on_row_of(clerk, number, "valid_to").press("ctrl+d")
        assert clerk.screen == "list_reject"
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "rejection_reason")
        clerk.fill(rejection_reason="99").press("enter")
        assert clerk.message_id == "entry-not-in-table"
        clerk.fill(rejection_reason="03").press("enter")
        assert (clerk.message_id, clerk.screen) == ("document-rejected", LIST)
        assert clerk.cursor == f"rows[{row_of(clerk, number)}].valid_to"
        assert clerk.rows()[row_of(clerk, number)]["rejection_status.text"] == "Everything rejected"
        assert [item.rejection_reason for item in stored(services, number).items] == ["03", "03"]
        tcode, changes = latest(services, number)
        assert tcode == "VA22"
        assert ("rejection_reason", "", "03") in changes

    def test_what_was_ordered_stays_and_the_rest_is_rejected(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "5"), ("M-110", "3"))
        order(services, number, {10: "5"})
        listed(clerk)
        on_row_of(clerk, number).press("ctrl+d").fill(rejection_reason="03").press("enter")
        assert clerk.message
        assert (clerk.message.slots["count"], clerk.message.slots["all"]) == (1, 2)
        assert [item.rejection_reason for item in stored(services, number).items] == ["", "03"]

    def test_where_nothing_is_open_it_says_so(self, clerk: Clerk) -> None:
        number = quotation(clerk)
        listed(clerk)
        on_row_of(clerk, number).press("ctrl+d").fill(rejection_reason="03").press("enter")
        on_row_of(clerk, number).press("ctrl+d").fill(rejection_reason="03").press("enter")
        assert (clerk.message_id, clerk.screen) == ("nothing-to-reject", "list_reject")
        clerk.press("f12")
        assert (clerk.screen, clerk.cursor) == (LIST, f"rows[{row_of(clerk, number)}].number")


class TestEveryList:
    """Each act on each list; an incomplete document lacks a quantity."""

    @pytest.fixture(params=LISTS, ids=lambda row: row[0])
    def row(self, request: pytest.FixtureRequest, clerk: Clerk) -> tuple[str, str, str]:
        """On a row of a list: its number, and the transactions that change and display it."""
        tcode, change, display = request.param
        incomplete = tcode.startswith("V.")
        kind = ("VA11", "IN") if display == "VA13" else ("VA21", "QT")
        acts.begin(clerk, *kind).fill(sold_to="1000", valid_to="+10")
        clerk.item(material="M-100", quantity="" if incomplete else "5").press("enter", "f11")
        if incomplete:
            clerk.send("answer_save")
        number = acts.saved_number(clerk).lstrip("0")
        listed(clerk, tcode)
        on_row_of(clerk, number)
        return number, change, display

    def test_it_is_rejected(self, clerk: Clerk, services: Services, row: tuple[str, str, str]) -> None:
        clerk.press("ctrl+d").fill(rejection_reason="03").press("enter")
        assert (clerk.message_id, clerk.screen) == ("document-rejected", LIST)
        assert stored(services, row[0]).rejection_status.value == "C"
        assert latest(services, row[0])[0] == row[1]

    def test_it_is_extended(self, clerk: Clerk, services: Services, row: tuple[str, str, str]) -> None:
        clerk.press("f10").fill(valid_to="+40").press("enter")
        assert (clerk.message_id, clerk.screen) == ("document-extended", LIST)
        assert stored(services, row[0]).valid_to == TODAY + timedelta(days=40)
        assert latest(services, row[0])[0] == row[1]

    def test_its_flow_is_shown(self, clerk: Clerk, row: tuple[str, str, str]) -> None:
        clerk.press("f7")
        assert (clerk.screen, clerk.view.transaction) == ("document_flow", row[2])

    def test_it_is_changed(self, clerk: Clerk, row: tuple[str, str, str]) -> None:
        clerk.press("f6")
        assert (clerk.text("number"), clerk.view.transaction) == (row[0], row[1])

    def test_it_is_referred_to(self, clerk: Clerk, row: tuple[str, str, str]) -> None:
        clerk.press("f8")
        assert clerk.view.transaction == "VA21"


class TestExtending:
    def test_one_document_is_extended_to_a_day_or_by_days(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, valid_to="+10")
        listed(clerk)
        on_row_of(clerk, number).press("f10").fill(valid_to="+20").press("enter")
        assert (clerk.message_id, clerk.screen) == ("document-extended", LIST)
        assert stored(services, number).valid_to == TODAY + timedelta(days=20)
        assert clerk.rows()[row_of(clerk, number)]["days_left"] == "20"
        on_row_of(clerk, number).press("f10").fill(days="5").press("enter")
        assert stored(services, number).valid_to == TODAY + timedelta(days=25)
        ends = [str(TODAY + timedelta(days=days)) for days in (20, 25)]
        assert latest(services, number) == ("VA22", {("valid_to", *ends)})

    @pytest.mark.parametrize(
        ("entries", "message"),
        [
            ({}, "valid-to-or-days"),
            ({"valid_to": "+20", "days": "3"}, "valid-to-or-days"),
            ({"valid_to": "-1"}, "valid-to-in-past"),
            ({"valid_to": "+10"}, "valid-to-not-later"),
            ({"valid_to": "31.02.2027"}, "no-such-date"),
        ],
    )
    def test_what_extends_nothing_is_refused(
        self, clerk: Clerk, services: Services, entries: dict[str, str], message: str
    ) -> None:
        number = quotation(clerk, valid_to="+10")
        listed(clerk)
        on_row_of(clerk, number).press("f10").fill(**entries).press("enter")
        assert (clerk.message_id, clerk.screen) == (message, "list_extend")
        assert stored(services, number).valid_to == TODAY + timedelta(days=10)

    def test_without_an_end_of_validity_there_is_nothing_to_add_days_to(self, clerk: Clerk) -> None:
        number = inquiry(clerk)
        listed(clerk, "VA15")
        on_row_of(clerk, number).press("f10").fill(days="5").press("enter")
        assert (clerk.message_id, clerk.screen) == ("no-validity-to-extend", "list_extend")


class TestManyDocuments:
    @pytest.fixture
    def five(self, clerk: Clerk) -> list[str]:
        """The numbers of five quotations that end on different days, all marked in the list."""
        numbers = [quotation(clerk, valid_to=f"+{days}") for days in (5, 6, 7, 8, 9)]
        listed(clerk)
        for number in numbers:
            on_row_of(clerk, number).press("f9")
        return numbers

    def test_first_it_is_said_what_would_happen(self, clerk: Clerk, services: Services, five: list[str]) -> None:
        clerk.run(f"/oVA22 {five[2]}").run("/o").on_row(0).press("enter")
        assert clerk.screen == LIST
        clerk.press("f10").fill(days="10").press("enter")
        assert (clerk.screen, clerk.message_id) == ("list_trial", "trial")
        assert clerk.message
        assert clerk.message.slots == {"count": 4, "all": 5}
        marks = dict(zip(column(clerk, "number"), column(clerk, "done_mark"), strict=True))
        assert marks == {number: "!" if number == five[2] else "✓" for number in five}
        before = [stored(services, number).valid_to for number in five]
        assert before == [TODAY + timedelta(days=days) for days in (5, 6, 7, 8, 9)]

    def test_then_each_document_is_changed_by_itself_and_the_log_says_how(
        self, clerk: Clerk, services: Services, hire: Hire, five: list[str]
    ) -> None:
        clerk.press("f10").fill(days="10").press("enter")
        hire("BRUNO").run(f"/nVA22 {five[1]}")
        clerk.press("enter")
        assert (clerk.screen, clerk.message_id) == ("list_log", "mass-partly-done")
        assert clerk.message
        assert clerk.message.slots == {"count": 4, "all": 5}
        assert column(clerk, "number") == five
        assert [row["done_mark"] for row in clerk.rows()] == ["✓", "!", "✓", "✓", "✓"]
        assert "Bruno" in clerk.rows()[1]["outcome"]
        ends = [stored(services, number).valid_to for number in five]
        assert ends == [TODAY + timedelta(days=days) for days in (15, 6, 17, 18, 19)]
        clerk.press("enter")
        assert clerk.screen == LIST
        assert [clerk.rows()[row_of(clerk, number)]["days_left"] for number in five] == ["15", "6", "17", "18", "19"]
        lines = clerk.press("alt+l").rows()
        assert [line["done_mark"] for line in lines] == ["✓", "!", "✓", "✓", "✓"]
        for number in five:
            assert services.locking.is_free(OBJECT, number.zfill(10)) is (number != five[1])

    def test_f12_at_the_trial_changes_nothing(self, clerk: Clerk, services: Services, five: list[str]) -> None:
        clerk.press("ctrl+d").fill(rejection_reason="03").press("enter")
        assert clerk.screen == "list_trial"
        clerk.press("f12")
        assert clerk.screen == LIST
        assert {stored(services, number).rejection_status.value for number in five} == {"A"}
        assert [number for number in five if number in marked(clerk)] == five

    def test_all_are_rejected_and_the_marks_are_gone(self, clerk: Clerk, services: Services, five: list[str]) -> None:
        clerk.press("ctrl+d").fill(rejection_reason="03").press("enter", "enter")
        assert (clerk.screen, clerk.message_id) == ("list_log", "mass-done")
        clerk.press("f3")
        assert marked(clerk) == []
        assert {stored(services, number).rejection_status.value for number in five} == {"C"}

    def test_when_none_can_be_changed_nothing_is_carried_out(self, clerk: Clerk, five: list[str]) -> None:
        clerk.press("ctrl+d").fill(rejection_reason="03").press("enter", "enter", "enter")
        for number in five[:2]:
            on_row_of(clerk, number).press("f9")
        clerk.press("f10").fill(days="10").press("enter", "enter")
        assert (clerk.screen, clerk.message_id) == ("list_trial", "trial-nothing-possible")

    def test_several_items_of_a_document_are_one_document(self, clerk: Clerk, services: Services) -> None:
        number = quotation(clerk, ("M-100", "5"), ("M-110", "3"))
        listed(clerk, by_item="x")
        rows = [n for n, each in enumerate(column(clerk, "number")) if each == number]
        for row in rows:
            clerk.on(f"rows[{row}].material").press("f9")
        clerk.press("ctrl+d").fill(rejection_reason="03").press("enter")
        assert (clerk.message_id, clerk.screen) == ("document-rejected", ITEMS)
        assert [item.rejection_reason for item in stored(services, number).items] == ["03", "03"]
        assert all(clerk.rows()[row]["rejection_reason.text"] for row in rows)

    def test_stopped_in_the_middle_the_rest_stays_and_the_log_says_so(
        self, clerk: Clerk, services: Services, five: list[str]
    ) -> None:
        clerk.press("f10").fill(days="10").press("enter")
        context = clerk.desk.machinery.connection.services.context
        beats: list[int] = []

        def tired(rows: int) -> bool:
            beats.append(rows)
            return len(beats) > 2

        clerk.desk.progress = tired
        clerk.press("enter")
        assert context.pulse.listener is None
        assert clerk.screen == "list_log"
        marks = [row["done_mark"] for row in clerk.rows()]
        done = marks.count("✓")
        assert 0 < done < 5
        assert marks == ["✓"] * done + ["!"] * (5 - done)
        assert [stored(services, number).valid_to for number in five[done:]] == [
            TODAY + timedelta(days=days) for days in (5, 6, 7, 8, 9)
        ][done:]

    def test_all_rows_of_the_list_are_marked_by_one_key(self, clerk: Clerk, five: list[str]) -> None:
        clerk.press("ctrl+r")
        assert marked(clerk) == []
        clerk.press("ctrl+a")
        assert marked(clerk) == column(clerk, "number")

    def test_without_an_act_there_is_no_log(self, clerk: Clerk) -> None:
        listed(clerk).press("alt+l")
        assert clerk.message_id == "no-log"

    def test_a_clerk_without_the_authority_to_change_is_refused_line_by_line(
        self, clerk: Clerk, five: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        authority = type(clerk.desk.machinery.connection.services.context.authority)
        monkeypatch.setattr(authority, "permits", lambda self, actor, activity, *more: activity != "02")
        clerk.press("f10").fill(days="10").press("enter")
        assert [row["done_mark"] for row in clerk.rows()] == ["!"] * 5


def marked(clerk: Clerk) -> list[str]:
    """The numbers in the rows that have a mark."""
    part = table(clerk)
    rows = [part.rows[n] for n in range(part.filled)]
    return [row.cells[0].text for row in rows if row.marked]
