"""BoAmps: one valid report for each kind of work, with the energies of the lines, and what has no place there."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given

from fullcount.impacts import Key, recompute
from fullcount.ledger import read_ledger
from fullcount_reports.exports.boamps import export
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.writing import NOT_EXPRESSED

from .boamps_schema import faults
from .documents import BASE, DISCLOSURES, MOSHI


def reports(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    files = export(document).files
    return {name: json.loads(text) for name, text in files.items() if name != NOT_EXPRESSED}


def changed(path: str, value: object) -> dict[str, Any]:
    document = copy.deepcopy(BASE)
    node: Any = document
    *steps, last = path.split("/")
    for step in steps:
        node = node[int(step) if step.isdigit() else step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return document


@pytest.mark.parametrize("document", [BASE, MOSHI], ids=["base", "moshi"])
def test_every_report_is_valid(document: dict[str, Any]) -> None:
    assert {name: found for name, report in reports(document).items() if (found := faults(report))} == {}


@given(document=DISCLOSURES)
def test_every_report_is_valid_whatever_the_work_and_the_texts(document: dict[str, Any]) -> None:
    assert [fault for report in reports(document).values() for fault in faults(report)] == []


def test_the_check_of_the_schema_finds_what_is_wrong() -> None:
    report = reports(BASE)["boamps-training.json"]
    report["measures"] = []
    report["infrastructure"]["components"][0]["nbComponent"] = 0
    del report["task"]["taskFamily"]
    report["header"]["reportStatus"] = "published"
    assert len(faults(report)) == 4


def test_there_is_one_report_for_each_kind_of_work() -> None:
    stages = {report["task"]["taskStage"] for report in reports(BASE).values()}
    kinds = {"datacreation", "exploration", "ablation", "hyperparametersearch", "evaluation", "training"}
    assert stages == kinds


def test_the_energies_add_up_to_what_is_recomputed_from_the_lines() -> None:
    found = [report["measures"][0]["powerConsumption"] for report in reports(MOSHI).values()]
    assert sum(found) == pytest.approx(recompute(MOSHI).get(Key("energy", "use")).total.value)


def test_the_ledger_reads_the_same_energy_with_its_boundary(tmp_path) -> None:
    for name, report in reports(BASE).items():
        (tmp_path / name).write_text(json.dumps(report), encoding="utf-8")
    rows = list(read_ledger(sorted(tmp_path.glob("*.json"))))
    written = {
        each["task"]["taskStage"]: each["measures"][0]["powerConsumption"] for each in reports(BASE).values()
    }
    assert {row.tag_raw: row.energy_kwh for row in rows} == written
    assert {row.energy_boundary for row in rows} == {"facility"}
    assert {row.stage for row in rows} >= {"explore", "ablate", "hyperparam", "data"}


def test_a_power_that_is_an_energy_is_in_kilowatt_hours_and_synthetic_figures_say_so() -> None:
    (measure,) = reports(BASE)["boamps-training.json"]["measures"]
    assert measure["powerConsumption"] == 5184.0
    assert measure["measurementMethod"] == "synthetic figures: energy recomputed at the facility boundary"


def test_parameters_are_in_billions_with_all_their_digits() -> None:
    report = reports(MOSHI)["boamps-training.json"]
    assert report["task"]["algorithms"][0]["parametersNumber"] == 7.687729152


def test_clock_hours_of_a_single_line_become_seconds() -> None:
    assert reports(BASE)["boamps-training.json"]["measures"][0]["measurementDuration"] == 75 * 3600
    assert "measurementDuration" not in reports(BASE)["boamps-exploration.json"]["measures"][0]


def test_the_accelerators_of_a_line_are_counted_before_those_of_the_equipment() -> None:
    counts = {
        name: report["infrastructure"]["components"][0]["nbComponent"]
        for name, report in reports(BASE).items()
    }
    assert counts["boamps-training.json"] == 64
    assert counts["boamps-ablation.json"] == 128


@pytest.mark.parametrize(
    ("low", "high", "word"), [(95, 105, "high"), (80, 105, "medium"), (50, 150, "low"), (10, 105, None)]
)
def test_an_interval_becomes_a_word_for_the_quality(low: float, high: float, word: str | None) -> None:
    amount = {"value": 100, "unit": "kWh", "low": low, "high": high, "boundary": "facility"}
    row = {"category": "energy", "phase": "use", "covers": {"lines": ["final"]}, "amount": amount}
    report = reports(changed("impacts", [row]))["boamps-training.json"]
    assert report.get("quality") == word
    assert report["measures"][0]["powerConsumption"] == 100


def test_a_later_revision_corrects_the_report_of_the_first() -> None:
    first, second = (reports(changed("revision/number", number)) for number in (1, 2))
    ids = {each["boamps-training.json"]["header"]["reportId"] for each in (first, second)}
    assert len(ids) == 1
    assert second["boamps-training.json"]["header"]["reportStatus"] == "corrective"


def test_a_draft_does_not_say_how_confidential_it_is_and_so_not_whose() -> None:
    document = changed("revision/status", "draft")
    assert "publisher" not in reports(document)["boamps-training.json"]["header"]
    assert "/publisher/name" in export(document).files[NOT_EXPRESSED]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("subject/modalities", None, "/subject/modalities: no modality"),
        ("equipment/0/nodes", None, "equipment node without a number of devices"),
        ("equipment", [], "no equipment of the work datacreation"),
        ("compute", [], "no compute line"),
    ],
)
def test_a_report_that_would_be_invalid_is_refused_with_what_to_fill_in(path, value, said) -> None:
    with pytest.raises(NotExpressibleError, match=said):
        export(changed(path, value))


def test_work_without_an_energy_has_no_report_and_is_told() -> None:
    document = changed("compute/7/energy", None)
    del document["compute"][7]["accelerator_hours"]
    assert "boamps-training.json" not in reports(document)
    assert "/compute/*: no energy, so in no report" in export(document).files[NOT_EXPRESSED]


def test_what_is_not_expressed_lies_beside_the_reports() -> None:
    said = export(BASE).files[NOT_EXPRESSED].splitlines()
    assert "/facilities/*/pue" in said
    assert not any(line.startswith("/licence") for line in said)
