"""Progress on standard error, for anything that takes longer than a second."""

import sys
from time import monotonic

from fullcount.counted import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["Progress"]

PATIENCE_S, REFRESH_S = 1.0, 0.25
UNWATCHED_S = 10.0
"""Where no terminal shows it, a line of progress comes this seldom: it stays in somebody's log."""
BAR = 20


class Progress:
    """One step of a command: says its name, counts its rows, and says how long it took.

    On a terminal it is one line that is drawn again, with a bar where the share that is done is known; leaving the
    step takes the line away.
    """

    def __init__(self, step: str, share: "Callable[[], float | None] | None" = None) -> None:
        self._step, self._start = step, monotonic()
        self._live = sys.stderr.isatty()
        self._next_s = PATIENCE_S if self._live else UNWATCHED_S
        self._drawn = False
        self.share = share

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        if self._drawn:
            self._drawn = False
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def rows(self, count: int) -> None:
        """Called now and then with the number of rows done."""
        elapsed = monotonic() - self._start
        if elapsed > self._next_s:
            self._next_s = elapsed + (REFRESH_S if self._live else UNWATCHED_S)
            self._say(f"{self._step}: {self._bar()}{counted(count, 'row')}, {count / elapsed:,.0f} rows/s")

    def share_done(self, share: float | None) -> None:
        """Called now and then with the share of the work that is done, where rows are not counted one by one."""
        elapsed = monotonic() - self._start
        if elapsed > self._next_s:
            self._next_s = elapsed + (REFRESH_S if self._live else UNWATCHED_S)
            self.share = lambda: share
            self._say(f"{self._step}: {self._bar()}{elapsed:.0f} s")

    def done(self, words: str = "") -> None:
        """The step has ended; `words` say what came of it."""
        self._say(f"{self._step}: {words or 'done'} ({monotonic() - self._start:.1f} s)", last=True)

    def _bar(self) -> str:
        share = self.share() if self.share else None
        if share is None:
            return ""
        full = int(min(share, 1.0) * BAR) if self._live else 0
        drawn = f"[{'#' * full}{'.' * (BAR - full)}] " if self._live else ""
        return f"{drawn}{min(share, 1.0):.0%}, "

    def _say(self, text: str, *, last: bool = False) -> None:
        sys.stdout.flush()
        if self._live:
            self._drawn = not last
            print(f"\r\x1b[K{text}", end="\n" if last else "", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)
