"""Another grid: the carbon intensity of electricity, and what else the factor tables know of the place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central, is_missing
from fullcount.disclosure.spelling import nearest, quoted
from fullcount.impacts.key import category_words
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.effect import facilities_unused
from fullcount.impacts.scenario.figure import Item, arrow, in_words, same_figure, supposed, undisclosed
from fullcount.impacts.scenario.values import is_like_number, number

if TYPE_CHECKING:
    from fullcount.factors import FactorLibrary, Found
    from fullcount.impacts.scenario.work import Work

__all__ = ["Grid", "parse_grid"]

CARBON, WATER = "grid-carbon-intensity", "grid-water-intensity"
HIGHEST = 2000.0
"""gCO2e/kWh that no electricity exceeds: lignite in old stations with grid losses. Above it a year was meant."""
ANOTHER = "another grid has another contract"
FURTHEST = 10
"""Years between the year that is written and that of the factor; further apart, the year was mistaken."""
_YEAR = re.compile(r"(.+)-(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Grid(Change):
    """The grid of every facility: an intensity in gCO2e/kWh, or a place whose factors are looked up."""

    intensity: float | None
    place: str
    year: int | None

    def apply(self, work: "Work") -> None:
        """Replace both intensities; what the other grid's tables do not say becomes not disclosed."""
        for index, facility in work.selected("facilities", self):
            if not work.claim(self, "grid", facility["id"]):
                continue
            carbon = self._carbon(work, facility)
            if carbon is None:
                return
            changed = {"carbon_intensity_location_based": carbon, **self._others(work, facility)}
            work.put("facilities", index, **changed)

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Facilities that no line runs at."""
        yield from facilities_unused(self, work)

    def _carbon(self, work: "Work", facility: Item) -> Item | None:
        present: Item = facility.get("carbon_intensity_location_based", {})
        if self.intensity is not None:
            carbon, how = supposed(self.intensity, "gCO2e/kWh", present), "supposed"
        else:
            found = self._found(work, CARBON, present.get("scope"))
            if found is None:
                return None
            same = same_figure(present, found.factor)
            carbon = present if same else work.figure(found.factor, found.explanation)
            parts = (found.factor.id, self._alias_of(found), found.explanation, _scopes(present, found))
            how = "; ".join(filter(None, parts))
        work.say(f"grid of {facility['id']}: {arrow(present, carbon, 'gCO2e/kWh', how)}")
        return carbon

    def _alias_of(self, found: "Found") -> str:
        """The name of the country where its two letters were written."""
        return f"of {found.factor.name}" if len(self.place) == len("FR") else ""

    def _found(self, work: "Work", kind: str, scope: str | None = None) -> "Found | None":
        year = self.year or work.year
        if year is None:
            remedy = f"write the year: grid={self.place}-2024"
            work.problem(self, "no year", "a year, as the disclosure states no period", remedy)
            return None
        found = _nearest(work.library, kind, self.place, year, scope)
        if found is None and kind == CARBON:
            expected = (
                "a country (FRA), subdivision (US-VT) or cloud region (europe-west9) of the factor tables"
            )
            remedy = _hint(work.library, self.place)
            work.problem(self, f"no {kind} for {quoted(self.place)}", expected, remedy)
        if found and kind == CARBON and self.year and abs(found.factor.year - self.year) > FURTHEST:
            self._far_off(work, found)
            return None
        return found

    def _far_off(self, work: "Work", found: "Found") -> None:
        region = found.factor.region
        years = sorted({factor.year for factor in work.library.scan(CARBON, region)})
        expected = f"a year near those that are known of {region}, {years[0]} to {years[-1]}"
        remedy = f"write grid={self.place}-{found.factor.year}"
        work.problem(self, f"the year {self.year}", expected, remedy)

    def _others(self, work: "Work", facility: Item) -> Item:
        changed: Item = {"water_intensity": self._water(work, facility)}
        if not is_missing(facility.get("carbon_intensity_market_based")):
            changed["carbon_intensity_market_based"] = undisclosed(ANOTHER)
            work.say(f"market-based intensity of {facility['id']}: not disclosed, {ANOTHER}")
        if "use_factors" in facility:
            changed["use_factors"] = [
                self._use_factor(work, facility, item) for item in facility["use_factors"]
            ]
        return changed

    def _water(self, work: "Work", facility: Item) -> Item | None:
        present: Item | None = facility.get("water_intensity")
        found = self._found(work, WATER) if self.place else None
        if found is None:
            return self._unknown(work, facility, present, "water intensity of electricity")
        if present and same_figure(present, found.factor):
            return present
        how = "; ".join(filter(None, (found.factor.id, found.explanation)))
        water = work.figure(found.factor, found.explanation)
        change = arrow(present, water, "L/kWh", how)
        work.say(f"water intensity of electricity of {facility['id']}: {change}")
        return water

    def _use_factor(self, work: "Work", facility: Item, item: Item) -> Item:
        category, present = item["category"], item["amount"]
        found = self._found(work, f"electricity-{category}") if self.place else None
        if found is None:
            unknown = self._unknown(work, facility, present, f"{category_words(category)} per kWh")
            return item if unknown is present else {**item, "amount": unknown}
        if same_figure(present, found.factor):
            return item
        amount = work.figure(found.factor, found.explanation)
        change = arrow(present, amount, found.factor.unit, found.factor.id)
        work.say(f"{category_words(category)} per kWh of {facility['id']}: {change}")
        return {**item, "amount": amount}

    def _unknown(self, work: "Work", facility: Item, present: Item | None, name: str) -> Item | None:
        if is_missing(present):
            return present
        place = self.place or "a grid that is named by a number alone"
        work.say(f"{name} of {facility['id']}: {in_words(present)} → not disclosed, not known for {place}")
        return undisclosed(f"not known for {place}")


def parse_grid(text: str, at: str, value: str) -> Grid:
    """Read `FRA`, `FRA-2024`, `europe-west9`, `50` or `50gCO2e/kWh`."""
    if is_like_number(value):
        what = "carbon intensity"
        return Grid(text, at, number(value, what, "gCO2e/kWh", most=HIGHEST), "", None)
    dated = _YEAR.fullmatch(value)
    return Grid(text, at, None, dated[1] if dated else value, int(dated[2]) if dated else None)


def _nearest(library: "FactorLibrary", kind: str, place: str, year: int, scope: str | None) -> "Found | None":
    """The factor of the same scope as the present figure, unless only another scope knows the very place."""
    found = library.find(kind, place, year)
    alike = library.find(kind, place, year, scope=scope) if scope else None
    return alike if found and alike and alike.step.is_country == found.step.is_country else found


def _scopes(present: Item, found: "Found") -> str:
    scope = present.get("scope", found.factor.scope)
    alike = scope == found.factor.scope or central(present) is None
    return "" if alike else f"another scope, {found.factor.scope} for {scope}: not like for like"


def _hint(library: "FactorLibrary", place: str) -> str:
    from fullcount.factors.letters import is_two_letters, places_like  # noqa: PLC0415 - for a place unknown

    if is_two_letters(place) and (near := " or ".join(places_like(library, place))):
        return f"did you mean {near}?"
    regions = {factor.name: factor.region for factor in library.scan(CARBON)}
    regions |= {region: region for region in regions.values()}
    alike = nearest(place, regions)
    return f"did you mean {regions[alike]}?" if alike else "give the intensity itself, in gCO2e/kWh"
