"""`--explain`: what became of each row of a log, as a CSV file that is there in whole or not at all."""

import csv
import os

from fullcount.cli.exits import USAGE, Exit
from fullcount.cli.output import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

    from fullcount.ledger.reading.tally import Decision, Trace

__all__ = ["Explanation"]

HEADER = ("file", "line", "verdict", "reason", "found")
_FORMULA = ("=", "+", "-", "@", "\t")


class Explanation:
    """Takes the decisions of a reading; without a path it takes none, and costs nothing.

    Raises `Exit` where the file cannot be written, or is there already and not to be replaced.
    """

    def __init__(self, name: str | None, *, replace: bool = False) -> None:
        from pathlib import Path

        self._path = Path(name) if name else None
        if self._path and self._path.exists() and not replace:
            raise Exit(USAGE, [f"{self._path}: exists already; name another file or add --force"])

    def __enter__(self) -> "Trace | None":
        if self._path is None:
            return None
        self._temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        with Writing(self._path):
            self._stream = self._temporary.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self._writer.writerow(HEADER)
        return self._take

    def _take(self, decision: "Decision") -> None:
        found = decision.found
        self._writer.writerow((*decision[:-1], f" {found}" if found.startswith(_FORMULA) else found))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        if self._path is None:
            return
        try:
            with Writing(self._path):
                self._stream.close()
                if error is None:
                    self._temporary.replace(self._path)
        finally:
            self._temporary.unlink(missing_ok=True)
