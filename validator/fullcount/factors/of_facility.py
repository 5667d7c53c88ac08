"""The factor of a facility: of its subdivision, its cloud region or its country."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fullcount.factors.factor import Found
    from fullcount.factors.library import FactorLibrary

__all__ = ["factor_of_facility"]


def factor_of_facility(
    library: "FactorLibrary", kind: str, facility: Mapping[str, Any], year: int, *, scope: str | None = None
) -> "Found | None":
    """The nearest factor: of the subdivision, of the cloud region, of the country; a place before its country."""
    asked = (library.find(kind, place, year, scope=scope) for place in _places(facility))
    found = [answer for answer in asked if answer]
    within = (one for one in found if not one.step.is_country and one.region != facility.get("country"))
    return next(within, None) or next(iter(found), None)


def _places(facility: Mapping[str, Any]) -> Iterator[str]:
    region = facility.get("cloud_region", "").replace(":", " ").replace("/", " ").split()
    for place in (facility.get("subdivision"), region[-1] if region else None, facility.get("country")):
        if place:
            yield place
