"""The table around the values of `sacct`: its header, its separator, its records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fullcount.counted import counted
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.slurm.fields import outcome_of
from fullcount.ledger.times import elapsed_seconds, local_time

__all__ = ["Columns", "Record", "RejectedRowError", "columns_of", "columns_under", "is_sacct_header"]

_SAME = {"alloccpus": "ncpus", "allocnodes": "nnodes"}
_EXPORT = (
    "sacct --parsable2 --duplicates --format=JobID,State,Start,End,ElapsedRaw,AllocTRES,NNodes,NCPUS,Comment"
)
_MISSING = {
    "state": "the log has no State, so every outcome is unknown",
    "comment": "the log has no Comment, so no job carries a tag of its own",
    "restarts": "the log has no Restarts: without --duplicates it shows only the last attempt of a requeued job",
}


class RejectedRowError(Exception):
    """A row that cannot be a job: a reason in kebab case, what was found and what was expected."""

    def __init__(self, reason: str, found: str, expected: str) -> None:
        super().__init__(reason)
        self.reason, self.found, self.expected = reason, found, expected


@dataclass(frozen=True, slots=True)
class Record:
    """One row by column name, in lower case; a column that the log lacks reads as an empty text."""

    fields: list[str]
    index: Mapping[str, int]
    joined: bool

    def __getitem__(self, column: str) -> str:
        at = self.index.get(column)
        return "" if at is None else self.fields[at]

    def has(self, column: str) -> bool:
        """Whether the log has this column."""
        return column in self.index

    @property
    def job_id(self) -> str:
        """JobID, or JobIDRaw where the log has only that."""
        return self["jobid"] or self["jobidraw"]

    @property
    def is_step(self) -> bool:
        """Whether this is a part of a job: `123.0`, or a row without user and partition."""
        if "." in self.job_id or "." in self["jobidraw"]:
            return True
        owners = [self[column] for column in ("user", "partition") if column in self.index]
        return bool(owners) and not any(owners)

    @property
    def tres(self) -> dict[str, str]:
        """AllocTRES by key."""
        return (
            dict(item.partition("=")[::2] for item in self["alloctres"].split(","))
            if self["alloctres"]
            else {}
        )

    def span_seconds(self) -> float:
        """End less Start, for logs without an elapsed time; raises `RejectedRowError` when one is unknown."""
        try:
            start, end = local_time(self["start"]), local_time(self["end"])
        except ValueError:
            start = end = None
        if start is None or end is None or end < start:
            raise RejectedRowError(
                "no-elapsed-time", f"{self['start']} to {self['end']}", "a start and a later end"
            )
        return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()


class Columns:
    """The columns of one export."""

    def __init__(self, names: tuple[str, ...], header: str = "") -> None:
        self.header = header
        self._count = len(names)
        self._index: dict[str, int] = {}
        for position, name in enumerate(names):
            lowered = name.strip().lower().partition("%")[0]
            self._index.setdefault(_SAME.get(lowered, lowered), position)

    @property
    def missing(self) -> str | None:
        """What the export must have and lacks, if anything."""
        if not self._index.keys() & {"jobid", "jobidraw"}:
            return "JobID"
        if not self._index.keys() & {"elapsedraw", "elapsed"} and not self._index.keys() >= {"start", "end"}:
            return "ElapsedRaw (or Elapsed, or Start and End)"
        return None

    @property
    def assumptions(self) -> list[str]:
        """What follows from the columns that the export lacks."""
        found = [sentence for column, sentence in _MISSING.items() if column not in self._index]
        if "alloctres" not in self._index:
            known = "allocgres" in self._index
            found.append(
                "AllocGRES is read as the accelerators of the whole job"
                if known
                else "the log has no AllocTRES, so the accelerators of every job are unknown"
            )
        return found

    def record(self, text: str) -> Record:
        """One row; raises `RejectedRowError` when its fields do not fit the columns."""
        fields = text.split("|")
        if len(fields) == self._count + 1 and not fields[-1]:
            fields.pop()
        if len(fields) == self._count:
            return Record(fields, self._index, joined=False)
        if len(fields) > self._count:
            return self._joined(fields)
        raise RejectedRowError("too-few-fields", counted(len(fields), "field"), counted(self._count, "field"))

    def _joined(self, fields: list[str]) -> Record:
        """A row whose job name holds the separator: join around it, and believe it only if the rest fits."""
        surplus, at = len(fields) - self._count, self._index.get("jobname")
        if at is not None:
            name = "|".join(fields[at : at + surplus + 1])
            record = Record([*fields[:at], name, *fields[at + surplus + 1 :]], self._index, joined=True)
            if _plausible(record):
                return record
        raise RejectedRowError(
            "too-many-fields", counted(len(fields), "field"), counted(self._count, "field")
        )


def _plausible(record: Record) -> bool:
    checks = []
    if record.has("state"):
        checks.append(outcome_of(record["state"]) is not None)
    if record.has("elapsedraw"):
        checks.append(record["elapsedraw"].isdecimal())
    if record.has("elapsed"):
        checks.append(_is_elapsed(record["elapsed"]))
    return bool(checks) and all(checks)


def _is_elapsed(text: str) -> bool:
    try:
        elapsed_seconds(text)
    except ValueError:
        return False
    return True


def is_sacct_header(text: str) -> bool:
    """Whether a line is the header of a parsable export."""
    names = {name.strip().lower() for name in text.split("|")}
    return "|" in text and bool(names & {"jobid", "jobidraw"})


def columns_of(source: TextSource, given: tuple[str, ...] | None) -> Columns:
    """The columns of a file: as given, or from its header. Raises `LedgerError` when they cannot be used."""
    if given is not None:
        return _complete(source, Columns(given), None)
    head = source.header()
    if not is_sacct_header(head.text):
        raise source.refusal(
            head.number, _seen(head.text), 'a sacct header with "|" between the names', _remedy(head.text)
        )
    return columns_under(source, head)


def columns_under(source: TextSource, head: Line) -> Columns:
    """The columns that a header names; raises `LedgerError` when one is missing."""
    return _complete(source, Columns(tuple(head.text.removesuffix("|").split("|")), head.text), head.number)


def _complete(source: TextSource, columns: Columns, line: int | None) -> Columns:
    if columns.missing:
        raise source.refusal(
            line, "columns without it", f"the column {columns.missing}", f"export with {_EXPORT}"
        )
    return columns


def _seen(text: str) -> str:
    if "jobid" not in text.lower():
        return f"{clip(text)!r}"
    kinds = {"\t": "tabs", ";": "semicolons", ",": "commas"}
    between = next((name for mark, name in kinds.items() if mark in text), "spaces")
    return f"columns separated by {between}"


def _remedy(text: str) -> str:
    if "jobid" in text.lower():
        return f"export again, as padded columns are cut: {_EXPORT}"
    return "name the columns of an export without header (--columns), in their order"
