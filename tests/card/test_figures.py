"""Figures tell their numbers in words, mark their data, and stay legible for any number of bars."""

import copy

import pytest

from fullcount_reports.card.codes import in_order, title_of
from fullcount_reports.card.pictures import figures_of
from fullcount_reports.figures.drawing import draw, themed
from fullcount_reports.figures.palette import STAGE_COLOURS, ink_on, luminance_of
from fullcount_reports.figures.theme import DARK, LIGHT

STAGES = ("data", "explore", "baseline", "ablate", "hyperparam", "final", "serve", "other")


def by_name(document) -> dict:
    return {figure.name: figure for figure in figures_of(document)}


def rows(figure) -> list[dict]:
    return figure.specification["data"]["values"]


def wide(base) -> dict:
    document = copy.deepcopy(base)
    document["subject"]["components"] = [{"id": f"c{n}", "name": f"Component number {n}"} for n in range(12)]
    line = document["compute"][0]
    document["compute"] = [
        {**line, "id": f"{n}-{stage}", "component": f"c{n}", "stage": stage,
         "accelerator_hours": {"value": 10.0 ** (1 + (3 * n + 5 * rank) % 5), "unit": "accelerator-h"}}
        for n in range(12) for rank, stage in enumerate(STAGES)
    ]  # fmt: skip
    return document


def test_the_alternative_text_holds_every_number(base) -> None:
    figures = by_name(base)
    for row in rows(figures["compute"]):
        assert f"{row['segment']} {row['value']:,.0f}" in figures["compute"].alt
    assert "Completed: 22,500 (90.7\xa0%)." in figures["outcome"].alt
    assert "GHG, location-based: manufacture 327\xa0kg\xa0CO₂e (21.7\xa0%)" in figures["life-cycle"].alt


@pytest.mark.parametrize(
    ("status", "mark"),
    [("synthetic", "SYNTHETIC DATA"), ("transcribed", "TRANSCRIBED DATA"), ("primary", "Figures of")],
)
def test_every_figure_and_its_text_carry_the_status(base, status, mark) -> None:
    base["data_status"] = status
    for figure in figures_of(base):
        assert figure.specification["title"]["subtitle"].startswith(mark)
        assert mark in figure.alt


def test_stages_stand_in_the_order_of_the_codelist(base) -> None:
    figure = by_name(wide(base))["compute"]
    domain = figure.specification["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert domain == [title_of("stage", code) for code in in_order("stage", STAGES)]


def test_axes_are_linear_from_zero_and_named(base) -> None:
    for figure in figures_of(base):
        x = figure.specification["layer"][0]["encoding"]["x"]
        assert x["scale"]["domain"][0] == 0
        assert "type" not in x["scale"]
        assert x["title"]
        assert figure.specification["encoding"]["y"]["title"]


def test_every_bar_has_its_total_behind_it(base) -> None:
    found = rows(by_name(wide(base))["compute"])
    longest = max(row["end"] for row in found)
    assert all(row["inside"] for row in found if row["value"] > longest / 4)
    assert len([row for row in found if row["behind"]]) == 12


def test_two_components_of_one_name_stay_two_bars(base) -> None:
    for component in base["subject"]["components"]:
        component["name"] = "Same"
    assert {row["bar"] for row in rows(by_name(base)["compute"])} == {"Same (model)", "Same (shared)"}


def test_a_disclosure_without_numbers_has_no_figures(sparse) -> None:
    sparse.pop("compute")
    assert figures_of(sparse) == ()


def test_hours_that_are_missing_are_said_to_be_left_out(base) -> None:
    base["compute"][0]["accelerator_hours"] = {"not_disclosed": {"reason": "confidential"}}
    assert "not disclosed are left out" in by_name(base)["compute"].alt


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance_of(one), luminance_of(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_and_outlines_stand_out_from_the_page(theme) -> None:
    assert contrast(theme.ink, theme.background) >= 7
    assert contrast(theme.muted, theme.background) >= 7
    assert contrast(theme.outline, theme.background) >= 3


@pytest.mark.parametrize("colour", sorted(set(STAGE_COLOURS.values())))
def test_labels_inside_bars_stand_out(colour) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5


def test_both_themes_are_drawn_from_one_specification(base) -> None:
    figure = figures_of(base)[1]
    light, dark = themed(figure, LIGHT), themed(figure, DARK)
    assert {k: v for k, v in light.items() if k != "config"} == {
        k: v for k, v in dark.items() if k != "config"
    }


def test_a_figure_is_drawn_to_svg_and_png(base) -> None:
    drawn = draw(figures_of(wide(base))[0])
    assert drawn.light_svg.startswith("<svg")
    assert drawn.light_svg != drawn.dark_svg
    assert drawn.light_png.startswith(b"\x89PNG")
    assert "SYNTHETIC DATA" in drawn.dark_svg
