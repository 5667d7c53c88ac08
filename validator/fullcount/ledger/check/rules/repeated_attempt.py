"""The same attempt of a job twice.

**What it checks.** No two rows have the same `job_id` and the same `start`. The attempts of a requeued job share the
identifier, and differ in when they began; jobs whose start is not known are left out.

**Why it matters.** Exports that overlap in time hold the same jobs, which then count twice.

**Example.** Job 4711 of 2024-03-01T10:00:00 in the export of March, and again in that of the first quarter.

**Remedy.** Join ledgers with `fullcount ledger merge`, which keeps each attempt once.
"""

from typing import Any

from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.findings import PLACES, Finding, RuleResult

__all__ = ["HASH", "NAME", "NEEDS", "result"]

NAME = "repeated-attempt"
NEEDS = ("job_id", "start")
HASH = 'case when job_id is not null and "start" is not null then hash(job_id, "start") end'
_EXPECTED = "each attempt of a job once"
_REMEDY = "join the ledgers with fullcount ledger merge, or delete the row"


def result(connection: Any, ordered: str) -> RuleResult:
    """The rows that repeat an attempt, after the scan that left their hashes in `pass1`."""
    known = connection.execute("select count(attempt) from pass1").fetchone()[0]
    if not known:
        return RuleResult(NAME, "not-applicable", "no row states job_id and start")
    connection.execute(
        "create or replace temp table again as select attempt as h from pass1 where attempt is not null "
        "group by attempt having count(*) > 1"
    )
    if not connection.execute("select count(*) from again").fetchone()[0]:
        return RuleResult(NAME, "passed")
    connection.execute(
        'create or replace temp table attempts as select rn, line, job_id, "start" as began, min(rn) over '
        f'(partition by job_id, "start") as first from ({ordered}) where ({HASH}) in (select h from again)'
    )
    return _found(connection)


def _found(connection: Any) -> RuleResult:
    count = connection.execute("select count(*) from attempts where rn > first").fetchone()[0]
    if not count:
        return RuleResult(NAME, "passed")
    rows = connection.execute(
        "select rn, line, job_id, strftime(began, '%Y-%m-%dT%H:%M:%S'), first from attempts where rn > first "
        f"order by rn limit {PLACES}"
    ).fetchall()
    finding = Finding(NAME, "error", "job_id", _EXPECTED, _REMEDY, count)
    finding.places += [
        Fault(NAME, row, line, None, "job_id", f"job {job} of {start} again, as in row {first}", _EXPECTED)
        for row, line, job, start, first in rows
    ]
    return RuleResult(NAME, "failed", finding=finding)
