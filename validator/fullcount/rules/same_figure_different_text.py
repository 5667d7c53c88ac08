"""The same figure stands in two places with two values.

**What it checks.** Each restatement against the figure that it restates, in whatever unit it is printed, unless it
says in `differs_in` which other boundary or convention it follows; two impact rows of the same key, coverage, period,
unit (`per`), boundary and scope; the total energy against the energy row of the same boundary. Prints must agree
within their rounding; a difference of up to 0.5 % beyond it is a note, and a restatement that differs by more a
warning. Also the mirror of it, as a warning: one amount that stands for some life-cycle stages in one row and for more
in another.

**Why it matters.** A reader who meets one of the two prints cannot know of the other. Stale text beside a new
table and slips of a factor of ten are the usual causes.

**Example.** 552.1 t in the paper and 5,521,000 kg in a card that quotes it: ten times as much.

**Remedy.** Correct the wrong print, or say in `differs_in` what differs between the two.

**Reference.** The example is a published quotation of GPT-3's training emissions. Rounding and tolerance:
fullcount 1.0, findings.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Amount, Figure, fits, is_missing, printed
from fullcount.rules.arithmetic import compare
from fullcount.rules.lines_behind import NARROWED
from fullcount.rules.pointed import figure_at
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.two_labels import label, two_labels
from fullcount.rules.units import conversion

if TYPE_CHECKING:
    from fullcount.rules.view import PlacedImpact, View

PARTIAL = frozenset({"part", "covers", *NARROWED})
REMEDY = "correct the wrong print, or say in differs_in what differs between the two"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each restatement and for each amount that stands twice."""
    outcomes = (*_restatements(view), *_rows(view), *_total(view), *two_labels(view))
    yield from outcomes or (NotApplicable("no figure of the document stands twice"),)


def _compared(
    pointer: str, one: Figure, other: Figure, where: str, severity: Severity | None = None
) -> Outcome:
    """`one` against `other`, both as printed, in the unit of `other`."""
    left, right = printed(one), printed(other)
    if left is None or right is None:
        return NotApplicable(f"the figure that also stands in {where} is not disclosed")
    factor = conversion(one["unit"], other["unit"])
    if factor is None:
        return NotApplicable(f"{one['unit']} does not convert to the {other['unit']} of {where}")
    comparison = compare(left * factor, right)
    if comparison.within_rounding:
        return PASSED
    milder = Severity.NOTE if comparison.within_tolerance else severity
    message = f"{_as_printed(comparison.printed)} against {_as_printed(right)} {other['unit']} in {where}"
    times = comparison.printed.value / right.value if right.value else None
    if times is not None and fits(times):
        message += f", {times:.6g} times as much"
    return Failed(pointer, message, REMEDY, milder)


def _as_printed(amount: Amount) -> str:
    """With all its digits: two prints may differ in the last one."""
    return f"{amount.value:,.10g} [{amount.low:,.10g}, {amount.high:,.10g}]"


def _restatements(view: "View") -> Iterator[Outcome]:
    """Those that are meant to differ say in what; one that points at no figure is an unknown-reference."""
    for index, item in enumerate(view.data.get("restatements", [])):
        figure = figure_at(view.data, item["of"])
        if "differs_in" in item:
            yield NotApplicable(f"a restatement is meant to differ: {item['differs_in']}")
        elif figure is not None:
            pointer, where = f"/restatements/{index}/figure", item["of"]
            yield _compared(pointer, item["figure"], figure, where, Severity.WARNING)


def _rows(view: "View") -> Iterator[Outcome]:
    first: dict[object, PlacedImpact] = {}
    for placed in view.impacts:
        amount = placed.row.get("amount")
        if amount is not None and not is_missing(amount):
            key = (label(placed), placed.coverage)
            earlier = first.setdefault(key, placed)
            if earlier is not placed:
                yield _compared(f"{placed.pointer}/amount", amount, earlier.row["amount"], earlier.pointer)


def _total(view: "View") -> Iterator[Outcome]:
    total = view.data.get("totals", {}).get("energy")
    if total is None or is_missing(total):
        return
    for placed in view.impacts:
        row, amount = placed.row, placed.row.get("amount")
        if row["category"] != "energy" or row["phase"] != "use" or row.keys() & PARTIAL:
            continue
        if amount is not None and not is_missing(amount) and amount.get("boundary") == total.get("boundary"):
            yield _compared("/totals/energy", total, amount, placed.pointer)


RULE = Rule(
    name="same-figure-different-text",
    severity=Severity.ERROR,
    group="honesty",
    reads=("totals", "facilities", "equipment", "compute", "impacts", "restatements"),
    check=check,
)
