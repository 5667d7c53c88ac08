"""From jobs to compute lines: what a line is, and what is unknown of it.

Jobs that share component, stage, run type, outcome, facility and equipment make one line. Within these axes
work on accelerators, work on CPUs alone and work whose accelerators are unknown are lines of their own, so that
unknown hours hide no known ones and core-hours are not lost among accelerator-hours. A job that never ran is in
no line. The sums themselves are defined in `fullcount.ledger.groups`; they are exact before they are rounded once.
"""

from collections.abc import Iterable
from typing import Any

from fullcount.ledger.exact import ExactSum
from fullcount.ledger.groups import AXES, Group
from fullcount.ledger.row import OUTCOMES, RUN_TYPES, STAGES, LedgerRow

__all__ = ["lines_of", "summarise"]

_SECONDS_PER_HOUR = 3600.0
_WORK = ("accelerators", "cpu", "unknown")
_UNKNOWN_ACCELERATORS = "the log does not say how many whole accelerators these jobs held, or how long"
_UNKNOWN_CORES = "the log does not say how many cores these jobs held"
_NO_ENERGY = "no job of this line has measured energy"
_SOME_ENERGY = "only {measured} of {runs} runs have measured energy"
_NO_BOUNDARY = "the log has an energy, but not what its meter covers"
_MIXED = "the energy of these jobs was measured at different boundaries"

_Key = tuple[str, str, str, str, str, str, str]


def summarise(rows: Iterable[LedgerRow]) -> list[dict[str, Any]]:
    """Compute lines of ledger rows, as `lines_of` their groups; memory grows with the lines."""
    return lines_of(map(Group.of_row, rows))


def lines_of(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """Compute lines as a disclosure holds them, in the order of the codelists.

    Hours are accelerator-h (or core-h for CPU-only work), energy is kWh at the one boundary at which every job
    of the line was measured; what is unknown is `not_disclosed` with its reason.
    """
    lines: dict[_Key, _Line] = {}
    for group in groups:
        if group.ran:
            lines.setdefault(_key(group), _Line()).add(group)
    ordered = sorted(lines.items(), key=lambda item: _order(item[0]))
    return [
        {"id": f"l{number:03d}", **_axes(key), **line.figures()}
        for number, (key, line) in enumerate(ordered, 1)
    ]


def _key(group: Group) -> _Key:
    axes = (group.component, group.stage, group.run_type, group.outcome, group.facility, group.equipment)
    return (*axes, group.work)


def _order(key: _Key) -> tuple[str | int, ...]:
    component, stage, run_type, outcome, facility, equipment, work = key
    purpose = (*_rank(stage, STAGES), *_rank(run_type, RUN_TYPES))
    return (component, *purpose, OUTCOMES.index(outcome), facility, equipment, _WORK.index(work))


def _rank(code: str, codes: tuple[str, ...]) -> tuple[int, str]:
    """The place of a code in its list; a lab's own codes come after it, by name."""
    return (codes.index(code), "") if code in codes else (len(codes), code)


def _axes(key: _Key) -> dict[str, str]:
    return {name: value for name, value in zip(AXES, key, strict=False) if value}


class _Line:
    def __init__(self) -> None:
        self._runs = self._cored = self._metered = 0
        self._accelerator_s, self._core_s, self._kwh = ExactSum(), ExactSum(), ExactSum()
        self._boundaries: set[str | None] = set()
        self._days: tuple[str, str] | None = None

    def add(self, group: Group) -> None:
        self._runs += group.jobs
        self._cored += group.cored
        self._metered += group.metered
        if group.accelerator_s is not None:
            self._accelerator_s.add(group.accelerator_s)
        if group.core_s is not None:
            self._core_s.add(group.core_s)
        if group.energy_kwh is not None:
            self._kwh.add(group.energy_kwh)
            self._boundaries.add(group.energy_boundary)
        self._extend_period(group)

    def _extend_period(self, group: Group) -> None:
        if group.first is None or group.last is None:
            return
        start_day, end_day = group.first[:10], group.last[:10]
        first, last = self._days or (start_day, end_day)
        self._days = (min(first, start_day), max(last, end_day))

    def figures(self) -> dict[str, Any]:
        period = {"period": {"start": self._days[0], "end": self._days[1]}} if self._days else {}
        runs = {"runs": _measured(self._runs, "1")}
        return {**period, **runs, **self._hours(), "energy": self._energy()}

    def _hours(self) -> dict[str, Any]:
        if not self._accelerator_s.terms:
            return {"accelerator_hours": _missing(_UNKNOWN_ACCELERATORS)}
        if hours := self._accelerator_s.value / _SECONDS_PER_HOUR:
            return {"accelerator_hours": _measured(hours, "accelerator-h")}
        if self._cored < self._runs:
            return {"core_hours": _missing(_UNKNOWN_CORES)}
        return {"core_hours": _measured(self._core_s.value / _SECONDS_PER_HOUR, "core-h")}

    def _energy(self) -> dict[str, Any]:
        measured = self._metered
        if not measured:
            return _missing(_NO_ENERGY)
        if measured < self._runs:
            return _missing(_SOME_ENERGY.format(measured=measured, runs=self._runs))
        if self._boundaries == {None}:
            return _missing(_NO_BOUNDARY)
        if len(self._boundaries) > 1:
            return _missing(_MIXED)
        return {
            "value": self._kwh.value,
            "unit": "kWh",
            "boundary": next(iter(self._boundaries)),
            "basis": "measured",
        }


def _measured(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "basis": "measured"}


def _missing(note: str) -> dict[str, Any]:
    return {"not_disclosed": {"reason": "not-measured", "note": note}}
