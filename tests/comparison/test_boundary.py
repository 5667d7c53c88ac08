"""How much of the work a disclosure counts, where it does not say so itself."""

import pytest

from fullcount.corpus.boundary import boundary_of

from .invented import disclosure, line

FINAL = line("f")
POST = line("p", run_type="post-train")
FAILED = line("x", outcome="failed")
UNKNOWN = line("u", outcome="unknown")


def derived(*lines: dict, **included: str) -> str:
    life_cycle = [{"stage": stage, "inclusion": how} for stage, how in included.items()]
    document = disclosure("a", lines, scope={"boundary": None, "life_cycle": life_cycle})
    del document["scope"]["boundary"]
    found = boundary_of(document)
    assert not found.stated
    return found.code


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FINAL], "final-run"),
        ([UNKNOWN], "final-run"),
        ([POST], "stage"),
        ([FINAL, POST], "training"),
        ([FINAL, line("d", stage="data")], "training"),
        ([FINAL, FAILED], "development"),
        ([FINAL, line("e", stage="explore")], "development"),
        ([FINAL, line("e", stage="ablate"), line("o", stage="other")], "development"),
        ([line("e", stage="explore")], "research"),
        ([line("s", stage="serve")], "serving"),
        ([FINAL, line("s", stage="serve")], "life-cycle"),
        ([FINAL, line("o", stage="other")], "unclear"),
        ([line("d", stage="data")], "stage"),
    ],
)
def test_lines_tell_the_boundary(lines: list[dict], expected: str) -> None:
    assert derived(*lines) == expected


def test_a_scope_that_holds_more_than_the_lines_is_unclear() -> None:
    assert derived(FINAL, research="included") == "unclear"
    assert derived(FINAL, inference="included") == "unclear"
    assert derived(FINAL, research="excluded") == "final-run"


@pytest.mark.parametrize(
    ("included", "expected"),
    [
        ({"inference": "included"}, "serving"),
        ({"training": "included"}, "training"),
        ({"research": "included"}, "research"),
        ({"training": "included", "research": "included"}, "development"),
        ({"training": "included", "inference": "included"}, "life-cycle"),
        ({}, "unclear"),
    ],
)
def test_without_lines_the_life_cycle_tells_it(included: dict[str, str], expected: str) -> None:
    assert derived(**included) == expected


def test_what_is_stated_is_taken() -> None:
    found = boundary_of(disclosure("a", [FINAL], scope={"boundary": "development"}))
    assert found == ("development", True)
