"""A figure is read as its value, as the interval of its printed digits, or as the interval its publisher states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure.figures import Amount, central, is_missing, printed, stated

NOT_DISCLOSED = {"not_disclosed": {"reason": "confidential"}}
POSITIVE = st.floats(1e-12, 1e15, allow_subnormal=False)


@pytest.mark.parametrize(
    ("value", "half"),
    [
        (24.69, 0.005),
        (433_196, 0.5),
        (1_080_000, 5_000),
        (1_000_000, 500_000),
        (30, 5),
        (0.4, 0.05),
        (1.0, 0.5),
        (12.50, 0.05),
        (5.8e-07, 0.05e-07),
        (2.1e22, 0.05e22),
    ],
)
def test_printed_digits_place_a_figure_within_half_a_unit_of_the_last(value: float, half: float) -> None:
    amount = printed({"value": value, "unit": "1"})
    assert amount is not None
    assert amount.value == value
    assert (value - amount.low, amount.high - value) == pytest.approx((half, half))


@pytest.mark.parametrize(
    ("digits", "half"), [(1, 500_000), (2, 50_000), (3, 5_000), (4, 500), (7, 0.5), (9, 0.005)]
)
def test_significant_figures_say_which_zeros_count(digits: int, half: float) -> None:
    amount = printed({"value": 1_080_000, "unit": "1", "significant_figures": digits})
    assert amount is not None
    assert (amount.high - amount.low) / 2 == pytest.approx(half)


@pytest.mark.parametrize("more", [{}, {"significant_figures": 3}])
def test_zero_is_exact(more: dict[str, int]) -> None:
    assert printed({"value": 0, "unit": "1", **more}) == Amount(0, 0, 0)


def test_a_bound_is_anything_from_zero_to_it_and_has_no_value() -> None:
    figure = {"below": 1, "unit": "%"}
    assert printed(figure) == Amount(0.5, 0, 1)
    assert central(figure) is None
    assert stated(figure) is None
    assert not is_missing(figure)


def test_an_interval_without_a_value_is_read_at_its_middle() -> None:
    figure = {"low": 100, "high": 300, "unit": "kWh"}
    assert central(figure) == 200
    assert printed(figure) == stated(figure) == Amount(200, 100, 300)


def test_the_publishers_interval_stands_apart_from_the_rounding() -> None:
    figure = {"value": 20, "low": 10, "high": 40, "unit": "kWh"}
    assert stated(figure) == Amount(20, 10, 40)
    assert printed(figure) == Amount(20, 15, 25)


def test_a_value_without_an_interval_is_stated_as_a_point() -> None:
    assert stated({"value": 24.69, "unit": "t"}) == Amount(24.69, 24.69, 24.69)


@pytest.mark.parametrize(("ends", "amount"), [({"low": 3}, Amount(5, 3, 5)), ({"high": 9}, Amount(5, 5, 9))])
def test_one_end_alone_leaves_the_other_at_the_value(ends: dict[str, int], amount: Amount) -> None:
    assert stated({"value": 5, "unit": "1", **ends}) == amount


def test_an_interval_that_leaves_the_value_out_is_widened_to_it() -> None:
    assert stated({"value": 5, "low": 6, "high": 9, "unit": "1"}) == Amount(5, 5, 9)


@pytest.mark.parametrize("figure", [None, NOT_DISCLOSED])
def test_a_missing_figure_is_never_a_number(figure: dict[str, object] | None) -> None:
    assert is_missing(figure)
    assert (central(figure), printed(figure), stated(figure)) == (None, None, None)


@given(value=POSITIVE, digits=st.none() | st.integers(1, 17))
def test_the_printed_interval_holds_the_value_and_is_never_negative(value: float, digits: int | None) -> None:
    more = {"significant_figures": digits} if digits else {}
    amount = printed({"value": value, "unit": "1", **more})
    assert amount is not None
    assert 0 <= amount.low <= amount.value == value <= amount.high


@given(value=POSITIVE, fewer=st.integers(1, 8), more=st.integers(1, 8))
def test_more_significant_figures_never_widen_the_interval(value: float, fewer: int, more: int) -> None:
    wide = printed({"value": value, "unit": "1", "significant_figures": fewer})
    narrow = printed({"value": value, "unit": "1", "significant_figures": fewer + more})
    assert wide is not None
    assert narrow is not None
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@given(st.integers(1, 10**9), st.integers(0, 6))
def test_a_number_and_its_rounding_are_within_each_others_print(value: int, zeros: int) -> None:
    """Whatever rounds to the printed number lies in its interval."""
    unit = 10**zeros
    rounded = round(value / unit) * unit
    amount = printed({"value": rounded, "unit": "1"})
    assert amount is not None
    assert rounded == 0 or amount.low <= value <= amount.high


def test_a_figure_that_is_not_there_is_no_zero() -> None:
    assert printed({}) is None
    assert stated({}) is None
    assert central({}) is None
