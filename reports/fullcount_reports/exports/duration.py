"""How long some work took by the clock, and how many device-hours."""

from collections.abc import Sequence
from datetime import date

from fullcount.disclosure.figures import central
from fullcount.impacts import Line
from fullcount_reports.exports.told import Told, nothing_told
from fullcount_reports.exports.work import Work

__all__ = ["HOURS_PER_DAY", "device_hours", "device_of", "elapsed_days"]

HOURS_PER_DAY = 24.0


def elapsed_days(lines: Sequence[Line]) -> Told:
    """Days from beginning to end: of the clock for a single line, else of the calendar, both ends counted.

    The hours of several lines are not added: lines may have run beside each other.
    """
    hours = central(lines[0].raw.get("wall_clock")) if len(lines) == 1 else None
    if hours is not None:
        return Told(hours / HOURS_PER_DAY, "days", "stated, wall clock of one line")
    periods = [line.raw["period"] for line in lines if "period" in line.raw]
    if not lines or len(periods) < len(lines):
        return nothing_told("days", "the wall clock of the final run, or the period of each of its lines")
    first = min(date.fromisoformat(period["start"]) for period in periods)
    last = max(date.fromisoformat(period["end"]) for period in periods)
    return Told(float((last - first).days + 1), "days", f"calendar days from {first} to {last}")


def device_hours(work: Work, lines: Sequence[Line]) -> tuple[Told, ...]:
    """The hours on each kind of equipment, as accelerator-hours or core-hours; none where some are not known."""
    kinds: dict[tuple[str, bool], list[Line]] = {}
    for line in lines:
        kinds.setdefault((device_of(line), line.on_cores), []).append(line)
    return tuple(_hours(work, device, cores, found) for (device, cores), found in kinds.items())


def device_of(line: Line) -> str:
    """The accelerator by its code, else the equipment by its name."""
    equipment = line.equipment
    return equipment.get("accelerator", equipment["name"]) if equipment else "equipment not named"


def _hours(work: Work, device: str, cores: bool, lines: Sequence[Line]) -> Told:
    unit = f"{'core' if cores else 'accelerator'}-hours of {device}"
    hours = work.hours(lines, "core_hours" if cores else "accelerator_hours")
    return (
        nothing_told(unit, f"{unit} are not known")
        if hours is None
        else Told(hours, unit, "sum of the lines")
    )
