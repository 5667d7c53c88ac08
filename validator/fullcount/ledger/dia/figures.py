"""Figures of a DIA report: numbers or intervals, each with a word for its quality."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.loose import is_missing, map_at, number_of, text_of
from fullcount.ledger.reading.unfit import Unfit

__all__ = ["KNOWN_QUALITIES", "Figure", "figure_of"]

KNOWN_QUALITIES = frozenset(
    {
        *("measured", "estimated-from-region", "estimated-from-default-wue", "estimated-from-hardware"),
        *("imputed", "unavailable"),
    }
)
_QUALITY_KEYS = {"energy_kwh": "energy", "carbon_kgco2eq": "carbon", "water_liters": "water"}


@dataclass(frozen=True, slots=True)
class Figure:
    """An interval in the unit of its name (both ends equal for one number; None: missing), and its quality."""

    low: float | None
    high: float | None
    quality: str

    @property
    def value(self) -> float | None:
        """The middle; None where the figure is missing."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    @property
    def is_interval(self) -> bool:
        """Whether the two ends differ."""
        return self.low != self.high

    @property
    def shown(self) -> str:
        """The figure in words, without unit."""
        if self.low is None or self.high is None:
            return "missing"
        return f"{self.low:.6g} to {self.high:.6g}" if self.is_interval else f"{self.low:.6g}"


def figure_of(report: Mapping[str, Any], name: str) -> Figure:
    """The figure `energy_kwh`, `carbon_kgco2eq` or `water_liters` of a block or a node. Raises `Unfit`."""
    said: Any = map_at(report, "footprint").get(name, report.get(name))
    word = text_of(map_at(report, "quality").get(_QUALITY_KEYS.get(name, name)))
    if isinstance(said, Mapping):
        said, word = said.get("value"), text_of(said.get("quality")) or word
    if word.lower() == "unavailable":
        return Figure(None, None, "unavailable")
    low, high = _ends(said, name)
    return Figure(low, high, word.lower())


def _ends(said: Any, name: str) -> tuple[float | None, float | None]:
    ends = said if isinstance(said, list) else [said, said]
    try:
        low, high = (number_of(end) for end in ends)
    except ValueError:
        expected = "a number of 0 or more, or [low, high]"
        raise Unfit("unreadable-figure", f"{name} {clip(repr(said))}", expected) from None
    if low is None or high is None:
        if isinstance(said, list) and not all(map(is_missing, ends)):
            raise Unfit("half-an-interval", f"{name} {clip(repr(said))}", "both ends, or one number")
        return None, None
    if low > high:
        raise Unfit("interval-reversed", f"{name} {low:g} to {high:g}", "[low, high]")
    return low, high
