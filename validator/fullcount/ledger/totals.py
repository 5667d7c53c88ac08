"""Sums of jobs by axes of one's choice, and over all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fullcount.ledger.exact import ExactSum
from fullcount.ledger.groups import AXES, Group

__all__ = ["BY", "Total", "Totals"]

BY = (*AXES, "accelerator_model", "energy_boundary", "month", "user")
"""What jobs can be summed by."""
_SECONDS_PER_HOUR = 3600.0


@dataclass
class Total:
    """Jobs that ran and share a key. Unknown is counted beside what is known, never as 0.

    Hours are accelerator-h, and core-h of jobs on CPUs alone; `unknown` counts jobs whose accelerators or time are
    not known; energy is in kWh over `metered` jobs; greenhouse gases in kgCO2e as the logs state them.
    """

    jobs: int = 0
    unknown: int = 0
    metered: int = 0
    _accelerator_s: ExactSum = field(default_factory=ExactSum)
    _cpu_core_s: ExactSum = field(default_factory=ExactSum)
    _kwh: ExactSum = field(default_factory=ExactSum)
    _kg: ExactSum = field(default_factory=ExactSum)

    def add(self, group: Group) -> None:
        """Add the jobs of one group."""
        self.jobs += group.jobs
        self.metered += group.metered
        self.unknown += group.jobs if group.work == "unknown" else 0
        if group.accelerator_s is not None:
            self._accelerator_s.add(group.accelerator_s)
        if group.work == "cpu" and group.core_s is not None:
            self._cpu_core_s.add(group.core_s)
        if group.energy_kwh is not None:
            self._kwh.add(group.energy_kwh)
        if group.ghg_kgco2e is not None:
            self._kg.add(group.ghg_kgco2e)

    @property
    def accelerator_hours(self) -> float | None:
        """Of the jobs whose accelerators and time are known; None when there is none."""
        return _value(self._accelerator_s, _SECONDS_PER_HOUR)

    @property
    def cpu_core_hours(self) -> float | None:
        """Of the jobs on CPUs alone whose cores are known; None when there is none."""
        return _value(self._cpu_core_s, _SECONDS_PER_HOUR)

    @property
    def energy_kwh(self) -> float | None:
        """Of the metered jobs; None when there is none."""
        return _value(self._kwh)

    @property
    def ghg_kgco2e(self) -> float | None:
        """Of the jobs whose log states emissions; None when there is none."""
        return _value(self._kg)

    def as_dict(self) -> dict[str, Any]:
        """The figures by name, units in the names."""
        names = ("accelerator_hours", "cpu_core_hours", "energy_kwh", "ghg_kgco2e")
        figures = {name: getattr(self, name) for name in names}
        return {"jobs": self.jobs, "jobs_unknown": self.unknown, "jobs_metered": self.metered, **figures}


class Totals:
    """Sums of the jobs that ran by the keys `by` (of `BY`), filled group by group."""

    def __init__(self, by: Sequence[str]) -> None:
        self._by = tuple(by)
        self._found: dict[tuple[str, ...], Total] = {}
        self.never_ran = 0

    def add(self, group: Group) -> None:
        """Add the jobs of one group, if they ran; else count them."""
        if not group.ran:
            self.never_ran += group.jobs
        else:
            key = tuple(str(getattr(group, name) or "") for name in self._by)
            self._found.setdefault(key, Total()).add(group)

    def found(self) -> list[tuple[tuple[str, ...], Total]]:
        """The sums in the order of their keys."""
        return sorted(self._found.items(), key=lambda item: item[0])

    def as_dict(self) -> dict[str, Any]:
        """The keys, the sums by them, and the jobs that are in none, as JSON-able data."""
        sums = [{**dict(zip(self._by, key, strict=True)), **total.as_dict()} for key, total in self.found()]
        return {"by": list(self._by), "jobs_never_ran": self.never_ran, "totals": sums}


def _value(total: ExactSum, divisor: float = 1) -> float | None:
    return total.value / divisor if total.terms else None
