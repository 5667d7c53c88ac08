"""A meter without a PUE: its energy is told with its boundary, and never as that of the facility."""

import copy
import json
from typing import Any

import pytest

from fullcount.draft.imports import read
from fullcount.impacts.line import Missing
from fullcount_reports.exports.boamps import export as boamps
from fullcount_reports.exports.cyclonedx import export as cyclonedx
from fullcount_reports.exports.work import ENERGY, Part, Work

from .documents import BASE


def metered(*energies: float | None, boundary: str = "node") -> dict[str, Any]:
    """The base with lines of final training at a place without a PUE, each with an energy of a meter."""
    document = copy.deepcopy(BASE)
    del document["facilities"][0]["pue"]
    final = next(line for line in document["compute"] if line["stage"] == "final")
    final.pop("energy", None)
    document["compute"] = [{**final, "id": f"run-{number}"} for number in range(len(energies))]
    for line, kwh in zip(document["compute"], energies, strict=True):
        if kwh is not None:
            line["energy"] = {"value": kwh, "unit": "kWh", "boundary": boundary}
    document["impacts"] = []
    return document


def energy_of(document: dict[str, Any]) -> Any:
    work = Work(document)
    return work.energy(Part("final", work.lines))


def test_energies_of_lines_are_summed_at_their_boundary() -> None:
    found = energy_of(metered(1.5, 2.25))
    assert (found.amount.value, found.boundary, found.how) == (3.75, "node", "stated by line")


def test_energies_of_different_boundaries_are_not_summed() -> None:
    document = metered(1.5, 2.25)
    document["compute"][1]["energy"]["boundary"] = "accelerator"
    assert isinstance(energy_of(document), Missing)


def test_a_line_without_an_energy_leaves_the_sum_missing() -> None:
    assert isinstance(energy_of(metered(1.5, None)), Missing)


def test_it_is_not_taken_for_the_energy_of_the_facility() -> None:
    work = Work(metered(1.5))
    assert isinstance(work.impact(Part("final", work.lines), ENERGY), Missing)


def test_a_known_pue_counts_before_the_meter() -> None:
    document = metered(1.5)
    document["facilities"][0]["pue"] = {"value": 2, "unit": "1"}
    found = energy_of(document)
    assert (found.amount.value, found.boundary, found.how) == (3.0, "facility", "recomputed")


def test_boamps_says_the_boundary_beside_the_figure() -> None:
    (measure,) = json.loads(boamps(metered(1.5)).files["boamps-training.json"])["measures"]
    assert measure["powerConsumption"] == 1.5
    assert measure["measurementMethod"] == "synthetic figures: energy stated by line at the node boundary"


def test_cyclonedx_says_the_boundary_beside_the_figure() -> None:
    bill = json.loads(cyclonedx(metered(1.5)).files["bom.cdx.json"])
    considerations = bill["components"][0]["modelCard"]["considerations"]["environmentalConsiderations"]
    (item,) = considerations["energyConsumptions"]
    assert item["activityEnergyCost"]["value"] == 1.5
    assert {"name": "fullcount:boundary", "value": "node"} in item["properties"]


@pytest.mark.parametrize("boundary", ["accelerator", "node", "it"])
def test_the_text_of_every_boundary_is_read_back(boundary: str) -> None:
    text = str(boamps(metered(1.5, boundary=boundary)).files["boamps-training.json"])
    (line,) = read(text.encode(), "report.json", "boamps").draft["compute"]
    assert line["energy"]["boundary"] == boundary
