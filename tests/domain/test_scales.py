from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.domain.conditions import Scale, ScaleType
from sdtui.domain.scales import graduated, rate_at
from tests.domain.pricing_samples import steps

FROM = steps(("1", "10"), ("10", "11"), ("20", "12"))
UP_TO = steps(("10", "10"), ("20", "11"), ("30", "12"))
POSITIVE = st.decimals(0, 10_000, places=3)


def ascending(values: set[int]) -> tuple[Scale, ...]:
    """A scale whose rates rise with its values."""
    return tuple(Scale(Decimal(value), Decimal(n)) for n, value in enumerate(sorted(values), 1))


SCALES = st.sets(st.integers(1, 9_000), min_size=1, max_size=6).map(ascending)


@pytest.mark.parametrize(
    ("amount", "rate"),
    [("0", "10"), ("0.5", "10"), ("1", "10"), ("9.999", "10"), ("10", "11"), ("20", "12"), ("1e6", "12")],
)
def test_a_from_scale_holds_from_its_value_on(amount: str, rate: str) -> None:
    for kind in (ScaleType.FROM, ScaleType.NONE):
        assert rate_at(FROM, Decimal(amount), kind) == Decimal(rate)


@pytest.mark.parametrize(
    ("amount", "rate"), [("0", 10), ("10", 10), ("10.001", 11), ("20", 11), ("30", 12), ("30.001", None)]
)
def test_a_to_scale_holds_up_to_its_value(amount: str, rate: int | None) -> None:
    assert rate_at(UP_TO, Decimal(amount), ScaleType.TO) == rate
    assert rate_at(UP_TO, Decimal(amount), ScaleType.GRADUATED) == rate


def test_each_slice_has_its_own_rate() -> None:
    assert graduated(UP_TO, Decimal(25)) == [(10, 10), (10, 11), (5, 12)]
    assert graduated(UP_TO, Decimal(10)) == [(10, 10)]
    assert graduated(UP_TO, Decimal(0)) == []
    assert graduated(UP_TO, Decimal("30.001")) is None


@given(SCALES, POSITIVE, POSITIVE)
def test_more_never_gets_an_earlier_step(scales: tuple[Scale, ...], one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    for kind in ScaleType:
        low, high = rate_at(scales, less, kind), rate_at(scales, more, kind)
        assert high is None or (low is not None and low <= high)


@given(SCALES, POSITIVE)
def test_a_from_scale_always_has_a_rate(scales: tuple[Scale, ...], amount: Decimal) -> None:
    assert rate_at(scales, amount, ScaleType.FROM) in {scale.rate for scale in scales}


@given(SCALES, POSITIVE)
def test_the_slices_make_up_the_whole(scales: tuple[Scale, ...], amount: Decimal) -> None:
    slices = graduated(scales, amount)
    if amount > scales[-1].value:
        assert slices is None
    else:
        assert sum(size for size, _ in slices or ()) == amount
        assert all(size > 0 for size, _ in slices or ())
        assert [rate for _, rate in slices or ()] == [scale.rate for scale in scales[: len(slices or ())]]
