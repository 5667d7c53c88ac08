"""What a lab can do about an uncertain input."""

from fullcount.impacts.uncertainty.inputs import Input

__all__ = ["next_step"]

STEPS = {
    "power": "measure the power of a whole node at the wall while it works",
    "rated_power": "measure the power of a whole node at the wall while it works",
    "load": "log the power of the accelerators beside their rated power",
    "energy": "meter the energy at the node or the rack, and say what the meter covers",
    "host_overhead": "measure a node at the wall and its accelerators at once",
    "it_overhead": "meter network and storage beside the nodes",
    "pue": "ask the operator for the metered PUE of the site and the year",
    "overhead_ratio": "state measured idle energy and a PUE in its place",
    "wue": "ask the operator for the metered WUE of the site and the year",
    "water_intensity": "use a figure for the region and the year of the electricity, and state its interval",
    "carbon_intensity_location_based": "use the intensity of the region and the hours, and state its interval",
    "carbon_intensity_market_based": "state the contracts with their residual mix",
    "use_factors": "use a factor for the grid and the year, and state its interval",
    "manufacture": "ask the vendor for a product carbon footprint or an assessment of this very hardware",
    "infrastructure": "ask the operator for an assessment of it, with the life and the nodes that it is shared over",
    "lifetime": "take the years of service from the asset register",
    "utilisation": "take the share of hours in use from the scheduler",
}
COUNT = "count it in the scheduler"


def next_step(found: Input) -> str:
    """The measurement or enquiry that would narrow the interval of an input."""
    return STEPS.get(found.field, COUNT)
