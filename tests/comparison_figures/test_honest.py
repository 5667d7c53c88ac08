"""Missing is never drawn as zero, unlike things stand apart, bounds stay bounds, and everything left out is told."""

import pytest

from fullcount_reports.comparison.figures import NAMES, Frames, plot


def chart_of(frames: Frames, name: str):
    (chart,) = plot(frames, [name]).charts
    return chart


def test_a_share_that_is_missing_has_no_bar_but_a_row_in_the_table(frames, rows) -> None:
    chart = chart_of(frames, "final-share")
    assert "Invented B" not in {row["subject"] for row in rows(chart.specification, "rect", "box")}
    assert "1 without a share between 0 and 1" in chart.caption
    (row,) = (row for row in chart.table.rows if row[0] == "Invented B")
    assert row[-4:] == (None, None, None, None)


def test_a_bound_is_drawn_and_named_as_a_bound(frames, rows, texts) -> None:
    specification = chart_of(frames, "final-share").specification
    (bar,) = rows(specification, "rect", "bound")
    assert (bar["subject"], bar["x2"]) == ("Invented A", 0.2)
    assert "below 20\xa0%" in texts(specification)


def test_each_share_stands_beside_its_whole_and_its_evidence(frames, texts) -> None:
    said = list(texts(chart_of(frames, "final-share").specification))
    assert "of development" in said
    assert "evidence: secondary" in said
    assert "evidence grade not given" in said
    assert any("wholes differ" in line for line in said)


def test_a_share_of_more_than_the_whole_is_not_drawn(frames) -> None:
    frame = frames.final_shares.assign(value=[0.7, 129.0, 50.0, None, None])
    chart = chart_of(Frames(final_shares=frame), "final-share")
    assert "2 without a share between 0 and 1" in chart.caption


def test_readings_of_different_energy_boundaries_stand_in_different_rows(frames, rows) -> None:
    specification = chart_of(frames, "ghg-per-accelerator-hour").specification
    dots = {dot["subject"]: dot["y"] for dot in rows(specification, "point", "dot")}
    assert dots["Llama 2 7B"] == dots["StarCoder"] != dots["BLOOM 176B"]


def test_a_stated_zero_is_told_and_is_not_the_same_as_no_figure(frames) -> None:
    chart = chart_of(frames, "ghg-per-accelerator-hour")
    assert "1 stated as zero" in chart.caption
    assert "1 without a figure in kgCO2e" in chart.caption
    assert [row[10] for row in chart.table.rows if row[3] == "Invented A"] == [0.3, 0]
    assert [row[10] for row in chart.table.rows if row[3] == "Invented B"] == [None]


def test_hours_that_are_not_disclosed_are_hatched_and_named(frames, rows, texts) -> None:
    specification = chart_of(frames, "stages").specification
    (hatched,) = rows(specification, "rect", "hatch")
    bars = rows(specification, "rect", "box")
    assert hatched["y"] not in {bar["y"] for bar in bars}
    assert "not disclosed: ablation" in texts(specification)
    assert {bar["subject"] for bar in bars} == {"Invented A"}


def test_failed_hours_count_in_their_stage(frames, rows) -> None:
    found = rows(chart_of(frames, "stages").specification, "rect", "box")
    assert [row["hours"] for row in found if row["subject"] == "Invented A"] == [410e3, 61e3]


def test_a_disclosure_of_one_stage_alone_is_in_the_table_only(frames, texts) -> None:
    chart = chart_of(frames, "stages")
    assert "Invented C" not in set(texts(chart.specification))
    assert "1 that state one stage alone" in chart.caption
    assert [row[-2] for row in chart.table.rows if row[0] == "Invented C"] == [1.0]


def test_unlike_figures_stand_in_sections_of_their_own(frames, rows) -> None:
    specification = chart_of(frames, "declared-and-rebased").specification
    heads = [row["text"] for row in rows(specification, "text", "header")]
    assert heads == ["development, facility, location-based", "final run, facility, location-based"]


def test_the_lab_s_own_figure_stays_beside_the_rebased_one(frames, rows, texts) -> None:
    chart = chart_of(frames, "declared-and-rebased")
    dots = [
        (row["which"], row["x"])
        for row in rows(chart.specification, "point", "dot")
        if row["subject"] == "Invented A"
    ]
    assert dots == [("the lab's own figure", 31.0), ("re-based", 12.0)]
    assert "31 to 12 tCO2e" in texts(chart.specification)
    assert "1 that lack one of the two figures" in chart.caption
    assert "grid FRA 2024, PUE 1.2, rated power" in chart.caption


def test_both_intervals_are_drawn_and_lie_apart(frames, rows) -> None:
    found = rows(chart_of(frames, "declared-and-rebased").specification, "rule", "interval")
    assert [(row["x"], row["x2"]) for row in found] == [(25.0, 40.0), (10.0, 15.0)]
    assert found[0]["y"] < found[1]["y"]


def test_squares_count_disclosures_by_level(frames, rows) -> None:
    found = rows(chart_of(frames, "levels").specification, "rect", "box")
    counts = {(row["developer"], row["year"], row["level"]): row["count"] for row in found}
    assert counts == {
        ("Invented lab", "2025", "1 headline"): 4, ("Invented lab", "2025", "2 training"): 1,
        ("Invented lab", "2026", "4 life cycle"): 1, ("Meta", "2025", "0 none"): 2,
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_synthetic_data_are_marked_in_the_drawing(frames, name, texts) -> None:
    assert "SYNTHETIC" in " ".join(texts(chart_of(frames, name).specification))


@pytest.mark.parametrize("name", NAMES)
def test_the_caption_stands_in_the_drawing_too(frames, name) -> None:
    chart = chart_of(frames, name)
    assert " ".join(chart.specification["title"]["subtitle"]) == chart.caption


def test_what_leaves_out_a_part_of_the_hours_is_not_divided_by_all_of_them(frames, rows) -> None:
    frame = frames.intensity.assign(missing_share=[0.0, 0.9, 0.0, 0.0, 0.0, 1.0])
    chart = chart_of(Frames(intensity=frame), "ghg-per-accelerator-hour")
    assert "Llama 2 7B" not in {dot["subject"] for dot in rows(chart.specification, "point", "dot")}
    assert "1 that leave out a part of the hours" in chart.caption


def test_what_was_recomputed_looks_unlike_what_a_source_states(frames, rows) -> None:
    frame = frames.intensity.assign(how=["stated", "recomputed", "stated", "stated", "stated", "stated"])
    chart = chart_of(Frames(intensity=frame), "ghg-per-accelerator-hour")
    assert [dot["subject"] for dot in rows(chart.specification, "point", "pale")] == ["Llama 2 7B"]
    assert "Pale marks are recomputed" in chart.caption


def test_what_was_recomputed_is_not_shown_as_the_lab_s_own(frames, rows) -> None:
    frame = frames.rebased.assign(how=["stated", "recomputed", "stated", "stated"])
    chart = chart_of(Frames(rebased=frame), "declared-and-rebased")
    assert "Invented B" not in {dot["subject"] for dot in rows(chart.specification, "point", "dot")}
    assert "1 recomputed, which are no figures of the lab" in chart.caption


def test_a_stage_of_which_a_part_is_disclosed_says_so(frames, texts) -> None:
    frame = frames.stages.assign(accelerator_hours=[410e3, 60e3, None, 1e6, None, 3e6])
    assert "not disclosed: part of final" in texts(chart_of(Frames(stages=frame), "stages").specification)
