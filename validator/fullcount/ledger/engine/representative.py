"""What the importer makes of groups of jobs: it reads one row for each different text, not one for each job.

The importer answers each question from columns of its own: the purpose from the comment and what the rules of the
lab look at, the outcome from the state, the accelerators from the resources. So each of these texts is put to it
once, in a row that is otherwise plain, and the answers are put together again for every group.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from fullcount.ledger.engine.given import SEPARATOR, GivenLines
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import Line
from fullcount.ledger.reading.tally import Decision, Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.slurm import read as read_slurm

__all__ = ["Meanings"]

PLAIN = {
    "start": "2000-01-01T00:00:00",
    "end": "2000-01-01T00:00:01",
    "elapsed": "00:00:01",
    "elapsedraw": "1",
    "nnodes": "1",
    "ncpus": "1",
    "alloctres": "cpu=1",
    "state": "COMPLETED",
    "comment": "explore",
    "user": "x",
    "partition": "x",
}
NEVER = {"end": "2000-01-01T00:00:00", "elapsed": "00:00:00", "elapsedraw": "0"}
JOULES = {"consumedenergyraw": "500", "consumedenergy": "500"}
"""A mean power of 500 W in the one second, which no check of plausibility minds."""

OF_ONE_ROW = ("implausible-memory", "energy-implausible")
"""Remarks on figures of a single row, which the rows here do not have."""

Texts = tuple[tuple[str, Any], ...]


class _Question(NamedTuple):
    """Columns of a group, and the fields of the ledger row that they decide."""

    columns: tuple[str, ...]
    fields: tuple[str, ...]

    def of(self, group: Mapping[str, Any]) -> Texts:
        return tuple((column, group[column]) for column in self.columns if column in group)


class Meanings:
    """The importer's answers; `notes` says how many jobs each of its remarks is about."""

    def __init__(self, columns: Sequence[str], rules: Sequence[str], options: ReadOptions) -> None:
        self._columns = tuple(columns)
        self._options = replace(options, columns=self._columns)
        self._questions = (
            _Question(("comment", *rules), ("component", "stage", "run_type", "facility", "equipment")),
            _Question(("state",), ("outcome",)),
            _Question(("alloctres", "allocgres", "reqtres", "never"), ("accelerators", "accelerator_model")),
            _Question(("user",), ("user",)),
            _Question(("has_energy",), ("energy_boundary",)),
        )
        self.notes: Counter[tuple[str, str]] = Counter()
        self.assumptions: tuple[str, ...] = ()

    def of(self, groups: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """The fields of the ledger rows of each group, in order; a group has its keys, and `jobs`."""
        asked = self._asked(groups)
        rows = self._read(asked)
        answers = [
            {
                texts: {name: getattr(row, name) for name in question.fields}
                for (n, texts), row in rows.items()
                if n == number
            }
            for number, question in enumerate(self._questions)
        ]
        for group in groups:
            fields: dict[str, Any] = {}
            for question, answer in zip(self._questions, answers, strict=True):
                fields |= answer[question.of(group)]
            yield fields

    def _asked(self, groups: Sequence[Mapping[str, Any]]) -> Counter[tuple[int, Texts]]:
        """Each different text of each question, and the jobs that it is about."""
        asked: Counter[tuple[int, Texts]] = Counter()
        for group in groups:
            for number, question in enumerate(self._questions):
                asked[number, question.of(group)] += group["jobs"]
        return asked

    def _read(self, asked: Counter[tuple[int, Texts]]) -> dict[tuple[int, Texts], LedgerRow]:
        questions = list(asked)

        def weigh(decision: Decision) -> None:
            if decision.verdict != "used" and decision.reason not in OF_ONE_ROW:
                self.notes[decision.verdict, decision.reason] += asked[questions[decision.line - 1]]

        tally = Tally(("jobs",), trace=weigh)
        lines = [Line(at, self._line(at, texts), "") for at, (_, texts) in enumerate(questions, 1)]
        rows = {row.job_id: row for row in read_slurm([GivenLines("jobs", lines)], tally, self._options)}
        self.assumptions = tally.report().assumptions
        return {question: rows[str(at)] for at, question in enumerate(questions, 1)}

    def _line(self, at: int, texts: Texts) -> str:
        """A plain row with the texts that are asked about."""
        cells = {**PLAIN, "jobid": str(at), "jobidraw": str(at), **dict(texts)}
        if cells.get("never"):
            cells |= NEVER
        if cells.get("has_energy"):
            cells |= JOULES
        return SEPARATOR.join(cells.get(name) or "" for name in self._columns)
