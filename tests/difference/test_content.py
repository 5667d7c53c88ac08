"""What counts as a difference, by what things are known, and what is said of a figure."""

import copy
from typing import Any

import pytest

from fullcount.review.difference import Change, FigureChange, PartChange, TextChange
from fullcount.review.difference.figure import step

from .pair import BASE, changes, compared


def figure(value: float, **more: Any) -> dict[str, Any]:
    return {"value": value, "unit": "kWh", **more}


@pytest.mark.parametrize(
    ("before", "after", "within"),
    [
        (24.69, 24.7, True),
        (24.69, 24.8, False),
        (2100, 2104.5, True),
        (2100, 2204, False),
        (1, 2, False),
        (0.12, 0.13, False),
        (0, 0.1, False),
    ],
)
def test_a_change_is_within_rounding_where_one_value_may_be_the_other(
    before: float, after: float, within: bool
) -> None:
    assert step(figure(before), figure(after)).within_rounding is within


def test_stated_digits_say_how_it_was_rounded() -> None:
    assert step(figure(2100, significant_figures=4), figure(2104.5)).within_rounding is False


def test_a_change_is_exact_in_the_printed_decimals() -> None:
    assert step(figure(0.3), figure(0.1)).absolute == -0.2
    assert step(figure(5184), figure(5200)).absolute == 16


@pytest.mark.parametrize(
    "other",
    [
        {"below": 5, "unit": "kWh"},
        {"value": 5, "unit": "MWh"},
        {"value": "5", "unit": "kWh"},
        {"value": True, "unit": "kWh"},
        {"low": 1, "unit": "kWh"},
        {"value": 5, "unit": "kWh", "significant_figures": 0},
    ],
)
def test_no_change_is_computed_from_a_bound_another_unit_or_a_fault(other: dict[str, Any]) -> None:
    assert step(figure(4), other) == (None, None, None)


def test_of_nothing_there_is_no_share() -> None:
    assert step(figure(0), figure(3)) == (3, None, False)


def test_an_interval_has_its_middle() -> None:
    ends = {"low": 2, "high": 4, "unit": "kWh"}
    assert step(ends, figure(6)).absolute == 3


def test_the_order_of_lists_and_keys_is_no_difference() -> None:
    other = copy.deepcopy(BASE)
    for name, value in other.items():
        if isinstance(value, list):
            other[name] = value[::-1]
    other["scope"]["life_cycle"].reverse()
    assert changes(BASE, dict(reversed(other.items()))) == []


def test_a_line_that_was_renamed_is_the_same_line() -> None:
    other = copy.deepcopy(BASE)
    other["compute"][0]["id"] = "renamed"
    (change,) = [found for found in changes(BASE, other) if found.spot.path.startswith("compute")]
    assert isinstance(change, TextChange)
    assert (change.before, change.after) == (BASE["compute"][0]["id"], "renamed")


def test_two_lines_of_the_same_axes_are_not_guessed() -> None:
    line = {"component": "m", "stage": "final", "run_type": "train", "outcome": "completed"}
    before = {"compute": [{"id": "a", **line}, {"id": "b", **line}]}
    after = {"compute": [{"id": "c", **line}, {"id": "d", **line}]}
    found = {(change.change, change.spot.path) for change in changes(before, after)}
    gone = {(Change.DISAPPEARED, "compute[a]"), (Change.DISAPPEARED, "compute[b]")}
    assert found == gone | {(Change.APPEARED, "compute[c]"), (Change.APPEARED, "compute[d]")}


def test_an_impact_is_known_by_what_it_is_of() -> None:
    use = {"category": "gwp", "phase": "use", "ghg_basis": "location", "amount": figure(3)}
    before = {"impacts": [use, {**use, "ghg_basis": "market"}, {**use, "covers": {"lines": ["b", "a"]}}]}
    after = {
        "impacts": [{**use, "covers": {"lines": ["a", "b"]}, "amount": figure(4)}, *before["impacts"][:2]]
    }
    (change,) = changes(before, after)
    assert change.spot == (
        "impacts[gwp/use/location/lines=a+b].amount",
        "/impacts/2/amount",
        "/impacts/0/amount",
    )


def test_a_figure_becomes_disclosed_as_a_whole() -> None:
    missing = {"not_disclosed": {"reason": "not-measured", "note": "no meter"}}
    before, after = {"energy": missing}, {"energy": figure(3, basis="measured", source="meter")}
    (change,) = changes(before, after)
    assert isinstance(change, FigureChange)
    assert change.change is Change.DISCLOSED
    (change,) = changes(after, before)
    assert change.change is Change.WITHHELD


