"""What a meter sees, and which meters may be added.

| said by the report                                          | boundary    |
|-------------------------------------------------------------|-------------|
| a wattmeter, a metered plug, a power distribution unit      | it          |
| both tracking modes, or CodeCarbon, which tracks both       | node        |
| only the GPU tracking mode, or NVIDIA's tools               | accelerator |
| only the CPU (perf, RAPL, a CPU tracking mode)              | none        |
| "at the facility boundary" and the like, as we write it     | as it says  |
| anything else                                               | none        |

CPU packages alone are no boundary of a ledger. A tool that can see either, such as pyJoules, says nothing unless the
tracking modes do.
"""

import re
from collections.abc import Sequence

from fullcount.ledger.boamps.measures import Measure

__all__ = ["boundary_of", "sees", "sum_of_parts"]

_WALL = ("wattmeter", "watt meter", "power meter", "powermeter", "pdu", "smart plug", "ipmi", "redfish")
_GPU_TOOLS = ("nvidia-smi", "nvidia smi", "nvml", "pynvml", "dcgm", "rocm-smi", "amd-smi")
_CPU_TOOLS = ("pyrapl", "rapl", "perf", "powertop", "turbostat")
_NODE_TOOLS = ("codecarbon", "code carbon")
_OFF = frozenset({"no", "off", "false", "disabled", "not tracked", "0"})
_BOUNDARIES = {"wall": "it", "cpu+gpu": "node", "gpu": "accelerator"}
_SAID = re.compile(r"\bat the (accelerator|node|it|facility) boundary\b")


def sees(measure: Measure) -> str:
    """`wall`, `cpu+gpu`, `gpu`, `cpu`, or empty where the report does not say."""
    tool = measure.tool.lower().lstrip("$")
    if any(word in tool for word in _WALL):
        return "wall"
    modes = [name for name, mode in (("cpu", measure.cpu), ("gpu", measure.gpu)) if _is_on(mode)]
    if modes:
        return "+".join(modes)
    if any(word in tool for word in _NODE_TOOLS):
        return "cpu+gpu"
    if any(word in tool for word in _GPU_TOOLS):
        return "gpu"
    return "cpu" if any(word in tool for word in _CPU_TOOLS) else ""


def _is_on(mode: str) -> bool:
    return bool(mode) and mode.lower() not in _OFF


def boundary_of(measures: Sequence[Measure]) -> str | None:
    """The energy boundary of one measure, or of a CPU and a GPU added; None where it has none."""
    if len(measures) == 1 and (said := _SAID.search(measures[0].tool)):
        return said[1]
    if len(measures) == 1:
        return _BOUNDARIES.get(sees(measures[0]))
    return "node" if {sees(measure) for measure in measures} == {"cpu", "gpu"} else None


def sum_of_parts(measures: Sequence[Measure]) -> float | None:
    """Kilowatt-hours of a meter of the CPU and one of the GPU; None unless there is exactly one of each."""
    if len(measures) != 2 or {sees(measure) for measure in measures} != {"cpu", "gpu"}:
        return None
    first, second = (measure.energy_kwh for measure in measures)
    return None if first is None or second is None else first + second
