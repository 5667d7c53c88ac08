"""Which compute lines an impact row stands for."""

from datetime import date

import pytest

from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.rule import NotApplicable
from fullcount.rules.view import View

LINES = [
    ("data", "generate", "completed", ("2024-01-01", "2024-01-31")),
    ("explore", "train", "completed", ("2024-02-01", "2024-03-31")),
    ("final", "train", "completed", ("2024-04-01", "2024-05-31")),
    ("other", "evaluate", "completed", None),
]
WHOLE = ("2024-01-01", "2024-06-30")


def behind(row: dict, lines: list[tuple] = LINES) -> str | list[str]:
    """The ids of the lines behind a row, or why they are not known."""
    compute = []
    for stage, run_type, outcome, period in lines:
        line = {"id": stage, "component": "model", "stage": stage, "run_type": run_type, "outcome": outcome}
        compute.append(
            {**line, "period": dict(zip(("start", "end"), period, strict=True))} if period else line
        )
    scope = {"period": dict(zip(("start", "end"), WHOLE, strict=True)), "life_cycle": []}
    view = View({"scope": scope, "compute": compute}, date(2026, 11, 21))
    found = lines_behind(view, "/impacts/0", {"category": "gwp", "phase": "use", **row})
    return found.because if isinstance(found, NotApplicable) else [line.id for line in found]


def period(start: str, end: str) -> dict:
    return {"period": {"start": start, "end": end}}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, ["data", "explore", "final", "other"]),
        ({"life_cycle_stages": ["training"]}, ["final"]),
        ({"life_cycle_stages": ["data", "research"]}, ["data", "explore"]),
        ({"phase": "manufacture", "life_cycle_stages": ["hardware-manufacture"]}, [row[0] for row in LINES]),
        ({"phase": "all", "life_cycle_stages": ["training", "hardware-manufacture"]}, ["final"]),
        (period(*WHOLE), ["data", "explore", "final", "other"]),
    ],
)
def test_lines_inside_the_stages_and_the_period_of_a_row_count(row: dict, expected: list[str]) -> None:
    assert behind(row) == expected


def test_a_row_of_a_period_stands_for_the_lines_in_it() -> None:
    assert behind(period("2024-02-01", "2024-05-31"), LINES[:3]) == ["explore", "final"]


@pytest.mark.parametrize(
    ("row", "because"),
    [
        ({"per": "prompt"}, "/impacts/0 is a figure for prompt"),
        ({"life_cycle_stages": ["network-traffic"]}, "network-traffic"),
        ({"life_cycle_stages": ["inference"]}, "no compute line lies in"),
        (period("2024-02-01", "2024-05-31"), "how much of line other lies in the period"),
        (period("2024-03-01", "2024-05-31"), "how much of line explore lies in the period"),
    ],
)
def test_what_lines_do_not_tell_is_said(row: dict, because: str) -> None:
    assert because in behind(row)


def test_a_failed_run_may_be_research_or_the_stage_that_it_was_for() -> None:
    lines = [("final", "train", "failed", None)]
    assert "whether line final belongs" in behind({"life_cycle_stages": ["training"]}, lines)
    assert behind({"life_cycle_stages": ["training", "research"]}, lines) == ["final"]
