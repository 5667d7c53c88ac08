"""Export, then import: what the crosswalk calls both comes back, energies add up, and nothing else is made up."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from fullcount.disclosure import shape_errors
from fullcount.draft.imports import read
from fullcount.draft.imports.head import with_head
from fullcount_reports.exports.crosswalk import FACETS, Crossing, crosswalk
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.formats import export
from fullcount_reports.exports.losses import WHOLE
from fullcount_reports.exports.paths import matching
from fullcount_reports.exports.writing import NOT_EXPRESSED

from .documents import DISCLOSURES, MOSHI, RELEASED, released

NAMES = ("boamps", "cyclonedx", "dia", "spdx")
TODAY = "2027-01-01"
Node = dict[str, Any]


def exported_and_read(document: Node, name: str) -> tuple[set[str], Node]:
    """The places that an export says it loses as a whole, and the draft that an import makes of it."""
    exported = export(document, name)
    files = [json.loads(text) for file, text in exported.files.items() if file != NOT_EXPRESSED]
    text = json.dumps(files if len(files) > 1 else files[0])
    imported = read(text.encode(), f"{name}.json", name)
    return {loss.where for loss in exported.losses if loss.what == WHOLE}, with_head(imported.draft, TODAY)


def there_and_back(document: Node, name: str) -> Iterator[tuple[str, object, object]]:
    """Each place that should come back: pointer, before, after."""
    lost, draft = exported_and_read(document, name)
    for crossing in crosswalk(name):
        if crossing.way != "both":
            continue
        back = {place.pointer: place.value for place in matching(draft, crossing.ours)}
        for place in matching(document, crossing.ours):
            if place.pointer not in lost:
                before, after = place.value, back.get(place.pointer)
                yield place.pointer, _kept(before, crossing), _kept(after, crossing)


def _kept(value: object, crossing: Crossing) -> object:
    """A figure without what the crosswalk says it loses; an import adds where it was read."""
    if not isinstance(value, Mapping):
        return value
    gone = {key for facet in crossing.dropped for key in FACETS[facet]}
    return {key: said for key, said in value.items() if key not in gone}


def work_of(document: Node) -> Node:
    """The energies of a draft by stage."""
    found: dict[str, float] = {}
    for line in document["compute"]:
        found[line["stage"]] = found.get(line["stage"], 0.0) + line["energy"].get("value", 0.0)
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("document", [RELEASED, released(MOSHI)], ids=["base", "moshi"])
def test_what_the_crosswalk_calls_both_comes_back(document: Node, name: str) -> None:
    places = list(there_and_back(document, name))
    assert places
    assert [place for place in places if place[1] != place[2]] == []


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(document=DISCLOSURES)
def test_it_comes_back_whatever_the_work_and_the_texts(name: str, document: Node) -> None:
    try:
        places = list(there_and_back(document, name))
    except NotExpressibleError:
        return
    assert [place for place in places if place[1] != place[2]] == []


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40)
@given(document=DISCLOSURES)
def test_a_draft_is_well_formed_whatever_was_exported(name: str, document: Node) -> None:
    try:
        _, draft = exported_and_read(document, name)
    except NotExpressibleError:
        return
    assert [str(error) for error in shape_errors(draft)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_energy_of_all_work_that_has_a_place_comes_back(name: str) -> None:
    _, draft = exported_and_read(RELEASED, name)
    whole, final = 26784, 5184
    expected = final if name == "spdx" else whole
    assert sum(work_of(draft).values()) == pytest.approx(expected)


@pytest.mark.parametrize("name", ["boamps", "cyclonedx", "spdx"])
def test_final_training_stays_final_training(name: str) -> None:
    _, draft = exported_and_read(RELEASED, name)
    assert work_of(draft)["final"] == 5184


def test_research_keeps_its_stages_in_boamps() -> None:
    _, draft = exported_and_read(RELEASED, "boamps")
    assert set(work_of(draft)) == {"data", "explore", "ablate", "hyperparam", "other", "final"}


@pytest.mark.parametrize("name", ["boamps", "cyclonedx"])
def test_the_boundary_of_energies_comes_back(name: str) -> None:
    _, draft = exported_and_read(RELEASED, name)
    assert {line["energy"]["boundary"] for line in draft["compute"]} == {"facility"}


def test_gases_come_back_in_kilograms_from_tonnes() -> None:
    _, draft = exported_and_read(RELEASED, "cyclonedx")
    total = sum(row["amount"]["value"] for row in draft["impacts"])
    assert total == pytest.approx(26784 * 0.044)
    assert {row["ghg_basis"] for row in draft["impacts"]} == {"location"}


def test_lineage_comes_back_where_its_relation_has_a_word() -> None:
    document = json.loads(json.dumps(RELEASED))
    document["subject"]["lineage"] = [{"name": "Elder (invented)", "relation": "merged-from"}]
    _, draft = exported_and_read(document, "dia")
    (ancestor,) = draft["subject"]["lineage"]
    assert (ancestor["name"], ancestor["relation"]) == ("Elder (invented)", "merged-from")