def test_another_reason_why_it_is_missing_is_a_change_of_the_figure() -> None:
    before, after = (
        {"energy": {"not_disclosed": {"reason": reason}}} for reason in ("confidential", "not-measured")
    )
    (change,) = changes(before, after)
    assert change.change is Change.CHANGED


def test_how_a_figure_is_known_is_a_text_and_not_another_figure() -> None:
    (change,) = changes({"energy": figure(3, basis="estimated")}, {"energy": figure(3, basis="measured")})
    assert isinstance(change, TextChange)
    assert change.spot.path == "energy.basis"


def test_a_part_says_its_texts_once_and_its_figures_apart() -> None:
    line = {
        "id": "a",
        "stage": "final",
        "energy": figure(3, basis="measured"),
        "period": {"start": "2026-01-01"},
    }
    part, amount = changes({"compute": []}, {"compute": [line]})
    assert isinstance(part, PartChange)
    assert part.texts == {"id": "a", "stage": "final", "period.start": "2026-01-01"}
    assert isinstance(amount, FigureChange)
    assert amount.spot.path == "compute[a].energy"


def test_a_pointer_that_follows_its_figure_to_another_place_is_no_difference() -> None:
    line, other = {"id": "a", "energy": figure(3)}, {"id": "b", "energy": figure(4)}
    said = {"where": "card", "figure": figure(3)}
    before = {
        "fullcount": "1.0",
        "compute": [line, other],
        "restatements": [{**said, "of": "/compute/0/energy"}],
    }
    after = {
        "fullcount": "1.0",
        "compute": [other, line],
        "restatements": [{**said, "of": "/compute/1/energy"}],
    }
    assert compared(before, after).content.is_same
    elsewhere = {**after, "restatements": [{**said, "of": "/compute/0/energy"}]}
    assert [change.spot.path for change in compared(before, elsewhere).content.texts] == [
        "restatements[card].of"
    ]


def test_a_finding_keeps_its_place_when_a_list_is_reordered() -> None:
    faulty = copy.deepcopy(BASE)
    faulty["compute"].append({**faulty["compute"][0], "id": "other", "zzz": 1})
    moved = {**faulty, "compute": faulty["compute"][::-1]}
    assert compared(faulty, moved).findings == ()


def test_a_finding_that_went_and_one_that_appeared() -> None:
    faulty = copy.deepcopy(BASE)
    faulty["compute"][0]["zzz"] = 1
    there, back = compared(BASE, faulty), compared(faulty, BASE)
    assert [(change.change, change.before) for change in there.findings] == [(Change.APPEARED, None)]
    assert [(change.change, change.after) for change in back.findings] == [(Change.DISAPPEARED, None)]
    assert there.findings[0].after is not None
    assert there.findings[0].after.rule == "unknown-key"


def test_a_total_of_fewer_lines_is_no_change_of_the_total() -> None:
    other = copy.deepcopy(BASE)
    for key in ("accelerator_hours", "energy"):
        other["compute"][0].pop(key, None)
    other["compute"][0]["accelerator_hours"] = {"not_disclosed": {"reason": "confidential"}}
    totals = {total.name: total for total in compared(BASE, other).totals}
    energy = totals["energy use"]
    assert energy.after is None or not energy.after.complete
    assert energy.step.absolute is None


def test_a_document_of_broken_shape_has_no_totals_and_is_compared_all_the_same() -> None:
    found = compared(BASE, {**BASE, "compute": "none"})
    assert all(total.after is None for total in found.totals)
    assert any(change.spot.path.startswith("compute[") for change in found.content.parts)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "another"}, "the ids differ"),
        ({"revision": {**BASE["revision"], "number": 0}}, "run backwards"),
        ({"title": "another"}, "a change needs a number of its own"),
    ],
)
def test_documents_that_are_no_two_revisions_in_order_are_warned_of(
    change: dict[str, Any], words: str
) -> None:
    (warning,) = compared(BASE, {**BASE, **change}).warnings
    assert words in warning


def test_a_next_revision_is_not_warned_of() -> None:
    number = BASE["revision"]["number"] + 1
    assert (
        compared(BASE, {**BASE, "title": "new", "revision": {**BASE["revision"], "number": number}}).warnings
        == ()
    )
