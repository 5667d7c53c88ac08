"""What the crosswalk says is kept is in the files, and what it says is lost is not."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from fullcount_reports.exports.crosswalk import Crossing, crosswalk
from fullcount_reports.exports.formats import export
from fullcount_reports.exports.losses import losses
from fullcount_reports.exports.paths import is_figure, matching, places

CROSSINGS = crosswalk("latex")
OTHER_CODE = {
    "/data_status": "transcribed",
    "/revision/status": "draft",
    "/equipment/*/manufacture/*/per": "cluster",
}
pytestmark = pytest.mark.usefixtures("undrawn")


def at(document: Any, pointer: str) -> tuple[Any, Any]:
    """What holds the place, and its key there."""
    *above, last = pointer.strip("/").split("/")
    for step in above:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document, int(last) if isinstance(document, list) else last


def changed(document: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    document = copy.deepcopy(document)
    holder, key = at(document, pointer)
    holder[key] = value
    return document


def another(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case str():
            return f"{value}x"
        case int() | float():
            return value * 3 + 1
        case list():
            return [*value, "x"]
        case _:
            return value | {"value": value["value"] * 3 + 1}


def texts(document: dict[str, Any], verdict: object) -> dict[str, str]:
    """The files, without the comments that tell the losses."""
    files = export(document, "latex", "", verdict).files
    text = {name: data for name, data in files.items() if isinstance(data, str)}
    return {name: data.partition("% Not expressed here: ")[0] for name, data in text.items()}


@pytest.mark.parametrize("crossing", CROSSINGS, ids=lambda crossing: crossing.ours)
def test_what_is_kept_is_in_the_files(crossing: Crossing, full, verdict) -> None:
    found = list(matching(full, crossing.ours))
    assert found, "the document of the tests has no such place"
    before, seen = texts(full, verdict), []
    for place in found:
        other = OTHER_CODE.get(crossing.ours) or another(place.value)
        after = texts(changed(full, place.pointer, other), verdict)
        seen.append({name for name in before if before[name] != after[name]})
    assert {name for names in seen for name in names} >= files_of(crossing)


def files_of(crossing: Crossing) -> set[str]:
    names = ("footprint.tex", "footprint-checklist.tex", "sources.bib")
    return {name for name in names if name in crossing.theirs}


Pair = tuple[Mapping[str, Any], Mapping[str, Any]]


def pairs(figure: Mapping[str, Any]) -> Iterator[tuple[str, Pair]]:
    """Two figures for each facet that differ in nothing else."""
    bare = {"value": figure["value"], "unit": figure["unit"]}
    bound = {"unit": figure["unit"]}
    yield "interval", (bare, bare | {"low": figure["value"] / 2, "high": figure["value"] * 2})
    yield "bound", (bound | {"below": figure["value"] * 2}, bound | {"below": figure["value"] * 7})
    yield "digits", (bare, bare | {"significant_figures": 1})
    yield "basis", (bare | {"basis": "measured"}, bare | {"basis": "estimated"})
    yield "source", (bare | {"source": "ember"}, bare | {"source": "assumption", "locator": "p. 3"})
    yield "note", (bare, bare | {"note": "noted"})
    yield (
        "reason",
        tuple(  # type: ignore[misc]
            {"not_disclosed": {"reason": reason}} for reason in ("not-measured", "confidential")
        ),
    )


INPUTS = {"/compute/*/accelerator_hours": {"interval"}}
"""Facets that are not shown and change what is recomputed from them."""
FIGURES = [crossing for crossing in CROSSINGS if crossing.dropped]


@pytest.mark.parametrize("crossing", FIGURES, ids=lambda crossing: crossing.ours)
def test_facets_are_kept_and_lost_as_the_crosswalk_says(crossing: Crossing, full, verdict) -> None:
    figures = [place for place in matching(full, crossing.ours) if is_figure(place.value)]
    shown: dict[str, bool] = {}
    for place in figures:
        for facet, (one, other) in pairs(place.value):
            files = [texts(changed(full, place.pointer, value), verdict) for value in (one, other)]
            shown[facet] = shown.get(facet, False) or files[0] != files[1]
    dropped = set(crossing.dropped) - {"boundary"} - INPUTS.get(crossing.ours, set())
    assert {facet for facet, seen in shown.items() if not seen} == dropped


def test_every_other_place_is_a_loss_and_not_in_the_files(full, verdict) -> None:
    before = texts(full, verdict)
    kept = {place.pointer for crossing in CROSSINGS for place in matching(full, crossing.ours)}
    identifying = {
        "id",
        "source",
        "facility",
        "equipment",
        "energy",
    }  # what figures are found and computed by
    lost = [
        place
        for place in places(full)
        if place.pointer not in kept and not set(place.pointer.split("/")) & identifying
    ]
    assert lost
    for place in lost:
        assert texts(changed(full, place.pointer, another(place.value)), verdict) == before, place.pointer


def test_losses_are_those_of_the_crosswalk(full, verdict) -> None:
    assert export(full, "latex", "", verdict).losses == losses(full, CROSSINGS)
