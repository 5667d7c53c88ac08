"""Which ledger holds the fullest row of each attempt of a job: kept on disk, in bounded memory."""

import hashlib
import sqlite3
from datetime import datetime
from types import TracebackType
from typing import NamedTuple

from fullcount.ledger.cuts import NEAR_S, OVERLAPPING, SUPERSEDED, Cut, settled_cuts
from fullcount.ledger.reading.period import CLIPPED
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import end_of

__all__ = ["Attempts", "Met", "is_cut"]

REPEATED = "repeat-of-another-ledger"

_CREATE = """CREATE TABLE attempt (
    job BLOB, start INTEGER, end INTEGER, ledger INTEGER, finished INTEGER, whole INTEGER, elapsed REAL,
    facts BLOB, held BLOB, axes BLOB, user TEXT, PRIMARY KEY (job, start)
) WITHOUT ROWID"""
_CREATE_CUTS = """CREATE TABLE cut (
    job BLOB, start INTEGER, reason TEXT, since INTEGER, until INTEGER, in_part INTEGER,
    other_facts INTEGER, other_axes INTEGER, PRIMARY KEY (job, start)
) WITHOUT ROWID"""
_FIND = "SELECT * FROM attempt WHERE job = ? AND start BETWEEN ? AND ?"
_STARTED = "SELECT 1 FROM attempt WHERE job = ? AND start > 0 AND ledger != ? LIMIT 1"
_PUT = "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CUT_JOBS = "SELECT DISTINCT job FROM attempt WHERE NOT whole AND start > 0"
_OF_JOB = "SELECT * FROM attempt WHERE job = ? AND start > 0"
_PUT_CUT = "INSERT INTO cut VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_FIND_CUT = (
    "SELECT reason, since, until, in_part, other_facts, other_axes FROM cut WHERE job = ? AND start = ?"
)
_CACHE_KIB = 64 * 1024


class Met(NamedTuple):
    """In what a row differs from that of another ledger for the same attempt, where both have finished."""

    other_facts: bool = False
    other_axes: bool = False
    other_user: bool = False


class _Known(NamedTuple):
    job: bytes
    start: int
    end: int
    ledger: int
    finished: bool
    whole: bool
    elapsed: float
    facts: bytes
    held: bytes
    axes: bytes
    user: str

    @property
    def settled(self) -> bool:
        """Whether no other ledger can tell more of it: a cut row has an end, but not that of the job."""
        return bool(self.finished and self.whole)

    @property
    def rank(self) -> tuple[bool, float, bool]:
        return self.settled, self.elapsed, self.finished


class Attempts:
    """The attempts of all ledgers; use it as a context, show it every row, and then ask of every row."""

    def __enter__(self) -> "Attempts":
        self._database = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute(_CREATE)
        self._database.execute(_CREATE_CUTS)
        self._database.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def meet(self, row: LedgerRow, ledger: int) -> Met:
        """A row of the ledger with this number; ledgers come one after the other."""
        mine = _known(row, ledger)
        known = self._find(mine.job, mine.start)
        if known is None:
            self._database.execute(_PUT, mine)
            return Met()
        if mine.rank > known.rank:
            self._database.execute(_PUT, mine._replace(start=known.start))
        return Met() if known.ledger == ledger else _compared(mine, known)

    def settle(self) -> None:
        """Decide between rows that were cut to periods, once every row has been shown."""
        for (job,) in self._database.execute(_CUT_JOBS):
            attempts = [_Known._make(found) for found in self._database.execute(_OF_JOB, (job,))]
            for known, cut in settled_cuts(attempts):
                self._database.execute(_PUT_CUT, (job, known.start, *cut))

    def verdict(self, row: LedgerRow, ledger: int) -> Cut:
        """Whether a row of this ledger stays, in whole or in part, or why it does not."""
        known = self._find(_job(row), _start(row))
        if known is not None and known.ledger != ledger:
            return Cut(_reason(row, known))
        waits = row.start is None and row.end is None and not row.ran
        if waits and self._started_elsewhere(row.job_id, ledger):
            return Cut(SUPERSEDED)
        return self._cut(known) if known is not None else Cut()

    def _cut(self, known: _Known) -> Cut:
        found = self._database.execute(_FIND_CUT, (known.job, known.start)).fetchone()
        return Cut() if found is None else Cut._make(found)

    def _started_elsewhere(self, job_id: str, ledger: int) -> bool:
        return self._database.execute(_STARTED, (_digest(job_id), ledger)).fetchone() is not None

    def _find(self, job: bytes, start: int) -> _Known | None:
        near = self._database.execute(_FIND, (job, start - NEAR_S, start + NEAR_S))
        return min(map(_Known._make, near), key=lambda known: abs(known.start - start), default=None)


def _known(row: LedgerRow, ledger: int) -> _Known:
    return _Known(
        job=_job(row),
        start=_start(row),
        end=_end(row),
        ledger=ledger,
        finished=row.end is not None,
        whole=not is_cut(row),
        elapsed=-1.0 if row.elapsed_s is None else row.elapsed_s,
        facts=_facts(row),
        held=_digest(*map(str, _held(row))),
        axes=_digest(row.component, row.stage, row.run_type, row.facility, row.equipment),
        user=row.user,
    )


def is_cut(row: LedgerRow) -> bool:
    """Whether the row was cut to a period."""
    return CLIPPED in row.note.split(";")


def _reason(row: LedgerRow, stays: _Known) -> str:
    """Why a row gives way to one of the same start."""
    if is_cut(row) and stays.facts != _facts(row):
        return SUPERSEDED if stays.whole else OVERLAPPING
    return REPEATED if row.end else SUPERSEDED


def _compared(mine: _Known, known: _Known) -> Met:
    settled = all((mine.finished, mine.whole, known.finished, known.whole))
    users = bool(mine.user and known.user and mine.user != known.user)
    return Met(settled and mine.facts != known.facts, mine.axes != known.axes, users)


def _job(row: LedgerRow) -> bytes:
    """What names the job: without a start only what was measured tells one attempt from another."""
    return _digest(row.job_id) if row.start else _digest(row.job_id, _facts(row).hex())


def _start(row: LedgerRow) -> int:
    """Seconds on a calendar that begins before every log; 0 where the row names no start."""
    return 0 if row.start is None else _seconds(row.start)


def _end(row: LedgerRow) -> int:
    """As `_start`; where clocks went back, the start and the elapsed time give it."""
    if row.start is None:
        return 0
    end = end_of(row.start, row.end, row.elapsed_s) or row.start
    return _seconds(end if end >= row.start else end_of(row.start, None, row.elapsed_s) or row.start)


def _seconds(moment: str) -> int:
    found = datetime.fromisoformat(moment)
    return found.toordinal() * 86400 + found.hour * 3600 + found.minute * 60 + found.second


def _facts(row: LedgerRow) -> bytes:
    measured = (row.end, row.outcome, row.elapsed_s, *_held(row), row.energy_kwh, row.ghg_kgco2e)
    return _digest(*map(str, measured))


def _held(row: LedgerRow) -> tuple[float | str | None, ...]:
    """What the job occupied, which no period cuts."""
    return row.accelerators, row.accelerator_model, row.nodes, row.cores, row.memory_gib


def _digest(*texts: str) -> bytes:
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=16).digest()
