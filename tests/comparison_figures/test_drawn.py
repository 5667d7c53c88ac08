"""Specifications compile, are drawn offline in both themes, and hold 5 and 500 rows without labels that overlap."""

import math
import re
import zlib
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pandas as pd
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from fullcount_reports.comparison.figures import NAMES, Frames, plot
from fullcount_reports.comparison.figures.layers import NAMES as NAMES_WIDTH
from fullcount_reports.comparison.figures.png import _chunks, packed
from fullcount_reports.comparison.figures.strips import strips
from fullcount_reports.comparison.figures.wording import ROWS, clip
from fullcount_reports.comparison.figures.writing import svg_with_words
from fullcount_reports.figures.drawing import png_of, svg_of
from fullcount_reports.figures.palette import LEVEL_COLOURS, ink_on, luminance_of
from fullcount_reports.figures.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"


def many(frames: Frames, times: int) -> Frames:
    """Each frame so many times over, under other and longer names."""
    return Frames(**{
        name: pd.concat([
            getattr(frames, name).assign(developer=f"A laboratory with a long name, number {n}", id=f"{n:03}")
            .assign(**({} if name == "levels" else {"subject": f"A model with an unusually long name, version {n}"}))
            for n in range(times)
        ])
        for name in ("final_shares", "intensity", "stages", "rebased", "levels")
    })  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_specification_is_vega_lite_with_its_data_inside(frames, name) -> None:
    (chart,) = plot(frames, [name]).charts
    for theme in (LIGHT, DARK):
        vega = vl_convert.vegalite_to_vega(chart.in_theme(theme), vl_version="5.20")
        assert vega["marks"]
    assert all("values" in layer["data"] for layer in chart.specification["layer"])
    assert "http" not in str({**chart.specification, "$schema": ""})


@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_says_in_words_what_it_shows(frames, name) -> None:
    (chart,) = plot(frames, [name]).charts
    root = ElementTree.fromstring(svg_with_words(chart, svg_of(chart.in_theme(DARK))))  # noqa: S314 - drawn here
    assert root.get("role") == "img"
    told = {child.get("id"): child.text for child in root if child.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert told == {root.get("aria-labelledby"): chart.title, root.get("aria-describedby"): chart.caption}


@pytest.mark.parametrize("times", [1, 100])
@pytest.mark.parametrize("name", NAMES)
def test_no_two_lines_of_text_in_a_column_overlap(frames, name, times) -> None:
    (chart,) = plot(many(frames, times), [name]).charts
    columns: dict[float, list[float]] = {}
    for layer in chart.specification["layer"]:
        x = layer["encoding"]["x"]
        if layer["mark"]["type"] == "text" and "value" in x:
            columns.setdefault(x["value"], []).extend(
                row["y"] for row in layer["data"]["values"] if row["text"]
            )
    for heights in columns.values():
        assert min((below - above for above, below in pairwise(sorted(heights))), default=99) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_of_many_rows_the_first_are_drawn_and_the_rest_told(frames, layers, name) -> None:
    (chart,) = plot(many(frames, 100), [name]).charts
    style = "detail" if name == "ghg-per-accelerator-hour" else "name"
    left = [
        each
        for each in layers(chart.specification, "text", style)
        if each["encoding"]["x"] == {"value": -NAMES_WIDTH}
    ]
    drawn = [row for layer in left for row in layer["data"]["values"]]
    few = name == "ghg-per-accelerator-hour"  # which has many readings in each of three rows
    assert len(drawn) == (3 if few else ROWS)
    assert few or f"The first {ROWS} of " in chart.caption
    assert len(chart.table.rows) >= 100


@pytest.mark.parametrize("name", NAMES)
def test_names_end_before_the_plot_begins(frames, layers, name) -> None:
    """Measured by the library that draws: no text left of the plot is wider than its column."""
    (chart,) = plot(many(frames, 3), [name]).charts
    for style in ("name", "detail"):
        for layer in layers(chart.specification, "text", style):
            if layer["encoding"]["x"].get("value") != -NAMES_WIDTH:
                continue
            alone = {
                **chart.specification,
                "layer": [layer],
                "title": "",
                "config": {**chart.specification["config"], "padding": 0},
            }
            width = float(re.search(r'width="([\d.]+)"', svg_of({**alone, "width": 1}))[1])
            assert width <= NAMES_WIDTH + 2


def pixels(png: bytes) -> bytes:
    return zlib.decompress(b"".join(data for kind, data in _chunks(png) if kind == b"IDAT"))


def test_the_picture_packed_tightly_is_the_same_picture(frames) -> None:
    (chart,) = plot(frames, ["levels"]).charts
    loose = png_of(chart.in_theme(LIGHT))
    tight = packed(loose)
    pixels = [
        zlib.decompress(b"".join(data for kind, data in _chunks(each) if kind == b"IDAT"))
        for each in (loose, tight)
    ]
    assert pixels[0] == pixels[1]
    assert len(tight) < len(loose)
    assert packed(tight) == tight


@pytest.mark.parametrize("colour", LEVEL_COLOURS)
def test_numbers_in_squares_stand_out(colour) -> None:
    low, high = sorted((luminance_of(colour), luminance_of(ink_on(colour))))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_levels_differ_in_grey_too() -> None:
    shades = [luminance_of(colour) for colour in LEVEL_COLOURS]
    assert all(above > below * 1.3 for above, below in pairwise(shades))


@given(st.lists(st.floats(min_value=1e-6, max_value=1e6), min_size=1, max_size=12))
def test_no_dot_lies_on_another(values) -> None:
    row = [{"value": value, "accelerators": "", "energy_boundary": "", "phase": "use"} for value in values]
    pixels_per_e = 40.0
    (strip,) = strips([row], pixels_per_e).strips
    places = [(y, math.log(record["value"]) * pixels_per_e) for y, record in strip.dots]
    for (y, x), (other_y, other_x) in combinations(places, 2):
        assert math.hypot(x - other_x, y - other_y) >= 11 - 1e-6


@given(st.text(max_size=80), st.integers(min_value=1, max_value=40))
def test_a_clipped_name_is_short_and_begins_as_the_name_does(name, columns) -> None:
    found = clip(name, columns)
    assert len(found) <= max(columns, 1) or found == name
    assert found == name or (found.endswith("…") and name.startswith(found[:-1]))
