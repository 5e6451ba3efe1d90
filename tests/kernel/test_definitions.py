"""Definitions: everything is checked as it is read, and a slip is named with file, key and the nearest word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sdtui.domain.errors import CustomizingError
from sdtui.kernel.definitions import (
    BlockDefinition,
    FieldStatus,
    FunctionCode,
    MenuEntry,
    Screen,
    Transaction,
    build,
    load_definitions,
    read_toml,
)

FILES = {
    "tcodes": '[VA21]\ntext = "Create Quotation"\ntext_de = "Angebot anlegen"\ndialog = "d"\nscreen = "first"\n',
    "function_codes": '[save]\nkeys = ["ctrl+s", "f11"]\nshown = 95\n',
    "messages": '[document-saved]\ntype = "S"\nnumber = "V1 311"\n',
    "field_status": '[Order]\nclosed = ["number"]\n',
    "menu": '[[entries]]\ntext = "Sales"\nentries = [{ tcode = "VA21" }]\n',
}
SCREEN = """
record = "Order"
keys = ["save"]
[[blocks]]
lines = ["number | sold_to sold_to.text"]
[[tabs]]
name = "items"
[[tabs.tables]]
rows = "items"
columns = ["material"]
entry = true
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Any]:
    def written(**changed: str) -> Any:
        for stem, text in {**FILES, "first": SCREEN, **changed}.items():
            (tmp_path / f"{stem}.toml").write_text(text, encoding="utf-8")
        return load_definitions(lambda stem: tmp_path / f"{stem}.toml", [tmp_path / "first.toml"])

    return written


def test_definitions_are_read(write: Callable[..., Any]) -> None:
    read = write()
    assert read.transactions["VA21"].title("de") == "Angebot anlegen"
    assert read.transactions["VA21"].title("pl") == "Create Quotation"
    assert read.function_codes["save"] == FunctionCode("save", ("ctrl+s", "f11"), 95)
    assert read.field_status["Order"] == FieldStatus("Order", closed=("number",))
    assert read.screens["first"].tabs[0].tables[0].columns == ("material",)
    assert read.screens["first"].blocks[0].names() == ["number", "sold_to", "sold_to.text"]
    assert read.menu.entries[0].entries == (MenuEntry(tcode="VA21"),)


@pytest.mark.parametrize(
    ("stem", "text", "file", "key", "nearest"),
    [
        ("first", SCREEN + "colums = []\n", "first.toml.tabs[0].tables[0]", "colums", "columns"),
        ("first", 'record = "Order"\nkey = []\n', "first.toml", "key", "keys"),
        ("first", 'record = "Order"\nname = "other"\n', "first.toml", "name", ""),
        ("tcodes", '[VA21]\ntexts = "x"\n', "tcodes.toml [VA21]", "texts", "text"),
        ("field_status", '[Order]\nclose = ["number"]\n', "field_status.toml [Order]", "close", "closed"),
        ("menu", "[[entries]]\ntcodes = []\n", "menu.toml.entries[0]", "tcodes", "tcode"),
    ],
)
def test_a_key_that_nobody_declared_is_refused(
    write: Callable[..., Any], stem: str, text: str, file: str, key: str, nearest: str
) -> None:
    with pytest.raises(CustomizingError) as refused:
        write(**{stem: text})
    assert refused.value.slots == {"file": file, "key": key, "problem": "unknown key", "nearest": nearest}
    assert str(refused.value).startswith(f"{file}: {key}: unknown key")


@pytest.mark.parametrize(
    ("kind", "data", "problem"),
    [
        (Screen, {"record": 5}, "must be str"),
        (Screen, {"record": "Order", "popup": 1}, "must be bool"),
        (Screen, {"record": "Order", "keys": "save"}, "must be a list of words"),
        (Screen, {"record": "Order", "keys": [5]}, "must be a list of words"),
        (Screen, {"record": "Order", "keys": [["save"]]}, "must be a list of words"),
        (Screen, {"record": "Order", "blocks": 5}, "must be a list of tables"),
        (Screen, {"record": "Order", "blocks": {"lines": []}}, "must be a list of tables"),
        (Screen, {"record": "Order", "blocks": ["number"]}, "a table is expected"),
        (Screen, {}, "is missing"),
        (FunctionCode, {"shown": True}, "must be int"),
        (FunctionCode, [], "a table is expected"),
        (Transaction, {"text": "x", "dialog": "d"}, "is missing"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(kind: type, data: object, problem: str) -> None:
    given = {"code": "x"} if kind in (FunctionCode, Transaction) else {"name": "x"}
    with pytest.raises(CustomizingError) as refused:
        build(kind, data, "file.toml", **given)
    assert refused.value.slots["problem"] == problem


@pytest.mark.parametrize("text", ["= 5", "[a]\n[a]\n", None, b"\xff"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str | bytes | None) -> None:
    path = tmp_path / "tcodes.toml"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CustomizingError, match=r"tcodes\.toml"):
        read_toml(path)


def test_a_bar_begins_a_new_column() -> None:
    assert BlockDefinition(("a b | c", "d")).groups() == [[["a", "b"], ["c"]], [["d"]]]
