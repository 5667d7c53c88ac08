"""Counting while rows stream by: the one mutable thing of a reading."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.exact import ExactSum
from fullcount.ledger.reading.period import CLIPPED, Period
from fullcount.ledger.reading.report import Count, Example, ReadReport
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import end_of

__all__ = ["EXAMPLES_KEPT", "PROGRESS_EVERY", "TRUNCATED", "UNENDED", "Decision", "Tally", "Trace"]

EXAMPLES_KEPT = 20
PROGRESS_EVERY = 10_000
TRUNCATED, UNENDED = "truncated-last-line", "last-line-without-end"
_CUT_SHORT = frozenset({"too-few-fields", "short-row", "broken-quotation"})
_SECONDS_PER_HOUR = 3600.0


class Decision(NamedTuple):
    """What became of one row: `verdict` is used, skipped, rejected, repaired, odd or unmatched."""

    file: str
    line: int
    verdict: str
    reason: str
    found: str


Trace = Callable[[Decision], None]


_PRORATED = (
    "a job that the period cuts has a part of its energy and emissions, in proportion to its time inside"
)
_TOLD_OUTCOME = "runs whose log does not say how they ended are {}, as the user said"


class _Reasons:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._examples: dict[str, list[Example]] = {}

    def add(self, reason: str, file: str, line: int, found: str) -> None:
        self.counts[reason] += 1
        kept = self._examples.setdefault(reason, [])
        if len(kept) < EXAMPLES_KEPT:
            kept.append(Example(file, line, clip(found)))

    def frozen(self) -> tuple[Count, ...]:
        return tuple(Count(r, n, tuple(self._examples[r])) for r, n in sorted(self.counts.items()))


class Tally:
    """Counts rows read, used, skipped, repaired and flagged, and sums what the used rows hold.

    An importer calls `read` with the line of each data row and then exactly one of `used`, `skip` or `reject`.
    With `stop_on_error`, `reject` raises `LedgerError` instead of counting. `period` cuts the rows that are used.
    `trace` is told every decision. `outcome` is that of runs whose log does not say how they ended.
    """

    def __init__(
        self,
        files: tuple[str, ...],
        *,
        stop_on_error: bool = False,
        progress: Callable[[int], None] | None = None,
        period: Period | None = None,
        trace: Trace | None = None,
        outcome: str = "",
    ) -> None:
        self.format, self.outcome = "", outcome
        self.line = 0
        self.stops = stop_on_error
        self.file = ""
        self.complete = False
        self.importer: dict[str, str] = {}
        self._unended: set[tuple[str, int]] = set()
        self._files = files
        self._progress, self.period, self._trace = progress, period, trace
        self._skipped, self._repairs, self._flags, self._unmatched = (_Reasons() for _ in range(4))
        self._read = self._used = self._runs = self._untagged = self._unknown = 0
        self._accelerator_s, self._untagged_s, self._core_s = ExactSum(), ExactSum(), ExactSum()
        self._kwh, self._kg = ExactSum(), ExactSum()
        self._models: dict[str, ExactSum] = {}
        self._period: tuple[str, str] | None = None
        self._assumptions: dict[str, None] = {}
        self._countries: Counter[str] = Counter()
        self._regions: Counter[str] = Counter()

    def read(self, line: int = 0) -> None:
        """One more data row was read, which starts at `line`."""
        self._read += 1
        self.line = line
        if self._progress and self._read % PROGRESS_EVERY == 0:
            self._progress(self._read)

    def unended(self, file: str, line: int) -> None:
        """The last line of a file has no line end, so that a part of it may be missing."""
        self._unended.add((file, line))

    def skip(self, reason: str, line: int, found: str, file: str | None = None) -> None:
        """The row is rightly not a job (a step, a repeated header, an earlier state of the same run)."""
        self._note(self._skipped, "skipped", reason, Example(file or self.file, line, found))

    def reject(self, reason: str, line: int, found: str, expected: str) -> None:
        """The row is bad: count it, or raise `LedgerError` where the user chose to stop."""
        if reason in _CUT_SHORT and (self.file, line) in self._unended:
            reason = TRUNCATED
        if self.stops:
            remedy = "correct the row, or let bad rows be skipped and counted (--on-error skip)"
            raise LedgerError([Problem(self.file, line, f"{reason} ({clip(found)})", expected, remedy)])
        self._note(self._skipped, "rejected", reason, Example(self.file, line, found))

    def repair(self, reason: str, line: int, found: str) -> None:
        """The row was read after a correction."""
        self._note(self._repairs, "repaired", reason, Example(self.file, line, found))

    def flag(self, reason: str, line: int, found: str) -> None:
        """The row was kept as it is, but something about it is odd."""
        self._note(self._flags, "odd", reason, Example(self.file, line, found))

    def _note(self, reasons: _Reasons, verdict: str, reason: str, seen: Example) -> None:
        reasons.add(reason, seen.file, seen.line, seen.found)
        if self._trace:
            self._trace(Decision(seen.file, seen.line, verdict, reason, clip(seen.found)))

    def assume(self, sentence: str) -> None:
        """Something the log does not say and the importer took as given; each sentence is kept once."""
        self._assumptions.setdefault(sentence)

    def place(self, country: str, region: str) -> None:
        """A hint of where the work ran."""
        if country:
            self._countries[country] += 1
        if region:
            self._regions[region] += 1

    def used(self, row: LedgerRow, *, untagged: bool = False) -> Iterator[LedgerRow]:
        """The row as it enters the ledger, counted and summed: whole, cut to the period, or not at all."""
        kept = self.period.cut(row) if self.period else row
        if kept is None:
            self.skip("outside-period", self.line, row.job_id)
            return
        if kept is not row:
            self.repair(CLIPPED, self.line, f"{row.job_id}: {row.start} to {row.end}")
            if row.energy_kwh is not None or row.ghg_kgco2e is not None:
                self.assume(_PRORATED)
        elif self.period and row.start is None and row.end is None:
            self.flag("no-time-to-cut-by", self.line, f"{row.job_id}: kept whole, as it names no time")
        if kept.outcome == "unknown" and not kept.state_raw and self.outcome:
            kept = replace(kept, outcome=self.outcome)
            self.assume(_TOLD_OUTCOME.format(self.outcome))
        if (self.file, self.line) in self._unended:
            self.flag(UNENDED, self.line, f"{row.job_id}: its last field may be cut")
        if self._trace:
            self._trace(Decision(self.file, self.line, "used", kept.outcome, clip(row.job_id)))
        if untagged:
            self._note(
                self._unmatched, "unmatched", "no-stage-tag", Example(self.file, self.line, row.job_id)
            )
        yield self._counted(kept, untagged=untagged)

    def _counted(self, row: LedgerRow, *, untagged: bool) -> LedgerRow:
        self._used += 1
        self._untagged += untagged
        if row.ran:
            self._runs += 1
            self._size(row, untagged=untagged)
            self._extend_period(row)
        if row.energy_kwh is not None:
            self._kwh.add(row.energy_kwh)
        if row.ghg_kgco2e is not None:
            self._kg.add(row.ghg_kgco2e)
        return row

    def _size(self, row: LedgerRow, *, untagged: bool) -> None:
        if row.core_s is not None:
            self._core_s.add(row.core_s)
        if row.accelerator_s is None or row.elapsed_s is None:
            self._unknown += 1
            return
        self._accelerator_s.add(row.accelerator_s)
        if untagged:
            self._untagged_s.add(row.accelerator_s)
        for model, count in row.accelerators_by_model.items():
            self._models.setdefault(model, ExactSum()).add(count * row.elapsed_s)

    def _extend_period(self, row: LedgerRow) -> None:
        start, end = row.start, end_of(row.start, row.end, row.elapsed_s)
        if start is None or end is None:
            return
        first, last = self._period or (start, end)
        self._period = (min(first, start), max(last, end))

    def report(self) -> ReadReport:
        """What is known so far; `complete` only when the last row has been read."""
        skipped = self._skipped.frozen()
        return ReadReport(
            format=self.format,
            files=self._files,
            complete=self.complete,
            rows_read=self._read,
            rows_used=self._used,
            rows_skipped=sum(c.count for c in skipped),
            skipped=skipped,
            repairs=self._repairs.frozen(),
            flags=self._flags.frozen(),
            unmatched=self._unmatched.frozen(),
            runs=self._runs,
            untagged_jobs=self._untagged,
            untagged_accelerator_hours=self._untagged_s.value / _SECONDS_PER_HOUR,
            unknown_accelerators=self._unknown,
            period=self._period,
            accelerator_hours=_hours(self._accelerator_s),
            core_hours=_hours(self._core_s),
            energy_kwh=self._kwh.value if self._kwh.terms else None,
            energy_rows=self._kwh.terms,
            ghg_kgco2e=self._kg.value if self._kg.terms else None,
            accelerator_models={m: s.value / _SECONDS_PER_HOUR for m, s in sorted(self._models.items())},
            countries=dict(sorted(self._countries.items())),
            regions=dict(sorted(self._regions.items())),
            assumptions=tuple(self._assumptions),
            importer=self.importer,
        )


def _hours(seconds: ExactSum) -> float | None:
    return seconds.value / _SECONDS_PER_HOUR if seconds.terms else None
