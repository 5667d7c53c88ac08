"""Defaults that rest on the factor packages follow from them."""

from math import exp, log
from statistics import NormalDist

import pytest

from fullcount.factors import country_of, default_library
from fullcount.impacts.uncertainty.spread import default_for

SEVERAL_GRIDS = {"USA", "CAN", "AUS", "BRA", "IND", "JPN"}


def test_the_default_of_a_carbon_intensity_is_how_far_two_published_averages_are_apart() -> None:
    library = default_library()
    apart = [
        abs(log(ours.value / theirs.value))
        for ours in library.scan("grid-carbon-intensity")
        if ours.scope == "consumption" and ours.value
        if (country := country_of(ours.region)) not in SEVERAL_GRIDS
        if (theirs := library.get(f"ember/lifecycle-generation/{country}/{ours.year}"))
    ]
    default, normal = default_for("carbon_intensity_location_based"), NormalDist()
    middle = sorted(apart)[len(apart) // 2]
    of_one = middle / normal.inv_cdf(0.75) / 2**0.5
    assert f"the {len(apart)} pairs" in default.source
    assert f"median ratio {exp(middle):.2f}" in default.source
    assert default.times_above == pytest.approx(exp(normal.inv_cdf(0.95) * of_one), abs=0.005)
