"""Every impact of a disclosure as an expression: by category, phase, stage and component."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from fullcount.impacts.footprint import line_impacts
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing, lines_of
from fullcount.impacts.uncertainty.expression import Expression, combined
from fullcount.impacts.uncertainty.inputs import Inputs

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Account", "Case", "Cut", "Impacts", "account"]

BASES = ("location", "market")
AXES = ("stage", "component")


class Case(NamedTuple):
    """A disclosure, and by id of a line the factor on its impacts where it is not 1."""

    document: "Disclosure"
    weights: Mapping[str, float] = {}


class Cut(NamedTuple):
    """What a result is a result of: an impact of all lines, or of those of one stage or component.

    An empty phase stands for all phases of the category together, with one basis of greenhouse gases.
    """

    key: Key
    axis: str = ""
    code: str = ""

    @property
    def is_total(self) -> bool:
        """Whether it is all phases and all lines of a category."""
        return not self.key.phase and not self.axis


class Account(NamedTuple):
    """The expression of each cut, and what is missing for it: `gaps` are the inputs, in words, each once."""

    expressions: Mapping[Cut, Expression]
    gaps: Mapping[Cut, tuple[str, ...]]


class Impacts:
    """The impacts of lines, computed once for cases that share a line with its facility and equipment."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self._known: dict[tuple[int, int, int], list[tuple[Key, Expression | Missing]]] = {}

    def of(self, line: Line) -> list[tuple[Key, Expression | Missing]]:
        """Every impact of a line."""
        identity = id(line.raw), id(line.facility), id(line.equipment)
        if identity not in self._known:
            self._known[identity] = [*line_impacts(line, self.inputs.read)]
        return self._known[identity]


def account(case: Case, impacts: Impacts, only: Callable[[Cut], bool] = lambda _: True) -> Account:
    """The impacts of a case that `only` chooses. A cut of which nothing can be computed has gaps only."""
    parts: dict[Cut, list[tuple[Expression, float]]] = {}
    gaps: dict[Cut, dict[str, None]] = {}
    bases, cuts = set(), _Cuts(only)
    for line in lines_of(case.document):
        weight = case.weights.get(line.id, 1.0)
        for key, impact in impacts.of(line):
            if isinstance(impact, Missing):
                for cut in cuts.of(key, line):
                    gaps.setdefault(cut, {}).update(dict.fromkeys(impact.inputs))
                continue
            bases.add(key.ghg_basis)
            for cut in cuts.of(key, line):
                parts.setdefault(cut, []).append((impact, weight))
    known = {cut: combined(weighted) for cut, weighted in parts.items() if cut.key.ghg_basis in bases | {""}}
    return Account(known, {cut: tuple(names) for cut, names in gaps.items()})


class _Cuts:
    """The chosen cuts that an impact of a line belongs to, each list made once."""

    def __init__(self, only: Callable[[Cut], bool]) -> None:
        self._only = only
        self._known: dict[tuple[Key, str, str], list[Cut]] = {}

    def of(self, key: Key, line: Line) -> list[Cut]:
        where = key, line.raw["stage"], line.raw["component"]
        if where not in self._known:
            self._known[where] = [*filter(self._only, _cuts(key, line))]
        return self._known[where]


def _cuts(key: Key, line: Line) -> Iterator[Cut]:
    yield Cut(key)
    for total in _totals(key):
        yield Cut(total)
        yield from (Cut(total, axis, line.raw[axis]) for axis in AXES)  # type: ignore[literal-required]


def _totals(key: Key) -> Iterator[Key]:
    """The totals that an impact belongs to: manufacture to both bases of greenhouse gases.

    A basis on which no use is known has no total: it would be one of manufacture alone.
    """
    if key.category != "gwp":
        yield Key(key.category, "")
    else:
        yield from (Key("gwp", "", ghg_basis=basis) for basis in BASES if key.ghg_basis in ("", basis))
