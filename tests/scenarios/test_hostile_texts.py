"""Texts that somebody stored past the program: they reach neither a terminal nor a file as anything but plain text."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest

from sdtui.kernel.safety import clean
from tests.scenarios.corpus import CONTROLS, DIRECTION, FORMULAS, MARKUP, WIDE
from tests.scenarios.storm import Storm
from tests.scenarios.test_storms import storm_on
from tests.scenarios.weather import WAYS, Step

TABLES = {
    "customer": (
        "name",
        "name2",
        "search_term",
        "street",
        "city",
        "region",
        "phone",
        "email",
        "tax_number",
        "created_by",
    ),
    "customer_contact": ("name", "first_name", "phone", "email"),
    "customer_sales_area": ("incoterms_place", "payment_terms"),
    "material": ("product_hierarchy", "ean", "created_by"),
    "material_text": ("description", "sales_text"),
    "sales_document": ("customer_reference", "description", "orderer", "sold_to_name", "created_by", "payment_terms"),
    "sales_item": ("description", "customer_material", "product_hierarchy", "reference_number"),
    "sales_partner": ("name", "street", "city"),
    "sales_text": ("text",),
    "condition_record": ("created_by",),
    "search_entry": ("name",),
    "change_header": ("user",),
    "change_item": ("old", "new"),
}
STORABLE = [text for text in (*CONTROLS, *MARKUP, *DIRECTION, *WIDE, *FORMULAS, "q\u202e" * 300) if text != "\ud800"]


@pytest.fixture(scope="module")
def hostile_company(whole_company: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company after somebody with access to its database has been there."""
    path = tmp_path_factory.mktemp("hostile") / "company.db"
    shutil.copy(whole_company, path)
    texts = cycle(STORABLE)
    with closing(sqlite3.connect(path)) as database, database:
        for table, names in TABLES.items():
            columns = {row[1] for row in database.execute(f"pragma table_info({table})")}
            assert columns.issuperset(names), (table, columns)
            key = ", ".join(row[1] for row in database.execute(f"pragma table_info({table})") if row[5])
            keys = database.execute(f"select {key} from {table}").fetchall()
            where = " and ".join(f"{part} = ?" for part in key.split(", "))
            for name in names:
                changes = [(next(texts), *row) for row in keys]
                database.executemany(f"update {table} set {name} = ? where {where}", changes)
    return path


def walk(storm: Storm, way: tuple[Step, ...]) -> None:
    storm.home()
    for name, *facts in way:
        getattr(storm, name)(*facts)


def test_no_screen_is_steered_by_what_is_stored(hostile_company: Path) -> None:
    shown = ""
    with storm_on(hostile_company) as storm:
        for way in WAYS:
            walk(storm, way)
            for key in ("pagedown", "f7", "f4", "escape", "enter", "alt+h", "f3"):
                storm.key(key)
                shown += "".join(map("".join, storm.session.picture()[0].chars))
    # what would have steered is seen as a place holder, markup and formulas as they are
    assert all(text in shown for text in ("\ufffd[2J", "[bold red]", "=cmd|", "漢字"))


@pytest.mark.parametrize("tcode", ["VA25", "MM60", "RSSCD100"])
def test_files_hold_clean_text_and_no_formula(hostile_company: Path, tcode: str) -> None:
    with storm_on(hostile_company) as storm:
        folder = storm.folder
        for ending in ("csv", "xlsx"):
            walk(storm, (("command", f"/n{tcode}"), ("fill", "choice", "A"), ("key", "f8"), ("key", "ctrl+e")))
            storm.fill("export_format", ending.upper())
            storm.fill("file_name", f"list.{ending}")
            storm.key("enter")
        with (folder / "list.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        with zipfile.ZipFile(folder / "list.xlsx") as book:
            parts = {name: book.read(name).decode() for name in book.namelist()}
    texts = [text for row in rows for text in row]
    assert len(rows) > 5
    assert not [text for text in texts if text != clean(text)]
    assert not [text for text in texts if text.startswith(("=", "@"))]
    assert {"'=1+1", "'@SUM(A1)"}.intersection(texts)
    sheet = "".join(parts[name] for name in parts if "sheet" in name or "sharedStrings" in name)
    assert "<f>" not in sheet
    assert not re.search("_x00[0-9A-F]{2}_|[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", sheet)
