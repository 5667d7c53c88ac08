"""Reports that the ledger can read too: their bytes as a log, and what its importers find odd in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from fullcount.draft.imports.imported import Fault, NotReadableError
from fullcount.ledger.errors import LedgerError
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Decision, Tally

__all__ = ["HeldSource", "Oddities", "not_readable"]


class HeldSource(TextSource):
    """A log whose bytes are at hand; `name` is what messages call it."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(name)
        self._data = data

    @contextmanager
    def _unpacked(self) -> Iterator[IO[bytes]]:
        yield BytesIO(self._data)

    def _refuse_changes(self) -> None:
        """Bytes at hand do not change."""


class Oddities:
    """What an importer of the ledger finds odd in a report; `left_out` are reasons that a draft has a place for."""

    def __init__(self, name: str, left_out: frozenset[str]) -> None:
        self._seen: list[Decision] = []
        self._left_out = left_out
        self.tally = Tally((name,), trace=self._seen.append)
        self.tally.file = name

    @property
    def notes(self) -> list[str]:
        """One line for each oddity, with its place."""
        kept = (one for one in self._seen if one.verdict == "odd" and one.reason not in self._left_out)
        return [f"{one.file}:{one.line}: {one.reason}: {one.found}" for one in kept]


def not_readable(error: LedgerError) -> NotReadableError:
    """The same refusal as one of a report."""
    faults = [
        Fault(one.file, str(one.line or ""), one.found, one.expected, one.remedy) for one in error.problems
    ]
    return NotReadableError(faults)
