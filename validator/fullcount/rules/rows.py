"""Impact rows by what they are figures of, and how rows divide one another."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.disclosure.types import Covered
    from fullcount.rules.view import PlacedImpact, View

__all__ = [
    "FAMILIES",
    "WHOLE",
    "RowKey",
    "Rows",
    "by_lines",
    "energy_rows",
    "figures_of",
    "idle_apart",
    "rows_by_key",
]

WHOLE = (frozenset({"on-site", "off-site"}), frozenset({"dynamic", "idle", "infrastructure"}))
"""Sets of parts that leave nothing of a phase out (codelist part)."""

FAMILIES = (
    *WHOLE,
    frozenset({"accelerator", "host", "overhead"}),
    frozenset({"accelerator", "servers"}),
)
"""Sets of parts that do not overlap; the last two leave out network, storage and building."""

Covers = tuple[tuple[str, tuple[str, ...]], ...]


class RowKey(NamedTuple):
    """Everything that tells one impact row from another; empty where an axis is not given."""

    category: str
    phase: str
    part: str
    ghg_basis: str
    stages: tuple[str, ...]
    covers: Covers

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
            )
            found.setdefault(key, placed)
    return found


def idle_apart(view: "View") -> frozenset[tuple[str, str]]:
    """Categories and phases with a stated part for idle or infrastructure, of which compute lines know nothing."""
    rows = (row for _, row in view.impacts if row.get("part") in {"idle", "infrastructure"})
    return frozenset((row["category"], row["phase"]) for row in rows)


def energy_rows(view: "View") -> "Iterator[PlacedImpact]":
    """Rows of energy in use as a whole, stated for lines and not for life-cycle stages."""
    for placed in view.impacts:
        row = placed.row
        whole = "part" not in row and "life_cycle_stages" not in row
        if whole and "amount" in row and (row["category"], row["phase"]) == ("energy", "use"):
            yield placed


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
