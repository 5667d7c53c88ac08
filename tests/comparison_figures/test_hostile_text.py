"""No name from a disclosure breaks out of a specification, a drawing, a page or a table."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import vl_convert
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fullcount_reports.comparison.figures import Frames, plot
from fullcount_reports.comparison.figures.tables import page, sheet_of
from fullcount_reports.comparison.figures.writing import svg_with_words
from fullcount_reports.figures.drawing import svg_of

HOSTILE = [
    "</text></svg><script>alert(1)</script>", "datum.value", '{"signal": "1"}', "${alert(1)}", "__proto__",
    "=HYPERLINK(1)", "+1", "@x", "a|b\n## c", "`x` <!-- ", "]]>&lt;'\"\\", "\u202eevil\x00\x1b[31m", "\ud800",
    "\ufffe", "\u2028", "x" * 500, "日本語" * 40, "<img src=x onerror=alert(1)>",
]  # fmt: skip
TEXT = st.sampled_from(HOSTILE) | st.text(max_size=12)
COLUMNS = (
    "subject", "developer", "id", "data_status", "measure", "whole", "boundary", "evidence_grade", "accelerators",
    "energy_boundary", "ghg_basis", "phase", "stage", "outcome", "group", "convention", "per",
)  # fmt: skip
WHOLE = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])


def hostile(frame: pd.DataFrame, words: list[str]) -> pd.DataFrame:
    """The frame with those texts in every column that comes from a disclosure, but for `per` where it selects."""
    found = frame.astype(object).copy()
    for place, name in enumerate(name for name in COLUMNS if name in found):
        if name != "per" or set(found[name]) == {""}:
            texts = [words[(row + place) % len(words)] for row in range(len(found))]
            found[name] = pd.Series(texts, index=found.index, dtype=object)
    return found


def spoilt(frames: Frames, words: list[str]) -> Frames:
    names = ("final_shares", "intensity", "stages", "rebased", "levels")
    return Frames(**{name: hostile(getattr(frames, name), words) for name in names})


def elements(svg: str) -> set[str]:
    return {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}  # noqa: S314 - drawn here


def test_a_drawing_holds_no_element_that_is_not_drawn(frames) -> None:
    harmless = {"svg", "g", "path", "text", "rect", "line", "title", "desc", "defs", "clipPath", "tspan"}
    for turn in range(0, len(HOSTILE), 3):
        for chart in plot(spoilt(frames, HOSTILE[turn:] + HOSTILE[:turn])).charts:
            assert elements(svg_with_words(chart, svg_of(chart.specification))) <= harmless


def expressions(vega: Any, within: bool = False) -> Iterator[str]:
    """Every text of a compiled specification that is evaluated; data, scale domains and titles are not."""
    if isinstance(vega, dict):
        for key, value in vega.items():
            yield from expressions(value, within or key in {"signal", "expr", "update", "test", "init"})
    elif isinstance(vega, list):
        for value in vega:
            yield from expressions(value, within)
    elif within and isinstance(vega, str):
        yield vega


def test_names_are_data_and_no_part_of_an_expression(frames) -> None:
    name = "notInAnyExpression"
    for chart in plot(spoilt(frames, [f"{name}{n}" for n in range(9)])).charts:
        vega = vl_convert.vegalite_to_vega(chart.specification, vl_version="5.20")
        assert name in json.dumps(vega)
        assert not [found for found in expressions({**vega, "data": []}) if name in found]


@given(words=st.lists(TEXT, min_size=1, max_size=6))
@WHOLE
def test_a_page_is_one_heading_one_picture_one_caption_and_one_table(frames, words) -> None:
    for chart in plot(spoilt(frames, words)).charts:
        kinds = [
            token.type
            for token in MarkdownIt("commonmark").enable("table").parse(page(chart, with_picture=True))
        ]
        assert kinds.count("heading_open") == kinds.count("table_open") == 1
        assert kinds.count("html_block") == 1
        assert kinds.count("tr_open") == len(chart.table.rows) + 1


@given(words=st.lists(TEXT, min_size=1, max_size=6))
@WHOLE
def test_no_cell_of_a_table_is_a_formula(frames, words) -> None:
    for chart in plot(spoilt(frames, words)).charts:
        read = list(csv.reader(StringIO(sheet_of(chart.table))))
        assert len(read) == len(chart.table.rows) + 1
        for cells, row in zip(read[1:], chart.table.rows, strict=True):
            texts = [cell for cell, value in zip(cells, row, strict=True) if isinstance(value, str)]
            assert not [cell for cell in texts if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
