"""The vectorised normal quantile against that of the standard library."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.impacts.uncertainty.normal import normal_quantile

TINY = float(np.finfo(np.float64).tiny)
NORMAL = NormalDist()


@given(probability=st.floats(TINY, 1.0, exclude_max=True))
def test_any_probability(probability: float) -> None:
    found = float(normal_quantile(np.array([probability]))[0])
    assert found == pytest.approx(NORMAL.inv_cdf(probability), rel=1e-12, abs=1e-15)


def test_the_tails_and_where_one_approximation_gives_way_to_the_next() -> None:
    far = np.exp(-25.0)  # beyond it the logarithm has a square root over 5
    edges = [0.075, 0.925, far, np.nextafter(far, 0), np.nextafter(far, 1), TINY, 1e-300, 1 - 2**-53]
    probabilities = np.array([*edges, *np.logspace(-307, -0.31, 500)])
    expected = [NORMAL.inv_cdf(float(p)) for p in probabilities]
    assert normal_quantile(probabilities) == pytest.approx(expected, rel=1e-12)


def test_the_quantiles_ascend_and_mirror_at_a_half() -> None:
    found = normal_quantile((np.arange(4096) + 0.5) / 4096)
    assert (np.diff(found) > 0).all()
    assert found == pytest.approx(-found[::-1], rel=1e-12)
    assert normal_quantile(np.array([0.5]))[0] == 0.0
