"""A reviewer's decisions go into the text and into the side file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcount.cli import main
from fullcount_reports.desk import answer

from .conftest import BASE, ROOM, TODAY, asked, check, named

Faults = Callable[[str, Any], list[str]]
REVIEW = {
    "reviewer": "A. Reviewer (synthetic)",
    "date": TODAY,
    "rule_set": "1.0.0",
    "conclusion": "accepted",
}
FAILING = (ROOM / "conformance/pue-applied-twice/fail.json").read_text(encoding="utf-8")
YAML = '# synthetic\nfullcount: "1.0"  # kept\nid: a/b\n'


def decide(text: str, review: Any, name: str = "draft.json") -> dict[str, Any]:
    return answer(asked("decide", document=named(text, name), review=review, today=TODAY))


def test_a_review_that_fits_is_in_the_text_and_signed_off(faults: Faults) -> None:
    said = decide(BASE, REVIEW)
    assert faults("decide", said) == []
    assert (said["problems"], said["record"]["status"]) == ([], "signed-off")
    assert json.loads(said["text"]) == {**json.loads(BASE), "reviews": [REVIEW]}
    assert check(said["text"])["review"] == [REVIEW]
    assert said["record"]["review"] == REVIEW


def test_the_same_reviewer_and_day_replaces_what_was_there() -> None:
    once = decide(BASE, REVIEW)["text"]
    again = {**REVIEW, "note": "seen again (synthetic)"}
    assert check(decide(once, again)["text"])["review"] == [again]


def test_comments_of_yaml_stay() -> None:
    said = decide(YAML, REVIEW, "draft.yaml")
    assert said["text"].startswith(YAML)


def test_an_open_error_is_told_and_leaves_the_record_open(faults: Faults) -> None:
    said = decide(FAILING, REVIEW)
    assert faults("decide", said) == []
    assert said["record"]["status"] == "open"
    assert any("pue-applied-twice" in problem["found"] for problem in said["problems"])
    assert json.loads(said["text"])["reviews"] == [REVIEW]


def test_a_waiver_with_its_reason_lets_an_error_pass() -> None:
    groups = check(FAILING)["report"]["documents"][0]["findings"]
    errors = [group for group in groups if group["severity"] == "error"]
    waived = [
        {"rule": group["rule"], "pointer": finding["pointer"], "decision": "waived", "reason": "synthetic"}
        for group in errors
        for finding in group["samples"]
    ]
    said = decide(FAILING, {**REVIEW, "conclusion": "accepted-with-waivers", "decisions": waived})
    assert (said["problems"], said["record"]["status"]) == ([], "signed-off")


@pytest.mark.parametrize(
    "review", [{}, {**REVIEW, "conclusion": "fine"}, {**REVIEW, "decisions": [{}]}, {**REVIEW, "zz": 1}]
)
def test_what_is_no_review_is_refused_with_reasons(review: dict[str, Any], faults: Faults) -> None:
    said = decide(BASE, review)
    assert faults("refused", said) == []
    assert said["because"] == "this is no review of the standard"


def test_a_document_that_cannot_be_read_is_not_written_to(faults: Faults) -> None:
    said = decide("{", REVIEW)
    assert faults("refused", said) == []
    assert said["because"] == "draft.json cannot be read"


def test_a_text_without_a_place_for_a_review_leaves_the_side_file(faults: Faults) -> None:
    said = decide('fullcount: "1.0"\nnote: &r [1]\nreviews: *r\n', REVIEW, "draft.yaml")
    assert faults("decide", said) == []
    assert (said["text"], said["record"]["status"]) == (None, "open")
    assert "cannot be added" in said["problems"][-1]["found"]


def test_the_side_file_is_the_one_of_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hidden = {**REVIEW, "note": "read from \u202eright to left (synthetic)"}
    (tmp_path / "ours.v2.json").write_text(BASE, encoding="utf-8")
    reviewer = ["--reviewer", REVIEW["reviewer"], "--today", TODAY]
    assert main(["review", "start", "ours.v2.json", *reviewer]) == 0
    signed = ["--conclusion", "accepted", "--note", hidden["note"], "--into", "--today", TODAY]
    assert main(["review", "sign-off", "ours.v2.json", *signed]) == 0
    said = decide(BASE, hidden, "ours.v2.json")["side_file"]
    assert said == {
        "name": "ours.v2.review.json",
        "text": (tmp_path / said["name"]).read_text(encoding="utf-8"),
    }
