"""The formulas of the standard over expressions say the same as over floats."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.disclosure.figures import Figure
from fullcount.impacts import Missing, lines_of
from fullcount.impacts.footprint import line_impacts
from fullcount.impacts.uncertainty.expression import Expression, combined
from fullcount.impacts.uncertainty.inputs import Inputs

from ..impacts.small import changed, document, figure, line, node, not_disclosed, site
from .models import I, at

ratios = st.none() | st.just(not_disclosed()) | st.floats(1.01, 3.0).map(lambda x: figure(x, "1"))
boundaries = st.sampled_from(["accelerator", "node", "it", "facility"])
bases = st.sampled_from(["measured", "estimated", "default"])
energies = st.builds(
    lambda kwh, boundary, basis: figure(kwh, "kWh", boundary=boundary, basis=basis),
    st.floats(1, 1e6),
    boundaries,
    bases,
)
powers = st.builds(lambda w, boundary: figure(w, "W", boundary=boundary), st.floats(10, 2000), boundaries)
lives = st.none() | st.floats(1, 20).map(lambda years: figure(years, "years"))
used = st.none() | st.floats(0.1, 1).map(lambda share: figure(share, "1"))
entries = st.builds(
    lambda category, per, amount, lifetime, utilisation: changed(
        {"category": category, "per": per},
        {
            "amount": figure(amount, {"gwp": "kgCO2e", "adpe": "kgSbe"}[category]),
            "lifetime": lifetime,
            "utilisation": utilisation,
        },
    ),
    st.sampled_from(["gwp", "adpe"]),
    st.sampled_from(["node", "accelerator", "cluster"]),
    st.floats(0.001, 5000),
    lives,
    used,
)
hours = st.floats(1, 1e6).map(lambda h: {"accelerator_hours": figure(h, "accelerator-h")})
core_hours = st.floats(1, 1e6).map(
    lambda h: {"accelerator_hours": None, "core_hours": figure(h, "core-h"), "equipment": "cores"}
)
idle_hours = st.floats(1, 1e6).map(
    lambda h: {"accelerator_hours": None, "idle_hours": figure(h, "accelerator-h")}
)


@st.composite
def documents(draw: st.DrawFn) -> Any:
    place = site(pue=draw(ratios), overhead_ratio=draw(ratios))
    place["use_factors"] = [{"category": "pe", "amount": figure(draw(st.floats(1, 12)), "MJ/kWh")}]
    nodes = node(
        power=draw(st.none() | powers),
        idle_power=draw(st.none() | powers),
        rated_power=figure(700, "W"),
        load=draw(used),
        it_overhead=draw(ratios),
        nodes=draw(st.none() | st.just(4)),
        host_overhead=draw(ratios),
        manufacture=draw(st.lists(entries, max_size=4)),
    )
    cores = changed(nodes, {"id": "cores", "accelerators_per_node": None, "cores_per_node": 64})
    lines = [
        line(str(k), **draw(hours | core_hours | idle_hours), energy=draw(st.none() | energies))
        for k in range(draw(st.integers(1, 4)))
    ]
    return document(*lines, facilities=[place], equipment=[nodes, cores])


def impacts(found: Any, read: Any) -> list[Any]:
    return [pair for item in lines_of(found) for pair in line_impacts(item, read)]


@settings(max_examples=150)
@given(found=documents(), seed=st.integers(0, 1000))
def test_an_impact_at_any_values_of_the_inputs_is_what_the_formulas_say(found: Any, seed: int) -> None:
    inputs = Inputs(found)
    expressions = impacts(found, inputs.read)
    rng = random.Random(seed)
    values = [rng.uniform(0.1, 10.0) for _ in inputs.found]

    def read(figure: Figure | None) -> float | None:
        expression = inputs.read(figure)
        return None if expression is None else at(expression, values)

    for (key, expression), (other, value) in zip(expressions, impacts(found, read), strict=True):
        assert key == other
        if isinstance(value, Missing):
            assert expression == value
        else:
            assert at(expression, values) == pytest.approx(value, rel=1e-9)


def test_energy_at_the_facility_is_divided_by_the_pue_and_multiplied_again_without_a_trace() -> None:
    energy = figure(100, "kWh", boundary="facility")
    found = document(line(energy=energy))
    inputs = Inputs(found)
    by_key = dict(impacts(found, inputs.read))
    names = [item.field for item in inputs.found]
    located = next(e for key, e in by_key.items() if str(key) == "gwp use location-based")
    onsite = next(e for key, e in by_key.items() if str(key) == "water use on-site")
    pue = names.index("pue")
    assert [monomial.count(pue) + monomial.count(~pue) for monomial in located.terms] == [0]
    assert [monomial.count(~pue) for monomial in onsite.terms] == [1]


def test_what_multiplies_and_divides_cancels() -> None:
    assert (I(0) * I(1) / I(0)).terms == {(1,): 1.0}
    assert (2.0 * (I(0) / (I(0) * I(1)))).terms == {(~1,): 2.0}
    assert (I(0) / I(0)).terms == {(): 1.0}


def test_only_one_of_two_equal_factors_cancels() -> None:
    assert (I(0) * I(0) / I(0)).terms == {(0,): 1.0}
    assert (1.0 / (I(0) * I(0)) * I(0)).terms == {(~0,): 1.0}


def test_sums_keep_one_term_for_each_product() -> None:
    assert (I(0) * I(1) + 3.0 * (I(1) * I(0)) + 1.0 + 2.0).terms == {(0, 1): 4.0, (): 3.0}


def test_terms_that_come_to_nothing_are_dropped() -> None:
    assert combined([(I(0) + I(1), 1.0), (I(0), -1.0)]).terms == {(1,): 1.0}
    assert (I(0) * Expression.constant(0.0)).terms == {}


def test_operators_leave_their_operands_alone() -> None:
    one, other = I(0) + 1.0, I(1) * 2.0
    before = dict(one.terms), dict(other.terms)
    _ = one + other, one * other, one / other, 3.0 / other, combined([(one, 2.0), (other, 3.0)])
    assert (one.terms, other.terms) == before


def test_division_by_a_sum_is_refused() -> None:
    with pytest.raises(ArithmeticError, match="divided by a sum"):
        _ = I(0) / (I(1) + I(2))
    with pytest.raises(ArithmeticError, match="divided by a sum"):
        _ = 1.0 / (I(1) + 1.0)


def test_division_by_nothing_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        _ = I(0) / 0.0
