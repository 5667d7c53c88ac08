"""Export, then import: what the crosswalk calls kept is there, and what it calls both comes back."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.draft.imports import read
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.huggingface import export
from fullcount_reports.exports.huggingface.contradictions import contradictions
from fullcount_reports.exports.paths import matching

from .lab import figure, lab

CROSSWALK = crosswalk("huggingface")
INSTEAD: dict[Any, Any] = {
    "NOR": "FRA",
    "pre-train": "post-train",
    "post-train": "train",
    "train": "post-train",
    "primary": "synthetic",
    "nvidia-a100-sxm4-80gb": "nvidia-h100-sxm5-80gb",
    "2026-10-01": "2026-10-02",
}
HIDDEN_BY = {
    "/facilities/*/subdivision": {"facilities__0__location": None, "facilities__0__subdivision": "NO-18"},
    "/equipment/*/name": {"equipment__0__accelerator": None},
    "train": {"compute__0__run_type": "train"},
    "post-train": {"compute__0__run_type": "post-train"},
}
"""What must be so that a place is looked at at all."""

names = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
amounts = st.floats(min_value=1e-3, max_value=1e9, allow_nan=False).map(lambda x: float(f"{x:.15g}"))
"""Figures of up to 15 digits, which no conversion by a power of ten can change."""


def readme(document: dict[str, Any]) -> str:
    return export(document, "").files["README.md"]  # type: ignore[arg-type]


def said(document: dict[str, Any]) -> str:
    """The card without its list of losses."""
    return readme(document).partition("### What this card does not say")[0]


def changed(value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "value": value["value"] * 2}
    if isinstance(value, str):
        return INSTEAD.get(value, f"{value} otherwise")
    return value + 1


@pytest.mark.parametrize("crossing", CROSSWALK, ids=[crossing.ours for crossing in CROSSWALK])
def test_what_the_crosswalk_keeps_is_in_the_card(crossing) -> None:
    run_type = crossing.ours.partition("run_type=")[2].partition("]")[0]
    document = lab(**HIDDEN_BY.get(crossing.ours, {}), **HIDDEN_BY.get(run_type, {}))
    (place,) = matching(document, crossing.ours)
    other = copy.deepcopy(document)
    *steps, last = (int(step) if step.isdigit() else step for step in place.pointer.strip("/").split("/"))
    holder: Any = other
    for step in steps:
        holder = holder[step]
    holder[last] = changed(place.value)
    assert said(other) != said(document)


@given(
    name=names,
    run_type=st.sampled_from(["train", "pre-train", "post-train"]),
    kg=amounts,
    kwh=amounts,
    hours=amounts,
    count=st.integers(1, 99_999),
)
@settings(max_examples=150)
def test_what_comes_back_is_what_was_written(name, run_type, kg, kwh, hours, count) -> None:
    document = lab(
        subject__name=name,
        compute__0__run_type=run_type,
        compute__0__accelerators=figure(count, "1"),
        compute__0__accelerator_hours=figure(hours, "accelerator-h"),
        compute__0__energy=figure(kwh, "kWh", boundary="facility"),
        impacts__0__amount=figure(kg, "kgCO2e"),
    )
    back = read(readme(document).encode(), "README.md", "huggingface").draft
    (line,), (impact,) = back["compute"], back["impacts"]
    assert back["subject"]["name"] == name
    assert (line["stage"], line["run_type"]) == ("final", run_type)
    assert (impact["ghg_basis"], impact["amount"]["value"]) == ("location", kg)
    assert line["accelerators"]["value"] == count
    assert line["accelerator_hours"]["value"] == pytest.approx(hours, rel=1e-12)
    assert (line["energy"]["value"], line["energy"]["boundary"]) == (kwh, "facility")
    (site,) = back["facilities"]
    assert (site["country"], site["location"], site["operator"]) == ("NOR", "Narvik", "Operator")
    assert back["equipment"][0]["accelerator"] == "nvidia-a100-sxm4-80gb"


@given(
    kg=amounts, kwh=amounts, hours=amounts, status=st.sampled_from(["primary", "synthetic", "transcribed"])
)
@settings(max_examples=100)
def test_a_card_that_was_exported_never_contradicts_its_disclosure(kg, kwh, hours, status) -> None:
    document: Any = lab(
        data_status=status,
        compute__0__accelerator_hours=figure(hours, "accelerator-h"),
        compute__0__energy=figure(kwh, "kWh", boundary="facility"),
        impacts__0__amount=figure(kg, "kgCO2e"),
    )
    assert contradictions(readme(document), "README.md", document, None, frozenset()) == []  # type: ignore[arg-type]
