"""What a crosswalk says is kept is really in the output: another value there gives another output."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from fullcount.disclosure import pointer as pointers
from fullcount_reports.exports.croissant import export as croissant
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.formats import export
from fullcount_reports.exports.package import Package
from fullcount_reports.exports.paths import matching
from fullcount_reports.exports.writing import NOT_EXPRESSED

from .documents import RELEASED

NAMES = ("boamps", "cyclonedx", "dia", "spdx")
PACKAGE = Package("disclosure.yaml", "0" * 64, 10, {})
OTHER = {
    "draft": "published",
    "published": "withdrawn",
    "final": "serve",
    "train": "post-train",
    "model": "service",
    "synthetic": "primary",
    "text": "image",
    "FRA": "USA",
    "2026-11-21": "2026-11-22",
    "2024-01-01": "2024-01-02",
    "2026-01-31": "2026-02-01",
    "fine-tuned-from": "merged-from",
    "nvidia-h100-sxm5-80gb": "nvidia-a100-sxm4-80gb",
}
"""Another code where not any text will do."""
COMPLETE = copy.deepcopy(RELEASED)
COMPLETE["subject"] |= {
    "description": "Invented",
    "developer": "Another (invented)",
    "training_tokens": {"value": 1e12, "unit": "1"},
    "lineage": [
        {
            "name": "Elder (invented)",
            "relation": "fine-tuned-from",
            "note": "Invented",
            "url": "https://example.org/elder",
            "disclosure": "invented/elder",
        }
    ],
}
COMPLETE["scope"]["cut_off"] = "Invented"
COMPLETE["facilities"][0] |= {
    "cloud_region": "invented-1",
    "subdivision": "FRA-X",
    "location": "Nowhere",
}
COMPLETE["equipment"].append({"id": "cpu", "name": "Node (invented)", "cores_per_node": 64, "nodes": 2})
COMPLETE["equipment"][1]["power"] = {
    "value": 5,
    "unit": "W",
    "boundary": "node",
    "power_basis": "measured-wall",
}
COMPLETE["compute"] = [COMPLETE["compute"][7], copy.deepcopy(COMPLETE["compute"][0])]
COMPLETE["compute"][0]["period"] = {"start": "2024-01-01", "end": "2024-02-01"}
COMPLETE["compute"][1] = {
    **{
        key: COMPLETE["compute"][1][key]
        for key in ("id", "component", "stage", "run_type", "outcome", "facility")
    },
    "equipment": "cpu",
    "core_hours": {"value": 100, "unit": "core-h"},
}
ROWS = {"one stage": {"covers": {"lines": ["final"]}}, "all work": {}}
HIDDEN_BY = {
    "/facilities/*/country": ("facilities", "cloud_region", "subdivision"),
    "/facilities/*/subdivision": ("facilities", "cloud_region"),
    "/facilities/*/cloud_region": ("facilities", "location"),
    "/equipment/*/accelerators_per_node": ("compute", "accelerators"),
    "/equipment/*/nodes": ("compute", "accelerators"),
}
"""What must be away for a place to be looked at."""


def documents(pattern: str) -> Iterator[dict[str, Any]]:
    """Documents in which a place can show: amounts of one stage, or of all work."""
    for covers in ROWS.values():
        document = copy.deepcopy(COMPLETE)
        document["impacts"] = [{**row, **covers} for row in document["impacts"]]
        if not pattern.startswith("/impacts"):
            document["impacts"] = []
        section, *keys = HIDDEN_BY.get(pattern, ("compute",))
        for key in keys:
            document[section][0].pop(key, None)
        yield document


def changed(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, dict):
        return {**value, "value": value["value"] * 1.5}
    if isinstance(value, list):
        return [OTHER.get(item, f"{item}x") for item in value]
    if isinstance(value, str):
        return OTHER.get(value, f"{value}x")
    return value + 1


def outputs(document: dict[str, Any], name: str) -> dict[str, str]:
    files = dict(export(document, name).files)
    files.pop(NOT_EXPRESSED, None)
    return files


def with_change(document: dict[str, Any], pointer: str) -> dict[str, Any]:
    found = copy.deepcopy(document)
    *steps, last = pointers.split(pointer)
    node: Any = found
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else node[step]
    key: Any = int(last) if isinstance(node, list) else last
    node[key] = changed(node[key])
    return found


KEPT = [(name, crossing.ours) for name in NAMES for crossing in crosswalk(name)]


@pytest.mark.parametrize(("name", "pattern"), KEPT, ids=[f"{name}{pattern}" for name, pattern in KEPT])
def test_another_value_gives_another_output(name: str, pattern: str) -> None:
    shown = [
        outputs(with_change(document, place.pointer), name) != outputs(document, name)
        for document in documents(pattern)
        for place in matching(document, pattern)
    ]
    assert any(shown), f"no place of {pattern} shows in {name}: correct the crosswalk or the exporter"


@pytest.mark.parametrize(
    "place", ["/id", "/title", "/revision/date", "/licence", "/data_status", "/subject/url"]
)
def test_another_value_gives_other_metadata_of_files(place: str) -> None:
    before, after = (
        croissant(document, "1.0", PACKAGE).files["croissant.json"]
        for document in (COMPLETE, with_change(COMPLETE, place))
    )
    assert before != after


def test_a_place_that_is_in_no_crosswalk_does_not_show() -> None:
    before, after = (
        outputs(document, "dia") for document in (COMPLETE, with_change(COMPLETE, "/scope/cut_off"))
    )
    assert before == after
