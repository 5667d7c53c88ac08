"""Real disclosures of very different shape, and invented ones of further shapes, all held without loss."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fullcount.disclosure import load, shape_errors
from fullcount.review.check import validate

from .printed import PRINTED, in_units_of_the_standard

FOLDER = Path(__file__).parent
DOCUMENTS = {path.stem: load(path).data for path in sorted(FOLDER.glob("*.json"))}
TRANSCRIBED = [name for name, data in DOCUMENTS.items() if data["data_status"] == "transcribed"]
SYNTHETIC = [name for name, data in DOCUMENTS.items() if data["data_status"] == "synthetic"]
with (FOLDER / "findings.csv").open(encoding="utf-8", newline="") as table:
    EXPECTED = list(csv.DictReader(table))


def figures(node: Any) -> Iterator[dict[str, Any]]:
    """Every figure with a number, those of extensions too."""
    if isinstance(node, dict):
        if "unit" in node:
            yield node
        for item in node.values():
            yield from figures(item)
    elif isinstance(node, list):
        for item in node:
            yield from figures(item)


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_is_valid(name: str, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLCOUNT_SCHEMA_ENGINE", engine)
    assert shape_errors(DOCUMENTS[name]) == []


@pytest.mark.parametrize("name", TRANSCRIBED)
def test_every_transcribed_figure_says_where_it_is_printed(name: str) -> None:
    assert [figure for figure in figures(DOCUMENTS[name]) if not figure.keys() >= {"source", "locator"}] == []


@pytest.mark.parametrize("name", TRANSCRIBED)
def test_a_transcription_says_so_first(name: str) -> None:
    assert "transcribed" in DOCUMENTS[name]["title"]
    assert DOCUMENTS[name]["note"].startswith("Every figure is transcribed")


@pytest.mark.parametrize("name", SYNTHETIC)
def test_a_synthetic_document_says_so_first(name: str) -> None:
    data = DOCUMENTS[name]
    assert all("synthetic" in text for text in (data["title"], data["subject"]["name"]))
    assert data["note"].startswith("Synthetic: every figure is invented")


@pytest.mark.parametrize("name", PRINTED)
def test_every_printed_number_is_in_the_document(name: str) -> None:
    held = {(float(f["value"]), f["unit"]) for f in figures(DOCUMENTS[name]) if "value" in f}
    assert in_units_of_the_standard(name) - held == set()


def test_a_bound_and_an_empty_cell_are_held_as_what_they_are() -> None:
    shares = [row["share"] for row in DOCUMENTS["mistral"]["impacts"] if "share" in row]
    assert [share["below"] for share in shares if "below" in share] == [1] * 8
    assert [share["not_disclosed"]["reason"] for share in shares if "not_disclosed" in share] == [
        "not-applicable"
    ] * 3


def test_training_and_use_that_are_not_parted_share_one_row() -> None:
    rows = [
        row
        for row in DOCUMENTS["mistral"]["impacts"]
        if row["life_cycle_stages"] == ["training", "inference"]
    ]
    assert [row["share"]["value"] for row in rows] == [85.5, 91, 29]


def test_work_on_processors_needs_no_accelerator() -> None:
    data = DOCUMENTS["cpu-data"]
    assert all("core_hours" in line and "accelerator_hours" not in line for line in data["compute"])
    assert {row["category"] for row in data["impacts"]} == {"energy", "gwp", "water", "adpe"}


def test_a_study_without_a_final_model_has_no_final_line() -> None:
    data = DOCUMENTS["pom"]
    assert "final" not in {line["stage"] for line in data["compute"]}
    assert data["totals"]["final_share"] == {"not_disclosed": {"reason": "not-applicable"}}


def test_a_dataset_has_three_baselines_for_each_of_three_collections() -> None:
    baselines = [line["component"] for line in DOCUMENTS["frax4"]["compute"] if line["stage"] == "baseline"]
    assert {name: baselines.count(name) for name in baselines} == {"c18": 3, "c19": 3, "c20": 3}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_rules_find_exactly_what_is_explained(name: str) -> None:
    found = validate(load(FOLDER / f"{name}.json"), date(2026, 11, 21)).findings
    expected = [row for row in EXPECTED if row["document"] == name]
    assert sorted((f.rule, str(f.severity), f.pointer) for f in found) == sorted(
        (row["rule"], row["severity"], row["pointer"]) for row in expected
    )


def test_every_expected_finding_is_explained() -> None:
    assert all(row["reason"] for row in EXPECTED)
