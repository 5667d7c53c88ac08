"""A stated interval is met as often as it says; without one the defaults of field and basis combine."""

from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure.figures import Figure
from fullcount.impacts.uncertainty.hypercube import Columns
from fullcount.impacts.uncertainty.spread import Spread, default_for, ends, spread_of

from ..impacts.small import figure

Z90, Z95 = NormalDist().inv_cdf(0.95), NormalDist().inv_cdf(0.975)


def known(stated: Figure, field: str = "energy", code: str = "") -> Spread:
    found = spread_of(stated, field, code)
    assert found is not None
    return found


def quantiles(spread: Spread, *probabilities: float) -> list[float]:
    z = np.array([NormalDist().inv_cdf(p) for p in probabilities])
    return [float(value) for value in Columns([spread]).values(z)[0]]


shares = st.floats(0.01, 0.99)


@given(value=st.floats(1e-9, 1e9), down=shares, up=shares, interval=st.sampled_from([50.0, 90.0, 95.0, 99.0]))
def test_the_ends_of_an_interval_and_its_value_are_percentiles(
    value: float, down: float, up: float, interval: float
) -> None:
    low, high = value * down, value / up
    spread = known(figure(value, "kWh", low=low, high=high, interval=interval))
    outside = (100 - interval) / 200
    found = quantiles(spread, outside, 0.5, 1 - outside)
    assert found == pytest.approx([low, value, high], rel=1e-9)


def test_an_interval_is_of_90_per_cent_unless_it_says_otherwise() -> None:
    spread = known(figure(100, "kWh", low=60, high=300))
    assert quantiles(spread, 0.05, 0.5, 0.95) == pytest.approx([60, 100, 300])
    assert ends(spread) == pytest.approx((60, 300))


def test_the_middle_stands_for_a_value_that_is_not_stated() -> None:
    spread = known({"unit": "kWh", "low": 50, "high": 150})
    assert quantiles(spread, 0.05, 0.5, 0.95) == pytest.approx([50, 100, 150])


def test_draws_meet_the_interval_too() -> None:
    spread = known(figure(100, "kWh", low=80, high=400))
    draws = Columns([spread]).values(np.sort(np.random.default_rng(0).standard_normal(50_000)))[0]
    assert np.mean(draws < 80) == pytest.approx(0.05, abs=0.005)
    assert np.mean(draws > 400) == pytest.approx(0.05, abs=0.005)


def test_an_interval_down_to_zero_is_linear_below_and_stops_there() -> None:
    spread = known(figure(100, "L/kWh", low=0, high=200), "water_intensity")
    found = quantiles(spread, 0.0001, 0.049, 0.05, 0.5, 0.95)
    assert found == pytest.approx([0, 0, 0, 100, 200], abs=1e-9)
    assert quantiles(spread, 0.2)[0] == pytest.approx(100 - 100 / Z90 * NormalDist().inv_cdf(0.8))


@pytest.mark.parametrize("field", ["lifetime", "utilisation", "pue", "overhead_ratio", "it_overhead"])
def test_a_figure_to_divide_by_is_never_zero(field: str) -> None:
    spread = known(figure(0.9, "1", low=0, high=0.95), field)
    found = quantiles(spread, 1e-9, 0.05, 0.5, 0.95)
    assert found[0] > 0
    assert found[1:] == pytest.approx([0.9 / default_for(field).times_below, 0.9, 0.95])


def test_a_value_at_one_end_of_its_interval() -> None:
    at_low = known(figure(100, "kWh", low=100, high=200))
    assert quantiles(at_low, 0.01, 0.05, 0.5, 0.95) == pytest.approx([100, 100, 100, 200])
    at_high = known(figure(100, "kWh", low=50, high=100))
    assert quantiles(at_high, 0.05, 0.5, 0.95, 0.99) == pytest.approx([50, 100, 100, 100])


def test_a_value_at_the_least_that_is_possible() -> None:
    spread = known(figure(1.0, "1", low=1.0, high=1.2), "pue")
    assert not spread.is_certain
    assert quantiles(spread, 0.05, 0.5, 0.95) == pytest.approx([1, 1, 1.2])
    zero = known(figure(0, "L/kWh", low=0, high=2), "wue")
    assert quantiles(zero, 0.05, 0.5, 0.95) == pytest.approx([0, 0, 2])
    assert ends(zero) == pytest.approx((0, 2))


