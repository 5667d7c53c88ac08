"""A part is larger than its whole.

**What it checks.** Lines of one stage, or all that are disclosed, against printed totals; parts, phases, rows by
lines and rows by life-cycle stages, as far as they do not overlap, against the row that contains them; parts for
accelerators, hosts and overhead, where no such row stands beside them, against the whole that is recomputed from the
lines; shares of one category that add up to more than 100 %; active parameters against all parameters; and in every
figure that low is not above value nor value above high.

**Why it matters.** Whatever the true figures are, one of the two is wrong. It needs no factor to see it.

**Example.** A dynamic part of 30 t in a use phase of 24.69 t; shares of 61, 29 and 14 %.

**Remedy.** Correct the part or the whole, or say by life-cycle stages, part or lines what each covers.

**Reference.** fullcount 1.0, formulas: totals are sums of what they contain, and no figure is negative. A part is
compared by the lower end of its printed rounding, the whole by the upper end, within 0.5 %. Where the parts leave
nothing out, total-differs-from-lines compares them for equality.
"""

from collections.abc import Iterator
from itertools import chain
from math import inf
from typing import TYPE_CHECKING

from fullcount.counted import in_unit
from fullcount.disclosure.figures import central, printed
from fullcount.impacts.line import Missing
from fullcount.printing import as_number
from fullcount.rules.arithmetic import agree, compare
from fullcount.rules.parts import Parts, parts_of_lines, parts_of_rows, shares
from fullcount.rules.parts_of_work import parts_of_work
from fullcount.rules.rows import rows_by_key
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Passed, Rule, Severity
from fullcount.rules.sums import amounts_of

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.rules.figures import PlacedFigure
    from fullcount.rules.view import View

REMEDY = "correct the part or the whole, or say what each covers"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each figure with an interval, and for each whole that has parts."""
    nothing = True
    for outcome in chain(_intervals(view), _parameters(view), _wholes(view), _recomputed(view)):
        nothing = False
        yield outcome
    if nothing:
        yield NotApplicable("no figure has an interval or is given with its parts")


def _intervals(view: "View") -> Iterator[Outcome]:
    stated = [figure for figure in view.figures if "low" in figure or "high" in figure]
    wrong = sum(not _is_ordered(figure) for figure in stated)
    if len(stated) > wrong:
        yield Passed(len(stated) - wrong)
    if wrong:
        yield from (_disordered(placed) for placed in view.placed_figures if not _is_ordered(placed.figure))


def _is_ordered(figure: "Figure") -> bool:
    given = [*_ends(figure).values()]
    return given == sorted(given)


def _ends(figure: "Figure") -> dict[str, float]:
    """The numbers of a figure, which below an unknown key may be anything."""
    return {key: figure[key] for key in ("low", "value", "high") if isinstance(figure.get(key), int | float)}


def _disordered(placed: "PlacedFigure") -> Failed:
    given, unit = _ends(placed.figure), placed.figure.get("unit", "1")
    ends = ", ".join(f"{key} {as_number(number)}" for key, number in given.items())
    words = f"{_wrong(**given)}: {in_unit(ends, unit)}"
    return Failed(placed.pointer, words, "write low <= value <= high")


def _wrong(low: float = -inf, value: float | None = None, high: float = inf) -> str:
    if low > high:
        return "low is above high"
    return "the value is below low" if value is not None and value < low else "the value is above high"


def _parameters(view: "View") -> Iterator[Outcome]:
    subject = view.data["subject"]
    if "active_parameters" in subject and "parameters" in subject:
        part = subject["active_parameters"]
        yield _judged(
            Parts("/subject/active_parameters", "all parameters", "", subject["parameters"], [part], "active")
        )


def _wholes(view: "View") -> Iterator[Outcome]:
    for parts in chain(parts_of_lines(view), parts_of_rows(view), shares(view)):
        yield _judged(parts)


def _recomputed(view: "View") -> Iterator[Outcome]:
    for given in parts_of_work(view, rows_by_key(view)):
        part, most = central(given.figure) or 0.0, given.whole(view, central)
        if isinstance(most, Missing) or part <= most:
            yield PASSED
            continue
        left, right = printed(given.figure), given.whole(view, printed)
        if (
            left is None
            or isinstance(right, Missing)
            or left.low <= right.high
            or agree(left.low, right.high)
        ):
            yield PASSED
        else:
            sides = f"{compare(left, right).words(given.unit)} of the whole recomputed from the lines"
            yield Failed(given.pointer, f"{given.key} alone comes to {sides}", REMEDY)


def _judged(given: Parts) -> Outcome:
    whole, part = central(given.whole), amounts_of(given.parts, given.what, central)
    if whole is not None and not isinstance(part, Missing) and part <= whole:
        return PASSED
    left, right = amounts_of(given.parts, given.what, printed), printed(given.whole)
    if right is None or isinstance(left, Missing):
        return NotApplicable(f"{given.name} is not disclosed with its parts")
    if left.low <= right.high or agree(left.low, right.high):
        return PASSED
    words = f"{given.what} come to {compare(left, right).words(given.unit)} of {given.name}"
    return Failed(given.pointer, words, REMEDY)


RULE = Rule(
    name="part-exceeds-whole",
    severity=Severity.ERROR,
    group="accounting",
    reads=("subject", "scope", "facilities", "equipment", "compute", "totals", "impacts", "restatements"),
    check=check,
)
