"""A printed figure against the sum of its parts."""

from collections.abc import Callable, Iterable, Sequence
from math import isclose, isfinite
from typing import NamedTuple, Protocol

from fullcount.counted import in_unit
from fullcount.disclosure.figures import Amount, Figure, N, Reader, central, is_missing, printed
from fullcount.impacts.boundary import LADDER
from fullcount.impacts.energy import energy_at as line_energy_at
from fullcount.impacts.line import Line, Missing, added
from fullcount.printing import as_interval, as_number
from fullcount.rules.arithmetic import Comparison, compare
from fullcount.rules.as_used import widest
from fullcount.rules.reasons import once
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Severity

__all__ = ["Sum", "added", "amounts_of", "energy_at", "judged", "known_sum"]

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
    apart: Callable[[], Amount | None] | None = None
    """Finds what it may hold beyond its parts, and is stated elsewhere."""
    at_least: bool = False
    """Whether the parts are a lower bound only, such as energies of nodes below a metered hall."""


def judged(identity: Sum, remedy: str) -> Outcome:
    """Passed within the printed rounding; outside it a note as far as the tolerance, then a failure."""
    value = central(identity.figure)
    if value is None and "below" not in identity.figure:
        return NotApplicable(f"{identity.name} is not disclosed")
    quick = identity.parts(central)
    if isinstance(quick, Missing):
        lacking = Missing(tuple(once(quick.inputs)))
        return NotApplicable(f"{identity.name} cannot be added up without {lacking}")
    left = printed(identity.figure)
    if left is None or (value is not None and isclose(value, quick, rel_tol=EXACT)):
        return PASSED
    if (identity.at_least or left.low <= quick) and quick <= left.high:
        return PASSED
    right = identity.parts(printed)
    if isinstance(right, Missing):
        return NotApplicable(f"{identity.name} cannot be added up")
    return _settled(identity, compare(left, right), remedy)


def _settled(identity: Sum, comparison: Comparison, remedy: str) -> Outcome:
    """An interval that the publisher states is wider than the digits; to lie inside it is worth a note."""
    left, right = comparison
    if comparison.within_rounding:
        return PASSED
    apart = identity.apart() if identity.apart else None
    if apart and left.value > right.value and left.low <= right.high + apart.high:
        return NotApplicable(f"{identity.name} includes idle or infrastructure, stated apart from the lines")
    wide = widest(identity.figure)
    note = comparison.within_tolerance or (wide is not None and wide.meets(right))
    words = f"{identity.name}: {_sides(identity, comparison)}"
    return Failed(identity.pointer, words, remedy, Severity.NOTE if note else None)


def _sides(identity: Sum, comparison: Comparison) -> str:
    source = f"from {identity.what}"
    if central(identity.figure) is None:
        bound = f"below {in_unit(as_number(identity.figure['below']), identity.unit)}"
        return f"{bound} against {as_interval(comparison.recomputed, identity.unit)} {source}"
    return f"{comparison.words(identity.unit)} {source}{comparison.apart}"


def known_sum(figures: Iterable[Figure | None]) -> float | None:
    """The sum of central values; None where one of them is not known, or a number cannot hold the sum."""
    total = 0.0
    for figure in figures:
        value = central(figure)
        if value is None:
            return None
        total += value
    return total if isfinite(total) else None


def amounts_of(figures: Sequence[Figure], name: str, read: Reader[N]) -> N | Missing:
    """The sum of printed figures."""
    if read is central and figures and (known := known_sum(figures)) is not None:
        return known  # type: ignore[return-value] # what central reads
    return added(Missing((name,)) if (part := read(figure)) is None else part for figure in figures)


def energy_at(boundary: str | None, *, modelled: bool) -> "Callable[[Line, Reader[N]], N | Missing]":
    """Energy of a line in kWh at one boundary: as stated there, else converted and modelled.

    Where that is not allowed, as below a metered total, an energy at a boundary inside counts as it is.
    """

    def energy(line: Line, read: "Reader[N]") -> "N | Missing":
        stated = line.raw.get("energy")
        if stated is None or is_missing(stated):
            if not modelled:
                return Missing((f"energy of line {line.id}",))
        elif stated.get("boundary") == boundary:
            direct = read(stated)
            return Missing((f"energy of line {line.id}",)) if direct is None else direct
        elif not modelled:
            inside = read(stated) if _is_inside(stated.get("boundary"), boundary) else None
            at = f"energy of line {line.id} at the {boundary or 'same'} boundary"
            return Missing((at,)) if inside is None else inside
        if boundary in LADDER and boundary != "accelerator":
            return line_energy_at(boundary, line, read)
        return Missing((f"energy of line {line.id} at the {boundary or 'same'} boundary",))

    return energy


def _is_inside(boundary: str | None, of: str | None) -> bool:
    return boundary in LADDER and of in LADDER and LADDER.index(boundary) < LADDER.index(of)
