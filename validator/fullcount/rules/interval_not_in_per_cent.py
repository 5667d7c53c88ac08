"""The probability of an interval is 1 % or less, as if it were a share.

**What it checks.** Each figure that states an `interval`: that it is above 1.

**Why it matters.** `interval` is in per cent. Read as it stands, 0.9 says that low and high miss the true value in 99
of 100 cases, and whoever draws from it spreads the figure, or its logarithm, 146 times as far as 90 does.

**Example.** `"low": 800, "high": 1000, "interval": 0.9`, where 90 is meant.

**Remedy.** Write 90 for 90 per cent; without `interval` it is 90.

**Reference.** fullcount 1.0, figures: the probability that low and high enclose the true value, in per cent.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.printing import as_number
from fullcount.rules.rule import Failed, NotApplicable, Outcome, Passed, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.rules.figures import PlacedFigure
    from fullcount.rules.view import View

MOST_AS_SHARE = 1.0


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each figure that says how probable its interval is."""
    stated = [figure for figure in view.figures if "interval" in figure and _level(figure) > 0]
    if not stated:
        yield NotApplicable("no figure states a probability of its interval above 0 %")
        return
    wrong = sum(map(is_share, stated))
    if len(stated) > wrong:
        yield Passed(len(stated) - wrong)
    if wrong:
        yield from (_failed(placed) for placed in view.placed_figures if is_share(placed.figure))


def is_share(figure: "Figure") -> bool:
    """Whether the probability of the interval is one that fits a share: above 0 and at most 1."""
    return 0 < _level(figure) <= MOST_AS_SHARE


def _level(figure: "Figure") -> float:
    """The interval in per cent; 0 where none is stated. What is not above 0 the schema refuses."""
    stated = figure.get("interval")
    return stated if isinstance(stated, int | float) else 0.0


def _failed(placed: "PlacedFigure") -> Failed:
    stated = placed.figure["interval"]
    meant = as_number(100 * stated)
    message = f"an interval of {as_number(stated)} % is next to none; as a share it would be {meant} %"
    return Failed(f"{placed.pointer}/interval", message, f"write {meant} if that is meant")


RULE = Rule(
    name="interval-not-in-per-cent",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("subject", "scope", "facilities", "equipment", "compute", "totals", "impacts", "restatements"),
    check=check,
)
