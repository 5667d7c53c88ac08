"""Each attempt of a job once, however often the exports show it.

An attempt is a job id (with its cluster, where every export names one), a start and, where every export has them, its
restarts. Attempts are remembered by a hash of 64 bits: two of n different ones are taken for one with a probability
of about n squared / 2**65.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from fullcount.ledger.slurm.fields import outcome_of, whole_number
from fullcount.ledger.slurm.table import Entry
from fullcount.ledger.times import end_of

__all__ = ["REPEAT", "SUPERSEDED", "WITHIN", "Attempts", "Job"]

REPEAT = "repeat-of-earlier-row"
WITHIN = "repeat-within-job"
SUPERSEDED = "superseded-by-later-row"


@dataclass(frozen=True, slots=True)
class Job:
    """A record that is a job, with its times; `cluster` and `restarts` are empty where they tell nothing apart.

    `replaced` is an ElapsedRaw that cannot be read, where `elapsed_s` is from Elapsed.
    """

    entry: Entry
    cluster: str
    start: str | None
    end: str | None
    elapsed_s: float
    restarts: str = ""
    replaced: str = ""

    @property
    def id(self) -> tuple[str, str]:
        """What tells jobs apart."""
        return self.entry.record.job_id, self.cluster

    @property
    def attempt(self) -> tuple[str | None, ...]:
        """What tells attempts apart: start and restarts, or the whole row where the log tells no start."""
        if self.start is None and self.elapsed_s > 0:
            return (*self.id, None, *self.entry.record.fields)
        return (*self.id, self.start, str(whole_number(self.restarts) or 0))

    @property
    def is_open(self) -> bool:
        """Whether a later export may say more: no end is told, and none was left out of the columns."""
        if self.end is not None or (self.start is None and self.elapsed_s > 0):
            return False
        record = self.entry.record
        return record.has("end") or (record.has("state") and outcome_of(record["state"]) == "unknown")

    @property
    def last_moment(self) -> str | None:
        """The end, or the moment of the export."""
        return end_of(self.start, self.end, self.elapsed_s)


class Attempts:
    """Decides which rows are used at once, which wait for a later state of theirs, and which are repeats."""

    def __init__(self) -> None:
        self._ended, self._started = _Hashes(), _Hashes()
        self._open: dict[tuple[str | None, ...], Job] = {}
        self._last: Job | None = None

    def admit(self, job: Job) -> tuple[bool, list[tuple[str, Job]]]:
        """Whether to use the job now, and the jobs to leave out, with the reason of each."""
        if self._within_last(job):
            return False, [(self._why_within(job), job)]
        self._last = job
        if job.start is not None:
            self._started.add(_hash(*job.id))
        if job.is_open:
            return False, self._keep_open(job)
        new = self._ended.add(_hash(*job.attempt))
        return new, [] if new else [(REPEAT, job)]

    def _keep_open(self, job: Job) -> list[tuple[str, Job]]:
        """Of two rows without end, the one that has come further."""
        key = job.attempt
        earlier = self._open.get(key)
        if earlier is None or job.elapsed_s > earlier.elapsed_s:
            self._open[key] = job
            return [] if earlier is None else [(SUPERSEDED, earlier)]
        return [(REPEAT if job.elapsed_s == earlier.elapsed_s else SUPERSEDED, job)]

    def left(self) -> Iterator[tuple[bool, Job]]:
        """At the end, the jobs that never got an end, in order; False for those of which a later state was seen."""
        for job in self._open.values():
            ended = _hash(*job.attempt) in self._ended
            yield not ended and (job.start is not None or _hash(*job.id) not in self._started), job

    def _within_last(self, job: Job) -> bool:
        """A step that shows the bare id of its job lies inside the job's time; a requeued attempt does not."""
        last = self._last
        if last is None or job.id != last.id or job.elapsed_s <= 0 or last.elapsed_s <= 0:
            return False
        if job.restarts and last.restarts and job.restarts != last.restarts:
            return False
        spans = (last.start, job.start, job.last_moment, last.last_moment)
        if last.entry.file != job.entry.file or None in spans:
            return False
        return bool(spans[0] <= spans[1] and spans[2] <= spans[3])  # type: ignore[operator]

    def _why_within(self, job: Job) -> str:
        """The same row again is a repeat, wherever the exports show it; so is an earlier state of the same attempt."""
        last = self._last
        assert last is not None  # noqa: S101 - the job lies within it
        if job.attempt != last.attempt:
            return WITHIN
        if (job.end, job.elapsed_s) == (last.end, last.elapsed_s):
            return REPEAT
        return SUPERSEDED if job.is_open and not last.is_open else WITHIN


def _hash(*parts: str | None) -> int:
    text = "\0".join("" if part is None else part for part in parts)
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1


class _Hashes:
    """A set of 64-bit numbers other than 0, in 12 to 24 bytes each: open addressing in one array."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 << 10))
        self._used = 0

    def add(self, number: int) -> bool:
        """Remember a number; whether it is new."""
        slot = self._slot(number)
        if self._slots[slot] == number:
            return False
        self._slots[slot] = number
        self._used += 1
        if self._used * 3 > len(self._slots) * 2:
            self._grow()
        return True

    def __contains__(self, number: int) -> bool:
        return self._slots[self._slot(number)] == number

    def _slot(self, number: int) -> int:
        slots, mask = self._slots, len(self._slots) - 1
        slot = number & mask
        while slots[slot] not in (0, number):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        numbers, self._slots = self._slots, array("Q", bytes(len(self._slots) * 16))
        for number in numbers:
            if number:
                self._slots[self._slot(number)] = number
