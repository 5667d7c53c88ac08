"""The ten compute indicators of FMTI, December 2025: their names, and what they ask in our own words."""

from typing import NamedTuple

__all__ = ["INDICATORS", "Indicator"]


class Indicator(NamedTuple):
    """One row: the name as the index spells it, what it asks, and what to mind."""

    name: str
    definition: str
    notes: str


INDICATORS = (
    Indicator(
        "Compute usage for final training run",
        "How much arithmetic the final training of the model took.",
        "In FLOP, over all stages of the training, with how it was measured or estimated.",
    ),
    Indicator(
        "Compute usage including R&D",
        "How much arithmetic the whole development took, experiments included.",
        "In FLOP. Where only hours are disclosed, the hours are given and no FLOP are made of them.",
    ),
    Indicator(
        "Development duration for final training run",
        "How long the training took by the clock, and how many hours of which hardware.",
        "What the duration covers is said beside it.",
    ),
    Indicator(
        "Compute hardware for final training run",
        "Which hardware the model was trained on, and how much of it.",
        "A kind of hardware without a number does not answer this.",
    ),
    Indicator(
        "Compute provider",
        "Who ran the hardware.",
        "The operator of the facility; the developer itself where it owns the cluster.",
    ),
    Indicator(
        "Energy usage for final training run",
        "How much electricity the training took.",
        "In MWh, with the scope (single run or more), the boundary and how it is known.",
    ),
    Indicator(
        "Carbon emissions for final training run",
        "How much greenhouse gas the energy of the training caused.",
        "In tCO2e, for the energy of the indicator above; location-based and market-based are never added.",
    ),
    Indicator(
        "Water usage for final training run",
        "How much water the training consumed.",
        "In ML; water of the facility and water of its electricity are told apart.",
    ),
    Indicator(
        "Internal compute allocation",
        "How the compute of the project was divided within it.",
        "Teams are no part of a disclosure: shares are given by stage and run type.",
    ),
    Indicator(
        "Benchmarked inference",
        "How much compute and time a named task takes on named hardware.",
        "In seconds and FLOP/s.",
    ),
)
