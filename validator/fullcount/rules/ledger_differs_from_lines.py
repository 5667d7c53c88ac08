"""The attached ledger does not sum to the compute lines.

**What it checks.** Sums the rows of all attached ledgers by component, stage, run type, outcome, facility and
equipment, and compares runs, accelerator-hours, core-hours and energy (at the same boundary) with the lines of
the same axes, within their printed rounding. A line that names an allocation is divided by its share first, and
cannot be compared without one. Rows that no line counts are a finding, and so is a line without
rows; but an idle line that does not cite the ledger is left aside, since logs of jobs know nothing of reserved hours
that no job used.

**Why it matters.** The ledger is the evidence of the lines. Where they differ, one of the two is of another
time, or was changed by hand.

**Example.** A line of 4,800 accelerator-hours whose jobs in the ledger come to 5,120, because one restart was
left out.

**Remedy.** Sum the lines from the attached ledger again, or attach the ledger that they were summed from.

**Reference.** fullcount 1.0, coverage level 5: a ledger attached that sums to the lines. Judged within the
rounding of the printed figures; a difference of up to 0.5 % beyond it is a note.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from fullcount.printing import as_number
from fullcount.rules.arithmetic import compare
from fullcount.rules.attached import Attached, attached
from fullcount.rules.ledger_sums import FIGURES, Axes, Sums, of_ledger, of_lines
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

UNITS = {"runs": "runs", "accelerator_hours": "accelerator-h", "core_hours": "core-h", "energy": "kWh"}
REMEDY = "sum the lines from the attached ledger again, or attach the ledger that they were summed from"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line and figure, or one for a ledger that cannot be read."""
    ledgers = [evidence for evidence in attached(view) if evidence.item["kind"] == "ledger"]
    absent = [evidence for evidence in ledgers if evidence.file is None]
    if not ledgers:
        yield NotApplicable("no ledger is attached")
    for evidence in absent:
        yield NotApplicable(evidence.because or f"the file of evidence {evidence.item['id']} is missing")
    if ledgers and not absent:
        yield from _judged(view, ledgers)


def _judged(view: "View", ledgers: Sequence[Attached]) -> Iterator[Outcome]:
    from fullcount.ledger import LedgerError, read_table, summarise  # noqa: PLC0415 - only where a ledger is attached

    only = [next(iter(items)) if len(items) == 1 else "" for items in (view.facilities, view.equipment)]
    try:
        rows = chain.from_iterable(read_table(evidence.file) for evidence in ledgers if evidence.file)
        summed = of_ledger(summarise(rows), *only)
    except LedgerError as error:
        message = f"the ledger cannot be read: {error.problems[0]}"
        yield Failed(f"{ledgers[0].pointer}/path", message, error.problems[0].remedy)
        return
    shares = {item["id"]: item.get("share") for item in view.data["scope"].get("allocation", [])}
    stated = of_lines(_logged(view, ledgers), shares)
    for axes, line in stated.items():
        yield from _of_axes(line, summed.get(axes))
    for axes, sums in summed.items():
        if axes not in stated:
            yield _uncounted(ledgers[0].pointer, axes, sums)


def _logged(view: "View", ledgers: Sequence[Attached]) -> Iterator["Line"]:
    """The lines of work, and idle lines that cite one of the ledgers."""
    names = {evidence.item["id"] for evidence in ledgers}
    sources = {name for name, source in view.sources.items() if source.get("evidence") in names}
    for line in view.lines:
        cited = {figure.get("source") for figure in line.raw.values() if isinstance(figure, dict)}
        if not line.is_idle or cited & sources:
            yield line


def _of_axes(line: Sums, ledger: Sums | None) -> Iterator[Outcome]:
    if ledger is None:
        message = "the attached ledger has no row of this line"
        remedy = "attach the ledger of this work too, or correct the axes of the line"
        yield Failed(line.pointers[0], message, remedy, Severity.WARNING)
        return
    if line.unshared:
        yield NotApplicable(f"the share of allocation {line.unshared} is not disclosed")
        return
    for name in FIGURES:
        if name in line.amounts or name in ledger.amounts:
            yield _of_figure(name, line, ledger)


def _of_figure(name: str, line: Sums, ledger: Sums) -> Outcome:
    words = name.replace("_", " ")
    if name in line.missing or name not in line.amounts:
        return NotApplicable(f"the {words} of the lines at {line.pointers[0]} are not disclosed")
    if name in ledger.missing or name not in ledger.amounts:
        return NotApplicable(f"the ledger has no {words} for the lines at {line.pointers[0]}")
    if name == "energy" and line.boundaries != ledger.boundaries:
        return NotApplicable(f"the ledger has another energy boundary than the lines at {line.pointers[0]}")
    found, exact = line.amounts[name], ledger.amounts[name].value
    if found.low <= exact <= found.high or math.isclose(found.value, exact, rel_tol=1e-9):
        return PASSED
    comparison = compare(found, ledger.amounts[name])
    message = f"{comparison.words(UNITS[name])} in the ledger{comparison.apart}"
    milder = Severity.NOTE if comparison.within_tolerance else None
    return Failed(f"{line.pointers[0]}/{name}", message, REMEDY, milder)


def _uncounted(pointer: str, axes: Axes, sums: Sums) -> Outcome:
    figures = ", ".join(
        f"{name.replace('_', ' ')} {as_number(sums.amounts[name].value)}" for name in sums.amounts
    )
    return Failed(pointer, f"no line counts the rows of {' '.join(filter(None, axes))}: {figures}", REMEDY)


RULE = Rule(
    name="ledger-differs-from-lines",
    severity=Severity.ERROR,
    group="evidence",
    reads=("scope", "facilities", "equipment", "compute", "evidence"),
    check=check,
)
