"""ITU-T L.1801: training and inference apart, four stages, and every omission declared."""

import copy
import json
from typing import Any

import pytest

from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.itu_l1801 import export

from .documents import BASE, MOSHI


def report_of(document: dict[str, Any]) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(export(document).files["itu-l1801.json"])
    return report


def served() -> dict[str, Any]:
    document = copy.deepcopy(BASE)
    line = {**document["compute"][-1], "id": "served", "stage": "serve", "run_type": "infer"}
    document["compute"] = [*document["compute"], line]
    return document


def test_there_are_four_stages_and_the_derivation_is_said() -> None:
    report = report_of(BASE)
    names = [stage["stage"] for stage in report["stages"]]
    assert names == ["Raw material acquisition", "Production", "Use", "End of life"]
    assert "not from its text" in report["derivation"]
    assert "not from its text" in export(BASE).files["itu-l1801.md"]


def test_training_and_inference_are_never_added() -> None:
    stages = {stage["stage"]: stage for stage in report_of(served())["stages"]}
    assert stages["Production"]["inference"] == []
    assert stages["Use"]["training"] == []
    energy = next(each for each in stages["Use"]["inference"] if each["category"] == "energy")
    assert energy["value"] == pytest.approx(5184)
    made = stages["Raw material acquisition"]
    assert made["training"]
    assert made["inference"]


def test_what_is_excluded_is_declared_with_its_reason() -> None:
    omissions = {each["what"]: each["why"] for each in report_of(MOSHI)["omissions"]}
    assert omissions["Datacentre building"] == "no figures for this site"
    assert omissions["Work of inference"] == "no compute line of it is in the disclosure"


def test_what_cannot_be_computed_is_an_omission_with_what_is_lacking() -> None:
    omissions = report_of(MOSHI)["omissions"]
    found = [each["why"] for each in omissions if each["what"].endswith("Climate change, market-based")]
    assert any("market-based carbon intensity" in why for why in found)


def test_a_figure_that_is_missing_has_no_value() -> None:
    stages = {stage["stage"]: stage for stage in report_of(MOSHI)["stages"]}
    market = next(
        each for each in stages["Production"]["training"] if each["indicator"].endswith("market-based")
    )
    assert "value" not in market
    assert "not measured" in market["lacking"]


def test_a_category_of_somebody_elses_keeps_its_unit() -> None:
    document = copy.deepcopy(BASE)
    amount = {"value": 7, "unit": "own unit", "basis": "calculated"}
    document["impacts"].append({"category": "x-own:noise", "phase": "use", "amount": amount})
    production = report_of(document)["stages"][1]["training"]
    (noise,) = (each for each in production if each["category"] == "x-own:noise")
    assert [noise["value"], noise["unit"]] == [7, "own unit"]


def test_a_disclosure_without_any_impact_is_refused() -> None:
    with pytest.raises(NotExpressibleError, match="no impact of any stage"):
        export({**copy.deepcopy(BASE), "compute": [], "impacts": []})
