"""Nested runs: a parent lasts while its children run, so counting both would count the same time twice.

Children count. From the parent's time that of its direct children is taken away, wherever they overlap it; what is
left is the parent's own. Where that is at most a minute or 5 % of its time, the parent only waited and is skipped.
A child that is not in the export, or whose times are unknown, takes nothing away. Energy that was measured in a parent
is its own only where no child has a figure and it has no child that took time away: it cannot be parted otherwise.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fullcount.ledger.mlflow.runs import Run
from fullcount.ledger.reading.held import covered_s

__all__ = ["WAITED_S", "WAITED_SHARE", "Own", "own_time"]

WAITED_S, WAITED_SHARE = 60.0, 0.05
"""Own choice: a parent that did no more beside its children is taken to have waited for them."""


class Own(NamedTuple):
    """A run's time without that of its children, in s, None where unknown; `taken_s` is what they took."""

    elapsed_s: float | None
    taken_s: float
    children: int

    @property
    def waited(self) -> bool:
        """Whether the run did nothing but wait for its children."""
        if self.elapsed_s is None or self.taken_s == 0:
            return False
        return self.elapsed_s <= max(WAITED_S, WAITED_SHARE * (self.elapsed_s + self.taken_s))


def own_time(runs: Mapping[str, Run]) -> dict[str, Own]:
    """Of every run, by id, the time that none of its direct children covers."""
    children: dict[str, list[Run]] = {}
    for run in runs.values():
        if run.parent in runs and not _circular(run, runs):
            children.setdefault(run.parent, []).append(run)
    return {run_id: _own(run, children.get(run_id, ())) for run_id, run in runs.items()}


def _circular(run: Run, runs: Mapping[str, Run]) -> bool:
    seen: set[str] = set()
    parent: Run | None = runs.get(run.parent)
    while parent is not None and parent.id not in seen:
        if parent.id == run.id:
            return True
        seen.add(parent.id)
        parent = runs.get(parent.parent)
    return parent is not None


def _own(run: Run, children: Iterable[Run]) -> Own:
    children = list(children)
    if run.span_s is None:
        return Own(None, 0.0, len(children))
    first, last = run.span_s
    spans = (child.span_s for child in children)
    taken_s = covered_s(
        (max(first, s[0]), min(last, s[1])) for s in spans if s and s[0] < last and s[1] > first
    )
    return Own(last - first - taken_s, taken_s, len(children))
