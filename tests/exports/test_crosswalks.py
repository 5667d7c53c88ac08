"""Every crosswalk names places that the schema has, facets that figures have, and ways that there are."""

import csv
import json
import re
from pathlib import Path

import pytest

from fullcount.rooms import schema_room
from fullcount_reports.card import ReviewLine
from fullcount_reports.exports.crosswalk import FACETS, crosswalk
from fullcount_reports.exports.formats import FORMATS, export
from fullcount_reports.exports.package import Package

from .documents import RELEASED

FOLDER = schema_room() / "crosswalks"
SCHEMA = json.loads((schema_room() / "disclosure.schema.json").read_text(encoding="utf-8"))
VERDICT = ReviewLine(1, "headline", (), 0, 0, 0, "1.0.0", "1.0", "0" * 64, "disclosure.json")
NAMES = sorted(path.stem for path in FOLDER.glob("*.csv") if not path.stem.endswith(".codes"))


def resolved(node: dict) -> dict:
    return SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node


def exists(pattern: str) -> bool:
    """Whether the schema has a place that the pattern can name; extensions are anybody's."""
    node: dict = SCHEMA
    for step in pattern.strip("/").split("/"):
        node = resolved(node)
        if step.startswith("*"):
            node = node.get("items", {})
            codes = re.findall(r"(\w+)=", step)
            if not codes or all(code in resolved(node).get("properties", {}) for code in codes):
                continue
            return False
        if step not in node.get("properties", {}):
            return False
        node = node["properties"][step]
    return True


def test_every_format_has_a_crosswalk() -> None:
    assert set(FORMATS) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_place_of_a_crosswalk_is_in_the_schema(name: str) -> None:
    assert [crossing.ours for crossing in crosswalk(name) if not exists(crossing.ours)] == []


@pytest.mark.parametrize("name", NAMES)
def test_ways_and_facets_are_known(name: str) -> None:
    assert {crossing.way for crossing in crosswalk(name)} <= {"both", "export", "import"}
    assert {facet for crossing in crosswalk(name) for facet in crossing.dropped} <= set(FACETS)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_the_tables_are_whole(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert rows
    assert [row for row in rows if None in row or None in row.values()] == []


def test_a_place_that_no_schema_has_is_told_apart() -> None:
    assert exists("/compute/*/energy")
    assert not exists("/compute/*/electricity")
    assert not exists("/impacts/*[kind=gwp]/amount")


@pytest.mark.parametrize("name", FORMATS)
def test_the_files_that_a_format_is_said_to_make_are_those_that_it_makes(name: str) -> None:
    needs = FORMATS[name].needs
    beside = {"verdict": VERDICT, "package": Package("disclosure.json", "0" * 64, 10, {})}.get(needs)
    said = FORMATS[name].files.replace("STAGE", "training").replace("RECIPIENT", "AIO")
    made = export(RELEASED, name, beside=beside).files
    assert {file for file in re.split(r",? and |, | for ", said) if "." in file} <= set(made)
    assert {file for file in made if not file.endswith(".pdf")} - {"not-expressed.txt"} == {
        file for file in made if file in said or file.startswith("boamps-")
    }
