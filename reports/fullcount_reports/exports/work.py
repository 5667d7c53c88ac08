"""The work of a disclosure in parts, each with its impacts: as stated for just that part, else recomputed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Amount, central, stated
from fullcount.impacts import Footprint, Key, Line, recompute
from fullcount.impacts.line import Missing, added
from fullcount.rules.view import View

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Impact

__all__ = ["ENERGY", "GHG", "GHG_MARKET", "Part", "Quantity", "Work"]

ENERGY = Key("energy", "use")
GHG = Key("gwp", "use", "", "location")
GHG_MARKET = Key("gwp", "use", "", "market")


class Part(NamedTuple):
    """Some of the lines, under the name that another format has for such work."""

    name: str
    lines: tuple[Line, ...]


class Quantity(NamedTuple):
    """An impact of a part in the unit of the standard; `how` is `stated` or `recomputed`, `figure` the stated one."""

    amount: Amount
    how: str
    figure: Mapping[str, Any] | None = None

    @property
    def boundary(self) -> str:
        """What an energy covers: as stated, else the facility, which is what energies are recomputed for."""
        return "facility" if self.figure is None else str(self.figure.get("boundary", "unstated"))


class Work:
    """A well-formed disclosure, to be divided as another format divides work."""

    def __init__(self, document: "Disclosure") -> None:
        self.document = document
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
        figure = self._stated(frozenset(line.index for line in part.lines), key)
        return figure or self._recomputed(part.lines, key)

    def _stated(self, indices: frozenset[int], key: Key) -> Quantity | None:
        rows = (row for row in self.document.get("impacts", []) if _key(row) == key)
        exact = (row for row in rows if frozenset(line.index for line in self._view.covered(row)) == indices)
        figures = (row["amount"] for row in exact)
        found = ((stated(figure), figure) for figure in figures)
        return next((Quantity(amount, "stated", figure) for amount, figure in found if amount), None)

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
        return sum(known) if known and len(known) == len(figures) else None

    @cached_property
    def _footprint(self) -> Footprint:
        return recompute(self.document)


def _key(row: "Impact") -> Key | None:
    """What a row that states an amount for whole lines is a figure of; None for one that does not."""
    partial: Mapping[str, Any] = row
    if partial.keys() & {"per", "period", "life_cycle_stages"} or "amount" not in row:
        return None
    return Key(row["category"], row["phase"], row.get("part", ""), row.get("ghg_basis", ""))
