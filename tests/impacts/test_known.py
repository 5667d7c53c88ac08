"""Sums as plain numbers are those of the formulas, and only where no line lacks an input. All figures are invented."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure.figures import central
from fullcount.impacts.footprint import line_impacts
from fullcount.impacts.known import Known
from fullcount.impacts.line import Missing, lines_of
from fullcount.impacts.merged import merged

from .small import ENERGY, GHG_LOCATION, GHG_MANUFACTURE, document, figure, line, node, not_disclosed, site

BOUNDARIES = ("accelerator", "node", "it", "facility", None)
AMOUNT = st.floats(0, 1e6)
RATIO = st.sampled_from([None, 0, 1, 1.25, 2])


def figures(unit: str, amounts: st.SearchStrategy[Any] = AMOUNT) -> st.SearchStrategy[Any]:
    """A figure with a value or a range, a bound, one that is not disclosed, or none at all."""
    return st.one_of(
        amounts.filter(lambda amount: amount is not None).map(lambda amount: figure(amount, unit)),
        st.just({"low": 2.0, "high": 3.0, "unit": unit}),
        st.just({"below": 4.0, "unit": unit}),
        st.just(not_disclosed()),
        st.none(),
    )


ENERGIES = st.tuples(figures("kWh"), st.sampled_from(BOUNDARIES)).map(
    lambda pair: pair[0] and {**pair[0], **({"boundary": pair[1]} if pair[1] else {})}
)
HOURS = figures("accelerator-h")
LINES = st.lists(
    st.one_of(
        st.builds(
            lambda hours, energy, place, machine: line(
                accelerator_hours=hours, energy=energy, facility=place, equipment=machine
            ),
            HOURS,
            ENERGIES,
            st.sampled_from(["one", "two"]),
            st.sampled_from(["old", "new"]),
        ),
        st.builds(lambda hours: line(accelerator_hours=None, idle_hours=hours), HOURS),
        st.builds(lambda hours: line(accelerator_hours=None, core_hours=hours), HOURS),
    ),
    min_size=1,
    max_size=6,
)
USE_FACTORS = st.sampled_from(
    [
        None,
        [{"category": "pe", "amount": figure(9, "MJ/kWh")}],
        [{"category": "energy", "amount": figure(2, "1")}],
    ]
)
SITES = st.builds(
    lambda pue, wue, grid, more: site(
        pue=pue, wue=wue, carbon_intensity_location_based=grid, use_factors=more
    ),
    figures("1", RATIO),
    figures("L/kWh"),
    figures("gCO2e/kWh"),
    USE_FACTORS,
)
NODES = st.builds(
    lambda host, power, lifetime, made: node(
        host_overhead=host,
        power=power,
        lifetime=lifetime,
        manufacture=[{"category": "gwp", "per": per, "amount": amount} for per, amount in made],
    ),
    figures("1", RATIO),
    ENERGIES.map(lambda found: found and {**found, **({"unit": "W"} if "unit" in found else {})}),
    figures("years", RATIO),
    st.lists(
        st.tuples(
            st.sampled_from(["node", "accelerator", "cluster"]),
            figures("kgCO2e").filter(lambda x: x is not None),
        ),
        max_size=2,
    ),
)


@given(LINES, SITES, SITES, NODES, NODES)
def test_a_known_sum_is_that_of_the_formulas_and_no_line_lacks_an_input(
    lines: Any, one: Any, two: Any, old: Any, new: Any
) -> None:
    places = [{**one, "id": "one"}, {**two, "id": "two"}]
    machines = [{**old, "id": "old"}, {**new, "id": "new"}]
    found = lines_of(document(*lines, facilities=places, equipment=machines))
    each = [dict(line_impacts(item, central)) for item in found]
    for key, known in Known().sums(merged(found)).items():
        parts = [impacts[key] for impacts in each]
        assert not any(isinstance(part, Missing) for part in parts)
        assert known == pytest.approx(sum(parts), rel=1e-12, abs=1e-300)  # type: ignore[arg-type]


def test_every_impact_of_complete_lines_is_known() -> None:
    metered = line("b", energy=figure(500, "kWh", boundary="facility"))
    found = Known().sums(lines_of(document(line(), metered)))
    assert (found[ENERGY], found[GHG_LOCATION]) == (1250 + 500, (1250 + 500) * 0.04)
    assert found[GHG_MANUFACTURE] == pytest.approx(2 * 4000 / 8 * 1000 / 35040)


def test_of_no_lines_nothing_is_known() -> None:
    assert Known().sums(()) == {}
