"""Impact rows by what they are figures of, and how rows divide one another."""

from collections.abc import Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import Amount, printed
from fullcount.rules.coverage import period_of, same_coverage
from fullcount.rules.lines_behind import NARROWED

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.disclosure.types import Covered, Impact
    from fullcount.rules.view import PlacedImpact, View

__all__ = [
    "FAMILIES",
    "WHOLE",
    "RowKey",
    "Rows",
    "apart_from_lines",
    "by_lines",
    "energy_rows",
    "figures_of",
    "rows_by_key",
    "use_energies",
]

WHOLE = (frozenset({"on-site", "off-site"}), frozenset({"dynamic", "idle", "infrastructure"}))
"""Sets of parts that leave nothing of a phase out (codelist part)."""

FAMILIES = (
    *WHOLE,
    frozenset({"accelerator", "host", "overhead"}),
    frozenset({"accelerator", "servers"}),
)
"""Sets of parts that do not overlap; the last two leave out network, storage and building."""

IDLE = frozenset({"idle", "infrastructure"})

Covers = tuple[tuple[str, tuple[str, ...]], ...]


class RowKey(NamedTuple):
    """Everything that tells one impact row from another; empty where an axis is not given."""

    category: str
    phase: str
    part: str
    ghg_basis: str
    stages: tuple[str, ...]
    covers: Covers
    period: tuple[str, ...] = ()
    per: str = ""

    @property
    def words(self) -> str:
        """The row in words, for messages."""
        basis = f"{self.ghg_basis}-based" if self.ghg_basis else ""
        return " ".join(word for word in (self.category, self.phase, self.part, basis) if word)


Rows = dict[RowKey, "PlacedImpact"]


def rows_by_key(view: "View") -> Rows:
    """The rows that have an amount; of rows that are figures of the same thing the first."""
    found: Rows = {}
    for placed in view.impacts:
        row = placed.row
        if "amount" in row:
            stages = tuple(sorted(row.get("life_cycle_stages", ())))
            key = RowKey(
                row["category"],
                row["phase"],
                row.get("part", ""),
                row.get("ghg_basis", ""),
                stages,
                _frozen(row["covers"]) if "covers" in row else (),
                period_of(row),
                row.get("per", ""),
            )
            found.setdefault(key, placed)
    return found


def apart_from_lines(view: "View", row: "Impact") -> Amount | None:
    """What a row may hold beyond its lines: stated parts for idle and infrastructure, of which lines know nothing.

    Parts of the same category, basis and coverage; up to infinity where one of them is not disclosed.
    """
    total: Amount | None = None
    for _, other in view.impacts:
        if other.get("part") in IDLE and "amount" in other and _same_work(row, other):
            part = printed(other["amount"]) or Amount(0.0, 0.0, inf)
            total = part if total is None else total + part
    return total


def _same_work(row: "Impact", part: "Impact") -> bool:
    axes = ("category", "ghg_basis")
    alike = all(row.get(axis) == part.get(axis) for axis in axes) and row["phase"] in {part["phase"], "all"}
    return alike and same_coverage(row) == same_coverage(part)


def use_energies(view: "View") -> "Iterator[PlacedImpact]":
    """Rows of energy in use as a whole."""
    for placed in view.impacts:
        row = placed.row
        if "amount" in row and "part" not in row and (row["category"], row["phase"]) == ("energy", "use"):
            yield placed


def energy_rows(view: "View") -> "Iterator[PlacedImpact]":
    """Those that stand for the whole of the lines that they cover."""
    return (placed for placed in use_energies(view) if not placed.row.keys() & NARROWED)


def by_lines(view: "View", rows: Rows) -> Iterator[tuple[RowKey, list[RowKey], bool]]:
    """Each row that covers all lines with the rows that divide it along one set of axes, no line twice.

    The flag says whether those rows cover every line.
    """
    groups: dict[tuple[RowKey, tuple[str, ...]], list[RowKey]] = {}
    for key in rows:
        if key.covers:
            whole = key._replace(covers=())
            if whole in rows:
                groups.setdefault((whole, tuple(axis for axis, _ in key.covers)), []).append(key)
    for (whole, _), parts in groups.items():
        lines = [line.index for key in parts for line in view.covered(rows[key].row)]
        if len(set(lines)) == len(lines):
            yield whole, parts, len(lines) == len(view.lines)


def figures_of(rows: Rows, keys: Sequence[RowKey]) -> "list[Figure]":
    """The amounts of those rows."""
    return [rows[key].row["amount"] for key in keys]


def _frozen(covers: "Covered") -> Covers:
    axes: dict[str, list[str]] = {axis: codes for axis, codes in covers.items() if isinstance(codes, list)}
    return tuple((axis, tuple(sorted(axes[axis]))) for axis in sorted(axes))
