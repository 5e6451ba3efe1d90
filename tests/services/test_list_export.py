"""Lists in files: what a spreadsheet reads is what the list held, text stays text, and a file is whole or not there."""

import csv
import errno
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from sdtui.domain import elements as e
from sdtui.domain.errors import Refuse, SdtuiError
from sdtui.domain.list_rows import DaysLeft
from sdtui.domain.lists import ListQuery
from sdtui.domain.pulse import Cancelled
from sdtui.services.bundle import Services
from sdtui.services.files import Files
from sdtui.services.list_export import Export, ExportColumn
from sdtui.services.lists import Source
from sdtui.store.engine import Database, open_database
from tests.company import services_of

HOSTILE = ["=1+1", "+48 22 555", "-5", "@SUM(A1)", "\tx", "\rx", "http://example.com", '"quoted"; and,both', "Żółć\nüß"]


@dataclass(frozen=True, slots=True)
class Line:
    number: e.DocumentNumber
    description: e.Description
    valid_to: e.ValidTo
    net_value: e.NetValue
    currency: e.Currency
    days_left: DaysLeft
    complete_delivery: e.CompleteDelivery


def line(place: int) -> Line:
    text, currency = HOSTILE[place % len(HOSTILE)], "EUR" if place % 3 else "JPY"
    day = date(2026, 1, 1 + place % 28) if place % 5 else None
    return Line(f"{place:010}", text, day, Decimal(place) + Decimal("0.25"), currency, place - 20, bool(place % 2))


def shown(row: Any, name: str) -> str:
    """As a German clerk sees it."""
    value = getattr(row, name)
    if isinstance(value, Decimal):
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    if isinstance(value, bool):
        return "X" if value else ""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value).lstrip("0") if name == "number" else str(value)


EXPORT = Export(
    columns=[ExportColumn(name, f"The {name}", 30 * (name == "description")) for name in Line.__dataclass_fields__],
    shown=shown,
    decimals=lambda currency: 0 if currency == "JPY" else 2,
    totals=["net_value"],
    total_label="Total",
    title="Quotations: [all]",
    day="dd.mm.yyyy",
)
QUERY = ListQuery("lines")


@pytest.fixture
def database() -> Iterator[Database]:
    database = open_database("sqlite://")
    yield database
    database.close()


@pytest.fixture
def clerk(database: Database, tmp_path: Path) -> Services:
    services = services_of("ANNA", database)
    return Services(services.context, services.pricing_customizing, Files(folder=lambda: tmp_path))


def source_of(clerk: Services, count: int) -> Source:
    return clerk.lists.records("lines", Line, lambda: map(line, range(count)), ("number",))


def write(clerk: Services, name: str, count: int = 30, *, replace: bool = False) -> int:
    return clerk.list_export.write(source_of(clerk, count), QUERY, name, EXPORT, replace=replace)


# --- workbooks -------------------------------------------------------------------------------------------------------
def test_a_workbook_holds_numbers_dates_and_text_as_such(clerk: Services, tmp_path: Path) -> None:
    assert write(clerk, "list.xlsx") == 30
    sheet: Any = load_workbook(tmp_path / "list.xlsx").active
    heading, *rows = sheet.iter_rows()
    assert [cell.value for cell in heading] == [f"The {name}" for name in Line.__dataclass_fields__]
    assert all(cell.font.bold for cell in heading)
    assert (sheet.freeze_panes, sheet.title) == ("A2", "Quotations all")
    for place, cells in enumerate(rows[:30]):
        expected, values = line(place), [cell.value for cell in cells]
        assert values[0] == (expected.number.lstrip("0") or None)
        assert unescape(values[1]) == expected.description
        assert (values[2].date() if values[2] else None) == expected.valid_to
        assert values[3:] == [
            float(expected.net_value),
            expected.currency,
            expected.days_left,
            "X" if place % 2 else None,
        ]
        assert cells[1].data_type == "s"
        assert cells[1].hyperlink is None
        assert cells[3].number_format == ("#,##0" if expected.currency == "JPY" else "#,##0.00")
        assert cells[2].number_format == "dd.mm.yyyy" or not expected.valid_to
    assert sheet.column_dimensions["B"].width > 30


