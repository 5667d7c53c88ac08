"""Patterns name places, and every place of a document is named by its own pointer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.rooms import schema_room
from fullcount_reports.exports.paths import matching, places

BASE = json.loads((schema_room() / "conformance/base.json").read_text(encoding="utf-8"))
DOCUMENT = {
    "subject": {"name": "a"},
    "impacts": [
        {"category": "gwp", "phase": "use", "amount": {"value": 1, "unit": "kgCO2e"}},
        {"category": "gwp", "phase": "manufacture", "amount": {"value": 2, "unit": "kgCO2e"}},
        {"category": "water", "phase": "use", "part": "on-site", "amount": {"value": 3, "unit": "L"}},
    ],
    "practices": [],
}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("/subject/name", ["/subject/name"]),
        ("/subject", ["/subject/name"]),
        ("/impacts/*/amount", ["/impacts/0/amount", "/impacts/1/amount", "/impacts/2/amount"]),
        ("/impacts/*[category=gwp]/amount", ["/impacts/0/amount", "/impacts/1/amount"]),
        ("/impacts/*[category=gwp,phase=use]/amount", ["/impacts/0/amount"]),
        ("/impacts/*[phase=use,part=]/amount", ["/impacts/0/amount"]),
        ("/impacts/*[category=pe]/amount", []),
        ("/practices", ["/practices"]),
        ("/nothing/*/here", []),
        ("/subject/*/name", []),
    ],
)
def test_a_pattern_names_the_places_it_says(pattern: str, found: list[str]) -> None:
    assert [place.pointer for place in matching(DOCUMENT, pattern)] == found


def test_a_figure_is_one_place() -> None:
    assert "/impacts/0/amount/value" not in {place.pointer for place in places(DOCUMENT)}


def test_every_place_of_a_document_is_found_once_and_by_its_own_pointer() -> None:
    found = [place.pointer for place in places(BASE)]
    assert len(found) == len(set(found))
    for pointer in found:
        assert [place.pointer for place in matching(BASE, pointer.replace("/*", ""))] in ([pointer], [])


KEYS = st.text("abcXY12", min_size=1, max_size=3)
TREES = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(KEYS, children, max_size=3),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, TREES, max_size=4))
def test_places_and_patterns_never_disagree_whatever_the_document(document: dict[str, object]) -> None:
    whole = {place.pointer for place in places(document)}
    below = {place.pointer for key in document for place in matching(document, f"/{key}")}
    assert below == whole - {""} if document else whole == set()
