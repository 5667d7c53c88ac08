"""What is known of every impact of a disclosure: its draws, what is missing, and what makes it uncertain."""

import copy
from math import hypot, log
from typing import Any

import pytest

from fullcount.impacts import Key, recompute
from fullcount.impacts.uncertainty import Cut, Estimates, Statistics, estimate

from ..impacts.small import (
    ENERGY,
    GHG_LOCATION,
    GHG_MANUFACTURE,
    WATER_OFFSITE,
    WATER_ONSITE,
    changed,
    document,
    figure,
    line,
    node,
    not_disclosed,
    site,
)

LOCATION, MARKET = (Key("gwp", "", ghg_basis=basis) for basis in ("location", "market"))
WATER, ENERGY_TOTAL = Key("water", ""), Key("energy", "")
DRAWS = 4096


def statistics(found: Estimates, key: Key, axis: str = "", code: str = "") -> Statistics:
    row = found.get(Cut(key, axis, code))
    assert row is not None
    assert row.drawn is not None
    assert row.drawn.statistics is not None
    return row.drawn.statistics


def exactly(value: float, unit: str, **more: Any) -> dict[str, Any]:
    return figure(value, unit, low=value, high=value, **more)


def two_sites(one: dict[str, Any], other: dict[str, Any]) -> Any:
    """A measured megawatt-hour at each of two sites: only the carbon intensities are uncertain."""
    sites = [
        site(id=name, pue=figure(1, "1"), carbon_intensity_location_based=intensity)
        for name, intensity in (("s1", one), ("s2", other))
    ]
    energy = exactly(1000, "kWh", boundary="node")
    return document(
        line("a", facility="s1", energy=energy), line("b", facility="s2", energy={**energy}), facilities=sites
    )


def intensity(value: float = 40, **more: Any) -> dict[str, Any]:
    return figure(value, "gCO2e/kWh", low=value * 0.8, high=value / 0.8, **more)


def test_two_facilities_that_cite_one_factor_share_its_error() -> None:
    shared = estimate(two_sites(intensity(factor="grid"), intensity(factor="grid")))
    alone = statistics(shared, GHG_LOCATION)
    sigma = log(1 / 0.8) / 1.6448536
    assert alone.sd / alone.mean == pytest.approx(sigma, rel=0.02)
    assert alone.p95 == pytest.approx(80 / 0.8, rel=0.01)


@pytest.mark.parametrize("more", [{}, {"factor": "another"}])
def test_without_a_common_factor_their_errors_partly_cancel(more: dict[str, str]) -> None:
    found = statistics(estimate(two_sites(intensity(factor="grid"), intensity(**more))), GHG_LOCATION)
    sigma = log(1 / 0.8) / 1.6448536
    assert found.sd / found.mean == pytest.approx(sigma / 2**0.5, rel=0.03)


def test_one_factor_read_with_another_value_is_another_input() -> None:
    found = estimate(two_sites(intensity(factor="grid"), intensity(44, factor="grid")))
    assert sum(item.field == "carbon_intensity_location_based" for item in found.inputs) == 2


def test_a_line_cites_a_figure_of_its_equipment_as_often_as_it_likes() -> None:
    found = estimate(document(line("a"), line("b")))
    labels = [item.label for item in found.inputs]
    assert len(labels) == len(set(labels))
    hours = "error common to the accelerator hours of the lines on node"
    assert {"PUE of site", "power per accelerator of node", hours} <= set(labels)


@pytest.mark.parametrize("parts", [1, 10, 1000])
@pytest.mark.parametrize("stated", [{}, {"basis": "calculated", "power_basis": "tdp"}], ids=str)
def test_work_is_no_more_certain_for_being_told_in_more_lines(parts: int, stated: dict[str, str]) -> None:
    whole = estimate(document(line(energy=figure(700, "kWh", boundary="it", **stated))))
    energy = figure(700 / parts, "kWh", boundary="it", **stated)
    split = estimate(document(*(line(str(k), 1000 / parts, energy=energy) for k in range(parts))))
    for mine, theirs in zip(statistics(split, ENERGY_TOTAL), statistics(whole, ENERGY_TOTAL), strict=True):
        assert mine == pytest.approx(theirs, rel=1e-9)


