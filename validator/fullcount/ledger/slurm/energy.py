"""The energy that Slurm states for a job, and whether its nodes could have drawn it."""

from fullcount.ledger.slurm.fields import is_unreadable, kwh_of
from fullcount.ledger.slurm.record import Record

__all__ = ["HIGHEST_NODE_W", "LOWEST_NODE_W", "energy_of", "mean_node_w"]

HIGHEST_NODE_W = 25_000.0
"""A node with eight accelerators of 1.2 kW and its host is rated 14.3 kW (NVIDIA DGX B200 user guide); 25 kW leaves
room for the power of blades that are counted as one node."""
LOWEST_NODE_W = 10.0
"""Servers idle at tens of watts (SPECpower_ssj2008 results, active idle); 10 W is below each of them, and below an
idle processor package as RAPL meters it."""

_SECONDS_PER_HOUR = 3600.0
_WATTS_PER_KILOWATT = 1000.0


def energy_of(record: Record) -> tuple[float | None, str]:
    """kWh of the whole job: ConsumedEnergyRaw, else ConsumedEnergy, else `energy=`; None is not measured.

    With it comes the first cell looked at that says something else than an energy, or an empty text.
    """
    unreadable = ""
    for text in (record["consumedenergyraw"], record["consumedenergy"], record.tres.get("energy", "")):
        if not text:
            continue
        kwh = kwh_of(text)
        if kwh is not None:
            return kwh, unreadable
        if not unreadable and is_unreadable(text):
            unreadable = text
    return None, unreadable


def mean_node_w(kwh: float, elapsed_s: float, nodes: int | None) -> float | None:
    """Mean watts of one node; None where time or nodes are unknown."""
    if not elapsed_s or not nodes:
        return None
    return kwh * _WATTS_PER_KILOWATT * _SECONDS_PER_HOUR / elapsed_s / nodes
