"""Impacts of the use phase of one compute line."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fullcount.disclosure.figures import Figure, N, Reader
from fullcount.impacts.energy import facility_energy, it_energy
from fullcount.impacts.formulas import ghg_kgco2e, use_impact, water_offsite_l, water_onsite_l
from fullcount.impacts.key import Key, category_words
from fullcount.impacts.line import Line, Missing

__all__ = ["use_impacts"]

ENERGY = Key("energy", "use")
GHG_LOCATION = Key("gwp", "use", ghg_basis="location")
GHG_MARKET = Key("gwp", "use", ghg_basis="market")
WATER_ONSITE = Key("water", "use", part="on-site")
WATER_OFFSITE = Key("water", "use", part="off-site")


def use_impacts(line: Line, read: Reader[N]) -> Iterator[tuple[Key, N | Missing]]:
    """Energy (facility), both greenhouse-gas bases, water on and off site, and each further stated factor."""
    within, whole = it_energy(line, read), facility_energy(line, read)
    yield ENERGY, whole
    place: Mapping[str, Any] = line.facility or {}
    for key, energy, field, name, formula in (
        (
            GHG_LOCATION,
            whole,
            "carbon_intensity_location_based",
            "location-based carbon intensity",
            ghg_kgco2e,
        ),
        (GHG_MARKET, whole, "carbon_intensity_market_based", "market-based carbon intensity", ghg_kgco2e),
        (WATER_ONSITE, within, "wue", "WUE", water_onsite_l),
        (WATER_OFFSITE, whole, "water_intensity", "water intensity of electricity", water_offsite_l),
    ):
        yield key, _applied(line, energy, place.get(field), name, read, formula)
    for factor in line.facility.get("use_factors", []) if line.facility else ():
        category = factor["category"]
        yield (
            Key(category, "use"),
            _applied(line, whole, factor["amount"], f"{category_words(category)} per kWh", read, use_impact),
        )


def _applied(
    line: Line,
    energy: N | Missing,
    figure: Figure | None,
    name: str,
    read: Reader[N],
    formula: Callable[[N, N], N],
) -> N | Missing:
    factor = read(figure)
    lacking: tuple[str, ...] = energy.inputs if isinstance(energy, Missing) else ()
    if factor is None:
        return Missing((*lacking, f"{name} of {line.facility_name}"))
    return energy if isinstance(energy, Missing) else formula(energy, factor)
