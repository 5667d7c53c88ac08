"""Work has hours, but no impact row covers it.

**What it checks.** For energy and for greenhouse gases of use, where the document states any: that each compute
line with hours is covered by a row, through `covers` or through the life-cycle stage it belongs to. A row whose
amount is `not_disclosed` covers too, because it says so; so does the energy of the line itself. And that
manufacture of hardware, where the scope includes it, has a row.

**Why it matters.** The hours enter the total of compute and not the total of impacts, so the impact of each
hour looks smaller than it is.

**Example.** A model card with 833,000 hours of training and 86,000 hours that produced the teacher's logits,
and 240 t for the training alone.

**Remedy.** Extend a row to the line, add a row, or state the amount as not disclosed with the reason.

**Reference.** ISO 14044, 4.2.3.3: what the system boundary includes is counted, what is left out is named. The
example is the Llama 3.2 model card.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central, is_missing
from fullcount.printing import as_number
from fullcount.rules.coverage import life_cycle_of
from fullcount.rules.reasons import told
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

JUDGED = {"energy": "energy", "gwp": "greenhouse gases"}
REMEDY = "extend a row to it, add a row, or state the amount as not disclosed with the reason"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line and category, or for a row that covers all lines; and one for manufacture."""
    rows = [placed.row for placed in view.impacts]
    if not rows:
        yield NotApplicable("the document states no impact")
        return
    for category, words in JUDGED.items():
        used = [row for row in rows if row["category"] == category and row["phase"] != "manufacture"]
        if used:
            yield from _of_lines(view, category, words, used)
    yield from _of_manufacture(view, rows)


def _of_lines(view: "View", category: str, words: str, rows: Sequence["Impact"]) -> Iterator[Outcome]:
    if any("covers" not in row and "life_cycle_stages" not in row for row in rows):
        yield PASSED
        return
    covered, reasons = _covered(view, rows), list[str]()
    stages = {stage for row in rows for stage in row.get("life_cycle_stages", ())}
    for line in view.lines:
        hours = central(line.hours)
        if line.index in covered or hours == 0 or (category == "energy" and _has_energy(line)):
            yield PASSED
        elif hours is None:
            reasons.append(f"the hours of line {line.id} are not disclosed")
        else:
            outcome = _by_stage(line, hours, words, stages)
            if isinstance(outcome, NotApplicable):
                reasons.append(outcome.because)
            else:
                yield outcome
    yield from told(reasons, len(view.lines))


def _covered(view: "View", rows: Sequence["Impact"]) -> frozenset[int]:
    return frozenset(line.index for row in rows if "covers" in row for line in view.covered(row))


def _has_energy(line: "Line") -> bool:
    return not is_missing(line.raw.get("energy"))


def _by_stage(line: "Line", hours: float, words: str, stages: set[str]) -> Outcome:
    own = life_cycle_of(line.raw)
    if not stages.isdisjoint(own):
        return PASSED
    if stages and not own:
        return NotApplicable(f"the codes of line {line.id} do not say to which life-cycle stage it belongs")
    unit = f"{'idle ' if line.is_idle else ''}{(line.hours or {}).get('unit', 'h')}"
    message = f"line {line.id} has {as_number(hours)} {unit}, but no row of {words} covers it"
    return Failed(line.pointer, message, REMEDY)


def _of_manufacture(view: "View", rows: Sequence["Impact"]) -> Iterator[Outcome]:
    name = "hardware-manufacture"
    for index, entry in enumerate(view.data["scope"].get("life_cycle", [])):
        if entry["stage"] != name or entry["inclusion"] != "included":
            continue
        if any(row["phase"] != "use" or name in row.get("life_cycle_stages", ()) for row in rows):
            yield PASSED
        else:
            message = "manufacture of hardware is included in the scope, but no impact row counts it"
            yield Failed(f"/scope/life_cycle/{index}", message, "add its rows, or exclude it with the reason")


RULE = Rule(
    name="stage-without-impact",
    severity=Severity.WARNING,
    group="honesty",
    reads=("scope", "facilities", "equipment", "compute", "impacts"),
    check=check,
)
