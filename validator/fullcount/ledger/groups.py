"""The one definition of the sums over jobs: by which keys they are grouped, and what is measured of a group.

`select` writes it as plain SQL, which every engine runs; `Group.of_row` is the group of one row, for logs that are
read without an engine. Whoever made the groups, `fullcount.ledger.summary` turns them into compute lines.

| measure      | SQL over the columns of a job                     | unit                                      |
|--------------|---------------------------------------------------|-------------------------------------------|
| jobs         | rows                                              | 1                                         |
| elapsed_s    | sum of elapsed time                               | s                                         |
| cored        | rows with known cores and time                    | 1                                         |
| core_s       | sum of cores x elapsed time                       | core-s                                    |
| metered      | rows with energy                                  | 1                                         |
| energy       | sum of energy                                     | of the view: kWh, or J as Slurm states it |
| ghg_stated   | rows with emissions                               | 1                                         |
| ghg_kgco2e   | sum of emissions as the log states them           | kgCO2e                                    |
| first        | earliest start                                    | local time                                |
| last         | latest end                                        | local time                                |
| last_open_s  | latest start + elapsed time of rows without end   | s since 1970 in local time                |

Numbers are whole or decimal in the views, so that sums are exact and do not depend on the order of rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import end_of

__all__ = ["AXES", "KEYS", "MEASURES", "NEVER", "TIMED", "Group", "latest", "select"]

AXES = ("component", "stage", "run_type", "outcome", "facility", "equipment")
KEYS = (*AXES, "duration", "accelerators", "accelerator_model", "energy_boundary")
_STARTED_S = "cast(epoch(cast(started as timestamp)) as bigint)"
MEASURES = {
    "jobs": "count(*)",
    "elapsed_s": "sum(elapsed_s)",
    "cored": "count(cores * elapsed_s)",
    "core_s": "sum(cores * elapsed_s)",
    "metered": "count(energy)",
    "energy": "sum(energy)",
    "ghg_stated": "count(ghg_kgco2e)",
    "ghg_kgco2e": "sum(ghg_kgco2e)",
    "first": "min(started)",
    "last": "max(ended)",
    "last_open_s": "max(case when ended is null then " + _STARTED_S + " + elapsed_s end)",
}

TIMED, NEVER, UNTIMED = "timed", "never", "untimed"

Number = int | float | Decimal


def select(view: str, keys: Sequence[str], names: Iterable[str] = MEASURES, block: str = "") -> str:
    """The SQL of the sums over `view`, one row a group: the keys in their order, then the measures by `names`.

    With `block`, the same scan also gives one row for each value of that column, its keys null: `block` comes
    before the measures, and is null in the rows of the groups.
    """
    measured = ", ".join(f"{MEASURES[name]} as {name}" for name in names)
    grouped = ", ".join(keys)
    if not block:
        return f"select {grouped}, {measured} from {view} group by {grouped}"
    sets = f"grouping sets (({grouped}), ({block}))"
    return f"select {grouped}, {block}, {measured} from {view} group by {sets}"


@dataclass(frozen=True, slots=True)
class Group:
    """Jobs that share the keys, and what was measured of them. Energy is in kWh here; None is unknown.

    `duration` is `timed`, `never` (0 seconds: the job never ran) or `untimed` (unknown, but it ran). `month`
    (YYYY-MM of the start) and `user` are keys only where they were asked for.
    """

    component: str
    stage: str
    run_type: str
    outcome: str
    facility: str
    equipment: str
    duration: str
    accelerators: float | None
    accelerator_model: str
    energy_boundary: str | None
    jobs: int
    elapsed_s: Number | None
    cored: int
    core_s: Number | None
    metered: int
    energy_kwh: Number | None
    ghg_stated: int
    ghg_kgco2e: Number | None
    first: str | None
    last: str | None
    month: str = ""
    user: str = ""

    @classmethod
    def of_row(cls, row: LedgerRow) -> "Group":
        """The group of one row."""
        return cls(
            *(row.component, row.stage, row.run_type, row.outcome, row.facility, row.equipment),
            duration=_duration(row),
            accelerators=row.accelerators,
            accelerator_model=row.accelerator_model,
            energy_boundary=row.energy_boundary,
            jobs=1,
            elapsed_s=row.elapsed_s,
            cored=row.core_s is not None,
            core_s=row.core_s,
            metered=row.energy_kwh is not None,
            energy_kwh=row.energy_kwh,
            ghg_stated=row.ghg_kgco2e is not None,
            ghg_kgco2e=row.ghg_kgco2e,
            first=row.start,
            last=end_of(row.start, row.end, row.elapsed_s),
            month=(row.start or "")[:7],
            user=row.user,
        )

    @property
    def ran(self) -> bool:
        """Whether these jobs did any work."""
        return self.duration != NEVER

    @property
    def work(self) -> str:
        """What the jobs ran on: accelerators, cpu, or unknown where their number or time is."""
        if self.duration == UNTIMED or self.accelerators is None:
            return "unknown"
        return "accelerators" if self.accelerators else "cpu"

    @property
    def accelerator_s(self) -> Number | None:
        """Accelerator-seconds; None when the number of accelerators or the time is unknown."""
        if self.accelerators is None or self.elapsed_s is None:
            return None
        if isinstance(self.elapsed_s, float):
            return self.accelerators * self.elapsed_s
        if isinstance(self.elapsed_s, int) and self.accelerators.is_integer():
            return int(self.accelerators) * self.elapsed_s
        return float(Fraction(self.accelerators) * Fraction(self.elapsed_s))


def latest(last: str | None, last_open_s: Number | None) -> str | None:
    """The later of the last end and the last moment of a job without end, as local time."""
    if last_open_s is None:
        return last
    moment = datetime(1970, 1, 1) + timedelta(seconds=float(last_open_s))
    return max(filter(None, (last, moment.isoformat(timespec="seconds"))))


def _duration(row: LedgerRow) -> str:
    if row.elapsed_s is None:
        return UNTIMED
    return TIMED if row.elapsed_s else NEVER
