"""Amounts are added, multiplied and divided like floats, their ends with them."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure.figures import Amount

NUMBERS = st.floats(1e-9, 1e9)
OPERATIONS = [
    pytest.param(lambda a, b: a + b, id="sum"),
    pytest.param(lambda a, b: a * b, id="product"),
    pytest.param(lambda a, b: a / b, id="ratio"),
]


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Amount(value, low, high)


def point(value: float) -> Amount:
    return Amount(value, value, value)


def inside(draw: st.DataObject, amount: Amount) -> float:
    return draw.draw(st.floats(amount.low, amount.high))


@pytest.mark.parametrize("operation", OPERATIONS)
@given(one=amounts(), other=amounts())
def test_the_value_is_that_of_floats_and_lies_within_the_ends(operation, one: Amount, other: Amount) -> None:
    found = operation(one, other)
    assert isinstance(found, Amount)
    assert found.value == operation(one.value, other.value)
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize("operation", OPERATIONS)
@given(one=amounts(), other=amounts(), draw=st.data())
def test_what_lies_in_the_operands_lies_in_the_result(
    operation, one: Amount, other: Amount, draw: st.DataObject
) -> None:
    found = operation(one, other)
    assert found.low <= operation(inside(draw, one), inside(draw, other)) <= found.high


@pytest.mark.parametrize("operation", OPERATIONS)
@given(one=amounts(), other=amounts(), by=st.floats(1, 10))
def test_a_wider_operand_never_narrows_the_result(operation, one: Amount, other: Amount, by: float) -> None:
    wider = Amount(one.value, one.low / by, one.high * by)
    narrow, wide = operation(one, other), operation(wider, other)
    assert wide.low <= narrow.low <= narrow.high <= wide.high
    narrow, wide = operation(other, one), operation(other, wider)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@pytest.mark.parametrize("operation", OPERATIONS)
@given(one=amounts(), number=NUMBERS)
def test_a_plain_number_is_an_amount_without_width(operation, one: Amount, number: float) -> None:
    assert operation(one, number) == operation(one, point(number))
    assert operation(number, one) == operation(point(number), one)


@given(one=amounts(), other=amounts())
def test_the_order_of_terms_and_of_factors_does_not_matter(one: Amount, other: Amount) -> None:
    assert one + other == other + one
    assert one * other == other * one


@given(st.lists(amounts(), min_size=1, max_size=5))
def test_python_sums_amounts(terms: list[Amount]) -> None:
    found = sum(terms, start=point(0))
    assert found == sum(terms)
    assert found.value == pytest.approx(sum(term.value for term in terms), rel=1e-12)


def test_a_divisor_that_may_be_zero_leaves_the_upper_end_open() -> None:
    assert point(6) / Amount(2, 0, 3) == Amount(3, 2, inf)
    assert (point(1) / 0).value == inf


@given(one=amounts(), other=amounts())
def test_intervals_meet_when_they_share_a_point(one: Amount, other: Amount) -> None:
    assert one.meets(other) is other.meets(one)
    assert one.meets(other) is (max(one.low, other.low) <= min(one.high, other.high))
    assert one.meets(one)
