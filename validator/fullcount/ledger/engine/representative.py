"""What the importer makes of the jobs of a group: it reads one row that stands for them all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fullcount.ledger.engine.given import GivenLines
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import Line
from fullcount.ledger.reading.tally import Decision, Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.slurm import read as read_slurm

__all__ = ["Meanings"]

_ONE_SECOND = {
    "start": "2000-01-01T00:00:00",
    "end": "2000-01-01T00:00:01",
    "elapsed": "00:00:01",
    "elapsedraw": "1",
    "nnodes": "1",
    "ncpus": "1",
}
_NEVER = {**_ONE_SECOND, "end": "2000-01-01T00:00:00", "elapsed": "00:00:00", "elapsedraw": "0"}
_OWNERS = ("user", "partition")
_JOULES = "500"
"""A mean power of 500 W in the one second, which no check of plausibility minds."""


class Meanings:
    """The importer's answer to each of several groups of jobs, and how many jobs each of its remarks is about."""

    def __init__(self, columns: Sequence[str], options: ReadOptions) -> None:
        self._columns = tuple(columns)
        self._options = replace(options, columns=self._columns)
        self.notes: Counter[tuple[str, str]] = Counter()
        self.assumptions: tuple[str, ...] = ()

    def of(self, groups: Sequence[Mapping[str, Any]]) -> list[LedgerRow]:
        """One ledger row for each group, in order; a group has the texts of its keys, `jobs` and `energy`."""

        def weigh(decision: Decision) -> None:
            if decision.verdict != "used":
                self.notes[decision.verdict, decision.reason] += groups[decision.line - 1]["jobs"]

        tally = Tally(("representatives",), trace=weigh)
        lines = [Line(number, self._line(number, group), "") for number, group in enumerate(groups, 1)]
        rows = {row.job_id: row for row in read_slurm([GivenLines("jobs", lines)], tally, self._options)}
        self.assumptions = tally.report().assumptions
        return [rows[str(number)] for number in range(1, len(groups) + 1)]

    def _line(self, number: int, group: Mapping[str, Any]) -> str:
        cells = {"jobid": str(number), "jobidraw": str(number), **dict.fromkeys(_OWNERS, "x")}
        cells |= _NEVER if group["duration"] == "never" else _ONE_SECOND
        if group["energy"] is not None:
            cells |= {"consumedenergyraw": _JOULES, "consumedenergy": _JOULES}
        cells |= {name: value for name, value in group.items() if name in self._columns and value is not None}
        return "|".join(cells.get(name, "") for name in self._columns)
