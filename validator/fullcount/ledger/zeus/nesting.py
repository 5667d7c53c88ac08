"""Windows inside windows: what is measured twice in one file."""

from collections.abc import Sequence

from fullcount.ledger.zeus.windows import Window

__all__ = ["nested", "overlapping"]

_SLACK_S = 1e-6


def nested(windows: Sequence[Window]) -> set[int]:
    """Positions of the windows that lie inside another one; of two that are the same, the later."""
    return _swept(windows)[0]


def overlapping(windows: Sequence[Window]) -> set[int]:
    """Positions of the windows that begin inside another one and end after it."""
    return _swept(windows)[1]


def _swept(windows: Sequence[Window]) -> tuple[set[int], set[int]]:
    inside: set[int] = set()
    across: set[int] = set()
    latest = float("-inf")
    timed = [(w.start_s, w.start_s + w.time_s, n) for n, w in enumerate(windows) if w.start_s is not None]
    for start, end, number in sorted(timed, key=lambda window: (window[0], -window[1], window[2])):
        if end <= latest + _SLACK_S:
            inside.add(number)
        elif start < latest - _SLACK_S:
            across.add(number)
        latest = max(latest, end)
    return inside, across
