"""A sample of a ledger that keeps the shares of its strata.

A stratum is what shares component, stage, run type and outcome. Each gets its share of the rows by largest remainder
(Hamilton); in it the rows with the smallest keyed hash of all their cells are taken. So the same ledger and seed give
the same sample in any order of the rows, and a larger sample of a stratum contains the smaller one.
"""

import hashlib
import heapq
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from fullcount.ledger.cells import cells_of_row
from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.exact import ExactSum
from fullcount.ledger.reading.source import unchanged
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.table import licence_of, package_of, read_table, table_of

__all__ = ["SAMPLED", "STRATIFIED_BY", "Sample", "allocated", "sample_ledger"]

SAMPLED = "sampled"
"""The note on every row of a sample, which stays with it where the table is passed on without its package."""
STRATIFIED_BY = ("component", "stage", "run_type", "outcome")
_SECONDS_PER_HOUR = 3600.0
_Stratum = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows of a sample, in the order of their start, and what they were taken from.

    `accelerator_hours` and `of_accelerator_hours` sum the rows whose size is known.
    """

    rows: tuple[LedgerRow, ...]
    of_rows: int
    seed: int
    strata: int
    strata_without_row: int
    accelerator_hours: float
    of_accelerator_hours: float
    package: dict[str, Any]

    @property
    def share(self) -> float | None:
        """The share of the accelerator-hours, 0 to 1; None where the ledger has none."""
        return self.accelerator_hours / self.of_accelerator_hours if self.of_accelerator_hours else None

    @property
    def licence(self) -> str:
        """That of the ledger."""
        return licence_of(self.package)

    def described(self) -> dict[str, Any]:
        """`x-sample` for the package, beside what the package of the ledger says of where its rows come from."""
        sample = {
            "rows": len(self.rows),
            "of_rows": self.of_rows,
            "seed": self.seed,
            "stratified_by": [*STRATIFIED_BY],
            "strata": self.strata,
            "strata_without_row": self.strata_without_row,
            "accelerator_hours": self.accelerator_hours,
            "of_accelerator_hours": self.of_accelerator_hours,
            "share_of_accelerator_hours": self.share,
        }
        kept = ("sources", "x-data-status", "x-read-report", "x-merge")
        return {**{key: self.package[key] for key in kept if key in self.package}, "x-sample": sample}


def sample_ledger(path: str | Path, rows: int, seed: int = 0) -> Sample:
    """Take `rows` rows, or all where there are no more; the ledger is read twice and only the sample is held.

    Raises `LedgerError` for a ledger that cannot be read, that is a sample itself, or that has no row.
    """
    table, package = table_of(path), package_of(path)
    if "x-sample" in package:
        raise _refusal(table.name, "a sample", "a whole ledger", "take the sample from that")
    with unchanged([table]):
        sizes, total = _counted(table)
        places = allocated(sizes, rows)
        chosen = _smallest(table, places, seed)
    taken = tuple(replace(row, note=";".join(filter(None, (row.note, SAMPLED)))) for row in chosen)
    return Sample(
        rows=taken,
        of_rows=sum(sizes.values()),
        seed=seed,
        strata=len(sizes),
        strata_without_row=sum(not count for count in places.values()),
        accelerator_hours=_hours(chosen),
        of_accelerator_hours=total.value / _SECONDS_PER_HOUR,
        package=package,
    )


def allocated(sizes: Counter[_Stratum], rows: int) -> dict[_Stratum, int]:
    """How many of `rows` each stratum gets: its exact share rounded down, and the rest by largest remainder."""
    total = sum(sizes.values())
    wanted = min(rows, total)
    shares = {stratum: Fraction(wanted * size, total) for stratum, size in sizes.items()}
    places = {stratum: int(share) for stratum, share in shares.items()}
    by_remainder = sorted(shares, key=lambda stratum: (places[stratum] - shares[stratum], stratum))
    for stratum in by_remainder[: wanted - sum(places.values())]:
        places[stratum] += 1
    return places


def _counted(table: Path) -> tuple[Counter[_Stratum], ExactSum]:
    """Rows of each stratum, and accelerator-seconds of all."""
    sizes: Counter[_Stratum] = Counter()
    total = ExactSum()
    for line, row in enumerate(read_table(table), 2):
        if SAMPLED in row.note.split(";"):
            raise _refusal(
                table.name, "a row of a sample", "a whole ledger", "take the sample from that", line
            )
        sizes[_stratum(row)] += 1
        if row.accelerator_s is not None:
            total.add(row.accelerator_s)
    if not sizes:
        raise _refusal(table.name, "a ledger without rows", "jobs", "check what the ledger was read from")
    return sizes, total


def _smallest(table: Path, places: dict[_Stratum, int], seed: int) -> list[LedgerRow]:
    """The rows of each stratum with the smallest hashes, in the order of start and then of hash."""
    heaps: dict[_Stratum, list[tuple[int, int, LedgerRow]]] = {stratum: [] for stratum in places}
    for number, row in enumerate(read_table(table)):
        heap, entry = heaps[_stratum(row)], (-_priority(row, seed), number, row)
        if len(heap) < places[_stratum(row)]:
            heapq.heappush(heap, entry)
        elif heap and entry > heap[0]:
            heapq.heapreplace(heap, entry)
    entries = [entry for heap in heaps.values() for entry in heap]
    return [row for _, _, row in sorted(entries, key=lambda entry: (entry[2].start or "", -entry[0]))]


def _priority(row: LedgerRow, seed: int) -> int:
    text = "\0".join((str(seed), *cells_of_row(row)))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())


def _stratum(row: LedgerRow) -> _Stratum:
    return tuple(getattr(row, axis) for axis in STRATIFIED_BY)


def _hours(rows: list[LedgerRow]) -> float:
    total = ExactSum()
    for row in rows:
        if row.accelerator_s is not None:
            total.add(row.accelerator_s)
    return total.value / _SECONDS_PER_HOUR


def _refusal(file: str, found: str, expected: str, remedy: str, line: int | None = None) -> LedgerError:
    return LedgerError([Problem(file, line, found, expected, remedy)])
