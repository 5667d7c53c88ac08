"""A well-formed disclosure as the rules see it: its lines, its figures, its definitions by id."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Figure, N, Reader
from fullcount.impacts.footprint import PHASES, phase_impacts
from fullcount.impacts.key import Key
from fullcount.impacts.known import Known
from fullcount.impacts.line import Line, Missing, lines_of
from fullcount.impacts.merged import merged
from fullcount.rules.coverage import key_of, same_coverage
from fullcount.rules.figures import PlacedFigure, figures, placed_figures

if TYPE_CHECKING:
    from datetime import date

    from fullcount.disclosure.types import Covered, Disclosure, Equipment, Facility, Impact, Source
    from fullcount.factors import FactorLibrary
    from fullcount.impacts.manufacture import Lives
    from fullcount.review.attachments import Attachments
    from fullcount.rules.rule import NotApplicable

__all__ = ["PlacedImpact", "View"]


AXES: Mapping[str, Callable[[Line], str]] = {
    "lines": lambda line: line.id,
    "components": lambda line: line.raw["component"],
    "stages": lambda line: line.raw["stage"],
    "run_types": lambda line: line.raw["run_type"],
    "outcomes": lambda line: line.raw["outcome"],
    "facilities": lambda line: line.facility["id"] if line.facility else "",
    "equipment": lambda line: line.equipment["id"] if line.equipment else "",
}
"""The axes by which an impact selects lines, and the code of a line on each; empty where it has none."""


class _Placed(NamedTuple):
    pointer: str
    row: "Impact"


class PlacedImpact(_Placed):
    """An impact row with its JSON pointer.

    `key` is what it is a figure of; `coverage` is equal for rows that stand for the same lines, life-cycle stages,
    period and unit.
    """

    key: Key
    coverage: tuple[object, ...]

    @classmethod
    def at(cls, pointer: str, row: "Impact") -> "PlacedImpact":
        """The row at a pointer."""
        placed = cls(pointer, row)
        placed.key, placed.coverage = key_of(row), same_coverage(row)
        return placed


class View:
    """What a rule may look at. `attachments` is None where the document does not lie in a folder.

    `library` is given where a figure may name a factor of tables beside the shipped packages.
    """

    def __init__(
        self,
        data: "Disclosure",
        today: "date",
        attachments: "Attachments | None" = None,
        library: "FactorLibrary | None" = None,
    ) -> None:
        self.data = data
        self.today = today
        self.attachments = attachments
        self._library = library
        self.answers: dict[Any, Any] = {}
        """What `found_once` keeps, by the function that found it."""
        self.narrowed: dict[int, tuple[Line, ...] | NotApplicable] = {}
        """What `lines_behind` has found, by the identity of a row."""
        self.sums: dict[tuple[int, Key, Any], tuple[Sequence[Line], Any]] = {}
        """What `sum_over` has found, by the identity of the lines, which are kept beside it."""
        self.energy_sums: dict[tuple[int, str | None, bool, Any], tuple[Sequence[Line], Any]] = {}
        """The same for energies at a boundary, measured or not."""
        self._impacts_of: dict[tuple[str, Any], dict[Line, Any]] = defaultdict(dict)
        self._lives_of: dict[Any, Lives] = defaultdict(dict)
        self._known = Known()
        self._known_of: dict[int, tuple[Sequence[Line], Mapping[Key, float]]] = {}
        self._merged_of: dict[int, tuple[Sequence[Line], tuple[Line, ...]]] = {}
        self._covered_by: dict[int, tuple[Line, ...]] = {}
        self._lines_by_axis: dict[str, dict[str, list[int]]] = {}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The compute lines with their facility and equipment."""
        return lines_of(self.data)

    @cached_property
    def metered(self) -> tuple[Line, ...]:
        """The lines that state an energy."""
        return tuple(line for line in self.lines if line.known_energy_kwh is not None)

    @cached_property
    def impacts(self) -> tuple[PlacedImpact, ...]:
        """The impact rows with their place."""
        rows = self.data.get("impacts", [])
        return tuple([PlacedImpact.at(f"/impacts/{index}", row) for index, row in enumerate(rows)])

    @cached_property
    def facilities(self) -> "Mapping[str, Facility]":
        """Facilities by id."""
        return {item["id"]: item for item in self.data.get("facilities", [])}

    @cached_property
    def equipment(self) -> "Mapping[str, Equipment]":
        """Equipment by id."""
        return {item["id"]: item for item in self.data.get("equipment", [])}

    @cached_property
    def sources(self) -> "Mapping[str, Source]":
        """Sources by id."""
        return {item["id"]: item for item in self.data.get("sources", [])}

    @cached_property
    def components(self) -> frozenset[str]:
        """Ids of the components of the subject."""
        return frozenset(item["id"] for item in self.data["subject"].get("components", []))

    @cached_property
    def figures(self) -> list[Figure]:
        """Every figure of the document, extensions left aside; where one stands is in `placed_figures`."""
        return figures(self.data)

    @cached_property
    def cited(self) -> frozenset[str]:
        """Ids of the sources that figures cite."""
        found = [figure["source"] for figure in self.figures if "source" in figure]
        return frozenset([source for source in found if isinstance(source, str)])

    @cached_property
    def placed_figures(self) -> list[PlacedFigure]:
        """The same figures with their places, for the message about one."""
        return placed_figures(self.data)

    @cached_property
    def factors(self) -> "FactorLibrary":
        """The factor packages that are shipped, behind the tables that were named beside them."""
        if self._library is not None:
            return self._library
        from fullcount.factors import default_library  # noqa: PLC0415 - opened only by rules that need it

        return default_library()

    def recomputed(self, line: Line, phase: str, read: Reader[N]) -> "Mapping[Key, N | Missing]":
        """Every impact of one phase of one line as `read` sees its inputs, computed once."""
        cache: dict[Line, Mapping[Key, N | Missing]] = self._impacts_of[phase, read]
        found = cache.get(line)
        if found is None:
            impacts = phase_impacts(phase, line, read, self._lives_of[read]) if phase in PHASES else ()
            found = cache[line] = dict(impacts)
        return found

    def merged(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The same work in as few lines as their facilities, equipment and boundaries allow, found once."""
        found = self._merged_of.get(id(lines))
        if found is None or found[0] is not lines:
            found = self._merged_of[id(lines)] = (lines, merged(lines))
        return found[1]

    def known_sums(self, lines: Sequence[Line]) -> Mapping[Key, float]:
        """The impacts of the lines by their central values, where every line has all inputs, found once."""
        found = self._known_of.get(id(lines))
        if found is None or found[0] is not lines:
            found = self._known_of[id(lines)] = (lines, self._known.sums(self.merged(lines)))
        return found[1]

    def covered(self, impact: "Impact") -> tuple[Line, ...]:
        """The lines that an impact row belongs to: those that match every axis it gives, found once."""
        selection = impact.get("covers")
        if selection is None:
            return self.lines
        found = self._covered_by.get(id(selection))
        if found is None:
            found = tuple(self.lines[index] for index in sorted(self._selected(selection)))
            self._covered_by[id(selection)] = found
        return found

    def _selected(self, selection: "Covered") -> set[int]:
        found = set(range(len(self.lines)))
        for axis, codes in selection.items():
            if axis in AXES and isinstance(codes, list):
                by_code = self._indices_by_code(axis)
                found &= {index for code in codes for index in by_code.get(code, ())}
        return found

    def lines_with(self, axis: str, code: str) -> list[Line]:
        """The lines that have a code on one axis of a selection."""
        return [self.lines[index] for index in self._indices_by_code(axis).get(code, ())]

    def _indices_by_code(self, axis: str) -> dict[str, list[int]]:
        """The indices of the lines by their code on one axis of a selection, found once."""
        found = self._lines_by_axis.get(axis)
        if found is None:
            found, code_of = self._lines_by_axis.setdefault(axis, {}), AXES[axis]
            for line in self.lines:
                found.setdefault(code_of(line), []).append(line.index)
        return found
