"""The synthetic examples: in step with what they are made from, valid, marked, and each at its level."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from fullcount.disclosure import load
from fullcount.impacts import Key, recompute
from fullcount.review.check import validate
from fullcount.review.finding import Severity
from fullcount.review.report import Reviewed, assess
from fullcount.rooms import dataset_room
from fullcount_reports.card import NO_FIGURES, line_of_review, render_html, render_markdown, write_card

ROOM = dataset_room("examples")
COMMAND = "python datasets/examples/make.py"
TODAY = date(2026, 11, 21)
LEVELS = {"method-study": 3, "dataset": 4, "fine-tune": 2, "service": 1}
NAMES = [f"{name}-synthetic.json" for name in LEVELS]
EACH = pytest.mark.parametrize("name", NAMES)


def data_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOM / "disclosures" / name).read_bytes())
    return found


def reviewed(name: str) -> Reviewed:
    return assess(validate(load(ROOM / "disclosures" / name), TODAY))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the script makes now."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("make.py", "package.py", "lines.csv"):
        shutil.copy(ROOM / name, folder)
    shutil.copytree(ROOM / "described", folder / "described")
    subprocess.run([sys.executable, folder / "make.py"], check=True)
    return folder


@pytest.mark.parametrize("name", ["datapackage.json", *(f"disclosures/{name}" for name in NAMES)])
def test_everything_follows_from_the_descriptions_and_the_lines(made: Path, name: str) -> None:
    assert (made / name).read_text("utf-8") == (ROOM / name).read_text("utf-8"), f"run {COMMAND}"


def test_nothing_else_lies_there() -> None:
    assert sorted(path.name for path in (ROOM / "disclosures").iterdir()) == sorted(NAMES)


@EACH
def test_a_disclosure_has_neither_errors_nor_warnings(name: str) -> None:
    findings = reviewed(name).validation.findings
    assert [finding for finding in findings if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(("name", "level"), LEVELS.items())
def test_a_disclosure_reaches_the_level_that_the_readme_gives(name: str, level: int) -> None:
    levels = reviewed(f"{name}-synthetic.json").levels
    assert levels.reached == level
    row = next(line for line in (ROOM / "README.md").read_text("utf-8").splitlines() if f"| `{name}-" in line)
    assert row.endswith(f"| {level} {levels.name} |")


@EACH
def test_a_disclosure_says_everywhere_that_it_is_synthetic(name: str, tmp_path: Path) -> None:
    data = data_of(name)
    assert data["data_status"] == "synthetic"
    for text in (
        name,
        data["id"],
        data["title"],
        data["subject"]["name"],
        data["publisher"]["name"],
        data["note"],
    ):
        assert "synthetic" in text.lower()
    names = [facility["name"] for facility in data["facilities"]] + [
        item["name"] for item in data["equipment"]
    ]
    assert all("(invented)" in name for name in names)


@EACH
def test_every_figure_of_a_line_cites_that_it_is_invented(name: str) -> None:
    figures = [
        value for line in data_of(name)["compute"] for value in line.values() if isinstance(value, dict)
    ]
    valued = [figure for figure in figures if "value" in figure]
    assert valued
    assert {figure["source"] for figure in valued} == {"invented"}


def test_the_package_is_marked_too_and_frictionless_accepts_it() -> None:
    package = json.loads((ROOM / "datapackage.json").read_bytes())
    assert package["x-data-status"] == "synthetic"
    report = Package(str(ROOM / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_a_line_of_the_dataset_has_core_hours_and_another_accelerator_hours() -> None:
    lines = data_of("dataset-synthetic.json")["compute"]
    assert {key for line in lines for key in line if key.endswith("_hours")} == {
        "core_hours",
        "accelerator_hours",
    }
    baselines = {line["id"].partition("/")[2] for line in lines if line["stage"] == "baseline"}
    assert baselines >= {"supervised", "weakly-supervised", "translation"}


def test_the_study_has_five_domains_each_with_baselines_and_failed_runs() -> None:
    data = data_of("method-study-synthetic.json")
    domains = {item["id"] for item in data["subject"]["components"] if item["kind"] == "domain"}
    assert len(domains) == 5
    for wanted in ({"stage": "baseline"}, {"stage": "ablate"}, {"outcome": "failed"}):
        having = {line["component"] for line in data["compute"] if wanted.items() <= line.items()}
        assert having >= domains


def test_a_base_model_stands_in_the_lineage_and_nowhere_in_the_lines() -> None:
    data = data_of("fine-tune-synthetic.json")
    (base,) = data["subject"]["lineage"]
    assert base["relation"] == "fine-tuned-from"
    assert base["disclosure"] == json.loads((dataset_room("moshi") / "disclosure.json").read_bytes())["id"]
    assert {line["component"] for line in data["compute"]} == {"dictation"}


def test_an_impact_of_one_request_is_that_of_all_over_their_number() -> None:
    data = data_of("service-synthetic.json")
    requests = sum(line["runs"]["value"] for line in data["compute"])
    footprint = recompute(load(ROOM / "disclosures" / "service-synthetic.json").data)
    one = [row for row in data["impacts"] if row.get("per") == "one request"]
    assert {row.get("ghg_basis") for row in one if row["category"] == "gwp"} == {"location", "market"}
    for row in one:
        key = Key(row["category"], row["phase"], row.get("part", ""), row.get("ghg_basis", ""))
        total = footprint.get(key)
        assert total is not None
        assert total.total is not None
        assert row["amount"]["value"] == pytest.approx(total.total.value / requests, rel=1e-3)


@EACH
def test_a_card_says_that_its_figures_are_synthetic(name: str, tmp_path: Path) -> None:
    line, data = line_of_review(reviewed(name), "disclosure.json"), data_of(name)
    for text in (render_markdown(data, line, NO_FIGURES), render_html(data, line, NO_FIGURES)):
        assert "SYNTHETIC DATA" in text
    files = write_card(data, line, tmp_path, "footprint")
    assert all("synthetic" in path.name for path in files.paths)
