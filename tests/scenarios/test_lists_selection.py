"""The selection screens of lists: what selects, several values of a field, and variants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.clerk import Clerk
from tests.company import TODAY
from tests.scenarios.acts import choose
from tests.scenarios.lists import ITEMS, LIST, amount, column, listed

Hire = Callable[..., Clerk]


@pytest.fixture
def company(whole_company: Path) -> Path:
    """With its documents."""
    return whole_company


def day(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


class TestSelection:
    @pytest.mark.parametrize(("tcode", "first"), [("VA15", "1"), ("VA25", "2"), ("V.03", "1"), ("V.04", "2")])
    def test_each_list_has_the_documents_of_its_category(self, clerk: Clerk, tcode: str, first: str) -> None:
        listed(clerk, tcode)
        assert clerk.screen == LIST
        assert {number[0] for number in column(clerk, "number")} == {first}

    def test_open_documents_are_proposed(self, clerk: Clerk) -> None:
        clerk.run("/nVA25")
        assert clerk.text("choice") == "O"
        clerk.press("f8")
        assert "Completely processed" not in column(clerk, "overall_status.text")
        some = len(clerk.rows())
        assert some < len(listed(clerk).rows())

    def test_my_documents_are_those_that_i_created(self, hire: Hire) -> None:
        clerk = hire("SOWA")
        listed(clerk, choice="M")
        assert set(column(clerk, "created_by")) == {"SOWA"}
        all_mine = len(clerk.rows())
        listed(clerk, choice="N")
        assert set(column(clerk, "created_by")) == {"SOWA"}
        assert "Completely processed" not in column(clerk, "overall_status.text")
        assert len(clerk.rows()) < all_mine
        listed(clerk, choice="M").press("f3").send("next_tab")
        clerk.fill(created_by="LIS").press("f8")
        assert (clerk.screen, clerk.message_id) == ("selection_documents", "nothing-selected")

    @pytest.mark.parametrize(
        ("typed", "selects"),
        [
            ("1000", lambda number: number == "1000"),
            (">=3000", lambda number: number >= "3000"),
            ("<1005", lambda number: number < "1005"),
            ("<>1000", lambda number: number != "1000"),
            ("10*", lambda number: number.startswith("10")),
            ("100+", lambda number: len(number) == 4 and number.startswith("100")),
            ("<>10*", lambda number: not number.startswith("10")),
        ],
    )
    def test_a_field_takes_values_comparisons_and_patterns(
        self, clerk: Clerk, typed: str, selects: Callable[[str], bool]
    ) -> None:
        every = column(listed(clerk), "sold_to")
        found = column(listed(clerk, sold_to=typed), "sold_to")
        assert found == [number for number in every if selects(number)]
        assert found

    def test_a_range_has_both_ends(self, clerk: Clerk) -> None:
        every = column(listed(clerk), "sold_to")
        found = column(listed(clerk, sold_to="1002", sold_to_high="1005"), "sold_to")
        assert found == [number for number in every if "1002" <= number <= "1005"]
        assert {"1002", "1005"} <= set(found)

    @pytest.mark.parametrize(
        ("typed", "first", "last"),
        [
            ("today", TODAY, TODAY),
            ("-7", TODAY - timedelta(7), TODAY - timedelta(7)),
            (">=today-7", TODAY - timedelta(7), date.max),
            (">=week start", date(2026, 11, 23), date.max),
            ("<month start", date.min, date(2026, 10, 31)),
            (">=mb", date(2026, 11, 1), date.max),
        ],
    )
    def test_dates_move_with_the_calendar(self, clerk: Clerk, typed: str, first: date, last: date) -> None:
        every = [day(text) for text in column(listed(clerk), "document_date")]
        found = [day(text) for text in column(listed(clerk, document_date=typed), "document_date")]
        assert found == [each for each in every if first <= each <= last]
        assert found

    @pytest.mark.parametrize(
        ("language", "typed", "shown"),
        [("en", "t-7", "today-7"), ("de", "heute-7", "heute-7"), ("pl", "dzis-7", "dziś-7"), ("de", "me", "monatsende"),
         ("pl", "+14", "dziś+14"), ("pl", "today", "dziś"), ("en", ">= month  start +3", ">=month start+3"),
         ("de", "<=wa", "<=wochenanfang"), ("pl", "koniec roku", "koniec roku"), ("en", "+2w", "today+14")],
    )  # fmt: skip
    def test_moving_dates_are_shown_as_words_in_the_language_of_the_clerk(
        self, hire: Hire, language: str, typed: str, shown: str
    ) -> None:
        clerk = hire("ANNA", language)
        clerk.run("/nVA25").fill(document_date=typed).press("enter")
        assert clerk.text("document_date") == shown
        clerk.fill(document_date=shown).press("enter")
        assert clerk.text("document_date") == shown

    def test_what_is_empty_is_asked_for_by_two_quotation_marks(self, clerk: Clerk) -> None:
        every = column(listed(clerk), "valid_to")
        found = column(listed(clerk, valid_to='""'), "valid_to")
        assert found == [text for text in every if not text]
        assert found
        assert "" not in column(listed(clerk, valid_to='<>""'), "valid_to")

    @pytest.mark.parametrize(
        ("entries", "message", "field"),
        [
            ({"sold_to": ">="}, "limit-without-value", "sold_to"),
            ({"document_date": ">x"}, "not-a-date", "document_date"),
            ({"document_date": "<month"}, "not-a-date", "document_date"),
            ({"sold_to": ">10*"}, "limit-not-comparable", "sold_to"),
            ({"sold_to": '<""'}, "limit-not-comparable", "sold_to"),
            ({"sold_to": "1000", "sold_to_high": ">5"}, "limit-sign-at-end", "sold_to_high"),
            ({"sold_to": ">1000", "sold_to_high": "1001"}, "limit-sign-and-end", "sold_to_high"),
            ({"valid_to": "today", "valid_to_high": "today-1"}, "limit-reversed", "valid_to_high"),
            ({"customer_reference": "x" * 36}, "text-too-long", "customer_reference"),
        ],
    )
    @pytest.mark.parametrize("key", ["enter", "f8"])
    def test_what_selects_nothing_sensible_is_refused_on_its_field(
        self, clerk: Clerk, entries: dict[str, str], message: str, field: str, key: str
    ) -> None:
        clerk.run("/nVA25").fill(**entries).press(key)
        assert (clerk.message_id, clerk.cursor) == (message, field)
        assert clerk.screen == "selection_documents"
        for name, text in entries.items():
            assert clerk.text(name).casefold() == text.casefold()

    def test_criteria_of_items_and_partners_select_documents(self, clerk: Clerk) -> None:
        every = set(column(listed(clerk), "number"))
        by_material = set(column(listed(clerk, material="DXTR1"), "number"))
        assert by_material
        assert by_material < every
        items = listed(clerk, material="DXTR1", by_item="x").rows()
        assert clerk.screen == ITEMS
        assert {row["material"] for row in items} == {"DXTR1"}
        assert {row["number"] for row in items} == by_material
        by_partner = set(column(listed(clerk, partner_function="SP", partner="1000"), "sold_to"))
        assert by_partner == {"1000"}

    def test_further_criteria_stand_on_the_second_tab(self, clerk: Clerk) -> None:
        every = [amount(text) for text in column(listed(clerk), "net_value")]
        clerk.press("f3", "f7").fill(net_value=">=50000", probability="").press("f8")
        found = [amount(text) for text in column(clerk, "net_value")]
        assert found == [value for value in every if value >= 50_000]
        clerk.press("f3")
        assert clerk.text("net_value") == ">=50,000.00"

    def test_one_line_per_item_has_what_a_document_has_and_what_its_items_have(self, clerk: Clerk) -> None:
        documents = listed(clerk).rows()
        items = listed(clerk, by_item="x").rows()
        assert clerk.screen == ITEMS
        assert len(items) >= len(documents)
        assert {"item", "material", "quantity", "unit"} <= items[0].keys()

    def test_incomplete_documents_are_selected_by_the_step_that_is_stopped(self, clerk: Clerk) -> None:
        every = column(listed(clerk, "V.04"), "incompletion.text")
        assert every
        assert all(every)
        found = column(listed(clerk, "V.04", incompletion_step="P"), "incompletion.text")
        assert found == [text for text in every if "pricing" in text]
        assert len(found) < len(every)

    def test_the_entries_are_still_there_when_the_clerk_comes_back(self, clerk: Clerk) -> None:
        listed(clerk, sold_to="10*", document_date=">=today-30").press("f3")
        assert clerk.screen == "selection_documents"
        assert (clerk.text("sold_to"), clerk.text("document_date")) == ("10*", ">=today-30")

    def test_rows_are_counted_without_a_list(self, clerk: Clerk) -> None:
        count = len(listed(clerk, sold_to="10*").rows())
        clerk.press("f3", "ctrl+n")
        assert clerk.message
        assert (clerk.message.id, clerk.message.slots["count"]) == ("rows-counted", count)
        assert clerk.screen == "selection_documents"

    def test_the_entries_are_cleared_by_a_key(self, clerk: Clerk) -> None:
        clerk.run("/nVA25").fill(sold_to="1000").press("ctrl+r")
        assert (clerk.text("sold_to"), clerk.text("choice")) == ("", "O")

    def test_possible_entries_put_a_key_into_the_field(self, clerk: Clerk) -> None:
        clerk.run("/nVA25").on("sold_to").press("f4")
        choose(clerk, 2)
        assert clerk.text("sold_to")
        assert not clerk.text("sold_to").startswith("0")
        clerk.fill(choice="A").press("f8")
        assert clerk.message_id in ("", "nothing-selected")

    def test_who_may_not_start_a_list_does_not_see_it(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        clerk.run("/n")
        rights = clerk.desk.machinery.connection.rights
        monkeypatch.setattr(type(rights), "transaction", lambda self, tcode: tcode != "VA25")
        clerk.run("/nVA25")
        assert clerk.message_id == "transaction-not-authorized"


class TestSeveralValues:
    def test_lines_include_exclude_and_are_counted_beside_the_field(self, clerk: Clerk) -> None:
        every = column(listed(clerk), "sold_to")
        clerk.press("f3").on("sold_to").press("f2")
        clerk.item(0, "lines", low_value="1000", high_value="1003").item(1, "lines", low_value="3*")
        clerk.item(2, "lines", exclude="x", low_value="1002").press("enter")
        assert clerk.screen == "selection_documents"
        assert [clerk.text(f"sold_to{end}") for end in ("", "_high", "_more")] == ["1000", "1003", "+2"]
        clerk.press("f8")
        wanted = [n for n in every if ("1000" <= n <= "1003" or n.startswith("3")) and n != "1002"]
        assert column(clerk, "sold_to") == wanted

    def test_they_are_there_when_the_popup_opens_again(self, clerk: Clerk) -> None:
        clerk.run("/nVA25").fill(sold_to="1000").on("sold_to").press("f2")
        assert clerk.text("lines[0].low_value") == "1000"
        clerk.item(1, "lines", low_value="1001").press("enter").on("sold_to_high").press("f2")
        assert [row["low_value"] for row in clerk.rows()] == ["1000", "1001"]
        clerk.on("lines[0].low_value").press("ctrl+d", "enter")
        assert (clerk.text("sold_to"), clerk.text("sold_to_more")) == ("1001", "")

    def test_cancelling_changes_nothing(self, clerk: Clerk) -> None:
        clerk.run("/nVA25").fill(sold_to="1000").on("sold_to").press("f2").item(1, "lines", low_value="2000")
        clerk.press("f12")
        assert (clerk.text("sold_to"), clerk.text("sold_to_more")) == ("1000", "")

    def test_a_column_of_a_spreadsheet_is_pasted(self, clerk: Clerk) -> None:
        clerk.run("/nVA25").fill(choice="A").on("sold_to").press("f2").on("lines[0].low_value")
        clerk.paste("1000\n1002\n1004\n")
        assert clerk.screen == "list_more_values"
        assert [row["low_value"] for row in clerk.rows()] == ["1000", "1002", "1004"]
        clerk.press("enter", "f8")
        assert set(column(clerk, "sold_to")) == {"1000", "1002", "1004"}

    def test_a_wrong_line_is_refused_in_its_place(self, clerk: Clerk) -> None:
        clerk.run("/nVA25").on("valid_to").press("f2")
        clerk.item(0, "lines", low_value="today").item(1, "lines", low_value="today", high_value="today-5")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("limit-reversed", "lines[1].high_value")

    def test_a_field_that_takes_one_value_says_so(self, clerk: Clerk) -> None:
        clerk.run("/nVA25").on("choice").press("f2")
        assert clerk.message_id == "one-value-only"


class TestVariants:
    def save(self, clerk: Clerk, name: str = "mine", **entries: str) -> None:
        clerk.press("ctrl+s").fill(**{"variant": name, "list_text": "My quotations", **entries}).press("enter")
        assert clerk.message_id == "variant-saved", clerk.message

    def test_a_variant_keeps_all_entries_and_dates_keep_moving(self, hire: Hire) -> None:
        clerk = hire("ANNA")
        clerk.run("/nVA25").fill(choice="M", by_item="x", valid_to="today", valid_to_high="+14").on("sold_to")
        clerk.press("f2").item(0, "lines", low_value="10*").item(1, "lines", exclude="x", low_value="1001")
        clerk.press("enter")
        self.save(clerk)
        later = hire("ANNA", day=TODAY + timedelta(days=30))
        later.run("/nVA25").press("f5")
        assert [row["variant"] for row in later.rows()] == ["MINE"]
        later.press("enter")
        texts = [later.text(n) for n in ("choice", "by_item", "valid_to", "valid_to_high", "sold_to", "sold_to_more")]
        assert texts == ["M", "X", "today", "today+14", "10*", "+1"]

    def test_the_default_variant_stands_there_at_the_start(self, hire: Hire) -> None:
        clerk = hire("ANNA")
        clerk.run("/nVA25").fill(sold_to="1000")
        self.save(clerk, default="x")
        clerk.run("/nVA25")
        assert clerk.text("sold_to") == "1000"
        assert hire("BRUNO").run("/nVA25").text("sold_to") == ""
        clerk.run("/nVA15")
        assert clerk.text("sold_to") == "", "each list has variants of its own"
        clerk.run("/nVA25").press("f5", "enter")
        self.save(clerk, default=" ")
        assert clerk.run("/nVA25").text("sold_to") == ""

    def test_shared_variants_are_offered_to_others_and_protected_ones_are_theirs_alone_to_change(
        self, hire: Hire
    ) -> None:
        anna, bruno = hire("ANNA"), hire("BRUNO")
        anna.run("/nVA25").fill(sold_to="1000")
        self.save(anna, "own")
        self.save(anna, "all", shared="x", protected="x")
        bruno.run("/nVA25").press("f5")
        assert [(row["variant"], row["owner"]) for row in bruno.rows()] == [("ALL", "ANNA")]
        choose(bruno, 0).fill(sold_to="2000").press("ctrl+s")
        assert bruno.text("variant") == "ALL"
        bruno.press("enter")
        assert bruno.message_id == "variant-protected"
        bruno.fill(variant="his").press("enter")
        assert bruno.message_id == "variant-saved"
        bruno.press("f5").on_row(0).press("ctrl+d")
        assert bruno.message_id == "variant-protected"
        anna.press("f5").on_row(0).press("ctrl+d")
        assert anna.message_id == "variant-deleted"
        assert [row["variant"] for row in anna.rows()] == ["OWN"]

    def test_without_variants_there_is_nothing_to_get(self, clerk: Clerk) -> None:
        clerk.run("/nVA25").press("f5")
        assert clerk.message_id == "no-variants"
