"""Which ledger holds the fullest row of each attempt of a job: kept on disk, in bounded memory."""

import hashlib
import sqlite3
from datetime import datetime
from types import TracebackType
from typing import NamedTuple

from fullcount.ledger.reading.period import CLIPPED
from fullcount.ledger.row import LedgerRow

__all__ = ["Attempts", "Met"]

NEAR_S = 2
"""A tracker's start is its end less its duration, each rounded to a second, so it moves a little between rows."""

_CREATE = """CREATE TABLE attempt (
    job BLOB, start INTEGER, ledger INTEGER, finished INTEGER, whole INTEGER, elapsed REAL,
    facts BLOB, axes BLOB, user TEXT, PRIMARY KEY (job, start)
) WITHOUT ROWID"""
_FIND = "SELECT * FROM attempt WHERE job = ? AND start BETWEEN ? AND ?"
_STARTED = "SELECT 1 FROM attempt WHERE job = ? AND start > 0 AND ledger != ? LIMIT 1"
_PUT = "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CACHE_KIB = 64 * 1024


class Met(NamedTuple):
    """In what a row differs from that of another ledger for the same attempt, where both have finished."""

    other_facts: bool = False
    other_axes: bool = False
    other_user: bool = False


class _Known(NamedTuple):
    job: bytes
    start: int
    ledger: int
    finished: bool
    whole: bool
    elapsed: float
    facts: bytes
    axes: bytes
    user: str

    @property
    def rank(self) -> tuple[bool, bool, float]:
        return self.finished, self.whole, self.elapsed


class Attempts:
    """The attempts of all ledgers; use it as a context, show it every row, and then ask of every row."""

    def __enter__(self) -> "Attempts":
        self._database = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute(_CREATE)
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

    def belongs(self, row: LedgerRow, ledger: int) -> bool:
        """Whether this ledger is the one whose rows of the attempt stay."""
        known = self._find(_job(row), _start(row))
        if known is not None and known.ledger != ledger:
            return False
        waits = row.start is None and row.end is None and not row.ran
        return not (waits and self._started_elsewhere(row.job_id, ledger))

    def _started_elsewhere(self, job_id: str, ledger: int) -> bool:
        return self._database.execute(_STARTED, (_digest(job_id), ledger)).fetchone() is not None

    def _find(self, job: bytes, start: int) -> _Known | None:
        near = self._database.execute(_FIND, (job, start - NEAR_S, start + NEAR_S))
        return min(map(_Known._make, near), key=lambda known: abs(known.start - start), default=None)


def _known(row: LedgerRow, ledger: int) -> _Known:
    return _Known(
        job=_job(row),
        start=_start(row),
        ledger=ledger,
        finished=row.end is not None,
        whole=CLIPPED not in row.note.split(";"),
        elapsed=-1.0 if row.elapsed_s is None else row.elapsed_s,
        facts=_facts(row),
        axes=_digest(row.component, row.stage, row.run_type, row.facility, row.equipment),
        user=row.user,
    )


def _compared(mine: _Known, known: _Known) -> Met:
    settled = all((mine.finished, mine.whole, known.finished, known.whole))
    users = bool(mine.user and known.user and mine.user != known.user)
    return Met(settled and mine.facts != known.facts, mine.axes != known.axes, users)


def _job(row: LedgerRow) -> bytes:
    """What names the job: without a start only what was measured tells one attempt from another."""
    return _digest(row.job_id) if row.start else _digest(row.job_id, _facts(row).hex())


def _start(row: LedgerRow) -> int:
    """Seconds on a calendar that begins before every log; 0 where the row names no start."""
    if row.start is None:
        return 0
    moment = datetime.fromisoformat(row.start)
    return moment.toordinal() * 86400 + moment.hour * 3600 + moment.minute * 60 + moment.second


def _facts(row: LedgerRow) -> bytes:
    held = (row.accelerators, row.accelerator_model, row.nodes, row.cores, row.memory_gib)
    return _digest(*map(str, (row.end, row.outcome, row.elapsed_s, *held, row.energy_kwh, row.ghg_kgco2e)))


def _digest(*texts: str) -> bytes:
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=16).digest()
