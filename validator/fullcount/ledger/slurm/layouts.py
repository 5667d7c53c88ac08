"""Layouts of exports without header, by what people call them.

Sources: Open XDMoD, "Slurm Notes" (https://open.xdmod.org/resource-manager-slurm.html, and for 25 columns its
release 6.6); the Jean Zay export is that of github.com/bigscience-workshop/carbon-footprint.
"""

from collections.abc import Sequence
from typing import NamedTuple

from fullcount.ledger.slurm.forms import form_of

__all__ = ["NAMED", "Guess", "Layout", "guess", "named_layout", "sample"]

SAMPLED = 200
CLEAR = 0.9
"""The least share of the sampled rows that has to fit before a layout is believed without being named."""
RUNNER_UP = 0.5
"""... and the most that may fit a layout of another name."""

_HEAD = ("JobID", "JobIDRaw", "Cluster", "Partition")
_WHO = ("Account", "Group", "GID", "User", "UID", "Submit", "Eligible", "Start", "End", "Elapsed", "ExitCode")
_SIZES = ("State", "NNodes", "NCPUS", "ReqCPUS", "ReqMem")
_TAIL = ("Timelimit", "NodeList", "JobName")
_UTC = "; its documented export runs with TZ=UTC, so its times may be UTC"


class Layout(NamedTuple):
    """Columns in their order. A job name at the end may hold the separator."""

    title: str
    columns: tuple[str, ...]
    note: str = ""

    def score(self, rows: Sequence[Sequence[str]]) -> float:
        """The share of rows whose every value has the form of its column; 0 without rows."""
        return sum(map(self._fits, rows)) / len(rows) if rows else 0.0

    def _fits(self, row: Sequence[str]) -> bool:
        surplus = len(row) - len(self.columns)
        if surplus < 0 or (surplus and self.columns[-1] != "JobName" and (surplus > 1 or row[-1])):
            return False
        forms = ((form_of(name.lower()), value) for name, value in zip(self.columns, row, strict=False))
        return all(form is None or form(value) for form, value in forms)


class Guess(NamedTuple):
    """The layout that rows plainly have, None where they have none; `scores` says how near each came."""

    layout: Layout | None
    scores: str


def _xdmod(title: str, *resources: str, qos: bool) -> Layout:
    return Layout(title, (*_HEAD, *(("QOS",) if qos else ()), *_WHO, *_SIZES, *resources, *_TAIL), _UTC)


_JEAN_ZAY = (
    "JobID",
    *(f"gpus:{model}" for model in ("V100-32GB", "V100-16GB", "A100-40GB", "A100-80GB")),
    *("NCPUS", "ReqMem", "ConsumedEnergyRaw", "Partition", "Group", "Elapsed", "QOS", "JobName"),
    *("Start", "End", "WorkDir"),
)
NAMED: dict[str, tuple[Layout, ...]] = {
    "xdmod": (
        _xdmod("XDMoD with 26 columns", "ReqTRES", "AllocTRES", qos=True),
        _xdmod("XDMoD with 26 columns, older", "ReqGRES", "ReqTRES", qos=True),
        _xdmod("XDMoD with 25 columns", "ReqTRES", "AllocTRES", qos=False),
        _xdmod("XDMoD with 25 columns, older", "ReqGRES", "ReqTRES", qos=False),
    ),
    "jean-zay": (
        Layout("Jean Zay with 17 columns", (*_JEAN_ZAY, "Account")),
        Layout("Jean Zay with 16 columns", _JEAN_ZAY),
    ),
}
"""The names that `--columns` takes in place of a list, each with its variants."""


def sample(start: str, separator: str) -> list[list[str]]:
    """The fields of the first 200 whole lines of a text that may stop in the middle of a line."""
    lines = start.split("\n")
    whole = lines[:-1] if len(lines) > 1 else lines
    return [line.rstrip("\r").split(separator) for line in whole if line.strip()][:SAMPLED]


def named_layout(name: str, rows: list[list[str]]) -> Layout | None:
    """The variant of a named layout that most rows fit; None where not even one row does."""
    best = max(NAMED[name.strip().lower()], key=lambda layout: layout.score(rows))
    return best if best.score(rows) else None


def guess(rows: list[list[str]]) -> Guess:
    """The layout that at least 90 % of the rows fit while at most half fit one of another name.

    Of variants under one name the best is taken, and of equals the first: rows that name no accelerator fit several.
    """
    found = {name: [(one.score(rows), one) for one in layouts] for name, layouts in NAMED.items()}
    scores = ", ".join(
        f"{one.title} {score:.0%}" for scored in found.values() for score, one in scored if score
    )
    bests = [max(scored, key=lambda item: item[0]) for scored in found.values()]
    (best, layout), *others = sorted(bests, key=lambda item: -item[0])
    clear = best >= CLEAR and all(score <= RUNNER_UP for score, _ in others)
    return Guess(layout if clear else None, scores or "0% of the rows fit any")
