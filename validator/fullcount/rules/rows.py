"""Impact rows by what they are figures of, and how rows divide one another."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import Amount, printed
from fullcount.rules.coverage import period_of
from fullcount.rules.found import found_once
from fullcount.rules.lines_behind import NARROWED

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.disclosure.types import Covered
    from fullcount.rules.view import PlacedImpact, View

__all__ = [
    "FAMILIES",
    "WHOLE",
    "PartsByWhole",
    "RowKey",
    "Rows",
    "apart_from_lines",
    "by_lines",
    "energy_rows",
    "figures_of",
    "parts_by_whole",
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

ENERGY_IN_USE = ("energy", "use", "")
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

    def in_phase(self, phase: str) -> "RowKey":
        """The key of the same in another phase."""
        return RowKey(self.category, phase, *self[2:])

    def of_part(self, part: str) -> "RowKey":
        """The key of a part of the same, or of the whole."""
        return RowKey(self.category, self.phase, part, *self[3:])

    def of_basis(self, category: str, ghg_basis: str) -> "RowKey":
        """The key of another category or basis of the same work."""
        return RowKey(category, self.phase, self.part, ghg_basis, *self[4:])

    @property
    def made(self) -> "tuple[RowKey, RowKey]":
        """The keys of manufacture beside a row of all phases: with its basis, and without any."""
        manufacture = self.in_phase("manufacture")
        return manufacture, manufacture.of_basis(self.category, "")

    @property
    def words(self) -> str:
        """The row in words, for messages."""
        basis = f"{self.ghg_basis}-based" if self.ghg_basis else ""
        return " ".join(word for word in (self.category, self.phase, self.part, basis) if word)


Rows = dict[RowKey, "PlacedImpact"]


@found_once
def rows_by_key(view: "View") -> Rows:
    """The rows that have an amount; of rows that are figures of the same thing the first."""
    found: Rows = {}
    for placed in view.impacts:
        row = placed.row
        if "amount" in row:
            stages = tuple(sorted(row["life_cycle_stages"])) if "life_cycle_stages" in row else ()
            key = RowKey(
                *placed.key,
                stages,
                _frozen(row["covers"]) if "covers" in row else (),
                period_of(row),
                row.get("per", ""),
            )
            found.setdefault(key, placed)
    return found


def apart_from_lines(view: "View", placed: "PlacedImpact") -> Amount | None:
    """What a row may hold beyond its lines: stated parts for idle and infrastructure, of which lines know nothing.

    Parts of the same category, basis and coverage; up to infinity where one of them is not disclosed.
    """
    total: Amount | None = None
    for other in view.impacts:
        if other.key.part in IDLE and "amount" in other.row and _same_work(placed, other):
            part = printed(other.row["amount"]) or Amount(0.0, 0.0, inf)
            total = part if total is None else total + part
    return total


def _same_work(whole: "PlacedImpact", part: "PlacedImpact") -> bool:
    axes = ("category", "ghg_basis")
    alike = all(whole.row.get(axis) == part.row.get(axis) for axis in axes)
    return alike and whole.key.phase in {part.key.phase, "all"} and whole.coverage == part.coverage


@found_once
def use_energies(view: "View") -> "Sequence[PlacedImpact]":
    """Rows of energy in use as a whole."""
    used = [placed for placed in view.impacts if placed.key[:3] == ENERGY_IN_USE]
    return [placed for placed in used if "amount" in placed.row and "part" not in placed.row]


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
            whole = RowKey(*key[:5], (), *key[6:])
            if whole in rows:
                groups.setdefault((whole, tuple(axis for axis, _ in key.covers)), []).append(key)
    for (whole, _), parts in groups.items():
        lines = [line.index for key in parts for line in view.covered(rows[key].row)]
        if len(set(lines)) == len(lines):
            yield whole, parts, len(lines) == len(view.lines)


PartsByWhole = Mapping[RowKey, Mapping[str, RowKey]]


def parts_by_whole(rows: Rows) -> PartsByWhole:
    """The rows that are a part, by its name, under the key of the whole, which may have no row."""
    found: dict[RowKey, dict[str, RowKey]] = {}
    for key in rows:
        if key.part:
            found.setdefault(key.of_part(""), {})[key.part] = key
    return found


def figures_of(rows: Rows, keys: Sequence[RowKey]) -> "list[Figure]":
    """The amounts of those rows."""
    return [rows[key].row["amount"] for key in keys]


def _frozen(covers: "Covered") -> Covers:
    axes: dict[str, list[str]] = {axis: codes for axis, codes in covers.items() if isinstance(codes, list)}
    return tuple((axis, tuple(sorted(axes[axis]))) for axis in sorted(axes))
