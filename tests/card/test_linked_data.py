"""Figures for machines: schema.org in the page, with what is disclosed and nothing else."""

import copy
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount_reports.card import render_html
from fullcount_reports.card.linked_data import linked_data

TITLE = "A card"
HOSTILE = ["</script>", "<!--", "<script>", "]]>", "&lt;", '"', "\\", "\u2028", "\x1b[31m", "'", "\n", "é"]


def found(document) -> dict:
    return json.loads(linked_data(document, TITLE))


def measured(document) -> dict:
    return {item["propertyID"]: item for item in found(document)["variableMeasured"]}


def test_the_page_has_the_figures_once(base, review, undrawn) -> None:
    page = render_html(base, review, undrawn(base))
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(text)["@type"] == "Dataset"


def test_every_figure_has_its_value_and_unit(base) -> None:
    item = measured(base)["/impacts/1/amount"]
    assert (item["name"], item["value"], item["unitText"]) == (
        "Greenhouse gases, use, location-based",
        1178,
        "kgCO2e",
    )
    assert len(measured(base)) == len(base["impacts"]) + len(base["totals"])


def test_what_is_not_disclosed_has_no_entry_and_is_not_zero(base) -> None:
    document = copy.deepcopy(base)
    document["impacts"][1]["amount"] = {"not_disclosed": {"reason": "not-measured"}}
    assert "/impacts/1/amount" not in measured(document)


@pytest.mark.parametrize(
    ("figure", "ends"),
    [
        ({"value": 5, "low": 4, "high": 6}, {"value": 5, "minValue": 4, "maxValue": 6}),
        ({"low": 4, "high": 6}, {"minValue": 4, "maxValue": 6}),
        ({"below": 6}, {"maxValue": 6}),
    ],
)
def test_intervals_and_bounds_are_ends(base, figure, ends) -> None:
    document = copy.deepcopy(base)
    document["impacts"] = [{"category": "energy", "phase": "use", "amount": {**figure, "unit": "kWh"}}]
    item = measured(document)["/impacts/0/amount"]
    assert {key: item[key] for key in ("value", "minValue", "maxValue") if key in item} == ends


def test_a_figure_of_some_work_says_of_which(base) -> None:
    document = copy.deepcopy(base)
    document["impacts"][0]["covers"] = {"stages": ["final", "data"]}
    assert measured(document)["/impacts/0/amount"]["description"] == "stages: final, data"


def test_invented_figures_say_so_and_techniques_are_in_words(base) -> None:
    assert found(base)["description"].endswith("Figures: synthetic.")
    assert "Measured at the wall" in found(base)["measurementTechnique"]


def test_an_address_that_is_not_safe_is_left_out(base) -> None:
    document = copy.deepcopy(base)
    document["publisher"]["url"] = "javascript:alert(1)"
    assert "url" not in found(document)["creator"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(HOSTILE) | st.text(max_size=4), max_size=4).map("".join))
def test_no_text_can_leave_its_place(base, text: str) -> None:
    document = copy.deepcopy(base)
    document["subject"] |= {"name": text, "description": text}
    document["publisher"]["name"] = text
    written = linked_data(document, text)
    assert not re.search(r"[<>&]|[^\x20-\x7e]", written)
    assert json.loads(written)["about"]["name"] == text
