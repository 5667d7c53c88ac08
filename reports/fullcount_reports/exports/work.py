"""The work of a disclosure in parts, each with its impacts: as stated for just that part, else recomputed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Amount, central, stated
from fullcount.impacts import Footprint, Key, Line, recompute
from fullcount.impacts.line import Missing, added
from fullcount.rules.view import View

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Impact

__all__ = ["BY_LINE", "ENERGY", "GHG", "GHG_MARKET", "Part", "Quantity", "Work"]

ENERGY = Key("energy", "use")
GHG = Key("gwp", "use", "", "location")
GHG_MARKET = Key("gwp", "use", "", "market")
FACILITY, BY_LINE = "facility", "stated by line"


class Part(NamedTuple):
    """Some of the lines, under the name that another format has for such work."""

    name: str
    lines: tuple[Line, ...]


class Quantity(NamedTuple):
    """An impact of a part in the unit of the standard.

    `how` is `stated`, with its `figure`, `recomputed`, or
    `stated by line`: the sum of energies that the lines state. `covers` is the
    boundary of one that has no figure; energies are recomputed for the facility.
    """

    amount: Amount
    how: str
    figure: Mapping[str, Any] | None = None
    covers: str = FACILITY

    @property
    def boundary(self) -> str:
        """What an energy covers, as far as that is stated."""
        return self.covers if self.figure is None else str(self.figure.get("boundary", "unstated"))


class Work:
    """A well-formed disclosure, to be divided as another format divides work."""

    def __init__(self, document: "Disclosure") -> None:
        self.document = document
        self.used: list[Mapping[str, Any]] = []
        self._view = View(document, date.min)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every compute line."""
        return self._view.lines

    def parts(self, name_of: Callable[[Line], str]) -> tuple[Part, ...]:
        """The lines by the name that `name_of` gives each, in the order in which names occur."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(name_of(line), []).append(line)
        return tuple(Part(name, tuple(lines)) for name, lines in found.items())

    def impact(self, part: Part, key: Key) -> Quantity | Missing:
        """An impact of the part; what is missing for it where it is neither stated nor can be recomputed."""
        found = self._stated(frozenset(line.index for line in part.lines), key)
        if found is None:
            return self._recomputed(part.lines, key)
        self.used += [found.figure] if found.figure else []
        return found

    def energy(self, part: Part) -> Quantity | Missing:
        """The energy of the part in use, else what all its lines state at one boundary: for formats that say which."""
        found = self.impact(part, ENERGY)
        return (_by_line(part.lines) or found) if isinstance(found, Missing) else found

    @property
    def keys(self) -> tuple[Key, ...]:
        """What is stated for whole lines or can be recomputed, in order."""
        found = {_key(row) for row in self.document.get("impacts", [])} | {
            row.key for row in self._footprint.rows
        }
        return tuple(sorted(key for key in found if key is not None))

    @property
    def unused(self) -> frozenset[str]:
        """Pointers of the stated amounts that `impact` has not given: so far, none of them is told."""
        rows = enumerate(self.document.get("impacts", []))
        used = {id(figure) for figure in self.used}
        return frozenset(
            f"/impacts/{index}/amount" for index, row in rows if id(row.get("amount")) not in used
        )

    def undisclosed(self, part: Part, key: Key) -> Mapping[str, Any] | None:
        """What the disclosure states in place of an impact of just this part: why there is none, or a bound."""
        figures = self._figures(frozenset(line.index for line in part.lines), key)
        return next((figure for figure in figures if stated(figure) is None), None)

    def _stated(self, indices: frozenset[int], key: Key) -> Quantity | None:
        found = ((stated(figure), figure) for figure in self._figures(indices, key))
        return next((Quantity(amount, "stated", figure) for amount, figure in found if amount), None)

    def _figures(self, indices: frozenset[int], key: Key) -> Iterator[Mapping[str, Any]]:
        rows = (row for row in self.document.get("impacts", []) if _key(row) == key)
        exact = (row for row in rows if frozenset(line.index for line in self._view.covered(row)) == indices)
        return (row["amount"] for row in exact)

    def _recomputed(self, lines: Sequence[Line], key: Key) -> Quantity | Missing:
        row = self._footprint.get(key)
        if row is None:
            return Missing((f"a factor for {key}",))
        total = added(row.missing.get(line.id) or row.by_line[line.id] for line in lines)
        return total if isinstance(total, Missing) else Quantity(total, "recomputed")

    def hours(self, lines: Sequence[Line], measure: str = "accelerator_hours") -> float | None:
        """The hours of some lines; None where those of one are not known, or none has any."""
        figures = [line.raw.get(measure) for line in lines]
        numbers = [central(figure) for figure in figures if isinstance(figure, Mapping)]
        known = [number for number in numbers if number is not None]
        return fsum(known) if known and len(known) == len(figures) else None

    @cached_property
    def _footprint(self) -> Footprint:
        return recompute(self.document)


def _by_line(lines: Sequence[Line]) -> Quantity | None:
    figures: list[Mapping[str, Any]] = [line.raw.get("energy", {}) for line in lines]
    boundaries = {figure.get("boundary") for figure in figures}
    boundary = boundaries.pop() if len(boundaries) == 1 else None
    total = added(stated(figure) or Missing(("the energy of a line",)) for figure in figures)
    return (
        None if boundary is None or isinstance(total, Missing) else Quantity(total, BY_LINE, None, boundary)
    )


def _key(row: "Impact") -> Key | None:
    """What a row that states an amount for whole lines is a figure of; None for one that does not."""
    partial: Mapping[str, Any] = row
    if partial.keys() & {"per", "period", "life_cycle_stages"} or "amount" not in row:
        return None
    return Key(row["category"], row["phase"], row.get("part", ""), row.get("ghg_basis", ""))
