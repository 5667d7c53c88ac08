"""What a lab's own factor tables know of its facilities that a disclosure leaves open: to compute with only."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from fullcount.disclosure.figures import is_missing
from fullcount.draft.work_year import work_year
from fullcount.factors.kinds import USE_CATEGORIES, scope_rank
from fullcount.factors.of_facility import factor_of_facility
from fullcount.impacts.key import category_words
from fullcount.impacts.scenario.figure import figure_of, in_words

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary, Found

__all__ = ["filled"]

Item = dict[str, Any]
GRID = "grid-carbon-intensity"
CONTRACTUAL = "contractual"
FIELDS = (
    ("pue", "pue", "PUE"),
    ("wue", "wue", "WUE"),
    ("carbon_intensity_location_based", GRID, "location-based carbon intensity"),
    ("carbon_intensity_market_based", GRID, "market-based carbon intensity"),
    ("water_intensity", "grid-water-intensity", "water intensity of electricity"),
)
"""The figures of a facility, the kind of factor that each is, and its name in messages."""


def filled(document: "Disclosure", own: "FactorLibrary") -> tuple["Disclosure", tuple[str, ...]]:
    """The disclosure with what its facilities leave open taken from `own`, and a sentence for each figure.

    `own` holds the user's tables alone, in the units of `kinds.KINDS`. A figure that is absent or not disclosed is
    filled for the place and the middle year of the work; one that is stated, as a bound too, or not applicable stays.
    What is not filled stays the same object, and so does the disclosure where nothing is.
    """
    filling = _Filling(own, work_year(document))
    facilities = [filling.facility(cast("Item", item)) for item in document.get("facilities", [])]
    if not filling.said:
        return document, ()
    return cast("Disclosure", {**document, "facilities": facilities}), tuple(filling.said)


class _Filling:
    """Fills facilities from one library for one year; `said` is what it did."""

    def __init__(self, own: "FactorLibrary", year: int) -> None:
        self.said: list[str] = []
        self._own, self._year = own, year
        scopes = {factor.scope for factor in own.scan(GRID)} - {CONTRACTUAL}
        self._grid_scopes = sorted(scopes, key=lambda scope: (scope_rank(GRID, scope), scope))

    def facility(self, facility: Item) -> Item:
        """The facility itself, or a copy with what was open."""
        known, use_factors = dict(self._figures(facility)), self._use_factors(facility)
        further = {"use_factors": use_factors} if use_factors else {}
        return {**facility, **known, **further} if known or further else facility

    def _figures(self, facility: Item) -> Iterator[tuple[str, Item]]:
        for field, kind, words in FIELDS:
            if not _is_open(facility.get(field)) or (field == "pue" and _has_overhead(facility)):
                continue
            found = self._of_field(field, kind, facility)
            if found:
                yield field, self._taken(found, f"{words} of {facility['id']}")

    def _of_field(self, field: str, kind: str, facility: Item) -> "Found | None":
        if field == "carbon_intensity_market_based":
            return self._nearest(kind, facility, CONTRACTUAL)
        if field == "carbon_intensity_location_based":
            found = [self._nearest(kind, facility, scope) for scope in self._grid_scopes]
            return min(filter(None, found), key=lambda one: one.step.is_country, default=None)
        return self._nearest(kind, facility)

    def _use_factors(self, facility: Item) -> list[Item]:
        """All further categories where one of them was filled; else none."""
        listed: list[Item] = facility.get("use_factors", [])
        stated = {item["category"] for item in listed if not _is_open(item["amount"])}
        taken = {
            code: self._taken(found, f"{category_words(code)} per kWh of {facility['id']}")
            for code in USE_CATEGORIES
            if code not in stated and (found := self._nearest(f"electricity-{code}", facility))
        }
        if not taken:
            return []
        kept = [
            {**item, "amount": taken.pop(item["category"])} if item["category"] in taken else item
            for item in listed
        ]
        return [*kept, *({"category": code, "amount": amount} for code, amount in taken.items())]

    def _nearest(self, kind: str, facility: Item, scope: str | None = None) -> "Found | None":
        """The factor of the site itself, by its id, else of where it stands."""
        site = self._own.find(kind, facility["id"], self._year, scope=scope)
        if site and not site.step.is_country:
            return site
        return factor_of_facility(self._own, kind, facility, self._year, scope=scope)

    def _taken(self, found: "Found", words: str) -> Item:
        figure = figure_of(found.factor, found.explanation)
        unit = "" if found.factor.unit == "1" else found.factor.unit
        how = "; ".join(filter(None, (found.factor.id, found.explanation)))
        self.said.append(f"{words}: {in_words(figure, unit)} ({how})")
        return figure


def _is_open(figure: "Figure | None") -> bool:
    """Whether a figure may be filled: it is absent, or not disclosed although it has a meaning."""
    why: Mapping[str, Any] = (figure or {}).get("not_disclosed", {})
    return is_missing(figure) and why.get("reason") != "not-applicable"


def _has_overhead(facility: Item) -> bool:
    """Whether a ratio that excludes a PUE is stated."""
    return not is_missing(facility.get("overhead_ratio"))
