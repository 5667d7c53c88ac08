"""Impacts of the use phase of one compute line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from fullcount.disclosure.figures import Figure, N, Reader, central
from fullcount.impacts.energy import it_and_facility_energy
from fullcount.impacts.formulas import ghg_kgco2e, use_impact, water_offsite_l, water_onsite_l
from fullcount.impacts.key import Key, category_words
from fullcount.impacts.line import Line, Missing

__all__ = ["ENERGY", "WATER_ONSITE", "Factors", "known_factors", "use_impacts"]

ENERGY = Key("energy", "use")
GHG_LOCATION = Key("gwp", "use", ghg_basis="location")
GHG_MARKET = Key("gwp", "use", ghg_basis="market")
WATER_ONSITE = Key("water", "use", part="on-site")
WATER_OFFSITE = Key("water", "use", part="off-site")

_FACTORS: tuple[tuple[Key, str, str, Callable[[Any, Any], Any]], ...] = (
    (GHG_LOCATION, "carbon_intensity_location_based", "location-based carbon intensity", ghg_kgco2e),
    (GHG_MARKET, "carbon_intensity_market_based", "market-based carbon intensity", ghg_kgco2e),
    (WATER_ONSITE, "wue", "WUE", water_onsite_l),
    (WATER_OFFSITE, "water_intensity", "water intensity of electricity", water_offsite_l),
)
"""What energy is multiplied with: the key of the facility, in words, and the formula."""


Factors = Sequence[tuple[Key, Callable[[Any, Any], Any], float]]
"""What energy at a facility is multiplied with, by the impact that it gives."""


def known_factors(line: Line) -> Factors:
    """The central values of those that the facility of the line states."""
    place: Mapping[str, Any] = line.facility or {}
    read = [(key, formula, central(place.get(field))) for key, field, _, formula in _FACTORS]
    return [(key, formula, factor) for key, formula, factor in read if factor is not None]


def use_impacts(line: Line, read: Reader[N]) -> Iterator[tuple[Key, N | Missing]]:
    """Energy (facility), both greenhouse-gas bases, water on and off site, and each further stated factor."""
    within, whole = it_and_facility_energy(line, read)
    yield ENERGY, whole
    place: Mapping[str, Any] = line.facility or {}
    for key, field, name, formula in _FACTORS:
        energy = within if key is WATER_ONSITE else whole
        yield key, _applied(line, energy, place.get(field), name, read, formula)
    for factor in place.get("use_factors", ()):
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
    if factor is None:
        lacking: tuple[str, ...] = energy.inputs if isinstance(energy, Missing) else ()
        return Missing((*lacking, f"{name} of {line.facility_name}"))
    return energy if isinstance(energy, Missing) else formula(energy, factor)
