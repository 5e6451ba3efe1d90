"""Lists of inquiries and quotations: how they are ordered, filtered, summed, searched, kept and written."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sdtui.domain.pulse import Cancelled
from sdtui.services.lists import SqlSource
from tests.clerk import Clerk
from tests.scenarios.acts import choose
from tests.scenarios.lists import LIST, amount, column, listed, on_row_of, table

Hire = Callable[..., Clerk]


@pytest.fixture
def company(whole_company: Path) -> Path:
    """With its documents."""
    return whole_company


def day(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


class TestOrder:
    def test_a_key_sorts_by_the_column_of_the_cursor_and_back(self, clerk: Clerk) -> None:
        values = [amount(text) for text in column(listed(clerk), "net_value")]
        clerk.on("rows[4].net_value").press("ctrl+o")
        assert [amount(text) for text in column(clerk, "net_value")] == sorted(values)
        assert clerk.cursor == "rows[0].net_value"
        clerk.press("ctrl+o")
        assert [amount(text) for text in column(clerk, "net_value")] == sorted(values, reverse=True)
        clerk.press("ctrl+o")
        assert [amount(text) for text in column(clerk, "net_value")] == sorted(values)

    def test_a_popup_sorts_by_several_columns(self, clerk: Clerk) -> None:
        rows = listed(clerk).rows()
        clerk.press("alt+o")
        labels = column(clerk, "label")
        clerk.fill(**{f"lines[{labels.index('Currency')}].place": "1", f"lines[{labels.index('Net Value')}].place": "2",
                      f"lines[{labels.index('Net Value')}].descending": "x"})  # fmt: skip
        clerk.press("enter")
        wanted = sorted(rows, key=lambda row: (row["currency"], -amount(row["net_value"])))
        keys = [(row["currency"], row["net_value"]) for row in clerk.rows()]
        assert keys == [(row["currency"], row["net_value"]) for row in wanted]
        clerk.press("alt+o")
        assert [row["label"] for row in clerk.rows()][:2] == ["Currency", "Net Value"]
        assert [row["place"] for row in clerk.rows()][:3] == ["1", "2", ""]

    def test_a_filter_proposes_the_value_of_the_row(self, clerk: Clerk) -> None:
        every = column(listed(clerk), "currency")
        here = every[3]
        clerk.on("rows[3].currency").press("ctrl+k")
        assert clerk.text("lines[0].low_value") == here
        clerk.press("enter")
        assert clerk.message_id == "list-filtered"
        assert column(clerk, "currency") == [text for text in every if text == here]
        heading = table(clerk).columns
        assert [c.name for c in heading if "▾" in c.label] == ["currency"]
        clerk.on("rows[0].net_value").press("ctrl+k").item(0, "lines", low_value=">10000").press("enter")
        assert all(amount(row["net_value"]) > 10_000 and row["currency"] == here for row in clerk.rows())
        clerk.on("rows[0].net_value").press("ctrl+k").on("lines[0].low_value").press("ctrl+d", "enter")
        assert clerk.message_id == "list-filter-off"
        assert column(clerk, "currency") == [text for text in every if text == here]
        clerk.press("alt+k")
        assert clerk.message_id == "list-filters-off"
        assert column(clerk, "currency") == every

    def test_a_filter_that_nothing_meets_can_be_taken_away(self, clerk: Clerk) -> None:
        every = len(listed(clerk).rows())
        clerk.on("rows[0].net_value").press("ctrl+k").item(0, "lines", low_value=">999999999").press("enter")
        assert clerk.rows() == []
        clerk.press("alt+k")
        assert len(clerk.rows()) == every

    def test_sums_are_said_by_currency_and_stand_behind_the_last_row(self, clerk: Clerk) -> None:
        rows = listed(clerk).rows()
        clerk.on("rows[0].net_value").press("ctrl+t")
        sums: dict[str, Decimal] = {}
        for row in rows:
            sums[row["currency"]] = sums.get(row["currency"], Decimal(0)) + amount(row["net_value"])
        last = clerk.rows()[len(rows) :]
        assert {row["currency"]: amount(row["net_value"]) for row in last} == sums
        assert [row["number"] for row in last] == [""] * len(sums)
        assert clerk.view.remark
        assert all(f"{value:,.2f} {currency}" in clerk.view.remark.text for currency, value in sums.items())
        clerk.on(f"rows[{len(rows)}].number").press("enter")
        assert clerk.message_id == "choose-a-row"
        clerk.on("rows[0].net_value").press("ctrl+t")
        assert clerk.rows() == rows
        assert clerk.view.remark is None

    def test_sums_that_are_stopped_leave_those_that_were_there(
        self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listed(clerk).on("rows[0].net_value").press("ctrl+t")
        before, rows = clerk.view.remark, len(clerk.rows())

        def stopped(*_: object) -> None:
            raise Cancelled("read-cancelled")

        monkeypatch.setattr(SqlSource, "totals", stopped)
        clerk.send("refresh")
        assert (clerk.message_id, clerk.view.remark, len(clerk.rows())) == ("read-cancelled", before, rows)

    def test_subtotals_follow_their_groups(self, clerk: Clerk) -> None:
        rows = listed(clerk).rows()
        clerk.on("rows[0].sold_to").press("ctrl+b")
        seen = clerk.rows()
        for n, row in enumerate(seen):
            if row["number"] or not row["sold_to"]:
                continue
            group = [r for r in rows if (r["sold_to"], r["currency"]) == (row["sold_to"], row["currency"])]
            assert amount(row["net_value"]) == sum(amount(r["net_value"]) for r in group)
            assert seen[n - 1]["sold_to"] == row["sold_to"]
        assert {row["sold_to"] for row in seen if not row["number"]} >= {row["sold_to"] for row in rows}
        clerk.on("rows[0].sold_to").press("ctrl+b").on("rows[0].net_value").press("ctrl+t")
        assert sorted(r["number"] for r in clerk.rows()) == sorted(r["number"] for r in rows)

    def test_what_cannot_be_summed_or_grouped_says_so(self, clerk: Clerk) -> None:
        listed(clerk).on("rows[0].sold_to").press("ctrl+t")
        assert clerk.message_id == "list-not-summed"
        clerk.on("rows[0].net_value").press("ctrl+b")
        assert clerk.message_id == "list-no-groups"


class TestColumns:
    def test_columns_are_chosen_ordered_and_given_a_width(self, clerk: Clerk) -> None:
        listed(clerk).press("ctrl+l")
        names = column(clerk, "label")
        cells = {f"lines[{n}].place": " " for n in range(len(names))}
        cells |= {f"lines[{names.index('Sales Organization')}].place": "1", "lines[0].place": "2"}
        cells[f"lines[{names.index('Sales Organization')}].width"] = "20"
        clerk.fill(**cells).press("enter")
        assert list(clerk.rows()[0]) == ["sales_org", "number"]
        assert table(clerk).columns[0].width == 20

    def test_a_list_without_columns_is_refused(self, clerk: Clerk) -> None:
        listed(clerk).press("ctrl+l")
        clerk.fill(**{f"lines[{n}].place": " " for n in range(len(clerk.rows()))}).press("enter")
        assert clerk.message_id == "list-without-columns"

    def test_layouts_keep_how_a_list_looks(self, hire: Hire) -> None:
        anna, bruno = hire("ANNA"), hire("BRUNO")
        listed(anna).on("rows[0].net_value").press("ctrl+o", "ctrl+t").on("rows[0].currency").press("ctrl+k", "enter")
        looks = anna.rows()
        anna.press("ctrl+s").fill(layout="/big", list_text="By value", default="x").press("enter")
        assert anna.message_id == "layout-saved"
        assert listed(anna).rows() == looks
        listed(bruno)
        assert bruno.rows() != looks
        bruno.press("ctrl+y")
        assert [(row["layout"], row["list_text"]) for row in bruno.rows()] == [("/BIG", "By value")]
        choose(bruno, 0)
        assert bruno.rows() == looks
        bruno.press("ctrl+s").fill(layout="1st").press("enter")
        assert (bruno.message_id, bruno.cursor) == ("layout-name-wrong", "layout")
        bruno.fill(layout="own").press("enter")
        assert bruno.message_id == "layout-saved"
        anna.press("ctrl+y")
        assert [row["layout"] for row in anna.rows()] == ["/BIG"]
        anna.on_row(0).press("ctrl+d")
        assert (anna.message_id, anna.screen) == ("layout-deleted", LIST)
        assert listed(anna).rows() != looks

    def test_without_layouts_there_is_nothing_to_choose(self, clerk: Clerk) -> None:
        listed(clerk).press("ctrl+y")
        assert clerk.message_id == "no-layouts"


class TestFinding:
    def test_a_text_is_found_in_all_columns_that_are_shown(self, clerk: Clerk) -> None:
        names = column(listed(clerk), "sold_to_name")
        places = [n for n, name in enumerate(names) if "rower" in name.casefold()]
        assert len(places) > 2
        clerk.press("ctrl+f").fill(find_text="ROWER").press("enter")
        seen = [clerk.cursor]
        for _ in places[1:]:
            clerk.press("ctrl+g")
            seen.append(clerk.cursor)
        assert seen == [f"rows[{n}].number" for n in places]
        clerk.press("ctrl+g")
        assert clerk.message_id == "find-no-more"
        assert clerk.cursor == seen[-1]

    def test_nothing_to_find_is_asked_for_first(self, clerk: Clerk) -> None:
        listed(clerk).press("ctrl+g")
        assert clerk.screen == "list_find"
        clerk.press("enter")
        assert clerk.message_id == "required-field"


class TestExport:
    def test_the_list_is_written_as_it_is_shown(self, clerk: Clerk, tmp_path: Path) -> None:
        rows = listed(clerk, sold_to="10*").rows()
        clerk.press("ctrl+e").fill(export_format="CSV", file_name="offers", folder=str(tmp_path)).press("enter")
        assert clerk.message
        assert (clerk.message.id, clerk.message.slots["count"]) == ("list-exported", len(rows))
        with (tmp_path / "offers.csv").open(encoding="utf-8-sig", newline="") as file:
            written = list(csv.reader(file))
        assert written[1:] == [list(row.values()) for row in rows]

    def test_a_file_that_is_there_is_only_replaced_when_told_so(self, clerk: Clerk, tmp_path: Path) -> None:
        (tmp_path / "offers.xlsx").write_bytes(b"precious")
        listed(clerk).press("ctrl+e")
        assert clerk.text("file_name") == "VA25-20261124"
        clerk.fill(file_name="offers", folder=str(tmp_path)).press("enter")
        assert clerk.view.message
        assert clerk.view.message.type.value == "E"
        assert (clerk.screen, clerk.cursor) == ("list_export", "file_name")
        assert (tmp_path / "offers.xlsx").read_bytes() == b"precious"
        clerk.fill(overwrite="x").press("enter")
        assert clerk.message_id == "list-exported"
        assert (tmp_path / "offers.xlsx").read_bytes()[:2] == b"PK"

    def test_a_folder_that_is_not_there_is_refused(self, clerk: Clerk, tmp_path: Path) -> None:
        listed(clerk).press("ctrl+e").fill(folder=str(tmp_path / "nowhere")).press("enter")
        assert clerk.screen == "list_export"
        assert clerk.view.message
        assert clerk.view.message.type.value == "E"


class TestProgress:
    def test_a_read_that_is_stopped_changes_nothing(self, clerk: Clerk) -> None:
        clerk.desk.progress = lambda rows: True
        clerk.run("/nVA25").fill(choice="A", sold_to="1000")
        listing = clerk.desk.machinery.connection.services.lists
        source = listing.source("documents")
        slow = type("Slow", (), {"page": lambda self, query, **more: listing.context.pulse.beat(5)})
        slow.__getattr__ = lambda self, name: getattr(source, name)  # type: ignore[attr-defined]
        dialog = clerk.desk.session.frame.dialog
        dialog.source = slow  # type: ignore[attr-defined]
        clerk.press("f8")
        assert (clerk.message_id, clerk.screen) == ("read-cancelled", "selection_documents")
        assert clerk.text("sold_to") == "1000"
        del dialog.source  # type: ignore[attr-defined]
        clerk.press("f8")
        assert clerk.screen == LIST

    def test_without_a_glass_nobody_is_asked(self, clerk: Clerk) -> None:
        assert clerk.desk.progress is None
        assert listed(clerk).screen == LIST


def test_every_list_says_f1_and_f4_of_its_cells(clerk: Clerk) -> None:
    on_row_of(listed(clerk), column(clerk, "number")[0], "sold_to").press("f1")
    assert clerk.view.popup
    clerk.press("f12").on("rows[0].sold_to").press("f4")
    assert clerk.view.popup
    here = clerk.rows()
    choose(clerk, 3)
    assert clerk.screen == LIST
    assert here
