"""The formulas of the standard, one function each, units in the names.

They take floats or `Amount`s alike. Sources: GHG Protocol Scope 2 Guidance for the two bases, ISO/IEC 30134-2
and 30134-9 for PUE and WUE, Luccioni et al. (2022, arXiv 2211.02001, section 4.1) and Morand et al. (2024,
hal-04643414) for the allocation of manufacture by hours of active life.
"""

from math import inf

from fullcount.disclosure.figures import N

__all__ = [
    "HOURS_PER_YEAR",
    "allocated_manufacture",
    "cluster_share",
    "energy_facility_kwh",
    "energy_from_hours_kwh",
    "energy_it_kwh",
    "energy_node_kwh",
    "ghg_kgco2e",
    "node_share",
    "use_impact",
    "water_offsite_l",
    "water_onsite_l",
]

HOURS_PER_YEAR = 8760.0  # 365 days, as in the works cited


def energy_from_hours_kwh(hours: N, power_w: N) -> N:
    """Energy of accelerator- or core-hours at a mean power for each, in kWh."""
    return hours * power_w / 1000.0


def energy_node_kwh(energy_accelerator_kwh: N, host_overhead: N) -> N:
    """Node energy from the energy of the accelerators alone and the ratio of node to accelerator power."""
    return energy_accelerator_kwh * host_overhead


def energy_it_kwh(energy_node_kwh: N, it_overhead: N) -> N:
    """IT energy from node energy and the ratio of IT to node power: the share of network and storage."""
    return energy_node_kwh * it_overhead


def energy_facility_kwh(energy_it_kwh: N, pue: N) -> N:
    """Facility energy; `pue` may be an overhead ratio that stands in its place."""
    return energy_it_kwh * pue


def ghg_kgco2e(energy_facility_kwh: N, carbon_intensity_gco2e_per_kwh: N) -> N:
    """Greenhouse gases of electricity, with the intensity in gCO2e/kWh."""
    return energy_facility_kwh * carbon_intensity_gco2e_per_kwh / 1000.0


def water_onsite_l(energy_it_kwh: N, wue_l_per_kwh: N) -> N:
    """Water that the facility consumes. WUE is defined per kWh of IT energy."""
    return energy_it_kwh * wue_l_per_kwh


def water_offsite_l(energy_facility_kwh: N, water_intensity_l_per_kwh: N) -> N:
    """Water consumed where the electricity is generated."""
    return energy_facility_kwh * water_intensity_l_per_kwh


def use_impact(energy_facility_kwh: N, factor_per_kwh: N) -> N:
    """Any further category, in the unit of the factor times kWh."""
    return energy_facility_kwh * factor_per_kwh


def node_share(impact_of_node: N, accelerators_per_node: float) -> N:
    """Manufacture of one node that falls to one of its accelerators."""
    return impact_of_node / accelerators_per_node


def cluster_share(impact_of_cluster: N, nodes: float, accelerators_per_node: float) -> N:
    """Manufacture for all nodes together, such as that of their building, that falls to one accelerator."""
    return impact_of_cluster / (nodes * accelerators_per_node)


def allocated_manufacture(impact_of_accelerator: N, hours: N, lifetime_years: N, utilisation: N) -> N:
    """Manufacture that falls to `hours` of an active life of lifetime x 8760 h x utilisation.

    Infinite where both are so small that their product is 0 for a float.
    """
    active_hours = lifetime_years * HOURS_PER_YEAR * utilisation
    if not active_hours:
        return impact_of_accelerator * hours * inf
    return impact_of_accelerator * hours / active_hours
