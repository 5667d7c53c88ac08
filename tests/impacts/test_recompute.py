"""A document is recomputed line by line; what is missing is named and never counted as nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure.figures import Amount, central, printed, stated
from fullcount.impacts import Key, Missing, lines_of, recompute
from fullcount.impacts.footprint import line_impacts

from .small import (
    ENERGY,
    GHG_LOCATION,
    GHG_MANUFACTURE,
    GHG_MARKET,
    WATER_OFFSITE,
    WATER_ONSITE,
    document,
    figure,
    footprint,
    line,
    node,
    not_disclosed,
    site,
    total,
)

Item = dict[str, Any]


def point(value: float) -> Any:
    return pytest.approx((value, value, value))


def because(key: Key, *lines: Item, **sections: Any) -> tuple[str, ...]:
    """What is missing for the impact, which has no total."""
    row = footprint(*(lines or (line(),)), **sections).get(key)
    assert row is not None
    assert row.total is None
    assert not row.complete
    return row.because


def test_one_line_goes_through_every_formula() -> None:
    found = footprint(line(hours=1000))
    assert total(found, ENERGY) == point(1250)
    assert total(found, GHG_LOCATION) == point(50)
    assert total(found, GHG_MARKET) == point(12.5)
    assert total(found, GHG_MANUFACTURE) == point(4000 / 8 * 1000 / 35_040)


def test_water_on_site_is_of_it_energy_and_off_site_of_facility_energy() -> None:
    found = footprint(line(hours=1000))
    assert total(found, WATER_ONSITE) == point(0.5 * 1000)
    assert total(found, WATER_OFFSITE) == point(3 * 1250)


def test_totals_are_sums_of_the_lines_in_any_order() -> None:
    lines = [line("a", 1000), line("b", 10), line("c", 0.5)]
    forth, back = footprint(*lines), footprint(*reversed(lines))
    for row in forth.rows:
        other = back.get(row.key)
        assert other is not None
        assert other.total == (None if row.total is None else pytest.approx(row.total))
        assert row.total is None or row.total.value == pytest.approx(
            sum(x.value for x in row.by_line.values())
        )


def test_a_line_that_lacks_something_is_named_beside_the_total_of_the_rest() -> None:
    row = footprint(line("a", 1000), line("b", accelerator_hours=not_disclosed())).get(ENERGY)
    assert row is not None
    assert row.total == point(1250)
    assert set(row.by_line) == {"a"}
    assert row.because == ("hours of line b",)


@pytest.mark.parametrize(
    ("key", "field", "words"),
    [
        (ENERGY, "pue", "PUE of facility site"),
        (GHG_LOCATION, "carbon_intensity_location_based", "location-based carbon intensity of facility site"),
        (GHG_MARKET, "carbon_intensity_market_based", "market-based carbon intensity of facility site"),
        (WATER_ONSITE, "wue", "WUE of facility site"),
        (WATER_OFFSITE, "water_intensity", "water intensity of electricity of facility site"),
    ],
)
@pytest.mark.parametrize(
    "absent", [None, not_disclosed(), {"below": 2, "unit": "1"}], ids=["left out", "said", "bound"]
)
def test_a_missing_factor_of_the_site_is_named(key: Key, field: str, words: str, absent: Item | None) -> None:
    assert because(key, facilities=[site(**{field: absent})]) == (words,)


UNKNOWN_AMOUNT = {"category": "gwp", "per": "accelerator", "amount": not_disclosed()}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"lifetime": None}, ["lifetime of"]),
        ({"utilisation": not_disclosed()}, ["utilisation of"]),
        ({"utilisation": figure(0, "1"), "lifetime": None}, ["lifetime of", "utilisation of"]),
        ({"accelerators_per_node": None}, ["of making"]),
        ({"manufacture": None}, ["of making"]),
        ({"manufacture": [UNKNOWN_AMOUNT]}, ["of making"]),
    ],
)
def test_a_missing_input_of_manufacture_is_named(changes: Item, named: list[str]) -> None:
    found = because(GHG_MANUFACTURE, equipment=[node(**changes)])
    assert len(found) == len(named)
    assert all(f"{part} equipment node" in words for words, part in zip(found, named, strict=True))


def test_everything_that_is_missing_is_named_at_once() -> None:
    found = because(GHG_LOCATION, line(accelerator_hours=None), facilities=[], equipment=[])
    assert found == (
        "hours of line a",
        "power of the equipment of line a",
        "PUE of the facility of line a",
        "location-based carbon intensity of the facility of line a",
    )


def test_zero_hours_are_a_number_and_not_disclosed_hours_are_none() -> None:
    assert total(footprint(line(hours=0)), ENERGY) == point(0)
    assert because(ENERGY, line(accelerator_hours=not_disclosed())) == ("hours of line a",)


def test_without_lines_there_is_nothing_not_even_zero() -> None:
    assert footprint().rows == ()
    assert footprint().get(ENERGY) is None


class TestEnergy:
    """From what is measured, else from hours and power, to the IT and then to the facility boundary."""

    def test_a_measured_energy_goes_before_hours_times_power(self) -> None:
        measured = line(energy=figure(800, "kWh", boundary="it"))
        assert total(footprint(measured), ENERGY) == point(1000)

    def test_an_energy_that_is_not_disclosed_gives_way_to_hours_times_power(self) -> None:
        assert total(footprint(line(energy=not_disclosed())), ENERGY) == point(1250)

    @pytest.mark.parametrize(("boundary", "facility_kwh"), [("node", 1250), ("it", 1250), ("facility", 1000)])
    def test_the_boundary_says_whether_the_pue_is_inside(self, boundary: str, facility_kwh: float) -> None:
        measured = line(energy=figure(1000, "kWh", boundary=boundary))
        assert total(footprint(measured), ENERGY) == point(facility_kwh)

    def test_on_site_water_takes_the_pue_out_of_facility_energy(self) -> None:
        measured = line(energy=figure(1000, "kWh", boundary="facility"))
        assert total(footprint(measured), WATER_ONSITE) == point(0.5 * 800)

    def test_facility_energy_needs_no_pue_except_for_on_site_water(self) -> None:
        measured, unknown = line(energy=figure(1000, "kWh", boundary="facility")), [site(pue=None)]
        assert total(footprint(measured, facilities=unknown), GHG_LOCATION) == point(40)
        assert because(WATER_ONSITE, measured, facilities=unknown) == ("PUE of facility site",)

    def test_the_accelerator_boundary_needs_the_overhead_of_the_host(self) -> None:
        measured = line(energy=figure(500, "kWh", boundary="accelerator"))
        assert because(ENERGY, measured) == ("host overhead of equipment node",)
        known = [node(host_overhead=figure(1.6, "1"))]
        assert total(footprint(measured, equipment=known), ENERGY) == point(500 * 1.6 * 1.25)

    def test_rated_power_is_of_the_accelerator_alone(self) -> None:
        rated = node(power=None, rated_power=figure(700, "W"))
        assert because(ENERGY, equipment=[rated]) == ("host overhead of equipment node",)
        hosted = [{**rated, "host_overhead": figure(1.5, "1")}]
        assert total(footprint(line(), equipment=hosted), ENERGY) == point(1000 * 0.7 * 1.5 * 1.25)

    def test_an_energy_without_a_boundary_cannot_be_used(self) -> None:
        assert because(ENERGY, line(energy=figure(1, "kWh"))) == ("energy boundary of line a",)

    def test_an_energy_known_only_as_a_bound_is_not_a_value(self) -> None:
        bound = {"below": 5, "unit": "kWh", "boundary": "node"}
        assert because(ENERGY, line(energy=bound)) == ("energy of line a",)

    def test_an_overhead_ratio_stands_in_the_place_of_the_pue(self) -> None:
        """It holds idle and infrastructure power, so a PUE on top would count them twice."""
        place = site(overhead_ratio=figure(1.835, "1"))
        found = footprint(line(), facilities=[place])
        assert total(found, ENERGY) == point(1835)
        assert total(found, WATER_ONSITE) == point(500)


class TestCoreHours:
    """Work on processors is counted by the core."""

    processors = node(accelerators_per_node=None, cores_per_node=64, power=figure(5, "W", boundary="node"))
    work = line(accelerator_hours=None, core_hours=figure(1000, "core-h"))

    def test_power_is_that_of_a_core(self) -> None:
        assert total(footprint(self.work, equipment=[self.processors]), ENERGY) == point(
            1000 * 5 / 1000 * 1.25
        )

    def test_manufacture_is_divided_by_the_cores(self) -> None:
        found = footprint(self.work, equipment=[self.processors])
        assert total(found, GHG_MANUFACTURE) == point(4000 / 64 * 1000 / 35_040)


class TestManufacture:
    """The share of making the hardware that falls to the hours."""

    def made(self, *entries: tuple[str, str, float, str]) -> list[Item]:
        return [
            {"category": category, "per": per, "amount": figure(value, unit)}
            for category, per, value, unit in entries
        ]

    def test_a_node_is_divided_by_its_accelerators_and_an_accelerator_is_not(self) -> None:
        per_node = [node(manufacture=self.made(("gwp", "node", 4000, "kgCO2e")))]
        per_accelerator = [node(manufacture=self.made(("gwp", "accelerator", 500, "kgCO2e")))]
        assert total(footprint(line(), equipment=per_node), GHG_MANUFACTURE) == total(
            footprint(line(), equipment=per_accelerator), GHG_MANUFACTURE
        )

    def test_entries_of_one_category_add_up(self) -> None:
        """Luccioni et al. 2022, arXiv 2211.02001, table 3: servers and GPUs together 11.2 t."""
        entries = self.made(("gwp", "node", 2500, "kgCO2e"), ("gwp", "accelerator", 150, "kgCO2e"))
        jean_zay = node(manufacture=entries, lifetime=figure(6, "years"), utilisation=figure(0.85, "1"))
        found = total(footprint(line(hours=1_082_990), equipment=[jean_zay]), GHG_MANUFACTURE)
        assert found is not None
        assert round(found.value / 1000, 1) == 11.2

    def test_an_unknown_entry_makes_its_category_unknown(self) -> None:
        entries = [*self.made(("gwp", "node", 2500, "kgCO2e")), UNKNOWN_AMOUNT]
        (words,) = because(GHG_MANUFACTURE, equipment=[node(manufacture=entries)])
        assert "of making equipment node" in words

    def test_categories_are_kept_apart(self) -> None:
        entries = self.made(("gwp", "node", 4000, "kgCO2e"), ("adpe", "accelerator", 0.02, "kgSbe"))
        found = footprint(line(), equipment=[node(manufacture=entries)])
        assert total(found, GHG_MANUFACTURE) == point(500 * 1000 / 35_040)
        assert total(found, Key("adpe", "manufacture")) == point(0.02 * 1000 / 35_040)

    @pytest.mark.parametrize("category", ["adpe", "water"])
    def test_minerals_and_water_are_expected_and_named_when_missing(self, category: str) -> None:
        (words,) = because(Key(category, "manufacture"))
        assert "of making equipment node" in words


def test_the_two_bases_of_greenhouse_gases_are_never_mixed() -> None:
    found = footprint(line(), facilities=[site(carbon_intensity_market_based=None)])
    assert total(found, GHG_LOCATION) == point(50)
    assert total(found, GHG_MARKET) is None


def test_a_further_factor_of_the_site_is_applied_to_facility_energy() -> None:
    factor = {"category": "pe", "amount": figure(11, "MJ/kWh")}
    found = footprint(line(), facilities=[site(use_factors=[factor])])
    assert total(found, Key("pe", "use")) == point(11 * 1250)


def test_a_line_takes_the_only_site_and_equipment_there_is() -> None:
    bare = line(facility=None, equipment=None)
    assert total(footprint(bare), GHG_LOCATION) == point(50)
    two = [site(), site(id="other")]
    assert "PUE of the facility of line a" in because(GHG_LOCATION, bare, facilities=two)


def test_a_line_is_computed_where_it_ran() -> None:
    there = site(id="there", carbon_intensity_location_based=figure(400, "gCO2e/kWh"))
    row = footprint(line("a"), line("b", facility="there"), facilities=[site(), there]).get(GHG_LOCATION)
    assert row is not None
    assert {name: amount.value for name, amount in row.by_line.items()} == {"a": 50, "b": 500}


def test_the_interval_of_an_input_reaches_the_result() -> None:
    wide = node(power=figure(1000, "W", low=800, high=1200, boundary="node"))
    found = total(footprint(line(), equipment=[wide]), GHG_LOCATION)
    assert found == pytest.approx((50, 40, 60))


NUMBERS = st.floats(0.1, 1e6)


@st.composite
def uncertain(draw: st.DrawFn, unit: str) -> Item:
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return figure(value, unit, low=low, high=high)


@given(
    hours=uncertain("accelerator-h"),
    power=uncertain("W"),
    pue=uncertain("1"),
    intensity=uncertain("gCO2e/kWh"),
)
def test_every_interval_holds_its_value(hours: Item, power: Item, pue: Item, intensity: Item) -> None:
    data = document(
        line(accelerator_hours=hours),
        facilities=[site(pue=pue, carbon_intensity_location_based=intensity)],
        equipment=[node(power={**power, "boundary": "node"})],
    )
    for read in (printed, stated):
        for row in recompute(data, read).rows:
            assert row.total is None or row.total.low <= row.total.value <= row.total.high


@given(hours=st.lists(NUMBERS, min_size=1, max_size=4), times=st.floats(0.01, 100))
def test_impacts_grow_with_the_hours(hours: list[float], times: float) -> None:
    once = footprint(*(line(f"l{i}", value) for i, value in enumerate(hours)))
    scaled = footprint(*(line(f"l{i}", value * times) for i, value in enumerate(hours)))
    for row in once.rows:
        if row.total is not None:
            assert total(scaled, row.key) == pytest.approx(tuple(part * times for part in row.total))


@given(hours=st.lists(NUMBERS, min_size=1, max_size=5))
def test_one_line_is_worth_as_much_as_its_parts(hours: list[float]) -> None:
    parts, whole = (
        footprint(*(line(f"l{i}", v) for i, v in enumerate(hours))),
        footprint(line(hours=sum(hours))),
    )
    assert total(parts, GHG_LOCATION) == pytest.approx(total(whole, GHG_LOCATION))


def test_the_value_is_that_of_plain_numbers() -> None:
    """The same formulas serve floats and amounts."""
    data = document(line(hours=123.4), line("b", energy=figure(70, "kWh", boundary="facility")))
    found = recompute(data)
    for each in lines_of(data):
        for key, value in line_impacts(each, central):
            row = found.get(key)
            assert row is not None
            if isinstance(value, Missing):
                assert row.missing[each.id] == value
            else:
                assert row.by_line[each.id].value == pytest.approx(value)


def test_a_total_is_an_amount() -> None:
    assert isinstance(total(footprint(line()), ENERGY), Amount)


def test_two_lines_of_one_id_are_both_counted() -> None:
    assert total(footprint(line("a"), line("a")), ENERGY) == point(2500)


def test_an_overhead_ratio_that_is_not_disclosed_leaves_the_pue() -> None:
    place = site(overhead_ratio=not_disclosed())
    assert total(footprint(line(), facilities=[place]), ENERGY) == point(1250)


def test_core_hours_on_a_node_with_accelerators_are_divided_by_its_cores() -> None:
    work = line(accelerator_hours=None, core_hours=figure(1000, "core-h"))
    found = footprint(work, equipment=[node(cores_per_node=64)])
    assert total(found, GHG_MANUFACTURE) == point(4000 / 64 * 1000 / 35_040)
