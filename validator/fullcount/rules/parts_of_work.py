"""Printed parts of an impact against the whole that follows from the compute lines, where no row states it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import Figure, N, Reader, central
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.line import Line, Missing
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.recomputed import sum_as_used
from fullcount.rules.rows import RowKey, Rows
from fullcount.rules.rule import NotApplicable

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["PartOfWork", "parts_of_work"]

INSIDE = {
    "use": frozenset({"accelerator", "host", "overhead"}),
    "manufacture": frozenset({"accelerator"}),
}
"""Parts that the recomputed whole holds. It knows of no idle time, and of no servers where none are stated."""


class PartOfWork(NamedTuple):
    """A printed part and the work that the whole is recomputed from."""

    pointer: str
    key: Key
    figure: Figure
    lines: Sequence[Line]

    @property
    def unit(self) -> str:
        """The unit of both."""
        return UNITS.get(self.key.category, "")

    def whole(self, view: "View", read: Reader[N]) -> N | Missing:
        """The whole as a reader sees its inputs."""
        return sum_as_used(view, self.lines, self.key._replace(part=""), read)


def parts_of_work(view: "View", rows: Rows) -> Iterator[PartOfWork]:
    """Each part whose whole can be recomputed and that is not beside its printed whole.

    A measured part is left aside: it may be above what a mean power gives.
    """
    for key, (pointer, row) in rows.items():
        if key.part not in INSIDE.get(key.phase, ()) or key.of_part("") in rows:
            continue
        lines = lines_behind(view, pointer, row)
        if isinstance(lines, NotApplicable) or not lines or central(row["amount"]) is None:
            continue
        if row["amount"].get("basis") == "measured":
            continue
        if key.phase == "manufacture" and not all(_holds_accelerators(x, key.category) for x in lines):
            continue
        part = PartOfWork(f"{pointer}/amount", _key(key), row["amount"], lines)
        if not isinstance(part.whole(view, central), Missing):
            yield part


def _key(key: RowKey) -> Key:
    return Key(key.category, key.phase, key.part, key.ghg_basis)


def _holds_accelerators(line: Line, category: str) -> bool:
    """Whether the manufacture that the equipment states has its accelerators inside."""
    entries = line.equipment.get("manufacture", []) if line.equipment else []
    return any(
        entry["category"] == category and "accelerators" in entry.get("covers", ("accelerators",))
        for entry in entries
    )
