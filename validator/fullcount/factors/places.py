"""Which country a place is in."""

from collections.abc import Mapping
from functools import cache, lru_cache

from fullcount.factors.sorted_lines import SortedLines
from fullcount.rooms import dataset_room

__all__ = ["WORLD", "countries", "country_of", "normalise_place"]

WORLD = "WLD"
_COUNTRY_LENGTH = 3
_ALIASES = {"UK": "GB"}
"""Letters that ISO 3166-1 reserves for a country that has another code."""


def normalise_place(place: str) -> str:
    """An ISO 3166-1 alpha-2 code as alpha-3 (`FR` is `FRA`, `UK` as `GB` is `GBR`); any other place as it is."""
    return (_country(_ALIASES.get(place, place)) or place) if len(place) == 2 else place


def country_of(place: str) -> str | None:
    """The alpha-3 country of an ISO 3166-2 subdivision (`US-VT`) or a cloud region (`europe-west9`).

    None for a country, which has none above it, and for a place that is not in the tables.
    """
    if len(place) <= _COUNTRY_LENGTH:
        return None
    return _country(place) or _country(place.partition("-")[0])


@cache
def countries() -> Mapping[str, str]:
    """The name of each country by its alpha-3 code, and of the world; empty where no table of places is installed."""
    rows = [row for lines in _tables() for row in lines.under("") if len(row["code"]) == len("FR")]
    return {**{row["country"]: row["name"] for row in rows}, WORLD: "World"} if rows else {}


@lru_cache(maxsize=1024)
def _country(code: str) -> str | None:
    return next((row["country"] for lines in _tables() if (row := lines.get(code))), None)


@cache
def _tables() -> tuple[SortedLines, ...]:
    room = dataset_room("factors")
    paths = [room / package / "places.csv" for package in ("facts", "apache-2.0")]
    return tuple(SortedLines(path) for path in paths if path.is_file())
