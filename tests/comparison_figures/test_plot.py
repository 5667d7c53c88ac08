"""Every figure by its name; what cannot be drawn is told, and what is no frame of ours is refused."""

import pytest

from fullcount_reports.comparison.figures import NAMES, ColumnsMissingError, Frames, plot


def test_the_figures_come_in_the_order_of_their_table(frames) -> None:
    found = plot(frames, reversed(list(NAMES)))
    assert [chart.name for chart in found.charts] == list(NAMES)
    assert not found.not_drawn


def test_a_figure_without_its_frame_says_so(frames) -> None:
    found = plot(Frames(levels=frames.levels), ["levels", "stages"])
    assert [chart.name for chart in found.charts] == ["levels"]
    assert found.not_drawn == {"stages": "the frame `stages` was not made"}


@pytest.mark.parametrize(
    ("name", "frame"),
    [("final-share", "final_shares"), ("ghg-per-accelerator-hour", "intensity"), ("stages", "stages"),
     ("declared-and-rebased", "rebased"), ("levels", "levels")],
)  # fmt: skip
def test_a_frame_without_rows_draws_nothing_and_says_what_was_looked_for(frames, name, frame) -> None:
    empty = Frames(**{frame: getattr(frames, frame).iloc[:0]})
    found = plot(empty, [name])
    assert found.charts == ()
    assert found.not_drawn[name].startswith("no ")


def test_a_frame_without_a_column_is_refused_with_its_name(frames) -> None:
    with pytest.raises(ColumnsMissingError, match="accelerator_hours are missing") as caught:
        plot(Frames(stages=frames.stages.drop(columns="accelerator_hours")), ["stages"])
    assert caught.value.missing == ("accelerator_hours",)


def test_an_unknown_name_is_refused(frames) -> None:
    with pytest.raises(KeyError, match="pie"):
        plot(frames, ["pie"])


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_the_rows_changes_nothing(frames, name) -> None:
    turned = Frames(**{
        each: getattr(frames, each).iloc[::-1].reset_index(drop=True)
        for each in ("final_shares", "intensity", "stages", "rebased", "levels")
    })  # fmt: skip
    assert plot(frames, [name]) == plot(turned, [name])
