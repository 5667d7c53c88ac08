"""Energy and what follows from it, against the same with the PUE in the wrong place."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from fullcount.disclosure.figures import Figure, N, Reader, central, printed
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.line import Line, Missing
from fullcount.printing import as_number
from fullcount.rules.arithmetic import agree, compare
from fullcount.rules.as_used import as_used
from fullcount.rules.found import found_once
from fullcount.rules.hours_times_power import expected_energy, is_measured, power_behind
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.reasons import told
from fullcount.rules.recomputed import sum_over
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome
from fullcount.rules.sums import added

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["Slip", "judge_slips"]

WITHOUT_PUE = Key("water", "use", "on-site")
ENERGY = Key("energy", "use")
NOTHING = "no figure with the PUE inside can be recomputed"


class Slip(Protocol):
    """How an amount at the facility boundary comes out with the PUE in the wrong place."""

    def __call__(self, amount: N, line: Line, read: Reader[N], /) -> N | Missing:
        """The amount with the slip."""
        ...


class Place(NamedTuple):
    """A figure that has a PUE inside; `key` is what it is the impact of, None for the energy of one line.

    `name` is what it is in words, empty where the key says it.
    """

    pointer: str
    name: str
    figure: Figure
    lines: Sequence[Line]
    key: Key | None

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        return UNITS.get(self.key.category, "") if self.key else "kWh"


def judge_slips(
    view: "View", slip: Slip, words: str, remedy: str, labels: Collection[str] = ("facility",)
) -> Iterator[Outcome]:
    """One outcome for each figure with the PUE inside: failed where only the slip explains it.

    `labels` are the boundaries of the energies of lines that are looked at. Of what is missing only a PUE is told:
    the rules on energy and impacts tell the rest.
    """
    judged = False
    lacking: dict[str, None] = {}
    for place in (*_lines(view, labels), *_of_all(view)):
        value, right = central(place.figure), _amount(view, place, central)
        if isinstance(right, Missing):
            lacking |= dict.fromkeys(map(_in_words, filter(_is_pue, right.inputs)))
        elif value is not None:
            judged = True
            yield PASSED if agree(value, right) else _closely(view, place, slip, words, remedy)
    yield from told(lacking or (() if judged else (NOTHING,)), len(view.lines))


def _is_pue(missing: str) -> bool:
    return missing.startswith("PUE")


def _in_words(missing: str) -> str:
    nowhere = missing.startswith("PUE of the facility of line")
    return "the facility of some lines is not disclosed" if nowhere else f"the {missing} is not disclosed"


def _closely(view: "View", place: Place, slip: Slip, words: str, remedy: str) -> Outcome:
    """The slip must meet the rounding of the figure alone: the rounding of a PUE is nearly as wide as the slip."""
    left, right = printed(place.figure), _amount(view, place, as_used)
    wrong = added(_slipped(view, place, line, slip) for line in place.lines)
    if left is None or isinstance(right, Missing) or isinstance(wrong, Missing) or left.meets(right):
        return PASSED
    if not (left.low <= wrong <= left.high or agree(left.value, wrong)):
        return PASSED
    sides = f"{compare(left, right).words(place.unit)}; {words}: {as_number(wrong)} {place.unit}"
    return Failed(place.pointer, f"{place.name or place.key}: {sides}", remedy)


def _amount(view: "View", place: Place, read: Reader[N]) -> N | Missing:
    if place.key is None:
        return expected_energy(place.lines[0], read)
    return sum_over(view, place.lines, place.key, read)


def _slipped(view: "View", place: Place, line: Line, slip: Slip) -> float | Missing:
    amount = _amount(view, place._replace(lines=(line,)), central)
    return amount if isinstance(amount, Missing) else slip(amount, line, central)


def _lines(view: "View", labels: Collection[str]) -> Iterator[Place]:
    for line in view.metered:
        energy = line.raw["energy"]
        if _has_pue(line, energy, labels) and not is_measured(energy):
            name = f"the energy of line {line.id}"
            yield Place(f"{line.pointer}/energy", name, energy, (line,), None)


def _has_pue(line: Line, energy: Figure, labels: Collection[str]) -> bool:
    """At the facility boundary; at another only where the power has the same, so that no host is in doubt."""
    boundary = energy.get("boundary")
    return boundary in labels and (boundary == "facility" or boundary == _power_boundary(line))


def _power_boundary(line: Line) -> str | None:
    model = power_behind(line)
    return model.boundary if model else None


@found_once
def _of_all(view: "View") -> Sequence[Place]:
    """The total and the impact rows."""
    return (*_total(view), *_rows(view))


def _total(view: "View") -> Iterator[Place]:
    energy = view.data.get("totals", {}).get("energy")
    if energy is not None and _inside(energy):
        yield Place("/totals/energy", "energy in total", energy, view.lines, ENERGY)


def _rows(view: "View") -> Iterator[Place]:
    for placed in view.impacts:
        pointer, row = placed
        lines = lines_behind(view, pointer, row) if row["phase"] == "use" and "amount" in row else ()
        if lines and not isinstance(lines, NotApplicable):
            key, amount = placed.key, row["amount"]
            if key != WITHOUT_PUE and (row["category"] != "energy" or _inside(amount)):
                yield Place(f"{pointer}/amount", "", amount, lines, key)


def _inside(energy: Figure) -> bool:
    return energy.get("boundary") == "facility" and energy.get("basis") != "measured"
