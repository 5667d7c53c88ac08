"""A figure is 0 where 0 cannot be.

**What it checks.** Hours, energy, runs and power of compute lines, equipment and totals; amounts of impacts and of
manufacture; the location-based carbon intensity. Zero is right and passes for lines without runs, jobs that were
cancelled or failed in the queue and whose hours are measured, accelerator-hours of work on processors alone,
market-based greenhouse gases, direct emissions of a grid without combustion, and water where the WUE or the water
intensity of electricity is a sourced 0, as with closed loops. Factors of facilities and water of use are warnings.

**Why it matters.** A zero is added up like a measurement: it lowers totals and comparisons without a trace,
while a missing figure stays visible.

**Example.** `"energy": {"value": 0, "unit": "kWh"}` on a line of 4,800 accelerator-hours, because the meter was
off.

**Remedy.** Give the figure, say `below` which bound it lies, or `not_disclosed` with the reason.

**Reference.** fullcount 1.0, quantities: missing is never zero. ISO 14044, 4.2.3.6.3: the treatment of missing
data is documented, and a zero explained. A sourced WUE of 0: Morrison et al. 2025 (arXiv 2503.05804),
closed-loop cooling.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import central
from fullcount.rules.rule import NotApplicable, Outcome, Passed, Rule, Severity
from fullcount.rules.zeros import (
    Zeros,
    amount_may_be_zero,
    any_zero,
    in_equipment,
    in_facilities,
    is_idle,
    zero_found,
    zeros,
)

if TYPE_CHECKING:
    from fullcount.rules.view import View

OF_LINE = ("accelerator_hours", "core_hours", "energy", "wall_clock", "accelerators", "runs")
OF_TOTALS = ("accelerator_hours", "core_hours", "energy", "runs")


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line, total, equipment, facility and impact; further ones for each further zero."""
    applied = _places(view)
    right = 0 if any_zero(view.figures) else applied
    if not right:
        sections = _of_lines, _of_totals, in_equipment, in_facilities, _of_impacts
        for wrong in chain.from_iterable(section(view) for section in sections):
            right += not wrong
            yield from wrong
    if right:
        yield Passed(right)
    if not applied:
        yield NotApplicable("the document states no hours, energy, power or impact")


def _places(view: "View") -> int:
    """How many lines, totals, equipment, entries of their manufacture, facilities and impacts there are."""
    equipment = view.data.get("equipment", [])
    entries = sum([len(item.get("manufacture", ())) for item in equipment])
    others = len(equipment) + len(view.data.get("facilities", ())) + bool(view.data.get("totals"))
    return len(view.lines) + len(view.impacts) + entries + others


def _of_lines(view: "View") -> Iterator[Zeros]:
    for line in view.lines:
        found = zeros(line.raw, OF_LINE)
        right = not found or is_idle(line.raw)
        yield () if right else _of_work(line.raw, found, line.pointer, f"line {line.id}")


def _of_totals(view: "View") -> Iterator[Zeros]:
    totals: Mapping[str, Any] = view.data.get("totals", {})
    if totals:
        found = zeros(totals, OF_TOTALS)
        yield () if not found or is_idle(totals) else _of_work(totals, found, "/totals", "all lines")


def _of_work(item: Mapping[str, Any], found: Sequence[str], at: str, owner: str) -> Zeros:
    """Accelerator-hours of work on processors alone may be 0."""
    processors = bool(central(item.get("core_hours")))
    wrong = (key for key in found if not (processors and key == "accelerator_hours"))
    return [zero_found(f"{at}/{key}", item[key], f"{key.replace('_', ' ')} of {owner}") for key in wrong]


def _of_impacts(view: "View") -> Iterator[Zeros]:
    for placed in view.impacts:
        pointer, row = placed
        if zeros(row, ("amount",)) and not amount_may_be_zero(view, row):
            milder = Severity.WARNING if row["category"] == "water" and row["phase"] == "use" else None
            yield [zero_found(f"{pointer}/amount", row["amount"], str(placed.key), milder)]
        else:
            yield ()


RULE = Rule(
    name="missing-reported-as-zero",
    severity=Severity.ERROR,
    group="honesty",
    reads=("facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
