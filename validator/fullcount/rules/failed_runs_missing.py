"""Many runs, and not one that failed.

**What it checks.** Where the lines, serving, data work and evaluation left aside, sum to 100 runs or more, that one
of them has an outcome other than completed; or that the scope excludes research, which holds the failed runs, with a
reason. Where an outcome is unknown the rule cannot be applied. For figures transcribed from a publication it is a
note.

**Why it matters.** Jobs that fail, are cancelled or time out use accelerators like others. A log filtered for
completed jobs leaves them out without a trace.

**Example.** 302 runs of exploration, ablation and tuning, all `completed`.

**Remedy.** Export the log with every state (`sacct` without a filter on the state) and count each outcome.

**Reference.** Hu et al., Characterization of Large Language Model Development in the Datacenter (NSDI 2024),
final states of jobs: 42.9 % and 39.7 % failed in two clusters. With a tenth of that, 4 %, the chance of no
failure in 100 runs is 0.96^100 = 1.7 %.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.disclosure.figures import central
from fullcount.impacts.line import SUCCESSFUL
from fullcount.rules.coverage import inclusion_of
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

MANY_RUNS = 100
NOT_TRAINED, NOT_TRAINING = frozenset({"serve", "data"}), frozenset({"infer", "generate", "evaluate"})
"""Stages and run types of which the quoted study of training jobs says little."""


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for the document."""
    lines = [
        line.raw
        for line in view.lines
        if not line.is_idle
        and line.raw["stage"] not in NOT_TRAINED
        and line.raw["run_type"] not in NOT_TRAINING
    ]
    outcomes = {line["outcome"] for line in lines}
    if not lines:
        yield NotApplicable("the document has no compute lines but serving, data work and evaluation")
    elif outcomes - SUCCESSFUL - {"unknown"} or all(inclusion_of(view.data["scope"], "research")[1:]):
        yield PASSED
    elif "unknown" in outcomes:
        yield NotApplicable("the outcome of some lines is unknown")
    else:
        yield _judged(view, [central(line.get("runs")) for line in lines])


def _judged(view: "View", runs: list[float | None]) -> Outcome:
    known = sum(count for count in runs if count is not None)
    if known >= MANY_RUNS:
        message = f"{counted(known, 'run')}, and every line has the outcome completed"
        milder = Severity.NOTE if view.data["data_status"] == "transcribed" else None
        return Failed("/compute", message, "count the runs that failed, were cancelled or timed out", milder)
    return NotApplicable("the number of runs is not disclosed") if None in runs else PASSED


RULE = Rule(
    name="failed-runs-missing",
    severity=Severity.WARNING,
    group="honesty",
    reads=("data_status", "scope", "facilities", "equipment", "compute"),
    check=check,
)
