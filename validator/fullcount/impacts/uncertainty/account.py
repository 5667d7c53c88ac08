"""Every impact of a disclosure as an expression: by category, phase, stage and component."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from fullcount.impacts.footprint import line_impacts
from fullcount.impacts.key import Key, category_words
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
    """The expression of each cut, the lines that belong to it, and what is missing for it.

    `gaps` has, by index of a line, the inputs that it lacks; under -1 a phase of which no line says anything.
    """

    expressions: Mapping[Cut, Expression]
    lines: Mapping[Cut, int]
    gaps: Mapping[Cut, Mapping[int, tuple[str, ...]]]

    def lacks(self, cut: Cut) -> tuple[str, ...]:
        """The missing inputs of a cut, each once."""
        return tuple(dict.fromkeys(name for names in self.gaps.get(cut, {}).values() for name in names))

    def coverage(self, cut: Cut) -> tuple[int, int, tuple[str, ...]]:
        """How many lines belong to a cut, how many of them lack something, and what."""
        lacking = [line for line in self.gaps.get(cut, {}) if line >= 0]
        return self.lines.get(cut, 0), len(lacking), self.lacks(cut)


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
    books, cuts = _Books(), _Cuts(only)
    for line in lines_of(case.document):
        weight = case.weights.get(line.id, 1.0)
        for key, impact in impacts.of(line):
            for cut in cuts.of(key, line):
                books.enter(cut, key, line.index, impact, weight)
    return books.closed()


class _Books:
    """What has been found of each cut so far."""

    def __init__(self) -> None:
        self._parts: dict[Cut, list[tuple[Expression, float]]] = {}
        self._gaps: dict[Cut, dict[int, tuple[str, ...]]] = {}
        self._phases: dict[Cut, set[str]] = {}
        self._bases: dict[Cut, set[str]] = {}
        self._lines: dict[Cut, set[int]] = {}

    def enter(self, cut: Cut, key: Key, line: int, impact: Expression | Missing, weight: float) -> None:
        """An impact of a line, or what is missing for it."""
        self._lines.setdefault(cut, set()).add(line)
        self._phases.setdefault(cut, set()).add(key.phase)
        if isinstance(impact, Missing):
            gaps = self._gaps.setdefault(cut, {})
            gaps[line] = gaps.get(line, ()) + impact.inputs
        else:
            self._bases.setdefault(cut, {""}).add(key.ghg_basis)
            self._parts.setdefault(cut, []).append((impact, weight))

    def closed(self) -> Account:
        """The account. A basis of greenhouse gases on which no use is known has no total."""
        for cut, phase in self._phases_left_out():
            self._gaps.setdefault(cut, {})[-1] = (f"{category_words(cut.key.category)} of {phase}",)
        known = {
            cut: combined(parts)
            for cut, parts in self._parts.items()
            if cut.key.ghg_basis in self._bases[cut]
        }
        return Account(known, {cut: len(lines) for cut, lines in self._lines.items()}, self._gaps)

    def _phases_left_out(self) -> Iterator[tuple[Cut, str]]:
        """The totals of which one phase is not spoken of at all."""
        for cut, spoken in self._phases.items():
            if not cut.key.phase and cut.key.category != "energy" and len(spoken) == 1:
                yield cut, "use" if "manufacture" in spoken else "manufacture"


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
