"""More accelerators held at one moment than there are.

**What it checks.** At every moment the `accelerators` of the jobs that run then, against a capacity: `--capacity`, or
nodes times accelerators per node of the equipment described with `--about`. A job counts from its start to its end, or
for its elapsed time where that is shorter; it never counts for longer than either says. Jobs whose start, length or
number of accelerators is not known are left out, so that the finding holds without them.

**Why it matters.** Jobs are counted twice, or the accelerators of a node are counted for each of its jobs.

**Example.** 1,024 accelerators at once on 127 nodes of 8.

**Remedy.** Look for overlapping exports, for steps beside their jobs, and for nodes that are missing from the
equipment. In the hour that is repeated when clocks go back, times without zone may overlap.
"""

from typing import Any

from fullcount.counted import counted
from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.findings import Finding, RuleResult
from fullcount.ledger.check.rules.context import Capacity, Context
from fullcount.ledger.check.screen import literal
from fullcount.printing import as_number

__all__ = ["NAME", "NEEDS", "results"]

NAME = "beyond-capacity"
NEEDS = ("start", "accelerators")
_SLACK = 1e-6
"""Of an accelerator: shares of one, added up, may err by rounding."""
_LONGEST_S = 1e10
_EXPECTED = "no more at any moment than there are"
_REMEDY = "look for jobs that are counted twice, or correct the capacity"


def results(connection: Any, source: str, context: Context) -> list[RuleResult]:
    """One result for each capacity that is known."""
    if not context.capacities:
        words = (
            "--about states no equipment with nodes and accelerators per node"
            if context.about
            else ("--capacity or --about is needed for the number of accelerators")
        )
        return [RuleResult(NAME, "not-applicable", words)]
    return [_of(connection, source, name, known) for name, known in context.capacities.items()]


def _of(connection: Any, source: str, equipment: str, capacity: Capacity) -> RuleResult:
    _take_jobs(connection, source, equipment)
    known, left_out = connection.execute(
        "select count(*) filter (where began is not null and ended is not null and accelerators is not null), "
        "count(*) from jobs"
    ).fetchone()
    place = f" of {equipment}" if equipment else ""
    if not known:
        return RuleResult(NAME, "not-applicable", f"no row{place} states start, length and accelerators")
    without = f"{counted(left_out - known, 'row')}{place} without start, length or accelerators left out"
    worst = _worst(connection, capacity.accelerators)
    reason = without if left_out > known else ""
    if worst is None:
        return RuleResult(NAME, "passed", reason)
    return RuleResult(NAME, "failed", reason, _finding(worst, equipment, capacity))


def _take_jobs(connection: Any, source: str, equipment: str) -> None:
    """The table `jobs` of an equipment, and `held`: by how much each moment changes what they hold."""
    where = f"equipment = {literal(equipment)}" if equipment else "true"
    length = f"case when elapsed_s between 0 and {_LONGEST_S} then (elapsed_s * 1e6)::bigint end"
    stop = f'"start" + to_microseconds({length})'
    connection.execute(
        f'create or replace temp table jobs as select "start" as began, least(coalesce("end", {stop}), '
        f'coalesce({stop}, "end")) as ended, accelerators from ({source}) where {where} '
        "and elapsed_s is distinct from 0 and accelerators is distinct from 0"
    )
    connection.execute(
        "create or replace temp table held as select t, sum(d) as d from (select began as t, accelerators as d "
        "from jobs where ended > began and accelerators > 0 union all select ended, -accelerators from jobs "
        "where ended > began and accelerators > 0) group by t"
    )


def _worst(connection: Any, capacity: float) -> tuple[str, float, float] | None:
    """The first moment with the most, how many, and for how many seconds there are too many in all."""
    moment, most, seconds = connection.execute(
        "with sweep as (select t, sum(d) over (order by t) as n, lead(t) over (order by t) as next from held) "
        f"select strftime(arg_max(t, (n, -epoch(t))), '%Y-%m-%dT%H:%M:%S'), max(n), "
        f"sum(epoch(next) - epoch(t)) from sweep where n > {capacity!r} + {_SLACK}"
    ).fetchone()
    return None if moment is None else (moment, most, seconds or 0.0)


def _finding(worst: tuple[str, float, float], equipment: str, capacity: Capacity) -> Finding:
    moment, most, seconds = worst
    over = as_number(most - capacity.accelerators)
    place = f" of {equipment}" if equipment else ""
    found = (
        f"{as_number(most)} accelerators{place} held at {moment}, {over} more than the "
        f"{as_number(capacity.accelerators)} of {capacity.origin}; too many for {as_number(seconds / 3600, 3)} h in all"
    )
    finding = Finding(NAME, "error", "accelerators", _EXPECTED, _REMEDY, 1)
    finding.places.append(Fault(NAME, None, None, None, "accelerators", found, _EXPECTED))
    return finding
