"""Savings are scenarios of the lab's own disclosure, each only where it applies, with its arithmetic in words."""

import csv
import json
from typing import Any

import pytest

from fullcount.factors import default_library
from fullcount.impacts.scenario import Assumed, Candidate, ScenarioError, apply, candidates
from fullcount.rooms import dataset_room, schema_room

from .lab import (
    ENERGY,
    GHG_LOCATION,
    GHG_MANUFACTURE,
    figure,
    gpu,
    lab,
    line,
    original,
    site,
    total,
)

MOSHI = json.loads((dataset_room("moshi") / "disclosure.json").read_bytes())
LIBRARY = default_library()


def found(document: Any, assumed: Assumed | None = None) -> dict[str, Candidate]:
    return {item.name: item for item in candidates(document, LIBRARY, assumed)}


def test_each_kind_of_work_that_the_lines_have_is_one_saving() -> None:
    names = set(
        found(lab(line("a"), line("b", outcome="failed"), line("c", stage="ablate", run_type="debug")))
    )
    assert {"fewer-failures", "smaller-ablations", "smaller-debugging"} <= names
    assert not names & {"fewer-timeouts", "cheaper-tuning", "release-reserved", "linear-mixer"}


def test_the_arithmetic_is_that_of_the_scenario() -> None:
    document = lab(line("a", 1000), line("b", 400, outcome="failed"))
    saving = found(document)["fewer-failures"]
    words = "400 accelerator-h of failed work × 50 % × 1.3125 kWh per accelerator-h = 262.5 kWh"
    assert saving.arithmetic(document) == words
    made = apply(document, saving.changes, LIBRARY)
    assert original(document, ENERGY) - (total(made, ENERGY) or 0) == pytest.approx(262.5)


def test_the_reason_is_the_share_of_the_labs_own_hours() -> None:
    document = lab(line("a", 1000), line("b", 400, outcome="failed"))
    assert found(document)["fewer-failures"].why == "400 of 1,400 accelerator-h (28.6 %) are failed work."


def test_the_share_is_a_stated_assumption() -> None:
    document = lab(line("a", 1000), line("b", 400, outcome="failed"))
    saving = found(document, Assumed(share=0.25))["fewer-failures"]
    assert saving.title == "Fewer failed runs: 25 % avoided"
    assert [change.text for change in saving.changes] == ["without=outcome/failed:0.25"]


def test_a_share_that_cannot_be_is_an_error() -> None:
    with pytest.raises(ScenarioError, match="from 0 to 1"):
        found(lab(), Assumed(share=1.5))


def test_energy_that_is_not_known_is_said() -> None:
    document = lab(line("a"), line("b", 400, outcome="failed"), equipment=[gpu(power=None, rated_power=None)])
    words = found(document)["fewer-failures"].arithmetic(document)
    assert (
        words
        == "400 accelerator-h of failed work × 50 % = 200 accelerator-h, whose energy is not known of every line"
    )


def test_lines_that_share_an_id_are_left_alone() -> None:
    document = lab(line("a", outcome="failed"), line("a", stage="ablate"), line("b", run_type="debug"))
    assert {"fewer-failures", "smaller-ablations", "linear-mixer"} & set(
        found(document, TestMixer.shape)
    ) == set()
    assert "smaller-debugging" in found(document)


def test_hours_that_were_reserved_and_not_used_are_a_saving() -> None:
    reserved = line("idle", accelerator_hours=None, idle_hours=figure(50, "accelerator-h"))
    assert found(lab(line("a"), reserved))["release-reserved"].practice == "high-utilisation"


