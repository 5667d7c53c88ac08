"""Energy and what follows from it, against the same with the PUE in the wrong place."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from fullcount.disclosure.figures import Figure, N, Reader, central, printed
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.line import Line, Missing
from fullcount.rules.arithmetic import agree, as_number, compare
from fullcount.rules.hours_times_power import expected_energy, is_measured, power_behind
from fullcount.rules.recomputed import key_of
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome
from fullcount.rules.sums import added

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["Slip", "judge_slips"]

WITHOUT_PUE = Key("water", "use", "on-site")
ENERGY = Key("energy", "use")


class Slip(Protocol):
    """How an amount at the facility boundary comes out with the PUE in the wrong place."""

    def __call__(self, amount: N, line: Line, read: Reader[N], /) -> N | Missing:
        """The amount with the slip."""
        ...


class Amounts(Protocol):
    """What a figure should be, with or without the slip."""

    def __call__(self, read: Reader[N], slip: Slip | None, /) -> N | Missing: ...


class Place(NamedTuple):
    """A figure that has a PUE inside, and how it follows from others."""

    pointer: str
    name: str
    unit: str
    figure: Figure
    amounts: Amounts


def judge_slips(
    view: "View", slip: Slip, words: str, remedy: str, labels: Collection[str] = ("facility",)
) -> Iterator[Outcome]:
    """One outcome for each figure with the PUE inside: failed where only the slip explains it.

    `labels` are the boundaries of the energies of lines that are looked at.
    """
    for place in (*_lines(view, labels), *_total(view), *_rows(view)):
        yield _judged(place, slip, words, remedy)


def _judged(place: Place, slip: Slip, words: str, remedy: str) -> Outcome:
    value, right = central(place.figure), place.amounts(central, None)
    if value is None:
        return NotApplicable(f"{place.name} is not disclosed")
    if isinstance(right, Missing):
        return NotApplicable(f"{place.name} cannot be recomputed without {right}")
    if agree(value, right):
        return PASSED
    return _closely(place, slip, words, remedy)


def _closely(place: Place, slip: Slip, words: str, remedy: str) -> Outcome:
    """The slip must meet the rounding of the figure alone: the rounding of a PUE is nearly as wide as the slip."""
    left, right, wrong = printed(place.figure), place.amounts(printed, None), place.amounts(central, slip)
    if left is None or isinstance(right, Missing) or isinstance(wrong, Missing):
        return NotApplicable(f"{place.name} cannot be recomputed without a PUE")
    if left.meets(right) or not (left.low <= wrong <= left.high or agree(left.value, wrong)):
        return PASSED
    sides = f"{compare(left, right).words(place.unit)}; {words}: {as_number(wrong)} {place.unit}"
    return Failed(place.pointer, f"{place.name}: {sides}", remedy)


def _lines(view: "View", labels: Collection[str]) -> Iterator[Place]:
    for line in view.lines:
        energy = line.raw.get("energy")
        if energy is not None and not is_measured(energy) and _has_pue(line, energy, labels):
            name = f"the energy of line {line.id}"
            yield Place(f"{line.pointer}/energy", name, "kWh", energy, _of_line(line))


def _has_pue(line: Line, energy: Figure, labels: Collection[str]) -> bool:
    """At the facility boundary; at another only where the power has the same, so that no host is in doubt."""
    boundary = energy.get("boundary")
    return boundary in labels and (boundary == "facility" or boundary == power_behind(line)[1])


def _of_line(line: Line) -> Amounts:
    def amounts(read: Reader[N], slip: Slip | None) -> N | Missing:
        return _slipped(expected_energy(line, read), line, read, slip)

    return amounts


def _total(view: "View") -> Iterator[Place]:
    energy = view.data.get("totals", {}).get("energy")
    if energy is not None and _inside(energy):
        yield Place("/totals/energy", "energy in total", "kWh", energy, _of_lines(view, view.lines, ENERGY))


def _rows(view: "View") -> Iterator[Place]:
    for pointer, row in view.impacts:
        key = key_of(row)
        if (
            row["phase"] == "use"
            and "amount" in row
            and "life_cycle_stages" not in row
            and key != WITHOUT_PUE
        ):
            if row["category"] == "energy" and not _inside(row["amount"]):
                continue
            amounts = _of_lines(view, view.covered(row), key)
            yield Place(f"{pointer}/amount", str(key), UNITS.get(key.category, ""), row["amount"], amounts)


def _inside(energy: Figure) -> bool:
    return energy.get("boundary") == "facility" and energy.get("basis") != "measured"


def _of_lines(view: "View", lines: Sequence[Line], key: Key) -> Amounts:
    def amounts(read: Reader[N], slip: Slip | None) -> N | Missing:
        return added(_slipped(_impact(view, line, key, read), line, read, slip) for line in lines)

    return amounts


def _impact(view: "View", line: Line, key: Key, read: Reader[N]) -> N | Missing:
    impact = view.recomputed(line, read).get(key)
    return Missing((f"{key} of line {line.id}",)) if impact is None else impact


def _slipped(amount: N | Missing, line: Line, read: Reader[N], slip: Slip | None) -> N | Missing:
    return amount if isinstance(amount, Missing) or slip is None else slip(amount, line, read)
