"""Several ledgers as one, each job once.

An attempt of a job is its identifier and its start. Where two ledgers have the same attempt, the row that tells
more of it stays: a finished one before one that still ran, one that is whole before one cut to a period, the longer
before the shorter, and else that of the ledger named first. Rows of one ledger never replace each other. A row that
names no start is the same job only where all that was measured is the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fullcount import __version__
from fullcount.ledger.attempts import Attempts, Met
from fullcount.ledger.detect import Reading
from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.reading.source import unchanged
from fullcount.ledger.reading.tally import PROGRESS_EVERY, Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.sample import SAMPLED
from fullcount.ledger.table import UNDECIDED, licence_of, package_of, read_table, table_of

__all__ = ["Merge", "merge_ledgers"]

_USERS = (
    "hashes of users of two imports cannot be joined, unless both were made with the same key: users are told apart "
    "within each ledger only"
)
_OTHER_KEYS = "two ledgers have other hashes for the user of the same job, so their keys differ"
_STATUS = "the ledgers have several data statuses ({statuses}), so all of it is marked {chosen}"
_LICENCE = "the ledgers have several licences ({licences}), so that of the whole is undecided"
_STATUSES = ("synthetic", "transcribed", "primary")
"""The weakest first: a whole is what its weakest part is."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One ledger; `label` tells it from the others without its folder."""

    label: str
    path: Path
    package: dict[str, Any]

    @property
    def status(self) -> str:
        """Its data status, empty where its package names none."""
        return str(self.package.get("x-data-status") or "")

    @property
    def licence(self) -> str:
        """Its licence, empty where its package names none."""
        licence = licence_of(self.package)
        return "" if licence == UNDECIDED else licence


class Merge:
    """Several ledgers as one: `rows` to be iterated once, and afterwards what the package says of its parts."""

    def __init__(self, paths: Sequence[str | Path], progress: Callable[[int], None] | None = None) -> None:
        self._parts = _parts(paths)
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
            "sources": [_source(part) for part in self._parts],
            "x-read-report": [report for part in self._parts for report in _reports(part)],
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
            for number, part in enumerate(self._parts):
                self._tally.file = part.label
                yield from self._kept(part, number, attempts)

    def _kept(self, part: _Part, number: int, attempts: Attempts) -> Iterator[LedgerRow]:
        for line, row in enumerate(read_table(part.path), 2):
            self._tally.read(line)
            if attempts.belongs(row, number):
                yield from self._tally.used(row, untagged=row.stage == "other" and not row.tag_raw)
            else:
                self._tally.skip(_reason(row), line, row.job_id)

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


def _parts(paths: Sequence[str | Path]) -> list[_Part]:
    tables = [table_of(path) for path in paths]
    parts = [
        _Part(f"{table.name} (ledger {n})" if len(tables) > 1 else table.name, table, package_of(path))
        for n, (path, table) in enumerate(zip(paths, tables, strict=True), 1)
    ]
    problems = [
        Problem(part.label, None, "a sample", "whole ledgers", "merge first, then take a sample")
        for part in parts
        if "x-sample" in part.package
    ]
    problems += [
        Problem(part.label, None, "a ledger named twice", "each once", "leave one out")
        for n, part in enumerate(parts)
        if part.path.resolve() in {earlier.path.resolve() for earlier in parts[:n]}
    ]
    if problems:
        raise LedgerError(problems)
    return parts


def _reports(part: _Part) -> list[Any]:
    """The reports of a ledger: its own, or those of its parts where it was merged itself."""
    match part.package.get("x-read-report"):
        case list(reports):
            return reports
        case None:
            return []
        case report:
            return [report]


def _source(part: _Part) -> dict[str, str]:
    resource = next(
        (r for r in part.package.get("resources", []) if isinstance(r, dict) and r.get("name") == "ledger"),
        {},
    )
    title = str(part.package.get("title") or part.path.name)
    digest = {"x-hash": str(resource["hash"])} if "hash" in resource else {}
    status = {"x-data-status": part.status} if part.status else {}
    return {"title": f"{title}: {part.label}", **digest, **status}


def _reason(row: LedgerRow) -> str:
    return "repeat-of-another-ledger" if row.end else "superseded-by-another-ledger"


def _refuse_sampled(row: LedgerRow, label: str, line: int) -> None:
    """Raise `LedgerError` for a row that says it is one of a sample."""
    if SAMPLED in row.note.split(";"):
        raise LedgerError(
            [Problem(label, line, "a row of a sample", "whole ledgers", "merge first, then take a sample")]
        )
