"""Reasons why a rule could not be applied, in few words."""

from fullcount.rules.reasons import grouped, once, told
from fullcount.rules.rule import PASSED, Failed, NotApplicable


def test_reasons_that_differ_in_the_line_only_are_told_once_with_their_number() -> None:
    reasons = [f"the energy of line l{number} is not disclosed" for number in range(220)]
    assert [*told(reasons, 220)] == [NotApplicable("the energy of 220 of 220 lines is not disclosed")]


def test_a_reason_of_one_line_names_it() -> None:
    assert [*once(["the hours of line a/1.2 are not disclosed"] * 2, 8)] == [
        "the hours of line a/1.2 are not disclosed"
    ]


def test_lines_that_were_counted_before_are_added() -> None:
    assert [*once(["hours of line a", "hours of line b and 3 more"], 8)] == ["hours of 5 of 8 lines"]
    assert [*once(["hours of line a", "hours of line b and 3 more"])] == ["hours of 5 lines"]


def test_no_more_lines_are_counted_than_there_are() -> None:
    rows = ["energy of line a and 2 more", "energy of line b and 2 more"]
    assert [*once(rows, 3)] == ["energy of 3 of 3 lines"]


def test_reasons_without_a_line_stay_as_they_are() -> None:
    assert [*once(["the PUE of facility a is not disclosed", "no compute line is covered"], 8)] == [
        "the PUE of facility a is not disclosed",
        "no compute line is covered",
    ]


def test_what_passed_and_failed_comes_before_the_reasons() -> None:
    failed = Failed("/compute/0", "wrong", "correct it")
    reasons = [NotApplicable("no hours of line a"), PASSED, NotApplicable("no hours of line b"), failed]
    assert [*grouped(reasons, 4)] == [PASSED, failed, NotApplicable("no hours of 2 of 4 lines")]
