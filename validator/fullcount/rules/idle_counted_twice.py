"""Idle time is counted by a line of its own and once more inside an overhead ratio.

**What it checks.** For each line of idle hours that are more than zero: that its facility states no overhead ratio,
which already contains the power of idle equipment.

**Why it matters.** The ratio puts idle power on every hour that was used. A line of the same idle hours adds it again:
for BLOOM a third of the energy in use.

**Example.** An overhead ratio of 1.835, of which 0.587 is idle power, beside a line of 400,000 idle hours.

**Remedy.** State the PUE in place of the ratio, or leave the idle line out.

**Reference.** Luccioni et al. 2022 (arXiv 2211.02001): infrastructure, idle and dynamic energy as 27 : 64 : 109; the
ratio of their sum to the dynamic part is 1.835, as MLCA uses it. fullcount 1.0, facilities: the ratio already contains
idle and infrastructure power.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central, printed
from fullcount.rules.reasons import grouped
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line of idle hours."""
    idle = [line for line in view.lines if line.is_idle]
    if not idle:
        yield NotApplicable("no line is one of idle hours")
    yield from grouped(map(_judged, idle), len(idle))


def _judged(line: "Line") -> Outcome:
    ratio = central(line.facility.get("overhead_ratio")) if line.facility else None
    hours = printed(line.hours)
    if not ratio or (hours and not hours.high):
        return PASSED
    if not hours:
        return NotApplicable(f"the idle hours of line {line.id} are not disclosed")
    words = (
        f"the idle hours of line {line.id} are inside the overhead ratio of {ratio:g} of {line.facility_name}"
    )
    remedy = "state the PUE in place of the ratio, or leave the idle line out"
    return Failed(f"{line.pointer}/idle_hours", words, remedy)


RULE = Rule(
    name="idle-counted-twice",
    severity=Severity.ERROR,
    group="accounting",
    reads=("facilities", "equipment", "compute"),
    check=check,
)
