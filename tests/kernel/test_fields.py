"""Records: which fields have an element, and how a path reaches a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

import pytest

from sdtui.domain import elements as e
from sdtui.kernel.fields import base_name, fields_of, locate, rows_of
from sdtui.kernel.view import cell_path, split_cell


class Status(StrEnum):
    OPEN = "A"


@dataclass(slots=True)
class Line:
    material: e.Material = ""


@dataclass(slots=True)
class Base:
    number: e.DocumentNumber = ""
    lines: list[Line] = field(default_factory=list[Line])

    @property
    def first(self) -> e.Material:
        return self.lines[0].material if self.lines else ""


@dataclass(slots=True)
class Order(Base):
    valid_to: e.ValidTo = None
    status: Annotated[Status, e.code("status", 1)] = Status.OPEN
    version: int = 0

    @property
    def shown(self) -> Sequence[Line]:
        return self.lines


def test_attributes_and_properties_with_an_element_are_fields_inherited_ones_too() -> None:
    assert set(fields_of(Order)) == {"number", "first", "valid_to", "status"}
    assert fields_of(Order)["valid_to"].kind is date
    assert fields_of(Order)["status"].kind is str
    assert fields_of(Order)["first"].element.name == "material"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("lines", Line), ("shown", Line), ("number", None), ("valid_to", None), ("version", None), ("nothing", None)],
)
def test_only_lists_of_records_have_rows(name: str, kind: type | None) -> None:
    assert rows_of(Order, name) is kind


def test_a_path_reaches_a_field_a_cell_or_a_row_that_is_not_there_yet() -> None:
    order = Order(lines=[Line("A"), Line("B")])
    assert locate(order, "number") == (order, "number")
    assert locate(order, "lines[1].material") == (order.lines[1], "material")
    assert locate(order, "lines[2].material") is None


def test_paths() -> None:
    assert split_cell(cell_path("lines", 3, "material")) == ("lines", 3, "material")
    assert split_cell("valid_to") is None
    assert base_name("order_reason.text") == "order_reason"
