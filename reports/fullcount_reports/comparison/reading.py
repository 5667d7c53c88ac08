"""What a disclosure says of one metric in one phase: as stated, else recomputed by the formulas."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fullcount_reports.card.shown import Shown

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure

__all__ = ["METRICS", "Metric", "Reading"]


@dataclass(frozen=True)
class Metric:
    """A figure that disclosures are compared by. `category` is the impact category, where it is one."""

    code: str
    title: str
    unit: str
    category: str = ""


METRICS = {
    metric.code: metric
    for metric in (
        Metric("accelerator-hours", "Accelerator-hours", "accelerator-h"),
        Metric("core-hours", "Core-hours", "core-h"),
        Metric("energy", "Energy", "kWh", "energy"),
        Metric("ghg", "Greenhouse gases", "kgCO2e", "gwp"),
        Metric("water", "Water consumed", "L", "water"),
        Metric("adpe", "Mineral depletion", "kgSbe", "adpe"),
        Metric("pe", "Primary energy", "MJ", "pe"),
        Metric("final-share", "Share of the final run", "%"),
    )
}


@dataclass(frozen=True)
class Reading:
    """One figure, or why there is none. `figures` are those it is taken from, `missing_share` the share of the
    accelerator-hours in scope that it leaves out, from 0 to 1; None where that is not known.

    `energy_boundary` is that of the electricity it rests on, empty where it is not known or where `on_energy` says
    that it rests on none. `measure` is the metric that a share is a share of.
    """

    metric: str
    shown: Shown
    phase: str = ""
    ghg_basis: str = ""
    energy_boundary: str = ""
    on_energy: bool = False
    recomputed: bool = False
    missing_share: float | None = None
    measure: str = ""
    figures: tuple["Figure", ...] = field(default=(), repr=False)
