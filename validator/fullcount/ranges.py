"""The ranges within which figures of this field lie, each with where it is known from.

A figure outside one is unusual, not impossible: rules warn of it. They are named by what they measure and their unit.
"""

from typing import NamedTuple

__all__ = [
    "CARBON_INTENSITY_G_PER_KWH",
    "MINERALS_KGSBE_PER_KWH",
    "PRIMARY_ENERGY_MJ_PER_KWH",
    "PUE",
    "WUE_L_PER_KWH",
    "Range",
]


class Range(NamedTuple):
    """Both ends belong to it."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies within."""
        return self.low <= value <= self.high


CARBON_INTENSITY_G_PER_KWH = Range(0.0, 1500.0)
"""UNECE 2022, Carbon Neutrality in the UNECE Region: up to 1,095 g for coal; the highest national average of Ember is
1,307 g; grid losses may add to it. Contracts may claim zero."""

PUE = Range(1.0, 3.0)
"""ISO/IEC 30134-2: 1 or more by definition. Twice the global average of 2018 (1.58, Ascierto 2018 as cited by Strubell
et al. 2019, arXiv 1906.02243), rounded down."""

WUE_L_PER_KWH = Range(0.0, 10.0)
"""Li et al. 2023 (arXiv 2304.03271): up to 9 L/kWh in a hot summer, rounded up. A closed loop consumes nothing."""

PRIMARY_ENERGY_MJ_PER_KWH = Range(3.6, 20.0)
"""One kilowatt-hour is itself 3.6 MJ. Thermal power stations turn a third to a half of their heat into electricity: 7
to 11 MJ; the averages of countries that Morand et al. 2024 (hal-04643414) use reach 16.3 MJ, rounded up."""

MINERALS_KGSBE_PER_KWH = Range(1e-8, 3e-7)
"""The averages of countries that Morand et al. 2024 (hal-04643414) use are 4.9e-8 to 9.9e-8 kgSbe: a fifth of the
lowest to three times the highest, since so few are published."""
