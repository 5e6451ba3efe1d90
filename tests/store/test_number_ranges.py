"""Numbers come from their interval, one after the other."""

import pytest

from sdtui.domain.customizing_rows import NumberRange
from sdtui.store import number_ranges
from sdtui.store.errors import NumberRefused
from sdtui.store.unit import Unit

OF = "sales_document"


def test_numbers_follow_each_other(unit: Unit) -> None:
    drawn = [number_ranges.next_number(unit, OF, "05") for _ in range(3)]
    assert drawn == ["0020000000", "0020000001", "0020000002"]
    assert number_ranges.take(unit, OF, "05", 5) == 20000003
    assert number_ranges.next_number(unit, OF, "05") == "0020000008"


def test_a_used_up_range_refuses(unit: Unit) -> None:
    number_ranges.ensure_number_ranges(unit, [NumberRange(object=OF, code="99", start="01", end="02")])
    assert [number_ranges.next_number(unit, OF, "99") for _ in range(2)] == ["01", "02"]
    with pytest.raises(NumberRefused) as refusal:
        number_ranges.next_number(unit, OF, "99")
    assert refusal.value.message == "number-range-used-up"


@pytest.mark.parametrize("code", ["06", "no"])
def test_external_and_unknown_ranges_give_no_numbers(unit: Unit, code: str) -> None:
    with pytest.raises(NumberRefused) as refusal:
        number_ranges.next_number(unit, OF, code)
    assert refusal.value.message == "number-range-missing"


def test_ensuring_again_keeps_the_level_and_takes_the_new_interval(unit: Unit) -> None:
    number_ranges.next_number(unit, OF, "05")
    number_ranges.ensure_number_ranges(unit, [NumberRange(object=OF, code="05", start="0020000000", end="0020000001")])
    assert number_ranges.next_number(unit, OF, "05") == "0020000001"
    with pytest.raises(NumberRefused):
        number_ranges.next_number(unit, OF, "05")


@pytest.mark.parametrize("number", ["0030000000", "0039999999"])
def test_an_external_number_within_the_interval_is_taken(unit: Unit, number: str) -> None:
    number_ranges.check_external(unit, OF, "06", number)


@pytest.mark.parametrize("number", ["0029999999", "0040000000", "003000000", "A", "00300000001", ""])
def test_an_external_number_outside_the_interval_is_refused(unit: Unit, number: str) -> None:
    with pytest.raises(NumberRefused) as refusal:
        number_ranges.check_external(unit, OF, "06", number)
    assert (refusal.value.message, refusal.value.field) == ("number-outside-interval", "number")


def test_an_interval_with_letters_takes_letters(unit: Unit) -> None:
    number_ranges.ensure_number_ranges(unit, [NumberRange(object=OF, code="L", start="A", end="ZZZ", external=True)])
    number_ranges.check_external(unit, OF, "L", "KOWALSKI")
    with pytest.raises(NumberRefused):
        number_ranges.check_external(unit, OF, "L", "123")


def test_without_an_external_range_no_number_may_be_typed(unit: Unit) -> None:
    with pytest.raises(NumberRefused) as refusal:
        number_ranges.check_external(unit, OF, "05", "0020000001")
    assert refusal.value.message == "number-external-not-allowed"
