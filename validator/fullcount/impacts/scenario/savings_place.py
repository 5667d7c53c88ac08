"""Savings by where work runs: another facility of the disclosure, a grid like that of a named place, a lower PUE."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import central, is_missing
from fullcount.impacts.energy import facility_energy
from fullcount.impacts.line import Missing, lines_of
from fullcount.impacts.merged import merged
from fullcount.impacts.scenario.candidate import Assumed, Candidate, candidate
from fullcount.impacts.scenario.figure import document_year
from fullcount.impacts.scenario.grid import FURTHEST
from fullcount.impacts.scenario.site import HIGHEST_PUE
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Facility
    from fullcount.factors import Factor, FactorLibrary

__all__ = ["savings_of_place"]

CONTRACTS = (
    "Contracts and certificates, distance, price, the law that holds there, and whether there is room."
)


class Place(NamedTuple):
    """A facility in central values: PUE, location-based intensity in gCO2e/kWh with its scope, facility energy."""

    id: str
    operator: str
    pue: float | None
    intensity: float | None
    scope: str
    kwh: float


def savings_of_place(
    document: "Disclosure", library: "FactorLibrary", assumed: Assumed
) -> Iterator[Candidate]:
    """Each saving by place that the facilities of the disclosure leave room for."""
    places = _places(document)
    yield from _own_facility(places)
    yield from _example_grid(document, places, library, assumed)
    yield from _lower_pue(places, library, assumed)


def _places(document: "Disclosure") -> list[Place]:
    energy: dict[str, float] = {}
    for line in merged(lines_of(document)):
        kwh = facility_energy(line, central)
        if line.facility and not isinstance(kwh, Missing):
            energy[line.facility["id"]] = energy.get(line.facility["id"], 0.0) + kwh
    return [_place(facility, energy.get(facility["id"], 0.0)) for facility in document.get("facilities", [])]


def _place(facility: "Facility", kwh: float) -> Place:
    intensity = facility.get("carbon_intensity_location_based")
    pue = central(facility.get("pue")) if is_missing(facility.get("overhead_ratio")) else None
    scope = intensity.get("scope", "") if intensity else ""
    return Place(facility["id"], facility.get("operator", ""), pue, central(intensity), scope, kwh)


def _own_facility(places: Sequence[Place]) -> Iterator[Candidate]:
    known = [place for place in places if place.intensity is not None and place.pue]
    best = min(known, key=_per_it_kwh, default=None)
    dirtier = [place for place in known if best and place.kwh and _per_it_kwh(place) > _per_it_kwh(best)]
    alike = [place for place in dirtier if best and place.scope == best.scope]
    if best and alike:
        yield candidate(
            "own-low-carbon-facility",
            f"Run at {best.id} what runs elsewhere",
            f"{best.id} comes to {as_number(_per_it_kwh(best))} gCO2e per kWh of IT energy, PUE and grid together; "
            f"{', '.join(f'{place.id} to {as_number(_per_it_kwh(place))}' for place in alike)}.",
            [f"facility@{place.id}={best.id}" for place in alike],
            practice="low-carbon-place",
            not_considered=CONTRACTS,
            explain=lambda document: _moving(best, _same(document, alike)),
        )


def _per_it_kwh(place: Place) -> float:
    return (place.intensity or 0.0) * (place.pue or 1.0)


def _same(document: "Disclosure", places: Sequence[Place]) -> list[Place]:
    return [place for place in _places(document) if place.id in {other.id for other in places}]


def _moving(best: Place, places: Sequence[Place]) -> str:
    parts = []
    for place in places:
        it_kwh = place.kwh / (place.pue or 1.0)
        difference = f"{as_number(_per_it_kwh(place))} − {as_number(_per_it_kwh(best))}"
        kilograms = it_kwh * (_per_it_kwh(place) - _per_it_kwh(best)) / 1000
        parts.append(
            f"{as_number(it_kwh)} kWh of IT energy × ({difference}) gCO2e/kWh = {as_number(kilograms)} kgCO2e"
        )
    return "; ".join(parts)


def _example_grid(
    document: "Disclosure", places: Sequence[Place], library: "FactorLibrary", assumed: Assumed
) -> Iterator[Candidate]:
    year = document_year(document)
    found = library.find("grid-carbon-intensity", assumed.example_place, year) if year else None
    if found is None or abs(found.factor.year - found.year) > FURTHEST:
        return
    factor = found.factor
    above = [place for place in places if place.kwh and _is_above(place, factor)]
    if above:
        now = ", ".join(f"{place.id} {as_number(place.intensity or 0.0)}" for place in above)
        note = f"; {found.explanation}" if found.explanation else ""
        yield candidate(
            "low-carbon-grid",
            f"Run on a grid like that of {factor.name}",
            f"{factor.name} has {as_number(factor.value)} gCO2e/kWh ({factor.id}{note}), {now}.",
            [f"grid@{place.id}={assumed.example_place}-{year}" for place in above],
            practice="low-carbon-place",
            not_considered=CONTRACTS,
            explain=lambda document: _cleaner(factor, _same(document, above)),
        )


def _is_above(place: Place, factor: "Factor") -> bool:
    alike = place.scope in ("", factor.scope)
    return alike and place.intensity is not None and place.intensity > factor.value


def _cleaner(factor: "Factor", places: Sequence[Place]) -> str:
    parts = []
    for place in places:
        difference = (place.intensity or 0.0) - factor.value
        words = f"({as_number(place.intensity or 0.0)} − {as_number(factor.value)}) gCO2e/kWh"
        parts.append(
            f"{as_number(place.kwh)} kWh × {words} = {as_number(place.kwh * difference / 1000)} kgCO2e"
        )
    return "; ".join(parts)


class Best(NamedTuple):
    """The lowest PUE within reach of a facility and where it is known from."""

    pue: float
    where: str


def _lower_pue(places: Sequence[Place], library: "FactorLibrary", assumed: Assumed) -> Iterator[Candidate]:
    for place in places:
        best = _best_pue(place, places, library, assumed)
        if best and place.pue and place.kwh:
            yield candidate(
                f"lower-pue-{place.id}",
                f"A PUE of {as_number(best.pue)} at {place.id}",
                f"{place.id} has a PUE of {as_number(place.pue)}, {best.where} has {as_number(best.pue)}.",
                [f"pue@{place.id}={best.pue!r}"],
                practice="efficient-facility",
                not_considered="Climate and age of the building, and that cooling which saves energy may take water.",
                explain=partial(_cooler, place.id, best.pue),
            )


def _best_pue(
    place: Place, places: Sequence[Place], library: "FactorLibrary", assumed: Assumed
) -> Best | None:
    """Of the disclosure and of the operator's sites; where none of them is lower, a published good figure."""
    own = [Best(other.pue, other.id) for other in places if other.pue]
    operator = f"{place.operator.lower().replace(' ', '-')}-"
    sites = [
        factor for factor in library.scan("pue") if factor.region.startswith(operator) and place.operator
    ]
    published = library.get(assumed.good_pue)
    for group in ([*own, *map(_from_table, sites)], [_from_table(published)] if published else []):
        lower = [best for best in group if 1.0 <= best.pue < min(place.pue or 0.0, HIGHEST_PUE)]
        if lower:
            return min(lower)
    return None


def _from_table(factor: "Factor") -> Best:
    return Best(factor.value, f"{factor.name} ({factor.id})")


def _cooler(facility: str, pue: float, document: "Disclosure") -> str:
    place = next(place for place in _places(document) if place.id == facility)
    former = place.pue or 1.0
    it_kwh = place.kwh / former
    difference = f"({as_number(former)} − {as_number(pue)})"
    return f"{as_number(it_kwh)} kWh of IT energy × {difference} = {as_number(it_kwh * (former - pue))} kWh"
