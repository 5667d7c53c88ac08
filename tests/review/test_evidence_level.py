"""Level 5, evidence: the whole way from the ledger to the impacts, and a review that accepted it."""

import csv
import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fullcount.rooms import schema_room

from .cases import NOT_DISCLOSED, base, changed, gaps, levels, verdict

Document = dict[str, Any]
LEDGER_SCHEMA = schema_room() / "tables/ledger.schema.json"


@pytest.fixture
def whole(tmp_path: Path) -> Document:
    """The base document, its ledger beside it, and a review."""
    data = base()
    for line in data["compute"]:
        line["runs"] = {"value": 1, "unit": "1"}
    data["totals"]["runs"] = {"value": len(data["compute"]), "unit": "1"}
    ledger = tmp_path / "ledger.csv"
    write_ledger(ledger, data["compute"])
    digest = hashlib.sha256(ledger.read_bytes()).hexdigest()
    attached = {"id": "ledger", "kind": "ledger", "title": "Jobs", "path": "ledger.csv", "sha256": digest}
    accepted = {
        "reviewer": "A. Reviewer",
        "date": "2026-11-21",
        "rule_set": "1.0",
        "conclusion": "accepted",
    }
    return {**data, "evidence": [attached], "reviews": [accepted]}


def test_with_all_of_it_level_5_is_reached(whole: Document, tmp_path: Path) -> None:
    found = levels(whole, tmp_path)
    assert gaps(found.judged) == {}
    assert (found.reached, found.name, found.missing) == (5, "evidence", ())


@pytest.mark.parametrize(
    ("name", "values", "pointer"),
    [
        ("review", {"/reviews": []}, "/reviews"),
        ("ledger", {"/evidence/0/kind": "log"}, "/evidence"),
        ("hashes", {"/evidence/0/sha256": "0" * 64}, "/evidence"),
        ("sums", {"/compute/0/accelerator_hours/value": 1300}, "/compute"),
        ("recomputes", {"/impacts/1/amount/value": 1500}, "/impacts"),
        ("recomputes", {"/impacts/5/amount": NOT_DISCLOSED}, "/impacts"),
        ("valid", {"/impakts": []}, "/impakts"),
        ("review", {"/reviews/0/date": "2019-01-01"}, "/reviews"),
    ],
)
def test_each_part_is_needed(
    whole: Document, tmp_path: Path, name: str, values: dict[str, Any], pointer: str
) -> None:
    found = levels(changed(whole, values), tmp_path)
    assert found.reached == 4
    assert gaps(found.missing)[name] == pointer


def test_a_rejection_is_no_acceptance(whole: Document, tmp_path: Path) -> None:
    rejected = changed(whole, {"/reviews/0/conclusion": "changes-requested"})
    assert gaps(levels(rejected, tmp_path).missing) == {"review": "/reviews"}


@pytest.mark.parametrize(
    ("other", "met"),
    [
        ({"date": "2026-11-22"}, False),
        ({}, False),
        ({"date": "2026-11-20"}, True),
        ({"date": "2026-11-22", "reviewer": "B. Reviewer"}, True),
        ({"date": "2026-11-22", "organisation": "Another"}, True),
    ],
)
def test_the_last_review_of_a_reviewer_counts(whole: Document, tmp_path: Path, other, met) -> None:
    (accepted,) = whole["reviews"]
    rejected = {**accepted, "conclusion": "changes-requested", **other}
    found = levels({**whole, "reviews": [accepted, rejected]}, tmp_path)
    assert ("review" not in gaps(found.missing)) == met


def test_an_accounting_with_errors_names_the_rules(whole: Document, tmp_path: Path) -> None:
    gap = verdict(levels(changed(whole, {"/impacts/1/amount/value": 1500}), tmp_path), "recomputes")
    assert "ghg-differs-from-energy-and-factor" in gap.missing


def test_without_its_folder_the_evidence_cannot_be_seen(whole: Document) -> None:
    assert {"hashes", "sums"} <= set(gaps(levels(whole).missing))


def write_ledger(path: Path, lines: list[Document]) -> None:
    """One job for each line, on eight accelerators."""
    columns = [field["name"] for field in json.loads((LEDGER_SCHEMA).read_text(encoding="utf-8"))["fields"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(job(number, line) for number, line in enumerate(lines, 1))


def job(number: int, line: Document) -> Document:
    seconds = line["accelerator_hours"]["value"] * 3600 // 8
    start = datetime(2024, 1, 1)
    axes = {key: line[key] for key in ("component", "stage", "run_type", "outcome", "facility", "equipment")}
    times = {
        "start": start.isoformat(),
        "end": (start + timedelta(seconds=seconds)).isoformat(),
        "elapsed_s": seconds,
    }
    energy = {"energy_kwh": line["energy"]["value"], "energy_boundary": "node"} if "energy" in line else {}
    return {"job_id": number, **axes, **times, "accelerators": 8, "nodes": 1, "restarts": 0, **energy}
