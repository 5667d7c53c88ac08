"""The energy of a line rests on the best evidence there is, and every step from accelerator to facility is stated."""

from typing import Any

import pytest

from fullcount.impacts import lines_of, power_model
from fullcount.impacts.power import WORDS

from .small import ENERGY, WATER_ONSITE, document, figure, footprint, line, node, not_disclosed, site, total

Item = dict[str, Any]
RATED = {"power": None, "rated_power": figure(700, "W"), "host_overhead": figure(1.5, "1")}


def model_of(work: Item, **changes: Any) -> Any:
    (found,) = lines_of(document(work, equipment=[node(**changes)]))
    return power_model(found)


def it_kwh(**changes: Any) -> float:
    """IT energy of 1,000 hours: facility energy without the PUE of 1.25."""
    found = total(footprint(line(hours=1000), equipment=[node(**changes)]), ENERGY)
    assert found is not None
    return found.value / 1.25


def power(basis: str | None) -> Item:
    known = {"power_basis": basis} if basis else {}
    return figure(900, "W", boundary="node", **known)


ENERGY_OF_METER = figure(5, "kWh", boundary="node", basis="measured")
IDLE_LINE = line(accelerator_hours=None, idle_hours=figure(10, "accelerator-h"))


@pytest.mark.parametrize(
    ("work", "changes", "code"),
    [
        (line(energy=ENERGY_OF_METER), {}, "measured-energy"),
        (line(energy=figure(5, "kWh", boundary="node", power_basis="measured-wall")), {}, "measured-energy"),
        (line(energy={**ENERGY_OF_METER, "basis": "calculated"}), {}, "stated-energy"),
        (line(energy=figure(5, "kWh", boundary="node")), {}, "stated-energy"),
        (line(energy=not_disclosed()), {"power": power("measured-wall")}, "measured-power"),
        (line(), {"power": power("measured-device")}, "measured-power"),
        (line(), {"power": power("tdp-times-load")}, "modelled-power"),
        (line(), {"power": power("tdp")}, "rated-power"),
        (line(), {"power": power("unknown")}, "stated-power"),
        (line(), {"power": power(None)}, "stated-power"),
        (line(), {**RATED, "load": figure(0.6, "1")}, "modelled-power"),
        (line(), RATED, "rated-power"),
        (line(), {**RATED, "load": not_disclosed()}, "rated-power"),
        (IDLE_LINE, {"idle_power": power("measured-wall")}, "idle-power"),
    ],
)
def test_the_evidence_of_a_line_has_a_code_and_words(work: Item, changes: Item, code: str) -> None:
    model = model_of(work, **changes)
    assert model.code == code
    assert str(model).startswith(WORDS[code].format(name="equipment node"))
    assert "boundary" in str(model)


@pytest.mark.parametrize(
    ("work", "changes"),
    [
        (line(), {"power": None}),
        (line(), {"power": not_disclosed(), "rated_power": not_disclosed()}),
        (IDLE_LINE, {}),
        (IDLE_LINE, RATED),
        (line(accelerator_hours=None, core_hours=figure(10, "core-h")), {}),
    ],
)
def test_without_evidence_there_is_no_model(work: Item, changes: Item) -> None:
    assert model_of(work, **changes) is None


def test_a_stated_power_goes_before_a_rated_one() -> None:
    assert it_kwh(rated_power=figure(700, "W"), load=figure(0.5, "1")) == pytest.approx(1000)


def test_rated_power_stands_as_if_fully_used_unless_a_load_says_less() -> None:
    assert it_kwh(**RATED) == pytest.approx(1000 * 0.7 * 1.5)
    assert it_kwh(**RATED, load=figure(0.6, "1")) == pytest.approx(1000 * 0.7 * 0.6 * 1.5)
    assert it_kwh(**RATED, load=not_disclosed()) == pytest.approx(1000 * 0.7 * 1.5)


def test_a_load_says_nothing_about_a_stated_power() -> None:
    assert it_kwh(load=figure(0.6, "1")) == it_kwh()


def test_the_chain_leads_from_accelerators_to_nodes_to_it_to_the_facility() -> None:
    """700 W, 1.5 for the host, 1.1 for network and storage."""
    assert it_kwh(**RATED, it_overhead=figure(1.1, "1")) == pytest.approx(1000 * 0.7 * 1.5 * 1.1)


@pytest.mark.parametrize(
    ("boundary", "facility_kwh"),
    [("accelerator", 100 * 1.5 * 1.1 * 1.25), ("node", 100 * 1.1 * 1.25), ("it", 125), ("facility", 100)],
)
def test_a_stated_energy_enters_the_chain_at_its_boundary(boundary: str, facility_kwh: float) -> None:
    work = line(energy=figure(100, "kWh", boundary=boundary))
    equipment = [node(host_overhead=figure(1.5, "1"), it_overhead=figure(1.1, "1"))]
    found = footprint(work, equipment=equipment)
    energy, water = total(found, ENERGY), total(found, WATER_ONSITE)
    assert energy is not None
    assert water is not None
    assert energy.value == pytest.approx(facility_kwh)
    assert water.value == pytest.approx(facility_kwh / 1.25 * 0.5)


@pytest.mark.parametrize("absent", [None, not_disclosed(), figure(0, "1")])
def test_without_an_it_overhead_a_node_is_taken_as_it(absent: Item | None) -> None:
    assert it_kwh(it_overhead=absent) == it_kwh()


def test_power_at_the_facility_needs_no_pue() -> None:
    at_facility = figure(1000, "W", boundary="facility")
    found = footprint(line(hours=1000), equipment=[node(power=at_facility)], facilities=[site(pue=None)])
    assert total(found, ENERGY) == pytest.approx((1000, 1000, 1000))
