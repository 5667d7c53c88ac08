"""Defaults that rest on the factor packages follow from them."""

from math import exp, log
from statistics import median

import pytest

from fullcount.factors import country_of, default_library
from fullcount.impacts.uncertainty.spread import default_for


def test_the_default_of_a_carbon_intensity_is_how_far_two_published_averages_are_apart() -> None:
    library = default_library()
    pairs = [
        abs(log(ours.value / theirs.value))
        for ours in library.scan("grid-carbon-intensity")
        if ours.scope == "consumption" and ours.value
        if (theirs := library.get(f"ember/lifecycle-generation/{country_of(ours.region)}/{ours.year}"))
    ]
    default = default_for("carbon_intensity_location_based")
    assert f"the {len(pairs)} pairs" in default.source
    assert default.times_above == pytest.approx(exp(median(pairs)), abs=0.005)
