"""The whole footprint of a disclosure: what each line comes to, the totals, and what cannot be computed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, NamedTuple

from fullcount.disclosure.figures import Amount, N, Reader, fits, stated
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing, lines_of
from fullcount.impacts.manufacture import Lives, manufacture_impacts
from fullcount.impacts.use import use_impacts

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["PHASES", "Footprint", "ImpactRow", "Key", "line_impacts", "phase_impacts", "recompute", "row_of"]


PHASES = ("use", "manufacture")
"""The phases that are recomputed; `all` is the sum of both."""

HELD = "a number can hold"


class ImpactRow(NamedTuple, Generic[N]):
    """One impact over some lines: the sum of what can be computed and, line by line, what cannot."""

    key: Key
    total: N | None
    by_line: Mapping[str, N]
    missing: Mapping[str, Missing]

    @property
    def complete(self) -> bool:
        """Whether every line could be computed."""
        return not self.missing

    @property
    def because(self) -> tuple[str, ...]:
        """The missing inputs, each once, in order."""
        return tuple(dict.fromkeys(name for gap in self.missing.values() for name in gap.inputs))


class Footprint(NamedTuple):
    """Every impact of a disclosure, recomputed from its lines, facilities and equipment."""

    rows: tuple[ImpactRow[Amount], ...]

    def get(self, key: Key) -> ImpactRow[Amount] | None:
        """The row of `key`, if the disclosure has lines at all."""
        return next((row for row in self.rows if row.key == key), None)


def line_impacts(
    line: Line, read: Reader[N], lives: Lives | None = None
) -> Iterator[tuple[Key, N | Missing]]:
    """Every impact of one line, each computed or with what is missing for it; one beyond any float is missing."""
    yield from phase_impacts("use", line, read)
    yield from phase_impacts("manufacture", line, read, lives)


def phase_impacts(
    phase: str, line: Line, read: Reader[N], lives: Lives | None = None
) -> Iterator[tuple[Key, N | Missing]]:
    """The impacts of use, or of manufacture with the `lives` of the lines before."""
    impacts = use_impacts(line, read) if phase == "use" else manufacture_impacts(line, read, lives)
    for key, impact in impacts:
        yield key, impact if fits(impact) else Missing((f"figures of line {line.id} whose product {HELD}",))


def recompute(document: "Disclosure", read: Reader[Amount] = stated) -> Footprint:
    """Recompute every impact of a well-formed disclosure with the intervals that `read` gives its figures."""
    found: dict[Key, list[tuple[str, Amount | Missing]]] = {}
    lives: Lives = {}
    for line in lines_of(document):
        for key, impact in line_impacts(line, read, lives):
            found.setdefault(key, []).append((line.id, impact))
    return Footprint(tuple(row_of(key, found[key]) for key in sorted(found)))


def row_of(key: Key, impacts: Iterable[tuple[str, N | Missing]]) -> ImpactRow[N]:
    """Sum what could be computed, lines of one id together; the total of nothing is None, never zero."""
    total: N | None = None
    by_line: dict[str, N] = {}
    missing: dict[str, Missing] = {}
    for name, impact in impacts:
        if isinstance(impact, Missing):
            missing[name] = impact
            continue
        larger = impact if total is None else total + impact
        if fits(larger):
            total, by_line[name] = larger, impact + by_line[name] if name in by_line else impact
        else:
            missing[name] = Missing((f"figures of line {name} whose sum with those of the others {HELD}",))
    return ImpactRow(key, total, by_line, missing)