class TestPlace:
    def test_work_may_run_at_the_cleaner_facility_of_the_disclosure(self) -> None:
        document = lab(line("a", 1000), line("b", 100, facility="south"))
        saving = found(document)["own-low-carbon-facility"]
        assert [change.text for change in saving.changes] == ["facility@south=north"]
        assert saving.arithmetic(document) == "105 kWh of IT energy × (600 − 50) gCO2e/kWh = 57.75 kgCO2e"
        made = apply(document, saving.changes, LIBRARY)
        assert original(document, GHG_LOCATION) - (total(made, GHG_LOCATION) or 0) == pytest.approx(57.75)

    def test_intensities_of_another_scope_are_not_compared(self) -> None:
        stack = site(
            "south", 1.5, 400, carbon_intensity_location_based=figure(400, "gCO2e/kWh", scope="stack")
        )
        document = lab(line("b", facility="south"), facilities=[site("north", 1.25, 40), stack])
        assert not {"own-low-carbon-facility", "low-carbon-grid"} & set(found(document))

    def test_a_grid_like_that_of_the_example(self) -> None:
        document = lab(line("a", 1000), facilities=[site("north", 1.25, 400)])
        saving = found(document)["low-carbon-grid"]
        assert saving.arithmetic(document) == "1,312.5 kWh × (400 − 35.82) gCO2e/kWh = 477.986 kgCO2e"
        made = apply(document, saving.changes, LIBRARY)
        assert total(made, GHG_LOCATION) == pytest.approx(1312.5 * 0.03582)

    def test_a_grid_that_is_cleaner_already_is_left_alone(self) -> None:
        assert "low-carbon-grid" not in found(lab(line("a"), facilities=[site("north", 1.25, 30)]))

    def test_the_pue_of_the_operators_best_site_goes_before_a_published_one(self) -> None:
        place = site("north", 1.4, 30, operator="Scaleway")
        document = lab(line("a", 1000), facilities=[place])
        saving = found(document)["lower-pue-north"]
        assert "operator/pue/scaleway-fr-par-2/2025" in saving.why
        assert saving.arithmetic(document) == "1,050 kWh of IT energy × (1.4 − 1.16) = 252 kWh"

    def test_a_published_pue_is_cited(self) -> None:
        saving = found(lab(line("a"), facilities=[site("north", 1.4, 30)]))["lower-pue-north"]
        assert "paper/pue/google-fleet/2025" in saving.why

    def test_a_pue_below_all_of_them_is_left_alone(self) -> None:
        assert not [
            name for name in found(lab(line("a"), facilities=[site("north", 1.05, 30)])) if "pue" in name
        ]


class TestHardware:
    def test_a_longer_life_and_a_higher_utilisation(self) -> None:
        document = lab(line("a", 1000))
        savings = found(document)
        made = original(document, GHG_MANUFACTURE)
        for name, ratio in (("longer-life-gpu", 5 / 6), ("higher-utilisation-gpu", 0.8 / 0.85)):
            left = total(apply(document, savings[name].changes, LIBRARY), GHG_MANUFACTURE)
            assert left == pytest.approx(made * ratio)
        assert (
            savings["longer-life-gpu"]
            .arithmetic(document)
            .endswith("kgCO2e of manufacture × (1 − 5 / 6) = 2.26646 kgCO2e")
        )

    def test_hardware_that_is_kept_long_enough_is_left_alone(self) -> None:
        kept = gpu(lifetime=figure(6, "years"), utilisation=figure(0.9, "1"))
        assert not {"longer-life-gpu", "higher-utilisation-gpu"} & set(
            found(lab(line("a"), equipment=[kept]))
        )

    def test_without_a_figure_of_manufacture_nothing_is_said(self) -> None:
        assert "longer-life-gpu" not in found(lab(line("a"), equipment=[gpu(manufacture=None)]))


class TestMixer:
    shape = Assumed(shape="length=8192:width=4096")

    def test_it_needs_the_shape_of_the_model(self) -> None:
        document = lab(line("a", 1000))
        saving = found(document, self.shape)["linear-mixer"]
        assert saving.arithmetic(document) == (
            "1,312.5 kWh of training and inference × (1 − 0.875122) = 163.902 kWh"
        )

    def test_where_it_would_cost_more_it_is_no_saving(self) -> None:
        assert "linear-mixer" not in found(lab(line("a")), Assumed(shape="length=512:width=4096"))

    def test_a_component_without_such_lines_has_none(self) -> None:
        assert "linear-mixer" not in found(lab(line("a")), self.shape._replace(component="codec"))


@pytest.mark.parametrize("document", [lab(), MOSHI], ids=["lab", "moshi"])
def test_every_saving_can_be_made_saves_something_and_names_a_practice(document: Any) -> None:
    with (schema_room() / "codelists/practice.csv").open(encoding="utf-8") as file:
        practices = {row["code"] for row in csv.DictReader(file)}
    savings = candidates(document, LIBRARY, TestMixer.shape)
    assert len({saving.name for saving in savings}) == len(savings) >= 7
    for saving in savings:
        made = apply(document, saving.changes, LIBRARY)
        keys = (ENERGY, GHG_LOCATION, GHG_MANUFACTURE)
        assert any((total(made, key) or 0) < original(document, key) for key in keys), saving.name
        assert saving.practice in practices
        assert saving.not_considered
        assert " = " in saving.arithmetic(document)


def test_a_disclosure_without_lines_has_no_savings() -> None:
    document = lab()
    del document["compute"]
    assert candidates(document, LIBRARY) == ()