def test_the_central_values_are_those_of_the_recomputation() -> None:
    whole = document(line("a"), line("b", 500, energy=figure(400, "kWh", boundary="facility")))
    found, expected = estimate(whole, draws=16), recompute(whole)
    for row in expected.rows:
        mine = found.get(Cut(row.key))
        assert mine is not None
        assert (mine.drawn is None) == (row.total is None)
        if row.total is not None and mine.drawn is not None:
            assert mine.drawn.central == pytest.approx(row.total.value, rel=1e-12)


def test_the_mean_of_a_total_is_the_sum_of_its_phases() -> None:
    found = estimate(document(line("a"), line("b", 300)))
    mean = {key: statistics(found, key).mean for key in (LOCATION, GHG_LOCATION, GHG_MANUFACTURE)}
    assert mean[LOCATION] == pytest.approx(mean[GHG_LOCATION] + mean[GHG_MANUFACTURE], rel=1e-9)
    water = [statistics(found, key).mean for key in (WATER, WATER_ONSITE, WATER_OFFSITE)]
    assert water[0] == pytest.approx(water[1] + water[2], rel=1e-9)


@pytest.mark.parametrize(
    ("axis", "codes"), [("stage", ("final", "ablate")), ("component", ("model", "codec"))]
)
def test_the_stages_and_the_components_add_up_to_the_total(axis: str, codes: tuple[str, str]) -> None:
    lines = line("a"), line("b", 300, **{axis: codes[1]}), line("c", 100)
    found = estimate(document(*lines))
    parts = [statistics(found, LOCATION, axis, code).mean for code in codes]
    assert statistics(found, LOCATION).mean == pytest.approx(sum(parts), rel=1e-9)
    assert parts[0] > parts[1] > 0


def test_the_parts_of_a_total_are_less_certain_than_the_total() -> None:
    energy = [figure(100, "kWh", boundary="facility", low=80, high=125) for _ in range(5)]
    lines = (line(str(k), energy=energy[k]) for k in range(4))
    found = estimate(document(*lines, line("x", energy=energy[4], stage="ablate")))
    whole, part = (statistics(found, ENERGY_TOTAL, *cut) for cut in [(), ("stage", "ablate")])
    assert part.sd / part.mean == pytest.approx(5**0.5 * whole.sd / whole.mean, rel=0.05)


def test_a_basis_without_an_intensity_has_no_total() -> None:
    found = estimate(document(line(), facilities=[site(carbon_intensity_market_based=not_disclosed())]))
    row = found.get(Cut(MARKET))
    assert row is not None
    assert row.drawn is None
    assert row.gaps == ("market-based carbon intensity of facility site",)
    assert found.get(Cut(MARKET, "stage", "final")).drawn is None  # type: ignore[union-attr]
    assert statistics(found, LOCATION).mean > statistics(found, GHG_MANUFACTURE).mean


def test_what_is_missing_is_named_beside_the_sum_of_the_rest() -> None:
    cold = site(id="cold", wue=not_disclosed())
    found = estimate(document(line("a"), line("b", facility="cold"), facilities=[site(), cold]))
    row = found.get(Cut(WATER_ONSITE))
    assert row is not None
    assert row.gaps == ("WUE of facility cold",)
    assert row.drawn is not None
    assert row.drawn.central == pytest.approx(1000 * 0.5)


def test_an_input_that_many_lines_lack_is_named_once() -> None:
    found = estimate(document(line("a"), line("b"), equipment=[node(power=None)]))
    row = found.get(Cut(ENERGY))
    assert row is not None
    assert row.drawn is None
    assert row.gaps == ("power of equipment node",)


def test_only_totals_have_shares_and_they_name_inputs_of_theirs() -> None:
    found = estimate(document(line("a"), line("b", stage="ablate")))
    for row in found.rows:
        assert bool(row.shares) == (row.cut.is_total and row.drawn is not None)
        assert sum(share.share for share in row.shares) == pytest.approx(1, abs=0.15) or not row.shares
    energy = found.get(Cut(ENERGY_TOTAL))
    assert energy is not None
    assert {share.input.field for share in energy.shares} == {"power", "pue", "accelerator_hours"}


def test_a_narrower_interval_narrows_the_impact_and_its_share() -> None:
    def power(width: float) -> Any:
        stated = figure(1000, "W", boundary="node", low=1000 / width, high=1000 * width)
        return estimate(document(line(), equipment=[node(power=stated)]))

    wide, narrow = power(1.5), power(1.05)
    assert statistics(wide, ENERGY).sd > 2 * statistics(narrow, ENERGY).sd
    first = [found.get(Cut(ENERGY_TOTAL)).shares[0].input.field for found in (wide, narrow)]  # type: ignore[union-attr]
    assert first == ["power", "accelerator_hours"]


