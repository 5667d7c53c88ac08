"""A scenario is a copy along the path of its changes: the original stays as it was, the rest are the same objects."""

import copy
import json
from contextlib import suppress
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure.shape import shape_errors
from fullcount.factors import default_library
from fullcount.impacts import recompute
from fullcount.impacts.scenario import NAMES, ScenarioError, apply, parse_changes
from fullcount.rooms import dataset_room

from .lab import ENERGY, GHG_LOCATION, GHG_MANUFACTURE, lab, original, scenario, total

EXAMPLES = [
    *(example for name in NAMES.values() for example in name.examples if example != "power=tdp"),
    *("power=tdp*0.5,host=1.4", "facility=south", "grid@south=50", "pue@north=1.1", "without@codec=ablate"),
]
FINE = [text for text in EXAMPLES if text != "power=tdp*0.6"]
MOSHI = json.loads((dataset_room("moshi") / "disclosure.json").read_bytes())


def figures(node: Any) -> list[dict[str, Any]]:
    """Every figure of a document, as the object that it is."""
    if isinstance(node, dict):
        own = [node] if node.keys() & {"value", "low", "below"} else []
        return own + [found for part in node.values() for found in figures(part)]
    return [found for part in node for found in figures(part)] if isinstance(node, list) else []


@given(st.lists(st.sampled_from(EXAMPLES), max_size=5))
def test_the_original_is_never_changed(texts: list[str]) -> None:
    document = lab()
    before = copy.deepcopy(document)
    with suppress(ScenarioError):
        scenario(document, *texts)
    assert document == before


@pytest.mark.parametrize("text", FINE)
def test_figures_that_no_change_names_are_the_same_objects(text: str) -> None:
    document = lab()
    made = scenario(document, text)
    kept = {id(figure) for figure in figures(document)}
    new = [figure for figure in figures(made.document) if id(figure) not in kept]
    assert all(figure.get("basis") in {"estimated", "default", "calculated"} for figure in new)
    assert len(new) < len(figures(document)) / 2


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("grid=50", {"facilities"}),
        ("pue=1.1", {"facilities", "compute"}),
        ("lifetime=4", {"equipment"}),
        ("power=650W:node", {"equipment", "compute"}),
        ("without=failed", set()),
        ("mixer=linear:length=8192:width=4096", set()),
        ("facility=south", {"compute"}),
    ],
)
def test_sections_that_a_change_does_not_touch_are_the_same_lists(text: str, sections: set[str]) -> None:
    document = lab()
    made: Any = scenario(document, text).document
    assert {name for name in document if made[name] is not document[name]} == sections


def test_a_changed_facility_keeps_its_other_figures() -> None:
    document = lab()
    north = scenario(document, "pue=1.1").document["facilities"][0]
    assert north["wue"] is document["facilities"][0]["wue"]
    assert (
        north["carbon_intensity_location_based"]
        is document["facilities"][0]["carbon_intensity_location_based"]
    )


def test_no_change_is_the_disclosure_itself() -> None:
    document = lab()
    made = scenario(document)
    assert made.document == document
    assert made.weights == {}
    assert made.changes == ()


def test_the_small_lab_is_well_formed() -> None:
    assert shape_errors(lab()) == []


@pytest.mark.parametrize("text", FINE)
def test_a_scenario_is_a_well_formed_disclosure(text: str) -> None:
    assert shape_errors(scenario(lab(), text).document) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("power=tdp*0.6", "host=1.5", "pue=1.1"),
        ("accelerator=nvidia-b200-sxm6-180gb:2", "power=tdp,host=1.5", "without=failed:0.3"),
        ("facility=south", "grid=FRA-2024", "lifetime=4"),
        ("without=failed:0.3", "without=explore:0.7", "mixer=linear:length=8192:width=4096"),
    ],
)
def test_the_order_of_changes_does_not_count(texts: tuple[str, ...]) -> None:
    made = [scenario(lab(), *order) for order in permutations(texts)]
    assert all(other == made[0] for other in made)
    assert made[0] == scenario(lab(), ",".join(texts))


@given(st.sampled_from(["failed", "ablate", "explore", "run_type/debug", "stage/final"]))
def test_nothing_removed_changes_nothing(code: str) -> None:
    document = lab()
    made = scenario(document, f"without={code}:0%")
    assert set(made.weights.values()) == {1.0}
    for row in recompute(document).rows:
        assert total(made, row.key) == (row.total.value if row.total else None)


@given(st.floats(0, 1, allow_subnormal=False), st.floats(0, 1, allow_subnormal=False))
def test_more_removed_leaves_less(one: float, other: float) -> None:
    shares = sorted((one, other))
    less, more = (total(scenario(lab(), f"without=failed:{share!r}"), ENERGY) for share in shares)
    assert less is not None
    assert more is not None
    assert more <= less <= original(lab(), ENERGY)


def test_the_present_grid_leaves_impacts_as_they_are() -> None:
    made = apply(MOSHI, parse_changes(["grid=FRA-2024"]), default_library())
    assert recompute(made.document) == recompute(MOSHI)


@given(st.floats(0.1, 50))
def test_manufacture_goes_with_one_over_the_lifetime(years: float) -> None:
    once, twice = (total(scenario(lab(), f"lifetime={x!r}"), GHG_MANUFACTURE) for x in (years, 2 * years))
    assert once is not None
    assert twice == pytest.approx(once / 2)


@given(st.floats(1, 10), st.floats(0, 2000))
def test_greenhouse_gases_go_with_pue_and_intensity(pue: float, intensity: float) -> None:
    made = scenario(lab(), f"pue={pue!r},grid={intensity!r}")
    plain = scenario(lab(), "pue=1,grid=1000")
    one = total(plain, GHG_LOCATION)
    assert one is not None
    assert total(made, GHG_LOCATION) == pytest.approx(one * pue * intensity / 1000)


def made_or_refused(text: str) -> bool:
    """Whether a text makes a scenario that says what it does, or is refused with a reason."""
    try:
        return bool(scenario(lab(), text).changes)
    except ScenarioError as error:
        return bool(error.problems)


@given(st.text(max_size=40))
def test_any_text_is_a_change_or_a_problem(text: str) -> None:
    assert made_or_refused(text)


NAMED = [f"{name}{at}=" for name in NAMES for at in ("", "@north", "@gpu", "@codec")]


@given(st.sampled_from(NAMED), st.text(alphabet="0123456789.:%*/-+eEinfFRAUSdtphW", max_size=12))
def test_any_value_is_good_or_a_problem(name: str, value: str) -> None:
    assert made_or_refused(name + value)
