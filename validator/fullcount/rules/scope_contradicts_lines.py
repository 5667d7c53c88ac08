"""The scope says that some work is left out, and compute lines count it.

**What it checks.** For each life-cycle stage that the scope excludes or calls not applicable: that no line with hours
or energy belongs to it alone. A line that may be counted under several stages, such as a failed run of the final
training, is judged by all of them. Likewise for the boundary: no line with hours or energy is of a stage outside it,
such as exploration where the boundary is the final run; a failed run of the final training is research too. Where
the subject is a model and research is called not applicable without a reason, that is a note.

**Why it matters.** The scope is what readers compare. Lines of an excluded stage are in the totals all the same, and
a stage that is said not to take place is not asked for.

**Example.** `{"stage": "research", "inclusion": "not-applicable"}` beside 5,200 accelerator-hours of stage explore.

**Remedy.** Include the stage in the scope, choose the boundary that holds all lines, or leave the lines out.

**Reference.** ISO 14044, 4.2.3.3: the system boundary, and every stage left out of it, is stated and explained.
fullcount 1.0, scope: not-applicable means that the stage does not take place.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.rules.coverage import life_cycle_of
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import ComputeLine, StageScope
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

RESEARCH = frozenset(("explore", "baseline", "ablate", "hyperparam"))
OUTSIDE = {
    "final-run": RESEARCH | {"data", "serve"},
    "training": RESEARCH | {"serve"},
    "research": frozenset(("final", "serve")),
    "development": frozenset(("serve",)),
    "serving": RESEARCH | {"data", "final"},
}
"""Stages of lines that lie outside a boundary; the other boundaries shut none out."""
LOST = ("failed", "cancelled", "timeout", "preempted", "out-of-memory")
CHOOSE = "choose the boundary that holds all lines, or leave the lines out"
WITH_REASON = "say why research does not take place, as for a model made in one run"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each stage that the scope leaves out, and one for the boundary."""
    entries = list(enumerate(view.data["scope"].get("life_cycle", [])))
    left_out = frozenset(entry["stage"] for _, entry in entries if entry["inclusion"] != "included")
    counted = _counted(view, left_out) if left_out else {}
    for index, entry in entries:
        if entry["stage"] in left_out:
            yield _judged(view, f"/scope/life_cycle/{index}", entry, counted.get(entry["stage"], []))
    boundary = view.data["scope"].get("boundary", "")
    if boundary in OUTSIDE:
        yield _within(boundary, [line for line in view.lines if _is_outside(line, boundary)])
    elif not left_out:
        yield NotApplicable("the scope leaves nothing out")


def _is_outside(line: "Line", boundary: str) -> bool:
    """Whether the line counts work of a stage outside; a failed run of the final training is research."""
    failed = boundary == "research" and line.raw["outcome"] in LOST
    return line.raw["stage"] in OUTSIDE[boundary] and not failed and _counts(line)


def _counts(line: "Line") -> bool:
    return bool(central(line.hours) or central(line.raw.get("energy")))


def _within(boundary: str, outside: list["Line"]) -> Outcome:
    if not outside:
        return PASSED
    named = f"{_named(outside)} stage {outside[0].raw['stage']}"
    return Failed("/scope/boundary", f"the boundary is {boundary}, but {named}", CHOOSE)


def _counted(view: "View", left_out: frozenset[str]) -> dict[str, list["Line"]]:
    """The lines all of whose stages are left out, by the first of these."""
    found: dict[str, list[Line]] = {}
    by_codes = {_codes(line.raw): line.raw for line in view.lines}
    of_codes = {codes: life_cycle_of(raw) for codes, raw in by_codes.items()}
    denied = {codes: min(stages) for codes, stages in of_codes.items() if stages and stages <= left_out}
    for line in view.lines if denied else ():
        stage = denied.get(_codes(line.raw))
        if stage and _counts(line):
            found.setdefault(stage, []).append(line)
    return found


def _codes(raw: "ComputeLine") -> tuple[str, str, str]:
    return raw["stage"], raw["run_type"], raw["outcome"]


def _judged(view: "View", pointer: str, entry: "StageScope", lines: list["Line"]) -> Outcome:
    stage, inclusion = entry["stage"], entry["inclusion"].replace("-", " ")
    if lines:
        message = f"{stage} is {inclusion}, but {_named(lines)} it"
        return Failed(pointer, message, "include the stage in the scope, or leave its lines out")
    unexplained = stage == "research" and inclusion == "not applicable" and "reason" not in entry
    if unexplained and view.data["subject"]["kind"] == "model":
        message = "research is not applicable, without a reason: a model seldom is the first that was trained"
        return Failed(pointer, message, WITH_REASON, Severity.NOTE)
    return PASSED


def _named(lines: list["Line"]) -> str:
    return (
        f"lines {lines[0].id} and {len(lines) - 1} more count" if lines[1:] else f"line {lines[0].id} counts"
    )


RULE = Rule(
    name="scope-contradicts-lines",
    severity=Severity.ERROR,
    group="honesty",
    reads=("subject", "scope", "facilities", "equipment", "compute"),
    check=check,
)
