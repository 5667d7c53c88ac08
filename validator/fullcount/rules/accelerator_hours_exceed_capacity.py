"""More accelerator-hours are counted than the equipment can give in the period.

**What it checks.** The hours of each line, and of all lines of one equipment, against nodes times accelerators per
node times the hours of the period, first and last day included. A line without a period has that of the scope; for
the sum the period runs from the first to the last day of any of them. Work on processors is checked with cores.

**Why it matters.** The hours are either counted twice, most often devices times device-hours, or were drawn from
equipment that is not listed.

**Example.** 16 nodes of 8 accelerators give 559,104 hours in the 182 days from January to June 2024; a line of
600,000 hours in that time cannot have run on them.

**Remedy.** Correct the hours, the period or the number of nodes; list further equipment as its own.

**Reference.** Count of hours: 24 a day, ISO 8601 dates. Judged at the lower end of the printed rounding, within 0.5 %.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Figure, central, is_missing, printed
from fullcount.impacts.line import Missing
from fullcount.rules.arithmetic import agree, as_interval, as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.sums import amounts_of

if TYPE_CHECKING:
    from fullcount.disclosure.types import Period
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

HOURS_PER_DAY = 24
KINDS = (("accelerator_hours", "accelerators_per_node"), ("core_hours", "cores_per_node"))


class Used(NamedTuple):
    """Hours that a line took of so many accelerators or cores, from its first to its last day."""

    key: str
    hours: Figure
    units: int
    first: date
    last: date


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line, and one for each equipment that several lines share."""
    scope = view.data["scope"].get("period")
    shared: dict[tuple[str, str], list[Used]] = {}
    for line in view.lines:
        used = _used(line, line.raw.get("period", scope))
        if isinstance(used, NotApplicable):
            yield used
            continue
        outcome = _judged(f"{line.pointer}/{used.key}", f"line {line.id}", [used])
        if outcome is PASSED and line.equipment:
            shared.setdefault((line.equipment["id"], used.key), []).append(used)
        yield outcome
    yield from _together(view, shared)


def _together(view: "View", shared: dict[tuple[str, str], list[Used]]) -> Iterator[Outcome]:
    for index, equipment in enumerate(view.data.get("equipment", [])):
        for key, _ in KINDS:
            found = shared.get((equipment["id"], key), [])
            if len(found) > 1:
                yield _judged(f"/equipment/{index}/nodes", f"{len(found)} lines of {equipment['id']}", found)


def _used(line: "Line", period: "Period | None") -> Used | NotApplicable:
    for key, per_node in KINDS:
        if key in line.raw:
            hours: Figure = line.raw[key]  # type: ignore[literal-required]
            known = not is_missing(hours)
            days = _days(period)
            units = _units(line, per_node)
            if known and days and units:
                return Used(key, hours, units, *days)
            if known and days:
                return NotApplicable(
                    f"the nodes, or what one of them holds, of {line.equipment_name} are not disclosed"
                )
            return NotApplicable(f"the {'period' if known else 'hours'} of line {line.id} are not disclosed")
    return NotApplicable(f"the hours of line {line.id} are not disclosed")


def _units(line: "Line", per_node: str) -> int:
    equipment: Mapping[str, Any] = line.equipment or {}
    return int(equipment.get("nodes", 0) * equipment.get(per_node, 0))


def _days(period: "Period | None") -> tuple[date, date] | None:
    if period is None:
        return None
    try:
        first, last = date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _judged(pointer: str, name: str, found: Sequence[Used]) -> Outcome:
    first, last = min(used.first for used in found), max(used.last for used in found)
    days, units = (last - first).days + 1, found[0].units
    capacity = float(units * days * HOURS_PER_DAY)
    if sum(central(used.hours) or 0.0 for used in found) <= capacity:
        return PASSED
    hours = amounts_of([used.hours for used in found], name, printed)
    if isinstance(hours, Missing) or hours.low <= capacity or agree(hours.low, capacity):
        return PASSED
    words = (
        f"{as_interval(hours, found[0].key.replace('_', '-'))} of {name} are more than the {as_number(capacity)}"
        f" that {as_number(units)} can give in {days} days"
    )
    return Failed(pointer, words, "correct the hours, the period or the number of nodes")


RULE = Rule(
    name="accelerator-hours-exceed-capacity",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute"),
    check=check,
)
