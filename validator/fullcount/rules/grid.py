"""The grid factor of the tables for a facility, and the spread of the factors inside its country."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.disclosure.types import Facility
    from fullcount.factors import FactorLibrary, Found
    from fullcount.rules.view import View

__all__ = ["grid_factor", "spread_inside", "year_of"]

KIND = "grid-carbon-intensity"


def year_of(view: "View", figure: "Figure | None") -> int:
    """The year of the figure, else the last of the period, else that of the revision, else today's."""
    if figure is not None and "year" in figure:
        return int(figure["year"])
    period = view.data["scope"].get("period")
    year = (period["end"] if period else view.data["revision"]["date"])[:4]
    return int(year) if year.isdecimal() else view.today.year


def grid_factor(view: "View", facility: "Facility", year: int) -> "Found | None":
    """The nearest factor: of the subdivision, of the cloud region, of the country; a place before its country."""
    from fullcount.factors.of_facility import factor_of_facility  # noqa: PLC0415 - only for rules that look one up

    return factor_of_facility(view.factors, KIND, facility, year)


def spread_inside(view: "View", country: str) -> tuple[float, float] | None:
    """Lowest and highest factor of the subdivisions and cloud regions of a country, in gCO2e/kWh."""
    return _spread(view.factors, country)


@lru_cache(maxsize=256)  # it reads a whole table
def _spread(library: "FactorLibrary", country: str) -> tuple[float, float] | None:
    from fullcount.factors import country_of  # noqa: PLC0415 - only for a figure that is already suspect

    values = [factor.value for factor in library.scan(KIND) if country_of(factor.region) == country]
    return (min(values), max(values)) if values else None
