"""More energy than the accelerators can draw at their rated power.

**What it checks.** The energy of each line against its hours, used or idle, at rated power; the energy of impact rows
and totals in the same way where no line states its own; and the mean power of each equipment. The rating is the
stated one, else the vendor's in the factor tables. A node, IT or facility energy is first compared with what the hosts
may add: the stated host overhead, else an allowance; IT and facility energy also with the stated IT overhead, facility
energy with its PUE in. A stated rating is itself held against the vendor's.

**Why it matters.** Rated power is a limit that the device enforces. More than that means hours that leave work out,
an energy of another boundary, a unit slip, or the wrong accelerator. A measured system power above the rating of the
accelerator is legitimate: the host is in it.

**Example.** 12.3 GWh at a facility with a PUE of 1.2 and a host overhead of 1.74, for 8.34 million accelerator-hours:
706 W each, where the device is rated 700 W.

**Remedy.** Give hours and energy the same boundary, or correct the boundary, the accelerator or the unit.

**Reference.** NVIDIA DGX A100 datasheet: 6.5 kW at most with eight accelerators of 400 W, hence the allowance for
hosts. NVIDIA A100 datasheet: 400 W, in custom cooling up to 500 W, hence a rating may be stated 1.25 times the
vendor's. Ratings and overheads are taken as exact, energies and hours within their printed rounding, then 0.5 %. More
than twice the limit is an error, less is a warning.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.counted import among
from fullcount.disclosure.figures import Amount, Figure, central, printed
from fullcount.impacts.line import Line, Missing
from fullcount.printing import as_interval, as_number
from fullcount.rules.arithmetic import TOLERANCE
from fullcount.rules.power_and_rating import powers_judged
from fullcount.rules.rating import Limit, Ratings, limits_of, ratings_of
from fullcount.rules.reasons import grouped
from fullcount.rules.rows import energy_rows
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

BEYOND_DOUBT = 2.0
W_PER_KW = 1000.0
REMEDY = "give energy and hours the same boundary, or correct the boundary, the accelerator or the unit"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each stated rating, each mean power, and each energy with hours."""
    ratings = ratings_of(view)
    for index, item in enumerate(view.data.get("equipment", [])):
        yield from powers_judged(view, item, ratings[item["id"]], f"/equipment/{index}")
    silent = len(view.lines) - len(view.metered)
    judged = [
        _judged((line,), line.raw["energy"], ratings, f"{line.pointer}/energy") for line in view.metered
    ]
    judged.extend(_of_rows(view, ratings) if silent else ())
    if silent and not judged:
        judged.append(
            NotApplicable(f"the energy of {among(silent, len(view.lines), 'line')} is not disclosed")
        )
    yield from grouped(judged, len(view.lines))


def _of_rows(view: "View", ratings: Ratings) -> Iterator[Outcome]:
    """Energies of impact rows and of the totals, where none of their lines states one."""
    for pointer, figure, lines in _rows(view):
        silent = lines and all(central(line.raw.get("energy")) is None for line in lines)
        if silent and central(figure) is not None:
            yield _judged(lines, figure, ratings, pointer)


def _rows(view: "View") -> Iterator[tuple[str, Figure, Sequence[Line]]]:
    for pointer, row in energy_rows(view):
        yield f"{pointer}/amount", row["amount"], view.covered(row)
    if "energy" in view.data.get("totals", {}):
        yield "/totals/energy", view.data["totals"]["energy"], view.lines


def _judged(lines: Sequence[Line], figure: Figure, ratings: Ratings, pointer: str) -> Outcome:
    """The energy `figure` of `lines` against the most that they can draw, by central values first."""
    limits, most_kwh = limits_of(lines, figure.get("boundary"), ratings), 0.0
    if isinstance(limits, Missing):
        return NotApplicable(str(limits))
    for line, limit in zip(lines, limits, strict=True):
        most_kwh += (central(line.hours) or 0.0) * limit.watts / W_PER_KW
    if (central(figure) or 0.0) <= most_kwh * (1 + TOLERANCE):
        return PASSED
    return _closely(lines, figure, limits, pointer)


def _closely(lines: Sequence[Line], figure: Figure, limits: Sequence[Limit], pointer: str) -> Outcome:
    energy, hours = printed(figure), [printed(line.hours) for line in lines]
    each = [part * (limit.watts / W_PER_KW) for part, limit in zip(hours, limits, strict=True) if part]
    most = sum(each, start=Amount(0.0, 0.0, 0.0))
    if energy is None or energy.low <= most.high:
        return PASSED
    total = sum(part.value for part in hours if part)
    words = (
        f"{as_interval(energy, 'kWh')} is more than the {as_interval(most, 'kWh')} that {as_number(total)} "
        f"accelerator-hours can draw at {limits[0]}"
    )
    mild = energy.value <= BEYOND_DOUBT * most.value
    return Failed(pointer, words, REMEDY, Severity.WARNING if mild else None)


RULE = Rule(
    name="energy-above-rated-power",
    severity=Severity.ERROR,
    group="plausibility",
    reads=("facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
