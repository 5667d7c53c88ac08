"""The Moshi-style reference data: ledger and disclosure follow from the log, and reach level 5."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from fullcount.cli import main
from fullcount.disclosure import load
from fullcount.review.check import validate
from fullcount.review.finding import Severity
from fullcount.review.report import assess
from fullcount.rooms import dataset_room

ROOM = dataset_room("moshi")
COMMAND = "python datasets/moshi/disclose.py"
TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `fullcount disclose` makes of the log now."""
    folder = tmp_path_factory.mktemp("moshi")
    inputs = [str(ROOM / "sacct-synthetic.txt.gz"), "--about", str(ROOM / "about.yaml")]
    options = ["--mapping", str(ROOM / "mapping.yaml"), "--user-key", "synthetic", "--today", TODAY]
    assert main(["disclose", *inputs, *options, "--out", str(folder)]) == 0
    return folder


def test_the_ledger_follows_from_the_log(made: Path) -> None:
    now = gzip.decompress((made / "ledger.csv.gz").read_bytes())
    kept = gzip.decompress((ROOM / "ledger.csv.gz").read_bytes())
    assert now == kept, f"run {COMMAND}"


def test_the_disclosure_follows_from_the_ledger(made: Path) -> None:
    assert _without_hash(made / "disclosure.json") == _without_hash(ROOM / "disclosure.json"), (
        f"run {COMMAND}"
    )


def _without_hash(path: Path) -> dict[str, Any]:
    """The hash of a gzip file depends on the version of zlib that wrote it."""
    document: dict[str, Any] = json.loads(path.read_bytes())
    for item in document["evidence"]:
        item.pop("sha256")
    return document


def test_it_reaches_level_5_without_error_or_warning() -> None:
    reviewed = assess(validate(load(ROOM), date.fromisoformat(TODAY)))
    assert [f for f in reviewed.validation.findings if f.severity is not Severity.NOTE] == []
    assert reviewed.levels.reached == 5


def test_every_file_says_that_it_is_synthetic(made: Path) -> None:
    assert json.loads((ROOM / "disclosure.json").read_bytes())["data_status"] == "synthetic"
    assert json.loads((ROOM / "datapackage.json").read_bytes())["x-data-status"] == "synthetic"
    cards = [path.name for path in made.iterdir() if path.suffix in (".md", ".html", ".svg", ".png")]
    assert cards
    assert all("synthetic" in name for name in cards)


def test_the_final_run_is_about_four_per_cent_of_the_whole() -> None:
    totals = json.loads((ROOM / "disclosure.json").read_bytes())["totals"]
    assert 3.5 <= totals["final_share"]["value"] <= 4.5


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # frictionless leaves gzip files open
def test_frictionless_accepts_the_package() -> None:
    report = Package(str(ROOM / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
