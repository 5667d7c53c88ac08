"""What a run says about itself: its axes in tags, and CodeCarbon's figures among its metrics."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from fullcount.ledger.reading.loose import LARGEST
from fullcount.ledger.reading.options import Axes, ReadOptions, axes_of
from fullcount.ledger.reading.tags import DEFAULT_PROJECT, UNREADABLE, Tag, read_tag
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import RUN_TYPES, STAGES, is_code

__all__ = ["CODECARBON", "Measured", "measured_by_codecarbon", "number_or_none", "stated_axes"]

CODECARBON = (
    "metrics named as CodeCarbon's are read as such: energy_consumed in kWh, boundary node (facility where its pue is "
    "above 1), emissions in kg"
)
_TRACKER = frozenset(
    {"energy_consumed", "emissions", "emissions_rate", "cpu_energy", "gpu_energy", "ram_energy", "pue"}
)


class Measured(NamedTuple):
    """Energy in kWh with its boundary, and emissions in kgCO2e, as a tracker logged them; None is unknown."""

    energy_kwh: float | None
    boundary: str | None
    ghg_kgco2e: float | None


def number_or_none(value: object) -> float | None:
    """A finite number below 1e15, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) <= LARGEST else None


def measured_by_codecarbon(metrics: Mapping[str, object], tally: Tally) -> Measured:
    """Figures under CodeCarbon's names: with its name in front, or two of its names side by side."""
    named: dict[str, object] = {}
    prefixed = False
    for key, value in metrics.items():
        last = key.replace("/", ".").rpartition(".")[2]
        plain = last.removeprefix("codecarbon_")
        if plain in _TRACKER:
            named[plain] = value
            prefixed = prefixed or "codecarbon" in key.lower()
    if not prefixed and len(named) < 2:
        return Measured(None, None, None)
    kwh, kg = _positive(named.get("energy_consumed")), _positive(named.get("emissions"))
    if kwh is not None or kg is not None:
        tally.assume(CODECARBON)
    boundary = "facility" if (_positive(named.get("pue")) or 0) > 1 else "node"
    return Measured(kwh, None if kwh is None else boundary, kg)


def _positive(value: object) -> float | None:
    number = number_or_none(value)
    return number if number is not None and number >= 0 else None


def stated_axes(
    said: Mapping[str, object], job: Mapping[str, str], options: ReadOptions, tally: Tally, line: int
) -> tuple[Axes, str]:
    """The axes of a run from its tags `stage`, `run_type` and `component`, and those tags as one text.

    `fullcount.` or `fullcount_` in front of a name wins over the bare name; only so written does a component count,
    because the bare word means other things. Rules win over both.
    """
    component, stage, run_type = (_said(said, name) for name in ("component", "stage", "run_type"))
    tag = _tag(stage, run_type)
    if tag and tag.repair:
        count = tally.flag if tag.repair == UNREADABLE else tally.repair
        count(tag.repair, line, ",".join(filter(None, (stage, run_type))))
    axes = axes_of(tag, component or DEFAULT_PROJECT, job, options.mapping)
    if not stage:
        axes = axes._replace(untagged=axes_of(None, DEFAULT_PROJECT, job, options.mapping).untagged)
    return axes, ",".join(filter(None, (component, stage, run_type)))


def _said(said: Mapping[str, object], name: str) -> str:
    keys = (f"fullcount.{name}", f"fullcount_{name}", *(() if name == "component" else (name,)))
    return next((str(said[key]).strip() for key in keys if said.get(key)), "")


def _tag(stage: str, run_type: str) -> Tag | None:
    if not stage and not run_type:
        return None
    if is_code(stage or "other", STAGES) and is_code(run_type or "other", RUN_TYPES):
        return Tag(DEFAULT_PROJECT, stage or "other", run_type or "other", "")
    read = read_tag(",".join((DEFAULT_PROJECT, stage or "other", *filter(None, [run_type]))))
    return read or Tag(DEFAULT_PROJECT, "other", "other", UNREADABLE)
