"""Hours by stage: what a stated total tells about the lines that tell nothing, and no share of what is not known."""

import pytest

from fullcount_reports.comparison import stages

from .invented import disclosure, line

GAP = {"not_disclosed": {"reason": "not-stated"}}
TOTAL = {"accelerator_hours": {"value": 400, "unit": "accelerator-h"}}


def shares(frame) -> dict[str, float | None]:
    return {row.stage: None if row.share != row.share else row.share for row in frame.itertuples()}


def test_the_rest_of_a_stated_total_is_that_of_the_one_stage_that_is_not_told(gathered) -> None:
    lines = [line("x", 20.0), line("o", GAP, "explore")]
    found = stages(gathered(disclosure("a", lines, totals=TOTAL)))
    assert shares(found) == {"final": pytest.approx(0.05), "explore": pytest.approx(0.95)}


def test_the_rest_of_several_stages_belongs_to_none_of_them(gathered) -> None:
    lines = [line("x", 20.0), line("o", GAP, "explore"), line("p", GAP, "ablate")]
    found = stages(gathered(disclosure("a", lines, totals=TOTAL)))
    assert shares(found) == {"final": pytest.approx(0.05), "other": pytest.approx(0.95)}


def test_without_a_total_there_is_no_share_at_all(gathered) -> None:
    lines = [line("x", 20.0), line("o", GAP, "explore")]
    found = stages(gathered(disclosure("a", lines)))
    assert shares(found) == {"final": None, "explore": None}


def test_a_total_below_its_lines_tells_nothing_about_the_rest(gathered) -> None:
    lines = [line("x", 500.0), line("o", GAP, "explore")]
    found = stages(gathered(disclosure("a", lines, totals=TOTAL)))
    assert shares(found) == {"final": None, "explore": None}


def test_a_partial_figure_is_not_divided_by_all_hours(rows) -> None:
    lines = [line("x", 20.0, facility="hall", equipment="nodes"), line("o", GAP, "explore")]
    found = rows(disclosure("a", lines, totals=TOTAL), metrics=("ghg",), per="accelerator-hour")
    (use,) = (row for row in found if row.phase == "use" and row.ghg_basis == "location")
    assert use.value is None
    assert "leaves out some of the work" in use.reason