def test_sums_stand_at_its_end_by_currency(clerk: Services, tmp_path: Path) -> None:
    write(clerk, "list.xlsx")
    sheet: Any = load_workbook(tmp_path / "list.xlsx").active
    rows = list(sheet.iter_rows(min_row=32))
    sums = {
        currency: sum(float(row.net_value) for row in map(line, range(30)) if row.currency == currency)
        for currency in ("EUR", "JPY")
    }
    assert [(row[0].value, row[3].value, row[4].value) for row in rows] == [
        ("Total", sums["EUR"], "EUR"),
        ("Total", sums["JPY"], "JPY"),
    ]
    assert all(row[3].font.bold for row in rows)


def test_an_empty_list_is_a_heading(clerk: Services, tmp_path: Path) -> None:
    assert write(clerk, "list.xlsx", 0) == 0
    sheet: Any = load_workbook(tmp_path / "list.xlsx").active
    assert sheet.max_row == 1


# --- tables of text --------------------------------------------------------------------------------------------------
def test_a_table_of_text_is_as_the_clerk_sees_it(clerk: Services, tmp_path: Path) -> None:
    assert write(clerk, "list.CSV") == 30
    content = (tmp_path / "list.CSV").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), delimiter=";")
    assert heading == [f"The {name}" for name in Line.__dataclass_fields__]
    assert len(rows) == 30
    for place, texts in enumerate(rows):
        expected = [shown(line(place), name) for name in Line.__dataclass_fields__]
        if expected[1][0] in "=+-@\t\r":
            expected[1] = f"'{expected[1]}"
        assert texts == expected
    # a number below zero is no text
    assert rows[0][5] == "-20"


def test_columns_are_separated_as_the_notation_wants(clerk: Services, tmp_path: Path) -> None:
    export = replace(EXPORT, separator=",", columns=EXPORT.columns[3:5])
    clerk.list_export.write(source_of(clerk, 2), QUERY, "list.csv", export)
    assert (tmp_path / "list.csv").read_bytes()[
        3:
    ].decode() == 'The net_value,The currency\r\n"0,25",JPY\r\n"1,25",EUR\r\n'


# --- whole or not at all ---------------------------------------------------------------------------------------------
def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class Nearly(io.FileIO):
    """A file on a medium that is nearly full."""

    room = 4096

    def write(self, data: Any) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
class TestFile:
    def test_what_is_there_is_not_written_over_by_itself(self, clerk: Services, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text("mine")
        with pytest.raises(Refuse, match="file-exists") as refused:
            write(clerk, name)
        assert refused.value.field == "file_name"
        assert (tmp_path / name).read_text() == "mine"
        write(clerk, name, replace=True)
        assert (tmp_path / name).stat().st_size > 100
        assert left(tmp_path) == [name]

    def test_who_cancels_leaves_no_file(self, clerk: Services, tmp_path: Path, name: str) -> None:
        beats: list[int] = []

        def cancel(rows: int) -> None:
            beats.append(rows)
            if rows >= 2000:
                raise Cancelled("read-cancelled")

        clerk.context.pulse.listener = cancel
        with pytest.raises(Cancelled):
            write(clerk, name, 3000)
        assert beats == [1000, 2000]
        assert left(tmp_path) == []

    def test_a_medium_that_takes_no_more_is_told(
        self, clerk: Services, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / name).write_text("mine")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", lambda path, mode: io.BufferedWriter(Nearly(path, mode)))
            with pytest.raises(Refuse, match="file-not-written") as refused:
                write(clerk, name, 3000, replace=True)
        assert refused.value.slots["reason"] == os.strerror(errno.ENOSPC)
        assert left(tmp_path) == [name]
        assert (tmp_path / name).read_text() == "mine"

    def test_a_folder_that_is_not_there_is_told(self, clerk: Services, tmp_path: Path, name: str) -> None:
        with pytest.raises(Refuse, match="folder-not-found"):
            write(clerk, f"nowhere/{name}")
        (tmp_path / name).mkdir()
        with pytest.raises(Refuse, match="file-not-regular"):
            write(clerk, name, replace=True)
        with pytest.raises(Refuse, match="file-not-regular"):
            write(clerk, f"a\0{name}")

    def test_no_file_is_written_where_files_are_closed(self, clerk: Services, tmp_path: Path, name: str) -> None:
        files = Files(allowed=False, folder=lambda: tmp_path)
        kiosk = Services(clerk.context, clerk.pricing_customizing, files)
        with pytest.raises(Refuse, match="files-closed"):
            write(kiosk, name)
        assert left(tmp_path) == []


def test_the_ending_says_what_is_written(clerk: Services, tmp_path: Path) -> None:
    for name in ("list", "list.pdf", "xlsx", ""):
        with pytest.raises(SdtuiError, match="export-ending"):
            write(clerk, name)
    assert left(tmp_path) == []
