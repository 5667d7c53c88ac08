"""What an export says is lost of places and hardware is what it does not show: no more, and no less."""

import copy
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.disclosure import shape_errors
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.formats import export
from fullcount_reports.exports.losses import WHOLE, Loss
from fullcount_reports.exports.paths import matching

from .documents import RELEASED
from .test_kept import outputs, with_change

NAMES = ("boamps", "cyclonedx", "dia", "eu_gpai", "fmti", "huggingface", "impact_framework", "sci")
STAGES = ("final", "explore", "data", "serve")


@st.composite
def placed(draw: st.DrawFn) -> dict[str, Any]:
    """Work at several places on several kinds of hardware, any of which may say less than another."""
    document = copy.deepcopy(RELEASED)
    document["scope"]["period"] = {"start": "2025-01-01", "end": "2025-12-31"}
    document["impacts"] = []
    site, node = document["facilities"][0], document["equipment"][0]
    site |= {"cloud_region": "invented-1", "location": "Nowhere", "subdivision": "FRA-X"}
    document["facilities"] = [
        _less(
            draw, site, ("cloud_region", "location", "country", "operator", "subdivision"), f"site-{number}"
        )
        for number in range(3)
    ]
    document["equipment"] = [
        _less(draw, node, ("accelerator", "accelerators_per_node", "nodes"), f"node-{number}")
        for number in range(3)
    ]
    final = next(line for line in document["compute"] if line["stage"] == "final")
    document["compute"] = [_line(draw, final, number) for number in range(draw(st.integers(1, 4)))]
    assert [error for error in shape_errors(document) if error.breaks_shape] == []
    return document


def _less(draw: st.DrawFn, whole: dict[str, Any], optional: tuple[str, ...], identity: str) -> dict[str, Any]:
    left_out = draw(st.sets(st.sampled_from(optional), max_size=2))
    item = {key: value for key, value in copy.deepcopy(whole).items() if key not in left_out}
    return {**item, "id": identity, "name": f"{identity} (invented)"}


def _line(draw: st.DrawFn, final: dict[str, Any], number: int) -> dict[str, Any]:
    line = {
        **copy.deepcopy(final),
        "id": f"line-{number}",
        "stage": draw(st.sampled_from(STAGES)),
        "facility": f"site-{draw(st.integers(0, 2))}",
        "equipment": f"node-{draw(st.integers(0, 2))}",
    }
    for key in draw(st.sets(st.sampled_from(["accelerators", "energy", "wall_clock"]))):
        line.pop(key, None)
    return line


PLAIN = re.compile(
    r"/(facilities|equipment)/\*/"
    r"(name|operator|country|cloud_region|location|subdivision|accelerator|accelerators_per_node|nodes)"
    r"|/compute/\*/(accelerators|wall_clock|period/start)"
)
"""Texts and counts, which show only where they are told: figures show in what is computed of them, too."""
PATTERNS = {name: [each.ours for each in crosswalk(name) if PLAIN.fullmatch(each.ours)] for name in NAMES}


def lost_of(losses: tuple[Loss, ...], pattern: str, places: int) -> int:
    """How many places of a pattern are said to be lost as a whole."""
    if any(each.what == WHOLE and pattern.startswith(f"{each.where}/") for each in losses):
        return places
    return sum(each.times for each in losses if each.where == pattern and each.what == WHOLE)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25)
@given(document=placed())
def test_what_is_said_to_be_lost_is_what_does_not_show(name: str, document: dict[str, Any]) -> None:
    try:
        exported, before = export(document, name), outputs(document, name)
    except NotExpressibleError:
        return
    for pattern in PATTERNS[name]:
        places = list(matching(document, pattern))
        shown = [place.pointer for place in places if _shows(document, place.pointer, name, before)]
        said = lost_of(exported.losses, pattern, len(places))
        assert said == len(places) - len(shown), f"{pattern}: {said} said to be lost; shown are {shown}"


def _shows(document: dict[str, Any], pointer: str, name: str, before: dict[str, str]) -> bool:
    try:
        return outputs(with_change(document, pointer), name) != before
    except NotExpressibleError:
        return True
