"""A printed figure against the sum of its parts."""

from collections.abc import Callable, Iterable, Sequence
from math import isclose
from typing import NamedTuple, Protocol

from fullcount.disclosure.figures import Figure, N, Reader, central, is_missing, printed
from fullcount.impacts.energy import facility_energy, it_energy
from fullcount.impacts.line import Line, Missing
from fullcount.rules.arithmetic import compare
from fullcount.rules.reasons import once
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Severity

__all__ = ["Sum", "added", "amounts_of", "energy_at", "judged"]

EXACT = 1e-9  # relative: what floating point loses in a long sum


class Recompute(Protocol):
    """The sum of the parts, as a reader sees them."""

    def __call__(self, read: Reader[N], /) -> N | Missing: ...


class Sum(NamedTuple):
    """A printed figure, what it should be the sum of, and the words for both."""

    pointer: str
    name: str
    unit: str
    figure: Figure
    parts: Recompute
    what: str


def judged(identity: Sum, remedy: str) -> Outcome:
    """Passed within the printed rounding; outside it a note as far as the tolerance, then a failure."""
    value = central(identity.figure)
    if value is None:
        return NotApplicable(f"{identity.name} is not disclosed")
    quick = identity.parts(central)
    if isinstance(quick, Missing):
        lacking = Missing(tuple(once(quick.inputs)))
        return NotApplicable(f"{identity.name} cannot be added up without {lacking}")
    left = printed(identity.figure)
    if left is None or isclose(value, quick, rel_tol=EXACT) or left.low <= quick <= left.high:
        return PASSED
    right = identity.parts(printed)
    if isinstance(right, Missing):
        return NotApplicable(f"{identity.name} cannot be added up")
    comparison = compare(left, right)
    if comparison.within_rounding:
        return PASSED
    words = f"{identity.name}: {comparison.words(identity.unit)} from {identity.what} ({comparison.percent:+.3g} %)"
    return Failed(identity.pointer, words, remedy, Severity.NOTE if comparison.within_tolerance else None)


def added(parts: Iterable[N | Missing]) -> N | Missing:
    """The sum, or everything that is missing for it, each once."""
    total: N | None = None
    missing: dict[str, None] = {}
    for part in parts:
        if isinstance(part, Missing):
            missing.update(dict.fromkeys(part.inputs))
        else:
            total = part if total is None else total + part
    return Missing(tuple(missing) or ("anything to add",)) if missing or total is None else total


def amounts_of(figures: Sequence[Figure], name: str, read: Reader[N]) -> N | Missing:
    """The sum of printed figures."""
    return added(Missing((name,)) if (part := read(figure)) is None else part for figure in figures)


def energy_at(boundary: str | None, *, modelled: bool) -> "Callable[[Line, Reader[N]], N | Missing]":
    """Energy of a line in kWh at one boundary: as stated there, else converted or, where allowed, modelled."""

    def energy(line: Line, read: Reader[N]) -> N | Missing:
        stated = line.raw.get("energy")
        if stated is None or is_missing(stated):
            if not modelled:
                return Missing((f"energy of line {line.id}",))
        elif stated.get("boundary") == boundary:
            direct = read(stated)
            return Missing((f"energy of line {line.id}",)) if direct is None else direct
        if boundary == "facility":
            return facility_energy(line, read)
        if boundary in {"it", "node"}:
            return it_energy(line, read)
        return Missing((f"energy of line {line.id} at the {boundary or 'same'} boundary",))

    return energy
