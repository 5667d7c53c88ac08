"""Numbers of things read as people write them: one of a thing is singular, and the unit 1 is not written."""

import pytest

from fullcount.counted import among, counted, in_unit


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 lines"),
        (1, "1 line"),
        (1.0, "1 line"),
        (2, "2 lines"),
        (1500, "1,500 lines"),
        (1.5, "1.5 lines"),
    ],
)
def test_one_is_singular(number: float, text: str) -> None:
    assert counted(number, "line") == text


@pytest.mark.parametrize(
    ("number", "of", "text"), [(1, 1, "the only line"), (1, 8, "1 of 8 lines"), (8, 8, "8 of 8 lines")]
)
def test_one_of_one_is_the_only(number: int, of: int, text: str) -> None:
    assert among(number, of, "line") == text


@pytest.mark.parametrize(("unit", "text"), [("1", "1.2"), ("", "1.2"), ("kWh", "1.2 kWh")])
def test_the_unit_of_a_pure_number_is_not_written(unit: str, text: str) -> None:
    assert in_unit("1.2", unit) == text
