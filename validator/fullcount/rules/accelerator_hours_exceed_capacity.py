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

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central, printed
from fullcount.impacts.line import Line, Missing
from fullcount.rules.arithmetic import agree, as_interval, as_number
from fullcount.rules.capacity import HOURS_PER_DAY, Capacities, Capacity
from fullcount.rules.reasons import told
from fullcount.rules.rule import PASSED, Failed, Outcome, Passed, Rule, Severity
from fullcount.rules.sums import amounts_of

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line, and one for each equipment that several lines share."""
    capacities = Capacities(view)
    reasons, right = list[str](), 0
    for line in view.lines:
        capacity = capacities.of(line)
        hours = central(line.raw.get(capacity.key))  # type: ignore[arg-type]
        if hours is None or not capacity.hours:
            reasons.append(capacity.lacking(line, hours))
        elif hours > capacity.hours and (failed := _of_line(line, capacity)):
            yield failed
        else:
            right += 1
            capacity.within.append(line)
    if right:
        yield Passed(right)
    yield from told(reasons, len(view.lines))
    for index, equipment in enumerate(view.data.get("equipment", [])):
        for key in ("accelerator_hours", "core_hours"):
            mine = capacities.of_equipment(equipment["id"], key)
            lines = [line for capacity in mine for line in capacity.within]
            if len(lines) > 1:
                yield _together(f"/equipment/{index}/nodes", mine, lines)


def _of_line(line: Line, capacity: Capacity) -> Failed | None:
    return _exceeding(f"{line.pointer}/{capacity.key}", f"line {line.id}", [line], capacity, capacity.days)


def _together(at: str, capacities: Sequence[Capacity], lines: Sequence[Line]) -> Outcome:
    """All lines of one equipment, from the first to the last day of any of them."""
    one = capacities[0]
    days = (max(it.last for it in capacities) - min(it.first for it in capacities)).days + 1
    used = sum(central(line.raw[one.key]) or 0.0 for line in lines)  # type: ignore[literal-required,misc]
    if used <= one.units * days * HOURS_PER_DAY:
        return PASSED
    return _exceeding(at, f"{len(lines)} lines of {one.equipment}", lines, one, days) or PASSED


def _exceeding(at: str, name: str, lines: Sequence[Line], capacity: Capacity, days: int) -> Failed | None:
    most = float(capacity.units * days * HOURS_PER_DAY)
    hours = amounts_of([line.raw[capacity.key] for line in lines], name, printed)  # type: ignore[literal-required]
    if isinstance(hours, Missing) or hours.low <= most or agree(hours.low, most):
        return None
    words = (
        f"{as_interval(hours, capacity.key.replace('_', '-'))} of {name} are more than the {as_number(most)}"
        f" that {as_number(capacity.units)} can give in {days} days"
    )
    return Failed(at, words, "correct the hours, the period or the number of nodes")


RULE = Rule(
    name="accelerator-hours-exceed-capacity",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute"),
    check=check,
)
