"""Less energy than the equipment draws while it waits.

**What it checks.** The energy of each line against its hours, used or idle, at the stated idle power, both at the
boundary of the energy, and the mean working power of each equipment against its idle power where both have one
boundary.

**Why it matters.** Hours that were reserved were powered. Less than idle means that energy and hours do not belong
together, that the energy is only what the work added above idle, or a unit slip.

**Example.** 1,200 accelerator-hours and 200 kWh, at 300 W idle: 360 kWh at least.

**Remedy.** Give energy and hours the same boundary; state energy above idle as part `dynamic` of an impact.

**Reference.** Luccioni et al. 2022 (arXiv 2211.02001): idle power is measured apart from the dynamic power and both
belong to the work. Judged within the printed rounding of energy, hours and idle power.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.counted import among
from fullcount.disclosure.figures import Amount, Figure, N, Reader, central, printed
from fullcount.impacts.boundary import LADDER, moved
from fullcount.impacts.formulas import energy_from_hours_kwh
from fullcount.impacts.line import Line, Missing
from fullcount.printing import as_interval
from fullcount.rules.reasons import grouped
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment
    from fullcount.rules.view import View

REMEDY = (
    "give energy and hours the same boundary, or state energy above idle as the part dynamic of an impact"
)


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each equipment with two powers and for each line with energy and hours."""
    for index, item in enumerate(view.data.get("equipment", [])):
        yield from _of_equipment(item, f"/equipment/{index}/power")
    stated = [line for line in view.metered if line.known_energy_kwh]
    yield from grouped(map(_of_line, stated), len(view.lines))
    silent = len(view.lines) - len(stated)
    if silent:
        yield NotApplicable(f"the energy of {among(silent, len(view.lines), 'line')} is not disclosed")


def _of_equipment(item: "Equipment", pointer: str) -> Iterator[Outcome]:
    working, idle = item.get("power", {}), item.get("idle_power", {})
    power, least = printed(working), printed(idle)
    if power is None or least is None:
        return
    if working.get("boundary") != idle.get("boundary"):
        yield NotApplicable(f"power and idle power of equipment {item['id']} have different boundaries")
    elif power.value >= least.value or power.meets(least):
        yield PASSED
    else:
        words = f"{as_interval(power, 'W')} while working is less than {as_interval(least, 'W')} while idle"
        yield Failed(pointer, words, "correct the power or the idle power")


def _of_line(line: Line) -> Outcome:
    if _plainly_above(line):
        return PASSED
    energy, hours = printed(line.raw["energy"]), printed(line.hours)
    idle = _idle_w(line, line.raw["energy"], printed, _exactly)
    if isinstance(idle, str) or hours is None or energy is None:
        return NotApplicable(
            idle if isinstance(idle, str) else f"the hours of line {line.id} are not disclosed"
        )
    least = energy_from_hours_kwh(hours, idle)
    if energy.value >= least.value or energy.meets(least):
        return PASSED
    words = f"{as_interval(energy, 'kWh')} is less than the {as_interval(least, 'kWh')} that the hours draw while idle"
    return Failed(f"{line.pointer}/energy", words, REMEDY)


def _plainly_above(line: Line) -> bool:
    """Whether the central values say so, which need no intervals."""
    energy, hours = line.known_energy_kwh, line.known_hours
    if energy is None or hours is None:
        return False
    idle = _idle_w(line, line.raw["energy"], central, central)
    return not isinstance(idle, str) and energy >= energy_from_hours_kwh(hours, idle)


def _idle_w(line: Line, energy: Figure, read: Reader[N], read_ratio: Reader[N]) -> N | str:
    """Idle power at the boundary of the energy; what is not known on the way up counts as 1."""
    figure = line.equipment.get("idle_power", {}) if line.equipment else {}
    idle, given, wanted = read(figure), figure.get("boundary"), energy.get("boundary")
    if idle is None or given not in LADDER or wanted not in LADDER:
        return f"the idle power of {line.equipment_name} is not disclosed with its boundary"
    upward = LADDER.index(given) < LADDER.index(wanted)
    moved_w = moved(idle, given, wanted, line, read_ratio, may_lack=LADDER if upward else ())
    if isinstance(moved_w, Missing):
        return f"the host overhead or PUE between idle power and energy of line {line.id} is not disclosed"
    return moved_w


def _exactly(figure: Figure | None) -> Amount | None:
    """Ratios as points: only energy, hours and idle power are judged within their rounding."""
    value = central(figure)
    return None if value is None else Amount(value, value, value)


RULE = Rule(
    name="energy-below-idle-power",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("facilities", "equipment", "compute"),
    check=check,
)
