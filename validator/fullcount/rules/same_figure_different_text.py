"""The same figure stands in two places with two values.

**What it checks.** Each restatement against the figure that it restates, in whatever unit it is printed; two
impact rows of the same key, coverage, boundary and scope; the total energy against the energy row of the same
boundary. Prints must agree within their rounding; a difference of up to 0.5 % beyond it is a note, and a
restatement that differs by more a warning. Also the mirror of it, as a warning: one amount that stands for some
life-cycle stages in one row and for more in another.

**Why it matters.** A reader who meets one of the two prints cannot know of the other. Stale text beside a new
table and slips of a factor of ten are the usual causes.

**Example.** 552.1 t in the paper and 5,521,000 kg in a card that quotes it: ten times as much.

**Remedy.** Correct the wrong print, or say in a note what differs between the two.

**Reference.** The example is a published quotation of GPT-3's training emissions. Rounding and tolerance:
fullcount 1.0, findings.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import Amount, Figure, central, is_missing, printed
from fullcount.rules.arithmetic import as_number, compare
from fullcount.rules.coverage import same_coverage
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.units import conversion

if TYPE_CHECKING:
    from fullcount.rules.view import PlacedImpact, View

DIGITS_OF_NOTE = 3
"""Significant digits from which two equal amounts are no accident."""
PARTIAL = frozenset({"part", "covers", "life_cycle_stages"})
REMEDY = "correct the wrong print, or say in a note what differs between the two"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each restatement and for each amount that stands twice."""
    outcomes = (*_restatements(view), *_rows(view), *_total(view), *_two_labels(view))
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
    if right.value:
        message += f", {comparison.printed.value / right.value:.6g} times as much"
    return Failed(pointer, message, REMEDY, milder)


def _as_printed(amount: Amount) -> str:
    """With all its digits: two prints may differ in the last one."""
    return f"{amount.value:,.10g} [{amount.low:,.10g}, {amount.high:,.10g}]"


def _restatements(view: "View") -> Iterator[Outcome]:
    for index, item in enumerate(view.data.get("restatements", [])):
        figure = _figure_at(view.data, item["of"])
        if figure is None:
            yield NotApplicable(f"{item['of']} is no figure of this document")
        else:
            pointer, where = f"/restatements/{index}/figure", item["of"]
            yield _compared(pointer, item["figure"], figure, where, Severity.WARNING)


def _figure_at(data: Any, pointer: str) -> Figure | None:
    """The figure at a pointer, or the amount of the impact row there."""
    for step in pointer.split("/")[1:]:
        if step.startswith("x-"):
            return None
        if isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, dict):
            data = data.get(step.replace("~1", "/").replace("~0", "~"))
        else:
            return None
    if isinstance(data, dict) and "amount" in data:
        data = data["amount"]
    return data if isinstance(data, dict) and ("unit" in data or "not_disclosed" in data) else None


def _rows(view: "View") -> Iterator[Outcome]:
    first: dict[object, PlacedImpact] = {}
    for placed in view.impacts:
        amount = placed.row.get("amount")
        if amount is not None and not is_missing(amount):
            key = (_label(placed), same_coverage(placed.row))
            earlier = first.setdefault(key, placed)
            if earlier is not placed:
                yield _compared(f"{placed.pointer}/amount", amount, earlier.row["amount"], earlier.pointer)


def _label(placed: "PlacedImpact") -> tuple[object, ...]:
    row, amount = placed.row, placed.row["amount"]
    axes = (row["category"], row["phase"], row.get("part"), row.get("ghg_basis"))
    return (*axes, amount.get("boundary"), amount.get("scope"), tuple(amount.get("factors", ())))


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


def _two_labels(view: "View") -> Iterator[Outcome]:
    """Equal amounts of rows whose life-cycle stages are part of those of the other."""
    groups: dict[object, list[PlacedImpact]] = {}
    for placed in view.impacts:
        stated = central(placed.row.get("amount")) if "life_cycle_stages" in placed.row else None
        if stated and len(f"{stated:.15g}".replace(".", "").strip("0")) >= DIGITS_OF_NOTE:
            groups.setdefault((*_label(placed), stated), []).append(placed)
    yield from (_labelled(rows) for rows in groups.values() if len(rows) > 1)


def _labelled(rows: Sequence["PlacedImpact"]) -> Outcome:
    by_size = sorted(rows, key=lambda placed: len(placed.row["life_cycle_stages"]))
    few, many = by_size[0], by_size[-1]
    one, other = few.row["life_cycle_stages"], many.row["life_cycle_stages"]
    if not set(one) < set(other):
        return PASSED
    amount = f"{as_number(central(few.row['amount']) or 0)} {few.row['amount']['unit']}"
    message = f"{amount} stand for {' and '.join(one)}, and in {many.pointer} for {' and '.join(other)}"
    return Failed(
        f"{few.pointer}/life_cycle_stages", message, "label the figure with all its stages", Severity.WARNING
    )


RULE = Rule(
    name="same-figure-different-text",
    severity=Severity.ERROR,
    group="honesty",
    reads=("totals", "facilities", "equipment", "compute", "impacts", "restatements"),
    check=check,
)
