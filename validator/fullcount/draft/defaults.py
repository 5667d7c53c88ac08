"""Default factors for what a lab has left open, from the factor packages, each with its id and source."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fullcount.factors import Factor, FactorLibrary

__all__ = ["Defaults"]

Item = dict[str, Any]
OF_FACILITY = (
    ("carbon_intensity_location_based", "grid-carbon-intensity", "lifecycle-generation"),
    ("water_intensity", "grid-water-intensity", None),
)


class Defaults:
    """Fills what is absent, never what a lab states, not even as not disclosed; collects the sources it used."""

    def __init__(self, library: "FactorLibrary", year: int) -> None:
        self._library, self._year = library, year
        self._sources: dict[str, Item] = {}

    @property
    def sources(self) -> list[Item]:
        """The sources of the factors that were used."""
        return list(self._sources.values())

    def facility(self, facility: Item) -> Item:
        """The facility with the intensities of its country or subdivision."""
        place = facility.get("subdivision") or facility.get("country")
        return {**facility, **dict(self._intensities(facility, place))} if place else facility

    def _intensities(self, facility: Item, place: str) -> Iterator[tuple[str, Item]]:
        for field, kind, scope in OF_FACILITY:
            if field not in facility:
                found = self._library.find(kind, place, self._year, scope=scope)
                if found is not None:
                    yield field, self._figure(found.factor, found.explanation)

    def equipment(self, equipment: Item) -> Item:
        """The equipment with the rated power of its accelerator."""
        from fullcount.factors import accelerator  # noqa: PLC0415 - opened only for a draft

        known = accelerator(equipment.get("accelerator", ""))
        if known is None or known.tdp is None or "rated_power" in equipment:
            return equipment
        return {**equipment, "rated_power": self._figure(known.tdp, "")}

    def _figure(self, factor: "Factor", note: str) -> Item:
        source = self._cited(factor)
        interval = (
            {"low": factor.low, "high": factor.high} if factor.low is not None is not factor.high else {}
        )
        figure = {
            "value": factor.value,
            "unit": factor.unit,
            **interval,
            "factor": factor.id,
            "year": factor.year,
        }
        return {
            **figure,
            "scope": factor.scope,
            "basis": "default",
            "source": source,
            **({"note": note} if note else {}),
        }

    def _cited(self, factor: "Factor") -> str:
        identity = "-".join(factor.id.split("/")[:2])
        entry = {"id": identity, "title": factor.source}
        address = {"url": factor.source_url} if factor.source_url else {}
        self._sources[identity] = {
            **entry,
            **address,
            "licence": factor.licence,
            "retrieved": factor.retrieved,
        }
        return identity
