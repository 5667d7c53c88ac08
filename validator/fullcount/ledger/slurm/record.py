"""One row of accounting by column name, and the columns that it has."""

from collections.abc import Mapping
from dataclasses import dataclass

from fullcount.ledger.slurm.devices import tres_of
from fullcount.ledger.slurm.moments import moment
from fullcount.ledger.times import seconds_between

__all__ = ["COUNTED", "Columns", "Record", "RejectedRowError"]

COUNTED = "gpus:"
"""What the name of a column starts with that counts the accelerators of one model: `gpus:A100-80GB`."""

_SAME = {"alloccpus": "ncpus", "allocnodes": "nnodes"}
_MISSING = {
    "state": "the log has no State, so every outcome is unknown",
    "comment": "the log has no Comment, so no job carries a tag of its own",
    "start": "the log has no Start, so a row is a repeat of another only where both say the same throughout",
    "restarts": "the log has no Restarts: without --duplicates it shows only the last attempt of a requeued job",
}
_RESOURCES = {
    "alloctres": "",
    "allocgres": "AllocGRES is read as the accelerators of the whole job",
    "reqtres": "the log has no AllocTRES, so what each job requested (ReqTRES) is read as what it held",
    "reqgres": "the log has no AllocTRES, so what each job requested (ReqGRES, for each node) is read as what it held",
}


class RejectedRowError(Exception):
    """A row that cannot be a job: a reason in kebab case, what was found and what was expected."""

    def __init__(self, reason: str, found: str, expected: str) -> None:
        super().__init__(reason)
        self.reason, self.found, self.expected = reason, found, expected


class Columns:
    """The columns of one export, in lower case and under their newest names.

    `with_steps` says whether a row may be a step, which has neither user nor partition.
    """

    def __init__(self, names: tuple[str, ...], *, with_steps: bool = True) -> None:
        self.names, self.with_steps = names, with_steps
        self.index: dict[str, int] = {}
        for position, name in enumerate(names):
            lowered = name.strip().lower().partition("%")[0]
            self.index.setdefault(_SAME.get(lowered, lowered), position)
        self.models = tuple(
            (name.strip()[len(COUNTED) :], position)
            for position, name in enumerate(names)
            if name.strip().lower().startswith(COUNTED)
        )

    @property
    def missing(self) -> str | None:
        """What the export must have and lacks, if anything."""
        if not self.index.keys() & {"jobid", "jobidraw"}:
            return "JobID"
        if not self.index.keys() & {"elapsedraw", "elapsed"} and not self.index.keys() >= {"start", "end"}:
            return "ElapsedRaw (or Elapsed, or Start and End)"
        return None

    @property
    def assumptions(self) -> list[str]:
        """What follows from the columns that the export lacks."""
        found = [sentence for column, sentence in _MISSING.items() if column not in self.index]
        if self.models:
            return found
        source = next((column for column in _RESOURCES if column in self.index), None)
        sentence = (
            "the log has no AllocTRES, so the accelerators of every job are unknown"
            if source is None
            else _RESOURCES[source]
        )
        return [*found, sentence] if sentence else found


@dataclass(frozen=True, slots=True)
class Record:
    """One row; a column that the log lacks reads as an empty text.

    `joined` names the column that held the separator of the export, if one did.
    """

    fields: list[str]
    columns: Columns
    joined: str = ""

    def __getitem__(self, column: str) -> str:
        at = self.columns.index.get(column)
        return "" if at is None else self.fields[at]

    def has(self, column: str) -> bool:
        """Whether the log has this column."""
        return column in self.columns.index

    @property
    def job_id(self) -> str:
        """JobID, or JobIDRaw where the log has only that."""
        return self["jobid"] or self["jobidraw"]

    @property
    def is_step(self) -> bool:
        """Whether this is a part of a job: `123.0`, or a row without user and partition."""
        if "." in self.job_id or "." in self["jobidraw"]:
            return True
        if not self.columns.with_steps:
            return False
        owners = [self[column] for column in ("user", "partition") if column in self.columns.index]
        return bool(owners) and not any(owners)

    @property
    def tres(self) -> Mapping[str, str]:
        """AllocTRES by key."""
        return tres_of(self["alloctres"])

    @property
    def counts(self) -> Mapping[str, str]:
        """Accelerators by model, where the log has a column for each."""
        return {model: self.fields[position] for model, position in self.columns.models}

    def span_seconds(self) -> float:
        """End less Start, for logs without an elapsed time; raises `RejectedRowError` when one is unknown."""
        try:
            start, end = moment(self["start"]), moment(self["end"])
        except ValueError:
            start = end = None
        if start is None or end is None or end < start:
            found = f"{self['start']} to {self['end']}"
            raise RejectedRowError("no-elapsed-time", found, "a start and a later end")
        return seconds_between(start, end)
