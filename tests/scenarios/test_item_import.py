"""Items from files: text and workbooks, which column is what, the preview, and what is refused."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sdtui.domain.item_import import SheetLine
from sdtui.domain.sales_document import SalesDocument
from sdtui.services.files import Files
from sdtui.services.item_import import MOST_LINES, ItemImport
from tests.clerk import Clerk
from tests.scenarios.acts import begin, lines, popup

Hire = Callable[..., Clerk]
CSV = "Material;Qty;Remarks;Req. deliv. date\nM-100;5;first;12/24/2026\nDXTR1;1,000;;\n\nPRTR1;2;;01/15/2027\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clerk's working directory."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def workbook(path: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def asked(clerk: Clerk) -> Clerk:
    """Asked for the file, in a new inquiry."""
    begin(clerk).fill(sold_to="1000").press("enter")
    return clerk.send("import_items")


def columns(clerk: Clerk, file: str) -> Clerk:
    """On the columns of a file."""
    return asked(clerk).fill(import_file=file).press("enter")


def document(clerk: Clerk) -> SalesDocument:
    record = clerk.desk.session.frame.dialog.record("sales_document_overview")
    assert isinstance(record, SalesDocument)
    return record


def items(clerk: Clerk) -> list[tuple[str, Decimal, date | None]]:
    return [(item.material, item.quantity, item.requested_delivery_date) for item in document(clerk).items]


class TestTheWay:
    def test_a_text_file_becomes_items(self, clerk: Clerk, folder: Path) -> None:
        (folder / "order.csv").write_text(CSV, encoding="utf-8")
        columns(clerk, "order.csv")
        assert clerk.screen == "item_import_columns"
        assert clerk.text("import_encoding") == "UTF-8"
        assert clerk.text("import_separator") == "SEMICOLON"
        assert (clerk.text("import_headed"), clerk.text("import_lines")) == ("X", "3")
        assert [row["import_field"] for row in clerk.rows()] == ["MATERIAL", "QUANTITY", "", "DATE"]
        assert [row["import_sample"] for row in clerk.rows()] == ["M-100", "5", "first", "12/24/2026"]
        clerk.press("enter")
        assert (clerk.screen, clerk.message_id) == ("item_import_preview", "lines-good")
        assert [(row["import_line"], row["material"], row["complaint"]) for row in clerk.rows()] == [
            ("2", "M-100", ""), ("3", "DXTR1", ""), ("5", "PRTR1", ""),
        ]  # fmt: skip
        assert not document(clerk).items
        clerk.press("f8")
        assert (clerk.screen, clerk.message_id) == ("sales_document_overview", "lines-taken")
        proposed = document(clerk).requested_delivery_date
        assert items(clerk) == [
            ("M-100", 5, date(2026, 12, 24)), ("DXTR1", 1000, proposed), ("PRTR1", 2, date(2027, 1, 15)),
        ]  # fmt: skip
        assert all(item.net_value for item in document(clerk).items)

    def test_a_workbook_becomes_items(self, clerk: Clerk, folder: Path) -> None:
        rows = [["Artikel-Nr.", "Menge", "Termin"], ["M-100", 5, datetime(2026, 12, 24)], [None], ["DXTR1", 1000, None]]  # noqa: DTZ001
        workbook(folder / "order.xlsx", *rows)
        columns(clerk, "order.xlsx")
        assert [row["import_field"] for row in clerk.rows()] == ["MATERIAL", "QUANTITY", "DATE"]
        assert [row["import_line"] for row in clerk.press("enter").rows()] == ["2", "4"]
        clerk.press("f8")
        assert items(clerk)[0] == ("M-100", 5, date(2026, 12, 24))
        assert items(clerk)[1][:2] == ("DXTR1", 1000)

    def test_two_headings_that_are_known_are_enough_where_one_says_the_material(
        self, clerk: Clerk, folder: Path
    ) -> None:
        (folder / "a.csv").write_text("Artikel Nr.;Stück;Farbe;Bemerkung;Kiste\nM-100;5;rot;;1\n", encoding="utf-8")
        columns(clerk, "a.csv")
        assert clerk.text("import_headed") == "X"
        assert [row["import_field"] for row in clerk.rows()] == ["MATERIAL", "QUANTITY", "", "", ""]
        clerk.press("enter", "f8")
        assert items(clerk)[0][:2] == ("M-100", 5)

    def test_a_first_line_with_a_figure_is_no_line_of_headings(self, clerk: Clerk, folder: Path) -> None:
        (folder / "a.csv").write_text("Artikel;Stück;5;rot\nM-100;5;5;rot\n", encoding="utf-8")
        assert columns(clerk, "a.csv").text("import_headed") == ""

    def test_the_clerks_choice_for_a_heading_is_remembered(self, clerk: Clerk, folder: Path) -> None:
        (folder / "a.csv").write_text("Thing,Count\nM-100,5\n", encoding="utf-8")
        columns(clerk, "a.csv")
        clerk.item(0, "columns", import_field="MATERIAL").item(1, "columns", import_field="QUANTITY")
        assert clerk.fill(import_headed="X").press("enter", "f12").screen == "sales_document_overview"
        clerk.send("import_items")
        assert clerk.text("import_file") == "a.csv"
        clerk.press("enter")
        assert [row["import_field"] for row in clerk.rows()] == ["MATERIAL", "QUANTITY"]

    def test_lines_are_corrected_in_the_preview(self, clerk: Clerk, folder: Path) -> None:
        (folder / "a.csv").write_text("Material;Qty;Un\nM-100;5;\nNOPE;1;\nDXTR1;many;\nPRTR1;2;KG\n", encoding="utf-8")
        columns(clerk, "a.csv").press("enter")
        assert clerk.message
        assert (clerk.message.slots["count"], clerk.message.slots["wrong"]) == (1, 3)
        assert [bool(row["complaint"]) for row in clerk.rows()] == [False, True, True, True]
        assert clerk.cursor == "lines[1].material"
        assert [row["material"] for row in clerk.rows()][1] == "NOPE"
        clerk.press("f8")
        assert (clerk.screen, clerk.message_id) == ("item_import_preview", "lines-taken-some")
        assert [row["import_line"] for row in clerk.rows()] == ["3", "4", "5"]
        assert clerk.rows()[1]["quantity"] == "many"
        clerk.item(0, "lines", material="M-110").item(2, "lines", unit="PC").press("enter")
        assert [bool(row["complaint"]) for row in clerk.rows()] == [False, True, False]
        clerk.item(1, "lines", quantity="4").press("f8")
        assert clerk.screen == "sales_document_overview"
        assert [(item.material, item.quantity) for item in document(clerk).items] == [
            ("M-100", 5), ("M-110", 1), ("DXTR1", 4), ("PRTR1", 2),
        ]  # fmt: skip

    def test_lines_are_left_out(self, clerk: Clerk, folder: Path) -> None:
        (folder / "a.csv").write_text("Material;Qty\nM-100;5\nNOPE;1\n", encoding="utf-8")
        columns(clerk, "a.csv").press("enter").on("lines[1].material").press("ctrl+d", "f8")
        assert [item.material for item in document(clerk).items] == ["M-100"]

    def test_f12_changes_nothing(self, clerk: Clerk, folder: Path) -> None:
        (folder / "a.csv").write_text(CSV, encoding="utf-8")
        begin(clerk).fill(sold_to="1000").press("enter")
        lines(clerk, ("M-110", "1")).press("enter").send("import_items")
        clerk.fill(import_file="a.csv").press("enter", "enter", "f12")
        assert clerk.screen == "sales_document_overview"
        assert [item.material for item in document(clerk).items] == ["M-110"]

    def test_f3_goes_back_to_the_columns(self, clerk: Clerk, folder: Path) -> None:
        (folder / "a.csv").write_text("Material;Qty\nNOPE;many\n", encoding="utf-8")
        assert columns(clerk, "a.csv").press("enter", "f3").screen == "item_import_columns"
        assert clerk.press("f3").screen == "sales_document_overview"

    def test_a_file_without_headings(self, clerk: Clerk, folder: Path) -> None:
        (folder / "a.csv").write_text("M-100\t5\nDXTR1\t2\n", encoding="utf-8")
        columns(clerk, "a.csv")
        assert (clerk.text("import_headed"), clerk.text("import_separator")) == ("", "TAB")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("import-columns", "columns[0].import_field")
        clerk.item(0, "columns", import_field="MATERIAL").item(1, "columns", import_field="MATERIAL").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("import-columns", "columns[1].import_field")
        clerk.item(1, "columns", import_field="QUANTITY").press("enter", "f8")
        assert [(item.material, item.quantity) for item in document(clerk).items] == [("M-100", 5), ("DXTR1", 2)]

    def test_another_encoding_or_separator_reads_again(self, clerk: Clerk, folder: Path) -> None:
        (folder / "a.csv").write_bytes("Material;Opis\nM-100;żółć\n".encode("cp1250"))
        columns(clerk, "a.csv")
        assert clerk.text("import_encoding") == "CP1250"
        clerk.fill(import_encoding="CP1252").press("enter")
        assert clerk.screen == "item_import_columns"
        assert clerk.rows()[1]["import_sample"] != "żółć"
        clerk.fill(import_encoding="CP1250").press("enter")
        assert clerk.rows()[1]["import_sample"] == "żółć"
        clerk.fill(import_separator="COMMA").press("enter")
        assert len(clerk.rows()) == 1

    def test_f4_lists_the_files_and_the_fields(self, clerk: Clerk, folder: Path) -> None:
        for name in ("a.csv", "b.XLSX", "c.pdf"):
            (folder / name).write_text(CSV, encoding="utf-8")
        asked(clerk).on("import_file").press("f4")
        assert {row["c0"] for row in clerk.rows()} == {"a.csv", "b.XLSX"}
        clerk.press("f12").fill(import_file="a.csv").press("enter").on("columns[2].import_field").press("f4")
        assert popup(clerk) == "values"
        assert "PLANT" in {row["c0"] for row in clerk.rows()}

    def test_notation_of_a_text_file_is_that_of_the_clerk(self, hire: Hire, folder: Path) -> None:
        (folder / "a.csv").write_text("Material;Menge;Termin\nM-100;1.500;24.12.2026\n", encoding="utf-8")
        clerk = columns(hire("DOROTA", "de"), "a.csv").press("enter", "f8")
        assert items(clerk) == [("M-100", 1500, date(2026, 12, 24))]

    def test_a_customer_comes_first(self, clerk: Clerk) -> None:
        begin(clerk).send("import_items")
        assert clerk.screen == "sales_document_overview"
        assert clerk.message_id in ("sold-to-required", "items-required")


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("gone.csv", None, "file-not-found"),
            ("empty.csv", b"\n\n", "file-without-lines"),
            ("picture.csv", b"\x89PNG\x00\x01\x02", "file-not-text"),
            ("old.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, "file-no-workbook"),
            ("broken.xlsx", b"PK\x03\x04" + b"x" * 600, "file-no-workbook"),
            ("long.csv", b"M-100;1\n" * (MOST_LINES + 1), "file-too-large"),
            ("wide.csv", b";".join([b"x"] * 99), "file-too-large"),
            ("large.csv", b"x" * 10_000_001, "file-too-large"),
        ],
    )
    def test_files_that_are_none(
        self, clerk: Clerk, folder: Path, name: str, content: bytes | None, message: str
    ) -> None:
        if content is not None:
            (folder / name).write_bytes(content)
        columns(clerk, name)
        assert (clerk.message_id, clerk.screen, clerk.cursor) == (message, "item_import_file", "import_file")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
    def test_a_pipe_is_not_waited_for(self, clerk: Clerk, folder: Path) -> None:
        os.mkfifo(folder / "pipe.csv")
        assert columns(clerk, "pipe.csv").message_id == "file-not-regular"
        (folder / "folder.csv").mkdir()
        assert clerk.fill(import_file="folder.csv").press("enter").message_id == "file-not-regular"

    def test_a_workbook_that_unpacks_to_a_flood(self, clerk: Clerk, folder: Path) -> None:
        with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/workbook.xml", b" " * 101_000_000)
        assert columns(clerk, "bomb.xlsx").message_id == "file-too-large"

    def test_where_files_are_closed(self, clerk: Clerk) -> None:
        services = clerk.run("/nVA11").desk.machinery.connection.services
        services.files = replace(services.files, allowed=False)
        begin(clerk).fill(sold_to="1000").press("enter").send("import_items")
        assert (clerk.message_id, clerk.screen) == ("files-closed", "sales_document_overview")
        assert services.files.names([".csv"]) == []

    def test_a_closed_gate_reads_nothing(self, folder: Path) -> None:
        (folder / "a.csv").write_text(CSV, encoding="utf-8")
        reader = ItemImport(Files(allowed=False), "EN")
        with pytest.raises(Exception, match="files-closed"):
            reader.read("a.csv")

    def test_a_formula_is_never_worked_out(self, folder: Path) -> None:
        workbook(folder / "a.xlsx", ["Material", "Qty"], ["M-100", "=1+1"])
        assert reader().read("a.xlsx").lines[1].cells == ("M-100",)


def reader(language: str = "EN") -> ItemImport:
    return ItemImport(Files(), language)


class TestEncodings:
    TEXT = "Material;Opis\nM-100;Zażółć gęślą jaźń\n"

    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
    def test_polish(self, folder: Path, codec: str) -> None:
        (folder / "a.csv").write_bytes(self.TEXT.encode(codec))
        assert reader().read("a.csv").lines == (
            SheetLine(1, ("Material", "Opis")), SheetLine(2, ("M-100", "Zażółć gęślą jaźń")),
        )  # fmt: skip

    @pytest.mark.parametrize("text", ["Größe für Müller", "crème brûlée à la carte", "¿Qué tal, señor?", "5 €"])
    def test_western(self, folder: Path, text: str) -> None:
        (folder / "a.csv").write_bytes(f"M-100;{text}\n".encode("cp1252"))
        sheet = reader("DE").read("a.csv")
        assert (sheet.encoding, sheet.lines[0].cells[1]) == ("CP1252", text)

    def test_what_could_be_either_is_the_clerks(self) -> None:
        assert reader("PL").encoding_of("Müller".encode("cp1252")) == "CP1250"
        assert reader("DE").encoding_of("Müller".encode("cp1252")) == "CP1252"


CELL = st.text("abcXYZ019 .,;\"'\n-", max_size=6).map(str.strip)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8), separator=st.sampled_from("\t;"))
def test_text_and_workbook_of_the_same_cells_are_read_alike(rows: list[list[str]], separator: str) -> None:
    rows = [["head", *row] for row in rows]
    names = {"\t": "TAB", ";": "SEMICOLON"}
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    with tempfile.TemporaryDirectory() as name:
        files = Files(folder=lambda: Path(name))
        Path(name, "a.csv").write_text("\n".join(quoted), encoding="utf-8", newline="")
        workbook(Path(name, "a.xlsx"), *([cell or None for cell in row] for row in rows))
        text = ItemImport(files, "EN").read("a.csv", separator=names[separator])
        book = ItemImport(files, "EN").read("a.xlsx")

    def filled(lines: tuple[SheetLine, ...]) -> list[list[str]]:
        cells = [[str(cell or "") for cell in line.cells] for line in lines]
        return [[*row, *[""] * (4 - len(row))] for row in cells]

    assert filled(text.lines) == filled(book.lines) == rows


MATERIAL = st.sampled_from(["M-100", "DXTR1", "PRTR1"])
LINE = st.tuples(MATERIAL, st.integers(1, 9999), st.dates(date(2026, 12, 1), date(2028, 12, 31)))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(LINE, min_size=1, max_size=20))
def test_a_paste_a_text_and_a_workbook_give_the_same_items(
    clerk: Clerk, folder: Path, rows: list[tuple[str, int, date]]
) -> None:
    texts = [[material, f"{quantity:,}", f"{day:%m/%d/%Y}"] for material, quantity, day in rows]
    heading = ["Material", "Order Quantity", "Req. Deliv. Date"]
    block = "\n".join("\t".join(cells) for cells in (heading, *texts))
    (folder / "a.csv").write_text("\n".join(";".join(cells) for cells in (heading, *texts)), encoding="utf-8")
    workbook(folder / "a.xlsx", heading, *(list(row) for row in rows))
    expected = [(material, Decimal(quantity), day) for material, quantity, day in rows]
    clerk.run("/n")
    if popup(clerk):
        clerk.send("answer_no")
    begin(clerk).fill(sold_to="1000").press("enter").on("items[0].material").paste(block)
    assert items(clerk) == expected
    for file in ("a.csv", "a.xlsx"):
        clerk.run("/n")
        if popup(clerk):
            clerk.send("answer_no")
        columns(clerk, file).press("enter", "f8")
        assert items(clerk) == expected
