"""Which printed figures are exact, and which are rounded."""

import pytest

from fullcount.disclosure.figures import Amount
from fullcount.rules.as_used import as_used


@pytest.mark.parametrize(
    "figure",
    [
        {"value": 400, "unit": "W"},
        {"value": 400, "unit": "W", "power_basis": "tdp"},
        {"value": 1, "unit": "1"},
        {"value": 1.0, "unit": "1", "basis": "declared"},
        {"value": 6, "unit": "years"},
    ],
)
def test_a_rating_a_lifetime_and_a_ratio_of_one_are_exact(figure: dict) -> None:
    value = float(figure["value"])
    assert as_used(figure) == Amount(value, value, value)


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        ({"value": 1.2, "unit": "1"}, 1.15, 1.25),
        ({"value": 0.85, "unit": "1"}, 0.845, 0.855),
        ({"value": 400, "unit": "W", "boundary": "node"}, 350, 450),
        ({"value": 400, "unit": "W", "power_basis": "measured-device"}, 350, 450),
        ({"value": 1, "unit": "kWh"}, 0.5, 1.5),
        ({"low": 4, "high": 6, "unit": "years"}, 4, 6),
    ],
)
def test_every_other_figure_is_rounded(figure: dict, low: float, high: float) -> None:
    amount = as_used(figure)
    assert amount is not None
    assert (amount.low, amount.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("figure", [None, {"not_disclosed": {"reason": "not-measured"}}])
def test_a_missing_figure_stays_missing(figure: dict | None) -> None:
    assert as_used(figure) is None
