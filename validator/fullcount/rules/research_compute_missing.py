"""Only the final runs are counted.

**What it checks.** That beside the lines of final, data and serving work there is a line of exploration,
baseline, ablation, tuning or debugging, or an impact row for research; or that the scope excludes research with
a reason, or says that it does not apply. Services are not judged. Where the scope says nothing about research,
or the figures were transcribed from a publication, it is a note.

**Why it matters.** In published projects the final runs are between 0.7 % and 91 % of the compute, so a
footprint without research can be low by two orders of magnitude, and nobody can see by how much.

**Example.** A scope with `"stage": "research", "inclusion": "included"` and one line, of stage `final`.

**Remedy.** Add the lines, from the scheduler's log; or exclude research from the scope with the reason.

**Reference.** Moshi study (arXiv 2604.11154): experiments, failed runs, debugging and ablations as part of the
footprint. DINOv3 (0.7 %: 61 thousand of 9 million hours) and Llama 3.2 (91 %) bound the published shares.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.rules.coverage import RESEARCH, inclusion_of
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

KNOWN_STAGES = frozenset({"data", "final", "serve"})
KNOWN_RUN_TYPES = frozenset({"evaluate", "generate", "infer"})
REMEDY = "add the lines of research, or exclude research from the scope with the reason"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for the document."""
    inclusion, reason = inclusion_of(view.data["scope"], "research")
    if view.data["subject"]["kind"] == "service":
        yield NotApplicable("the subject is a service")
    elif not (work := [line for line in view.lines if not line.is_idle]):
        yield NotApplicable("the document has no compute lines")
    elif _is_settled(inclusion, reason) or any(map(_is_research, work)) or _has_row(view):
        yield PASSED
    elif unknown := next((line for line in work if _may_be_research(line)), None):
        yield NotApplicable(f"the codes of line {unknown.id} do not say whether it is research")
    else:
        yield _missing(view, inclusion)


def _is_settled(inclusion: str, reason: str) -> bool:
    return inclusion == "not-applicable" or (inclusion == "excluded" and bool(reason))


def _is_research(line: "Line") -> bool:
    return line.raw["stage"] in RESEARCH or line.raw["run_type"] == "debug"


def _may_be_research(line: "Line") -> bool:
    return line.raw["stage"] not in KNOWN_STAGES and line.raw["run_type"] not in KNOWN_RUN_TYPES


def _has_row(view: "View") -> bool:
    return any("research" in placed.row.get("life_cycle_stages", ()) for placed in view.impacts)


def _missing(view: "View", inclusion: str) -> Outcome:
    stages = " and ".join(sorted({line.raw["stage"] for line in view.lines if not line.is_idle}))
    said = {"included": "includes research", "excluded": "excludes research without a reason"}
    message = (
        f"the scope {said.get(inclusion, 'does not mention research')}, and all lines are of stage {stages}"
    )
    milder = inclusion == "" or view.data["data_status"] == "transcribed"
    return Failed("/compute", message, REMEDY, Severity.NOTE if milder else None)


RULE = Rule(
    name="research-compute-missing",
    severity=Severity.WARNING,
    group="honesty",
    reads=("data_status", "subject", "scope", "facilities", "equipment", "compute", "impacts"),
    check=check,
)
