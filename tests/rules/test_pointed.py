"""The figure that a restatement points at."""

import pytest

from fullcount.rules.pointed import figure_at

FIGURE = {"value": 1, "unit": "kWh"}
DOCUMENT = {
    "totals": {"energy": FIGURE, "runs": {"not_disclosed": {"reason": "not-stated"}}},
    "impacts": [{"category": "energy", "amount": FIGURE}, {"category": "energy", "share": FIGURE}],
    "x-own": {"energy": FIGURE},
    "x/y": FIGURE,
}


@pytest.mark.parametrize("pointer", ["/totals/energy", "/impacts/0", "/impacts/0/amount", "/x~1y"])
def test_a_figure_or_the_row_that_holds_it_is_found(pointer: str) -> None:
    assert figure_at(DOCUMENT, pointer) is FIGURE


def test_a_figure_that_is_not_disclosed_is_a_figure() -> None:
    assert figure_at(DOCUMENT, "/totals/runs") == {"not_disclosed": {"reason": "not-stated"}}


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "/totals",
        "/totals/none",
        "/impacts/9",
        "/impacts/-1",
        "/impacts/1",
        "/x-own/energy",
        "/totals/energy/value/0",
    ],
)
def test_anything_else_is_no_figure(pointer: str) -> None:
    assert figure_at(DOCUMENT, pointer) is None
