"""Trackers that see one node each, and runs on more nodes than were tracked.

An energy tracker counts the node on which it runs. What its rows leave out depends on two numbers that only the
user knows: the `nodes` of each run, and the `trackers` whose rows of each run are in the log. Where both are told
every row stands for nodes / trackers nodes: its time stays, its accelerators, energy and emissions are taken that
many times, and the row says so (`scaled-to-nodes`).

| nodes | trackers | a row becomes | because                                              |
|-------|----------|---------------|------------------------------------------------------|
| 4     | 4        | 1             | every node was tracked                               |
| 4     | 1        | 4             | only the first node was; the others are taken alike  |
| 1     | 8        | 1/8           | each of 8 ranks counted the whole node               |
| 4     | 32       | 1/8           | the same, on 4 nodes                                 |

Nothing is scaled without both numbers: whether rows are missing or repeated cannot be seen in a log.
"""

from dataclasses import dataclass, replace

from fullcount.counted import counted
from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow

__all__ = ["SCALED", "NodeShare"]

SCALED = "scaled-to-nodes"
_MOST = 1_000_000
_ASK = (
    "each tracker is taken to be one node that no other tracker counts; for runs on several nodes, or with several "
    "trackers on a node, say how many (--nodes N --trackers M)"
)


@dataclass(frozen=True, slots=True)
class NodeShare:
    """How many nodes each run used, and how many trackers of it are in the log; None is not told."""

    nodes: int | None = None
    trackers: int | None = None

    @classmethod
    def of(cls, nodes: int | None, trackers: int | None) -> "NodeShare":
        """Both numbers or none; raises `LedgerError` for one alone, or one that is not 1 to 1,000,000."""
        for name, number in (("nodes", nodes), ("trackers", trackers)):
            if number is not None and not 1 <= number <= _MOST:
                raise _refusal(f"{number} {name}", f"1 to {_MOST:,}", "count them again")
        if (nodes is None) != (trackers is None):
            told, asked = ("trackers", "nodes") if nodes is None else ("nodes", "trackers")
            remedy = "say how many nodes each run used and how many of its trackers are in the log"
            raise _refusal(f"{told} without {asked}", f"both, or neither (--{told} and --{asked})", remedy)
        return cls(nodes, trackers)

    @property
    def told(self) -> bool:
        """Whether the user said anything."""
        return self.nodes is not None

    def tell(self, tally: Tally) -> None:
        """Put into the report what is assumed about nodes, or ask for it."""
        if self.nodes is None or self.trackers is None:
            tally.assume(_ASK)
            return
        each, rows = counted(self.nodes, "node"), counted(self.trackers, "tracker")
        share = f"each row stands for {self.nodes}/{self.trackers} nodes"
        tally.assume(f"as told, each run used {each} and {rows} of it are in the log: {share}")

    def scaled(self, row: LedgerRow, line: int, tally: Tally) -> LedgerRow:
        """The row for the nodes that it stands for, noted as a repair where that changes it."""
        if self.nodes is None or self.trackers is None or self.nodes == self.trackers:
            return row
        tally.repair(SCALED, line, f"{row.job_id}: x {self.nodes}/{self.trackers}")
        whole, rest = divmod(self.nodes, self.trackers)
        return replace(
            row,
            nodes=None if rest or row.nodes is None else row.nodes * whole,
            accelerators=self._times(row.accelerators),
            accelerator_model=self._model(row),
            cores=None if rest or row.cores is None else row.cores * whole,
            memory_gib=self._times(row.memory_gib),
            energy_kwh=self._times(row.energy_kwh),
            ghg_kgco2e=self._times(row.ghg_kgco2e),
            note=";".join(filter(None, (row.note, SCALED))),
        )

    def _times(self, value: float | None) -> float | None:
        if value is None or self.nodes is None or self.trackers is None:
            return value
        return value * self.nodes / self.trackers

    def _model(self, row: LedgerRow) -> str:
        """One model as it is, the counts of several scaled with their sum."""
        models = row.accelerators_by_model
        if len(models) < 2:
            return row.accelerator_model
        return "+".join(f"{model}:{self._times(count):g}" for model, count in models.items())


def _refusal(found: str, expected: str, remedy: str) -> LedgerError:
    return LedgerError([Problem("the logs", None, found, expected, remedy)])
