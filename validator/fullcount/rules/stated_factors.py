"""The factors that a document states for its facilities."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import Figure, is_missing
from fullcount.rules.found import found_once

if TYPE_CHECKING:
    from fullcount.disclosure.types import Facility
    from fullcount.rules.view import View

__all__ = ["NAMES", "FactorPlace", "facility_factors", "scope_of"]

NAMES = {
    "pue": "PUE",
    "overhead_ratio": "overhead ratio",
    "wue": "WUE",
    "water_intensity": "water intensity",
    "carbon_intensity_location_based": "location-based carbon intensity",
    "carbon_intensity_market_based": "market-based carbon intensity",
}
_LIBRARY_SCOPES = {"stack": "stack-generation", "stack-co2": "stack-generation"}


class FactorPlace(NamedTuple):
    """A disclosed factor of a facility; `below` is its place below the facility."""

    number: int
    facility: "Facility"
    below: str
    figure: Figure

    @property
    def pointer(self) -> str:
        """JSON pointer of the figure."""
        return f"/facilities/{self.number}/{self.below}"

    @property
    def name(self) -> str:
        """The factor in words."""
        key = self.below.removesuffix("/amount")
        return (
            NAMES.get(key)
            or f"{self.facility['use_factors'][int(key.rpartition('/')[2])]['category']} factor"
        )

    @property
    def words(self) -> str:
        """The factor and its facility in words, for messages."""
        return f"{self.name} of facility {self.facility['id']}"


@found_once
def facility_factors(view: "View") -> Sequence[FactorPlace]:
    """Every factor of every facility that has a value, a range or a bound."""
    return tuple(_facility_factors(view))


def _facility_factors(view: "View") -> Iterator[FactorPlace]:
    for index, facility in enumerate(view.data.get("facilities", [])):
        for key in NAMES:
            figure: Figure | None = facility.get(key)  # type: ignore[assignment]
            if figure is not None and not is_missing(figure):
                yield FactorPlace(index, facility, key, figure)
        for position, factor in enumerate(facility.get("use_factors", [])):
            if not is_missing(factor["amount"]):
                yield FactorPlace(index, facility, f"use_factors/{position}/amount", factor["amount"])


def scope_of(view: "View", figure: Figure) -> str:
    """The coded scope of a factor, from the figure or else from the factor tables; empty where neither says."""
    scope: str = figure.get("scope", "")
    if not scope and "factor" in figure:
        factor = view.factors.get(figure["factor"])
        scope = _LIBRARY_SCOPES.get(factor.scope, factor.scope) if factor else ""
    return "" if scope == "unknown" else scope
