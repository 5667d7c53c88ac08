"""One row of the ledger: one job, or one measured run."""

import re
from dataclasses import dataclass

__all__ = [
    "ENERGY_BOUNDARIES",
    "OUTCOMES",
    "RUN_TYPES",
    "STAGES",
    "UNASSIGNED",
    "LedgerRow",
    "is_code",
    "is_identifier",
]

STAGES = ("data", "explore", "baseline", "ablate", "hyperparam", "final", "serve", "other")
RUN_TYPES = ("train", "pre-train", "post-train", "evaluate", "generate", "debug", "infer", "other")
OUTCOMES = ("completed", "resumed", "failed", "cancelled", "timeout", "preempted", "out-of-memory", "unknown")
ENERGY_BOUNDARIES = ("accelerator", "node", "it", "facility")
UNASSIGNED = "unassigned"

_SECONDS_PER_HOUR = 3600.0
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}", re.ASCII)
_CUSTOM = re.compile(r"[a-z0-9][a-z0-9-]*:[a-z0-9][a-z0-9.-]*", re.ASCII)


def is_identifier(text: str) -> bool:
    """Whether `text` can be the id of a component, facility or equipment in a disclosure."""
    return _IDENTIFIER.fullmatch(text) is not None


def is_code(text: str, codes: tuple[str, ...]) -> bool:
    """Whether `text` is one of the codes of a stage or run type, or a lab's own with its namespace (`lab:word`)."""
    return text in codes or _CUSTOM.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One job with its four axes, its size and what was measured. None is unknown, and never 0.

    Units: `elapsed_s` seconds, `memory_gib` gibibytes (2**30 bytes) in all nodes, `energy_kwh` kilowatt-hours
    inside `energy_boundary` (None: the log does not say what its meter sees), `ghg_kgco2e` kilograms as the log
    states them. `start` and `end` are local times without zone, `YYYY-MM-DDTHH:MM:SS`. `accelerator_model` is one
    name, or `h100:1+l40s:1`. `user` is a keyed hash or empty. `note` holds codes of the read report, separated
    by `;`.
    """

    job_id: str
    component: str
    stage: str
    run_type: str
    outcome: str
    facility: str = ""
    equipment: str = ""
    start: str | None = None
    end: str | None = None
    elapsed_s: float | None = None
    accelerators: float | None = None
    accelerator_model: str = ""
    nodes: int | None = None
    cores: int | None = None
    memory_gib: float | None = None
    energy_kwh: float | None = None
    energy_boundary: str | None = None
    ghg_kgco2e: float | None = None
    state_raw: str = ""
    tag_raw: str = ""
    user: str = ""
    restarts: int | None = None
    note: str = ""

    @property
    def ran(self) -> bool:
        """Whether the work was done at all: 0 seconds is a job that never ran, an unknown time is work."""
        return self.elapsed_s is None or self.elapsed_s > 0

    @property
    def accelerator_s(self) -> float | None:
        """Accelerator-seconds; None when number or time is unknown."""
        return _product(self.accelerators, self.elapsed_s)

    @property
    def core_s(self) -> float | None:
        """Core-seconds; None when number or time is unknown."""
        return _product(self.cores, self.elapsed_s)

    @property
    def accelerator_hours(self) -> float | None:
        """Accelerators held, times hours; None when number or time is unknown and the job ran."""
        return None if self.accelerator_s is None else self.accelerator_s / _SECONDS_PER_HOUR

    @property
    def core_hours(self) -> float | None:
        """Cores held, times hours; None when number or time is unknown and the job ran."""
        return None if self.core_s is None else self.core_s / _SECONDS_PER_HOUR

    @property
    def accelerators_by_model(self) -> dict[str, float]:
        """Accelerators of each model; empty when there are none or their number is unknown."""
        if not self.accelerators:
            return {}
        if "+" not in self.accelerator_model:
            return {self.accelerator_model: self.accelerators}
        parts = (part.rpartition(":") for part in self.accelerator_model.split("+"))
        return {model: float(count) for model, _, count in parts}


def _product(count: float | None, elapsed_s: float | None) -> float | None:
    if elapsed_s == 0:
        return 0.0
    return None if count is None or elapsed_s is None else count * elapsed_s
