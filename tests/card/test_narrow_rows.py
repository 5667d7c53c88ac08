"""A figure for one unit or for a part of the period is shown as that, and never as the whole."""

import copy
from typing import Any

import pytest

from fullcount.impacts import Key
from fullcount_reports.card import Assets, render_markdown
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.sheet import Sheet
from fullcount_reports.card.totals import stated_rows

NARROW = [
    {"per": "one request <b>"},
    {"period": {"start": "2024-01-01", "end": "2024-01-31"}},
]


def with_row(base: dict[str, Any], narrow: dict[str, Any]) -> dict[str, Any]:
    document = copy.deepcopy(base)
    figure = {"value": 0.0042, "unit": "kgCO2e", "basis": "measured"}
    row = {"category": "gwp", "phase": "use", "ghg_basis": "location", **narrow, "amount": figure}
    document["impacts"] = [row]
    return document


@pytest.mark.parametrize("narrow", NARROW, ids=["per", "period"])
def test_it_is_no_total(base: dict[str, Any], narrow: dict[str, Any]) -> None:
    sheet = Sheet(with_row(base, narrow), ENGLISH)
    assert list(stated_rows(sheet, Key("gwp", "use", "", "location"))) == []


@pytest.mark.parametrize(
    ("narrow", "words"), list(zip(NARROW, ["one request", "2024-01-01 to 2024-01-31"], strict=True))
)
def test_it_stands_in_a_table_of_its_own(
    base: dict[str, Any], review: Any, narrow: dict[str, Any], words: str
) -> None:
    text = render_markdown(with_row(base, narrow), review, Assets())
    table = text.partition("Stated for one unit, or for a part of the period")[2]
    assert words in table
    assert "<b>" not in text
