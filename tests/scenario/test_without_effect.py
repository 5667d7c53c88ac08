"""A change that no impact depends on says so."""

from typing import Any

import pytest

from .lab import figure, gpu, lab, line, scenario, site

AT_ACCELERATOR = gpu(
    power=figure(600, "W", boundary="accelerator", power_basis="measured-device"),
    host_overhead=figure(1.4, "1"),
)
OWN_LIFE = {
    "category": "gwp",
    "per": "node",
    "amount": figure(2500, "kgCO2e"),
    "lifetime": figure(9, "years"),
}


def told(document: Any, *texts: str) -> list[str]:
    return [words for words in scenario(document, *texts).changes if "no effect" in words]


def test_a_host_overhead_where_power_is_that_of_the_node() -> None:
    document = lab(line("a"))
    assert told(document, "host=1.5") == [
        "no line on gpu is known at the accelerator: host=1.5 has no effect there"
    ]


@pytest.mark.parametrize(
    "document",
    [
        lab(line("a"), equipment=[AT_ACCELERATOR]),
        lab(line("a", energy=figure(9, "kWh", boundary="accelerator"))),
    ],
    ids=["power", "energy"],
)
def test_a_host_overhead_that_counts(document: Any) -> None:
    assert told(document, "host=1.5") == []


def test_it_is_judged_when_all_changes_are_made() -> None:
    document = lab(line("a"))
    assert told(document, "host=1.5", "power=tdp") == []
    assert told(lab(line("a"), equipment=[AT_ACCELERATOR]), "host=1.5", "power=600W:node")


def test_a_lifetime_where_every_entry_has_its_own() -> None:
    document = lab(line("a"), equipment=[gpu(manufacture=[OWN_LIFE])])
    assert told(document, "lifetime=4") == [
        "no manufacture of gpu is stated that goes by its lifetime: lifetime=4 has no effect there"
    ]
    assert told(document, "utilisation=0.5") == []


@pytest.mark.parametrize("text", ["pue=1.1", "wue=1", "grid=50", "facility=scaleway-fr-par-2"])
def test_a_facility_where_nothing_runs(text: str) -> None:
    document = lab(line("a"), facilities=[site("north", 1.25, 40), site("south", 1.5, 400)])
    assert told(document, text) == [f"no line runs at south: {text} has no effect there"]


@pytest.mark.parametrize(
    "text", ["lifetime=4", "power=650W:node", "accelerator=nvidia-b200-sxm6-180gb:2", "utilisation=0.5"]
)
def test_equipment_that_no_line_is_on(text: str) -> None:
    document = lab(line("a"), equipment=[gpu(), gpu(id="spare")])
    assert told(document, text) == [f"no line is on spare: {text} has no effect there"]


def test_work_that_moves_to_an_empty_facility_has_an_effect() -> None:
    document = lab(line("a"), facilities=[site("north", 1.25, 40), site("south", 1.5, 400)])
    assert told(document, "facility=south") == []
