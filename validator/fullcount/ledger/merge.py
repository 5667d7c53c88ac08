"""Several ledgers as one, each job once.

An attempt of a job is its identifier and its start. Where two ledgers have the same attempt, the row that tells
more of it stays: a whole one that has ended before one that still ran or was cut to a period, the longer before the
shorter, and else that of the ledger named first. A cut moves the start, so cut rows go by their time (`cuts`).
Rows of one ledger never replace each other. A row that names no start is the same job only where all that was
measured is the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fullcount import __version__
from fullcount.ledger.attempts import Attempts, Met, is_cut
from fullcount.ledger.cuts import OVERLAPPING, Cut
from fullcount.ledger.detect import Reading
from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.parts import Part, parts_of, reports_of, source_of
from fullcount.ledger.reading.period import Period
from fullcount.ledger.reading.source import unchanged
from fullcount.ledger.reading.tally import PROGRESS_EVERY, Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.sample import SAMPLED
from fullcount.ledger.table import UNDECIDED, read_table

__all__ = ["Merge", "merge_ledgers"]

_USERS = (
    "hashes of users of two imports cannot be joined, unless both were made with the same key: users are told apart "
    "within each ledger only"
)
_OTHER_KEYS = "two ledgers have other hashes for the user of the same job, so their keys differ"
_STATUS = "the ledgers have several data statuses ({statuses}), so all of it is marked {chosen}"
_LICENCE = "the ledgers have several licences ({licences}), so that of the whole is undecided"
_IN_PART = (
    "of rows of one job that overlap only in part, the longer stays and the other is cut, in proportion to time, to "
    "what it adds"
)
_LOST = (
    "a cut row that sticks out of others in several parts is left out whole, "
    "so the hours of these parts are missing"
)
_CHANGED = "the datapackage.json beside {label} has another hash, so what it says may be of another table"
_STATUSES = ("synthetic", "transcribed", "primary")
"""The weakest first: a whole is what its weakest part is."""


class Merge:
    """Several ledgers as one: `rows` to be iterated once, and afterwards what the package says of its parts."""

    def __init__(self, paths: Sequence[str | Path], progress: Callable[[int], None] | None = None) -> None:
        self._parts = parts_of(paths)
        self._compared, self._progress = 0, progress
        self._tally = Tally(tuple(part.label for part in self._parts), progress=self._done)
        self._tally.format = "ledger"
        self._tally.importer = {"name": "ledger merge", "version": __version__}
        self.rows = Reading(self._merged(), self._tally)

    @property
    def data_status(self) -> str | None:
        """That of the weakest part; None where no part has one."""
        found = {part.status for part in self._parts} - {""}
        return next((status for status in _STATUSES if status in found), min(found, default=None))

    @property
    def licence(self) -> str:
        """That of all parts, or undecided where they differ."""
        found = {part.licence for part in self._parts}
        return (found.pop() if len(found) == 1 else "") or UNDECIDED

    def package(self) -> dict[str, Any]:
        """Provenance: the report of every part in `x-read-report`, that of the merge in `x-merge`, and `sources`."""
        return {
            "sources": [source_of(part) for part in self._parts],
            "x-read-report": [report for part in self._parts for report in reports_of(part)],
            "x-merge": self.rows.report.as_dict(),
        }

    def _merged(self) -> Iterator[LedgerRow]:
        self._say_what_differs()
        with unchanged([part.path for part in self._parts]), Attempts() as attempts:
            for number, part in enumerate(self._parts):
                self._tally.file = part.label
                for line, row in enumerate(read_table(part.path), 2):
                    _refuse_sampled(row, part.label, line)
                    self._compare(attempts.meet(row, number), row, line)
            attempts.settle()
            for number, part in enumerate(self._parts):
                self._tally.file = part.label
                yield from self._kept(part, number, attempts)

    def _kept(self, part: Part, number: int, attempts: Attempts) -> Iterator[LedgerRow]:
        for line, row in enumerate(read_table(part.path), 2):
            self._tally.read(line)
            verdict = attempts.verdict(row, number)
            self._say_of_cut(verdict, row, line)
            kept = None if verdict.reason else _cut_to(row, verdict)
            if kept is None:
                self._tally.skip(verdict.reason or OVERLAPPING, line, row.job_id)
            else:
                yield from self._tally.used(kept, untagged=row.stage == "other" and not row.tag_raw)

    def _say_of_cut(self, verdict: Cut, row: LedgerRow, line: int) -> None:
        if verdict.in_part:
            self._tally.flag("cut-overlaps-in-part", line, f"{row.job_id}: {row.start} to {row.end}")
            self._tally.assume(_LOST if verdict.reason else _IN_PART)
        if verdict.other_facts:
            self._tally.flag("same-attempt-other-facts", line, row.job_id)
        if verdict.other_axes:
            self._tally.flag("same-attempt-other-axes", line, row.job_id)

    def _done(self, kept: int) -> None:
        """Every row is gone over twice: compared first, kept or not afterwards."""
        if self._progress:
            self._progress(self._compared + kept)

    def _compare(self, met: Met, row: LedgerRow, line: int) -> None:
        self._compared += 1
        if self._compared % PROGRESS_EVERY == 0:
            self._done(0)
        if met.other_facts:
            self._tally.flag("same-attempt-other-facts", line, row.job_id)
        if met.other_axes:
            self._tally.flag("same-attempt-other-axes", line, row.job_id)
        if met.other_user:
            self._tally.assume(_OTHER_KEYS)

    def _say_what_differs(self) -> None:
        for part in self._parts:
            if part.mismatch:
                self._tally.assume(_CHANGED.format(label=part.label))
        if len(self._parts) > 1:
            self._tally.assume(_USERS)
        statuses = {part.status or "not stated" for part in self._parts}
        if len(statuses) > 1 and self.data_status:
            self._tally.assume(_STATUS.format(statuses=", ".join(sorted(statuses)), chosen=self.data_status))
        licences = {part.licence or "undecided" for part in self._parts}
        if len(licences) > 1:
            self._tally.assume(_LICENCE.format(licences=", ".join(sorted(licences))))


def merge_ledgers(paths: Sequence[str | Path], progress: Callable[[int], None] | None = None) -> Merge:
    """Open ledgers to be merged. Raises `LedgerError` at once for a package that cannot be used, a sample, or one
    ledger named twice, and on the way for bad rows; the memory is bounded, the disk holds some 100 bytes a job.
    `progress` is called with the rows gone over, of which there are twice as many as in the ledgers.
    """
    return Merge(paths, progress)


def _cut_to(row: LedgerRow, cut: Cut) -> LedgerRow | None:
    """The part of the row that no other ledger has; None where there is none."""
    part = Period(_moment(cut.since), _moment(cut.until)).cut(row)
    return replace(part, note=row.note) if part and is_cut(row) else part


def _moment(seconds: int | None) -> str | None:
    if seconds is None:
        return None
    day, second = divmod(seconds, 86400)
    return (datetime.fromordinal(day) + timedelta(seconds=second)).isoformat()


def _refuse_sampled(row: LedgerRow, label: str, line: int) -> None:
    """Raise `LedgerError` for a row that says it is one of a sample."""
    if SAMPLED in row.note.split(";"):
        raise LedgerError(
            [Problem(label, line, "a row of a sample", "whole ledgers", "merge first, then take a sample")]
        )
