"""SCI for AI: (O + M) / R as the sum of its breakdown, location-based, refused where one of the three is not known."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given

from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.sci import VERSIONS, export

from .documents import BASE, DISCLOSURES, MOSHI

KILOGRAMS = 1178 + 327.3
"""Location-based gases of use and gases of manufacture that the base states."""


def report_of(document: dict[str, Any], version: str = "parameter") -> dict[str, Any]:
    report: dict[str, Any] = json.loads(export(document, version).files["sci.json"])
    return report


def terms_of(report: dict[str, Any]) -> list[float]:
    return [
        stage[term]["per_unit_gco2e"] for stage in report["breakdown"] for term in ("operational", "embodied")
    ]


def served() -> dict[str, Any]:
    document = copy.deepcopy(BASE)
    line = {**document["compute"][-1], "id": "served", "stage": "serve", "run_type": "infer"}
    document["compute"] = [*document["compute"], line | {"runs": {"value": 1000, "unit": "1"}}]
    return document


def test_the_score_is_carbon_of_use_and_manufacture_for_each_billion_parameters() -> None:
    report = report_of(BASE)
    assert report["sci"]["value"] == pytest.approx(KILOGRAMS * 1000)
    assert report["functional_unit"]["quantity"] == 1.0
    assert "gross" in report["sci"]["unit"]


@given(DISCLOSURES)
def test_the_score_is_the_sum_of_its_breakdown(document: dict[str, Any]) -> None:
    for version in VERSIONS:
        try:
            report = report_of(document, version)
        except NotExpressibleError:
            continue
        assert report["sci"]["value"] == sum(terms_of(report))
        quantity = report["functional_unit"]["quantity"]
        totals = [
            stage[term]["total_gco2e"]
            for stage in report["breakdown"]
            for term in ("operational", "embodied")
        ]
        assert terms_of(report) == [total / quantity for total in totals]


def test_the_provider_counts_all_work_but_serving_and_the_consumer_serving_alone() -> None:
    provider, consumer = report_of(served()), report_of(served(), "request")
    assert [provider["boundary"], consumer["boundary"]] == ["Provider", "Consumer"]
    assert [stage["stage"] for stage in provider["breakdown"]] == ["Design and Development"]
    assert [stage["stage"] for stage in consumer["breakdown"]] == ["Operation and Monitoring"]
    assert consumer["functional_unit"]["quantity"] == 1000


def test_market_based_figures_have_no_part() -> None:
    document = copy.deepcopy(BASE)
    document["facilities"][0]["carbon_intensity_market_based"]["value"] = 9999
    document["impacts"] = [row for row in document["impacts"] if row.get("ghg_basis") != "market"]
    assert report_of(document)["sci"] == report_of(BASE)["sci"]


def test_stages_without_work_are_named_and_not_counted_as_zero() -> None:
    assert report_of(MOSHI)["stages_without_work"] == ["Inception", "Deployment", "End of Life"]


def test_each_coefficient_has_a_source_and_a_methodology() -> None:
    coefficients = report_of(MOSHI)["coefficients"]
    assert {each["methodology"] for each in coefficients} <= {"sourced", "measured", "modeled", "not stated"}
    assert all(each["source"] and each["unit"] for each in coefficients)
    assert {each["name"].partition(" (")[0] for each in coefficients} >= {"I", "PUE", "EL", "TE"}


def test_everything_that_is_lacking_is_named_at_once() -> None:
    document = copy.deepcopy(BASE)
    document |= {"impacts": [], "facilities": []}
    document["equipment"][0].pop("manufacture")
    document["subject"].pop("parameters")
    with pytest.raises(NotExpressibleError) as refused:
        export(document)
    text = str(refused.value)
    assert all(word in text for word in ("no O, location-based", "no M of", "/subject/parameters: no number"))


def test_a_unit_of_zero_is_refused() -> None:
    document = copy.deepcopy(BASE)
    document["subject"]["parameters"]["value"] = 0
    with pytest.raises(NotExpressibleError, match="/subject/parameters: 0; expected parameters"):
        export(document)