def test_only_one_end_is_stated() -> None:
    high = known(figure(100, "kWh", high=200))
    assert quantiles(high, 0.05, 0.5, 0.95) == pytest.approx([100, 100, 200])
    low = known(figure(100, "kWh", low=80))
    assert quantiles(low, 0.05, 0.5, 0.95) == pytest.approx([80, 100, 100])


def test_an_interval_without_width_is_certain() -> None:
    assert known(figure(100, "kWh", low=100, high=100)).is_certain
    assert not known(figure(100, "kWh", low=100, high=101)).is_certain


@given(value=st.floats(1.0, 3.0), down=st.floats(0, 1), up=st.floats(1, 5), z=st.floats(-30, 30))
def test_a_pue_is_never_below_one(value: float, down: float, up: float, z: float) -> None:
    for stated in (figure(value, "1"), figure(value, "1", low=1 + (value - 1) * down, high=value * up)):
        found = Columns([known(stated, "pue")]).values(np.array([z]))
        assert found[0, 0] >= 1.0


@given(value=st.floats(0.01, 1.0), up=st.floats(1, 3), z=st.floats(-30, 30))
def test_a_utilisation_is_never_above_one(value: float, up: float, z: float) -> None:
    for stated in (figure(value, "1"), figure(value, "1", high=min(value * up, 1.0))):
        found = Columns([known(stated, "utilisation")]).values(np.array([z]))
        assert 0.0 < found[0, 0] <= 1.0


def test_other_figures_may_be_above_one() -> None:
    assert quantiles(known(figure(1, "kWh")), 0.95)[0] > 1.0


def test_the_defaults_of_field_and_basis_combine_as_independent_errors_do() -> None:
    spread = known(figure(100, "kWh", basis="estimated"), "energy", "measured-device")
    sigma = sqrt((log(1.1) / Z90) ** 2 + (log(1.2) / Z95) ** 2)
    assert quantiles(spread, 0.05, 0.5, 0.95) == pytest.approx(
        [100 * exp(-Z90 * sigma), 100, 100 * exp(Z90 * sigma)]
    )


def test_the_default_of_one_side_differs_from_that_of_the_other() -> None:
    low, high = ends(known(figure(700, "W", basis="measured"), "rated_power"))
    assert (low, high) == pytest.approx((700 / 1.85, 700))


def test_a_measured_count_of_hours_is_certain_and_an_estimated_one_is_not() -> None:
    assert known(figure(10, "accelerator-h", basis="measured"), "accelerator_hours").is_certain
    assert not known(figure(10, "accelerator-h", basis="estimated"), "accelerator_hours").is_certain


def test_no_stated_basis_counts_as_declared() -> None:
    bare, declared = figure(10, "core-h"), figure(10, "core-h", basis="declared")
    assert known(bare, "core_hours") == known(declared, "core_hours")


def test_a_better_basis_is_never_less_certain() -> None:
    bases = ["measured", "calculated", "declared", "estimated"]
    widths = [known(figure(1, "kWh", basis=basis)).sigma_above for basis in bases]
    assert widths == sorted(set(widths))


def test_the_default_of_a_pue_is_of_its_excess_over_one() -> None:
    low, high = ends(known(figure(1.5, "1", basis="measured"), "pue"))
    assert (low, high) == pytest.approx((1 + 0.5 / 1.07, 1 + 0.5 * 1.07))


def test_an_interval_beyond_what_a_float_holds_still_has_ends() -> None:
    low, high = ends(known(figure(1e-8, "W", high=1e290, interval=50), "power"))
    assert low == pytest.approx(1e-8)
    assert high >= 1e290


def test_an_interval_that_is_stated_below_one_is_taken_at_its_word() -> None:
    spread = known(figure(1.1, "1", low=0.95, high=1.3), "pue")
    assert quantiles(spread, 0.05, 0.5, 0.95) == pytest.approx([0.95, 1.1, 1.3])


def test_zero_without_an_interval_is_certain() -> None:
    assert known(figure(0, "gCO2e/kWh"), "carbon_intensity_market_based").is_certain


def test_a_bound_has_no_spread() -> None:
    assert spread_of({"unit": "kWh", "below": 5}, "energy") is None
