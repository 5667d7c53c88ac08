"""A card of absurd figures is still a card: no traceback, no infinity, no number longer than a line."""

import copy
import re

import pytest

from fullcount_reports.card import render_html, render_markdown
from fullcount_reports.card.assets import NO_FIGURES
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.numbers import grouped
from fullcount_reports.card.pictures import figures_of

UNREADABLE = re.compile(r"\b(?:inf|nan)\b|[\d,.]{60,}")
PLACES = [
    ("equipment", 0, "power"),
    ("equipment", 0, "lifetime"),
    ("equipment", 0, "manufacture", 0, "amount"),
    ("facilities", 0, "pue"),
    ("facilities", 0, "carbon_intensity_location_based"),
    ("compute", 0, "accelerator_hours"),
    ("compute", 0, "energy"),
    ("totals", "accelerator_hours"),
    ("totals", "final_share"),
    ("impacts", 1, "amount"),
]


def with_value(document, place, value):
    changed = copy.deepcopy(document)
    figure = changed
    for key in place:
        figure = figure[key]
    figure["value"] = value
    return changed


@pytest.mark.parametrize("stated", [True, False], ids=["impacts stated", "impacts recomputed"])
@pytest.mark.parametrize("value", [1.7976931348623157e308, 1e200, 1e-300, 5e-324])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: "/".join(map(str, place)))
def test_every_figure_may_be_absurd(base, review, place, value, stated) -> None:
    document = with_value(base, place, value)
    if not stated:
        document.pop("impacts")
        document.pop("totals")
    shown = render_markdown(document, review, NO_FIGURES) + render_html(document, review, NO_FIGURES)
    assert not UNREADABLE.search(shown)
    assert figures_of(document)


def test_what_cannot_be_added_up_is_said_so(base, review) -> None:
    document = base
    document.pop("totals")
    for line in document["compute"]:
        line["accelerator_hours"]["value"] = 1e308
    shown = render_markdown(document, review, NO_FIGURES)
    assert "cannot be computed without figures whose sum a number can hold" in shown
    assert "too large to add up" in shown


def test_numbers_that_nobody_can_count_are_powers_of_ten() -> None:
    assert grouped(ENGLISH, 123_456_789e9, 0) == "1.23 × 10¹⁷"
    assert grouped(ENGLISH, 999_999_999_999_999, 0) == "999,999,999,999,999"
    assert grouped(ENGLISH, 2.5e-20, 21) == "2.5 × 10⁻²⁰"
