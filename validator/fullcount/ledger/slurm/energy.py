"""The energy that Slurm states for a job, and whether its nodes could have drawn it."""

from fullcount.ledger.slurm.fields import kwh_of
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


def energy_of(record: Record) -> float | None:
    """kWh of the whole job: ConsumedEnergyRaw, else ConsumedEnergy, else `energy=`; None is not measured."""
    texts = (record["consumedenergyraw"], record["consumedenergy"], record.tres.get("energy", ""))
    return next((kwh for kwh in map(kwh_of, texts) if kwh is not None), None)


def mean_node_w(kwh: float, elapsed_s: float, nodes: int | None) -> float | None:
    """Mean watts of one node; None where time or nodes are unknown."""
    if not elapsed_s or not nodes:
        return None
    return kwh * _WATTS_PER_KILOWATT * _SECONDS_PER_HOUR / elapsed_s / nodes