def test_the_spread_of_a_product_is_that_of_its_factors() -> None:
    found = statistics(
        estimate(
            document(
                line(energy=figure(100, "kWh", boundary="it", low=80, high=125)),
                facilities=[site(pue=exactly(1.25, "1"), wue=figure(0.5, "L/kWh", low=0.25, high=1.0))],
            ),
            draws=16 * DRAWS,
        ),
        WATER_ONSITE,
    )
    sigma = hypot(log(1.25), log(2)) / 1.6448536
    assert log(found.p95 / found.median) == pytest.approx(1.6448536 * sigma, rel=0.02)
    assert log(found.median / found.p05) == pytest.approx(1.6448536 * sigma, rel=0.02)


def test_a_factor_of_zero_is_a_factor() -> None:
    lines = (line(str(k), energy=figure(100, "kWh", boundary="node")) for k in range(2))
    solar = site(carbon_intensity_market_based=figure(0, "gCO2e/kWh"))
    found = estimate(document(*lines, facilities=[solar]))
    assert statistics(found, Key("gwp", "use", ghg_basis="market")) == (0, 0, 0, 0, 0)
    assert statistics(found, MARKET).mean == pytest.approx(statistics(found, GHG_MANUFACTURE).mean)


@pytest.mark.parametrize("field", ["lifetime", "utilisation"])
def test_a_divisor_that_may_be_zero_gives_numbers_all_the_same(field: str) -> None:
    stated = {"lifetime": figure(5, "years", low=0, high=7), "utilisation": figure(0.8, "1", low=0, high=0.9)}
    found = estimate(document(line(), equipment=[node(**{field: stated[field]})]))
    assert statistics(found, GHG_MANUFACTURE).p95 < 20 * statistics(found, GHG_MANUFACTURE).median


def test_the_document_is_left_as_it_is() -> None:
    whole = document(line("a", energy=figure(5, "kWh", boundary="node")), line("b"))
    before = copy.deepcopy(whole)
    estimate(whole, draws=16)
    assert whole == before


def test_the_same_seed_gives_the_same_estimates_and_another_does_not() -> None:
    whole = document(line("a"), line("b"))
    assert estimate(whole, draws=100, seed=4) == estimate(whole, draws=100, seed=4)
    assert estimate(whole, draws=100, seed=4) != estimate(whole, draws=100, seed=5)
    assert (estimate(whole, draws=100, seed=4).draws, estimate(whole, draws=100, seed=4).seed) == (100, 4)


def test_the_order_of_lines_and_facilities_does_not_matter() -> None:
    sites = [site(id=f"s{k}", pue=figure(1.1 + 0.2 * k, "1")) for k in range(3)]
    lines = [line(str(k), 100.0 * (k + 1), facility=f"s{k % 3}") for k in range(9)]
    one = estimate(document(*lines, facilities=sites), draws=4 * DRAWS)
    other = estimate(document(*lines[::-1], facilities=sites[::-1]), draws=4 * DRAWS)
    assert [row.cut for row in one.rows] == [row.cut for row in other.rows]
    for mine, theirs in zip(one.rows, other.rows, strict=True):
        assert sorted(mine.gaps) == sorted(theirs.gaps)
        if mine.drawn and theirs.drawn:
            assert mine.drawn.central == pytest.approx(theirs.drawn.central, rel=1e-12)
            assert mine.drawn.statistics.mean == pytest.approx(theirs.drawn.statistics.mean, rel=2e-3)
            assert mine.drawn.statistics.sd == pytest.approx(theirs.drawn.statistics.sd, rel=0.05)
            assert mine.drawn.statistics.p95 == pytest.approx(theirs.drawn.statistics.p95, rel=0.02)


def test_a_disclosure_without_lines_has_no_impacts() -> None:
    assert estimate(document(), draws=16).rows == ()


def test_lines_without_facility_and_equipment_have_gaps_only() -> None:
    bare = changed(line(), {"facility": None, "equipment": None})
    found = estimate(document(bare, facilities=[], equipment=[]), draws=16)
    assert found.rows
    assert all(row.drawn is None and row.gaps for row in found.rows)
