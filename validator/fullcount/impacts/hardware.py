"""Manufacture of server parts from the area of their dies and the memory on them, where nobody states it.

The formulas are those of Morand, Ligozat and Névéol (2024, MLCA, hal-04643414), raw materials to assembly: a part
for each cm2 of die, for each cm2 of memory die, and a fixed part for the board and what is on it. Those of the
accelerator derive from Loubet et al. (2023), those of the other parts from the bottom-up method of Boavizta.
They are coarse: most of an accelerator is its memory, and the area of that rests on an assumed density.
"""

from typing import Generic, NamedTuple

from fullcount.disclosure.figures import N

__all__ = [
    "MEMORY_DENSITY_DEFAULT",
    "MEMORY_DENSITY_DENSE",
    "Made",
    "accelerator",
    "assembly",
    "hard_disk",
    "memory",
    "motherboard",
    "power_supply",
    "processor",
    "rack_case",
    "solid_state_drive",
]

MEMORY_DENSITY_DEFAULT = 0.625
"""GB of memory for each cm2 of die: what MLCA assumes where the chips are not known, meant to be pessimistic."""
MEMORY_DENSITY_DENSE = 2.375
"""GB of memory for each cm2 of die: the densest in the hardware tables of MLCA."""
SSD_DENSITY = 48.5
POWER_SUPPLY_KG = 2.99


class Made(NamedTuple, Generic[N]):
    """What making one part takes: greenhouse gases, primary energy and abiotic depletion of elements."""

    gwp_kgco2e: N
    pe_mj: N
    adpe_kgsbe: N


def accelerator(die_cm2: N, memory_gb: float, memory_gb_per_cm2: float = MEMORY_DENSITY_DEFAULT) -> Made[N]:
    """One accelerator with its memory. The area is that of all its logic dies, in cm2."""
    chips = memory(memory_gb, memory_gb_per_cm2)
    return Made(
        die_cm2 * 1.97 + 26.971 + chips.gwp_kgco2e,
        die_cm2 * 26.5 + 156 + chips.pe_mj,
        die_cm2 * 5.80e-7 + 0.0170687 + chips.adpe_kgsbe,
    )


def memory(capacity_gb: N, gb_per_cm2: float = MEMORY_DENSITY_DEFAULT) -> Made[N]:
    """Memory of an accelerator, or one module of host memory."""
    return _stacked(capacity_gb / gb_per_cm2, Made(5.22, 74, 1.69e-3))


def solid_state_drive(capacity_gb: N, gb_per_cm2: float = SSD_DENSITY) -> Made[N]:
    """One solid-state drive."""
    return _stacked(capacity_gb / gb_per_cm2, Made(6.34, 76.9, 5.63e-4))


def _stacked(area_cm2: N, board: Made[float]) -> Made[N]:
    return Made(
        area_cm2 * 2.20 + board.gwp_kgco2e,
        area_cm2 * 27.3 + board.pe_mj,
        area_cm2 * 6.3e-5 + board.adpe_kgsbe,
    )


def processor(die_cm2: N) -> Made[N]:
    """One processor; the area is that of all its dies, in cm2."""
    return Made(die_cm2 * 1.97 + 9.14, die_cm2 * 26.5 + 156, die_cm2 * 5.80e-7 + 2.04e-2)


def power_supply(weight_kg: float = POWER_SUPPLY_KG) -> Made[float]:
    """One power supply, by its weight in kg."""
    return Made(24.3 * weight_kg, 352 * weight_kg, 8.3e-3 * weight_kg)


def hard_disk() -> Made[float]:
    """One hard disk of any size."""
    return Made(31.1, 276, 2.5e-4)


def motherboard() -> Made[float]:
    """One motherboard."""
    return Made(66.1, 836, 3.69e-3)


def rack_case() -> Made[float]:
    """The case of one rack server."""
    return Made(150, 2200, 2.02e-2)


def assembly() -> Made[float]:
    """Putting one server together."""
    return Made(6.68, 68.6, 1.41e-6)
