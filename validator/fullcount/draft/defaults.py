"""Default factors for what a lab has left open, from the factor packages, each with its id and source."""

from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from fullcount.draft.figure import missing_figure

if TYPE_CHECKING:
    from fullcount.factors import Factor, FactorLibrary

__all__ = ["Defaults"]

Item = dict[str, Any]
OF_FACILITY = (
    ("carbon_intensity_location_based", "grid-carbon-intensity", "lifecycle-generation"),
    ("water_intensity", "grid-water-intensity", None),
)


UNKNOWN = {
    "adpe": "no open factor is known for minerals per kWh of electricity",
    "pe": "no open factor is known for primary energy per kWh of electricity",
}
"""Categories of electricity that a draft speaks of even where no table has a factor, with why it has none."""


class Defaults:
    """Fills what is absent, never what a lab states, not even as not disclosed; collects the sources it used.

    `stated` are the sources that the lab lists itself, whose ids are taken.
    """

    def __init__(self, library: "FactorLibrary", year: int, stated: Sequence[Item] = ()) -> None:
        self._library, self._year = library, year
        self._titles = {source.get("id"): source.get("title") for source in stated}
        self._sources: dict[str, Item] = {}

    @property
    def sources(self) -> list[Item]:
        """The sources of the factors that were used."""
        return list(self._sources.values())

    def facility(self, facility: Item) -> Item:
        """The facility with the intensities of its country or subdivision, and what else a kWh there costs."""
        place = facility.get("subdivision") or facility.get("country")
        stated = facility.get("use_factors", [])
        known = {factor["category"] for factor in stated}
        use_factors = [*stated, *self._use_factors(known, place)]
        more = {"use_factors": use_factors} if use_factors else {}
        return {**facility, **(dict(self._intensities(facility, place)) if place else {}), **more}

    def _use_factors(self, known: Collection[str], place: str | None) -> Iterator[Item]:
        """Further categories: those that a table has for the place, and why there is none of the usual ones."""
        from fullcount.factors.kinds import USE_CATEGORIES  # noqa: PLC0415 - opened only for a draft

        for category in (name for name in USE_CATEGORIES if name not in known):
            found = self._library.find(f"electricity-{category}", place, self._year) if place else None
            if found is not None:
                yield {"category": category, "amount": self._figure(found.factor, found.explanation)}
            elif category in UNKNOWN:
                yield {"category": category, "amount": missing_figure(UNKNOWN[category])}

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
        """The id of the source of a factor, which is listed once; another source under that id gets a number."""
        address = {"url": factor.source_url} if factor.source_url else {}
        retrieved = {"retrieved": factor.retrieved} if factor.retrieved else {}
        entry = {"title": factor.source, **address, "licence": factor.licence, **retrieved}
        for identity, known in self._sources.items():
            if known == {"id": identity, **entry}:
                return identity
        identity = self._free("-".join(factor.id.split("/")[:2]), entry)
        self._sources.setdefault(identity, {"id": identity, **entry})
        return identity

    def _free(self, stem: str, entry: Item) -> str:
        names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        return next(name for name in names if self._may_stand_for(name, entry))

    def _may_stand_for(self, name: str, entry: Item) -> bool:
        if name in self._titles:
            return bool(self._titles[name] == entry["title"])
        known = self._sources.get(name, entry)
        return all(known.get(key) == entry.get(key) for key in ("title", "url"))
