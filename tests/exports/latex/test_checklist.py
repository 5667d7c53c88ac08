"""The answers of the checklist say what the disclosure says, and what it does not say is named."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.model import Bullets, Cell, Paragraph, Section, Table
from fullcount_reports.card.sheet import Sheet
from fullcount_reports.exports.latex.checklist import checklist


def sections(document: Any) -> dict[str, Section]:
    return {
        section.id.removeprefix("checklist-"): section
        for section in checklist(Sheet(document, ENGLISH)).sections
    }


def said(section: Section) -> list[str]:
    lines: list[str] = []
    for block in section.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Bullets):
            lines += [f"{item.term}: {item.text}".replace("\xa0", " ") for item in block.entries]
    return lines


def rows(section: Section) -> list[tuple[Cell, ...]]:
    return [row for block in section.blocks if isinstance(block, Table) for row in block.rows]


@pytest.fixture
def lines(base: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """The base document with lines of stage, outcome and accelerator-hours."""

    def make(*described: tuple[str, str, float | None]) -> dict[str, Any]:
        document = copy.deepcopy(base)
        first = document["compute"][0]
        document["compute"] = [
            first | {"id": str(n), "stage": stage, "outcome": outcome, "accelerator_hours": _hours(hours)}
            for n, (stage, outcome, hours) in enumerate(described)
        ]
        return document

    return make


def _hours(hours: float | None) -> dict[str, Any]:
    if hours is None:
        return {"not_disclosed": {"reason": "not-measured"}}
    return {"value": hours, "unit": "accelerator-h"}


def test_failed_and_preliminary_runs_are_told_beside_the_final_one(lines) -> None:
    document = lines(
        ("final", "completed", 10.0), ("explore", "completed", 70.0), ("explore", "failed", 20.0)
    )
    assert said(sections(document)["more"])[:3] == [
        "Accelerator-hours: yes. Completed work of the stage Final took 10\N{NO-BREAK SPACE}h, 10.0\N{NO-BREAK SPACE}% "
        "of all hours. The others are:",
        "Exploration: 90 h (90.0 %)",
        "Ended otherwise than meant, at any stage: 20 h (20.0 %)",
    ]


def test_a_final_run_that_failed_is_not_the_final_run(lines) -> None:
    answers = said(sections(lines(("final", "completed", 10.0), ("final", "failed", 30.0)))["more"])
    assert "Final, but not completed: 30 h (75.0 %)" in answers


def test_nothing_but_the_final_run_is_no_claim_that_there_was_nothing_else(lines) -> None:
    answers = said(sections(lines(("final", "completed", 10.0)))["more"])
    assert (
        answers[0]
        == "Accelerator-hours: the disclosure reports none but those of completed work of the stage Final."
    )
    assert answers[-1] == "Research and development: included."


def test_without_a_final_run_nothing_is_compared(lines) -> None:
    answers = said(sections(lines(("explore", "completed", 10.0)))["more"])
    assert "nothing to compare with" in answers[0]


def test_where_hours_are_missing_no_share_is_given(lines) -> None:
    answers = said(sections(lines(("final", "completed", 10.0), ("explore", "failed", None)))["more"])
    assert "those of some work are not disclosed" in answers[0]
    assert not any("%" in answer for answer in answers)


def test_an_outcome_that_is_not_known_is_not_called_a_failure(lines) -> None:
    answers = said(sections(lines(("final", "completed", 10.0), ("data", "unknown", 5.0)))["more"])
    assert not any(answer.startswith("Ended otherwise") for answer in answers)


def test_a_mean_is_given_where_every_line_says_how_many_runs_it_is(base) -> None:
    document = copy.deepcopy(base)
    document["compute"] = [
        document["compute"][0] | {"runs": {"value": 4, "unit": "1"}, "accelerator_hours": _hours(10.0)},
        document["compute"][1] | {"accelerator_hours": _hours(10.0)},
    ]
    document["compute"][1].pop("runs", None)
    texts = [[cell.text for cell in row[2:]] for row in rows(sections(document)["per-run"])]
    assert sorted(texts) == [["4", "10", "2.5"], ["not stated", "10", "not stated"]]


def test_what_a_disclosure_has_no_place_for_is_left_to_the_authors(base) -> None:
    assert said(sections(base)["memory"])[0].startswith("Not in the disclosure")


def test_without_equipment_facility_and_lines_the_answers_say_so(base) -> None:
    document = copy.deepcopy(base) | {"equipment": [], "facilities": [], "compute": [], "impacts": []}
    document["scope"].pop("life_cycle", None)
    document.pop("totals", None)
    answers = sections(document)
    assert [text.partition(".")[0] for text in said(answers["workers"])] == [
        "The disclosure describes no equipment",
        "The disclosure describes no place",
    ]
    assert said(answers["more"]) == [
        "Not known: the disclosure reports no hours.",
        "It does not say whether research and development is counted.",
    ]


def test_questions_without_any_answer_are_left_out(base) -> None:
    document = copy.deepcopy(base)
    for size in ("parameters", "active_parameters", "training_tokens", "training_compute"):
        document["subject"].pop(size, None)
    assert "size" not in sections(document)
