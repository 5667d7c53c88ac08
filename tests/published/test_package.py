"""The package of published footprints: well described, cited row by row, and silent where nothing is known."""

import csv
import json
from typing import Any

import pytest

from fullcount.disclosure import load, shape_errors
from fullcount.review.check import validate
from fullcount.review.finding import Severity
from fullcount.rooms import dataset_room

from .test_rows import TODAY

ROOM = dataset_room("published")
PACKAGE = json.loads((ROOM / "datapackage.json").read_text(encoding="utf-8"))
MOSHI = load(ROOM / "disclosures/moshi-2026.json")
TABLES = {item["path"]: item["schema"] for item in PACKAGE["resources"] if "schema" in item}


def rows(name: str = "published.csv") -> list[dict[str, str]]:
    with (ROOM / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def figures(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        here = [node] if "unit" in node or "not_disclosed" in node else []
        return here + [figure for item in node.values() for figure in figures(item)]
    return [figure for item in node for figure in figures(item)] if isinstance(node, list) else []


@pytest.mark.filterwarnings("default")  # frictionless warns of its own dependencies
def test_frictionless_finds_the_package_valid() -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(ROOM / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []
    assert report.valid


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described_and_numbers_have_a_unit(name: str) -> None:
    schema = TABLES[name]
    assert [field["name"] for field in schema["fields"]] == list(rows(name)[0])
    assert all(field["description"] and field["title"] for field in schema["fields"])
    assert all("unit" in field for field in schema["fields"] if field["type"] == "number")
    assert schema["missingValues"] == [""]


def test_every_row_names_its_source_and_the_package_lists_it() -> None:
    listed = {source["path"] for source in PACKAGE["sources"]}
    assert {
        row["source_url"]
        for row in (*rows(), *rows("agreement.csv"), *rows("transcription/restatements.csv"))
    } == listed


def test_row_ids_run_without_a_gap() -> None:
    assert [row["row_id"] for row in rows()] == [f"P{number:03d}" for number in range(1, len(rows()) + 1)]


def test_the_readme_counts_what_is_there() -> None:
    table = rows()
    subjects, makers = ({row[column] for row in table} for column in ("model", "organisation"))
    text = " ".join((ROOM / "README.md").read_text(encoding="utf-8").split())
    assert f"{len(table)} rows of {len(subjects)} subjects from {len(makers)} organisations" in text
    assert f"{len(list((ROOM / 'disclosures').glob('*.json')))} disclosures made of them" in text


def test_one_row_states_greenhouse_gases_on_an_unspecified_basis_or_on_a_stated_one() -> None:
    both = [
        row["row_id"]
        for row in rows()
        if row["ghg_unspecified_tco2e"] and (row["ghg_location_tco2e"] or row["ghg_market_tco2e"])
    ]
    assert both == []


def test_the_disclosure_on_moshi_is_valid_and_has_no_error() -> None:
    assert shape_errors(MOSHI.data) == []
    assert [f for f in validate(MOSHI, TODAY).findings if f.severity is not Severity.NOTE] == []


def test_the_disclosure_on_moshi_states_two_figures_and_no_other() -> None:
    known = [figure for figure in figures(MOSHI.data) if "not_disclosed" not in figure]
    assert [(figure["value"], figure["source"]) for figure in known] == [(7e9, "paper"), (4, "summary")]
    assert MOSHI.data["totals"]["final_share"] == known[1]
    assert "secondary" in known[1]["note"]


def test_every_other_figure_on_moshi_is_not_stated() -> None:
    missing = [figure["not_disclosed"] for figure in figures(MOSHI.data) if "not_disclosed" in figure]
    assert len(missing) > 30
    assert {item["reason"] for item in missing} == {"not-stated"}
