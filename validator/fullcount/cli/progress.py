"""Progress on standard error, for anything that takes longer than a second."""

import sys
from time import monotonic

from fullcount.counted import counted

__all__ = ["Progress"]

PATIENCE_S = 1.0


class Progress:
    """One step of a command: says its name, counts its rows, and says how long it took."""

    def __init__(self, step: str) -> None:
        self._step, self._start, self._shown = step, monotonic(), 0.0
        self._live = sys.stderr.isatty()

    def rows(self, count: int) -> None:
        """Called now and then with the number of rows done."""
        elapsed = monotonic() - self._start
        if elapsed - self._shown > PATIENCE_S:
            self._shown = elapsed
            self._say(f"{self._step}: {counted(count, 'row')}, {count / elapsed:,.0f} rows/s")

    def done(self, words: str = "") -> None:
        """The step has ended; `words` say what came of it."""
        self._say(f"{self._step}: {words or 'done'} ({monotonic() - self._start:.1f} s)", last=True)

    def _say(self, text: str, *, last: bool = False) -> None:
        sys.stdout.flush()
        if self._live:
            print(f"\r\x1b[K{text}", end="\n" if last else "", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)
